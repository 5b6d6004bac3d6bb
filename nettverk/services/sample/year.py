"""The sample's year and the one before it, and who steers it, as resources/templates/sample/year.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from nettverk.domain.organisation import Party, TeamKind
from nettverk.domain.tags import school_year
from nettverk.domain.year.days import nearest
from nettverk.domain.year.items import ItemKind, Phase
from nettverk.services import gatherings
from nettverk.services.organisation import meetings, teams
from nettverk.services.sample.calendar import working_day
from nettverk.services.templates import template
from nettverk.services.year import holidays, items
from nettverk.storage.store import Store


def add(
    store: Store, script: Mapping[str, Any], networks: Mapping[str, str], upcoming: date, today: date,
    set_clock: Callable[[date, time], None], language: str,
) -> None:  # fmt: skip
    """Fill two school years and the organisation; inside ``store.change()``.

    Args:
        networks: ids by name.
        upcoming: the day of the gathering that is ready to be held; its school year is the one that is filled.
    """
    year = school_year(upcoming)
    set_clock(today - timedelta(days=1), time(15, 0))
    for words in script["holidays"]:
        holidays.add(store, words["name"], _day(year, words["first"]), _day(year, words["last"]))
    for gathering in gatherings.all_(store):
        owner = script["owners"].get(gathering.network_name, "")
        gatherings.edit(store, gathering.id, owner=owner)
    for words in script["gatherings"]:
        gathering_id = gatherings.make(
            store, template("udir"), network_id=networks[words["network"]], title=words["title"], theme=words["theme"],
            language=language,
            held_on=working_day(upcoming + timedelta(weeks=words["weeks"]), later=True), place=words["place"],
        ).made  # fmt: skip
        gatherings.edit(store, gathering_id, owner=script["owners"][words["network"]])
    for begins, script_items in ((year, script["items"]), (year - 1, script["before"])):
        for words in script_items:
            _item(store, words, begins, networks, today)
    for words in script["teams"]:
        _team(store, words, year, today)


def _item(
    store: Store, words: Mapping[str, Any], year: int, networks: Mapping[str, str], today: date
) -> None:  # fmt: skip
    day = _working(store, year, words["on"])
    last = day + timedelta(days=words["days"] - 1) if "days" in words else None
    phase = Phase(words["phase"]) if "phase" in words else None
    item_id = items.add(
        store, ItemKind(words["kind"]), words["title"], day, last_day=last, owner=words["owner"],
        network_id=networks.get(words.get("network", "")), phase=phase,
    ).made  # fmt: skip
    if (last or day) < today:
        items.edit(store, item_id, done=True)


def _team(store: Store, words: Mapping[str, Any], year: int, today: date) -> None:
    team = teams.add(store, TeamKind(words["kind"]), words["name"]).made
    for member in words["members"]:
        teams.add_member(
            store, team, member["name"], role=member["role"], party=Party(member.get("party", "")),
            gets_reports=member.get("reports", False),
        )  # fmt: skip
    for meeting in words.get("meetings", ()):
        day = _working(store, year, meeting["on"])
        meeting_id = meetings.add(
            store, team, day, starts_at=time.fromisoformat(meeting["at"]), place=meeting["place"]
        ).made
        if day >= today:
            continue  # what is not held yet has only a day and a place
        meetings.edit(store, meeting_id, present=meeting.get("present", ""))
        for point in meeting.get("points", ()):
            by = _working(store, year, point["by"]) if "by" in point else None
            id_ = meetings.add_points(store, meeting_id, [point["title"]]).made
            meetings.edit_point(
                store, id_, said=point["said"], decision=point["decision"], what=point.get("what", ""),
                who=point.get("who", ""), due_on=by, done=by is not None and by < today,
            )  # fmt: skip


def _working(store: Store, year: int, month_day: Sequence[int]) -> date:
    day = _day(year, month_day)
    return nearest(day, holidays.of_year(store, year), (day - timedelta(days=60), day + timedelta(days=60)))


def _day(year: int, month_day: Sequence[int]) -> date:
    month, day = month_day
    return date(year if month >= 8 else year + 1, month, day)

"""«Anonym nok?» over all that was said at a gathering: what to look at, use a neutral wording, keep it as it is.

What is kept is an entry of its own with a sum of the text in it and not the text, so that no name is written once more,
and a text that is changed is looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nettverk.domain.anonymity.outlets import EVERYTHING, Outlet, outlet_of
from nettverk.domain.anonymity.review import (
    AtMeeting,
    NeedWords,
    PairNote,
    RowOf,
    RowWords,
    SheetWords,
    SpokenText,
    ThemeName,
    ToLookAt,
    Where,
)
from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.typed import TypedSheetAnswer
from nettverk.i18n import _
from nettverk.services import anonymity, anonymity_plan, goals, needs, pairings
from nettverk.services.anonymity_texts import texts
from nettverk.services.sheets import own, uses
from nettverk.services.themes import themes
from nettverk.services.typed import store_typed
from nettverk.services.year import frame, items
from nettverk.storage import entries
from nettverk.storage.store import Store

KIND = EntryKind.KEPT_WORDING


@dataclass(frozen=True, slots=True)
class Material:
    """What is needed to look a gathering through; reading it is quick, and looking takes no database."""

    texts: tuple[SpokenText, ...]
    kept: frozenset[str]
    people: tuple[tuple[str, str], ...]


def material(store: Store, where: Where, *, before: bool = True) -> Material:
    """What was said, planned and promised at a gathering, what of it was kept as it is, and who took part.

    Args:
        where: the gathering, or the meeting whose minutes are looked through instead.
        before: what it takes up from earlier gatherings too.
    """
    if isinstance(where, AtMeeting):
        return Material(_texts(store, where), _kept_anywhere(store), ())
    gathering_id = where
    said = texts(store, gathering_id, before=before)
    # What comes back from before may have been kept then.
    earlier = {str(getattr(spoken.typed, "gathering_id", gathering_id)) for spoken in said}
    everything_kept = (kept(store, where) for where in {gathering_id, *earlier})
    return Material(said, frozenset().union(*everything_kept), anonymity.people(store, gathering_id))


def found_in(of: Material, outlet: Outlet = EVERYTHING) -> tuple[ToLookAt, ...]:
    """Everything found, but what was kept as it is; may take a second for a thousand points.

    Args:
        outlet: only what goes out there.
    """
    if not of.texts:
        return ()
    checker = anonymity.checker_with(of.people)
    findings = (
        ToLookAt(spoken, finding)
        for spoken in of.texts
        for finding in checker.lines(spoken.text.split("\n"))
        if not spoken.is_meant(finding)
    )
    return outlet.of(spot for spot in findings if spot.key not in of.kept)


def to_look_at(store: Store, gathering_id: str, outlet: Outlet = EVERYTHING) -> tuple[ToLookAt, ...]:
    """Everything found in what was said and promised at a gathering, but what was kept as it is."""
    return found_in(material(store, gathering_id), outlet)


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is to look at in what many gatherings have said.

    Attributes:
        points: how many lines something was found in.
        gathering_id: the latest gathering with something; empty where there is nothing.
        whole: everything was looked through; otherwise there may be more in what is older.
    """

    points: int = 0
    gathering_id: str = ""
    whole: bool = True


MOST_LINES = 10_000
"""Lines that are looked through before everything is written to a file: some four seconds."""


def count_all(store: Store, gathering_ids: Sequence[str], *, most: int = MOST_LINES) -> Counted:
    """Count what there is to look at in gatherings, in their order."""
    points, where, left = 0, "", most
    for gathering_id in gathering_ids:
        of = material(store, gathering_id, before=False)  # each promise once, where it was made
        left -= sum(spoken.text.count("\n") + 1 for spoken in of.texts)
        if left < 0:
            return Counted(points, where, whole=False)
        here = count_points(found_in(of))
        points, where = points + here, where or (gathering_id if here else "")
    beside = count_points(found_in(_beside_gatherings(store, gathering_ids)))
    return Counted(points + beside, where or (gathering_ids[0] if beside and gathering_ids else ""))


def _beside_gatherings(store: Store, gathering_ids: Sequence[str]) -> Material:
    """What stands in the years of the networks and in minutes, each text once."""
    said: dict[tuple[object, str], SpokenText] = {}
    for row in store.rows("SELECT max(id) AS id FROM gatherings GROUP BY network_id ORDER BY network_id"):
        if row["id"] in gathering_ids:
            said.update(((one.typed, one.field), one) for one in anonymity_plan.of_year(store, row["id"]))
    for row in store.rows("SELECT id FROM team_meetings ORDER BY id"):
        said.update(((one.typed, one.field), one) for one in anonymity_plan.of_meeting(store, row["id"]))
    return Material(tuple(one for one in said.values() if one.text.strip()), _kept_anywhere(store), ())


def in_minutes(store: Store, gathering_id: str) -> tuple[ToLookAt, ...]:
    """What there is to look at in the minutes of the groups that steer a gathering's network, or all networks."""
    rows = store.rows(
        "SELECT m.id FROM team_meetings AS m JOIN teams AS t ON t.id = m.team_id JOIN gatherings AS g ON g.id = ?"
        " WHERE t.network_id IS NULL OR t.network_id = g.network_id ORDER BY m.held_on DESC, m.id",
        gathering_id,
    )
    return tuple(one for row in rows for one in found_in(material(store, AtMeeting(row["id"]))))


def outlet_of_sheet(store: Store, gathering_id: str, use_id: str) -> Outlet:
    """What was typed to one sheet in use."""
    said = (spoken.typed for spoken in texts(store, gathering_id, before=False))
    return outlet_of(*(typed.text for typed in said if isinstance(typed, TypedSheetAnswer) and typed.use_id == use_id))


def count_points(found: Iterable[ToLookAt]) -> int:
    """How many points something was found in; a point with two names in it is one."""
    return len({(spot.spoken.typed, spot.spoken.field, spot.finding.line) for spot in found})


def kept(store: Store, gathering_id: str) -> frozenset[str]:
    """The keys of what was kept as it is at a gathering."""
    rows = store.rows(
        "SELECT object FROM current_entries WHERE gathering_id = ? AND kind = 'kept_wording' AND data ->> 'on' = 1",
        gathering_id,
    )
    return frozenset(row["object"] for row in rows)


def _kept_anywhere(store: Store) -> frozenset[str]:
    rows = store.rows("SELECT object FROM current_entries WHERE kind = 'kept_wording' AND data ->> 'on' = 1")
    return frozenset(row["object"] for row in rows)


def _texts(store: Store, where: Where) -> tuple[SpokenText, ...]:
    if isinstance(where, AtMeeting):
        return tuple(spoken for spoken in anonymity_plan.of_meeting(store, where.meeting_id) if spoken.text.strip())
    return texts(store, where)


# --- write ---


def accept(store: Store, gathering_id: Where, one: ToLookAt) -> Changes:
    """Let the neutral wording stand in the text. Undo takes it back.

    Raises:
        BadInput: the text reads otherwise by now; it is left alone.
    """
    return rewrite(store, gathering_id, one, one.finding.accepted(one.line))


def rewrite(store: Store, gathering_id: Where, one: ToLookAt, line: str) -> Changes:
    """Let another line stand in the place of the one something was found in. Undo takes it back.

    Raises:
        BadInput: the text reads otherwise by now; it is left alone.
    """
    if all(one.spoken.typed != spoken.typed for spoken in _texts(store, gathering_id)):
        raise BadInput(_("Teksten er endret siden. Den er som den ble skrevet."))
    after = one.spoken.with_line(one.finding.line, line.replace("\n", " "))
    with store.change(_("Nøytral ordlyd")) as step:
        match after.typed:
            case ThemeName(gathering_id=at, theme_id=theme_id, name=name):
                themes.rename(store, at, theme_id, name)
            case NeedWords(need_id=need_id, text=text, evidence=evidence):
                needs.edit(store, need_id, text=text, evidence=evidence)
            case PairNote(pair_id=pair_id, note=note):
                pairings.edit(store, pair_id, note=note)
            case SheetWords():
                _reword_sheet(store, after.typed)
            case RowWords():
                _reword_row(store, after.typed)
            case typed:
                store_typed(store, typed)
    return step.changes


def _reword_sheet(store: Store, words: SheetWords) -> None:
    """Let an own sheet say something else, from its next version on where it is used; this use follows it there."""
    definition = json.loads(words.definition)
    inside = definition
    for step in words.path[:-1]:
        inside = inside[step]
    inside[words.path[-1]] = words.text
    own.save_text(store, words.sheet_id, json.dumps(definition, ensure_ascii=False))
    uses.take_newest(store, words.use_id)


def _reword_row(store: Store, words: RowWords) -> None:
    match words.of, words.column:
        case RowOf.GOAL_ORIGIN, _column:
            goals.reword_origin(store, words.id, words.text)
        case RowOf.YEAR_ITEM, "title":
            items.edit(store, words.id, title=words.text)
        case RowOf.YEAR_ITEM, _column:
            items.edit(store, words.id, note=words.text)
        case RowOf.REQUEST, "theme":
            frame.edit_request(store, words.id, theme=words.text)
        case RowOf.REQUEST, _column:
            frame.edit_request(store, words.id, note=words.text)
        case RowOf.COST, _column:
            frame.edit_cost(store, words.id, what=words.text)


def keep(store: Store, gathering_id: Where, key: str, *, on: bool = True) -> Changes:
    """Remember that something is to stand as it reads; not ``on`` forgets it again. Undo takes it back.

    What stands in minutes is remembered with the newest gathering there is, since a meeting has nothing said at it.

    Raises:
        BadInput: there is no gathering to remember it with.
    """
    if isinstance(gathering_id, AtMeeting):
        newest = store.value("SELECT id FROM gatherings ORDER BY coalesce(held_on, '') DESC, id DESC LIMIT 1")
        if newest is None:
            raise BadInput(_("Lag en samling først. Det du beholder, huskes sammen med den."))
        gathering_id = str(newest)
    if (key in kept(store, gathering_id)) == on:
        return NOTHING
    if store.one("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    with store.change(_("Behold ordlyden")) as step:
        entries.append(store, KIND, gathering_id, key, {"on": int(on)})
    return step.changes

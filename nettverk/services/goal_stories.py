"""The networks' goals as Året shows them: with gatherings, sheets and commitments, read in a few questions for all."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goal_stories import GoalStory, LinkedGathering
from nettverk.domain.goals import GoalOf, GoalOwner, in_order
from nettverk.i18n import _
from nettverk.services import goals
from nettverk.services.sheets import stored
from nettverk.storage.store import Store

_GATHERINGS = (
    "SELECT id, title, held_on, network_id FROM gatherings WHERE network_id IN (SELECT value FROM json_each(?))"
    " AND cancelled = 0 ORDER BY held_on IS NULL, held_on DESC, id"
)
_PROMISED = (
    "SELECT e.data ->> 'goal' AS goal, e.data ->> 'status' AS status, e.data ->> 'unit' AS unit, count(*) AS n"
    " FROM current_entries AS e WHERE e.kind = 'commitment' AND e.gathering_id IN (SELECT value FROM json_each(?))"
    " AND e.data ->> 'goal' <> '' AND coalesce(e.data ->> 'removed', 0) = 0 GROUP BY 1, 2, 3"
)
_SHEETS = (
    "SELECT DISTINCT u.gathering_id, v.sheet_id FROM sheet_uses AS u JOIN sheet_versions AS v"
    " ON v.id = u.sheet_version_id WHERE u.gathering_id IN (SELECT value FROM json_each(?)) ORDER BY v.sheet_id"
)


def of_networks(store: Store, language: str = "nb") -> tuple[GoalStory, ...]:
    """The goals of every network, network by network: the active first, then those that rest or are reached."""
    names = {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM networks ORDER BY name, id")}
    of = {
        network_id: in_order(
            goal for goal in goals.of_owner(store, GoalOwner(GoalOf.NETWORK, network_id))
        )
        for network_id in names
    }  # fmt: skip
    wanted = [network_id for network_id, stories in of.items() if stories]
    if not wanted:
        return ()
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.rows("SELECT goal_id, gathering_id FROM goal_gatherings"):
        linked[row["goal_id"]].add(row["gathering_id"])
    held: defaultdict[str, list[tuple[str, str, date | None]]] = defaultdict(list)
    for row in store.rows(_GATHERINGS, json.dumps(wanted)):
        day = date.fromisoformat(row["held_on"]) if row["held_on"] else None
        held[row["network_id"]].append((row["id"], row["title"], day))
    statuses, units = _promised(store, [id_ for stories in held.values() for id_, _title, _day in stories])
    sheets = _sheets(store, sorted({id_ for stories in linked.values() for id_ in stories}), language)
    return tuple(
        GoalStory(
            goal, names[network_id],
            tuple(LinkedGathering(id_, title, day, id_ in linked[goal.id]) for id_, title, day in held[network_id]),
            tuple(dict.fromkeys(title for id_ in sorted(linked[goal.id]) for title in sheets.get(id_, ()))),
            tuple((status, statuses[goal.id][status]) for status in CommitmentStatus if statuses[goal.id][status]),
            len(units[goal.id]),
        )
        for network_id in wanted for goal in of[network_id]
    )  # fmt: skip


def set_goal(store: Store, network_id: str, text: str, rests: str = "") -> Changes:
    """A new goal of a network, said at its latest gathering; ``made`` is its id.

    Args:
        rests: id of one that is to rest instead, where three are active.

    Raises:
        BadInput: nothing is said, the network has no gathering, or three are active.
    """
    where = store.value(
        "SELECT id FROM gatherings WHERE network_id = ?"
        " ORDER BY held_on IS NULL, held_on > ?, held_on DESC, id LIMIT 1",
        network_id, store.today().isoformat(),
    )  # fmt: skip
    if where is None:
        raise BadInput(_("Lag den første samlingen i nettverket først, så kan det få mål."))
    return goals.set_goal(store, where, GoalOwner(GoalOf.NETWORK, network_id), text, rests=rests)


def link(store: Store, goal_id: str, gathering_id: str, *, on: bool) -> Changes:
    """Say that a gathering works towards a goal, or not after all; the same again changes nothing.

    Raises:
        BadInput: the gathering is gone.
    """
    row_id = f"{goal_id}.{gathering_id}"
    there = store.value("SELECT 1 FROM goal_gatherings WHERE id = ?", row_id) is not None
    if there is on:
        return NOTHING
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    with store.change(_("Knytt samlingen til målet") if on else _("Løs samlingen fra målet")) as step:
        if on:
            store.insert("goal_gatherings", id=row_id, goal_id=goal_id, gathering_id=gathering_id)
        else:
            store.delete("goal_gatherings", row_id)
    return step.changes


def _promised(
    store: Store, gathering_ids: list[str]
) -> tuple[defaultdict[str, Counter[CommitmentStatus]], defaultdict[str, set[str]]]:
    statuses: defaultdict[str, Counter[CommitmentStatus]] = defaultdict(Counter)
    units: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.rows(_PROMISED, json.dumps(gathering_ids)):
        if row["status"] in set(CommitmentStatus):
            statuses[row["goal"]][CommitmentStatus(row["status"])] += row["n"]
            units[row["goal"]].add(row["unit"])
    return statuses, units


def _sheets(store: Store, gathering_ids: list[str], language: str) -> dict[str, tuple[str, ...]]:
    titles: dict[str, str] = {}
    by_goal: defaultdict[str, list[str]] = defaultdict(list)
    for row in store.rows(_SHEETS, json.dumps(gathering_ids)):
        if row["sheet_id"] not in titles:
            sheet = stored.newest(store, row["sheet_id"], language)
            titles[row["sheet_id"]] = sheet.title if sheet is not None else ""
        if titles[row["sheet_id"]]:
            by_goal[row["gathering_id"]].append(titles[row["sheet_id"]])
    return {id_: tuple(sheets) for id_, sheets in by_goal.items()}

"""Tasks at the table (ordstyrer, tidtaker, sekretær, kafévert), shared out fairly through the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from nettverk.domain.groups import GroupRole
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.groups.board import Board
    from nettverk.storage.store import Store

GROUP_ROLES = tuple(GroupRole)
_USUAL = (GroupRole.LEADER, GroupRole.TIMEKEEPER, GroupRole.SECRETARY)


def role_name(role: str) -> str:
    """The user's word for a task at the table; what somebody wrote themselves is as written."""
    names: dict[str, str] = {
        GroupRole.LEADER: _("ordstyrer"),
        GroupRole.TIMEKEEPER: _("tidtaker"),
        GroupRole.SECRETARY: _("sekretær"),
        GroupRole.CAFE_HOST: _("kafévert"),
    }
    return names.get(role, role)


def _counts(store: Store, gathering_id: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Times each person of a gathering has had any task before, and each task."""
    some: Counter[str] = Counter()
    each: Counter[tuple[str, str]] = Counter()
    for row in store.rows(
        "SELECT pa.person_id, s.group_role FROM seats AS s JOIN participants AS pa ON pa.id = s.participant_id"
        " WHERE s.group_role <> '' AND pa.person_id IN (SELECT person_id FROM participants WHERE gathering_id = ?)",
        gathering_id,
    ):
        some[row["person_id"]] += 1
        each[row["person_id"], row["group_role"]] += 1
    return some, each


def choose_hosts(store: Store, board: Board, tables: int, rounds: int | None = None) -> tuple[int, ...]:
    """One host a table: those who have had a task the fewest times, and no more from one unit than needed."""
    some, _each = _counts(store, board.gathering_id)
    # Who looks after a table through all rounds is there in all of them, as long as there are enough of those.
    there = board.there(board.wish.rounds if rounds is None else rounds)
    steady = [person for person in range(len(board.people)) if all(row[person] for row in there)]
    order = sorted(steady, key=lambda person: (some[board.people[person].person_id], board.people[person].id))
    chosen: list[int] = []
    taken: Counter[str] = Counter()
    # One at a time, because who was just chosen makes their colleagues less likely.
    while len(chosen) < min(tables, len(order)):
        left = [person for person in order if person not in chosen]
        best = min(left, key=lambda person: (taken[board.people[person].unit_id], order.index(person)))
        taken[board.people[best].unit_id] += 1
        chosen.append(best)
    return tuple(chosen)


def share(store: Store, grouping_id: str, hosts: Collection[str]) -> None:
    """Give each table its ordstyrer, tidtaker and sekretær; call inside ``store.change()``.

    Whoever has had the fewest tasks comes first; a task one has not had before goes before one that one has.

    Args:
        hosts: participants who are kafévert here and have that task already.
    """
    gathering_id = store.value("SELECT gathering_id FROM groupings WHERE id = ?", grouping_id)
    seats = store.rows(
        "SELECT s.*, pa.person_id FROM seats AS s JOIN participants AS pa ON pa.id = s.participant_id"
        " WHERE s.grouping_id = ? ORDER BY s.participant_id",
        grouping_id,
    )
    for seat in seats:  # what is being shared out now does not count as had before
        if seat["group_role"]:
            store.update("seats", seat["id"], group_role="")
    some, each = _counts(store, gathering_id)
    tables: dict[str, list[int]] = {}
    for number, seat in enumerate(seats):
        tables.setdefault(seat["table_id"], []).append(number)
    for who in tables.values():
        left = [number for number in who if seats[number]["participant_id"] not in hosts]
        for number in set(who) - set(left):
            store.update("seats", seats[number]["id"], group_role=GroupRole.CAFE_HOST)
        # At a table of two there is nobody for the third task.
        for role in _USUAL[: len(who)]:
            if not left:
                break
            best = min(left, key=lambda number: _had(seats[number]["person_id"], role, some, each))
            left.remove(best)
            store.update("seats", seats[best]["id"], group_role=role)


def fill(store: Store, grouping_id: str) -> int:
    """Give tasks that nobody at a table has any more to somebody there without one; call inside ``store.change()``.

    Only tasks that are used in the grouping are filled; those who have a task keep it. Returns how many were given.
    """
    seats = store.rows(
        "SELECT s.*, pa.person_id, pa.gathering_id FROM seats AS s JOIN participants AS pa ON pa.id = s.participant_id"
        " WHERE s.grouping_id = ? ORDER BY s.participant_id",
        grouping_id,
    )
    # Where no tasks were shared out, a repair does not begin to.
    used = {seat["group_role"] for seat in seats}
    if not seats or not used & set(_USUAL):
        return 0
    some, each = _counts(store, seats[0]["gathering_id"])
    given = 0
    for table in dict.fromkeys(seat["table_id"] for seat in seats):
        here = [seat for seat in seats if seat["table_id"] == table]
        had: set[str] = set()
        for seat in here:  # two of a kind have met at one table: the second lets go
            if seat["group_role"] in had and seat["group_role"] in _USUAL:
                store.update("seats", seat["id"], group_role="")
            had.add(seat["group_role"])
        left = [seat for seat in here if not seat["group_role"]]
        for role in _USUAL[: len(here)]:
            if role in had or role not in used or not left:
                continue
            best = min(left, key=lambda seat: _had(seat["person_id"], role, some, each))
            left.remove(best)
            store.update("seats", best["id"], group_role=role)
            given += 1
    return given


def _had(person_id: str, role: str, some: Counter[str], each: Counter[tuple[str, str]]) -> tuple[int, int, str]:
    return some[person_id], each[person_id, role], person_id

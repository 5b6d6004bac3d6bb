"""The walls of the groups: find your table, table by table, what was changed in a repair."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.groups import Grouping, GroupingKind, GroupTable
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising, Part
from nettverk.domain.sorting import sort_key
from nettverk.domain.wall import walls
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import Entry, Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _


def groups_ahead(context: WallContext, index: int) -> list[Wall]:
    """In a break one finds one's table for what comes next: all tables first, nobody may have seen theirs yet."""
    following = context.parts[index + 1] if index + 1 < len(context.parts) else None
    if following is None or following.organising != Organising.MIXED:
        return []
    groups_, moved = groups(context, following), WallRef.moved(following.id)
    shown = [*(wall for wall in groups_ if wall.ref != moved)][:1] + [wall for wall in groups_ if wall.ref == moved]
    return [replace(wall, part=following.main_number) for wall in shown]


def groups(context: WallContext, part: Part) -> list[Wall]:
    """The walls of a part's groups, round by round; those who changed table come first."""
    # A context is made anew whenever rows change, so what it has kept can never be out of date.
    if part.id not in context.kept:
        context.kept[part.id] = _group_walls(context, part)
    return context.kept[part.id]


def _group_walls(context: WallContext, part: Part) -> list[Wall]:
    groupings = context.groupings.get(part.id, ())
    several = len(groupings) > 1
    group_walls: list[Wall] = []
    if context.moved.get(part.id):
        moved = walls.Names(
            ref=WallRef.moved(part.id),
            name=_("Endringer"),
            title=_("Nytt bord for noen"),
            entries=context.moved[part.id],
            note=_("Alle andre sitter som før"),
        )
        group_walls.append(moved)
    for grouping in groupings:
        if grouping.kind == GroupingKind.OWN_UNIT:
            group_walls += _own_units(part, grouping)
        elif several:
            note = _("{part}, runde {number}").format(part=part.title, number=grouping.round)
            group_walls += _mixed(part, grouping, grouping.round, note)
        else:
            group_walls += _mixed(part, grouping, None, part.title)
    return group_walls


def _names_at(table: GroupTable) -> list[str]:
    """Those who sit at a table and are not marked as absent, in the order of their list names."""
    people = [seat.participant for seat in table.sitting if seat.participant.attendance != Attendance.ABSENT]
    return [person.name for person in sorted(people, key=lambda person: sort_key(person.list_name))]


def _mixed(part: Part, grouping: Grouping, round_: int | None, note: str) -> list[Wall]:
    """Names and tables of mixed groups; ``round_`` is None where the part has one round."""
    entries = [
        Entry(seat.participant.list_name, table.name or str(table.number))
        for table in grouping.tables
        for seat in table.sitting
        if seat.participant.attendance != Attendance.ABSENT
    ]
    if not entries:
        return []
    entries.sort(key=lambda entry: sort_key(entry.name))
    cards = tuple(
        walls.TableCard(table.name or _("Bord {number}").format(number=table.number), tuple(_names_at(table)))
        for table in sorted(grouping.tables, key=lambda table: table.number)
        if _names_at(table)
    )
    name = title = _("Finn bordet ditt")
    if part.method and part.method.rounds and grouping.round > 1:
        title, name = _("Bytt bord"), _("Bytt bord, runde {number}").format(number=grouping.round)
    return [
        walls.Names(ref=WallRef.names(part.id, round_), name=name, title=title, entries=tuple(entries), note=note),
        walls.Tables(
            ref=WallRef.tables(part.id, round_),
            name=_("Gruppene bord for bord"),
            title=_("Gruppene"),
            cards=cards,
            note=note,
        ),
    ]


def _own_units(part: Part, grouping: Grouping) -> list[Wall]:
    """Own-unit groups: the unit is what one looks for. A unit over several tables stands with all of them."""
    numbers_of: dict[str, list[str]] = {}
    for table in grouping.tables:
        if _names_at(table) or not table.sitting:
            # A table that was given no name goes by the unit of whoever sits there first.
            name = table.name or (table.sitting[0].participant.unit_name if table.sitting else "")
            numbers_of.setdefault(name or str(table.number), []).append(str(table.number))
    entries = tuple(
        Entry(name, ", ".join(sorted(set(numbers), key=sort_key)))
        for name, numbers in sorted(numbers_of.items(), key=lambda unit: sort_key(unit[0]))
    )
    if not entries:
        return []
    return [
        walls.Names(
            ref=WallRef.names(part.id),
            name=_("Hvor vi sitter"),
            title=_("Sitt med egen enhet"),
            entries=entries,
            note=part.title,
        )
    ]

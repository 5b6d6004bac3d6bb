"""The walls of the groups: find your table, table by table, what was changed in a repair."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.groups import Grouping, GroupTable
from nettverk.domain.plan import Part
from nettverk.domain.sorting import sort_key
from nettverk.domain.wall import walls
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.reference import WallRef
from nettverk.domain.wall.walls import Entry, Wall
from nettverk.i18n import _


def groups_ahead(context: WallContext, index: int) -> list[Wall]:
    """In a break one finds one's table for what comes next."""
    following = context.parts[index + 1] if index + 1 < len(context.parts) else None
    if following is None or following.organising != "mixed":
        return []
    return [replace(wall, part=following.main_number) for wall in groups(context, following)[:1]]


def groups(context: WallContext, part: Part) -> list[Wall]:
    if part.id not in context.kept:
        context.kept[part.id] = _made_groups(context, part)
    return context.kept[part.id]


def _made_groups(context: WallContext, part: Part) -> list[Wall]:
    made: list[Wall] = []
    many = len(context.groupings.get(part.id, ())) > 1
    for grouping in context.groupings.get(part.id, ()):
        round_ = grouping.round if many else None
        note = _("{part}, runde {number}").format(part=part.title, number=grouping.round) if many else part.title
        made += _own_units(part, grouping) if grouping.kind == "own_unit" else _mixed(part, grouping, round_, note)
    if context.moved.get(part.id):
        moved = walls.Names(
            ref=WallRef.moved(part.id),
            name=_("Endringer"),
            title=_("Nytt bord for noen"),
            entries=context.moved[part.id],
            note=_("Alle andre sitter som før"),
        )
        made.insert(0, moved)
    return made


def _here(table: GroupTable) -> list[str]:
    people = [seat.participant for seat in table.sitting if seat.participant.attendance != "absent"]
    return [person.name for person in sorted(people, key=lambda person: sort_key(person.list_name))]


def _mixed(part: Part, grouping: Grouping, round_: int | None, note: str) -> list[Wall]:
    entries = [
        Entry(seat.participant.list_name, table.name or str(table.number))
        for table in grouping.tables
        for seat in table.sitting
        if seat.participant.attendance != "absent"
    ]
    entries.sort(key=lambda entry: sort_key(entry.name))
    cards = tuple(
        walls.TableCard(table.name or _("Bord {number}").format(number=table.number), tuple(_here(table)))
        for table in sorted(grouping.tables, key=lambda table: table.number)
        if _here(table)
    )
    if not entries:
        return []
    name = title = _("Finn bordet ditt")
    if part.method == "dialogue_cafe" and grouping.round > 1:
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
    places: dict[str, list[str]] = {}
    for table in grouping.tables:
        if _here(table) or not table.sitting:
            name = table.name or table.sitting[0].participant.unit_name if table.sitting else table.name
            places.setdefault(name or str(table.number), []).append(str(table.number))
    entries = tuple(
        Entry(name, ", ".join(sorted(set(numbers), key=sort_key)))
        for name, numbers in sorted(places.items(), key=lambda pair: sort_key(pair[0]))
    )
    if not entries:
        return []
    return [
        walls.Names(
            ref=WallRef.names(part.id),
            name=_("Hvor vi sitter"),
            title=_("Sett dere med egen enhet"),
            entries=entries,
            note=part.title,
        )
    ]

"""Old group lists: who sat at which table at a gathering before this program, so that «møtt før» knows it.

Two shapes are read: a row for each person with a column for the table, and a column for each table with names below it.
Only people who are in the register are taken in; nobody is added by an old list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.groups import GroupingKind
from nettverk.domain.names import name_key, split_name, tidy
from nettverk.domain.participant_lists import ColumnRole, Sheet
from nettverk.domain.plan import Organising, PartKind
from nettverk.domain.sorting import sort_key
from nettverk.domain.unit_names import unit_similarity
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.domain.registry import Person
    from nettverk.storage.store import Store

_TABLE_WORDS = re.compile(r"(?i)^(bord|gruppe|grp|group|table)\b\.?\s*(nr\.?|nummer)?$")
_ONE_TABLE = re.compile(r"(?i)^(?:bord|gruppe|grp|group|table)\s*(?:nr\.?)?\s*([\w-]{1,12})$")


@dataclass(frozen=True, slots=True)
class OldGroups:
    """An old list as it was understood.

    Attributes:
        source: the file's name.
        tables: ids in the register of those at each table, tables in order.
        unknown: names that are not in the register, as written.
    """

    source: str
    tables: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many of the names on the list were recognised."""
        return sum(len(who) for who in self.tables)


def read(store: Store, path: Path) -> OldGroups:
    """Read an old list and find its people in the register.

    Raises:
        BadInput: no tables or no known people in it; the sentence says what to do.
    """
    from nettverk.exchange import tables
    from nettverk.services.register import register

    workbook = tables.read(path)
    seats = max((_seats(sheet) for sheet in workbook.sheets), key=len, default=[])
    if not seats:
        raise BadInput(
            _("Fant ingen bord i {file}. Lag en kolonne som heter «Bord», eller en kolonne for hvert bord.").format(
                file=workbook.source
            )
        )
    known: dict[str, list[Person]] = {}
    for person in register.people(store):
        known.setdefault(name_key(person.given_name, person.family_name), []).append(person)
    at: dict[str, list[str]] = {}
    unknown: list[str] = []
    taken: set[str] = set()
    for name, unit, table in seats:
        meant = _who(name, unit, known)
        if meant is None:
            unknown.append(name)
        # Somebody who stands there twice sat at the table that is written first.
        elif meant.id not in taken:
            taken.add(meant.id)
            at.setdefault(table, []).append(meant.id)
    if not at:
        raise BadInput(
            _("Ingen av navnene i {file} finnes i registeret. Hent deltakerne først.").format(file=workbook.source)
        )
    # Tables are called 1, 10, 2 or A, B: people expect 2 before 10.
    ordered = sorted(at, key=sort_key)
    return OldGroups(workbook.source, tuple(tuple(at[table]) for table in ordered), tuple(unknown))


def _who(name: str, unit: str, known: dict[str, list[Person]]) -> Person | None:
    """The one person that is meant; nobody where two could be and the unit does not tell them apart."""
    given, family = split_name(name)
    same = known.get(name_key(given, family)) or []
    # Two of one name are told apart by their unit, if one of them clearly fits better.
    if len(same) > 1 and unit:
        same = sorted(same, key=lambda person: -unit_similarity(unit, person.unit_name))
        if unit_similarity(unit, same[0].unit_name) > unit_similarity(unit, same[1].unit_name):
            return same[0]
    return same[0] if len(same) == 1 else None


def _seats(sheet: Sheet) -> list[tuple[str, str, str]]:
    """(name, unit, table) of everyone on a sheet, by whichever of the shapes finds most."""
    return max((list(_row_for_each(sheet)), list(_column_for_each(sheet))), key=len)


def _row_for_each(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    from nettverk.exchange.headers import header_role

    # The heading may have a title and some notes above it, but hardly twenty rows of them.
    for place, (_number, cells) in enumerate(sheet.rows[:20]):
        table = next((n for n, cell in enumerate(cells) if _TABLE_WORDS.match(tidy(cell))), None)
        roles: dict[ColumnRole, int] = {}
        for number, cell in enumerate(cells):
            role = header_role(tidy(cell))[0] if cell.strip() and number != table else None
            if isinstance(role, ColumnRole):
                roles.setdefault(role, number)
        if table is None or not roles.keys() & {ColumnRole.NAME, ColumnRole.GIVEN_NAME}:
            continue
        for _row, below in sheet.rows[place + 1 :]:
            where = _cell(below, table)
            name = _cell(below, roles.get(ColumnRole.NAME)) or " ".join(
                (_cell(below, roles.get(ColumnRole.GIVEN_NAME)), _cell(below, roles.get(ColumnRole.FAMILY_NAME)))
            )
            if tidy(name) and where:
                yield tidy(name), _cell(below, roles.get(ColumnRole.UNIT)), where
        return


def _column_for_each(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    for place, (_number, cells) in enumerate(sheet.rows[:20]):
        heads = {n: head[1] for n, cell in enumerate(cells) if (head := _ONE_TABLE.match(tidy(cell)))}
        # A single «Bord 3» may be a heading of anything.
        if len(heads) < 2:
            continue
        for _row, below in sheet.rows[place + 1 :]:
            for number, table in heads.items():
                name = _cell(below, number)
                if name:
                    yield name, "", table
        return


def _cell(cells: Sequence[str], number: int | None) -> str:
    return tidy(cells[number]) if number is not None and number < len(cells) else ""


def keep(store: Store, old: OldGroups, network_id: str, district_id: str | None, title: str, held_on: date) -> Changes:
    """Store an old list as an earlier gathering with one part and its groups; undo takes all of it away.

    Raises:
        BadInput: it has no title.
    """
    if not title.strip():
        raise BadInput(_("Gi samlingen et navn, så dere kjenner den igjen."))
    with store.change(_("Hent gammel gruppeliste")) as step:
        step.made = store.insert(
            "gatherings",
            network_id=network_id,
            district_id=district_id,
            title=title.strip(),
            held_on=held_on.isoformat(),
            starts_at="09:00",
            ends_at="15:00",
            notes=_("Hentet fra {file}").format(file=old.source),
            made_at=store.stamp(),
        )
        part = store.insert(
            "parts", gathering_id=step.made, position=0, kind=PartKind.ACROSS, title=_("På tvers"), minutes=45,
            floor_minutes=30, organising=Organising.MIXED,
        )  # fmt: skip
        grouping = store.insert(
            "groupings", gathering_id=step.made, part_id=part, kind=GroupingKind.MIXED, made_at=store.stamp()
        )
        for number, who in enumerate(old.tables, start=1):
            table = store.insert("group_tables", grouping_id=grouping, number=number, seats=len(who))
            for person_id in who:
                person = store.one("SELECT unit_id, role FROM people WHERE id = ?", person_id)
                if person is None:
                    continue
                seated = store.insert(
                    "participants", gathering_id=step.made, person_id=person_id, unit_id=person["unit_id"],
                    role=person["role"],
                )  # fmt: skip
                store.insert("seats", grouping_id=grouping, table_id=table, participant_id=seated)
    return step.changes

"""Who is to fill in a sheet in use: the tables of its part, the units that came, the hall, or running numbers."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.plan import Organising
from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.services import reflections
from nettverk.services.sheets import answers
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Filling:
    """One that fills in a sheet: who, as it is called, and whether anything has come in.

    Attributes:
        name: «Bord 3», or the unit's; a table of one unit is called by the unit.
    """

    respondent: Respondent
    name: str
    written: bool = False


def of_use(store: Store, use: SheetUse, who: Who | None = None) -> tuple[Filling, ...]:
    """Those who fill in a sheet, in one of its rounds (the first where left out), in order.

    Whoever has said something is always there, also when the table is gone from the groups. Pairs, and those who sit
    alone, are running numbers: those who have answered, as nobody knows how many there will be.
    """
    asked = use.sheet.who if who is None else who
    known = expected(store, use, asked)
    said = {_seat(answer.respondent) for answer in answers.of_use(store, use.id) if answer.respondent.who is asked}
    names = _unit_names(store)
    known |= {
        respondent: respondent_name(respondent, names.get(respondent.unit_id, ""))
        for respondent in said
        if respondent not in known
    }
    fillings = [Filling(respondent, name, respondent in said) for respondent, name in known.items()]
    if asked is Who.UNIT:
        return tuple(sorted(fillings, key=lambda filling: filling.name.casefold()))
    return tuple(sorted(fillings, key=lambda filling: filling.respondent.number))


def _seat(who: Respondent) -> Respondent:
    """Whoever it is, apart from which unit they answered from; the hall is one, whichever round it counts."""
    match who.who:
        case Who.UNIT:
            return who
        case Who.PLENUM:
            return Respondent(Who.PLENUM)
        case _:
            return Respondent(who.who, who.number)


def expected(store: Store, use: SheetUse, who: Who) -> dict[Respondent, str]:
    """Those who are known to fill in a sheet, and what they are called; nobody for running numbers."""
    match who:
        case Who.TABLE:
            tables = _tables(store, use)
            return {
                Respondent(Who.TABLE, number): name or respondent_name(Respondent(Who.TABLE, number))
                for number, name in tables.items()
            }
        case Who.UNIT:
            return {Respondent(Who.UNIT, unit_id=id_): name for id_, name in _units(store, use.gathering_id).items()}
        case Who.PLENUM:
            hall = Respondent(Who.PLENUM)
            return {hall: respondent_name(hall)}
        case Who.PAIR | Who.ALONE:
            return {}


def _tables(store: Store, use: SheetUse) -> dict[int, str]:
    if not use.part_id:
        return {}
    organising = store.value("SELECT organising FROM parts WHERE id = ?", use.part_id)
    tables = reflections.seated(store, use.gathering_id, use.part_id, Organising(organising))
    if tables:
        return tables
    # A part in plenum has no groups of its own: people fill in where they sit, as many tables as they would make.
    return reflections.seated(store, use.gathering_id, use.part_id, Organising.MIXED)


def _units(store: Store, gathering_id: str) -> dict[str, str]:
    rows = store.rows(
        "SELECT DISTINCT u.id, u.name FROM participants AS p JOIN units AS u ON u.id = p.unit_id"
        " WHERE p.gathering_id = ? ORDER BY u.name",
        gathering_id,
    )
    return {row["id"]: row["name"] for row in rows}


def _unit_names(store: Store) -> dict[str, str]:
    return {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM units")}

"""Several machines that work on one municipality, each in a file of its own, and what they do: at random, by a seed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.services import follow_up, gatherings, participants, plan, reflections, settings, trash
from nettverk.services.groups import groupings, moves
from nettverk.services.register import merge, register
from nettverk.services.sharing import contests
from nettverk.services.templates import templates
from nettverk.storage import entries, journal, journal_state, union
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.store import Store, write_in_journal
from tests.helpers import stores

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NAMES = ("Anne", "Bjørn", "Cecilie", "Dag", "Eva", "Finn", "Grete", "Hans", "Ida", "Jon", "Kari", "Lars")


Rows = dict[str, list[tuple[object, ...]]]
"""Every row of every table, in order."""


class Machine:
    """One machine: its file, its clock (which may be wrong), and what becomes of its dice."""

    def __init__(self, source: sqlite3.Connection, number: int, seed: str) -> None:
        self.dice = random.Random(f"{seed}:{number}")
        self.at = START + timedelta(minutes=self.dice.choice((0, 0, -90, 60 * 24 * 400)))
        self.store = stores.copied(source, self._now)

    def _now(self) -> datetime:
        self.at += timedelta(seconds=self.dice.choice((0, 1, 7, 400)))
        return self.at

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def act(self) -> str:
        """Do something, if it can be done; returns what."""
        return act(self.store, self.dice)

    def take_in(self, other: Machine) -> union.TakenIn:
        """Take in another machine's file."""
        with self.store.change("Hent inn", taking_in=True) as step:
            taken = union.take_in(self.store, other.store.connection)
        assert step.changes is not None
        return taken

    def rows(self) -> Rows:
        """Every row of every table that is shared, in order."""
        return rows(self.store)

    def is_its_own_fold(self) -> bool:
        """Whether the tables are what the journal comes to."""
        return not differing(self.store)


def act(store: Store, dice: random.Random) -> str:
    """Do something in a file, if it can be done; returns what."""
    doing = dice.choice(ACTS)
    with suppress(Expected, IndexError):
        doing(store, dice)
    return doing.__name__


def differing(store: Store) -> list[object]:
    """Rows that are not what the journal comes to."""
    found: list[object] = []
    known = shapes(store.connection)
    for key, row in journal_state.folded(store.connection).items():
        there = journal.row_of(store.connection, known[key[0]], key)
        if key[0] == "entries" and row is not None:
            # An entry that somebody typed on in goes on under another id.
            if there is not None and there["gathering_id"] != row["gathering_id"]:
                found.append((key, there, row))
        elif there != row:
            found.append((key, there, row))
    return found


def rows(store: Store) -> Rows:
    """Every row of every table that is shared, in order, when what was typed has been made small."""
    with store.change():
        for row in store.rows("SELECT id FROM gatherings"):
            entries.settle(store, row["id"])
    found = {
        table: sorted((tuple(row) for row in store.connection.execute(f'SELECT * FROM "{table}"')), key=repr)
        for table in shapes(store.connection)
    }
    sql = "SELECT id, name, made_at, last_number FROM machines"
    found["machines"] = sorted((tuple(row) for row in store.connection.execute(sql)), key=repr)
    return found


def shared() -> Store:
    """A small municipality, whose file has just been shared for the first time."""
    store = made()
    turn_on(store)
    return store


def made() -> Store:
    """A small municipality that shares nothing."""
    dice = random.Random("start")
    store = stores.empty(lambda: START - timedelta(days=1))
    network = register.add_network(store, "0–6").made
    units = [register.add_unit(store, name, service_id="kindergarten").made for name in ("Lund", "Heia", "Vågen")]
    people = [register.add_person(store, name, f"{name}sen", dice.choice(units)).made for name in NAMES]
    for day in (24, 25):
        gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, day)).made
        for person in people:
            participants.add(store, gathering, person)
    return store


def turn_on(store: Store) -> None:
    """Share a file for the first time."""
    with store.change():
        journal.make(store.connection)
    write_in_journal(store)


# --- what they do ---


def _some(store: Store, dice: random.Random, table: str) -> str:
    ids = sorted(row[0] for row in store.connection.execute(f"SELECT id FROM {table}"))
    return str(dice.choice(ids))


def _across(store: Store, dice: random.Random) -> str:
    sql = "SELECT id FROM parts WHERE organising = 'mixed' ORDER BY id"
    return str(dice.choice([row[0] for row in store.connection.execute(sql)]))


def new_person(store: Store, dice: random.Random) -> None:
    name = dice.choice(NAMES)
    unit = _some(store, dice, "units")
    participants.add_new(store, _some(store, dice, "gatherings"), name, f"Ny{dice.randrange(100)}", unit)


def add_to_list(store: Store, dice: random.Random) -> None:
    participants.add(store, _some(store, dice, "gatherings"), _some(store, dice, "people"))


def edit_person(store: Store, dice: random.Random) -> None:
    register.edit_person(store, _some(store, dice, "people"), given_name=f"{dice.choice(NAMES)}{dice.randrange(9)}")


def remove_person(store: Store, dice: random.Random) -> None:
    register.remove_person(store, _some(store, dice, "people"))


def merge_people(store: Store, dice: random.Random) -> None:
    merge.merge_people(store, _some(store, dice, "people"), _some(store, dice, "people"))


def merge_units(store: Store, dice: random.Random) -> None:
    merge.merge_units(store, _some(store, dice, "units"), _some(store, dice, "units"))


def new_unit(store: Store, dice: random.Random) -> None:
    district = register.add_district(store, f"Bydel {dice.randrange(3)}").made
    register.add_unit(store, f"Enhet {dice.randrange(50)}", service_id="school", district_id=district)


def remove_unit(store: Store, dice: random.Random) -> None:
    register.remove_unit(store, _some(store, dice, "units"))


def new_network(store: Store, dice: random.Random) -> None:
    made = register.add_network(store, f"Nett {dice.randrange(3)}").made
    register.set_network_services(store, made, ("school",), ("kindergarten", "ppt"))
    gatherings.make(store, templates()[0], network_id=made, held_on=date(2026, 12, dice.randrange(1, 20)))


def rename_network(store: Store, dice: random.Random) -> None:
    with suppress(sqlite3.IntegrityError):  # that the name is taken is not told in words yet
        register.edit_network(store, _some(store, dice, "networks"), name=f"Nett {dice.randrange(3)}")


def edit_gathering(store: Store, dice: random.Random) -> None:
    gatherings.edit(store, _some(store, dice, "gatherings"), title=f"Samling {dice.randrange(99)}")


def remove_gathering(store: Store, dice: random.Random) -> None:
    gatherings.remove(store, _some(store, dice, "gatherings"))


def add_part(store: Store, dice: random.Random) -> None:
    plan.add(store, _some(store, dice, "gatherings"), PartKind.THEORY, position=dice.randrange(4))


def edit_part(store: Store, dice: random.Random) -> None:
    plan.edit(store, _some(store, dice, "parts"), minutes=dice.randrange(5, 60))


def move_part(store: Store, dice: random.Random) -> None:
    plan.move(store, _some(store, dice, "parts"), dice.randrange(4))


def remove_part(store: Store, dice: random.Random) -> None:
    plan.remove(store, _some(store, dice, "parts"))


def set_questions(store: Store, dice: random.Random) -> None:
    plan.set_questions(store, _some(store, dice, "parts"), [f"Hva nå {dice.randrange(9)}?", "Og så?"])


def make_groups(store: Store, dice: random.Random) -> None:
    groupings.build(store, _across(store, dice), tables=dice.randrange(2, 5), seed=dice.randrange(99), iterations=20)


def unit_groups(store: Store, dice: random.Random) -> None:
    groupings.own_units(store, _across(store, dice))


def move_someone(store: Store, dice: random.Random) -> None:
    grouping = _some(store, dice, "groupings")
    sql = "SELECT id FROM group_tables WHERE grouping_id = ? ORDER BY number"
    tables = [row[0] for row in store.connection.execute(sql, (grouping,))]
    sql = "SELECT p.id FROM participants AS p JOIN groupings AS g ON g.gathering_id = p.gathering_id WHERE g.id = ?"
    people = sorted(row[0] for row in store.connection.execute(sql, (grouping,)))
    moves.move(store, grouping, {dice.choice(people): dice.choice([*tables, None])})


def other_table(store: Store, dice: random.Random) -> None:
    part = _across(store, dice)
    if dice.random() < 0.5:
        moves.add_table(store, part)
    else:
        moves.remove_table(store, part, dice.randrange(1, 4))


def say(store: Store, dice: random.Random) -> None:
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses ORDER BY id LIMIT 1 OFFSET ?", dice.randrange(4))
    if row is not None and row["part_id"]:
        reflections.write(
            store, row["gathering_id"], row["part_id"], dice.randrange(1, 3), row["id"], f"Sagt {dice.randrange(999)}"
        )


def mark(store: Store, dice: random.Random) -> None:
    participants.mark(store, _some(store, dice, "participants"), dice.choice(tuple(Attendance)))


def promise(store: Store, dice: random.Random) -> None:
    gathering = _some(store, dice, "gatherings")
    follow_up.promise(store, gathering, _some(store, dice, "units"), what=f"Prøve {dice.randrange(99)}")


def press(store: Store, dice: random.Random) -> None:
    with store.change():
        entries.append(store, EntryKind.RUNDOWN, _some(store, dice, "gatherings"), "", {"n": dice.randrange(99)})


_BY_ITSELF = {EntryKind.REFLECTION, EntryKind.ATTENDANCE, EntryKind.COMMITMENT, EntryKind.RUNDOWN}
_SAID = tuple(kind for kind in EntryKind if kind not in _BY_ITSELF)


def say_anything(store: Store, dice: random.Random) -> None:
    """Say something of any kind: a need, a goal, an answer on a sheet, a theme, a mark, a consent …"""
    kind = dice.choice(_SAID)
    where, about = _some(store, dice, "gatherings"), f"{kind}-{dice.randrange(3)}"
    with store.change("Si noe"):
        entries.append(store, kind, where, about, {"text": f"{kind} {dice.randrange(999)}"})


def choose_word(store: Store, dice: random.Random) -> None:
    settings.put(store, "municipality", f"Kommune {dice.randrange(9)}")


def put_back(store: Store, dice: random.Random) -> None:
    trash.put_back(store, _some(store, dice, "trash"))


def choose(store: Store, dice: random.Random) -> None:
    contest = dice.choice(contests.all_(store))
    if contest.can_join and dice.random() < 0.3:
        contests.join(store, contest.about)
    else:
        contests.choose(store, contest.about, dice.choice((contest.shown, *contest.others)).id)


def undo(store: Store, dice: random.Random) -> None:
    for _again in range(dice.randrange(1, 4)):
        store.undo()


def redo(store: Store, dice: random.Random) -> None:
    del dice
    store.redo()


ACTS: Sequence[Callable[[Store, random.Random], None]] = (
    new_person, add_to_list, edit_person, edit_person, remove_person, merge_people, merge_units, new_unit,
    remove_unit, new_network, rename_network, edit_gathering, remove_gathering, add_part, edit_part, move_part,
    remove_part, set_questions, make_groups, unit_groups, move_someone, move_someone, other_table, say, say, say,
    mark, mark, promise, press, say_anything, say_anything, say_anything, choose_word,
    put_back, choose, choose, undo, undo, redo,
)  # fmt: skip

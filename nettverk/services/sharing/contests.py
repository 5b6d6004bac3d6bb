"""What two machines wrote differently, unseen by each other: both are kept, the newest shows, and one may choose.

Of what is said, these are the entries that none replaces. Of what is planned, they are the changes of a column that
neither of their writers had seen the other make (``journal.over``). What is chosen is a row of its own
(``choices``), shared like any other. It names what had been seen, so that what is written elsewhere later is offered
anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from nettverk.domain.changes import Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.journal import clock
from nettverk.domain.journal.model import Change, Key, Op, Value
from nettverk.i18n import _
from nettverk.services import loans, reflections
from nettverk.services.sharing import contest_words as words
from nettverk.services.sharing.contest_words import FIELDS, SAID
from nettverk.services.sheets import answers
from nettverk.storage import entries, journal
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.store import Row, Store


@dataclass(frozen=True, slots=True)
class Side:
    """What one machine wrote.

    Attributes:
        id: of the entry, or of the journal's transaction.
        text: as one reads it.
        machine: its name.
        here: whether it is this one.
    """

    id: str
    text: str
    machine: str
    here: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing, and the ways it reads.

    Attributes:
        about: what it is, for ``choose`` and ``join``.
        place: where one sees it, from the outside in: the gathering, the table, what was asked.
        shown: how it reads now.
        others: the others, the newest first.
        can_join: whether the texts can be put one after the other.
        of_answer: of a table's answer to a question the table and the question's id; else (0, "").
    """

    about: str
    place: tuple[str, ...]
    shown: Side
    others: tuple[Side, ...]
    can_join: bool = False
    of_answer: tuple[int, str] = (0, "")

    @property
    def field(self) -> tuple[str, str, str]:
        """The table, key and column that it is about; empty where it is of something said."""
        what, rest = self.about.split(":", 1)
        table, key, column = rest.split(":", 2) if what == "field" else ("", "", "")
        return table, key, column

    @property
    def strokes(self) -> frozenset[str]:
        """The ids of what was written; two things that were written in one have the same."""
        return frozenset(side.id for side in (self.shown, *self.others))

    @property
    def said_of(self) -> str:
        """What it was said of, by its id; empty where it is a field of a row."""
        return self.about.split(":", 3)[3] if self.about.startswith("said:") else ""


# --- read ---


def all_(store: Store) -> tuple[Contest, ...]:
    """Everything that is open in the file, what is said first."""
    if not loans.is_shared(store):
        return ()
    sql = "SELECT gathering_id FROM entries GROUP BY gathering_id HAVING count(DISTINCT machine_id) > 1"
    said = [contest for row in store.rows(sql) for contest in of_gathering(store, row["gathering_id"])]
    return (*said, *of_fields(store))


def of_gathering(store: Store, gathering_id: str, only: Collection[tuple[str, str]] = ()) -> tuple[Contest, ...]:
    """What is open of what was said at a gathering.

    Args:
        only: kinds and objects to look at; all of them where left out.
    """
    if not loans.is_shared(store):
        return ()
    wanted = sorted((kind, object_) for kind, object_ in only if kind in SAID) if only else sorted(SAID)
    some = "(u.kind, u.object) IN (SELECT value ->> 0, value ->> 1" if only else "u.kind IN (SELECT value"
    rows = store.rows(
        "SELECT u.id, u.kind, u.object, u.data, u.at, u.machine_id, m.name FROM unreplaced_entries AS u"
        f" JOIN machines AS m ON m.id = u.machine_id WHERE u.gathering_id = ? AND {some} FROM json_each(?))"
        " ORDER BY u.at DESC, u.id DESC",
        gathering_id, json.dumps(wanted),
    )  # fmt: skip
    by_object: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_object[row["kind"], row["object"]].append(row)
    several = {what: said for what, said in by_object.items() if len(said) > 1}
    if not several:
        return ()
    over = _chosen(store)
    contests_ = (_said(store, gathering_id, *what, said, over) for what, said in sorted(several.items()))
    return tuple(contest for contest in contests_ if contest is not None)


def of_fields(store: Store, only: Collection[Key] = ()) -> tuple[Contest, ...]:
    """What is open of what is planned, and of what is known of people and units.

    Args:
        only: rows to look at; all of them where left out.
    """
    if not loans.is_shared(store) or not journal.is_on(store.connection):
        return ()
    if only:  # by their place in the journal, and not through all of it
        some = "(tbl, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
        wanted = json.dumps(sorted(key for key in only if key[0] in FIELDS))
    else:
        some, wanted = "tbl IN (SELECT value FROM json_each(?))", json.dumps(sorted(FIELDS))
    sql = f"SELECT tbl, key FROM _journal WHERE {some} GROUP BY tbl, key HAVING count(DISTINCT writer) > 1"
    keys = [(row[0], row[1]) for row in store.connection.execute(sql, (wanted,))]
    if not keys:
        return ()
    over = _chosen(store)
    names = dict(tuple(row) for row in store.connection.execute("SELECT id, name FROM machines"))
    return tuple(contest for key in keys for contest in _fields(store, key, names, over))


# --- where one looks ---


def of_plan(store: Store, gathering_id: str) -> tuple[Contest, ...]:
    """What is open of a gathering itself, its parts, what is asked in them, and its goals."""
    if not loans.is_shared(store):
        return ()
    keys: set[Key] = {("gatherings", gathering_id)}
    for table in ("parts", "sheet_uses", "goals"):
        keys |= {
            (table, row["id"]) for row in store.rows(f"SELECT id FROM {table} WHERE gathering_id = ?", gathering_id)
        }
    return of_fields(store, keys)


def of_people(store: Store, gathering_id: str, participant_id: str = "") -> tuple[Contest, ...]:
    """What is open of those who come to a gathering: who they are, and whether they are there.

    Args:
        participant_id: only of this one; of everybody where left out.
    """
    if not loans.is_shared(store):
        return ()
    rows = store.rows(
        "SELECT id, person_id FROM participants WHERE gathering_id = ?1 AND (?2 = '' OR id = ?2)",
        gathering_id, participant_id,
    )  # fmt: skip
    if not rows:
        return ()
    keys = {("participants", row["id"]) for row in rows} | {("people", row["person_id"]) for row in rows}
    attendance = {(EntryKind.ATTENDANCE.value, row["id"]) for row in rows}
    return (*of_fields(store, keys), *of_gathering(store, gathering_id, attendance))


def of_promises(store: Store, promised: Iterable[tuple[str, str]]) -> Mapping[str, Contest]:
    """What is open of promises, by their ids.

    Args:
        promised: of each the gathering where it was made, and its id.
    """
    if not loans.is_shared(store):
        return {}
    by_gathering: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for gathering_id, promise in promised:
        by_gathering[gathering_id].add((EntryKind.COMMITMENT.value, promise))
    return {
        contest.said_of: contest
        for gathering_id, only in by_gathering.items()
        for contest in of_gathering(store, gathering_id, only)
    }


def _chosen(store: Store) -> Mapping[str, frozenset[str]]:
    """What has been seen and set aside, by what it is about."""
    by_about: dict[str, set[str]] = defaultdict(set)
    for row in store.rows("SELECT about, over FROM choices"):
        by_about[row["about"]].update(map(str, json.loads(row["over"])))
    return {about: frozenset(ids) for about, ids in by_about.items()}


def _said(
    store: Store, gathering_id: str, kind: str, object_: str, rows: list[Row], over: Mapping[str, frozenset[str]]
) -> Contest | None:
    about = f"said:{gathering_id}:{kind}:{object_}"
    read = {row["id"]: words.said(store, kind, object_, row["data"]) for row in rows}
    current, *rest = rows
    aside = over.get(about, frozenset())
    others = _different(read[current["id"]], [(read[row["id"]], row) for row in rest if row["id"] not in aside])
    if not others:
        return None
    sides = [_side(store, row, read[row["id"]]) for row in (current, *others)]
    answer = words.answer(kind, object_)
    return Contest(
        about, words.place_of_said(store, gathering_id, kind, object_), sides[0], tuple(sides[1:]),
        can_join=kind in words.JOINABLE and all(side.text.strip() for side in sides), of_answer=answer,
    )  # fmt: skip


def _different(shown: str, others: Iterable[tuple[str, Row]]) -> list[Row]:
    """Of the others one for each way it reads that is not the one shown."""
    known, different = {shown.strip()}, []
    for text, row in others:
        if text.strip() not in known:
            known.add(text.strip())
            different.append(row)
    return different


def _side(store: Store, row: Row, text: str) -> Side:
    here = row["machine_id"] == store.machine_id
    return Side(row["id"], text, row["name"], here, datetime.fromisoformat(row["at"]))


def _fields(store: Store, key: Key, names: Mapping[str, str], over: Mapping[str, frozenset[str]]) -> Iterator[Contest]:
    shape = shapes(store.connection)[key[0]]
    row = journal.row_of(store.connection, shape, key)
    if row is None:
        return
    written = sorted(journal.changes(store.connection, "tbl = ? AND key = ?", key), key=lambda change: change.tx)
    for column in FIELDS[key[0]]:
        about = f"field:{key[0]}:{key[1]}:{column}"
        heads = _heads(written, column)
        # The newest is the one that counts: what stands in the row, unless something else had to give way.
        shown = next((change for change in reversed(heads) if change.values[column] == row[column]), None)
        if shown is None:
            continue
        aside = over.get(about, frozenset())
        others: dict[Value, Change] = {}
        for change in reversed(heads):
            if change.tx not in aside and change.values[column] != row[column]:
                others.setdefault(change.values[column], change)
        if others:
            place = words.place_of_field(store, key, row, column)
            sides = [_field_side(store, change, column, names) for change in (shown, *others.values())]
            yield Contest(about, place, sides[0], tuple(sides[1:]))


def _heads(written: Iterable[Change], column: str) -> list[Change]:
    """The changes of a column that nobody has changed it after seeing, oldest first."""
    of_column = [change for change in written if column in change.values and change.op is not Op.GONE]
    return [change for change in of_column if not any(other.has_seen(change, column) for other in of_column)]


def _field_side(store: Store, change: Change, column: str, names: Mapping[str, str]) -> Side:
    text = words.value(store, column, change.values[column])
    here = change.writer == store.machine_id
    return Side(change.tx, text, names.get(change.writer, ""), here, clock.moment(change.tx))


# --- chosen ---


def choose(store: Store, about: str, side_id: str) -> Changes:
    """Let one of the ways something reads count, and the others be set aside; one step.

    Raises:
        BadInput: somebody has chosen, or written something else, meanwhile; or the value cannot stand beside what
            else there is.
    """
    contest = _open(store, about)
    side = next((each for each in (contest.shown, *contest.others) if each.id == side_id), None)
    if side is None:
        raise BadInput(_already())
    with store.change(_("Velg mellom to maskiner")) as step:
        for each in (contest, *_twins(store, contest)):
            if side is not contest.shown:
                _use(store, each, side)
            _set_aside(store, each)
    return step.changes


def _twins(store: Store, contest: Contest) -> tuple[Contest, ...]:
    """What was written in the same strokes: unit and role stand both in the register and at the gathering."""
    table, key, column = contest.field
    match table:
        case "participants":
            rows = store.rows("SELECT 'people' AS tbl, person_id AS id FROM participants WHERE id = ?", key)
        case "people":
            rows = store.rows("SELECT 'participants' AS tbl, id FROM participants WHERE person_id = ?", key)
        case _:
            return ()
    keys = {(row["tbl"], row["id"]) for row in rows}
    contests_ = of_fields(store, keys) if keys else ()
    return tuple(each for each in contests_ if each.field[2] == column and each.strokes == contest.strokes)


def join(store: Store, about: str) -> Changes:
    """Let the texts stand one after the other, without saying anything twice; one step.

    Raises:
        BadInput: somebody has chosen, or written something else, meanwhile.
    """
    contest = _open(store, about)
    if not contest.can_join:
        raise BadInput(_already())
    lines = list(dict.fromkeys(
        line.rstrip() for side in (contest.shown, *contest.others) for line in side.text.splitlines() if line.strip()
    ))  # fmt: skip
    with store.change(_("Slå sammen to tekster")) as step:
        _write_text(store, contest, "\n".join(lines))
        _set_aside(store, contest)
    return step.changes


def _already() -> str:
    return _("Dette er valgt fra før, eller endret siden.")


def _open(store: Store, about: str) -> Contest:
    what, rest = about.split(":", 1)
    if what == "said":
        gathering_id, kind, object_ = rest.split(":", 2)
        contests_ = of_gathering(store, gathering_id, {(kind, object_)})
    else:
        table, key, _column = rest.split(":", 2)
        contests_ = of_fields(store, {(table, key)})
    for contest in contests_:
        if contest.about == about:
            return contest
    raise BadInput(_already())


def _set_aside(store: Store, contest: Contest) -> None:
    over = json.dumps([side.id for side in (contest.shown, *contest.others)], separators=(",", ":"))
    store.insert("choices", about=contest.about, over=over, made_at=store.stamp())


def _later(store: Store, contest: Contest) -> datetime:
    """Now, or right after all of them where a clock is ahead: what is chosen is what counts."""
    return max(store.now(), *(side.at + timedelta(milliseconds=1) for side in (contest.shown, *contest.others)))


def _use(store: Store, contest: Contest, side: Side) -> None:
    what, rest = contest.about.split(":", 1)
    if what == "field":
        table, key, column = rest.split(":", 2)
        _use_value(store, (table, key), column, side.id)
        return
    gathering_id, kind, object_ = rest.split(":", 2)
    sql = "SELECT * FROM entries WHERE gathering_id = ? AND kind = ? AND object = ? AND id = ?"
    row = store.one(sql, gathering_id, kind, object_, side.id)
    if row is None:
        raise BadInput(_already())
    match EntryKind(kind):
        case EntryKind.REFLECTION:
            _write_text(store, contest, side.text)
        case EntryKind.SHEET_ANSWER:
            answer = answers.answer_of(row)
            if answer is not None:
                answers.write(store, answer, at=_later(store, contest))
        case other:
            data = json.loads(row["data"])
            entries.append(store, other, gathering_id, object_, data, at=_later(store, contest))


def _write_text(store: Store, contest: Contest, text: str) -> None:
    _what, gathering_id, kind, object_ = contest.about.split(":", 3)
    at = _later(store, contest)
    if kind == EntryKind.REFLECTION:
        part_id, table, question_id = object_.split(":", 2)
        reflections.write(store, gathering_id, part_id, int(table), question_id, text, at=at)
        return
    row = entries.current(store, EntryKind(kind), gathering_id, object_)
    answer = answers.answer_of(row) if row is not None else None
    if answer is not None:
        answers.write(store, words.with_text(answer, text), at=at)


def _use_value(store: Store, key: Key, column: str, tx: str) -> None:
    shape = shapes(store.connection)[key[0]]
    change = next(journal.changes(store.connection, "tbl = ? AND key = ? AND tx = ?", (*key, tx)), None)
    if change is None:
        raise BadInput(_already())
    # What a rule of the table names together changes together.
    values = {name: change.values[name] for name in shape.with_tied([column]) if name in change.values}
    try:
        store.update(key[0], key[1], **values)
    except sqlite3.IntegrityError as fault:
        raise BadInput(_("Det går ikke lenger: noe annet heter eller står slik nå.")) from fault

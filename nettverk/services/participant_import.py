"""People in: a spreadsheet read, shown as it was understood, and stored in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from nettverk.domain.changes import UNCHANGED, Changes, given
from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.list_questions import Question, QuestionKey
from nettverk.domain.matching import (
    Choice,
    KnownPerson,
    KnownUnit,
    PersonStep,
    Plan,
    StepKind,
    Subject,
    Suggestion,
    UnitStep,
    match_people,
)
from nettverk.domain.names import name_key
from nettverk.domain.participant_lists import ColumnRole, Parsed, ParsedRow, Place, Reading, Skipped, Workbook
from nettverk.domain.participants import Attendance, Participant
from nettverk.exchange import participant_lists, tables
from nettverk.exchange.participant_lists import Preview
from nettverk.i18n import _
from nettverk.services import hours, kitchen, participants
from nettverk.services.register import register
from nettverk.storage.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user has decided about what was only offered.

    Attributes:
        units: unit key → id of the known unit that is meant.
        same_units: unit key → key of another new unit of the list that is the same.
        people: row → id of the known person that is meant.
        apart: rows that are somebody else than they were taken for.
        rows: row → an earlier row of the list that is the same person.
        questions: a question's key → the answer that counts, where it is not the likely one.
        left_out: rows that are not wanted.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    same_units: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()
    rows: Mapping[int, int] = field(default_factory=dict)
    questions: Mapping[QuestionKey, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Import:
    """A list on its way in: the file, how it is understood, and what storing it would do.

    Attributes:
        missing: those signed up for the gathering it was compared with, who are not on it any more.
        proposals: what is asked with the likely answer given already; it is shown, and can be answered otherwise.
    """

    workbook: Workbook
    reading: Reading
    answers: Answers
    parsed: Parsed
    plan: Plan
    missing: tuple[Participant, ...] = ()
    proposals: tuple[Suggestion, ...] = ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Rows that will not become a participant of their own, with the reason, in row order."""
        return tuple(sorted((*self.parsed.skipped, *self.plan.repeated), key=lambda skipped: skipped.row))


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did: counts, rows skipped with reasons, what was only offered, and the units named."""

    new: int
    updated: int
    same: int
    added: int
    skipped: tuple[Skipped, ...]
    suggestions: tuple[Suggestion, ...]
    units: tuple[UnitStep, ...]
    changes: Changes


def read(store: Store, path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Import:
    """Read a list and say how it is understood; nothing is stored.

    Raises:
        BadInput: the file cannot be read, or no names are found in it.
    """
    return guessed(store, read_file(path, encoding=encoding, delimiter=delimiter))


def read_file(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Workbook:
    """Read a spreadsheet into sheets of text; no database is needed for it.

    Args:
        path: an .xlsx file or a text file with a cell delimiter.
        encoding, delimiter: how to read a text file; found from its content when left out.

    Raises:
        BadInput: the file cannot be used.
    """
    return participant_lists.with_joined(tables.read(path, encoding=encoding, delimiter=delimiter))


def with_header_row(workbook: Workbook, reading: Reading, header_row: int | None) -> Reading:
    """The same sheet understood anew, with its headers in another row (None: it has none)."""
    return participant_lists.guess(workbook, sheet=reading.sheet, header_row=header_row)


def preview(list_: Import, rows: int) -> Preview:
    """The first rows of the sheet as they stand, to be shown below the columns' meanings."""
    return participant_lists.preview(list_.workbook, list_.reading, rows=rows)


def other_lists(list_: Import) -> tuple[tuple[str, int], ...]:
    """The sheets with people that are not read as the list is understood, each with how many rows have a name."""
    sheet = list_.workbook.sheet(list_.reading.sheet)
    read = {sheet.name, *(part.name for part in sheet.parts)}
    found = []
    for other in list_.reading.others:
        of = list_.workbook.sheet(other.sheet)
        if other.has_names and other.sheet not in read and not of.parts and not of.rows_cut:
            found.append((other.sheet, len(participant_lists.apply(list_.workbook, other).rows)))
    return tuple((name, people) for name, people in found if people)


def place_of(list_: Import, row: int) -> Place:
    """Where a row of the list stands in the file."""
    return list_.workbook.sheet(list_.reading.sheet).place(row)


def read_text(text: str) -> Workbook:
    """What was copied from a spreadsheet or a mail, as a sheet of text cells.

    Raises:
        BadInput: there is nothing in it.
    """
    return tables.from_text(text, _("Utklippstavla"))


def guessed(store: Store, workbook: Workbook, gathering_id: str | None = None) -> Import:
    """A file that is already read, understood as best we can."""
    reading = participant_lists.guess(workbook, register.spellings(store))
    if (day := _day_of(store, gathering_id)) is not None:
        reading = participant_lists.for_day(reading, day)
    return understand(store, workbook, reading, gathering_id=gathering_id)


def _day_of(store: Store, gathering_id: str | None) -> date | None:
    """When a gathering is, so that a list of several days is read for that one."""
    day = store.value("SELECT held_on FROM gatherings WHERE id = ?", gathering_id) if gathering_id else None
    return date.fromisoformat(str(day)) if day else None


def understand(
    store: Store,
    workbook: Workbook,
    reading: Reading,
    answers: Answers | None = None,
    *,
    gathering_id: str | None = None,
) -> Import:
    """The same file understood in another way, or with questions answered."""
    chosen = answers or Answers()
    # Matching runs again from the start for every answer: that is quick enough, and no answer is ever half applied.
    day = _day_of(store, gathering_id)
    parsed = participant_lists.apply(workbook, reading, chosen.questions, chosen.left_out, day=day)
    # In no order: sorting thousands of names as a Norwegian list would take longer than matching them.
    rows = store.rows("SELECT id, given_name, family_name, unit_id, role, email FROM people")
    people = [KnownPerson(*row) for row in rows]
    spellings: dict[str, list[str]] = {}
    for text, unit_id in register.spellings(store).items():
        spellings.setdefault(unit_id, []).append(text)
    units = [KnownUnit(unit.id, unit.name, tuple(spellings.get(unit.id, ()))) for unit in register.units(store)]
    plan = match_people(
        parsed.rows, people, units,
        units_taken_as=chosen.units, people_taken_as=chosen.people, apart=chosen.apart,
        rows_taken_as=chosen.rows, same_units=chosen.same_units,
    )  # fmt: skip
    list_ = Import(workbook, reading, chosen, parsed, plan)
    return replace(list_, missing=no_longer_listed(store, list_, gathering_id))


def trouble(list_: Import) -> str:
    """Why there is nothing to store, in a sentence; empty when there is something."""
    if not list_.reading.has_names:
        return _("Fant ingen navn i lista. Velg hvilken kolonne som har navnene.")
    if not list_.parsed.rows and not list_.parsed.skipped:
        return _("Fant overskriftene, men ingen navn under dem. Er det riktig fil, og riktig ark?")
    return ""


def no_longer_listed(store: Store, list_: Import, gathering_id: str | None) -> tuple[Participant, ...]:
    """Who is registered for the gathering and whom the list does not have among those who come.

    Those who answer no, or are struck out, are among them; those who are marked absent, or walked in, are not.
    """
    if gathering_id is None:
        return ()
    listed = {step.person_id for step in list_.plan.people}
    return tuple(
        participant
        for participant in participants.all_(store, gathering_id)
        if participant.person_id not in listed
        and participant.attendance is not Attendance.ABSENT
        and not participant.walk_in
    )


def store_list(
    store: Store,
    list_: Import,
    gathering_id: str | None = None,
    *,
    withdrawn: Sequence[str] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Summary:
    """Store the list in one step: units, people, and participants of the gathering where one is given.

    Args:
        withdrawn: ids of participants who are no longer listed, and are not coming.

    Raises:
        BadInput: the gathering is not there, or the list has no names; nothing is stored.
        Cancelled: the user cancelled; nothing is stored.
    """
    if gathering_id is not None and not store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id):
        raise BadInput(_("Fant ikke samlingen {id}.").format(id=gathering_id))
    if sentence := trouble(list_):
        raise BadInput(sentence)
    people = list_.plan.people
    rows = {row.row: row for row in reversed(list_.parsed.rows)}
    added = 0
    with store.change(_("Hent deltakere")) as step:
        unit_ids = _store_units(store, list_)
        for number, person in enumerate(people):
            # Inside the transaction: whatever was stored so far is rolled back.
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None and number % 100 == 0:
                progress(number, len(people))
            person_id, unit_id = _store_person(store, person, unit_ids)
            if gathering_id is not None:
                added += _store_participant(store, gathering_id, person_id, unit_id, person.role)
                _store_said(store, gathering_id, person_id, [rows[number] for number in person.rows if number in rows])
        if gathering_id is not None:
            if ColumnRole.FOOD in list_.reading.roles:
                kitchen.replace(store, gathering_id, list_.parsed.food)
            participants.withdraw(store, tuple(withdrawn))
    count = list_.plan.count
    return Summary(
        count(StepKind.NEW), count(StepKind.UPDATE), count(StepKind.SAME), added,
        list_.skipped, list_.plan.suggestions, list_.plan.units, step.changes,
    )  # fmt: skip


def _store_units(store: Store, list_: Import) -> dict[str, str]:
    """Make the units that are new, remember how known ones were written; unit key → id."""
    ids: dict[str, str] = {}
    districts = {district.name.casefold(): district.id for district in register.districts(store)}
    known = register.spellings(store)
    for unit in list_.plan.units:
        if unit.unit_id is not None:
            ids[unit.key] = unit.unit_id
            # Remembered, so that the next list with this spelling is understood without asking.
            if known.get(unit.key) != unit.unit_id:
                register.add_spelling(store, unit.unit_id, unit.name)
            continue
        district_id = None
        if unit.district:
            district_id = districts.get(unit.district.casefold())
            if district_id is None:
                district_id = districts[unit.district.casefold()] = store.insert("districts", name=unit.district)
        ids[unit.key] = store.insert(
            "units", name=unit.name, service_kind_id=unit.service or "other", district_id=district_id
        )
        for spelling in unit.also:
            register.add_spelling(store, ids[unit.key], spelling)
    # The schema wants a unit for everybody; people the list gives none are gathered in one that says so.
    if any(not person.unit and person.kind is StepKind.NEW for person in list_.plan.people):
        name = _("Uten enhet")
        row = store.value("SELECT id FROM units WHERE name = ?", name)
        ids[""] = row or store.insert("units", name=name, service_kind_id="other")
    return ids


def _store_person(store: Store, person: PersonStep, unit_ids: Mapping[str, str]) -> tuple[str, str]:
    """Make or update one person; returns (person id, unit id)."""
    unit_id = unit_ids.get(person.unit, "")
    if person.person_id is None:
        person_id = store.insert(
            "people", given_name=person.given_name, family_name=person.family_name, unit_id=unit_id,
            role=person.role, email=person.email, made_at=store.stamp(),
        )  # fmt: skip
        return person_id, unit_id
    # A list that says «Deltaker 4» may not tell who that was.
    named = frozenset() if register.has_no_name(store, person.person_id) else person.fields
    columns = given(
        given_name=person.given_name if ColumnRole.NAME in named else UNCHANGED,
        family_name=person.family_name if ColumnRole.NAME in named else UNCHANGED,
        unit_id=unit_id if ColumnRole.UNIT in person.fields else UNCHANGED,
        role=person.role if ColumnRole.ROLE in named else UNCHANGED,
        email=person.email if ColumnRole.EMAIL in named else UNCHANGED,
    )
    if columns:
        store.update("people", person.person_id, **columns)
    here = store.value("SELECT unit_id FROM people WHERE id = ?", person.person_id)
    return person.person_id, str(here)


def _store_participant(store: Store, gathering_id: str, person_id: str, unit_id: str, role: str) -> int:
    """Register one person for the gathering, or bring unit and role up to date; 1 if they are new there."""
    row = store.one("SELECT * FROM participants WHERE gathering_id = ? AND person_id = ?", gathering_id, person_id)
    # A list without a column of roles must not empty the ones we know.
    role = role or str(store.value("SELECT role FROM people WHERE id = ?", person_id) or "")
    if row is None:
        store.insert("participants", gathering_id=gathering_id, person_id=person_id, unit_id=unit_id, role=role)
        return 1
    if (row["unit_id"], row["role"]) != (unit_id, role):
        store.update("participants", row["id"], unit_id=unit_id, role=role)
    return 0


def _store_said(store: Store, gathering_id: str, person_id: str, rows: Sequence[ParsedRow]) -> None:
    """Keep when somebody is there and what they would tell of, where the list says so."""
    columns: dict[str, object] = {}
    if part := next((row.present for row in reversed(rows) if row.present is not None), None):
        start, end = hours.by_clock(store, gathering_id, part)
        if start is None or end is None or start < end:
            columns = {"present_from": start, "present_to": end}
    if offer := next((row.presents for row in reversed(rows) if row.presents), ""):
        columns["presents"] = offer
    row = store.one("SELECT * FROM participants WHERE gathering_id = ? AND person_id = ?", gathering_id, person_id)
    if row is not None and any(row[name] != value for name, value in columns.items()):
        store.update("participants", row["id"], **columns)


def answer(list_: Import, questions: Sequence[Question], chosen: str) -> Answers:
    """The answers with the same answer to some questions."""
    given_ = {question.key: chosen for question in questions}
    return replace(list_.answers, questions={**list_.answers.questions, **given_})


def leave_out(list_: Import, row: int, *, out: bool) -> Answers:
    """The answers with a row left out, or taken in again."""
    rows = list_.answers.left_out | {row} if out else list_.answers.left_out - {row}
    return replace(list_.answers, left_out=rows)


def take_unit(list_: Import, key: str, unit_id: str | None) -> Answers:
    """The answers with a unit taken as a known one (None: as new after all)."""
    units = {known: id_ for known, id_ in list_.answers.units.items() if known != key}
    return replace(list_.answers, units={**units, key: unit_id} if unit_id else units)


def take_same_unit(list_: Import, key: str, other: str | None) -> Answers:
    """The answers with a new unit taken as another new unit of the list (None: as one of its own after all)."""
    same = {known: as_ for known, as_ in list_.answers.same_units.items() if known != key}
    return replace(list_.answers, same_units={**same, key: other} if other else same)


def row_marks(list_: Import) -> dict[int, StepKind | None]:
    """For each row with people in it, whether they are new, changed or known; None for a row that is left out."""
    marks: dict[int, StepKind | None] = dict.fromkeys(list_.answers.left_out)
    for step in list_.plan.people:
        for row in step.rows:
            if marks.get(row) is not StepKind.NEW:
                marks[row] = step.kind
    return marks


def take_person(list_: Import, row: int, person_id: str | None) -> Answers:
    """The answers with a row taken as a known person, or as somebody new (None)."""
    people = {number: id_ for number, id_ in list_.answers.people.items() if number != row}
    if person_id:
        return replace(list_.answers, people={**people, row: person_id}, apart=list_.answers.apart - {row})
    return replace(list_.answers, people=people, apart=list_.answers.apart | {row})


def take_row(list_: Import, row: int, earlier: int) -> Answers:
    """The answers with a row taken as the same new person as an earlier row."""
    return replace(list_.answers, rows={**list_.answers.rows, row: earlier}, apart=list_.answers.apart - {row})


# --- likely answers ---

LIKELY = 0.9
"""From here on a unit is one that is known, written otherwise, more often than not."""


def with_likely(store: Store, list_: Import, gathering_id: str | None = None) -> Import:
    """The list with the likely answers given to what is asked; each is still shown, to be answered otherwise."""
    answers, proposals = list_.answers, []
    for suggestion in list_.plan.suggestions:
        best = _likely(suggestion)
        if best is None:
            continue
        proposals.append(suggestion)
        answers = answered(replace(list_, answers=answers), suggestion, best)
    if not proposals:
        return list_
    understood = understand(store, list_.workbook, list_.reading, answers, gathering_id=gathering_id)
    return replace(understood, proposals=tuple(proposals))


def answered(list_: Import, suggestion: Suggestion, choice: Choice | None) -> Answers:
    """The answers with a suggestion taken as one of its candidates, or as somebody or something new (None)."""
    if suggestion.kind is Subject.PERSON:
        if choice is not None and choice.id is None and choice.rows:
            return take_row(list_, suggestion.row, choice.rows[0])
        return take_person(list_, suggestion.row, choice.id if choice else None)
    cleared = replace(list_, answers=take_unit(list_, suggestion.key, None))
    cleared = replace(cleared, answers=take_same_unit(cleared, suggestion.key, None))
    if choice is None:
        return cleared.answers
    if choice.id:
        return take_unit(cleared, suggestion.key, choice.id)
    return take_same_unit(cleared, suggestion.key, choice.key)


def _likely(suggestion: Suggestion) -> Choice | None:
    """Who or what is most likely meant; None where it is open.

    A person is known again by their own address and first name, whatever their family name is now. An address that a
    whole unit shares says nothing.
    """
    if suggestion.taken_as_one or not suggestion.candidates:
        return None
    if suggestion.kind is Subject.UNIT:
        best, *rest = suggestion.candidates
        is_alone = not rest or rest[0].score < best.score
        return best if best.score >= LIKELY and is_alone else None
    email, first = _address(suggestion.text), _first_name(suggestion.text)
    same = [
        choice
        for choice in suggestion.candidates
        if choice.id and email and _address(choice.text) == email and _first_name(choice.text) == first
    ]
    return same[0] if len(same) == 1 else None


def _address(described: str) -> str:
    last = described.rsplit(", ", 1)[-1].casefold()
    return last if "@" in last else ""


def _first_name(described: str) -> str:
    words = name_key(described.split(",", maxsplit=1)[0]).split()
    return words[0] if words else ""

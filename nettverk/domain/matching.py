"""A participant list against what is already known: who is new, who is changed, who is the same, and what to ask about.

Decided here: same name in the same unit is the same person; same name with the same e-mail is the same person who has
changed unit. Everything less certain is offered, never decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nettverk.domain.names import name_key, name_similarity
from nettverk.domain.participant_lists import ColumnRole, ParsedRow, Skipped
from nettverk.domain.unit_names import Candidate, near, proper_unit_name, unit_key
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# A letter missing in a long name is still offered; in a short one («Ola Vik», «Ole Vik») it is somebody else.
NAMES_ALIKE = 0.88
_COMPARE_AT_MOST = 300  # people in one unit, or new units: beyond that a list is no longer read by a person
_OFFERED = 5  # of those who may be meant; whoever has more namesakes than that is looked for by hand
_ROWS_NAMED = 50  # of those that tell of one person


class StepKind(StrEnum):
    """What an import does with a person of the list: makes, changes, or finds as they were."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"


class Subject(StrEnum):
    """What a suggestion to the user is about: somebody, or a unit."""

    PERSON = "person"
    UNIT = "unit"


class KnownPerson(NamedTuple):
    """A person in the database, as far as a list can tell people apart."""

    id: str
    given_name: str
    family_name: str
    unit_id: str | None
    role: str = ""
    email: str = ""


class KnownUnit(NamedTuple):
    """A unit in the database; spellings are other ways its name has been written, folded or not."""

    id: str
    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitStep:
    """A unit named in the list; unit_id is None for one to be made, with the service its name tells of.

    ``also`` has the other ways it is written, where the user has said that two are one.
    """

    key: str
    name: str
    unit_id: str | None
    service: str
    district: str
    rows: tuple[int, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonStep:
    """What is to happen with one person.

    Attributes:
        rows: the rows of the list that tell of them, at least one.
        unit: a key among the plan's units; empty when the list names none.
        fields: for an update, which of name, unit, role and e-mail change; the new values stand beside it.
    """

    kind: StepKind
    rows: tuple[int, ...]
    given_name: str
    family_name: str
    unit: str = ""
    role: str = ""
    email: str = ""
    person_id: str | None = None
    fields: tuple[ColumnRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One who or what may be meant: known (with id) or elsewhere in the list (with its rows, and a unit's key)."""

    text: str
    score: float
    id: str | None = None
    rows: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to ask the user about.

    Attributes:
        row: the row of the list it concerns; for a unit, the first that names it.
        text: as it stands in the list. key: a unit's key, or a person's name key.
        taken_as_one: the plan has already put the rows together; otherwise it has kept them apart.
    """

    kind: Subject
    row: int
    text: str
    key: str
    candidates: tuple[Choice, ...]
    taken_as_one: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing is done yet.

    Attributes:
        repeated: rows that tell of someone an earlier row has told of, with a reason that names it.
    """

    people: tuple[PersonStep, ...]
    units: tuple[UnitStep, ...]
    suggestions: tuple[Suggestion, ...]
    repeated: tuple[Skipped, ...]

    def count(self, kind: StepKind) -> int:
        """How many people are new, updated or the same."""
        return sum(step.kind == kind for step in self.people)


def match_people(
    rows: Sequence[ParsedRow],
    people: Iterable[KnownPerson],
    units: Iterable[KnownUnit] = (),
    *,
    units_taken_as: Mapping[str, str] | None = None,
    people_taken_as: Mapping[int, str] | None = None,
    apart: Collection[int] = (),
    rows_taken_as: Mapping[int, int] | None = None,
    same_units: Mapping[str, str] | None = None,
) -> Plan:
    """Match a list with the database's people and units.

    Args:
        units_taken_as: unit key → unit id, suggestions the user has said yes to.
        people_taken_as: row → person id, likewise.
        apart: rows that the user says are somebody else than they were taken for.
        rows_taken_as: row → an earlier row of the list that the user says is the same person.
        same_units: unit key → key of another new unit that the user says is the same.
    """
    matcher = _Matcher(
        [KnownPerson(*person) for person in people],
        [KnownUnit(*unit) for unit in units],
        dict(units_taken_as or {}),
        dict(people_taken_as or {}),
        frozenset(apart),
        dict(rows_taken_as or {}),
    )
    plan = matcher.plan(_with_one_name(rows, same_units or {}))
    return replace(plan, units=_told_apart(plan.units, rows)) if same_units else plan


def _with_one_name(rows: Sequence[ParsedRow], same: Mapping[str, str]) -> Sequence[ParsedRow]:
    """The rows with every unit that is taken as another written as that one is."""
    if not same:
        return rows
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(unit_key(row.unit), row.unit)

    def name_of(unit: str) -> str:
        key, seen = unit_key(unit), set[str]()
        while key in same and key not in seen:
            seen.add(key)
            key = same[key]
        return names.get(key, unit) if seen else unit

    return [replace(row, unit=name_of(row.unit)) for row in rows]


def _told_apart(units: tuple[UnitStep, ...], rows: Sequence[ParsedRow]) -> tuple[UnitStep, ...]:
    """The units with the other spellings that the list has for them."""
    written = {row.row: row.unit for row in rows}
    return tuple(
        replace(unit, also=tuple(dict.fromkeys(written[at] for at in unit.rows if unit_key(written[at]) != unit.key)))
        for unit in units
    )


@dataclass(slots=True)
class _Group:
    """Rows of the list that were taken for one person, known to the database or not."""

    rows: list[ParsedRow]
    person: KnownPerson | None
    emails: set[str] = field(default_factory=set)

    def add(self, row: ParsedRow) -> None:
        self.rows.append(row)
        if row.email:
            self.emails.add(row.email.casefold())


@dataclass(slots=True)
class _Matcher:
    people: list[KnownPerson]
    units: list[KnownUnit]
    units_taken_as: dict[str, str]
    people_taken_as: dict[int, str]
    apart: frozenset[int]
    rows_taken_as: dict[int, int]
    by_id: dict[str, KnownPerson] = field(default_factory=dict)
    by_name: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_name_and_email: dict[tuple[str, str], KnownPerson] = field(default_factory=dict)
    by_name_and_unit: dict[tuple[str, str | None], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    group_of: dict[int, _Group] = field(default_factory=dict)
    unit_names: dict[str, str] = field(default_factory=dict)
    by_unit: dict[str | None, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    unit_ids: dict[str, str] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)
    repeated: list[Skipped] = field(default_factory=list)

    def plan(self, rows: Sequence[ParsedRow]) -> Plan:
        for person in self.people:
            self.by_id[person.id] = person
            self.by_name[_key(person)].append(person)
            self.by_unit[person.unit_id].append(person)
            self.by_name_and_unit[_key(person), person.unit_id].append(person)
            if person.email:
                self.by_email[person.email.casefold()].append(person)
                self.by_name_and_email.setdefault((_key(person), person.email.casefold()), person)
        for unit in reversed(self.units):
            self.unit_names[unit.id] = unit.name
        steps = self._plan_units(rows)
        groups = self._group(rows)
        people = tuple(self._step(group) for group in groups)
        ordered = sorted(self.suggestions, key=lambda suggestion: (suggestion.kind is Subject.PERSON, suggestion.row))
        return Plan(people, steps, tuple(ordered), tuple(self.repeated))

    def _plan_units(self, rows: Sequence[ParsedRow]) -> tuple[UnitStep, ...]:
        for unit in self.units:
            for spelling in (*unit.spellings, unit.name):
                self.unit_ids[unit_key(spelling)] = unit.id
        self.unit_ids.pop("", None)
        # Last, as what the user has said beats what names look like.
        self.unit_ids.update(self.units_taken_as)
        naming: dict[str, list[ParsedRow]] = defaultdict(list)
        for row in rows:
            if key := unit_key(row.unit):
                naming[key].append(row)
        steps, new = [], dict[str, UnitStep]()
        names = {unit.name: unit.id for unit in self.units}
        for key, those in naming.items():
            # A column of services may be filled in for one of the unit's people only.
            service = next((row.service for row in those if row.service not in {"", "other"}), "other")
            district = next((row.district for row in those if row.district), "")
            step = UnitStep(
                key, _best_spelling(those), self.unit_ids.get(key), service, district, tuple(row.row for row in those)
            )
            steps.append(step)
            if step.unit_id is None and len(new) < _COMPARE_AT_MOST:
                self._suggest_units(step, names, new)
                new[step.name] = step
        return tuple(steps)

    def _suggest_units(self, step: UnitStep, names: dict[str, str], new: dict[str, UnitStep]) -> None:
        choices = [Choice(c.name, c.score, id=names[c.name]) for c in near(step.name, names)]
        choices += [Choice(c.name, c.score, rows=new[c.name].rows, key=new[c.name].key) for c in _near_new(step, new)]
        if choices:
            choices = sorted(choices, key=lambda choice: -choice.score)[:_OFFERED]
            self.suggestions.append(Suggestion(Subject.UNIT, step.rows[0], step.name, step.key, tuple(choices)))

    def _known(self, row: ParsedRow) -> KnownPerson | None:
        """The person in the database that a row surely tells of."""
        if (chosen := self.by_id.get(self.people_taken_as.get(row.row, ""))) and _plausible(row, chosen):
            return chosen
        namesakes = self.by_name.get(_key(row), [])
        email = row.email.casefold()
        # An address and a name together are stronger than a unit: people change workplace.
        if email and (same := self.by_name_and_email.get((_key(row), email))):
            return same
        if row.row in self.apart:
            return None
        unit = self.unit_ids.get(unit_key(row.unit))
        if unit is not None and (here := self.by_name_and_unit.get((_key(row), unit))):
            # Two of one name in one unit: someone without an address is likelier than someone with another.
            return next((person for person in here if not person.email), here[0]) if email else here[0]
        if row.row not in self.apart and (renamed := self._renamed(row, email)) is not None:
            return renamed
        if len(namesakes) == 1:
            only = namesakes[0]
            apart = email and only.email  # both have an address, and they differ
            if not apart and (not unit_key(row.unit) or only.unit_id is None):
                return only
        return None

    def _renamed(self, row: ParsedRow, email: str) -> KnownPerson | None:
        """Who has the address alone and the same first name: likely somebody with a new family name."""
        owners = self.by_email.get(email, []) if email else []
        if len(owners) != 1:
            return None
        first = name_key(row.given_name).split(" ")[0]
        return owners[0] if first and first == name_key(owners[0].given_name).split(" ")[0] else None

    def _group(self, rows: Sequence[ParsedRow]) -> list[_Group]:
        """Rows put together to people, in the order of the list."""
        groups: list[_Group] = []
        by_key: dict[tuple[str, ...], _Group] = {}
        for row in rows:
            person = self._known(row)
            keys = _group_keys(row, person, alone=row.row in self.apart)
            group = next((by_key[key] for key in keys if key in by_key and _fits(by_key[key], person)), None)
            if group is None and (earlier := self.rows_taken_as.get(row.row)) is not None:
                group = self.group_of.get(earlier)
            if group is None:
                group = _Group([], person)
                groups.append(group)
                if person is not None and _key(person) != _key(row):
                    self._tell_renamed(row, person)
                else:
                    self._suggest_namesakes(row, person, by_key)
            else:
                self._tell_repeated(row, group)
            group.add(row)
            self.group_of.setdefault(row.row, group)
            # A later row may be the one that tells who it is, by an address the first row lacked.
            group.person = group.person or person
            for key in keys:
                by_key.setdefault(key, group)
            by_key.setdefault(("namesake", _key(row)), group)
            if row.email:
                by_key.setdefault(("address", row.email.casefold()), group)
        return groups

    def _tell_renamed(self, row: ParsedRow, person: KnownPerson) -> None:
        # Taken as the one with the same address; the user may say that they are two.
        choice = Choice(self._described(person), 0.95, person.id)
        renamed = Suggestion(Subject.PERSON, row.row, _described(row), _key(row), (choice,), taken_as_one=True)
        if row.row not in self.people_taken_as:
            self.suggestions.append(renamed)

    def _tell_repeated(self, row: ParsedRow, group: _Group) -> None:
        first = group.rows[0]
        self.repeated.append(Skipped(row.row, _("Samme person som i rad {row}.").format(row=first.row)))
        other_address = len(group.emails) > 1 or bool(row.email and group.emails - {row.email.casefold()})
        # Put together all the same, but the rows disagree about something, so the user is asked.
        if other_address or unit_key(row.unit) != unit_key(first.unit):
            choice = Choice(_described(first), 1.0, group.person.id if group.person else None, (first.row,))
            self.suggestions.append(
                Suggestion(Subject.PERSON, row.row, _described(row), _key(row), (choice,), taken_as_one=True)
            )

    def _suggest_namesakes(
        self, row: ParsedRow, person: KnownPerson | None, by_key: dict[tuple[str, ...], _Group]
    ) -> None:
        key = _key(row)
        choices: dict[str, Choice] = {}
        if (earlier := by_key.get(("namesake", key))) and earlier.person is None:
            choices["row"] = Choice(_described(earlier.rows[0]), 1.0, rows=_first_rows(earlier))
        elif row.email and (shared := by_key.get(("address", row.email.casefold()))):
            choices["row"] = Choice(_described(shared.rows[0]), 0.9, rows=_first_rows(shared))
        if person is None:
            for namesake in self.by_name.get(key, [])[:_OFFERED]:
                choices[namesake.id] = Choice(self._described(namesake), 1.0, id=namesake.id)
            for other in self.by_email.get(row.email.casefold(), [])[:_OFFERED] if row.email else []:
                choices.setdefault(other.id, Choice(self._described(other), 0.9, id=other.id))
            here = self.by_unit.get(self.unit_ids.get(unit_key(row.unit), ""), [])
            for other in here if len(here) <= _COMPARE_AT_MOST else []:
                score = name_similarity(row.name, f"{other.given_name} {other.family_name}")
                if score >= NAMES_ALIKE:
                    choices.setdefault(other.id, Choice(self._described(other), round(score, 3), id=other.id))
        if choices:
            best = sorted(choices.values(), key=lambda choice: -choice.score)[:_OFFERED]
            self.suggestions.append(Suggestion(Subject.PERSON, row.row, _described(row), key, tuple(best)))

    def _described(self, person: KnownPerson) -> str:
        unit = self.unit_names.get(person.unit_id or "", "")
        return ", ".join(filter(None, (f"{person.given_name} {person.family_name}".strip(), unit, person.email)))

    def _step(self, group: _Group) -> PersonStep:
        # Somebody who answers twice has changed their mind: the later answer counts, and gaps in it are filled from
        # before.
        last = group.rows[-1]
        rows = tuple(row.row for row in group.rows)
        unit = next((key for row in reversed(group.rows) if (key := unit_key(row.unit))), "")
        role = next((row.role for row in reversed(group.rows) if row.role), "")
        emails = [row.email for row in group.rows if row.email]
        email = emails[-1] if emails else ""
        person = group.person
        if person is None:
            return PersonStep(StepKind.NEW, rows, last.given_name, last.family_name, unit, role, email)
        if person.email.casefold() in {each.casefold() for each in emails}:
            email = person.email
        unit_id = self.unit_ids.get(unit)
        changed = {
            ColumnRole.UNIT: bool(unit) and (unit_id is None or unit_id != person.unit_id),
            ColumnRole.ROLE: bool(role) and role.casefold() != person.role.casefold(),
            ColumnRole.EMAIL: bool(email) and email.casefold() != person.email.casefold(),
        }
        given, family = person.given_name, person.family_name
        # The newest list knows what somebody is called now; a name that only leaves out a middle name is no news.
        if _is_new_name(last, person):
            given, family = last.given_name, last.family_name
            changed[ColumnRole.NAME] = True
        fields = tuple(column for column, differs in changed.items() if differs)
        kind = StepKind.UPDATE if fields else StepKind.SAME
        return PersonStep(kind, rows, given, family, unit, role, email, person.id, fields)


def _is_new_name(row: ParsedRow, person: KnownPerson) -> bool:
    now, before = set(name_key(row.family_name).split()), set(name_key(person.family_name).split())
    if not now or now <= before or _key(row) == _key(person):
        return False
    same_first = name_key(row.given_name).split(" ")[0] == name_key(person.given_name).split(" ")[0]
    # One letter's difference is a slip of the keys as often as a new name.
    return same_first and name_similarity(row.family_name, person.family_name) < NAMES_ALIKE


def _key(person: KnownPerson | ParsedRow) -> str:
    return name_key(person.given_name, person.family_name)


def _plausible(row: ParsedRow, person: KnownPerson) -> bool:
    """Whether an answer about a row is about this one of the people it names; a row may name several."""
    same_address = bool(row.email) and row.email.casefold() == person.email.casefold()
    return same_address or name_similarity(row.name, f"{person.given_name} {person.family_name}") >= NAMES_ALIKE


def _group_keys(row: ParsedRow, person: KnownPerson | None, *, alone: bool) -> list[tuple[str, ...]]:
    """What another row of the same person would share."""
    name, unit, email = _key(row), unit_key(row.unit), row.email.casefold()
    keys: list[tuple[str, ...]] = [("known", person.id)] if person else []
    if email:
        keys.append(("email", name, email))
    if not alone:
        keys.append(("unit", name, unit) if unit else ("nowhere", name, email))
    return keys


def _first_rows(group: _Group) -> tuple[int, ...]:
    return tuple(row.row for row in group.rows[:_ROWS_NAMED])


def _fits(group: _Group, person: KnownPerson | None) -> bool:
    return person is None or group.person is None or group.person.id == person.id


def _described(row: ParsedRow) -> str:
    return ", ".join(filter(None, (row.name, row.unit, row.email)))


def _near_new(step: UnitStep, new: dict[str, UnitStep]) -> tuple[Candidate, ...]:
    return near(step.name, new) if new else ()


def _best_spelling(rows: Sequence[ParsedRow]) -> str:
    """The fullest of the spellings that are not shouted; one that is only shouted is given small letters."""
    spellings = dict.fromkeys(row.unit for row in rows)
    return proper_unit_name(max(spellings, key=lambda text: (not text.isupper() and not text.islower(), len(text))))

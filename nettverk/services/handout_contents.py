"""What stands in each handout: read from the database through the other services, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property

from nettverk.domain import handouts as paper
from nettverk.domain import methods
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import Commitment
from nettverk.domain.groups import Grouping
from nettverk.domain.names import called
from nettverk.domain.participants import Participant
from nettverk.domain.plan import Gathering, Part, method_name, organising_name, timetable
from nettverk.domain.reflections import Reflection, sheet_code
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.groups import groupings as groups
from nettverk.services.groups import repair
from nettverk.services.groups.roles import role_name
from nettverk.storage.store import Store


class NothingToPrint(Expected):
    """There is nothing for this document yet; the sentence says the first step.

    Attributes:
        room: where that step is taken.
    """

    def __init__(self, sentence: str, room: RoomKey) -> None:
        super().__init__(sentence)
        self.room = room


def occasion(gathering: Gathering) -> paper.Occasion:
    """The head and foot of every document of a gathering."""
    return paper.Occasion(
        title=gathering.title,
        headline=gathering.headline,
        theme=gathering.theme,
        day=gathering.held_on,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        place=gathering.place,
        language=gathering.language,
        goals=gathering.goals,
        next_on=gathering.next_on,
        next_starts_at=gathering.next_starts_at,
        next_place=gathering.next_place,
    )


@dataclass(frozen=True)
class Source:
    """Everything a gathering's documents are made from, each part read once and only when it is needed."""

    store: Store
    gathering_id: str

    @cached_property
    def gathering(self) -> Gathering:
        """The gathering."""
        return gatherings.get(self.store, self.gathering_id)

    @cached_property
    def occasion(self) -> paper.Occasion:
        """Head and foot."""
        return occasion(self.gathering)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The plan."""
        return plan.parts(self.store, self.gathering_id)

    @cached_property
    def starts(self) -> Mapping[str, time]:
        """When each part begins."""
        return {
            row.part.id: row.start.time()
            for row in timetable(self.gathering.held_on, self.gathering.starts_at, self.parts)
        }

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Everyone registered."""
        people = participants.all_(self.store, self.gathering_id)
        if not people:
            raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
        return people

    @cached_property
    def coming(self) -> tuple[Participant, ...]:
        """Everyone but those who are known to stay away."""
        return tuple(one for one in self.people if one.attendance != "absent")

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """Every arrangement of groups."""
        return groups.of_gathering(self.store, self.gathering_id)

    @cached_property
    def mixed(self) -> tuple[Grouping, ...]:
        """The mixed groups, or those of own units where no others are made."""
        found = tuple(one for one in self.groupings if one.kind == "mixed") or self.groupings
        if not found:
            raise NothingToPrint(_("Ingen grupper ennå. Lag dem under Grupper først."), RoomKey.GROUPS)
        return found

    @cached_property
    def reflections(self) -> tuple[Reflection, ...]:
        """What the tables wrote."""
        return reflections.all_(self.store, self.gathering_id)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """What was promised."""
        return follow_up.commitments(self.store, self.gathering_id)

    @cached_property
    def earlier(self) -> tuple[Commitment, ...]:
        """What was promised before, the latest gathering first."""
        return follow_up.earlier(self.store, self.gathering_id)

    def units(self) -> list[tuple[str, str]]:
        """(id, name) of the units that took part or promised something, in order of name."""
        found = {one.unit_id: one.unit_name for one in participants.all_(self.store, self.gathering_id)}
        found |= {one.unit_id: one.unit_name for one in self.commitments}
        return sorted(found.items(), key=lambda unit: sort_key(unit[1]))

    def part(self, part_id: str) -> Part | None:
        """A part of the plan."""
        return next((part for part in self.parts if part.id == part_id), None)

    def round(self, grouping: Grouping) -> paper.Round:
        """What a grouping is called on paper; a clock time only where the part has one round."""
        part = self.part(grouping.part_id)
        several = sum(1 for one in self.groupings if one.part_id == grouping.part_id) > 1
        title = (
            _("{part}, runde {round}").format(part=grouping.part_title, round=grouping.round)
            if several
            else grouping.part_title
        )
        start = None if several else self.starts.get(grouping.part_id)
        return paper.Round(title, part.main_number if part else 3, start)


# --- one function for each document ---


def agenda(source: Source) -> paper.Agenda:
    """The plan of the day with its clock times."""
    if not source.parts:
        raise NothingToPrint(_("Planen er tom. Legg inn delene under Planlegg først."), RoomKey.PLAN)
    rows = []
    for planned in timetable(source.gathering.held_on, source.gathering.starts_at, source.parts):
        part = planned.part
        rows.append(
            paper.AgendaRow(
                start=planned.start.time(),
                end=planned.end.time(),
                title=part.title,
                main_number=part.main_number,
                organising=organising_name(part.organising) if part.main_number else "",
                method=method_name(part.method),
                speaker=part.speaker,
                questions=tuple(question.text for question in part.questions),
            )
        )
    return paper.Agenda(source.occasion, tuple(rows))


def attendance(source: Source, *, by_unit: bool) -> paper.AttendanceList:
    """Everyone registered, by name or unit by unit."""
    people = source.people
    if by_unit:
        people = tuple(sorted(people, key=lambda one: (sort_key(one.unit_name), sort_key(one.list_name))))
    rows = tuple(paper.Attendee(one.list_name, one.unit_name, one.role) for one in people)
    return paper.AttendanceList(source.occasion, rows, by_unit)


def _places(grouping: Grouping) -> dict[str, int]:
    return {seat.participant.id: table.number for table in grouping.tables for seat in table.sitting}


def _tables_of(source: Source, groupings: Iterable[Grouping]) -> dict[str, tuple[int | None, ...]]:
    places = [_places(grouping) for grouping in groupings]
    return {one.id: tuple(place.get(one.id) for place in places) for one in source.coming}


def groups_by_name(source: Source) -> paper.GroupsByName:
    """Everyone who comes, with the table of each round."""
    chosen = source.mixed[:6]
    tables = _tables_of(source, chosen)
    people = tuple(paper.Placed(one.list_name, one.unit_name, tables[one.id]) for one in source.coming)
    return paper.GroupsByName(source.occasion, tuple(source.round(one) for one in chosen), people)


def groups_by_table(source: Source) -> paper.GroupsByTable:
    """Every arrangement of groups, table by table."""
    source.mixed  # noqa: B018 - says the first step where there are none
    rounds = []
    for grouping in source.groupings:
        tables = tuple(
            paper.TablePeople(
                table.number,
                table.name,
                tuple(
                    paper.Sitter(
                        seat.participant.name,
                        seat.participant.unit_name,
                        seat.participant.service_shape,
                        seat.participant.service_name,
                        role_name(seat.group_role) if seat.group_role else "",
                        seat.participant.given_name,
                    )
                    for seat in table.sitting
                    if seat.participant.attendance != "absent"
                ),
            )
            for table in grouping.tables
        )
        rounds.append((source.round(grouping), tables))
    return paper.GroupsByTable(source.occasion, tuple(rounds))


def group_changes(source: Source) -> paper.GroupChanges:
    """Only what the last repair changed."""
    rounds = []
    for grouping in source.mixed:
        title = {table.number: table.name or str(table.number) for table in grouping.tables}
        people = tuple(
            paper.MovedPerson(
                change.participant.name,
                change.participant.unit_name,
                title.get(change.from_number, str(change.from_number)) if change.from_number else "",
                title.get(change.to_number, str(change.to_number)),
            )
            for change in repair.last_changes(source.store, grouping.part_id)
            if change.round == grouping.round and change.to_number
        )
        if people:
            rounds.append((source.round(grouping), people))
    if not rounds:
        raise NothingToPrint(_("Ingen har fått et annet bord siden gruppene ble laget."), RoomKey.GROUPS)
    return paper.GroupChanges(source.occasion, tuple(rounds))


def table_signs(source: Source) -> paper.TableSigns:
    """A sign for every number in use in the mixed groups; units' own tables have the unit's name where there are only
    those."""
    signs: dict[int, paper.Sign] = {}
    for grouping in source.mixed:
        for table in grouping.tables:
            signs.setdefault(table.number, paper.Sign(table.number, table.name))
    parts = {grouping.part_id for grouping in source.mixed}
    one = source.round(source.mixed[0]) if len(parts) == 1 else None
    if one is not None:
        part = source.part(source.mixed[0].part_id)
        one = paper.Round(part.title if part else one.title, one.main_number)
    return paper.TableSigns(source.occasion, tuple(signs[number] for number in sorted(signs)), one)


def badges(source: Source) -> paper.Badges:
    """A badge for everyone who comes; with table numbers once there are mixed groups."""
    mixed = tuple(one for one in source.groupings if one.kind == "mixed")[:5]
    tables = _tables_of(source, mixed)
    surnames = {one.family_name.casefold() for one in source.coming}
    return paper.Badges(
        source.occasion,
        tuple(
            paper.Badge(
                *called(one.given_name, one.family_name, surnames),
                one.unit_name,
                one.role,
                one.service_shape,
                tables[one.id],
            )
            for one in source.coming
        ),
    )


def role_cards(source: Source) -> paper.RoleCards:
    """A card for each task in the parts that sit in groups; the steps of the method go with it."""
    cards = []
    tables = [1]
    for part in source.parts:
        if part.organising not in {"mixed", "own_unit"}:
            continue
        steps = tuple((step.title, step.hint, step.minutes) for step in methods.steps(part.method, part.minutes))
        cards += [
            paper.RoleCard(role.name, role.task, part.title, part.main_number, steps)
            for role in methods.roles(part.method)
        ]
        if methods.roles(part.method):
            tables += [len(one.tables) for one in source.groupings if one.part_id == part.id]
    if not cards:
        raise NothingToPrint(
            _("Ingen oppgaver ved bordet ennå. Velg en arbeidsmåte for delen under Planlegg."), RoomKey.PLAN
        )
    return paper.RoleCards(source.occasion, tuple(cards), max(tables))


def question_sheets(source: Source) -> paper.QuestionSheets:
    """A sheet for every table and question, in the order they are handed out; without a table where no groups sit."""
    made = []
    for sheet in reflections.sheets(source.store, source.gathering_id):
        part = source.part(sheet.part_id)
        made.append(
            (
                (part.position if part else 0, sheet.table, sheet.number),
                paper.Sheet(
                    code=sheet_code(sheet.table, sheet.number),
                    question=sheet.question,
                    number=sheet.number,
                    part_title=sheet.part_title,
                    main_number=part.main_number if part else 0,
                    table=sheet.table,
                    table_name=sheet.table_name,
                    method=method_name(part.method) if part else "",
                ),
            )
        )
    if not made:
        if any(part.questions for part in source.parts):
            raise NothingToPrint(
                _("Ingen grupper ennå. Lag dem under Grupper, så får hvert bord sine ark."), RoomKey.GROUPS
            )
        raise NothingToPrint(_("Ingen spørsmål ennå. Skriv dem i delene under Planlegg først."), RoomKey.PLAN)
    return paper.QuestionSheets(
        source.occasion, tuple(sheet for _order, sheet in sorted(made, key=lambda pair: pair[0]))
    )


# --- what comes home ---


def _promise(one: Commitment) -> paper.Promise:
    return paper.Promise(one.what, one.who, one.by, one.taken_up_in, one.status, one.learnt)


def _earlier(source: Source, unit_id: str) -> tuple[paper.Promise, ...]:
    """What the unit promised the last time it promised anything."""
    mine = [one for one in source.earlier if one.unit_id == unit_id]
    return tuple(_promise(one) for one in mine if one.gathering_id == mine[0].gathering_id)


def _said(source: Source, unit_id: str | None) -> tuple[paper.Answered, ...]:
    """Question by question; for a unit, the tables where its people sat come first, and of own-unit groups only its
    own."""
    found = []
    for part in source.parts:
        groupings = [one for one in source.groupings if one.part_id == part.id]
        names = {table.number: table.name for one in groupings for table in one.tables if table.name}
        mine = {
            table.number
            for one in groupings
            for table in one.tables
            if any(
                seat.participant.unit_id == unit_id and seat.participant.attendance != "absent"
                for seat in table.sitting
            )
        }
        for question in part.questions:
            answers = [one for one in source.reflections if one.question_id == question.id and one.text.strip()]
            answers.sort(key=lambda one: one.table)
            pairs = [
                (one.table, paper.Answer(names.get(one.table) or _("Bord {number}").format(number=one.table), one.text))
                for one in answers
            ]
            own = tuple(answer for table, answer in pairs if table in mine)
            others = tuple(answer for table, answer in pairs if table not in mine)
            if unit_id is not None and part.organising == "own_unit":
                others = ()
            if own or others:
                found.append(paper.Answered(question.text, part.title, part.main_number or 3, own, others))
    return tuple(found)


def unit_pages(source: Source, unit_id: str | None) -> paper.UnitPages:
    """The letter home for one unit, or for all."""
    units = [unit for unit in source.units() if unit_id in {None, unit[0]}]
    if not units:
        raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
    made = []
    for one, name in units:
        promises = tuple(_promise(row) for row in source.commitments if row.unit_id == one)
        made.append(paper.UnitPage(name, promises, _earlier(source, one), _said(source, one)))
    return paper.UnitPages(source.occasion, tuple(made))


def summary(source: Source) -> paper.Summary:
    """What every table said, and what every unit promised."""
    said = _said(source, None)
    promises = [
        (name, tuple(_promise(row) for row in source.commitments if row.unit_id == one)) for one, name in source.units()
    ]
    promises = [(name, rows) for name, rows in promises if rows]
    if not said and not promises:
        raise NothingToPrint(
            _("Ingenting er skrevet ned ennå. Refleksjonene og tiltakene kommer hit etter hvert."), RoomKey.REFLECT
        )
    return paper.Summary(source.occasion, said, tuple(promises))

"""What documents are made from: a gathering's people, plan, groups and answers, each read once and only when needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property

from nettverk.domain import handouts as paper
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import Commitment
from nettverk.domain.groups import Grouping, GroupingKind
from nettverk.domain.labels import Labels
from nettverk.domain.municipality import Mark
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.plan import Gathering, Part, timetable
from nettverk.domain.reflections import Reflection
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.services import between, follow_up, gatherings, goals, municipality, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.sheets import promises, states
from nettverk.storage.store import Store


class NothingToPrint(Expected):
    """There is nothing for this document yet; the sentence says the first step.

    Attributes:
        room: where that step is taken.
    """

    def __init__(self, sentence: str, room: RoomKey) -> None:
        super().__init__(sentence)
        self.room = room


def occasion(gathering: Gathering, mark: Mark) -> paper.Occasion:
    """The head and foot of every document of a gathering, with the municipality's name, logo and colour."""
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
        municipality=mark.name,
        logo=mark.logo,
        colour=mark.colour,
    )


def with_hours(person: Participant) -> str:
    """The unit, and when they are there where it is not the whole day: «Solbakken · går 12.00»."""
    return " · ".join(word for word in (person.unit_name, person.hours) if word)


@dataclass(frozen=True)
class Source:
    """One gathering as the documents need it. Use it on the database's lane, and for one reading: it never rereads.

    Attributes:
        unit_id: the only unit whose letter home is wanted; None for all of them.
        labels: what badges are printed on this time; None for what is chosen in the database.
    """

    store: Store
    gathering_id: str
    unit_id: str | None = None
    labels: Labels | None = None

    @cached_property
    def gathering(self) -> Gathering:
        """Raises ``Gone`` where somebody has removed it."""
        return gatherings.get(self.store, self.gathering_id)

    @cached_property
    def occasion(self) -> paper.Occasion:
        """What stands at the head and foot of every page."""
        return occasion(self.gathering, municipality.mark(self.store))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The plan of the day in order; may be empty."""
        return plan.parts(self.store, self.gathering_id)

    @cached_property
    def starts(self) -> Mapping[str, time]:
        """The clock time at which each part begins, by the part's id."""
        return {
            row.part.id: row.start.time()
            for row in timetable(self.gathering.held_on, self.gathering.starts_at, self.parts)
        }

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """Everyone registered, those who are known to stay away too; may be empty."""
        return participants.all_(self.store, self.gathering_id)

    @property
    def people(self) -> tuple[Participant, ...]:
        """The same.

        Raises:
            NothingToPrint: nobody is registered.
        """
        if not self.participants:
            raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
        return self.participants

    @cached_property
    def coming(self) -> tuple[Participant, ...]:
        """Everyone registered but those who are known to stay away."""
        return tuple(person for person in self.people if person.attendance is not Attendance.ABSENT)

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """Every arrangement of groups, mixed and by unit; may be empty."""
        return groupings.of_gathering(self.store, self.gathering_id)

    @cached_property
    def mixed(self) -> tuple[Grouping, ...]:
        """The mixed groups, or those by unit where no others are made.

        Raises:
            NothingToPrint: no groups are made.
        """
        arrangements = self.only_mixed or self.groupings
        if not arrangements:
            raise NothingToPrint(_("Ingen grupper ennå. Lag dem under Grupper først."), RoomKey.GROUPS)
        return arrangements

    @cached_property
    def only_mixed(self) -> tuple[Grouping, ...]:
        """The mixed groups; empty where there are none."""
        return tuple(grouping for grouping in self.groupings if grouping.kind is GroupingKind.MIXED)

    @cached_property
    def reflections(self) -> tuple[Reflection, ...]:
        """The current answer of every table to every question."""
        return reflections.all_(self.store, self.gathering_id)

    @cached_property
    def goals(self) -> goals.GoalsHere:
        """The goals of the network and of every unit."""
        return goals.at_gathering(self.store, self.gathering_id)

    @cached_property
    def between(self) -> Mapping[str, tuple[str, ...]]:
        """What each unit has agreed until next time, by its id."""
        return between.agreed(self.store, self.gathering_id)

    @cached_property
    def sheet_results(self) -> tuple[SheetResult, ...]:
        """What came of the sheets from the library that somebody has filled in, in the plan's order; what a unit
        promised on one is among the commitments, and is told there."""
        promised = [commitment.id for commitment in self.commitments]
        results = states.results(self.store, self.gathering_id, self.parts)
        without = (promises.without_promises(result, promised) for result in results)
        return tuple(result for result in without if result.answers)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """What the units decided to do at this gathering."""
        return follow_up.commitments(self.store, self.gathering_id)

    @cached_property
    def earlier(self) -> tuple[Commitment, ...]:
        """What they decided at gatherings before this one, the latest gathering first."""
        return follow_up.earlier(self.store, self.gathering_id, within=follow_up.COMES_BACK)

    def units(self) -> list[tuple[str, str]]:
        """(id, name) of the units that took part or have a commitment, in order of name."""
        names = {person.unit_id: person.unit_name for person in self.participants}
        names |= {commitment.unit_id: commitment.unit_name for commitment in self.commitments}
        return sorted(names.items(), key=lambda unit: sort_key(unit[1]))

    def part(self, part_id: str) -> Part | None:
        """The part with this id; None where the plan has lost it since its groups were made."""
        return next((part for part in self.parts if part.id == part_id), None)

    def round(self, grouping: Grouping) -> paper.Round:
        """What a grouping is called on paper; with a clock time only where it is the part's only round."""
        part = self.part(grouping.part_id)
        several = sum(1 for other in self.groupings if other.part_id == grouping.part_id) > 1
        title = (
            _("{part}, runde {round}").format(part=grouping.part_title, round=grouping.round)
            if several
            else grouping.part_title
        )
        start = None if several else self.starts.get(grouping.part_id)
        return paper.Round(title, part.main_number if part else 3, start)

    def tables_of(self, rounds: Iterable[Grouping]) -> dict[str, tuple[int | None, ...]]:
        """The table in each round, by the id of everyone who comes; None in a round where they have no table."""
        seats = [
            {seat.participant.id: table.number for table in grouping.tables for seat in table.sitting}
            for grouping in rounds
        ]
        return {person.id: tuple(seat.get(person.id) for seat in seats) for person in self.coming}

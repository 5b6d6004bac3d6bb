"""A school year read from the database, with nothing in it that a report may not tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nettverk.domain.evaluation import is_evaluation
from nettverk.domain.follow_up import Commitment, CommitmentStatus
from nettverk.domain.goals import Goal, GoalOf, GoalOwner, GoalState
from nettverk.domain.good_practice import practice_notes
from nettverk.domain.needs import Need
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import Network, Ownership, Unit
from nettverk.domain.reports.material import (
    GatheringFacts,
    GoalWork,
    JudgedSheet,
    NetworkYear,
    Practice,
    YearMaterial,
    how_it_went,
    went,
)
from nettverk.domain.reports.model import Scope
from nettverk.domain.reports.small_counts import NOBODY, Parts, People, Seat, Turnout, may_name_units, people_of
from nettverk.domain.reports.stands import Stand, districts_of, in_turn, services_of
from nettverk.domain.sheets.definition import BlockKind
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.sheets.told import HIDDEN, Told
from nettverk.domain.themes import told_themes
from nettverk.domain.year.frame import NO_FRAME, Frame, shared, told
from nettverk.i18n import _
from nettverk.services import follow_up, gatherings, goals, good_practice, needs, pairings, settings, tags
from nettverk.services import told as told_before
from nettverk.services.register import register
from nettverk.services.reports import stands
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.services.sheets import stored
from nettverk.services.sheets import year as sheet_year
from nettverk.services.sheets.wheel import wheel
from nettverk.services.themes.board import board
from nettverk.services.year import frame
from nettverk.storage.store import Store

_MOVED = {CommitmentStatus.DONE, CommitmentStatus.TRIED}
_CAME = {Attendance.PRESENT, Attendance.LATE}
_SEATS = (
    "SELECT u.id AS unit_id, coalesce(a.status, 'registered') AS status, count(*) AS n FROM participants AS pa"
    " JOIN units AS u ON u.id = pa.unit_id"
    " LEFT JOIN attendance AS a ON a.participant_id = pa.id AND a.gathering_id = pa.gathering_id"
    " WHERE pa.gathering_id = ? GROUP BY u.id, status"
)
_SHEETS = (
    "SELECT DISTINCT v.sheet_id FROM sheet_uses AS u JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
    " WHERE u.gathering_id IN (SELECT value FROM json_each(?)) ORDER BY v.sheet_id"
)


def year_of(store: Store, scope: Scope, language: str = "nb", *, closed: bool = False) -> YearMaterial:
    """A school year of all networks, or of one.

    Args:
        language: of the names of themes and sheets.
        closed: what it tells cannot be kept: what was told before is told as it was then.
    """
    clean, numbers = CleanTexts(store), told_before.numbers(store, closed=closed)
    here = _Year(store, scope.year, language, clean, numbers)
    networks = [network_ for network_ in register.networks(store) if scope.network_id in {"", network_.id}]
    years = tuple(year for network in networks if not (year := here.network(network)).empty)
    # A report of one network tells of it also where there is nothing yet: then it says what would fill it.
    if scope.network_id and not years:
        years = tuple(here.network(network) for network in networks)
    framed = NO_FRAME if scope.network_id else _frame(store, scope.year, clean, numbers)
    return YearMaterial(
        scope.year,
        store.today(),
        settings.get(store, "municipality"),
        years,
        one_network=bool(scope.network_id),
        left_out=clean.left_out,
        frame=framed,
        fresh_numbers=numbers.fresh,
    )


def _frame(store: Store, year: int, clean: CleanTexts, numbers: Told) -> Frame:
    asked = tuple(
        replace(request, theme=theme, who=clean.role(request.who), note="")
        for request in frame.requests(store, year)
        if (theme := clean.line(request.theme))
    )
    return Frame(told(frame.training(store), numbers), asked, shared(frame.costs(store, year)))


@dataclass(frozen=True, slots=True)
class _Seats:
    """Who came to a gathering, by unit, and how many were registered and did not."""

    noted: bool
    came: dict[str, int]
    absent: int


class _Year:
    """Reads one school year; what several networks need is read once."""

    def __init__(self, store: Store, year: int, language: str, clean: CleanTexts, numbers: Told) -> None:
        self._store, self._year, self._language, self._clean = store, year, language, clean
        self._numbers = numbers
        self._today = store.today()
        self._units = {unit.id: unit for unit in register.units(store)}
        self._gatherings = gatherings.all_(store)
        self._names = wheel(language)

    def network(self, network: Network) -> NetworkYear:
        """A network's year."""
        now, before = self._of(network, self._year), self._of(network, self._year - 1)
        members = self._members(network, now)
        seats = {gathering_.id: self._seats(gathering_) for gathering_ in now}
        came = Counter(
            unit_id for here in seats.values() for unit_id, count in here.came.items() for _seat in range(count)
        )
        promised = [gathering_ for gathering in now for gathering_ in follow_up.commitments(self._store, gathering.id)]
        promised_before = [
            gathering_ for gathering in before for gathering_ in follow_up.commitments(self._store, gathering.id)
        ]
        noted = any(here.noted for here in seats.values())
        blocks = in_turn(stands.of_year(self._store, network.id, self._year), (gathering_.id for gathering_ in now))
        people, fresh, as_printed = self._people_of_blocks(now, seats, members, blocks)
        named = blocks is not None and all(
            self._names_units([gathering_ for gathering_ in now if gathering_.id in of], seats, members)
            for of in (*(block.told for block in blocks), fresh.told)
        )
        return NetworkYear(
            network.id,
            network.name,
            network.age_span,
            self._clean.line(network.purpose),
            tuple(self._facts(gathering_, seats[gathering_.id], people) for gathering_ in now),
            people,
            self._people(before, {gathering_.id: self._seats(gathering_) for gathering_ in before}, members),
            self._went(network, self._year, promised),
            self._went(network, self._year - 1, promised_before),
            (sum(gathering_.status in _MOVED for gathering_ in promised), len(promised)),
            bool(promised),
            units=len(members) if named else 0,
            came_from=sum(1 for unit in members if came[unit.id]),
            never=tuple(unit.name for unit in members if not came[unit.id]) if noted and named else (),
            services_away=self._away(network, members, came) if noted and named else (),
            goals=self._goals(network),
            needs=self._needs(now or before),
            evaluations=self._judged(network, now, evaluations=True),
            lights=self._judged(network, now, evaluations=False),
            learnt=self._clean.lines(_learnt(promised)),
            practices=self._practices(network, now),
            own_goals=self._own_goals(members),
            goal_work=self._goal_work(now, promised),
            visits=sum(len(pairings.of_gathering(self._store, gathering_.id)) for gathering_ in now),
            fresh=fresh,
            as_printed=as_printed,
        )

    def _of(self, network: Network, year: int) -> list[Gathering]:
        """The network's gatherings of a school year, the first one first."""
        start, end = date(year, 8, 1), date(year + 1, 8, 1)
        facts = (
            gathering
            for gathering in self._gatherings
            if gathering.network_id == network.id and gathering.held_on is not None and start <= gathering.held_on < end
        )
        return sorted(facts, key=lambda gathering: (gathering.held_on or start, gathering.id))

    def _members(self, network: Network, now: Sequence[Gathering]) -> list[Unit]:
        """The units of the services that belong in the network; else those somebody has been registered from."""
        services = {*network.central_services, *network.other_services}
        if services:
            return [unit for unit in self._units.values() if unit.service_id in services]
        rows = self._store.rows(
            "SELECT DISTINCT unit_id FROM participants WHERE gathering_id IN (SELECT value FROM json_each(?))",
            json.dumps([gathering.id for gathering in now]),
        )
        known = {row["unit_id"] for row in rows}
        return [unit for unit in self._units.values() if unit.id in known]

    def _seats(self, gathering: Gathering) -> _Seats:
        rows = self._store.rows(_SEATS, gathering.id)
        held = gathering.held_on is not None and gathering.held_on <= self._today and not gathering.cancelled
        noted = held and any(Attendance(row["status"]) is not Attendance.REGISTERED for row in rows)
        came: dict[str, int] = {}
        absent = 0
        for row in rows if noted else ():
            if Attendance(row["status"]) in _CAME:
                came[row["unit_id"]] = came.get(row["unit_id"], 0) + int(row["n"])
            else:
                absent += int(row["n"])
        return _Seats(noted, came, absent)

    def _people_of_blocks(
        self, now: Sequence[Gathering], seats: dict[str, _Seats], members: Sequence[Unit],
        blocks: tuple[Stand, ...] | None,
    ) -> tuple[People, Stand, bool]:  # fmt: skip
        """Who came, no finer than the year's reports tell together; what is new; whether somebody was put right."""
        counted = self._by_ids(now, seats, members)
        whole = self._as_told(counted)
        if blocks is None:
            return replace(whole, services=NOBODY, districts=NOBODY), Stand(), False
        printed = {id_ for block in blocks for id_ in block.told}
        # One that stands as it was told, though it was put right since, is in no sum: beside it, that would tell of it.
        apart = {id_ for id_, turnout in counted.gatherings.items() if turnout.came != whole.gatherings[id_].came}
        new = [held for held in now if held.id not in printed | apart]
        block = self._by_ids(new, seats, members)
        fresh = Stand(
            frozenset(held.id for held in now if held.held_on is not None and held.held_on <= self._today
                      and not held.cancelled) - {id_ for block in blocks for id_ in block.held},
            frozenset(id_ for id_, turnout in block.gatherings.items() if turnout.came),
            block.services, block.districts,
        )  # fmt: skip
        every = (*blocks, fresh)
        before = self._by_ids([held for held in now if held.id in printed], seats, members)
        as_printed = services_of(blocks).total != (before.services.total if blocks else 0)
        people = replace(whole, services=services_of(every), districts=districts_of(every))
        return self._named(people), fresh, as_printed

    def _names_units(self, of: Sequence[Gathering], seats: dict[str, _Seats], members: Sequence[Unit]) -> bool:
        came = Counter(
            unit_id for gathering in of for unit_id, count in seats[gathering.id].came.items() for _seat in range(count)
        )
        return may_name_units(self._by_ids(of, seats, members), came)

    def _people(self, of: Sequence[Gathering], seats: dict[str, _Seats], members: Iterable[Unit]) -> People:
        return self._named(self._as_told(self._by_ids(of, seats, members)))

    def _as_told(self, people: People) -> People:
        """The same with how many came as it may be told beside what was told before."""
        return replace(
            people, gatherings={id_: self._turnout(id_, turnout) for id_, turnout in people.gatherings.items()}
        )

    def _turnout(self, gathering_id: str, turnout: Turnout) -> Turnout:
        if turnout.came is None:
            return turnout
        registered = HIDDEN if turnout.registered is None else turnout.registered
        absent = HIDDEN if turnout.registered is None else turnout.registered - turnout.came
        came, absent, registered = self._numbers.steady(f"turnout:{gathering_id}", turnout.came, absent, registered)
        return Turnout(came, None if HIDDEN in {absent, registered} else registered)

    def _named(self, people: People) -> People:
        """The same by the names of services and districts."""
        services: dict[str, str] = {}
        districts: dict[str, str] = {}
        for unit in self._units.values():
            seat = self._seat("", unit)
            private = unit.ownership is Ownership.PRIVATE
            services[seat.service] = (
                _("{service} (privat)").format(service=unit.service_name) if private else (unit.service_name)
            )
            districts[seat.district] = unit.district_name
        return replace(people, services=people.services.named(services), districts=people.districts.named(districts))

    def _by_ids(self, of: Sequence[Gathering], seats: dict[str, _Seats], members: Iterable[Unit]) -> People:
        noted = [gathering for gathering in of if seats[gathering.id].noted]
        if not noted:
            return People()
        counted: Counter[Seat] = Counter()
        for gathering in noted:
            for unit_id, count in seats[gathering.id].came.items():
                counted[self._seat(gathering.id, self._units[unit_id])] += count
        for unit in members:  # known to be there, with nobody from it
            counted[self._seat(noted[0].id, unit)] += 0
        there = {unit_id for gathering in noted for unit_id, count in seats[gathering.id].came.items() if count}
        known = Counter(self._seat("", self._units[unit_id]) for unit_id in there)
        return people_of(counted, {gathering.id: seats[gathering.id].absent for gathering in noted}, known)

    def _seat(self, gathering_id: str, unit: Unit) -> Seat:
        service = f"{unit.service_id}/{unit.ownership}" if unit.ownership is Ownership.PRIVATE else unit.service_id
        return Seat(gathering_id, service, unit.district_id or "")

    def _away(self, network: Network, members: Iterable[Unit], came: Counter[str]) -> tuple[str, ...]:
        """The central services that have units and that nobody came from."""
        units = list(members)
        here = {unit.service_id for unit in units if came[unit.id]}
        names = {unit.service_id: unit.service_name for unit in units}
        return tuple(
            names[service_id]
            for service_id in network.central_services
            if service_id in names and service_id not in here
        )

    def _facts(self, gathering: Gathering, seats: _Seats, people: People) -> GatheringFacts:
        assert gathering.held_on is not None
        turnout = people.gatherings.get(gathering.id)
        planned = gathering.held_on > self._today
        touched = {tag for carried in tags.at_gathering(self._store, gathering.id).values() for of in carried.values()
                   for tag in of}  # fmt: skip
        said = () if planned or gathering.cancelled else told_themes(board(self._store, gathering.id))
        facts = GatheringFacts(
            gathering.id,
            self._clean.line(gathering.title),
            self._clean.line(gathering.theme),
            gathering.held_on,
            gathering.district_name,
            planned,
            gathering.cancelled,
            seats.noted,
            wheel=tuple(self._names.name(tag) for tag in self._names.in_order(touched)),
            said=self._clean.lines(theme.name for theme in said),
        )
        return replace(facts, turnout=turnout) if turnout is not None else facts

    def _went(self, network: Network, year: int, promised: Sequence[Commitment]) -> Parts:
        key = f"went:{network.id}:{year}"
        numbers = how_it_went(Counter(str(commitment.status) for commitment in promised), self._numbers.before(key))
        return went(self._numbers.tell(key, numbers)) if numbers else NOBODY

    def _goals(self, network: Network) -> tuple[Goal, ...]:
        """Those worked towards, and those that were let rest or reached this year."""
        start, end = date(self._year, 8, 1), date(self._year + 1, 8, 1)
        told_goals = []
        for goal in goals.of_owner(self._store, GoalOwner(GoalOf.NETWORK, network.id)):
            day = goal.at.date()
            if (goal.active and day < end) or (not goal.active and start <= day < end):
                told_goals.append(self._clean_goal(goal))
        return tuple(goal for goal in told_goals if goal.text)

    def _goal_work(self, now: Sequence[Gathering], promised: Sequence[Commitment]) -> dict[str, GoalWork]:
        linked = Counter(
            str(row["goal_id"])
            for row in self._store.rows(
                "SELECT goal_id FROM goal_gatherings WHERE gathering_id IN (SELECT value FROM json_each(?))",
                json.dumps([entry.id for entry in now]),
            )
        )
        towards = Counter(entry.grounds.goal for entry in promised if entry.grounds.goal)
        return {
            goal_id: GoalWork(linked[goal_id], self._towards(goal_id, towards[goal_id]))
            for goal_id in {*linked, *towards}
        }

    def _towards(self, goal_id: str, count: int) -> int | None:
        return self._numbers.steady(f"goal:{goal_id}:{self._year}", count)[0] if count >= LEAST else None

    def _clean_goal(self, goal: Goal) -> Goal:
        line = self._clean.line
        return replace(goal, text=line(goal.text), sign=line(goal.sign), sign_before=line(goal.sign_before),
                       sign_now=line(goal.sign_now))  # fmt: skip

    def _needs(self, of: Sequence[Gathering]) -> tuple[Need, ...]:
        """What has been said this year, and what still waits from before."""
        if not of:
            return ()
        start, end = date(self._year, 8, 1), date(self._year + 1, 8, 1)
        told_needs = []
        for need in needs.of_network(self._store, of[0].id):
            if (need.on is None or need.on < end) and (not need.carried or (need.on or end) >= start):
                evidence = "\n".join(self._clean.lines(need.evidence.split("\n")))
                dots = self._numbers.steady(f"dots:{need.id}", need.dots)[0] if need.dots >= LEAST else need.dots
                told_needs.append(replace(need, text=self._clean.line(need.text), evidence=evidence, dots=dots))
        return tuple(need for need in told_needs if need.text)

    def _judged(self, network: Network, now: Sequence[Gathering], *, evaluations: bool) -> tuple[JudgedSheet, ...]:
        judged = []
        for row in self._store.rows(_SHEETS, json.dumps([gathering.id for gathering in now])):
            sheet = stored.newest(self._store, row["sheet_id"], self._language)
            if sheet is None or all(block.kind is not BlockKind.SCALE for block in sheet.blocks):
                continue
            if is_evaluation(sheet) is not evaluations:
                continue
            year = sheet_year.of_year(
                self._store, sheet.id, self._year, self._language, network_id=network.id, known=self._numbers
            )
            for block in year.blocks:
                if block.block.kind is BlockKind.SCALE and block.rows:
                    levels = tuple(level.label for level in block.block.levels)
                    judged.append(JudgedSheet(sheet.id, sheet.title, levels, block.rows))
        return tuple(judged)

    def _practices(self, network: Network, now: Sequence[Gathering]) -> tuple[Practice, ...]:
        here = {item.id for item in now}
        good_ones = (item for item in good_practice.for_others(self._store, network.id) if item.gathering_id in here)
        practices = (
            Practice(self._clean.line(item.what), self._clean.lines(practice_notes(replace(item, where=""))))
            for item in good_ones
        )
        return tuple(item for item in practices if item.what)

    def _own_goals(self, members: Iterable[Unit]) -> int:
        units = {unit.id for unit in members}
        owners = {goal.owner.id for goal in goals.all_(self._store)
                  if goal.owner.of is GoalOf.UNIT and goal.state is GoalState.ACTIVE}  # fmt: skip
        return len(units & owners)


def _learnt(promised: Iterable[Commitment]) -> list[str]:
    """What was learnt, that of what was done first."""
    order = list(CommitmentStatus)
    promises = sorted(
        (task for task in promised if task.learnt.strip()), key=lambda task: (task.status is not CommitmentStatus.DONE,
                                                                         order.index(task.status)),
    )  # fmt: skip
    return [task.learnt for task in promises]

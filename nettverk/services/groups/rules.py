"""Rules for the groups: kept in the file, read as sentences, turned into what the group builder understands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import AIMS, PEOPLE_RULES, RULES, USUALLY_ON, GroupRule, LeadersMode, RuleKind
from nettverk.domain.organisation import Party, is_leader, party_of
from nettverk.domain.registry import full_name, service_name
from nettverk.i18n import _, _n
from nettverk.mixing.problem import ConstraintKind

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant
    from nettverk.storage.store import Row, Store

_ABOUT_ONE = frozenset({RuleKind.AT_TABLE, RuleKind.ACCESS, RuleKind.HOST})
"""Rules that make sense with one person only."""


def all_(store: Store, gathering_id: str) -> tuple[GroupRule, ...]:
    """Every rule that holds at a gathering, aims first, switched on or not."""
    rows = store.rows(
        "SELECT r.*, coalesce(s.name, '') AS service_name FROM group_rules AS r"
        " LEFT JOIN service_kinds AS s ON s.id = r.service_kind_id"
        " WHERE r.gathering_id IS NULL OR r.gathering_id = ? ORDER BY r.made_at, r.id",
        gathering_id,
    )
    people: dict[str, list[tuple[str, str]]] = {}
    for row in store.rows(
        "SELECT g.rule_id, p.id, p.given_name, p.family_name FROM group_rule_people AS g"
        " JOIN people AS p ON p.id = g.person_id ORDER BY p.family_name, p.given_name, p.id"
    ):
        people.setdefault(row["rule_id"], []).append((row["id"], full_name(row["given_name"], row["family_name"])))
    tables: dict[str, list[int]] = {}
    for row in store.rows("SELECT * FROM group_rule_tables ORDER BY number"):
        tables.setdefault(row["rule_id"], []).append(row["number"])
    # Three questions for all rules, instead of two more for each of them.
    rules = [replace(_rule(row, people.get(row["id"], [])), tables=tuple(tables.get(row["id"], ()))) for row in rows]
    # A row for this gathering goes before one for every gathering; without either, an aim is as usual.
    chosen = {rule.kind: rule for rule in sorted(rules, key=lambda rule: rule.gathering_id is not None)}
    aims = [chosen.get(kind) or GroupRule("", None, kind, kind in USUALLY_ON) for kind in AIMS]
    return (*aims, *(rule for rule in rules if rule.kind in RULES))


def _rule(row: Row, people: list[tuple[str, str]]) -> GroupRule:
    return GroupRule(
        id=row["id"],
        gathering_id=row["gathering_id"],
        kind=RuleKind(row["kind"]),
        on=bool(row["is_on"]),
        people=tuple(people),
        service_id=row["service_kind_id"],
        service_name=service_name(row["service_name"]),
        role=row["role"],
        table=row["table_number"],
        mode=LeadersMode(row["mode"]),
        party=Party(row["party"]),
    )


def add(
    store: Store,
    gathering_id: str | None,
    kind: RuleKind,
    *,
    people: Iterable[str] = (),
    service_id: str | None = None,
    role: str = "",
    table: int | None = None,
    tables: Iterable[int] = (),
    mode: LeadersMode = LeadersMode.NONE,
    party: Party = Party.NONE,
) -> Changes:
    """A new rule, switched on.

    Args:
        gathering_id: None for a rule that holds at every gathering.
        people: ids in the register. table: for at_table. tables: for access.
        party: for at_least_one of a side of working life.

    Raises:
        BadInput: something that the rule needs is missing.
    """
    who = tuple(dict.fromkeys(people))
    least = 1 if kind in _ABOUT_ONE else 2 if kind in PEOPLE_RULES else 0
    if len(who) < least:
        raise BadInput(_("Velg minst to personer.") if least == 2 else _("Velg minst én person."))
    if kind == RuleKind.AT_TABLE and table is None:
        raise BadInput(_("Velg hvilket bord."))
    reachable = tuple(dict.fromkeys(tables))
    if kind == RuleKind.ACCESS and not reachable:
        raise BadInput(_("Skriv hvilke bord som er lette å komme til."))
    if kind == RuleKind.AT_LEAST_ONE and not (service_id or role or party):
        raise BadInput(_("Velg en tjeneste."))
    with store.change(_("Ny regel")) as step:
        step.made = store.insert(
            "group_rules",
            gathering_id=gathering_id,
            kind=kind,
            service_kind_id=service_id,
            role=role,
            table_number=table,
            mode=mode,
            party=party,
            made_at=store.stamp(),
        )
        for person_id in who:
            store.connection.execute("INSERT INTO group_rule_people VALUES (?, ?)", (step.made, person_id))
        for number in reachable:
            store.connection.execute("INSERT INTO group_rule_tables VALUES (?, ?)", (step.made, number))
    return step.changes


def switch(store: Store, gathering_id: str, rule: GroupRule, on: bool) -> Changes:
    """Switch a rule or an aim on or off; an aim is switched for this gathering only."""
    with store.change(_("Slå på regel") if on else _("Slå av regel")) as step:
        if rule.id and (rule.kind in RULES or rule.gathering_id is not None):
            store.update("group_rules", rule.id, is_on=int(on))
        else:
            step.made = store.insert(
                "group_rules", gathering_id=gathering_id, kind=rule.kind, is_on=int(on), made_at=store.stamp()
            )
    return step.changes


def remove(store: Store, rule_id: str) -> Changes:
    """Remove a rule for good (undo brings it back)."""
    if not rule_id:
        return NOTHING
    with store.change(_("Fjern regel")) as step:
        store.delete("group_rules", rule_id)
    return step.changes


@dataclass(frozen=True, slots=True)
class Shortage:
    """A rule that wants somebody at every table, and too few of them.

    Attributes:
        people: how many there are, in the round that has fewest. tables: how many there are to be at.
    """

    rule: GroupRule
    people: int
    tables: int

    @property
    def sentence(self) -> str:
        """«7 på 15 bord, så 8 bord blir uten»."""
        without = _n("{n} bord blir uten", "{n} bord blir uten", self.tables - self.people)
        return _("{people} på {tables} bord, så {without}").format(
            people=self.people, tables=self.tables, without=without
        )


def shortages(
    rules: Sequence[GroupRule], people: Sequence[Participant], tables: int, there: Sequence[Sequence[bool]] = ()
) -> tuple[Shortage, ...]:
    """The rules in force that cannot hold at every one of so many tables, however people sit."""
    short = []
    for rule in rules:
        if rule.kind is RuleKind.AT_LEAST_ONE and rule.on:
            those = [number for number, participant in enumerate(people) if _speaks_of(rule, participant)]
            reach = _fewest(those, there) if those else 0
            if reach < tables:
                short.append(Shortage(rule, reach, tables))
    return tuple(short)


@dataclass(frozen=True, slots=True)
class Because:
    """Something the group builder is told, and the rule that said it; for sentences about what is broken."""

    kind: ConstraintKind
    people: tuple[int, ...]
    rule: GroupRule


def tables_of(reason: Because) -> tuple[int, ...]:
    """Numbers of the tables where an AT or AMONG wants its people."""
    if reason.kind is ConstraintKind.AMONG:
        return reason.rule.tables
    return () if reason.rule.table is None else (reason.rule.table,)


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules in force, as numbers of people (index in the list given) and tables (from 0).

    Attributes:
        at_least: (people, how they are spoken of).
        idle: rules that say nothing here (too few of those they are about are coming).
    """

    apart: tuple[tuple[int, ...], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    at: tuple[tuple[int, int], ...] = ()
    among: tuple[tuple[int, tuple[int, ...]], ...] = ()
    hosts: tuple[int, ...] = ()
    at_least: tuple[tuple[tuple[int, ...], str], ...] = ()
    aims: frozenset[RuleKind] = USUALLY_ON
    because: tuple[Because, ...] = ()
    idle: tuple[GroupRule, ...] = ()

    def rule_behind(self, kind: ConstraintKind, people: Collection[int]) -> GroupRule | None:
        """The rule that binds these people so, or None where no rule of somebody's making does."""
        for reason in self.because:
            if reason.kind is kind and set(people) <= set(reason.people):
                return reason.rule
        return None


def terms(
    rules: Sequence[GroupRule],
    people: Sequence[Participant],
    tables: Sequence[int],
    there: Sequence[Sequence[bool]] = (),
) -> Terms:
    """What the rules that are on mean for those who are coming and tables with these numbers.

    Args:
        there: for each round who is there in it; everybody, where it is left out.
    """
    index = {participant.person_id: number for number, participant in enumerate(people)}
    collected = Terms(aims=frozenset(rule.kind for rule in rules if rule.kind in AIMS and rule.on))
    for rule in rules:
        if rule.on and rule.kind in RULES:
            who = tuple(index[person_id] for person_id in rule.person_ids if person_id in index)
            collected = _with(collected, rule, people, who, tables, there)
    return collected


def _with(
    before: Terms,
    rule: GroupRule,
    people: Sequence[Participant],
    who: tuple[int, ...],
    tables: Sequence[int],
    there: Sequence[Sequence[bool]],
) -> Terms:
    """The terms with one rule more; ``who`` are those it names that are coming."""
    match rule.kind:
        case RuleKind.APART:
            return _kept_apart(before, rule, [who]) if len(who) > 1 else _idle(before, rule)
        case RuleKind.TOGETHER | RuleKind.LANGUAGE:
            return _kept_together(before, rule, [who]) if len(who) > 1 else _idle(before, rule)
        case RuleKind.AT_TABLE:
            if not who or rule.table not in tables:
                return _idle(before, rule)
            pins = tuple((person, tables.index(rule.table)) for person in who)
            because = _because(before, ConstraintKind.AT, [(person,) for person in who], rule)
            return replace(before, at=(*before.at, *pins), because=because)
        case RuleKind.ACCESS:
            return _with_access(before, rule, who, tables)
        case RuleKind.HOST:
            return _with_hosts(before, rule, who, len(tables), there)
        case RuleKind.AT_LEAST_ONE:
            return _with_one_at_each(before, rule, people, len(tables), there)
        case RuleKind.LEADERS:
            return _with_leaders(before, rule, people)
        case _:  # an aim binds nobody
            return before


def _idle(before: Terms, rule: GroupRule) -> Terms:
    return replace(before, idle=(*before.idle, rule))


def _because(
    before: Terms, kind: ConstraintKind, sets: Iterable[tuple[int, ...]], rule: GroupRule
) -> tuple[Because, ...]:
    return (*before.because, *(Because(kind, people, rule) for people in sets))


def _kept_apart(before: Terms, rule: GroupRule, sets: Sequence[tuple[int, ...]]) -> Terms:
    because = _because(before, ConstraintKind.APART, sets, rule)
    return replace(before, apart=(*before.apart, *sets), because=because)


def _kept_together(before: Terms, rule: GroupRule, sets: Sequence[tuple[int, ...]]) -> Terms:
    because = _because(before, ConstraintKind.TOGETHER, sets, rule)
    return replace(before, together=(*before.together, *sets), because=because)


def _with_access(before: Terms, rule: GroupRule, who: tuple[int, ...], tables: Sequence[int]) -> Terms:
    suitable = tuple(place for place, number in enumerate(tables) if number in rule.tables)
    if not who or not suitable:
        return _idle(before, rule)
    because = _because(before, ConstraintKind.AMONG, [(person,) for person in who], rule)
    if len(suitable) == len(tables):  # every table will do
        return replace(before, because=because)
    return replace(before, among=(*before.among, *((person, suitable) for person in who)), because=because)


def _fewest(who: Sequence[int], there: Sequence[Sequence[bool]]) -> int:
    """How many of these people are there in the round that has fewest of them."""
    return min((sum(row[person] for person in who) for row in there), default=len(who))


def _with_hosts(
    before: Terms, rule: GroupRule, who: tuple[int, ...], tables: int, there: Sequence[Sequence[bool]]
) -> Terms:
    if len(who) == tables == _fewest(who, there):
        return replace(before, hosts=who, because=_because(before, ConstraintKind.HOSTS, [who], rule))
    # Fewer hosts than tables: they keep apart, and some tables do without.
    return _kept_apart(before, rule, [who]) if len(who) > 1 else _idle(before, rule)


def _with_one_at_each(
    before: Terms, rule: GroupRule, people: Sequence[Participant], tables: int, there: Sequence[Sequence[bool]]
) -> Terms:
    those = tuple(number for number, participant in enumerate(people) if _speaks_of(rule, participant))
    if not those:
        return _idle(before, rule)
    if len(those) == 1 < tables:  # nobody to keep apart from, but the rule does say something
        return replace(before, because=_because(before, ConstraintKind.APART, [those], rule))
    if _fewest(those, there) < tables:  # too few for every table: one at each of as many as they reach
        # Those who are there all the time are never more than that; with the others it may be one too many in a round.
        steady = tuple(person for person in those if all(row[person] for row in there))
        return _kept_apart(before, rule, [those if len(those) <= tables else steady])
    because = _because(before, ConstraintKind.AT_LEAST, [those], rule)
    return replace(before, at_least=(*before.at_least, (those, rule.whom)), because=because)


def _speaks_of(rule: GroupRule, participant: Participant) -> bool:
    if rule.party is not Party.NONE:
        return party_of(participant.role) is rule.party
    if rule.service_id:
        return participant.service_id == rule.service_id
    return participant.role.casefold() == rule.role.casefold()


def _with_leaders(before: Terms, rule: GroupRule, people: Sequence[Participant]) -> Terms:
    units: dict[str, list[int]] = {}
    for number, participant in enumerate(people):
        units.setdefault(participant.unit_id, []).append(number)
    pairs: list[tuple[int, ...]] = []
    for staff in units.values():
        leaders = [number for number in staff if is_leader(people[number].role)]
        others = [number for number in staff if number not in leaders]
        if not leaders or not others:
            continue
        if rule.mode is LeadersMode.TOGETHER:
            pairs.append((leaders[0], others[0]))
        else:
            pairs += [(leader, other) for leader in leaders for other in others]
    if not pairs:
        return _idle(before, rule)
    keep = _kept_together if rule.mode is LeadersMode.TOGETHER else _kept_apart
    return keep(before, rule, pairs)

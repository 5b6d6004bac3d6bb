"""Rules for the groups: kept in the file, read as sentences, turned into what the group builder understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import AIMS, PEOPLE_RULES, RULES, USUALLY_ON, GroupRule, RuleKind
from nettverk.domain.registry import full_name
from nettverk.i18n import _
from nettverk.storage.store import Row, Store

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant

_LEADER_WORDS = ("styrer", "rektor", "leder", "inspektør", "avdelingssjef", "virksomhetsleder")
_NOT_LEADERS = ("pedagogisk leder", "ped. leder", "ped.leder", "pedleder", "teamleder")


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
        service_name=row["service_name"],
        role=row["role"],
        table=row["table_number"],
        mode=row["mode"],
    )


def add(
    store: Store,
    gathering_id: str | None,
    kind: str,
    *,
    people: Iterable[str] = (),
    service_id: str | None = None,
    role: str = "",
    table: int | None = None,
    tables: Iterable[int] = (),
    mode: str = "",
) -> Changes:
    """A new rule, switched on.

    Args:
        gathering_id: None for a rule that holds at every gathering.
        people: ids in the register. table: for at_table. tables: for access.

    Raises:
        BadInput: something that the rule needs is missing.
    """
    who = tuple(dict.fromkeys(people))
    least = {"at_table": 1, "access": 1, "host": 1}.get(kind, 2 if kind in PEOPLE_RULES else 0)
    if len(who) < least:
        raise BadInput(_("Velg minst to personer.") if least == 2 else _("Velg minst én person."))
    if kind == "at_table" and table is None:
        raise BadInput(_("Velg hvilket bord."))
    reachable = tuple(dict.fromkeys(tables))
    if kind == "access" and not reachable:
        raise BadInput(_("Skriv hvilke bord som er lette å komme til."))
    if kind == "at_least_one" and not (service_id or role):
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


def is_leader(role: str) -> bool:
    """Whether a role as people write it is that of a unit's leader."""
    text = role.casefold()
    return any(word in text for word in _LEADER_WORDS) and not any(word in text for word in _NOT_LEADERS)


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules in force, as numbers of people (index in the list given) and tables (from 0).

    Attributes:
        because: which rule said it: ("apart", (1, 4)) → rule, for sentences about what is broken.
        at_least: (people, how they are spoken of).
        idle: rules that say nothing here (too few of those they are about are coming).
    """

    apart: tuple[tuple[int, ...], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    at: tuple[tuple[int, int], ...] = ()
    among: tuple[tuple[int, tuple[int, ...]], ...] = ()
    hosts: tuple[int, ...] = ()
    at_least: tuple[tuple[tuple[int, ...], str], ...] = ()
    aims: frozenset[str] = USUALLY_ON
    because: tuple[tuple[str, tuple[int, ...], GroupRule], ...] = ()
    idle: tuple[GroupRule, ...] = ()


def terms(rules: Sequence[GroupRule], people: Sequence[Participant], tables: Sequence[int]) -> Terms:
    """What the rules that are on mean for those who are coming and tables with these numbers."""
    index = {one.person_id: number for number, one in enumerate(people)}
    found = Terms(aims=frozenset(rule.kind for rule in rules if rule.kind in AIMS and rule.on))
    for rule in rules:
        if rule.on and rule.kind in RULES:
            found = _with(found, rule, people, [index[who] for who in rule.person_ids if who in index], tables)
    return found


def _with(found: Terms, rule: GroupRule, people: Sequence[Participant], who: list[int], tables: Sequence[int]) -> Terms:
    def said(kind: str, *sets: tuple[int, ...]) -> tuple[tuple[str, tuple[int, ...], GroupRule], ...]:
        return (*found.because, *((kind, each, rule) for each in sets))

    idle = replace(found, idle=(*found.idle, rule))
    if rule.kind == "apart":
        sets = (tuple(who),) if len(who) > 1 else ()
        return replace(found, apart=found.apart + sets, because=said("apart", *sets)) if sets else idle
    if rule.kind in {"together", "language"}:
        sets = (tuple(who),) if len(who) > 1 else ()
        return replace(found, together=found.together + sets, because=said("together", *sets)) if sets else idle
    if rule.kind == "at_table":
        if not who or rule.table not in tables:
            return idle
        pairs = tuple((person, tables.index(rule.table)) for person in who)
        return replace(found, at=found.at + pairs, because=said("at", *((person,) for person in who)))
    if rule.kind == "access":
        return _with_access(found, rule, who, tables)
    if rule.kind == "host":
        return _with_hosts(found, rule, who, len(tables))
    if rule.kind == "at_least_one":
        those = tuple(n for n, one in enumerate(people) if _speaks_of(rule, one))
        if not those:
            return idle
        name = rule.service_name or rule.role
        if len(those) < len(tables):  # too few for every table: one at each of as many as they reach
            return replace(
                found, apart=(*found.apart, *((those,) if len(those) > 1 else ())), because=said("apart", those)
            )
        return replace(found, at_least=(*found.at_least, (those, name)), because=said("at_least", those))
    return _with_leaders(found, rule, people)


def _with_access(found: Terms, rule: GroupRule, who: list[int], tables: Sequence[int]) -> Terms:
    those = tuple(place for place, number in enumerate(tables) if number in rule.tables)
    if not who or not those:
        return replace(found, idle=(*found.idle, rule))
    because = (*found.because, *(("among", (person,), rule) for person in who))
    if len(those) == len(tables):  # every table will do
        return replace(found, because=because)
    return replace(found, among=(*found.among, *((person, those) for person in who)), because=because)


def _with_hosts(found: Terms, rule: GroupRule, who: list[int], tables: int) -> Terms:
    if len(who) == tables:
        return replace(found, hosts=tuple(who), because=(*found.because, ("hosts", tuple(who), rule)))
    if len(who) > 1:  # fewer hosts than tables: they keep apart, and some tables do without
        return replace(found, apart=(*found.apart, tuple(who)), because=(*found.because, ("apart", tuple(who), rule)))
    return replace(found, idle=(*found.idle, rule))


def _speaks_of(rule: GroupRule, one: Participant) -> bool:
    return one.service_id == rule.service_id if rule.service_id else one.role.casefold() == rule.role.casefold()


def _with_leaders(found: Terms, rule: GroupRule, people: Sequence[Participant]) -> Terms:
    units: dict[str, list[int]] = {}
    for number, one in enumerate(people):
        units.setdefault(one.unit_id, []).append(number)
    pairs: list[tuple[int, ...]] = []
    for staff in units.values():
        leaders = [number for number in staff if is_leader(people[number].role)]
        others = [number for number in staff if number not in leaders]
        if not leaders or not others:
            continue
        if rule.mode == "together":
            pairs.append((leaders[0], others[0]))
        else:
            pairs += [(leader, other) for leader in leaders for other in others]
    if not pairs:
        return replace(found, idle=(*found.idle, rule))
    kind = "together" if rule.mode == "together" else "apart"
    because = (*found.because, *((kind, pair, rule) for pair in pairs))
    if kind == "together":
        return replace(found, together=(*found.together, *pairs), because=because)
    return replace(found, apart=(*found.apart, *pairs), because=because)

"""Rules that cannot all hold, said with names before anything is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, join
from nettverk.services.groups import rules as group_rules

if TYPE_CHECKING:
    from nettverk.mixing.conflicts import Conflict
    from nettverk.mixing.feasible import Rule
    from nettverk.mixing.problem import Problem
    from nettverk.services.groups.board import Board
    from nettverk.services.groups.rules import Terms


def check(problem: Problem, board: Board) -> None:
    """Raise BadInput naming the smallest set of people whose rules collide, if any do."""
    sentence = conflict(problem, board)
    if sentence:
        raise BadInput(sentence)


def conflict(problem: Problem, board: Board) -> str:
    """The sentence about rules that collide; empty where all can hold."""
    from nettverk.mixing import conflicts

    try:
        conflicts.check(problem)
    except conflicts.Conflict as found:
        return _sentence(found, board, len(problem.tables))
    return ""


def _sentence(found: Conflict, board: Board, tables: int) -> str:
    if found.rules:
        return _together(found.rules, board, tables)
    names = [board.people[person].name for person in found.people]
    who = join(names)
    numbers = board.numbers(tables)
    where = join([str(numbers[table]) for table in found.tables])
    first, last = (names[0], names[-1]) if names else ("", "")
    sentences = {
        "places": _("{who} er plassert ved flere bord samtidig: {tables}."),
        "away": _("{who} er låst til et bord i en runde uten å være med i den."),
        "seats": _("Det er flere deltakere enn plasser. Velg flere bord, eller flere ved hvert bord."),
        "hosts": _("Det må være like mange bordverter som bord. Endre det ene tallet."),
        "at_least": _("Det er for få til at hvert bord kan få én. Velg færre bord."),
        "apart-together": _("{who} skal sitte sammen, men {first} og {last} skal ikke sitte ved samme bord."),
        "together-at": _("{who} skal sitte sammen, men {first} og {last} er plassert ved hvert sitt bord ({tables})."),
        "apart-at": _("{who} skal ikke sitte sammen, men er begge plassert ved bord {tables}."),
        "hosts-at": _("{who} er begge bordverter, men plassert ved samme bord: {tables}."),
        "hosts-together": _("{who} skal sitte sammen, men {first} og {last} er verter ved hvert sitt bord."),
        "among-at": _("{who} trenger et bord som er lett å komme til, men er plassert ved bord {last_table}."),
        "among-seats": _("{who} trenger alle bord {tables}, og der er det ikke plass til så mange."),
        "together-seats": _("{who} skal sitte sammen, men så mange får ikke plass ved ett bord."),
        "at-seats": _("{who} er alle plassert ved bord {tables}, og der er det ikke plass til så mange."),
        "apart-tables": _("{who} skal alle sitte ved hvert sitt bord, men det er ikke så mange bord."),
    }
    sentence = sentences.get(found.kind)
    if sentence is None:
        return found.sentence
    said = sentence.format(
        who=who, tables=where, first=first, last=last, last_table=numbers[found.tables[-1]] if found.tables else ""
    )
    if found.kind in {"seats", "hosts"}:
        return said
    return said + " " + _("Slå av en regel, eller lås opp.")


def _together(rules: Sequence[Rule], board: Board, tables: int) -> str:
    """The smallest set of rules that cannot hold at the same time, each in its own words."""
    numbers = board.numbers(tables)
    terms = group_rules.terms(board.rules, board.people, numbers)
    said = dict.fromkeys(_in_words(rule, terms, board, numbers) for rule in rules)
    head = _("Dette kan ikke gjelde samtidig: {rules}.").format(rules="; ".join(said))
    return head + " " + _("Slå av en regel, eller lås opp.")


def _in_words(rule: Rule, terms: Terms, board: Board, numbers: Sequence[int]) -> str:
    who = join([board.people[person].name for person in rule.people])
    if rule.kind == "locked":
        return _("{who} er låst til bord {table}").format(who=who, table=numbers[rule.table])
    known = next(
        (one for kind, those, one in terms.because if kind == rule.kind and set(rule.people) <= set(those)), None
    )
    if known is not None:
        return known.sentence
    if rule.kind == "at":  # a host of the day, whom no rule of somebody's making puts there
        return _("{who} er kafévert ved bord {table}").format(who=who, table=numbers[rule.table])
    return _("{who} sitter ikke ved samme bord").format(who=who)

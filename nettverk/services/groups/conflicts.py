"""Rules that cannot all hold, said with names before anything is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, join
from nettverk.mixing.problem import ConstraintKind, Problem
from nettverk.services.groups import rules as group_rules
from nettverk.services.groups.board import Board, problem_of

if TYPE_CHECKING:
    from nettverk.mixing.conflicts import Conflict
    from nettverk.mixing.feasible import Constraint
    from nettverk.services.groups.rules import Terms


def check(problem: Problem, board: Board) -> None:
    """Raise BadInput naming the smallest set of people whose rules collide, if any do."""
    sentence = _conflict(problem, board)
    if sentence:
        raise BadInput(sentence)


def on_board(board: Board) -> str:
    """The sentence about rules that collide for those who are coming; empty where all can hold."""
    if not board.tables:
        return ""
    seats = [table.seats for table in board.tables]
    return _conflict(problem_of(board, tables=seats, rounds=max(1, board.rounds), only_seated=False), board)


def _conflict(problem: Problem, board: Board) -> str:
    from nettverk.mixing import conflicts

    conflict = conflicts.find(problem)
    return "" if conflict is None else _sentence(conflict, board, len(problem.tables))


def _sentence(conflict: Conflict, board: Board, tables: int) -> str:
    from nettverk.mixing.conflicts import ConflictKind

    if conflict.kind is ConflictKind.RULES:
        return _together(conflict.constraints, board, tables)
    names = [board.people[person].name for person in conflict.people]
    if conflict.kind is ConflictKind.APART:
        return _("Deltaker {person} skal ikke sitte ved samme bord som seg selv. Fjern den regelen.").format(
            person=names[0]
        )
    numbers = [str(board.numbers(tables)[table]) for table in conflict.tables]
    sentence = {
        ConflictKind.PLACES: _("{who} er plassert ved flere bord samtidig: {tables}."),
        ConflictKind.AWAY: _("{who} er låst til et bord i en runde uten å være med i den."),
        ConflictKind.SEATS: _("Det er flere deltakere enn plasser. Velg flere bord, eller flere ved hvert bord."),
        ConflictKind.HOSTS: _("Det må være like mange bordverter som bord. Endre det ene tallet."),
        ConflictKind.AT_LEAST: _("Det er for få til at hvert bord kan få én. Velg færre bord."),
        ConflictKind.APART_TOGETHER: _(
            "{who} skal sitte sammen, men {first} og {last} skal ikke sitte ved samme bord."
        ),
        ConflictKind.TOGETHER_AT: _(
            "{who} skal sitte sammen, men {first} og {last} er plassert ved hvert sitt bord ({tables})."
        ),
        ConflictKind.APART_AT: _("{who} skal ikke sitte sammen, men er begge plassert ved bord {tables}."),
        ConflictKind.HOSTS_AT: _("{who} er begge bordverter, men plassert ved samme bord: {tables}."),
        ConflictKind.HOSTS_TOGETHER: _("{who} skal sitte sammen, men {first} og {last} er verter ved hvert sitt bord."),
        ConflictKind.AMONG_AT: _(
            "{who} trenger et bord som er lett å komme til, men er plassert ved bord {last_table}."
        ),
        ConflictKind.AMONG_SEATS: _(
            "Alle disse må sitte ved bord {tables}, men der er det ikke plass til så mange: {who}."
        ),
        ConflictKind.TOGETHER_SEATS: _("{who} skal sitte sammen, men så mange får ikke plass ved ett bord."),
        ConflictKind.AT_SEATS: _("{who} er alle plassert ved bord {tables}, og der er det ikke plass til så mange."),
        ConflictKind.APART_TABLES: _("{who} skal alle sitte ved hvert sitt bord, men det er ikke så mange bord."),
    }[conflict.kind].format(
        who=join(names),
        tables=join(numbers),
        first=names[0] if names else "",
        last=names[-1] if names else "",
        last_table=numbers[-1] if numbers else "",
    )
    # Those two say themselves what to do.
    if conflict.kind in {ConflictKind.SEATS, ConflictKind.HOSTS}:
        return sentence
    return sentence + " " + _("Slå av en regel, eller lås opp.")


def _together(constraints: Sequence[Constraint], board: Board, tables: int) -> str:
    """The smallest set of rules that cannot hold at the same time, each in its own words."""
    numbers = board.numbers(tables)
    # The groups that are asked for may have another number of tables than those on the board.
    terms = group_rules.terms(board.rules, board.people, numbers, board.there())
    sentences = dict.fromkeys(_in_words(constraint, terms, board, numbers) for constraint in constraints)
    head = _("Dette kan ikke gjelde samtidig: {rules}.").format(rules="; ".join(sentences))
    return head + " " + _("Slå av en regel, eller lås opp.")


def _in_words(constraint: Constraint, terms: Terms, board: Board, numbers: Sequence[int]) -> str:
    who = join([board.people[person].name for person in constraint.people])
    if constraint.kind is ConstraintKind.LOCKED:
        return _("{who} er låst til bord {table}").format(who=who, table=numbers[constraint.table])
    rule = terms.rule_behind(constraint.kind, constraint.people)
    if rule is not None:
        return rule.sentence
    if constraint.kind is ConstraintKind.AT:  # a host of the day, whom no rule of somebody's making puts there
        return _("{who} er kafévert ved bord {table}").format(who=who, table=numbers[constraint.table])
    return _("{who} sitter ikke ved samme bord").format(who=who)

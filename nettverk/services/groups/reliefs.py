"""What would have to give: which rules stand in the way of better groups, and what each of them costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nettverk.i18n import _
from nettverk.mixing.score import Score
from nettverk.services.groups import effects

if TYPE_CHECKING:
    from nettverk.services.groups.board import Board


def reliefs(board: Board) -> Mapping[str, str]:
    """Rule id → «Uten denne: 2 færre gjentatte møter», for rules that cost something as people sit now.

    One step is looked at for each rule, so some that cost may be missing; none is named that does not. Takes up to a
    second with many rules: not for the UI thread.
    """
    from nettverk.mixing import explain

    if not board.tables or board.kind != "mixed" or not board.terms.because:
        return {}
    found: dict[str, str] = {}
    for relief in explain.reliefs(board.problem, board.rows):
        rule = next(
            (
                rule
                for kind, people, rule in board.terms.because
                if kind == relief.kind and set(relief.people) <= set(people)
            ),
            None,
        )
        if rule is not None and rule.id not in found:
            change = Score(*(new - old for new, old in zip(relief.score, board.score, strict=True)))
            change = change._replace(hard=0)  # that a rule no longer is broken once it is gone, goes without saying
            if not any(change):
                continue
            found[rule.id] = _("Uten denne: {gain}").format(gain=effects.words(change))
    return found

"""What would have to give: which rules stand in the way of better groups, and what each of them costs."""

from __future__ import annotations

from collections.abc import Mapping

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _
from nettverk.mixing import explain
from nettverk.services.groups import effects
from nettverk.services.groups.board import Board


def reliefs(board: Board) -> Mapping[str, str]:
    """Rule id → «Uten denne: 2 færre gjentatte møter», for rules that cost something as people sit now.

    One step is looked at for each rule, so some that cost may be missing; none is named that does not. Takes up to a
    second with many rules: not for the UI thread.
    """
    if not board.tables or board.kind is not GroupingKind.MIXED or not board.terms.because:
        return {}
    gains: dict[str, str] = {}
    for relief in explain.reliefs(board.problem, board.rows):
        rule = board.terms.rule_behind(relief.kind, relief.people)
        if rule is None or rule.id in gains:
            continue
        # That a rule is no longer broken once it is gone goes without saying.
        change = relief.score.since(board.score)._replace(hard=0)
        if any(change):
            gains[rule.id] = _("Uten denne: {gain}").format(gain=effects.words(change))
    return gains

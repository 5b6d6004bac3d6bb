"""From an assessment to what one chooses to work with: the signs that were judged weak the last time anybody judged."""

from __future__ import annotations

from datetime import date

from nettverk.domain.changes import Changes
from nettverk.domain.evaluation import is_evaluation
from nettverk.domain.goals import GoalOf, GoalOwner, Origin, WeakSign
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Who
from nettverk.domain.sheets.sums import signs_of
from nettverk.domain.sheets.traffic_light import is_light, last_round, light, scale_of, sums_of
from nettverk.domain.sheets.uses import SheetUse
from nettverk.services import gatherings, goals
from nettverk.services.sheets import answers, traffic_light, uses
from nettverk.storage.store import Store

MOST = 3
FEWEST = 5
"""How many must have judged before their counts are shown, so that nobody's answer can be read out of them."""
_USED = (
    "SELECT u.id, u.gathering_id FROM sheet_uses AS u JOIN gatherings AS g ON g.id = u.gathering_id"
    " JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
    " WHERE g.network_id = ?1 AND (?2 IS NULL OR g.held_on IS NULL OR g.held_on <= ?2)"
    " AND v.definition LIKE '%\"scale\"%' AND EXISTS (SELECT 1 FROM entries AS e WHERE e.gathering_id = g.id"
    "  AND e.kind = 'sheet_answer' AND e.object >= u.id || ':' AND e.object < u.id || ';')"
    " ORDER BY g.id = ?3 DESC, g.held_on DESC, u.id DESC LIMIT 6"
)


def weakest(store: Store, gathering_id: str, unit_id: str = "") -> tuple[WeakSign, ...]:
    """The weakest signs of the last sheet with levels that was answered in the network, at this gathering or before.

    Args:
        unit_id: judged by this unit where it has judged by itself; everybody's where it has not, or where left out.

    Returns:
        three at most, the weakest first; none of a traffic light whose answers are still hidden, none that all are
        content with.
    """
    here = gatherings.get(store, gathering_id)
    day = here.held_on.isoformat() if here.held_on else None
    for row in store.rows(_USED, here.network_id, day, gathering_id):
        use = uses.get(store, row["id"])
        block = scale_of(use.sheet) if use is not None else None
        # What was weak about the day is for whoever plans the next, and no goal.
        if use is None or block is None or len(block.levels) < 2 or is_evaluation(use.sheet):
            continue
        said = answers.of_use(store, use.id)
        if is_light(use.sheet):
            # What is hidden in the hall is hidden here too.
            state = light(use.sheet, said, expected=traffic_light.expected(store, use))
            if not state.revealed and use.gathering_id == gathering_id:
                continue
        judged = last_round(use.sheet, said)
        own = [answer for answer in judged if _of_unit(answer.respondent, unit_id)] if unit_id else []
        held_on = gatherings.get(store, use.gathering_id).held_on
        sign = _weakest(block, own, use.sheet.title, held_on) or _weakest(block, judged, use.sheet.title, held_on)
        if sign:
            return sign
    return ()


def become_goal(store: Store, use: SheetUse, sign: str) -> Changes:
    """Let a sign of a sheet be a goal of the gathering's network; ``made`` is the goal's id.

    Raises:
        BadInput: the network has three goals already.
    """
    here = gatherings.get(store, use.gathering_id)
    owner = GoalOwner(GoalOf.NETWORK, here.network_id)
    return goals.set_goal(store, use.gathering_id, owner, sign, origin=Origin(use.sheet.title, sign, here.held_on))


def _of_unit(who: Respondent, unit_id: str) -> bool:
    return who.unit_id == unit_id and who.who is not Who.PLENUM


def _weakest(block: Block, said: list[SheetAnswer], title: str, held_on: date | None) -> tuple[WeakSign, ...]:
    assert block.kind is BlockKind.SCALE
    labels = {sign.id: sign.label for sign in signs_of(block, said)}
    counted = [(sign_id, counts) for sign_id, counts in sums_of(block, said).items() if sign_id in labels]
    weak = [(_weakness(counts), sign_id, counts) for sign_id, counts in counted if sum(counts[1:])]
    weak.sort(key=lambda found: -found[0])
    levels = tuple(level.label for level in block.levels)
    return tuple(
        WeakSign(Origin(title, labels[sign_id], held_on), counts if sum(counts) >= FEWEST else (), levels)
        for _worth, sign_id, counts in weak[:MOST]
    )


def _weakness(counts: tuple[int, ...]) -> float:
    """How far down the answers lie on the levels, 0 (all at the best) to 1 (all at the last)."""
    steps = len(counts) - 1
    return sum(place * count for place, count in enumerate(counts)) / (steps * sum(counts))

"""How earlier gatherings of a network were for those who came: read where the next one is planned."""

from __future__ import annotations

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.evaluation import FEWEST, Evaluation, JudgedLine, is_evaluation
from nettverk.domain.needs import in_order
from nettverk.domain.plan import Gathering, PartKind
from nettverk.domain.sheets import by_source
from nettverk.domain.sheets.definition import BlockKind
from nettverk.domain.sheets.sums import signs_of
from nettverk.domain.sheets.traffic_light import last_round, scale_of, sums_of
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.source_groups import SourceGroup, source_of_unit
from nettverk.i18n import _
from nettverk.services import gatherings, plan
from nettverk.services.sheets import answers, uses
from nettverk.storage.store import Store

MOST = 6
_USED = (
    "SELECT u.id, g.id AS gathering_id FROM gatherings AS g JOIN gatherings AS here ON here.network_id = g.network_id"
    " JOIN sheet_uses AS u ON u.gathering_id = g.id JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
    " WHERE here.id = ?1 AND g.held_on IS NOT NULL AND (g.id = here.id OR here.held_on IS NULL"
    "  OR g.held_on < here.held_on) AND v.definition ->> 'when' = 'after'"
    " AND EXISTS (SELECT 1 FROM entries AS e WHERE e.gathering_id = g.id AND e.kind = 'sheet_answer'"
    "  AND e.object >= u.id || ':' AND e.object < u.id || ';')"
    " ORDER BY g.held_on DESC, g.district_id IS here.district_id DESC, u.id LIMIT ?2"
)

_UNITS = (
    "SELECT DISTINCT u.name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
    " JOIN units AS u ON u.id = pe.unit_id LEFT JOIN attendance AS a ON a.participant_id = pa.id"
    " AND a.gathering_id = pa.gathering_id WHERE pa.gathering_id = ? AND a.status IS NOT 'absent'"
)


def earlier(store: Store, gathering_id: str) -> tuple[Evaluation, ...]:
    """How this gathering, and the network's before it, were for those who came; the latest first, six at most."""
    evaluations: list[Evaluation] = []
    for row in store.rows(_USED, gathering_id, MOST):
        use = uses.get(store, row["id"])
        if use is not None and is_evaluation(use.sheet):
            evaluations.append(_evaluation(store, use, gatherings.get(store, row["gathering_id"])))
    return tuple(evaluations)


def ask_here(store: Store, gathering_id: str, sheet_id: str = "evaluering-kort") -> Changes:
    """Let a gathering end with the short evaluation: the sheet stands in its last part, once.

    Raises:
        BadInput: the gathering has no parts, or the sheet is gone.
    """
    parts = plan.parts(store, gathering_id)
    if not parts:
        raise BadInput(_("Ingen deler ennå. Lag den første."))
    if asks(store, gathering_id):
        return NOTHING
    closing = next((part for part in reversed(parts) if part.kind is PartKind.CLOSING), parts[-1])
    return uses.use_in_part(store, sheet_id, closing.id)


def asks(store: Store, gathering_id: str) -> bool:
    """Whether a gathering has a sheet that asks how it was."""
    return any(is_evaluation(use.sheet) for use in uses.of_gathering(store, gathering_id) if not use.simple)


def _evaluation(store: Store, use: SheetUse, gathering: Gathering) -> Evaluation:
    said = answers.of_use(store, use.id)
    block = scale_of(use.sheet)
    assert block is not None
    judged = last_round(use.sheet, said)
    counts = sums_of(block, judged)
    answered = max((sum(row) for row in counts.values()), default=0)
    parted = {group: sums_of(block, rows) for group, rows in by_source.parted(use.sheet, said, judged).items()}
    lines = tuple(
        JudgedLine(
            sign.id, sign.label, row if (row := counts.get(sign.id, ())) and sum(row) >= FEWEST else (),
            by_source.shares({group: by_source.best_or_not(rows[sign.id]) for group, rows in parted.items()
                              if sign.id in rows}),
        )
        for sign in signs_of(block, judged)
    )  # fmt: skip
    texts = tuple(
        (asked.prompt, tuple(dict.fromkeys(a.text.strip() for a in said if a.block == asked.id and a.text.strip())))
        for asked in use.sheet.blocks
        if asked.kind in {BlockKind.TEXT, BlockKind.POINTS}
    )
    return Evaluation(
        gathering.id, gathering.title, gathering.held_on, answered, tuple(level.label for level in block.levels),
        lines, tuple((asked, text) for asked, text in texts if text), _from_outside(store, gathering.id),
    )  # fmt: skip


def _from_outside(store: Store, gathering_id: str) -> tuple[SourceGroup, ...]:
    rows = store.rows(_UNITS, gathering_id)
    return in_order(group for row in rows if (group := source_of_unit(row["name"])) is not None)

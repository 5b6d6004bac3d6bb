"""The parts of the day as rows: actual, projected and planned times side by side, and what there is to say of each."""

from __future__ import annotations

from nettverk.domain.plan import PartKind, part_kind_name
from nettverk.domain.rundown.learning import Learned, SeriesPart
from nettverk.domain.rundown.recovery import Recovery
from nettverk.domain.rundown.state import PartStatus, Phase, Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.i18n import _
from nettverk.ui.stage.presenter import phrases
from nettverk.ui.stage.presenter.part_row import PartRow


def part_rows(
    context: WallContext,
    rundown: Rundown,
    learned: dict[SeriesPart, Learned],
    preview: Recovery | None,
    absent: frozenset[str] = frozenset(),
) -> tuple[PartRow, ...]:
    """All of them in order; ``preview`` shows the new lengths before they are accepted."""
    rows = []
    cuts = preview.minutes if preview else {}
    for i, (part, times) in enumerate(zip(context.parts, rundown.parts, strict=True)):
        note, tone = phrases.row_note(context, rundown, i, learned, absent)
        if part.id in cuts:
            note, tone = _("{before} → {after} min").format(before=times.minutes, after=cuts[part.id]), "accent"
        actual = phrases.span(context, times.start, times.end)
        planned = phrases.span(context, times.planned_start, times.planned_end)
        rows.append(
            PartRow(
                part.id,
                part.title,
                part.main_number,
                times.status if rundown.phase != Phase.WAITING else PartStatus.AHEAD,
                actual,
                note,
                tone,
                planned=planned if planned != actual else "",
                short=part_kind_name(part.kind) if part.kind != PartKind.OTHER else "",
                minutes=times.minutes,
                ahead=rundown.phase != Phase.DONE and times.status in {PartStatus.NOW, PartStatus.AHEAD},
            )
        )
    return tuple(rows)

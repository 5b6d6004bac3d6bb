"""The parts of the day as rows: actual, projected and planned times side by side, and what there is to say of each."""

from __future__ import annotations

from nettverk.domain.deck import Deck
from nettverk.domain.plan import part_kind_name
from nettverk.domain.rundown import Rundown
from nettverk.domain.rundown_learning import Learned
from nettverk.domain.rundown_recovery import Recovery
from nettverk.i18n import _
from nettverk.ui.stage import spoken
from nettverk.ui.stage.part_look import PartRow


def part_rows(
    deck: Deck, rundown: Rundown, learned: dict[str, Learned], preview: Recovery | None
) -> tuple[PartRow, ...]:
    """All of them in order; ``preview`` shows the new lengths before they are accepted."""
    rows = []
    cuts = preview.minutes if preview else {}
    for i, (part, times) in enumerate(zip(deck.parts, rundown.parts, strict=True)):
        note, tone = spoken.row_note(deck, rundown, i, learned)
        if part.id in cuts:
            note, tone = _("{before} → {after} min").format(before=times.minutes, after=cuts[part.id]), "accent"
        actual = spoken.span(deck, times.start, times.end)
        planned = spoken.span(deck, times.planned_start, times.planned_end)
        rows.append(
            PartRow(
                part.id,
                part.title,
                part.main_number,
                times.status if rundown.phase != "waiting" else "ahead",
                actual,
                note,
                tone,
                planned=planned if planned != actual else "",
                short=part_kind_name(part.kind) if part.kind != "other" else "",
                minutes=times.minutes,
                ahead=rundown.phase != "done" and times.status in {"now", "ahead"},
            )
        )
    return tuple(rows)

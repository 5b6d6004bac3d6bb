"""The day at a moment: what has happened is read from the log, and what lies ahead is projected from it."""

from __future__ import annotations

from datetime import datetime, timedelta

from nettverk.domain.rundown.log import Log
from nettverk.domain.rundown.state import ZERO, PartStatus, PartTimes, Rundown


def rundown_at(log: Log, now: datetime) -> Rundown:
    """The day at a moment; one before the last press counts as the last press (a clock set back while we were off)."""
    if log.last is not None:
        now = max(now, log.last)
    plan = log.plan
    # Before the start everything is read for the first part: it is what the facilitator looks at.
    index = max(0, log.index)
    spent = log.spent_in(index, now) if log.index >= 0 else ZERO
    whole = timedelta(minutes=log.parts[index].minutes) + log.parts[index].extra if log.parts else ZERO
    parts = _times(log, now)
    here = parts[index] if parts else None
    return Rundown(
        phase=log.phase,
        now=now,
        plan=plan,
        index=index,
        parts=parts,
        spent=spent,
        remaining=whole - spent,
        behind=here.end - here.planned_end if here else ZERO,
        ends=log.stopped_at or (parts[-1].end if parts else plan.ends),
        showing=log.showing,
        timer=log.timer.at(now) if log.timer is not None else None,
        step=log.steps.step,
        step_spent=log.steps.spent(now),
        step_begun=log.steps.begun,
        step_from=log.steps.from_part,
        step_given=log.steps.given,
        contribution=log.contributions.current,
        contribution_spent=log.contributions.spent(now),
        contributions=log.contributions.spent_by,
        paused_at=log.paused_at,
        undo=log.undo,
    )


def _times(log: Log, now: datetime) -> tuple[PartTimes, ...]:
    planned = log.plan.times()
    # What lies ahead is projected from the end of the part we are in, or from the start where we have not begun.
    moment = max(log.plan.starts, now) if log.index < 0 else now
    # When what came before was over: a part that was jumped over stands there, with no length.
    over_by: datetime | None = None
    rows = []
    for index, part in enumerate(log.parts):
        length, spent = timedelta(minutes=part.minutes) + part.extra, log.spent_in(index, now)
        if index == log.index and log.stopped_at is None:
            status, start = PartStatus.NOW, part.began or now
            end = moment = now + max(length - spent, ZERO)
        elif index < log.index or log.stopped_at is not None:
            status = PartStatus.DONE if part.began is not None else PartStatus.SKIPPED
            start = part.began or over_by or min(planned[index][0], log.parts[log.index].began or now)
            end = part.left_at or start
            over_by = end if over_by is None else max(over_by, end)
        else:
            status = PartStatus.AHEAD
            start = max(moment, part.slot.fixed_start or moment)
            # Jumped back from: what was used already is not needed again.
            end = moment = start + max(length - spent, ZERO)
        rows.append(PartTimes(part.slot, status, part.minutes, *planned[index], start, end, spent, part.extra))
    return tuple(rows)

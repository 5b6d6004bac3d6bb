"""Which of the stored events count: those nobody took back, on the clock as it is set now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from nettverk.domain.rundown.events import ClockSet, Restart, StartedAt, TimedEvent, Undo, moves_the_day


def effective_events(events: Iterable[TimedEvent]) -> list[TimedEvent]:
    """The events that count, with undone ones gone and every moment moved to today's wall clock.

    A ClockSet says that its machine's clock was set: what that machine noted before is moved along. A Restart begins
    the day anew: what lies before it does not count, unless the restart is undone. An undo can be undone as well.
    """
    order = list(events)
    taken_back: set[str] = set()
    # Backwards, so that an undo that was itself taken back is known as such before it is reached.
    for timed in reversed(order):
        if isinstance(timed.event, Undo) and timed.key not in taken_back:
            taken_back.add(timed.event.of)
    counted: list[TimedEvent] = []
    for timed in order:
        match timed.event:
            case ClockSet(seconds):
                # Only its own machine was wrong: what another laptop noted is as true as it was.
                shift = timedelta(seconds=seconds)
                counted = [_moved(other, shift) if other.machine == timed.machine else other for other in counted]
            case Undo():
                pass
            case _ if timed.key and timed.key in taken_back:
                pass
            case Restart():
                counted = [timed]
            case _:
                counted.append(timed)
    return counted


def rehearsal_day(events: Iterable[TimedEvent], held_on: date | None, now: datetime) -> date | None:
    """The day of a rehearsal that still stands when the gathering's own day has come; None when there is none."""
    if held_on is None or now.astimezone().date() != held_on:
        return None
    # What only changed the wall (somebody looked at a slide the evening before) is no rehearsal.
    moves = [timed for timed in effective_events(events) if moves_the_day(timed.event)]
    if not moves or isinstance(moves[-1].event, Restart):
        return None
    last = moves[-1].at.astimezone().date()
    return last if last < held_on else None


def _moved(timed: TimedEvent, shift: timedelta) -> TimedEvent:
    event = timed.event
    # The one event that holds a moment of its own: it was read off the same wrong clock.
    if isinstance(event, StartedAt):
        event = StartedAt(event.began + shift)
    return replace(timed, at=timed.at + shift, event=event)

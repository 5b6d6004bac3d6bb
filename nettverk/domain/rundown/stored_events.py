"""The one place that knows how rundown events lie in the database: a word for the kind, and a small JSON object.

Databases are read by older and newer programs, so a word or a field that has been stored once never changes. Reading is
lenient: a missing or odd value becomes the value that changes nothing, and what makes no sense becomes ``Unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from nettverk.domain.rundown.events import (
    Adjust,
    AdjustStep,
    Back,
    BeginContribution,
    BeginStep,
    Black,
    ClockSet,
    EndContribution,
    Event,
    ExtendTimer,
    Jump,
    Message,
    Next,
    Pause,
    Recover,
    Restart,
    Resume,
    Show,
    Start,
    StartedAt,
    StartTimer,
    Stop,
    StopTimer,
    Undo,
    Unknown,
)
from nettverk.domain.wall_reference import parse

# Databases of the first versions have timers without a length.
_TIMER_SECONDS = 120


class EventKind(StrEnum):
    """The words that events are stored under."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    JUMP = "jump"
    ADJUST = "adjust"
    STARTED_AT = "started_at"
    RECOVER = "recover"
    STOP = "stop"
    RESTART = "restart"
    TIMER = "timer"
    TIMER_MORE = "timer_more"
    TIMER_STOP = "timer_stop"
    STEP = "step"
    STEP_MORE = "step_more"
    CONTRIBUTION = "contribution"
    SHOW = "show"
    MESSAGE = "message"
    BLACK = "black"
    CLOCK = "clock"
    UNDO = "undo"


def stored_form(event: Event) -> tuple[EventKind, dict[str, object]]:  # noqa: C901, PLR0912 - one flat case for each event
    """The kind and the data to store an event with; what is None or a default is left out."""
    match event:
        case Start(part):
            return EventKind.START, _given(part=part)
        case Pause():
            return EventKind.PAUSE, {}
        case Resume():
            return EventKind.RESUME, {}
        case Next(part):
            return EventKind.NEXT, _given(part=part)
        case Back(part):
            return EventKind.BACK, _given(part=part)
        case Jump(part):
            return EventKind.JUMP, {"part": part}
        case Adjust(minutes, part):
            return EventKind.ADJUST, {"minutes": minutes, **_given(part=part)}
        case StartedAt(began):
            return EventKind.STARTED_AT, {"began": began.isoformat()}
        case Recover(minutes, before):
            return EventKind.RECOVER, {"minutes": dict(minutes), "before": dict(before)}
        case Stop():
            return EventKind.STOP, {}
        case Restart(automatic):
            return EventKind.RESTART, _given(auto=automatic or None)
        case StartTimer(seconds, text):
            return EventKind.TIMER, {"seconds": seconds, "text": text}
        case ExtendTimer(minutes):
            return EventKind.TIMER_MORE, {"minutes": minutes}
        case StopTimer():
            return EventKind.TIMER_STOP, {}
        case BeginStep(step):
            return EventKind.STEP, _given(to=step)
        case AdjustStep(minutes):
            return EventKind.STEP_MORE, {"minutes": minutes}
        case BeginContribution(contribution):
            return EventKind.CONTRIBUTION, {"id": contribution}
        case EndContribution():
            return EventKind.CONTRIBUTION, {"id": ""}
        case Show(wall, page):
            return EventKind.SHOW, {"wall": str(wall or ""), **_given(page=page)}
        case Message(text, band):
            return EventKind.MESSAGE, {"text": text, **_given(band=band or None)}
        case Black(on):
            return EventKind.BLACK, _given(on=on)
        case ClockSet(seconds):
            return EventKind.CLOCK, {"seconds": seconds}
        case Undo(of):
            return EventKind.UNDO, {"of": of}
        case _:
            assert_never(event)


def event_of(kind: str, data: Mapping[str, object]) -> Event | Unknown:
    """The event that was stored as ``kind`` and ``data``."""
    # Both a word that nobody here knows and data that makes no sense raise ValueError below.
    try:
        return _read(EventKind(kind), data)
    except ValueError:
        return Unknown(kind)


def _read(kind: EventKind, data: Mapping[str, object]) -> Event:  # noqa: C901, PLR0912 - one flat case for each event
    """As ``event_of``; raises ValueError where the data makes no sense."""
    match kind:
        case EventKind.START:
            return Start(_part(data))
        case EventKind.PAUSE:
            return Pause()
        case EventKind.RESUME:
            return Resume()
        case EventKind.NEXT:
            return Next(_part(data))
        case EventKind.BACK:
            return Back(_part(data))
        case EventKind.JUMP:
            # A part that no plan has is looked for in vain, so this jumps nowhere.
            return Jump(_part(data) or "")
        case EventKind.ADJUST:
            return Adjust(_whole(data.get("minutes"), 0), _part(data))
        case EventKind.STARTED_AT:
            return StartedAt(datetime.fromisoformat(str(data.get("began"))))
        case EventKind.RECOVER:
            return Recover(_lengths(data.get("minutes")), _lengths(data.get("before")))
        case EventKind.STOP:
            return Stop()
        case EventKind.RESTART:
            return Restart(automatic=bool(data.get("auto")))
        case EventKind.TIMER:
            return StartTimer(_whole(data.get("seconds"), _TIMER_SECONDS), str(data.get("text", "")))
        case EventKind.TIMER_MORE:
            return ExtendTimer(_whole(data.get("minutes"), 1))
        case EventKind.TIMER_STOP:
            return StopTimer()
        case EventKind.STEP:
            step = data.get("to")
            return BeginStep(int(step) if isinstance(step, int | float) else None)
        case EventKind.STEP_MORE:
            return AdjustStep(_whole(data.get("minutes"), 0))
        case EventKind.CONTRIBUTION:
            # One word has always meant both: an empty id ends what is on.
            contribution = str(data.get("id", ""))
            return BeginContribution(contribution) if contribution else EndContribution()
        case EventKind.SHOW:
            page = data.get("page")
            return Show(parse(str(data.get("wall", ""))), page if isinstance(page, int) else None)
        case EventKind.MESSAGE:
            return Message(str(data.get("text", "")), band=data.get("band") is True)
        case EventKind.BLACK:
            return Black(bool(data["on"]) if "on" in data else None)
        case EventKind.CLOCK:
            # Text is accepted too; float tells of anything else by ValueError.
            return ClockSet(float(str(data.get("seconds", 0))))
        case EventKind.UNDO:
            return Undo(str(data.get("of", "")))
        case _:
            assert_never(kind)


def _given(**values: object) -> dict[str, object]:
    """The values that there are: what is None is not stored at all."""
    return {name: value for name, value in values.items() if value is not None}


def _part(data: Mapping[str, object]) -> str | None:
    part = data.get("part")
    return part if isinstance(part, str) else None


def _whole(value: object, default: int) -> int:
    return int(value) if isinstance(value, int | float) else default


def _lengths(value: object) -> dict[str, int]:
    """Minutes by part id; parts with something else than a number are left as they are."""
    lengths = value.items() if isinstance(value, dict) else ()
    return {str(part): int(minutes) for part, minutes in lengths if isinstance(minutes, int | float)}

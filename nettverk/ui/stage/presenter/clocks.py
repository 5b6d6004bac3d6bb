"""The clocks that run, the one everyone waits for first: extra timer, contribution, step, and always the part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall.context import WallContext, steps_now
from nettverk.domain.wall.part_walls import opening
from nettverk.domain.wall.sequence import timer_word
from nettverk.domain.wall.walls import SOON, figures, used
from nettverk.i18n import _, clock

WORTH_WARNING = timedelta(minutes=5)
"""A clock that was shorter from the start needs no warning before it is out."""
_ANOTHER_DAY = timedelta(hours=10)
"""So far from the planned start a countdown would tell nothing: the day is only being tried."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as the facilitator reads it.

    Attributes:
        figures: the time, with + where it is over.
        word: what the figures are.
        tone: stop, warn or empty; what it says stands in the word as well.
        share: what is left, 1 to 0; negative where there is nothing to count down from.
        about: whose time it is, on a line of its own.
        short: the same clock in a few words, for where another is larger.
        left: how long is left while it counts down and is worth a warning; None for what is short, paused or over.
    """

    figures: str
    word: str
    tone: str = ""
    share: float = -1.0
    about: str = ""
    short: str = ""
    left: timedelta | None = None


def readings(context: WallContext, rundown: Rundown) -> tuple[Reading, ...]:
    """The clocks of a running day in the order they are waited for; the part's own is last."""
    running = (_timer(rundown), _contribution(context, rundown), _step(context, rundown))
    return (*(reading for reading in running if reading is not None), part_reading(context, rundown))


def part_reading(context: WallContext, rundown: Rundown) -> Reading:
    """The part's own clock; before the start it counts down to it, afterwards it is done."""
    if rundown.phase == Phase.WAITING:
        return _before(context, rundown)
    if rundown.phase == Phase.DONE:
        return Reading(figures(ZERO), _("ferdig"))
    now = rundown.current
    whole = timedelta(minutes=now.minutes) if now else ZERO
    words = (_("igjen av delen"), _("igjen, på pause"), _("■ over tida"), _("over tida, på pause"))
    reading = _counting(rundown.remaining, whole, words, paused=rundown.phase == Phase.PAUSED)
    if rundown.paused_at is not None:
        # It is easily forgotten, and then every clock stands still: since when, and the way on, stand there all along.
        held = _("På pause siden kl. {time}. Trykk Mellomrom for å fortsette.")
        return replace(reading, about=held.format(time=context.local(rundown.paused_at)))
    if reading.tone == "stop":
        return replace(reading, about=_over(rundown))
    return replace(reading, about=_("Delen slutter kl. {time}").format(time=context.local(now.end)) if now else "")


def _over(rundown: Rundown) -> str:
    following = rundown.following
    return _("Nå skulle vi vært i {part}").format(part=following.slot.title) if following else ""


def _before(context: WallContext, rundown: Rundown) -> Reading:
    """To what people came for, as on the wall; whoever has forgotten to press is reminded."""
    remaining = opening(rundown) - rundown.now
    first = rundown.parts[0] if rundown.parts else None
    about = ""
    if first is not None:
        start = context.local(first.planned_start)
        about = _("{part} starter kl. {time}").format(part=first.slot.title, time=start)
        if first.planned_start <= rundown.now:
            words = _("{part} skulle startet kl. {time}. Mellomrom starter dagen.")
            about = words.format(part=first.slot.title, time=start)
    if abs(remaining) >= _ANOTHER_DAY:
        return Reading("–", _("ikke startet"))
    if remaining > ZERO:
        return Reading(figures(remaining), _("til vi starter"), about=about)
    return Reading(used(-remaining), _("forsinket start"), "warn", about=about)


def _counting(
    remaining: timedelta, whole: timedelta, words: tuple[str, str, str, str], *, paused: bool = False
) -> Reading:
    """A clock that counts down; ``words`` for running, paused, over, and paused when it was over."""
    running, held, over, held_over = words
    share = max(0.0, remaining / whole) if whole > ZERO else 0.0
    if remaining < ZERO:
        # Red is for time that goes; where the clock stands still, that is what has to be seen.
        word, tone = (held_over, "warn") if paused else (over, "stop")
        return Reading(f"+{used(-remaining)}", word, tone, 0.0)
    if paused:
        return Reading(figures(remaining), held, "warn", share)
    # Short steps warn in their last quarter; five minutes could be all of them.
    soon = remaining <= min(SOON, whole / 4)
    left = remaining if whole >= WORTH_WARNING else None
    return Reading(figures(remaining), f"▲ {running}" if soon else running, "warn" if soon else "", share, left=left)


def _timer(rundown: Rundown) -> Reading | None:
    timer = rundown.timer
    if timer is None:
        return None
    about = timer_word(timer.text) or _("Nedtelling")
    if timer.remaining <= ZERO:
        return Reading(figures(ZERO), _("■ tida er ute"), "stop", 0.0, about)
    left = timer.remaining if timer.total >= WORTH_WARNING else None
    return Reading(
        figures(timer.remaining), _("igjen av nedtellingen"), "", timer.remaining / timer.total, about, left=left
    )  # fmt: skip


def _contribution(context: WallContext, rundown: Rundown) -> Reading | None:
    row = next((row for row in context.contributions if row.id == rundown.contribution), None)
    if row is None:
        return None
    about = " · ".join(word for word in (row.speaker, row.unit_name) if word) or row.title or _("Innlegg")
    if not row.minutes:
        time = used(rundown.contribution_spent)
        return Reading(
            time, _("brukt av innlegget"), about=about, short=_("innlegget har brukt {time}").format(time=time)
        )
    whole = timedelta(minutes=row.minutes)
    words = (
        _("igjen av innlegget"), _("av innlegget, på pause"), _("■ innlegget er over tida"),
        _("innlegget over, på pause"),
    )  # fmt: skip
    # What the wall promises the speaker, and no more: the part may have less left than the contribution.
    now = rundown.current
    own_part = now is not None and now.slot.part_id == row.part_id
    left = min(whole - rundown.contribution_spent, rundown.remaining if own_part else whole)
    reading = _counting(left, whole, words, paused=rundown.phase == Phase.PAUSED)
    phrase = _("innlegget {time} over") if left < ZERO else _("innlegget {time} igjen")
    short = phrase.format(time=reading.figures)
    return replace(reading, about=about, short=short)


def _step(context: WallContext, rundown: Rundown) -> Reading | None:
    """The step of a method, from when its wall was shown."""
    stepping = rundown.step > 0 or rundown.showing.is_method
    if not stepping or rundown.current is None:
        return None
    steps = steps_now(context, rundown)
    if rundown.step >= len(steps):
        return None
    step = steps[rundown.step]
    whole = timedelta(minutes=step.minutes)
    if not rundown.step_begun:
        about = _("Trykk S for å starte «{step}»").format(step=step.title)
        return Reading(figures(whole), _("steget venter"), share=1.0, about=about, short=about)
    words = (
        _("igjen av steget"), _("av steget, på pause"), _("■ steget er over tida"), _("steget over, på pause")
    )  # fmt: skip
    left = whole - rundown.step_spent
    reading = _counting(left, whole, words, paused=rundown.phase == Phase.PAUSED)
    about = _("Steg {number} av {count}: {step}").format(number=rundown.step + 1, count=len(steps), step=step.title)
    phrase = _("steget {time} over") if left < ZERO else _("steget {time} igjen")
    short = phrase.format(time=reading.figures)
    return replace(reading, about=about, short=short)


def step_action(context: WallContext, rundown: Rundown) -> str:
    """What S would do now, as the button beside the step says it; empty where it would do nothing."""
    steps = steps_now(context, rundown)
    if not steps or not rundown.live:
        return ""
    if not rundown.step_begun:
        return _("Start steget")
    if not rundown.showing.is_method:
        return _("Vis steget")
    return _("Neste steg") if rundown.step + 1 < len(steps) else ""


def second(context: WallContext, rundown: Rundown, clocks: tuple[Reading, ...]) -> Reading:
    """What stands beside the largest figure: the part where another clock is larger, else the time it has used."""
    if len(clocks) > 1:
        return clocks[-1]
    if rundown.phase == Phase.WAITING:
        return Reading(context.local(opening(rundown)), _("planlagt start"))
    now = rundown.current
    if now is None:
        return Reading(context.local(rundown.ends), _("slutt"))
    return Reading(used(rundown.spent), _("brukt av {minutes} min").format(minutes=now.minutes))


def room_clock(context: WallContext, rundown: Rundown) -> Reading:
    """The clock in the room, to the minute it shows."""
    return Reading(clock(rundown.now.astimezone(context.zone)), _("klokka"))


def longest_words() -> tuple[str, str]:
    """The longest words under the largest figure and under the one beside it, so that room is kept for them."""
    return _("■ innlegget er over tida"), _("brukt av {minutes} min").format(minutes=75)


def about(clocks: tuple[Reading, ...]) -> str:
    """Whose time the largest figure is, and the clocks that have no figure of their own."""
    return " · ".join(word for word in (clocks[0].about, *(reading.short for reading in clocks[1:-1])) if word)

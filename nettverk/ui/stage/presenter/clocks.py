"""The clocks that run, the one everyone waits for first: extra timer, contribution, step, and always the part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from nettverk.domain.rundown.state import ZERO, Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.sequence import part_now, steps_of, timer_word
from nettverk.domain.wall.walls import SOON, figures, used
from nettverk.i18n import _, clock


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
    """

    figures: str
    word: str
    tone: str = ""
    share: float = -1.0
    about: str = ""
    short: str = ""


def readings(context: WallContext, rundown: Rundown) -> tuple[Reading, ...]:
    """The clocks of a running day in the order they are waited for; the part's own is last."""
    found = (_timer(rundown), _contribution(context, rundown), _step(context, rundown))
    return (*(one for one in found if one is not None), part_reading(context, rundown))


def part_reading(context: WallContext, rundown: Rundown) -> Reading:
    """The part's own clock; before the start it counts down to it, afterwards it is done."""
    if rundown.phase == "waiting":
        return _before(context, rundown)
    if rundown.phase == "done":
        return Reading(figures(ZERO), _("ferdig"))
    now = rundown.current
    whole = timedelta(minutes=now.minutes) if now else ZERO
    words = (_("igjen av delen"), _("igjen, på pause"), _("■ over tida"))
    made = _counting(rundown.remaining, whole, words, paused=rundown.phase == "paused")
    if made.tone == "stop":
        return replace(made, about=_over(rundown))
    return replace(made, about=_("Delen slutter kl. {time}").format(time=context.local(now.end)) if now else "")


def _over(rundown: Rundown) -> str:
    following = rundown.following
    return _("Nå skulle vi vært i {part}").format(part=following.slot.title) if following else ""


def _before(context: WallContext, rundown: Rundown) -> Reading:
    """To the first part, by its name: the wall counts down to what people came for, coffee not counted."""
    left = rundown.plan.starts - rundown.now
    first = rundown.parts[0] if rundown.parts else None
    told = _("{part} starter kl. {time}")
    about = told.format(part=first.slot.title, time=context.local(first.planned_start)) if first else ""
    if abs(left) >= timedelta(hours=10):
        return Reading("–", _("ikke startet"))
    if left > ZERO:
        return Reading(figures(left), _("til start"), about=about)
    return Reading(used(-left), _("etter planlagt start"), "warn")


def _counting(left: timedelta, whole: timedelta, words: tuple[str, str, str], *, paused: bool = False) -> Reading:
    """A clock that counts down; ``words`` for running, paused and over."""
    running, held, over = words
    share = max(0.0, left / whole) if whole > ZERO else 0.0
    if left < ZERO:
        return Reading(f"+{used(-left)}", over, "stop", 0.0)
    if paused:
        return Reading(figures(left), held, "warn", share)
    soon = left <= min(SOON, whole / 4)
    return Reading(figures(left), f"▲ {running}" if soon else running, "warn" if soon else "", share)


def _timer(rundown: Rundown) -> Reading | None:
    timer = rundown.timer
    if timer is None:
        return None
    about = timer_word(timer.text) or _("Delklokke")
    if timer.remaining <= ZERO:
        return Reading(figures(ZERO), _("■ tida er ute"), "stop", 0.0, about)
    return Reading(
        figures(timer.remaining), _("igjen av delklokka"), "", timer.remaining / timer.total, about
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
    words = (_("igjen av innlegget"), _("av innlegget, på pause"), _("■ innlegget er over tida"))
    made = _counting(whole - rundown.contribution_spent, whole, words, paused=rundown.phase == "paused")
    told = _("innlegget {time} over") if made.tone == "stop" else _("innlegget {time} igjen")
    short = told.format(time=made.figures)
    return Reading(made.figures, made.word, made.tone, made.share, about, short)


def _step(context: WallContext, rundown: Rundown) -> Reading | None:
    """The step of a method, from when its wall was shown."""
    stepping = rundown.step > 0 or rundown.showing.is_method
    if not stepping or rundown.current is None:
        return None
    steps = steps_of(context, part_now(context, rundown))
    if rundown.step >= len(steps):
        return None
    step = steps[rundown.step]
    whole = timedelta(minutes=step.minutes)
    words = (_("igjen av steget"), _("av steget, på pause"), _("■ steget er over tida"))
    made = _counting(whole - rundown.step_spent, whole, words, paused=rundown.phase == "paused")
    about = _("Steg {number} av {count}: {step}").format(number=rundown.step + 1, count=len(steps), step=step.title)
    told = _("steget {time} over") if made.tone == "stop" else _("steget {time} igjen")
    short = told.format(time=made.figures)
    return Reading(made.figures, made.word, made.tone, made.share, about, short)


def second(context: WallContext, rundown: Rundown, found: tuple[Reading, ...]) -> Reading:
    """What stands beside the largest figure: the part where another clock is larger, else the time it has used."""
    if len(found) > 1:
        return found[-1]
    if rundown.phase == "waiting":
        return Reading(context.local(rundown.plan.starts), _("planlagt start"))
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


def about(found: tuple[Reading, ...]) -> str:
    """Whose time the largest figure is, and the clocks that have no figure of their own."""
    return " · ".join(word for word in (found[0].about, *(one.short for one in found[1:-1])) if word)

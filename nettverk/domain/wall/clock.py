"""The clock on a wall: the part's, the step's, a contribution's, or an extra timer's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from nettverk.domain.contributions import Contribution
from nettverk.domain.rundown.events import TimerPurpose
from nettverk.domain.rundown.state import ZERO, PartTimes, Phase, Rundown
from nettverk.domain.wall import walls
from nettverk.domain.wall.context import WallContext, part_now, steps_now
from nettverk.domain.wall.look import ClockCorner
from nettverk.domain.wall.sheet_walls import SheetSayings
from nettverk.domain.wall.theme_walls import Themes
from nettverk.domain.wall.walls import Face, Mood, Wall
from nettverk.domain.wall.wheel_walls import WheelYear
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _


def planned_face(context: WallContext, times: PartTimes) -> Face | None:
    """The clock as it stands when the part begins; None for a part without minutes."""
    whole = timedelta(minutes=times.minutes)
    return walls.countdown(whole, whole, context.local(times.end)) if times.minutes else None


def own_face(row: Contribution, spent: timedelta = ZERO, *, paused: bool = False) -> Face | None:
    """A contribution's own clock, or None where it has no minutes of its own."""
    whole = timedelta(minutes=row.minutes)
    if not row.minutes:
        return None
    face = walls.countdown(whole - spent, whole, "", paused=paused)
    return replace(face, word=_("igjen av innlegget")) if face.mood == Mood.CALM else face


def with_clocks(context: WallContext, rundown: Rundown, wall: Wall) -> Wall:
    """The wall with the clocks of this moment, in the gathering's language."""
    if isinstance(wall, walls.Black):
        return wall
    look = context.look
    band = rundown.showing.message if rundown.showing.band else ""
    timer = timer_face(rundown, _caption(context, rundown))
    wall = replace(wall, language=context.gathering.language, timer=timer, band=band, accent=look.colour)
    if isinstance(wall, walls.Welcome | walls.Thanks):
        return replace(wall, logo=look.logo)  # these have a countdown of their own, or none
    if isinstance(wall, walls.Message):
        return wall
    if isinstance(wall, walls.Slides):
        wall = replace(wall, corner=look.slide_clock, large_clock=look.large_clock)
        if look.slide_clock == ClockCorner.OFF and not band:
            return replace(wall, face=None)
    times = rundown.current
    lists = isinstance(wall, walls.Names | walls.Tables | walls.Agenda | Themes | WheelYear | SheetSayings)
    if times is None or (lists and not band):
        return replace(wall, face=None)
    paused = rundown.phase == Phase.PAUSED
    whole = timedelta(minutes=times.minutes)
    # The nearest clock is the one people wait for: the contribution's, the step's, and then the part's.
    face = _contribution_face(context, rundown, wall, paused) or _step_face(context, rundown, wall, paused)
    face = face or walls.countdown(rundown.remaining, whole, context.local(times.end), paused=paused)
    if face.mood == Mood.OUT and not look.overtime:
        face = Face(face.text, "", Mood.CALM, 0.0)
    return replace(wall, face=face)


def _caption(context: WallContext, rundown: Rundown) -> str:
    """What stands under an extra timer: what was chosen, or the step that people are in the middle of."""
    if context.look.caption:
        return context.look.caption
    if rundown.showing.is_method and rundown.step_begun and rundown.current is not None:
        steps = steps_now(context, rundown)
        return steps[rundown.step].title if rundown.step < len(steps) else ""
    return ""


def _contribution_face(context: WallContext, rundown: Rundown, wall: Wall, paused: bool) -> Face | None:
    """While somebody speaks, the clock is their own; the wall of somebody who waits shows all of their time."""
    speaking = context.contribution(rundown.contribution)
    if isinstance(wall, walls.Speaker) and (speaking is None or wall.ref.contribution_id != speaking.id):
        waiting = context.contribution(wall.ref.contribution_id)
        face = _fitted(rundown, waiting) if waiting else None
        return replace(face, word=_("til innlegget"), mood=Mood.CALM) if face and face.mood != Mood.OUT else face
    if speaking is None:
        return None
    its_part = isinstance(wall, walls.Plenary) and wall.ref == WallRef.of_part(speaking.part_id)
    if its_part or isinstance(wall, walls.Speaker | walls.Slides):
        return _fitted(rundown, speaking, rundown.contribution_spent, paused=paused)
    return None


def _fitted(rundown: Rundown, row: Contribution, spent: timedelta = ZERO, *, paused: bool = False) -> Face | None:
    """A contribution's clock, which never promises more than its part has."""
    left = timedelta(minutes=row.minutes) - spent
    times = rundown.current
    own_part = times is not None and times.slot.part_id == row.part_id
    if not row.minutes or not own_part or rundown.remaining >= left:
        return own_face(row, spent, paused=paused)
    face = walls.countdown(rundown.remaining, timedelta(minutes=row.minutes), "", paused=paused)
    return replace(face, word=_("igjen av delen")) if face.mood == Mood.CALM else face


def _step_face(context: WallContext, rundown: Rundown, wall: Wall, paused: bool) -> Face | None:
    """The step's clock, on the wall of the method we are in."""
    part = part_now(context, rundown)
    steps = steps_now(context, rundown)
    if not isinstance(wall, walls.Method) or wall.ref != WallRef.method(part.id) or rundown.step >= len(steps):
        return None
    whole = timedelta(minutes=steps[rundown.step].minutes)
    if not rundown.step_begun:
        # Nobody has been told to begin: people find their tables, and the clock waits for them.
        return Face(walls.figures(whole), _("til «{step}»").format(step=steps[rundown.step].title), Mood.CALM, 1.0)
    return walls.countdown(whole - rundown.step_spent, whole, "", paused=paused)


def timer_word(what: str) -> str:
    """What an extra timer is for, in the language in force: a TimerPurpose, or words as they were written."""
    names: dict[str, str] = {TimerPurpose.PAIRS: _("Snakk to og to"), TimerPurpose.TOGETHER: _("Snakk sammen")}
    return names.get(what, what)


def timer_face(rundown: Rundown, caption: str = "") -> Face | None:
    """The extra timer as it stands over every other clock, or None where none runs; ``caption`` is what it is for."""
    timer = rundown.timer
    if timer is None:
        return None
    out = timer.remaining <= ZERO
    word = _("tida er ute") if out else caption or timer_word(timer.text) or _("nedtelling")
    return Face(walls.figures(timer.remaining), word, Mood.OUT if out else Mood.CALM, timer.remaining / timer.total)

"""What a clicker's step does: a pure function, so that the presenter can show the next picture before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext, part_now, steps_now
from nettverk.domain.wall.walls import Slides, Speaker, Wall
from nettverk.domain.wall_reference import WallRef


@dataclass(frozen=True, slots=True)
class ShowWall:
    """A wall is put up.

    Attributes:
        ref: the wall; None is what the part shows by itself.
        page: chosen by hand from 0, or None for pages that turn by themselves.
        begins: id of the contribution that begins with it, so that its clock starts when people see it; else empty.
    """

    ref: WallRef | None
    page: int | None = None
    begins: str = ""


@dataclass(frozen=True, slots=True)
class RemoveBlack:
    """What stood on the wall before it went black comes back."""


@dataclass(frozen=True, slots=True)
class RemoveMessage:
    """The message to everyone goes away, and what it covered comes back."""


@dataclass(frozen=True, slots=True)
class NextPart:
    """The next part begins, or the day ends after the last one."""


@dataclass(frozen=True, slots=True)
class PartBefore:
    """The part before is taken up again; when the day is over that is its last one, and the day goes on.

    It moves the clock as the next part does, so it is asked about like a step out of the part.
    """


@dataclass(frozen=True, slots=True)
class LeaveContribution:
    """Whoever speaks is through, and ``then`` follows: the next speaker, or the next part.

    They may hold the clicker themselves, so it is asked about like a step out of the part.
    """

    then: ShowWall | NextPart


@dataclass(frozen=True, slots=True)
class TakeStep:
    """A step of the part's method begins, counted from 0.

    Attributes:
        left: what the step before it has left of its time; a step that has some is not left by one press.
    """

    step: int
    left: timedelta = ZERO


@dataclass(frozen=True, slots=True)
class NoMove:
    """A step leads nowhere: back from the first wall of the day, or on from the last one when it is over."""


Move = ShowWall | RemoveBlack | RemoveMessage | NextPart | PartBefore | LeaveContribution | TakeStep | NoMove


def order(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    """The walls of where we are, each contribution's slides right after its speaker."""
    walls: list[Wall] = []
    for wall in sequence.sequence(context, rundown):
        slides = slides_after(context, rundown, wall)
        if slides is None or not _introduced(context, wall):
            walls.append(wall)
        if slides is not None:
            walls.append(slides)
    return tuple(walls)


def slides_after(context: WallContext, rundown: Rundown, wall: Wall) -> Slides | None:
    """The first page of the slides that follow a speaker's wall; None after other walls and without slides."""
    if not isinstance(wall, Speaker):
        return None
    slides = sequence.find(context, rundown, WallRef.slides(wall.ref.contribution_id))
    return slides if isinstance(slides, Slides) else None


def _introduced(context: WallContext, wall: Wall) -> bool:
    """Whether the part's own wall says all that the speaker's would: one speaker for the whole part, as in Teori."""
    row = context.contribution(wall.ref.contribution_id)
    part = next((part for part in context.parts if row is not None and part.id == row.part_id), None)
    if row is None or part is None or len(context.of_part(part.id)) > 1:
        return False
    return row.speaker in {"", part.speaker} and row.title in {"", part.title} and not row.unit_id


def turn(
    context: WallContext,
    rundown: Rundown,
    wall: Wall,
    by: int,
    page: int = 0,
    pages: int = 1,
    last_slide: int | None = None,
) -> Move:
    """A step from the wall that stands there: the next page, then the next wall, then the next part; and so back.

    Args:
        by: 1 forwards, −1 back.
        page: the page that shows, of ``pages`` at the projector's size (slides have their own).
        last_slide: the page that was shown last of the slides of whoever is speaking, from 0; None where none was.
    """
    # Black and messages cover the wall, so the first step takes the cover away and moves nothing under it.
    if rundown.showing.black:
        return RemoveBlack()
    if rundown.showing.message and not rundown.showing.band:
        return RemoveMessage()
    if isinstance(wall, Slides):
        return _within_slides(context, rundown, wall, by)
    if 0 <= page + by < pages:
        return ShowWall(wall.ref, page + by)
    return _to_wall(context, rundown, wall, by, last_slide)


def _within_slides(context: WallContext, rundown: Rundown, wall: Slides, by: int) -> Move:
    """One step too many after the last slide is safe: it only shows what the part shows by itself."""
    contribution_id, page = wall.ref.contribution_id, wall.page + by
    if 0 <= page < wall.pages:
        return ShowWall(WallRef.slides(contribution_id, page))
    speaker = WallRef.speaker(contribution_id)
    # Where one speaker has the whole part, the part's own wall stands for the speaker's.
    has_speaker_wall = any(other.ref == speaker for other in order(context, rundown))
    return ShowWall(speaker if by < 0 and has_speaker_wall else None)


def _to_wall(context: WallContext, rundown: Rundown, wall: Wall, by: int, last_slide: int | None) -> Move:
    walls = order(context, rundown)
    place = next((i for i, other in enumerate(walls) if other.ref == wall.ref), -1)
    target = place + by if place >= 0 else 0
    if place == 0:
        back = _to_slides(context, rundown, last_slide, by)
        if back is not None:
            return back
        # From the list of contributions one goes to whoever has not spoken yet.
        while target < len(walls) and _has_spoken(rundown, walls[target]):
            target += 1
    if target < 0:
        return PartBefore() if _has_part_before(rundown) else NoMove()
    if target >= len(walls) and rundown.phase == Phase.DONE:
        return NoMove()
    if by > 0:
        here = _begun_here(context, rundown, wall)
        if here is not None:
            return here
    on = _showing(rundown, walls[target], by) if target < len(walls) else NextPart()
    if by > 0 and rundown.contribution and (target >= len(walls) or _is_anothers(rundown, walls[target])):
        return LeaveContribution(on)
    return on


def _has_part_before(rundown: Rundown) -> bool:
    """Whether there is a part to go back to: when the day is over, the one it ended in."""
    return bool(rundown.parts) and (rundown.phase == Phase.DONE or (rundown.live and rundown.index > 0))


def _begun_here(context: WallContext, rundown: Rundown, wall: Wall) -> Move | None:
    """What a step begins on the wall that stands there already: a step of the method, or a turn without slides."""
    if isinstance(wall, Speaker) and not _has_spoken(rundown, wall) and rundown.current is not None:
        if slides_after(context, rundown, wall) is not None:
            return None
        begin = ShowWall(wall.ref, begins=wall.ref.contribution_id)
        return LeaveContribution(begin) if rundown.contribution else begin
    if rundown.current is None or not context.parts or rundown.contribution:
        return None
    part = part_now(context, rundown)
    if not part.method or wall.ref != sequence.wall_of_step(context, part, rundown.step):
        return None
    steps = steps_now(context, rundown)
    if rundown.step == 0 and not rundown.step_begun:
        return TakeStep(0)
    following = rundown.step + 1
    if following >= len(steps):
        return None
    return TakeStep(following, max(timedelta(minutes=steps[rundown.step].minutes) - rundown.step_spent, ZERO))


def _to_slides(context: WallContext, rundown: Rundown, last_slide: int | None, by: int) -> Move | None:
    """The slides of whoever is speaking were left: back to where, unless they are through and we go on."""
    row = context.contribution(rundown.contribution)
    if row is None or not row.pages:
        return None
    page = row.pages - 1 if last_slide is None else min(last_slide, row.pages - 1)
    return ShowWall(WallRef.slides(row.id, page)) if by < 0 or page < row.pages - 1 else None


def _showing(rundown: Rundown, wall: Wall, by: int) -> ShowWall:
    """A wall that is come to with a step; slides that are come to from behind show their last page."""
    if not isinstance(wall, Slides):
        return ShowWall(wall.ref)
    contribution_id = wall.ref.contribution_id
    if by < 0:
        return ShowWall(WallRef.slides(contribution_id, wall.pages - 1))
    return ShowWall(wall.ref, begins="" if _has_spoken(rundown, wall) else contribution_id)


def _is_anothers(rundown: Rundown, wall: Wall) -> bool:
    """Whether a wall belongs to another contribution than the one that is on."""
    return isinstance(wall, Speaker | Slides) and wall.ref.contribution_id != rundown.contribution


def _has_spoken(rundown: Rundown, wall: Wall) -> bool:
    """Whether the contribution of a speaker's wall or of slides is on, or has been."""
    if not isinstance(wall, Speaker | Slides):
        return False
    contribution_id = wall.ref.contribution_id
    return contribution_id == rundown.contribution or rundown.contributions.get(contribution_id, ZERO) > ZERO

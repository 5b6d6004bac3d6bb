"""The pictures to choose from: those around the one on the wall, for the presenter's film strip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.clicker import LeaveContribution, Move, NextPart, NoMove, ShowWall, TakeStep, order, turn
from nettverk.domain.wall.context import WallContext, part_now, steps_now
from nettverk.domain.wall.part_walls import of_part, thanks
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.domain.wall_reference import WallKind, WallRef
from nettverk.i18n import _, using


class Place(StrEnum):
    """Where a picture stands beside the wall of this moment."""

    NOW = "now"
    NEXT = "next"
    ELSEWHERE = ""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One picture to choose.

    Attributes:
        move: what choosing it does.
        name: what the facilitator calls it.
        page: of the wall's pages, from 0; ``pages`` how many it has where they are told apart.
    """

    wall: Wall
    move: Move
    name: str
    page: int = 0
    pages: int = 1
    place: Place = Place.ELSEWHERE

    @property
    def leaves_part(self) -> bool:
        """Whether choosing it begins the next part, or ends the day."""
        return isinstance(self.move, NextPart)

    def placed(self, place: Place) -> Thumbnail:
        """The same picture, marked as standing at ``place``."""
        return self if self.place == place else replace(self, place=place)


def strip(
    context: WallContext, rundown: Rundown, wall: Wall, page: int = 0, pages: int = 1, last_slide: int | None = None
) -> tuple[Thumbnail, ...]:
    """The pictures of where we are: the one on the wall with all its pages, those around it, and the next part's.

    The arguments are those of ``clicker.turn``.
    """
    if rundown.showing.black or rundown.showing.message:
        return _under(context, rundown, wall)
    if isinstance(wall, Slides):
        thumbnails = _around_slides(context, rundown, wall)
    else:
        thumbnails = _in_order(context, rundown, wall, pages)
    of_wall = [i for i, thumbnail in enumerate(thumbnails) if thumbnail.wall.ref == wall.ref]
    now = next((i for i in of_wall if thumbnails[i].page == page), of_wall[0] if of_wall else 0)
    move = turn(context, rundown, wall, 1, page, pages, last_slide)
    if isinstance(move, LeaveContribution):
        move = move.then
    if isinstance(move, TakeStep):
        thumbnails.insert(now + 1, _step_ahead(context, rundown, move))
    ahead = _place_of(context, rundown, thumbnails, now, move)
    marks = {ahead: Place.NEXT, now: Place.NOW}
    return tuple(thumbnail.placed(marks.get(i, Place.ELSEWHERE)) for i, thumbnail in enumerate(thumbnails))


def _step_ahead(context: WallContext, rundown: Rundown, move: TakeStep) -> Thumbnail:
    """The method with its next step on, as it will be when the step begins."""
    ahead = replace(rundown, step=move.step, step_begun=True, step_spent=ZERO, step_from=rundown.spent)
    part = part_now(context, rundown)
    ref = sequence.wall_of_step(context, part, move.step)
    wall = sequence.find(context, ahead, ref) or sequence.sequence(context, ahead)[0]
    with using(context.gathering.language):
        name = _("Steg {number}: {step}").format(number=move.step + 1, step=steps_now(context, ahead)[move.step].title)
    return Thumbnail(wall, move, name)


def _under(context: WallContext, rundown: Rundown, cover: Wall) -> tuple[Thumbnail, ...]:
    """What black or a message stands over: it comes back with the next step."""
    showing = rundown.showing
    uncovered = replace(showing, black=False) if showing.black else replace(showing, message="")
    lifted = replace(rundown, showing=uncovered)
    below = strip(context, lifted, sequence.current(context, lifted), uncovered.page or 0, 1)
    move = NoMove() if showing.black else ShowWall(cover.ref)
    back = {Place.NOW: Place.NEXT}
    return (
        Thumbnail(cover, move, cover.name, place=Place.NOW),
        *(thumbnail.placed(back.get(thumbnail.place, Place.ELSEWHERE)) for thumbnail in below),
    )


def _in_order(context: WallContext, rundown: Rundown, wall: Wall, pages: int) -> list[Thumbnail]:
    walls = order(context, rundown)
    here = next((i for i, other in enumerate(walls) if other.ref == wall.ref), -1)
    paged = [Thumbnail(wall, ShowWall(wall.ref, page), wall.name, page, pages) for page in range(pages)]
    on_wall = paged if pages > 1 else [whole(wall)]
    # A wall from elsewhere in the day stands first: the next step leads back into the part.
    before, after = (walls[:here], walls[here + 1 :]) if here >= 0 else ((), walls)
    return [*map(whole, before), *on_wall, *map(whole, after), *_coming(context, rundown)]


def _around_slides(context: WallContext, rundown: Rundown, wall: Slides) -> list[Thumbnail]:
    """The speaker, every page, and what one step too many leads to."""
    walls = order(context, rundown)
    speaker = [other for other in walls if other.ref == WallRef.speaker(wall.ref.contribution_id)]
    return [*map(whole, speaker), *slide_pages(wall), replace(whole(walls[0]), move=ShowWall(None))]


def whole(wall: Wall) -> Thumbnail:
    """A wall as one picture, whatever pages it has."""
    return Thumbnail(wall, ShowWall(wall.ref), wall.name, 0, wall.pages if isinstance(wall, Slides) else 1)


def slide_pages(wall: Slides) -> list[Thumbnail]:
    """One picture for every page of the slides, in order."""
    pages = (replace(wall, ref=WallRef.slides(wall.ref.contribution_id, page), page=page) for page in range(wall.pages))
    return [Thumbnail(page, ShowWall(page.ref), wall.name, page.page, wall.pages) for page in pages]


def _coming(context: WallContext, rundown: Rundown) -> list[Thumbnail]:
    """What a step after the last picture leads to."""
    following = rundown.following
    if rundown.phase == Phase.DONE or not context.parts:
        return []
    if following is None:
        with using(context.gathering.language):
            wall = thanks(context)
        return [Thumbnail(wall, NextPart(), _("Avslutt: {part}").format(part=wall.name))]
    with using(context.gathering.language):
        # The wall is made for the coming part's own moment, in the language of the gathering, as it will be shown.
        index = 0 if rundown.phase == Phase.WAITING else rundown.index + 1
        wall = of_part(context, rundown, index)[0]
    name = _("Start: {part}") if rundown.phase == Phase.WAITING else _("Neste del: {part}")
    return [Thumbnail(wall, NextPart(), name.format(part=following.slot.title))]


def _place_of(context: WallContext, rundown: Rundown, thumbnails: list[Thumbnail], now: int, move: Move) -> int:
    """Which of the pictures a move leads to; one further on rather than one before, and -1 for none."""
    if not isinstance(move, ShowWall):
        places = [i for i, other in enumerate(thumbnails) if i != now and type(other.move) is type(move)]
        return _nearest(places, now)
    ref = move.ref or sequence.sequence(context, rundown)[0].ref
    page = move.page

    def places_of(wanted: WallRef) -> list[int]:
        return [
            i
            for i, other in enumerate(thumbnails)
            if i != now
            and isinstance(other.move, ShowWall)
            and other.wall.ref == wanted
            and (page is None or other.page == page)
        ]

    places = places_of(ref)
    # Slides that are taken up again in the middle stand there with their first page.
    if not places and ref.kind == WallKind.SLIDES:
        places = places_of(WallRef.slides(ref.contribution_id))
    return _nearest(places, now)


def _nearest(places: list[int], now: int) -> int:
    return next((i for i in places if i > now), places[0] if places else -1)

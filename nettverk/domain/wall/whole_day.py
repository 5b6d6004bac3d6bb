"""Every picture of the day under its part, and the search in them, for the presenter's overview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from nettverk.domain.rundown.state import PartStatus, Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.clicker import slides_after
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.part_walls import of_part
from nettverk.domain.wall.thumbnails import Place, Thumbnail, slide_pages, whole
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import AGENDA, CLOCK, SINCE_LAST, THANKS, WELCOME, WHEEL, WallRef
from nettverk.i18n import _, using


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pictures of a part, under its name and time; ``status`` is None outside the parts."""

    title: str
    number: int = 0
    time: str = ""
    status: PartStatus | None = None
    thumbnails: tuple[Thumbnail, ...] = ()


def whole_day(context: WallContext, rundown: Rundown, wall: Wall | None = None) -> tuple[Chapter, ...]:
    """Every wall of the day grouped by part, with every page of the slides; ``wall`` is on show.

    Each is there once, where that leaves no part without one.
    """
    known: set[WallRef] = set()
    chapters = []
    for part, times, walls in zip(context.parts, rundown.parts, _by_part(context, rundown), strict=True):
        own = [other for other in walls if not _is_lent(other, part.id)]
        # A part whose pictures all came earlier, as Velkommen after the coffee, is still seen and can be gone to.
        mine = [other for other in own if other.ref not in known] or own[:1]
        known.update(other.ref for other in mine)
        thumbnails = tuple(thumbnail for other in mine for thumbnail in _of_wall(context, rundown, other, wall))
        if thumbnails:
            status = times.status if rundown.phase != Phase.WAITING else PartStatus.AHEAD
            chapters.append(Chapter(part.title, part.main_number, context.local(times.start), status, thumbnails))
    # What no part has is shown before and after the parts: the day's first and last walls are made outside them.
    loose = [other for other in sequence.all_walls(context, rundown) if other.ref not in known]
    first = tuple(_marked(whole(other), wall) for other in loose if other.ref in {WELCOME, AGENDA, SINCE_LAST})
    last = tuple(_marked(whole(other), wall) for other in loose if other.ref == THANKS)
    clock = sequence.find(context, rundown, CLOCK)
    freely = [*(other for other in loose if other.ref == WHEEL), *((clock,) if clock else ())]
    any_time = tuple(_marked(whole(other), wall) for other in freely)
    outside = ((_("Før vi starter"), first), (_("Til slutt"), last), (_("Når som helst"), any_time))
    before, *after = (Chapter(title, thumbnails=thumbnails) for title, thumbnails in outside)
    return tuple(chapter for chapter in (before, *chapters, *after) if chapter.thumbnails)


def _by_part(context: WallContext, rundown: Rundown) -> list[tuple[Wall, ...]]:
    with using(context.gathering.language):
        return [of_part(context, rundown, index) for index in range(len(context.parts))]


def _is_lent(wall: Wall, part_id: str) -> bool:
    """Whether a wall belongs to another part: in a break one finds one's table for the part that follows."""
    return wall.ref.part_id not in {"", part_id}


def _of_wall(context: WallContext, rundown: Rundown, wall: Wall, on_show: Wall | None) -> list[Thumbnail]:
    """A wall, and after a speaker's every page of the slides."""
    slides = slides_after(context, rundown, wall)
    thumbnails = [whole(wall), *(slide_pages(slides) if slides is not None else ())]
    return [_marked(thumbnail, on_show) for thumbnail in thumbnails]


def _marked(thumbnail: Thumbnail, on_show: Wall | None) -> Thumbnail:
    shown = on_show is not None and thumbnail.wall.ref == on_show.ref
    return thumbnail.placed(Place.NOW if shown else Place.ELSEWHERE)


def search(day: Sequence[Chapter], typed: str, more: Callable[[Wall], str] = lambda _wall: "") -> tuple[Chapter, ...]:
    """The pictures with all the words that are typed in their name or the part's title; else those with them in sight.

    «veien» is the part Veien videre, not the agenda where it stands as well.

    Args:
        more: words on a wall that it does not know itself: those of a slide.
    """
    words = typed.casefold().split()
    if not words:
        return tuple(day)
    named = _with_words(day, words, lambda chapter, thumbnail: f"{chapter.title} {thumbnail.name}")
    return named or _with_words(
        day, words, lambda chapter, thumbnail: f"{chapter.title} {text_on(thumbnail.wall)} {more(thumbnail.wall)}"
    )


def _with_words(
    day: Sequence[Chapter], words: Sequence[str], text: Callable[[Chapter, Thumbnail], str]
) -> tuple[Chapter, ...]:
    chapters = []
    for chapter in day:
        thumbnails = tuple(thumbnail for thumbnail in chapter.thumbnails if _has_all(text(chapter, thumbnail), words))
        if thumbnails:
            chapters.append(replace(chapter, thumbnails=thumbnails))
    return tuple(chapters)


def _has_all(text: str, words: Sequence[str]) -> bool:
    text = text.casefold()
    return all(word in text for word in words)


# What a wall knows beside the words people read on it.
_UNSEEN = frozenset({"ref", "language", "document", "strip", "face", "timer", "status", "time"})


def text_on(wall: Wall) -> str:
    """Every word on a wall, and what it is called."""
    return " ".join(_texts(getattr(wall, field.name)) for field in fields(wall) if field.name not in _UNSEEN)


def _texts(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(map(_texts, value))
    if is_dataclass(value):
        return " ".join(_texts(getattr(value, field.name)) for field in fields(value))
    return ""

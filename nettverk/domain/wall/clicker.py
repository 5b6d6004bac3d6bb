"""What a clicker's step does: pure, so that the presenter can show the next picture before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from nettverk.domain.rundown.state import ZERO, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.part_walls import of_part, thanks
from nettverk.domain.wall.walls import Slides, Speaker, Wall
from nettverk.i18n import _, using


@dataclass(frozen=True, slots=True)
class Move:
    """What is done to the wall.

    Attributes:
        kind: show (``key``, ``page``), black (away), message (away), part (the next one), end (the last picture of
            whoever speaks: they hold the clicker, and neither end the part nor begin somebody else's turn) or none.
        key: of the wall; empty is what the part shows by itself.
        page: chosen by hand from 0, or None for pages that turn by themselves.
        begin: id of the contribution that begins with it, so that its clock starts when people see it.
    """

    kind: str
    key: str = ""
    page: int | None = None
    begin: str = ""


NONE = Move("none")


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One picture to choose.

    Attributes:
        page: of the wall's pages, from 0; ``pages`` how many it has where they are told apart.
        name: what the facilitator calls it.
        place: now (on the wall), next (what a step forwards shows) or empty.
    """

    wall: Wall
    move: Move
    name: str
    page: int = 0
    pages: int = 1
    place: str = ""


def order(context: WallContext, rundown: Rundown) -> tuple[Wall, ...]:
    """The walls of where we are, each contribution's slides right after its speaker."""
    found: list[Wall] = []
    for wall in sequence.sequence(context, rundown):
        slides = sequence.find(context, rundown, f"slides:{_id(wall.key)}:0") if isinstance(wall, Speaker) else None
        if slides is None or not _introduced(context, wall):
            found.append(wall)
        if slides is not None:
            found.append(slides)
    return tuple(found)


def _introduced(context: WallContext, wall: Wall) -> bool:
    """Whether the part's own wall says all that the speaker's would: one speaker for the whole part, as in Teori."""
    row = next((row for row in context.contributions if f"speaker:{row.id}" == wall.key), None)
    part = next((part for part in context.parts if row is not None and part.id == row.part_id), None)
    if row is None or part is None or len(context.of_part(part.id)) > 1:
        return False
    return row.speaker in {"", part.speaker} and row.title in {"", part.title} and not row.unit_id


def turn(
    context: WallContext, rundown: Rundown, wall: Wall, by: int, page: int = 0, pages: int = 1, left: int | None = None
) -> Move:
    """A step from the wall that stands there: the next page, then the next wall, then the next part.

    Args:
        by: 1 forwards, −1 back.
        page: the page that shows, of ``pages`` at the projector's size (slides have their own).
        left: the slide that was shown last of whoever is speaking; None for the last there is.
    """
    if rundown.showing.black:
        return Move("black")
    if rundown.showing.message:
        return Move("message")
    if isinstance(wall, Slides):
        return _within_slides(context, rundown, wall, by)
    if 0 <= page + by < pages:
        return Move("show", wall.key, page + by)
    return _to_wall(context, rundown, wall, by, left)


def _within_slides(context: WallContext, rundown: Rundown, wall: Slides, by: int) -> Move:
    """One step too many after the last slide is safe: it only shows what the part shows by itself."""
    page, id_ = wall.page + by, _id(wall.key)
    if 0 <= page < wall.pages:
        return Move("show", f"slides:{id_}:{page}")
    speaker = f"speaker:{id_}"
    alone = by > 0 or not any(other.key == speaker for other in order(context, rundown))
    return Move("show", "" if alone else speaker)


def _to_wall(context: WallContext, rundown: Rundown, wall: Wall, by: int, left: int | None) -> Move:
    walls = order(context, rundown)
    place = next((i for i, other in enumerate(walls) if other.key == wall.key), -1)
    target = place + by if place >= 0 else 0
    if place == 0:
        back = _to_slides(context, rundown, left, by)
        if back is not None:
            return back
        # From the list of contributions one goes to whoever has not spoken yet.
        while target < len(walls) and _held(rundown, walls[target]):
            target += 1
    if target < 0:
        return NONE
    if by > 0 and rundown.contribution and (target >= len(walls) or _is_anothers(rundown, walls[target])):
        return Move("end")
    if target < len(walls):
        return _shown(rundown, walls[target], by)
    return Move("part") if rundown.phase != "done" else NONE


def _to_slides(context: WallContext, rundown: Rundown, left: int | None, by: int) -> Move | None:
    """The slides of whoever is speaking were left: back to where, unless they are through and we go on."""
    row = next((row for row in context.contributions if row.id == rundown.contribution and row.pages), None)
    if row is None:
        return None
    page = row.pages - 1 if left is None else min(left, row.pages - 1)
    return Move("show", f"slides:{row.id}:{page}") if by < 0 or page < row.pages - 1 else None


def _shown(rundown: Rundown, wall: Wall, by: int) -> Move:
    if not isinstance(wall, Slides):
        return Move("show", wall.key)
    id_ = _id(wall.key)
    if by < 0:
        return Move("show", f"slides:{id_}:{wall.pages - 1}")
    return Move("show", wall.key, begin="" if _held(rundown, wall) else id_)


def _is_anothers(rundown: Rundown, wall: Wall) -> bool:
    return isinstance(wall, Speaker | Slides) and _id(wall.key) != rundown.contribution


def _held(rundown: Rundown, wall: Wall) -> bool:
    if not isinstance(wall, Speaker | Slides):
        return False
    id_ = _id(wall.key)
    return id_ == rundown.contribution or rundown.contributions.get(id_, ZERO) > ZERO


def _id(key: str) -> str:
    return key.split(":")[1] if ":" in key else ""


# --- pictures to choose from ---


def strip(
    context: WallContext, rundown: Rundown, wall: Wall, page: int = 0, pages: int = 1, left: int | None = None
) -> tuple[Thumbnail, ...]:
    """The pictures of where we are: the one on the wall with all its pages, those around it, and the next part's."""
    showing = rundown.showing
    if showing.black or showing.message:
        return _under(context, rundown, wall)
    if isinstance(wall, Slides):
        wall = replace(wall, key=f"slides:{_id(wall.key)}:{wall.page}")
    found = (
        _around_slides(context, rundown, wall) if isinstance(wall, Slides) else _in_order(context, rundown, wall, pages)
    )
    now = next((i for i, one in enumerate(found) if one.wall.key == wall.key and one.page == page), -1)
    if now < 0:
        now = next((i for i, one in enumerate(found) if one.wall.key == wall.key), 0)
    move = turn(context, rundown, wall, 1, page, pages, left)
    # While somebody's contribution is on, a step never leaves the part.
    leaves = move.kind == "part" and rundown.contribution
    ahead = -1 if leaves else _place_of(context, rundown, found, now, move)
    return tuple(_placed(one, "now" if i == now else "next" if i == ahead else "") for i, one in enumerate(found))


def _under(context: WallContext, rundown: Rundown, cover: Wall) -> tuple[Thumbnail, ...]:
    """What black or a message stands over: it comes back with the next step."""
    showing = rundown.showing
    shown = replace(showing, black=False) if showing.black else replace(showing, message="")
    lifted = replace(rundown, showing=shown)
    below = strip(context, lifted, sequence.current(context, lifted), shown.page or 0, 1)
    on = Move("show", cover.key) if not showing.black else NONE
    return (
        Thumbnail(cover, on, cover.name, place="now"),
        *(_placed(one, "next" if one.place == "now" else "") for one in below),
    )  # fmt: skip


def _in_order(context: WallContext, rundown: Rundown, wall: Wall, pages: int) -> list[Thumbnail]:
    walls = order(context, rundown)
    here = next((i for i, other in enumerate(walls) if other.key == wall.key), -1)
    on = [Thumbnail(wall, Move("show", wall.key, at), wall.name, at, pages) for at in range(pages)]
    on = on if pages > 1 else [_whole(wall)]
    # A wall from elsewhere in the day stands first: the next step leads back into the part.
    before, after = (walls[:here], walls[here + 1 :]) if here >= 0 else ((), walls)
    return [*map(_whole, before), *on, *map(_whole, after), *_coming(context, rundown)]


def _around_slides(context: WallContext, rundown: Rundown, wall: Slides) -> list[Thumbnail]:
    walls = order(context, rundown)
    speaker = [other for other in walls if other.key == f"speaker:{_id(wall.key)}"]
    return [*map(_whole, speaker), *slide_frames(wall), replace(_whole(walls[0]), move=Move("show"))]


def _placed(frame: Thumbnail, place: str) -> Thumbnail:
    return frame if frame.place == place else replace(frame, place=place)


def _whole(wall: Wall) -> Thumbnail:
    return Thumbnail(wall, Move("show", wall.key), wall.name, 0, wall.pages if isinstance(wall, Slides) else 1)


def slide_frames(wall: Slides) -> list[Thumbnail]:
    """Every page of the slides."""
    id_ = _id(wall.key)
    made = (replace(wall, key=f"slides:{id_}:{page}", page=page) for page in range(wall.pages))
    return [Thumbnail(one, Move("show", one.key), wall.name, at, wall.pages) for at, one in enumerate(made)]


def _coming(context: WallContext, rundown: Rundown) -> list[Thumbnail]:
    """What a step after the last picture leads to."""
    following = rundown.following
    if rundown.phase == "done" or not context.parts:
        return []
    if following is None:
        with using(context.gathering.language):
            wall = thanks(context)
        return [Thumbnail(wall, Move("part"), _("Avslutt: {part}").format(part=wall.name))]
    with using(context.gathering.language):
        index = 0 if rundown.phase == "waiting" else rundown.index + 1
        wall = of_part(context, rundown, index)[0]
    told = _("Start: {part}") if rundown.phase == "waiting" else _("Neste del: {part}")
    return [Thumbnail(wall, Move("part"), told.format(part=following.slot.title))]


def _place_of(context: WallContext, rundown: Rundown, found: list[Thumbnail], now: int, move: Move) -> int:
    """Which of the pictures a move leads to; one further on rather than one before, and -1 for none."""
    key = move.key or sequence.sequence(context, rundown)[0].key

    def fits(frame: Thumbnail) -> bool:
        if move.kind != "show" or frame.move.kind != "show":
            return frame.move.kind == move.kind
        return frame.wall.key == key and (move.page is None or frame.page == move.page)

    places = [i for i, one in enumerate(found) if i != now and fits(one)]
    # Slides that are taken up again in the middle stand there with their first page.
    if not places and key.startswith("slides:"):
        places = [i for i, one in enumerate(found) if i != now and one.wall.key == f"slides:{_id(key)}:0"]
    return next((i for i in places if i > now), places[0] if places else -1)


# --- the whole day ---


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pictures of a part, under its name and time; ``status`` as in the rundown, empty outside the parts."""

    title: str
    number: int = 0
    time: str = ""
    status: str = ""
    frames: tuple[Thumbnail, ...] = ()


def whole_day(context: WallContext, rundown: Rundown, wall: Wall | None = None) -> tuple[Chapter, ...]:
    """Every wall of the day grouped by part, each once, with every page of the slides; ``wall`` is on show."""
    known: set[str] = set()
    chapters = []
    for part, times, walls in zip(context.parts, rundown.parts, _by_part(context, rundown), strict=True):
        mine = [other for other in walls if other.key not in known and not _elsewhere(context, other, part.id)]
        known.update(other.key for other in mine)
        frames = tuple(frame for other in mine for frame in _chapter_frames(context, rundown, other, wall))
        if frames:
            status = times.status if rundown.phase != "waiting" else "ahead"
            chapters.append(Chapter(part.title, part.main_number, context.local(times.start), status, frames))
    loose = [other for other in sequence.all_walls(context, rundown) if other.key not in known]
    first = tuple(_marked(_whole(other), wall) for other in loose if other.key in {"welcome", "agenda"})
    last = tuple(_marked(_whole(other), wall) for other in loose if other.key == "thanks")
    clock = sequence.find(context, rundown, "clock")
    any_time = (_marked(_whole(clock), wall),) if clock else ()
    outside = ((_("Før vi starter"), first), (_("Til slutt"), last), (_("Når som helst"), any_time))
    before, *after = (Chapter(title, frames=frames) for title, frames in outside)
    return tuple(chapter for chapter in (before, *chapters, *after) if chapter.frames)


def _by_part(context: WallContext, rundown: Rundown) -> list[tuple[Wall, ...]]:
    with using(context.gathering.language):
        return [of_part(context, rundown, index) for index in range(len(context.parts))]


def _elsewhere(context: WallContext, wall: Wall, part_id: str) -> bool:
    """Whether a wall is only lent here: in a break one finds one's table for the part that follows."""
    return any(_id(wall.key) == part.id for part in context.parts if part.id != part_id)


def _chapter_frames(context: WallContext, rundown: Rundown, wall: Wall, on: Wall | None) -> list[Thumbnail]:
    found = [_marked(_whole(wall), on)]
    slides = sequence.find(context, rundown, f"slides:{_id(wall.key)}:0") if isinstance(wall, Speaker) else None
    if isinstance(slides, Slides):
        found += [_marked(frame, on) for frame in slide_frames(slides)]
    return found


def _marked(frame: Thumbnail, on: Wall | None) -> Thumbnail:
    return _placed(frame, "now" if on is not None and frame.wall.key == on.key else "")


def found(day: Sequence[Chapter], typed: str, more: Callable[[Wall], str] = lambda _wall: "") -> tuple[Chapter, ...]:
    """The pictures with all the words that are typed in their name or the part's title; else those with them in sight.

    «veien» is the part Veien videre, not the agenda where it stands as well.

    Args:
        more: words on a wall that it does not know itself: those of a slide.
    """
    words = typed.casefold().split()
    if not words:
        return tuple(day)
    named = _kept(day, words, lambda chapter, frame: f"{chapter.title} {frame.name}")
    return named or _kept(
        day, words, lambda chapter, frame: f"{chapter.title} {text_on(frame.wall)} {more(frame.wall)}"
    )


def _kept(
    day: Sequence[Chapter], words: Sequence[str], text: Callable[[Chapter, Thumbnail], str]
) -> tuple[Chapter, ...]:
    kept = []
    for chapter in day:
        frames = tuple(frame for frame in chapter.frames if _has(text(chapter, frame), words))
        if frames:
            kept.append(replace(chapter, frames=frames))
    return tuple(kept)


def _has(text: str, words: Sequence[str]) -> bool:
    text = text.casefold()
    return all(word in text for word in words)


def text_on(wall: Wall) -> str:
    """Every word on a wall, and what it is called."""
    skipped = {"key", "language", "document", "strip", "face", "timer", "status", "time"}
    return " ".join(_texts(getattr(wall, one.name)) for one in fields(wall) if one.name not in skipped)


def _texts(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(map(_texts, value))
    if is_dataclass(value):
        return " ".join(_texts(getattr(value, one.name)) for one in fields(value))
    return ""

"""How something read before: every version of the last sitting, and of earlier ones what is worth looking back at.

All of it is a pure function of the versions themselves, so that two copies of a file, one thinned and one not, come to
the same however they are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

# Texts typed with less than this between them are one sitting: a history of keystrokes helps nobody for long.
ONE_SITTING = timedelta(seconds=30)
A_FEW_WORDS = 20


@dataclass(frozen=True, slots=True)
class Stored:
    """One version as it is kept.

    Attributes:
        second: when it was said, in whole seconds since 1970.
        data: what was said, as it is stored.
        span: None in a sitting that is whole. In one that is thinned: how many seconds before this version the sitting
            began, for its last version; 0 for others that are kept.
    """

    second: int
    data: str
    span: int | None = None

    def covers(self, second: int) -> bool:
        """Whether what was said at a moment in the same sitting is told by this version."""
        return self.span is not None and self.second - self.span <= second <= self.second


def thinned(versions: Sequence[Stored], text: Callable[[str], str], *, replaced: bool) -> list[Stored]:
    """The versions with every sitting but the last thinned, oldest first.

    Args:
        versions: what one machine said about one thing, oldest first.
        text: what people read of the data.
        replaced: whether somebody else has said something after all of it; then the last sitting is over as well.
    """
    sittings = list(_sittings(versions))
    kept: list[Stored] = []
    for number, sitting in enumerate(sittings):
        if sitting[0].span is not None or (number == len(sittings) - 1 and not replaced):
            kept += sitting
            continue
        began = min(version.second for version in sitting)
        worth = worth_keeping([text(version.data) for version in sitting])
        kept += [replace(sitting[place], span=0) for place in worth[:-1]]
        kept.append(replace(sitting[-1], span=max(0, sitting[-1].second - began)))
    if kept and kept[-1].span == 0:
        # Whether a sitting of one moment is over nobody needs to know: who said something after it may have taken that
        # back, and only some have heard of it.
        kept[-1] = replace(kept[-1], span=None)
    return kept


def _sittings(versions: Sequence[Stored]) -> Iterator[list[Stored]]:
    """Versions with little time between them; each that is thinned already stands alone."""
    sitting: list[Stored] = []
    for version in versions:
        if sitting and (apart(sitting[-1], version) or version.span is not None or sitting[-1].span is not None):
            yield sitting
            sitting = []
        sitting.append(version)
    if sitting:
        yield sitting


def apart(before: Stored, after: Stored) -> bool:
    """Whether so much time is between two versions that each is of a sitting of its own."""
    # abs() because a clock may be set back: then the newer version has the earlier time.
    return abs(after.second - before.second) > ONE_SITTING.total_seconds()


def worth_keeping(texts: Sequence[str]) -> list[int]:
    """The last text of a sitting, and each that had more than A_FEW_WORDS taken out of it afterwards; their places."""
    if not texts:
        return []
    kept, fullest, falling = [], 0, False
    for place, text in enumerate(texts[1:], start=1):
        shorter = len(text) <= len(texts[fullest])
        if falling and shorter:
            fullest = place
        elif _lost(texts[fullest], text) > A_FEW_WORDS or (texts[fullest].strip() and not text.strip()):
            kept.append(fullest)
            fullest, falling = place, True
        elif not shorter:
            fullest, falling = place, False
    return [*kept, len(texts) - 1]


def _lost(before: str, after: str) -> int:
    """How many letters of the first text are gone in the second, with what is common at both ends kept."""
    start = shared(before, after)
    return len(before) - start - shared(before[start:][::-1], after[start:][::-1])


def shared(before: str, after: str) -> int:
    """How many letters two texts begin with in common."""
    return next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )

"""Points that are alike by their words: suggestions to be shown, and never done by themselves.

Words are brought to their stems and weighed by how rare they are here (TF-IDF); a theme is the middle of its points and
its own name. What counts is the cosine of the angle between them, and that they share a word that says something.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nettverk.domain.themes import ThemeBoard
from nettverk.services.themes.stems import stem_in, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.12
"""The cosine from which two are worth telling of."""
_MOST_WORDS = 3
_MOST_NEIGHBOURS = 12
_NAME_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that a point seems to belong to.

    Attributes:
        alike: how many points of the theme share words with it.
        words: the words they share, as the point has them, the rarest first.
    """

    point: str
    theme_id: str
    alike: int
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was found for all points of a board that are not placed.

    Attributes:
        suggestions: by the point's key; none for a point that is like nothing.
        neighbours: for a point that fits no theme, others without a theme that are like it, the most alike first.
    """

    suggestions: dict[str, Suggestion]
    neighbours: dict[str, tuple[str, ...]]


NOTHING_ALIKE = Likeness({}, {})


@lru_cache(maxsize=65_536)
def _stems(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """The stems of a text with the word each came from, each stem once."""
    stems: dict[str, str] = {}
    for word in words(text):
        stems.setdefault(stem_in(word, language), word)
    return tuple(stems.items())


def likeness(board: ThemeBoard) -> Likeness:
    """What the points that are not placed are like."""
    if not board.points:
        return NOTHING_ALIKE
    space = _Space(board)
    suggested = space.suggestions()
    return Likeness(
        suggested, space.neighbours([point for point in space.free if board.points[point].key not in suggested])
    )


class _Space:
    """The points as directions: one number for each stem, of length 1 together.

    Attributes:
        free: places of the points that are not placed.
    """

    def __init__(self, board: ThemeBoard) -> None:
        import numpy as np

        self._np = np
        self._board = board
        self._of = [_stems(point.text, board.language) for point in board.points]
        names = [_stems(theme.name, board.language) for theme in board.themes]
        in_how_many = Counter(stem for stems in self._of for stem, _word in stems)
        known = {stem: number for number, stem in enumerate(in_how_many)}
        for stems in names:
            for stem, _word in stems:
                known.setdefault(stem, len(known))
        count = len(board.points)
        often = np.array([in_how_many.get(stem, 1) for stem in known], dtype=float)
        # 1 + …: with a dozen points a word that half of them have is what they are about, and must weigh something.
        self._weight: NDArray[np.float64] = np.log1p(count / often)
        self._columns = [np.array([known[stem] for stem, _word in stems], dtype=int) for stems in self._of]
        self._names = [np.array([known[stem] for stem, _word in stems], dtype=int) for stems in names]
        self._known = known
        self.free = [place for place, point in enumerate(board.points) if not point.theme_id]

    def _direction(self, place: int) -> NDArray[np.float64]:
        values = self._weight[self._columns[place]]
        length = float(self._np.sqrt((values**2).sum()))
        direction: NDArray[np.float64] = values / length if length else values
        return direction

    def suggestions(self) -> dict[str, Suggestion]:
        """The theme each point that is not placed is most like, where it is like any."""
        board, np_ = self._board, self._np
        if not board.themes or not self.free or not self._known:
            return {}
        number_of = {theme.id: number for number, theme in enumerate(board.themes)}
        middle = np_.zeros((len(board.themes), len(self._known)))
        holding: list[dict[int, set[int]]] = [defaultdict(set) for _theme in board.themes]
        for place, point in enumerate(board.points):
            if point.theme_id:
                theme = number_of[point.theme_id]
                np_.add.at(middle[theme], self._columns[place], self._direction(place))
                for column in self._columns[place]:
                    holding[theme][int(column)].add(place)
        held = [sum(point.theme_id == theme_.id for point in board.points) for theme_ in board.themes]
        for theme, columns in enumerate(self._names):
            most = max(1.0, held[theme] / 4)
            middle[theme, columns] += _NAME_WEIGHT * most * self._weight[columns] / self._weight.max()
        lengths = np_.sqrt((middle**2).sum(axis=1))
        middle /= np_.where(lengths > 0, lengths, 1.0)[:, None]
        by_point: dict[str, Suggestion] = {}
        for place in self.free:
            columns = self._columns[place]
            if not columns.size:
                continue
            scores = middle[:, columns] @ self._direction(place)
            best = int(scores.argmax())
            if scores[best] < LEAST:
                continue
            named = set(self._names[best].tolist())
            shared = [int(column) for column in columns if holding[best].get(int(column)) or int(column) in named]
            if not shared:
                continue
            alike = set().union(*(holding[best].get(column, set()) for column in shared))
            key = board.points[place].key
            by_point[key] = Suggestion(
                key, board.themes[best].id, len(alike), self._said(place, shared), round(float(scores[best]), 3)
            )
        return by_point

    def neighbours(self, places: Sequence[int]) -> dict[str, tuple[str, ...]]:
        """For each of these points the others of them that are like it."""
        holding: dict[int, list[int]] = defaultdict(list)
        directions = {place: self._direction(place) for place in places}
        for place in places:
            for column in self._columns[place]:
                holding[int(column)].append(place)
        by_point: dict[str, tuple[str, ...]] = {}
        # A word that most of them have says nothing about any two of them, and would make this slow.
        most = max(8, len(places) // 20)
        for place in places:
            near: dict[int, float] = defaultdict(float)
            for column, value in zip(self._columns[place], directions[place], strict=True):
                others = holding[int(column)]
                if len(others) > most:
                    continue
                for other in others:
                    if other != place:
                        at = int(self._np.flatnonzero(self._columns[other] == column)[0])
                        near[other] += float(value * directions[other][at])
            like = sorted((other for other in near if near[other] >= LEAST), key=lambda other: (-near[other], other))
            if like:
                by_point[self._board.points[place].key] = tuple(
                    self._board.points[other].key for other in like[:_MOST_NEIGHBOURS]
                )
        return by_point

    def _said(self, place: int, shared: Sequence[int]) -> tuple[str, ...]:
        word_of = {self._known[stem]: word for stem, word in self._of[place]}
        rare = sorted(shared, key=lambda column: -self._weight[column])
        return tuple(word_of[column] for column in rare[:_MOST_WORDS])

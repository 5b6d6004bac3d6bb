"""Themes: what the tables said, gathered into a few things. A point is in one theme, or under «Ikke plassert»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nettverk.domain.points import NO_MARK, PointMark
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import _, _n, join

NAME_LENGTH = 80
FEW = 5
"""Answers of single people are told as a number only from so many on."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Where points come from: a table in a part, a unit, a pair, one alone, the hall.

    Attributes:
        key: the same for all that this table said; tables of two parts are two.
        who: what it is; a table where a unit sits by itself is a unit.
        name: «Bord 3», or the unit's.
        order: among the others, for sorting.
        units, services: ids of those who sat there.
    """

    key: str
    who: Who
    name: str
    order: int = 0
    units: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was said.

    Attributes:
        key: tells it apart from all others of the gathering, also when its words are changed.
        question: id of the question or sheet in use, with the block where it has several.
        theme_id: the theme it is in; empty under «Ikke plassert».
    """

    key: str
    text: str
    voice: str
    question: str
    theme_id: str = ""
    mark: PointMark = NO_MARK


@dataclass(frozen=True, slots=True)
class Theme:
    """What several points are about; ``on_wall`` is whether it may stand on the wall."""

    id: str
    name: str
    position: int = 0
    on_wall: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a sheet that points were said to; ``number`` as on its paper."""

    id: str
    text: str
    number: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely something was said.

    Attributes:
        tables, all_tables: where it was said, of those that have said anything; and so on.
        services: names of the services of those who sat there, in order; ``every_service`` where no one else is.
        units_behind: how many units sat there.
    """

    points: int = 0
    tables: int = 0
    all_tables: int = 0
    units: int = 0
    all_units: int = 0
    pairs: int = 0
    alone: int = 0
    services: tuple[str, ...] = ()
    all_services: int = 0
    units_behind: int = 0

    @property
    def every_service(self) -> bool:
        """Whether everybody who is here is among those who said it."""
        return 1 < self.all_services == len(self.services)


@dataclass(frozen=True, slots=True)
class ThemeBoard:
    """All points of a gathering and the themes they are in.

    Attributes:
        points: in the order of the questions, and there by table and line.
        services: names by id, in their order.
    """

    gathering_id: str = ""
    points: tuple[Point, ...] = ()
    themes: tuple[Theme, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    language: str = "nb"

    def of_question(self, question: str) -> ThemeBoard:
        """Only what was said to one question; all of it where that is empty."""
        if not question:
            return self
        points = tuple(point for point in self.points if point.question == question)
        return ThemeBoard(self.gathering_id, points, self.themes, self.voices, self.services, self.asked, self.language)

    def unplaced(self) -> tuple[Point, ...]:
        """«Ikke plassert»."""
        return tuple(point for point in self.points if not point.theme_id)

    def in_themes(self) -> dict[str, tuple[Point, ...]]:
        """The points of every theme, also of those that have none."""
        by_theme: dict[str, list[Point]] = {theme.id: [] for theme in self.themes}
        for point in self.points:
            if point.theme_id:
                by_theme[point.theme_id].append(point)
        return {theme_id: tuple(points) for theme_id, points in by_theme.items()}

    def speaking(self) -> tuple[Voice, ...]:
        """Everyone who has said something, in order."""
        heard = {point.voice for point in self.points}
        return tuple(sorted((self.voices[key] for key in heard), key=lambda voice: (voice.order, voice.key)))

    def spread(self, points: Iterable[Point]) -> Spread:
        """How widely these points were said, of all that was said here."""
        kept = tuple(points)
        here = self._count({point.voice for point in kept})
        everyone = self._count({point.voice for point in self.points})
        services = self._services({point.voice for point in kept})
        return Spread(
            points=len(kept),
            tables=here[Who.TABLE],
            all_tables=everyone[Who.TABLE],
            units=here[Who.UNIT],
            all_units=everyone[Who.UNIT],
            pairs=here[Who.PAIR],
            alone=here[Who.ALONE],
            services=tuple(name for id_, name in self.services.items() if id_ in services),
            all_services=len(self._services({point.voice for point in self.points})),
            units_behind=len({unit for key in {point.voice for point in kept} for unit in self.voices[key].units}),
        )

    def _count(self, keys: Iterable[str]) -> dict[Who, int]:
        count = dict.fromkeys(Who, 0)
        for key in keys:
            count[self.voices[key].who] += 1
        return count

    def _services(self, keys: Iterable[str]) -> set[str]:
        return {service for key in keys for service in self.voices[key].services if service in self.services}


def ends_in(theme_id: str, into: Mapping[str, str], standing: Iterable[str]) -> str:
    """Where a point that was put in a theme is now: themes that were merged lead on, and those that are gone nowhere.

    Args:
        into: the theme that each one was merged into.
        standing: ids of the themes that are there.
    """
    stands = set(standing)
    walked: set[str] = set()
    while theme_id and theme_id not in stands:
        if theme_id in walked:
            return ""
        walked.add(theme_id)
        theme_id = into.get(theme_id, "")
    return theme_id


# --- in words ---


def where_words(spread: Spread) -> str:
    """«Nevnt ved 11 av 15 bord»; empty where nobody has."""
    places: list[str] = []
    if spread.tables == spread.all_tables and spread.tables:
        places.append(_n("ved det eneste bordet", "ved alle {n} bord", spread.tables))
    elif spread.tables:
        tables = _n("{n} bord", "{n} bord", spread.all_tables)
        places.append(_("ved {count} av {tables}").format(count=spread.tables, tables=tables))
    if spread.units == spread.all_units and spread.units:
        places.append(_n("av den eneste enheten", "av alle {n} enheter", spread.units))
    elif spread.units:
        units = _n("{n} enhet", "{n} enheter", spread.all_units)
        places.append(_("av {count} av {units}").format(count=spread.units, units=units))
    if spread.pairs:
        places.append(_n("av {n} par", "av {n} par", spread.pairs))
    if spread.alone:
        alone = _n("av {n} som svarte alene", "av {n} som svarte alene", spread.alone)
        places.append(alone if spread.alone >= FEW else _("av noen få som svarte alene"))
    if not places:
        return _("Sagt i plenum") if spread.points else ""
    return _("Nevnt {where}").format(where=join(places))


def whence_words(spread: Spread) -> str:
    """«fra alle tjenester», «fra barnehage, skole og PPT», «fra 5 av 7 tjenester»; empty where nobody knows."""
    if not spread.services:
        return ""
    if spread.every_service:
        return _("fra alle tjenester")
    if len(spread.services) > 3:
        services = _n("{n} tjeneste", "{n} tjenester", spread.all_services)
        return _("fra {count} av {services}").format(count=len(spread.services), services=services)
    return _("fra {services}").format(services=join([_in_a_sentence(name) for name in spread.services]))


def _in_a_sentence(name: str) -> str:
    """A service's name with a small letter, but not «PPT»."""
    return name if len(name) > 1 and name[1].isupper() else name[:1].lower() + name[1:]


def spread_words(spread: Spread) -> str:
    """«Nevnt ved 11 av 15 bord, fra alle tjenester»."""
    where, whence = where_words(spread), whence_words(spread)
    return _("{where}, {whence}").format(where=where, whence=whence) if where and whence else where


def count_words(board: ThemeBoard) -> str:
    """«45 punkter: 37 i fem temaer, 8 ikke plassert»."""
    placed = [point for point in board.points if point.theme_id]
    themes = len({point.theme_id for point in placed})
    points = _n("{n} punkt", "{n} punkter", len(board.points))
    left = len(board.points) - len(placed)
    if not placed:
        return points if not board.points else _("{points}, ingen plassert ennå").format(points=points)
    inside = _("{count} i {themes}").format(count=len(placed), themes=_n("{n} tema", "{n} temaer", themes))
    if not left:
        return _("{points}: {inside}. Alt er plassert.").format(points=points, inside=inside)
    return _("{points}: {inside}, {left} ikke plassert").format(points=points, inside=inside, left=left)


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme as the wall and the papers tell it.

    Attributes:
        dots: for every table that has said something, in order, whether it said this.
        points: what was said, the quotes first.
    """

    id: str
    name: str
    spread: Spread
    dots: tuple[bool, ...]
    points: tuple[Point, ...]


def told_themes(board: ThemeBoard, *, on_wall: bool = False) -> tuple[ToldTheme, ...]:
    """Every theme that holds something, the most widely said first; ``on_wall`` only those chosen for it."""
    inside = board.in_themes()
    everyone = board.speaking()
    themes: list[ToldTheme] = []
    for theme in board.themes:
        points = inside[theme.id]
        if not points or (on_wall and not theme.on_wall):
            continue
        heard = {point.voice for point in points}
        themes.append(ToldTheme(
            theme.id, theme.name, board.spread(points), tuple(voice.key in heard for voice in everyone),
            tuple(sorted(points, key=lambda point: not point.mark.quote)),
        ))  # fmt: skip
    return tuple(sorted(themes, key=lambda one: -sum(one.dots)))


def after(order: Sequence[str], here: str, way: int) -> str:
    """The next in an order (1) or the one before (-1); the same at its ends, the first where it is not there."""
    if not order:
        return ""
    if here not in order:
        return order[0] if way > 0 else order[-1]
    return order[max(0, min(len(order) - 1, order.index(here) + way))]

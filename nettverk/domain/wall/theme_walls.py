"""What the tables said, on the big screen while people drink coffee: a few themes, how widely said, and quotes.

Nothing stands here that nobody has chosen for it: neither the theme nor the quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.good_practice import GoodPractice, shown_unit
from nettverk.domain.themes import ToldTheme, spread_words
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import GOOD_PRACTICE, THEMES
from nettverk.i18n import _, _n

MOST_QUOTES = 2


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme: its name, «Nevnt ved 11 av 15 bord, fra alle tjenester», and what somebody said in their own words."""

    name: str
    where: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes(Wall):
    """The themes that were chosen, the most widely said first. Paged by whoever draws it."""

    title: str
    rows: tuple[ThemeRow, ...]
    mark: str = ""


def themes_wall(told: Sequence[ToldTheme], language: str) -> Themes:
    """The wall of the themes that were chosen for it."""
    rows = tuple(
        ThemeRow(
            theme.name,
            spread_words(theme.spread),
            tuple(_with_role(point.text, point.mark.role_words) for point in theme.points if point.mark.quote)[
                :MOST_QUOTES
            ],
        )
        for theme in told
    )
    mark = _n("{n} tema", "{n} temaer", len(rows))
    return Themes(
        ref=THEMES, name=_("Dette sa dere"), title=_("Dette sa dere"), rows=rows, mark=mark, language=language
    )


def practice_wall(practices: Sequence[GoodPractice], language: str) -> Themes:
    """The wall of good practice that was chosen for it: what was done, whose it is where they said yes, what it taught.

    Args:
        practices: as for others to read; what has no consent has no name.
    """
    rows = tuple(
        ThemeRow(practice.what, shown_unit(practice), (practice.learnt,) if practice.learnt else ())
        for practice in practices
    )
    title = _("Dette virket hos noen av oss")
    return Themes(ref=GOOD_PRACTICE, name=_("God praksis"), title=title, rows=rows, language=language)


def _with_role(text: str, role: str) -> str:
    return _("«{text}» ({role})").format(text=text, role=role) if role else _("«{text}»").format(text=text)

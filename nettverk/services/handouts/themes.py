"""Temaer: the few things that were said by many, on a page or two that everyone can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import Who
from nettverk.domain.themes import Point, ThemeBoard, count_words, spread_words, told_themes
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.themes.board import board

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.ThemePages:
    theme_board = board(source.store, source.gathering_id)
    themes = tuple(
        paper.ThemeOnPaper(
            theme.name, spread_words(theme.spread), tuple(_said(theme_board, point) for point in theme.points)
        )
        for theme in told_themes(theme_board)
    )
    if not themes:
        raise NothingToPrint(_("Ingen temaer ennå. Samle punktene under Temaer i Refleksjoner først."), RoomKey.REFLECT)
    left = tuple(_said(theme_board, point) for point in theme_board.unplaced())
    return paper.ThemePages(source.occasion, count_words(theme_board), themes, left)


def _said(told: ThemeBoard, point: Point) -> paper.SaidPoint:
    voice = told.voices[point.voice]
    # Whoever answered alone was promised that nobody is told who it was; a number in a stack is too much already.
    who = "" if voice.who in {Who.ALONE, Who.PLENUM} else voice.name
    return paper.SaidPoint(point.text, who, point.mark.role_words, quote=point.mark.quote)


def _pages(document: paper.ThemePages) -> list[Page]:
    from nettverk.printing import themes

    return themes.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.THEMES,
    moment=Moment.AFTER,
    name=lambda: _("Temaer"),
    about=lambda: _("Det mange sa, samlet i noen få temaer, med hvert punkt og bordet det kom fra"),
    read=_read,
    pages=_pages,
)

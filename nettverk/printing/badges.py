"""Name badges, 85 × 54 mm, ten to a sheet, to be cut through the whole stack at once.

Cut marks stand at the same places on every sheet, and the names are laid so that the ten piles, put on one another
after the cut, come in alphabetical order.
"""

from __future__ import annotations

from nettverk.domain.handouts import Badge, Badges
from nettverk.i18n import _
from nettverk.printing import fonts, letterhead, styles
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Page
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import A4, MM, Style
from nettverk.printing.tags import Node

WIDE, HIGH = 85 * MM, 54 * MM
ACROSS, DOWN = 2, 5
_LEFT, _TOP = (A4[0] - ACROSS * WIDE) / 2, (A4[1] - DOWN * HIGH) / 2
_AIR = 7 * MM
_INDENT = 14.0  # of the unit's name, after the shape of its service
_MARK, _CLEAR = 5 * MM, 1.5 * MM

_GIVEN = Style(46, 49, fonts.BOLD)
_FAMILY = Style(18, 21)
_UNIT = Style(10.5, 13)
_SMALL = Style(9, 12, colour=styles.MUTE)
_ROLE = Style(9, 12, colour=styles.MUTE)
_TABLES = Style(18, 20, fonts.BOLD)


def pages(document: Badges) -> list[Page]:
    """Set ten badges a sheet, so that the stacks keep the order of the list when the sheets are cut together."""
    per_sheet = ACROSS * DOWN
    sheets = -(-len(document.badges) // per_sheet)
    return [_sheet(document, number, sheets) for number in range(sheets)]


def _sheet(document: Badges, number: int, sheets: int) -> Page:
    def draw(pen: Pen) -> None:
        if number == 0:
            pen.outline(_("Navneskilt"), 0)
        _cut_marks(pen)
        for place in range(ACROSS * DOWN):
            at = place * sheets + number
            if at < len(document.badges):
                x, y = _LEFT + place % ACROSS * WIDE, _TOP + place // ACROSS * HIGH
                with pen.element(Node("Sect")):
                    _badge(pen, document, document.badges[at], x, y, first=at == 0)

    return draw


def _cut_marks(pen: Pen) -> None:
    for column in range(ACROSS + 1):
        x = _LEFT + column * WIDE
        for y in (_TOP - _CLEAR - _MARK, _TOP + DOWN * HIGH + _CLEAR):
            pen.upright(x, y, _MARK, 0.4, styles.INK)
    for row in range(DOWN + 1):
        y = _TOP + row * HIGH
        for x in (_LEFT - _CLEAR - _MARK, _LEFT + ACROSS * WIDE + _CLEAR):
            pen.rule(x, y, _MARK, 0.4, styles.INK)


def _badge(pen: Pen, document: Badges, badge: Badge, x: float, y: float, *, first: bool) -> None:
    left, width = x + _AIR, WIDE - 2 * _AIR
    letterhead.colour(pen, document.occasion, left, y + 3.4 * MM, 24, 2.5)
    taken = letterhead.logo(pen, document.occasion, left + width, y + 3.4 * MM, 52, 16, said=first)
    _text(pen, document.occasion.name, _SMALL, left, y + 5 * MM, width - (taken + 8 if taken else 0))
    given, family = (badge.given_name, badge.family_name) if badge.given_name else (badge.family_name, "")
    top, room = y + 9.5 * MM, 25.5 * MM
    room -= (len(_unit_lines(badge, width)[1]) - 1) * _UNIT.leading  # a unit of two lines goes upwards
    family_most = fit(family, _FAMILY, width, room / 2, least=8)[0] if family else _FAMILY
    large, lines = fit(given, _GIVEN, width, room - (family_most.leading if family else 0), least=11)
    size = min(_FAMILY.size, large.size * 0.8)
    small, more = fit(
        family, _FAMILY.but(size=size, leading=size * 1.2), width, room - len(lines) * large.leading, least=8
    )
    with pen.content(Node("H1")):
        for line in lines:
            pen.line(line, large, left, top + large.baseline)
            top += large.leading
        for line in more if family else ():
            pen.line(line, small, left, top + small.baseline)
            top += small.leading
    _unit(pen, badge, left, y + HIGH - 13.5 * MM, width)
    _foot(pen, badge, left, y + HIGH - 6.5 * MM, width)


def _unit_lines(badge: Badge, width: float) -> tuple[Style, tuple[Line, ...]]:
    return fit(badge.unit, _UNIT, width - (_INDENT if badge.shape else 0.0), 26, least=7, shrink=0.85)


def _unit(pen: Pen, badge: Badge, left: float, base: float, width: float) -> None:
    """The unit with its service's shape; two lines go upwards."""
    indent = _INDENT if badge.shape else 0.0
    unit, lines = _unit_lines(badge, width)
    top = base - (len(lines) - 1) * unit.leading
    if badge.shape:
        middle = top - unit.size * 0.36
        pen.shape(badge.shape, left + 4.5, middle, 9, styles.INK, filled=False, alt=badge.service)
    with pen.content(Node("P")):
        for number, line in enumerate(lines):
            pen.line(line, unit, left + indent, top + number * unit.leading)


def _foot(pen: Pen, badge: Badge, left: float, base: float, width: float) -> None:
    """Role at the left, tables at the right, on one baseline."""
    # A round somebody is not there for keeps its place: the second figure is the second round's.
    figures = ["–" if number is None else str(number) for number in badge.tables]
    figures = figures if any(number is not None for number in badge.tables) else []
    taken = 0.0
    if figures:
        style, lines = fit(" · ".join(figures), _TABLES, width * 0.55, 22, least=9)
        label = set_lines(_("Bord"), _ROLE, width)[0]
        taken = lines[0].width + label.width + 5
        with pen.content(Node("P")):
            pen.line(label, _ROLE, left + width - taken, base)
            pen.line(lines[0], style, left + width - lines[0].width, base)
        taken += 12
    if badge.role:
        with pen.content(Node("P")):
            style, lines = fit(badge.role, _ROLE, width - taken, 2 * _ROLE.leading, least=7, shrink=0.78)
            for number, line in enumerate(lines):
                pen.line(line, style, left, base - (len(lines) - 1 - number) * style.leading)


def _text(pen: Pen, text: str, style: Style, x: float, top: float, width: float) -> None:
    if text:
        smaller, lines = fit(text, style, width, style.leading, least=7, shrink=0.75)
        with pen.content(Node("P")):
            pen.line(lines[0], smaller, x, top + style.baseline)

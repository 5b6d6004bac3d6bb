"""Name badges: on plain paper, 85 × 54 mm and ten to a sheet, to be cut through the whole stack at once; or on labels.

On plain paper the cut marks stand at the same places on every sheet, and the names are laid so that the ten piles, put
on one another after the cut, come in alphabetical order. Labels are filled along the rows, from the first that is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nettverk.domain.handouts import Badge, Badges
from nettverk.domain.labels import LabelSheet
from nettverk.i18n import _
from nettverk.printing import fonts, letterhead, styles
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Page
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import MM, Style
from nettverk.printing.tags import Node

_INDENT = 14.0  # of the unit's name, after the shape of its service
_MARK, _CLEAR = 5 * MM, 1.5 * MM
_ROOMY = 45 * MM
"""From this height on a badge says where it is from as well."""

_WIDE = 78 * MM
_BETWEEN, _LEAST_ROOM = 10.0, 60.0

_GIVEN = Style(46, 49, fonts.BOLD)
_FAMILY = Style(18, 21)
_AS_LARGE = 12.0
"""Points: up to this size a family name is as large as the given one."""
_UNIT = Style(12, 14.5)
_SMALL = Style(9, 12, colour=styles.MUTE)
_ROLE = Style(9, 12, colour=styles.MUTE)
_TABLES = Style(18, 20, fonts.BOLD)


@dataclass(frozen=True, slots=True)
class _Card:
    """Where one badge lies, in points: its corner and its measures; ``first`` is the first of the document."""

    x: float
    y: float
    wide: float
    high: float
    first: bool

    @property
    def roomy(self) -> bool:
        return self.high >= _ROOMY

    @property
    def air(self) -> float:
        return 7 * MM if self.wide >= _WIDE else 4.5 * MM

    @property
    def left(self) -> float:
        return self.x + self.air

    @property
    def width(self) -> float:
        return self.wide - 2 * self.air

    @property
    def foot(self) -> float:
        """The baseline of role and tables."""
        return self.y + self.high - (6.5 if self.roomy else 3.5) * MM

    @property
    def unit(self) -> float:
        """The baseline of the unit; it goes upwards where it takes two lines."""
        return self.foot - (7 if self.roomy else 5.4) * MM

    @property
    def top(self) -> float:
        """Where the name begins."""
        return self.y + (9.5 if self.roomy else 2.5) * MM


def pages(document: Badges) -> list[Page]:
    """Set the badges on sheets, as the labels lie on them."""
    labels = document.labels
    per_sheet = labels.sheet.count
    count = len(document.badges) + labels.first - 1
    sheets = -(-count // per_sheet)
    # Cut together, every pile keeps the order of the list; labels are taken off one after the other.
    piled = labels.sheet.marks and labels.first == 1
    places = [
        [
            place * sheets + number if piled else number * per_sheet + place - labels.first + 1
            for place in range(per_sheet)
        ]
        for number in range(sheets)
    ]
    return [_sheet(document, number, on_it) for number, on_it in enumerate(places)]


def _sheet(document: Badges, number: int, badges: list[int]) -> Page:
    sheet = document.labels.sheet

    def draw(pen: Pen) -> None:
        if number == 0:
            pen.outline(_("Navneskilt"), 0)
        if sheet.marks:
            _cut_marks(pen, sheet)
        for place, at in enumerate(badges):
            if 0 <= at < len(document.badges):
                x, y = sheet.place(place)
                card = _Card(x * MM, y * MM, sheet.wide * MM, sheet.high * MM, at == 0)
                with pen.element(Node("Sect")):
                    _badge(pen, document, document.badges[at], card)

    return draw


def _cut_marks(pen: Pen, sheet: LabelSheet) -> None:
    left, top = sheet.left * MM, sheet.top * MM
    right, bottom = left + sheet.across * sheet.wide * MM, top + sheet.down * sheet.high * MM
    for column in range(sheet.across + 1):
        for y in (top - _CLEAR - _MARK, bottom + _CLEAR):
            pen.upright(left + column * sheet.wide * MM, y, _MARK, 0.4, styles.INK)
    for row in range(sheet.down + 1):
        for x in (left - _CLEAR - _MARK, right + _CLEAR):
            pen.rule(x, top + row * sheet.high * MM, _MARK, 0.4, styles.INK)


def _badge(pen: Pen, document: Badges, badge: Badge, card: _Card) -> None:
    if card.roomy:
        letterhead.colour(pen, document.occasion, card.left, card.y + 3.4 * MM, 24, 2.5)
        edge = card.left + card.width
        taken = letterhead.logo(pen, document.occasion, edge, card.y + 3.4 * MM, 52, 16, said=card.first)
        room = card.width - (taken + 8 if taken else 0)
        _text(pen, document.occasion.name, _SMALL, card.left, card.y + 5 * MM, room)
    if badge.spare:
        _to_write_on(pen, card)
        return
    figures = _figures(badge, card)
    said = " · ".join(word for word in (badge.role, badge.hours) if word)
    room = card.width - sum(figure.width + _BETWEEN for figure in figures)
    beside = bool(said) and len(fit(said, _ROLE, max(room, 1.0), 2 * _ROLE.leading, least=7.5, shrink=0.8)[1]) <= 2
    if said and (room < _LEAST_ROOM or not beside):  # who somebody is follows where they are from
        badge, said = replace(badge, unit=" · ".join(word for word in (badge.unit, said) if word)), ""
    _name(pen, badge, card)
    _unit(pen, badge, card)
    _foot(pen, said, figures, card, room)


def _name(pen: Pen, badge: Badge, card: _Card) -> None:
    """As large as it goes: it is read from across a table."""
    width = card.width
    given, family = (badge.given_name, badge.family_name) if badge.given_name else (badge.family_name, "")
    above = (len(_unit_lines(badge, width)[1]) - 1) * _UNIT.leading  # a unit of two lines goes upwards
    room = card.unit - (4 * MM + _UNIT.size - 10.5) - card.top - above
    size = min(84.0, room * 0.62)
    grown = _GIVEN.but(size=size, leading=size * 1.14)  # a tail of one line stays clear of the next line's rings
    widest, most = fit(family, _FAMILY, width, room / 2, least=8) if family else (_FAMILY, ())
    large, lines = fit(given, grown, width, room - len(most) * widest.leading, least=11)
    size = min(_FAMILY.size, max(large.size * 0.8, min(large.size, _AS_LARGE)))
    small, more = fit(
        family,
        _FAMILY.but(size=size, leading=size * 1.2),
        width,
        room - len(lines) * large.leading,
        least=8,
        shrink=0.62 if size > _AS_LARGE else 0.85,  # what is small already takes two lines before it becomes smaller
    )
    top = card.top
    with pen.content(Node("H1")):
        for line in lines:
            pen.line(line, large, card.left, top + large.baseline)
            top += large.leading
        for line in more if family else ():
            pen.line(line, small, card.left, top + small.baseline)
            top += small.leading


def _to_write_on(pen: Pen, card: _Card) -> None:
    """Two lines for a name and a unit, with what goes on them said small below."""
    note = _SMALL.but(size=7.5, leading=9)
    middle = card.top + (card.unit - card.top) * 0.62
    for y, word in ((middle, _("Navn")), (card.unit + (card.foot - card.unit) * 0.45, _("Enhet"))):
        pen.rule(card.left, y, card.width, styles.TO_WRITE, styles.WRITE_ON)
        with pen.content(Node("P")):
            pen.line(set_lines(word, note, card.width)[0], note, card.left, y + note.baseline)


def _unit_lines(badge: Badge, width: float) -> tuple[Style, tuple[Line, ...]]:
    return fit(badge.unit, _UNIT, width - (_INDENT if badge.shape else 0.0), 2 * _UNIT.leading, least=7, shrink=0.85)


def _unit(pen: Pen, badge: Badge, card: _Card) -> None:
    """The unit with its service's shape; two lines go upwards."""
    indent = _INDENT if badge.shape else 0.0
    unit, lines = _unit_lines(badge, card.width)
    top = card.unit - (len(lines) - 1) * unit.leading
    if badge.shape:
        middle = top - unit.size * 0.36
        pen.shape(badge.shape, card.left + 4.5, middle, 9, styles.INK, filled=False, alt=badge.service)
    with pen.content(Node("P")):
        for number, line in enumerate(lines):
            pen.line(line, unit, card.left + indent, top + number * unit.leading)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A table, or those of the rounds, with the word before it."""

    word: Line
    figure: Line
    style: Style

    @property
    def width(self) -> float:
        return self.word.width + 5 + self.figure.width


def _figures(badge: Badge, card: _Card) -> list[_Figure]:
    """The tables of the mixed groups, and that of one's own unit, from the left."""
    # A round somebody is not there for keeps its place: the second figure is the second round's.
    numbers = ["–" if number is None else str(number) for number in badge.tables]
    mixed = any(number is not None for number in badge.tables)
    words = [(_("Bord"), " · ".join(numbers))] if mixed else []
    if badge.own_table is not None:
        own = (_("Egen enhet") if card.wide >= _WIDE else _("Egen")) if mixed else _("Bord")
        words.append((own, str(badge.own_table)))
    figures: list[_Figure] = []
    for word, figure in words:
        style, lines = fit(figure, _TABLES, card.width * 0.45, 22, least=9)
        figures.append(_Figure(set_lines(word, _ROLE, card.width)[0], lines[0], style))
    return figures


def _foot(pen: Pen, said: str, figures: list[_Figure], card: _Card, room: float) -> None:
    """Role and hours at the left, tables at the right, on one baseline."""
    right = card.left + card.width
    at = right - sum(figure.width for figure in figures) - _BETWEEN * (len(figures) - 1)
    for figure in figures:
        with pen.content(Node("P")):
            pen.line(figure.word, _ROLE, at, card.foot)
            pen.line(figure.figure, figure.style, at + figure.width - figure.figure.width, card.foot)
        at += figure.width + _BETWEEN
    if said:
        with pen.content(Node("P")):
            style, lines = fit(said, _ROLE, room, 2 * _ROLE.leading, least=7.5, shrink=0.8)
            for number, line in enumerate(lines):
                pen.line(line, style, card.left, card.foot - (len(lines) - 1 - number) * style.leading)


def _text(pen: Pen, text: str, style: Style, x: float, top: float, width: float) -> None:
    if text:
        smaller, lines = fit(text, style, width, style.leading, least=7, shrink=0.75)
        with pen.content(Node("P")):
            pen.line(lines[0], smaller, x, top + style.baseline)

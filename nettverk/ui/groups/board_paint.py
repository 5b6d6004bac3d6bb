"""How tables and cards look. A table is drawn once into a picture, and again only when something in it changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from nettverk.i18n import _
from nettverk.services.groups.board import NOBODY, Board
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme, icon_pixmap, type_of
from nettverk.ui.groups.board_layout import DOTS, FULL, Bay, BoardLayout
from nettverk.ui.groups.board_model import BoardModel, Item
from nettverk.ui.groups.hues import TASK_ICONS, service_colour
from nettverk.ui.groups.name_forms import fitted

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
SHADE = 0.14
"""How far those who are not searched for step back; more would take their words under 4.5:1."""


@dataclass(frozen=True, slots=True)
class _Type:
    """Fonts and their measures at a zoom."""

    name: QFont
    small: QFont
    head: QFont
    names: QFontMetricsF
    smalls: QFontMetricsF


class BoardPainter:
    """Draws the board of a model in a theme; keeps a picture of each table."""

    def __init__(self, model: BoardModel, theme: Theme) -> None:
        self._model, self._theme = model, theme
        self._pictures: dict[int, tuple[object, QPixmap]] = {}
        self._type: tuple[float, _Type] | None = None
        self._small: dict[tuple[str, int, float], QPixmap] = {}
        self.floor = False

    def set_theme(self, theme: Theme) -> None:
        """Another look."""
        self._theme = theme
        self.forget()

    def forget(self) -> None:
        """Draw everything anew."""
        self._pictures.clear()
        self._small.clear()
        self._type = None

    # --- whole tables ---

    def table(self, painter: QPainter, bay: Bay, layout: BoardLayout, lifted: Collection[int]) -> None:
        """Draw a table where it stands; ``lifted`` people are being carried and leave a gap."""
        ratio = painter.device().devicePixelRatioF()
        key = self._key(bay, layout, lifted, ratio)
        known = self._pictures.get(bay.table)
        if known is None or known[0] != key:
            picture = QPixmap(round(bay.rect.width() * ratio), round(bay.rect.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside.translate(-bay.rect.topLeft())
            self._draw(inside, bay, layout, lifted)
            inside.end()
            known = (key, picture)
            self._pictures[bay.table] = known
        painter.drawPixmap(bay.rect.topLeft(), known[1])

    def _key(self, bay: Bay, layout: BoardLayout, lifted: Collection[int], ratio: float) -> object:
        board = self._model.board
        if board is None:
            return None
        people = self._people(bay)
        who = tuple(
            (item.kind, board.people[item.who] if item.kind == "person" else board.absent[item.who][0],
             item.who in board.locked, board.roles.get(item.who, ""), item.who in lifted)
            for item in people
        )  # fmt: skip
        note = self._model.notes[bay.table] if bay.table != NOBODY else None
        shape = (bay.rect.size().toTuple(), bay.head.size().toTuple(), len(bay.cards), len(bay.empty))
        words = (self._model.table_title(bay.table), self._model.count(bay.table))
        pairs = self._model.pairs_at(bay.table)
        return who, pairs, note, shape, words, layout.detail, layout.unit, self.floor, ratio

    def _people(self, bay: Bay) -> list[Item]:
        start = self._model.row_of[("table", bay.table)] + 1
        return self._model.items[start : start + len(bay.cards)]

    def _draw(self, painter: QPainter, bay: Bay, layout: BoardLayout, lifted: Collection[int]) -> None:
        if self.floor and bay.table != NOBODY:
            self._round(painter, bay, layout)
        else:
            self._column(painter, bay, layout)
        if layout.detail != DOTS and not self.floor:
            self._brackets(painter, bay, layout)
        for rect in bay.empty:
            self._chair(painter, rect, layout)
        for rect, item in zip(bay.cards, self._people(bay), strict=True):
            if item.kind == "person" and item.who in lifted:
                self._chair(painter, rect, layout)
            else:
                self.card(painter, rect, item, layout)

    def _column(self, painter: QPainter, bay: Bay, layout: BoardLayout) -> None:
        theme, kind = self._theme, self._types(layout.unit, layout.detail)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(QRectF(bay.rect), 10 * layout.unit, 10 * layout.unit)
        head = bay.head.adjusted(round(4 * layout.unit), round(4 * layout.unit), -round(4 * layout.unit), 0)
        small = layout.detail == DOTS
        count = "" if small and not self._model.odd(bay.table) else self._model.count(bay.table)
        painter.setFont(kind.small)
        waiting = bay.table == NOBODY
        painter.setPen(theme.colour("warn" if waiting else "mute"))
        painter.drawText(head, _RIGHT, count)
        painter.setFont(kind.head)
        painter.setPen(theme.colour("warn" if waiting else "ink"))
        room = head.width() - kind.smalls.horizontalAdvance(count) - 8 * layout.unit
        words = self._model.short_title(bay.table) if small else self._model.table_title(bay.table)
        font, title = fitted(words, kind.head, room, person=False, steps=2)
        painter.setFont(font)
        painter.drawText(head, _LEFT, title)
        if bay.foot.height() and bay.table != NOBODY:
            note = self._model.notes[bay.table]
            bad = note.tone == "warn"
            font = QFont(kind.small)
            font.setWeight(QFont.Weight.DemiBold if bad and (note.same_unit or note.broken) else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(theme.colour("warn" if bad else "mute"))
            foot = bay.foot.adjusted(round(4 * layout.unit), 0, 0, -round(2 * layout.unit))
            painter.drawText(foot, _LEFT, kind.smalls.elidedText(note.text, Qt.TextElideMode.ElideRight, foot.width()))
        elif bay.table != NOBODY and self._model.serious(bay.table):
            self._mark(painter, QPointF(bay.rect.right() - 9 * layout.unit, bay.rect.top() + 9 * layout.unit), layout)

    def _brackets(self, painter: QPainter, bay: Bay, layout: BoardLayout) -> None:
        """A line along those who talk in pairs first."""
        start = 0
        pen = QPen(self._theme.colour("accent", 0.6), max(2.0, 3 * layout.unit))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for pair in self._model.pairs_at(bay.table):
            cards = bay.cards[start : start + len(pair)]
            start += len(pair)
            if len(cards) > 1:
                x = bay.rect.left() + (cards[0].left() - bay.rect.left()) / 2
                ends = cards[0].top() + 8 * layout.unit, cards[-1].bottom() - 8 * layout.unit
                painter.drawLine(QPointF(x, ends[0]), QPointF(x, ends[1]))

    def _round(self, painter: QPainter, bay: Bay, layout: BoardLayout) -> None:
        theme, kind = self._theme, self._types(layout.unit, layout.detail)
        painter.setPen(QPen(theme.colour("edge"), max(1.0, 1.2 * layout.unit)))
        painter.setBrush(theme.colour("panel"))
        table = QRectF(bay.head).adjusted(4, 4, -4, -4)
        painter.drawEllipse(table)
        board = self._model.board
        name = str(board.tables[bay.table].number) if board is not None else ""
        painter.setFont(kind.head)
        painter.setPen(theme.colour("ink"))
        painter.drawText(table, _MIDDLE, name)
        if self._model.serious(bay.table):
            self._mark(painter, QPointF(table.center().x(), table.bottom() - 12 * layout.unit), layout)

    def _mark(self, painter: QPainter, centre: QPointF, layout: BoardLayout) -> None:
        """Something is wrong at this table."""
        size = max(9.0, 14 * layout.unit)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        self._icon(painter, "triangle-alert", box, "warn")

    def _chair(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """An empty chair: a quiet dashed outline."""
        pen = QPen(self._theme.colour("edge", 0.55), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        if layout.detail == DOTS:
            side = min(box.width(), box.height()) * 0.62
            painter.drawEllipse(QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side))
        else:
            painter.drawRoundedRect(box, 6 * layout.unit, 6 * layout.unit)

    # --- cards ---

    def card(self, painter: QPainter, rect: QRect, item: Item, layout: BoardLayout, *, ghost: bool = False) -> None:
        """Draw one person; ``ghost`` for the one that follows the hand."""
        board = self._model.board
        if board is None:
            return
        one = board.people[item.who] if item.kind == "person" else board.absent[item.who][0]
        trouble = self._trouble(board, item.who) if item.kind == "person" and not ghost else 0
        theme, u = self._theme, layout.unit
        if layout.detail == DOTS:
            self._dot(painter, rect, one, layout, item.kind == "absent", trouble > 1)
            return
        gone = item.kind == "absent"
        painter.setBrush(theme.colour("panel" if gone else "card"))
        edges = (theme.colour("edge" if gone else "line"), theme.colour("warn", 0.5), theme.colour("warn"))
        line = Qt.PenStyle.DashLine if gone else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edges[trouble], 1.6 if trouble > 1 else 1.0, line))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6 * u, 6 * u)
        side = 14 * u if layout.detail == FULL else 12 * u
        middle = rect.top() + (17 * u if layout.detail == FULL else rect.height() / 2)
        left = rect.left() + (10 if layout.detail == FULL else 8) * u
        colour = theme.colour("mute") if gone else service_colour(one.service_shape, theme.tokens["card"])
        filled = one.service_shape == "ring"
        shapes.paint(painter, QRectF(left, middle - side / 2, side, side), one.service_shape, colour, filled=filled)
        text = rect.adjusted(round(left - rect.left() + side + 8 * u), 0, -round(8 * u), 0)
        if layout.detail == FULL:
            self._two_lines(painter, text, item, one, layout)
        else:
            self._one_line(painter, text, item, one, layout)

    def _trouble(self, board: Board, person: int) -> int:
        """2 for a colleague at the table or a broken rule, 1 for somebody met before, else 0."""
        table = board.seat[person]
        if table == NOBODY or board.kind == "own_unit":
            return 0
        note = self._model.notes[table]
        if person in note.broken or any(person in pair for pair in note.same_unit):
            return 2
        return int(any(person in pair for pair in note.repeats))

    def _two_lines(self, painter: QPainter, text: QRect, item: Item, one: Participant, layout: BoardLayout) -> None:
        theme, u = self._theme, layout.unit
        kind = self._types(u, layout.detail)
        top = QRect(text.left(), text.top() + round(6 * u), text.width(), round(21 * u))
        below = QRect(text.left(), text.top() + round(25 * u), text.width(), round(19 * u))
        self._name(painter, top, one.name, float(top.width()), item, kind.name)
        size, left = 13 * u, float(below.width())
        for number, icon in enumerate(self._icons(item)):  # the first under the shape, where it costs no words
            if not number:
                x = text.left() - 8 * u - (14 * u + size) / 2
            else:
                left -= size + 4 * u
                x = below.left() + left + 4 * u
            self._icon(painter, icon, QRectF(x, below.center().y() - size / 2, size, size))
        painter.setFont(kind.small)
        painter.setPen(theme.colour("mute"))
        if item.kind == "absent":
            said = _("borte")
            painter.drawText(below, _RIGHT, said)
            left -= kind.smalls.horizontalAdvance(said) + 6 * u
        board = self._model.board
        own = board is not None and board.kind == "own_unit"  # the table's name says the unit
        words = (one.role or one.unit_name) if own else one.unit_name
        if not own and one.role and layout.unit >= 1.1 * theme.scale:  # on all cards or on none
            words = f"{one.unit_name} · {one.role}"
        font, shown = fitted(words, kind.small, left, person=False)
        painter.setFont(font)
        painter.drawText(below, _LEFT, shown)

    def _name(self, painter: QPainter, box: QRect, name: str, room: float, item: Item, font: QFont) -> None:
        """A name, as much of it as there is room for; struck out for those who are not here."""
        font, words = fitted(name, font, room)
        if item.kind == "absent":
            font = QFont(font)
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("mute" if item.kind == "absent" else "ink"))
        painter.drawText(box, _LEFT, words)

    def _one_line(self, painter: QPainter, text: QRect, item: Item, one: Participant, layout: BoardLayout) -> None:
        kind, room = self._types(layout.unit, layout.detail), float(text.width())
        size = max(8.0, 12 * layout.unit)
        for icon in self._icons(item):
            box = QRectF(text.left() + room - size + 2, text.center().y() - size / 2, size, size)
            self._icon(painter, icon, box)
            room -= size + 3
        name = one.name
        if kind.names.horizontalAdvance(name) > 1.35 * room and one.family_name:
            name = f"{one.given_name} {one.family_name[0]}."
        self._name(painter, text, name, room, item, kind.name)

    def _dot(self, painter: QPainter, rect: QRect, one: Participant, layout: BoardLayout, *said: bool) -> None:
        absent, trouble = said
        side = min(rect.width(), rect.height()) * 0.7
        box = QRectF(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2, side, side)
        painter.setOpacity(0.35 if absent else 1.0)
        if trouble:
            painter.setPen(QPen(self._theme.colour("warn"), max(1.4, 2 * layout.unit)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        shapes.paint(painter, box, one.service_shape, service_colour(one.service_shape, self._theme.tokens["panel"]))
        painter.setOpacity(1.0)

    def _icons(self, item: Item) -> list[str]:
        """Small icons for a lock, a task, somebody late; named in the tool tip, the panel and the legend."""
        board = self._model.board
        if board is None or item.kind != "person":
            return []
        icons = ["lock"] if item.who in board.locked else []
        if item.who in board.roles and not self.floor:
            icons.append(TASK_ICONS.get(board.roles[item.who], "tag"))
        if board.people[item.who].attendance == "late":
            icons.append("hourglass")
        return icons

    def _icon(self, painter: QPainter, name: str, box: QRectF, token: str = "mute") -> None:
        key = (name, round(box.width()), painter.device().devicePixelRatioF())
        if key not in self._small:
            self._small[key] = icon_pixmap(name, self._theme.tokens[token], key[1], key[2])
        painter.drawPixmap(box.topLeft(), self._small[key])

    def _types(self, unit: float, detail: str) -> _Type:
        if self._type is None or self._type[0] != unit:
            full = detail == FULL
            name = type_of(max(9.0, (13.5 if full else 14.5) * unit), "semibold" if full else "regular")
            small = type_of(max(9.0, 12.2 * unit))
            head = type_of(max(10.0, (14.5 if detail != DOTS else 24) * unit), "bold")
            self._type = (
                unit,
                _Type(name, small, head, QFontMetricsF(name), QFontMetricsF(small)),
            )
        return self._type[1]

    # --- over the tables ---

    def ring(self, painter: QPainter, rect: QRect, token: str, layout: BoardLayout, *, dashed: bool = False) -> None:
        """A ring round a card or a table: chosen, in focus, or a good place."""
        pen = QPen(self._theme.colour(token), 2.4 if not dashed else 2.0)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (7 if not dashed else 10) * layout.unit
        painter.drawRoundedRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)

    def badge(self, painter: QPainter, corner: QPoint, text: str, token: str) -> None:
        """A small filled label whose top right corner is at a point."""
        font = self._theme.font(-1, "semibold")
        metrics = QFontMetricsF(font)
        wide, high = max(metrics.horizontalAdvance(text) + 14, metrics.height() + 4), metrics.height() + 4
        box = QRectF(corner.x() - wide, corner.y(), wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(token))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(self._theme.colour("ground"))
        painter.setFont(font)
        painter.drawText(box, _MIDDLE, text)

    def met(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """A band on the edge of a card: has met the person in focus before."""
        wide = max(3.0, 4 * layout.unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("part2"))
        band = QRectF(rect.left() + 0.5, rect.top() + rect.height() * 0.18, wide, rect.height() * 0.64)
        painter.drawRoundedRect(band, wide / 2, wide / 2)

    def light(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """Light up a card that is searched for."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent", 0.16))
        painter.drawRoundedRect(QRectF(rect), 6 * layout.unit, 6 * layout.unit)
        self.ring(painter, rect, "accent", layout)

    def shade(self, painter: QPainter, rect: QRect) -> None:
        """Let something step back while others are lit up; its words stay readable (4.5:1)."""
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), self._theme.colour("panel", SHADE))

"""How the card of one person looks: two lines, a name, or only the shape of the service."""

from __future__ import annotations

from enum import IntEnum
from typing import assert_never

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from nettverk.domain.groups import GroupingKind
from nettverk.domain.participants import Attendance, Participant
from nettverk.i18n import _
from nettverk.services.groups.board import NOBODY
from nettverk.ui.common import shapes
from nettverk.ui.groups.board.layout import BoardLayout, Detail
from nettverk.ui.groups.board.model import BoardModel, Item, ItemKind
from nettverk.ui.groups.board.name_forms import fitted
from nettverk.ui.groups.board.style import LEFT, RIGHT, BoardStyle
from nettverk.ui.groups.hues import TASK_ICONS, service_colour


class _Trouble(IntEnum):
    """How much somebody minds sitting where they sit."""

    NONE = 0
    MET_BEFORE = 1
    SERIOUS = 2
    """A colleague at the same table, or a broken rule."""


class CardPainter:
    """Draws the people of a ``BoardModel``.

    Attributes:
        shows_roles: group roles are shown by icons; the floor plan has no room for them.
    """

    def __init__(self, model: BoardModel, style: BoardStyle) -> None:
        self._model, self._style = model, style
        self.shows_roles = True

    def draw(self, painter: QPainter, rect: QRect, item: Item, layout: BoardLayout, *, dragged: bool = False) -> None:
        """Draw one person; a dragged one is at no table yet, so nothing is wrong there."""
        if self._model.board is None:
            return
        who, absent = self._model.participant(item), item.kind is ItemKind.ABSENT
        trouble = _Trouble.NONE if absent or dragged else self._trouble(item.who)
        if layout.detail is Detail.DOTS:
            self._draw_dot(painter, rect, who, layout, absent=absent, serious=trouble is _Trouble.SERIOUS)
            return
        self._draw_frame(painter, rect, layout, trouble, absent=absent)
        theme, scale, full = self._style.theme, layout.scale, layout.detail is Detail.FULL
        side = (14 if full else 12) * scale
        middle = rect.top() + (17 * scale if full else rect.height() / 2)
        left = rect.left() + (10 if full else 8) * scale
        colour = theme.colour("mute") if absent else service_colour(who.service_shape, theme.tokens["card"])
        shape = QRectF(left, middle - side / 2, side, side)
        shapes.paint(painter, shape, who.service_shape, colour, filled=who.service_shape == "ring")
        text = rect.adjusted(round(left - rect.left() + side + 8 * scale), 0, -round(8 * scale), 0)
        if full:
            self._draw_two_lines(painter, text, item, who, layout)
        else:
            self._draw_one_line(painter, text, item, who, layout)

    def _trouble(self, person: int) -> _Trouble:
        board = self._model.board
        table = board.seat[person] if board is not None else NOBODY
        if board is None or table == NOBODY or board.kind == GroupingKind.OWN_UNIT:
            return _Trouble.NONE
        note = self._model.notes[table]
        if person in note.broken or any(person in pair for pair in note.same_unit):
            return _Trouble.SERIOUS
        return _Trouble.MET_BEFORE if any(person in pair for pair in note.repeats) else _Trouble.NONE

    def _draw_frame(
        self, painter: QPainter, rect: QRect, layout: BoardLayout, trouble: _Trouble, *, absent: bool
    ) -> None:
        theme = self._style.theme
        match trouble:
            case _Trouble.NONE:
                edge = theme.colour("edge" if absent else "line")
            case _Trouble.MET_BEFORE:
                edge = theme.colour("warn", 0.5)
            case _Trouble.SERIOUS:
                edge = theme.colour("warn")
            case _:
                assert_never(trouble)
        line = Qt.PenStyle.DashLine if absent else Qt.PenStyle.SolidLine
        painter.setBrush(theme.colour("panel" if absent else "card"))
        painter.setPen(QPen(edge, 1.6 if trouble is _Trouble.SERIOUS else 1.0, line))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6 * layout.scale, 6 * layout.scale)

    # --- what a card says ---

    def _draw_two_lines(
        self, painter: QPainter, text: QRect, item: Item, who: Participant, layout: BoardLayout
    ) -> None:
        theme, scale, fonts = self._style.theme, layout.scale, self._style.fonts(layout)
        top = QRect(text.left(), text.top() + round(6 * scale), text.width(), round(21 * scale))
        below = QRect(text.left(), text.top() + round(25 * scale), text.width(), round(19 * scale))
        self._draw_name(painter, top, who.name, float(top.width()), item, fonts.name)
        size, room = 13 * scale, float(below.width())
        for number, icon in enumerate(self._icons(item)):
            # The first icon stands under the shape, where it costs no words.
            if not number:
                x = text.left() - 8 * scale - (14 * scale + size) / 2
            else:
                room -= size + 4 * scale
                x = below.left() + room + 4 * scale
            self._style.draw_icon(painter, icon, QRectF(x, below.center().y() - size / 2, size, size))
        painter.setFont(fonts.small)
        painter.setPen(theme.colour("mute"))
        if item.kind is ItemKind.ABSENT:
            away = who.hours if who.hours and who.attendance is not Attendance.ABSENT else _("borte")
            painter.drawText(below, RIGHT, away)
            room -= fonts.small_metrics.horizontalAdvance(away) + 6 * scale
        font, words = fitted(self._second_line(who, layout), fonts.small, room, person=False)
        painter.setFont(font)
        painter.drawText(below, LEFT, words)

    def _second_line(self, who: Participant, layout: BoardLayout) -> str:
        board = self._model.board
        if board is not None and board.kind == GroupingKind.OWN_UNIT:
            return who.role or who.unit_name  # the table's name says the unit
        # By zoom and not by card: a role on some cards only would look as if the others had none.
        roles_too = who.role and layout.scale >= 1.1 * self._style.theme.scale
        return f"{who.unit_name} · {who.role}" if roles_too else who.unit_name

    def _draw_one_line(self, painter: QPainter, text: QRect, item: Item, who: Participant, layout: BoardLayout) -> None:
        fonts, room = self._style.fonts(layout), float(text.width())
        size = max(8.0, 12 * layout.scale)
        for icon in self._icons(item):
            box = QRectF(text.left() + room - size + 2, text.center().y() - size / 2, size, size)
            self._style.draw_icon(painter, icon, box)
            room -= size + 3
        # Far too long a name keeps its given name, which is what is called out at the table.
        name = who.name
        if fonts.name_metrics.horizontalAdvance(name) > 1.35 * room and who.family_name:
            name = f"{who.given_name} {who.family_name[0]}."
        self._draw_name(painter, text, name, room, item, fonts.name)

    def _draw_name(self, painter: QPainter, box: QRect, name: str, room: float, item: Item, font: QFont) -> None:
        """As much of a name as there is room for; struck out for those who are not here."""
        absent = item.kind is ItemKind.ABSENT
        font, words = fitted(name, font, room)
        if absent:
            font = QFont(font)
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._style.theme.colour("mute" if absent else "ink"))
        painter.drawText(box, LEFT, words)

    def _draw_dot(
        self, painter: QPainter, rect: QRect, who: Participant, layout: BoardLayout, *, absent: bool, serious: bool
    ) -> None:
        theme = self._style.theme
        side = min(rect.width(), rect.height()) * 0.7
        box = QRectF(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2, side, side)
        painter.setOpacity(0.35 if absent else 1.0)
        if serious:
            painter.setPen(QPen(theme.colour("warn"), max(1.4, 2 * layout.scale)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        shapes.paint(painter, box, who.service_shape, service_colour(who.service_shape, theme.tokens["panel"]))
        painter.setOpacity(1.0)

    def _icons(self, item: Item) -> list[str]:
        """Small icons for a lock, a role, somebody late; named in the tool tip, the panel and the legend."""
        board = self._model.board
        if board is None or item.kind is not ItemKind.PERSON:
            return []
        icons = ["lock"] if item.who in board.locked else []
        if item.who in board.roles and self.shows_roles:
            icons.append(TASK_ICONS.get(board.roles[item.who], "tag"))
        if board.people[item.who].attendance == Attendance.LATE:
            icons.append("hourglass")
        return icons

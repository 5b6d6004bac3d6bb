"""What the shapes and small icons on the cards mean."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.domain.participants import Attendance, attendance_name
from nettverk.i18n import _
from nettverk.services.groups.board import Board
from nettverk.services.groups.roles import GROUP_ROLES, role_name
from nettverk.ui.common import shapes
from nettverk.ui.common.basics import Label
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.widgets import FlowLayout, Small, row
from nettverk.ui.groups.hues import TASK_ICONS, service_colour


class Legend(QWidget):
    """Services by shape, tasks and locks by icon; only those that are on the board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=18, line_gap=4)
        self._shown: object = None

    def show_board(self, board: Board) -> None:
        """Explain the signs that this board uses, and no others."""
        theme = in_force()
        services = Counter((person.service_name, person.service_shape) for person in board.people)
        tasks = [role for role in GROUP_ROLES if role in board.roles.values()]
        locked = bool(board.locked)
        in_pairs = board.kind == GroupingKind.MIXED and board.method is not None and board.method.pairs
        late = any(person.attendance == Attendance.LATE for person in board.people)
        key = (tuple(services.most_common()), tuple(tasks), locked, late, in_pairs, theme.name, theme.scale)
        # Making the signs takes longer than everything else in the panel, and they seldom change.
        if key == self._shown:
            return
        self._shown = key
        self._flow.clear()
        for (name, shape), _count in services.most_common():
            icon = shapes.icon(shape, service_colour(shape, theme.tokens["ground"]), 28, filled=shape == "ring")
            self._add(theme, icon.pixmap(QSize(28, 28)), name)
        for role in tasks:
            self._add(theme, theme.icon(TASK_ICONS[role], "mute", 28).pixmap(QSize(28, 28)), role_name(role))
        if locked:
            self._add(theme, theme.icon("lock", "mute", 28).pixmap(QSize(28, 28)), _("låst"))
        if late:
            self._add(
                theme, theme.icon("hourglass", "mute", 28).pixmap(QSize(28, 28)), attendance_name(Attendance.LATE)
            )
        if in_pairs:
            self._add(theme, theme.icon("minus", "accent", 28).pixmap(QSize(28, 28)), _("starter to og to"))

    def _add(self, theme: Theme, picture: object, name: str) -> None:
        sign = Label()
        side = round(14 * theme.scale)
        sign.setPixmap(picture)  # type: ignore[arg-type]
        sign.setScaledContents(True)
        sign.setFixedSize(side, side)
        box = QWidget()
        box.setLayout(row(sign, Small(name), gap=6))
        self._flow.addWidget(box)
        box.show()

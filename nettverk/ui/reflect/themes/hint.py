"""What the point at hand is like: shown, and done by nobody but whoever presses the key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from nettverk.i18n import _, _n
from nettverk.ui.common.basics import Label
from nettverk.ui.common.keys import native
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlowLayout, KeyCap, LinkButton, Small, row


class Hint(QFrame):
    """The theme that the point is like, and why; as tall when it says nothing, so that the list stands still.

    Signals:
        taken: do what is suggested.
        let_be: leave it where it is.
        near: choose the points that are like it too.
    """

    taken = Signal()
    let_be = Signal()
    near = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.what, self.why = Label(""), Small("", wrap=True)
        self.what.setProperty("kind", "strong")
        self.what.setWordWrap(True)
        self.take = LinkButton(_("Flytt dit"))
        self.leave = LinkButton(_("La stå"))
        self.choose = LinkButton(_("Velg dem også"))
        self._keys = tuple(KeyCap(native(key)) for key in ("Return", "Esc", "A"))
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.let_be)
        self.choose.clicked.connect(self.near)
        line = QWidget()
        flow = FlowLayout(line, gap=6)
        self._cells = tuple(QWidget() for _key in self._keys)
        for cell, button, key in zip(self._cells, (self.take, self.leave, self.choose), self._keys, strict=True):
            cell.setLayout(row(button, key, 4, gap=2))
            flow.addWidget(cell)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 4, 4, 4)
        box.setSpacing(2)
        box.addWidget(self.what)
        box.addWidget(self.why)
        box.addWidget(line)
        box.addStretch(1)
        self.tell_near(0)

    def tell(self, theme: str, why: str) -> None:
        """The point is like a theme."""
        self._say(_("Ligner: {theme}").format(theme=theme), why, (True, True, False))

    def tell_near(self, count: int) -> None:
        """The point is like so many others that are not placed; 0 says nothing."""
        what = _n("{n} punkt til ligner på dette", "{n} punkter til ligner på dette", count) if count else ""
        self._say(what, "", (False, False, bool(count)))

    def _say(self, what: str, why: str, shown: tuple[bool, bool, bool]) -> None:
        self.what.setText(what)
        self.why.setText(why)
        # With large letters there is room for what it is like, and not for why.
        self.why.setVisible(bool(why) and in_force().growth < 1.5)
        for cell, on in zip(self._cells, shown, strict=True):
            cell.setVisible(on)
        self.update()

    def sizeHint(self) -> QSize:
        theme = in_force()
        return QSize(200, theme.px(0) * 2 + theme.px(-1) * 3 + 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed line along its side: this is only a suggestion."""
        if self.what.text():
            painter = QPainter(self)
            painter.setPen(QPen(in_force().colour("ok"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(4, 6, 4, self.height() - 6)
            painter.end()

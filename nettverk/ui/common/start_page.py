"""The first page: what this is, and the three ways in; or what went wrong with the file, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.basics import Label, PushButton
from nettverk.ui.common.theme import icon_picture, in_force
from nettverk.ui.common.widgets import FlowLayout, Heading, Mark, Note, paint_ring, row


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from the first page: what it is called, what it does, and the function behind it."""

    icon: str
    title: str
    text: str
    run: Callable[[], object]
    primary: bool = False


class WayButton(PushButton):
    """A wide button with an icon, a title and a sentence."""

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._way = way
        self._icon = Label(parent=self)  # first of all: a change of style may come as soon as there are properties
        self.setProperty("kind", "way")
        self.setProperty("primary", way.primary)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(way.title)
        self.setAccessibleDescription(way.text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._icon.setFixedWidth(28)
        self._title = Heading(way.title, 0, self)
        self._text = Note(way.text, self)
        if way.primary:
            self._title.setProperty("on", "accent")
            self._text.setProperty("on", "accent")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 14, 20, 16)
        self._line.setSpacing(14)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(words, 1)
        # The words lie over the button; without this a click on them would not be a click on it.
        for label in (self._icon, self._title, self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: way.run())
        self._tint()

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self._line.totalHeightForWidth(max(220, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the focus ring inside where it is filled."""
        super().paintEvent(event)
        if self._way.primary:
            paint_ring(self, radius=8.0)

    def _tint(self) -> None:
        token = "on_accent" if self._way.primary else "accent"
        self._icon.setPixmap(icon_picture(self._way.icon, token, 24))
        self._icon.setFixedWidth(in_force().icon_px(28))


class StartPage(QScrollArea):
    """One page with a heading, a few warm words and the ways on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.ways: list[WayButton] = []

    def welcome(self, ways: Sequence[Way]) -> None:
        """The first run, or a database without gatherings."""
        names = (_("Teori"), _("Erfaringsdeling"), _("På tvers"), _("Veien videre"))
        self._show(
            _("Velkommen til Nettverk"),
            _("Planlegg samlinger i lærende nettverk, bland gruppene, led dagen, og la det som ble sagt, leve videre."),
            ways,
            names,
        )

    def trouble(self, sentence: str, ways: Sequence[Way]) -> None:
        """The database could not be opened: what happened, and what one can do."""
        self._show(_("Fila er ikke åpnet"), sentence, ways, ())

    def focus(self) -> None:
        """Put the focus on the first way."""
        if self.ways:
            self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, title: str, text: str, ways: Sequence[Way], parts: Sequence[str]) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        page.setAutoFillBackground(False)
        block = QWidget(page)
        block.setMaximumWidth(round(620 * in_force().growth))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if parts:
            column.addLayout(_parts(parts, block))
            column.addSpacing(16)
        heading = Heading(title, 4 if parts else 3, block, wrap=True)
        column.addWidget(heading)
        words = Note(text, block)
        words.setProperty("large", True)
        column.addWidget(words)
        column.addSpacing(16)
        self.ways = [WayButton(way, block) for way in ways]
        for button in self.ways:
            column.addWidget(button)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(32, 32, 32, 32)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(block, 6)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.setWidget(page)


def _parts(names: Sequence[str], parent: QWidget) -> FlowLayout:
    """The four parts one will come to know: shape, hue and name."""
    line = FlowLayout(gap=20, line_gap=8)
    for number, name in enumerate(names, start=1):
        pair = QWidget(parent)
        pair.setLayout(row(Mark(number, pair, size=18), Note(name, pair, wrap=False)))
        line.addWidget(pair)
    return line

"""Fields that change only when somebody means them to: the wheel scrolls the page, and turns a field that was clicked.

Whoever scrolls down a form with the wheel has the pointer over one field after the other. Qt's own fields would each
change their value on the way, without a sound; these let the wheel pass on to what they stand in, until somebody has
clicked them and as long as they keep the focus. A rule of the house keeps Qt's own out of the rooms.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QLocale, QObject, QSize
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSlider, QSpinBox, QWidget

from nettverk.i18n import language

_FEW_LETTERS, _ARROW = 9, 56


class WheelGuard(QObject):
    """Lets the wheel pass through a field that has not been clicked, or has lost the focus since."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._clicked = False
        self.watch(field)

    def watch(self, widget: QWidget) -> None:
        """Count a click in this widget as one in the field: the line that one types in is a widget of its own."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Wheel and not (self._clicked and self._field.hasFocus()):
            event.ignore()
            return True
        if kind == QEvent.Type.MouseButtonPress:
            self._clicked = True
        elif kind == QEvent.Type.FocusOut and watched is self._field:
            self._clicked = False
        return super().eventFilter(watched, event)


class ComboBox(QComboBox):
    """A few choices, or a line with suggestions where it is editable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = WheelGuard(self)
        self.setMaxVisibleItems(16)

    def minimumSizeHint(self) -> QSize:
        """Short enough for its sheet: one long name among the choices would else push everything beside it out."""
        hint = super().minimumSizeHint()
        return hint.boundedTo(QSize(_FEW_LETTERS * self.fontMetrics().averageCharWidth() + _ARROW, hint.height()))

    def setEditable(self, editable: bool) -> None:
        super().setEditable(editable)
        if (line := self.lineEdit()) is not None:
            self._guard.watch(line)
            line.setAccessibleName(self.accessibleName())

    def setAccessibleName(self, name: str) -> None:
        # The focus stands in the line, so that is what a screen reader asks.
        super().setAccessibleName(name)
        if sys.platform == "linux" and not self.accessibleDescription():
            self.setAccessibleDescription(name)  # there Qt says what is chosen in place of the name
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)


def _off_the_edge(line: QLineEdit) -> None:
    """Keep figures off the left edge; Qt's style sheets cannot (the padding is not heard)."""
    line.setTextMargins(8, 0, 0, 0)


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _off_the_edge(self.lineEdit())
        WheelGuard(self).watch(self.lineEdit())


class LengthBox(QDoubleSpinBox):
    """A length in millimetres, to a tenth."""

    def __init__(self, value: float, most: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setRange(0.0, most)
        self.setSuffix(" mm")
        self.setLocale(QLocale(language()))
        self.setValue(value)
        _off_the_edge(self.lineEdit())
        WheelGuard(self).watch(self.lineEdit())


class Slider(QSlider):
    """A value along a line."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        WheelGuard(self)

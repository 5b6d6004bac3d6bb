"""Check boxes, radio buttons and links whose words are somebody's own, as long as they like.

Qt's own are never narrower than their words, and push what stands below them out of the page. These show as much as
there is room for; all of it is heard, and seen when it is pointed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nettverk.ui.common.basics import CheckBox, LinkButton, RadioButton
from nettverk.ui.common.literal import set_tip

_FEW_LETTERS = 12

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class _Named(_Base):
    _words = _seen = ""
    _cut_at = Qt.TextElideMode.ElideRight

    def name_it(self, words: str) -> None:
        """Give it other words."""
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        return hint + QSize(metrics.horizontalAdvance(self._words) - metrics.horizontalAdvance(self._seen), 0)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        few = self._beside() + _FEW_LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), few), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _beside(self) -> int:
        """What the box itself takes."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._words)

    def _shorten(self) -> None:
        room = max(0, self.width() - self._beside())
        # Widths are rounded, so that words in just the room they ask for may lack a part of a pixel.
        whole = room >= self.fontMetrics().horizontalAdvance(self._words)
        seen = self._words if whole else self.fontMetrics().elidedText(self._words, self._cut_at, room)
        if seen != self._seen:
            self._seen = seen
            self.setText(seen)
            set_tip(self, self._words if seen != self._words else "")


class NamedCheckBox(_Named, CheckBox):
    """Ticked or not, and named by what somebody wrote: the beginning of it tells most."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.name_it(words)


class NamedRadioButton(_Named, RadioButton):
    """A radio button: of two names that are nearly alike, the end tells as much as the beginning."""

    _cut_at = Qt.TextElideMode.ElideMiddle

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.name_it(words)


class NamedLinkButton(_Named, LinkButton):
    """A link: what stands first of it, and the day at its end."""

    _cut_at = Qt.TextElideMode.ElideMiddle

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.name_it(words)

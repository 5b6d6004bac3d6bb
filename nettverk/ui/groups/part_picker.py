"""Which part's groups one looks at: tabs where they fit, else a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from nettverk.i18n import _
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.widgets import Segmented


class _List(ComboBox):
    """A combo that says the start of what is chosen, with …, where it is too narrow for all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as the style does, with words that fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = option.currentText
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, field.width() - 6)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class PartPicker(QWidget):
    """The parts that have groups; whole titles, never cut in a tab.

    Signals:
        chosen: id of the part the user chose.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Segmented([], _("Del"))
        self.list = _List()
        self.list.setAccessibleName(_("Del"))
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.list.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        layout.addWidget(self.list)
        self.tabs.chosen.connect(self.chosen)
        self.list.activated.connect(lambda place: self.chosen.emit(self.list.itemData(place)))
        self.list.highlighted.connect(self._tell_whole)

    def show_parts(self, parts: Sequence[tuple[str, str]], chosen: str) -> None:
        """The parts as (id, title), and which one is seen."""
        # Both are kept filled, because which of them is seen changes with the width.
        self.tabs.set_choices(parts)
        self.tabs.choose(chosen)
        listed = [(self.list.itemData(place), self.list.itemText(place)) for place in range(self.list.count())]
        if listed != list(parts):
            self.list.clear()
            for key, title in parts:
                self.list.addItem(title, key)
        place = self.list.findData(chosen)
        self.list.setCurrentIndex(place)
        self._tell_whole(place)

    def _tell_whole(self, place: int) -> None:
        set_tip(self.list, self.list.itemText(place) if place >= 0 else "")

    def sizeHint(self) -> QSize:
        """As large as what is shown of the two."""
        shown = self.list if self.tabs.isHidden() else self.tabs
        hint = shown.sizeHint()
        return QSize(self.list.minimumWidth(), hint.height()) if shown is self.list else hint

    def _natural(self) -> int:
        metrics = self.list.fontMetrics()
        titles = [self.list.itemText(place) for place in range(self.list.count())]
        return max((metrics.horizontalAdvance(title) for title in titles), default=0) + 2 * metrics.height() + 16

    def show_tabs(self, most: int) -> None:
        """Tabs if they fit in ``most`` pixels, else the list, no wider than that."""
        tabs = self.tabs.sizeHint().width() <= most
        focus = QApplication.focusWidget()
        focused = focus is not None and self.tabs.isAncestorOf(focus)
        self.tabs.setVisible(tabs)
        self.list.setVisible(not tabs)
        if not tabs:
            wide = min(self._natural(), most)
            if self.list.minimumWidth() != wide:
                self.list.setFixedWidth(wide)
                self.updateGeometry()
            # The tabs are hidden with the focus in them; without this it would go to whatever is next.
            if focused:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

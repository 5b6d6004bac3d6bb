"""The field that finds people and units on the board."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from nettverk.i18n import _
from nettverk.ui.common.widgets import SearchField, Small, set_tone


class GroupsSearchField(SearchField):
    """Finds people and units on the board, and says beside it when nobody was found.

    Signals:
        focused: one is in the field, or has left it. left: Escape in the empty field: back to the board.
    """

    focused = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(_("Finn en person eller enhet"))
        self.no_match = Small("")
        self.no_match.hide()
        set_tone(self.no_match, "warn")

    def show_count(self, count: int | None) -> None:
        """How many were found; None while nothing is searched for."""
        self.no_match.setText("" if count is None or count else _("Ingen treff"))
        self.no_match.setVisible(count == 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field, as everywhere; in the empty field it goes back to the board."""
        if event.key() == Qt.Key.Key_Escape and not self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Those who are not found step back only while one types."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Everybody comes forward again; those found stay lit."""
        super().focusOutEvent(event)
        self.focused.emit(False)

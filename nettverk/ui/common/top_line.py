"""The line on top: the gathering one works on, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nettverk.domain.changes import Undoable
from nettverk.i18n import _, long_date
from nettverk.ui.common.basics import FlatButton, KeyCap, Label, PushButton, tab_only
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import icon_picture

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering


class Elided(Label):
    """One line of muted text that ends in … where there is no room; all of it stays readable for screen readers."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "note")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, super().sizeHint().width()), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        metrics = QFontMetrics(self.font())
        if metrics.horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(0, (self.height() + metrics.ascent() - metrics.descent()) // 2, text)
        painter.end()


class GatheringButton(PushButton):
    """The gathering's title in bold with network, district and day beside it; opens the switcher."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._chevrons = Label(parent=self)  # made first, since a change of style paints it anew
        self.setProperty("kind", "flat")
        self.setAutoDefault(False)
        tab_only(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = Label(parent=self)
        self._title.setProperty("kind", "strong")
        self._about = Elided("", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._title)
        self._row.addWidget(self._about, 1)
        self._row.addWidget(self._chevrons)
        self._tint()
        self.show_gathering(None)

    def show_gathering(self, gathering: Gathering | None) -> None:
        """Show another one, or that there is none."""
        if gathering is None:
            title, about = _("Ingen samling valgt"), ""
        else:
            title = gathering.title or gathering.theme or _("Samling uten navn")
            day = long_date(gathering.held_on) if gathering.held_on else _("uten dato")
            about = " · ".join(word for word in (gathering.headline_now, day) if word)
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(_("Samling: {title}. Bytt samling").format(title=f"{title} {about}".strip()))
        switch = _("Bytt samling ({key})").format(key=native("Ctrl+G"))
        set_tip(self, "\n".join(word for word in (title, about, switch) if word))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = self._row.sizeHint()
        return QSize(hint.width() + 4, max(40, hint.height() + 14))

    def minimumSizeHint(self) -> QSize:
        """The title is never cut while there is room for it; the rest may be."""
        return QSize(min(self._title.sizeHint().width() + 60, 420), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._chevrons.setPixmap(icon_picture("chevrons-up-down", "mute", 16))


class SearchButton(PushButton):
    """Looks like the field it opens: the command palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._glass = Label(parent=self)  # made first, since a change of style paints it anew
        self.setProperty("kind", "search")
        self.setAutoDefault(False)
        tab_only(self)
        self.setAccessibleName(_("Søk og kommandoer"))
        self._words = Elided(_("Søk eller velg en handling"), self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._glass)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(KeyCap(native("Ctrl+K"), self))
        self._tint()

    def sizeHint(self) -> QSize:
        return QSize(max(260, self._row.sizeHint().width() + 24), max(36, self._row.sizeHint().height() + 12))

    def minimumSizeHint(self) -> QSize:
        """May shrink to the glass and the key."""
        return QSize(self.sizeHint().height() + 90, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._glass.setPixmap(icon_picture("search", "mute", 18))


class TopLine(QFrame):
    """The gathering to the left, search, undo and the menu to the right.

    Signals:
        switch: the user wants another gathering.
        search: the user wants the palette.
        undo: take back.
        redo: do again.
    """

    switch = Signal()
    search = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.gathering = GatheringButton(self)
        self.search_button = SearchButton(self)
        self.undo_button = FlatButton("", "undo-2", self, tip=_("Angre"))
        self.redo_button = FlatButton("", "redo-2", self, tip=_("Gjør om"))
        self.menu_button = FlatButton("", "ellipsis", self, tip=_("Meny (F10)"))
        self.menu_button.setAccessibleName(_("Meny"))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 12, 8)
        line.setSpacing(4)
        line.addWidget(self.gathering)
        line.addStretch(1)
        line.addSpacing(16)
        line.addWidget(self.search_button)
        line.addSpacing(8)
        for button in (self.undo_button, self.redo_button, self.menu_button):
            line.addWidget(button)
        self.gathering.clicked.connect(self.switch)
        self.search_button.clicked.connect(self.search)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.show_undoable(Undoable())

    def show_undoable(self, state: Undoable) -> None:
        """Name what Ctrl+Z and Ctrl+Shift+Z would do."""
        # What undo would do is part of the name, so that nobody has to try it to find out.
        for button, word, step, key in (
            (self.undo_button, _("Angre"), state.undo, "Ctrl+Z"),
            (self.redo_button, _("Gjør om"), state.redo, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(bool(step))
            name = f"{word}: {step}" if step else word
            button.setAccessibleName(name)
            set_tip(button, f"{name} ({native(key)})")

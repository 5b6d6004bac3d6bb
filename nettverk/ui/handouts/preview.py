"""The chosen document as it will come out of the printer, or what has to be done before it can be made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.handouts.handouts import LaidOut, Missing
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import EmptyState, FlatButton, Small, row
from nettverk.ui.handouts.page_drawer import PageDrawer
from nettverk.ui.handouts.page_view import PageView

_PAGES, _MISSING = range(2)
WORDS_FROM = 380
"""From this width on, in pixels at 100 % text size, there is room for words on the button below the pages."""


class DocumentPreview(QStackedWidget):
    """Pages with a foot that says where one is; or the first step, with a button that goes there.

    Args:
        drawer: draws the pages that come into sight.

    Signals:
        open_wanted: in the PDF reader of this machine.
        more_wanted: the menu over ``more_button``, of what one needs now and then.
        room_wanted: the ``RoomKey`` where the first step is taken.
    """

    open_wanted = Signal()
    more_wanted = Signal()
    room_wanted = Signal(object)

    def __init__(self, drawer: PageDrawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(drawer)
        self._whole = True
        self.smaller = FlatButton("", "zoom-out", tip=_("Mindre sider (−)"))
        self.larger = FlatButton("", "zoom-in", tip=_("Større sider (+)"))
        self.open_button = FlatButton(_("Åpne i PDF-leseren"), "external-link")
        self.more_button = FlatButton("", "ellipsis", tip=_("Bare det som er endret, e-posttekst og skriveren"))
        self.more_button.clicked.connect(self.more_wanted)
        self.where = Small("")
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.open_button.clicked.connect(self.open_wanted)
        self.view.turned.connect(self._turned)
        pages = QWidget()
        layout = QVBoxLayout(pages)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        foot = row(self.where, None, self.more_button, self.open_button, self.smaller, self.larger)
        foot.setContentsMargins(24, 4, 16, 4)
        layout.addLayout(foot)
        self.addWidget(pages)
        self.addWidget(QWidget())  # stands in for the first step until there is one to say

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be cut, the button has its picture and says them when one rests on it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the words again when the text has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        words = _("Åpne i PDF-leseren")
        roomy = self.width() >= WORDS_FROM * in_force().growth
        self.open_button.setText(words if roomy else "")
        self.open_button.setAccessibleName(words)
        set_tip(self.open_button, "" if roomy else words)

    def show_pages(self, laid: LaidOut) -> None:
        """Show a document that is laid out."""
        self._show_view(ready=True)
        self._whole = laid.whole
        self.view.show_document(laid)

    def show_nothing(self, *, coming: bool) -> None:
        """Show an empty table; ``coming`` says that the pages are being drawn."""
        self._show_view(ready=coming)
        self._whole = True
        self.view.clear()
        self.where.setText(_("Lager sidene …") if coming else "")

    def _show_view(self, *, ready: bool) -> None:
        self.open_button.setEnabled(ready)
        self.more_button.setEnabled(ready)
        self.setCurrentIndex(_PAGES)

    def show_missing(self, missing: Missing) -> None:
        """Show what has to be done first."""
        self.open_button.setEnabled(False)
        first, _dot, step = missing.sentence.partition(". ")
        buttons = {
            RoomKey.PEOPLE: _("Gå til Deltakere"),
            RoomKey.GROUPS: _("Gå til Grupper"),
            RoomKey.PLAN: _("Gå til Planlegg"),
            RoomKey.REFLECT: _("Gå til Refleksjoner"),
        }
        room = missing.room
        state = EmptyState(first.rstrip("."), step, buttons[room], lambda: self.room_wanted.emit(room), icon="printer")
        old = self.widget(_MISSING)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        self.insertWidget(_MISSING, state)
        self.setCurrentIndex(_MISSING)

    def _turned(self, page: int, pages: int) -> None:
        words = _("Side {page} av {pages}").format(page=page, pages=pages) if pages else ""
        self.where.setText(words if self._whole else _("Lager sidene …"))

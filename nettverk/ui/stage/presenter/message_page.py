"""A message to everyone: over the whole wall, or as a band below the picture; those that are used again are ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from nettverk.i18n import _
from nettverk.services import qr
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, set_tone
from nettverk.ui.stage.presenter.drawer_page import DrawerPage

LONGEST = 400
"""Letters in a message: more cannot be read from the back row."""


class MessagePage(DrawerPage):
    """A message to everyone, sent with Enter (Ctrl+Enter: as a band) and taken away with an empty one.

    Signals:
        sent: the text, and whether it is to be a band.
        kept: all messages that are to be ready another time.
    """

    sent = Signal(str, bool)
    kept = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Melding på lerretet"), parent)
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(_("Skriv meldingen og trykk Enter"))
        self.field.setAccessibleName(_("Melding på lerretet"))
        self.field.returnPressed.connect(lambda: self._send(band=False))
        self.field.installEventFilter(self)
        self.send = PrimaryButton(_("Vis"), parent=self)
        self.send.clicked.connect(lambda: self._send(band=False))
        self.band = QuietButton(_("Vis under bildet"), parent=self)
        set_tip(self.band, _("Et bånd nederst, med klokka. Bildet står (Ctrl+Enter)."))
        self.band.clicked.connect(lambda: self._send(band=True))
        self.remove = QuietButton(_("Fjern"), parent=self)
        self.remove.clicked.connect(lambda: self.sent.emit("", False))
        self.column.addWidget(self.field)
        self.keep = QuietButton(_("Ta vare på"), parent=self)
        set_tip(self.keep, _("Meldingen står klar i lista neste gang."))
        self.keep.clicked.connect(self._keep)
        buttons = FlowLayout(gap=8)  # with large text they take a second line
        for button in (self.send, self.band, self.remove, self.keep):
            buttons.addWidget(button)
        self.column.addLayout(buttons)
        self.told = Note("", self)
        self.column.addWidget(self.told)
        self.ready = QListWidget(self)
        self.ready.setAccessibleName(_("Faste meldinger: vis den valgte med Enter, fjern den med Delete"))
        self.ready.setMinimumHeight(1)
        self.ready.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ready.itemClicked.connect(lambda item: self._take(item.text()))
        self.ready.installEventFilter(self)
        self.column.addWidget(self.ready, 1)
        self.field.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def show_ready(self, texts: Sequence[str]) -> None:
        """The messages that are kept."""
        if [self.ready.item(place).text() for place in range(self.ready.count())] != list(texts):
            self.ready.clear()
            self.ready.addItems(list(texts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one writes in comes first, then the buttons, and then what there is room for."""
        super().resizeEvent(event)
        line = in_force().px(0)
        for widget, least in ((self.heading, 8), (self.told, 10), (self.ready, 13), (self.keep, 6)):
            widget.setVisible(self.height() >= least * line)

    @property
    def _texts(self) -> list[str]:
        return [self.ready.item(place).text() for place in range(self.ready.count())]

    def _send(self, *, band: bool) -> None:
        self.sent.emit(self.field.text().strip(), band)

    def _take(self, text: str) -> None:
        """A kept message goes up as a band at once: that is what it was kept for."""
        self.field.setText(text)
        self._send(band=True)

    def _keep(self) -> None:
        text = self.field.text().strip()
        if text:
            self.kept.emit([*self._texts, text])

    def _tell(self) -> None:
        """A message that was pasted too long is not cut in silence; a link becomes a code to point a phone at."""
        # The field has cut the text already, silently.
        text = self.field.text()
        full = len(text) >= LONGEST
        words = _("Alle i rommet ser den. Klokka går.")
        if qr.link_in(text):
            words = _("Lenka vises som en QR-kode ved siden av teksten.")
        if full:
            words = _("Meldingen kan ha høyst {count} tegn.").format(count=LONGEST)
        self.told.setText(words)
        set_tone(self.told, "warn" if full else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter shows; ↓ goes from the field to the messages that are ready, and Delete takes one of those away."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.field:
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._send(band=True)
                return True
            if event.key() == Qt.Key.Key_Down and self.ready.count():
                self.ready.setFocus()
                self.ready.setCurrentRow(max(0, self.ready.currentRow()))
                return True
        elif watched is self.ready and self.ready.currentItem() is not None:
            if enter:
                self._take(self.ready.currentItem().text())
                return True
            if event.key() == Qt.Key.Key_Delete:
                gone = self.ready.currentRow()
                self.kept.emit([text for place, text in enumerate(self._texts) if place != gone])
                return True
            if event.key() == Qt.Key.Key_Up and self.ready.currentRow() == 0:
                self.field.setFocus()
                return True
        return False

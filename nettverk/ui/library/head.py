"""Above the faces: which sheet it is, what it is for, how it has been used, and what one can do with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import SheetDefinition, kind_name, when_name, who_name
from nettverk.domain.sheets.library import kinds_of
from nettverk.i18n import _, _n
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import breakable
from nettverk.ui.common.widgets import FlatButton, Heading, Note, PrimaryButton, QuietButton, Small, bar


class SheetHead(QWidget):
    """The chosen sheet's title with its buttons.

    Signals:
        print_wanted, copy_wanted, use_wanted, edit_wanted, versions_wanted, more_wanted: the buttons.
    """

    print_wanted = Signal()
    copy_wanted = Signal()
    use_wanted = Signal()
    edit_wanted = Signal()
    versions_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("", 2, wrap=True)
        self.line = Note("", self)
        self.used = Small("", self)
        self.about = Note("", self)
        self.print_button = QuietButton(
            _("Skriv ut"), "printer", tip=_("Skriv ut arket ({key})").format(key=native("Ctrl+P"))
        )
        self.copy_button = QuietButton(_("Lag din egen"), "copy", tip=_("Et ark dere kan endre, med disse ordene"))
        self.edit_button = QuietButton(_("Rediger"), "pencil", tip=_("Rediger arket (F2)"))
        self.use_button = PrimaryButton(_("Bruk i en del"), "plus")
        self.versions_button = FlatButton(_("Versjoner"), "history", tip=_("Versjoner ved siden av hverandre"))
        self.more_button = FlatButton("", "ellipsis", tip=_("Mer å gjøre med arket"))
        quiet = (self.print_button, self.copy_button, self.edit_button)
        self._words = {button: button.text() for button in quiet}
        for button in quiet:
            button.setAccessibleName(button.text())
        self.print_button.clicked.connect(self.print_wanted)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.use_button.clicked.connect(self.use_wanted)
        self.versions_button.clicked.connect(self.versions_wanted)
        self.more_button.clicked.connect(self.more_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        buttons = [self.more_button, self.print_button, self.copy_button, self.edit_button, self.use_button]
        column.addLayout(bar([self.title], buttons))
        column.addLayout(bar([self.line], [self.used, self.versions_button]))
        column.addWidget(self.about)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: perhaps room for fewer words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Where the buttons' words do not go on a line of their own, the quiet ones are icons."""
        buttons = [button for button in (*self._words, self.more_button, self.use_button) if not button.isHidden()]
        for button in self._words:
            button.setText(self._words[button])
        narrow = sum(button.sizeHint().width() + 8 for button in buttons) - 8 > self.width()
        if narrow:
            for button in self._words:
                button.setText("")

    def show_sheet(self, sheet: SheetDefinition, versions: int, used: int) -> None:
        """Show what a sheet is called, what it is for, and at how many gatherings it has been used."""
        self.title.setText(breakable(sheet.title))
        rounds = " → ".join(who_name(who) for who in sheet.rounds)
        kinds = ", ".join(kind_name(kind) for kind in kinds_of(block.kind for block in sheet.blocks)[:2])
        words = [kinds, f"{rounds}, {when_name(sheet.when)}"]
        if sheet.minutes:
            words.append(_n("{n} minutt", "{n} minutter", sheet.minutes))
        self.line.setText(" · ".join(words))
        version = _("Versjon {version}").format(version=sheet.version)
        often = _n("brukt i {n} samling", "brukt i {n} samlinger", used) if used else _("ikke brukt ennå")
        self.used.setText(f"{version} · {often}")
        self.versions_button.setVisible(versions > 1)
        self.about.setText(breakable(sheet.about))
        self.about.setVisible(bool(sheet.about))
        self.edit_button.setVisible(sheet.own)
        self._fit()

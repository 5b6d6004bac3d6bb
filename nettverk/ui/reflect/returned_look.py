"""What came back in files, to be looked at before it is typed in: whose it is, where it goes, and each line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _, _n
from nettverk.services.returned_files import ReturnedLook
from nettverk.ui.common.basics import Label, set_tone
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Small


class ReturnedLookSheet(Sheet):
    """One entry for each file; nothing is stored before one says so.

    Args:
        faults: what could not be read, in sentences.
        store: types it in.
    """

    def __init__(
        self, host: QWidget, looks: Sequence[ReturnedLook], faults: Sequence[str], store: Callable[[], object]
    ) -> None:
        super().__init__(_("Hent svarark"), host, width=520)
        belongs_to(self, ManualPage.TAKE_HOME)
        self._store = store
        new = sum(line.new for look in looks for line in look.lines)
        asked = _n("{n} nytt svar er lest. Skal det skrives inn?", "{n} nye svar er lest. Skal de skrives inn?", new)
        self.body.addWidget(Note(asked if new else _("Alt sto der fra før."), self))
        for fault in faults:
            told = Note(fault, self)
            set_tone(told, "warn")
            self.body.addWidget(told)
        for look in looks:
            self._entry(look)
        self.body.addStretch(1)
        self.take_button = PrimaryButton(_("Skriv inn"))
        self.later_button = QuietButton(_("Ikke nå"))
        set_tip(self.take_button, _("Nye svar skrives under det som står der. Angre tar alt tilbake."))
        self.take_button.setEnabled(bool(new))
        self.take_button.clicked.connect(self.take)
        self.later_button.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.later_button)
        self.foot.addWidget(self.take_button)

    def _entry(self, look: ReturnedLook) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Small(look.unit, self, strong=True, wrap=True))
        self.body.addWidget(Note(look.sheet, self))
        for line in look.lines:
            about = line.about if line.new else _("{about} (står der fra før)").format(about=line.about)
            self.body.addSpacing(4)
            self.body.addWidget(Small(about, self, wrap=True))
            text = Label(line.text, self)
            text.setWordWrap(True)
            self.body.addWidget(text)

    def take(self) -> None:
        """Type it in, and close."""
        self.close_sheet()
        self._store()

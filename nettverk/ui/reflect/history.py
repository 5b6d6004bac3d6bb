"""How a sheet has read: earlier versions in a panel at the side, each with the way back to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.reflections import Version
from nettverk.domain.sheets.written import Sheet as PaperSheet
from nettverk.i18n import _, clock, day_month
from nettverk.services import reflections
from nettverk.services.database import Store
from nettverk.ui.common.widgets import Card, Note, QuietButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace


class History(Sheet):
    """Earlier versions of one sheet.

    Signals:
        wanted: the sheet, and the text to bring back.
    """

    wanted = Signal(object, str)

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__("", host, width=420)
        self._workspace = workspace
        self._cards: list[QWidget] = []
        self.sheet: PaperSheet | None = None

    def open_for(self, gathering_id: str, sheet: PaperSheet) -> None:
        """Read how a sheet has read before, and open on that."""

        def job(store: Store) -> tuple[Version, ...]:
            return reflections.versions(store, gathering_id, sheet.part_id, sheet.table, sheet.question_id)

        def show(versions: tuple[Version, ...]) -> None:
            self.show_versions(sheet, versions)
            self.open()

        self._workspace.lane.ask(job, show, self)

    def show_versions(self, sheet: PaperSheet, versions: tuple[Version, ...]) -> None:
        """Show the versions of a sheet, the newest first and without a way back to itself."""
        self.sheet = sheet
        self.title.setText(_("Tidligere versjoner av {code}").format(code=sheet.code))
        # Hidden at once; deleteLater alone would leave the old cards to be seen until the next turn of the event loop.
        for card in self._cards:
            card.hide()
            card.deleteLater()
        while self.body.count():
            self.body.takeAt(0)
        self._cards = [self._card(sheet, version, now=number == 0) for number, version in enumerate(versions)]
        for card in self._cards:
            self.body.addWidget(card)
        if len(versions) < 2:
            note = Note(_("Teksten er ikke endret ennå. Når noe endres, finner du den gamle teksten her."))
            self._cards.append(note)
            self.body.addWidget(note)
        self.body.addStretch(1)

    def _card(self, sheet: PaperSheet, version: Version, *, now: bool) -> Card:
        card = Card(self)
        at = version.at.astimezone()
        when = f"{day_month(at.date())} {clock(at)} · {version.machine}"
        card.body.addWidget(Small(_("Nå · {when}").format(when=when) if now else when, card, strong=now))
        text = Note(version.text.strip() or _("(tomt)"), card)
        text.setProperty("kind", "note" if not version.text.strip() else "")
        card.body.addWidget(text)
        if not now and version.text.strip():
            back = QuietButton(_("Hent tilbake"), "undo-2", card)
            back.clicked.connect(lambda: self.wanted.emit(sheet, version.text))
            card.body.addLayout(row(back, None))
        return card

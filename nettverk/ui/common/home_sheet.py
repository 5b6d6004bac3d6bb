"""Hent hjem: any number of files that were lent, taken in beside the windows, and what came from where and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.errors import Locked
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _, _n, join
from nettverk.ui.common import remembered
from nettverk.ui.common.announce import announce
from nettverk.ui.common.basics import Label
from nettverk.ui.common.contest_card import when
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Card, Note, PrimaryButton, QuietButton, Small, row, set_tone

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.sharing.bringing_home import Brought, Homecoming, Tried
    from nettverk.ui.common.workspace import Workspace

_FOLDER = "home/folder"


class BringingHome(QObject):
    """Takes files in: chosen in a dialog, dropped anywhere on the window, or named on the command line.

    Args:
        open_file: opens a file instead, where it is one that is to be written in.

    Attributes:
        sheet: what came of it the last time; None before anything has been brought home.
    """

    def __init__(self, workspace: Workspace, host: QWidget, open_file: Callable[[Path], object]) -> None:
        super().__init__(host)
        self._workspace, self._host, self._open_file = workspace, host, open_file
        self.sheet: HomeSheet | None = None
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def choose(self) -> None:
        """Ask for the files; while a gathering is live they can be dropped."""
        workspace = self._workspace
        if workspace.live:
            workspace.say(_("Samlingen er i gang. Slipp filene rett på vinduet, så hentes de hjem."))
            return
        folder = remembered.folder(workspace.settings, _FOLDER) or remembered.documents()
        pattern = f"{_('Nettverk-filer')} (*.db);;{_('Alle filer')} (*)"
        names, _filter = QFileDialog.getOpenFileNames(self._host, _("Hent hjem"), str(folder), pattern)
        if names:
            workspace.settings.setValue(_FOLDER, str(Path(names[0]).parent))
            self.begin([Path(name) for name in names])

    def begin(self, paths: Sequence[Path]) -> None:
        """Take the files in, one after the other, and show what came of it."""
        workspace = self._workspace
        if not workspace.lane.is_open or not paths:
            return
        for autosave in workspace.autosaves:  # what is being typed here comes before what was typed there
            autosave.flush()
        came: list[Homecoming] = []

        def job(store: Store, report: Report) -> Changes:
            came.append(_bring(store, report, tuple(paths)))
            return came[0].changes

        workspace.lane.long_change(
            job, lambda _changes: self._came(came[0]), self, _("Henter hjem"), failed=workspace.say
        )  # fmt: skip

    def _came(self, homecoming: Homecoming) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
            self.sheet.deleteLater()
        self.sheet = HomeSheet(self._workspace, self._host, homecoming, self._open_file)
        self.sheet.open(self.sheet.first_stop())
        for each in homecoming.tried:
            if isinstance(each.fault, Locked):
                self._workspace.lane.locked.emit(each.fault, partial(self.begin, [each.path]))
                return

    # --- dropping ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Nettverk files that are dropped; whatever else is dropped is for the room."""
        if isinstance(event, QDropEvent) and (paths := dropped_files(event)):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop and not isinstance(event, QDragEnterEvent):
                # Whoever drops it waits for the drop to be over before anything else can be done in the windows.
                QTimer.singleShot(0, self, partial(self.begin, paths))
            return True
        return super().eventFilter(watched, event)


def dropped_files(event: QDropEvent) -> list[Path]:
    """The Nettverk files that are being dropped; none where anything else is among them."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.casefold() == ".db" for file in files) else []


class HomeSheet(Sheet):
    """A card for each file: whose work it is and when, what came in, or why nothing did; and the way back."""

    def __init__(
        self, workspace: Workspace, host: QWidget, homecoming: Homecoming, open_file: Callable[[Path], object]
    ) -> None:
        super().__init__(_("Hentet hjem"), host, width=520)
        belongs_to(self, ManualPage.TABLE_LAPTOP)
        self._workspace, self._open_file = workspace, open_file
        self.homecoming = homecoming
        self._steps = sum(each.brought is not None and each.brought.has_step for each in homecoming.tried)
        self.words = Note(summed_up(homecoming), self)
        self.words.setProperty("kind", "")
        self.body.addWidget(self.words)
        self.cards = [self._card(each) for each in homecoming.tried]
        for card in self.cards:
            self.body.addSpacing(4)
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.back = QuietButton(_("Angre"), "undo-2", self)
        self.back.clicked.connect(self._take_back)
        self.back.setVisible(bool(self._steps))
        self.ok = PrimaryButton(_("Ferdig"), "check", self)
        self.ok.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.ok)
        self._state: object = None
        self._taken_back = False
        workspace.lane.opened.connect(self.close_sheet)
        # What Ctrl+Z would do is told right after whoever asked has heard the answer.
        QTimer.singleShot(0, self, self._listen)
        announce(self, self.words.text())

    def first_stop(self) -> QWidget:
        """What has the focus when the sheet opens."""
        return self.ok

    def _listen(self) -> None:
        self._state = self._workspace.lane.steps.counts
        self._workspace.lane.undoable.connect(self._stepped)

    def _stepped(self, _state: object) -> None:
        """Something else has been done since: then Ctrl+Z takes that back first."""
        if not self._taken_back and self._workspace.lane.steps.counts != self._state:
            self.back.hide()

    def _take_back(self) -> None:
        lane = self._workspace.lane
        self._taken_back = True
        for _step in range(self._steps):
            lane.undo()
        self.back.hide()
        self.words.setText(_("Tatt tilbake. Filene er som de var, og kan hentes hjem igjen."))
        for card in self.cards:
            card.setEnabled(False)
        self.ok.setFocus()
        announce(self, self.words.text())

    def _see_contests(self) -> None:
        self.close_sheet()
        self._workspace.contests_wanted.emit()

    def _card(self, tried: Tried) -> Card:
        from nettverk.services.sharing import bringing_home

        card = Card(self)
        name = Label(tried.path.name, card)
        name.setProperty("kind", "strong")
        name.setWordWrap(True)
        card.body.addWidget(name)
        if tried.brought is None:
            words = tried.fault.sentence if tried.fault is not None else ""
            refused = Note(words, card)
            set_tone(refused, "warn")
            card.body.addWidget(refused)
            if isinstance(tried.fault, bringing_home.NotOurs) and tried.fault.is_lent:
                card.body.addWidget(Note(_("Skal du skrive i den? Da åpner du den."), card))
                instead = QuietButton(_("Åpne fila"), "folder-open", card)
                instead.clicked.connect(lambda _checked=False: self._open_file(tried.path))
                card.body.addLayout(row(instead, None))
            return card
        gathering = self._workspace.gathering
        about = came_from(tried.brought, gathering.title if gathering is not None else "")
        if about:
            card.body.addWidget(Small(about, card, wrap=True))
        came = bringing_home.what_came(tried.brought)
        if not tried.brought.is_new:
            came = _("Alt var her fra før.")
        for sentence in (came, *bringing_home.notes(tried.brought)):
            if sentence:
                card.body.addWidget(Note(sentence, card))
        if tried.brought.competing:
            see = QuietButton(_("Se hva som er skrevet ulikt …"), parent=card)
            see.clicked.connect(self._see_contests)
            card.body.addLayout(row(see, None))
        return card


def summed_up(homecoming: Homecoming) -> str:
    """One sentence on all of it."""
    came = sum(each.brought is not None and each.brought.is_new for each in homecoming.tried)
    refused = sum(each.fault is not None for each in homecoming.tried)
    words = [
        _n("Det er kommet nytt inn fra {n} fil.", "Det er kommet nytt inn fra {n} filer.", came)
        if came
        else _("Ingenting nytt er kommet inn.")
    ]
    if refused:
        words.append(_n("{n} fil er ikke hentet hjem.", "{n} filer er ikke hentet hjem.", refused))
    if homecoming.stopped:
        words.append(_("Du stoppet før alle var hentet."))
    return " ".join(words)


def came_from(brought: Brought, here: str) -> str:
    """«bord-pc · sist skrevet kl. 10.42 · bord 3 og 4», and the gathering where it is another than the one here."""
    words = [join(list(brought.writers))] if brought.writers else []
    if brought.latest is not None:
        words.append(_("sist skrevet {when}").format(when=when(brought.latest)))
    if brought.tables:
        words.append(_("bord {numbers}").format(numbers=join([str(number) for number in brought.tables])))
    if brought.gathering and brought.gathering != here:
        words.append(brought.gathering)
    return " · ".join(words)


def _bring(store: Store, report: Report, paths: tuple[Path, ...]) -> Homecoming:
    from nettverk.services.sharing import bringing_home

    def tell(done: float, text: str) -> None:
        report.check()
        report.progress(done, text)

    return bringing_home.bring_all_home(store, paths, tell)

"""Two editions of the file: one sentence above the rooms, one button, and the choice between the two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.parting import Parting, Verdict
from nettverk.i18n import _
from nettverk.ui.common.announce import announce
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.start_page import Way, WayButton
from nettverk.ui.common.synced import is_network, synced_by
from nettverk.ui.common.widgets import Note, QuietButton

if TYPE_CHECKING:
    from nettverk.services.parting import Reunion
    from nettverk.ui.common.workspace import Workspace


class Banner(QFrame):
    """A line above the rooms that stays until what it says is no longer so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.words = Note("", self)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QuietButton(_("Velg versjon …"), parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(16)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.hide()

    def tell(self, text: str) -> None:
        """Show a sentence, and say it to who listens instead of reading; none hides the line."""
        self.words.setText(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text)


class Editions(QObject):
    """Shows the line while there are two editions, and makes one of them when one has chosen."""

    def __init__(self, workspace: Workspace, banner: Banner, host: QWidget) -> None:
        super().__init__(banner)
        self._workspace, self._banner, self._host = workspace, banner, host
        self.sheet: ChoiceSheet | None = None
        banner.button.clicked.connect(self.choose)
        workspace.lane.parted.connect(self._parted)
        workspace.lane.opened.connect(self._opened)
        self._opened()

    def _opened(self, _path: object = None) -> None:
        self._parted(self._workspace.lane.parting)

    def _parted(self, parting: Parting | None) -> None:
        self._banner.tell(sentence(parting) if parting is not None else "")
        if parting is None and self.sheet is not None:
            self.sheet.close_sheet()

    def choose(self) -> None:
        """Show the two, and what becomes of the other."""
        parting = self._workspace.lane.parting
        if parting is None:
            return
        self.sheet = ChoiceSheet(self._host, parting, self._use_mine, self._use_theirs)
        self.sheet.closed.connect(self._closed)
        self.sheet.open(self.sheet.mine)

    def _closed(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.deleteLater()

    def _use_mine(self) -> None:
        from nettverk.services import parting

        self._workspace.lane.settle_editions(parting.use_mine, self._reunited, self)

    def _use_theirs(self) -> None:
        from nettverk.services import parting

        self._workspace.closing.emit()  # what is being typed belongs to one's own edition
        self._workspace.lane.settle_editions(parting.use_theirs, self._reunited, self)

    def _reunited(self, reunion: Reunion | None) -> None:
        self._parted(self._workspace.lane.parting)
        if reunion is None:
            return
        words = _("Bare én versjon gjelder nå.")
        if reunion.kept is not None:
            words = _("Bare én versjon gjelder nå. Den andre heter «{name}».").format(name=reunion.kept.name)
        self._workspace.say(words)


class ChoiceSheet(Sheet):
    """Mine or the other; nothing is lost by either."""

    def __init__(
        self, host: QWidget, parting: Parting, use_mine: Callable[[], None], use_theirs: Callable[[], None]
    ) -> None:
        super().__init__(_("Hvilken versjon skal gjelde?"), host, width=480)
        belongs_to(self, ManualPage.IT_FOLDER)
        self.body.addWidget(Note(sentence(parting), self))
        self.body.addWidget(Note(advice(Path(parting.path)), self))
        self.body.addSpacing(8)
        self.mine = WayButton(
            Way("check", _("Bruk min"), _mine_words(parting), lambda: self._take(use_mine), primary=True), self
        )
        self.theirs = WayButton(
            Way("refresh-cw", _("Bruk den andre"), _theirs_words(parting), lambda: self._take(use_theirs)), self
        )
        self.theirs.setEnabled(parting.readable)
        self.body.addWidget(self.mine)
        self.body.addWidget(self.theirs)
        self.body.addStretch(1)

    def _take(self, use: Callable[[], None]) -> None:
        self.close_sheet()
        use()


def _mine_words(parting: Parting) -> str:
    if parting.verdict in {Verdict.MISSING, Verdict.AWAY}:
        return _("Den du ser nå, legges tilbake der fila lå.")
    return _("Den du ser nå. Den andre blir liggende ved siden av, med et navn som sier når.")


def _theirs_words(parting: Parting) -> str:
    if parting.readable:
        return _("Den som ligger i mappa. Din blir liggende ved siden av, med et navn som sier når.")
    if parting.verdict in {Verdict.MISSING, Verdict.AWAY}:
        return _("Det ligger ingen annen versjon der nå.")
    return _("Den som ligger i mappa, kan ikke leses.")


def sentence(parting: Parting) -> str:
    """What has happened, who seems to have done it, and that one is safe."""
    path = Path(parting.path)
    who = synced_by(path)
    match parting.verdict:
        case Verdict.MISSING:
            what = _("{file} er borte fra mappa.")
        case Verdict.AWAY:
            what = _("Mappa der {file} ligger, svarer ikke.")
        case Verdict.REPLACED:
            what = _("{who} har byttet ut {file}.") if who else _("{file} er byttet ut med en annen.")
        case Verdict.ALTERED:
            what = _("{who} har skrevet i {file}.") if who else _("Noe annet har skrevet i {file}.")
    words = what.format(file=path.name, who=who)
    safe = _("Alt ditt er trygt, og du arbeider videre i din egen versjon.")
    return f"{words} {safe}"


def advice(path: Path) -> str:
    """What keeps it from happening again."""
    who = synced_by(path)
    if who:
        words = _("Mappa synkroniseres av {who}. Ha fila åpen på én maskin om gangen, og la {who} bli ferdig først.")
        return words.format(who=who)
    if is_network(path):
        return _("Fila ligger på en annen maskin. Når mappa er tilbake, velger du Bruk min.")
    return _("Ha fila åpen ett sted om gangen.")

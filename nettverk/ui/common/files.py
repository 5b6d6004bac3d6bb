"""Opening, making, copying and restoring database files, with the sample beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.rescue import Homecoming, Returned
from nettverk.i18n import _
from nettverk.services.lane import Report
from nettverk.services.places import default_database, sample_database
from nettverk.ui.common import remembered
from nettverk.ui.common.file_watch import FileWatch
from nettverk.ui.common.synced import synced_by
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nettverk.domain.backups import Backup
    from nettverk.services.database import Store
    from nettverk.services.loans import Loan
    from nettverk.ui.common.backup_keeper import BackupKeeper
    from nettverk.ui.common.share_keeper import ShareKeeper


class Files(QObject):
    """Which database is open. The gathering that was last worked on there opens with it.

    Signals:
        ready: a database is open; whether it has gatherings.
        trouble: it could not be opened: its path and a sentence.
        share_wanted: the user wants to share what is open.
    """

    ready = Signal(bool)
    trouble = Signal(object, str)
    share_wanted = Signal()

    def __init__(self, workspace: Workspace, window: QWidget | None = None) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.window = window  # what the file dialogs belong to
        self.returned: tuple[Returned, ...] = ()
        self.backups: BackupKeeper | None = None
        self.sharing: ShareKeeper | None = None
        self.finding = False  # whether it is being asked which gathering to begin with; ``ready`` is then still to come
        workspace.gathering_changed.connect(self._remember)
        workspace.lane.changed.connect(self._speak)
        self.watch = FileWatch(workspace.lane, self)

    def keep_backups(self) -> BackupKeeper:
        """Begin to make backups of whatever is open, by itself."""
        from nettverk.ui.common.backup_keeper import BackupKeeper

        self.backups = BackupKeeper(self._workspace)
        return self.backups

    # --- opening ---

    def open(self, path: Path) -> None:
        """Open a database file; it is made if it is not there."""
        self._workspace.lane.open(path, lambda _path: self._opened(), lambda said: self.trouble.emit(path, said))

    def open_sample(self, path: Path | None = None) -> None:
        """Open the sample in its own file, making it the first time."""
        target = path or sample_database()
        self._workspace.lane.open(target, lambda _path: self._fill(), lambda said: self.trouble.emit(target, said))

    def open_default(self) -> None:
        """Open the user's own database, which is made the first time."""
        self.open(default_database())

    @property
    def on_sample(self) -> bool:
        """Whether it is the sample that is open."""
        return self._workspace.lane.path == sample_database()

    def _opened(self) -> None:
        self._warn()
        self._bring_back()
        self._workspace.lane.ask(lambda store: store.notes, self._tell, self)
        self._speak()
        self.finding = True
        self._workspace.lane.ask(_loan, self._workspace.know_loan, self)
        # Which gathering was worked on is remembered for each file, in the settings of this machine.
        last = remembered.text(self._workspace.settings, self._key())
        self._workspace.lane.ask(lambda store: _first(store, last), self._found, self)

    def _bring_back(self) -> None:
        """What could not be stored last time is put back where it belongs, before anybody reads there."""
        database = self._workspace.database
        self._workspace.unsaved.hand_over(database)
        self._workspace.lane.ask(_come_back, lambda home: self._came_back(database, home), self)

    def _came_back(self, database: str, home: Homecoming) -> None:
        from nettverk.ui.common.homecoming import told

        self._workspace.unsaved.know(database, home.identity)
        if home.changes.tables:
            self._workspace.lane.changed.emit(home.changes)
        self.returned = tuple(returned for returned in home.returned if returned.told)
        sentence = told(home)
        if sentence:
            self._workspace.say(sentence, _("Se dem") if self.returned else "", self.show_returned)

    def show_returned(self) -> None:
        """What came back, and what has no place, to be read and copied."""
        from PySide6.QtWidgets import QMainWindow

        from nettverk.ui.common.rescued_sheet import RescuedSheet

        window = self.window
        host = window.centralWidget() if isinstance(window, QMainWindow) else window
        if host is not None and self.returned:
            sheet = RescuedSheet(self._workspace, host, self.returned)
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

    def _speak(self, changes: Changes | None = None) -> None:
        """Use the municipality's own words for units, services and districts."""
        if changes is not None and not changes.touches("settings"):
            return

        def spoken(anew: bool) -> None:
            if anew:
                self._workspace.language_changed.emit()

        self._workspace.lane.ask(_own_words, spoken, self)

    def _tell(self, notes: tuple[str, ...]) -> None:
        """What was found when the file was opened, such as a journal that belongs to another."""
        for sentence in notes:
            self._workspace.say(sentence)

    def _warn(self) -> None:
        """A folder that something else keeps in step with other machines may write under our feet."""
        path = self._workspace.lane.path
        folder = synced_by(path) if path is not None else ""
        if folder and not self._workspace.live:
            self._workspace.say(
                _("Fila ligger i en mappe som synkroniseres ({name}). Ha den åpen på én maskin om gangen.").format(
                    name=folder
                ),
                _("Del med andre …"),
                self.share_wanted.emit,
            )

    def _found(self, gathering_id: str | None) -> None:
        def arrived() -> None:
            self.finding = False
            self.ready.emit(self._workspace.gathering is not None)

        self._workspace.open_gathering(gathering_id, arrived)

    def _fill(self) -> None:
        self._workspace.lane.ask(_has_gatherings, self._built, self)

    def _built(self, has_gatherings: bool) -> None:
        if has_gatherings:
            self._opened()
            return
        self._workspace.lane.long_change(
            _build_sample,
            lambda changes: self._found(changes.made or None),
            self,
            _("Lager eksempelkommunen"),
            failed=lambda said: self.trouble.emit(self._workspace.lane.path, said),
        )

    def _key(self) -> str:
        path = self._workspace.lane.path
        return f"last_gathering/{path.as_posix().replace('/', '|') if path else 'memory'}"

    def _remember(self) -> None:
        gathering = self._workspace.gathering
        if gathering is not None:
            self._workspace.settings.setValue(self._key(), gathering.id)

    # --- asking the user for a file ---

    def choose(self) -> None:
        """Ask for another database and open it."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(
            self.window, _("Åpne en Nettverk-fil"), self._folder(), self._filter()
        )
        if name:
            self.open(Path(name))

    def make(self) -> None:
        """Ask where a new, empty database is to lie, and open it."""
        start = str(Path(self._folder()) / "nettverk.db")
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(self.window, _("Ny Nettverk-fil"), start, self._filter())
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}.db")
        if path.exists():
            self._workspace.say(
                _("{file} finnes fra før, og er ikke endret. Velg et annet navn.").format(file=path.name)
            )
        else:
            self.open(path)

    def back_up(self) -> None:
        """Ask where a copy is to lie, and copy the database as it stands."""
        path = self._workspace.lane.path
        if path is None:
            return
        start = str(path.with_name(f"{path.stem} kopi{path.suffix}"))
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(self.window, _("Ta sikkerhetskopi"), start, self._filter())
        if name:
            target = Path(name)
            self._workspace.lane.ask(
                lambda store: _back_up(store, target),
                lambda _answer: self._workspace.say(_("Sikkerhetskopien ligger i {path}.").format(path=target)),
                self,
            )

    def take_back(self, path: Path, backup: Backup, told: str = "") -> None:
        """Put a backup in the place of the database at ``path``, in this window; the one there now is kept.

        Args:
            told: what is said when it is done, with ``{file}`` for the name of the one that was there.
        """

        def back(kept: Path | None) -> None:
            # What stands in the rooms is from the file that was open before, though its ids may be the same.
            self._workspace.open_gathering(None)
            self._workspace.lane.ask(_everything, self._workspace.lane.changed.emit, self)
            self._opened()
            self._workspace.say(
                (told or _("Hentet tilbake. Fila som var her, heter nå {file}.")).format(file=kept.name)
                if kept is not None
                else _("Hentet tilbake.")
            )

        if self.backups is not None:
            self.backups.pause()  # Windows moves no file that somebody reads
        self._workspace.lane.take_back(path, backup, back, lambda said: self.trouble.emit(path, said))

    def restore(self, broken: Path | None = None) -> None:
        """Ask for a backup and open a copy of it; the backup and the broken file stay as they are."""
        folder = str(broken.parent) if broken else self._folder()
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(self.window, _("Velg en sikkerhetskopi"), folder, self._filter())
        if name:
            self._workspace.lane.work(
                lambda _report: _restored(Path(name)), self.open, self, _("Henter sikkerhetskopien")
            )

    def _folder(self) -> str:
        path = self._workspace.lane.path
        return str(path.parent if path else default_database().parent)

    @staticmethod
    def _filter() -> str:
        return _("Nettverk-filer") + " (*.db);;" + _("Alle filer") + " (*)"


def guarded(workspace: Workspace, action: Callable[[], None]) -> Callable[[], None]:
    """An action that opens a file dialog: not while a gathering is live."""

    # A dialog would stand on the wall for everyone to see, and take the keys of the clicker.
    def run() -> None:
        if workspace.live:
            workspace.say(_("Samlingen er i gang. Gjør dette etterpå."))
        else:
            action()

    return run


def _first(store: Store, last: str) -> str | None:
    from nettverk.services import gatherings

    return gatherings.to_begin_with(store, last)


def _loan(store: Store) -> Loan | None:
    from nettverk.services import loans

    return loans.loan(store)


def _build_sample(store: Store, report: Report) -> Changes:
    from nettverk.services import database
    from nettverk.services.sample import sample

    def tell(done: float, text: str) -> None:
        report.check()
        report.progress(done, text)

    changes = sample.build(store, tell)
    database.mark_finished(store)  # until somebody works in it, it needs no backup
    return changes


def _come_back(store: Store) -> Homecoming:
    from nettverk.services import rescue

    return rescue.come_back(store)


def _back_up(store: Store, target: Path) -> None:
    from nettverk.services import database

    database.back_up(store, target)


def _restored(backup: Path) -> Path:
    from nettverk.services import database

    return database.restore(backup)


def _everything(store: Store) -> Changes:
    from nettverk.services.export import whole as export

    return Changes(frozenset(export.tables(store)))


def _has_gatherings(store: Store) -> bool:
    from nettverk.services import gatherings

    return bool(gatherings.all_(store))


def _own_words(store: Store) -> bool:
    from nettverk.services import settings

    return settings.speak(store)

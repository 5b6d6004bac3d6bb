"""Del med andre: choose a folder that all reach, or a server, and it is done; afterwards who shares, and what waits."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.now import utc_now
from nettverk.i18n import _, _n, clock, join, short_date
from nettverk.ui.common.basics import Label
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.server_rows import ServerRows
from nettverk.ui.common.share_keeper import ShareKeeper, keep_sharing, on_server
from nettverk.ui.common.synced import synced_by
from nettverk.ui.common.widgets import (
    LinkButton,
    Note,
    PrimaryButton,
    QuietButton,
    Sheet,
    Small,
    column,
    row,
    set_tone,
)
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.sharing.joining import Found, Status, Tried


class ShareSheet(Sheet):
    """One button where the file is not shared; where it is, what one wants to know, calmly."""

    def __init__(self, workspace: Workspace, files: Files, host: QWidget) -> None:
        super().__init__(_("Del med andre"), host, width=480)
        belongs_to(self, ManualPage.SHARED_FOLDER)
        self._workspace, self._files = workspace, files
        self._keeper: ShareKeeper = keep_sharing(files, workspace)
        self._found: Found | None = None
        self._tried: Tried | None = None
        self._with_server = False
        self.about = Note("", self)
        self.to_server = LinkButton(_("Del over en server i stedet"), parent=self)
        self.server = ServerRows(workspace, self)
        self.place = Note("", self)
        self.others = QWidget(self)
        self.waits = Note("", self)
        self.choose = PrimaryButton(_("Velg mappe …"), "folder-open", self)
        self.over = PrimaryButton(_("Del over serveren"), "database", self)
        self.fetch = PrimaryButton(_("Hent det hit"), "download", self)
        self.now = PrimaryButton(_("Hent og del nå"), "refresh-cw", self)
        self.show_folder = QuietButton(_("Vis mappa"), "external-link", self)
        self.stop = QuietButton(_("Slutt å dele herfra"), "x", self)
        for widget in (self.about, self.server, self.place, self.others, self.waits):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.to_server, None))
        self.body.addSpacing(8)
        self.body.addLayout(row(self.show_folder, self.stop, None))
        self.body.addStretch(1)
        self.foot.addStretch(1)
        for button in (self.choose, self.over, self.fetch, self.now):
            self.foot.addWidget(button)
        self.choose.clicked.connect(guarded(workspace, self._choose))
        self.over.clicked.connect(guarded(workspace, self._share_over_server))
        self.to_server.clicked.connect(self._turn)
        self.server.tried.connect(self._server_tried)
        self.fetch.clicked.connect(guarded(workspace, self._fetch))
        self.now.clicked.connect(lambda: self._keeper.sync(resume=True, seen=True))
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._keeper.place)))
        self.stop.clicked.connect(self._stop)
        self._keeper.synced.connect(lambda _synced: self.refresh())
        self._keeper.place_changed.connect(lambda _place: self.refresh())

    def show_sharing(self) -> None:
        """Open it as things stand now."""
        self._found = self._tried = None
        self._with_server = False
        self.refresh()
        self.open(self.choose if not self._keeper.place else self.now)

    def refresh(self) -> None:
        """Show how the sharing stands now."""
        shared = bool(self._keeper.place)
        offered = self._found is not None and not shared
        asked = not shared and not offered
        server = asked and self._with_server
        fits = self._tried is not None and self._tried.fits
        for widget, seen in (
            (self.choose, asked and not server), (self.server, server), (self.over, server and fits),
            (self.to_server, asked), (self.fetch, offered), (self.now, shared),
            (self.show_folder, shared and not on_server(self._keeper.place)), (self.stop, shared),
            (self.others, shared), (self.place, shared), (self.waits, shared),
        ):  # fmt: skip
            widget.setVisible(seen)
        if offered:
            self._offer()
        elif not shared:
            self._invite()
        else:
            self.about.setText(_("Det dere skriver, kommer til de andre av seg selv når maskinene er på nett."))
            self.place.setText(_in_pieces(self._keeper.place))
            self._workspace.lane.work(_status, self._show, self, "", quiet=True, failed=self._workspace.say)

    def _turn(self) -> None:
        """A server instead of a folder, and back."""
        self._with_server = not self._with_server
        self.refresh()
        (self.server.address if self._with_server else self.choose).setFocus()

    def _server_tried(self, tried: Tried | None) -> None:
        """The server has said how it stands: what one can do about it is the button."""
        self._tried = tried
        if tried is not None and not tried.fits:
            self._found = tried.found
        self.over.setText(_("Del over serveren") if tried is None or tried.ready else _("Gjør klar og del"))
        self.refresh()
        if self.over.isVisible() or self.fetch.isVisible():
            (self.over if self.over.isVisible() else self.fetch).setFocus()

    def _share_over_server(self) -> None:
        if self._tried is not None:
            self.share_over(self._tried.found.place, set_up=not self._tried.ready)

    def _invite(self) -> None:
        self.to_server.setText(
            _("Del over en mappe i stedet") if self._with_server else _("Del over en server i stedet")
        )
        if self._with_server:
            from nettverk.services.sharing import place

            lacks = place.missing_for_servers()
            self.server.setVisible(not lacks)
            self.about.setText(
                lacks
                or _("Kommunen kan ha én PostgreSQL-server for alle. Maskinene arbeider som før, også uten"
                  " nett, og utveksler når serveren er der.")
            )  # fmt: skip
            return
        path = self._workspace.lane.path
        service = synced_by(path) if path is not None else ""
        words = [
            _("Flere maskiner kan arbeide i det samme, også uten nett. Velg en mappe alle når: OneDrive, SharePoint,"
              " en nettverksmappe."),
            _("Nettverk-fila di blir liggende her på maskinen. I mappa legger hver maskin bare sitt eget."),
        ]  # fmt: skip
        if service:
            words.append(
                _("Nå ligger selve fila i en mappe {service} synkroniserer. Velger du den samme mappa, flyttes fila ut"
                  " av den, og alt deles trygt derfra.").format(service=service)
            )  # fmt: skip
        self.about.setText("\n\n".join(words))

    def _offer(self) -> None:
        assert self._found is not None
        machines = join(self._found.machines)
        words = [
            _("På denne serveren ligger det en annen fil fra før, fra {machines}.").format(machines=machines)
            if on_server(self._found.place)
            else _("Denne mappa bruker {machines} allerede.").format(machines=machines),
            _("Henter du det hit, blir det Nettverk-fila di. Den du har nå, blir liggende ved siden av, med et navn som"
              " sier når."),
        ]  # fmt: skip
        self.about.setText("\n\n".join(words))

    def _show(self, status: Status) -> None:
        lines = QWidget(self)
        widgets: list[QWidget] = []
        for other in status.others:
            at = datetime.fromisoformat(other.at).astimezone()
            when = _("sist {day} kl. {time}").format(day=short_date(at.date()), time=clock(at.time()))
            widgets.append(column_of(Label(other.machine, lines), Note(when, lines), lines))
        if status.others:
            widgets.insert(0, Small(_("Sammen med"), lines, strong=True))
        else:
            words = (
                _("Ingen andre ennå. Be dem skrive adressen i Del med andre, med sin egen rolle i den.")
                if on_server(status.place)
                else _("Ingen andre ennå. Be dem velge den samme mappa i Del med andre.")
            )
            widgets.append(Note(words, lines))
        lines.setLayout(column(*widgets, gap=8))
        self.body.replaceWidget(self.others, lines)
        self.others.hide()
        self.others.deleteLater()
        self.others = lines
        said = []
        if status.trouble:
            said.append(status.trouble)
        if status.paused:
            said.append(_("Du har angret det som kom inn. Nytt kommer ikke inn før du henter."))
        if status.waiting:
            said.append(_n("{n} ting venter på å bli lagt ut.", "{n} ting venter på å bli lagt ut.", status.waiting))
        if status.unfinished:
            said.append(
                _n(
                    "{n} fil er ikke kommet helt fram ennå.",
                    "{n} filer er ikke kommet helt fram ennå.",
                    status.unfinished,
                )
            )
        self.waits.setText("\n".join(said) if said else _("Alt er delt."))
        set_tone(self.waits, "warn" if status.trouble or status.paused else "")

    # --- done ---

    def _choose(self) -> None:
        path = self._workspace.lane.path
        start = str(path.parent) if path is not None and synced_by(path) else str(Path.home())
        name = QFileDialog.getExistingDirectory(self._files.window, _("Velg felles mappe"), start)
        if name:
            self.share_over(name)

    def share_over(self, place: str, *, set_up: bool = False) -> None:
        """Share over a folder or a server; where others share another file there, it is offered to be fetched.

        Args:
            set_up: the server is to be made ready first.
        """
        path = self._workspace.lane.path
        out = path is not None and bool(synced_by(path))

        def looked(answer: tuple[Found | None, Path | None]) -> None:
            self._found, home = answer
            if self._found is not None:
                self.refresh()
                self.fetch.setFocus()
            elif home is not None and path is not None:
                self._move(path, home, place)
            else:
                self._begun(place)

        label = _("Gjør serveren klar") if on_server(place) else _("Gjør mappa klar")
        self._workspace.lane.work(
            lambda report: _begin(report, place, out=out, set_up=set_up), looked, self, label,
            failed=self._workspace.say,
        )  # fmt: skip

    def _move(self, old: Path, home: Path, place: str) -> None:
        """Go on in the copy at home, share from there, and leave the old file so that nobody works in it."""
        lane = self._workspace.lane

        def retired(_old: Path) -> None:
            self._begun(place)
            self._workspace.say(_("Fila ligger nå her på maskinen: {path}. Derfra deles den.").format(path=home))

        def begun(_found: Found) -> None:
            lane.work(lambda _report: _retired(old), retired, self, "", quiet=True, failed=self._workspace.say)

        def opened(_path: Path | None) -> None:
            lane.work(lambda report: _begun_in(report, place), begun, self, "", quiet=True, failed=self._workspace.say)

        lane.open(home, opened)

    def _begun(self, place: str) -> None:
        self._keeper.follow()
        self._workspace.say(
            _("Nå deles alt over serveren. De andre skriver adressen i Del med andre, med sin egen rolle i den.")
            if on_server(place)
            else _("Nå deles alt over mappa. De andre velger den samme mappa i Del med andre.")
        )

    def _fetch(self) -> None:
        share, path = self._found, self._workspace.lane.path
        if share is None or path is None:
            return
        self._workspace.lane.work(
            lambda report: _fetched(report, share.place, path), self._take_over, self, _("Henter fra de andre"),
            failed=self._workspace.say,
        )  # fmt: skip

    def _take_over(self, fetched: Path) -> None:
        from nettverk.domain.backups import Backup

        path = self._workspace.lane.path
        self._found = None
        if path is not None:
            backup = Backup(fetched, utc_now(), 0)
            self._files.take_back(path, backup, _("Hentet, og deles fra nå av. Fila du hadde, heter nå {file}."))

    def _stop(self) -> None:
        def done(place: str) -> None:
            self._keeper.stop()
            self._workspace.say(
                _("Deles ikke lenger herfra. Det som ligger i {place}, er der for de andre.").format(place=place)
            )

        self._workspace.lane.ask(_stopped, done, self)


def column_of(first: QWidget, second: QWidget, parent: QWidget) -> QWidget:
    """Two lines that belong together."""
    box = QWidget(parent)
    box.setLayout(column(first, second, gap=0))
    return box


def _in_pieces(place: str) -> str:
    """A place as it is shown: a server's address has no spaces, and may go over to the next line between its parts."""
    return re.sub(r"([/@?&.])(?=[^/])", "\\1\u200b", place) if on_server(place) else place


def _status(report: Report) -> Status:
    from nettverk.services.sharing import joining

    return joining.status(report.on_lane)


def _stopped(store: Store) -> str:
    from nettverk.services.sharing import joining

    return joining.stop(store)


def _begin(report: Report, place: str, *, out: bool, set_up: bool) -> tuple[Found | None, Path | None]:
    """Begin to share; what is shared there already where it is another file, or the copy that is to be gone on in.

    Args:
        out: the file lies where it must not, so that it is copied and not shared from there.
        set_up: the server is to be made ready first.
    """
    from nettverk.services.sharing import joining

    if set_up:
        joining.set_up_server(report.on_lane, place, "")
    looked = joining.look(place)
    if not report.on_lane(lambda store: joining.may_begin(store, looked)):
        return looked, None
    if out:
        return None, report.on_lane(joining.copied_home)
    _begun_in(report, place)
    return None, None


def _begun_in(report: Report, place: str) -> Found:
    from nettverk.services.sharing import joining

    return joining.begin(report.on_lane, place)


def _retired(old: Path) -> Path:
    from nettverk.services.sharing import joining

    return joining.retire(old)


def _fetched(report: Report, place: str, path: Path) -> Path:
    from nettverk.services.sharing import joining

    def tell(done: float, text: str) -> None:
        report.check()
        report.progress(done, text)

    return joining.fetched_beside(place, path, tell)

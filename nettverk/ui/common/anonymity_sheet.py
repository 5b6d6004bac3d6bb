"""«Anonym nok?»: all that may tell who somebody is in what is about to go out, one after the other, keyboard first.

It warns and never stops anything: for each place one uses the neutral wording, writes another, or lets it stand, which
is remembered. Ctrl+Z takes back each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nettverk.domain.anonymity.columns import LOOKED_AT
from nettverk.domain.anonymity.outlets import EVERYTHING, Outlet
from nettverk.domain.anonymity.review import AtMeeting, ToLookAt, Where
from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _, _n
from nettverk.services import anonymity_review
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.ui.common.anonymity_watch import AnonymityWatch
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.room_keys import key_hints
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Wavy, Writing

LOOK_KEY = "Ctrl+Shift+A"
GO_KEY = "Ctrl+Return"
_MOST_LISTED = 200
_AGAIN_MS = 150
_READ = ("entries", *sorted({place.split(".")[0] for place in LOOKED_AT} - {"entries"}))
"""The tables what is looked through stands in."""


class _Places(QListWidget):
    """The places; arrows move, Enter uses the suggestion, K keeps, E edits.

    Signals:
        used, kept, edited: a key for the place one is at.
    """

    used = Signal()
    kept = Signal()
    edited = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing to do."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.used.emit()
            case Qt.Key.Key_K | Qt.Key.Key_Delete:
                self.kept.emit()
            case Qt.Key.Key_E | Qt.Key.Key_F2:
                self.edited.emit()
            case _:
                super().keyPressEvent(event)


class AnonymitySheet(Sheet):
    """Opens over a room; reads what was said anew each time.

    Signals:
        looked: how many places there are to look at.
    """

    looked = Signal(int)

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Anonym nok?"), host, width=560)
        belongs_to(self, ManualPage.ANONYMOUS)
        self._workspace = workspace
        self.found: tuple[ToLookAt, ...] = ()
        self.summary = Note("", self)
        self.places = _Places(self)
        self.places.setAccessibleName(_("Steder å se på"))
        self.places.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.where, self.reason = Small("", self, strong=True), Note("", self)
        self.was = Writing(1, self)
        self.was.setReadOnly(True)
        self.was.setAccessibleName(_("Linja, slik den er nå"))
        self.was.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line = Writing(2, self, one_line=True)
        self.line.setProperty("keeps", True)  # what is typed here is a try, and goes with the sheet
        self.use_button = PrimaryButton(_("Bruk"))
        self.keep_button = QuietButton(_("Behold"))
        self.go_button = QuietButton(_("Gå videre"))
        self.go_button.hide()
        self.outlet = EVERYTHING
        self._go: Callable[[], object] | None = None
        self._meeting: AtMeeting | None = None
        self._detail = (self.where, self.was, self.reason, self.line)
        self._lay_out()
        self.places.currentRowChanged.connect(self._show_place)
        self.places.used.connect(self.use)
        self.places.kept.connect(self.keep)
        self.places.edited.connect(self._edit)
        self.line.done.connect(self.use)
        self.use_button.clicked.connect(self.use)
        self.keep_button.clicked.connect(self.keep)
        self.go_button.clicked.connect(self.go_on)
        self.closed.connect(self._forget)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.read)
        workspace.lane.changed.connect(self._changed)
        workspace.gathering_changed.connect(self.close_sheet)

    def _lay_out(self) -> None:
        self.places.setMinimumHeight(180)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.where)
        self.body.addWidget(self.was)
        self.body.addWidget(self.reason)
        self.add_field(_("Linja, slik den kan stå"), self.line)
        self._hints = key_hints((
            ("Return", _("bruk forslaget")),
            ("K", _("behold")),
            ("E", _("endre")),
        ))  # fmt: skip
        self.body.addWidget(self._hints)
        set_tip(self.use_button, _("Bruk denne ordlyden (Enter)"))
        set_tip(self.keep_button, _("La det stå som det er; det huskes ({key})").format(key="K"))
        self.foot.addWidget(self.use_button)
        self.foot.addWidget(self.keep_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.go_button)
        set_tip(self.go_button, _("Gå videre slik det står ({key})").format(key=native(GO_KEY)))
        key = QShortcut(QKeySequence(GO_KEY), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.go_on)

    # --- opened and read ---

    def begin(self, outlet: Outlet = EVERYTHING) -> None:
        """Read what was said, and open on it.

        Args:
            outlet: only what goes out there.
        """
        self.outlet, self._meeting = outlet, None
        self.read(then=self._opened)

    def ask(
        self, found: Sequence[ToLookAt], outlet: Outlet, go: Callable[[], object], at: AtMeeting | None = None
    ) -> None:
        """Open on what was found in what is about to go out; Enter or a click on «Gå videre» lets it go.

        Args:
            at: the meeting whose minutes it is; the gathering one is at if left out.
        """
        self.outlet, self._go, self._meeting = outlet, go, at
        self.go_button.show()
        self.show_found(found)
        self.open(self.go_button)

    def go_on(self) -> None:
        """Let it go out, as it reads now."""
        go = self._go
        if go is not None:
            self.close_sheet()
            go()

    def _forget(self) -> None:
        self._go = None
        self.go_button.hide()

    def _where(self) -> Where | None:
        """What is looked through: a meeting's minutes, or the gathering one is at; None where neither is."""
        if self._meeting is not None:
            return self._meeting
        return self._workspace.gathering.id if self._workspace.gathering is not None else None

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Look everything through anew, off the thread of the windows."""
        here, outlet = self._where(), self.outlet
        if here is None:
            return
        for saver in self._workspace.autosaves:
            saver.flush()

        def job(report: Report) -> tuple[ToLookAt, ...]:
            material = report.on_lane(lambda store: anonymity_review.material(store, here))
            return anonymity_review.found_in(material, outlet)

        def show(found: tuple[ToLookAt, ...]) -> None:
            # What was asked about something else meanwhile is answered by itself.
            if self._where() == here and outlet == self.outlet:
                self.show_found(found)
                if then is not None:
                    then()

        self._workspace.lane.work(job, show, self, _("Ser gjennom"), quiet=True)

    def _opened(self) -> None:
        self.open(self.places if self.found else self.cross)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_READ):
            self._again.start()

    def show_found(self, found: Sequence[ToLookAt]) -> None:
        """List what there is to look at; one stays where one was."""
        row = max(0, self.places.currentRow())
        self.found = tuple(found)
        with QSignalBlocker(self.places):
            self.places.clear()
            for spot in self.found[:_MOST_LISTED]:
                self.places.addItem(_item(spot))
            self.places.setCurrentRow(min(row, self.places.count() - 1))
        if self.found:
            count = _n("{n} sted kan fortelle hvem noen er.", "{n} steder kan fortelle hvem noen er.", len(self.found))
            self.summary.setText(
                _("Før noe går på lerretet, på papir eller ut av huset: dette kan fortelle hvem noen er. Du bestemmer.")
                if self.places.count() == len(self.found)
                else count
            )
        else:
            self.summary.setText(
                _("Ingenting å se på. Les gjennom selv også: du vet best hvem som kan kjenne igjen hvem.")
            )
        self._show_place(self.places.currentRow())
        if not self.found and self._go is not None and self.isVisible():
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked.emit(len(self.found))

    def _show_place(self, row: int) -> None:
        spot = self._at(row)
        for widget in (*self._detail, self.places, self._hints, self.use_button, self.keep_button):
            widget.setVisible(spot is not None)
        for caption in self.findChildren(Small):
            if caption is not self.where and caption.buddy() is self.line:
                caption.setVisible(spot is not None)
        if spot is None:
            return
        self.where.setText(spot.spoken.label)
        self.was.fill(spot.line)
        self.was.underline([Wavy(spot.finding.place.start, spot.finding.place.end, spot.finding.reason)])
        self.reason.setText(spot.finding.reason)
        self.line.fill(spot.finding.accepted(spot.line))
        self.line.document().clearUndoRedoStacks()

    def _at(self, row: int) -> ToLookAt | None:
        return self.found[row] if 0 <= row < len(self.found) else None

    # --- what one does ---

    def use(self) -> None:
        """Let the line read as it does in the field: the suggestion, or what one has made of it."""
        spot, here = self._at(self.places.currentRow()), self._where()
        if spot is None or here is None:
            return
        line = self.line.text()

        def job(store: Store) -> Changes:
            return anonymity_review.rewrite(store, here, spot, line)

        said = _("Byttet. Angre med {key}.").format(key=native("Ctrl+Z"))
        self._workspace.lane.change(job, lambda _changes: self._done(said), self)

    def keep(self) -> None:
        """Let it stand as it is, and remember that."""
        spot, here = self._at(self.places.currentRow()), self._where()
        if spot is None or here is None:
            return
        key = spot.key

        def job(store: Store) -> Changes:
            return anonymity_review.keep(store, here, key)

        self._workspace.lane.change(job, lambda _changes: self._done(_("Beholdt som det står.")), self)

    def _done(self, said: str) -> None:
        self._workspace.say(said)
        AnonymityWatch.of(self._workspace).kept_changed()
        if not self.places.hasFocus():
            self.places.setFocus(Qt.FocusReason.OtherFocusReason)
        self._again.stop()
        self.read()

    def _edit(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.to_end()


def _item(one: ToLookAt) -> QListWidgetItem:
    item = QListWidgetItem(f"{one.finding.text}  ·  {one.spoken.label}")
    words = f"{one.finding.text}. {one.finding.reason} {one.spoken.label}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    set_tip(item, one.line)
    return item


class AnonymityButton(QuietButton):
    """«Anonym nok?», with how many places there are to look at; opens the sheet over a room.

    It counts when the room is shown and after it is used, and not while somebody types.

    Args:
        outlet: what goes out from here; everything that was said if left out.
    """

    def __init__(self, workspace: Workspace, room: QWidget, outlet: Callable[[], Outlet] = lambda: EVERYTHING) -> None:
        super().__init__(_("Anonym nok?"), parent=room)
        self._workspace, self._room, self._outlet = workspace, room, outlet
        self._sheet: AnonymitySheet | None = None
        set_tip(self, _("Se hva i svarene som kan fortelle hvem noen er ({key})").format(key=native(LOOK_KEY)))
        self.clicked.connect(self.begin)
        key = QShortcut(QKeySequence(LOOK_KEY), room)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.begin)
        workspace.gathering_changed.connect(lambda: self.show_count(0))

    @property
    def sheet(self) -> AnonymitySheet:
        """The sheet, made the first time somebody wants it."""
        if self._sheet is None:
            self._sheet = AnonymitySheet(self._workspace, self._room)
            self._sheet.looked.connect(self.show_count)
        return self._sheet

    def begin(self) -> None:
        """Look everything through, and open the sheet."""
        self.sheet.begin(self._outlet())

    def count(self) -> None:
        """Look everything through without opening anything."""
        if not self.sheet.isVisible():
            self.sheet.outlet = self._outlet()
            self.sheet.read()

    def show_count(self, count: int) -> None:
        """Say how many places there are to look at."""
        self.setText(_("Anonym nok? · {n}").format(n=count) if count else _("Anonym nok?"))

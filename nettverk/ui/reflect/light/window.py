"""The window a traffic light is run from: one page for each thing one does with it, all of the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.handouts import Handout
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.traffic_light import is_light
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _
from nettverk.services import anonymity_review, light_papers, weak_signs
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.sheets import traffic_light
from nettverk.ui.common import remembered
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.arrivals import OpenStage, ShowGoals, ShowLibrarySheet, ShowWall
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.literal import window_title
from nettverk.ui.common.manual_places import open_by_f1
from nettverk.ui.common.widgets import Heading, Segmented, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.light.difference import DifferencePage
from nettverk.ui.reflect.light.keypad import KeypadPage
from nettverk.ui.reflect.light.own import OwnPage
from nettverk.ui.reflect.light.passing import PassingPage
from nettverk.ui.reflect.light.reading import LightView, read_light
from nettverk.ui.reflect.light.since import SincePage
from nettverk.ui.reflect.reading import FilledUse

PASS, TALLY, DIFFERENCE, SINCE, OWN = "pass", "tally", "difference", "since", "own"
_TABLES = ("entries", "sheet_uses", "sheet_versions", "gatherings", "participants", "seats", "group_tables", "units")
_FOLDER = "library/folder"


class LightWindow(QWidget):
    """Large, calm, and over everything else while the laptop goes round; never modal.

    Signals:
        closed: it was put away.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        # A window of its own, and no child of the main one: that is put away while the stage is on.
        super().__init__(None)
        self._host = host
        host.destroyed.connect(self.deleteLater)
        self._workspace = workspace
        self._autosave = Autosave.of(workspace, RoomKey.REFLECT)
        self._use_id = ""
        self.view: LightView | None = None
        self.setAutoFillBackground(True)
        self.name = Heading("", 1, self, wrap=True)
        self.said = Small("", self, wrap=True)
        room = self.said.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # what is said comes and goes without moving what one is about to press
        self.said.setSizePolicy(room)
        self.tabs = Segmented(
            (
                (PASS, _("Send rundt")), (TALLY, _("Fra papir")), (DIFFERENCE, _("Forskjellen")),
                (SINCE, _("Siden sist")), (OWN, _("Egne tegn")),
            ),
            _("Trafikklys"), self,
        )  # fmt: skip
        self._look: AnonymitySheet | None = None
        self._going = GoingOut(self._workspace, self, self._look_through)
        self.passing = PassingPage(self._autosave, self)
        self.keypad = KeypadPage(self)
        self.difference = DifferencePage(self._autosave, self)
        self.since = SincePage(self)
        self.own = OwnPage(self)
        self._pages: dict[str, QWidget] = {
            PASS: self.passing, TALLY: self.keypad, DIFFERENCE: self.difference, SINCE: self.since, OWN: self.own,
        }  # fmt: skip
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._head = QWidget(self)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(24, 16, 24, 0)
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addLayout(row(self.tabs, None))
        head.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        open_by_f1(workspace, self, ManualPage.TRAFFIC_LIGHT)
        self._listen()

    def _listen(self) -> None:
        self.tabs.chosen.connect(self.show_page)
        self.passing.busy.connect(self._busy)
        self.passing.round_wanted.connect(lambda at: self._do(partial(_round, number=at)))
        self.passing.expected_wanted.connect(self._expect)
        self.passing.area_wanted.connect(lambda area: self._do(partial(_area, area=area)))
        self.passing.reveal_wanted.connect(self._reveal_here)
        self.keypad.counted.connect(self._count)
        self.keypad.expected_wanted.connect(self._expect)
        self.difference.reveal_wanted.connect(
            lambda on: self._do(partial(_show, shown=on), self.difference.signs.setFocus)
        )
        self.difference.open_wanted.connect(lambda id_: self._do(partial(_open, sign_id=id_)))
        self.difference.ask_wanted.connect(lambda at: self._do(partial(_ask, number=at)))
        self.difference.pass_wanted.connect(lambda: self.show_page(PASS))
        self.since.slice_wanted.connect(lambda slice_: self._do(partial(_slice, slice_=slice_)))
        self.own.sign_wanted.connect(lambda text: self._do(partial(_write_sign, text=text)))
        self.own.sign_unwanted.connect(lambda id_: self._do(partial(_write_sign, text="", sign_id=id_)))
        self.difference.wall_wanted.connect(self._difference_on_wall)
        self.difference.goal_wanted.connect(self._set_goal)
        self.since.wall_wanted.connect(lambda: self._on_wall(WallRef.sheet_change(self._use_id)))
        self.own.wall_wanted.connect(lambda: self._on_wall(WallRef.sheet_own(self._use_id)))
        self.keypad.paper_wanted.connect(self._save_sheet)
        for page in (self.difference, self.since, self.own):
            page.print_wanted.connect(lambda: self._let_out(lambda: self._save(light_papers.handout)))
        self._workspace.lane.changed.connect(self._changed)
        self._workspace.gathering_changed.connect(self.close)
        self._workspace.closing.connect(self.close)

    def _look_through(self) -> AnonymitySheet:
        """The sheet over this window, made the first time it is needed."""
        if self._look is None:
            self._look = AnonymitySheet(self._workspace, self)
        return self._look

    # --- opened ---

    def run(self, uses: Sequence[FilledUse], use_id: str = "") -> None:
        """Open for one of the gathering's sheets, its first light where none is meant; else say the way to one."""
        lights = [filled.use.id for filled in uses if is_light(filled.use.sheet)]
        if lights:
            self.open_for(use_id if use_id in lights else lights[0])
            return
        self._workspace.say(
            _("Ingen trafikklys i samlingen ennå. Velg et i biblioteket, og bruk det i en del."),
            _("Gå til Bibliotek"), lambda: self._workspace.go(RoomKey.LIBRARY, ShowLibrarySheet("trafikklys-a")),
        )  # fmt: skip

    def open_for(self, use_id: str, page: str = "") -> None:
        """Show a traffic light; on the page where one goes on, where none is asked for."""
        self._autosave.flush()
        self._use_id = use_id
        self.said.hide()
        self._read(page or "?")
        if not self.isVisible():
            self.resize(self._host.window().size())
            self.move(self._host.window().pos())
        self.show()
        self.raise_()
        self.activateWindow()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and self._use_id and changes.touches(*_TABLES):
            self._read()

    def _read(self, page: str = "") -> None:
        use_id = self._use_id
        self._workspace.lane.ask(
            lambda store: read_light(store, use_id), lambda view: self._show(use_id, view, page), self
        )

    def _show(self, asked: str, view: LightView | None, page: str) -> None:
        if asked != self._use_id:
            return
        if view is None:
            self.close()
            return
        self.view = view
        title = view.use.sheet.title
        self.name.setText(title)
        self.setWindowTitle(window_title(title))
        self.passing.show_view(view)
        self.keypad.show_view(view)
        self.difference.show_view(view)
        self.since.show_view(view)
        self.own.show_view(view)
        if page:
            answered = bool(view.light.rounds[view.light.counted].begun)
            self.show_page(page if page != "?" else DIFFERENCE if answered else PASS)

    def show_page(self, page: str) -> None:
        """Go to a page, and put the focus where one begins."""
        self._autosave.flush()
        self.tabs.choose(page)
        self._stack.setCurrentWidget(self._pages[page])
        if page == PASS:
            self.passing.take_focus()
        elif page == TALLY:
            self.keypad.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page == DIFFERENCE:
            target = self.difference.reveal if self.difference.reveal.isVisible() else self.difference.signs
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page == SINCE:
            self.since.slices.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.own.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _busy(self, on: bool) -> None:
        # Whoever sits with the laptop sees their own signs alone.
        self._head.setVisible(not on)

    # --- done ---

    def _do(self, job: Callable[[Store, SheetUse], Changes], then: Callable[[], None] | None = None) -> None:
        view = self.view
        if view is None:
            return
        use = view.use
        self._workspace.lane.change(
            lambda store: job(store, use), lambda _changes: then() if then is not None else None, self, failed=self._say
        )

    def _expect(self, number: int, count: int) -> None:
        self._do(partial(_expected, number=number, count=count))

    def _count(self, who: Respondent, sign_id: str, counts: dict[str, int]) -> None:
        self._do(partial(_tally, who=who, sign_id=sign_id, counts=counts))

    def _reveal_here(self) -> None:
        self._do(partial(_show, shown=True), lambda: self.show_page(DIFFERENCE))

    def _difference_on_wall(self) -> None:
        view = self.view
        if view is not None:
            blocks = [block.id for block in view.use.sheet.blocks]
            self._on_wall(WallRef.sheet_result(self._use_id, blocks.index(view.light.block.id) + 1))

    def _on_wall(self, ref: WallRef) -> None:
        """Put a wall up where the gathering is shown; else say how to get there."""
        view = self.view
        if view is None:
            return
        if not view.use.part_id:
            self._say(_("Legg arket i en del av planen, så kan det vises på lerretet."))
        else:
            here = view.use.gathering_id
            self._let_out(lambda: self._show_wall(here, ref))

    def _let_out(self, then: Callable[[], object]) -> None:
        """Do something that lets out what was typed to the signs, after a look at it."""
        here, use_id = self._workspace.gathering, self._use_id
        if here is None:
            return
        gathering_id = here.id

        def go(*, anew: bool) -> None:
            then()

        self._going.before(go, lambda store: anonymity_review.outlet_of_sheet(store, gathering_id, use_id))

    def _show_wall(self, gathering_id: str, ref: WallRef) -> None:
        if self._workspace.staged == gathering_id:
            self._workspace.go(RoomKey.STAGE, ShowWall(str(ref)))
            self._say(_("Står på lerretet nå."))
        else:
            self._say(_("Kontrollvinduet åpnes, med dette på lerretet."))
            self._workspace.go(RoomKey.STAGE, OpenStage())
            self._workspace.go(RoomKey.STAGE, ShowWall(str(ref)))

    def _save_sheet(self, tally: bool) -> None:
        self._save(partial(light_papers.to_fill_in, tally=tally), _("Telleark") if tally else _("Ark å fargelegge"))

    def _save(self, make: Callable[[Store, str], Handout], name_of: str = "") -> None:
        """Ask where a paper is to lie as PDF, and save it; while a gathering is live, where the last one lay."""
        view = self.view
        if view is None:
            return
        folder = remembered.folder(self._workspace.settings, _FOLDER) or Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        from nettverk.domain.file_names import safe_name

        title = " ".join(word for word in (view.use.sheet.title, name_of) if word)
        path = folder / f"{safe_name(title)}.pdf"
        if not self._workspace.live:
            name, _filter = QFileDialog.getSaveFileName(
                self, _("Lagre som PDF"), str(path), _("PDF-filer") + " (*.pdf)"
            )
            if not name:
                return
            path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
        self.save_to(path, make)

    def save_to(self, path: Path, make: Callable[[Store, str], Handout] = light_papers.handout) -> None:
        """Save a paper in a file: what came of it, where left out."""
        use_id = self._use_id

        def job(report: Report) -> None:
            from nettverk.services.handouts import handouts

            handout: Handout = report.on_lane(lambda store: make(store, use_id))
            handouts.save(handout.data, path)

        def saved(_nothing: None) -> None:
            self._workspace.settings.setValue(_FOLDER, str(path.parent))
            self._say(_("Lagret {file}.").format(file=path.name))

        self._workspace.lane.work(job, saved, self, _("Lagrer"))

    def _say(self, text: str) -> None:
        """In this window's own quiet line: the main window may lie behind it."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self._workspace.say(text)

    def _set_goal(self, sign: str) -> None:
        """Make a sign a goal of the network; where it has three, Veien videre asks which one rests."""
        there = partial(self._workspace.go, RoomKey.FOLLOW_UP, ShowGoals())
        sentence = _("Nettverket har «{goal}» som mål.").format(goal=sign)
        view = self.view
        if view is not None:
            self._workspace.lane.change(
                lambda store: weak_signs.become_goal(store, view.use, sign),
                lambda _changes: self._workspace.say(sentence, _("Vis målene"), there), self,
                failed=lambda words: self._workspace.say(words, _("Vis målene"), there),
            )  # fmt: skip

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the window away, once nobody sits with the laptop."""
        if event.key() == Qt.Key.Key_Escape and not self.passing.filling:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is stored, and whoever sat with the laptop can go on later."""
        if self.passing.filling:
            self.passing.put_away()
        self._autosave.flush()
        self.closed.emit()
        super().closeEvent(event)


# --- what one does, each one change ---


def _round(store: Store, use: SheetUse, *, number: int) -> Changes:
    return traffic_light.go_to_round(store, use, number)


def _area(store: Store, use: SheetUse, *, area: str) -> Changes:
    return traffic_light.choose_area(store, use, area)


def _expected(store: Store, use: SheetUse, *, number: int, count: int) -> Changes:
    return traffic_light.expect(store, use, number, count)


def _tally(store: Store, use: SheetUse, *, who: Respondent, sign_id: str, counts: dict[str, int]) -> Changes:
    return traffic_light.tally(store, use, who, sign_id, counts)


def _show(store: Store, use: SheetUse, *, shown: bool) -> Changes:
    return traffic_light.show(store, use, shown=shown)


def _open(store: Store, use: SheetUse, *, sign_id: str) -> Changes:
    return traffic_light.open_sign(store, use, sign_id)


def _ask(store: Store, use: SheetUse, *, number: int) -> Changes:
    return traffic_light.ask(store, use, number)


def _slice(store: Store, use: SheetUse, *, slice_: str) -> Changes:
    return traffic_light.look_at(store, use, slice_)


def _write_sign(store: Store, use: SheetUse, *, text: str, sign_id: str = "") -> Changes:
    return traffic_light.write_sign(store, use, text, sign_id)

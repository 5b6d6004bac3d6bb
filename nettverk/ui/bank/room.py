"""Praksisbanken: search as one types, see what is found, and mark what worked as good practice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.good_practice import GoodPractice
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.search import Found, Hit, HitKind, Wanted
from nettverk.i18n import _, _n
from nettverk.services import good_practice
from nettverk.services.database import Store
from nettverk.services.good_practice import Known
from nettverk.ui.bank.consent_sheet import ConsentSheet
from nettverk.ui.bank.detail import CAN_BE_GOOD, Detail
from nettverk.ui.bank.filters import Filters
from nettverk.ui.bank.hits import HitList, HitModel
from nettverk.ui.bank.reading import Asker
from nettverk.ui.common.arrivals import Arrival, Search, ShowBasis, ShowHandout, ShowThemes
from nettverk.ui.common.room_keys import bind_keys
from nettverk.ui.common.widgets import EmptyState, FlowLayout, Heading, KeyCap, LinkButton, Note, Rule, Small, row
from nettverk.ui.common.workspace import Command, Workspace

FIND_KEY, GOOD_KEY, PRINT_KEY = "Ctrl+F", "Ctrl+M", "Ctrl+P"
_TABLES = (
    "entries", "contributions", "goals", "gatherings", "units", "networks", "districts", "sheet_uses", "groupings",
    "participants", "seats",
)  # fmt: skip
_HITS, _NONE = range(2)


class BankRoom(QWidget):
    """What one looks for and what is found at the left, the chosen one at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self.filters = Filters()
        self.model = HitModel(self)
        self.list = HitList(self.model)
        self.state = Small("")
        self.nothing = Note("")
        self.all_button = LinkButton(_("Vis alt"))
        self.detail = Detail()
        self.asker = Asker(workspace, self)
        self._stack = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.filters.search)
        self.detail.show_hit(None)

    # --- building ---

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 8, 16)
        column.setSpacing(8)
        head = row(Heading(_("Praksisbanken"), 3), None, self.state)
        head.setAlignment(self.state, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.filters)
        none = QWidget()
        lines = QVBoxLayout(none)
        lines.setContentsMargins(8, 24, 8, 8)
        lines.addWidget(self.nothing)
        lines.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(none)
        column.addWidget(self._stack, 1)
        hints = FlowLayout(gap=6, line_gap=4)
        for keys, words in ((("↑", "↓"), _("velg treff")), (("Enter",), _("gå dit")), ((GOOD_KEY,), _("god praksis"))):
            for key in keys:
                hints.addWidget(KeyCap(key))
            hints.addWidget(Small(words))
        column.addLayout(hints)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left, 3)
        line.addWidget(Rule(upright=True))
        line.addWidget(self.detail, 2)
        self._line = line
        self._fit()
        self._pages.addWidget(whole)
        self._pages.addWidget(
            EmptyState(
                _("Her finner dere igjen det som ble sagt"),
                _(
                    _("Det gruppene sier og enhetene avtaler, står her, fra alle år. Lag en samling først."),
                ),
                _("Gå til Planlegg"),
                lambda: self.workspace.go(RoomKey.PLAN),
                icon="search",
            )
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        work, detail = self.workspace, self.detail
        self.filters.changed.connect(self.refresh)
        self.filters.search.down.connect(self._to_list)
        self.filters.search.returnPressed.connect(self._to_list)
        self.asker.found.connect(self._found)
        self.asker.offered.connect(self.filters.offer)
        self.all_button.clicked.connect(self.filters.clear)
        self.list.selectionModel().currentChanged.connect(self._came)
        self.list.activated.connect(lambda _index: self.go_there())
        detail.go_wanted.connect(self.go_there)
        detail.mark_wanted.connect(self.mark)
        detail.consent_wanted.connect(self.ask_consent)
        detail.withdraw_wanted.connect(lambda: self._change(good_practice.withdraw))
        detail.wall_wanted.connect(self._set_on_wall)
        detail.print_wanted.connect(self.print_)
        work.theme_changed.connect(self._fit)
        work.lane.changed.connect(self._changed)
        work.lane.opened.connect(lambda _path: self._opened())
        bind_keys(self, ((FIND_KEY, self._find), (GOOD_KEY, self._toggle), (PRINT_KEY, self.print_)))

    def _fit(self) -> None:
        """With large letters the one that is chosen needs as much room as the list."""
        large = self.workspace.theme.growth > 1.4
        self._line.setStretch(0, 1 if large else 3)
        self._line.setStretch(2, 1 if large else 2)
        self.list.doItemsLayout()

    # --- reading ---

    def refresh(self) -> None:
        """Ask for what is wanted now, or when the room is next seen."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.asker.ask(self.filters.wanted())

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            if self.isVisible() and changes.touches("units", "networks", "gatherings"):
                self.asker.ask_choices()
            self.refresh()

    def _opened(self) -> None:
        self.detail.show_hit(None)
        self._changed(Changes(frozenset({"gatherings"})))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another room was shown."""
        super().showEvent(event)
        self.asker.ask_choices()
        self.asker.ask(self.filters.wanted())
        self._stale = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is read for a room that nobody is in."""
        super().hideEvent(event)
        self.asker.rest()

    def _found(self, found: Found, wanted: Wanted) -> None:
        before = self.chosen
        empty = not found.hits and not found.left
        self._pages.setCurrentIndex(1 if empty and wanted == Wanted() else 0)
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(found.hits)
        self._stack.setCurrentIndex(_NONE if empty else _HITS)
        self.state.setText(_counted(found))
        self.nothing.setText(_nothing_for(wanted))
        place = self.model.row_of(before)
        self._choose(max(0, place) if found.hits else -1)

    def _choose(self, place: int) -> None:
        index = self.model.index(place) if place >= 0 else QModelIndex()
        with QSignalBlocker(self.list.selectionModel()):
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.viewport().update()
        self._came(index, QModelIndex())

    @property
    def chosen(self) -> Hit | None:
        """The hit one is at; None where there is none."""
        return self.model.hit(self.list.currentIndex())

    def _came(self, now: QModelIndex, _before: QModelIndex) -> None:
        hit = self.model.hit(now)
        self.detail.show_hit(hit)
        thing = _thing(hit)
        if thing is None:
            return

        def arrived(practice: GoodPractice | None) -> None:
            if _thing(self.detail.hit) == thing:
                self.detail.show_practice(practice)

        self.detail.show_practice(None)
        self.workspace.lane.ask(partial(good_practice.of_thing, thing=thing), arrived, self)

    # --- doing ---

    def mark(self, on: bool) -> None:
        """Let the chosen one be good practice, or not."""
        self._change(good_practice.mark if on else good_practice.unmark)

    def _toggle(self) -> None:
        hit = self.chosen
        if hit is not None and hit.kind not in CAN_BE_GOOD:
            self.workspace.say(_("Tiltak, praksisinnlegg og temaer kan merkes som god praksis."))
        elif hit is not None:
            self.mark(not hit.good)

    def _set_on_wall(self, on: bool) -> None:
        self._change(partial(good_practice.set_on_wall, on_wall=on))

    def ask_consent(self) -> None:
        """Open the sheet where the unit's consent is noted."""
        hit, thing = self.chosen, _thing(self.chosen)
        if hit is None or thing is None:
            return

        def note(by: str, on: date) -> None:
            self.workspace.lane.change(
                lambda store: good_practice.consent(store, thing, by, on),
                lambda _changes: sheet.close_sheet(),
                sheet,
                failed=self.workspace.say,
            )

        sheet = ConsentSheet(hit.who, note, self)
        sheet.open(sheet.role)

    def _change(self, act: Callable[[Store, Known], Changes]) -> None:
        thing = _thing(self.chosen)
        if thing is not None:
            self.workspace.lane.change(lambda store: act(store, thing), None, self, failed=self.workspace.say)

    def print_(self) -> None:
        """Show what is marked, as it is on paper."""
        hit = self.chosen
        show = partial(self.workspace.go, RoomKey.HANDOUTS, ShowHandout(DocumentKind.PRACTICE_BANK))
        if self.workspace.gathering is None and hit is not None:
            self.workspace.open_gathering(hit.gathering_id, show)
        else:
            show()

    def go_there(self) -> None:
        """Open the gathering of the chosen one, in the room where it was said."""
        hit = self.chosen
        if hit is None:
            return
        room, arrival = _home_of(hit)
        self.workspace.open_gathering(hit.gathering_id, partial(self.workspace.go, room, arrival))

    def _find(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- from elsewhere ---

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self

    def arrive(self, arrival: Arrival) -> None:
        """Search for what somebody came with; with no words the cursor stands ready in the field."""
        match arrival:
            case Search(text=text):
                if text:
                    self.filters.want(text)
                self._find()
            case _:
                pass

    def commands(self) -> Sequence[Command]:
        """What the palette can reach here."""
        go = self.workspace.go
        return [
            Command("bank.good", _("God praksis: merk eller fjern merket"), self._toggle, GOOD_KEY),
            Command(
                "bank.print", _("Skriv ut god praksis"),
                lambda: go(RoomKey.HANDOUTS, ShowHandout(DocumentKind.PRACTICE_BANK)), "", _("praksisbanken"),
            ),
        ]  # fmt: skip


def _thing(hit: Hit | None) -> Known | None:
    """What can be marked; None for what cannot."""
    if hit is None or hit.kind not in CAN_BE_GOOD:
        return None
    return Known(CAN_BE_GOOD[hit.kind], hit.ref, hit.gathering_id)


def _home_of(hit: Hit) -> tuple[RoomKey, Arrival | None]:
    match hit.kind:
        case HitKind.COMMITMENT:
            return RoomKey.FOLLOW_UP, Search(hit.who) if hit.who else None
        case HitKind.CONTRIBUTION:
            return RoomKey.STAGE, None
        case HitKind.THEME:
            return RoomKey.REFLECT, ShowThemes()
        case HitKind.GOAL:
            return RoomKey.PLAN, None
        case HitKind.NEED:
            return RoomKey.PLAN, ShowBasis()
        case HitKind.POINT | HitKind.ANSWER:
            return RoomKey.REFLECT, Search(hit.whole[:60])


def _counted(found: Found) -> str:
    hits = _("over {n} treff").format(n=found.count) if found.many else _n("{n} treff", "{n} treff", found.count)
    if found.left:
        return _("{hits}, leser eldre samlinger …").format(hits=hits)
    if found.slow:
        return _("{hits}, søket går sakte på denne maskinen").format(hits=hits)
    return hits


def _nothing_for(wanted: Wanted) -> str:
    words = wanted.text.strip()
    if wanted.good and not words:
        return _("Ingenting er merket som god praksis ennå. Finn et tiltak som virket, og merk det.")
    if words:
        return _("Fant ikke «{text}». Prøv et kortere ord, eller fjern et filter.").format(text=words)
    return _("Ingenting passer med filtrene.")

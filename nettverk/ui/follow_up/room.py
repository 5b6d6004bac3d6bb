"""Veien videre: what each unit promised and how it went, what it promises now, unit by unit from the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.follow_up import CommitmentStatus, CommitmentText
from nettverk.domain.now import today
from nettverk.domain.plan import Gathering
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sorting import sort_key
from nettverk.domain.threads import UnitThread
from nettverk.i18n import _
from nettverk.services import follow_up, gatherings
from nettverk.services.database import Store
from nettverk.ui.common.arrivals import Arrival, NewCommitment, Search
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.keys import native
from nettverk.ui.common.widgets import EmptyState, Heading, KeyCap, Note, SearchField, Small, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.follow_up.unit_page import UnitPage
from nettverk.ui.follow_up.units import Units

_NO_GATHERING, _NOBODY, _WORK = range(3)
FIND_KEY, NEXT_KEY, NEW_KEY = "Ctrl+F", "Ctrl+Return", "Ctrl+T"


@dataclass(frozen=True, slots=True)
class Known:
    """What the room shows: the units' threads, the gatherings they speak of, and where things have been taken up."""

    gathering_id: str
    threads: tuple[UnitThread, ...]
    gatherings: Mapping[str, Gathering]
    places: tuple[str, ...]


def read(store: Store, gathering_id: str) -> Known:
    """Read it."""
    threads = follow_up.threads(store, gathering_id)
    known = {one.id: one for one in gatherings.series(store, gathering_id)}
    used = {one.taken_up_in for thread in threads for one in (*thread.before, *thread.promised) if one.taken_up_in}
    return Known(gathering_id, threads, known, tuple(sorted(used | set(_usual_places()), key=sort_key)))


def _usual_places() -> tuple[str, ...]:
    return (
        _("personalmøte"), _("avdelingsmøte"), _("plangruppe"), _("ledermøte"), _("teammøte"), _("fagmøte"),
        _("planleggingsdag"), _("medbestemmelsesmøte"), _("foreldremøte"), _("elevrådet"), _("årshjulet"),
    )  # fmt: skip


class FollowUpRoom(QWidget):
    """The room Veien videre."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.known = Known("", (), {}, ())
        self.autosave = Autosave(workspace, self)
        self._stack = QStackedWidget()
        for page in (self._no_gathering(), self._nobody(), self._page()):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._listen()
        self.refresh()

    # --- building ---

    def _no_gathering(self) -> QWidget:
        return EmptyState(
            _("Hva gjør vi nå?"),
            _("Tiltakene hører til en samling. Lag eller velg samlingen først."),
            _("Til planen"),
            lambda: self.workspace.go(RoomKey.PLAN),
            icon="signpost",
        )

    def _nobody(self) -> QWidget:
        return EmptyState(
            _("Ingen enheter ennå"),
            _("Når deltakerne er på plass, får hver enhet sin side her: det de avtalte sist, og det de avtaler nå."),
            _("Til deltakerne"),
            lambda: self.workspace.go(RoomKey.PEOPLE),
            icon="signpost",
        )

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 0)
        layout.setSpacing(8)
        self.search = SearchField(_("Finn enhet eller navn"))
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(280)
        head = row(Heading(_("Veien videre"), 3), 12, None, self.search)
        for place, share in ((2, 2), (3, 2)):
            head.setStretch(place, share)
        self.state = Note("")
        layout.addLayout(head)
        layout.addWidget(self.state)
        self.units = Units()
        self.unit_page = UnitPage(self.autosave, self._near)
        self._side = QWidget()
        inner = QVBoxLayout(self._side)
        inner.setContentsMargins(0, 8, 0, 16)
        inner.setSpacing(8)
        inner.addWidget(self.units, 1)
        inner.addWidget(self._keys())
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self._side)
        body.addWidget(self.unit_page, 1)
        layout.addLayout(body, 1)
        return page

    def _keys(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for line, (keys, words) in enumerate((
            ("Return", _("neste felt")),
            ("Ctrl+Down", _("neste enhet")),
            (NEXT_KEY, _("neste uten tiltak")),
            (NEW_KEY, _("nytt tiltak")),
        )):  # fmt: skip
            grid.addWidget(KeyCap(native(keys)), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Small(words), line, 1)
        return box

    def _listen(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.down.connect(self.units.setFocus)
        self.search.returnPressed.connect(self._first_found)
        self.units.chosen.connect(self.show_unit)
        self.units.entered.connect(self.unit_page.take_first)
        self.unit_page.answered.connect(self._answered)
        self.unit_page.typed.connect(self._typed)
        self.unit_page.removed.connect(self._remove)
        self.unit_page.left.connect(self.autosave.flush)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.theme_changed.connect(self._dress)
        self.workspace.lane.changed.connect(self._changed)
        for keys, run in (
            (FIND_KEY, self.search.setFocus),
            (NEXT_KEY, self.next_without),
            (NEW_KEY, self.unit_page.take_new),
            ("Ctrl+Up", partial(self.step, -1)),
            ("Ctrl+Down", partial(self.step, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def commands(self) -> list[Command]:
        """What the palette can reach here."""
        go = self.workspace.go
        return [
            Command(
                "follow_up.new",
                _("Nytt tiltak"),
                lambda: go(RoomKey.FOLLOW_UP, NewCommitment()),
                NEW_KEY,
                _("avtal ansvarlig"),
            ),
            Command("follow_up.next", _("Neste enhet uten tiltak"), self.next_without, NEXT_KEY, _("mangler tiltak")),
            Command(
                "follow_up.find", _("Finn enhet i veien videre"), lambda: go(RoomKey.FOLLOW_UP, Search()), FIND_KEY
            ),
        ]

    def arrive(self, arrival: Arrival) -> None:
        """Come here for a new commitment, or for what is searched for."""
        match arrival:
            case Search(text=text):
                self.search.setText(text)
                self.search.setFocus()
            case NewCommitment():
                # Asked through the lane: what is being read must have arrived first.
                self.workspace.lane.ask(lambda _store: None, lambda _read: self._begin_new(), self)
            case _:
                pass

    def _begin_new(self) -> None:
        self.show_unit("")
        self.unit_page.take_new()

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self

    # --- reading ---

    def refresh(self) -> None:
        """Read the threads as they are stored."""
        gathering = self.workspace.gathering
        if gathering is None:
            self._stack.setCurrentIndex(_NO_GATHERING)
            return
        self.workspace.lane.ask(lambda store: read(store, gathering.id), self._arrived, self)

    def _arrived(self, known: Known) -> None:
        gathering = self.workspace.gathering
        if gathering is None or gathering.id != known.gathering_id:
            return
        self.known = known
        self._stack.setCurrentIndex(_WORK if known.threads else _NOBODY)
        if not known.threads:
            return
        ids = [one.unit_id for one in known.threads]
        wanted = self.unit_page.unit_id if self.unit_page.unit_id in ids else ids[0]
        self.units.show_threads(known.threads, wanted)
        self._filter(self.search.text())
        self.show_unit(wanted)
        self._tell()

    def _tell(self) -> None:
        threads = self.known.threads
        promised = sum(bool(one.promised) for one in threads)
        words = [_("{count} av {all} enheter har avtalt noe.").format(count=promised, all=len(threads))]
        before = sum(len(one.before) for one in threads)
        if before:
            answered = sum(one.answered for one in threads)
            words.append(_("{count} av {all} tiltak fra før har fått svar.").format(count=answered, all=before))
        self.state.setText(" ".join(words))

    def _changed(self, changes: Changes) -> None:
        if changes.touches("entries", "participants", "units", "people", "gatherings"):
            self.refresh()

    def _other_gathering(self) -> None:
        self.autosave.flush()
        self.search.clear()
        self.unit_page.unit_id = ""
        self.refresh()

    def _dress(self) -> None:
        self.units.dress()
        wanted = round(320 * self.workspace.theme.growth)
        self._side.setFixedWidth(max(220, min(wanted, round(self.width() * 0.4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The unit's page gets most of the room."""
        super().resizeEvent(event)
        self._dress()

    def _near(self) -> date:
        gathering = self.workspace.gathering
        return gathering.held_on if gathering is not None and gathering.held_on else today()

    # --- going about ---

    def show_unit(self, unit_id: str) -> None:
        """Show a unit's page."""
        thread = next((one for one in self.known.threads if one.unit_id == unit_id), None)
        if thread is not None:
            self.units.choose(unit_id)
            self.unit_page.show_thread(thread, self.known.gatherings, self.known.places)

    def step(self, way: int) -> None:
        """The next unit (1) or the one before (-1), ready to type."""
        ids = self.units.visible_ids()
        if self.unit_page.unit_id in ids:
            here = ids.index(self.unit_page.unit_id) + way
            if 0 <= here < len(ids):
                self._go(ids[here])
        elif ids:
            self._go(ids[0])

    def next_without(self) -> None:
        """Go to the next unit that has promised nothing yet."""
        ids = [one.unit_id for one in self.known.threads]
        here = ids.index(self.unit_page.unit_id) if self.unit_page.unit_id in ids else -1
        without = [place for place, one in enumerate(self.known.threads) if not one.promised and place != here]
        if not without:
            self.workspace.say(_("Alle enhetene har avtalt noe. Vel blåst!"))
            return
        self.search.clear()
        place = next((place for place in without if place > here), without[0])
        self._go(ids[place])

    def _go(self, unit_id: str) -> None:
        self.show_unit(unit_id)
        self.unit_page.take_first()

    def _filter(self, words: str) -> None:
        self.units.filter(words)

    def _first_found(self) -> None:
        ids = self.units.visible_ids()
        if ids:
            self._go(ids[0])
        else:
            self.workspace.say(_("Ingen enhet heter «{words}».").format(words=self.search.text().strip()))

    # --- typing ---

    def _answered(self, commitment_id: str, status: CommitmentStatus, learnt: str) -> None:
        here = self.known.gathering_id
        self.autosave.note(commitment_id, lambda store: follow_up.answer(store, commitment_id, here, status, learnt))

    def _typed(self, commitment_id: str, text: CommitmentText) -> None:
        gathering_id, unit_id = self.known.gathering_id, self.unit_page.unit_id

        def write(store: Store) -> Changes:
            return follow_up.write(
                store, gathering_id, unit_id, commitment_id,
                what=text.what, who=text.who, by=text.by, taken_up_in=text.taken_up_in,
            )  # fmt: skip

        self.autosave.note(commitment_id, write)

    def _remove(self, commitment_id: str) -> None:
        self.autosave.flush()
        self.workspace.lane.change(
            lambda store: follow_up.remove(store, commitment_id),
            lambda changes: self._removed(commitment_id, changes),
            self,
        )

    def _removed(self, commitment_id: str, changes: Changes) -> None:
        if changes.tables:
            lane = self.workspace.lane
            self.workspace.say(
                _("Tiltaket er fjernet."),
                _("Angre"),
                lambda: lane.change(lambda store: follow_up.restore(store, commitment_id)),
            )
        self.unit_page.take_new()

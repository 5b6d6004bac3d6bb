"""Veien videre: what each unit promised and how it went, what it promises now, unit by unit from the keyboard."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.data_tables import TableKind
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.now import today
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services import follow_up
from nettverk.ui.common.anonymity_sheet import AnonymityButton
from nettverk.ui.common.arrivals import Arrival, NewCommitment, Search, ShowBetween, ShowGoals, ShowHandout
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.laid_out_once import laid_out_after
from nettverk.ui.common.room_keys import bind_keys, key_hints, side_width
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import EmptyState, FlatButton, Heading, Note, SearchField, bar, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.follow_up.between_sheet import BetweenSheet
from nettverk.ui.follow_up.commitment_tags import CommitmentTags
from nettverk.ui.follow_up.goals_sheet import GoalsSheet
from nettverk.ui.follow_up.promise_contests import PromiseContests
from nettverk.ui.follow_up.reading import Known, read
from nettverk.ui.follow_up.thread_sheet import ThreadSheet
from nettverk.ui.follow_up.unit_page import UnitPage
from nettverk.ui.follow_up.units import Units
from nettverk.ui.follow_up.writer import CommitmentWriter

_TABLES = (
    "entries", "participants", "parts", "units", "people", "gatherings", "goals", "networks", "districts",
    "service_kinds", "sheet_uses", "sheet_versions", "choices",
)  # fmt: skip
_NO_GATHERING, _NOBODY, _WORK = range(3)
FIND_KEY, NEXT_KEY, NEW_KEY = "Ctrl+F", "Ctrl+Return", "Ctrl+T"


class FollowUpRoom(QWidget):
    """The units to the left, and the page of the one that is chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.known = Known("", (), {}, ())
        self.autosave = Autosave.of(workspace, RoomKey.FOLLOW_UP)
        self._stack = QStackedWidget(self)
        for page in (*_empty_pages(workspace), self._page()):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.tags.filtered.connect(self._find)
        self.writer = CommitmentWriter(workspace, self.autosave, self.unit_page)
        self.reader = GatheringReader(
            workspace,
            read=read,
            show=laid_out_after(self.unit_page, self._show),
            show_none=lambda: self._stack.setCurrentIndex(_NO_GATHERING),
            tables=_TABLES,
            room=self,
        )
        self.goals: GoalsSheet | None = None
        self.between: BetweenSheet | None = None
        self._listen()
        self.reader.refresh()

    # --- building ---

    def _page(self) -> QWidget:
        page = QWidget(self._stack)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 0)
        layout.setSpacing(8)
        self.search = SearchField(_("Finn enhet eller navn"))
        self.search.show_whole_hint()
        self.unit_page = UnitPage(self.autosave, self._near, page)
        self.tags = CommitmentTags(self.workspace, self.unit_page, self)
        self.out = FlatButton("", "file-down", page, tip=_("Tiltakene til Excel"))
        self.out.clicked.connect(lambda: self.workspace.export_wanted.emit((TableKind.COMMITMENTS, TableKind.NEEDS)))
        head = bar([Heading(_("Veien videre"), 3)], [self.tags.filter, self.search, self.out])
        self.state = Note("")
        layout.addLayout(head)
        self.anonymity = AnonymityButton(self.workspace, self)
        self.contests = PromiseContests(self.workspace, self.autosave, self.unit_page, self)
        said = row(self.state, self.contests.button, self.anonymity)
        said.setStretch(0, 1)
        layout.addLayout(said)
        self.units = Units()
        self._side = QWidget(page)
        inner = QVBoxLayout(self._side)
        inner.setContentsMargins(0, 8, 0, 16)
        inner.setSpacing(8)
        inner.addWidget(self.units, 1)
        inner.addWidget(
            key_hints((
                ("Return", _("neste felt")),
                ("Ctrl+Down", _("neste enhet")),
                (NEXT_KEY, _("neste uten tiltak")),
                (NEW_KEY, _("nytt tiltak")),
            ))
        )  # fmt: skip
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self._side)
        body.addWidget(self.unit_page, 1)
        layout.addLayout(body, 1)
        return page

    def _listen(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.down.connect(self.units.setFocus)
        self.search.returnPressed.connect(self._first_found)
        self.units.chosen.connect(self.show_unit)
        self.units.entered.connect(self.unit_page.take_first)
        self.unit_page.left.connect(self.autosave.flush)
        self.unit_page.thread_wanted.connect(self.show_thread)
        self.unit_page.newcomer_wanted.connect(self.show_newcomer)
        self.unit_page.goals.wanted.connect(self.show_goals)
        self.unit_page.between.wanted.connect(self.show_between)
        self.workspace.closing.connect(self._settle)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.theme_changed.connect(self._dress)
        bind_keys(self, (
            (FIND_KEY, self.search.setFocus),
            (NEXT_KEY, self.next_without),
            (NEW_KEY, self.unit_page.take_new),
            ("Ctrl+Up", partial(self.step, -1)),
            ("Ctrl+Down", partial(self.step, 1)),
        ))  # fmt: skip

    def commands(self) -> list[Command]:
        """What the palette can do with the units and their commitments."""
        go = self.workspace.go
        return [
            Command(
                "follow_up.new",
                _("Nytt tiltak"),
                lambda: go(RoomKey.FOLLOW_UP, NewCommitment()),
                NEW_KEY,
                _("avtal ansvarlig"),
            ),
            Command(
                "follow_up.next",
                _("Neste enhet uten tiltak"),
                self._next_from_anywhere,
                NEXT_KEY,
                _("mangler tiltak"),
            ),
            Command("follow_up.goals", _("Mål for enheten og nettverket"), lambda: go(RoomKey.FOLLOW_UP, ShowGoals())),
            Command(
                "follow_up.between",
                _("Mellom samlingene: logg, besøk og påminnelser"),
                lambda: go(RoomKey.FOLLOW_UP, ShowBetween()),
                keywords=_("observasjonspar veiledning læringssyklus"),
            ),
            Command(
                "follow_up.export",
                _("Tiltakene til Excel"),
                self.out.click,
                keywords=_("eksporter regneark behov csv"),
            ),
            Command(
                "follow_up.find", _("Finn enhet under Veien videre"), lambda: go(RoomKey.FOLLOW_UP, Search()), FIND_KEY
            ),
        ]

    def _next_from_anywhere(self) -> None:
        """From another room: who has promised must have been read."""
        self.workspace.go(RoomKey.FOLLOW_UP)
        self.reader.when_read(self.next_without)

    def arrive(self, arrival: Arrival) -> None:
        """Come here for a new commitment, or for what is searched for."""
        match arrival:
            case Search(text=text):
                self.search.setText(text)
                self.search.setFocus()
            case NewCommitment():
                self.reader.when_read(self._begin_new)
            case ShowGoals():
                self.reader.when_read(self.show_goals)
            case ShowBetween():
                self.reader.when_read(self.show_between)
            case _:
                pass

    def _begin_new(self) -> None:
        self.show_unit("")
        self.unit_page.take_new()

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self

    # --- reading ---

    def _show(self, known: Known) -> None:
        self.known = self.writer.known = known
        self._stack.setCurrentIndex(_WORK if known.threads else _NOBODY)
        if not known.threads:
            return
        ids = [thread.unit_id for thread in known.threads]
        shown = self.unit_page.unit_id if self.unit_page.unit_id in ids else ids[0]
        self.units.show_threads(known.threads, shown)
        self.tags.show(known)
        self._find()
        self.show_unit(shown)
        self._show_state()

    def _show_state(self) -> None:
        threads = self.known.threads
        promised = sum(bool(thread.promised) for thread in threads)
        words = [_("{count} av {all} enheter har avtalt noe.").format(count=promised, all=len(threads))]
        before = sum(len(thread.before) for thread in threads)
        if before:
            answered = sum(thread.answered for thread in threads)
            words.append(_("{count} av {all} tiltak fra før er fulgt opp.").format(count=answered, all=before))
        self.state.setText(" ".join(words))

    def _other_gathering(self) -> None:
        self.autosave.flush()
        self.search.clear()
        self.unit_page.unit_id = ""
        self.reader.refresh()

    def _dress(self) -> None:
        self.units.dress()
        wide = max(320, min(420, round(self.width() * 0.23)))  # the names of units are long
        self._side.setFixedWidth(side_width(wide, 220, self, self.workspace.theme.growth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The unit's page gets most of the room."""
        super().resizeEvent(event)
        self._dress()

    def _settle(self) -> None:
        """The window closes: a day that is being typed is stored too."""
        for field in self.findChildren(DayField):
            field.settle()
        self.autosave.flush()

    def _near(self) -> date:
        gathering = self.workspace.gathering
        return gathering.held_on if gathering is not None and gathering.held_on else today()

    # --- going about ---

    def show_unit(self, unit_id: str) -> None:
        """Show the page of a unit; an id that is not here changes nothing."""
        thread = next((thread for thread in self.known.threads if thread.unit_id == unit_id), None)
        if thread is not None:
            self.units.choose(unit_id)
            self.unit_page.show_thread(thread, self.known.gatherings, self.known.places)
            self.unit_page.show_goals(*self.known.goals_for(unit_id))
            self.unit_page.between.show_lines(self.known.between.get(unit_id, ()))
            self.contests.show(self.known)

    def show_thread(self) -> None:
        """Show all that the unit on show has promised over the years."""
        unit_id, name = self.unit_page.unit_id, self.unit_page.title.text()
        self.autosave.flush()
        self.workspace.lane.ask(
            lambda store: follow_up.of_unit(store, unit_id),
            lambda thread: ThreadSheet(name, thread, self).open(),
            self,
        )

    def show_newcomer(self) -> None:
        """Show the page for a new colleague in the unit on show, ready to print."""
        self.autosave.flush()
        self.workspace.go(RoomKey.HANDOUTS, ShowHandout(DocumentKind.NEWCOMER, self.unit_page.unit_id))

    def show_goals(self) -> None:
        """Show the goals of the unit on show, to be set and changed."""
        self.autosave.flush()
        if self.goals is None:
            self.goals = GoalsSheet(self.workspace, self.autosave, self)
        self.goals.begin(self.known.gathering_id, self.unit_page.unit_id, self.unit_page.title.text())

    def show_between(self) -> None:
        """Show the time until next time: the unit's cycle, visits, guidance and a reminder."""
        self.autosave.flush()
        if self.between is None:
            self.between = BetweenSheet(self.workspace, self.autosave, self._near, self)
        self.between.begin(self.known.gathering_id, self.unit_page.unit_id, self.unit_page.title.text())

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
        ids = [thread.unit_id for thread in self.known.threads]
        # From where one is to the end of the list, and then from its beginning.
        here = ids.index(self.unit_page.unit_id) if self.unit_page.unit_id in ids else -1
        without = [place for place, thread in enumerate(self.known.threads) if not thread.promised and place != here]
        if not without:
            self.workspace.say(_("Alle enhetene har avtalt noe."))
            return
        self.search.clear()
        self.tags.filter.clear()
        place = next((place for place in without if place > here), without[0])
        self._go(ids[place])

    def _go(self, unit_id: str) -> None:
        self.show_unit(unit_id)
        self.unit_page.take_first()

    def _find(self, _text: str = "") -> None:
        self.units.filter(self.search.text(), self.tags.shows)

    def _first_found(self) -> None:
        ids = self.units.visible_ids()
        if ids:
            self._go(ids[0])
        else:
            self.workspace.say(_("Ingen enhet heter «{words}».").format(words=self.search.text().strip()))


def _empty_pages(workspace: Workspace) -> tuple[EmptyState, EmptyState]:
    """What stands here without a gathering, and with one that nobody is registered for."""
    return (
        EmptyState(
            _("Hva gjør vi nå?"),
            _("Tiltakene hører til en samling. Lag eller velg samlingen først."),
            _("Gå til Planlegg"),
            lambda: workspace.go(RoomKey.PLAN),
            icon="signpost",
        ),
        EmptyState(
            _("Ingen enheter ennå"),
            _("Når deltakerne er på plass, får hver enhet sin side her: det de avtalte sist, og det de avtaler nå."),
            _("Gå til Deltakere"),
            lambda: workspace.go(RoomKey.PEOPLE),
            icon="signpost",
        ),
    )

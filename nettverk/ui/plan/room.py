"""Planlegg: the gathering and its parts, times recalculated as one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Method, Organising, Part, PartKind, fit, part_kind_name
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.learning import Learned
from nettverk.i18n import _, long_date
from nettverk.services import gatherings, plan, stage
from nettverk.services.database import Store
from nettverk.ui.common import shapes
from nettverk.ui.common.arrivals import Arrival, NewGathering
from nettverk.ui.common.widgets import (
    EmptyState,
    Heading,
    Note,
    PrimaryButton,
    QuietButton,
    Segmented,
    bar,
    row,
    set_tone,
)
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.plan.details import GatheringFields, PartFields
from nettverk.ui.plan.edits import gathering_change, part_change
from nettverk.ui.plan.model import PlanModel
from nettverk.ui.plan.new_gathering import Choices, NewGatheringSheet, choices
from nettverk.ui.plan.table import PlanTable
from nettverk.ui.plan.timeline import Timeline


class PlanRoom(QWidget):
    """The room Planlegg: a line of the day, a table one can type in, and the chosen part beside it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._choices = Choices((), ())
        self._wanted = ""
        self._narrow = self._details = False
        self._sheet: NewGatheringSheet | None = None
        self._gathering_fields: GatheringFields | None = None
        self.model = PlanModel(lambda: workspace.theme)
        self.table = PlanTable(workspace, self.model)
        self.timeline = Timeline(workspace)
        self.part_fields = PartFields()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._page())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()
        self._dress()
        self.refresh()

    # --- building ---

    def _empty(self) -> QWidget:
        state = EmptyState(
            _("Planlegg en samling"),
            _("Velg nettverk, dag og mal. Delene kommer ferdig med tider, og alt kan endres."),
            _("Ny samling"),
            self.new_gathering,
            icon="calendar-days",
        )
        assert state.button is not None
        self._first_step = state.button
        return state

    def _page(self) -> QWidget:
        page = QWidget()
        self.title = Heading("", 3)
        self.about = Note("", wrap=True)
        self.verdict = Note("", wrap=True)
        self.verdict.setAccessibleName(_("Om planen går opp"))
        self._add_button = PrimaryButton(_("Ny del"), "plus")
        self._add_button.setMenu(self._kinds_menu())
        new = QuietButton(_("Ny samling"), "calendar-days")
        new.clicked.connect(self.new_gathering)
        left = QVBoxLayout(page)
        left.setContentsMargins(24, 20, 24, 16)
        left.setSpacing(8)
        self._details_button = QuietButton(_("Detaljer"), "pencil")
        self._details_button.clicked.connect(lambda: self._show_details(True))
        left.addLayout(bar([self.title], [self._details_button, new, self._add_button]))
        left.addWidget(self.about)
        left.addSpacing(4)
        left.addWidget(self.timeline)
        left.addWidget(self.verdict)
        left.addWidget(self.table, 1)
        self._hint = Note(_("Alt+pil flytter en del. Insert lager en ny, Delete fjerner. Ctrl+Z angrer."), wrap=True)
        left.addWidget(self._hint)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(page)
        splitter.addWidget(self._side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 340])
        self._plan_panel = page
        return splitter

    def _side(self) -> QWidget:
        side = QWidget()
        self._side_panel = side
        self._which = Segmented([("part", _("Delen")), ("gathering", _("Samlingen"))], _("Vis"))
        self._which.chosen.connect(self._show_side)
        self._forms = QStackedWidget()
        self._forms.addWidget(_scrolled(self.part_fields))
        layout = QVBoxLayout(side)
        layout.setContentsMargins(16, 20, 8, 8)
        self._back_button = QuietButton(_("Til planen"), "chevron-left")
        self._back_button.clicked.connect(lambda: self._show_details(False))
        layout.addLayout(row(self._back_button, None))
        layout.addLayout(row(self._which, None))
        layout.addWidget(self._forms, 1)
        return side

    def _kinds_menu(self) -> QMenu:
        menu = QMenu(self)
        theme = self.workspace.theme
        for kind in PartKind:
            action = QAction(part_kind_name(kind), menu)
            number = Part("", "", 0, kind, "", 0, 0, None, Organising.PLENUM, Method.NONE, "", "").main_number
            if number:
                action.setIcon(shapes.icon(shapes.part_shape(number), theme.part(number), 16))
            action.triggered.connect(lambda _checked=False, kind=kind: self.add_part(kind))
            menu.addAction(action)
        return menu

    def _connect(self) -> None:
        work = self.workspace
        work.gathering_changed.connect(self.refresh)
        work.gathering_edited.connect(self._show)
        work.theme_changed.connect(self._dress)
        work.lane.changed.connect(self._changed)
        self.model.edited.connect(self._store_part)
        self.model.moved.connect(self._move)
        self.table.chosen.connect(self._choose)
        self.timeline.picked.connect(self.table.choose)
        self.table.step.connect(self._step)
        self.table.remove.connect(self.remove_part)
        self.table.add_below.connect(lambda place: self.add_part(PartKind.OTHER, place))
        self.part_fields.typed.connect(self._typed_part)

    # --- reading ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose(self.table.current_id())

    def refresh(self) -> None:
        """Read the gathering's plan again."""
        gathering = self.workspace.gathering
        self._stack.setCurrentIndex(1 if gathering else 0)
        self.setFocusProxy(self.table if gathering else self._first_step)
        if gathering is None:
            self.model.show(None, ())
            return
        self.workspace.lane.ask(
            lambda store: (gathering.id, plan.parts(store, gathering.id), choices(store)), self._arrived, self
        )
        self.workspace.lane.ask(lambda store: stage.learned(store, gathering.id), self._learnt, self)

    def _learnt(self, learned: dict[str, Learned]) -> None:
        self.part_fields.learned = learned
        here = self.model.row_of(self.table.current_id())
        if here >= 0:
            self.part_fields.show_learned(self.model.parts[here])

    def _arrived(self, answer: tuple[str, tuple[Part, ...], Choices]) -> None:
        gathering_id, parts, known = answer
        if self.workspace.gathering is None or self.workspace.gathering.id != gathering_id:
            return
        if known != self._choices or self._gathering_fields is None:
            self._choices = known
            self._make_gathering_fields()
        current, row_number = self._wanted or self.table.current_id(), max(0, self.table.currentIndex().row())
        self.model.show(self.workspace.gathering, parts)
        self._wanted = ""
        beside = parts[min(row_number, len(parts) - 1)].id if parts else ""  # what is gone leaves its place chosen
        self.table.choose(current if self.model.row_of(current) >= 0 else beside)
        self._show()

    def _make_gathering_fields(self) -> None:
        old = self._gathering_fields
        if old is not None:
            old.flush()
            if old_area := self._forms.widget(1):
                self._forms.removeWidget(old_area)
                old_area.deleteLater()
        self._gathering_fields = GatheringFields(self._choices.networks, self._choices.districts)
        self._gathering_fields.typed.connect(self._typed_gathering)
        self._forms.addWidget(_scrolled(self._gathering_fields))
        self._show_side(self._which.value())

    def _changed(self, changes: Changes) -> None:
        if changes.touches("parts", "questions", "gatherings", "goals", "networks", "districts"):
            self.refresh()

    def _show(self) -> None:
        gathering = self.workspace.gathering
        if gathering is None:
            return
        self.title.setText(gathering.title)
        day = long_date(gathering.held_on) if gathering.held_on else _("Uten dato")
        words = (gathering.headline, day, gathering.place, gathering.theme)
        self.about.setText(" · ".join(word for word in words if word))
        if self._gathering_fields is not None:
            self._gathering_fields.show_gathering(gathering)
        self.model.show(gathering, self.model.parts)
        self._choose(self.table.current_id())

    def _choose(self, part_id: str) -> None:
        row_number = self.model.row_of(part_id)
        self.timeline.show_plan(self.workspace.gathering, self.model.planned, part_id)
        if self.workspace.gathering is not None:
            verdict = fit(self.workspace.gathering, self.model.parts)
            self.verdict.setText(verdict.sentence if self.model.parts else _("Ingen deler ennå. Lag den første."))
            set_tone(self.verdict, "stop" if verdict.over > 0 or verdict.clashes else "")
        if row_number >= 0:
            if self.part_fields.subject != part_id and isinstance(area := self._forms.widget(0), QScrollArea):
                area.verticalScrollBar().setValue(0)
            self.part_fields.show_part(self.model.parts[row_number], self.model.planned[row_number].start.time())
        self.part_fields.setEnabled(row_number >= 0)

    def _show_side(self, which: str) -> None:
        self._which.choose(which)
        self._forms.setCurrentIndex(1 if which == "gathering" and self._forms.count() > 1 else 0)

    def _dress(self) -> None:
        self.table.dress()
        self._side_panel.setMinimumWidth(round(300 * self.workspace.theme.growth))
        self._fit()
        self._show()

    # --- width ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room for both, one at a time where there is not."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._narrow = self.width() < 860 * self.workspace.theme.growth
        low = self.height() < 460 * self.workspace.theme.growth
        self.timeline.setVisible(not low)
        self._hint.setVisible(not low)
        self._show_details(self._details and self._narrow)

    def _show_details(self, on: bool) -> None:
        """In a narrow window: the chosen part instead of the table, and back."""
        self._details = on
        self._side_panel.setVisible(on or not self._narrow)
        self._plan_panel.setVisible(not on or not self._narrow)
        self._details_button.setVisible(self._narrow)
        self._back_button.setVisible(self._narrow)

    # --- changing ---

    def _change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None] | None = None) -> None:
        self.workspace.lane.change(job, then, self, failed=self._refused)

    def _refused(self, sentence: str) -> None:
        self.workspace.say(sentence)
        self.refresh()

    def _store_part(self, part_id: str, field: str, value: object) -> None:
        self._choose(self.table.current_id())
        self._change(part_change(part_id, field, value))

    def _typed_part(self, field: str, value: object) -> None:
        part_id = self.part_fields.subject
        if field == "title" and not str(value).strip():
            return
        if field != "questions":  # the table has no column for them
            self.model.preview(part_id, field, value)
        self._change(part_change(part_id, field, value))

    def _typed_gathering(self, field: str, value: object) -> None:
        if self._gathering_fields is None:
            return
        if field != "title" or str(value).strip():
            self._change(gathering_change(self._gathering_fields.subject, field, value))

    def _step(self, part_id: str, by: int) -> None:
        target = self.model.row_of(part_id) + by
        if 0 <= target < len(self.model.parts):
            self._wanted = part_id
            self._move(part_id, target)

    def _move(self, part_id: str, place: int) -> None:
        """Give a part another place; what has been held stays before the part that is on the wall, the rest after."""
        now = self._on_stage()
        before = [part.id for part in self.model.parts]
        after = [one for one in before if one != part_id]
        after.insert(place, part_id)
        if now in before and set(after[: after.index(now)]) != set(before[: before.index(now)]):
            title = self.model.parts[before.index(now)].title
            self.workspace.say(
                _("{part} er i gang. Det som er holdt, blir stående før, og resten etter.").format(part=title)
            )
            return
        self._change(lambda store: plan.move(store, part_id, place))

    def _on_stage(self) -> str:
        """The part of this gathering that is being held now; empty where none is."""
        here = self.workspace.gathering
        return self.workspace.live_part if here is not None and here.id == self.workspace.staged else ""

    def add_part(self, kind: PartKind, position: int | None = None) -> None:
        """A new part of a kind, below the chosen one, ready to be named."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        place = self.table.currentIndex().row() + 1 if position is None else position

        def done(changes: Changes) -> None:
            self._wanted = changes.made
            self._show_side("part")

        self._change(lambda store: plan.add(store, gathering.id, kind, position=place), done)

    def remove_part(self, part_id: str) -> None:
        """Remove a part; the line at the bottom offers to take it back."""
        row_number = self.model.row_of(part_id)
        if row_number < 0:
            return
        title = self.model.parts[row_number].title
        if part_id == self._on_stage():
            self.workspace.say(_("{part} er i gang. Gå til neste del før du fjerner den.").format(part=title))
            return
        rest = [part.id for part in self.model.parts if part.id != part_id]
        self._wanted = rest[min(row_number, len(rest) - 1)] if rest else ""
        self._change(
            lambda store: plan.remove(store, part_id),
            lambda _changes: self.workspace.say(
                _("{part} er fjernet.").format(part=title), _("Angre"), self.workspace.lane.undo
            ),
        )

    def new_gathering(self) -> None:
        """Open the sheet for a new gathering."""
        self.workspace.lane.ask(choices, self._open_sheet, self)

    def _open_sheet(self, known: Choices) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = NewGatheringSheet(self.workspace, self, known, self._made)
        self._sheet.open(self._sheet.network)
        if line := self._sheet.network.lineEdit():
            line.selectAll()

    def _made(self, gathering_id: str) -> None:
        self.workspace.open_gathering(gathering_id, self.table.setFocus)

    def copy_gathering(self) -> None:
        """A copy of the plan, to be held another day or in another district."""
        gathering = self.workspace.gathering
        if gathering is None:
            return

        def done(changes: Changes) -> None:
            self.workspace.open_gathering(changes.made)
            self._show_side("gathering")
            self.workspace.say(_("Planen er kopiert. Velg bydel og dato."))

        self._change(lambda store: gatherings.copy(store, gathering.id), done)

    def remove_gathering(self) -> None:
        """Remove the gathering; the line at the bottom offers to take it back."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        if gathering.id == self.workspace.staged:
            told = _("{title} er åpen i presentasjonsvinduet. Lukk det før du fjerner samlingen.")
            self.workspace.say(told.format(title=gathering.title))
            return

        def back() -> None:
            self.workspace.lane.undo()
            self.workspace.open_gathering(gathering.id)

        def done(_changes: Changes) -> None:
            self.workspace.open_gathering(None)
            self.workspace.say(_("{title} er fjernet.").format(title=gathering.title), _("Angre"), back)

        self._change(lambda store: gatherings.remove(store, gathering.id), done)

    # --- the shell ---

    def commands(self) -> list[Command]:
        """What the palette can do here."""
        return [
            Command("plan.new", _("Ny samling"), self._go(self.new_gathering), keywords=_("lag opprett mal")),
            Command("plan.add", _("Ny del"), self._go(lambda: self.add_part(PartKind.OTHER)), "Ins"),
            Command("plan.copy", _("Kopier planen til en ny samling"), self._go(self.copy_gathering)),
            Command("plan.remove", _("Fjern samlingen"), self._go(self.remove_gathering), keywords=_("slett")),
        ]

    def _go(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.PLAN)
            action()

        return run

    def arrive(self, arrival: Arrival) -> None:
        """Come here to begin a new gathering."""
        match arrival:
            case NewGathering():
                self.new_gathering()
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # one tabs to what is in it
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setContentsMargins(0, 0, 8, 0)
    area.setWidget(widget)
    return area

"""Planlegg: the gathering and its parts, times recalculated as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.dates import clock_words
from nettverk.domain.methods import Method
from nettverk.domain.needs import Need
from nettverk.domain.plan import Gathering, Organising, Part, PartKind, fit, part_kind_name
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.learning import Learned, SeriesPart, series_parts
from nettverk.domain.typed import Owner, TypedField, as_value
from nettverk.i18n import _, clock, long_date
from nettverk.services import methods, needs, plan, stage, tags
from nettverk.services.database import Store
from nettverk.services.sharing import contests_here
from nettverk.ui.common import shapes
from nettverk.ui.common.arrivals import Arrival, NewGathering, ShowBasis
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.keys import native
from nettverk.ui.common.laid_out_once import laid_out_once
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.widgets import (
    EmptyState,
    Heading,
    LinkButton,
    Note,
    PrimaryButton,
    QuietButton,
    bar,
    row,
    set_tone,
)
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.plan.basis_sheet import BasisSheet
from nettverk.ui.plan.editor import PlanEditor
from nettverk.ui.plan.gathering_commands import GatheringCommands
from nettverk.ui.plan.methods_sheet import MethodChooser
from nettverk.ui.plan.model import PlanModel
from nettverk.ui.plan.new_gathering import Choices, choices
from nettverk.ui.plan.plan_contests import PlanContests
from nettverk.ui.plan.plan_tags import Carried, PlanTags
from nettverk.ui.plan.sheet_commands import SheetCommands, newer_versions
from nettverk.ui.plan.side_panel import Form, SidePanel
from nettverk.ui.plan.table import PlanTable
from nettverk.ui.plan.timeline import Timeline

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest


@dataclass(frozen=True, slots=True)
class _Known:
    """What the room reads.

    Attributes:
        choices: what networks and districts there are.
        methods: the ways of working.
        tags: of the gathering and its parts.
        newer: which sheets in use could be brought to a newer version.
        needs: what questions of the plan came from, by the question's id.
        contests: what two machines wrote differently.
    """

    parts: tuple[Part, ...]
    choices: Choices
    methods: tuple[Method, ...]
    newer: Mapping[str, int]
    tags: Carried
    needs: Mapping[str, Need]
    contests: tuple[Contest, ...]


def _read(store: Store, gathering_id: str) -> _Known:
    parts = plan.parts(store, gathering_id)
    return _Known(
        parts,
        choices(store),
        tuple(methods.all_(store).values()),
        newer_versions(store, parts),
        tags.at_gathering(store, gathering_id),
        needs.carried_here(store, gathering_id),
        contests_here.of_plan(store, gathering_id),
    )


class PlanRoom(QWidget):
    """A line of the day, a table one can type in, and the chosen part beside it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._narrow = self._details = False
        self.autosave = Autosave.of(workspace, RoomKey.PLAN)
        self.model = PlanModel(lambda: workspace.theme)
        self.table = PlanTable(workspace, self.model)
        self.timeline = Timeline(workspace)
        self._stack = QStackedWidget(self)
        splitter = QSplitter(Qt.Orientation.Horizontal, self._stack)
        self.side = SidePanel(self.autosave, splitter)
        self.tags = PlanTags(workspace, self.table, self.model, self.side, self)
        self.contests = PlanContests(workspace, self.model, self.side, self)
        self.editor = PlanEditor(workspace, self.model, self.autosave, self)
        self.methods = MethodChooser(workspace, self.editor, self, lambda: self.model.part(self.table.current_id()))
        self.gatherings = GatheringCommands(workspace, self.editor, self, self.table.setFocus)
        self.sheet_commands = SheetCommands(
            workspace,
            self.editor,
            self.side.part_fields.sheets,
            self,
            lambda: self.model.part(self.table.current_id()),
        )
        self.basis = BasisSheet(workspace, self)
        self.reader = GatheringReader(
            workspace,
            read=_read,
            show=self._arrived,
            show_none=lambda: self.model.show(None, ()),
            tables=(
                "parts",
                "sheet_uses",
                "sheet_versions",
                "entries",
                "gatherings",
                "goals",
                "networks",
                "districts",
                "own_methods",
                "own_templates",
                "network_services",
                "participants",
                "choices",
            ),
            room=self,
        )
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._page(splitter))
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
            self.gatherings.new,
            icon="calendar-days",
        )
        assert state.button is not None
        self._first_step = state.button
        self._hands = HandsFocus(self, state.button)
        return state

    def _page(self, splitter: QSplitter) -> QWidget:
        page = QWidget(splitter)
        self.title = Heading("", 3)
        self.about = Note("", wrap=True)
        self.verdict = Note("", wrap=True)
        self.verdict.setAccessibleDescription(_("Om planen går opp"))  # its name is what it says
        self._add_button = PrimaryButton(_("Ny del"), "plus")
        self._add_button.setMenu(self._kinds_menu())
        new = QuietButton(_("Ny samling"), "calendar-days")
        new.clicked.connect(self.gatherings.new)
        left = QVBoxLayout(page)
        left.setContentsMargins(24, 20, 24, 16)
        left.setSpacing(8)
        self._details_button = QuietButton(_("Detaljer"), "pencil")
        self._details_button.clicked.connect(lambda: self._show_details(True))
        left.addLayout(bar([self.title], [self._details_button, new, self._add_button]))
        self._basis_button = LinkButton(_("Sist og behov"), "target")
        self._basis_button.clicked.connect(self.basis.begin)
        about = row(self.about, self._basis_button)
        about.setStretch(0, 1)
        about.setAlignment(self._basis_button, Qt.AlignmentFlag.AlignTop)
        left.addLayout(about)
        left.addSpacing(4)
        left.addWidget(self.timeline)
        said = row(self.verdict, self.contests.button, self.tags.filter)
        said.setStretch(0, 1)
        left.addLayout(said)
        left.addWidget(self.table, 1)
        self._hint = Note(
            _("Trykk Alt+pil for å flytte en del, Insert for en ny, Delete for å fjerne og Ctrl+Z for å angre."),
            wrap=True,
        )
        left.addWidget(self._hint)
        splitter.setChildrenCollapsible(False)
        splitter.insertWidget(0, page)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 340])
        self._plan_panel = page
        return splitter

    def _kinds_menu(self) -> QMenu:
        menu = QMenu(self)
        theme = self.workspace.theme
        for kind in PartKind:
            action = add_action(menu, part_kind_name(kind))
            number = Part("", "", 0, kind, "", 0, 0, None, Organising.PLENUM, None, "", "").main_number
            if number:
                action.setIcon(shapes.icon(shapes.part_shape(number), theme.part(number), 16))
            action.triggered.connect(lambda _checked=False, kind=kind: self.add_part(kind))
        return menu

    def _connect(self) -> None:
        work, table, editor, side = self.workspace, self.table, self.editor, self.side
        work.gathering_changed.connect(self.refresh)
        work.gathering_edited.connect(self._show)
        work.theme_changed.connect(self._dress)
        self.model.edited.connect(editor.store_field)
        self.model.edited.connect(lambda *_field: self._choose(table.current_id()))
        self.model.previewed.connect(lambda: self._choose(table.current_id()))
        self.model.moved.connect(editor.move)
        self.timeline.picked.connect(table.choose)
        self.timeline.stretched.connect(lambda part_id, minutes: editor.type_field(part_id, "minutes", minutes))
        table.chosen.connect(self._choose)
        # Whoever points at a part wants to see it, also where the gathering's form was open.
        table.clicked.connect(lambda _index: side.show_form(Form.PART))
        self.timeline.picked.connect(lambda _id: side.show_form(Form.PART))
        table.step.connect(editor.step)
        table.remove.connect(editor.remove)
        table.unread.connect(self._tell_unread)
        table.menu_wanted.connect(partial(_show_part_menu, self))
        table.typing.connect(editor.keep_cell)
        table.typed_out.connect(editor.leave_cell)
        table.add_below.connect(lambda place: self.add_part(PartKind.OTHER, place))
        side.part_typed.connect(lambda field, value: editor.type_field(side.part_fields.subject, field, value))
        side.gathering_typed.connect(self._type_gathering)
        side.back.connect(lambda: self._show_details(False))
        side.part_fields.methods_button.clicked.connect(self.methods.show)
        editor.refused.connect(self.reader.refresh)
        editor.added.connect(lambda: side.show_form(Form.PART))
        self.gatherings.copied.connect(lambda: side.show_form(Form.GATHERING))

    # --- reading ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose(self.table.current_id())

    def refresh(self) -> None:
        """Read the gathering's plan again; which page is seen does not wait for the answer."""
        has_gathering = self.workspace.gathering is not None
        if not self.isVisible():
            self.model.show(None, ())  # whoever comes shall not see another gathering's plan while this one is read
        self._stack.setCurrentIndex(1 if has_gathering else 0)
        self._hands.target = self.table if has_gathering else self._first_step
        self.reader.refresh()

    def _arrived(self, known: _Known) -> None:
        gathering = self.workspace.gathering
        if gathering is None:
            return
        with laid_out_once(self.side):
            self._show_all(gathering, known)
        # Folding every earlier gathering takes longer than the plan itself, which must not wait for it.
        self.workspace.lane.ask(lambda store: stage.learned(store, gathering.id), self._show_learned, self)

    def _show_all(self, gathering: Gathering, known: _Known) -> None:
        self.side.offer(known.choices)
        self.methods.offer(known.methods)
        self.side.part_fields.offer_methods(known.methods)
        self.side.part_fields.newer = known.newer
        self.side.part_fields.needs = known.needs
        chosen, row_number = self.editor.wanted or self.table.current_id(), max(0, self.table.currentIndex().row())
        self.editor.wanted = ""
        parts = known.parts
        self.model.show(gathering, parts)
        places = series_parts(part.kind for part in parts)
        self.side.part_fields.places = {part.id: place for part, place in zip(parts, places, strict=True)}
        # Where the chosen part is gone, the one that has come in its place is chosen.
        beside = parts[min(row_number, len(parts) - 1)].id if parts else ""
        self.table.choose(chosen if self.model.row_of(chosen) >= 0 else beside)
        self._show()
        self.tags.show(known.tags)
        self.contests.show(known.contests)

    def _show_learned(self, learned: dict[SeriesPart, Learned]) -> None:
        self.side.part_fields.learned = learned
        here = self.model.row_of(self.table.current_id())
        if here >= 0:
            self.side.part_fields.show_learned(self.model.parts[here])

    def _show(self) -> None:
        gathering = self.workspace.gathering
        if gathering is None:
            return
        self.title.setText(gathering.title)
        day = long_date(gathering.held_on) if gathering.held_on else _("Uten dato")
        words = (gathering.headline_now, day, gathering.place, gathering.theme)
        self.about.setText(" · ".join(word for word in words if word))
        self.side.show_gathering(gathering)
        self.model.show(gathering, self.model.stored)
        self._choose(self.table.current_id())

    def _choose(self, part_id: str) -> None:
        row_number = self.model.row_of(part_id)
        self.timeline.show_plan(self.workspace.gathering, self.model.planned, part_id)
        if self.workspace.gathering is not None:
            # Said for every choice too, since minutes may have been previewed since the plan was last read.
            verdict = fit(self.workspace.gathering, self.model.parts)
            self.verdict.setText(verdict.sentence if self.model.parts else _("Ingen deler ennå. Lag den første."))
            set_tone(self.verdict, "stop" if verdict.over > 0 or verdict.clashes else "")
        if row_number >= 0:
            self.side.show_part(self.model.parts[row_number], self.model.planned[row_number].start.time())
        else:
            self.side.show_part(None, None)
        self.tags.apply()
        self.contests.apply()

    def _dress(self) -> None:
        self.table.dress()
        self.side.setMinimumWidth(round(300 * self.workspace.theme.growth))
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
        self.side.setVisible(on or not self._narrow)
        self._plan_panel.setVisible(not on or not self._narrow)
        self._details_button.setVisible(self._narrow)
        self.side.back_button.setVisible(self._narrow)

    # --- changing ---

    def _type_gathering(self, field: str, value: object) -> None:
        form = self.side.gathering_fields
        if form is None:
            return
        gathering_id = form.subject
        if field != "title" or str(value).strip():
            typed = TypedField(Owner.GATHERING, gathering_id, field, as_value(value))
            self.autosave.store((gathering_id, field), typed, self._refused)

    def _refused(self, sentence: str) -> None:
        self.workspace.say(sentence)
        self.reader.refresh()

    def _tell_unread(self, row_number: int, text: str) -> None:
        part = self.model.stored[row_number]
        kept = clock(part.fixed_start) if part.fixed_start else _("ingen fast start")
        self.workspace.say(
            _("«{text}» er ikke et klokkeslett. {part} har fortsatt {kept}. {how}").format(
                text=text, part=part.title, kept=kept, how=clock_words()
            )
        )

    def add_part(self, kind: PartKind, position: int | None = None) -> None:
        """A new part of a kind, at a position or below the chosen one."""
        self.editor.add(kind, self.table.currentIndex().row() + 1 if position is None else position)

    # --- the shell ---

    def commands(self) -> list[Command]:
        """What the palette can do with the plan and with the whole gathering."""
        pick = partial(self.reader.when_read, self.sheet_commands.pick)
        return [
            Command("plan.new", _("Ny samling"), self._go(self.gatherings.new), keywords=_("lag opprett mal")),
            Command("plan.add", _("Ny del"), self._go(self._add_when_read), "Ins"),
            Command(
                "plan.sheet",
                _("Ark fra biblioteket i delen …"),
                self._go(pick),
            ),
            Command(
                "plan.tags", _("Merkelapper på samlingen"), self._go(self.tags.tag_gathering), keywords=_("tema hjul")
            ),
            Command(
                "plan.copy",
                _("Kopier samlingen …"),
                self._go(self.gatherings.copy),
                keywords=_("kopier planen bydel dato alle bydeler"),
            ),
            Command("plan.template", _("Lagre som min mal …"), self._go(self.gatherings.keep_as_template)),
            Command("plan.forget_template", _("Fjern en av mine maler …"), self._go(self.gatherings.forget_template)),
            Command("plan.methods", _("Arbeidsmåter"), self._go(self.methods.show), keywords=_("metode steg roller")),
            Command(
                "plan.basis", _("Sist og behov"), self._go(self.basis.begin), keywords=_("evaluering behov prikker")
            ),
            Command("plan.remove", _("Fjern samlingen"), self._go(self.gatherings.remove), keywords=_("slett")),
        ]

    def _add_when_read(self) -> None:
        """The part comes below the chosen one, so the plan must be here."""
        self.reader.when_read(lambda: self.add_part(PartKind.OTHER))

    def _go(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.PLAN)
            action()

        return run

    def arrive(self, arrival: Arrival) -> None:
        """Come here to begin a new gathering, or to see what the plan rests on."""
        match arrival:
            case NewGathering():
                self.gatherings.new()
            case ShowBasis():
                self.basis.begin()
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self


def _show_part_menu(room: PlanRoom, at: QPoint) -> None:
    """What can be done with the chosen part."""
    part_id, editor = room.table.current_id(), room.editor
    if not part_id:
        return
    menu = QMenu(room)
    below = room.table.currentIndex().row() + 1
    add_action(menu, _("Ny del under"), "Ins").triggered.connect(lambda: room.add_part(PartKind.OTHER, below))
    add_action(menu, _("Flytt opp"), "Alt+↑").triggered.connect(lambda: editor.step(part_id, -1))
    add_action(menu, _("Flytt ned"), "Alt+↓").triggered.connect(lambda: editor.step(part_id, 1))
    menu.addSeparator()
    add_action(menu, _("Arbeidsmåter")).triggered.connect(room.methods.show)
    add_action(menu, _("Ark fra biblioteket i delen …")).triggered.connect(room.sheet_commands.pick)
    menu.addSeparator()
    add_action(menu, _("Fjern delen"), native("Del")).triggered.connect(lambda: editor.remove(part_id))
    menu.popup(at)

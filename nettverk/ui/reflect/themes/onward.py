"""Where a theme goes on, each in a sheet at the side: a question for next time, a sign, something a unit will do.

The role behind a point is noted in one of them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.anonymity.outlets import Outlet, outlet_of
from nettverk.domain.changes import Changes
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.themes import Theme
from nettverk.i18n import _, short_date
from nettverk.services import needs
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.services.themes import onward
from nettverk.services.themes.board import board
from nettverk.services.themes.onward import Coming
from nettverk.ui.common.arrivals import ShowGoals, ShowHandout, ShowLibrarySheet
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.widgets import Note, PrimaryButton, Sheet, suggesting
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.reflect.themes.actions import ThemeActions
from nettverk.ui.reflect.themes.role_sheet import RoleSheet
from nettverk.ui.reflect.themes.theme_bar import ThemeStep


def _words_of(gathering_id: str, theme_id: str, store: Store) -> Outlet:
    """The words of a theme: its name and its points."""
    theme_board = board(store, gathering_id)
    names = [theme.name for theme in theme_board.themes if theme.id == theme_id]
    return outlet_of(names, [point.text for point in theme_board.points if point.theme_id == theme_id])


class Onward(QObject):
    """Takes a theme where somebody wants it; holds the sheets that ask for the rest.

    ``going`` has what is in a theme looked through before it may stand on the wall.
    """

    def __init__(self, host: QWidget, workspace: Workspace, actions: ThemeActions, going: GoingOut) -> None:
        super().__init__(host)
        self._going = going
        self._host, self._workspace, self._actions = host, workspace, actions
        self.question, self.sign = QuestionSheet(host, workspace), SignSheet(host, workspace)
        self.promise, self.role = PromiseSheet(host, workspace), RoleSheet(host, actions.set_role)

    def _on_wall(self, theme: Theme, *, anew: bool) -> None:
        self._actions.show_on_wall([theme.id], on=True)
        self._workspace.say(
            _("«{theme}» kan vises på lerretet. Velg «Dette sa dere» i Gjennomfør når du vil.").format(theme=theme.name)
        )

    def go(self, step: ThemeStep, theme: Theme) -> None:
        """Do this with a theme."""
        here = self._actions.here
        match step:
            case ThemeStep.QUESTION:
                self.question.begin(here, theme)
            case ThemeStep.SIGN:
                self.sign.begin(here, theme)
            case ThemeStep.PROMISE:
                self.promise.begin(here, theme)
            case ThemeStep.NEED:
                self._become_need(theme)
            case ThemeStep.GOAL:
                self._become_goal(theme)
            case ThemeStep.WALL:
                if theme.on_wall:
                    self._actions.show_on_wall([theme.id], on=False)
                else:
                    self._going.before(partial(self._on_wall, theme), partial(_words_of, here, theme.id))
            case ThemeStep.PAPER:
                self._workspace.go(RoomKey.HANDOUTS, ShowHandout(DocumentKind.THEMES))
            case ThemeStep.MERGE:
                self._ask_merge(theme)
            case ThemeStep.REMOVE:
                self._actions.remove(theme.id)
            case ThemeStep.RENAME:
                pass  # typed where the name stands

    def _become_need(self, theme: Theme) -> None:
        here, say = self._actions.here, self._workspace.say
        self._workspace.lane.change(
            lambda store: needs.from_theme(store, here, theme.id),
            lambda _changes: say(
                _("«{theme}» er et behov nå. Det står i Planlegg, under Sist og behov.").format(theme=theme.name)
            ),
            self._host, failed=say,
        )  # fmt: skip

    def _become_goal(self, theme: Theme) -> None:
        here, say = self._actions.here, self._workspace.say
        there = partial(self._workspace.go, RoomKey.FOLLOW_UP, ShowGoals())
        self._workspace.lane.change(
            lambda store: onward.become_goal(store, here, theme.id),
            lambda _changes: say(
                _("Nettverket har «{goal}» som mål.").format(goal=theme.name), _("Vis målene"), there
            ),
            self._host, failed=lambda words: say(words, _("Vis målene"), there),
        )  # fmt: skip

    def _ask_merge(self, theme: Theme) -> None:
        menu = QMenu(self._host)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, other in enumerate(self._actions.board.themes, start=1):
            if other.id != theme.id:
                action = add_action(menu, _("Inn i {n}: {theme}").format(n=number, theme=other.name))
                action.triggered.connect(lambda _on=False, keep=other.id: self._actions.merge(keep, theme.id))
        if not menu.isEmpty():
            menu.popup(self._host.mapToGlobal(self._host.rect().bottomLeft()))


class QuestionSheet(Sheet):
    """A theme becomes a question in the plan of the next gathering."""

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Spør om det neste gang"), host)
        self._workspace = workspace
        self.note, self.text, self.part = Note(""), Writing(3), ComboBox()
        self.body.addWidget(self.note)
        self.add_field(_("Spørsmålet"), self.text)
        self.add_field(_("I delen"), self.part)
        self.body.addStretch(1)
        self.put = PrimaryButton(_("Legg i planen"))
        self.put.clicked.connect(self.hand_in)
        self.foot.addWidget(self.put)
        self.foot.addStretch(1)

    def begin(self, gathering_id: str, theme: Theme) -> None:
        """Open on a theme of a gathering, once the next gathering is found."""
        self._workspace.lane.ask(
            lambda store: onward.coming(store, gathering_id), lambda found: self._show(theme, found), self
        )

    def _show(self, theme: Theme, found: Coming | None) -> None:
        if found is None or not found.parts:
            self._workspace.say(
                _("Neste samling er ikke laget ennå. Lag den, så kan spørsmålet stå i planen."), _("Gå til Planlegg"),
                lambda: self._workspace.go(RoomKey.PLAN),
            )  # fmt: skip
            return
        day = f" · {short_date(found.held_on)}" if found.held_on else ""
        self.note.setText(f"{found.title}{day}")
        gathering = self._workspace.gathering
        self.text.fill(onward.question_for(theme.name, gathering.language if gathering else "nb"))
        self.part.clear()
        for part in found.parts:
            self.part.addItem(part.title, part.id)
        usual = found.usual
        self.part.setCurrentIndex(max(0, self.part.findData(usual.id if usual else "")))
        self.open(self.text)

    def hand_in(self) -> None:
        """Put the question in the plan."""
        part, text = str(self.part.currentData() or ""), self.text.text()
        self._workspace.lane.change(lambda store: onward.ask_next_time(store, part, text), self._done, self)

    def _done(self, _changes: Changes) -> None:
        where = self.note.text()
        self.close_sheet()
        self._workspace.say(_("Spørsmålet står i planen for {gathering}.").format(gathering=where))


class SignSheet(Sheet):
    """A theme becomes a sign in a set of one's own."""

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Gjør temaet til et tegn"), host)
        self._workspace, self._gathering, self._theme = workspace, "", Theme("", "")
        self.note, self.sheet = Note(""), ComboBox()
        self.body.addWidget(self.note)
        self.add_field(_("I arket"), self.sheet)
        self.body.addStretch(1)
        self.put = PrimaryButton(_("Legg inn tegnet"))
        self.put.clicked.connect(self.hand_in)
        self.foot.addWidget(self.put)
        self.foot.addStretch(1)

    def begin(self, gathering_id: str, theme: Theme) -> None:
        """Open on a theme of a gathering, once the sets are found."""
        self._gathering, self._theme = gathering_id, theme
        self._workspace.lane.ask(onward.sign_sets, self._show, self)

    def _show(self, sets: Sequence[tuple[str, str]]) -> None:
        self.note.setText(
            _("«{theme}» blir et tegn som dere kan vurdere med trafikklys. Det som ble sagt, følger med som eksempler.")
            .format(theme=self._theme.name)
        )  # fmt: skip
        self.sheet.clear()
        for sheet_id, title in sets:
            self.sheet.addItem(title, sheet_id)
        self.sheet.addItem(_("Et nytt ark"), "")
        self.open(self.put)

    def hand_in(self) -> None:
        """Put the sign in the set."""
        here, theme, sheet = self._gathering, self._theme.id, str(self.sheet.currentData() or "")
        self._workspace.lane.change(lambda store: onward.become_sign(store, here, theme, sheet), self._done, self)

    def _done(self, changes: Changes) -> None:
        self.close_sheet()
        made_ids = changes.made
        self._workspace.say(
            _("Tegnet ligger i biblioteket."), _("Se arket"),
            lambda: self._workspace.go(RoomKey.LIBRARY, ShowLibrarySheet(made_ids)),
        )  # fmt: skip


class PromiseSheet(Sheet):
    """A theme becomes something a unit will do."""

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Et tiltak av temaet"), host)
        self._workspace, self._gathering, self._theme = workspace, "", Theme("", "")
        self.unit, self.what = ComboBox(), Writing(3)
        self.unit.setEditable(True)
        self.unit.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        completer = self.unit.completer()
        if completer is not None:
            suggesting(completer)
        self.add_field(_("Hvilken enhet"), self.unit)
        self.add_field(_("Hva skal de gjøre?"), self.what)
        self.body.addWidget(Note(_("Hvem, frist og hvor det tas opp, skrives under Veien videre.")))
        self.body.addStretch(1)
        self.put = PrimaryButton(_("Skriv ned tiltaket"))
        self.put.clicked.connect(self.hand_in)
        self.foot.addWidget(self.put)
        self.foot.addStretch(1)

    def begin(self, gathering_id: str, theme: Theme) -> None:
        """Open on a theme of a gathering."""
        self._gathering, self._theme = gathering_id, theme
        self._workspace.lane.ask(_units, self._show, self)

    def _show(self, units: Sequence[tuple[str, str]]) -> None:
        self.unit.clear()
        for unit_id, name in units:
            self.unit.addItem(name, unit_id)
        self.unit.setCurrentIndex(-1)
        self.unit.clearEditText()
        self.what.fill(self._theme.name)
        self.open(self.unit)

    def hand_in(self) -> None:
        """Write the commitment down."""
        place = self.unit.findText(self.unit.currentText().strip())
        if place < 0:
            self._workspace.say(_("Velg en enhet først."))
            self.unit.setFocus()
            return
        here, theme, what = self._gathering, self._theme.id, self.what.text()
        unit, name = str(self.unit.itemData(place)), self.unit.itemText(place)
        self._workspace.lane.change(
            lambda store: onward.promise(store, here, theme, unit, what), lambda _changes: self._done(name), self
        )

    def _done(self, unit: str) -> None:
        self.close_sheet()
        self._workspace.say(
            _("Tiltaket står hos {unit}.").format(unit=unit), _("Gå til Veien videre"),
            lambda: self._workspace.go(RoomKey.FOLLOW_UP),
        )  # fmt: skip


def _units(store: Store) -> tuple[tuple[str, str], ...]:
    return tuple((unit.id, unit.name) for unit in register.units(store))

"""The presenter window: an instrument with large figures at steady places, on the facilitator's own screen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.methods import method_name
from nettverk.domain.plan import Gathering, PartKind, organising_name
from nettverk.domain.rundown.commands import AdjustPart, JumpToPart, StageCommand
from nettverk.domain.rundown.learning import Learned, SeriesPart
from nettverk.domain.rundown.recovery import Recovery
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import Questions, Slides, Wall
from nettverk.i18n import _, day_month
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import LinkButton, Mark, Note, set_tone
from nettverk.ui.stage.key_commands import command_of
from nettverk.ui.stage.presenter import clocks, phrases
from nettverk.ui.stage.presenter.calm_line import CalmLine
from nettverk.ui.stage.presenter.drawer import Drawer
from nettverk.ui.stage.presenter.key_bar import KeyBar
from nettverk.ui.stage.presenter.key_list import KeyList
from nettverk.ui.stage.presenter.now_panel import NowPanel
from nettverk.ui.stage.presenter.part_list import PartList
from nettverk.ui.stage.presenter.part_rows import part_rows
from nettverk.ui.stage.presenter.side_panel import SidePanel
from nettverk.ui.stage.presenter.typing_guard import TypingGuard, is_letter

TakeKey = Callable[[QKeyEvent], bool]
NARROW = 900
"""Pixels; in narrower windows the list of parts gives way."""


class PresenterWindow(QWidget):
    """Everything the facilitator needs and nothing more; it asks, and others do.

    Signals:
        commanded: a AnyStageCommand, whether by key, by button or in the list of parts.
        closed: the window was closed; the day goes on.
    """

    commanded = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, wall_theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(_("Nettverk: gjennomfør"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(560, 480)
        self.resize(1000, 620)
        self.setAutoFillBackground(True)
        self.headline, self.under = Elided("", self), Note("", self, wrap=False)
        self.headline.setProperty("kind", "heading")
        self.headline.setProperty("step", "0")
        self.state_mark = Mark(0, self, shape="circle", token="ok", size=11)
        self.state = Elided("", self)
        self.state.setProperty("kind", "")
        self.state_action = LinkButton("", parent=self)
        self.small_clock = Label("", self)
        self.small_clock.setProperty("kind", "strong")
        self.small_clock.setContentsMargins(0, 0, 16, 0)
        self.small_clock.hide()
        self.calm, self.bar = CalmLine(self), KeyBar(self)
        self.buttons = self.bar.buttons
        self.parts = PartList(self)
        self.now_panel = NowPanel(self)
        self.drawer = Drawer(self)
        self.side = SidePanel(wall_theme, self)
        self._build()
        self.keys = KeyList(self)
        self.keys.hide()
        self.may_close: Callable[[], bool] = lambda: True
        self.guard = TypingGuard(self)
        self.guard.commanded.connect(self.commanded)
        self.guard.typed.connect(lambda: self.say(_("Her er bokstavene taster. Trykk M for å skrive en melding.")))
        self._foot: list[QWidget] = []
        self._panels: dict[QWidget, TakeKey] = {}
        QWidget.setTabOrder(self, self.parts)  # one Tab from anywhere on the clock
        offered = self.now_panel.suggestion
        stops = (
            self.parts,
            self.now_panel.step_button,
            offered.open_button,
            offered.accept_button,
            offered.leave_button,
        )
        for widget, following in pairwise(stops):
            QWidget.setTabOrder(widget, following)
        self.bar.commanded.connect(self.commanded)
        self.parts.chosen.connect(lambda part: self.commanded.emit(JumpToPart(part)))
        self.parts.adjusted.connect(lambda part, minutes: self.commanded.emit(AdjustPart(part, minutes)))
        self.drawer.currentChanged.connect(lambda _page: self.now_panel.make_room(self.drawer.is_open))
        self.drawer.notes.commanded.connect(self.commanded)
        self.now_panel.step_asked.connect(lambda: self.commanded.emit(StageCommand.NEXT_STEP))
        self.now_panel.suggestion.opened.connect(lambda: self.commanded.emit(StageCommand.RECOVER))
        self.now_panel.suggestion.accepted.connect(lambda: self.commanded.emit(StageCommand.ACCEPT_RECOVERY))
        self.now_panel.suggestion.dismissed.connect(lambda: self.commanded.emit(StageCommand.LEAVE))

    # --- building ---

    def _build(self) -> None:
        top = QFrame(self)
        top.setProperty("kind", "top")
        head = QHBoxLayout(top)
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(14)
        head.addWidget(self.headline)
        head.addWidget(self.under)
        head.addStretch(1)
        for widget in (self.small_clock, self.state_mark, self.state, self.state_action):
            head.addWidget(widget)
        # A fixed height: the figures below never move, whatever is told up here.
        top.setFixedHeight(64)
        left = QFrame(self)
        left.setProperty("kind", "side")
        self._left = left
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 12, 1, 8)
        inside.addWidget(self.parts)
        middle = self._middle = QVBoxLayout()
        middle.setContentsMargins(36, 26, 36, 0)
        middle.setSpacing(18)
        middle.addWidget(self.now_panel)
        middle.addWidget(self.drawer, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addLayout(middle, 1)
        edge = self._edge = QFrame(self)
        edge.setProperty("kind", "rule")
        edge.setFixedWidth(1)
        body.addWidget(edge)
        body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
        column.addWidget(self.calm.room)
        column.addWidget(self.bar)

    def add_foot(self, widget: QWidget) -> None:
        """Something of a fixed height at the bottom of the middle column; the notes above it give the room."""
        self._middle.addWidget(widget)
        self._foot.append(widget)

    def add_panel(self, panel: QWidget, *, take_key: TakeKey = lambda _event: False) -> None:
        """One more that covers the middle and the right when it is asked for.

        Args:
            take_key: asked first about keys that come to the window while the panel is open; whether it took them.
        """
        panel.setParent(self)
        panel.hide()
        self._panels[panel] = take_key

    # --- showing ---

    def show_gathering(self, held: Gathering, *, rehearsal: bool = False) -> None:
        """Whose day it is, and that it is only tried where the day is another."""
        self.headline.setText(held.title)
        day = day_month(held.held_on) if held.held_on else ""
        about = " · ".join(word for word in (held.headline, day) if word)
        self.under.setText(_("Øving. Samlingen er {day}").format(day=day) if rehearsal and day else about)
        self._fit_head()

    def show_day(
        self,
        context: WallContext,
        rundown: Rundown,
        learned: dict[SeriesPart, Learned],
        preview: Recovery | None = None,
        absent: frozenset[str] = frozenset(),
    ) -> None:
        """The figures and the list.

        Args:
            preview: shows the new lengths before they are accepted.
            absent: ids of the contributions whose speaker is marked as away.
        """
        within = rundown.phase in {Phase.RUNNING, Phase.PAUSED}  # no part before the day, and none after it
        number = context.parts[rundown.index].main_number if context.parts and within else 0
        readings = clocks.readings(context, rundown)
        self.now_panel.show_clocks(
            readings, clocks.second(context, rundown, readings), clocks.room_clock(context, rundown)
        )
        self.now_panel.show_step(clocks.step_action(context, rundown))
        if readings:
            wider = len(self.small_clock.text())
            _say(self.small_clock, f"{readings[0].figures} {readings[0].word}")
            # A clock that only counts down keeps its width; fitting the head each second would be for nothing.
            if wider != len(self.small_clock.text()):
                self._fit_head()
            set_tone(self.small_clock, readings[0].tone)
        part = context.parts[rundown.index] if context.parts else None
        live = part is not None and within
        self._number = number
        how = (organising_name(part.organising), method_name(part.method)) if part is not None and live else ()
        self._how = " · ".join(word for word in how if word) if number else ""
        self._title = part.title if part is not None and live else ""
        self.parts.show_rows(part_rows(context, rundown, learned, preview, absent))
        self.bar.show_day(rundown)
        _say(self.side.next_text, phrases.following(context, rundown, absent))
        following = rundown.following
        index = rundown.parts.index(following) if following else -1
        # A break has no mark of its own, so the mark is that of the part after it.
        resting = following is not None and following.slot.kind in {PartKind.BREAK, PartKind.LUNCH}
        ahead = context.parts[index + resting].main_number if 0 <= index < len(context.parts) - resting else 0
        self.side.mark.setVisible(ahead > 0 and not self.keys_open)
        if ahead:
            self.side.mark.show_part(ahead, filled=False)

    def show_wall(self, wall: Wall, page: int | None, turn: int) -> None:
        """The wall as it is on the big screen."""
        self.side.preview.show_wall(wall, page, turn)
        preview = self.side.preview
        at, count = (wall.page, wall.pages) if isinstance(wall, Slides) else (preview.page, preview.page_count)
        # The page first: where there is little room it is the name that is cut.
        page_of = _("Side {page} av {pages}").format(page=at + 1, pages=count) if count > 1 else ""
        self.side.say_where(" · ".join(word for word in (page_of, wall.name) if word))
        # Over the clock stands what runs; what the wall shows stands over its picture.
        asked = wall.questions[0][1] if isinstance(wall, Questions) and len(wall.questions) == 1 else ""
        if asked:
            self.now_panel.show_part(self._number, self._title, asked)
        else:
            self.now_panel.show_part(self._number, self._how, self._title or wall.name)

    def show_attendance(self, present: int, registered: int, note: str) -> None:
        """Show how many are here, of how many, and who is late or away in a few words."""
        counted = present or not registered
        self.side.came.setText(str(present if counted else registered))
        self.side.came_of.setText(_("av {count}").format(count=registered) if counted else _("påmeldt"))
        self.side.came_note.setText(note)

    def show_state(self, text: str, tone: str, shape: str, action: str = "") -> None:
        """How it is with the big screen, in words, a shape and a colour."""
        if text != self.state.text():
            self.state.setText(text)
            set_tone(self.state, tone)
            self.state_mark.show_part(0, shape=shape, token=tone or "mute")
            self.state_action.setText(action)
            self.state_action.setVisible(bool(action))
            self._fit_head()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None, *, stays: bool = False) -> None:
        """A calm line above the buttons; empty takes it away."""
        self.calm.say(text, action, act, stays=stays)

    # --- keys and closing ---

    @property
    def keys_open(self) -> bool:
        """Whether the list of keys is shown."""
        return self.keys.isVisibleTo(self)

    def show_keys(self, on: bool) -> None:
        """The list of keys, under the large figures, as wide as the window."""
        bar = self.now_panel.remaining_bar
        top = bar.mapTo(self, bar.rect().bottomLeft()).y() + 7
        # What would be cut in two by the list is away while it is there.
        for covered in (self.side.next_label, self.side.next_text, self.side.mark):
            covered.setVisible(not on)
        self.keys.setGeometry(0, top, self.width(), self.bar.y() - top)
        self.keys.setVisible(on)
        self.keys.raise_()

    def turn_keys(self) -> None:
        """? opens the list of keys, shows more of it, and at last takes it away."""
        if not self.keys_open:
            self.show_keys(True)
            self.keys.from_the_top()
        elif not self.keys.turn():
            self.show_keys(False)

    def show_panel(self, panel: QWidget | None) -> None:
        """Check-in or the queue, beside the list of parts; None puts them away and gives the keys back."""
        for other in self._panels:
            other.setVisible(other is panel)
        self.small_clock.setVisible(panel is not None)
        self._fit_head()
        # Tab must not stop at what is covered by the panel.
        for behind in (self.now_panel, self.drawer, self.side, *self._foot):
            behind.setEnabled(panel is None)  # Tab does not stop at what cannot be seen
        if panel is None:
            self.setFocus()
            return
        self.show_keys(False)
        self.drawer.leave()
        self._place_panel(panel)
        panel.raise_()
        self.calm.raise_()

    def take_keys(self) -> None:
        """The window is here again: keys go on where they went, to the open panel before anything else."""
        panel, here = self.panel, self.focusWidget()
        if panel is None:
            self.setFocus()
        elif here is None or not panel.isAncestorOf(here) or not isinstance(here, QLineEdit | QComboBox):
            panel.setFocus()  # not a button: the first key after coming back must not close anything

    @property
    def panel(self) -> QWidget | None:
        """The panel that is open, or None."""
        return next((panel for panel in self._panels if panel.isVisibleTo(self)), None)

    def _place_panel(self, panel: QWidget) -> None:
        left = self._left.width() if self._left.isVisibleTo(self) else 0
        # With large text on a small screen a panel needs every line; what is told stands over its lowest one.
        foot = self.bar if self.height() < 480 * in_force().growth else self.calm.room
        panel.setGeometry(left, 64, self.width() - left, foot.y() - 64)

    def _fit_head(self) -> None:
        """What is told of the wall comes before the title, and that before network and day; what is cut has a tip."""
        clock = self.small_clock.sizeHint().width() if self.small_clock.isVisibleTo(self) else 0
        action = self.state_action.sizeHint().width() + 14 if self.state_action.isVisibleTo(self) else 0
        room = self.width() - 48 - 4 * 14 - clock - action - self.state_mark.width()
        title, state = self.headline.sizeHint().width(), self.state.sizeHint().width()
        self.under.setVisible(title + self.under.sizeHint().width() + 14 + state <= room)
        self.headline.setFixedWidth(max(80, min(title, room - state)))
        self.state.setFixedWidth(max(80, min(state, room - self.headline.width())))
        for label in (self.headline, self.state):
            set_tip(label, label.text() if label.sizeHint().width() > label.width() else "")

    def _fit(self) -> None:
        """Columns and buttons keep to the room there is."""
        growth = in_force().growth
        # Beside another window on the same screen there is no room for three columns: clocks, notes and the wall stay.
        narrow = self.width() < NARROW
        self._left.setVisible(not narrow)
        self._edge.setVisible(not narrow or self.width() >= 480 * growth)
        self.side.setVisible(self._edge.isVisibleTo(self))
        margin = 16 if narrow else 36
        # What the line above the buttons takes in a low window is taken from air, and not from notes and pictures.
        low = self.height() < 860 * growth
        self._middle.setContentsMargins(margin, 10 if low else 26, margin, 0)
        self._middle.setSpacing(9 if low else 18)
        self._left.setFixedWidth(round(min(348 * min(1.3, growth), max(262, self.width() * 0.256))))
        wide = 372 + max(0, min(self.width(), self.height() * 2) - 1366) * 0.36
        self.side.setFixedWidth(round(min(wide, max(204 if narrow else 250, self.width() * 0.3 - 36))))
        self.side.resize_preview(self.side.preview.layout_size)
        self.bar.fit(self.width())
        self._fit_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns; an open panel and the list of keys follow."""
        super().resizeEvent(event)
        self._fit()
        if self.keys_open:
            self.show_keys(True)
        panel = self.panel
        if panel is not None:
            self._place_panel(panel)

    def changeEvent(self, event: QEvent) -> None:
        """Fit everything again when the text has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.calm.fit()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An open panel may take a key; else it is one command."""
        panel = self.panel
        if panel is not None and self._panels[panel](event):
            return  # something is being written in the panel, wherever the keys went
        command = command_of(event)
        if command is not None or is_letter(event):
            self.guard.take(event, command)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes, the day goes on; a key pressed by mistake must not take the wall from a full hall."""
        if not self.may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)


def _say(label: QLabel, text: str) -> None:
    """Only what is new: a label that is set lays out its window again."""
    if text != label.text():
        label.setText(text)

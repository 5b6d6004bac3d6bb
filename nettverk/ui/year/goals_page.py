"""Målene: what each network works towards, what has worked towards it, and what moved; each opened and changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.goal_stories import GoalStory, story_lines
from nettverk.domain.goals import MOST_ACTIVE, GoalState, state_name, too_many_words
from nettverk.domain.typed import TypedLoose
from nettverk.i18n import _, short_date
from nettverk.services import goal_stories, goals
from nettverk.services.database import Store
from nettverk.ui.common.autosave import change_or_keep
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.widgets import EmptyState, FlatButton, Heading, Note, PrimaryButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.year.frame_page import Line, LineTable


class GoalsPage(QWidget):
    """The list, and below it what hangs on the goal one is at.

    Signals:
        wanted: a new goal. opened, removed: id of a goal.
    """

    wanted = Signal()
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stories: tuple[GoalStory, ...] = ()
        self.told = Note("", self)
        self.add = PrimaryButton(_("Nytt mål"), "plus", self)
        self.add.clicked.connect(self.wanted)
        self.table = LineTable(_("Målene"), self)
        self.table.opened.connect(self.opened)
        self.table.removed.connect(self.removed)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_story())
        # As high as its rows and no higher: what hangs on a goal stands right below a short list.
        self.table.setSizeAdjustPolicy(LineTable.SizeAdjustPolicy.AdjustToContents)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.story = Note("", self)
        some = QWidget(self)
        below = QVBoxLayout(some)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.table, 3)
        below.addWidget(_scrolled(self.story), 2)
        self.nothing = EmptyState(
            _("Hva skal nettverket få til?"),
            _("Høyst tre mål om gangen, gjerne over flere år. Knytt samlinger og tiltak til dem, så ser dere hva som"
              " flytter seg."),
            _("Sett det første målet"), self.wanted.emit, self, icon="list-checks",
        )  # fmt: skip
        self._pages = QStackedWidget(self)
        self._pages.addWidget(some)
        self._pages.addWidget(self.nothing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(row(self.told, None, self.add))
        lines.addWidget(self._pages, 1)
        HandsFocus(self, self.table)

    def show_stories(self, stories: tuple[GoalStory, ...]) -> None:
        """Show every goal of every network."""
        self._pages.setCurrentIndex(0 if stories else 1)
        if stories == self.stories and self.table.rows.header:
            return
        self.stories = stories
        self.told.setText(_many(stories))
        self.told.setVisible(bool(self.told.text()))
        self.table.show_lines(
            (_("Mål"), _("Nettverk"), _("Status"), _("Samlinger"), _("Tiltak"), _("Gjort eller prøvd")),
            [_line(story) for story in stories], frozenset({3, 4, 5}),
        )  # fmt: skip
        self._show_story()

    def _show_story(self) -> None:
        line = self.table.line
        story = next((story_ for story_ in self.stories if line is not None and story_.goal.id == line.id), None)
        self.story.setText("\n".join(story_lines(story)) if story is not None else "")


def _scrolled(note: Note) -> QScrollArea:
    """A text that scrolls where it is long, or large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setAccessibleName(_("Dette har flyttet seg"))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    note.setAlignment(Qt.AlignmentFlag.AlignTop)
    area.setWidget(note)
    for widget in (area.viewport(), note):
        widget.setAutoFillBackground(False)
    return area


def _line(story: GoalStory) -> Line:
    figures = str(len(story.linked)), str(story.promised), str(story.moved)
    return Line(story.goal.id, (story.goal.text, story.network, state_name(story.goal.state), *figures))


def _many(stories: Sequence[GoalStory]) -> str:
    """What is said where two machines together have set more than three in a network."""
    networks = dict.fromkeys(story.network for story in stories)
    sentences = [
        f"{network}: {words}" for network in networks
        if (words := too_many_words([story.goal for story in stories if story.network == network]))
    ]  # fmt: skip
    return " ".join(sentences)


class NewGoalSheet(Sheet):
    """A new goal of a network; where three are active, one says here which of them is to rest."""

    def __init__(
        self, workspace: Workspace, host: QWidget, networks: Sequence[tuple[str, str]], stories: Sequence[GoalStory]
    ) -> None:  # fmt: skip
        super().__init__(_("Nytt mål"), host)
        self._workspace, self._over, self._stories = workspace, False, tuple(stories)
        self.body.addWidget(Note(_("Et nettverk arbeider mot høyst {n} mål om gangen.").format(n=MOST_ACTIVE), self))
        self.network = ComboBox(self)
        for id_, name in networks:
            self.network.addItem(name, id_)
        self.add_field(_("Nettverk"), self.network)
        self.text = Writing(2, self)
        self.add_field(_("Hva vil dere få til?"), self.text)
        self.rests = ComboBox(self)
        self._instead = Small(_("Tre mål er nok. Hvilket skal hvile?"), self, strong=True)
        set_caption(self._instead, self.rests)
        self.body.addWidget(self._instead)
        self.body.addWidget(self.rests)
        self.network.currentIndexChanged.connect(lambda _index: self._offer_rest())
        self._offer_rest()
        self.fault = Label("", self)
        self.fault.setProperty("tone", "stop")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.button = PrimaryButton(_("Sett målet"), "plus", self)
        self.button.clicked.connect(self.hand_in)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        keep_draft(self, workspace, lambda: not self._over and bool(self.text.text().strip()))

    def _offer_rest(self) -> None:
        """The network's active goals, where one of them must rest before there is room for another."""
        here = [
            story.goal for story in self._stories if story.network == self.network.currentText() and story.goal.active
        ]
        full = len(here) >= MOST_ACTIVE
        self.rests.clear()
        self.rests.addItem(_("Velg et mål"), "")
        for goal in here:
            self.rests.addItem(goal.text, goal.id)
        for part in (self._instead, self.rests):
            part.setVisible(full)

    def hand_in(self) -> None:
        """Set it and close."""
        network_id, text = str(self.network.currentData() or ""), self.text.text()
        rests = str(self.rests.currentData() or "")

        def stored(_changes: Changes) -> None:
            self._over = True
            self.close_sheet()

        def failed(sentence: str) -> None:
            self.fault.setText(sentence)
            self.fault.show()

        self._workspace.lane.change(
            lambda store: goal_stories.set_goal(store, network_id, text, rests), stored, self, failed=failed
        )


class GoalSheet(Sheet):
    """One goal: its words and its sign, how far it has come, and the gatherings that work towards it."""

    def __init__(self, workspace: Workspace, host: QWidget, story: GoalStory) -> None:
        super().__init__(_("Mål"), host, width=520)
        self._workspace, self._goal, self._over = workspace, story.goal, False
        self.setProperty("keeps", True)
        self.body.addWidget(Note(story.network, self))
        self.text, self.sign, self.before, self.now = (Writing(2, self) for _field in range(4))
        for label, field, said in (
            (_("Hva vil dere få til?"), self.text, story.goal.text),
            (_("Tegn: hva vil dere se?"), self.sign, story.goal.sign),
            (_("Slik var det"), self.before, story.goal.sign_before),
            (_("Slik er det nå"), self.now, story.goal.sign_now),
        ):
            field.fill(said)
            self.add_field(label, field)
        self.state = ComboBox(self)
        for state in GoalState:
            self.state.addItem(state_name(state), str(state))
        self.state.setCurrentIndex(self.state.findData(str(story.goal.state)))
        self.state.activated.connect(lambda _index: self._set_state())
        self.add_field(_("Status"), self.state)
        self.body.addWidget(Heading(_("Samlinger som arbeider mot målet"), 1, self, wrap=True))
        self.boxes = {occasion.id: self._box(occasion.id, _where(occasion.title, occasion.held_on), on=occasion.linked)
                      for occasion in story.gatherings}  # fmt: skip
        self.body.addWidget(Heading(_("Dette har flyttet seg"), 1, self))
        self.body.addWidget(Note("\n".join(story_lines(story)), self))
        self.body.addStretch(1)
        self.bin = FlatButton(_("Fjern målet"), "trash-2", self)
        self.bin.clicked.connect(self._remove)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.close_sheet)
        self.foot.addWidget(self.bin)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self._begun_as = self._content()
        self.closed.connect(self._leave)

    def _box(self, gathering_id: str, words: str, *, on: bool) -> CheckBox:
        box = NamedCheckBox(words, self)
        box.setChecked(on)
        box.clicked.connect(lambda on_: self._link(gathering_id, on=on_))
        self.body.addWidget(box)
        return box

    def _link(self, gathering_id: str, *, on: bool) -> None:
        goal_id = self._goal.id
        self._workspace.lane.change(
            lambda store: goal_stories.link(store, goal_id, gathering_id, on=on), None, self, failed=self._workspace.say
        )

    def _set_state(self) -> None:
        state, goal_id = GoalState(self.state.currentData()), self._goal.id

        def failed(sentence: str) -> None:
            self.state.setCurrentIndex(self.state.findData(str(self._goal.state)))
            self._workspace.say(sentence)

        self._workspace.lane.change(lambda store: goals.set_state(store, goal_id, state), None, self, failed=failed)

    def _content(self) -> tuple[str, ...]:
        return self.text.text(), self.sign.text(), self.before.text(), self.now.text()

    def _leave(self) -> None:
        """What was typed is stored when the sheet is closed, however."""
        now = self._content()
        if self._over or now == self._begun_as:
            return
        text, sign, before, after = now
        goal_id, words = self._goal.id, text if text.strip() else self._goal.text

        def job(store: Store) -> Changes:
            return goals.edit(store, goal_id, text=words, sign=sign, sign_before=before, sign_now=after)

        change_or_keep(self._workspace, job, TypedLoose(_("Mål"), "\n".join(now)), self._workspace)

    def _remove(self) -> None:
        self._over = True
        self.close_sheet()
        work, goal_id = self._workspace, self._goal.id
        work.lane.change(
            lambda store: goals.remove(store, goal_id),
            lambda _changes: work.say(_("Målet er fjernet."), _("Angre"), work.lane.undo), work,
        )  # fmt: skip


def _where(title: str, held_on: object) -> str:
    from datetime import date

    return f"{title}, {short_date(held_on)}" if isinstance(held_on, date) else title

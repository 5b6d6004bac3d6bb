"""Mål: at most three of a unit or its network, with their signs and history, and the weak signs they may come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.goals import (
    Goal,
    GoalOwner,
    GoalState,
    GoalVersion,
    Origin,
    WeakSign,
    active,
    enough_words,
    origin_line,
    state_name,
    too_many_words,
)
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _, _c, join, short_date
from nettverk.services import goals, weak_signs
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.read_sheet import ReadSheet
from nettverk.ui.common.widgets import Card, FlatButton, Heading, Note, QuietButton, Segmented, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing

_TABLES = frozenset({"entries", "networks", "units", "gatherings"})


class Whose(StrEnum):
    """Whose goals are seen."""

    UNIT = "unit"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class _Read:
    here: goals.GoalsHere
    weak: tuple[WeakSign, ...]


class GoalCard(Card):
    """One active goal: its text, its sign before and now, and what may become of it."""

    def __init__(self, goal: Goal, autosave: Autosave, parent: QWidget) -> None:
        super().__init__(parent, gap=6)
        self.goal, self._autosave = goal, autosave
        self.fields: dict[str, Writing] = {}
        for name, label, asked in (
            ("text", _("Målet"), _("Hva vil dere oppnå?")),
            ("sign", _("Tegn på at vi er på vei"), _("Hva vil dere se når det virker?")),
            ("sign_before", _("Slik var det før"), _("Hvordan var det da dere startet?")),
            ("sign_now", _("Slik er det nå"), _("Hvordan er det nå?")),
        ):
            field = Writing(1, self, one_line=True)
            field.setPlaceholderText(asked)
            field.setAccessibleName(label)
            field.setProperty("keeps", True)  # stored as one types
            caption = Small(label, self, strong=True)
            set_caption(caption, field)
            self.body.addWidget(caption)
            self.body.addWidget(field)
            field.typed.connect(lambda name=name: self._typed(name))
            field.left.connect(autosave.flush)
            field.done.connect(self.focusNextChild)
            self.fields[name] = field
        self.origin = Note("", self)
        self.body.addWidget(self.origin)
        self.rest = QuietButton(_("La hvile"), parent=self)
        self.reached = QuietButton(_("Nådd"), "check", self)
        self.log = FlatButton(_("Historie"), "history", self)
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern målet"))
        self.body.addLayout(row(self.rest, self.reached, None, self.log, self.bin, gap=6))
        self.show_goal(goal)

    def show_goal(self, goal: Goal) -> None:
        """The goal as it is stored; what is being typed stays."""
        self.goal = goal
        for name, field in self.fields.items():
            if not self._autosave.holds((goal.id, name)) and not field.hasFocus():
                field.fill(str(getattr(goal, name)))
        line = origin_line(goal.origin)
        self.origin.setText(line)
        self.origin.setVisible(bool(line))

    def _typed(self, name: str) -> None:
        text = self.fields[name].text()
        if name == "text" and not text.strip():
            return  # a goal that is emptied is taken away by its bin, and by nothing else
        self._autosave.note((self.goal.id, name), TypedField(Owner.GOAL, self.goal.id, name, text))


class GoalsSheet(ReadSheet):
    """Opens on a unit; the network's goals are one choice away."""

    def __init__(self, workspace: Workspace, autosave: Autosave, host: QWidget) -> None:
        super().__init__(_c("flere", "Mål"), workspace, _TABLES, host, width=520)
        self._autosave = autosave
        self._gathering_id = self._unit_id = self._unit_name = ""
        self.read: _Read | None = None
        self.cards: dict[str, GoalCard] = {}
        self._asked_of: GoalOwner | None = None
        self.whose = Segmented([(Whose.UNIT, _("Enheten")), (Whose.NETWORK, _("Nettverket"))], _("Hvem sine mål"))
        self.whose.chosen.connect(lambda _key: self._show())
        self.note = Note("", self)
        self.new = Writing(1, self, one_line=True)
        self.new.setPlaceholderText(_("Et nytt mål …"))
        self.new.setAccessibleName(_("Nytt mål"))
        self.new.done.connect(self.hand_in)
        self.add = QuietButton(_("Sett målet"), "plus", self)
        self.add.clicked.connect(self.hand_in)
        self.asks = Note("", self)
        self._cards, self._which, self._weak, self._others, self._log = (QVBoxLayout() for _place in range(5))
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.whose, None))
        self.body.addWidget(self.note)
        self.body.addLayout(self._cards)
        self.body.addLayout(self._log)
        self.body.addSpacing(4)
        self.body.addWidget(self.new)
        self.body.addLayout(row(self.add, None))
        self.body.addWidget(self.asks)
        for inner in (self._which, self._weak, self._others):
            self.body.addLayout(inner)
            inner.setSpacing(4)
        self.body.addStretch(1)

    def begin(self, gathering_id: str, unit_id: str, unit_name: str) -> None:
        """Open on a unit's goals at a gathering; on the network's where no unit is given."""
        self._gathering_id, self._unit_id, self._unit_name = gathering_id, unit_id, unit_name
        self.whose.choose(Whose.UNIT if unit_id else Whose.NETWORK)
        self.whose.setVisible(bool(unit_id))
        self._forget()
        self.ask(then=lambda: self.open(self.new if not self.cards else None))

    def _forget(self) -> None:
        empty(self._cards)
        empty(self._log)
        self.cards = {}

    # --- reading ---

    def reader(self) -> Callable[[Store], _Read]:
        gathering_id, unit_id = self._gathering_id, self._unit_id
        return lambda store: _Read(
            goals.at_gathering(store, gathering_id), weak_signs.weakest(store, gathering_id, unit_id)
        )

    def show_read(self, read: _Read) -> None:
        self.read = read
        self._show()

    @property
    def owner(self) -> GoalOwner:
        """Whose goals are seen."""
        from nettverk.domain.goals import GoalOf

        assert self.read is not None
        of_unit = self.whose.value() == Whose.UNIT and bool(self._unit_id)
        return GoalOwner(GoalOf.UNIT, self._unit_id) if of_unit else self.read.here.network

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that are seen, the active first."""
        if self.read is None:
            return ()
        owner = self.owner
        return (
            self.read.here.of_network if owner == self.read.here.network else self.read.here.of_unit.get(owner.id, ())
        )

    def _show(self) -> None:
        if self.read is None:
            return
        own = self.owner != self.read.here.network
        name = self._unit_name if own else self.read.here.network_name
        self.note.setText(
            too_many_words(self.goals) or _("{whose}: høyst tre om gangen, gjerne over flere år.").format(whose=name)
        )
        self._show_cards(active(self.goals))
        # What is asked stays asked while the sheet reads what somebody else has stored.
        if not self.asks.isVisible() or self._asked_of != self.owner or not enough_words(self.goals):
            self._ask_no_more()
        self._show_weak()
        self._show_others([goal for goal in self.goals if not goal.active])

    def _show_cards(self, shown: Sequence[Goal]) -> None:
        if list(self.cards) != [goal.id for goal in shown]:
            self._forget()
            for goal in shown:
                card = self.cards[goal.id] = GoalCard(goal, self._autosave, self)
                card.rest.clicked.connect(lambda _on=False, id_=goal.id: self.set_state(id_, GoalState.RESTING))
                card.reached.clicked.connect(lambda _on=False, id_=goal.id: self.set_state(id_, GoalState.REACHED))
                card.log.clicked.connect(lambda _on=False, id_=goal.id: self.show_history(id_))
                card.bin.clicked.connect(lambda _on=False, id_=goal.id: self.remove(id_))
                self._cards.addWidget(card)
        for goal in shown:
            self.cards[goal.id].show_goal(goal)

    def _show_weak(self) -> None:
        empty(self._weak)
        known = {goal.origin for goal in self.goals}
        weak = [sign for sign in (self.read.weak if self.read else ()) if sign.origin not in known]
        if not weak:
            return
        where = weak[0].origin
        day = f" ({short_date(where.on)})" if where.on else ""
        self._weak.addSpacing(12)
        self._weak.addWidget(Small(_("Svakest i {sheet}{day}").format(sheet=where.where, day=day), self, strong=True))
        for sign in weak:
            line = Note(f"{sign.origin.what}{_counted(sign)}", self)
            choose = QuietButton(_("Gjør til mål"), "target", self)
            choose.setAccessibleDescription(sign.origin.what)
            choose.clicked.connect(lambda _on=False, origin=sign.origin: self.choose(origin))
            beside = row(line, choose)
            beside.setStretch(0, 1)
            self._weak.addLayout(beside)

    def _show_others(self, others: Sequence[Goal]) -> None:
        empty(self._others)
        if not others:
            return
        self._others.addSpacing(12)
        self._others.addWidget(Small(_("Hviler eller er nådd"), self, strong=True))
        for goal in others:
            words = " · ".join(word for word in (goal.text, state_name(goal.state), origin_line(goal.origin)) if word)
            up = FlatButton(_("Ta opp igjen"), "undo-2", self)
            up.setAccessibleDescription(goal.text)
            up.clicked.connect(lambda _on=False, id_=goal.id: self.set_state(id_, GoalState.ACTIVE))
            line = row(Note(words, self), up)
            line.setStretch(0, 1)
            self._others.addLayout(line)

    # --- changing ---

    def hand_in(self) -> None:
        """Set the goal that is typed; where there are three, ask which one rests."""
        text = self.new.text().strip()
        if not text:
            self.new.setFocus()
            return
        self._set(text, None)

    def choose(self, origin: Origin) -> None:
        """Make a weak sign a goal: the sign is what one will look at."""
        self._set(origin.what, origin)

    def _set(self, text: str, origin: Origin | None, rests: str = "") -> None:
        if not rests and (words := enough_words(self.goals)):
            self._ask_which(words, lambda id_: self._set(text, origin, id_))
            return
        here, owner = self._gathering_id, self.owner
        typed = origin is None

        def done(_changes: Changes) -> None:
            if typed:
                self.new.fill("")
                self.new.document().setModified(False)
            self.new.setFocus()
            self.ask()

        self._ask_no_more()
        self._workspace.lane.change(
            lambda store: goals.set_goal(store, here, owner, text, origin=origin, rests=rests), done, self,
            failed=self._workspace.say,
        )  # fmt: skip

    def set_state(self, goal_id: str, state: GoalState, rests: str = "") -> None:
        """Let a goal rest, be reached or be taken up again; where there are three, ask which one rests instead."""
        self._autosave.flush()
        if state is GoalState.ACTIVE and not rests and (words := enough_words(self.goals)):
            self._ask_which(words, lambda id_: self.set_state(goal_id, state, id_))
            return
        self._ask_no_more()
        self._workspace.lane.change(
            lambda store: goals.set_state(store, goal_id, state, rests=rests), lambda _changes: self.ask(), self,
            failed=self._workspace.say,
        )  # fmt: skip

    def _ask_which(self, words: str, then: Callable[[str], object]) -> None:
        self._asked_of = self.owner
        self.asks.setText(words)
        self.asks.show()
        empty(self._which)
        buttons = []
        for goal in active(self.goals):
            button = QuietButton(_("La hvile"), parent=self)
            button.setAccessibleDescription(goal.text)
            button.clicked.connect(lambda _on=False, id_=goal.id: then(id_))
            line = row(Note(goal.text, self), button)
            line.setStretch(0, 1)
            self._which.addLayout(line)
            buttons.append(button)
        buttons[0].setFocus()
        QTimer.singleShot(0, buttons[-1], lambda: self._into_view(buttons[-1]))

    def _ask_no_more(self) -> None:
        empty(self._which)
        self.asks.hide()

    def _into_view(self, widget: QWidget) -> None:
        area = self.findChild(QScrollArea)
        if area is not None:
            area.ensureWidgetVisible(widget, 0, 16)

    def remove(self, goal_id: str) -> None:
        """Take a goal away; undo brings it back."""
        self._autosave.flush()
        self._workspace.lane.change(
            lambda store: goals.remove(store, goal_id),
            lambda _changes: self._removed(),
            self,
        )

    def _removed(self) -> None:
        self.ask()
        self._workspace.say(_("Målet er fjernet."), _("Angre"), self._workspace.lane.undo)

    def show_history(self, goal_id: str) -> None:
        """Show how a goal has read over the years, below the goals."""
        self._autosave.flush()
        self._workspace.lane.ask(lambda store: goals.history(store, goal_id), self._show_history, self)

    def _show_history(self, versions: Sequence[GoalVersion]) -> None:
        empty(self._log)
        self._log.addWidget(Heading(_("Historie"), 0, self))
        for version in versions:
            when = short_date(version.at.astimezone().date())
            now = _("Nå: {sign}").format(sign=version.sign_now) if version.sign_now else ""
            words = " · ".join(word for word in (when, state_name(version.state), version.text, now) if word)
            self._log.addWidget(Note(words, self))


def _counted(sign: WeakSign) -> str:
    """« – 12 tilfredsstillende, 9 må bedres»: how many judged what; nothing where they are few."""
    if not sign.counts:
        return ""
    pairs = zip(sign.counts, sign.levels, strict=True)
    return f" – {join([f'{count} {level.lower()}' for count, level in pairs if count])}"

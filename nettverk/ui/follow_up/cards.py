"""What a unit promised before, and what it promises now, as cards one can type in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nettverk.domain.follow_up import Commitment, CommitmentStatus, CommitmentText, Grounds, facts, status_name
from nettverk.domain.goals import Goal, goal_line
from nettverk.i18n import _
from nettverk.ui.common.basics import PushButton
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.tags.tag_line import TagLine
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Card, FlatButton, Heading, Small, column, row
from nettverk.ui.common.writing import Writing
from nettverk.ui.follow_up.grounds import GroundsFields

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering

ANSWERS = (CommitmentStatus.DONE, CommitmentStatus.TRIED, CommitmentStatus.NOT_YET)


class AnswerChoice(QFrame):
    """Gjort, Prøvd or Ikke ennå; none of them before it is answered.

    Signals:
        chosen: the status.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segmented")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        self.buttons: dict[str, QPushButton] = {}
        for status in ANSWERS:
            button = PushButton(status_name(status), self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleDescription(name)
            button.setMinimumWidth(button.sizeHint().width() + 10)  # room for the bold of what is chosen
            button.clicked.connect(lambda _on=False, status=status: self.chosen.emit(status))
            self._group.addButton(button)
            line.addWidget(button)
            self.buttons[status] = button

    def show_status(self, status: str) -> None:
        """Show a status; an open commitment has none of the three pressed."""
        # An exclusive group does not let all of its buttons go, so it is opened for a moment.
        self._group.setExclusive(False)
        for key, button in self.buttons.items():
            button.setChecked(key == status)
        self._group.setExclusive(True)


class BeforeCard(Card):
    """A promise from before: what it was, how it went and what was learnt.

    Signals:
        answered, tags_wanted: the commitment's id.
        left: the focus left the text.
    """

    answered = Signal(str)
    tags_wanted = Signal(str)
    left = Signal()

    def __init__(self, promised: Commitment, where: Gathering | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.promised, self._where = promised, where
        self._status = promised.status
        self.what = Heading("", 0, self, wrap=True)
        self.facts = Small("", self, wrap=True)
        self.choice = AnswerChoice(_("Hvordan gikk det?"), self)
        self.sign = Small("", self, wrap=True)
        self.sign_now = Writing(1, self, one_line=True)
        self.sign_now.setPlaceholderText(_("Hvordan er det nå?"))
        self.sign_now.setAccessibleName(_("Slik er det nå"))
        self.learnt = Writing(1, self)
        self.learnt.setPlaceholderText(_("Hva lærte dere?"))
        self.learnt.setAccessibleName(_("Hva lærte dere?"))
        self.body.addWidget(self.what)
        self.body.addWidget(self.facts)
        self._line = row(self.choice, self.learnt, gap=16)
        self._line.setAlignment(self.choice, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._line.setStretch(1, 1)
        self.body.addLayout(self._line)
        self.body.addWidget(self.sign)
        self.body.addWidget(self.sign_now)
        self.tags = TagLine(self)
        self.tags.wanted.connect(lambda: self.tags_wanted.emit(self.promised.id))
        self.body.addWidget(self.tags)
        self.choice.chosen.connect(self._choose)
        for field in (self.learnt, self.sign_now):
            field.typed.connect(lambda: self.answered.emit(self.promised.id))
            field.left.connect(self.left)
        self.show_promise(promised, where, keep=False)

    def show_promise(self, promised: Commitment, where: Gathering | None, *, keep: bool) -> None:
        """The commitment as it is stored; ``keep`` where something here is not stored yet."""
        self.promised, self._where = promised, where
        self.what.setText(promised.what)
        lines = (facts(promised, self._where.title if self._where else ""), goal_line(promised.goal))
        self.facts.setText("\n".join(line for line in lines if line))
        self._show_sign(promised)
        if not keep:
            self._status = promised.status
            self.choice.show_status(promised.status)
            self.learnt.fill(promised.learnt)
            self.sign_now.fill(promised.sign_now)

    def _show_sign(self, promised: Commitment) -> None:
        sign, before = promised.grounds.sign, promised.grounds.sign_before
        words = [_("Tegn: {sign}").format(sign=sign) if sign else "", _("Før: {sign}").format(sign=before)]
        self.sign.setText(" · ".join(word for word in (words if before else words[:1]) if word))
        for widget in (self.sign, self.sign_now):
            widget.setVisible(bool(sign or before or promised.sign_now))

    def answer(self) -> tuple[CommitmentStatus, str, str]:
        """Status, what was learnt and how the sign is now, as they read now."""
        return self._status, self.learnt.text().strip(), self.sign_now.text().strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was learnt stands below where there is no room beside."""
        super().resizeEvent(event)
        _turn(self._line, self.width() < 2 * self.choice.sizeHint().width())

    def first(self) -> QWidget:
        """The button one begins at: the answer given, else the first."""
        return self.choice.buttons[self._status if self._status in ANSWERS else ANSWERS[0]]

    def _choose(self, status: str) -> None:
        self._status = CommitmentStatus(status)
        self.answered.emit(self.promised.id)
        # What was learnt is the next thing to ask for, unless it has been said already.
        if not self.learnt.text():
            self.learnt.setFocus(Qt.FocusReason.OtherFocusReason)


class PromiseCard(Card):
    """A promise made now: what, who, by when, where it is taken up at home.

    Signals:
        typed: the commitment's id.
        left: the focus left a field.
        removed, tags_wanted: the commitment's id.
        finished: Enter in the last field.
    """

    typed = Signal(str)
    left = Signal()
    removed = Signal(str)
    tags_wanted = Signal(str)
    finished = Signal(str)

    def __init__(
        self,
        commitment_id: str,
        near: Callable[[], date],
        people: Sequence[str],
        places: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, gap=10)
        self.commitment_id = commitment_id
        self.stored = False
        self.what = Writing(1, self, one_line=True)
        self.what.setPlaceholderText(_("Hva vil dere gjøre?"))
        self.what.setAccessibleName(_("Tiltak: hva vil dere gjøre?"))
        self.who, self.by, self.taken_up_in = QLineEdit(self), DayField(near, self, brief=True), QLineEdit(self)
        self.who.setPlaceholderText(_("Navn eller rolle"))
        self.taken_up_in.setPlaceholderText(_("Personalmøte, plangruppe …"))
        _complete(self.who, people)
        _complete(self.taken_up_in, places)
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern tiltaket"))
        top = row(self.what, self.bin, gap=4)
        top.setAlignment(self.bin, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self._line = self._facts()
        self.body.addLayout(self._line)
        self.more = FlatButton(_("Hvorfor og tegn"), "chevron-down", self)
        self.more.setCheckable(True)
        self.grounds: GroundsFields | None = None
        self._said = Grounds()
        self._goals: Sequence[Goal] = ()
        self.goal = Small("", self, wrap=True)
        self.body.addWidget(self.goal)
        self.tags = TagLine(self)
        beside = row(self.tags, self.more)
        beside.setStretch(0, 1)
        beside.setAlignment(self.more, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(beside)
        self._listen()
        self._dress()

    def _facts(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for label, field, share in (
            (_("Ansvarlig"), self.who, 3),
            (_("Frist"), self.by, 2),
            (_("Tas opp i"), self.taken_up_in, 3),
        ):
            caption = Small(label, self, strong=True)
            set_caption(caption, field)
            field.setAccessibleName(label)
            line.addLayout(column(caption, field, gap=2), share)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The facts stand below each other where there is no room beside."""
        super().resizeEvent(event)
        _turn(self._line, self.width() < 60 * self.fontMetrics().averageCharWidth())

    def _listen(self) -> None:
        self.what.typed.connect(self._typed)
        self.who.textChanged.connect(self._typed)
        self.taken_up_in.textChanged.connect(self._typed)
        self.by.taken.connect(self._typed)
        for field in (self.who, self.taken_up_in):
            field.editingFinished.connect(self.left)
        self.by.left.connect(self.left)
        self.what.left.connect(self.left)
        self.what.done.connect(self.who.setFocus)
        self.who.returnPressed.connect(self.by.setFocus)
        self.by.entered.connect(self.taken_up_in.setFocus)
        self.taken_up_in.returnPressed.connect(lambda: self.finished.emit(self.commitment_id))
        self.tags.wanted.connect(lambda: self.tags_wanted.emit(self.commitment_id))
        self.bin.clicked.connect(lambda: self.removed.emit(self.commitment_id))
        self.more.clicked.connect(self.show_grounds)

    def show_grounds(self, shown: bool = True) -> None:
        """Show why, what carries it and its sign, ready to type; or put them away. What they say stays."""
        if self.grounds is None:  # most promises are never asked: their fields are made when they are
            self.grounds = GroundsFields(self)
            self.grounds.offer_goals(self._goals)
            self.grounds.fill(self._said)
            self.grounds.typed.connect(self._typed)
            self.grounds.left.connect(self.left)
            self.body.addWidget(self.grounds)
        self.grounds.setVisible(shown)
        self.more.setChecked(shown)
        if shown:
            self.grounds.begin()

    def offer_goals(self, goals: Sequence[Goal]) -> None:
        """The goals that the promise can be linked to."""
        self._goals = tuple(goals)
        if self.grounds is not None:
            self.grounds.offer_goals(goals)
            self.grounds.fill(self.grounds.content())
        self._dress()

    def show_promise(self, promised: Commitment) -> None:
        """Show the commitment as it is stored; only fields that differ are touched."""
        self.stored = True
        self.what.fill(promised.what)
        _put(self.who, promised.who)
        _put(self.taken_up_in, promised.taken_up_in)
        if self.by.day() != promised.by and not self.by.unsettled:
            self.by.fill(promised.by)
        self._said = promised.grounds
        if self.grounds is not None:
            self.grounds.fill(promised.grounds)
        self._dress()

    def content(self) -> CommitmentText:
        """The fields as they read now, stored or not."""
        grounds = self.grounds.content() if self.grounds is not None else self._said
        return CommitmentText(self.what.text(), self.who.text(), self.by.day(), self.taken_up_in.text(), grounds)

    def empty(self) -> bool:
        """Whether none of the fields holds anything."""
        return self.content().empty

    def _typed(self, *_what: object) -> None:
        self._dress()
        self.typed.emit(self.commitment_id)

    def _dress(self) -> None:
        self.bin.setVisible(not self.empty())
        self.more.setVisible(not self.empty())
        # What is said there is told of while it is put away.
        said = self.content().grounds
        chosen_goal = next((goal for goal in self._goals if goal.id == said.goal), None)
        self.goal.setText(goal_line(chosen_goal))
        self.goal.setVisible(chosen_goal is not None)
        self.more.setText(_("Hvorfor og tegn") if said.empty else _("Hvorfor og tegn · skrevet"))
        self.tags.setVisible(self.stored and not self.empty())  # nothing that is not stored can carry a tag


def _turn(line: QBoxLayout, upright: bool) -> None:
    ways = QBoxLayout.Direction
    line.setDirection(ways.TopToBottom if upright else ways.LeftToRight)


def _put(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        with QSignalBlocker(field):
            field.setText(text)


def _complete(field: QLineEdit, words: Sequence[str]) -> None:
    completer = QCompleter(QStringListModel(list(words), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)  # no list in the way of Enter
    field.setCompleter(completer)

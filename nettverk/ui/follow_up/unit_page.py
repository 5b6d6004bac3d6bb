"""One unit's page: first how it went with what was promised, then what is promised now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import Goal, active
from nettverk.domain.ids import new_id
from nettverk.domain.plan import Gathering
from nettverk.domain.threads import UnitThread
from nettverk.i18n import _, join
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.widgets import Card, Heading, LinkButton, Mark, Note, row
from nettverk.ui.follow_up.between_line import BetweenLine
from nettverk.ui.follow_up.cards import BeforeCard, PromiseCard
from nettverk.ui.follow_up.goals_line import GoalsLine

PART = 4


class UnitPage(QScrollArea):
    """Cards for one unit; an empty card is always ready for the next promise.

    Signals:
        answered: id of a promise from before, its status, what was learnt and how its sign is now.
        typed: id of a promise made now, and its CommitmentText.
        removed: id of a promise made now.
        tags_wanted: id of a promise, from before or made now.
        left: a field was left.
        thread_wanted: somebody wants all that the unit has promised over the years.
        newcomer_wanted: somebody wants the page that brings a new colleague in.
    """

    thread_wanted = Signal()
    newcomer_wanted = Signal()
    answered = Signal(str, object, str, str)
    typed = Signal(str, object)
    removed = Signal(str)
    tags_wanted = Signal(str)
    left = Signal()

    def __init__(self, autosave: Autosave, near: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave, self._near = autosave, near
        self.unit_id = ""
        self._people: tuple[str, ...] = ()
        self._places: Sequence[str] = ()
        self.before: dict[str, BeforeCard] = {}
        self.promised: dict[str, PromiseCard] = {}
        self._tags: Mapping[str, Sequence[str]] = {}
        self._shows: Callable[[Sequence[str]], bool] | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("kind", "page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 8, 8, 24)
        box.setSpacing(8)
        self.title = Heading("", 2, page, wrap=True)
        self.people = Note("", page)
        self.before_title = Heading(_("Siden sist"), 1, page)
        self.before_note = Note(_("Hvordan gikk det, og hva lærte dere?"), page)
        self.now_title = Heading(_("Veien videre"), 1, page)
        self.now_note = Note(_("Ett eller to tiltak er nok. Trykk Enter for neste felt."), page)
        self.goals = GoalsLine(page)
        self._goals: Sequence[Goal] = ()
        self.between = BetweenLine(page)
        self._before_box, self._now_box = QVBoxLayout(), QVBoxLayout()
        for inner in (self._before_box, self._now_box):
            inner.setSpacing(8)
        self.whole_thread = LinkButton(_("Hele tråden"), "history", page)
        self.whole_thread.clicked.connect(self.thread_wanted)
        self.newcomer = LinkButton(_("Til en ny kollega"), "user-plus", page)
        self.newcomer.clicked.connect(self.newcomer_wanted)
        box.addWidget(self.title)
        # On a line of their own: beside a long name in large text they would make the page wider than what is seen.
        box.addLayout(row(self.newcomer, self.whole_thread, None))
        for widget in (self.people, self.goals, self.between, self.before_title, self.before_note):
            box.addWidget(widget)
        box.insertSpacing(box.indexOf(self.before_title), 8)
        box.addLayout(self._before_box)
        box.addSpacing(12)
        box.addLayout(row(Mark(PART, page, size=16), self.now_title, None))
        box.addWidget(self.now_note)
        box.addLayout(self._now_box)
        box.addStretch(1)
        self._page = box
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._follow())
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)

    def show_thread(self, thread: UnitThread, gatherings: Mapping[str, Gathering], places: Sequence[str]) -> None:
        """Show a unit; for the one that is shown already, only what differs, and never what is being typed."""
        if thread.unit_id != self.unit_id:
            self._clear()
            self.unit_id = thread.unit_id
        self._people, self._places = thread.people, places
        self.title.setText(thread.unit_name)
        self.people.setText(join(thread.people) if thread.people else _("Ingen fra enheten er til stede i dag."))
        for widget in (self.before_title, self.before_note):
            widget.setVisible(bool(thread.before))
        self._show_before(thread, gatherings)
        self._show_promised(thread)
        self._dress()

    def show_goals(self, of_unit: Sequence[Goal], of_network: Sequence[Goal]) -> None:
        """Show the goals of the unit and its network; a promise can be linked to any that is active."""
        self.goals.show_goals(of_unit, of_network)
        self._goals = active((*of_unit, *of_network))
        for card in self.promised.values():
            card.offer_goals(self._goals)

    def show_tags(self, tags: Mapping[str, Sequence[str]], shows: Callable[[Sequence[str]], bool] | None) -> None:
        """Show the tags of the promises, by id; those that ``shows`` does not want are out of sight, None wants all."""
        self._tags, self._shows = tags, shows
        self._dress()

    def _dress(self) -> None:
        cards: list[tuple[str, BeforeCard | PromiseCard]] = [*self.before.items(), *self.promised.items()]
        for key, card in cards:
            carried = self._tags.get(key, ())
            card.tags.show_tags(carried)
            wanted = self._shows is None or self._shows(carried)
            # What is being written has no tags yet, and stays.
            card.setVisible(wanted or (isinstance(card, PromiseCard) and not card.stored))

    def _show_before(self, thread: UnitThread, gatherings: Mapping[str, Gathering]) -> None:
        self._drop(self.before, {commitment.id for commitment in thread.before})
        for commitment in thread.before:
            card, where = self.before.get(commitment.id), gatherings.get(commitment.gathering_id)
            if card is None:
                card = self.before[commitment.id] = BeforeCard(commitment, where)
                card.answered.connect(self._answer)
                card.left.connect(self.left)
                card.tags_wanted.connect(self.tags_wanted)
                self._before_box.addWidget(card)
            else:
                card.show_promise(commitment, where, keep=self._autosave.holds(commitment.id))

    def _show_promised(self, thread: UnitThread) -> None:
        kept = {commitment.id for commitment in thread.promised}
        kept |= {key for key, card in self.promised.items() if not card.stored or self._autosave.holds(key)}
        self._drop(self.promised, kept)
        for commitment in thread.promised:
            card = self.promised.get(commitment.id) or self._add(commitment.id)
            card.stored = True
            if not self._autosave.holds(commitment.id):
                card.show_promise(commitment)
        self._keep_one_empty()

    def _add(self, commitment_id: str) -> PromiseCard:
        card = PromiseCard(commitment_id, self._near, self._people, self._places)
        card.offer_goals(self._goals)
        card.typed.connect(self._type)
        card.left.connect(self.left)
        card.removed.connect(self.removed)
        card.tags_wanted.connect(self.tags_wanted)
        card.finished.connect(self._next)
        self.promised[commitment_id] = card
        # A promise read from the database comes before the empty card that waits.
        self._now_box.addWidget(card)
        return card

    def _keep_one_empty(self) -> None:
        # The id is made here and not in the database, so that a card can be stored again and again while one types.
        waiting = [card for card in self.promised.values() if not card.stored and card.empty()]
        if not waiting:
            self._add(new_id())
            return
        self._now_box.removeWidget(waiting[0])
        self._now_box.addWidget(waiting[0])

    def _drop(self, cards: dict[str, BeforeCard] | dict[str, PromiseCard], kept: set[str]) -> None:
        for key in [key for key in cards if key not in kept]:
            card = cards.pop(key)
            card.blockSignals(True)  # hiding it takes its focus away, which is not somebody leaving a field
            card.hide()
            card.deleteLater()

    def _clear(self) -> None:
        self._autosave.flush()
        self._drop(self.before, set())
        self._drop(self.promised, set())
        self.unit_id = ""
        self.verticalScrollBar().setValue(0)

    # --- typing ---

    def _answer(self, commitment_id: str) -> None:
        self.answered.emit(commitment_id, *self.before[commitment_id].answer())

    def _type(self, commitment_id: str) -> None:
        self.typed.emit(commitment_id, self.promised[commitment_id].content())
        if not self.promised[commitment_id].empty():
            self._keep_one_empty()

    def _next(self, commitment_id: str) -> None:
        place = self._now_box.indexOf(self.promised[commitment_id]) + 1
        item = self._now_box.itemAt(place)
        following = item.widget() if item is not None else None
        if isinstance(following, PromiseCard):
            self.take(following.what)

    def take_first(self) -> None:
        """Begin where something is asked for: an unanswered promise, or else the empty card."""
        card = next((card for card in self.before.values() if card.promised.status == CommitmentStatus.OPEN), None)
        if card is not None:
            self.take(card.first())
        else:
            self.take_new()

    def take_new(self) -> None:
        """Put the cursor in the empty card, ready for a new commitment."""
        card = next((card for card in self.promised.values() if not card.stored and card.empty()), None)
        if card is not None:
            self.take(card.what)

    def take(self, widget: QWidget) -> None:
        """Put the cursor there and let it be seen."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        # Later, when the layout has given the widget its place.
        QTimer.singleShot(0, widget, lambda: self._into_view(widget))

    def _into_view(self, widget: QWidget) -> None:
        self._page.activate()
        card: QWidget | None = widget
        while card is not None and not isinstance(card, Card):
            card = card.parentWidget()
        self.ensureWidgetVisible(card or widget, 0, 16)

    def _follow(self) -> None:
        """The page has grown: what one types in stays in view."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus() and self.isAncestorOf(focused):
            self._into_view(focused)

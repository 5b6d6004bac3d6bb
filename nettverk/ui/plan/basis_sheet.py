"""Sist og behov: what a plan rests on: how it was last time for those who came, and what the network needs, by dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.evaluation import Evaluation, groups_words, line_words
from nettverk.domain.needs import MOST_DOTS, Need, source_name, sources_words
from nettverk.domain.rooms import RoomKey
from nettverk.domain.source_groups import SourceGroup
from nettverk.i18n import _, _n, day_month, join, short_date
from nettverk.services import evaluation, needs
from nettverk.services.database import Store
from nettverk.ui.common.arrivals import ShowGoals
from nettverk.ui.common.inputs import SpinBox
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.literal import add_action, set_caption
from nettverk.ui.common.read_sheet import ReadSheet
from nettverk.ui.common.widgets import Card, FlatButton, Heading, Note, QuietButton, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing

_TABLES = frozenset({"entries", "sheet_uses", "gatherings", "parts"})
_MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class _Read:
    evaluations: tuple[Evaluation, ...]
    asks: bool
    needs: tuple[Need, ...]
    waiting: int


def _read(store: Store, gathering_id: str) -> _Read:
    return _Read(
        evaluation.earlier(store, gathering_id), evaluation.asks(store, gathering_id),
        needs.of_network(store, gathering_id), needs.waiting(store, gathering_id),
    )  # fmt: skip


class NeedCard(Card):
    """One need: its dots, who said it, how one notices it, and where it goes from here."""

    def __init__(self, need: Need, parent: QWidget) -> None:
        super().__init__(parent, margin=12, gap=4)
        self.need = need
        self.text = Heading("", 0, self, wrap=True)
        self.facts, self.evidence = Small("", self, wrap=True), Note("", self)
        self.dots = SpinBox(self)
        self.dots.setRange(0, MOST_DOTS)
        self.dots.setKeyboardTracking(False)
        caption = Small(_("Prikker"), self, strong=True)
        set_caption(caption, self.dots)
        self.dots.setAccessibleName(_("Prikker"))
        self.who = FlatButton(_("Hvem sa det?"), "users", self)
        self.plan = QuietButton(_("Til planen"), "calendar-days", self)
        self.goal = FlatButton(_("Gjør til mål"), "target", self)
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern behovet"))
        for widget in (self.text, self.facts, self.evidence):
            self.body.addWidget(widget)
        self.body.addLayout(row(caption, self.dots, self.who, None, self.bin, gap=6))
        self.body.addLayout(row(self.plan, self.goal, None, gap=6))
        self.show_need(need)

    def show_need(self, need: Need) -> None:
        """The need as it is stored."""
        self.need = need
        self.text.setText(need.text)
        day = short_date(need.on) if need.on else ""
        self.facts.setText(" · ".join(word for word in (sources_words(need.sources), need.where, day) if word))
        self.facts.setVisible(bool(self.facts.text()))
        self.evidence.setText(need.evidence)
        self.evidence.setVisible(bool(need.evidence))
        if not self.dots.hasFocus():
            with QSignalBlocker(self.dots):
                self.dots.setValue(need.dots)
        self.plan.setEnabled(not need.carried)
        there = _("Står i planen for {gathering}").format(gathering=need.carried_to)
        self.plan.setText(there if need.carried else _("Til planen"))


class BasisSheet(ReadSheet):
    """Opens beside the plan; order stays while one counts dots, and is made anew when it is opened."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Sist og behov"), workspace, _TABLES, host, width=520)
        self._gathering_id = ""
        self._order: list[str] = []
        self.read: _Read | None = None
        self.cards: dict[str, NeedCard] = {}
        self.last = Heading(_("Slik var det sist"), 1, self)
        self._last_box, self._cards = QVBoxLayout(), QVBoxLayout()
        self.ask_button = QuietButton(_("Avslutt samlingen med en kort evaluering"), "list-checks", self)
        self.collect_button = QuietButton("", "download", self)
        self.needs_note = Note("", self)
        self.new = Writing(1, self, one_line=True)
        self.new.setPlaceholderText(_("Hva trenger nettverket?"))
        self.new.setAccessibleName(_("Nytt behov"))
        self.add = QuietButton(_("Legg til behovet"), "plus", self)
        self._lay_out()
        self.ask_button.clicked.connect(lambda: self._change(evaluation.ask_here))
        self.collect_button.clicked.connect(lambda: self._change(needs.collect))
        self.add.clicked.connect(self.hand_in)
        self.new.done.connect(self.hand_in)

    def _lay_out(self) -> None:
        for inner in (self._last_box, self._cards):
            inner.setSpacing(6)
        self.body.addWidget(self.last)
        self.body.addLayout(self._last_box)
        self.body.addLayout(row(self.ask_button, None))
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_("Behov"), 1, self))
        self.body.addWidget(self.needs_note)
        self.body.addLayout(row(self.collect_button, None))
        self.body.addLayout(self._cards)
        self.body.addWidget(self.new)
        self.body.addLayout(row(self.add, None))
        self.body.addStretch(1)

    def begin(self) -> None:
        """Open on the gathering that is planned."""
        gathering = self._workspace.gathering
        if gathering is not None:
            self._gathering_id = gathering.id
            self._order = []
            self.ask(self.open)

    # --- reading ---

    def reader(self) -> Callable[[Store], _Read]:
        here = self._gathering_id
        return lambda store: _read(store, here)

    def show_read(self, read: _Read) -> None:
        self.read = read
        empty(self._last_box)
        for line in _told(read.evaluations):
            self._last_box.addWidget(line(self))
        self.ask_button.setVisible(not read.asks)
        self.collect_button.setText(_n("Hent {n} nytt behov fra arkene", "Hent {n} nye behov fra arkene", read.waiting))
        self.collect_button.setVisible(bool(read.waiting))
        self.needs_note.setText(
            _("De med flest prikker står øverst. Velg «Til planen» for å gjøre behovet til et spørsmål i samlingen.")
            if read.needs
            else _("Ingen ennå. Bruk arket «Hva trenger vi å bli bedre på?», eller skriv det første her.")
        )
        known = {need.id: need for need in read.needs}
        order = [id_ for id_ in self._order if id_ in known] + [id_ for id_ in known if id_ not in self._order]
        if order != list(self.cards):
            empty(self._cards)
            self.cards = {id_: self._card(known[id_]) for id_ in order}
        self._order = order
        for id_, card in self.cards.items():
            card.show_need(known[id_])

    def _card(self, need: Need) -> NeedCard:
        card, id_ = NeedCard(need, self), need.id
        card.dots.valueChanged.connect(partial(self._count, id_))
        card.who.clicked.connect(lambda: self._ask_who(id_))
        card.plan.clicked.connect(lambda: self.carry(id_))
        card.goal.clicked.connect(lambda: self.make_goal(id_))
        card.bin.clicked.connect(lambda: self._change(lambda store, _here: needs.remove(store, id_)))
        self._cards.addWidget(card)
        return card

    # --- changing ---

    def _change(self, job: Callable[[Store, str], Changes], then: Callable[[], object] | None = None) -> None:
        here = self._gathering_id

        def done(_changes: Changes) -> None:
            self.ask()
            if then is not None:
                then()

        self._workspace.lane.change(lambda store: job(store, here), done, self, failed=self._workspace.say)

    def hand_in(self) -> None:
        """Write the need that is typed down."""
        text = self.new.text().strip()
        if not text:
            self.new.setFocus()
            return

        def done() -> None:
            self.new.fill("")
            self.new.document().setModified(False)
            self.new.setFocus()

        self._change(lambda store, here: needs.add(store, here, text), done)

    def carry(self, need_id: str) -> None:
        """Let a need be a question in the plan, in one step."""
        say = self._workspace.say
        self._change(
            lambda store, here: needs.to_plan(store, need_id, here),
            lambda: say(_("Behovet står som spørsmål i planen."), _("Angre"), self._workspace.lane.undo),
        )

    def make_goal(self, need_id: str) -> None:
        """Let a need be a goal of the network; where it has three, Veien videre asks which one rests."""
        there = partial(self._workspace.go, RoomKey.FOLLOW_UP, ShowGoals())
        say = self._workspace.say
        self._workspace.lane.change(
            lambda store: needs.become_goal(store, need_id),
            lambda _changes: say(_("Behovet er blitt et mål for nettverket."), _("Vis målene"), there), self,
            failed=lambda words: say(words, _("Vis målene"), there),
        )  # fmt: skip

    def _count(self, need_id: str, dots: int) -> None:
        self._change(lambda store, _here: needs.edit(store, need_id, dots=dots))

    def _ask_who(self, need_id: str) -> None:
        card = self.cards[need_id]
        menu = QMenu(self)
        for source in SourceGroup:
            action = add_action(menu, source_name(source))
            action.setCheckable(True)
            action.setChecked(source in card.need.sources)
            action.triggered.connect(lambda on, source=source: self._set_source(need_id, source, on=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(card.who.mapToGlobal(card.who.rect().bottomLeft()))

    def _set_source(self, need_id: str, source: SourceGroup, *, on: bool) -> None:
        there = set(self.cards[need_id].need.sources)
        wanted = there | {source} if on else there - {source}
        self._change(lambda store, _here: needs.edit(store, need_id, sources=wanted))


_Line = Callable[[QWidget], QWidget]


def _told(evaluations: Sequence[Evaluation]) -> list[_Line]:
    """The last evaluation in full, and in a line how each thing has gone since the first."""
    if not evaluations:
        return [partial(Note, _("Ingen har evaluert ennå. To minutter på slutten er nok."))]
    last = evaluations[0]
    day = short_date(last.held_on) if last.held_on else ""
    few = _("færre enn fem har svart, så tallene vises ikke") if last.few else ""
    count = "" if last.few else _n("{n} svar", "{n} svar", last.answered)
    outside = _("med {groups}").format(groups=sources_words(last.outside)) if last.outside else ""
    lines: list[_Line] = [_small(" · ".join(word for word in (last.title, day, count, few, outside) if word))]
    for line in last.lines:
        lines.append(partial(Note, line_words(line, last.levels)))
        if words := groups_words(line.groups, last.levels[0]):
            lines.append(_small(words, strong=False))
        if words := _since(line.sign_id, evaluations):
            lines.append(_small(words, strong=False))
    for asked, answers in last.said:
        lines.append(_small(asked))
        lines += [partial(Note, f"– {answer}") for answer in answers[:_MOST_SAID]]
        if len(answers) > _MOST_SAID:
            lines.append(_small(_("… og {n} til").format(n=len(answers) - _MOST_SAID), strong=False))
    return lines


def _small(words: str, *, strong: bool = True) -> _Line:
    return lambda parent: Small(words, parent, strong=strong, wrap=True)


def _since(sign_id: str, evaluations: Sequence[Evaluation]) -> str:
    """«58 % (9. februar) og 71 % (4. mai)»: how many chose the best level each time; empty with one time only."""
    lines = []
    for last_time in reversed(evaluations):
        share = next((line.share for line in last_time.lines if line.sign_id == sign_id), None)
        if share is not None and last_time.held_on is not None:
            lines.append(_("{share} % ({day})").format(share=share, day=day_month(last_time.held_on)))
    return _("{level}: {shares}").format(level=evaluations[0].levels[0], shares=join(lines)) if len(lines) > 1 else ""

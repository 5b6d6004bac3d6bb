"""What two machines wrote differently: a sentence, the texts, and a button for each way on."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.now import today
from nettverk.i18n import _, clock, join, short_date
from nettverk.services.sharing.contest_words import told
from nettverk.ui.common.basics import Label
from nettverk.ui.common.widgets import Card, FlowLayout, Note, QuietButton, Small

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest, Side


class ContestCard(Card):
    """One thing that reads differently on two machines.

    Args:
        within: it stands where the thing itself is shown, so that neither its place nor how it reads now is said.

    Signals:
        chosen: what it is about, and the id of the side that is to count.
        joined: what it is about: both are to stand there.
    """

    chosen = Signal(str, str)
    joined = Signal(str)

    def __init__(self, contest: Contest, parent: QWidget | None = None, *, within: bool = False) -> None:
        super().__init__(parent, panel=within, margin=12 if within else 16, gap=4 if within else 8)
        self.contest = contest
        place = told(contest.place)
        if not within:
            title = Label(place, self)
            title.setProperty("kind", "strong")
            title.setWordWrap(True)
            self.body.addWidget(title)
        self.body.addWidget(Note(sentence(contest), self))
        if not within:
            self._side(contest.shown, _("Vises nå: {who}").format(who=who(contest.shown)))
        for other in contest.others:
            self._side(other, who(other))
        self.buttons: list[QuietButton] = []
        line = QWidget(self)
        flow = FlowLayout(line, gap=8, line_gap=8)
        alone = len(contest.others) == 1
        flow.addWidget(
            self._button(_("Behold denne"), partial(self.chosen.emit, contest.about, contest.shown.id), place)
        )
        for other in contest.others:
            words = _("Bruk den andre") if alone else _("Bruk den fra {machine}").format(machine=other.machine)
            flow.addWidget(self._button(words, partial(self.chosen.emit, contest.about, other.id), place))
        if contest.can_join:
            words = _("Ta med begge") if alone else _("Ta med alle")
            flow.addWidget(self._button(words, partial(self.joined.emit, contest.about), place))
        self.body.addWidget(line)

    def _side(self, side: Side, words: str) -> None:
        self.body.addWidget(Small(words, self, strong=True))
        text = Label(side.text or _("(tomt)"), self)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(text)

    def _button(self, words: str, then: partial[None], place: str) -> QuietButton:
        button = QuietButton(words, parent=self)
        button.setAccessibleDescription(place)
        button.clicked.connect(lambda _checked=False: then())
        self.buttons.append(button)
        return button


def sentence(contest: Contest) -> str:
    """That both are there, and whose they are."""
    names = list(dict.fromkeys(side.machine for side in (contest.shown, *contest.others)))
    if len(names) == 1:
        return _("Skrevet ulikt to steder. Begge er tatt vare på.")
    return _("Skrevet ulikt på {machines}. Begge er tatt vare på.").format(machines=join(names))


def who(side: Side) -> str:
    """«bord-pc, kl. 10.42»."""
    return _("{machine}, {when}").format(machine=_("denne maskinen") if side.here else side.machine, when=when(side.at))


def when(at: datetime) -> str:
    """A time of today, or a day and a time, where the machine stands."""
    local = at.astimezone()
    if local.date() == today():
        return _("kl. {time}").format(time=clock(local.time()))
    return _("{day} kl. {time}").format(day=short_date(local.date()), time=clock(local.time()))

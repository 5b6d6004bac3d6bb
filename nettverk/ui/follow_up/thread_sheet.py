"""Hele tråden: all that a unit has promised over the years, how it went and what it learnt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from nettverk.domain.follow_up import Commitment, facts, grounds_lines, sign_now_line, status_name
from nettverk.domain.goals import goal_line
from nettverk.domain.plan import Gathering
from nettverk.i18n import _, short_date
from nettverk.ui.common.widgets import Card, Heading, Note, Sheet, Small

Promised = tuple[Gathering, tuple[Commitment, ...]]


class ThreadSheet(Sheet):
    """To be read by whoever is new in the unit, or wants to see how far it has come."""

    def __init__(self, unit_name: str, thread: Sequence[Promised], host: QWidget) -> None:
        super().__init__(unit_name, host, width=520)
        if not thread:
            self.body.addWidget(Note(_("Enheten har ikke avtalt noe ennå."), self))
        for gathering, promised in thread:
            day = short_date(gathering.held_on) if gathering.held_on else ""
            words = " · ".join(word for word in (gathering.title, gathering.headline, day) if word)
            self.body.addWidget(Heading(words, 0, self, wrap=True))
            for commitment in promised:
                self.body.addWidget(_card(commitment, self))
            self.body.addSpacing(12)
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)


def _card(promised: Commitment, parent: QWidget) -> Card:
    card = Card(parent, gap=4)
    went = " · ".join(word for word in (status_name(promised.status), promised.learnt) if word)
    lines = (
        facts(promised),
        goal_line(promised.goal),
        *grounds_lines(promised.grounds),
        sign_now_line(promised.sign_now),
    )
    card.body.addWidget(Heading(promised.what, 0, card, wrap=True))
    for line in filter(None, lines):
        card.body.addWidget(Small(line, card, wrap=True))
    card.body.addWidget(Note(went, card))
    return card

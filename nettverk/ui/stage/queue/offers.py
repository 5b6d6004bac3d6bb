"""Those who offered to tell of something when they signed up: taken into the queue, or left out, each in a press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.domain.contributions import offered_title
from nettverk.domain.participants import Participant
from nettverk.i18n import _, _n
from nettverk.ui.common.widgets import Note, QuietButton, Small, row

_MOST = 6
"""So many are shown at a time; as they are settled, others come."""


class OffersBox(QFrame):
    """Nothing where nobody offered.

    Signals:
        taken, declined: id of a participant.
    """

    taken = Signal(str)
    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._box.setSpacing(4)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lines: list[QWidget] = []
        self.hide()

    def show_people(self, people: Sequence[Participant]) -> None:
        """Show who of these has an offer that nobody has answered."""
        offers = [person for person in people if person.presents]
        shown = tuple((person.id, person.presents) for person in offers)
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        if offers:
            self._add(Small(_n("{n} vil fortelle", "{n} vil fortelle", len(offers)), self, strong=True))
        for person in offers[:_MOST]:
            about = offered_title(person.presents)
            words = " · ".join(word for word in (person.name, person.unit_name, about) if word)
            self._add(Note(words, self))
            buttons = QWidget(self)
            take, leave = QuietButton(_("Ta med"), parent=buttons), QuietButton(_("Ikke denne gangen"), parent=buttons)
            take.setAccessibleName(_("Ta med {name} i køen").format(name=person.name))
            leave.setAccessibleName(_("Ikke ta med {name} denne gangen").format(name=person.name))
            take.clicked.connect(partial(self.taken.emit, person.id))
            leave.clicked.connect(partial(self.declined.emit, person.id))
            buttons.setLayout(row(take, leave, None))
            self._add(buttons)
        self.setVisible(bool(offers))

    def _add(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self._box.addWidget(widget)

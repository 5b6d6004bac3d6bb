"""Asks the database as one types, and goes on asking while there are gatherings that have not been read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from nettverk.domain.search import Found, Wanted
from nettverk.services.database import Store
from nettverk.services.search import search
from nettverk.services.search.search import Choices
from nettverk.ui.common.workspace import Workspace

REST_MS = 15
"""Between two rounds of reading, so that whoever wants the database meanwhile has it."""


class Asker(QObject):
    """Asks for what is wanted now; answers to what was wanted before are thrown away.

    Attributes:
        wanted: what was asked for last.
        reading: whether the answer to it may still become more.

    Signals:
        found: a ``Found``, and the ``Wanted`` it answers.
        offered: the ``Choices`` one can filter by.
    """

    found = Signal(object, object)
    offered = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._turn = 0
        self.wanted = Wanted()
        self.reading = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._ask)

    def ask(self, wanted: Wanted) -> None:
        """Ask for this from now on."""
        self.wanted = wanted
        self._turn += 1
        self.reading = True
        self._ask()

    def rest(self) -> None:
        """Nobody looks: read no further."""
        self._again.stop()
        self._turn += 1
        self.reading = False

    def ask_choices(self) -> None:
        """Ask what one can filter by."""

        def read(store: Store) -> Choices:
            return search.choices(store)

        self._workspace.lane.ask(read, self.offered.emit, self)

    def _ask(self) -> None:
        self._again.stop()
        wanted, turn = self.wanted, self._turn

        def arrived(found: Found) -> None:
            if turn != self._turn:
                return
            self.reading = found.left > 0
            self.found.emit(found, wanted)
            if found.left:
                self._again.start(REST_MS)

        self._workspace.lane.ask(lambda store: search.search(store, wanted), arrived, self)

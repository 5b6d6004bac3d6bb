"""Reading the shelf: first what is seen of it, then what it is searched by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nettverk.domain.methods import Method
from nettverk.domain.sheets.library import Shelved
from nettverk.i18n import language
from nettverk.services import methods
from nettverk.services.database import Store
from nettverk.services.sheets import library
from nettverk.ui.common.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Known:
    """The shelf (sheets, and ways of working among them) and the ways of working whole."""

    sheets: tuple[Shelved, ...]
    methods: Mapping[str, Method]


class ShelfReader(QObject):
    """Asks the database for the shelf.

    Signals:
        arrived: the shelf as it is stored now, a ``Known``.
    """

    arrived = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._begun = False
        spoken = language()
        # The room is made before anybody goes there; then what ships is read by the time somebody does.
        workspace.lane.work(lambda _report: library.warm_up(spoken), None, self, "", quiet=True)

    def read(self) -> None:
        """Read it, the first time in two steps: all that own sheets say is longer than what is shown of them, and
        comes while one looks at the list."""
        self._ask(searched=self._begun)

    def _ask(self, *, searched: bool) -> None:
        spoken = language()

        def read(store: Store) -> Known:
            known = methods.all_(store)
            # The sheets come first: they are what one comes for, and ways of working stand below them.
            shelf = (*library.all_(store, spoken, searched=searched), *methods.shelved(known))
            return Known(shelf, known)

        def arrived(known: Known) -> None:
            self._begun = True
            self.arrived.emit(known)
            if not searched:
                self._ask(searched=True)

        self._workspace.lane.ask(read, arrived, self)

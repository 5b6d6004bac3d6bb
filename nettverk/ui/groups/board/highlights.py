"""Who stands out on the board: those searched for, and places and acquaintances of the person in focus."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from nettverk.services.groups.effects import Place
from nettverk.ui.groups.board.model import BoardModel


class BoardHighlights(QObject):
    """What is lit up on a board view.

    Attributes:
        lit: the people searched for, or None while nothing is searched for.
        searching: the user is still typing the search, so everybody else steps back.
        places: the best places for the person in focus. met: people whom the one in focus has met before.

    Signals:
        search_dismissed: the search may be over: somebody was pressed (their number), or Escape (−1).
    """

    search_dismissed = Signal(int)

    def __init__(self, view: QAbstractItemView, model: BoardModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.lit: frozenset[int] | None = None
        self.searching = False
        self.places: tuple[Place, ...] = ()
        self.met: frozenset[int] = frozenset()

    def light(self, people: Collection[int] | None, *, searching: bool = False) -> None:
        """Light up some people, the first of them scrolled into sight; None for nobody in particular."""
        self.searching = searching
        self.lit = None if people is None else frozenset(people)
        if self.lit:
            self._view.scrollTo(self._model.index_of(min(self.lit, key=self._model.row_of_person)))
        self._view.viewport().update()

    def show_places(self, places: tuple[Place, ...], met: Collection[int] = ()) -> None:
        """Let the best places for the person in focus stand out, and mark those whom she or he has met before."""
        self.places, self.met = places, frozenset(met)
        self._view.viewport().update()

    def dismiss_search(self, person: int = -1) -> None:
        """Somebody was pressed, or Escape: let the owner of the search decide whether it is over."""
        if self.lit is not None:
            self.search_dismissed.emit(person)

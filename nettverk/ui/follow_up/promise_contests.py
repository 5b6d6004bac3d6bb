"""The promises that two machines wrote differently: how each reads on the other, with the choice, on its own card."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.contests_beside import ContestBelow, ContestsButton
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.cards import BeforeCard, PromiseCard
from nettverk.ui.follow_up.reading import Known
from nettverk.ui.follow_up.unit_page import UnitPage


class PromiseContests(QObject):
    """What the room knows of them.

    Attributes:
        button: how many there are in all units, with the way to all of them.
    """

    def __init__(self, workspace: Workspace, autosave: Autosave, page: UnitPage, room: QWidget) -> None:
        super().__init__(room)
        self._workspace, self._autosave, self._page = workspace, autosave, page
        self.button = ContestsButton(workspace)
        self._below: dict[str, tuple[BeforeCard | PromiseCard, ContestBelow]] = {}

    def show(self, known: Known) -> None:
        """Show what is open on the cards that are shown."""
        self.button.show_count(len(known.contests))
        cards: dict[str, BeforeCard | PromiseCard] = {**self._page.before, **self._page.promised}
        self._below = {key: kept for key, kept in self._below.items() if cards.get(key) is kept[0]}
        for key in self._below.keys() | (cards.keys() & known.contests.keys()):
            self._of(key, cards[key]).show(known.contests.get(key))

    def of(self, commitment_id: str) -> ContestBelow | None:
        """What stands below a promise; None where nothing has stood there."""
        kept = self._below.get(commitment_id)
        return kept[1] if kept is not None else None

    def _of(self, commitment_id: str, card: BeforeCard | PromiseCard) -> ContestBelow:
        if commitment_id not in self._below:
            home = card.first if isinstance(card, BeforeCard) else lambda: card.what
            contest = ContestBelow(self._workspace, card.body, card, home, self._autosave.flush)
            self._below[commitment_id] = (card, contest)
        return self._below[commitment_id][1]

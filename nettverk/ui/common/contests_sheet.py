"""Skrevet ulikt: everything that two machines wrote differently, with the choice beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _
from nettverk.ui.common.contest_card import ContestCard
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, column

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.sharing.contests import Contest
    from nettverk.ui.common.workspace import Workspace

_MOST = 60


class Chooser(QObject):
    """Carries out what was chosen on a card, and offers to take it back."""

    def __init__(self, workspace: Workspace, parent: QObject, before: Callable[[], object] = lambda: None) -> None:
        super().__init__(parent)
        self._workspace, self._before = workspace, before

    def listen(self, card: ContestCard) -> None:
        """Hear of what is chosen on a card."""
        card.chosen.connect(self.choose)
        card.joined.connect(self.join)

    def choose(self, about: str, side_id: str) -> None:
        """Let one side count."""
        self._do(partial(_choose, about=about, side_id=side_id), _("Valgt. Den andre er tatt vare på."))

    def join(self, about: str) -> None:
        """Let both stand there."""
        self._do(partial(_join, about=about), _("Begge står der nå."))

    def _do(self, job: Callable[[Store], Changes], words: str) -> None:
        workspace = self._workspace
        self._before()
        done = partial(workspace.say, words, _("Angre"), workspace.lane.undo)
        workspace.lane.change(job, lambda _changes: done(), self, failed=workspace.say)


class ContestsSheet(Sheet):
    """A card for each thing; those that have been chosen go away, and come back when it is taken back."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Skrevet ulikt"), host, width=560)
        belongs_to(self, ManualPage.TABLE_LAPTOP)
        self._workspace = workspace
        self.cards: list[ContestCard] = []
        self._chooser = Chooser(workspace, self)
        self.words = Note("", self)
        self.body.addWidget(self.words)
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        workspace.lane.changed.connect(self._changed)
        workspace.lane.opened.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)

    def open_fresh(self) -> None:
        """Read what is open, and show it."""
        self.open(self.cross)
        self._read()

    def _read(self) -> None:
        self._workspace.lane.ask(_all, self._show, self)

    def _changed(self, changes: Changes) -> None:
        if changes.tables:
            self._read()

    def _show(self, contests: tuple[Contest, ...]) -> None:
        if contests == tuple(card.contest for card in self.cards) and contests:
            return
        self.words.setText(
            _("Her skrev to maskiner ulike ting uten å vite om hverandre. Det nyeste vises til du velger.")
            if contests
            else _("Ingenting er skrevet ulikt på to maskiner.")
        )
        page = QWidget(self)
        inside = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.cards = [ContestCard(contest, page) for contest in contests[:_MOST]]
        for card in self.cards:
            self._chooser.listen(card)
        rest: list[QWidget] = []
        if len(contests) > _MOST:
            rest = [Note(_("og {n} til").format(n=len(contests) - _MOST), page)]
        page.setLayout(column(*self.cards, *rest, gap=12))
        self.body.replaceWidget(self._list, page)
        self._list.hide()
        self._list.deleteLater()
        self._list = page
        if inside or self.cross.hasFocus():
            (self.cards[0].buttons[0] if self.cards else self.cross).setFocus()


def _all(store: Store) -> tuple[Contest, ...]:
    from nettverk.services.sharing import contests

    return contests.all_(store)


def _choose(store: Store, *, about: str, side_id: str) -> Changes:
    from nettverk.services.sharing import contests

    return contests.choose(store, about, side_id)


def _join(store: Store, *, about: str) -> Changes:
    from nettverk.services.sharing import contests

    return contests.join(store, about)

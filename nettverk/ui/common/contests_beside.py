"""What two machines wrote differently, where one looks: beside the field itself, and how many there are in the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from nettverk.i18n import _n
from nettverk.services.sharing import contests_here
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.widgets import LinkButton

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.services.database import Store
    from nettverk.services.sharing.contests import Contest
    from nettverk.ui.common.contest_card import ContestCard
    from nettverk.ui.common.contests_sheet import Chooser
    from nettverk.ui.common.workspace import Workspace

MOST = 3
"""So many below one field; the sheet has the rest."""


class ContestsButton(LinkButton):
    """How many things two machines wrote differently here, and the way to all of them; hidden for none."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.clicked.connect(lambda _checked=False: workspace.contests_wanted.emit())
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        self.setText(_n("{n} ting er skrevet ulikt …", "{n} ting er skrevet ulikt …", count))
        self.setVisible(bool(count))


class _Cards:
    """Makes the cards of one place. Nothing of theirs is loaded before there is one: most files are not shared."""

    def __init__(self, workspace: Workspace, owner: QObject, before: Callable[[], object]) -> None:
        self._workspace, self._owner, self._before = workspace, owner, before
        self._chooser: Chooser | None = None

    def made(self, contest: Contest, parent: QWidget) -> ContestCard:
        """A card whose choice is carried out."""
        from nettverk.ui.common.contest_card import ContestCard
        from nettverk.ui.common.contests_sheet import Chooser

        if self._chooser is None:
            self._chooser = Chooser(self._workspace, self._owner, self._before)
        card = ContestCard(contest, parent, within=True)
        self._chooser.listen(card)
        return card


class ContestBelow(QObject):
    """A card at the end of a box, while what the box shows is written differently on two machines.

    Args:
        of: what the box belongs to.
        home: gets the focus when one has chosen.
        before: stores what is typed there first.

    Attributes:
        card: the one that is shown; None where there is nothing to choose.
    """

    def __init__(
        self,
        workspace: Workspace,
        box: QBoxLayout,
        of: QWidget,
        home: Callable[[], QWidget],
        before: Callable[[], object],
    ) -> None:
        super().__init__(of)
        self._box, self._of, self._home = box, of, home
        self._cards = _Cards(workspace, self, before)
        self.card: ContestCard | None = None

    def show(self, contest: Contest | None) -> None:
        """Show what is open, or nothing; what is shown already stays as it is."""
        if contest == (self.card.contest if self.card is not None else None):
            return
        if self.card is not None:
            _take_away([self.card], self._home())
            self.card = None
        if contest is not None:
            self.card = self._cards.made(contest, self._of)
            self._box.addWidget(self.card)


class ContestsBeside(QObject):
    """Lays a card below each field of a form that two machines have written differently; gone when one has chosen.

    Args:
        names: what a column is called in the form, where it is not called the same.

    Attributes:
        cards: those that are shown, by field.
    """

    def __init__(
        self, workspace: Workspace, fields: Fields, names: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        super().__init__(fields)
        self._fields, self._names = fields, dict(names or {})
        self._cards = _Cards(workspace, self, fields.flush)
        self.cards: dict[str, tuple[ContestCard, ...]] = {}

    def show(self, contests: Iterable[Contest]) -> None:
        """Show what is open of the rows that the form shows; what is shown already stays as it is."""
        by_field: dict[str, list[Contest]] = defaultdict(list)
        for contest in contests:
            table, _key, column = contest.field
            name = self._names.get((table, column), column)
            there = by_field[name] if name in self._fields.names() else [contest]
            # What stands both in the register and at the gathering was written once, and is chosen once.
            if len(there) < MOST and all(each.strokes != contest.strokes for each in there):
                there.append(contest)
        for name in self.cards.keys() | by_field.keys():
            shown = self.cards.get(name, ())
            if [card.contest for card in shown] != by_field.get(name, []):
                self._replace(name, shown, by_field.get(name, []))

    def _replace(self, name: str, shown: Iterable[ContestCard], contests: Iterable[Contest]) -> None:
        _take_away(shown, self._fields.input(name))
        cards = tuple(self._cards.made(contest, self._fields) for contest in contests)
        for card in reversed(cards):
            self._fields.below(name, card)
        self.cards[name] = cards


class RowContests(QObject):
    """Beside the fields of a form of one row; the form follows what is chosen, and what else is written of the row.

    Args:
        row: the table and the key.
        values: of the form's fields, read anew; None where the row is gone.
    """

    def __init__(
        self,
        workspace: Workspace,
        fields: Fields,
        row: tuple[str, str],
        values: Callable[[Store], Mapping[str, object] | None],
    ) -> None:
        super().__init__(fields)
        self._workspace, self._fields, self._row, self._values = workspace, fields, row, values
        self.beside = ContestsBeside(workspace, fields)
        workspace.lane.changed.connect(self._changed)
        self._read()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(self._row[0], "choices"):
            self._read()

    def _read(self) -> None:
        row, values = self._row, self._values

        def read(store: Store) -> tuple[Mapping[str, object] | None, tuple[Contest, ...]]:
            return values(store), contests_here.of_row(store, *row)

        self._workspace.lane.ask(read, self._show, self)

    def _show(self, known: tuple[Mapping[str, object] | None, tuple[Contest, ...]]) -> None:
        values, open_ = known
        if values is not None:
            self._fields.show_values(self._row[1], dict(values))
            self.beside.show(open_)


def _take_away(cards: Iterable[ContestCard], instead: QWidget) -> None:
    """Take cards away on which one has chosen; who was on one of them is still where it stood."""
    for card in cards:
        focused = card.focusWidget()
        if focused is not None and focused.hasFocus():
            instead.setFocus()
        card.hide()
        card.deleteLater()

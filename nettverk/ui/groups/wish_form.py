"""How the groups of a part are wanted: by size or by number, how many rounds, who sits together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.groups import GroupingKind, GroupsBy
from nettverk.i18n import _, _n
from nettverk.services.groups.board import Board, Wish
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.inputs import SpinBox
from nettverk.ui.common.widgets import Note, Segmented, Small, row


class WishForm(QWidget):
    """A few choices, with what they come to in a sentence.

    Signals:
        changed: the user changed something.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._kind = GroupingKind.MIXED
        self.by = Segmented(
            [(GroupsBy.SIZE, _("Antall ved hvert bord")), (GroupsBy.TABLES, _("Antall bord"))], _("Del inn etter")
        )
        self.amount = SpinBox()
        self.amount.setRange(2, 40)
        self.amount.setAccessibleName(_("Antall"))
        self.rounds = SpinBox()
        self.rounds.setRange(1, 12)
        self.rounds.setAccessibleName(_("Runder"))
        for box in (self.amount, self.rounds):
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hosts_stay = CheckBox(_("Kaféverter blir sittende mens de andre går videre"))
        self.join_singles = CheckBox(_("Sett sammen dem som er alene fra enheten sin"))
        self.sum = Note("")
        self._rounds_label = Small(_("Runder"), strong=True)
        self._mixed = QWidget()
        mixed = QVBoxLayout(self._mixed)
        mixed.setContentsMargins(0, 0, 0, 0)
        mixed.setSpacing(8)
        mixed.addLayout(row(self.by, self.amount, None, gap=12))
        mixed.addLayout(row(self._rounds_label, self.rounds, None, gap=12))
        mixed.addWidget(self.hosts_stay)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._mixed)
        layout.addWidget(self.join_singles)
        layout.addWidget(self.sum)
        self.by.chosen.connect(self._other_way)
        for box in (self.amount, self.rounds):
            box.valueChanged.connect(lambda _value: self._tell())
        for check in (self.hosts_stay, self.join_singles):
            check.toggled.connect(lambda _on: self._tell())

    def show_board(self, board: Board) -> None:
        """Show how a part's groups are wanted now."""
        self._board, self._kind = board, board.wanted
        wish = board.wish
        widgets = (self.by, self.amount, self.rounds, self.hosts_stay, self.join_singles)
        # Filled in by the program: nothing has been changed by the user, so nothing is told.
        for widget in widgets:
            widget.blockSignals(True)
        self.by.choose(wish.by)
        self.amount.setRange(2 if wish.by is GroupsBy.SIZE else 1, 40 if wish.by is GroupsBy.SIZE else 200)
        self.amount.setValue(wish.amount)
        self.rounds.setValue(wish.rounds)
        self.hosts_stay.setChecked(wish.hosts_stay)
        self.join_singles.setChecked(wish.join_singles)
        for widget in widgets:
            widget.blockSignals(False)
        self._mixed.setVisible(self._kind == GroupingKind.MIXED)
        self.join_singles.setVisible(self._kind == GroupingKind.OWN_UNIT)
        self._say()

    def wish(self) -> Wish:
        """What is chosen in the form, as the group builder takes it."""
        return Wish(
            GroupsBy(self.by.value()),
            self.amount.value(),
            self.rounds.value(),
            self.hosts_stay.isChecked(),
            self.join_singles.isChecked(),
        )

    def _other_way(self, by: str) -> None:
        """The same groups, counted the other way."""
        # Groups of six become as many tables as that is, so that the switch itself changes nothing.
        before = Wish(GroupsBy.TABLES if by == GroupsBy.SIZE else GroupsBy.SIZE, self.amount.value())
        people = self.people()
        count = before.tables(people) if by == GroupsBy.TABLES else -(-people // max(1, before.amount))
        self.amount.setRange(2 if by == GroupsBy.SIZE else 1, 40 if by == GroupsBy.SIZE else 200)
        self.amount.setValue(count or 6)
        self._tell()

    def people(self) -> int:
        """How many there are to seat: those who are there in the round that has most."""
        return self._board.crowd(self.rounds.value()) if self._board is not None and self._board.people else 0

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.hosts_stay.setVisible(self._kind == GroupingKind.MIXED and self.rounds.value() > 1)
        self.sum.setText(
            _("Ett bord til hver enhet.")
            if self._kind == GroupingKind.OWN_UNIT
            else wish_words(self.wish(), self.people())
        )


def wish_words(wish: Wish, people: int) -> str:
    """«90 kommer: 15 bord med 6.»"""
    tables = wish.tables(people)
    if not tables:
        return _("Ingen deltakere ennå.")
    least, over = divmod(people, tables)
    coming = _n("{n} kommer", "{n} kommer", people)
    if not over:
        split = _("{tables} med {each}").format(tables=_n("{n} bord", "{n} bord", tables), each=least)
    else:
        split = _("{more} bord med {large} og {fewer} med {small}").format(
            more=over, large=least + 1, fewer=tables - over, small=least
        )
    words = f"{coming}: {split}."
    if wish.rounds > 1:
        words = f"{coming}: {split}, " + _("nye grupper i {rounds} runder").format(rounds=wish.rounds) + "."
    return words

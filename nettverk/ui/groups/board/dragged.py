"""People being dragged: who, where the hand is, and what dropping them there would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPixmap

from nettverk.domain.groups import GroupingKind, Tone
from nettverk.i18n import _
from nettverk.services.groups import effects
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.effects import MoveEffect

_LABEL_ROOM = (8, 8, 220, 40)
"""Pixels that the shadow and the label take beyond the picture: left, top, right, bottom."""
_NOTHING = MoveEffect("", Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class DropTarget:
    """Where the hand is: a table, and someone to change places with or None."""

    table: int
    swap_with: int | None = None


@dataclass
class DraggedPeople:
    """People being dragged over a board.

    Attributes:
        board: as it was when they were taken up. people: numbers; the one taken hold of first.
        picture: what follows the hand. grip: where in it the hand is.
        hand: in the board's own coordinates. target: what is under the hand, None between the tables.
    """

    board: Board
    people: tuple[int, ...]
    picture: QPixmap
    grip: QPoint
    hand: QPoint
    target: DropTarget | None = None
    _labels: dict[DropTarget, MoveEffect] = field(default_factory=dict)

    def moves(self, target: DropTarget) -> Mapping[int, int]:
        """Who goes where if they are dropped there."""
        if target.swap_with is not None:
            return {self.people[0]: target.table, target.swap_with: self.board.seat[self.people[0]]}
        return {person: target.table for person in self.people if self.board.seat[person] != target.table}

    def label(self) -> MoveEffect:
        """What dropping them here would do; no words where it would do nothing."""
        target = self.target
        if target is None or not self.moves(target):
            return _NOTHING
        if target not in self._labels:  # every paint asks
            self._labels[target] = self._label(target)
        return self._labels[target]

    def _label(self, target: DropTarget) -> MoveEffect:
        # Who sits with their own unit is not judged by new meetings: there it is enough to say where they go.
        judged = self.board.kind == GroupingKind.MIXED
        effect = effects.describe(self.board, self.moves(target)) if judged else _NOTHING
        if target.swap_with is None:
            title = self.board.tables[target.table].title if target.table != NOBODY else _("Uten bord")
            return MoveEffect(effect.text or title, effect.tone)
        swap = _("Bytt med {name}").format(name=self.board.people[target.swap_with].name)
        return MoveEffect(f"{swap}: {effect.text}" if effect.text else swap, effect.tone)

    def rect(self) -> QRect:
        """Where the picture is, with room for its label and shadow."""
        size = self.picture.size() / self.picture.devicePixelRatioF()
        left, top, right, bottom = _LABEL_ROOM
        return QRect(self.hand - self.grip, size).adjusted(-left, -top, right, bottom)

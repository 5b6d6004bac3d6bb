"""What is in the hand while people are dragged: who, where it is, and what dropping it there would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPixmap

from nettverk.mixing.score import Score
from nettverk.services.groups import effects
from nettverk.services.groups.board import Board


@dataclass(frozen=True, slots=True)
class Target:
    """Where the hand is: a table, and someone to change places with or None."""

    table: int
    swap_with: int | None = None


@dataclass
class Carry:
    """People being dragged over a board.

    Attributes:
        people: numbers; the one that was taken hold of first.
        picture: what follows the hand. grip: where in it the hand is.
        at: the hand, in the board's own coordinates.
    """

    board: Board
    people: tuple[int, ...]
    picture: QPixmap
    grip: QPoint
    at: QPoint
    target: Target | None = None
    _known: dict[Target, Score] = field(default_factory=dict)

    def moves(self, target: Target) -> Mapping[int, int]:
        """Who goes where if it is dropped there."""
        if target.swap_with is not None:
            return {self.people[0]: target.table, target.swap_with: self.board.seat[self.people[0]]}
        return {person: target.table for person in self.people if self.board.seat[person] != target.table}

    def effect(self, target: Target) -> Score:
        """What that does to the figures; counted once a target."""
        if target not in self._known:
            self._known[target] = effects.effect(self.board, self.moves(target))
        return self._known[target]

    def rect(self) -> QRect:
        """Where the picture is, with room for its label and shadow."""
        ratio = self.picture.devicePixelRatioF()
        size = self.picture.size() / ratio
        return QRect(self.at - self.grip, size).adjusted(-8, -8, 220, 40)

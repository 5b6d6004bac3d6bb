"""A whole sheet on screen, block by block, as one fills it in for a table, a pair, a unit or the hall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.points import PointMark
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition
from nettverk.domain.sheets.entry import Filled
from nettverk.ui.common.basics import Note, Small
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.literal import breakable
from nettverk.ui.common.sheet_entry.choices import ScaleEntry, ShareEntry, TicksEntry
from nettverk.ui.common.sheet_entry.lines import PointsEntry
from nettverk.ui.common.sheet_entry.marked import PointAt
from nettverk.ui.common.sheet_entry.texts import TextsEntry
from nettverk.ui.common.widgets import Heading

Entry = PointsEntry | TextsEntry | TicksEntry | ScaleEntry | ShareEntry


class SheetForm(HeightForWidthWidget):
    """The blocks of a sheet under each other.

    Args:
        read_only: only to be looked at, as in the library; nothing takes the focus.

    Signals:
        said: a ``Filled`` for the point that was changed.
        left: the focus left a field.
        entered: the focus came to a field.
    """

    said = Signal(object)
    left = Signal()
    entered = Signal()

    def __init__(self, sheet: SheetDefinition, parent: QWidget | None = None, *, read_only: bool = False) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.setProperty("keeps", True)
        self.entries: dict[str, Entry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for block in sheet.blocks:
            column.addWidget(Heading(breakable(block.prompt), 1, self, wrap=True))
            if block.help:
                column.addWidget(Note(block.help, self))
            entry = entry_of(block, self)
            if entry is None:
                for item in block.items:
                    column.addWidget(Heading(breakable(item.label), 0, self, wrap=True))
                    if item.help:
                        column.addWidget(Small(breakable(item.help), self, wrap=True))
            else:
                if read_only:
                    entry.set_read_only()
                entry.said.connect(self.said)
                entry.left.connect(self.left)
                entry.entered.connect(self.entered)
                column.addWidget(entry)
                self.entries[block.id] = entry
            column.addSpacing(12)
        column.addStretch(1)

    def show_answers(self, said: Iterable[Filled], held: Callable[[str, str], bool] | None = None) -> None:
        """Show what is stored; what is being typed is left alone.

        Args:
            held: whether a point of a block has something that is not stored yet.
        """
        by_block: dict[str, dict[str, Filled]] = {id_: {} for id_ in self.entries}
        for point in said:
            if point.block in by_block:
                by_block[point.block][point.point] = point
        for id_, entry in self.entries.items():
            entry.show_points(by_block[id_], partial(held or _nothing, id_))

    def at(self) -> PointAt | None:
        """The point the cursor is at; None where it is at something that is no point."""
        pointed = (entry.at() for entry in self.entries.values() if isinstance(entry, PointsEntry | TextsEntry))
        return next((at for at in pointed if at is not None), None)

    def show_marks(self, marked: Mapping[tuple[str, str], Sequence[tuple[int, PointMark]]]) -> None:
        """Say which points are quotes, and the roles behind them.

        Args:
            marked: the marked lines of each block and point, by their place.
        """
        for id_, entry in self.entries.items():
            if isinstance(entry, PointsEntry | TextsEntry):
                entry.show_marks({point: marks for (block, point), marks in marked.items() if block == id_})

    def begin(self) -> None:
        """Put the focus where one begins to fill in."""
        for entry in self.entries.values():
            first = entry.begin()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _nothing(_block: str, _point: str) -> bool:
    return False


def entry_of(block: Block, parent: QWidget) -> Entry | None:
    """What one fills a block in with; None for a card, which is only read."""
    match block.kind:
        case BlockKind.POINTS | BlockKind.COLUMNS:
            return PointsEntry(block, parent)
        case BlockKind.TEXT | BlockKind.STEPS | BlockKind.PIECES | BlockKind.COMMITMENT:
            return TextsEntry(block, parent)
        case BlockKind.TICKS:
            return TicksEntry(block, parent)
        case BlockKind.SCALE:
            return ScaleEntry(block, parent)
        case BlockKind.SHARE:
            return ShareEntry(block, parent)
        case BlockKind.CARD:
            return None

"""Running text: one field, or one for each step, piece or part of a commitment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.points import PointMark
from nettverk.domain.sheets.definition import Block, BlockKind
from nettverk.domain.sheets.entry import Filled, text_points
from nettverk.i18n import _
from nettverk.ui.common.basics import Small
from nettverk.ui.common.literal import breakable
from nettverk.ui.common.sheet_entry.block_entry import BlockEntry
from nettverk.ui.common.sheet_entry.marked import PointAt, marked_words
from nettverk.ui.common.widgets import Heading
from nettverk.ui.common.writing import Writing


class TextsEntry(BlockEntry):
    """The texts of a block, each under its label."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.fields: dict[str, Writing] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        rows = 4 if block.kind is BlockKind.TEXT else 1 if block.kind is BlockKind.COMMITMENT else 2
        for point, label, help_ in text_points(block):
            if label:
                column.addWidget(Heading(breakable(label), 0, self, wrap=True))
            if help_:
                column.addWidget(Small(breakable(help_), self, wrap=True))
            field = Writing(rows, self)
            field.setAccessibleName(label or block.prompt)
            if not label:
                field.setPlaceholderText(_("Skriv det som står på arket, eller det gruppa sier"))
            field.typed.connect(partial(self._typed, point))
            field.left.connect(self.left)
            field.entered.connect(self.entered)
            column.addWidget(field)
            column.addSpacing(4)
            self.fields[point] = field
        self.marks = Small("", self, wrap=True)
        self.marks.hide()
        column.addWidget(self.marks)
        column.addStretch(1)

    def show_points(self, said: Mapping[str, Filled], held: Callable[[str], bool]) -> None:
        """Show what is stored; what is being typed is left alone."""
        for point, field in self.fields.items():
            if not held(point):
                field.fill(said[point].text if point in said else "")

    def at(self) -> PointAt | None:
        """The point the cursor is at: a line of running text, and none of a step's or a promise's."""
        if self.block.kind is not BlockKind.TEXT:
            return None
        for point, field in self.fields.items():
            if field.hasFocus():
                return PointAt(self.block.id, point, field.text(), field.line())
        return None

    def show_marks(self, marked: Mapping[str, Sequence[tuple[int, PointMark]]]) -> None:
        """Say which points are marked, by the line they stand on."""
        places = [finding for point in self.fields for finding in marked.get(point, ())]
        self.marks.setText(marked_words((line + 1, mark) for line, mark in places))
        self.marks.setVisible(bool(places))

    def set_read_only(self) -> None:
        """Only to be looked at."""
        for field in self.fields.values():
            field.setReadOnly(True)
            field.setPlaceholderText("")
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def begin(self, *, backwards: bool = False) -> QWidget | None:
        """The field one comes to first, from above or from below."""
        fields = list(self.fields.values())
        return fields[-1 if backwards else 0] if fields else None

    def _typed(self, point: str) -> None:
        self.said.emit(Filled(self.block.id, point, self.fields[point].text()))

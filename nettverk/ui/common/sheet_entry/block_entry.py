"""What every way of filling in a block says of itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.sheets.definition import Block


class BlockEntry(QWidget):
    """The fields of one block.

    Signals:
        said: a ``Filled``.
        left, entered: the focus left or came to a field with text.
    """

    said = Signal(object)
    left = Signal()
    entered = Signal()

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block

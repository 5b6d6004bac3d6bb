"""A list of rows that stand close, a hairline under each: hits, sheets. The chosen one has the accent at its edge."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.ui.common.theme import in_force

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """The list itself; arrow keys go from row to row, and nothing in it is written.

    Args:
        name: what it is called to those who do not see it.
    """

    def __init__(
        self, model: QAbstractItemModel, line: RowLine, name: str, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setModel(model)
        line.setParent(self)
        self.setItemDelegate(line)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)


class RowLine(QStyledItemDelegate):
    """The frame of a row: its ground, the edge of the chosen one, the hairline; a list's own says what stands in it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = in_force()
        painter.save()
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            edge = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(edge, theme.colour("accent"))
        rect: QRect = option.rect.adjusted(12, theme.space(1), -12, -theme.space(1))
        self.draw(painter, rect, index, chosen=chosen)
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        """What stands in a row, within this rectangle."""
        raise NotImplementedError

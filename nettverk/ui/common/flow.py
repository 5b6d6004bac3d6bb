"""A layout that lets things run on to the next line, like words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import isValid


def _size(item: QLayoutItem, width: int) -> QSize:
    """How large something wants to be where there is so much room beside it.

    Running words ask by themselves for a block of several lines; on a line among others they take one line as long as
    there is room for it, and only then go on below.
    """
    hint, label = item.sizeHint(), item.widget()
    if not (isinstance(label, QLabel) and label.wordWrap() and label.text()):
        if hint.width() > width and label is not None and label.hasHeightForWidth():
            return QSize(max(1, width), item.heightForWidth(max(1, width)))
        return hint
    words = label.fontMetrics().size(0, label.text())
    margins = label.contentsMargins()
    wanted = words.width() + margins.left() + margins.right() + 2 * label.margin() + 2
    wide = max(1, min(wanted, width))
    return QSize(wide, max(item.heightForWidth(wide), words.height() if wide == wanted else 0))


class FlowLayout(QLayout):
    """Widgets from left to right, on as many lines as needed; the height follows the width.

    Layouts around it ask for its height hundreds of times in one go, so it is remembered until something in it changes,
    as Qt's own layouts do.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._held: list[QWidget | None] = []  # what stands in each of them
        self._line_gap = gap if line_gap is None else line_gap
        self._break_before = -1
        self._heights: dict[int, int] = {}
        self.setSpacing(gap)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._held.append(item.widget())
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        if not 0 <= index < len(self._items):
            return None
        self._held.pop(index)
        return self._items.pop(index)

    def clear(self) -> None:
        """Take everything out and let the widgets go."""
        self._items.clear()
        while self._held:
            widget = self._held.pop()
            if widget is not None and isValid(widget):
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = self._heights.get(width)
        if high is None:
            high = self._heights[width] = self._place(QRect(0, 0, width, 0), apply=False)
        return high

    def invalidate(self) -> None:
        """Something in it is shown, hidden or of another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        self._mend()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _mend(self) -> None:
        """Put a new item where Qt's was let go while its widget stands: seen while a screen reader listens."""
        if all(map(isValid, self._items)):
            return
        kept = [(item, held) for item, held in zip(self._items, self._held, strict=True) if _stands(item, held)]
        self._items = [QWidgetItem(held) if held and not isValid(item) else item for item, held in kept]
        self._held = [held for _item, held in kept]

    def _place(self, rect: QRect, *, apply: bool) -> int:
        self._mend()
        area = rect.marginsRemoved(self.contentsMargins())
        x, y, line = area.x(), area.y(), 0
        for place, item in enumerate(self._items):
            widget = item.widget()
            if widget is not None and widget.isHidden():  # Qt's own layouts leave no gap for a hidden widget either
                continue
            size = _size(item, area.width())
            full = x + size.width() > area.x() + area.width()
            if x > area.x() and (full or place == self._break_before):
                x, y, line = area.x(), y + line + self._line_gap, 0
            if apply:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y() + self.contentsMargins().bottom()


def _stands(item: QLayoutItem, held: QWidget | None) -> bool:
    return isValid(held) if held is not None else isValid(item)


class BarLayout(FlowLayout):
    """A heading to the left and its buttons to the right; where both do not fit, the buttons go on the next line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent, gap=gap)
        self._first_right = 0

    def fill(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """What stands to the left and to the right."""
        for widget in (*left, *right):
            self.addWidget(widget)
        self._first_right = len(left)

    def _place(self, rect: QRect, *, apply: bool) -> int:
        self._mend()
        area = rect.marginsRemoved(self.contentsMargins())
        shown = [item for item in self._items if (widget := item.widget()) is None or not widget.isHidden()]
        right = [item for item in self._items[self._first_right :] if item in shown]
        # Whether heading and buttons fit on one line decides for all of them: half of the buttons never go down alone.
        sizes = {id(item): _size(item, 1 << 20) for item in shown}
        needed = sum(size.width() + self.spacing() for size in sizes.values()) - self.spacing()
        if not shown or needed > area.width():
            self._break_before = self._first_right
            return super()._place(rect, apply=apply)
        height = max(size.height() for size in sizes.values())
        if apply:
            x = area.x()
            taken = sum(sizes[id(item)].width() + self.spacing() for item in right) - self.spacing()
            start = area.right() + 1 - taken
            for item in shown:
                size = sizes[id(item)]
                if right and item is right[0]:
                    x = start
                item.setGeometry(QRect(QPoint(x, area.y() + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
        return height + self.contentsMargins().bottom() + area.y() - rect.y()

"""Every word that can be seen or heard in a window, so that two of them can be compared."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

Words = Counter[tuple[str, str]]
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def words_seen(window: QWidget) -> Words:
    """What stands in everything that is visible in a widget, with the kind of widget it stands in, each counted."""
    seen: Words = Counter()
    for widget in (window, *window.findChildren(QWidget)):
        if widget is not window and not widget.isVisibleTo(window):
            continue
        kind = type(widget).__name__
        for words in (*_own_words(widget), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()):
            if words.strip():
                seen[kind, words] += 1
    return seen


def differences(here: Words, there: Words) -> str:
    """What stands in the first alone (−) and in the second alone (+)."""
    lines = [f"− {kind}: {words!r}" for kind, words in sorted((here - there).elements())]
    lines += [f"+ {kind}: {words!r}" for kind, words in sorted((there - here).elements())]
    return "\n".join(lines[:12])


def _own_words(widget: QWidget) -> list[str]:
    match widget:
        case QLabel() | QAbstractButton():
            return [widget.text()]
        case QLineEdit():
            # The field of a spin box or a combo is counted with it.
            alone = not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
            return [widget.text(), widget.placeholderText()] if alone else []
        case QPlainTextEdit() | QTextEdit():
            return [widget.toPlainText(), widget.placeholderText()]
        case QComboBox():
            return [widget.currentText(), *(widget.itemText(place) for place in range(widget.count()))]
        case QAbstractSpinBox():
            return [widget.text()]
        case QHeaderView():
            return []
        case QAbstractItemView():
            return _rows(widget)
        case _:
            return []


def _rows(view: QAbstractItemView) -> list[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return []
    words = []
    hidden = view.isColumnHidden if isinstance(view, QTableView) else lambda _column: False
    # A list's own count of columns is not for others to ask.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        if hidden(column):
            continue
        words.append(str(model.headerData(column, Qt.Orientation.Horizontal) or ""))
        for row in range(model.rowCount(QModelIndex())):
            index = model.index(row, column)
            words += [str(index.data(role) or "") for role in _ROLES]
    return words

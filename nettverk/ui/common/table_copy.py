"""Ctrl+C in any table or list of the program: what is chosen goes out as a table, the same way from all of them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTableView, QTextEdit, QWidget

from nettverk.domain.table_text import html_table, tab_separated

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class TableCopy(QObject):
    """Hears Ctrl+C in the table or list that has the focus, in whichever window it is; none of them knows of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._view: QAbstractItemView | None = None
        QApplication.instance().focusChanged.connect(self.follow)  # type: ignore[union-attr]

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Hear what has the focus now, and nothing else."""
        from shiboken6 import isValid

        if self._view is not None and isValid(self._view):
            self._view.removeEventFilter(self)
        self._view = now if isinstance(now, QAbstractItemView) else None
        if self._view is not None:
            self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before Qt's own answer, which is the text of a single cell."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(watched, QAbstractItemView)
        if pressed and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            return isinstance(watched, QAbstractItemView) and copy_from(watched)
        return super().eventFilter(watched, event)


def copy_focused() -> None:
    """Copy what is chosen where the focus is: in a table, a list or a field."""
    focused = QApplication.focusWidget()
    if isinstance(focused, _FIELDS):
        focused.copy()
    elif isinstance(focused, QAbstractItemView):
        copy_from(focused)


def copy_from(view: QAbstractItemView) -> bool:
    """Put what is chosen in a view on the clipboard; False where there is nothing to take."""
    rows, header = chosen(view)
    if not any(any(row) for row in rows):
        return False
    data = _empty()
    data.setText(tab_separated(rows))
    data.setHtml(html_table(rows, header=header))
    QGuiApplication.clipboard().setMimeData(data)
    return True


def _empty() -> QMimeData:
    """Something to put on the clipboard, made by Qt itself.

    What Python makes is a class of Python's, and the clipboard, which lives longest, would take it down after Python.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0, 0)])
    for form in data.formats():
        data.removeFormat(form)
    return data


def chosen(view: QAbstractItemView) -> tuple[list[list[str]], bool]:
    """The rows that are chosen, as they stand on the screen, and whether the first is the header of the table.

    A single cell has no header, and a list has none.
    """
    model = view.model()
    indexes = view.selectionModel().selectedIndexes() if view.selectionModel() is not None else []
    indexes = indexes or [view.currentIndex()]
    indexes = [index for index in indexes if index.isValid() and _is_seen(view, index)]
    if model is None or not indexes:
        return [], False
    order = _columns(view, model, {index.column() for index in indexes})
    by_row: dict[int, dict[int, QModelIndex]] = {}
    for index in indexes:
        by_row.setdefault(index.row(), {})[index.column()] = index
    wide = isinstance(view, QTableView)
    rows = [
        [words(by_row[row][column], wide=wide) if column in by_row[row] else "" for column in order]
        for row in sorted(by_row)
    ]  # fmt: skip
    if wide and len(indexes) > 1:
        titles = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in order]
        if any(titles):
            return [titles, *rows], True
    return rows, False


def words(index: QModelIndex, *, wide: bool) -> str:
    """What a cell says: its text in a table; in a list, where a row is drawn as a whole, all that is read out of it."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    for role in roles if wide else reversed(roles):
        said = index.data(role)
        if said is not None and not isinstance(said, (list, dict)) and str(said).strip():
            return str(said)
    return ""


def _columns(view: QAbstractItemView, model: QAbstractItemModel, taken: set[int]) -> list[int]:
    """The columns that have something chosen in them, from left to right as somebody has put them."""
    if not isinstance(view, QTableView):
        return sorted(taken)
    head = view.horizontalHeader()
    return sorted((column for column in range(model.columnCount()) if column in taken), key=head.visualIndex)


def _is_seen(view: QAbstractItemView, index: QModelIndex) -> bool:
    return not isinstance(view, QTableView) or not (
        view.isColumnHidden(index.column()) or view.isRowHidden(index.row())
    )

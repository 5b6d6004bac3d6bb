"""One look for every table: rows to choose from, no grid, a quiet heading, Tab that goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def quiet(table: QTableView, name: str) -> None:
    """Dress a table and give it its accessible name; whole rows are chosen and nothing is edited in place."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def ask_for_menu(table: QTableView, show: Callable[[QPoint], object]) -> None:
    """Let a right click or the menu key ask for the menu of the chosen rows; ``show`` gets the place on the screen."""
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def asked(at: QPoint) -> None:
        # By keyboard Qt gives the middle of the table; below the row in focus is where one looks.
        if not table.indexAt(at).isValid() and table.currentIndex().isValid():
            at = table.visualRect(table.currentIndex()).bottomLeft()
        if table.selectionModel() is not None and table.selectionModel().hasSelection():
            show(table.viewport().mapToGlobal(at))

    table.customContextMenuRequested.connect(asked)

"""Who on the board is chosen and who has the focus, by the numbers of people instead of Qt's indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from nettverk.ui.groups.board.model import BoardModel, ItemKind, ModelIndex

_Select = QItemSelectionModel.SelectionFlag


class BoardSelection(QObject):
    """The selection of a view of a ``BoardModel``.

    The focus (Qt's current index) and those who are chosen are two things: a table's name can have the focus, but
    only people are chosen.

    Args:
        view: its model must be set before.

    Signals:
        person_focused: somebody else has the focus (−1: nobody), or the same one has it on a changed board.
    """

    person_focused = Signal(int)

    def __init__(self, view: QAbstractItemView, model: BoardModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._restoring = False
        selection = view.selectionModel()
        selection.currentChanged.connect(self._focus_moved)
        # The rings are wider than the cards, and Qt would draw no more than the cards anew.
        selection.selectionChanged.connect(lambda _selected, _deselected: view.viewport().update())

    # --- who ---

    def current_person(self) -> int:
        """The person in focus; −1 where a table, an absent person or nothing has it."""
        return self._model.person_at(self._view.currentIndex())

    def current_table(self) -> int | None:
        """The table that is in focus itself or through one of its people."""
        index = self._view.currentIndex()
        return self._model.items[index.row()].table if index.isValid() else None

    def chosen(self) -> tuple[int, ...]:
        """The numbers of everyone chosen, table by table as they stand on the board."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedIndexes())
        items = [self._model.items[row] for row in rows if row < len(self._model.items)]
        return tuple(item.who for item in items if item.kind is ItemKind.PERSON)

    def chosen_or_current(self) -> tuple[int, ...]:
        """Everyone chosen, else the person in focus; empty where a table has the focus."""
        current = self.current_person()
        return self.chosen() or ((current,) if current >= 0 else ())

    # --- choosing ---

    def choose(self, people: Iterable[int], *, focus: int = -1) -> None:
        """Choose these people and nobody else; ``focus`` one of them (or the first)."""
        who = list(people)
        selection = QItemSelection()
        for person in who:
            index = self._model.index_of(person)
            selection.select(index, index)
        self._view.selectionModel().select(selection, _Select.ClearAndSelect)
        target = focus if focus >= 0 else (who[0] if who else -1)
        if target >= 0:
            self.focus_row(self._model.row_of_person(target))

    def choose_rows(self, rows: Iterable[int], command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose rows of the model, or add them to those chosen, as Qt's command says."""
        selection = QItemSelection()
        for row in rows:
            index = self._model.index(row, 0)
            selection.select(index, index)
        self._view.selectionModel().select(selection, command)

    def choose_through(self, row: int) -> None:
        """Choose everyone from the focus to a row."""
        focus = self._view.currentIndex()
        start = focus.row() if focus.isValid() else row
        between = [self._model.items[number] for number in range(min(start, row), max(start, row) + 1)]
        people = [item.who for item in between if item.kind is ItemKind.PERSON]
        self.choose(people, focus=self._model.items[row].who)

    def focus_row(self, row: int) -> None:
        """Move the focus to a row, and leave those chosen as they are; −1 does nothing."""
        if row >= 0:
            self.focus(self._model.index(row, 0))

    def focus(self, index: ModelIndex, command: QItemSelectionModel.SelectionFlag = _Select.NoUpdate) -> None:
        """Move the focus; ``command`` says what becomes of those chosen."""
        self._view.selectionModel().setCurrentIndex(index, command)

    def clear(self) -> None:
        """Choose nobody; the focus stays where it is."""
        self._view.selectionModel().clearSelection()

    # --- a changed board ---

    @contextmanager
    def preserved(self) -> Iterator[None]:
        """Keep who is chosen and in focus while another board is put in the model, wherever they sit there."""
        board, person, table = self._model.board, self.current_person(), self.current_table()
        chosen_ids = [board.people[number].id for number in self.chosen()] if board is not None else []
        focus_id = board.people[person].id if board is not None and person >= 0 else ""
        # The reset empties Qt's selection; whoever listens shall hear only of the end of it.
        self._restoring = True
        yield
        board = self._model.board
        if board is not None:
            people = [board.index[participant_id] for participant_id in chosen_ids if participant_id in board.index]
            self.choose(people, focus=board.index.get(focus_id, -1))
            if not focus_id and table is not None:
                self.focus_row(self._model.row_of_table(table))
        if self._view.hasFocus() and not self._view.currentIndex().isValid():
            self.focus_somebody()
        self._restoring = False
        self.person_focused.emit(self.current_person())

    def focus_somebody(self) -> None:
        """Focus the first person; a lone table where it has nobody."""
        self.focus_row(min(1, len(self._model.items) - 1))

    def _focus_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._restoring:
            self.person_focused.emit(self._model.person_at(current))
        self._view.viewport().update()

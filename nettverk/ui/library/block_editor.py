"""One block of an own sheet as one edits it: the question, how to do it, and what stands under it, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from nettverk.domain.sheets import editing
from nettverk.domain.sheets.definition import Block, Item, SheetDefinition, kind_name
from nettverk.domain.sheets.reading import MOST_ITEMS_OF
from nettverk.i18n import _
from nettverk.ui.common.widgets import FlatButton, QuietButton, Small, row
from nettverk.ui.common.writing import Writing


class BlockEditor(QFrame):
    """A block; Alt+arrows move what one is at, Enter on an item's label makes the next, Delete in an empty one removes.

    Attributes:
        sheet_of: gives the sheet that the block stands in, as it reads now.

    Signals:
        typed: the block as it now reads, and the name of the field.
        restructured: the whole sheet in another shape, and the field to go on in.
    """

    typed = Signal(object, str)
    restructured = Signal(object, str)

    def __init__(self, block: Block, place: int, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block
        self.sheet_of: Callable[[], SheetDefinition | None] = lambda: None
        self._fields: dict[str, _Field] = {}
        self.setProperty("kind", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        where = _("{number}. {kind}").format(number=place + 1, kind=kind_name(block.kind))
        up = self._button("chevron-up", _("Flytt delen opp"), lambda: self._move_block(-1))
        down = self._button("chevron-down", _("Flytt delen ned"), lambda: self._move_block(1))
        away = self._button("trash-2", _("Fjern delen"), self._remove_block)
        up.setEnabled(place > 0)
        down.setEnabled(place < count - 1)
        away.setEnabled(count > 1)
        column.addLayout(row(Small(where, self, strong=True), None, up, down, away, gap=2))
        column.addWidget(self._field("prompt", _("Spørsmål eller overskrift"), rows=2))
        column.addWidget(self._field("help", _("Hvordan man gjør det, én linje")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        for number, item in enumerate(block.items):
            self._item_row(number, item)
        column.addLayout(self._grid)
        if MOST_ITEMS_OF[block.kind]:
            self.more = QuietButton(_("Nytt punkt"), "plus", self)
            self.more.setEnabled(editing.can_add(block))
            self.more.clicked.connect(lambda: self._add_item(block.items[-1].id if block.items else ""))
            column.addLayout(row(self.more, None))

    def _item_row(self, number: int, item: Item) -> None:
        label = self._field(f"label:{item.id}", _("Punkt {number}").format(number=number + 1))
        label.done.connect(lambda: self._add_item(item.id))
        label.moved.connect(lambda step: self._move_item(item.id, step))
        label.emptied.connect(lambda: self._remove_item(item.id))
        help_ = self._field(f"help:{item.id}", _("Hjelp til punkt {number}").format(number=number + 1))
        help_.moved.connect(lambda step: self._move_item(item.id, step))
        up = self._button("chevron-up", _("Flytt punktet opp (Alt+pil)"), lambda: self._move_item(item.id, -1))
        down = self._button("chevron-down", _("Flytt punktet ned (Alt+pil)"), lambda: self._move_item(item.id, 1))
        away = self._button("x", _("Fjern punktet"), lambda: self._remove_item(item.id))
        up.setEnabled(number > 0)
        down.setEnabled(number < len(self.block.items) - 1)
        away.setEnabled(editing.can_remove(self.block))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label)
        texts.addWidget(help_)
        self._grid.addLayout(texts, number, 0)
        for place, button in enumerate((up, down, away), start=1):
            self._grid.addWidget(button, number, place, Qt.AlignmentFlag.AlignTop)

    def _button(self, icon: str, tip: str, run: Callable[[], None]) -> FlatButton:
        button = FlatButton("", icon, self, tip=tip)
        button.clicked.connect(lambda _on=False: run())
        return button

    def _field(self, name: str, hint: str, rows: int = 1) -> _Field:
        field = _Field(rows, self)
        field.setAccessibleName(hint)
        field.setPlaceholderText(hint)
        field.typed.connect(lambda: self._typed(name))
        self._fields[name] = field
        return field

    # --- what is shown ---

    def show_block(self, block: Block) -> None:
        """Show the block's texts; the field one types in is left as it is where it says the same but for spaces."""
        self.block = block
        texts = {"prompt": block.prompt, "help": block.help}
        for item in block.items:
            texts |= {f"label:{item.id}": item.label, f"help:{item.id}": item.help}
        for name, text in texts.items():
            field = self._fields[name]
            # A space at the end is typed before the next word; what is stored has none.
            if not (field.hasFocus() and field.text().strip() == text):
                field.fill(text)

    def focused(self) -> str:
        """The block and field that has the focus, «b1/prompt»; empty where none has."""
        return next((f"{self.block.id}/{name}" for name, field in self._fields.items() if field.hasFocus()), "")

    def take_focus(self, where: str) -> bool:
        """Go to a field by what ``focused`` said; whether it is here."""
        block, _slash, name = where.partition("/")
        if block != self.block.id or name not in self._fields:
            return False
        self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields[name].to_end()
        return True

    # --- what is typed ---

    def _typed(self, name: str) -> None:
        text = self._fields[name].text()
        field, _colon, item_id = name.partition(":")
        block = self.block
        if not item_id:
            block = replace(block, prompt=text) if field == "prompt" else replace(block, help=text)
        else:
            items = tuple(
                item
                if item.id != item_id
                else replace(item, label=text)
                if field == "label"
                else replace(item, help=text)
                for item in block.items
            )
            block = replace(block, items=items)
        self.block = block
        self.typed.emit(block, f"{block.id}/{name}")

    def _add_item(self, after: str) -> None:
        sheet = self.sheet_of()
        if sheet is None or not editing.can_add(self.block):
            return
        changed = editing.add_item(sheet, self.block.id, after)
        new = {item.id for item in _items(changed, self.block.id)} - {item.id for item in self.block.items}
        self.restructured.emit(changed, f"{self.block.id}/label:{next(iter(new), '')}")

    def _remove_item(self, item_id: str) -> None:
        sheet = self.sheet_of()
        if sheet is None or not editing.can_remove(self.block):
            return
        ids = [item.id for item in self.block.items]
        beside = ids[ids.index(item_id) - 1] if ids.index(item_id) else ids[1]
        changed = editing.remove_item(sheet, self.block.id, item_id)
        self.restructured.emit(changed, f"{self.block.id}/label:{beside}")

    def _move_item(self, item_id: str, step: int) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            changed = editing.move_item(sheet, self.block.id, item_id, step)
            if changed != sheet:
                self.restructured.emit(changed, f"{self.block.id}/label:{item_id}")

    def _move_block(self, step: int) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            self.restructured.emit(editing.move_block(sheet, self.block.id, step), f"{self.block.id}/prompt")

    def _remove_block(self) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            self.restructured.emit(editing.remove_block(sheet, self.block.id), "")


class _Field(Writing):
    """A text of the sheet; one line goes on with Enter.

    Signals:
        moved: Alt with an arrow, up (-1) or down (1).
        emptied: Backspace or Delete where nothing is written.
    """

    moved = Signal(int)
    emptied = Signal()

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(rows, parent, one_line=rows == 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


def _items(sheet: SheetDefinition, block_id: str) -> tuple[Item, ...]:
    block = sheet.block(block_id)
    return block.items if block is not None else ()

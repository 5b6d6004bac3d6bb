"""One block of an own sheet as one edits it: the question, how to do it, and what stands under it, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.sheets import editing, fields
from nettverk.domain.sheets.definition import Block, BlockKind, Item, SheetDefinition, kind_name
from nettverk.domain.sheets.fields import FieldOf, field_name
from nettverk.domain.sheets.reading import MOST_ITEMS_OF
from nettverk.i18n import _
from nettverk.ui.common.widgets import FlatButton, FlowLayout, QuietButton, Small, row
from nettverk.ui.common.writing import Writing
from nettverk.ui.library.dragging import Grip


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

    def __init__(
        self, block: Block, place: int, count: int, line: Callable[[], tuple[Sequence[QWidget], int]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.block = block
        self.sheet_of: Callable[[], SheetDefinition | None] = lambda: None
        self._fields: dict[str, _Field] = {}
        self._items: list[QWidget] = []
        self.setProperty("kind", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        kind = kind_name(block.kind)
        self.grip = Grip(_("Flytt delen «{kind}»").format(kind=kind), line, self)
        self.grip.moved.connect(self._move_block)
        self.grip.setVisible(count > 1)
        away = self._button("trash-2", _("Fjern delen"), self._remove_block)
        away.setEnabled(count > 1)
        head = Small(_("{number}. {kind}").format(number=place + 1, kind=kind), self, strong=True)
        column.addLayout(row(self.grip, head, None, away, gap=2))
        self._rest(column)

    def _rest(self, column: QVBoxLayout) -> None:
        block = self.block
        for name, hint, rows in (
            (field_name(FieldOf.PROMPT), _("Spørsmål eller overskrift"), 2),
            (field_name(FieldOf.HELP), _("Hvordan man gjør det, én linje"), 1),
        ):
            field = self._field(name, hint, rows)
            field.moved.connect(self._move_block)
            column.addWidget(field)
        if block.levels:
            column.addWidget(Small(_("Nivåene, det beste først"), self, strong=True))
            levels = FlowLayout(gap=4, line_gap=4)
            for number, level in enumerate(block.levels, start=1):
                levels.addWidget(
                    self._field(field_name(FieldOf.LEVEL, level.id), _("Nivå {number}").format(number=number))
                )
            column.addLayout(levels)
        areas = {area.id: area for area in block.areas}
        shown = ""
        for number, item in enumerate(block.items):
            if item.area != shown and item.area in areas:
                shown = item.area
                column.addWidget(Small(_("Område"), self, strong=True))
                column.addWidget(self._field(field_name(FieldOf.AREA, shown), _("Hva området heter")))
            column.addWidget(self._item(number, item))
        if MOST_ITEMS_OF[block.kind]:
            self.more = QuietButton(_("Nytt punkt"), "plus", self)
            self.more.setEnabled(editing.can_add(block))
            self.more.clicked.connect(lambda: self._add_item(block.items[-1].id if block.items else ""))
            column.addLayout(row(self.more, None))
        if block.kind is BlockKind.SCALE:
            column.addWidget(Small(_("Spørsmål når svarene er forskjellige, ett på hver linje"), self, wrap=True))
            column.addWidget(self._field(field_name(FieldOf.QUESTIONS), _("Hva er forskjellig?"), rows=2))

    def _item(self, number: int, item: Item) -> QWidget:
        """One line of the block with what belongs to it, as one thing that can be moved."""
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        said = {"number": number + 1}
        label = self._field(field_name(FieldOf.ITEM, item.id), _("Punkt {number}").format(**said))
        label.done.connect(lambda: self._add_item(item.id))
        label.emptied.connect(lambda: self._remove_item(item.id))
        below = [self._field(field_name(FieldOf.ITEM_HELP, item.id), _("Hjelp til punkt {number}").format(**said))]
        if self.block.kind in fields.WITH_DETAILS:
            details = _("Hva det betyr i praksis, punkt {number}. Ett på hver linje.").format(**said)
            below.append(self._field(field_name(FieldOf.DETAILS, item.id), details, rows=2))
        for field in (label, *below):
            field.moved.connect(lambda step: self._move_item(item.id, step))
            texts.addWidget(field)
        grip = Grip(
            _("Flytt punkt {number}").format(**said), lambda: (self._items, self._items.index(box)), box
        )  # fmt: skip
        grip.moved.connect(lambda step: self._move_item(item.id, step))
        away = self._button("x", _("Fjern punktet"), lambda: self._remove_item(item.id))
        away.setEnabled(editing.can_remove(self.block))
        line.addWidget(grip, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self._items.append(box)
        return box

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
        held = fields.values(block)
        for name, field in self._fields.items():
            text = held.get(name, "")
            # A space at the end is typed before the next word; what is stored has none.
            if not (field.hasFocus() and fields.same(field.text(), text)):
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
        self.block = fields.written(self.block, name, self._fields[name].text())
        self.typed.emit(self.block, f"{self.block.id}/{name}")

    def _add_item(self, after: str) -> None:
        sheet = self.sheet_of()
        if sheet is None or not editing.can_add(self.block):
            return
        changed = editing.add_item(sheet, self.block.id, after)
        new = {item.id for item in _items(changed, self.block.id)} - {item.id for item in self.block.items}
        self._restructure(changed, field_name(FieldOf.ITEM, next(iter(new), "")))

    def _remove_item(self, item_id: str) -> None:
        sheet = self.sheet_of()
        if sheet is None or not editing.can_remove(self.block):
            return
        ids = [item.id for item in self.block.items]
        at = ids.index(item_id)
        beside = ids[at - 1] if at else ids[1] if len(ids) > 1 else ""
        changed = editing.remove_item(sheet, self.block.id, item_id)
        self._restructure(changed, field_name(FieldOf.ITEM, beside) if beside else field_name(FieldOf.PROMPT))

    def _move_item(self, item_id: str, step: int) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            changed = editing.move_item(sheet, self.block.id, item_id, step)
            if changed != sheet:
                self._restructure(changed, field_name(FieldOf.ITEM, item_id))

    def _move_block(self, step: int) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            changed = editing.move_block(sheet, self.block.id, step)
            if changed != sheet:
                self._restructure(changed, field_name(FieldOf.PROMPT))

    def _remove_block(self) -> None:
        sheet = self.sheet_of()
        if sheet is not None:
            self.restructured.emit(editing.remove_block(sheet, self.block.id), "")

    def _restructure(self, sheet: SheetDefinition, field: str) -> None:
        self.restructured.emit(sheet, f"{self.block.id}/{field}")


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

    def fill(self, text: str) -> None:
        """Show what is stored. It is no step of the field's own: Ctrl+Z takes back what was done to the sheet."""
        super().fill(text)
        self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        """Where nothing is typed that the field could take back, the key is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

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

"""An own sheet as one edits it, beside its faces: head fields first, then every block with what stands in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.sheets import editing
from nettverk.domain.sheets.definition import (
    Block,
    BlockKind,
    SheetDefinition,
    When,
    Who,
    kind_name,
    when_name,
    who_name,
)
from nettverk.i18n import _
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.widgets import Heading, Note, QuietButton, row, set_tone
from nettverk.ui.library.block_editor import BlockEditor

ROUNDS = "alone>pair>table"
"""Stands for the three rounds of the traffic light among the choices of who fills in."""


class SheetEditor(QWidget):
    """The form; what it says is one sheet at any time.

    Signals:
        changed: the sheet as it now reads, and the name of the field one typed in.
        done: one is finished, and wants the shelf again.
    """

    changed = Signal(object, str)
    done = Signal()

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: SheetDefinition | None = None
        self.fault = Note("", self)
        set_tone(self.fault, "stop")
        self.fault.hide()
        self.fields = Fields(autosave)
        self.fields.line("title", _("Tittel"))
        self.fields.lines("about", _("Hva det er godt for"), rows=2)
        self.fields.choice("rounds", _("Hvem fyller ut"), _who_choices())
        self.fields.choice("when", _("Når"), [(when.value, when_name(when)) for when in When])
        self.fields.minutes("minutes", _("Minutter"))
        self.fields.line("source", _("Kilde, trykt med liten skrift"), most=600)
        self.fields.typed.connect(self._head_typed)
        self._blocks: list[BlockEditor] = []
        self._add = QuietButton(_("Ny del i arket"), "plus", self)
        self._add.setMenu(self._kinds())
        close = QuietButton(_("Ferdig"), "check", self, tip=_("Tilbake til arkene (Esc)"))
        close.clicked.connect(self.done)
        page = HeightForWidthWidget()
        page.setProperty("kind", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 8, 16, 24)
        self._column.setSpacing(12)
        self._column.addWidget(self.fields)
        self._column.addWidget(self._add)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 0)
        outer.setSpacing(4)
        head = row(Heading(_("Rediger"), 3), None, close)
        head.setContentsMargins(24, 0, 16, 0)
        outer.addLayout(head)
        self.fault.setContentsMargins(24, 0, 16, 0)
        outer.addWidget(self.fault)
        outer.addWidget(self._area, 1)

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in editing.EDITABLE:
            action = add_action(menu, kind_name(kind))
            action.triggered.connect(lambda _on=False, kind=kind: self._add_block(kind))
        return menu

    # --- what is shown ---

    def show_sheet(self, sheet: SheetDefinition) -> None:
        """Show an own sheet as it is stored; fields with something not stored yet keep it."""
        before, self.sheet = self.sheet, sheet
        texts = {"title": sheet.title, "about": sheet.about, "source": sheet.source}
        values: dict[str, object] = {name: self._as_typed(sheet.id, name, text) for name, text in texts.items()}
        values |= {"when": sheet.when.value, "minutes": sheet.minutes}
        values["rounds"] = self._offer_rounds(sheet.rounds)
        self.fields.show_values(sheet.id, values)
        source = self.fields.input("source")
        if isinstance(source, QLineEdit) and not source.hasFocus():
            source.setCursorPosition(0)
        if before is None or before.id != sheet.id or _shape(before) != _shape(sheet):
            self._rebuild(sheet)
        for editor, block in zip(self._blocks, sheet.blocks, strict=True):
            editor.show_block(block)
        if before is None or before.id != sheet.id:
            self.complain("")

    def _as_typed(self, sheet_id: str, name: str, text: str) -> str:
        """What is stored, or what stands in the field where that is the same but for spaces: a word is to come."""
        field = self.fields.input(name)
        typed = field.text() if isinstance(field, QLineEdit) else ""
        typed = field.toPlainText() if isinstance(field, QPlainTextEdit) else typed
        return typed if self.fields.subject == sheet_id and typed.strip() == text else text

    def complain(self, sentence: str) -> None:
        """Say why what is typed cannot be kept yet; nothing takes it away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        tell_fault(self.fields.input("title"), sentence)

    def begin(self) -> None:
        """Put the focus in the title."""
        self.fields.input("title").setFocus()

    def flush(self) -> None:
        """Hand on what is typed and waits for a pause."""
        self.fields.flush()

    def _rebuild(self, sheet: SheetDefinition) -> None:
        focused = next((editor.focused() for editor in self._blocks if editor.focused()), "")
        # While the old fields are gone and the new not laid out, there is less to scroll in: one stays where one was.
        QTimer.singleShot(0, self, partial(self._stay, self._area.verticalScrollBar().value()))
        self._area.setUpdatesEnabled(False)
        for old in self._blocks:
            old.blockSignals(True)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._blocks = []
        for place, block in enumerate(sheet.blocks):
            editor = BlockEditor(block, place, len(sheet.blocks), partial(self._line, place), self)
            editor.typed.connect(self._typed)
            editor.restructured.connect(self._take)
            editor.sheet_of = lambda: self.sheet
            self._column.insertWidget(self._column.count() - 2, editor)
            self._blocks.append(editor)
        for editor in self._blocks:
            if focused and editor.take_focus(focused):
                break

    def _stay(self, scrolled: int) -> None:
        self._column.activate()
        self._area.setUpdatesEnabled(True)
        self._area.verticalScrollBar().setValue(scrolled)
        focused = self.focusWidget()
        if focused is not None and self._area.isAncestorOf(focused) and focused.hasFocus():
            self._area.ensureWidgetVisible(focused, 0, 24)

    def _line(self, place: int) -> tuple[list[BlockEditor], int]:
        return self._blocks, place

    # --- what is typed ---

    def _head_typed(self, field: str, value: object) -> None:
        sheet = self.sheet
        if sheet is None or self.fields.subject != sheet.id:
            return
        match field, value:
            case "title", str(text):
                sheet = replace(sheet, title=text)
            case "about", str(text):
                sheet = replace(sheet, about=text)
            case "source", str(text):
                sheet = replace(sheet, source=text)
            case "minutes", int(minutes):
                sheet = replace(sheet, minutes=minutes)
            case "when", str(when):
                sheet = replace(sheet, when=When(when))
            case "rounds", str(rounds):
                sheet = replace(sheet, rounds=tuple(Who(who) for who in rounds.split(">")))
            case _:
                return
        self._keep(sheet, field)

    def _typed(self, block: Block, field: str) -> None:
        if self.sheet is not None:
            self._keep(editing.with_block(self.sheet, block), field)

    def _add_block(self, kind: BlockKind) -> None:
        if self.sheet is not None:
            self.flush()
            self._take(editing.add_block(self.sheet, kind), "")

    def _take(self, sheet: SheetDefinition, focus: str) -> None:
        """Another shape: blocks or items were added, removed or moved."""
        self._rebuild_as(sheet)
        self.changed.emit(sheet, "")
        if focus:
            for editor in self._blocks:
                if editor.take_focus(focus):
                    break

    def _rebuild_as(self, sheet: SheetDefinition) -> None:
        self.sheet = sheet
        self._rebuild(sheet)
        for editor, block in zip(self._blocks, sheet.blocks, strict=True):
            editor.show_block(block)

    def _offer_rounds(self, rounds: tuple[Who, ...]) -> str:
        """The sheet's own rounds as a choice, whichever they are: the box must not show others than it has."""
        box, key = self.fields.input("rounds"), ">".join(who.value for who in rounds)
        if isinstance(box, QComboBox) and box.findData(key) < 0:
            box.addItem(" → ".join(map(who_name, rounds)), key)
        return key

    def _keep(self, sheet: SheetDefinition, field: str) -> None:
        self.sheet = sheet
        self.changed.emit(sheet, field)


def _who_choices() -> list[tuple[str, str]]:
    each_unit = [(who.value, who_name(who)) for who in Who]
    several = " → ".join(who_name(who) for who in (Who.ALONE, Who.PAIR, Who.TABLE))
    return [*each_unit, (ROUNDS, several)]


def _shape(sheet: SheetDefinition) -> tuple[object, ...]:
    """What decides which fields there are."""
    return tuple((block.id, block.kind, tuple(item.id for item in block.items)) for block in sheet.blocks)

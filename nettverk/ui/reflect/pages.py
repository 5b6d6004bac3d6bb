"""The sheets one types in: a table at a time, a question at a time, or those that hold what one looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.plan import Part
from nettverk.domain.sheets.written import Sheet
from nettverk.domain.typed import TypedSheet
from nettverk.i18n import _
from nettverk.ui.common.anonymity_watch import AnonymityWatch
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.contests_sheet import Chooser
from nettverk.ui.common.widgets import Heading, Note
from nettverk.ui.reflect.board import table_name
from nettverk.ui.reflect.machines import written_by
from nettverk.ui.reflect.reading import Known
from nettverk.ui.reflect.sheet_field import SheetField

BY_TABLE, BY_QUESTION = "table", "question"
MOST_FOUND = 60


class Pages(QScrollArea):
    """Fields for the sheets of one table or one question.

    Attributes:
        current: the sheet one is at, or was last.
        known: what is shown with the sheets: marked points, which machines have written, and what reads differently.

    Signals:
        typed: a sheet and its text now.
        entered: the sheet one came to.
        left: the focus left a field.
        history_asked: earlier versions of a sheet are wanted.
        quote_asked, role_asked: the point on a line of a sheet is to be marked.
    """

    typed = Signal(object, str)
    entered = Signal(object)
    left = Signal()
    history_asked = Signal(object)
    quote_asked = Signal(object, int)
    role_asked = Signal(object, int)

    def __init__(
        self, autosave: Autosave, watch: AnonymityWatch, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._autosave, self._watch, self._chooser = autosave, watch, chooser
        self._sheets: tuple[Sheet, ...] = ()
        self._hues: dict[str, int] = {}
        self._asked: dict[str, Sheet] = {}
        self.known = Known("", (), (), {})
        self._guests: set[tuple[int, str]] = set()
        self._sitting: Mapping[tuple[str, int], str] = {}
        self._part = ""
        self._by = BY_TABLE
        self._words = ""
        self._hits: list[tuple[int, str]] = []
        self._fields: dict[tuple[int, str], SheetField] = {}
        self.current: Sheet | None = None
        self.shown_count = 0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("kind", "page")
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(0, 8, 8, 24)
        self._box.setSpacing(20)
        self._title = Heading("", 2, page, wrap=True)
        self._note = Note("", page)
        top = QVBoxLayout()
        top.setSpacing(2)
        top.addWidget(self._title)
        top.addWidget(self._note)
        self._box.addLayout(top)
        self._box.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._follow())
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)

    # --- what is shown ---

    def show_sheets(
        self, sheets: Sequence[Sheet], parts: Sequence[Part], sitting: Mapping[tuple[str, int], str], part_id: str
    ) -> None:
        """The sheets as they are stored, with the questions as they are asked now; what is being typed is left alone.

        Args:
            parts: those that ask something, in order.
            sitting: who sat at each table of a part.
        """
        self._sheets, self._sitting = tuple(sheets), sitting
        self._hues = {part.id: part.main_number for part in parts}
        self._asked = {
            question.id: Sheet(part.id, part.title, 0, "", question.id, question.text, question.number)
            for part in parts
            for question in part.questions
        }
        if self.current is not None:
            self.current = self._fresh(self.current) if self._stands(self.current) else None
        if part_id != self._part or self.current is None:
            self.show_part(part_id)
        else:
            self._lay_out()

    def _stands(self, sheet: Sheet) -> bool:
        """Whether a sheet is still to be typed in: its question is asked, and its table is there or was asked for."""
        key = _key(sheet)
        there = key in self._guests or any(_key(other) == key for other in self._sheets)
        return sheet.question_id in self._asked and (there or self._autosave.holds(key))

    def show_part(self, part_id: str) -> None:
        """Show a part from its first sheet that is missing, or from its first."""
        self._part = part_id
        if self.current is None or self.current.part_id != part_id:
            here = self.in_order(sheet for sheet in self._sheets if sheet.part_id == part_id)
            self.current = next((sheet for sheet in here if not sheet.written), here[0] if here else None)
        self._lay_out()

    def show_by(self, way: str) -> None:
        """A table at a time, or a question at a time."""
        self._by = way
        self._lay_out()
        if self.current is not None:
            self.go(self.current)

    def search(self, words: str) -> None:
        """Show the sheets that hold these words, in all parts; none shows the page one was at."""
        self._words = words.strip()
        look = self._words.casefold()
        # Found once: an answer does not go away from under the one who is changing it.
        self._hits = [_key(sheet) for sheet in self._sheets if look and look in sheet.text.casefold()][:MOST_FOUND]
        self._lay_out()

    def forget(self) -> None:
        """Let go of everything, as another gathering is about to be read."""
        self._sheets, self._part, self.current, self._words = (), "", None, ""
        self._guests.clear()
        self._lay_out()

    def _shown(self) -> list[Sheet]:
        if self._words:
            return [sheet for sheet in self._sheets if _key(sheet) in self._hits]
        here = self.current
        if here is None:
            return []
        same = [sheet for sheet in self._sheets if sheet.part_id == here.part_id]
        if all((sheet.table, sheet.question_id) != (here.table, here.question_id) for sheet in same):
            same.append(here)  # a table that is not in the groups
        if self._by == BY_TABLE:
            return sorted((sheet for sheet in same if sheet.table == here.table), key=lambda sheet: sheet.number)
        return sorted((sheet for sheet in same if sheet.number == here.number), key=lambda sheet: sheet.table)

    def _lay_out(self) -> None:
        shown = self._shown()
        self.shown_count = len(shown)
        # The same sheets in the same order keep their fields; to make them anew would take the focus from one of them.
        keys = [_key(sheet) for sheet in shown]
        if keys != list(self._fields):
            self._autosave.flush()
            self._rebuild(shown)
        contests = {contest.of_answer: contest for contest in self.known.contests}
        for sheet in shown:
            field = self._fields[_key(sheet)]
            field.show_sheet(sheet, self._text(sheet), self._hues.get(sheet.part_id, 0), self._label(sheet))
            field.show_marks(self.known.marks.get(_key(sheet), ()))
            field.show_contest(contests.get(_key(sheet)), self._chooser)
            field.edit.mark(self._words)
        self._heading()

    def _rebuild(self, shown: Sequence[Sheet]) -> None:
        focused = next((key for key, field in self._fields.items() if field.edit.hasFocus()), None)
        place = self._fields[focused].edit.textCursor().position() if focused else 0
        for old in self._fields.values():
            old.blockSignals(True)  # a field that goes away hands on its focus; nobody has gone there
            old.edit.blockSignals(True)
        for old in self._fields.values():
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        rows = 5 if self._by == BY_TABLE and not self._words and len(shown) <= 3 else 3
        self._fields = {}
        for sheet in shown:
            field = SheetField(sheet, self._hues.get(sheet.part_id, 0), self._label(sheet), rows=rows)
            field.edit.fill(self._text(sheet))
            field.edit.document().clearUndoRedoStacks()  # Ctrl+Z must not empty a field that was only filled in
            self._watch.watch(field.edit)
            field.typed.connect(self._type)
            field.entered.connect(self._came)
            field.left.connect(self.left)
            field.went.connect(self._tab)
            field.history_asked.connect(self.history_asked)
            field.quote_asked.connect(self.quote_asked)
            field.role_asked.connect(self.role_asked)
            self._box.insertWidget(self._box.count() - 1, field)
            self._fields[_key(sheet)] = field
        # Whoever was typing goes on in the same sheet at the same letter, though its field has been made anew.
        if focused in self._fields:
            self._fields[focused].take(place)
        else:
            self.verticalScrollBar().setValue(0)

    def _text(self, sheet: Sheet) -> str:
        """The text of a sheet: what is typed and not stored yet, else what is stored."""
        held = self._autosave.held(_key(sheet))
        return held.text if isinstance(held, TypedSheet) else sheet.text

    def text_of(self, sheet: Sheet) -> str:
        """The text of a sheet as it stands in its field."""
        field = self._fields.get(_key(sheet))
        return field.edit.text() if field is not None else self._text(sheet)

    def _type(self, sheet: Sheet, text: str) -> None:
        self.typed.emit(sheet, text)

    def _label(self, sheet: Sheet) -> str:
        if self._words:
            return f"{table_name(sheet)} · {sheet.question}"
        return sheet.question if self._by == BY_TABLE else table_name(sheet)

    def _heading(self) -> None:
        here = self.current
        if self._words:
            self._title.setText(_("«{words}»").format(words=self._words))
            self._note.setText("" if self.shown_count else _("Ingen svar har de ordene. Prøv et kortere ord."))
        elif here is None:
            self._title.setText("")
            self._note.setText("")
        elif self._by == BY_TABLE:
            self._title.setText(table_name(here))
            sitting = self._sitting.get((here.part_id, here.table), "")
            self._note.setText(
                "\n".join(line for line in (sitting, written_by(self.known.written.get(here.table, ()))) if line)
            )
        else:
            self._title.setText(here.question)
            self._note.setText("")
        self._note.setVisible(bool(self._note.text()))

    # --- going about ---

    def go(self, sheet: Sheet) -> None:
        """Go to a sheet and type there."""
        self._words = ""
        if all(_key(other) != _key(sheet) for other in self._sheets):
            self._guests.add(_key(sheet))  # a table that is in no group keeps its sheet once somebody has come to it
        self.current = self._fresh(sheet)
        self._part = self.current.part_id
        self._lay_out()
        field = self._fields.get(_key(sheet))
        if field is not None:
            field.take()
            QTimer.singleShot(0, field, lambda: self._into_view(field))

    def first(self) -> None:
        """Go to the first field that is shown."""
        for field in self._fields.values():
            field.take(0)
            return

    def step_table(self, way: int) -> None:
        """The same question at the next table (1) or the one before (-1)."""
        here = self.current
        if here is None:
            return
        same = sorted((sheet for sheet in self._sheets if sheet.number == here.number), key=lambda sheet: sheet.table)
        after = [sheet for sheet in same if (sheet.table - here.table) * way > 0]
        if after:
            self.go(after[0] if way > 0 else after[-1])

    def in_order(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """Sheets in the order one goes through them now."""
        return sorted(sheets, key=self.place_of)

    def place_of(self, sheet: Sheet) -> tuple[int, ...]:
        """Where a sheet comes in that order: part by part, then table by table or question by question."""
        part = list(self._hues).index(sheet.part_id) if sheet.part_id in self._hues else len(self._hues)
        if self._by == BY_TABLE:
            return part, sheet.table, sheet.number
        return part, sheet.number, sheet.table

    def _tab(self, sheet: Sheet, way: int) -> None:
        if self._words:
            order = list(self._fields.values())
            here = order.index(self._fields[_key(sheet)]) + way
            if 0 <= here < len(order):
                order[here].take()
            else:
                self._fields[_key(sheet)].edit.tab_on(way > 0)
            return
        part = self.in_order(other for other in self._sheets if other.part_id == sheet.part_id)
        place = self.place_of(sheet)
        # Tab goes on in the order of the sheets, also where the next one stands on another page.
        rest = [other for other in part if self.place_of(other) > place] if way > 0 else [
            other for other in reversed(part) if self.place_of(other) < place
        ]  # fmt: skip
        if rest:
            self.go(rest[0])
        else:  # past the last sheet other comes out of the sheets
            self._fields[_key(sheet)].edit.tab_on(way > 0)

    def _came(self, sheet: Sheet) -> None:
        self.current = sheet
        self.entered.emit(sheet)

    def _into_view(self, field: SheetField) -> None:
        self._box.activate()
        self.ensureWidgetVisible(field, 0, 24)

    def _follow(self) -> None:
        """The page has grown: the field one types in stays in view."""
        field = next((field for field in self._fields.values() if field.edit.hasFocus()), None)
        if field is not None:
            self._into_view(field)

    def _fresh(self, sheet: Sheet) -> Sheet:
        """The sheet as it was read last; where it is not stored yet, itself with the question as it is asked now."""
        here = next((other for other in self._sheets if _key(other) == _key(sheet)), None)
        asked = self._asked.get(sheet.question_id)
        if here is not None or asked is None:
            return here or sheet
        return replace(
            sheet, part_id=asked.part_id, part_title=asked.part_title, question=asked.question, number=asked.number
        )


def _key(sheet: Sheet) -> tuple[int, str]:
    return sheet.table, sheet.question_id

"""A list on its way in: what each column was taken for, what storing it will do, and what we are unsure of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.changes import Changes
from nettverk.domain.list_questions import Question
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.matching import StepKind, Subject, Suggestion
from nettverk.domain.participant_lists import ColumnRole, Reading
from nettverk.i18n import _, _n
from nettverk.services import participant_import
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.participant_import import Answers, Import, Summary
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Card, Heading, Note, PrimaryButton, QuietButton, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.import_cards import about_reading, food_card, scrolled, skipped_card, summary_card
from nettverk.ui.people.question_cards import SAME, MissingCard, answer_to, guessed, question_cards

_MOST_ASKED = 40
_ROWS_SHOWN = 2_000  # a list people read is shorter; a longer one is still taken in whole


def role_name(role: ColumnRole | None) -> str:
    """What a column was taken for, in the user's words."""
    names = {
        ColumnRole.NAME: _("Navn"),
        ColumnRole.GIVEN_NAME: _("Fornavn"),
        ColumnRole.FAMILY_NAME: _("Etternavn"),
        ColumnRole.UNIT: _("Enhet"),
        ColumnRole.SERVICE: _("Tjeneste"),
        ColumnRole.ROLE: _("Rolle"),
        ColumnRole.EMAIL: _("E-post"),
        ColumnRole.DISTRICT: _("Bydel"),
        ColumnRole.COMES: _("Kommer"),
        ColumnRole.HOURS: _("Når på dagen"),
        ColumnRole.FOOD: _("Mat (bare antall)"),
        ColumnRole.PRESENTS: _("Vil presentere"),
    }
    return names[role] if role else _("Brukes ikke")


def _role(value: object) -> ColumnRole | None:
    """What a box of roles hands back: Qt keeps an enum as its text."""
    return ColumnRole(value) if isinstance(value, str) else None


class _ListTable(QTableWidget):
    """A table whose first row, what each column is taken for, stays in sight however far one scrolls."""

    _offset = 0  # of a box below the top of its row, as Qt places it
    _behind: QWidget | None = None  # Qt asks for the places of cells before a table is all made

    def __init__(self) -> None:
        super().__init__()
        self._used: Sequence[bool] = ()
        # Nothing of the rows that go shows between the choices that stay.
        self._behind = QWidget(self.viewport())
        self._behind.setAutoFillBackground(True)

    def fit(self, used: Sequence[bool]) -> None:
        """The columns that are used share the room there is, so that few are seen whole; the others stay narrow."""
        self._used = used
        growth = in_force().growth
        self.setColumnWidth(0, round(112 * growth))
        room = self.viewport().width() - self.columnWidth(0)
        least = 150 if sum(used) <= 3 else 200  # few are seen whole; many are scrolled to, and can be read
        each = min(260.0, max(least * growth, room / max(1, sum(used))))
        for index, is_used in enumerate(used):
            self.setColumnWidth(index + 1, int(each) if is_used else round(152 * growth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._used)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The rows go, the first of them stays."""
        super().scrollContentsBy(dx, dy)
        self._pin()

    def updateEditorGeometries(self) -> None:
        """The same when columns get another width."""
        super().updateEditorGeometries()
        boxes = ((index, self.cellWidget(0, index)) for index in range(self.columnCount()))
        if editor := next(((index, box) for index, box in boxes if box is not None), None):
            self._offset = editor[1].y() - self.visualRect(self.model().index(0, editor[0])).y()
        self._pin()

    def _pin(self) -> None:
        if (behind := self._behind) is None:
            return
        palette = behind.palette()
        palette.setColor(QPalette.ColorRole.Window, in_force().colour("ground"))
        behind.setPalette(palette)
        behind.setVisible(self.verticalScrollBar().value() > 0)
        behind.setGeometry(0, 0, self.viewport().width(), self.rowHeight(0))
        behind.raise_()
        for index in range(self.columnCount()):
            if (box := self.cellWidget(0, index)) is not None:
                box.move(box.x(), self._offset)
                box.raise_()


class ImportPage(QWidget):
    """The preview; nothing is stored before the button is pressed.

    Signals:
        left: the user is done here, or has thought better of it.
        stored: a Summary.
    """

    left = Signal()
    stored = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        belongs_to(self, ManualPage.LIST_ROWS)
        self.workspace = workspace
        self.pending: Import | None = None
        self._withdrawn: set[str] = set()  # of those who are no longer listed, whom to take off
        self._title, self._about = Heading("", 3), Note("")
        self._sheet = ComboBox()
        self._sheet.setAccessibleName(_("Ark"))
        self._sheet.activated.connect(lambda: self._reread(sheet=self._sheet.currentText()))
        self._header = ComboBox()
        self._header.setAccessibleName(_("Overskriftsrad"))
        self._header.activated.connect(lambda: self._reread(header=self._header.currentData()))
        self._table = _ListTable()
        self._dress_table()
        self._table.itemChanged.connect(self._row_ticked)
        self._side = QVBoxLayout()
        self._keep = PrimaryButton("", "check")
        self._keep.clicked.connect(self.store)
        self._cancel = QuietButton(_("Avbryt"))
        self._cancel.clicked.connect(self.left)
        self._cards: list[Card] = []
        # The button that stores is what Enter reaches at once: most lists are understood as they should be.
        HandsFocus(self, self._keep)
        for keys, act in (("Esc", self.left.emit), ("Ctrl+Return", self.store)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._sheet_label, self._header_label = (
            Small(_("Ark"), strong=True),
            Small(_("Overskriften står i"), strong=True),
        )
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(row(self._title, None))
        left.addWidget(self._about)
        left.addLayout(row(self._sheet_label, self._sheet, 12, self._header_label, self._header, None))
        left.addWidget(self._table, 1)
        right = QWidget()
        right.setLayout(self._side)
        area = scrolled(right, self.workspace.theme.scale)
        side = QVBoxLayout()
        side.addWidget(area, 1)
        side.addLayout(row(None, self._cancel, self._keep))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(left, 1)
        outer.addLayout(side)

    def _dress_table(self) -> None:
        quiet(self._table, _("Forhåndsvisning av lista"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().show()
        self._table.verticalHeader().setStyleSheet("QHeaderView::section { border: none; }")

    # --- reading ---

    def _gathering_id(self) -> str | None:
        return self.workspace.gathering.id if self.workspace.gathering else None

    def open_text(self, text: str, ready: Callable[[], None]) -> None:
        """Read what was copied, as a file is read; ``ready`` is called when there is something to show."""
        gathering_id = self._gathering_id()

        def job(report: Report) -> Import:
            workbook = participant_import.read_text(text)
            return report.on_lane(lambda store: guessed(store, workbook, gathering_id))

        self._work(job, ready, _("Leser utklippstavla"))

    def open_file(self, path: Path, ready: Callable[[], None]) -> None:
        """Read a file in the background; ``ready`` is called when there is something to show."""
        gathering_id = self._gathering_id()

        def job(report: Report) -> Import:
            # Reading the file needs no database; only what it is compared with is asked for on the lane.
            workbook = participant_import.read_file(path)
            return report.on_lane(lambda store: guessed(store, workbook, gathering_id))

        self._work(job, ready, _("Leser {file}").format(file=path.name))

    def _work(self, job: Callable[[Report], Import], ready: Callable[[], None], label: str) -> None:
        def done(pending: Import) -> None:
            self._withdrawn = set()
            self.show_import(pending)
            self.workspace.say("")  # what was said of the list before this one
            ready()

        self.workspace.lane.work(job, done, self, label)

    def _reread(self, *, sheet: str | None = None, header: object = "keep") -> None:
        pending, gathering_id = self.pending, self._gathering_id()
        if pending is None:
            return

        def job(report: Report) -> Import:
            reading = pending.reading.with_sheet(sheet) if sheet else pending.reading
            if header != "keep":
                row_number = header if isinstance(header, int) else None
                reading = participant_import.with_header_row(pending.workbook, reading, row_number)
            return report.on_lane(
                lambda store: participant_import.understand(store, pending.workbook, reading, gathering_id=gathering_id)
            )

        self.workspace.lane.work(job, self.show_import, self, _("Leser lista på nytt"), failed=self._cannot)

    def _understand(self, reading: Reading, answers: Answers) -> None:
        pending, gathering_id = self.pending, self._gathering_id()
        if pending is not None:
            self.workspace.lane.ask(
                lambda store: participant_import.understand(
                    store, pending.workbook, reading, answers, gathering_id=gathering_id
                ),
                lambda understood: self.show_import(replace(understood, proposals=pending.proposals)),
                self,
                failed=self._cannot,
            )

    def _cannot(self, sentence: str) -> None:
        self.workspace.say(sentence)
        if self.pending is not None:
            self.show_import(self.pending)

    # --- showing ---

    def show_import(self, pending: Import) -> None:
        """Show how the list is understood; called again after every change and every answer."""
        self.pending = pending
        here = self.window().focusWidget()
        chosen = here.accessibleName() if isinstance(here, QComboBox) and self.isAncestorOf(here) else ""
        self._title.setText(pending.workbook.source)
        self._about.setText(about_reading(pending))
        names = [sheet.name for sheet in pending.workbook.sheets]
        self._sheet.clear()
        self._sheet.addItems(names)
        self._sheet.setCurrentText(pending.reading.sheet)
        for widget in (self._sheet, self._sheet_label):
            widget.setVisible(len(names) > 1)
        self._fill_header_choice(pending)
        self._fill_table(pending)
        self._fill_side(pending)
        self._table.horizontalScrollBar().setValue(0)
        self._order_tabs()
        # Every box is made anew; whoever has just chosen something goes on from there.
        same = (box for box in self.findChildren(QComboBox) if chosen and box.accessibleName() == chosen)
        if (box := next((box for box in same if box is not here and box.isVisibleTo(self)), None)) is not None:
            box.setFocus()

    def _order_tabs(self) -> None:
        """The button first, then what may need an answer, then the columns."""
        asked = [box for card in self._cards for box in card.findChildren(QComboBox)]
        columns = [self._table.cellWidget(0, index) for index in range(1, self._table.columnCount())]
        walk = [self._keep, self._cancel, *asked, self._sheet, self._header, *columns]
        shown = [widget for widget in walk if widget is not None]
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)

    def _fill_header_choice(self, pending: Import) -> None:
        self._header.clear()
        self._header.addItem(_("Ingen overskrift"), None)
        sheet = pending.workbook.sheet(pending.reading.sheet)
        for number, cells in sheet.rows[:15]:
            text = ", ".join(cell for cell in cells if cell)[:48]
            self._header.addItem(_("{place}: {text}").format(place=sheet.place(number), text=text), number)
        self._header.setCurrentIndex(max(0, self._header.findData(pending.reading.header_row)))
        self._header.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._header.setMinimumContentsLength(34)

    def _fill_table(self, pending: Import) -> None:
        shown = participant_import.preview(pending, rows=_ROWS_SHOWN)
        columns = pending.reading.columns
        skipped = {skipped_row.row: skipped_row.reason for skipped_row in pending.skipped}
        marks = participant_import.row_marks(pending)
        self._table.blockSignals(True)
        self._table.clear()
        self._table.setColumnCount(len(columns) + 1)
        self._table.setRowCount(len(shown.rows) + 1)
        self._table.setHorizontalHeaderLabels([_("Tas med"), *(column.header or column.letter for column in columns)])
        places = [participant_import.place_of(pending, number) for number, _cells in shown.rows]
        self._table.setVerticalHeaderLabels(["", *(f"{place.sheet} {place.row}".strip() for place in places)])
        for index, column in enumerate(columns):
            # The whole title, as the head of a column has room for a few words of it.
            if (head_item := self._table.horizontalHeaderItem(index + 1)) is not None:
                set_tip(head_item, column.header)
            self._table.setCellWidget(0, index + 1, self._role_choice(pending.reading, index, column.role, column.why))
        mute = self.workspace.theme.colour("mute")
        for line, (number, cells) in enumerate(shown.rows, start=1):
            self._table.setItem(line, 0, self._row_mark(number, marks, skipped))
            for index, cell in enumerate(cells):
                item = QTableWidgetItem(cell[:200])
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if columns[index].role is None or (number in skipped and number not in marks):
                    item.setForeground(mute)
                if number in skipped:
                    set_tip(item, skipped[number])
                self._table.setItem(line, index + 1, item)
        self._table.blockSignals(False)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._table.fit([column.role is not None for column in columns])
        # What is used stands first; the rest of the sheet can be scrolled to.
        # Stable, so that columns of the same kind keep the order of the sheet.
        order = sorted(columns, key=lambda column: column.role is None)
        for place, column in enumerate(order):
            head.moveSection(head.visualIndex(column.index + 1), place + 1)
        self._table.setRowHeight(0, self.workspace.theme.px(0) + 26)

    def _row_mark(self, number: int, marks: dict[int, StepKind | None], skipped: dict[int, str]) -> QTableWidgetItem:
        """Whether a row is taken in, and as what; it can be left out, and taken in again."""
        words = {StepKind.NEW: _("ny"), StepKind.UPDATE: _("endret"), StepKind.SAME: _("kjent")}
        mark = marks.get(number)
        item = QTableWidgetItem(words[mark] if mark else _("ikke med"))
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if number in marks:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if mark else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, number)
        if number in skipped:
            set_tip(item, skipped[number])
        return item

    def _row_ticked(self, item: QTableWidgetItem) -> None:
        number, pending = item.data(Qt.ItemDataRole.UserRole), self.pending
        if item.column() == 0 and isinstance(number, int) and pending is not None:
            out = item.checkState() != Qt.CheckState.Checked
            self._understand(pending.reading, participant_import.leave_out(pending, number, out=out))

    def _role_choice(self, reading: Reading, index: int, role: ColumnRole | None, why: str) -> QComboBox:
        box = ComboBox()
        for key in (None, *ColumnRole):
            box.addItem(role_name(key), key)
        box.setCurrentIndex(box.findData(role))
        column = reading.columns[index]
        box.setAccessibleName(_("Kolonne {letter} er").format(letter=column.letter))
        set_tip(box, why)
        box.activated.connect(lambda: self._choose_role(index, _role(box.currentData())))
        return box

    def _choose_role(self, index: int, role: ColumnRole | None) -> None:
        if self.pending is None:
            return
        reading = self.pending.reading
        reading = reading.with_column(role, index) if role else reading.without_column(index)
        self._understand(reading, self.pending.answers)

    def _fill_side(self, pending: Import) -> None:
        self._cards = []
        while (item := self._side.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._add_card(summary_card(pending))
        self._side.setSpacing(12)
        self._fill_questions(pending)
        if pending.missing:
            self._add_card(MissingCard(pending.missing, self._withdrawn))
        placed = pending.workbook.sheet(pending.reading.sheet).place
        for asked in question_cards(pending.parsed.questions, self._answer_row, placed):
            self._add_card(asked)
        if pending.parsed.food:
            self._add_card(food_card(pending.parsed.food))
        if pending.skipped:
            self._add_card(skipped_card(pending))
        self._side.addStretch(1)
        new, total = pending.plan.count(StepKind.NEW), len(pending.plan.people)
        # Everybody on the list is taken along, whether the register knows them or not.
        self._keep.setText((_("Ta med {n} ({new} nye)") if new else _("Ta med {n}")).format(n=total, new=new))
        self._keep.setEnabled(total > 0)

    def _add_card(self, card: Card) -> None:
        self._cards.append(card)
        self._side.addWidget(card)

    def _fill_questions(self, pending: Import) -> None:
        offered = pending.plan.suggestions
        chosen = pending.answers
        answered = [*chosen.units, *chosen.same_units, *chosen.people, *chosen.apart, *chosen.rows]
        proposed = {(question.kind, question.row, question.key) for question in pending.proposals}
        offered = tuple(question for question in offered if (question.kind, question.row, question.key) not in proposed)
        if not offered and not answered and not proposed:
            return
        card = Card()
        card.body.addWidget(Heading(_("Er dette det samme?"), 1, wrap=True))
        if answered:
            undo = QuietButton(_("Start på nytt med svarene"), "undo-2")
            undo.clicked.connect(lambda: self._begin_again(pending))
            card.body.addWidget(Note(_n("{n} svar er tatt med.", "{n} svar er tatt med.", len(answered))))
            card.body.addWidget(undo)
        for suggestion in (*pending.proposals, *offered)[:_MOST_ASKED]:
            self._fill_question(card, pending, suggestion)
        self._add_card(card)

    def _begin_again(self, pending: Import) -> None:
        """Without any answer, the likely ones too: everything is asked."""
        self.pending = replace(pending, proposals=())
        self._understand(pending.reading, Answers())

    def _fill_question(self, card: Card, pending: Import, suggestion: Suggestion) -> None:
        place = participant_import.place_of(pending, suggestion.row)
        caption = Small(_("{place}: {text}").format(place=place, text=suggestion.text), strong=True, wrap=True)
        box = ComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.setAccessibleName(caption.text())
        if suggestion.taken_as_one:
            box.addItem(_("Samme person som {other}").format(other=suggestion.candidates[0].text), "")
            box.addItem(_("To ulike personer"), "apart")
        else:
            box.addItem(_("Ny enhet") if suggestion.kind is Subject.UNIT else _("Ny person"), "")
            for choice in suggestion.candidates:
                meant = choice.id or (choice.rows[0] if suggestion.kind is Subject.PERSON else f"{SAME}{choice.key}")
                box.addItem(_("Er {name}").format(name=choice.text), meant)
        if suggestion in pending.proposals:
            box.setCurrentIndex(max(0, box.findData(answer_to(pending.answers, suggestion))))
        box.activated.connect(lambda: self._answer(pending, suggestion, box.currentData()))
        if box.count() > 1:
            card.body.addWidget(caption)
            card.body.addWidget(box)

    def _answer(self, pending: Import, suggestion: Suggestion, choice: str | int) -> None:
        if not choice and suggestion in pending.proposals:  # new after all, though another answer was likely
            answers = participant_import.answered(pending, suggestion, None)
        elif not choice:  # left as it was suggested
            return
        elif isinstance(choice, int):
            answers = participant_import.take_row(pending, suggestion.row, choice)
        elif choice.startswith(SAME):
            answers = participant_import.take_same_unit(pending, suggestion.key, choice.removeprefix(SAME))
        elif suggestion.kind is Subject.UNIT:
            answers = participant_import.take_unit(pending, suggestion.key, choice)
        else:
            answers = participant_import.take_person(pending, suggestion.row, None if choice == "apart" else choice)
        self._understand(pending.reading, answers)

    def _answer_row(self, questions: Sequence[Question], answer: str) -> None:
        if self.pending is not None:
            self._understand(self.pending.reading, participant_import.answer(self.pending, questions, answer))

    # --- storing ---

    def store(self) -> None:
        """Store the list in one step, with progress and cancel."""
        pending, gathering = self.pending, self.workspace.gathering
        if pending is None:
            return
        kept: list[Summary] = []
        withdrawn = [person.id for person in pending.missing if person.id in self._withdrawn]

        def job(store: Store, report: Report) -> Changes:
            summary = participant_import.store_list(
                store, pending, gathering.id if gathering else None, withdrawn=withdrawn,
                progress=lambda done, total: report.progress(done / max(1, total)), cancelled=report.cancelled,
            )  # fmt: skip
            kept.append(summary)
            return summary.changes

        self.workspace.lane.long_change(
            job, lambda _changes: self.stored.emit(kept[0]), self, _("Legger til deltakere"), failed=self._cannot
        )

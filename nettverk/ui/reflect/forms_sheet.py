"""Answers from Microsoft Forms on their way in: what each column was taken for, what is asked, and one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.participant_lists import Workbook
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.forms import Choices, ColumnTaken, FormsColumn, FormsPlan, Question, Target, Use
from nettverk.domain.sheets.forms_columns import labels_of
from nettverk.domain.sheets.forms_text import forms_text
from nettverk.i18n import _, _n, quoted
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.sheets import forms_import
from nettverk.services.sheets.forms_import import Destination, Effect, Place
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, QuietButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace

_MOST_LISTED = 12
_MOST_COLUMNS = 80
_NOT_USED, _LEFT_OUT = "", "-"


class FormsSheet(Sheet):
    """Shows how an answer file is understood before anything is stored.

    Signals:
        stored: it was stored, as a sentence.
    """

    stored = Signal(str)

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Svar fra Forms"), host, width=560)
        self._workspace = workspace
        self._workbook: Workbook | None = None
        self._destination: Destination | None = None
        self.plan: FormsPlan | None = None
        self._choices = Choices()
        self._combos: dict[str, ComboBox] = {}
        self.summary, self.complaint = Note(""), Note("")
        self.complaint.setProperty("tone", "warn")
        self.where = ComboBox()
        self.where.activated.connect(self._other_place)
        self.body.addWidget(self.summary)
        self.add_field(_("Svarene hører til"), self.where)
        self.body.addWidget(self.complaint)
        self.new_button = QuietButton(_("Lag et ark av spørsmålene i fila"), "plus")
        self.new_button.clicked.connect(self.make_sheet)
        self.body.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = QWidget()
        self._list = QVBoxLayout(self._lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        self.take_button = PrimaryButton(_("Hent svarene"))
        self.take_button.clicked.connect(self.take)
        self.copy_button = QuietButton(_("Kopier spørsmålene til Forms"))
        self.copy_button.clicked.connect(self.copy_questions)
        close = QuietButton(_("Avbryt"))
        close.clicked.connect(self.close_sheet)
        for button in (self.take_button, close):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy_button)

    # --- opened ---

    def begin(self) -> None:
        """Choose a file beside what one was doing; nothing waits for it, as a gathering may be on."""
        dialog = QFileDialog(self._workspace_window(), _("Svar fra Forms"), "", _("Regneark") + " (*.xlsx *.csv *.txt)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.show()

    def _workspace_window(self) -> QWidget:
        parent = self.parentWidget()
        return parent.window() if parent is not None else self

    def open_file(self, path: Path) -> None:
        """Read a file in the background, guess what it answers, and show that."""
        gathering = self._workspace.gathering
        if gathering is None:
            return
        here = gathering.id

        def job(report: Report) -> tuple[Workbook, tuple[Place, ...], str]:
            workbook = forms_import.read_file(path)
            return report.on_lane(
                lambda store: (
                    workbook, forms_import.places(store, here), forms_import.likeliest(store, workbook, here)
                )
            )  # fmt: skip

        self._workspace.lane.work(job, self._opened, self, _("Leser {file}").format(file=path.name))

    def _opened(self, found: tuple[Workbook, tuple[Place, ...], str]) -> None:
        self._workbook, places, likely = found
        self._choices = Choices()
        self.where.clear()
        for place in places:
            self.where.addItem(place.label, place.id)
        self.where.setCurrentIndex(max(0, self.where.findData(likely)))
        self._workspace.say("")
        self._understand()

    def _other_place(self) -> None:
        self._choices = Choices()
        self._understand()

    def _understand(self) -> None:
        workbook, choices, gathering = self._workbook, self._choices, self._workspace.gathering
        place_id = str(self.where.currentData() or "")
        if workbook is None or gathering is None or not place_id:
            return
        here = gathering.id

        def read(store: Store) -> tuple[FormsPlan, Destination, Effect]:
            place = forms_import.destination(store, place_id, here)
            plan = forms_import.understood(store, workbook, place, choices)
            return plan, place, forms_import.effect(store, plan, place)

        self._workspace.lane.ask(read, self._show, self, failed=self._complain)

    # --- shown ---

    def _show(self, read: tuple[FormsPlan, Destination, Effect]) -> None:
        plan, self._destination, effect = read
        self.plan = plan
        focused = next((key for key, combo in self._combos.items() if combo.hasFocus()), "")
        self._clear()
        self.summary.setText(self._counts(plan, effect))
        self._doubts(plan)
        self._columns(plan)
        self._left_out(plan, effect)
        self.complaint.setText(plan.trouble)
        self.complaint.setVisible(bool(plan.trouble))
        # Where none of the sheets there are asks what the file answers, one can be made from the file itself.
        self.new_button.setVisible(bool(plan.trouble))
        self.take_button.setEnabled(not plan.trouble and bool(effect.writes))
        if not self.isVisible():
            self.open(self.take_button if self.take_button.isEnabled() else self.where)
        elif focused in self._combos:
            self._combos[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _counts(plan: FormsPlan, effect: Effect) -> str:
        counts = [
            _n("{n} ny", "{n} nye", effect.new),
            _n("{n} oppdatert", "{n} oppdaterte", effect.updated),
            _n("{n} lik", "{n} like", effect.same),
        ]
        return _("{file}: {counts}. {who}").format(file=plan.table.source, counts=", ".join(counts), who=plan.who_why)

    def _doubts(self, plan: FormsPlan) -> None:
        levels = [(f"level:{question.key}", question) for question in plan.level_questions[:_MOST_LISTED]]
        units = [(f"unit:{question.key}", question) for question in plan.unit_questions if question.suggestions]
        if levels or units:
            self._heading(_("Hva er ment?"))
        for key, question in (*levels, *units[:_MOST_LISTED]):
            combo = self._combo(key, f"{quoted(question.text)} · {_n('{n} svar', '{n} svar', question.count)}")
            combo.addItem(_("Velg …"), None)
            for id_, label in question.suggestions:
                combo.addItem(label, id_)
            combo.addItem(_("Ingen av dem"), _LEFT_OUT)
            combo.activated.connect(partial(self._answered, key, question))
        strangers = [
            f"{question.text} ({question.count})" for question in plan.unit_questions if not question.suggestions
        ]
        if strangers:
            note = _("Ikke i registeret, og står uten enhet: {units}.")
            self._line(note.format(units=self._some(strangers)))

    def _columns(self, plan: FormsPlan) -> None:
        assert self._destination is not None
        labels = labels_of(self._destination.sheets)
        self._heading(_("Kolonnene"))
        questions = {title.index for title in plan.table.columns if title.kind is FormsColumn.QUESTION}
        choosable = {Use.ANSWER, Use.UNSURE, Use.UNUSED}
        asked = [
            taken
            for taken in plan.columns
            if taken.title and (taken.use is Use.ANSWER or (taken.use in choosable and taken.index in questions))
        ]
        own = [taken for taken in plan.columns if taken not in asked and taken.title]
        for taken in asked[:_MOST_COLUMNS]:
            key = f"column:{taken.index}"
            combo = self._combo(key, f"{taken.letter} · {taken.title}")
            combo.addItem(_("Velg …") if taken.use is Use.UNSURE else _("Ikke brukt"), _NOT_USED)
            ordered = [*taken.targets, *(target for target in labels if target not in taken.targets)]
            for target in ordered:
                combo.addItem(labels.get(target, target.key), target)
            combo.setCurrentIndex(1 if taken.use is Use.ANSWER else 0)
            combo.setAccessibleDescription(taken.why)
            combo.activated.connect(partial(self._placed, key, taken))
            self._line(taken.why)
        if own:
            self._line("\n".join(f"{taken.letter} · {taken.title}: {taken.why}" for taken in own))

    def _left_out(self, plan: FormsPlan, effect: Effect) -> None:
        rows = [_("Rad {row}: {reason}").format(row=each.row, reason=each.reason) for each in plan.skipped]
        cells = [f"{cell.letter}{cell.row} {quoted(cell.text)}: {cell.reason}" for cell in plan.unread]
        if rows or cells or effect.kept or plan.notes:
            self._heading(_("Verd å vite"))
        for lines in (rows, cells):
            if lines:
                more = [f"… +{len(lines) - _MOST_LISTED}"] if len(lines) > _MOST_LISTED else []
                self._line("\n".join([*lines[:_MOST_LISTED], *more]))
        if (n := len(effect.kept)) > 0:
            self._line(_n("{n} svar sto der fra før, og er beholdt.", "{n} svar sto der fra før, og er beholdt.", n))
        for note in plan.notes:
            self._line(note)

    @staticmethod
    def _some(words: Sequence[str]) -> str:
        return ", ".join(words[:_MOST_LISTED]) + (" …" if len(words) > _MOST_LISTED else "")

    def _heading(self, text: str) -> None:
        self._list.addSpacing(8)
        self._list.addWidget(Small(text, self._lines, strong=True))

    def _line(self, text: str) -> None:
        self._list.addWidget(Note(text, self._lines))

    def _combo(self, key: str, label: str) -> ComboBox:
        combo = ComboBox(self._lines)
        combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.setAccessibleName(label)
        self._list.addWidget(Small(label, self._lines, wrap=True))
        self._list.addWidget(combo)
        self._combos[key] = combo
        return combo

    def _clear(self) -> None:
        self._combos = {}
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    # --- decided ---

    def _answered(self, key: str, question: Question, _index: int) -> None:
        choice = self._combos[key].currentData()
        if choice is None:
            return
        meant = "" if choice == _LEFT_OUT else str(choice)
        if key.startswith("level:"):
            self._choices = replace(self._choices, levels={**self._choices.levels, question.key: meant})
        else:
            self._choices = replace(self._choices, units={**self._choices.units, question.key: meant})
        self._understand()

    def _placed(self, key: str, taken: ColumnTaken, _index: int) -> None:
        choice = self._combos[key].currentData()
        target = choice if isinstance(choice, Target) else None
        columns = {index: each for index, each in self._choices.columns.items() if each is None or each != target}
        self._choices = replace(self._choices, columns={**columns, taken.index: target})
        self._understand()

    def take(self) -> None:
        """Store the answers in one step; cancelled, nothing is changed."""
        plan, place, gathering = self.plan, self._destination, self._workspace.gathering
        if plan is None or place is None or gathering is None or not self.take_button.isEnabled():
            return
        here, done = gathering.id, list[Effect]()

        def job(store: Store, report: Report) -> Changes:
            stored = forms_import.store_answers(
                store, plan, place, here,
                progress=lambda n, of: report.progress(n / max(1, of)), cancelled=report.cancelled,
            )  # fmt: skip
            done.append(stored.effect)
            return stored.changes

        def tell(_changes: Changes) -> None:
            self.close_sheet()
            new = done[0].new + done[0].updated
            self.stored.emit(_n("{n} svar er hentet.", "{n} svar er hentet.", new))

        self._workspace.lane.long_change(job, tell, self, _("Henter svar fra Forms"), failed=self._complain)

    def copy_questions(self) -> None:
        """Put the sheet's questions on the clipboard, as text that Forms makes a form of."""
        if self._destination is not None:
            QApplication.clipboard().setText(forms_text(self._destination.sheets[0]))
            self._workspace.say(_("Spørsmålene er kopiert. Lim dem inn i Forms med «Hurtigimport», eller i Word."))

    def make_sheet(self) -> None:
        """Make a sheet of one's own from the file's questions, and take the answers for answers to it."""
        workbook, gathering = self._workbook, self._workspace.gathering
        if workbook is None or gathering is None:
            return
        here = gathering.id

        def made(changes: Changes) -> None:
            self._workspace.lane.ask(
                lambda store: forms_import.places(store, here),
                lambda places: self._placed_in(places, changes.made),
                self,
            )

        self._workspace.lane.change(
            lambda store: forms_import.make_sheet(store, workbook), made, self, failed=self._complain
        )

    def _placed_in(self, places: tuple[Place, ...], chosen: str) -> None:
        self.where.clear()
        for place in places:
            self.where.addItem(place.label, place.id)
        self.where.setCurrentIndex(max(0, self.where.findData(chosen)))
        self._other_place()

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()


class FromForms(FlatButton):
    """The way from a room to the sheet, which is made when somebody first asks for it."""

    def __init__(self, room: QWidget, workspace: Workspace) -> None:
        super().__init__("", "download", tip=_("Hent svar fra Forms …"))
        self._room, self._workspace = room, workspace
        self._made: FormsSheet | None = None
        self.clicked.connect(self.begin)

    @property
    def sheet(self) -> FormsSheet:
        """The sheet beside the room."""
        if self._made is None:
            self._made = FormsSheet(self._room, self._workspace)
            self._made.stored.connect(self._workspace.say)
        return self._made

    def begin(self) -> None:
        """Choose a file of answers, and see how it is understood before anything is stored."""
        if self._workspace.gathering is None:
            self._workspace.say(_("Svarene hører til en samling. Lag eller velg samlingen først."))
            return
        self._workspace.go(RoomKey.REFLECT)
        self.sheet.begin()

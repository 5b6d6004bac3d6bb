"""Reparer gruppene: choose how much to move, look through the changes, take all of them or some."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, _n
from nettverk.services.database import Store
from nettverk.services.groups import groupings, repair
from nettverk.services.groups.board import Board
from nettverk.services.groups.repair import Change, Choice, RepairTask
from nettverk.services.lane import Report
from nettverk.ui.common.basics import Label, RadioButton
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.widgets import LinkButton, Note, PrimaryButton, QuietButton, Rule, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace

Found = tuple[RepairTask, tuple[Choice, ...]]


class RepairSheet(Sheet):
    """Who is missing and new, the ways to repair, and the list of changes.

    Signals:
        repaired: changes were carried out; how many, and what became of written answers there.
    """

    repaired = Signal(int, str)

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Reparer gruppene"), host, width=480)
        belongs_to(self, ManualPage.ABSENT)
        self._workspace = workspace
        self._task: RepairTask | None = None
        self._decided = False
        self.choices: tuple[Choice, ...] = ()
        self.state = Note("")
        self.attendance = LinkButton(_("Kryss av hvem som er her, under Deltakere"))
        self.attendance.clicked.connect(lambda: workspace.go(RoomKey.PEOPLE))
        self._ways = QButtonGroup(self)
        self._ways.idToggled.connect(lambda _number, on: self._show_changes() if on else None)
        self._radios: list[QRadioButton] = []
        self._way_box = QVBoxLayout()
        self._way_box.setSpacing(6)
        self._heading = Small("", strong=True)
        self._change_box = QVBoxLayout()
        self._change_box.setSpacing(2)
        self.ticks: list[tuple[QCheckBox, Change]] = []
        self.body.addWidget(self.state)
        self.body.addLayout(row(self.attendance, None))
        self.body.addSpacing(8)
        self.body.addLayout(self._way_box)
        self._rule = Rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._change_box)
        self.body.addStretch(1)
        self.take = PrimaryButton(_("Gjør endringene"))
        self.take.clicked.connect(self.accept)
        close = self._close = QuietButton(_("Avbryt"))
        close.clicked.connect(self._drop)
        self.foot.addWidget(self.take)
        self.foot.addWidget(close)
        self.foot.addStretch(1)
        keep_draft(self, workspace, self.drafted, chosen=True)

    def drafted(self) -> bool:
        """Whether another way than the first is chosen, or a change unticked, and nothing carried out."""
        other = self._task is not None and (
            self._ways.checkedId() > 0 or not all(tick.isChecked() for tick, _change in self.ticks)
        )
        return other and not self._decided

    def _drop(self) -> None:
        """«Avbryt»: what was chosen is not wanted."""
        self._decided = True
        self.close_sheet()

    def begin(self, board: Board) -> None:
        """Open, and find ways to repair a board."""
        self._task, self.choices, self._decided = None, (), False
        self._clear()
        turnout = repair.turnout(board)
        parts = [
            *([_n("{n} er borte", "{n} er borte", turnout.absent)] if turnout.absent else []),
            *([_n("{n} mangler bord", "{n} mangler bord", turnout.new)] if turnout.new else []),
            *([_n("{n} er ikke her da", "{n} er ikke her da", turnout.half_day)] if turnout.half_day else []),
        ]
        summary = ", ".join(parts) or _("Alle som er her, har bord")
        self.state.setText(f"{summary[0].upper()}{summary[1:]}. " + _("Finner færrest mulig flyttinger …"))
        self.take.setEnabled(False)
        self.open(self.attendance)
        part_id = board.part_id
        lane = self._workspace.lane

        def job(report: Report) -> Found:
            task = report.on_lane(lambda store: repair.prepare(store, part_id))
            return task, repair.choices(task, cancelled=report.cancelled, apart=True)

        # The solver may need seconds for 400 people, so the ways are found while the sheet is open already.
        lane.work(
            job,
            lambda choices: self._arrived(choices, summary),
            self,
            _("Reparerer gruppene"),
            failed=self.state.setText,
        )

    def _arrived(self, result: Found, summary: str) -> None:
        self._task, self.choices = result
        gone = self._task.board.to_free
        first = self.choices[0]
        if not first.changes and not gone and len(self.choices) == 1:
            self.state.setText(_("Alle som er her, har bord, og bordene er jevne. Ingenting å reparere."))
            return
        self.state.setText(f"{summary[0].upper()}{summary[1:]}.")
        for number, choice in enumerate(self.choices[:5]):
            self._add_way(number, choice)
        self._ways.button(0).setChecked(True)
        self.take.setEnabled(True)
        self._ways.button(0).setFocus()

    def _in_order(self) -> None:
        """Tab goes down the sheet: ways, changes, and then what is done with them."""
        stops = [*self._radios, *(tick for tick, _change in self.ticks), self.take, self._close]
        for widget, following in pairwise(stops):
            QWidget.setTabOrder(widget, following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what is chosen, wherever the focus is here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.take.isEnabled():
            self.accept()
        else:
            super().keyPressEvent(event)

    def _add_way(self, number: int, choice: Choice) -> None:
        words = choice.sentence
        # The sentence begins with its shortest form: that is the choice, the rest explains it.
        head, _colon, rest = words.partition(": ")
        radio = RadioButton(head + (_(" (færrest mulig)") if choice.fewest else ""))
        radio.setAccessibleDescription(rest)
        self._ways.addButton(radio, number)
        self._radios.append(radio)
        note = Small(rest[0].upper() + rest[1:] if rest else "", wrap=True)
        note.setContentsMargins(30, 0, 0, 0)
        self._way_box.addWidget(radio)
        self._way_box.addWidget(note)

    def _clear(self) -> None:
        for box in (self._way_box, self._change_box):
            _empty(box)
        for radio in self._radios:
            self._ways.removeButton(radio)
        self._radios, self.ticks = [], []
        self._heading.setText("")
        self._rule.hide()

    def _show_changes(self) -> None:
        if self._task is None or self._ways.checkedId() < 0:
            return
        _empty(self._change_box)
        choice, board = self.choices[self._ways.checkedId()], self._task.board
        self.ticks = []
        self._rule.show()
        count = len(choice.changes)
        self._heading.setText(_n("{n} endring", "{n} endringer", count) if count else _("Ingen trenger å flytte"))
        for change in choice.changes:
            line, tick = _change_line(board, change)
            self._change_box.addWidget(line)
            self.ticks.append((tick, change))
        self._in_order()

    def accept(self) -> None:
        """Carry out the changes that are ticked."""
        task = self._task
        if task is None:
            return
        self._decided = True
        wanted = [change for tick, change in self.ticks if tick.isChecked()]
        self._workspace.lane.change(
            lambda store: repair.accept(store, task, wanted),
            lambda _changes: self._tell(task.board, len(wanted)),
            self,
        )
        self.close_sheet()

    def _tell(self, was: Board, count: int) -> None:
        def told(store: Store) -> str:
            said = (groupings.written_after(store, was), repair.waiting_elsewhere(store, was))
            return " ".join(sentence for sentence in said if sentence)

        self._workspace.lane.ask(told, lambda words: self.repaired.emit(count, words), self)


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _change_line(board: Board, change: Change) -> tuple[QWidget, QCheckBox]:
    person = board.people[change.person]
    tick = NamedCheckBox(person.name)
    tick.setChecked(True)
    words = repair.words(board, change)
    if board.rounds > 1:
        words = _("runde {number}: {words}").format(number=change.round, words=words)
    tick.setAccessibleDescription(words)
    where = Label(words)
    where.setProperty("kind", "strong")
    where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line = QWidget()
    layout = row(tick, Small(person.unit_name), None, where, gap=10)
    line.setLayout(layout)
    return line, tick

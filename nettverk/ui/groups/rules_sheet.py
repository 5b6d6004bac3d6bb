"""Rules for the groups as sentences: switch them on and off, and make new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.group_rules import AIMS, RULES, GroupRule, LeadersMode, RuleKind, numbers_in, rule_name
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.organisation import Party, parties_name, party_of
from nettverk.i18n import _
from nettverk.services.groups import conflicts, reliefs, rules
from nettverk.services.groups.board import Board
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, QuietButton, Rule, Segmented, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.people_picker import PeoplePicker


class _Sentence(QWidget):
    """A rule with its switch; clicking the words is clicking the switch.

    Signals:
        switched: on or off. removed: take the rule away.
    """

    switched = Signal(bool)
    removed = Signal()

    def __init__(self, rule: GroupRule, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CheckBox()
        self.box.setChecked(rule.on)
        self.box.setAccessibleName(rule.sentence)
        self.box.setAccessibleDescription(note)
        self.box.toggled.connect(self.switched)
        words = Label(rule.sentence)
        words.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        if note:
            column.addWidget(Small(note, wrap=True))
        layout = row(self.box, gap=4)
        layout.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        if rule.id and rule.kind in RULES:
            away = FlatButton("", "trash-2", tip=_("Fjern regelen"))
            away.setAccessibleName(_("Fjern regelen: {rule}").format(rule=rule.sentence))
            away.clicked.connect(self.removed)
            layout.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words are part of the switch."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.toggle()


class RulesSheet(Sheet):
    """Every rule of the gathering, what collides, and a form for a new one.

    Signals:
        build_wanted: make the groups again with the rules as they are.
    """

    build_wanted = Signal()

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Regler for gruppene"), host, width=480)
        belongs_to(self, ManualPage.RULES)
        self._workspace = workspace
        self._board: Board | None = None
        self._rows: list[_Sentence] = []
        self._costs: Mapping[str, str] = {}
        self.conflict = Note("")
        self.conflict.setProperty("tone", "warn")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addWidget(self.conflict)
        self.body.addLayout(self._list)
        self.body.addSpacing(8)
        self.body.addWidget(Rule())
        self.body.addSpacing(8)
        self._new_form()
        self.body.addStretch(1)
        again = PrimaryButton(_("Lag på nytt"))
        again.clicked.connect(self._again)
        done = QuietButton(_("Lukk"))
        done.clicked.connect(self.close_sheet)
        self.foot.addWidget(again)
        self.foot.addWidget(done)
        self.foot.addStretch(1)

    def _new_form(self) -> None:
        self.kind = ComboBox()
        self.kind.setAccessibleName(_("Ny regel"))
        for key in RULES:
            self.kind.addItem(rule_name(key), key)
        self.people = PeoplePicker()
        self.service = ComboBox()
        self.service.setAccessibleName(_("Tjeneste eller rolle"))
        self.table = SpinBox()
        self.table.setRange(1, 400)
        self.table.setAccessibleName(_("Bord"))
        self.reachable = QLineEdit()
        self.reachable.setAccessibleName(_("Bord som er lette å komme til"))
        self.reachable.setPlaceholderText(_("Bord, for eksempel 1, 2 og 5"))
        self.mode = Segmented(
            [(LeadersMode.APART, _("Hver for seg")), (LeadersMode.TOGETHER, _("Sammen"))], _("Ledere og ansatte")
        )
        self.scope = Segmented([("here", _("Denne samlingen")), ("always", _("Alle samlinger"))], _("Gjelder"))
        self.complaint = Note("")
        self.complaint.setProperty("tone", "warn")
        add = QuietButton(_("Legg til regelen"), "plus")
        add.clicked.connect(self.add)
        self._table_label = Small(_("Bord"), strong=True)
        self.body.addWidget(Small(_("Ny regel"), strong=True))
        self.body.addWidget(self.kind)
        for widget in (self.people, self.service, self.reachable, self.mode):
            self.body.addWidget(widget)
        self.body.addLayout(row(self._table_label, self.table, None))
        self.body.addWidget(self.scope)
        self.body.addWidget(self.complaint)
        self.body.addLayout(row(add, None))
        self.kind.currentIndexChanged.connect(lambda _index: self._other_kind())

    # --- showing ---

    def show_board(self, board: Board, chosen: Sequence[int] = ()) -> None:
        """Show the rules of a board; ``chosen`` people are those a new rule is about to begin with."""
        self._board = board
        # A rule that is half made is still there: only those chosen on the board take the place of those chosen here.
        begun = self.people.person_ids()
        people = [board.people[person] for person in chosen] or [p for p in board.people if p.person_id in begun]
        self.people.show_people(board.people, people)
        kept = self.service.currentData()
        services = {person.service_id: person.service_name for person in board.people}
        self.service.clear()
        for service_id, name in sorted(services.items(), key=lambda item: item[1]):
            self.service.addItem(name, ("service", service_id))
        roles = Counter(person.role for person in board.people if person.role)
        for role in sorted(role for role, count in roles.items() if count > 1):
            self.service.addItem(_("rollen {role}").format(role=role), ("role", role))
        sides = {party_of(person.role) for person in board.people}
        for party in Party:  # ledere, ansatte og tillitsvalgte, where there are any
            if party in sides - {Party.NONE}:
                self.service.addItem(parties_name(party), ("party", str(party)))
        self.service.setCurrentIndex(max(0, self.service.findData(kept)) if kept else 0)
        self.table.setMaximum(self._most())
        before = next((rule.tables for rule in reversed(board.rules) if rule.kind is RuleKind.ACCESS), ())
        if not self.reachable.isModified():
            self.reachable.setText(", ".join(str(number) for number in before))
        self.renew(board)
        self._other_kind()
        self.open(self._rows[0].box if self._rows else None)
        QTimer.singleShot(0, self, self._see_the_conflict)

    def _see_the_conflict(self) -> None:
        """What collides stands over the first rule: a long sentence must not have been scrolled away by the focus."""
        for area in self.findChildren(QScrollArea):
            area.ensureVisible(0, 0)

    def renew(self, board: Board) -> None:
        """The groups or the rules have changed while this is open."""
        # What rules cost is weighed on the lane; until it is known nothing is said of it.
        self._costs = {}
        self.refresh(board)
        self._weigh(board)

    def refresh(self, board: Board) -> None:
        """Show every rule anew; the focus stays on its line."""
        self._board = board
        # The lines are made anew, so the focus would be lost to whoever is switching rules by keyboard.
        focus = next((place for place, line in enumerate(self._rows) if line.box.hasFocus()), -1)
        for line in self._rows:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._rows = []
        for rule in board.rules:
            line = _Sentence(rule, self._note(rule, board))
            line.switched.connect(lambda on, rule=rule: self._switch(rule, on))
            line.removed.connect(lambda rule=rule: self._remove(rule))
            self._list.addWidget(line)
            self._rows.append(line)
        if 0 <= focus < len(self._rows):
            self._rows[focus].box.setFocus()
        collision = conflicts.on_board(board)
        self.conflict.setText(collision)
        self.conflict.setVisible(bool(collision))
        if focus == 0:
            QTimer.singleShot(0, self, self._see_the_conflict)

    def _weigh(self, board: Board) -> None:
        """Find out beside the work what each rule costs."""
        if not any(rule.on for rule in board.rules if rule.kind in RULES):
            return

        def known(costs: Mapping[str, str]) -> None:
            if self._board is board and costs != self._costs:
                self._costs = costs
                self.refresh(board)

        label = _("Regner ut hva hver regel har å si")
        self._workspace.lane.work(lambda _report: reliefs.reliefs(board), known, self, label)

    def _note(self, rule: GroupRule, board: Board) -> str:
        if rule.kind in AIMS:
            both = {RuleKind.MIX_ROLES, RuleKind.MIX_DISTRICTS} <= board.terms.aims
            return _("etter rollene") if both and rule.kind == RuleKind.MIX_DISTRICTS else ""
        where = _("alle samlinger") if rule.gathering_id is None else _("denne samlingen")
        idle = any(rule.id == other.id for other in board.terms.idle)
        remark = _("påvirker ikke gruppene i dag") if idle else self._costs.get(rule.id, "")
        # Told as the rule is made, before groups are: who reads «ved hvert bord» believes it.
        remark = next((short.sentence for short in board.shortages if short.rule.id == rule.id), remark)
        return f"{where} · {remark}" if remark else where

    def _other_kind(self) -> None:
        kind = self.kind.currentData()
        self.people.setVisible(kind not in {RuleKind.AT_LEAST_ONE, RuleKind.LEADERS})
        self.service.setVisible(kind == "at_least_one")
        self.mode.setVisible(kind == RuleKind.LEADERS)
        self.reachable.setVisible(kind == RuleKind.ACCESS)
        for widget in (self.table, self._table_label):
            widget.setVisible(kind == RuleKind.AT_TABLE)
        self._complain("")

    def _most(self) -> int:
        """The highest number of a table, which a rule may name."""
        return max([table.number for table in self._board.tables] if self._board else [], default=1)

    # --- changing ---

    def _switch(self, rule: GroupRule, on: bool) -> None:
        board = self._board
        if board is not None:
            self._workspace.lane.change(lambda store: rules.switch(store, board.gathering_id, rule, on))

    def _remove(self, rule: GroupRule) -> None:
        self._workspace.lane.change(lambda store: rules.remove(store, rule.id))

    def add(self) -> None:
        """Make the rule that the form says, and empty it."""
        board = self._board
        if board is None:
            return
        kind = RuleKind(self.kind.currentData())
        where = board.gathering_id if self.scope.value() == "here" else None
        people = self.people.person_ids() if self.people.isVisibleTo(self) else ()
        of, whom = self.service.currentData() if kind is RuleKind.AT_LEAST_ONE else ("", "")
        table = self.table.value() if kind is RuleKind.AT_TABLE else None
        tables = numbers_in(self.reachable.text(), self._most()) if kind is RuleKind.ACCESS else ()
        mode = LeadersMode(self.mode.value()) if kind is RuleKind.LEADERS else LeadersMode.NONE
        self._workspace.lane.change(
            lambda store: rules.add(
                store,
                where,
                kind,
                people=people,
                service_id=whom if of == "service" else None,
                role=whom if of == "role" else "",
                party=Party(whom) if of == "party" else Party.NONE,
                table=table,
                tables=tables,
                mode=mode,
            ),
            lambda _changes: self._added(),
            self,
            failed=self._complain,
        )

    def _added(self) -> None:
        self._complain("")
        self.reachable.setModified(False)
        if self._board is not None:
            self.people.show_people(self._board.people)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def _again(self) -> None:
        self.close_sheet()
        self.build_wanted.emit()

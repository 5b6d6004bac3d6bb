"""«Vis forskjellen»: the signs by disagreement, and the four questions about one of them with their answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.sheets.agreement import agreement_word
from nettverk.domain.sheets.definition import who_name
from nettverk.domain.sheets.traffic_light import HALL, SignState, question_point
from nettverk.domain.typed import TypedSheetAnswer
from nettverk.domain.wall.light_walls import counted_words, judged_rows
from nettverk.i18n import _, _n
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, row
from nettverk.ui.common.writing import Writing
from nettverk.ui.reflect.light.reading import LightView
from nettverk.ui.reflect.light.sign_list import SignLine, SignList


class DifferencePage(QWidget):
    """What the hall sees, chosen from here.

    Signals:
        reveal_wanted: whether the answers are to be seen.
        open_wanted: id of the sign to talk about, or empty.
        ask_wanted: the question that is to stand beside it, from 1; 0 for none.
        wall_wanted, print_wanted: put it on the wall; make it a paper.
        pass_wanted: go to where the laptop is passed round.
        goal_wanted: the words of the sign that is to become a goal of the network.
    """

    reveal_wanted = Signal(bool)
    open_wanted = Signal(str)
    ask_wanted = Signal(int)
    wall_wanted = Signal()
    print_wanted = Signal()
    pass_wanted = Signal()
    goal_wanted = Signal(str)

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._view: LightView | None = None
        self._asked: tuple[str, ...] = ()
        self.state = Heading("", 1, self, wrap=True)
        self.guide = Note("", self)
        self.reveal = PrimaryButton(_("Vis forskjellen"), parent=self)
        self.hide_again = QuietButton(_("Skjul igjen"), parent=self)
        self.pass_round = QuietButton(_("Send PC-en rundt"), parent=self)
        self.wall = QuietButton(_("På lerretet"), "presentation", self)
        self.paper = QuietButton(_("Som PDF"), "file-down", self)
        self.signs = SignList(_("Tegnene, mest ulikt øverst"), self)
        self.sign = Heading("", 2, self, wrap=True)
        self.word = Note("", self)
        self.goal = QuietButton(_("Gjør til mål"), "target", self)
        self.questions = QWidget(self)
        self._column = QVBoxLayout(self.questions)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.boxes: list[CheckBox] = []
        self.texts: list[Writing] = []
        self._lay_out()
        self.reveal.clicked.connect(lambda: self.reveal_wanted.emit(True))
        self.hide_again.clicked.connect(lambda: self.reveal_wanted.emit(False))
        self.pass_round.clicked.connect(self.pass_wanted)
        self.wall.clicked.connect(self.wall_wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.signs.picked.connect(self.open_wanted)
        self.goal.clicked.connect(lambda: self.goal_wanted.emit(self.sign.text()))

    def _lay_out(self) -> None:
        self._body = QWidget(self)
        right_page = QWidget()
        right_page.setProperty("kind", "page")
        right = QVBoxLayout(right_page)
        right.setContentsMargins(0, 0, 12, 12)
        right.setSpacing(8)
        for widget in (self.sign, self.word):
            right.addWidget(widget)
        right.addLayout(row(self.goal, None))
        right.addWidget(self.questions)
        right.addStretch(1)
        area = QScrollArea(self._body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(right_page)
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(24)
        body.addWidget(self.signs, 5)
        body.addWidget(area, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.guide)
        column.addLayout(row(self.reveal, self.pass_round, self.wall, self.paper, None, self.hide_again))
        column.addWidget(self._body, 1)
        self._rest = QWidget(self)
        column.addWidget(self._rest, 1)

    # --- what is shown ---

    def show_view(self, view: LightView) -> None:
        """The light as it stands; hidden answers are hidden here too."""
        self._view = view
        light = view.light
        now, counted = light.now, light.rounds[light.counted]
        nobody = not counted.begun
        shown = light.revealed and not nobody
        for widget in (self._body, self.wall, self.paper):
            widget.setVisible(shown)
        self.hide_again.setVisible(shown and light.stage.shown)
        self._rest.setVisible(not shown)
        self.reveal.setVisible(not shown and not nobody)
        self.pass_round.setVisible(not shown)
        if nobody:
            self.state.setText(_("Ingen svar ennå"))
            self.guide.setText(
                _("Send PC-en rundt, tell opp fra papir, eller hent svar fra Forms. Så står forskjellen her.")
            )  # fmt: skip
        elif not shown:
            words = who_name(now.who)
            if now.expected:
                sentence = _("{round}: {done} av {all} er ferdige").format(round=words, done=now.done, all=now.expected)
            else:
                sentence = f"{words}: {_n('{n} er ferdig', '{n} er ferdige', now.done)}"
            self.state.setText(sentence)
            self.guide.setText(_("Svarene er skjult, også på lerretet, til alle er ferdige eller du viser dem."))
        else:
            self.state.setText(_("{count} · mest ulikt øverst").format(count=counted_words(counted)))
            self.guide.setText(
                _("Velg et tegn, så åpnes det på lerretet. Huk av for et spørsmål, og skriv hva salen svarer.")
            )  # fmt: skip
        if shown:
            self._show_signs(view)

    def _show_signs(self, view: LightView) -> None:
        light = view.light
        lines = [
            SignLine(state.sign.id, state.sign.label, agreement_word(state.agreement), tuple(map(str, state.counts)))
            for state in judged_rows(view.pictured)
        ]
        opened = light.stage.opened if any(line.id == light.stage.opened for line in lines) else ""
        self.signs.show_lines(light.block.levels, lines, opened)
        if not opened:
            with QSignalBlocker(self.signs):
                self.signs.setCurrentRow(-1)
        state = next((state for state in light.signs if state.sign.id == opened), None)
        self._show_sign(view, state)

    def _show_sign(self, view: LightView, state: SignState | None) -> None:
        self.questions.setVisible(state is not None)
        self.goal.setVisible(state is not None)
        if state is None:
            self.sign.setText("")
            self.word.setText(_("Velg et tegn til venstre, for eksempel det øverste."))
            return
        self.sign.setText(state.sign.label)
        self.word.setText(agreement_word(state.agreement))
        self._ask(view.light.block.questions)
        for place, (box, text) in enumerate(zip(self.boxes, self.texts, strict=True)):
            with QSignalBlocker(box):
                box.setChecked(view.light.stage.asked == place + 1)
            if not self._autosave.holds(self._thing(state.sign.id, place)) and not self._here(text, state.sign.id):
                text.fill(state.said[place])
            text.setProperty("sign", state.sign.id)

    def _here(self, text: Writing, sign_id: str) -> bool:
        """Whether somebody is writing about this very sign in a field."""
        return text.hasFocus() and text.property("sign") == sign_id

    def _ask(self, questions: tuple[str, ...]) -> None:
        if questions == self._asked:
            return
        self._asked = questions
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self.texts = [], []
        for place, question in enumerate(questions):
            box = CheckBox(question, self.questions)
            box.setAccessibleName(_("På lerretet: {question}").format(question=question))
            box.toggled.connect(partial(self._toggled, place))
            text = Writing(2, self.questions)
            text.setAccessibleName(_("Svar: {question}").format(question=question))
            text.setPlaceholderText(_("Hva sier de?"))
            text.typed.connect(partial(self._typed, place))
            text.left.connect(self._autosave.flush)
            self._column.addWidget(box)
            self._column.addWidget(text)
            self._column.addSpacing(8)
            self.boxes.append(box)
            self.texts.append(text)

    # --- what is chosen and typed ---

    def _toggled(self, place: int, on: bool) -> None:
        self.ask_wanted.emit(place + 1 if on else 0)

    def _thing(self, sign_id: str, place: int) -> tuple[str, str, str, str]:
        assert self._view is not None
        return self._view.use.id, HALL.key, self._view.light.block.id, question_point(sign_id, place)

    def _typed(self, place: int) -> None:
        view, sign_id = self._view, str(self.texts[place].property("sign") or "")
        if view is None or not sign_id:
            return
        point, text = question_point(sign_id, place), self.texts[place].text()
        use, block = view.use, view.light.block.id
        typed = TypedSheetAnswer(use.gathering_id, use.id, use.sheet.version, HALL.key, block, point, text)
        self._autosave.note(self._thing(sign_id, place), typed)

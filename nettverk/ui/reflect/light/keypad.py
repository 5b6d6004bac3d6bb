"""A keypad for papers: a key for each level, sign by sign, with how many there should be beside how many there are."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who, who_name
from nettverk.i18n import _
from nettverk.ui.common.basics import set_tone
from nettverk.ui.common.inputs import SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.widgets import Heading, Note, QuietButton, Segmented, Small, row
from nettverk.ui.reflect.light.big_levels import BigLevels
from nettverk.ui.reflect.light.reading import LightView
from nettverk.ui.reflect.light.sign_list import SignLine, SignList


class KeypadPage(QWidget):
    """Counts up what stands on paper.

    Signals:
        counted: respondent (the hall in a round), id of the sign, and its counts by level id.
        paper_wanted: the paper to colour in is wanted (False), or the one to count on (True).
        expected_wanted: number of the round, and how many papers there are.
    """

    counted = Signal(object, str, object)
    paper_wanted = Signal(bool)
    expected_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: LightView | None = None
        self._counts: dict[tuple[int, str], list[int]] = {}
        self._steps: list[tuple[int, str, int]] = []
        self._use = ""
        self.rounds = Segmented([("0", who_name(Who.ALONE))], _("Runde"), self)
        self.papers = SpinBox(self)
        self.papers.setRange(0, 999)
        self.papers.setKeyboardTracking(False)
        self.papers.setMinimumWidth(150)
        self.papers.setSpecialValueText(_("vet ikke"))
        self.papers.setAccessibleName(_("Hvor mange ark er det?"))
        self.signs = SignList(_("Tegnene"), self)
        self.sign = Heading("", 3, self, wrap=True)
        self.levels = BigLevels((), self, counting=True)
        self.sum = Heading("", 2, self, wrap=True)
        self.undo = QuietButton(_("Angre"), "undo-2", self, tip=_("Ta tilbake det siste (Backspace)"))
        self.following = QuietButton(_("Neste tegn"), "chevron-down", self, tip=_("Neste tegn (Enter)"))
        self.to_colour = QuietButton(_("Ark å fargelegge"), "file-down", self, tip=_("Lagre arket som PDF"))
        self.to_count = QuietButton(_("Telleark"), "file-down", self, tip=_("Lagre tellearket som PDF"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Fra papir"))
        self._lay_out()
        self.to_colour.clicked.connect(lambda: self.paper_wanted.emit(False))
        self.to_count.clicked.connect(lambda: self.paper_wanted.emit(True))
        self.rounds.chosen.connect(lambda _key: self._other_round())
        self.papers.valueChanged.connect(self._papers)
        self.signs.picked.connect(lambda _id: self._show())
        self.undo.clicked.connect(self.take_back)
        self.following.clicked.connect(lambda: self.step(1))

    def _lay_out(self) -> None:
        caption = Small(_("Hvor mange ark er det?"), self, strong=True)
        set_caption(caption, self.papers)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(row(self.rounds, None))
        left.addLayout(row(caption, self.papers, None))
        left.addWidget(self.signs, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(Note(_("Les arkene høyt, ett tegn om gangen. Trykk tallet for hvert ark."), self))
        right.addStretch(1)
        right.addWidget(self.sign)
        self._right = right
        right.addWidget(self.levels)
        right.addWidget(self.sum)
        right.addLayout(row(self.undo, self.following, None))
        right.addStretch(2)
        right.addLayout(row(None, self.to_colour, self.to_count))
        body = QHBoxLayout(self)
        body.setContentsMargins(24, 16, 24, 20)
        body.setSpacing(32)
        body.addLayout(left, 4)
        body.addLayout(right, 5)

    # --- what is shown ---

    def show_view(self, view: LightView) -> None:
        """The tallies as they are stored; what was counted here and is on its way there stays."""
        other = view.use.id != self._use
        self._view, self._use = view, view.use.id
        levels = view.light.block.levels
        if other:
            self._counts, self._steps = {}, []
            old, self.levels = self.levels, BigLevels(levels, self, counting=True)
            self._right.replaceWidget(old, self.levels)
            old.hide()
            old.deleteLater()
            self.levels.pressed.connect(self.count)
            for key in self.levels.keys:
                key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            rounds = view.use.sheet.rounds
            self.rounds.set_choices([(str(at), who_name(who)) for at, who in enumerate(rounds)])
            self.rounds.choose(str(view.light.stage.round))
            self.rounds.setVisible(len(rounds) > 1)
        stored: dict[tuple[int, str], list[int]] = {}
        for answer in view.answers:
            if answer.respondent.who is Who.PLENUM and answer.counts and answer.block == view.light.block.id:
                key_ = (answer.respondent.number, answer.point)
                stored[key_] = [answer.counts.get(level.id, 0) for level in levels]
        # What one has counted since the window was opened is newer than what has been read back.
        mine = {(round_, sign) for round_, sign, _place in self._steps}
        self._counts = {**stored, **{key: row_ for key, row_ in self._counts.items() if key in mine}}
        with QSignalBlocker(self.papers):
            if not self.papers.hasFocus():
                self.papers.setValue(view.light.rounds[self.round].expected)
        self._show()

    @property
    def round(self) -> int:
        """Which round the papers are from."""
        return int(self.rounds.value() or 0)

    def _other_round(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        levels = view.light.block.levels
        area = view.light.stage.area
        signs = [item for item in view.light.block.items if not area or item.area == area]
        shown = [(item.id, item.label) for item in signs] + [
            (own_sign.id, own_sign.text) for own_sign in view.own if not own_sign.by
        ]
        current = self.signs.current() or (shown[0][0] if shown else "")
        lines = []
        for id_, label in shown:
            counts = self._of(id_)
            note, tone = self._words(sum(counts))
            lines.append(SignLine(id_, label, note, tuple(map(str, counts)) if any(counts) else (), tone))
        self.signs.show_lines(levels, lines, current)
        self.sign.setText(next((label for id_, label in shown if id_ == self.signs.current()), ""))
        counts = self._of(self.signs.current())
        self.levels.show_counts(counts)
        words, tone = self._words(sum(counts))
        self.sum.setText(words)
        set_tone(self.sum, tone if tone != "mute" else "")
        self.undo.setEnabled(bool(self._steps))

    def _of(self, sign_id: str) -> list[int]:
        nobody = [0] * len(self._view.light.block.levels) if self._view is not None else []
        return list(self._counts.get((self.round, sign_id), nobody))

    def _words(self, counted: int) -> tuple[str, str]:
        """«12 av 24 ark», and the tone that goes with it."""
        of = self.papers.value()
        if not of:
            return _("{n} talt").format(n=counted), "mute"
        if counted > of:
            return _("{n} av {of}: {more} for mange").format(n=counted, of=of, more=counted - of), "warn"
        if counted == of:
            return _("{n} av {of}: alle er med").format(n=counted, of=of), "ok"
        return _("{n} av {of}").format(n=counted, of=of), "mute"

    # --- counting ---

    def count(self, place: int) -> None:
        """One more on a level, from 0, for the sign one is at."""
        sign = self.signs.current()
        if sign:
            self._steps.append((self.round, sign, place))
            self._add(self.round, sign, place, 1)

    def take_back(self) -> None:
        """Take back what was counted last, wherever it was."""
        if not self._steps:
            return
        round_, sign, place = self._steps.pop()
        self.rounds.choose(str(round_))
        self._go(sign)
        self._add(round_, sign, place, -1)

    def _add(self, round_: int, sign: str, place: int, by: int) -> None:
        assert self._view is not None
        counts = self._of(sign)
        counts[place] = max(0, counts[place] + by)
        self._counts[round_, sign] = counts
        levels = self._view.light.block.levels
        counts_by_level = {level.id: count for level, count in zip(levels, counts, strict=True)}
        self.counted.emit(Respondent(Who.PLENUM, round_), sign, counts_by_level)
        self._show()

    def step(self, way: int) -> None:
        """The next sign, or the one before."""
        to = self.signs.currentRow() + way
        if 0 <= to < self.signs.count():
            self.signs.setCurrentRow(to)

    def _go(self, sign_id: str) -> None:
        for at in range(self.signs.count()):
            if at != self.signs.currentRow() and self.signs.line_id(at) == sign_id:
                self.signs.setCurrentRow(at)

    def _papers(self, value: int) -> None:
        if self._view is not None and value != self._view.light.rounds[self.round].expected:
            self.expected_wanted.emit(self.round, value)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures count, Backspace takes back, Enter and the arrows go between the signs."""
        figure = event.key() - Qt.Key.Key_1
        if 0 <= figure < len(self.levels.keys):
            if not event.isAutoRepeat():
                self.count(figure)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.take_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.step(1)
        elif event.key() == Qt.Key.Key_Up:
            self.step(-1)
        else:
            super().keyPressEvent(event)

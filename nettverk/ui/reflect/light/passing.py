"""The laptop passed round: one after the other fills in, large and calm, and nobody sees what the others said."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Item, SheetDefinition, Who
from nettverk.domain.sheets.entry import Filled
from nettverk.domain.sheets.traffic_light import BEGUN, HANDED_ON, PASSED
from nettverk.domain.typed import TypedSheetAnswer
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.reflect.light.passing_pages import LastPage, OwnSignsPage, SignPage, StartPage, progress_words
from nettverk.ui.reflect.light.reading import LightView

SEEN_MS = 320
"""How long a choice made with the mouse is seen before the next sign comes: a double click must not answer two."""
_START, _SIGN, _OWN, _LAST = range(4)


class PassingPage(QStackedWidget):
    """From «how many are you» to everybody being done.

    Signals:
        busy: whether somebody sits with the laptop: then nothing else may be seen.
        round_wanted, expected_wanted: number of the round; of the round and how many.
        area_wanted: id of an area, or empty for all.
        reveal_wanted: the answers are to be seen.
    """

    busy = Signal(bool)
    round_wanted = Signal(int)
    expected_wanted = Signal(int, int)
    area_wanted = Signal(str)
    reveal_wanted = Signal()

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._view: LightView | None = None
        self.who: Respondent | None = None
        self._levels: dict[str, str] = {}
        self._begun = False
        self._place = 0
        self._last_number = 0
        self._round_of: Who | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEEN_MS)
        self._soon.timeout.connect(lambda: self._go(self._place + 1))
        self.start = StartPage(self)
        self.sign = SignPage(self)
        self.own = OwnSignsPage(self)
        self.last = LastPage(self)
        for page in (self.start, self.sign, self.own, self.last):
            self.addWidget(page)
        self._listen()

    def _listen(self) -> None:
        self.start.begin.clicked.connect(self.begin)
        self.start.one_more.clicked.connect(self.begin)
        for button in (self.start.show_all, self.start.see):
            button.clicked.connect(self.reveal_wanted)
        self.start.rounds.chosen.connect(lambda key: self.round_wanted.emit(int(key)))
        self.start.areas.activated.connect(lambda _at: self.area_wanted.emit(str(self.start.areas.currentData())))
        self.start.count.editingFinished.connect(self._expected)
        self.start.count.valueChanged.connect(lambda _value: self._expected())
        self.sign.chosen.connect(self.choose)
        self.sign.figure.connect(lambda place: self.choose(place, by_key=True))
        self.sign.back.clicked.connect(lambda: self._go(self._place - 1))
        self.sign.onward.clicked.connect(lambda: self._go(self._place + 1))
        self.own.back.clicked.connect(lambda: self._go(self._place - 1))
        self.own.onward.clicked.connect(lambda: self._go(self._place + 1))
        self.own.said.connect(self._own_said)
        self.last.back.clicked.connect(lambda: self._go(self._place - 1))
        self.last.missing.clicked.connect(self._first_missing)
        self.last.hand_on.clicked.connect(self.hand_on)
        for page in (self.sign, self.own, self.last):
            page.away.clicked.connect(self.put_away)

    # --- what is shown ---

    def show_view(self, view: LightView) -> None:
        """The light as it stands; whoever sits with the laptop is left in peace."""
        other = self._view is None or self._view.use.id != view.use.id
        self._view = view
        # Each round has numbers of its own: after six alone comes pair 1, and not pair 7.
        other_round = self._round_of is not view.light.now.who
        self._round_of = view.light.now.who
        so_far = 0 if other or (other_round and not self.filling) else self._last_number
        self._last_number = max(so_far, view.highest.get(view.light.now.who, 0))
        if other:
            self.who = None
            self.setCurrentIndex(_START)
        self.start.show_view(view)
        progress = progress_words(view.light)
        for page in (self.sign, self.own, self.last):
            page.progress.setText(progress)

    @property
    def filling(self) -> bool:
        """Whether somebody sits with the laptop."""
        return self.who is not None

    def take_focus(self) -> None:
        """Put the focus where one goes on."""
        page = self.currentWidget()
        if page is self.start:
            self.start.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self.last:
            self.last.hand_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self.own:
            self.own.take_focus()
        else:
            self.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- one after the other ---

    def begin(self) -> None:
        """Let the next one begin, or the one who was interrupted go on."""
        view = self._view
        if view is None:
            return
        self._expected()
        who = view.light.now.who
        waiting = view.waiting.get(who)
        if waiting is not None:
            said = [answer for answer in view.answers if answer.respondent == waiting]
            self._levels = {answer.point: answer.level for answer in said if answer.level}
            self._seat(waiting, begun=True)
            self._go(self._first_open())
        else:
            self._seat(Respondent(who, self._last_number + 1), begun=False)
            self._go(0)

    def _seat(self, who: Respondent, *, begun: bool) -> None:
        if not begun:
            self._levels = {}
        self.who, self._begun = who, begun
        self._last_number = max(self._last_number, who.number)
        for page in (self.sign, self.own, self.last):
            page.name.setText(respondent_name(who))
        assert self._view is not None
        self.own.show_block(self._view, who)
        self.busy.emit(True)

    def hand_on(self) -> None:
        """This one is done; the next one begins, unless that was the last."""
        view, who = self._view, self.who
        if view is None or who is None:
            return
        self._keep(PASSED, text=HANDED_ON)
        self._autosave.flush()
        now = view.light.now
        # What was kept just now has not been read back yet: this one counts too.
        if now.expected and now.done + 1 >= now.expected:
            self._leave()
            return
        self._seat(Respondent(who.who, who.number + 1), begun=False)
        self._go(0)

    def put_away(self) -> None:
        """Go back to the first page; what was chosen is kept, and the same number goes on later."""
        self._autosave.flush()
        self._leave()

    def _leave(self) -> None:
        self._soon.stop()
        self.who = None
        self.setCurrentIndex(_START)
        self.busy.emit(False)
        self.take_focus()

    # --- one sign after the other ---

    def _signs(self) -> tuple[Item, ...]:
        return _passed_signs(self._view) if self._view is not None else ()

    def _go(self, place: int) -> None:
        self._soon.stop()
        view, signs = self._view, self._signs()
        if view is None or self.who is None:
            return
        own = _has_own(view.use.sheet)
        self._place = max(0, min(place, len(signs) + int(own)))
        if self._place < len(signs):
            sign = signs[self._place]
            areas = {area.id: area.label for area in view.light.block.areas}
            self.sign.show_sign(view, sign, areas.get(sign.area, ""), self._place, len(signs))
            self.sign.levels.choose(self._levels.get(sign.id, ""))
            self.setCurrentWidget(self.sign)
        elif own and self._place == len(signs):
            self.setCurrentWidget(self.own)
        else:
            lacking = sum(not self._levels.get(sign.id) for sign in signs)
            now = view.light.now
            last = bool(now.expected) and now.done + 1 >= now.expected
            self.last.show_end(lacking, alone=self.who.who is Who.ALONE, last=last)
            self.setCurrentWidget(self.last)
        self.take_focus()

    def _first_open(self) -> int:
        signs = self._signs()
        return next((at for at, sign in enumerate(signs) if not self._levels.get(sign.id)), len(signs))

    def _first_missing(self) -> None:
        self._go(self._first_open())

    def choose(self, place: int, *, by_key: bool = False) -> None:
        """Choose a level (from 0) for the sign that is shown, and go on to the next."""
        signs = self._signs()
        if self._view is None or self._soon.isActive() or self._place >= len(signs):
            return
        levels = self._view.light.block.levels
        if place >= len(levels):
            return
        level, sign = levels[place], signs[self._place]
        self._levels[sign.id] = level.id
        self._keep(sign.id, level=level.id)
        self.sign.levels.choose(level.id)
        if by_key:
            self._go(self._place + 1)
        else:
            self._soon.start()

    def _own_said(self, said: Filled) -> None:
        self._keep(said.point, text=said.text, level=said.level)

    def _keep(self, point: str, *, text: str = "", level: str = "") -> None:
        """Keep what was chosen at once: nothing is lost when the program or the machine stops."""
        view, who = self._view, self.who
        if view is None or who is None:
            return
        if not self._begun and point != PASSED:
            self._begun = True
            self._keep(PASSED, text=BEGUN)
        use, block = view.use, view.light.block.id
        typed = TypedSheetAnswer(use.gathering_id, use.id, use.sheet.version, who.key, block, point, text, level)
        self._autosave.note((use.id, who.key, block, point), typed)
        if not text or point == PASSED:
            self._autosave.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures choose, arrows go between the signs, Escape puts the laptop away."""
        view = self._view
        if view is None or self.who is None:
            super().keyPressEvent(event)
            return
        figure = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif self.currentWidget() is self.sign and 0 <= figure < len(view.light.block.levels):
            if not event.isAutoRepeat():
                self.choose(figure, by_key=True)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Backspace} and self.currentWidget() is not self.own:
            self._go(self._place - 1)
        elif event.key() == Qt.Key.Key_Right and self.currentWidget() is self.sign:
            self._go(self._place + 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentWidget() is self.last:
            self.hand_on()
        else:
            super().keyPressEvent(event)

    def _expected(self) -> None:
        view = self._view
        if view is not None and self.start.count.value() != view.light.now.expected:
            self.expected_wanted.emit(view.light.stage.round, self.start.count.value())


def _passed_signs(view: LightView) -> tuple[Item, ...]:
    """The signs that each one judges, in the order of the set: what a group wrote for itself is its own."""
    block, area = view.light.block, view.light.stage.area
    halls = tuple(Item(sign.id, sign.text) for sign in view.own if not sign.by)
    return (*(item for item in block.items if not area or item.area == area), *halls)


def _has_own(sheet: SheetDefinition) -> bool:
    """Whether one is asked for signs in one's own words: where the set does not say what the signs mean (B)."""
    items = [item for block in sheet.blocks if block.levels for item in block.items]
    return not any(item.details or item.help for item in items)

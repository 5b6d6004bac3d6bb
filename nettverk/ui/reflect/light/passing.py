"""The laptop passed round: one after the other fills in, large and calm, and nobody sees what the others said."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Item, SheetDefinition, Who, who_name
from nettverk.domain.sheets.entry import Filled, filled
from nettverk.domain.sheets.traffic_light import BEGUN, HANDED_ON, PASSED, Light
from nettverk.domain.typed import TypedSheetAnswer
from nettverk.i18n import _, _n
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.sheet_entry.choices import ScaleEntry
from nettverk.ui.common.widgets import (
    Heading,
    Note,
    PrimaryButton,
    QuietButton,
    Segmented,
    Small,
    row,
)
from nettverk.ui.reflect.light.big_levels import BigLevels
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
        self.start.show_all.clicked.connect(self.reveal_wanted)
        self.start.rounds.chosen.connect(lambda key: self.round_wanted.emit(int(key)))
        self.start.areas.activated.connect(lambda _at: self.area_wanted.emit(str(self.start.areas.currentData())))
        self.start.count.editingFinished.connect(self._expected)
        self.start.count.valueChanged.connect(lambda _value: self._expected())
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
        self._last_number = max(self._last_number if not other else 0, view.highest.get(view.light.now.who, 0))
        if other:
            self.who = None
            self.setCurrentIndex(_START)
        self.start.show_view(view)
        progress = _progress(view.light)
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
            self.start.begin.setFocus(Qt.FocusReason.OtherFocusReason)
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
            self.last.show_end(lacking, alone=self.who.who is Who.ALONE)
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
        level, sign = self._view.light.block.levels[place], signs[self._place]
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


def _progress(light: Light) -> str:
    now = light.now
    if now.expected:
        return _("{done} av {all} er ferdige").format(done=now.done, all=now.expected)
    return _n("{n} er ferdig", "{n} er ferdige", now.done)


# --- the pages ---


def _calm(page: QWidget, most: int = 860) -> QVBoxLayout:
    """A column in the middle of the page, no wider than is read with ease, that scrolls where it must."""
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside = _Centred(most)
    area.setWidget(inside)
    outer.addWidget(area)
    return inside.column


class _Centred(QWidget):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._most = most
        self.column = QVBoxLayout(self)
        self.column.setSpacing(10)
        self._margins()

    def _margins(self) -> None:
        from nettverk.ui.common.theme import in_force

        side = max(32, (self.width() - round(self._most * in_force().growth)) // 2)
        self.column.setContentsMargins(side, 24, side, 24)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange}:
            self._margins()
        return super().event(event)


class StartPage(QWidget):
    """How it is done in three lines, how many there are, and one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _calm(self)
        column.addStretch(1)
        column.addWidget(Heading(_("Send PC-en rundt"), 3, self, wrap=True))
        for line in (
            _("1. Si hvor mange dere er, og trykk Begynn."),
            _("2. Hver svarer for seg på ett tegn om gangen, og trykker Neste når PC-en går videre."),
            _("3. Ingen ser hva andre svarte før alle er ferdige. Da ser dere forskjellen sammen."),
        ):
            column.addWidget(Note(line, self))
        column.addSpacing(12)
        self.rounds = Segmented([("0", who_name(Who.ALONE))], _("Runde"), self)
        self.count = SpinBox(self)
        self.count.setRange(0, 999)
        self.count.setSpecialValueText(_("vet ikke"))
        self.count.setAccessibleName(_("Hvor mange er dere?"))
        self.count.setKeyboardTracking(False)
        self.count.setMinimumWidth(150)
        self.areas = ComboBox(self)
        self.areas.setMinimumWidth(340)
        self.areas.setAccessibleName(_("Hva skal vurderes?"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self._labels: list[Small] = []
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Runde"), self.rounds), (_("Hvor mange er dere?"), self.count), (_("Hva skal vurderes?"), self.areas),
        )  # fmt: skip
        for line_number, (label, field) in enumerate(fields):
            caption = Small(label, self, strong=True)
            set_caption(caption, field)
            grid.addWidget(caption, line_number, 0)
            grid.addWidget(field, line_number, 1, Qt.AlignmentFlag.AlignLeft)
            self._labels.append(caption)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addSpacing(12)
        self.state = Heading("", 1, self, wrap=True)
        column.addWidget(self.state)
        self.begin = PrimaryButton(_("Begynn"), parent=self)
        self.show_all = QuietButton(_("Vis forskjellen"), parent=self)
        column.addLayout(row(self.begin, self.show_all, None))
        column.addStretch(2)

    def show_view(self, view: LightView) -> None:
        """The rounds and areas there are, and how far one has come."""
        light = view.light
        rounds = view.use.sheet.rounds
        self.rounds.set_choices([(str(at), who_name(who)) for at, who in enumerate(rounds)])
        self.rounds.choose(str(light.stage.round))
        one_round = len(rounds) < 2
        self.rounds.setVisible(not one_round)
        self._labels[0].setVisible(not one_round)
        with QSignalBlocker(self.count):
            if not self.count.hasFocus():
                self.count.setValue(light.now.expected)
        areas = light.block.areas
        with QSignalBlocker(self.areas):
            self.areas.clear()
            self.areas.addItem(_("Alle tegnene ({n})").format(n=len(light.block.items)), "")
            for area in areas:
                self.areas.addItem(area.label, area.id)
            self.areas.setCurrentIndex(max(0, self.areas.findData(light.stage.area)))
        self.areas.setVisible(len(areas) > 1)
        self._labels[2].setVisible(len(areas) > 1)
        waiting = view.waiting.get(light.now.who)
        if light.now.complete:
            self.state.setText(_("Alle {n} er ferdige.").format(n=light.now.done))
        else:
            self.state.setText(_progress(light) + ".")
        if waiting is not None:
            self.begin.setText(_("Fortsett med {who}").format(who=respondent_name(waiting).lower()))
        else:
            self.begin.setText(_("En til") if light.now.complete else _("Begynn") if not light.now.done else _("Neste"))
        self.show_all.setVisible(bool(light.now.begun))


class _WithHead(QWidget):
    """A page with whose turn it is, and how many are done, over what is to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = _calm(self)
        self.name = Heading("", 1, self)
        self.progress = Note("", self, wrap=False)
        self.away = QuietButton(_("Legg bort"), parent=self, tip=_("Legg bort; svarene er lagret (Esc)"))
        self.column.addLayout(row(self.name, None, self.progress, 8, self.away))


class SignPage(_WithHead):
    """One sign, large, with its levels as three keys."""

    def __init__(self, parent: PassingPage) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area = Small("", self, strong=True)
        self.sign = Heading("", 4, self, wrap=True)
        self.sign.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.details = Note("", self)
        self.column.addStretch(2)
        self.column.addWidget(self.area)
        self.column.addWidget(self.sign)
        self.column.addWidget(self.details)
        self.column.addSpacing(16)
        self._levels_at = self.column.count()
        self.levels = BigLevels((), self)
        self.column.addWidget(self.levels)
        self.column.addStretch(3)
        self.back = QuietButton(_("Forrige"), parent=self)
        self.onward = QuietButton(_("Hopp over"), parent=self)
        self.where = Note("", self, wrap=False)
        self.column.addLayout(row(self.back, None, self.where, None, self.onward))

    def show_sign(self, view: LightView, sign: Item, area: str, place: int, of: int) -> None:
        """Show a sign with nothing chosen yet."""
        levels = view.light.block.levels
        if [key.level for key in self.levels.keys] != list(levels):
            old, self.levels = self.levels, BigLevels(levels, self)
            self.column.replaceWidget(old, self.levels)
            old.hide()
            old.deleteLater()
            self.levels.pressed.connect(self._owner.choose)
            for key in self.levels.keys:
                key.installEventFilter(self)
        self.area.setText(area)
        self.area.setVisible(bool(area))
        self.sign.setText(sign.label)
        self.details.setText("\n".join(f"– {line}" for line in (sign.help, *sign.details) if line))
        self.details.setVisible(bool(self.details.text()))
        self.where.setText(_("Tegn {place} av {of}").format(place=place + 1, of=of))
        self.back.setEnabled(place > 0)
        self.setAccessibleName(sign.label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Figures and arrows mean the same when a key has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
                keys = list(self.levels.keys)
                at = next((n for n, key in enumerate(keys) if key is watched), 0)
                to = at + (1 if event.key() == Qt.Key.Key_Right else -1)
                if 0 <= to < len(keys):
                    keys[to].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
                self._owner.keyPressEvent(event)
                return True
        return False


class OwnSignsPage(_WithHead):
    """Signs in one's own words, each with a level (alternative B)."""

    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addSpacing(8)
        self.column.addWidget(Heading(_("Hva vil du se etter hos dere?"), 3, self, wrap=True))
        self.column.addWidget(
            Note(_("Skriv egne tegn, noe en gjest kunne sett eller hørt, og si hvor dere er. Eller gå videre."), self)
        )
        self.column.addSpacing(8)
        self.entry: ScaleEntry | None = None
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self.column.addStretch(1)
        self.back = QuietButton(_("Forrige"), parent=self)
        self.onward = PrimaryButton(_("Videre"), parent=self)
        self.column.addLayout(row(self.back, None, self.onward))

    def show_block(self, view: LightView, who: Respondent) -> None:
        """Empty lines for whoever has just come; what one had written where they go on."""
        if self.entry is not None:
            self._place.removeWidget(self.entry)
            self.entry.hide()
            self.entry.deleteLater()
        block = replace(view.light.block, items=())
        self.entry = ScaleEntry(block, self)
        here = {answer.point: filled(answer) for answer in view.answers if answer.respondent == who}
        self.entry.show_points(here, lambda _point: False)
        self.entry.said.connect(self.said)
        self._place.addWidget(self.entry)

    def take_focus(self) -> None:
        """Where one begins to write."""
        first = self.entry.begin() if self.entry is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class LastPage(_WithHead):
    """Thanks, and on to the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addStretch(2)
        self.column.addWidget(Heading(_("Takk!"), 4, self))
        self.text = Heading(_("Gi PC-en til den neste."), 2, self, wrap=True)
        self.column.addWidget(self.text)
        self.lacking = Note("", self)
        self.missing = QuietButton(_("Se på dem"), parent=self)
        self.column.addLayout(row(self.lacking, self.missing, None))
        self.column.addSpacing(16)
        self.back = QuietButton(_("Forrige"), parent=self)
        self.hand_on = PrimaryButton(_("Neste"), parent=self)
        self.column.addLayout(row(self.hand_on, 8, self.back, None))
        self.column.addStretch(3)

    def show_end(self, lacking: int, *, alone: bool) -> None:
        """The end of one's turn; signs without a level are told, and that is all right."""
        self.text.setText(_("Gi PC-en til den neste.") if alone else _("Gi PC-en til de neste."))
        self.lacking.setText(_n("{n} tegn er uten svar.", "{n} tegn er uten svar.", lacking) if lacking else "")
        for widget in (self.lacking, self.missing):
            widget.setVisible(bool(lacking))

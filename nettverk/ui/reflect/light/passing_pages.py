"""The pages of the laptop that goes round: the start, one sign, own signs, and thanks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Item, Who, who_name
from nettverk.domain.sheets.entry import filled
from nettverk.domain.sheets.traffic_light import Light
from nettverk.i18n import _, _n
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.sheet_entry.choices import ScaleEntry
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Segmented, Small, row
from nettverk.ui.reflect.light.big_levels import BigLevels
from nettverk.ui.reflect.light.reading import LightView


def progress_words(light: Light) -> str:
    """«2 av 6 er ferdige»: a count, and nobody is named."""
    now = light.now
    if now.expected:
        return _("{done} av {all} er ferdige").format(done=now.done, all=now.expected)
    return _n("{n} er ferdig", "{n} er ferdige", now.done)


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
            _("1. Si hvor mange dere er, og trykk Start."),
            _("2. Svar på ett tegn om gangen, og trykk Neste når PC-en går videre."),
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
        self.begin = PrimaryButton(_("Start"), parent=self)
        self.show_all = QuietButton(_("Vis forskjellen"), parent=self)
        # Once all are done, what one has waited for comes first, and one more who came late is the exception.
        self.see = PrimaryButton(_("Vis forskjellen"), parent=self)
        self.one_more = QuietButton(_("En til"), parent=self)
        column.addLayout(row(self.begin, self.show_all, self.see, self.one_more, None))
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
            self.state.setText(progress_words(light) + ".")
        if waiting is not None:
            self.begin.setText(_("Fortsett med {who}").format(who=respondent_name(waiting).lower()))
        else:
            self.begin.setText(_("Neste") if light.now.done else _("Start"))
        over = light.now.complete and waiting is None
        for button in (self.see, self.one_more):
            button.setVisible(over)
        self.begin.setVisible(not over)
        self.show_all.setVisible(bool(light.now.begun) and not over)

    @property
    def first(self) -> PrimaryButton:
        """The button one most likely wants now."""
        return self.begin if self.begin.isVisibleTo(self) else self.see


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
    """One sign, large, with its levels as three keys.

    Signals:
        chosen, figure: the place of a level, from 0, that was clicked; that was chosen by its figure.
    """

    chosen = Signal(int)
    figure = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
            self.levels.pressed.connect(self.chosen)
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
                if not event.isAutoRepeat():
                    self.figure.emit(event.key() - Qt.Key.Key_1)
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

    def show_end(self, lacking: int, *, alone: bool, last: bool) -> None:
        """The end of one's turn; signs without a level are told, and that is all right.

        Args:
            last: nobody is left, and the laptop goes back to whoever leads.
        """
        onward = _("Gi PC-en til den neste.") if alone else _("Gi PC-en til de neste.")
        self.text.setText(_("Da er alle ferdige. Gi PC-en tilbake.") if last else onward)
        self.hand_on.setText(_("Ferdig") if last else _("Neste"))
        self.lacking.setText(_n("{n} tegn er uten svar.", "{n} tegn er uten svar.", lacking) if lacking else "")
        for widget in (self.lacking, self.missing):
            widget.setVisible(bool(lacking))

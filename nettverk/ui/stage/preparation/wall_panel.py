"""Beside the readiness list: the wall as it will be, which screen it goes on, and ways to try it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.basics import RadioButton
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.widgets import FlowLayout, Note, QuietButton, Segmented, Small, bar
from nettverk.ui.stage.displays.screens import Arrangement, Screen, how_to_extend
from nettverk.ui.stage.wall.wall_widget import WallView

# A projector is taken to be so large until there is one.
USUAL = QSize(1920, 1080)


class WallPanel(HeightForWidthWidget):
    """The right side of the room: a picture of the wall, and the screens it can go on.

    Signals:
        chosen: a Screen the wall is to go on.
        asked_try: the test picture, on or off.
        asked_numbers: which screen is which.
        asked_sound: how the sound is heard in the hall.
        lit: light or dark, the wall's look.
    """

    chosen = Signal(object)
    asked_try = Signal()
    asked_numbers = Signal()
    asked_sound = Signal()
    lit = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = WallView(theme, self)
        self.preview.mirror(USUAL)
        self.light = Segmented((("dark", _("Mørkt")), ("light", _("Lyst"))), _("Utseende på lerretet"), self)
        self.light.choose(theme.name)
        self.light.chosen.connect(self.lit)
        self.note = Note("", self)
        self.screens = QVBoxLayout()
        self.screens.setSpacing(4)
        self._group = QButtonGroup(self)
        self.try_ = QuietButton(_("Prøv lerretet"), "presentation", self)
        self.try_.clicked.connect(self.asked_try)
        self.numbers = QuietButton(_("Vis nummer på skjermene"), "", self)
        self.numbers.clicked.connect(self.asked_numbers)
        buttons = FlowLayout(gap=8)
        buttons.addWidget(self.try_)
        buttons.addWidget(self.numbers)
        self.sound = QuietButton(_("Prøv lyden"), "", self)
        self.sound.clicked.connect(self.asked_sound)
        buttons.addWidget(self.sound)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(bar([Small(_("Lerretet"), self, strong=True)], [self.light]))
        box.addWidget(self.preview)
        box.addWidget(self.note)
        box.addLayout(self.screens)
        box.addLayout(buttons)
        box.addStretch(1)

    @property
    def choices(self) -> list[QRadioButton]:
        """The screens one can choose, in their order."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def fit(self, width: int) -> None:
        """Take this width in pixels; the picture keeps the projector's proportions."""
        size = self.preview.layout_size
        high = round(width * size.height() / size.width())
        self.setFixedWidth(width)
        self.preview.setFixedSize(width, min(high, round(width * 0.75)))

    def show_screens(self, screens: tuple[Screen, ...], arrangement: Arrangement) -> None:
        """Say where the wall goes, and list the screens where there is a choice."""
        shown = arrangement.wall
        size = QSize(round(shown.width * shown.ratio), round(shown.height * shown.ratio)) if shown else USUAL
        self.preview.mirror(size)
        self.fit(self.preview.width())
        self.note.setText(_note(arrangement))
        self._fill(screens, arrangement)
        self.try_.setEnabled(not arrangement.mirrored)
        self.numbers.setVisible(len(screens) > 1)

    def _fill(self, screens: tuple[Screen, ...], arrangement: Arrangement) -> None:
        # The list is made anew while somebody goes through it with the arrows, so the focus is put back in its place.
        focused = next((place for place, button in enumerate(self.choices) if button.hasFocus()), -1)
        for button in self._group.buttons():
            self._group.removeButton(button)
        while (item := self.screens.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if arrangement.wall is None:
            return
        for number, screen in enumerate(screens, 1):
            text = f"{number}  {screen.label}"
            if screen == arrangement.control:
                text = _("{screen} · du er her").format(screen=text)
            button = RadioButton(text, self)
            button.clicked.connect(self._chooser(screen))
            self._group.addButton(button)
            button.setChecked(screen == arrangement.wall)
            if not button.isChecked():  # Tab stops at the chosen screen, and arrows go to the others.
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.screens.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget, following in pairwise([*self.choices, self.try_, self.numbers]):
            QWidget.setTabOrder(widget, following)
        if 0 <= focused < len(self.choices):
            self.choices[focused].setFocus()

    def _chooser(self, screen: Screen) -> object:
        def choose(_on: bool) -> None:
            self.chosen.emit(screen)

        return choose

    def show_trying(self, on: bool) -> None:
        """Let the button offer to take the test picture away while it is shown."""
        self.try_.setText(_("Fjern prøvebildet") if on else _("Prøv lerretet"))

    def wear(self, theme: Theme) -> None:
        """Show the wall in its light or its dark look."""
        self.preview.set_theme(theme)
        self.light.choose(theme.name)


def _note(arrangement: Arrangement) -> str:
    if arrangement.wall is not None:
        return _("Vises på")
    if arrangement.mirrored:
        return _("Skjermene er speilet: alle ser det du ser. {how}").format(how=how_to_extend())
    return _(
        "Bare én skjerm er koblet til. Uten projektor kan du trykke F5 i kontrollvinduet for å vise lerretet på denne."
    )


def wall_width(room: int) -> int:
    """The width of the panel in a room that is ``room`` pixels wide."""
    return round(min(720 * in_force().growth, max(300, room * 0.36)))

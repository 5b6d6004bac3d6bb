"""What has changed since last year, sign by sign: of everybody, of a network, a district or a service."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.sheets.agreement import Change, Direction, direction_word
from nettverk.i18n import _, day_month_year
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.widgets import Heading, Note, QuietButton, Small, row
from nettverk.ui.reflect.light.reading import LightView
from nettverk.ui.reflect.light.sign_list import SignLine, SignList

_TONES = {Direction.BETTER: "ok", Direction.WORSE: "stop", Direction.STEADY: "mute", Direction.UNKNOWN: "mute"}
_SIGNS = {Direction.BETTER: "▲ ", Direction.WORSE: "▼ ", Direction.STEADY: "＝ ", Direction.UNKNOWN: ""}


class SincePage(QWidget):
    """Chooses whose change is looked at, here and on the wall.

    Signals:
        slice_wanted: «district:…», or empty for everybody.
        wall_wanted, print_wanted: put it on the wall; make it a paper.
    """

    slice_wanted = Signal(str)
    wall_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = Heading("", 1, self, wrap=True)
        self.guide = Note("", self)
        self.slices = ComboBox(self)
        self.slices.setAccessibleName(_("Hvem"))
        caption = Small(_("Hvem"), self, strong=True)
        set_caption(caption, self.slices)
        self.wall = QuietButton(_("På lerretet"), "presentation", self)
        self.paper = QuietButton(_("Som PDF"), "file-down", self)
        self.signs = SignList(_("Tegnene, i år og sist"), self)
        self._tools = QWidget(self)
        self._tools.setLayout(row(caption, self.slices, None, self.wall, self.paper))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (self.state, self.guide, self._tools):
            column.addWidget(widget)
        column.addWidget(self.signs, 1)
        self._rest = QWidget(self)
        column.addWidget(self._rest, 1)
        self.slices.activated.connect(lambda _at: self.slice_wanted.emit(str(self.slices.currentData() or "")))
        self.wall.clicked.connect(self.wall_wanted)
        self.paper.clicked.connect(self.print_wanted)

    def show_view(self, view: LightView) -> None:
        """The change of the slice that is looked at; nothing of what is hidden."""
        light, outside = view.light, view.outside
        answered = bool(light.rounds[light.counted].begun)
        shown = outside.since is not None and light.revealed and answered
        self._tools.setVisible(shown)
        self.signs.setVisible(shown)
        self._rest.setVisible(not shown)
        if outside.since is None:
            self.state.setText(_("Første gang"))
            self.guide.setText(
                _("Dette arket er ikke brukt i nettverket før. Bruk det igjen neste år, så står endringen her.")
            )
            return
        since = day_month_year(outside.since)
        self.state.setText(_("Siden {day}").format(day=since))
        if not shown:
            self.guide.setText(_("Endringen vises når alle er ferdige, eller du har valgt «Vis forskjellen»."))
            return
        self.guide.setText(_("Tall under fem vises ikke for bydeler og tjenester, og ikke det som kunne røpet dem."))
        self._fill_slices(view)
        changes = {sign.sign.id: sign for sign in outside.signs}
        lines = []
        for state in light.signs:
            if state.own:
                continue
            wanted = light.stage.slice
            sign = changes.get(state.sign.id)
            change = (sign.changes.get(wanted) if sign is not None else None) if wanted else state.since_last
            lines.append(_line(state.sign.id, state.sign.label, change))
        self.signs.show_lines(light.block.levels, lines)

    def _fill_slices(self, view: LightView) -> None:
        kinds = (
            ("network", _("Nettverk: {name}")),
            ("district", _("Bydel: {name}")),
            ("service", _("Tjeneste: {name}")),
        )
        with QSignalBlocker(self.slices):
            self.slices.clear()
            self.slices.addItem(_("Alle"), "")
            for kind, words in kinds:
                keys = {key for sign in view.outside.signs for key in sign.published.partitions.get(kind, {})}
                named = {key: view.outside.names.get(kind, {}).get(key, "") for key in keys}
                for key, name in sorted(named.items(), key=lambda slice_: slice_[1].casefold()):
                    if name and key:
                        self.slices.addItem(words.format(name=name), f"{kind}:{key}")
            self.slices.setCurrentIndex(max(0, self.slices.findData(view.light.stage.slice)))


def _line(sign_id: str, label: str, told: Change | None) -> SignLine:
    if told is None:
        return SignLine(sign_id, label, _("for få svar til å vise"), ())
    then, now = _shares(told.before), _shares(told.now)
    figures = tuple(f"{before} → {after} %" for before, after in zip(then, now, strict=True))
    note = _SIGNS[told.direction] + direction_word(told.direction)
    return SignLine(sign_id, label, note, figures, _TONES[told.direction])


def _shares(counts: tuple[int, ...]) -> tuple[int, ...]:
    total = sum(counts) or 1
    return tuple(round(100 * count / total) for count in counts)

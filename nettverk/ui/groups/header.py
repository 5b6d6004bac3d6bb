"""The top of the room: which part, how its groups are, and what one can do with them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.domain.plan import Part
from nettverk.i18n import _, _c, _n
from nettverk.services.groups import written_answers
from nettverk.services.groups.board import Board
from nettverk.ui.common.inputs import Slider
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.widgets import (
    FlatButton,
    Heading,
    Mark,
    PrimaryButton,
    QuietButton,
    Segmented,
    bar,
)
from nettverk.ui.groups.board.layout import LEAST_ZOOM, MOST_ZOOM
from nettverk.ui.groups.fitting import Refitter, give_way, natural_width
from nettverk.ui.groups.part_picker import PartPicker
from nettverk.ui.groups.search_field import GroupsSearchField


class GroupsView(StrEnum):
    """What is seen of the groups."""

    COLUMNS = "columns"
    FLOOR = "floor"
    """The tables where they stand in the room."""
    MET = "met"
    """Who has met whom, unit by unit."""


_GAP = 8
_TOOL_GAP = 12
_SEPARATOR = " · "
"""Between the word of a button and its count; without words, the count stays."""


class GroupsHeader(QWidget):
    """Two rows: the part with its actions, and the tools of the view.

    Signals:
        part_chosen: id of another part. round_chosen: another round, from 1.
        build_wanted, shape_wanted, rules_wanted, repair_wanted, print_wanted: the buttons.
        view_chosen: another GroupsView. zoom_chosen: another zoom. all_wanted: see every table.
    """

    part_chosen = Signal(str)
    round_chosen = Signal(int)
    build_wanted = Signal()
    shape_wanted = Signal()
    rules_wanted = Signal()
    repair_wanted = Signal()
    print_wanted = Signal()
    view_chosen = Signal(str)
    zoom_chosen = Signal(float)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark(3, size=20)
        self.title = Heading("", 2)
        self.title.setContentsMargins(4, 0, 0, 0)
        self.parts = PartPicker()
        self.shape = QuietButton(_("Størrelse"), "users", tip=_("Velg størrelse, antall bord og runder"))
        self.rules = QuietButton(_("Regler"), "list-checks")
        self.repair = QuietButton(
            _("Reparer"),
            "wrench",
            tip=_("Noen er borte eller ikke påmeldt: reparer gruppene med færrest mulig flyttinger"),
        )
        self.printing = QuietButton(_("Skriv ut"), "printer")
        self.build = PrimaryButton(_("Lag på nytt"))
        self.rounds = Segmented([], _("Runde"))
        self._round_count = 0
        self.view = Segmented(
            [
                (GroupsView.COLUMNS, _c("visning", "Bord")),
                (GroupsView.FLOOR, _("Romplan")),
                (GroupsView.MET, _("Møtt før")),
            ],
            _("Visning"),
        )
        self.search = GroupsSearchField()
        self.zoom = _zoom_slider()
        self.all = FlatButton("", "maximize", tip=_("Vis alt på én gang"))
        self.all.setAccessibleName(_("Vis alt på én gang"))
        self._words_of_all = _("Vis alt")
        self._tools = QWidget()
        left = [self.search, self.search.no_match, self.rounds]
        self._tools.setLayout(bar(left, [self.view, self.zoom, self.all], gap=_TOOL_GAP))
        self._top = QWidget()
        buttons = (self.shape, self.rules, self.repair, self.printing, self.build)
        self._top.setLayout(bar([self.mark, self.parts, self.title], buttons))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._top)
        layout.addWidget(self._tools)
        # In the order in which they lose their words where there is little room.
        self._words: dict[QuietButton, str] = {
            button: button.text() for button in (self.printing, self.shape, self.repair, self.rules)
        }
        for button, words in self._words.items():
            button.setAccessibleName(words)
            if not button.toolTip():
                set_tip(button, words)
        self._refitter = Refitter(self, self._fit)
        self._wire()

    def _wire(self) -> None:
        self.parts.chosen.connect(self.part_chosen)
        self.rounds.chosen.connect(lambda key: self.round_chosen.emit(int(key)))
        self.view.chosen.connect(self.view_chosen)
        self.zoom.valueChanged.connect(lambda value: self.zoom_chosen.emit(value / 100))
        for button, signal in (
            (self.build, self.build_wanted),
            (self.shape, self.shape_wanted),
            (self.rules, self.rules_wanted),
            (self.repair, self.repair_wanted),
            (self.printing, self.print_wanted),
            (self.all, self.all_wanted),
        ):
            button.clicked.connect(signal)

    # --- what it says ---

    def show_parts(self, parts: Sequence[Part], chosen: str) -> None:
        """Offer the parts that have groups, and mark the one that is shown."""
        self.parts.show_parts([(part.id, part.title) for part in parts], chosen)
        self.parts.setVisible(len(parts) > 1)

    def show_board(self, board: Board) -> None:
        """Say what the board shows, and offer what can be done with it."""
        self.mark.show_part(board.part_number)
        self.mark.setVisible(board.part_number > 0)
        words = shape_words(board)
        # Where the part's name stands in the tabs already, the title does not repeat it.
        self.title.setText(
            words[0].upper() + words[1:] if self.parts.isVisibleTo(self) else f"{board.part_title}: {words}"
        )
        has_groups = bool(board.tables)
        for widget in (self.shape, self.printing, self._tools, self.build, self.repair):
            widget.setVisible(has_groups)
        self.rules.setVisible(has_groups and board.kind == GroupingKind.MIXED)
        set_tip(self.build, written_answers.before(board))
        self._words[self.rules] = _("Regler · {count}").format(count=sum(rule.on for rule in board.rules))
        waiting = len(board.unseated) + sum(table >= 0 for _participant, table in board.absent)
        self._words[self.repair] = _("Reparer · {count}").format(count=waiting) if waiting else _("Reparer")
        for button in (self.rules, self.repair):
            button.setAccessibleName(self._words[button])
        self._show_rounds(board)
        self._refitter.refit()

    def _show_rounds(self, board: Board) -> None:
        if self._round_count != board.rounds:
            self._round_count = board.rounds
            numbers = range(1, board.rounds + 1)
            self.rounds.set_choices([(str(number), _("Runde {number}").format(number=number)) for number in numbers])
        self.rounds.choose(str(board.round))
        self.rounds.setVisible(board.rounds > 1)

    def show_zoom(self, zoom: float) -> None:
        """Where the slider stands, without zooming to it once more."""
        # The zoom comes from the board here; told back to it, the slider's whole percents would round it.
        self.zoom.blockSignals(True)
        self.zoom.setValue(round(zoom * 100))
        self.zoom.blockSignals(False)

    # --- what there is room for ---

    def _fit(self) -> None:
        """Where there is not room for every word: parts become a list, buttons keep their icon, count and tool tip.

        Where even that is too wide for one line, the buttons have a line of their own, with their words again.
        """
        if not self.parts.isHidden():
            self.parts.show_tabs(round(self.width() * 0.42))
        left = sum(natural_width(widget) + _GAP for widget in (self.mark, self.parts) if not widget.isHidden())
        title, build = natural_width(self.title) + _GAP, 0 if self.build.isHidden() else natural_width(self.build)
        room = self.width() - left - build
        # Three tries: title and buttons on a line, then without the title, then the buttons on a line of their own.
        wordless = self._wordless_buttons(room - title)
        two_lines = wordless is None and self._wordless_buttons(room) is None
        if wordless is None:
            wordless = self._wordless_buttons(self.width() - build if two_lines else room)
        self._put_words(set(self._words) if wordless is None else wordless)
        one_line_fits = sum(natural_width(button) + _GAP for button in self._shown_buttons()) <= room - title
        self.title.setVisible(title + left <= self.width() if two_lines else one_line_fits)
        set_tip(self.parts, "" if not self.title.isHidden() else self.title.text())
        self._fit_tools()
        layout = self.layout()
        if layout is not None and self.minimumHeight() != (high := layout.heightForWidth(self.width())):
            self.setMinimumHeight(high)  # a short window takes from the board, not from what one presses

    def _shown_buttons(self) -> list[QuietButton]:
        return [button for button in self._words if not button.isHidden()]

    def _wordless_buttons(self, room: int) -> set[QuietButton] | None:
        """The buttons that must do without words in so many pixels; None where it is too little for any way."""
        shown = self._shown_buttons()
        widths = {button: button.width_with(self._words[button]) + _GAP for button in shown}
        shorter = [(button, button.width_with(_count_of(self._words[button])) + _GAP) for button in shown]
        return give_way(widths, shorter, room)

    def _put_words(self, wordless: set[QuietButton]) -> None:
        for button, words in self._words.items():
            text = _count_of(words) if button in wordless else words
            # Setting a text asks for a new layout, which fits again: only what is new is set.
            if button.text() != text:
                button.setText(text)

    def _fit_tools(self) -> None:
        """Search as wide as its hint and a quarter of the row; the slider and the words of «Vis alt» where they fit."""
        shown = [tool for tool in (self.search.no_match, self.rounds, self.view) if not tool.isHidden()]
        icon = self.all.width_with("")
        tools = sum(natural_width(tool) + _TOOL_GAP for tool in shown) + icon + _TOOL_GAP
        hint = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText()) + 56
        wanted = min(max(hint, round(self.width() * 0.26)), max(160, round(self.width() * 0.45)))
        search = max(min(wanted, self.width() - tools), min(180, self.width()))
        if self.search.minimumWidth() != search:
            self.search.setFixedWidth(search)
        spare = self.width() - search - tools - self.zoom.width() - _TOOL_GAP
        self.zoom.setVisible(spare >= 0)
        margin = 0 if self.all.text() else 16  # words that are there stay until there is no room for them
        words = self._words_of_all if spare >= self.all.width_with(self._words_of_all) - icon + margin else ""
        if self.all.text() != words:
            self.all.setText(words)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with icons alone, since the words give way."""
        return QSize(360, super().minimumSizeHint().height())


def _zoom_slider() -> QSlider:
    slider = Slider(Qt.Orientation.Horizontal)
    slider.setRange(round(LEAST_ZOOM * 100), round(MOST_ZOOM * 100))
    slider.setFixedWidth(110)
    slider.setAccessibleName(_("Zoom"))
    set_tip(slider, _("Zoom (Ctrl og musehjulet)"))
    return slider


def _count_of(words: str) -> str:
    """«3» of «Reparer · 3»: what is left of a button's text beside its icon."""
    return words.partition(_SEPARATOR)[2]


def shape_words(board: Board) -> str:
    """«15 bord à 6», «22 bord», or that there are none yet."""
    count = len(board.tables)
    if not count:
        return _("ingen grupper ennå")
    sizes = sorted({len(who) for who in board.at})
    tables = _n("{n} bord", "{n} bord", count)
    if board.kind == GroupingKind.OWN_UNIT or not sizes:
        return tables
    each = str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]}–{sizes[-1]}"
    return _("{tables} à {each}").format(tables=tables, each=each)

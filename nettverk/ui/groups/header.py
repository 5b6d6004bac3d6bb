"""The top of the room: which part, how its groups are, and what one can do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSlider, QVBoxLayout, QWidget

from nettverk.domain.plan import Part
from nettverk.i18n import _, _c, _n
from nettverk.services.groups import written_answers
from nettverk.services.groups.board import Board
from nettverk.ui.common.widgets import (
    FlatButton,
    Heading,
    Mark,
    PrimaryButton,
    QuietButton,
    SearchField,
    Segmented,
    Small,
    bar,
    set_tone,
)
from nettverk.ui.groups.board.layout import LEAST_ZOOM, MOST_ZOOM
from nettverk.ui.groups.part_picker import PartPicker

COLUMNS, FLOOR, MET = "columns", "floor", "met"
_GAP = 8


class Header(QWidget):
    """Two rows: the part with its actions, and the tools of the view.

    Signals:
        part_chosen: id of another part. round_chosen: another round, from 1.
        build_wanted, shape_wanted, rules_wanted, repair_wanted, print_wanted: the buttons.
        view_chosen: COLUMNS, FLOOR or MET. zoom_chosen: another zoom. all_wanted: see every table.
        search_changed: what to light up. search_entered: go to what was found.
        search_focused: one is in the search field, or has left it.
        search_left: Escape in the empty field: back to the board.
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
    search_changed = Signal(str)
    search_entered = Signal()
    search_focused = Signal(bool)
    search_left = Signal()

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
            tip=_("Noen er borte eller har kommet i tillegg: rett opp bordene med færrest mulig flyttinger"),
        )
        self.printing = QuietButton(_("Skriv ut"), "printer")
        self.build = PrimaryButton(_("Lag på nytt"))
        self.rounds = Segmented([], _("Runde"))
        self._rounds = 0
        self.view = Segmented(
            [(COLUMNS, _c("visning", "Bord")), (FLOOR, _("Romplan")), (MET, _("Møtt før"))], _("Visning")
        )
        self.search = SearchField(_("Finn en person eller enhet"))
        self.nobody = Small("")
        self.nobody.hide()
        set_tone(self.nobody, "warn")
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(round(LEAST_ZOOM * 100), round(MOST_ZOOM * 100))
        self.zoom.setFixedWidth(110)
        self.zoom.setAccessibleName(_("Zoom"))
        self.zoom.setToolTip(_("Zoom (Ctrl og musehjulet)"))
        self.all = FlatButton("", "maximize", tip=_("Vis alt på én gang"))
        self.all.setAccessibleName(_("Vis alt på én gang"))
        self._all_words = _("Vis alt")
        self._tools = QWidget()
        self._tools.setLayout(bar([self.search, self.nobody, self.rounds], [self.view, self.zoom, self.all], gap=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        buttons = (self.shape, self.rules, self.repair, self.printing, self.build)
        self._top = QWidget()
        self._top.setLayout(bar([self.mark, self.parts, self.title], buttons))
        layout.addWidget(self._top)
        layout.addWidget(self._tools)
        self._words: dict[QPushButton, str] = {
            button: button.text() for button in (self.printing, self.shape, self.repair, self.rules)
        }
        for button, words in self._words.items():
            button.setAccessibleName(words)
            if not button.toolTip():
                button.setToolTip(words)
        self._wire()

    def _wire(self) -> None:
        self.parts.chosen.connect(self.part_chosen)
        self.rounds.chosen.connect(lambda key: self.round_chosen.emit(int(key)))
        self.view.chosen.connect(self.view_chosen)
        self.zoom.valueChanged.connect(lambda value: self.zoom_chosen.emit(value / 100))
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(self.search_entered)
        self.search.down.connect(self.search_entered)
        self.search.installEventFilter(self)
        for button, signal in (
            (self.build, self.build_wanted),
            (self.shape, self.shape_wanted),
            (self.rules, self.rules_wanted),
            (self.repair, self.repair_wanted),
            (self.printing, self.print_wanted),
            (self.all, self.all_wanted),
        ):
            button.clicked.connect(signal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field those who are not found step back."""
        if watched is self.search and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.search_focused.emit(event.type() == QEvent.Type.FocusIn)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        empty = watched is self.search and not self.search.text()
        if empty and pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.search_left.emit()
            return True
        return super().eventFilter(watched, event)

    def show_found(self, count: int | None) -> None:
        """Say beside the search when nobody was found."""
        self.nobody.setText("" if count is None or count else _("Ingen treff"))
        self.nobody.setVisible(count == 0)

    def show_parts(self, parts: Sequence[Part], chosen: str) -> None:
        """Which parts have groups."""
        self.parts.show_parts([(part.id, part.title) for part in parts], chosen)
        self.parts.setVisible(len(parts) > 1)

    def show_board(self, board: Board) -> None:
        """Say what the board shows, and offer what can be done with it."""
        self.mark.show_part(board.part_number)
        self.mark.setVisible(board.part_number > 0)
        many = self.parts.isVisibleTo(self)
        words = shape_words(board)
        self.title.setText(words[0].upper() + words[1:] if many else f"{board.part_title}: {words}")
        made, mixed = bool(board.tables), board.kind == "mixed"
        on = sum(rule.on for rule in board.rules)
        self._words[self.rules] = _("Regler · {count}").format(count=on)
        self.rules.setVisible(made and mixed)
        self.shape.setVisible(made)
        self.printing.setVisible(made)
        self._tools.setVisible(made)
        self.build.setVisible(made)
        self.build.setToolTip(written_answers.before(board))
        waiting = len(board.unseated) + sum(table >= 0 for _one, table in board.absent)
        self.repair.setVisible(made)
        self._words[self.repair] = _("Reparer · {count}").format(count=waiting) if waiting else _("Reparer")
        if self._rounds != board.rounds:
            self._rounds = board.rounds
            self.rounds.set_choices(
                [(str(n), _("Runde {number}").format(number=n)) for n in range(1, board.rounds + 1)]
            )
        self.rounds.choose(str(board.round))
        self.rounds.setVisible(board.rounds > 1)
        for button in (self.rules, self.repair):
            button.setAccessibleName(self._words[button])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: words of buttons may have to give way."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Something in it has another size (a larger text, other words): see again what there is room for."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Where there is not room for every word: parts become a list, buttons keep their icon, count and tool tip.

        Where even that is too wide for one line, the buttons have a line of their own, with their words again.
        """
        many = not self.parts.isHidden()
        if many:
            self.parts.show_tabs(round(self.width() * 0.42))
        left = [_wide(widget) + _GAP for widget in (self.mark, self.parts) if not widget.isHidden()]
        title, build = _wide(self.title) + _GAP, 0 if self.build.isHidden() else _wide(self.build)
        room = self.width() - sum(left) - build
        short = self._shortest_that_fits(room - title)
        two_lines = short is None and self._shortest_that_fits(room) is None
        if short is None:
            short = self._shortest_that_fits(self.width() - build if two_lines else room)
        self._say(set(self._words) if short is None else short)
        self.title.setVisible(title + sum(left) <= self.width() if two_lines else self._fits(room - title))
        self.parts.setToolTip("" if not self.title.isHidden() else self.title.text())
        self._fit_tools()
        layout = self.layout()
        if layout is not None and self.minimumHeight() != (high := layout.heightForWidth(self.width())):
            self.setMinimumHeight(high)  # a short window takes from the board, not from what one presses

    def _fits(self, room: int) -> bool:
        shown = [button for button in self._words if not button.isHidden()]
        return sum(_wide(button) + _GAP for button in shown) <= room

    def _shortest_that_fits(self, room: int) -> set[QPushButton] | None:
        """The buttons that must do without words in so many pixels; None where it is too little for any way."""
        short: set[QPushButton] = set()
        for button in (None, self.printing, self.shape, self.repair, self.rules):
            if button is not None:
                short.add(button)
            shown = [each for each in self._words if not each.isHidden()]
            if sum(self._button_wide(each, short=each in short) + _GAP for each in shown) <= room:
                return short
        return None

    def _say(self, short: set[QPushButton]) -> None:
        for each, words in self._words.items():
            wanted = words.partition(" · ")[2] if each in short else words
            if each.text() != wanted:
                each.setText(wanted)

    def _fit_tools(self) -> None:
        tools = sum(_wide(tool) + 12 for tool in (self.nobody, self.rounds, self.view) if not tool.isHidden())
        metrics, words_of_all = self.all.fontMetrics(), self._all_words
        icon = _wide(self.all) - metrics.horizontalAdvance(self.all.text())
        tools += icon + 12
        words = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText()) + 56
        wanted = min(max(words, round(self.width() * 0.26)), max(160, round(self.width() * 0.45)))
        search = max(min(wanted, self.width() - tools), min(180, self.width()))
        if self.search.minimumWidth() != search:
            self.search.setFixedWidth(search)
        left = self.width() - search - tools - self.zoom.width() - 12
        self.zoom.setVisible(left >= 0)
        spare = 0 if self.all.text() else 16  # words that are there stay until there is no room for them
        wanted_words = words_of_all if left >= metrics.horizontalAdvance(words_of_all) + spare else ""
        if self.all.text() != wanted_words:
            self.all.setText(wanted_words)

    def _button_wide(self, button: QPushButton, *, short: bool) -> int:
        """How wide a button is with or without its words, whichever it has now."""
        button.ensurePolished()
        metrics = button.fontMetrics()
        words = self._words[button]
        wanted = words.partition(" · ")[2] if short else words
        return _wide(button) + metrics.horizontalAdvance(wanted) - metrics.horizontalAdvance(button.text())

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words give way."""
        return QSize(360, super().minimumSizeHint().height())

    def show_zoom(self, zoom: float) -> None:
        """Where the slider stands."""
        self.zoom.blockSignals(True)
        self.zoom.setValue(round(zoom * 100))
        self.zoom.blockSignals(False)


def _wide(widget: QWidget) -> int:
    widget.ensurePolished()  # a size asked for before the style sheet is put on is the wrong one
    return max(widget.sizeHint().width(), widget.minimumWidth())


def shape_words(board: Board) -> str:
    """«15 bord à 6», «22 bord», or that there are none yet."""
    count = len(board.tables)
    if not count:
        return _("ingen grupper ennå")
    sizes = sorted({len(who) for who in board.at})
    tables = _n("{n} bord", "{n} bord", count)
    if board.kind == "own_unit" or not sizes:
        return tables
    each = str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]}–{sizes[-1]}"
    return _("{tables} à {each}").format(tables=tables, each=each)

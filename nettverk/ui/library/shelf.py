"""The left side of the room: what one looks for, the kinds, the themes, and the sheets that are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import BlockKind, kind_name
from nettverk.domain.sheets.library import Shelved, Wanted, find
from nettverk.i18n import _
from nettverk.ui.common.basics import PushButton
from nettverk.ui.common.keys import native
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.widgets import (
    FlowLayout,
    Heading,
    KeyCap,
    LinkButton,
    Note,
    QuietButton,
    SearchField,
    Small,
    row,
)
from nettverk.ui.library.model import ShelfList, ShelfModel

_TOGETHER: tuple[tuple[BlockKind, ...], ...] = (
    (BlockKind.TEXT, BlockKind.POINTS),
    (BlockKind.COLUMNS,),
    (BlockKind.TICKS,),
    (BlockKind.SCALE,),
    (BlockKind.STEPS,),
    (BlockKind.CARD,),
    (BlockKind.SHARE, BlockKind.PIECES),
    (BlockKind.COMMITMENT,),
)
"""Kinds that stand under one word; a chip is only there where some sheet is of its kind."""
_PAUSE = 60
"""Milliseconds without a letter before the list is made anew."""


class _Chip(PushButton):
    """One word; Left and Right ask for the one beside it, Enter presses.

    Signals:
        stepped: -1 or 1.
    """

    stepped = Signal(int)

    def sizeHint(self) -> QSize:
        """Wide enough for its word in the bold letters that it has when it is chosen."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Chips(QWidget):
    """One word for each kind of sheet; one of them is chosen, and arrow keys go between them.

    Signals:
        chosen: the ``Wanted`` that the word stands for.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Slag"))
        self._flow = FlowLayout(self, gap=6, line_gap=6)
        self.buttons: list[_Chip] = []
        self._meaning: list[Wanted] = []

    def show_kinds(self, sheets: Sequence[Shelved]) -> None:
        """Offer the kinds that there are sheets of."""
        there = {kind for sheet in sheets for kind in sheet.kinds}
        offered = [(_("Alle"), Wanted())]
        offered += [
            (kind_name(group[0]), Wanted(kinds=frozenset(group))) for group in _TOGETHER if not there.isdisjoint(group)
        ]
        if any(sheet.method for sheet in sheets):
            offered.append((_("Arbeidsmåter"), Wanted(methods=True)))
        if any(sheet.own for sheet in sheets):
            offered.append((_("Våre egne"), Wanted(own=True)))
        if [meaning for _text, meaning in offered] == self._meaning:
            return
        before = next((m for b, m in zip(self.buttons, self._meaning, strict=True) if b.isChecked()), None)
        self._flow.clear()
        self.buttons, self._meaning = [], []
        # Each button that comes to a visible row has everything around it laid out anew, so they come all at once.
        self.hide()
        for text, meaning in offered:
            self._add(text, meaning)
        place = self._meaning.index(before) if before in self._meaning else 0
        self.buttons[place].setChecked(True)
        self.show()

    def choose_all(self) -> None:
        """Choose every kind again, and tell of it."""
        if self.buttons:
            self._choose(0)

    def _add(self, text: str, meaning: Wanted) -> None:
        button = _Chip(text, self)
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleDescription(_("Slag"))
        number = len(self.buttons)
        button.clicked.connect(lambda _on: self._choose(number))
        button.stepped.connect(lambda step: self._step(number, step))
        self._flow.addWidget(button)
        self.buttons.append(button)
        self._meaning.append(meaning)

    def _choose(self, number: int) -> None:
        for place, button in enumerate(self.buttons):
            button.setChecked(place == number)
        self.chosen.emit(self._meaning[number])

    def _step(self, number: int, step: int) -> None:
        there = (number + step) % len(self.buttons)
        self.buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(there)


class Shelf(QWidget):
    """What there is, and what of it is wanted.

    Args:
        host: what the filter by tag lies over.

    Signals:
        chosen: id of the sheet one came to; empty where none is found.
        used: Enter on a sheet, or a double click.
        menu_wanted: where on the screen the menu of the chosen sheet was asked for.
        new_wanted, bring_in_wanted: the two ways to another sheet.
    """

    chosen = Signal(str)
    used = Signal()
    menu_wanted = Signal(object)
    new_wanted = Signal()
    bring_in_wanted = Signal()

    def __init__(self, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Shelved, ...] = ()
        self.wanted = Wanted()
        self.model = ShelfModel(self)
        self.list = ShelfList(self.model)
        self.count = Small("")
        self.search = SearchField(_("Søk: ord, tema, minutter"))
        self.chips = Chips()
        self.tags = TagFilter(host)
        self.nothing = _Nothing()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        self.new_button = QuietButton(_("Nytt ark"), "plus")
        self.bring_in_button = QuietButton(_("Hent …"), "import", tip=_("Et ark som noen har delt som fil"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 8, 16)
        column.setSpacing(8)
        head = row(Heading(_("Bibliotek"), 3), None, self.count)
        head.setAlignment(self.count, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addLayout(row(self.tags, None))
        column.addWidget(self._stack, 1)
        hints = FlowLayout(gap=6, line_gap=4)
        for keys, words in ((("↑", "↓"), _("velg ark")), ((native("Return"),), _("bruk i en del"))):
            for key in keys:
                hints.addWidget(KeyCap(key))
            hints.addWidget(Small(words))
        column.addLayout(hints)
        column.addLayout(row(self.new_button, self.bring_in_button, None))

    def _connect(self) -> None:
        self._later.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.search.down.connect(self.take_focus)
        self.search.returnPressed.connect(self.take_focus)
        self.chips.chosen.connect(self._kind)
        self.tags.changed.connect(self._find)
        self.list.selectionModel().currentChanged.connect(self._came)
        self.list.activated.connect(lambda _index: self.used.emit())
        self.list.customContextMenuRequested.connect(self._menu)
        self.nothing.all_button.clicked.connect(self.forget_wanted)
        self.new_button.clicked.connect(self.new_wanted)
        self.bring_in_button.clicked.connect(self.bring_in_wanted)

    # --- what is shown ---

    def show_sheets(self, sheets: Sequence[Shelved], choose: str = "") -> None:
        """Every sheet there is; one of them may be chosen."""
        self._all = tuple(sheets)
        self.chips.show_kinds(sheets)
        self.tags.offer(sheet.tags for sheet in sheets)
        if choose:
            self._show_whatever_hides(choose)
        self._find(choose)

    def _show_whatever_hides(self, sheet_id: str) -> None:
        """A sheet that was just made must be seen, whatever was looked for."""
        if any(sheet.id == sheet_id for sheet in self._all) and all(
            sheet.id != sheet_id for sheet in find(self._all, self._want())
        ):
            self.forget_wanted()

    @property
    def chosen_id(self) -> str:
        """The sheet one is at; empty where there is none."""
        sheet = self.model.sheet(self.list.currentIndex())
        return sheet.id if sheet is not None else ""

    def choose(self, sheet_id: str) -> None:
        """Go to a sheet; one that is not among those found is passed over."""
        place = self.model.row_of(sheet_id)
        if place >= 0:
            index = self.model.index(place)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def take_focus(self) -> None:
        """Come to the list, at the sheet that is chosen."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_wanted(self) -> None:
        """Look for everything again."""
        with QSignalBlocker(self.search):
            self.search.clear()
        with QSignalBlocker(self.tags):
            self.tags.clear()
        self.chips.choose_all()

    # --- looking ---

    def _kind(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._find()

    def _want(self) -> Wanted:
        return replace(self.wanted, text=self.search.text(), tags=self.tags.chosen)

    def _find(self, choose: str = "") -> None:
        before, place = choose or self.chosen_id, self.list.currentIndex().row()
        wanted = self._want()
        sheets_ = find(self._all, wanted)
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(sheets_)
        if wanted.is_empty:
            self.count.setText(_("{all} i alt").format(all=len(self._all)))
        else:
            self.count.setText(_("{count} av {all}").format(count=len(sheets_), all=len(self._all)))
        self._stack.setCurrentIndex(0 if sheets_ else 1)
        self.nothing.tell(wanted)
        if sheets_:
            known = self.model.row_of(before) >= 0
            # Where the one chosen is gone, the one that has come in its place is chosen.
            self.choose(before if known else sheets_[max(0, min(place, len(sheets_) - 1)) if not wanted.text else 0].id)
        self.chosen.emit(self.chosen_id)

    def _came(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.chosen_id)

    def _menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.list.setCurrentIndex(index)
        elif self.list.currentIndex().isValid():
            at = self.list.visualRect(self.list.currentIndex()).bottomLeft()
        else:
            return
        self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))


class _Nothing(QWidget):
    """What stands where no sheet is found: calm, and the way back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Note("", self)
        self.all_button = LinkButton(_("Vis alle arkene"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 24, 8, 8)
        column.addWidget(self.words)
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def tell(self, wanted: Wanted) -> None:
        """Say that nothing is found for this."""
        if wanted.text.strip():
            words = _("Ingen ark har «{words}». Prøv et kortere ord, eller flere minutter.")
            self.words.setText(words.format(words=wanted.text.strip()))
        else:
            self.words.setText(_("Ingen ark av det slaget har merkelappen."))

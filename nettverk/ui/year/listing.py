"""The list of the year: what is due next stands on top, and every row can be reached, opened and ticked off by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from nettverk.domain.year.items import Entry, EntryOf, days_away
from nettverk.i18n import _, _n, day_month
from nettverk.ui.common.tables import ask_for_menu, quiet
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Card, Note, Small
from nettverk.ui.year.model import MARK, OWNER, WHAT, WHEN, WHOSE, YearModel

_BESIDE = 18
"""Pixels of a column that no words stand on."""
_FEW_LETTERS = 36
"""Letters across the whole list from which it is narrow, as with the largest text."""


class YearTable(QTableView):
    """The rows.

    Signals:
        opened: an entry is to be seen whole.
        ticked: an entry is done, or not done after all.
        removed: an entry is to be taken away.
        menu_wanted: the menu of the row, at a place on the screen.
    """

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: YearModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        quiet(self, _("Året som liste"))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setWordWrap(True)  # what it is stands whole, on two lines where the list is narrow
        ask_for_menu(self, self.menu_wanted.emit)
        self.doubleClicked.connect(lambda index: self._tell(self.opened))
        head = self.horizontalHeader()
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (WHEN, WHOSE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        # Once the columns have come to rest: a higher row may bring a scroll bar, which takes room from the columns.
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._fit_rows)
        self._centred = False
        head.sectionResized.connect(self._column_resized)
        model.modelReset.connect(self._soon)
        model.dataChanged.connect(self._soon)
        self.dress()

    def dress(self) -> None:
        """Rows as high as the text size in force asks for, and who sees to it in so many letters or more."""
        self._make_room()
        self.verticalHeader().setDefaultSectionSize(self._least)
        self._centred = self.currentIndex().isValid()  # where one is, one stays, in another text size too
        self._resting.start()

    @property
    def _least(self) -> int:
        return round(in_force().px(0) * 2.1)

    def _soon(self, *_what: object) -> None:
        self._resting.start()

    def _column_resized(self, column: int, _before: int, _now: int) -> None:
        if column in {WHAT, OWNER}:
            self._resting.start()

    def _fit_rows(self) -> None:
        """As high as the words of each row, on lines of their column; Qt's own guess falls short of some."""
        letters = QFontMetrics(in_force().font(0, "semibold"))
        air = self._least - letters.height()
        for row, entry in enumerate(self._model.entries):
            high = max(
                letters.boundingRect(
                    QRect(0, 0, max(1, self.columnWidth(column) - beside), 10_000), Qt.TextFlag.TextWordWrap,
                    self._model.text(entry, column),
                ).height()
                for column, beside in ((WHAT, MARK + _BESIDE), (OWNER, _BESIDE))
            )  # fmt: skip
            if self.rowHeight(row) != (wanted := max(self._least, high + air)):
                self.setRowHeight(row, wanted)
        if self._centred:
            self._centred = False
            self.scrollTo(self.currentIndex(), QTableView.ScrollHint.PositionAtCenter)

    def _make_room(self) -> None:
        """Who sees to it is shown whole where the list is wide, and never takes the room of what it is."""
        letter = in_force().px(0)
        # By the width of the list itself: a scroll bar comes and goes as its columns change.
        least = 8 if self.width() < letter * _FEW_LETTERS else 11  # in large text it stands on two lines instead
        wanted = round(min(max(letter * least, self.width() / 4), letter * 16))
        if self.columnWidth(OWNER) != wanted:
            self.setColumnWidth(OWNER, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @property
    def entry(self) -> Entry | None:
        """The entry one is at."""
        return self._model.entry(self.currentIndex())

    def choose(self, key: tuple[EntryOf, str]) -> None:
        """Go to an entry, where it is in the list."""
        row = self._model.row_of(key)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row, WHAT))
            self._centred = True  # with what comes before and after it
            self._resting.start()

    def _tell(self, signal: SignalInstance) -> None:
        entry = self.entry
        if entry is not None:
            signal.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the space bar ticks off, Delete takes away."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._tell(self.opened)
            case Qt.Key.Key_Space:
                self._tell(self.ticked)
            case Qt.Key.Key_Delete:
                self._tell(self.removed)
            case _:
                super().keyPressEvent(event)


class DueCard(Card):
    """What comes next, and how far away it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, panel=True, margin=12, gap=2)
        self.when = Small("", self, strong=True)
        self.what = Note("", self)
        self.body.addWidget(self.when)
        self.body.addWidget(self.what)
        self._some, self._room = False, True

    def give_room(self, *, room: bool) -> None:
        """Whether there is room for it above the list, which says the same: the row that is due stands out there."""
        self._room = room
        self.setVisible(self._some and room)

    def show_due(self, entry: Entry | None, late: int, today: date) -> None:
        """Show the entry that is due next; ``late`` is how many should have been done by now."""
        self._some = entry is not None or late > 0
        self.setVisible(self._some and self._room)
        when = _("Neste, {when}").format(when=days_away(entry.day, today)) if entry is not None else _("Neste")
        self.when.setText(when)
        facts = []
        if entry is not None:
            words = day_month(entry.day), entry.title, entry.network, entry.district, entry.owner
            facts.append(" · ".join(word for word in words if word))
        if late:
            facts.append(_n("{n} frist er gått ut.", "{n} frister er gått ut.", late))
        self.what.setText("\n".join(facts))

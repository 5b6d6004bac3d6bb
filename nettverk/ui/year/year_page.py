"""The wheel at the left and the list at the right: the same entries, and one is where the other is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from nettverk.domain.year.items import Entry, EntryOf, ItemKind, Phase, kind_name, next_due, overdue, phase_name
from nettverk.i18n import _, quoted
from nettverk.services.year.year import Year
from nettverk.ui.common.basics import Label
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlowLayout, Mark, Note, Small, row
from nettverk.ui.year.listing import DueCard, YearTable
from nettverk.ui.year.marks import NETWORK_SHAPES, shape_of
from nettverk.ui.year.model import YearModel, clash_words

_WHEEL_FROM = 900
"""Pixels at 100 % text from which there is room for the wheel beside the list."""
_DUE_FROM = 250
"""High enough, at 100 % text, for what is due to stand above the list as well as in it."""


class YearPage(QWidget):
    """What stands in a school year.

    Signals:
        opened, ticked, removed: an entry.
    """

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from nettverk.ui.year.wheel import YearWheel

        self._year: Year | None = None
        self._today = date.min
        self.model = YearModel(self)
        self.wheel = YearWheel(self)
        self.table = YearTable(self.model, self)
        self.due = DueCard(self)
        self.below = Note("", self)
        self.clashes = Label("", self)
        self.clashes.setProperty("tone", "stop")
        self.clashes.setWordWrap(True)
        self.network = ComboBox(self)
        self.network.setAccessibleName(_("Nettverk"))
        self.network.activated.connect(lambda _index: self._show())
        self.district = ComboBox(self)
        self.district.setAccessibleName(_("Bydel"))
        self.district.activated.connect(lambda _index: self._show())
        self.phase = ComboBox(self)
        self.phase.setAccessibleName(_("Fase i partnerskapet"))
        self.phase.addItem(_("Alle faser"), "")
        for phase in Phase:
            self.phase.addItem(phase_name(phase), str(phase))
        self.phase.activated.connect(lambda _index: self._show())
        self._legend = QWidget(self)
        self._marks = FlowLayout(self._legend, gap=14, line_gap=4)
        self._lay_out()
        self.wheel.chosen.connect(self.table.choose)
        self.wheel.opened.connect(self._open)
        self.table.opened.connect(self.opened)
        self.table.ticked.connect(self.ticked)
        self.table.removed.connect(self.removed)
        self.table.menu_wanted.connect(self._menu)
        HandsFocus(self, self.table)

    def _lay_out(self) -> None:
        self._picture = QWidget(self)
        left = QVBoxLayout(self._picture)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.wheel, 1)
        left.addWidget(self._legend)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.due)
        right.addLayout(row(self.network, self.district, self.phase, None))
        right.addWidget(self.clashes)
        right.addWidget(self.table, 1)
        right.addWidget(self.below)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        whole.addWidget(self._picture, 5)
        whole.addLayout(right, 8)

    def order_tabs(self, before: QWidget) -> None:
        """Tab goes from ``before`` to the wheel, the filters and the list, as they stand; marks are made as needed."""
        self.wheel.come_between(before, (self.network, self.district, self.phase, self.table))

    # --- what is shown ---

    def show_year(self, year: Year, today: date) -> None:
        """Show a year as it is stored."""
        self._year, self._today = year, today
        _offer(self.network, [("", _("Alle nettverk")), *((network.id, network.name) for network in year.networks)])
        self.network.setVisible(len(year.networks) > 1)
        used = {entry.district_id for entry in year.entries}
        districts = [(district.id, district.name) for district in year.districts if district.id in used]
        _offer(self.district, [("", _("Alle bydeler")), *districts])
        self.district.setVisible(len(districts) > 1)
        self._show()

    def _show(self) -> None:
        year = self._year
        if year is None:
            return
        chosen = self.table.entry
        network_id = str(self.network.currentData() or "")
        district_id = str(self.district.currentData() or "")
        phase = str(self.phase.currentData() or "")
        # What is for every network, or for the whole municipality, is for each of them.
        entries = [
            entry for entry in year.entries
            if (not network_id or entry.network_id in {"", network_id}) and phase in {"", entry.phase}
            and (not district_id or entry.district_id in {"", district_id})
        ]  # fmt: skip
        due = next_due(entries, self._today)
        self.model.show(year, entries, due, self._today)
        self.wheel.show_year(year, entries, due, self._today)
        self.due.show_due(due, len(overdue(entries, self._today)), self._today)
        clashes = clash_words(year, self._today)
        self.clashes.setText(clashes)
        self.clashes.setVisible(bool(clashes))
        names = ", ".join(quoted(title) for _id, title in year.undated[:4])
        self.below.setText(_("Uten dato: {names}.").format(names=names))
        self.below.setVisible(bool(year.undated))
        self._show_legend(year, entries)
        if chosen is not None and self.model.row_of(chosen.key) >= 0:
            self.table.choose(chosen.key)
        elif due is not None:
            self.table.choose(due.key)

    def _show_legend(self, year: Year, entries: list[Entry]) -> None:
        while (item := self._marks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shapes: list[tuple[str, str, str]] = [
            (NETWORK_SHAPES[place % len(NETWORK_SHAPES)], "accent", network.name)
            for place, network in enumerate(year.networks)
            if any(entry.kind is None and entry.network_id == network.id for entry in entries)
        ]
        kinds = {entry.kind for entry in entries}
        shapes += [(*shape_of(kind, 0), kind_name(kind)) for kind in ItemKind if kind in kinds]
        for shape, token, words in shapes:
            cell = QWidget(self._legend)
            mark = Mark(shape="circle" if shape == "ring" else shape, token=token, size=14, filled=False, parent=cell)
            cell.setLayout(row(mark, Small(words, cell), gap=6))
            self._marks.addWidget(cell)
        done = Small(_("Fylte merker er gjort. Grå bue: skoleferie."), self._legend)
        self._marks.addWidget(done)

    def _open(self, key: tuple[EntryOf, str]) -> None:
        of, id_ = key
        entry = self._year.entry(of, id_) if self._year else None
        if entry is not None:
            self.opened.emit(entry)

    def _menu(self, at: QPoint) -> None:
        entry = self.table.entry
        if entry is None:
            return
        menu = QMenu(self)
        add_action(menu, _("Åpne"), "Return").triggered.connect(lambda: self.opened.emit(entry))
        if entry.of in {EntryOf.ITEM, EntryOf.FOLLOW_UP}:
            text = _("Ikke gjort likevel") if entry.done else _("Gjort")
            add_action(menu, text, "Space").triggered.connect(lambda: self.ticked.emit(entry))
        if entry.of is EntryOf.ITEM:
            add_action(menu, _("Fjern"), "Del").triggered.connect(lambda: self.removed.emit(entry))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # --- fitting ---

    def dress(self) -> None:
        """The look or the text size is another."""
        self.table.dress()
        self._fit()
        self.wheel.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for both, the list has it all: it says the same."""
        room = self.width() >= _WHEEL_FROM * min(1.6, in_force().growth) and self.height() >= 380
        self._picture.setVisible(room)
        self.due.give_room(room=self.height() >= _DUE_FROM * in_force().growth)


def _offer(box: ComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer these, with what was chosen still chosen where it is there."""
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == choices:
        return
    before = box.currentData()
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(before)))

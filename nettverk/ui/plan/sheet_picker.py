"""«Fra biblioteket»: find a sheet and use it in the part, without leaving the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.sheets.definition import kind_name, who_name
from nettverk.domain.sheets.library import Shelved, Wanted, find
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, SearchField, Sheet

_ID = Qt.ItemDataRole.UserRole


class SheetPicker(Sheet):
    """Type a word, a theme or minutes; Enter uses the first, or the one that is chosen.

    Args:
        use: gets the id of the sheet.
        see: goes to the library with a sheet's id, to see all four faces first.
    """

    def __init__(
        self, host: QWidget, part_title: str, sheets: Sequence[Shelved], use: Callable[[str], None],
        see: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(_("Et ark i {part}").format(part=part_title), host, width=420)
        belongs_to(self, ManualPage.TASKS)
        self._sheets, self._use, self._see = tuple(sheets), use, see
        self.search = SearchField(_("Søk: ord, tema, minutter"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Arkene"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QTimer.singleShot(0, self.list, self.list.doItemsLayout)  # the rows are measured before they are dressed
        self.nothing = Note(_("Ingen ark passer. Prøv et kortere ord."), self)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing)
        look = QuietButton(_("Se arket"), "file-text", self)
        look.clicked.connect(self._look)
        button = PrimaryButton(_("Bruk i delen"), "check", self)
        button.clicked.connect(self.keep)
        self.foot.addStretch(1)
        self.foot.addWidget(look)
        self.foot.addWidget(button)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.keep)
        self.search.down.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.itemActivated.connect(lambda _item: self.keep())
        self._find("")

    def _find(self, text: str) -> None:
        self.list.clear()
        for sheet in find(self._sheets, Wanted(text)):
            minutes = _("{minutes} min").format(minutes=sheet.minutes) if sheet.minutes else ""
            words = [sheet.title, who_name(sheet.rounds[0]), minutes]
            item = QListWidgetItem(" · ".join(word for word in words if word))
            set_tip(item, f"{sheet.title} · {kind_name(sheet.kind)}")
            item.setData(_ID, sheet.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)

    def keep(self) -> None:
        """Use the chosen sheet in the part."""
        item = self.list.currentItem()
        if item is not None:
            self.close_sheet()
            self._use(str(item.data(_ID)))

    def _look(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close_sheet()
            self._see(str(item.data(_ID)))

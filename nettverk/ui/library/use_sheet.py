"""«Bruk i en del»: which part of the gathering that is open, or outside the parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nettverk.domain.methods import Method
from nettverk.domain.plan import Gathering, Organising, Part
from nettverk.domain.sheets.definition import SheetDefinition, When
from nettverk.i18n import _, _n
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Note, PrimaryButton, Sheet

OUTSIDE = ""
"""Stands for no part: before, between or after gatherings."""


class UseSheet(Sheet):
    """Lists the parts of the gathering; Enter or the button uses the sheet in the chosen one.

    Args:
        used: what is to be used, a sheet or a way of working.
        use: gets the id of the part, or ``OUTSIDE``, which is offered for sheets alone.
    """

    def __init__(
        self, host: QWidget, used: SheetDefinition | Method, gathering: Gathering, parts: Sequence[Part],
        use: Callable[[str], None],
    ) -> None:  # fmt: skip
        sheet = used if isinstance(used, SheetDefinition) else None
        title = used.title if isinstance(used, SheetDefinition) else used.name.here
        super().__init__(_("Bruk {sheet}").format(sheet=title), host, width=400)
        self._use = use
        if sheet is not None:
            self.body.addWidget(Note(_("Arket legges sist i delen. Rekkefølgen kan endres i planen."), self))
        else:
            self.body.addWidget(Note(_("Delen arbeider slik fra nå. Minuttene fordeles på stegene."), self))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Delene i {gathering}").format(gathering=gathering.title))
        theme = in_force()
        for part in parts:
            item = QListWidgetItem(_line(part))
            item.setData(Qt.ItemDataRole.UserRole, part.id)
            set_tip(item, part.title)
            if part.main_number:
                item.setIcon(shapes.icon(shapes.part_shape(part.main_number), theme.part(part.main_number), 16))
            self.list.addItem(item)
        if sheet is not None:
            outside = QListWidgetItem(_("Utenom delene: før, mellom eller etter"))
            outside.setData(Qt.ItemDataRole.UserRole, OUTSIDE)
            self.list.addItem(outside)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentRow(_likely(sheet, parts))
        QTimer.singleShot(0, self.list, self.list.doItemsLayout)  # the rows are measured before they are dressed
        self.list.itemActivated.connect(lambda _item: self.keep())
        self.body.addWidget(self.list, 1)
        self.button = PrimaryButton(_("Bruk her"), "check", self)
        self.button.clicked.connect(self.keep)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)

    def keep(self) -> None:
        """Use the sheet in the chosen part."""
        item = self.list.currentItem()
        if item is not None:
            self.close_sheet()
            self._use(str(item.data(Qt.ItemDataRole.UserRole)))


def _line(part: Part) -> str:
    minutes = _("{minutes} min").format(minutes=part.minutes)
    if not part.sheets:
        return f"{part.title} · {minutes}"
    sheets = _n("{n} ark", "{n} ark", len(part.sheets))
    return f"{part.title} · {minutes} · {sheets}"


def _likely(sheet: SheetDefinition | None, parts: Sequence[Part]) -> int:
    """The line one probably means: the first part in groups, or the last line for what is done between gatherings."""
    if sheet is not None and sheet.when is not When.IN_PART:
        return len(parts)
    in_groups = (
        place for place, part in enumerate(parts) if part.organising in {Organising.MIXED, Organising.OWN_UNIT}
    )
    return next(in_groups, 0)

"""Two versions of a sheet side by side, with what differs marked by a word and a sign, not by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nettverk.domain.sheets.compared import Line, side_by_side
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import _, _n
from nettverk.ui.common.basics import Label
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import breakable
from nettverk.ui.common.widgets import Note, QuietButton, Sheet, row, set_tone


class VersionsSheet(Sheet):
    """The newest version at the right, and an earlier one at the left.

    Args:
        versions: every version, newest first; at least two.
        take_up: gets the version whose words are wanted again; None where the sheet cannot be changed.
    """

    def __init__(
        self, host: QWidget, versions: Sequence[SheetDefinition], take_up: Callable[[int], None] | None
    ) -> None:
        super().__init__(_("Versjoner av {sheet}").format(sheet=versions[0].title), host, width=880)
        self._versions = tuple(versions)
        self.left, self.right = self._box(1), self._box(0)
        self.left.setAccessibleName(_("Versjonen til venstre"))
        self.right.setAccessibleName(_("Versjonen til høyre"))
        head = row(self.left, self.right)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.count = Note("", self)
        self.body.addWidget(self.count)
        self._page = QWidget(self)
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._page)
        self.body.addStretch(1)
        if take_up is not None:
            again = QuietButton(_("Bruk ordene til venstre igjen"), "undo-2", self)
            again.clicked.connect(lambda: self._take_up(take_up))
            self.foot.addStretch(1)
            self.foot.addWidget(again)
        self._show()

    def _box(self, place: int) -> ComboBox:
        box = ComboBox(self)
        for sheet in self._versions:
            box.addItem(_("Versjon {version}").format(version=sheet.version), sheet.version)
        box.setCurrentIndex(min(place, len(self._versions) - 1))
        box.activated.connect(lambda _index: self._show())
        return box

    def _take_up(self, take_up: Callable[[int], None]) -> None:
        self.close_sheet()
        take_up(int(self.left.currentData()))

    def _chosen(self, box: ComboBox) -> SheetDefinition:
        return self._versions[max(0, box.currentIndex())]

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        pairs = side_by_side(self._chosen(self.left), self._chosen(self.right))
        for place, pair in enumerate(pairs):
            for column, line in enumerate(pair):
                if line is not None:
                    self._grid.addWidget(self._label(line), place, column, Qt.AlignmentFlag.AlignTop)
        different = sum(any(line is not None and line.other for line in pair) for pair in pairs)
        self.count.setText(
            _n("{n} linje er forskjellig, merket med ≠.", "{n} linjer er forskjellige, merket med ≠.", different)
            if different
            else _("De to versjonene sier det samme.")
        )

    def _label(self, line: Line) -> Label:
        label = Label(breakable(f"≠ {line.text}" if line.other else line.text), self._page)
        label.setWordWrap(True)
        if line.heading:
            label.setProperty("kind", "strong")
        if line.other:
            set_tone(label, "accent")
        return label

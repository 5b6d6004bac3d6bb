"""The four faces of the chosen sheet at once: on the wall, on paper, where it is typed in, and in the summary."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, Who, who_name
from nettverk.i18n import _
from nettverk.ui.common.keys import native
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, KeyCap, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.pictures import DRAWN, PRINTED, Face, FaceMaker, Picture, WallPicture
from nettverk.ui.library.summary_face import SummaryFace

LEAST_CELL, TALL_CELL = 190, 300
"""Pixels of height that a face has at least, beside another and alone in its row; then the room scrolls."""
_NARROW = 600
"""Pixels at 100 % text under which the faces stand below each other."""


class FourFaces(QWidget):
    """Two by two, or below each other where the room is narrow."""

    def __init__(self, workspace: Workspace, wall: WallPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: SheetDefinition | None = None
        self._due = False
        self._columns = 2
        self.wall = Picture(_("Arket på lerretet"), 16 / 9)
        self.paper = Picture(_("Arket på papir"), 1.6, framed=True)
        self.summary = SummaryFace(workspace)
        self.entry = _EntryFace()
        self._makers = (
            FaceMaker(workspace, wall, (Face.WALL, Face.SUMMARY), DRAWN, self),
            FaceMaker(workspace, wall, (Face.PAPER,), PRINTED, self),
        )
        for maker in self._makers:
            maker.made.connect(self._made)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._on_paper, self._where = Small("", self), Small("", self)
        self._cells = [
            _cell(_("På lerretet"), Small(_("det salen ser"), self), self.wall),
            _cell(_("På papir"), self._on_paper, self.paper),
            _cell(_("Når dere skriver inn"), self._where, self.entry),
            _cell(_("I oppsummeringen"), Small(_("det som ble sagt, samlet"), self), self.summary),
        ]
        self._place()
        workspace.theme_changed.connect(self._dress)

    def show_sheet(self, sheet: SheetDefinition, *, typing: bool = False) -> None:
        """Show the faces of a sheet; while one types, each when nothing has changed for a moment."""
        if sheet == self.sheet:
            return
        other = self.sheet is None or sheet.id != self.sheet.id
        self.sheet = sheet
        self._on_paper.setText(_paper_words(sheet.who))
        self._where.setText(who_name(sheet.who).lower())
        if typing and not other:
            self._draw(typing=True)
            return
        self._due = True  # as soon as the title and the list have been painted: they are what one waits for
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._due:
            self._due = False
            QTimer.singleShot(0, self, self._draw)

    def _draw(self, *, typing: bool = False) -> None:
        if self.sheet is not None:
            for maker in self._makers:
                maker.want(self.sheet, typing=typing)
            self.entry.show_sheet(self.sheet)
            if not typing:
                self.summary.show_sheet(self.sheet)

    @property
    def busy(self) -> bool:
        """Whether a face is still to come."""
        return self._due or any(maker.busy for maker in self._makers)

    def fit(self, width: int) -> None:
        """Beside each other where there is room for it."""
        columns = 2 if width >= _NARROW * in_force().growth else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // self._columns, place % self._columns)
            cell.setMinimumHeight(LEAST_CELL if self._columns == 2 else TALL_CELL)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)
        for line in range(4):
            self._grid.setRowStretch(line, 1 if line < 4 // self._columns else 0)

    def _made(self, face: Face, picture: QImage) -> None:
        match face:
            case Face.WALL:
                self.wall.show_picture(picture)
            case Face.PAPER:
                self.paper.show_picture(picture)
            case Face.SUMMARY:
                self.summary.show_example(picture)

    def _dress(self) -> None:
        if self.sheet is not None:
            for maker in self._makers:
                maker.want(self.sheet)
            self.entry.show_sheet(self.sheet, anew=True)


class _EntryFace(QFrame):
    """The widget one really types in, only to be looked at, with the keys that are used there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "face")
        self._form: SheetForm | None = None
        self._sheet: SheetDefinition | None = None
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 8)
        column.setSpacing(6)
        column.addWidget(self._area, 1)
        self._keys = QWidget(self)
        self._keys.setLayout(
            row(KeyCap(native("Return")), Small(_("nytt punkt")), 6, KeyCap("Tab"), Small(_("neste felt")), None, gap=4)
        )
        column.addWidget(self._keys)

    def show_sheet(self, sheet: SheetDefinition, *, anew: bool = False) -> None:
        """Show another sheet, from its beginning."""
        if self._sheet is not None and sheet.blocks == self._sheet.blocks and not anew:
            return
        same = self._sheet is not None and self._sheet.id == sheet.id
        self._sheet = sheet
        place = self._area.verticalScrollBar().value() if same else 0
        form = SheetForm(sheet, read_only=True)
        form.setProperty("kind", "page")
        form.setAutoFillBackground(False)
        form.setContentsMargins(0, 0, 8, 0)
        self._area.setWidget(form)  # the one before goes away
        self._form = form
        self._area.verticalScrollBar().setValue(place)
        lines = any(block.kind in {BlockKind.POINTS, BlockKind.COLUMNS} for block in sheet.blocks)
        self._keys.setVisible(lines)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._sheet is not None:
            QTimer.singleShot(0, self, self.updateGeometry)


def _cell(title: str, note: Small, face: QWidget) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    head = row(Heading(title, 0), note, None)
    column.addLayout(head)
    column.addWidget(face, 1)
    return cell


def _paper_words(who: Who) -> str:
    return {
        Who.ALONE: _("ett ark til hver"),
        Who.PAIR: _("ett ark til hvert par, med kode"),
        Who.TABLE: _("ett ark til hvert bord, med kode"),
        Who.UNIT: _("ett ark til hver enhet"),
        Who.PLENUM: _("ett ark til salen"),
    }[who]

"""How the wall looks, chosen on the stage: the clock on slides, time that is out, and what stands under a timer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from nettverk.domain.wall.look import LONGEST_CAPTION, ClockCorner, WallLook
from nettverk.i18n import _
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import Note
from nettverk.ui.stage.presenter.drawer_page import DrawerPage


class LookPage(DrawerPage):
    """Each choice is on the wall at once, and taken back by Ctrl+Z.

    Signals:
        chosen: a WallLook.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Slik lerretet ser ut"), parent)
        self.look = WallLook()
        self.corner, self.how_large = ComboBox(), ComboBox()
        for corner, name in _corners().items():
            self.corner.addItem(name, corner)
        self.how_large.addItem(_("Liten"), False)
        self.how_large.addItem(_("Stor"), True)
        self.overtime = CheckBox(_("Salen får se at tida er ute"))
        for box in (self.corner, self.how_large):  # large text on a small screen
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self.caption = QLineEdit()
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.caption.setPlaceholderText(_("Det programmet vet: «Snakk sammen»"))
        self.told = Note(_("Fargen og logoen til kommunen velges i Innstillinger, og vises på lerretet."))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Klokka på lysbilder"), self.corner),
            (_("Størrelsen på den"), self.how_large),
            (_("Tekst under nedtellingen"), self.caption),
        )
        for place, (name, field) in enumerate(fields):
            label = Label(name)
            label.setBuddy(field)
            label.setWordWrap(True)
            field.setAccessibleName(name)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
        grid.addWidget(self.overtime, 4, 0, 1, 2)
        grid.addWidget(self.told, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(1)
        area.setWidget(inside)
        area.setAccessibleName(_("Slik lerretet ser ut"))
        self.column.addWidget(area, 1)
        self._connect()

    def _connect(self) -> None:
        self.corner.activated.connect(
            lambda _i: self._choose(replace(self.look, slide_clock=ClockCorner(self.corner.currentData())))
        )
        self.how_large.activated.connect(
            lambda _i: self._choose(replace(self.look, large_clock=bool(self.how_large.currentData())))
        )
        self.overtime.clicked.connect(lambda on: self._choose(replace(self.look, overtime=bool(on))))
        self.caption.editingFinished.connect(
            lambda: self._choose(replace(self.look, caption=self.caption.text().strip()))
        )

    def show_look(self, look: WallLook) -> None:
        """What is chosen now; a field that is being written in is left alone."""
        self.look = look
        self.corner.setCurrentIndex(self.corner.findData(look.slide_clock))
        self.how_large.setCurrentIndex(int(look.large_clock))
        self.overtime.setChecked(look.overtime)
        if not self.caption.hasFocus():
            self.caption.setText(look.caption)

    def _choose(self, look: WallLook) -> None:
        if look != self.look:
            self.look = look
            self.chosen.emit(look)


def _corners() -> dict[ClockCorner, str]:
    return {
        ClockCorner.LOWER_RIGHT: _("Nede til høyre"),
        ClockCorner.LOWER_LEFT: _("Nede til venstre"),
        ClockCorner.UPPER_RIGHT: _("Oppe til høyre"),
        ClockCorner.UPPER_LEFT: _("Oppe til venstre"),
        ClockCorner.OFF: _("Ingen klokke"),
    }

"""The municipality's logo and colour among the settings: chosen here, on every document and wall from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.errors import BadInput
from nettverk.domain.municipality import Mark, parse_colour
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import Label
from nettverk.ui.common.widgets import Note, QuietButton, row, set_tone
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.services.database import Store

_PRINTED = 1600
"""Points across of an SVG drawn to be printed: 50 mm at 800 dots an inch."""
_SHOWN = QSize(200, 56)


class MarkRows(QWidget):
    """Logo, its words and the colour; each is stored when it is chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._autosave = Autosave.of(workspace, "settings")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.picture = Label(parent=self)
        self.picture.setVisible(False)
        self.choose = QuietButton(_("Velg logo …"), "download", self)
        self.remove = QuietButton(_("Fjern logoen"), "x", self)
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.remove.clicked.connect(lambda _checked=False: workspace.lane.change(_without, self._stored, self))
        self.alt = self._line(_("Hva logoen viser, i ord"), _("Hva logoen viser, for dem som ikke ser den"), 200)
        self.alt.textEdited.connect(self._type_alt)
        self.alt.editingFinished.connect(self._autosave.flush)
        self.colour = self._line(_("Farge"), _("Farge, for eksempel #1d5fa6"), 7)
        self.colour.editingFinished.connect(self._choose_colour)
        self.note = Note("", self)
        self.note.setVisible(False)
        column.addWidget(self.picture)
        column.addLayout(row(self.choose, self.remove, None))
        column.addWidget(self.alt)
        column.addWidget(self.colour)
        column.addWidget(self.note)

    def _line(self, name: str, hint: str, most: int) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setMaxLength(most)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        edit.setProperty("keeps", True)  # it stores itself
        return edit

    def read(self) -> None:
        """Show the mark as it is stored."""
        self._workspace.lane.ask(_chosen, self._show, self)

    def _show(self, found: tuple[Mark, str]) -> None:
        mark, alt = found
        has = mark.logo is not None
        self.picture.setVisible(has)
        self.remove.setVisible(has)
        self.alt.setVisible(has)
        if mark.logo is not None:
            pixels = QPixmap()
            pixels.loadFromData(mark.logo.picture)
            self.picture.setPixmap(
                pixels.scaled(
                    _SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )  # fmt: skip
            self.picture.setAccessibleName(mark.logo.alt)
        if not self.alt.hasFocus() and not self._autosave.holds("logo_alt"):
            self.alt.setText(alt)
        if not self.colour.hasFocus():
            self.colour.setText(mark.colour)

    def _type_alt(self, text: str) -> None:
        self._autosave.note("logo_alt", TypedField(Owner.SETTING, "logo_alt", "logo_alt", text.strip()))

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(
            self, _("Velg logo"), "", _("Bilder ({kinds})").format(kinds="*.png *.svg")
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Have the logo in a file; what is wrong with it is said below the buttons."""
        try:
            data = path.read_bytes()
        except OSError:
            self._say(_("Kunne ikke lese {file}. Prøv en annen fil.").format(file=path.name))
            return

        def store_it(store: Store) -> Changes:
            from nettverk.services import municipality

            return municipality.set_logo(store, data, b"" if data[:4] == b"\x89PNG" else svg_as_png(data))

        self._workspace.lane.change(store_it, self._stored, self, failed=self._say)

    def _stored(self, _changes: object) -> None:
        self._say("")
        self.read()

    def _choose_colour(self) -> None:
        try:
            colour = parse_colour(self.colour.text())
        except BadInput as fault:
            self._say(fault.sentence)
            tell_fault(self.colour, fault.sentence)
            return
        self._say("")
        self.colour.setText(colour)

        def store_it(store: Store) -> Changes:
            from nettverk.services import settings

            return settings.put(store, "municipality_colour", colour)

        self._workspace.lane.change(store_it)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        set_tone(self.note, "warn" if sentence else "")


def svg_as_png(data: bytes) -> bytes:
    """An SVG drawn large enough to print; empty where it has nothing in it. May run off the thread of the windows."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return b""
    size.scale(QSize(_PRINTED, _PRINTED), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(image)
    return bytes(held.data().data())


def _chosen(store: Store) -> tuple[Mark, str]:
    from nettverk.services import municipality, settings

    return municipality.mark(store), settings.get(store, "logo_alt")


def _without(store: Store) -> Changes:
    from nettverk.services import municipality

    return municipality.remove_logo(store)

"""The municipality's logo and colour among the settings: chosen here, on every document and wall from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
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
        # Beside the lane: a stick that does not answer, or a logo that takes its time, holds nobody's words up.
        self._workspace.lane.work(
            lambda _report: _looked_at(path), self._store, self, _("Leser logoen"), failed=self._say
        )

    def _store(self, logo: tuple[bytes, bytes]) -> None:
        def store_it(store: Store) -> Changes:
            from nettverk.services import municipality

            return municipality.set_logo(store, *logo)

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


def _looked_at(path: Path) -> tuple[bytes, bytes]:
    """The file of a logo, and an SVG drawn as PNG.

    Raises:
        BadInput: it cannot be read or used.
    """
    from nettverk.services import municipality

    return municipality.read_logo(path)


def _chosen(store: Store) -> tuple[Mark, str]:
    from nettverk.services import municipality, settings

    return municipality.mark(store), settings.get(store, "logo_alt")


def _without(store: Store) -> Changes:
    from nettverk.services import municipality

    return municipality.remove_logo(store)

"""Hurtigtaster og om Nettverk: the keys, the version, and what the program is made of; the manual tells the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

import nettverk
from nettverk.i18n import _
from nettverk.services.places import log_folder
from nettverk.ui.common.keys import native
from nettverk.ui.common.widgets import Heading, KeyCap, LinkButton, Note, Sheet, row
from nettverk.ui.common.workspace import Command


class HelpSheet(Sheet):
    """The list of keys comes from the commands there are now."""

    stays = True

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Hurtigtaster og om Nettverk"), host, width=480)

    def show_keys(self, groups: Sequence[tuple[str, Sequence[Command]]]) -> None:
        """The keys under a heading each, and below them what the program is."""
        # The commands may have changed since the sheet was last open: another room, or another language.
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for title, commands in groups:
            if commands:
                self.body.addWidget(_keys(title, commands))
                self.body.addSpacing(12)
        self.body.addWidget(self._about())
        self.body.addStretch(1)

    def _about(self) -> QWidget:
        page = QWidget(self)
        from PySide6.QtWidgets import QVBoxLayout

        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(Heading(_("Om Nettverk"), 1, page))
        lines.addWidget(
            Note(
                _("Versjon {version}. Fri programvare (MIT). Ingenting sendes ut av maskinen.").format(
                    version=nettverk.__version__
                ),
                page,
            )
        )
        parts = LinkButton(_("Hva det er laget av, og lisensene"), parent=page)
        log = LinkButton(_("Åpne mappa med loggen"), parent=page)
        text = QPlainTextEdit(page)
        text.setReadOnly(True)
        text.setMinimumHeight(240)
        text.setAccessibleName(_("Lisenser"))
        text.hide()

        def unfold() -> None:
            text.setPlainText(licences())
            text.show()

        parts.clicked.connect(unfold)
        log.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder()))))
        lines.addLayout(row(parts, None))
        lines.addLayout(row(log, None))
        lines.addWidget(text)
        return page


def _keys(title: str, commands: Sequence[Command]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.addWidget(Heading(title, 1, page), 0, 0, 1, 2)
    for place, command in enumerate(commands, start=1):
        grid.addWidget(Note(command.text, page), place, 0)
        keys = QWidget(page)
        keys.setLayout(row(None, *(KeyCap(native(key), keys) for key in command.shortcut.split(" / ")), gap=4))
        grid.addWidget(keys, place, 1)
    grid.setColumnStretch(0, 1)
    return page


def licences() -> str:
    """Every part with its version and licence, what to know about Qt, then the texts of all licences, each once."""
    from nettverk.services import parts

    here = [part for part in parts.parts() if part.here]
    lines = []
    for part in here:
        lines.append(" · ".join(word for word in (f"{part.name} {part.version}".strip(), part.licence) if word))
        if part.inside:
            lines.append("    " + _("med {parts}").format(parts=part.inside))
    owners: dict[str, list[str]] = {}
    for part in here:
        for text in parts.texts(part):
            owners.setdefault(text, []).append(part.name)
    rule = "–" * 30
    pages = [f"{', '.join(dict.fromkeys(names))}\n{rule}\n\n{text}" for text, names in owners.items()]
    return "\n\n\n".join(["\n".join(lines), _relinking(), *pages])


def _relinking() -> str:
    """What the licence of Qt gives whoever has the program."""
    return _(
        "Qt er fri programvare under LGPL 3. Filene til Qt ligger for seg selv i mappa PySide6, og du kan bytte dem ut "
        "med andre av samme versjon, også slike du har bygd selv. Kildekoden til Qt og Qt for Python får du fra "
        "Qt-prosjektet."
    )

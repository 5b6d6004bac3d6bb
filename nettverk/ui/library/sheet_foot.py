"""Below the faces: the sheet's tags, and where it comes from with the way to the whole reference."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.tags import Carrier, TagOn
from nettverk.i18n import _
from nettverk.ui.common.sources_sheet import SourcesSheet
from nettverk.ui.common.tags.tag_line import TagLine
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.widgets import LinkButton, Small, row
from nettverk.ui.common.workspace import Workspace


class SheetFoot(QWidget):
    """Of the sheet that is shown; only own sheets can be tagged, those that ship have theirs.

    Args:
        host: what the sheets for tags and sources lie over.
    """

    def __init__(self, workspace: Workspace, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._sheet: SheetDefinition | None = None
        self._tagger = Tagger(workspace, host)
        self.tags = TagLine(self)
        self.source = Small("", self, wrap=True)
        self.source.setProperty("cites", True)  # titles in the language they were written in
        self.sources_button = LinkButton(_("Kilder"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.tags)
        line = row(self.source, self.sources_button)
        line.setStretch(0, 1)
        column.addLayout(line)
        self.tags.wanted.connect(self._tag)
        self.sources_button.clicked.connect(self.show_sources)

    def show_sheet(self, sheet: SheetDefinition) -> None:
        """Show what is noted about a sheet."""
        self._sheet = sheet
        self.tags.show_tags(sheet.tags)
        self.tags.button.setVisible(sheet.own)
        self.tags.setVisible(sheet.own or bool(sheet.tags))
        self.source.setText(_("Kilde: {source}").format(source=sheet.source) if sheet.source else "")
        self.source.setVisible(bool(sheet.source))
        self.sources_button.setVisible(bool(sheet.source))

    def show_sources(self) -> SourcesSheet | None:
        """Open the whole references of the sheet's source line, and of all."""
        if self._sheet is None:
            return None
        sheet = SourcesSheet(self._host, self._sheet.source, self._sheet.title)
        sheet.open(sheet.cross)
        return sheet

    def _tag(self) -> None:
        if self._sheet is not None:
            self._tagger.open(Carrier(TagOn.SHEET, self._sheet.id), self._sheet.title)

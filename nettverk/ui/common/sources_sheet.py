"""«Kilder»: the whole reference of everything that is named in small print."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from nettverk.i18n import _, language
from nettverk.services import sources
from nettverk.services.sources import Reference
from nettverk.ui.common.widgets import Heading, Note, Sheet, Small


class SourcesSheet(Sheet):
    """The sources of one source line first, where there is one, and then all of them.

    Args:
        line: what stands in small print under a sheet; empty for none.
        title: what the sheet is called.
    """

    def __init__(self, host: QWidget, line: str = "", title: str = "") -> None:
        super().__init__(_("Kilder"), host, width=560)
        spoken = language()
        named = sources.cited([line], spoken) if line else ()
        self.body.addWidget(Note(_("Tekstene er våre egne. Ideene er fra dem som står her."), self))
        if named:
            self._section(_("Kildene til {sheet}").format(sheet=title or _("arket")), named)
        self._section(_("Alle kilder"), sources.references(spoken))
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def _section(self, title: str, references: Sequence[Reference]) -> None:
        self.body.addSpacing(8)
        self.body.addWidget(Heading(title, 1, self, wrap=True))
        for reference in references:
            name = Small(reference.short, self, strong=True, wrap=True)
            text = Note(reference.text, self)
            for label in (name, text):
                label.setProperty("cites", True)  # titles in the language they were written in
                self.body.addWidget(label)
            self.body.addSpacing(4)

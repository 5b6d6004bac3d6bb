"""Personvern: what is stored, why, where and how long, with this installation's own facts, to read and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nettverk.i18n import LANGUAGES, _, language
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, Segmented, Sheet
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.privacy.statement import Facts


class PrivacySheet(Sheet):
    """The statement in any of the languages; the facts in it are read each time it is opened."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Personvern"), host, width=600)
        self._workspace = workspace
        self._facts: Facts | None = None
        self.body.addWidget(Note(_("Dette gjelder på denne maskinen nå. Kopier det til erklæringen deres."), self))
        self.language = Segmented(list(LANGUAGES.items()), _("Språket i erklæringen"), self)
        self.language.choose(language())
        self.language.chosen.connect(lambda _code: self._show_statement())
        self.body.addWidget(self.language)
        self._statement = QWidget(self)
        self._lines = QVBoxLayout(self._statement)
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.setSpacing(6)
        self.body.addWidget(self._statement)
        self.body.addStretch(1)
        self.copy = PrimaryButton(_("Kopier"), "copy", self)
        self.copy.clicked.connect(self.copy_statement)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy)

    def open(self, focus: QWidget | None = None) -> None:
        """Show it with the facts as they are now."""
        self.copy.setText(_("Kopier"))
        if self._workspace.lane.is_open:
            self._workspace.lane.ask(_facts, self._arrived, self)
        super().open(focus)

    def _arrived(self, facts: Facts) -> None:
        self._facts = facts
        self._show_statement()

    def _show_statement(self) -> None:
        from nettverk.services.privacy import statement

        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._facts is None:
            return
        for section in statement.sections(self._facts, self.language.value()):
            self._lines.addSpacing(10)
            self._lines.addWidget(Heading(section.title, 1, self._statement, wrap=True))
            for paragraph in section.paragraphs:
                self._lines.addWidget(_paragraph(paragraph, self._statement))

    def copy_statement(self) -> None:
        """Put the whole statement on the clipboard as text."""
        if self._facts is not None:
            from nettverk.services.privacy import statement

            QGuiApplication.clipboard().setText(statement.text(self._facts, self.language.value()))
            self.copy.setText(_("Kopiert"))


def _paragraph(text: str, parent: QWidget) -> QLabel:
    # A path has no space to break a line at; it may break after any of its folders instead.
    label = QLabel(text.replace("/", "/\u200b").replace("\\", "\\\u200b"), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(text)
    return label


def _facts(store: Store) -> Facts:
    from nettverk.services.privacy import statement

    return statement.facts(store)

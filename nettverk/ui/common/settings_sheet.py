"""Innstillinger: language, look, text size, the municipality and the database file; in force at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import LANGUAGES, _, field_words_offered
from nettverk.ui.common.appearance import Appearance
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.backup_rows import BackupRows
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.machine_row import MachineRow
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.mark_rows import MarkRows
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.passphrase_sheet import PassphraseRows
from nettverk.ui.common.theme import SCALES
from nettverk.ui.common.widgets import Note, QuietButton, Segmented, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.services.database import Store

_SEEN_AT_ONCE = 3  # words side by side; more of them are a list


class SettingsSheet(Sheet):
    """The choices of this machine on top, those of the database below."""

    def __init__(
        self,
        workspace: Workspace,
        appearance: Appearance,
        files: Files,
        host: QWidget,
        restore: Callable[[], None],
    ) -> None:
        super().__init__(_("Innstillinger"), host)
        belongs_to(self, ManualPage.READABLE)
        self._workspace, self._appearance, self._files = workspace, appearance, files
        self._language_row()
        self._look_row()
        self._size_row()
        self._label(_("Navn på denne maskinen"))
        self.machine = MachineRow(workspace, self)
        self.body.addWidget(self.machine)
        self._own = workspace.loan is None  # whoever has borrowed the sheets settles nothing for the municipality
        if self._own:
            self._municipality_row()
            self._word_rows()
        self._database_rows()
        self._label(_("Passord på fila"))
        self.passphrase = PassphraseRows(workspace, files, host, self)
        self.body.addWidget(self.passphrase)
        self.backups = BackupRows(workspace, files, self, restore)
        self._label(_("Sikkerhetskopier"))
        self.body.addWidget(self.backups)
        self.body.addStretch(1)
        workspace.theme_changed.connect(self._show_size)
        workspace.lane.opened.connect(self._show_database)

    def _label(self, text: str) -> None:
        if self.body.count():
            self.body.addSpacing(16)
        self.body.addWidget(Small(text, self, strong=True))

    def _language_row(self) -> None:
        self._label(_("Språk i programmet"))
        self.language = Segmented(list(LANGUAGES.items()), _("Språk i programmet"), self)
        self.language.choose(self._appearance.language)
        self.language.chosen.connect(
            lambda code: QTimer.singleShot(0, self._appearance, lambda: self._appearance.choose_language(code))
        )
        self.body.addWidget(self.language)
        self.body.addWidget(Note(_("Dokumentene følger språket til samlingen."), self))

    def _look_row(self) -> None:
        self._label(_("Utseende"))
        self.look = Segmented(
            [("system", _("Følg systemet")), ("light", _("Lyst")), ("dark", _("Mørkt"))], _("Utseende"), self
        )
        self.look.choose(self._appearance.look)
        self.look.chosen.connect(self._appearance.choose_look)
        self.body.addWidget(self.look)

    def _size_row(self) -> None:
        self._label(_("Tekststørrelse"))
        self.smaller = QuietButton("", "minus", self, tip=_("Mindre tekst"))
        self.larger = QuietButton("", "plus", self, tip=_("Større tekst"))
        self.percent = Note("", self, wrap=False)
        for button, step in ((self.smaller, -1), (self.larger, 1)):
            button.clicked.connect(lambda _checked=False, button=button, step=step: self._step(button, step))
        self.body.addLayout(row(self.smaller, self.percent, self.larger, None))
        self._show_size()

    def _step(self, button: QWidget, step: int) -> None:
        """Another size of text; the pointer goes along with the button, so that a second click meets it too."""
        pointed = button.underMouse()
        self._appearance.step_scale(step)
        if pointed:
            QTimer.singleShot(0, button, lambda: QCursor.setPos(button.mapToGlobal(button.rect().center())))

    def _show_size(self) -> None:
        scale = self._appearance.scale
        self.percent.setText(_("{percent} %").format(percent=round(scale * 100)))
        self.smaller.setEnabled(scale > SCALES[0])
        self.larger.setEnabled(scale < SCALES[-1])

    def _municipality_row(self) -> None:
        self._label(_("Kommune"))
        self.municipality = QLineEdit(self)
        self.municipality.setMaxLength(200)
        self.municipality.setAccessibleName(_("Kommune"))
        self.municipality.setProperty("keeps", True)  # it stores itself
        self.municipality.setPlaceholderText(_("Navnet som står på dokumentene"))
        self.body.addWidget(self.municipality)
        self._autosave = Autosave.of(self._workspace, "settings")
        self.municipality.textEdited.connect(self._type_municipality)
        self.municipality.editingFinished.connect(self._autosave.flush)
        self.mark = MarkRows(self._workspace, self)
        self.body.addWidget(self.mark)

    def _word_rows(self) -> None:
        self._label(_("Ord vi bruker i kommunen"))
        self.words: dict[str, Segmented | _Words] = {}
        self._usual: dict[str, str] = {}
        for key, choices in field_words_offered().items():
            choice = (Segmented if len(choices) <= _SEEN_AT_ONCE else _Words)(
                choices, "/".join(said for _key, said in choices), self
            )
            choice.chosen.connect(
                lambda word, key=key: self._workspace.lane.change(lambda s: _choose_word(s, key, word))
            )
            self.words[key] = choice
            self._usual[key] = choices[0][0]
            self.body.addLayout(row(choice, None))

    def _type_municipality(self, text: str) -> None:
        name = text.strip()
        self._autosave.note("municipality", TypedField(Owner.SETTING, "municipality", "municipality", name))

    def _database_rows(self) -> None:
        self._label(_("Nettverk-fil"))
        self.place = Note("", self)
        self.body.addWidget(self.place)
        for icon, text, action in (
            ("folder-open", _("Åpne en annen …"), guarded(self._workspace, self._files.choose)),
            ("database", _("Ny Nettverk-fil …"), guarded(self._workspace, self._files.make)),
            ("copy", _("Ta sikkerhetskopi …"), guarded(self._workspace, self._files.back_up)),
            ("external-link", _("Vis mappa"), self._show_folder),
        ):
            button = QuietButton(text, icon, self)
            button.clicked.connect(lambda _checked=False, run=action: run())
            self.body.addLayout(row(button, None))

    def _show_folder(self) -> None:
        path = self._workspace.lane.path
        if path is not None:
            open_outside(self._workspace, path.parent)

    def _show_database(self) -> None:
        path = self._workspace.lane.path
        self.passphrase.read()
        self.machine.read()
        self.place.setText(str(path) if path else _("I minnet. Borte når programmet lukkes."))
        if self._own:
            self._workspace.lane.ask(_chosen, self._arrived, self)

    def _arrived(self, chosen: tuple[str, dict[str, str]]) -> None:
        name, words = chosen
        if not self.municipality.hasFocus() and not self._autosave.holds("municipality"):
            self.municipality.setText(name)
        self.mark.read()
        for key, choice in self.words.items():
            choice.choose(words.get(key, self._usual[key]))

    def open(self, focus: QWidget | None = None) -> None:
        """Show it with what is in force now."""
        self.look.choose(self._appearance.look)
        self._show_size()
        if self._workspace.lane.is_open:
            self._show_database()
        self.backups.read()
        super().open(focus)


class _Words(ComboBox):
    """More words to choose from than there is room for side by side.

    Signals:
        chosen: key of the word the user chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for key, said in choices:
            self.addItem(said, key)
        self.activated.connect(lambda _index: self.chosen.emit(str(self.currentData())))

    def choose(self, key: str) -> None:
        """Show a word without saying that the user chose it."""
        self.setCurrentIndex(max(0, self.findData(key)))


def _chosen(store: Store) -> tuple[str, dict[str, str]]:
    from nettverk.services import settings

    return settings.get(store, "municipality"), settings.field_words(store)


def _choose_word(store: Store, key: str, word: str) -> Changes:
    from nettverk.services import settings

    return settings.choose_word(store, key, word)

"""Above the pages: which document it is, for whom and in which language, and the buttons to save and print it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import LANGUAGES, _
from nettverk.services.handouts.handouts import PER_UNIT
from nettverk.services.handouts.registry import kind_about, kind_name
from nettverk.ui.common.anonymity_sheet import AnonymityButton
from nettverk.ui.common.basics import Note, set_tone
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import Heading, PrimaryButton, QuietButton, bar, row

CARRIES_WHAT_WAS_SAID = frozenset(
    {
        DocumentKind.SINCE_LAST,
        DocumentKind.UNIT_PAGES,
        DocumentKind.ABSENT,
        DocumentKind.NEWCOMER,
        DocumentKind.THEMES,
        DocumentKind.PRACTICE_BANK,
        DocumentKind.SUMMARY,
    }
)
"""The documents that are looked through as soon as they are shown; all are before they go out."""


class DocumentHeader(QWidget):
    """Shows the chosen document's name and what it is for.

    Signals:
        save_wanted, print_wanted: of the document that is shown.
        labels_wanted: choose what badges are printed on.
        each_unit_wanted: the letters, one file for each unit.
        unit_chosen: id of the unit whose letter is to be seen; empty for all of them.
        language_chosen: code of the language on paper.
    """

    save_wanted = Signal()
    labels_wanted = Signal()
    print_wanted = Signal()
    each_unit_wanted = Signal()
    unit_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, anonymity: AnonymityButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.anonymity = anonymity
        self.title = Heading("", 2)
        self.about = Elided("", self)
        self.about.setProperty("kind", "note")
        self.units = ComboBox()
        self.units.setAccessibleName(_("Enhet"))
        self.units.setMinimumContentsLength(16)
        self.units.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.units.activated.connect(lambda _index: self.unit_chosen.emit(str(self.units.currentData() or "")))
        self.languages = ComboBox()
        self.languages.setAccessibleName(_("Språk på papiret"))
        self.languages.activated.connect(lambda _index: self.language_chosen.emit(str(self.languages.currentData())))
        for code, name in LANGUAGES.items():
            self.languages.addItem(name, code)
        self.each_unit_button = QuietButton(_("Én fil per enhet …"), "download")
        self.each_unit_button.clicked.connect(self.each_unit_wanted)
        self.labels_button = QuietButton(
            _("Etiketter …"), "tag", tip=_("Velg etikettark, første etikett, og ekstra skilt")
        )
        self.labels_button.clicked.connect(self.labels_wanted)
        self.labels_button.hide()  # until a document is shown: its room would widen the window for good
        self.print_button = QuietButton(_("Skriv ut …"), "printer", tip=_("Skriv ut i riktig størrelse (Ctrl+P)"))
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button = PrimaryButton(_("Lagre som PDF …"), "file-down", tip=_("Lagre som PDF (Ctrl+S)"))
        self.save_button.clicked.connect(self.save_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.setSpacing(8)
        layout.addLayout(bar([self.title], [self.print_button, self.save_button]))
        line = row(self.about, self.labels_button, self.each_unit_button, self.units, self.languages)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addLayout(row(self.anonymity, None))
        self.letters = Note("")
        set_tone(self.letters, "warn")
        self.letters.hide()
        layout.addWidget(self.letters)

    def show_kind(self, kind: DocumentKind | None, *, ready: bool, large_text: bool) -> None:
        """Show a document's name.

        Args:
            ready: it can be made; otherwise there is nothing to save or print.
            large_text: the text is so large that the line under the name has no room for everything.
        """
        if kind is not None:
            self.title.setText(kind_name(kind))
            self.about.setText(kind_about(kind))
        letters = kind in PER_UNIT
        self.about.setVisible(not (letters and large_text))  # the list at the left says it too
        self.each_unit_button.setVisible(letters and ready)
        self.labels_button.setVisible(kind is DocumentKind.BADGES and ready)
        # One may have chosen a unit that this document says nothing to, and must be able to choose another.
        self.units.setVisible(letters and (ready or bool(self.units.currentData())))
        self.anonymity.setVisible(kind in CARRIES_WHAT_WAS_SAID and ready)
        for button in (self.save_button, self.print_button):
            button.setEnabled(ready)

    def show_unprintable(self, sentence: str) -> None:
        """Say which letters cannot be printed; nothing where all can."""
        self.letters.setText(as_typed(sentence))
        self.letters.setVisible(bool(sentence))

    def show_units(self, units: Sequence[tuple[str, str]], unit_id: str) -> None:
        """Offer the letters home of these units, by (id, name), with one of them chosen; empty is all of them."""
        self.units.clear()
        self.units.addItem(_("Alle enheter"), "")
        for known_id, name in units:
            self.units.addItem(name, known_id)
        self.units.setCurrentIndex(max(0, self.units.findData(unit_id)))

    def show_language(self, code: str) -> None:
        """Choose a language on paper without saying that the user did."""
        self.languages.setCurrentIndex(self.languages.findData(code))

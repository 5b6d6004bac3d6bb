"""A new gathering: network, district, day and a template to begin from, in one sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.registry import ByIdOrName, District, Network
from nettverk.i18n import LANGUAGES, _, clock, language
from nettverk.services import gatherings
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.services.templates import Template, templates
from nettverk.ui.common.basics import Label, RadioButton
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Note, PrimaryButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sheet offers, and what it begins with."""

    networks: tuple[Network, ...]
    districts: tuple[District, ...]
    likely_day: date = date.min
    language: str = ""


def choices(store: Store) -> Choices:
    """Networks and districts there are, the language last used, and a likely day: two weeks ahead, on the weekday they
    usually meet."""
    earlier = gatherings.all_(store)
    held = [gathering.held_on for gathering in earlier if gathering.held_on]
    weekday = held[0].weekday() if held and held[0].weekday() < 5 else 1
    # People need two weeks' notice, and a network usually meets on the same weekday; Tuesday where nothing is known.
    soonest = store.today() + timedelta(days=14)
    day = soonest + timedelta(days=(weekday - soonest.weekday()) % 7)
    return Choices(register.networks(store), register.districts(store), day, earlier[0].language if earlier else "")


class NewGatheringSheet(Sheet):
    """The sheet; ``then`` is called with the id of the new gathering."""

    def __init__(self, workspace: Workspace, host: QWidget, known: Choices, then: Callable[[str], None]) -> None:
        super().__init__(_("Ny samling"), host)
        self._workspace, self._then, self._known = workspace, then, known
        self._templates = templates(language())
        self.network = self._box(_("Nettverk"), [(network.id, network.name) for network in known.networks])
        self.network.setEditable(True)
        self.network.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if not known.networks:
            self.network.setEditText("0–6")
        self.district = self._box(
            _("Bydel"), [("", _("Alle bydeler")), *((district.id, district.name) for district in known.districts)]
        )
        self.district.setEditable(True)
        self.district.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        day = known.likely_day
        self.day = DayField(parent=self, optional=False)
        self.day.fill(day)
        self.add_field(_("Dato"), self.day)
        self.theme_line = QLineEdit(self)
        self.theme_line.setPlaceholderText(_("For eksempel inkluderende lek"))
        self.add_field(_("Tema"), self.theme_line)
        self.language = self._box(_("Språk på lerret og papir"), list(LANGUAGES.items()))
        self.language.setCurrentIndex(max(0, self.language.findData(known.language or language())))
        self._radios = [self._radio(template) for template in self._templates]
        self._fault = Label("", self)
        self._fault.setProperty("tone", "stop")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        self._begun_as = self._content()
        self.closed.connect(self.day.settle)
        keep_draft(self, workspace, self.drafted)
        button = PrimaryButton(_("Lag samlingen"), "check", self)
        button.clicked.connect(self._make)
        self.foot.addStretch(1)
        self.foot.addWidget(button)

    def _box(self, label: str, items: list[tuple[str, str]]) -> QComboBox:
        box = ComboBox(self)
        for key, text in items:
            box.addItem(text, key)
        self.add_field(label, box)
        return box

    def _radio(self, template: Template) -> QRadioButton:
        if not self._templates.index(template):
            self.body.addSpacing(8)
            self.body.addWidget(Small(_("Begynn med"), self, strong=True))
        button = RadioButton(f"{template.name}, {clock(template.starts_at)}–{clock(template.ends_at)}", self)
        button.setChecked(not self._templates.index(template))
        button.setAccessibleDescription(template.about)
        self.body.addWidget(button)
        about = Note(template.about, self)
        about.setContentsMargins(28, 0, 0, 4)
        self.body.addWidget(about)
        return button

    def _content(self) -> tuple[object, ...]:
        """What stands in the fields."""
        return (
            self.network.currentText(), self.district.currentText(), self.day.line.text(), self.theme_line.text(),
            self.language.currentData(), [button.isChecked() for button in self._radios],
        )  # fmt: skip

    def drafted(self) -> bool:
        """Whether something was filled in and no gathering made of it."""
        return self._content() != self._begun_as

    def _make(self) -> None:
        template = next(
            template for template, button in zip(self._templates, self._radios, strict=True) if button.isChecked()
        )
        network, district = _chosen(self.network), _chosen(self.district)
        if not self.day.settle():
            self.day.setFocus()
            return
        day = self.day.day()
        theme, code = self.theme_line.text().strip(), str(self.language.currentData())

        def job(store: Store) -> Changes:
            return gatherings.make_in(store, template, network, district, held_on=day, language=code, theme=theme)

        def done(changes: Changes) -> None:
            self._begun_as = self._content()
            self.close_sheet()
            self._then(changes.made)

        self._workspace.lane.change(job, done, self, failed=self._say)

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._make()
        else:
            super().keyPressEvent(event)


def _chosen(box: QComboBox) -> ByIdOrName:
    """What stands in the box: neither id nor name where the empty choice does."""
    text = box.currentText().strip()
    row = box.findText(text, Qt.MatchFlag.MatchFixedString)
    if row >= 0:
        key = str(box.itemData(row) or "")
        return ByIdOrName(key, text if key else "")
    return ByIdOrName(name=text)

"""A new gathering: network, district, day and a template to begin from, in one sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import ByIdOrName, District, Network, everywhere
from nettverk.i18n import LANGUAGES, _, clock, language
from nettverk.services import begin, gatherings, own_templates
from nettverk.services.begin import NextTime
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
    """What the sheet offers, and what it begins with.

    Attributes:
        own: templates somebody has kept. agreed: what a gathering announces of the next one.
        last: the gathering that is worked with, or the newest; its network and district are likely again.
    """

    networks: tuple[Network, ...]
    districts: tuple[District, ...]
    likely_day: date = date.min
    language: str = ""
    own: tuple[Template, ...] = ()
    agreed: NextTime | None = None
    last: Gathering | None = None


def choices(store: Store, gathering_id: str | None = None) -> Choices:
    """Networks and districts there are, own templates, the language last used, what was said of the next gathering,
    and else a likely day.

    Args:
        gathering_id: the one that is worked with: what it says of the next one comes first.
    """
    earlier = gatherings.all_(store)
    last = next((gathering for gathering in earlier if gathering.id == gathering_id), earlier[0] if earlier else None)
    return Choices(
        register.networks(store),
        register.districts(store),
        begin.likely_day(store),
        last.language if last else "",
        own_templates.all_(store),
        begin.next_time(store, gathering_id),
        last,
    )


class NewGatheringSheet(Sheet):
    """The sheet; ``then`` is called with the id of the new gathering."""

    def __init__(self, workspace: Workspace, host: QWidget, known: Choices, then: Callable[[str], None]) -> None:
        super().__init__(_("Ny samling"), host)
        self._workspace, self._then, self._known = workspace, then, known
        self._templates = (*templates(language()), *known.own)
        self.network = self._box(_("Nettverk"), [(network.id, network.name) for network in known.networks])
        self.network.setEditable(True)
        self.network.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if not known.networks:
            self.network.setEditText("0–6")
            # The list has nothing to open yet, and a box one can write in looks like any other.
            self.body.addWidget(Note(_("Skriv hva nettverket heter. Det lages sammen med samlingen."), self))
        self.district = self._box(
            _("Bydel"),
            [("", everywhere(known.districts)), *((district.id, district.name) for district in known.districts)],
        )
        self.district.setEditable(True)
        self.district.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.day = DayField(parent=self, optional=False)
        self.add_field(_("Dato"), self.day)
        self.agreed = Note("", self)
        self.body.addWidget(self.agreed)
        self._begin_likely()
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

    def _begin_likely(self) -> None:
        """Where and when it is likely to be: as the last gathering announced, else where the last one was."""
        known, agreed = self._known, self._known.agreed
        network_id, district_id = "", None
        if agreed is not None:
            network_id, district_id = agreed.network_id, agreed.district_id
        elif known.last is not None:
            network_id, district_id = known.last.network_id, known.last.district_id
        self.day.fill(agreed.held_on if agreed else known.likely_day)
        self.network.setCurrentIndex(max(0, self.network.findData(network_id)) if known.networks else -1)
        if not known.networks:
            self.network.setEditText("0–6")
        self.district.setCurrentIndex(max(0, self.district.findData(district_id or "")))
        words = [clock(agreed.starts_at) if agreed.starts_at else "", agreed.place] if agreed else []
        line = " · ".join(word for word in words if word)
        self.agreed.setText(
            _("Dette sa dere sist om neste samling. {details}").format(details=line).strip() if agreed else ""
        )
        self.agreed.setVisible(agreed is not None)

    def _box(self, label: str, items: list[tuple[str, str]]) -> QComboBox:
        box = ComboBox(self)
        for key, text in items:
            box.addItem(text, key)
        self.add_field(label, box)
        return box

    def _radio(self, template: Template) -> QRadioButton:
        if not self._templates.index(template):
            self.body.addSpacing(8)
            self.body.addWidget(Small(_("Start med"), self, strong=True))
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
        # Place and hour belong to the day that was announced; another day has its own.
        agreed = self._known.agreed
        agreed = agreed if agreed is not None and agreed.held_on == day and agreed.network_id == network.id else None
        place, starts_at = (agreed.place, agreed.starts_at) if agreed else ("", None)

        def job(store: Store) -> Changes:
            return gatherings.make_in(
                store, template, network, district, held_on=day, language=code, theme=theme, place=place,
                starts_at=starts_at,
            )  # fmt: skip

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

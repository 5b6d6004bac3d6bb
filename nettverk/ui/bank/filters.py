"""What one looks for: words, kind, network, unit, school year and theme, and only what is good practice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from nettverk.domain.search import HitKind, Wanted, kind_name, year_name
from nettverk.i18n import _, language
from nettverk.services import tags
from nettverk.services.search.search import Choices
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import FlowLayout, LinkButton, SearchField, Segmented

PAUSE_MS = 40
"""Without a letter, before it is asked for."""
_ALL, _GOOD = "all", "good"


class Filters(QWidget):
    """The field and the choices below it.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(_("Søk i alt som er sagt, avtalt og lært"))
        self.which = Segmented([(_ALL, _("Alt")), (_GOOD, _("God praksis"))], _("Hva som vises"))
        self.kinds = _choice(_("Slag"))
        self.networks = _choice(_("Nettverk"))
        self.units = _choice(_("Enhet"))
        self.years = _choice(_("Skoleår"))
        self.themes = _choice(_("Merkelapp"))
        self.themes.setMinimumContentsLength(14)
        self.clear_button = LinkButton(_("Nullstill"), "x")
        self._offer(self.kinds, _("Alle slag"), ((kind.value, kind_name(kind)) for kind in HitKind))
        self._offer(self.themes, _("Alle merkelapper"), tags.names(language()).items())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        flow = FlowLayout(gap=6, line_gap=6)
        for widget in (self.which, *self._boxes(), self.clear_button):
            flow.addWidget(widget)
        column.addLayout(flow)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._changed)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.which.chosen.connect(lambda _key: self._changed())
        for box in self._boxes():
            box.activated.connect(lambda _index: self._changed())
        self.clear_button.clicked.connect(self.clear)
        self._show_clear()

    def _boxes(self) -> tuple[ComboBox, ...]:
        return self.kinds, self.networks, self.units, self.years, self.themes

    def offer(self, choices: Choices) -> None:
        """The networks, units and years that there are; what is chosen stays where it still is."""
        self._offer(self.networks, _("Alle nettverk"), choices.networks)
        self._offer(self.units, _("Alle enheter"), choices.units)
        self._offer(self.years, _("Alle år"), ((str(year), year_name(year)) for year in choices.years))

    @staticmethod
    def _offer(box: ComboBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
        before = box.currentData()
        offered = [("", everything), *choices]
        if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] == offered:
            return
        with QSignalBlocker(box):
            box.clear()
            for key, name in offered:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(before)))

    def wanted(self) -> Wanted:
        """What is looked for."""
        kind, year = self.kinds.currentData(), self.years.currentData()
        return Wanted(
            self.search.text(),
            str(self.networks.currentData() or ""),
            str(self.units.currentData() or ""),
            str(self.themes.currentData() or ""),
            int(year) if year else None,
            frozenset({HitKind(kind)}) if kind else frozenset(),
            self.which.value() == _GOOD,
        )

    def want(self, text: str) -> None:
        """Look for these words, among everything."""
        self._reset()
        with QSignalBlocker(self.search):
            self.search.setText(text)
        self._changed()

    def clear(self) -> None:
        """Look for everything again."""
        self.want("")
        self.search.setFocus()

    def _reset(self) -> None:
        self.which.choose(_ALL)
        for box in self._boxes():
            box.setCurrentIndex(0)

    def _changed(self) -> None:
        self._later.stop()
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(self.wanted() != Wanted())


def _choice(name: str) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(9)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box

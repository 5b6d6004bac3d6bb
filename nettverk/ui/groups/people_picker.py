"""Choose a few people by name: a field that completes, and those chosen beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from nettverk.domain.participants import Participant
from nettverk.i18n import _
from nettverk.ui.common.widgets import FlowLayout, QuietButton, SearchField, suggesting


class PeoplePicker(QWidget):
    """A field and the people chosen; each can be taken out again.

    Signals:
        changed: somebody was added or taken out.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, Participant] = {}
        self._chosen: list[Participant] = []
        self.field = SearchField(_("Skriv et navn"))
        self._names = QStringListModel(self)
        completer = suggesting(QCompleter(self._names, self.field))
        completer.activated.connect(self._take)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._enter)
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self._box)

    def show_people(self, people: Sequence[Participant], chosen: Sequence[Participant] = ()) -> None:
        """Offer people to choose from; ``chosen`` are chosen to begin with."""
        # By name and unit together: two may have one name, and the completer only knows texts.
        self._people = {f"{person.name} · {person.unit_name}": person for person in people}
        self._names.setStringList(list(self._people))
        self._chosen = list(chosen)
        self._show()

    def person_ids(self) -> tuple[str, ...]:
        """Ids in the register of those chosen."""
        return tuple(person.person_id for person in self._chosen)

    def _enter(self) -> None:
        words = self.field.text().casefold().split()
        matches = [key for key in self._people if words and all(word in key.casefold() for word in words)]
        if matches:
            self._take(matches[0])

    def _take(self, key: str) -> None:
        person = self._people.get(key)
        if person is not None and person not in self._chosen:
            self._chosen.append(person)
            self._show()
            self.changed.emit()
        # What was typed has done its work. Once more afterwards, since the completer writes its text after this.
        self._clear()
        QTimer.singleShot(0, self, self._clear)

    def _clear(self) -> None:
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def _drop(self, person: Participant) -> None:
        self._chosen.remove(person)
        self._show()
        self.field.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        self._flow.clear()
        for person in self._chosen:
            chip = QuietButton(person.name, "x", tip=_("Fjern {name}").format(name=person.name))
            chip.clicked.connect(lambda _checked=False, person=person: self._drop(person))
            self._flow.addWidget(chip)
        self._box.setVisible(bool(self._chosen))

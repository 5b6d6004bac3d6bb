"""Somebody who is typed in may be in the register already: they are offered before a second one is made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.domain.check_in import search
from nettverk.domain.names import name_key
from nettverk.domain.registry import Person
from nettverk.domain.unit_names import unit_key
from nettverk.i18n import _
from nettverk.ui.common.widgets import Note, QuietButton, Small

_MOST = 4
_LETTERS = 3
"""From so many letters on somebody is looked for."""


class KnownPeople(QFrame):
    """Those of the register who fit what is typed, each a button.

    Signals:
        meant: id of the person who is meant.
    """

    meant = Signal(str)

    def __init__(self, people: Sequence[Person], here: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people, self._here = people, frozenset(here)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 4)
        self._box.setSpacing(4)
        self._lines: list[QWidget] = []
        self.buttons: list[QuietButton] = []
        self.hide()

    def know(self, people: Sequence[Person], here: Collection[str]) -> None:
        """Another register, and others on the list."""
        self._people, self._here = people, frozenset(here)

    def look(self, given: str, family: str) -> None:
        """Show who fits a name that is being typed."""
        typed = f"{given} {family}".strip()
        people = search(self._people, typed)[:_MOST] if len(typed) >= _LETTERS else []
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.buttons = [], []
        if people:
            self._add(Small(_("Står i registeret"), self, strong=True))
        for person in people:
            words = " · ".join(word for word in (person.name, person.unit_name, person.role) if word)
            if person.id in self._here:
                self._add(Note(_("{person} (står på lista)").format(person=words), self))
                continue
            button = QuietButton(words, "user-plus", self)
            button.setAccessibleName(_("Legg til {person}").format(person=words))
            button.clicked.connect(partial(self.meant.emit, person.id))
            self.buttons.append(button)
            self._add(button)
        self.setVisible(bool(people))

    def same(self, given: str, family: str, unit: str) -> tuple[Person | None, tuple[Person, ...]]:
        """Who has exactly this name: the one from this unit, and the others."""
        key = name_key(given, family)
        namesakes = [person for person in self._people if name_key(person.given_name, person.family_name) == key]
        here = next((namesake for namesake in namesakes if unit_key(namesake.unit_name) == unit_key(unit)), None)
        return here, tuple(namesake for namesake in namesakes if namesake is not here)

    def is_listed(self, person: Person) -> bool:
        """Whether somebody is on the gathering's list already."""
        return person.id in self._here

    def _add(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self._box.addWidget(widget)

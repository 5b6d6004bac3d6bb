"""Somebody who is not on any list: the name that was typed, and the unit they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from nettverk.domain.check_in import newcomer
from nettverk.domain.names import name_key
from nettverk.domain.registry import Unit
from nettverk.i18n import _
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, row, suggesting


class NewcomerCard(QFrame):
    """Some letters of the unit's name are enough; Enter adds. A unit nobody knows is asked about once.

    Signals:
        walked_in: given name, family name, unit id.
        came_from_new: given name, family name, name of a unit that is not in the register.
        was_a_name: the newcomer, and what was written as unit but is no unit and finds somebody on the list: one typed
            on without looking.
        back: Escape, to the name again.
    """

    walked_in = Signal(str, str, str)
    came_from_new = Signal(str, str, str)
    was_a_name = Signal(str, str)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._units: Sequence[Unit] = ()
        self._who = ("", "")
        self._refused = ""
        self.is_somebody: Callable[[str], bool] = lambda _typed: False
        self.heading, self.unit = Heading("", 0, self, wrap=True), ComboBox(self)
        self.add_button = PrimaryButton(_("Legg til"), parent=self)
        self.message = Note("", self)
        self.message.hide()
        self.unit.setAccessibleName(_("Enhet"))
        self.unit.setEditable(True)
        self.unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.unit.setMinimumWidth(200)
        line, completer = self.unit.lineEdit(), self.unit.completer()
        assert line is not None
        assert completer is not None
        self._line = line
        line.setAccessibleName(_("Enhet"))
        line.setPlaceholderText(_("Velg enhet"))
        suggesting(completer)
        self.setFocusProxy(self.unit)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addWidget(self.heading)
        inside.addLayout(row(self.unit, self.add_button, None))
        inside.addWidget(self.message)
        line.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.unit.currentIndexChanged.connect(lambda _i: self._forget_refusal())
        self.unit.editTextChanged.connect(lambda _text: self._forget_refusal())

    def show_units(self, units: Sequence[Unit]) -> None:
        """Where somebody may come from; what is being written stays."""
        if [(unit.id, unit.name) for unit in units] == [(unit.id, unit.name) for unit in self._units]:
            return
        self._units = units
        written = self.unit.currentText()
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit.name, unit.id)
        self.unit.setCurrentIndex(-1)
        self.unit.setEditText(written)

    def show_name(self, typed: str) -> None:
        """Who it would be; another name begins without a unit."""
        who = newcomer(typed) if typed else ("", "")
        if who != self._who:
            self._empty()
        self._who = who
        self.heading.setText(_("Ny: {name}").format(name=" ".join(self._who).strip()))

    def ask(self) -> None:
        """Nobody of that name: which unit are they from?"""
        self.unit.setFocus()
        self._line.selectAll()

    def _empty(self) -> None:
        self.unit.setCurrentIndex(-1)
        self.unit.clearEditText()

    def _unit(self) -> str:
        """The unit that is written or chosen; some letters will do where only one has them. Empty where none is."""
        typed = name_key(self.unit.currentText())
        # A whole name counts before a part of one: «Lund» must be reachable beside «Lundamo».
        exact = [unit.id for unit in self._units if name_key(unit.name) == typed]
        candidates = exact or self._near(typed)
        return candidates[0] if len(candidates) == 1 else ""

    def _near(self, typed: str) -> list[str]:
        return [unit.id for unit in self._units if typed and typed in name_key(unit.name)]

    def _forget_refusal(self) -> None:
        self._refused = ""
        self.message.hide()
        self.add_button.setText(_("Legg til"))
        self.add_button.setEnabled(bool(self.unit.currentText().strip()))

    def _add(self) -> None:
        unit, written = self._unit(), self.unit.currentText().strip()
        if not any(self._who):
            return
        if unit:
            self.walked_in.emit(*self._who, unit)
        elif written and written == self._refused:
            self.came_from_new.emit(*self._who, written)
        elif written and not self._near(name_key(written)) and self.is_somebody(written):
            self.was_a_name.emit(" ".join(self._who).strip(), written)
        else:
            self._refuse(written)
            return
        # Once more afterwards: what was chosen from the list of suggestions is written into the box after this.
        QTimer.singleShot(0, self, self._empty)
        self._empty()

    def _refuse(self, written: str) -> None:
        if not written:
            message = _("Skriv noen bokstaver i navnet på enheten. Trykk Esc for å gå tilbake til navnet.")
        elif self._near(name_key(written)):
            message = _("Flere enheter har «{letters}» i navnet. Skriv litt til.").format(letters=written)
        else:
            self._refused = written
            message = _(
                "Ingen enhet heter «{name}». Trykk Enter én gang til for å lage den, eller Esc for å gå tilbake."
            ).format(name=written)
            self.add_button.setText(_("Lag enheten og legg til"))
            self.add_button.setEnabled(True)
        self.message.setText(message)
        self.message.show()
        tell_fault(self.unit, message)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the name; the unit that is written stays as long as the name is the same."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

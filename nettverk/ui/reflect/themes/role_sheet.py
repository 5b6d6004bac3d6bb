"""The role behind a point, noted while one types it or while one gathers it in a theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.points import ROLE_LENGTH, SpeakerRole, role_name
from nettverk.i18n import _
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, suggesting


class RoleSheet(Sheet):
    """What whoever said a point does: one of a list, or own words; never a name.

    Args:
        note: takes the keys of the points and the role, or nothing to take it away.
    """

    def __init__(self, host: QWidget, note: Callable[[Sequence[str], str], object]) -> None:
        super().__init__(_("Hvem sa det?"), host)
        self._note = note
        self._keys: tuple[str, ...] = ()
        self.body.addWidget(Note(_("Skriv rollen, aldri navnet.")))
        self.role = ComboBox()
        self.role.setEditable(True)
        self.role.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        for role in SpeakerRole:
            self.role.addItem(role_name(role), role.value)
        line = self.role.lineEdit()
        assert isinstance(line, QLineEdit)
        line.setMaxLength(ROLE_LENGTH)
        line.returnPressed.connect(self.hand_in)
        completer = self.role.completer()
        if completer is not None:
            suggesting(completer)
        self.add_field(_("Rolle"), self.role)
        self.body.addStretch(1)
        self.put = PrimaryButton(_("Noter rollen"))
        self.put.clicked.connect(self.hand_in)
        self.away = QuietButton(_("Fjern rollen"))
        self.away.clicked.connect(self._take_away)
        for button in (self.put, self.away):
            self.foot.addWidget(button)
        self.foot.addStretch(1)

    def begin(self, keys: Sequence[str], role: str) -> None:
        """Open on these points, with the role that is noted."""
        self._keys = tuple(keys)
        self.role.setCurrentIndex(self.role.findText(role))
        self.role.setEditText(role)
        self.open(self.role)

    def hand_in(self) -> None:
        """Note the role that is chosen or typed."""
        words = self.role.currentText().strip()
        place = self.role.findText(words)
        self._note(self._keys, str(self.role.itemData(place)) if place >= 0 else words)
        self.close_sheet()

    def _take_away(self) -> None:
        self._note(self._keys, "")
        self.close_sheet()

"""«Samtykke»: who in the unit said yes to stand there by name, by role, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.good_practice import CONSENT_LENGTH
from nettverk.domain.now import today
from nettverk.i18n import _
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Note, PrimaryButton


class ConsentSheet(Sheet):
    """Two fields and a button; says what the consent is for before it is noted.

    Args:
        note: gets the role and the day.
    """

    def __init__(self, unit: str, note: Callable[[str, date], object], host: QWidget) -> None:
        super().__init__(_("Samtykke fra enheten"), host)
        self._note = note
        about = _(
            "Med samtykke står «{unit}» som navn på papir, på lerretet og i det som deles. Uten står det «En enhet i"
            " nettverket». Samtykket kan trekkes når som helst."
        )
        self.body.addWidget(Note(about.format(unit=unit), self))
        self.body.addSpacing(8)
        self.role = QLineEdit(self)
        self.role.setMaxLength(CONSENT_LENGTH)
        self.role.setPlaceholderText(_("styrer, rektor, leder …"))
        self.add_field(_("Rollen til den som sa ja"), self.role)
        self.day = DayField(today, self, optional=False)
        self.day.fill(today())
        self.add_field(_("Når"), self.day)
        self.body.addStretch(1)
        done = PrimaryButton(_("Noter samtykket"), "check", self)
        done.clicked.connect(self._done)
        self.role.returnPressed.connect(self._done)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self.closed.connect(self.deleteLater)

    def _done(self) -> None:
        self._note(self.role.text(), self.day.day() or today())

"""A way of working as one reads it, and one's own as a form: in the plan beside a part, and in the library."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.methods import Method, roles, steps
from nettverk.i18n import _, _n
from nettverk.services import methods
from nettverk.services.methods import MethodForm
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import Label
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.widgets import Note, Small

USUAL_MINUTES = 45
"""How long a part is thought to be where none is chosen."""


class MethodStory(QWidget):
    """A method as one reads it: what it is good for, its steps in the part's minutes, who does what, and its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    def tell(self, method: Method, minutes: int) -> None:
        """Show another method, its steps fitted to so many minutes."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if method.about.here:
            self._say(Note(method.about.here, wrap=True))
        self._box.addSpacing(6)
        self._say(Small(_n("Steg i en del på {n} minutt", "Steg i en del på {n} minutter", minutes), strong=True))
        for number, step in enumerate(steps(method, minutes), start=1):
            line = _("{number}. {step}, {minutes}").format(
                number=number, step=step.title, minutes=_n("{n} min", "{n} min", step.minutes)
            )
            self._say(Label(f"{line}: {step.hint}" if step.hint else line))
        if method.roles:
            self._box.addSpacing(6)
            self._say(Small(_("Oppgaver ved bordet"), strong=True))
            for role in roles(method):
                self._say(Label(f"{role.name}: {role.task}" if role.task else role.name))
        if method.source.here:
            self._box.addSpacing(6)
            self._say(Small(method.source.here, wrap=True))
        self._box.addStretch(1)

    def _say(self, label: Label) -> None:
        label.setWordWrap(True)
        self._box.addWidget(label)


class MethodFields(Fields):
    """An own method, stored as one types."""

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(autosave, parent)
        self.line("name", _("Navn"), most=80)
        self.lines("about", _("Når den passer"), rows=2)
        example = _("5 Tenk alene: skriv stikkord\n15 Samtale: én om gangen")
        self.lines("steps", _("Steg, ett på hver linje"), hint=example, rows=5)
        how = _("Minutter, hva dere gjør, og etter kolon hvordan. Minuttene fordeles på delen.")
        self.box.addWidget(Small(how, wrap=True))
        self.lines("roles", _("Oppgaver ved bordet, én på hver linje"), hint=_("Ordstyrer: gir ordet"), rows=3)
        self.choice(
            "form",
            _("Slik går den"),
            [
                (MethodForm.ONCE, _("Stegene etter hverandre")),
                (MethodForm.PAIRS, _("Starter to og to")),
                (MethodForm.ROUNDS, _("I runder, med bytte av bord")),
            ],
        )

    def show_method(self, method: Method) -> None:
        """Show what is stored of a method."""
        self.show_values(method.id, {name: methods.field_text(method, name) for name in self.names()})

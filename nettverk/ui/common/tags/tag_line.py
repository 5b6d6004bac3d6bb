"""The tags of one thing on its form or card: their names in a line, and the way to change them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _, join, language
from nettverk.services import tags
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.widgets import FlatButton, FlowLayout


class TagLine(QWidget):
    """Names, then a button that says «Merkelapper» where there are none yet.

    Signals:
        wanted: the tags are to be changed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._flow = FlowLayout(self, gap=6, line_gap=4)
        self.button = FlatButton(_("Merkelapper"), "tag", self)
        self.button.setProperty("small", True)
        self.button.clicked.connect(self.wanted)
        self._flow.addWidget(self.button)
        self.labels: list[Label] = []
        self.show_tags(())

    def show_tags(self, ids: Sequence[str]) -> None:
        """Show these tags, by id."""
        wheel = tags.wheel(language())
        names = tuple(wheel.name(tag) for tag in wheel.in_order(ids))
        if names != self._names:
            self._names = names
            for label in self.labels:
                self._flow.removeWidget(label)
                label.hide()
                label.deleteLater()
            self.labels = [self._label(name) for name in names]
        self.button.setText("" if names else _("Merkelapper"))
        set_tip(self.button, _("Endre merkelappene") if names else _("Sett merkelapper"))
        self.button.setAccessibleName(_("Merkelapper"))
        self.button.setAccessibleDescription(join(names) if names else _("ingen ennå"))

    def _label(self, name: str) -> Label:
        label = Label(name, self)
        label.setProperty("kind", "tag")
        self._flow.addWidget(label)
        label.show()
        return label

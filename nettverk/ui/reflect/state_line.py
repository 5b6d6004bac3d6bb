"""How many sheets are in, and links to the few that are missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.widgets import FlowLayout, LinkButton, Note, row


class StateLine(QWidget):
    """One sentence with links after it.

    Signals:
        picked: the code of a sheet whose link was pressed.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[str, ...] = ()
        self.sentence = Note("", wrap=False)
        links = QWidget()
        self._links = FlowLayout(links, gap=2)
        # The line is as high without links as with them, so that nothing moves when the last sheet comes in.
        links.setMinimumHeight(LinkButton("G1-1").sizeHint().height())
        line = row(self.sentence, links, gap=8)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        line.setAlignment(self.sentence, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def show_state(self, sentence: str, codes: tuple[str, ...]) -> None:
        """Say it; the links are only made anew when they are others."""
        self.sentence.setText(sentence)
        if codes == self._codes:
            return
        self._codes = codes
        self._links.clear()
        for code in codes:
            link = LinkButton(code)
            link.setAccessibleName(_("Gå til {code}, som mangler").format(code=code))
            link.clicked.connect(lambda _checked=False, code=code: self.picked.emit(code))
            self._links.addWidget(link)

"""What could not be stored last time: where it stands now, and what nobody could put back, to be copied or chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from nettverk.domain.rescue import Fate, Kept, Returned
from nettverk.domain.typed import TypedLoose, as_text
from nettverk.i18n import _
from nettverk.ui.common.basics import Label
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, QuietButton, Small, row

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.ui.common.workspace import Workspace


class RescuedSheet(Sheet):
    """One entry for each text: its place, what became of it, the text itself, and what can be done about it."""

    def __init__(self, workspace: Workspace, host: QWidget, returned: Sequence[Returned]) -> None:
        super().__init__(_("Dette ble ikke lagret sist"), host, width=480)
        self._workspace = workspace
        for text_back in returned:
            self._entry(text_back)
        self.body.addStretch(1)

    def _entry(self, one: Returned) -> None:
        entry = QWidget(self)
        self.body.addWidget(Small(one.kept.place, self, strong=True))
        loose = isinstance(one.kept.typed, TypedLoose)
        form = _("Ble ikke lagt inn før vinduet ble lukket. Kopier det du vil ha med.")
        self.body.addWidget(Note(form if loose else _fate_words(one.fate), self))
        text = Label(as_text(one.kept.typed), self)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(text)
        if one.fate is Fate.OTHER and one.now:
            self.body.addWidget(Note(_("Der står det nå: {text}").format(text=one.now), self))
        copy = QuietButton(_("Kopier"), "copy", self)
        copy.clicked.connect(lambda: self._copy(copy, one.kept))
        buttons: list[QWidget | None] = [copy]
        if one.fate is Fate.OTHER:
            buttons.append(self._button(_("Bruk min"), lambda: self._choose(one.kept, entry)))
        if one.fate in {Fate.OTHER, Fate.HOMELESS}:
            buttons.append(self._button(_("Trenger den ikke"), lambda: self._dismiss(one.kept, entry)))
        entry.setLayout(row(*buttons, None))
        self.body.addWidget(entry)
        self.body.addSpacing(12)

    def _button(self, words: str, then: Callable[[], None]) -> QPushButton:
        button = QuietButton(words, parent=self)
        button.clicked.connect(then)
        return button

    def _copy(self, button: QPushButton, kept: Kept) -> None:
        QGuiApplication.clipboard().setText(as_text(kept.typed))
        button.setText(_("Kopiert"))

    def _choose(self, kept: Kept, entry: QWidget) -> None:
        from nettverk.services import rescue

        self._workspace.lane.change(
            lambda store: rescue.choose(store, kept), lambda _changes: self._done(entry, _("Lagret")), self
        )

    def _dismiss(self, kept: Kept, entry: QWidget) -> None:
        def job(store: Store) -> None:
            from nettverk.services import rescue

            rescue.dismiss(store, kept)

        self._workspace.lane.ask(job, lambda _answer: self._done(entry, _("Fjernet")), self)

    def _done(self, entry: QWidget, words: str) -> None:
        entry.setEnabled(False)
        self._workspace.say(words)


def _fate_words(fate: Fate) -> str:
    return {
        Fate.BACK: _("Er på plass igjen."),
        Fate.SAME: _("Er lagret."),
        Fate.BOTH: _("Noe annet sto der. Nå står begge, etter hverandre."),
        Fate.OTHER: _("Noe annet står der nå, og er ikke endret."),
        Fate.HOMELESS: _("Stedet det hørte til, finnes ikke lenger. Kopier det dit du vil ha det."),
        Fate.WAITING: _("Kan ikke lagres ennå. Det er fortsatt lagt til side."),
    }[fate]

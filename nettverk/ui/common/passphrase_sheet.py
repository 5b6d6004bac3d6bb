"""Passord på fila: set one, change it, or take it off; what that means is said before anything is done."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.passphrase import hint, normalised, strength
from nettverk.i18n import _
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.backup_keeper import second_folder
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.passphrase_field import PassphraseField
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, row, set_tone
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.passphrase import Outcome
    from nettverk.ui.common.lane import Work


class Wish(Enum):
    """What one wants with the passphrase."""

    SET = auto()
    CHANGE = auto()
    REMOVE = auto()


class PassphraseRows(QWidget):
    """Among the settings: whether the open file is sealed, and the ways to have it otherwise."""

    def __init__(self, workspace: Workspace, files: Files, host: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._files, self._host = workspace, files, host
        self.sheet: PassphraseSheet | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.state = Note("", self)
        column.addWidget(self.state)
        self.buttons: dict[Wish, QuietButton] = {}
        for wish, text in (
            (Wish.SET, _("Lås fila med et passord …")),
            (Wish.CHANGE, _("Bytt passordet …")),
            (Wish.REMOVE, _("Fjern passordet …")),
        ):
            button = QuietButton(text, "lock", self)
            button.clicked.connect(lambda _checked=False, wish=wish: guarded(workspace, lambda: self.open(wish))())
            self.buttons[wish] = button
            column.addLayout(row(button, None))
        self.read()

    def read(self) -> None:
        """Show how it is now."""
        from nettverk.services import passphrase

        path = self._workspace.lane.path
        sealed, available = passphrase.is_sealed(path), passphrase.is_available()
        if sealed:
            sentence = _("Fila og kopiene av den er låst med passord.")
        elif not available:
            sentence = passphrase.missing()
        elif path is None:
            sentence = _("I minnet er det ingenting å låse.")
        else:
            sentence = _("Fila er ikke låst. Den som får tak i den, kan lese alle navn i den.")
        self.state.setText(sentence)
        for wish, button in self.buttons.items():
            button.setVisible(sealed if wish is not Wish.SET else not sealed)
            button.setEnabled(available and path is not None)
            button.setAccessibleDescription("" if available else sentence)

    def open(self, wish: Wish) -> None:
        """Open the sheet that says what it means, and does it."""
        path = self._workspace.lane.path
        if path is not None:
            self.sheet = PassphraseSheet(self._workspace, self._files, self._host, path, wish)
            self.sheet.open()


class PassphraseSheet(Sheet):
    """What will be and what cannot be undone stands above the button; progress and cancel are in the line below."""

    def __init__(self, workspace: Workspace, files: Files, host: QWidget, path: Path, wish: Wish) -> None:
        titles = {
            Wish.SET: _("Lås fila med et passord"),
            Wish.CHANGE: _("Bytt passord"),
            Wish.REMOVE: _("Fjern passordet"),
        }
        super().__init__(titles[wish], host, width=480)
        belongs_to(self, ManualPage.IT_BACKUP)
        self._workspace, self._files, self._path, self._wish = workspace, files, path, wish
        self.work: Work | None = None
        for sentence in _what_it_means(wish):
            self.body.addWidget(Note(sentence, self))
        self.body.addSpacing(8)
        self.current = PassphraseField(_("Passordet som er nå"), self)
        self.new = PassphraseField(_("Nytt passord"), self)
        self.hint = Note("", self)
        self.again = PassphraseField(_("Det samme en gang til"), self)
        self.lost = Note(
            _("Glemmer dere passordet, kan ingen åpne fila eller kopiene, heller ikke vi. Det finnes ingen bakvei."),
            self,
        )
        set_tone(self.lost, "warn")
        self.written = CheckBox(_("Skrevet ned på papir som ligger trygt"), self)
        self.problem = Note("", self)
        set_tone(self.problem, "warn")
        for widget in (self.current, self.new, self.hint, self.again, self.lost, self.written, self.problem):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.current.setVisible(wish is not Wish.SET)
        for widget in (self.new, self.hint, self.again, self.lost, self.written):
            widget.setVisible(wish is not Wish.REMOVE)
        self.problem.hide()
        done = {Wish.SET: _("Lås fila"), Wish.CHANGE: _("Bytt passord"), Wish.REMOVE: _("Fjern passordet")}
        self.do = PrimaryButton(done[wish], "lock", self)
        self.do.clicked.connect(guarded(workspace, self.carry_out))
        leave = QuietButton(_("La det være"), parent=self)
        leave.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(leave)
        self.foot.addWidget(self.do)
        for field in (self.current, self.new, self.again):
            field.edited.connect(self._look)
            field.entered.connect(self.do.click)
        self.written.toggled.connect(self._look)
        self.closed.connect(self._leave)
        self._look()

    def _look(self) -> None:
        self.hint.setText(hint(strength(self.new.text())))
        self.problem.hide()
        alike = normalised(self.new.text()) == normalised(self.again.text())
        chosen = bool(self.new.text().strip()) and alike and self.written.isChecked()
        known = self._wish is Wish.SET or bool(self.current.text())
        self.do.setEnabled(known and (chosen or self._wish is Wish.REMOVE))
        if self.again.text() and not alike and len(self.again.text()) >= len(self.new.text()):
            self._complain(_("De to er ikke like ennå."))

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()
        tell_fault(self.again.line, sentence)

    def carry_out(self) -> None:
        """Prove that one knows the passphrase there is; then write everything anew."""
        self.do.setEnabled(False)
        if self._wish is Wish.SET:
            self._seal()
            return
        path, words = self._path, self.current.text()
        self._workspace.lane.work(
            lambda _report: _unlock(path, words), lambda _answer: self._seal(), self, _("Prøver passordet"),
            failed=self._refused,
        )  # fmt: skip

    def _refused(self, sentence: str) -> None:
        self.do.setEnabled(True)
        self._complain(sentence)
        self.current.line.selectAll()
        self.current.line.setFocus()

    def _seal(self) -> None:
        work, wish = self._workspace, self._wish
        words = "" if wish is Wish.REMOVE else self.new.text()
        label = _("Fjerner passordet") if wish is Wish.REMOVE else _("Låser fila")
        if self._files.backups is not None:
            self._files.backups.pause()  # a backup that is being made would be a plain one
        self.work = work.lane.seal(
            self._path,
            words,
            second_folder(work.settings),
            lambda outcome: work.say(_told(outcome, sealed=wish is not Wish.REMOVE)),
            label,
            failed=work.say,
        )
        self.close_sheet()

    def _leave(self) -> None:
        for field in (self.current, self.new, self.again):
            field.clear()
        self.deleteLater()


def _what_it_means(wish: Wish) -> tuple[str, ...]:
    elsewhere = _("Kopier du selv har lagt andre steder, og det du har skrevet ut eller eksportert, blir som det er.")
    match wish:
        case Wish.SET:
            return (
                _("Fila blir skrevet på nytt, så ingen kan lese den uten passordet. Du skriver det hver gang du åpner"
                  " Nettverk."),
                _("Sikkerhetskopiene og kopiene ved siden av fila blir låst med det samme, og de ulåste blir borte."),
                elsewhere,
            )  # fmt: skip
        case Wish.CHANGE:
            return (
                _("Fila og kopiene som er her nå, får det nye passordet."),
                _("Kopier som ikke er her, som på en minnepinne i en skuff, åpnes fortsatt bare med det gamle. Ta vare"
                  " på det så lenge du har dem."),
            )  # fmt: skip
        case Wish.REMOVE:
            return (
                _("Alle som får tak i fila eller kopiene, kan lese dem etterpå."),
                _("Kopier som ikke er her nå, åpnes fortsatt bare med passordet. Ta vare på det så lenge du har dem."),
            )


def _unlock(path: Path, words: str) -> None:
    from nettverk.services import passphrase

    passphrase.unlock(path, words)


def _told(outcome: Outcome, *, sealed: bool) -> str:
    from nettverk.services import passphrase

    return " ".join(passphrase.told(outcome, sealed=sealed))

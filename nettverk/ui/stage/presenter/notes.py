"""The facilitator's notes, for the part and for the picture on the wall: read from a step away, and written here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.rundown.commands import StageCommand, registry
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton, Note, Small, row
from nettverk.ui.common.writing import Writing
from nettverk.ui.stage.presenter.drawer_page import DrawerPage

SIZES = (1.0, 1.25, 1.5, 1.8, 2.2, 2.7, 3.3, 4.0)
"""How large notes can be, in body text; the first follows the room there is."""
_PAGE = 0.8
"""The share of what is seen that one press of a key scrolls."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it stands.

    Attributes:
        place: id of what it is about; empty where there is nothing to write about.
        about: what it is about, in words.
    """

    place: str = ""
    text: str = ""
    about: str = ""


class _NoteField(Writing):
    """Esc and Ctrl+Enter are done with writing.

    Signals:
        finished: whoever wrote is done.
    """

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key is text, but the two that end it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            event.accept()
            self.finished.emit()
            return
        super().keyPressEvent(event)
        event.accept()  # what the field has no use for is no command either: one is writing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another window in front for a moment is no end of writing."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.finished.emit()


class _Section(QWidget):
    """One note: read as a text, and written in a field in its place.

    Signals:
        typed: id of what it is about, and the text now.
        finished: whoever wrote is done.
        grew: the place one writes at may be out of sight.
    """

    typed = Signal(str, str)
    finished = Signal()
    grew = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.shown = self.writing = NoteText()
        self.title = Small("", self)
        self.text = Note("", self)
        self.text.setProperty("kind", "")
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.field = _NoteField(3, self)
        self.field.setAccessibleName(name)
        self.field.hide()
        self.field.typed.connect(self._typed)
        self.field.finished.connect(self.finish)
        self.field.cursorPositionChanged.connect(self.grew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.title, self.text, self.field):
            column.addWidget(widget)

    @property
    def written(self) -> bool:
        """Whether somebody writes here now."""
        return self.field.isVisibleTo(self)

    def show_note(self, note: NoteText, otherwise: str) -> None:
        """Show a note, or words that stand where there is none; what is being written stays."""
        self.shown = note
        if self.written:
            return
        words = note.text or otherwise
        if words != self.text.text():
            self.text.setText(words)

    def write(self) -> None:
        """Write in the note; what is shown is filled in."""
        self.writing = self.shown
        self.field.fill(self.shown.text)
        self.field.document().clearUndoRedoStacks()
        self.text.hide()
        self.field.show()
        self.field.to_end()
        self.field.setFocus()

    def finish(self) -> None:
        """Read again."""
        if not self.written:
            return
        text = self.field.text()
        if self.writing.place == self.shown.place:
            self.shown = NoteText(self.shown.place, text, self.shown.about)
        self.field.hide()
        self.text.setText(self.shown.text)
        self.text.show()
        self.finished.emit()

    def _typed(self) -> None:
        self.typed.emit(self.writing.place, self.field.text())


class Notes(DrawerPage):
    """Notes to what is on the wall, and to the part; each where there is one.

    Signals:
        commanded: a StageCommand that a button stands for.
        part_typed, picture_typed: id of what the note is about, and its text now.
        finished: whoever wrote is done.
    """

    commanded = Signal(object)
    part_typed = Signal(str, str)
    picture_typed = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Notater"), parent)
        self.first = False
        self.step = 0
        self.picture, self.part = _Section(_("Notat til bildet"), self), _Section(_("Notater til delen"), self)
        self.picture.typed.connect(self.picture_typed)
        self.part.typed.connect(self.part_typed)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Notater"))
        self.area.setMinimumHeight(1)  # one line is better than a window that is cut at its foot
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for section in (self.picture, self.part):
            section.finished.connect(self.finished)
            section.grew.connect(self._follow)
            column.addWidget(section)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.column.removeWidget(self.heading)
        self._tools = [self._button(*tool) for tool in (
            ("zoom-out", StageCommand.NOTES_SMALLER, _("Mindre notater")),
            ("zoom-in", StageCommand.NOTES_LARGER, _("Større notater")),
            ("maximize", StageCommand.NOTES, _("Notatene først")),
            ("pencil", StageCommand.WRITE_NOTE, _("Skriv i notatene")),
        )]  # fmt: skip
        self._head = QWidget(self)
        self._head.setLayout(row(self.heading, None, *self._tools, gap=2))
        self.column.addWidget(self._head)
        self.column.addWidget(self.area, 1)
        self.column.setSpacing(4)

    def _button(self, icon: str, command: StageCommand, words: str) -> FlatButton:
        cap = next((info.caps[0] for info in registry() if info.command == command and info.caps), "")
        button = FlatButton("", icon, self, tip=f"{words} ({cap})" if cap else words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key, and Tab goes on to what is done more often
        button.clicked.connect(lambda: self.commanded.emit(command))
        return button

    @property
    def writing(self) -> bool:
        """Whether somebody writes a note now."""
        return self.picture.written or self.part.written

    # --- what is shown ---

    def show_notes(self, picture: NoteText, part: NoteText) -> None:
        """The note to the picture on the wall, and that to the part."""
        moved = (picture.place, part.place) != (self.picture.shown.place, self.part.shown.place)
        self.picture.show_note(picture, "")
        none = _("Ingen notater for denne delen. Trykk E og skriv her.") if part.place else ""
        self.part.show_note(part, "" if picture.text else none)
        if moved and not self.writing:
            self.area.verticalScrollBar().setValue(0)
        self._fit()

    def _fit(self) -> None:
        """Each note has a line about what it is for, where there are two or somebody writes."""
        two = bool(self.picture.shown.text) or self.picture.written
        self.picture.setVisible(two)
        for section in (self.picture, self.part):
            note = section.writing if section.written else section.shown
            words = f"{section.name}: {note.about}" if note.about else section.name
            if words != section.title.text():
                section.title.setText(words)
            section.title.setVisible((two and bool(note.text)) or section.written)

    def set_look(self, size: int, *, first: bool) -> None:
        """How large notes are, as a place among ``SIZES``, and whether they come before clocks and pictures."""
        self.step, self.first = size, first
        maximize = self._tools[2]
        set_tip(maximize, _("Klokkene først (N)") if first else _("Notatene først (N)"))
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With one line left it is the notes', not the heading's."""
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        theme = in_force()
        for tool in self._tools:
            tool.setFixedHeight(round(theme.px(0) * 1.7))
        self._head.setVisible(self.height() >= theme.px(0) * 4.4)
        pixels = round(theme.px(0) * SIZES[self.step])
        # Where there is plenty of room they are read from a step away, also when nobody has chosen a size.
        if not self.step and self.height() >= theme.px(0) * 14 and self.width() >= theme.px(0) * 44:
            pixels = theme.px(1)
        wanted = f"font-size: {pixels}px" if pixels != theme.px(0) else ""
        for section in (self.picture, self.part):
            for widget in (section.text, section.field):
                if wanted != widget.styleSheet():
                    widget.setStyleSheet(wanted)

    # --- keys ---

    def turn(self, way: int) -> None:
        """Scroll on (1) or back (-1), by a little less than what is seen, so that no line is lost."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + round(way * self.area.viewport().height() * _PAGE))

    def write_part(self) -> None:
        """Write in the part's note."""
        self._write(self.part)

    def write_picture(self) -> None:
        """Write in the note of the picture on the wall."""
        self._write(self.picture)

    def _write(self, section: _Section) -> None:
        for other in (self.picture, self.part):
            if other is not section:
                other.finish()
        if section.shown.place:
            section.show()
            section.write()
            self._fit()

    def finish(self) -> None:
        """Nobody writes any more."""
        for section in (self.picture, self.part):
            section.finish()
        self._fit()

    def _follow(self) -> None:
        section = next((each for each in (self.picture, self.part) if each.written), None)
        if section is not None:
            # After the field has grown: what is asked for now is where it was.
            QTimer.singleShot(0, self, self._see_cursor)

    def _see_cursor(self) -> None:
        section = next((each for each in (self.picture, self.part) if each.written), None)
        inside = self.area.widget()
        if section is not None and inside is not None:
            spot = section.field.cursorRect().center()
            at = section.field.viewport().mapTo(inside, spot)
            self.area.ensureVisible(at.x(), at.y(), 0, in_force().px(0) * 2)

"""One sheet on screen: its code, what was asked, and the field where the answer is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import _, clock, day_month
from nettverk.services.sharing.contests import Contest
from nettverk.services.themes.marks import MarkedLine
from nettverk.ui.common.contest_card import ContestCard
from nettverk.ui.common.contests_sheet import Chooser
from nettverk.ui.common.keys import native
from nettverk.ui.common.room_keys import bind_keys
from nettverk.ui.common.sheet_entry.marked import marked_words
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton, Heading, Small, row
from nettverk.ui.common.writing import Writing

HISTORY = "Ctrl+Shift+H"
QUOTE = "Ctrl+Shift+S"
ROLE = "Ctrl+Shift+R"


class Code(QWidget):
    """A sheet's code as it stands on the paper, in the part's hue."""

    def __init__(self, text: str, part: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._part = text, part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_code(text, part)

    def show_code(self, text: str, part: int) -> None:
        """Another code, or the hue of another part: the plan was changed."""
        self._text, self._part = text, part
        self.setAccessibleName(_("Ark {code}").format(code=text))
        self._measure()
        self.update()

    def _measure(self) -> None:
        theme = in_force()
        self.setFixedSize(round(len(self._text) * theme.px(0) * 0.66) + 18, theme.px(0) + 12)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._measure()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = in_force()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.part(self._part), 1.5))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(theme.font(0, "semibold"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class SheetField(QFrame):
    """A sheet one can type in.

    Signals:
        typed: the sheet and the text as it reads now.
        entered: the sheet whose field got the focus.
        left: the field lost the focus.
        went: the sheet, and 1 or -1 for Tab and Shift+Tab.
        history_asked: the sheet whose earlier versions are wanted.
        quote_asked, role_asked: the sheet and the line the cursor is on, from 0.
    """

    typed = Signal(object, str)
    entered = Signal(object)
    left = Signal()
    went = Signal(object, int)
    history_asked = Signal(object)
    quote_asked = Signal(object, int)
    role_asked = Signal(object, int)

    def __init__(self, sheet: Sheet, part: int, heading: str, parent: QWidget | None = None, *, rows: int = 3) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.setProperty("kind", "plain")
        self.edit = Writing(rows, self, own_tab=True)
        self.edit.setPlaceholderText(_("Skriv det som står på arket, eller det gruppa sier"))
        self.title = Heading(heading, 0, self, wrap=True)
        self.when = Small("", self)
        tip = _("Tidligere versjoner ({key})").format(key=native(HISTORY))
        self.history = FlatButton("", "history", self, tip=tip)
        self.history.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field; Ctrl+Shift+H is its key
        self.code = Code(sheet.code, part, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._head = row(self.code, 4, self.title)
        self._head.setStretch(2, 1)
        self._head.setAlignment(self.code, Qt.AlignmentFlag.AlignVCenter)
        self._tail, self._narrow = QWidget(self), False
        self._tail.setLayout(row(None, self.when, self.history))
        self._head.addWidget(self._tail)
        box.addLayout(self._head)
        box.addWidget(self.edit)
        self.marks = Small("", self, wrap=True)
        self.marks.hide()
        box.addWidget(self.marks)
        self.contest: ContestCard | None = None
        self._box = box
        self.edit.typed.connect(lambda: self.typed.emit(self.sheet, self.edit.text()))
        self.edit.entered.connect(lambda: self.entered.emit(self.sheet))
        self.edit.left.connect(self.left)
        self.edit.went.connect(lambda way: self.went.emit(self.sheet, way))
        self.history.clicked.connect(lambda: self.history_asked.emit(self.sheet))
        bind_keys(self, (
            (HISTORY, lambda: self.history_asked.emit(self.sheet)),
            (QUOTE, lambda: self.quote_asked.emit(self.sheet, self.edit.line())),
            (ROLE, lambda: self.role_asked.emit(self.sheet, self.edit.line())),
        ))  # fmt: skip
        self.show_question(part, heading)
        self._tell()

    def show_question(self, part: int, heading: str) -> None:
        """What is asked now, under which code and in which hue; what is typed stays as it is."""
        self.edit.setAccessibleName(f"{self.sheet.code}. {heading}")
        self.code.show_code(self.sheet.code, part)
        if self.title.text() != heading:
            self.title.setText(heading)

    def show_sheet(self, sheet: Sheet, text: str, part: int, heading: str) -> None:
        """The sheet as it is stored now, with the text it should show and the question as it is asked now."""
        self.sheet = sheet
        self.edit.fill(text)
        self.show_question(part, heading)
        self._tell()

    def show_marks(self, marked: Sequence[MarkedLine]) -> None:
        """Which points are marked: «2: sitat, lærer», below what is typed."""
        self.marks.setText(marked_words((each.place + 1, each.mark) for each in marked))
        self.marks.setVisible(bool(marked))

    def show_contest(self, contest: Contest | None, chooser: Chooser) -> None:
        """What another machine wrote here, with the choice; nothing where there is none."""
        if contest == (self.contest.contest if self.contest is not None else None):
            return
        if self.contest is not None:
            self.contest.hide()
            self.contest.deleteLater()
            self.contest = None
        if contest is not None:
            self.contest = ContestCard(contest, self, within=True)
            chooser.listen(self.contest)
            self._box.addWidget(self.contest)

    def take(self, place: int = -1) -> None:
        """Type here: after so many letters, or after all of them."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if place < 0:
            self.edit.to_end()
        else:
            cursor = self.edit.textCursor()
            cursor.setPosition(min(place, len(self.edit.text())))
            self.edit.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question gets the line to itself where it would be broken into many."""
        super().resizeEvent(event)
        narrow = self.width() < 520 * in_force().growth
        # Only when it changes: moving the widgets asks for a new layout, which would bring us here again.
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._head.removeWidget(self._tail)
            self._box.insertWidget(1, self._tail)
        else:
            self._box.removeWidget(self._tail)
            self._head.addWidget(self._tail)

    def _tell(self) -> None:
        at = self.sheet.at.astimezone() if self.sheet.at else None
        self._tail.setVisible(at is not None)
        self.when.setText(f"{day_month(at.date())} {clock(at)}" if at else "")


def dot(painter: QPainter, centre: QPointF, radius: float, colour: str, *, filled: bool) -> None:
    """A sheet as a dot: filled when it is typed in, a ring when it is missing."""
    theme = in_force()
    painter.setPen(QPen(theme.colour(colour), 1.5))
    painter.setBrush(theme.colour(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)

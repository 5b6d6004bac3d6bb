"""The few widgets that rooms are built of; they dress themselves from the theme in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.basics import (
    Figure,
    FlatButton,
    Heading,
    KeyCap,
    Label,
    LinkButton,
    Note,
    PrimaryButton,
    PushButton,
    QuietButton,
    Small,
    paint_ring,
    set_tone,
)
from nettverk.ui.common.flow import BarLayout, FlowLayout
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.theme import icon_picture, in_force

__all__ = [
    "Card",
    "EmptyState",
    "Figure",
    "FlatButton",
    "FlowLayout",
    "Heading",
    "KeyCap",
    "LinkButton",
    "Mark",
    "Note",
    "PrimaryButton",
    "QuietButton",
    "Rule",
    "SearchField",
    "Segmented",
    "Sheet",
    "Small",
    "bar",
    "column",
    "paint_ring",
    "row",
    "set_tone",
]  # fmt: skip


_Box = TypeVar("_Box", bound=QBoxLayout)


class Mark(QWidget):
    """A shape ``size`` pixels wide: a main part's (``number`` 1–4), or any ``shape`` in a colour token."""

    def __init__(
        self,
        number: int = 0,
        parent: QWidget | None = None,
        *,
        shape: str = "",
        token: str = "",
        size: int = 18,
        filled: bool = True,
    ) -> None:
        super().__init__(parent)
        self._side = size
        self.show_part(number, shape=shape, token=token, filled=filled)

    def show_part(self, number: int, *, shape: str = "", token: str = "", filled: bool = True) -> None:
        """Show the shape of another main part, or another shape in a colour token."""
        self._shape = shape or shapes.part_shape(number)
        self._token = token or (f"part{number}" if 1 <= number <= 4 else "mute")
        self._filled = filled
        side = round(self._side * in_force().growth)
        self.setFixedSize(side, side)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: another size here too."""
        if event.type() == QEvent.Type.FontChange:
            side = round(self._side * in_force().growth)
            self.setFixedSize(side, side)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shapes.paint(painter, QRectF(self.rect()), self._shape, in_force().colour(self._token), self._filled)
        painter.end()


class Rule(QFrame):
    """A hairline; ``upright`` for a vertical one."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Card(QFrame):
    """A white card with a vertical layout, ``card.body``; ``panel`` for a recessed one without an edge."""

    def __init__(self, parent: QWidget | None = None, *, panel: bool = False, margin: int = 16, gap: int = 8) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel" if panel else "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)


class EmptyState(QWidget):
    """What a room says before there is anything in it: what belongs here, and the first step."""

    def __init__(
        self, title: str, text: str, action_text: str = "", action: Callable[[], object] | None = None,
        parent: QWidget | None = None, *, icon: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        outer.addStretch(2)
        box = QVBoxLayout()
        box.setSpacing(8)
        self._icon_name, self._icon = icon, Label(parent=self)
        self._icon.setVisible(bool(icon))
        self.title = Heading(title, 2, self, wrap=True)
        self.text = Note(text, self)
        for label in (self._icon, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.text.setMinimumWidth(280)
        self.button: QPushButton | None = None
        if action_text:
            self.button = PrimaryButton(action_text, parent=self)
            box.addSpacing(8)
            box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
            if action is not None:
                self.button.clicked.connect(lambda _checked=False: action())
        self._ways = box
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(box, 3)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._tint()

    def add_action(self, button: QPushButton) -> None:
        """A second way to begin, below the first."""
        self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(icon_picture(self._icon_name, "mute", 40))


class SearchField(QLineEdit):
    """A field to find things in; Escape empties it, and Down asks to go on to the list.

    Signals:
        down: the arrow down was pressed.
    """

    down = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole_hint = False
        # Made first, since a change of style gives it another icon.
        self._glass = self.addAction(in_force().icon("search", "mute", 18), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):  # what Qt makes of the icon is a button for screen readers too
            button.setAccessibleName(_("Søk"))
        self.setPlaceholderText(placeholder or _("Søk"))
        self.setAccessibleName(placeholder or _("Søk"))
        self.setProperty("kind", "find")

    def show_whole_hint(self) -> None:
        """Be wide enough for what stands there while it is empty, in any size of text."""
        self._whole_hint = True
        self._fit_hint()

    def _fit_hint(self) -> None:
        if self._whole_hint:
            words = self.fontMetrics().horizontalAdvance(self.placeholderText())
            self.setMinimumWidth(words + self.fontMetrics().height() + 48)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._glass.setIcon(in_force().icon("search", "mute", 18))
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit_hint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field before it reaches whoever else wants it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class _Segment(PushButton):
    """One of the choices, always as wide as when it is chosen: what is chosen is bold."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return hint + QSize(max(0, more) + 1, 0)


class Segmented(QFrame):
    """One choice of a few, all seen at once; arrow keys move between them.

    Signals:
        chosen: the key of what was chosen by the user.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segmented")
        self.setAccessibleName(name)
        self._name = name
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self._group.buttonClicked.connect(self._clicked)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices, as (key, text); keeps what was chosen if it is still there, else the first."""
        before, focused = self.value(), any(button.hasFocus() for button in self._buttons.values())
        if [key for key, _text in choices] == list(self._buttons):
            for key, text in choices:
                self._buttons[key].setText(text)
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for key, text in choices:
            button = _Segment(text, self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)  # said as one of a few, not as a box to tick
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if self._name:
                button.setAccessibleDescription(self._name)
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[key] = button
        for earlier, following in pairwise((self._stop_before(), *self._buttons.values())):
            QWidget.setTabOrder(
                earlier, following
            )  # where they stand, also when they are made later than what comes after
        if self._buttons:
            self.choose(before if before in self._buttons else next(iter(self._buttons)))
        if focused and self._buttons:
            self.focus_chosen()

    def _stop_before(self) -> QWidget:
        """The nearest widget before this one where Tab stops; Qt takes no other as a place to come after."""
        before = self.previousInFocusChain()
        while before is not None and before is not self and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        return before or self

    def focus_chosen(self) -> None:
        """Put the focus on what is chosen."""
        if (button := self._buttons.get(self.value())) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> str:
        """The key of what is chosen; empty when there is nothing to choose from."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by key; ``chosen`` is only for what the user does."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _clicked(self, button: QAbstractButton) -> None:
        if any(mine.hasFocus() for mine in self._buttons.values()):
            button.setFocus(Qt.FocusReason.MouseFocusReason)  # the ring is not left on what was chosen before
        self.chosen.emit(next(key for key, mine in self._buttons.items() if mine is button))


def bar(left: Sequence[QWidget], right: Sequence[QWidget], *, gap: int = 8) -> BarLayout:
    """A heading to the left and its buttons to the right, on two lines where one is too short."""
    line = BarLayout(gap=gap)
    line.fill(left, right)
    return line


def row(*items: QWidget | int | None, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """Widgets side by side; an int is a space in pixels, None a stretch."""
    return _filled(QHBoxLayout(), items, gap, margin)


def column(*items: QWidget | int | None, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """Widgets below each other; an int is a space in pixels, None a stretch."""
    return _filled(QVBoxLayout(), items, gap, margin)


def _filled(box: _Box, items: Sequence[QWidget | int | None], gap: int, margin: int) -> _Box:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addWidget(item)
    return box


def suggesting(completer: QCompleter) -> QCompleter:
    """Letters anywhere in the words and in any case; the list that opens is a window of its own, and dressed as one."""
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    if (popup := completer.popup()) is not None:
        popup.setProperty("kind", "popup")
    return completer

"""The clicker always works: what it sends reaches the open stage from any window of ours, and is never lost in a list.

A clicker is a keyboard, and its keys go to whichever window is in front: while a colleague writes reflections on the
same laptop, that is the main window. What a clicker sends is taken there as well; what could be meant for whoever types
is not: a full stop in a text field is a full stop, and arrows move in what uses arrows.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from nettverk.domain.rundown.commands import AnyStageCommand, StageCommand
from nettverk.ui.stage.key_commands import command_of

_K = Qt.Key
_HEARD = frozenset((QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride))
"""What else comes to the widget that has the keys costs one look."""
_ALWAYS = frozenset((_K.Key_PageDown, _K.Key_PageUp, _K.Key_F5))
"""No letters, so they are taken from text fields too: Logitech R400 and R800 and most others send these."""
_ARROWS = frozenset((_K.Key_Left, _K.Key_Right))
"""Logitech Spotlight sends these, and so does whoever moves in a list: they are taken where nobody else wants them."""
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class ClickerReach(QObject):
    """Listens to the keys of every window of ours while the stage is open.

    It follows the focus and listens where the keys go: to the widget that has them, and to its window, where a key ends
    that nobody wanted. Beside the whole application, every paint and every move of the mouse would pass by here.

    Signals:
        commanded: an AnyStageCommand that a clicker gave while another window had the keys.
        start_pressed: F5, and nobody was writing: whoever pressed it may want the presenter as well.
    """

    commanded = Signal(object)
    start_pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: tuple[QWidget, ...] = ()
        self._listens = False
        self._heard_of: tuple[QWidget, ...] = ()

    def begin(self, presenter: QWidget) -> None:
        """Listen; the presenter knows itself what keys mean that come to it."""
        self._own = (presenter,)
        application = QApplication.instance()
        if isinstance(application, QApplication) and not self._listens:
            application.focusChanged.connect(self._follow)
            application.focusWindowChanged.connect(self._follow)  # a window may have no focus to change
            self._listens = True
        self._follow()

    def end(self) -> None:
        """The stage is closed: every key is its window's again."""
        application = QApplication.instance()
        if isinstance(application, QApplication) and self._listens:
            application.focusChanged.disconnect(self._follow)
            application.focusWindowChanged.disconnect(self._follow)
        self._own, self._listens = (), False
        self._listen_to(())

    def _follow(self, *_what: object) -> None:
        """Listen where the keys go now."""
        focused, window = QApplication.focusWidget(), QApplication.activeWindow()
        if focused is not None:
            window = focused.window()
        self._listen_to(tuple(widget for widget in (window, focused) if widget is not None))

    def _listen_to(self, widgets: tuple[QWidget, ...]) -> None:
        for widget in self._heard_of:
            if widget not in widgets and isValid(widget):
                widget.removeEventFilter(self)
        for widget in widgets:
            widget.installEventFilter(self)  # also if it is there already: the last one in hears first
        self._heard_of = widgets

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a clicker sends, before a shortcut or a list of the window does."""
        if event.type() not in _HEARD:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or not self._takes(watched, event):
            return False
        event.accept()  # so that it becomes no shortcut of the window either
        if event.type() == QEvent.Type.KeyPress:
            command = command_of(event)
            if command is not None:
                self._give(command, watched)
        return True

    def _give(self, command: AnyStageCommand, watched: QWidget) -> None:
        self.commanded.emit(command)
        if command is StageCommand.SHOW_WALL and not writes(_focus(watched)) and watched.window() not in self._own:
            self.start_pressed.emit()

    def _takes(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Whether a key that comes to a widget is the stage's."""
        if watched in self._own or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False  # a list that hangs open, or a choice of files, is answered first
        key, modifiers = _K(event.key()), event.modifiers() & ~_PLAIN
        none = modifiers == Qt.KeyboardModifier.NoModifier
        if key in _ALWAYS:
            return none or (key == _K.Key_F5 and modifiers == Qt.KeyboardModifier.ShiftModifier)
        if watched.window() in self._own or not none:
            return False  # in the presenter every panel knows what is its own
        if key == _K.Key_Period:
            return not writes(_focus(watched))
        return key in _ARROWS and event.type() == QEvent.Type.KeyPress and _is_free(watched)


def _focus(watched: QWidget) -> QWidget:
    """Who has the keys: a key that nobody wanted comes to one parent after the other."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and watched.isAncestorOf(focused) else watched


def _is_free(watched: QWidget) -> bool:
    """Whether an arrow is nobody's: it has come up to the window unused, or to a button, which needs none."""
    if writes(_focus(watched)):
        return False
    return watched.isWindow() or (isinstance(watched, QAbstractButton) and not watched.autoExclusive())


def writes(widget: QWidget | None) -> bool:
    """Whether one writes text in a widget."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QAbstractSpinBox):
        return True
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    # A field of our own kind asks for an input method; a list does too, to be searched in.
    takes_text = widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return takes_text and not isinstance(widget, QAbstractItemView)

"""A side sheet: something to read or fill in beside what one was doing, never in the way of it."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _
from nettverk.ui.common.basics import Label, PushButton, Small
from nettverk.ui.common.literal import set_caption, set_tip
from nettverk.ui.common.roles import play
from nettverk.ui.common.theme import in_force

HALF_TYPED = QEvent.Type(QEvent.registerEventType())
"""Sent to the window of a sheet when something was typed in it, and when it was closed."""
DRAFT = "draft"
"""The property of a closed sheet that says whether what is typed in it waits for it to be opened again."""


class Sheet(QFrame):
    """A panel along the right edge of its host, full height; Escape closes it and the focus goes back.

    Build into ``sheet.body`` (a vertical layout that scrolls) and ``sheet.foot`` (a row for buttons).

    Signals:
        closed: it was closed, however.
    """

    closed = Signal()
    stays = False
    """Whether it is to be read beside whatever room one goes to."""

    def __init__(self, title: str, host: QWidget, *, width: int = 440) -> None:
        super().__init__(host)
        self._host, self._wanted = host, width
        self.cross = PushButton(parent=self)  # made first, since a change of style gives it another icon
        self._back_to: QWidget | None = None
        self._held: QWidget | None = None
        self._watching = False
        self.setProperty("kind", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        play(self, QAccessible.Role.Dialog)
        self.setAutoFillBackground(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._top(title))
        outer.addWidget(self._middle(), 1)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(24, 8, 24, 16)
        self.foot.setSpacing(8)
        outer.addLayout(self.foot)
        self.turn = 0  # which of the sheets was opened last
        self._typed_soon = QTimer(self)
        self._typed_soon.setSingleShot(True)
        self._typed_soon.setInterval(400)
        self._typed_soon.timeout.connect(self._tell_window)
        host.installEventFilter(self)
        self.hide()

    def _top(self, title: str) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 16, 8)
        self.title = Label(title, self)
        self.title.setWordWrap(True)
        self.title.setProperty("kind", "heading")
        self.title.setProperty("step", "2")
        self.cross.setProperty("kind", "flat")
        self.cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cross.setAutoDefault(False)
        self.cross.setAccessibleName(_("Lukk"))
        set_tip(self.cross, _("Lukk (Esc)"))
        self.cross.clicked.connect(self.close_sheet)
        top.addWidget(self.title, 1)
        top.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _middle(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self.body = QVBoxLayout(page)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.body.setSpacing(8)
        scroll.setWidget(page)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        self._page, self._scroll = page, scroll
        return scroll

    def scroll_to_top(self) -> None:
        """Show what stands first."""
        self._scroll.verticalScrollBar().setValue(0)

    def add_field(self, label: str, widget: QWidget) -> None:
        """Put something to fill in at the end of the body, under its name."""
        caption = Small(label, self, strong=True)
        set_caption(caption, widget)
        widget.setAccessibleName(label)
        self.body.addWidget(caption)
        self.body.addWidget(widget)
        self.body.addSpacing(4)

    def tab_on(self, last: QWidget, *later: QWidget) -> None:
        """Let Tab go on from ``last`` to these and then the foot: they stand below it, and were made before it."""
        foot = [item.widget() for at in range(self.foot.count()) if (item := self.foot.itemAt(at)) is not None]
        for widget in (*later, *(widget for widget in foot if widget is not None)):
            QWidget.setTabOrder(last, widget)
            last = widget

    def open(self, focus: QWidget | None = None) -> None:
        """Show it, with the focus on a widget in it (the first one where not given)."""
        focused = QApplication.focusWidget()
        if not self.isVisible() and focused is not None and not self.isAncestorOf(focused):
            self._back_to = focused
        self._hear_typing()
        self._dress()
        self._place()
        self.show()
        self.raise_()
        self.turn = next(_turns)
        target = focus or self._first()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._watch(on=True)

    def _watch(self, *, on: bool) -> None:
        """While it is open Escape closes it from anywhere in the window, and it keeps the focus it was given."""
        app = QApplication.instance()
        if on == self._watching or not isinstance(app, QApplication):
            return
        self._watching = on
        window = self.window()
        if on:
            app.focusChanged.connect(self._focus_moved)
        else:
            app.focusChanged.disconnect(self._focus_moved)
        if window is not self._host and on:
            window.installEventFilter(self)
        elif window is not self._host:
            window.removeEventFilter(self)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._held = now
        elif self._held is not None:
            QTimer.singleShot(0, self._keep_focus)

    def _keep_focus(self) -> None:
        """What had the focus is gone, or cannot be used any more: Qt hands it to anybody, also in the room behind."""
        held, now = self._held, QApplication.focusWidget()
        if held is None or self.isHidden() or (now is not None and self.isAncestorOf(now)):
            return
        self._held = None
        lost = not _alive(held) or not held.isVisibleTo(self) or not held.isEnabled()
        here = QApplication.activeWindow() in {None, self.window()}
        if lost and here and (first := self._first()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Close it; the focus goes back to where it was."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # what is typed there is handed on, as when one goes to another field
        self._watch(on=False)
        self._held = None
        self.hide()
        back, self._back_to = self._back_to, None
        if back is not None and _alive(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self._tell_window()

    def _hear_typing(self) -> None:
        """Hear of what is typed in fields that do not store it themselves."""
        edits: list[QLineEdit | QPlainTextEdit] = [*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)]
        for edit in edits:
            if not edit.property("heard") and not self._keeps(edit):
                edit.setProperty("heard", True)
                edit.textChanged.connect(lambda *_text: self._typed_soon.start())

    def _tell_window(self) -> None:
        QCoreApplication.sendEvent(self.window(), QEvent(HALF_TYPED))

    def half_typed(self) -> tuple[str, ...]:
        """What somebody has typed here and not handed in; what stores itself (``keeps``) is not counted."""
        lines = [edit.text() for edit in self.findChildren(QLineEdit) if edit.isModified() and self.hands_in(edit)]
        pages = (page for page in self.findChildren(QPlainTextEdit) if page.document().isModified())
        lines += [page.toPlainText() for page in pages if self.hands_in(page)]
        return tuple(line.strip() for line in lines if line.strip())

    def hands_in(self, edit: QLineEdit | QPlainTextEdit) -> bool:
        """Whether what is typed in a field is only here until it is handed in."""
        return edit.isVisible() and not edit.isReadOnly() and not self._keeps(edit)

    def _keeps(self, widget: QWidget | None) -> bool:
        """Whether a field, or a form around it, stores by itself what is typed."""
        while widget is not None and widget is not self:
            if widget.property("keeps") is True:
                return True
            widget = widget.parentWidget()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A sheet lies over its host without a layout, so it has to follow the size itself.
        if watched is self._host and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        escape = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if escape and event.key() == Qt.Key.Key_Escape and self._is_on_top():  # type: ignore[attr-defined]
            self.close_sheet()
            return True
        return super().eventFilter(watched, event)

    def _is_on_top(self) -> bool:
        """Whether no other sheet of the window lies over it, wherever the keys go."""
        if self.isHidden() or not self.isVisible():
            return False
        above = [sheet for sheet in self.window().findChildren(Sheet) if sheet.isVisible()]
        return bool(above) and max(above, key=lambda sheet: sheet.turn) is self

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _place(self) -> None:
        width = min(round(self._wanted * in_force().growth), self._host.width())
        self.setGeometry(QRect(self._host.width() - width, 0, width, self._host.height()))

    def _dress(self) -> None:
        theme = in_force()
        self.cross.setIcon(theme.icon("x", "mute", 18))
        self.cross.setIconSize(QSize(theme.icon_px(18), theme.icon_px(18)))
        # A sheet lies over the room without a line around it; the shadow is what tells them apart.
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(-4, 0)
        shadow.setColor(theme.colour("shadow", 0.45 if theme.dark else 0.16))
        self.setGraphicsEffect(shadow)

    def _first(self) -> QWidget | None:
        for child in self._page.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and not child.isHidden():
                group = child.group() if isinstance(child, QAbstractButton) else None
                return (group.checkedButton() if group is not None else None) or child  # of a few, the chosen one
        return self.cross


_turns = count(1)


def close_beside(window: QWidget, stack: QWidget) -> None:
    """Close the sheets that lie over a whole window when one goes to another room; what is to be read beside it stays.

    Args:
        stack: what the rooms lie in; a room's own sheets go with it, and are there when one comes back.
    """
    for sheet in window.findChildren(Sheet):
        if sheet.isVisible() and not sheet.stays and not stack.isAncestorOf(sheet):
            sheet.close_sheet()


def _alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return isValid(widget)

"""Words and buttons: what the first paint is made of. Rooms import them from ``widgets``.

Nothing here touches the namespace ``Qt`` before the first key press: to make its hundred and thirty enums takes an
eighth of a bare window's start-up. What is needed of them is set through Qt's properties, as the numbers they are.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QSizePolicy, QTextBrowser, QWidget

from nettverk.ui.common.literal import keyless, set_tip
from nettverk.ui.common.theme import in_force

_CENTRE = 0x84  # Qt.AlignmentFlag.AlignCenter


def plain_text(label: QLabel) -> None:
    """Show text as it is typed: what people write is never markup."""
    label.setProperty("textFormat", 0)  # Qt.TextFormat.PlainText


def tab_only(widget: QWidget) -> None:
    """Let Tab stop here, and a click leave the focus where it was: one goes on typing."""
    widget.setProperty("focusPolicy", 1)  # Qt.FocusPolicy.TabFocus


class Label(QLabel):
    """Words that are never read as markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain_text(self)
        self.setText(text)


class PushButton(QPushButton):
    """A button on which an ``&`` is an ``&``."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(keyless(text), parent)

    def setText(self, text: str) -> None:
        super().setText(keyless(text))


class CheckBox(QCheckBox):
    """A switch whose words may have an ``&`` in them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(keyless(text), parent)

    def setText(self, text: str) -> None:
        super().setText(keyless(text))


class RadioButton(QRadioButton):
    """One of a few choices, whose words may have an ``&`` in them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(keyless(text), parent)

    def setText(self, text: str) -> None:
        super().setText(keyless(text))


class _Words(Label):
    def __init__(self, text: str, kind: str, parent: QWidget | None, *, wrap: bool) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)


class Heading(_Words):
    """A heading; ``step`` 0–4 on the type scale."""

    def __init__(self, text: str = "", step: int = 2, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(text, "heading", parent, wrap=wrap)
        self.setProperty("step", str(step))


class Figure(_Words):
    """A large number or clock; ``step`` 2–6."""

    def __init__(self, text: str = "", step: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(text, "figure", parent, wrap=False)
        self.setProperty("step", str(step))


class Note(_Words):
    """Muted text that explains what stands above or beside it."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(text, "note", parent, wrap=wrap)


class Small(_Words):
    """Small muted text; ``strong`` for the label over a field."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, strong: bool = False, wrap: bool = False
    ) -> None:
        super().__init__(text, "label" if strong else "small", parent, wrap=wrap)


class KeyCap(_Words):
    """A key on the keyboard, beside what it does."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "key", parent, wrap=False)
        self.setProperty("alignment", _CENTRE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give words a tone: warn, stop, ok, accent, or empty for plain."""
    # A style sheet is not asked again when a property changes; the widget has to be taken out of it and put back.
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class _Button(PushButton):
    """A button whose icon follows the theme."""

    kind = "quiet"
    icon_token = "ink"

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None, *, tip: str = "") -> None:
        self._icon_name = icon
        self._tinted: tuple[object, ...] | None = None
        super().__init__(text, parent)
        self.setProperty("kind", self.kind)
        self.setAutoDefault(False)
        tab_only(self)
        if tip:
            set_tip(self, tip)
            if not text:
                self.setAccessibleName(tip)
        self._tint()

    def setText(self, text: str) -> None:
        """Other words, or none: the icon stands in the middle where it is alone."""
        super().setText(text)
        self._tint()

    def width_with(self, text: str) -> int:
        """How many pixels wide it asks to be with these words, whichever it has now; empty for its icon alone."""
        self.ensurePolished()  # a size asked for before the style sheet is put on is the wrong one
        metrics, now = self.fontMetrics(), self.text()
        # The icon's gap comes and goes with the words; without it words that fit would be taken away and put back.
        beside = self._gap(text) - self._gap(now)
        words = metrics.size(0, text).width() if text else 0
        words_now = metrics.size(0, now).width() if now else 0
        return self.sizeHint().width() + words - words_now + beside

    def set_icon(self, name: str) -> None:
        """Show another icon, by the name of its file in ``resources/icons``."""
        self._icon_name = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.EnabledChange}:
            self._tint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button too, as people expect."""
        from PySide6.QtCore import Qt

        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _gap(self, text: str) -> int:
        """Pixels that Qt lacks between the icon and these words."""
        return 6 if text and self._icon_name else 0

    def _tint(self) -> None:
        # The icon is drawn in the colour of the text, so that it has to be drawn anew for every look.
        if self._icon_name:
            theme = in_force()
            size = theme.icon_px(18)
            gap = self._gap(self.text())
            token = self.icon_token if self.isEnabled() else "off"
            drawn = (theme, self._icon_name, token, gap)
            if drawn == self._tinted:  # the style is set anew for each widget that is put around the button
                return
            self._tinted = drawn
            icon = theme.icon(self._icon_name, token, 18, gap)
            if not self.isEnabled():  # in our own grey, not in Qt's
                icon = QIcon(icon)
                icon.addPixmap(icon.pixmap(size + gap, size), QIcon.Mode.Disabled)
            self.setIcon(icon)
            self.setIconSize(QSize(size + gap, size))


def paint_ring(button: QPushButton, token: str = "on_accent", radius: float = 4.0) -> None:
    """The focus ring of a filled button, drawn inside it where it can be seen."""
    if button.hasFocus():
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(in_force().colour(token), 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(3.5, 3.5, -3.5, -3.5), radius, radius)
        painter.end()


class QuietButton(_Button):
    """An ordinary button with an edge, for everything that is not the next thing to do."""


class PrimaryButton(_Button):
    """The one thing to do next here; at most one in a view."""

    kind = "primary"
    icon_token = "on_accent"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_ring(self)


class FlatButton(_Button):
    """A button without edges, for bars; give it ``tip`` when it has only an icon."""

    kind = "flat"
    icon_token = "mute"


class LinkButton(_Button):
    """An action as a word in the text."""

    kind = "link"
    icon_token = "accent"


class Reading(QTextBrowser):
    """A page of our own markup to read with the keys; what users have typed never comes here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a line's last space is no reason
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

"""Is it for everyone? Names for screen readers, the tab order, contrast, room for large text, one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import Segmented

# Words that are English and never Norwegian; what is on the screen is looked through for them.
ENGLISH = set(
    re.findall(
        "[a-z]+",
        "the and with this that open close save file edit view help cancel undo redo search settings window print"
        " remove new name yes next back groups people room rooms day days minutes table tables",
    )
)


def contrast(one: QColor | str, other: QColor | str) -> float:
    """WCAG 2.1 contrast ratio of two opaque colours, 1–21."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def nameless(window: QWidget) -> list[str]:
    """Everything a screen reader can stop at that says nothing; empty when all is well."""
    found = QAccessible.queryAccessibleInterface(window)
    return [] if found is None else [_path(node) for node in _nodes(found) if _mute(node)]


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    if node.role() in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}:
        return  # the cells are the model's words
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _nodes(child)


def _mute(node: QAccessibleInterface) -> bool:
    state = node.state()
    if not state.focusable or state.invisible or state.disabled:
        return False
    widget = node.object()
    if isinstance(widget, QWidget) and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    texts = (QAccessible.Text.Name, QAccessible.Text.Description)
    placeholder = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
    return not any(node.text(text).strip() for text in texts) and not placeholder


def _path(node: QAccessibleInterface) -> str:
    thing = node.object()
    return f"{type(thing).__name__} in {type(thing.parent()).__name__}" if thing is not None else str(node.role())


def reached_by_tab(window: QWidget) -> list[QWidget]:
    """What Tab visits, in order, from the window's first widget until it comes round."""
    seen: list[QWidget] = []
    start = window.nextInFocusChain()
    widget = start
    while True:
        if widget.window() is window.window() and _stops(widget):
            seen.append(widget)
        widget = widget.nextInFocusChain()
        if widget is start or widget is None:
            return seen


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()


def unreachable(window: QWidget) -> list[str]:
    """Buttons and fields one can see and click but never tab to."""
    reached = set(reached_by_tab(window))
    kinds = QAbstractButton | QLineEdit | QComboBox
    return [
        f"{type(widget).__name__} «{_words(widget)}»"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled() and widget not in reached
        and not widget.focusProxy() and not _inner(widget)
    ]  # fmt: skip


def _inner(widget: QWidget) -> bool:
    """The line in a spin box, the small buttons in a field or in a calendar: their owner is what one tabs to."""
    owner = widget.parentWidget()
    if isinstance(owner, Segmented) and any(button.isVisible() for button in owner.findChildren(QAbstractButton)):
        return True  # one stop for all of them, and arrow keys between
    if owner is not None and owner.property("arrows") is True:
        return any(child.focusPolicy() & Qt.FocusPolicy.TabFocus for child in owner.findChildren(QAbstractButton))
    if isinstance(owner, QAbstractSpinBox | QLineEdit | QComboBox | QCalendarWidget | QAbstractItemView):
        return True
    return widget.objectName().startswith("qt_")


def clipped(window: QWidget) -> list[str]:
    """Words that do not fit where they stand, by their own measure."""
    return [said for widget in window.findChildren(QWidget) if widget.isVisible() and (said := _cut(widget))]


def _cut(widget: QWidget) -> str:
    text = _words(widget)
    if not text or isinstance(widget, Elided) or widget.visibleRegion().isEmpty():
        return ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"«{text}» is {widget.height()} high, needs {needed}" if widget.height() + 2 < needed else ""
    if isinstance(widget, QLabel):
        needed = max(QFontMetrics(widget.font()).horizontalAdvance(line) for line in text.split("\n"))
        return f"«{text}» is {widget.width()} wide, needs {needed}" if widget.width() + 2 < needed else ""
    if isinstance(widget, QAbstractButton):
        needed = widget.minimumSizeHint().width()
        return f"«{text}» is {widget.width()} wide, needs {needed}" if widget.width() + 2 < needed else ""
    return ""


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QCheckBox | QRadioButton):
        return widget.text().replace("&", "")
    return ""


def words_seen(window: QWidget) -> set[str]:
    """Every word the window says: texts, placeholders, tooltips and accessible names."""
    texts: set[str] = set()
    for widget in (window, *window.findChildren(QWidget)):
        if widget.property("cites") is True:
            continue  # the titles of books are in the language they were written in
        texts |= {_words(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QLineEdit):
            texts.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts |= {widget.itemText(place) for place in range(widget.count())}
    return {word.lower() for text in texts for word in re.findall(r"[A-Za-zÆØÅæøå]+", text)}


def english(window: QWidget) -> set[str]:
    """English words in a Norwegian window."""
    return words_seen(window) & ENGLISH

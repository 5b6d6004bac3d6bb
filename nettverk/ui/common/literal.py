"""What people have typed is shown letter for letter: it is never markup, and never the mark of a key.

Qt guesses. A tool tip that looks like HTML is read as HTML (a name with ``<img src=…>`` in it would open a file, on
Windows perhaps one on a share of the network), and a single ``&`` on a button or in a menu is swallowed and underlines
the letter after it. Every text reaches Qt through here or through the classes in ``basics``; a rule of the house
(``tests/unit/test_literal.py``) keeps it so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QLabel, QMenu, QWidget

_JOINER = "\u2060"
"""Seen by nobody and heard by no screen reader; after a ``<`` it is enough for Qt to see that no tag begins here."""


_MAY_BREAK = "\u200b"
_LONG = re.compile(r"(\S{18})(?=\S{4})")


def breakable(text: str) -> str:
    """A text for a label that goes on below: a word of forty letters may be broken, and does not widen the window."""
    return _LONG.sub(rf"\1{_MAY_BREAK}", text)


class HasTip(Protocol):
    """A widget, an action or an item of a table."""

    def setToolTip(self, tip: str, /) -> None: ...


def as_typed(text: str) -> str:
    """A text that Qt shows as it stands, where it would guess between plain text and markup."""
    if "<" not in text and "&" not in text:
        return text
    from PySide6.QtGui import Qt  # not before somebody needs it: its enums cost an eighth of a bare start-up

    if not Qt.mightBeRichText(text):
        return text
    return text.replace("<", f"<{_JOINER}").replace("&lt;", f"&{_JOINER}lt;")


def set_tip(thing: HasTip, text: str) -> None:
    """Give something a tool tip, letter for letter; an empty one takes it away."""
    thing.setToolTip(as_typed(text))


def show_tip(where: QPoint, text: str, owner: QWidget) -> None:
    """Show a tool tip now, letter for letter."""
    from PySide6.QtWidgets import QToolTip

    QToolTip.showText(where, as_typed(text), owner)


def keyless(text: str) -> str:
    """A text in which no letter becomes a key, where Qt takes ``&`` for its mark: buttons, menus, captions."""
    return text.replace("&", "&&").replace("\t", " ")


def say_action(action: QAction, text: str) -> None:
    """Give an action its words; Qt makes the tool tip of an action from them, and so it is set as well."""
    action.setText(keyless(text))
    set_tip(action, text)


def add_action(menu: QMenu, text: str, keys: str = "") -> QAction:
    """Add a line to a menu; ``keys`` stand to its right."""
    action = menu.addAction(keyless(text) + (f"\t{keys}" if keys else ""))
    set_tip(action, text)
    return action


def add_menu(menu: QMenu, text: str) -> QMenu:
    """Add a menu that opens beside its line; returns it."""
    added = menu.addMenu(keyless(text))
    set_tip(added.menuAction(), text)
    return added


def window_title(text: str) -> str:
    """A title for a window; Qt takes ``[*]`` for the place of a star that tells of something unsaved."""
    return text.replace("[*]", "[*][*]")


def set_caption(label: QLabel, field: QWidget) -> None:
    """Make a label the caption of a field: screen readers say it there, and its letters stay letters."""
    label.setText(keyless(label.text()))
    label.setBuddy(field)

"""Keys as the user's own keyboard names them."""

from __future__ import annotations

import sys

from nettverk.i18n import _


def native(keys: str) -> str:
    """«Ctrl+Shift+Z» as it stands on the keys: Norwegian names, ⌘ and ⇧ on a Mac."""
    if sys.platform == "darwin":
        from PySide6.QtGui import QKeySequence

        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    words = {
        "Space": _("Mellomrom"),
        "Return": _("Enter"),
        "Esc": _("Esc"),
        "Ins": _("Insert"),
        "Del": _("Delete"),
        "Left": "←",
        "Right": "→",
        "Up": "↑",
        "Down": "↓",
        "PgUp": _("Page Up"),
        "PgDown": _("Page Down"),
    }
    # «Ctrl++» would otherwise be split into three, with nothing for the key itself.
    plus = keys.endswith("++")
    parts = [*keys[:-2].split("+"), "+"] if plus else keys.split("+")
    return "+".join(words.get(key, key) for key in parts)


def room_keys(number: int) -> str:
    """The keys that go to a room, by its place in the sidebar from 1; none from the tenth on: Ctrl+0 is another's."""
    return f"Ctrl+{number}" if number <= 9 else ""

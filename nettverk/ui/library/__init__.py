"""Bibliotek: every sheet there is, found by word, kind, theme and minutes, and seen with its four faces at once.

``room`` puts it together from ``shelf`` (the list, over ``model``, read by ``reading``), ``head`` (what is chosen, and
the buttons), ``faces`` (the four faces, with ``pictures`` that makes them aside), ``methods`` (ways of working) and
``editor`` (an own sheet as one types; ``block_editor`` one part of it, ``dragging`` how its lines are moved).
``versions`` shows two side by side, ``use_sheet`` asks which part, and ``actions`` does the rest, as
``offers`` has it in the menu and the palette.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.library.room import LibraryRoom


def room_class() -> type[LibraryRoom]:
    """Import the room: it costs nothing before somebody needs it. Whoever makes it gives it what draws walls."""
    from nettverk.ui.library.room import LibraryRoom

    return LibraryRoom

"""Året: the school year as a wheel and as a list, the people who steer it, and who came.

``room`` puts it together; ``year_actions`` and ``organisation_actions`` are what one can do. ``year_page`` has
``wheel`` and ``listing`` (over ``model``), which show the same entries with the marks of ``marks``; ``entry_sheets``
changes
one. ``series_sheet`` and ``copy_sheet`` propose days, in the rows of ``proposals``; ``holidays_sheet`` has the school
holidays. ``organisation`` is the page of teams, with ``team_sheet`` and ``meeting_sheet``; ``turnout`` the page of who
was expected and who came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.ui.common.rooms import RoomFactory


def room_class() -> RoomFactory:
    """Import the room and return what makes it: only a room that is visited costs anything when the program starts."""
    from nettverk.ui.year.room import YearRoom

    return YearRoom

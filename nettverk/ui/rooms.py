"""The registry of rooms, in the order of the sidebar: a new room is its folder and one line here.

The factories are named one by one, so that a reader (and whoever packs the program into one file) can follow each
from here to the room's class.
"""

from __future__ import annotations

from functools import partial

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.ui import bank, follow_up, groups, handouts, library, people, plan, reflect, year
from nettverk.ui.common.rooms import RoomEntry, RoomFactory
from nettverk.ui.stage import preparation


def _library() -> RoomFactory:
    # The library shows sheets and ways of working as they stand on the wall, and only the stage can draw that.
    from nettverk.ui.stage.wall.sheet_picture import method_picture, sheet_picture

    return partial(library.room_class(), wall=sheet_picture, method_wall=method_picture)


ROOMS = (
    RoomEntry(RoomKey.PLAN, lambda: _("Planlegg"), "list-ordered", plan.room_class),
    RoomEntry(RoomKey.PEOPLE, lambda: _("Deltakere"), "users", people.room_class),
    RoomEntry(RoomKey.GROUPS, lambda: _("Grupper"), "layout-grid", groups.room_class),
    RoomEntry(RoomKey.STAGE, lambda: _("Gjennomfør"), "presentation", preparation.room_class),
    RoomEntry(RoomKey.REFLECT, lambda: _("Refleksjoner"), "message-square", reflect.room_class),
    RoomEntry(RoomKey.FOLLOW_UP, lambda: _("Veien videre"), "signpost", follow_up.room_class),
    RoomEntry(RoomKey.HANDOUTS, lambda: _("Utskrifter"), "printer", handouts.room_class),
    RoomEntry(RoomKey.YEAR, lambda: _("Året"), "calendar-days", year.room_class, of_network=True),
    RoomEntry(RoomKey.LIBRARY, lambda: _("Bibliotek"), "file-text", _library, of_network=True),
    RoomEntry(RoomKey.BANK, lambda: _("Praksisbanken"), "search", bank.room_class, of_network=True),
)

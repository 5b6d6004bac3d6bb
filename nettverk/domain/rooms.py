"""The rooms of the main window by name, so that services can say where something is put right."""

from __future__ import annotations

from enum import StrEnum


class RoomKey(StrEnum):
    """A room of the main window; the value is stored in the settings and begins the keys of the room's commands."""

    PLAN = "plan"
    PEOPLE = "people"
    GROUPS = "groups"
    STAGE = "stage"
    REFLECT = "reflect"
    FOLLOW_UP = "follow_up"
    HANDOUTS = "handouts"

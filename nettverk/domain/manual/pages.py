"""The pages of the manual in order, chapter by chapter, and the one that belongs to each room.

A page is one file for each language, ``resources/manual/LANGUAGE/PAGE.md``, named by its value here. A new page is a
line in the enum, its place in a chapter, and the three files.
"""

from __future__ import annotations

from enum import Enum, StrEnum

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _


class ManualPage(StrEnum):
    """A page; each answers one question."""

    JOB = "job"
    WORDS = "words"
    PLAN = "plan"
    TASKS = "tasks"
    PEOPLE = "people"
    LIST_ROWS = "list_rows"
    NO_ANSWER = "no_answer"
    GROUPS = "groups"
    RULES = "rules"
    PAPER = "paper"
    REHEARSE = "rehearse"
    RUN = "run"
    BLACK_SCREEN = "black_screen"
    LATE = "late"
    WALK_IN = "walk_in"
    ABSENT = "absent"
    TALKS = "talks"
    WRITE_DOWN = "write_down"
    TABLE_LAPTOP = "table_laptop"
    STOPPED = "stopped"
    TRAFFIC_LIGHT = "traffic_light"
    THEMES = "themes"
    ANONYMOUS = "anonymous"
    FOLLOW_UP = "follow_up"
    TAKE_HOME = "take_home"
    YEAR = "year"
    LIBRARY = "library"
    BANK = "bank"
    REPORTS = "reports"
    TAKEN_OVER = "taken_over"
    SHARED_FOLDER = "shared_folder"
    REMOVED = "removed"
    PRIVACY = "privacy"
    READABLE = "readable"
    IT_FILES = "it_files"
    IT_BACKUP = "it_backup"
    IT_FOLDER = "it_folder"
    IT_INSTALL = "it_install"
    IT_POSTGRES = "it_postgres"


class Chapter(Enum):
    """A part of the manual, in order."""

    START = "start"
    BEFORE = "before"
    DAY = "day"
    AFTER = "after"
    YEAR = "year"
    SAFE = "safe"
    IT = "it"

    @property
    def title(self) -> str:
        """Its heading, in the language in force."""
        return {
            Chapter.START: _("Kom i gang"),
            Chapter.BEFORE: _("Før samlingen"),
            Chapter.DAY: _("På dagen"),
            Chapter.AFTER: _("Etter samlingen"),
            Chapter.YEAR: _("Gjennom året"),
            Chapter.SAFE: _("Trygt og lett å lese"),
            Chapter.IT: _("For IT"),
        }[self]

    @property
    def pages(self) -> tuple[ManualPage, ...]:
        """Its pages, in order."""
        return _PAGES[self]


_PAGES: dict[Chapter, tuple[ManualPage, ...]] = {
    Chapter.START: (ManualPage.JOB, ManualPage.WORDS),
    Chapter.BEFORE: (
        ManualPage.PLAN, ManualPage.TASKS, ManualPage.PEOPLE, ManualPage.LIST_ROWS, ManualPage.NO_ANSWER,
        ManualPage.GROUPS, ManualPage.RULES, ManualPage.PAPER, ManualPage.REHEARSE,
    ),
    Chapter.DAY: (
        ManualPage.RUN, ManualPage.BLACK_SCREEN, ManualPage.LATE, ManualPage.WALK_IN, ManualPage.ABSENT,
        ManualPage.TALKS, ManualPage.WRITE_DOWN, ManualPage.TABLE_LAPTOP, ManualPage.TRAFFIC_LIGHT, ManualPage.STOPPED,
    ),
    Chapter.AFTER: (ManualPage.THEMES, ManualPage.ANONYMOUS, ManualPage.FOLLOW_UP, ManualPage.TAKE_HOME),
    Chapter.YEAR: (
        ManualPage.YEAR, ManualPage.LIBRARY, ManualPage.BANK, ManualPage.REPORTS, ManualPage.TAKEN_OVER,
        ManualPage.SHARED_FOLDER,
    ),
    Chapter.SAFE: (ManualPage.REMOVED, ManualPage.PRIVACY, ManualPage.READABLE),
    Chapter.IT: (
        ManualPage.IT_FILES, ManualPage.IT_BACKUP, ManualPage.IT_FOLDER, ManualPage.IT_INSTALL,
        ManualPage.IT_POSTGRES,
    ),
}  # fmt: skip


def page_of_room(room: RoomKey | None) -> ManualPage:
    """The page that F1 opens in a room; the whole job where one is in none."""
    if room is None:
        return ManualPage.JOB
    return {
        RoomKey.PLAN: ManualPage.PLAN,
        RoomKey.PEOPLE: ManualPage.PEOPLE,
        RoomKey.GROUPS: ManualPage.GROUPS,
        RoomKey.STAGE: ManualPage.REHEARSE,
        RoomKey.REFLECT: ManualPage.WRITE_DOWN,
        RoomKey.FOLLOW_UP: ManualPage.FOLLOW_UP,
        RoomKey.HANDOUTS: ManualPage.PAPER,
        RoomKey.YEAR: ManualPage.YEAR,
        RoomKey.LIBRARY: ManualPage.LIBRARY,
        RoomKey.BANK: ManualPage.BANK,
    }[room]

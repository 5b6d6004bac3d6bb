"""What an append-only entry is about; the values are what the database holds."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What was said: each kind has its own notion of the object it is about (see ``db/migrations/0001_start.sql``;
    an answer on a sheet is about use:respondent:block:point, a tag about on:id:tag; a mark and a place are about a
    point, which is what its answer is about, # and its line; a theme, a goal, a need and a pairing are about
    themselves; a kept wording is about the sum of a finding and its line, a good practice about on:id, a
    consent about its gathering, a note to a picture about the stored form of its wall's reference)."""

    REFLECTION = "reflection"
    SHEET_ANSWER = "sheet_answer"
    ATTENDANCE = "attendance"
    COMMITMENT = "commitment"
    GOAL = "goal"
    NEED = "need"
    PAIRING = "pairing"
    RUNDOWN = "rundown"
    TAG = "tag"
    THEME = "theme"
    PLACEMENT = "placement"
    POINT_MARK = "point_mark"
    KEPT_WORDING = "kept_wording"
    GOOD_PRACTICE = "good_practice"
    CONSENT = "consent"
    PICTURE_NOTE = "picture_note"


LASTING = frozenset({EntryKind.GOAL, EntryKind.NEED, EntryKind.PAIRING})
"""What goes on when the gathering it was said at is removed from the file."""

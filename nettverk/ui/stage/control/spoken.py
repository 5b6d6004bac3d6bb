"""What a screen reader says when something has been done on the stage: what it was, and which part one is in."""

from __future__ import annotations

from nettverk.domain.rundown.commands import (
    AdjustClock,
    AdjustPart,
    AnyStageCommand,
    JumpToPart,
    StageCommand,
    TimerMinutes,
    registry,
)
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.sequence import part_now
from nettverk.i18n import _

_SILENT = frozenset({StageCommand.LEAVE})
"""Commands that only put something away."""


def spoken(command: AnyStageCommand, context: WallContext | None, rundown: Rundown | None) -> str:
    """A sentence such as «Neste: Lunsj»; empty for what needs no words."""
    if command in _SILENT:
        return ""
    what = _name(command)
    part = part_now(context, rundown) if context is not None and rundown is not None else None
    return f"{what}: {part.title}" if what and part is not None else what


def _name(command: AnyStageCommand) -> str:
    match command:
        case AdjustClock(minutes=minutes) | AdjustPart(minutes=minutes):
            return ("+" if minutes > 0 else "−") + _n_minutes(abs(minutes))
        case TimerMinutes(minutes):
            return " ".join((_("Nedtelling"), _n_minutes(minutes)))
        case JumpToPart():
            return _("Gå til del")
        case StageCommand.ACCEPT_RECOVERY:
            return _("Hent inn tid")
        case _:
            row = next((row for row in registry() if row.command == command), None)
            return (row.button or row.explanation) if row is not None else ""


def _n_minutes(minutes: int) -> str:
    return _("{minutes} min").format(minutes=minutes)

"""Several machines in Refleksjoner: which have written at a table, what reads differently, and what a borrowed file is
for."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.now import today
from nettverk.i18n import _, _n, clock, day_month
from nettverk.services.loans import Written
from nettverk.ui.common.workspace import Command, Workspace

_COMMANDS = frozenset({"reflect.code", "reflect.next", "reflect.find"})


def written_by(written: Sequence[Written]) -> str:
    """«Skrevet på bord-pc (4 svar, sist 10.42) og denne maskinen (1 svar, sist 9.15)»; empty for nobody else."""
    if all(each.here for each in written):
        return ""
    return _("Skrevet på {machines}").format(machines=" · ".join(_machine(each) for each in written))


def _machine(written: Written) -> str:
    at = written.at.astimezone()
    time = clock(at.time()) if at.date() == today() else f"{day_month(at.date())} {clock(at.time())}"
    name = _("denne maskinen") if written.here else written.machine
    answers = _n("{n} svar", "{n} svar", written.answers)
    return _("{machine}: {answers}, sist {time}").format(machine=name, answers=answers, time=time)


def fewer(workspace: Workspace, commands: list[Command]) -> list[Command]:
    """The commands of the room; in a borrowed file only those that are about its sheets."""
    if workspace.loan is None:
        return commands
    return [command for command in commands if command.key in _COMMANDS]


def not_here(workspace: Workspace, table: int) -> bool:
    """Whether a borrowed file has no sheets for a table; then it is said."""
    loan = workspace.loan
    if loan is None or table in loan.tables:
        return False
    workspace.say(_("Bord {table} er ikke i denne fila.").format(table=table))
    return True

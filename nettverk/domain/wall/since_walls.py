"""The wall «Siden sist»: the gathering opens with how it went with what was promised, and what was learnt of it."""

from __future__ import annotations

from nettverk.domain.follow_up import CommitmentStatus, status_name
from nettverk.domain.threads import SinceLast
from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import SINCE_LAST
from nettverk.i18n import _, _n


def since_last(since: SinceLast, language: str) -> tuple[Wall, ...]:
    """The wall, or none where nothing was promised before."""
    if not since.promised:
        return ()
    counts = (
        walls.Tally(since.done, status_name(CommitmentStatus.DONE), 1.0),
        walls.Tally(since.tried, status_name(CommitmentStatus.TRIED), 0.5),
        walls.Tally(since.not_yet, status_name(CommitmentStatus.NOT_YET), 0.0),
        walls.Tally(since.open, _("Venter på svar"), 0.0),
    )
    return (
        walls.SinceLast(
            ref=SINCE_LAST,
            name=_("Siden sist"),
            part=4,
            kicker=_("Siden sist"),
            language=language,
            title=_title(since),
            counts=tuple(tally for tally in counts if tally.count),
            learnt_title=_("Dette lærte vi"),
            learnt=since.learnt,
            note=_("Det vi ikke har prøvd ennå, tar vi med videre i dag.") if since.not_yet else "",
            mark=_n("{n} enhet", "{n} enheter", since.units),
        ),
    )


def _title(since: SinceLast) -> str:
    worked_on = since.done + since.tried
    if not worked_on + since.not_yet:
        return _n("{n} tiltak fra sist. Hvordan gikk det?", "{n} tiltak fra sist. Hvordan gikk det?", since.promised)
    if since.promised == 1:
        return _("Tiltaket fra sist er gjort eller prøvd") if worked_on else _("Tiltaket fra sist tar vi med videre")
    if worked_on == since.promised:
        return _("Alle {count} tiltak er gjort eller prøvd").format(count=since.promised)
    return _("{count} av {all} tiltak er gjort eller prøvd").format(count=worked_on, all=since.promised)

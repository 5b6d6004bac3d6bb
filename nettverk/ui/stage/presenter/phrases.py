"""The facilitator's words: times, what is behind or ahead, what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta

from nettverk.domain.contributions import Contribution
from nettverk.domain.plan import PAUSES
from nettverk.domain.rundown.learning import Learned, SeriesPart, series_parts
from nettverk.domain.rundown.recovery import length, recovery
from nettverk.domain.rundown.state import PartStatus, PartTimes, Phase, Rundown
from nettverk.domain.wall.context import WallContext, steps_now
from nettverk.i18n import _, _n, clock

_MINUTE = timedelta(minutes=1)


def whole_minutes(length: timedelta) -> int:
    """To the nearest minute, the sign kept."""
    return round(length / _MINUTE)


def behind(rundown: Rundown) -> tuple[str, str]:
    """«6 minutter forsinket» and its tone; «i rute» within a minute, where the rest of the day holds too."""
    minutes = whole_minutes(rundown.behind)
    if not rundown.live:
        return "", ""
    if minutes >= 60:
        return _("{length} forsinket").format(length=length(minutes)), "warn"
    if minutes >= 1:
        return _n("{n} minutt forsinket", "{n} minutter forsinket", minutes), "warn"
    late = recovery(rundown).late
    if late >= 1:
        # Now is well, and the plan is too long for a time that stands: one sentence, not two that disagree.
        return _("Planen er {length} for lang").format(length=length(late)), "warn"
    if minutes <= -60:
        return _("{length} foran planen").format(length=length(-minutes)), "ok"
    if minutes <= -1:
        return _n("{n} minutt foran planen", "{n} minutter foran planen", -minutes), "ok"
    return _("I rute"), "ok"


def over(context: WallContext, rundown: Rundown) -> str:
    """«Ferdig kl. 14.12, 18 min før planen.»"""
    minutes = whole_minutes(rundown.late_end)
    if abs(minutes) < 1:
        sentence = _("Ferdig kl. {time}, som planlagt.")
    elif minutes > 0:
        sentence = _("Ferdig kl. {time}, {length} forsinket.")
    else:
        sentence = _("Ferdig kl. {time}, {length} foran planen.")
    return sentence.format(time=context.local(rundown.ends), length=length(abs(minutes)))


def step_out(context: WallContext, rundown: Rundown) -> tuple[str, str]:
    """A step of the method has used its time: that it has, and what S goes to; empty otherwise."""
    if rundown.phase != Phase.RUNNING or not rundown.showing.is_method or not rundown.step_begun:
        return "", ""
    steps = steps_now(context, rundown)
    here = rundown.step
    if here + 1 >= len(steps) or rundown.step_spent < timedelta(minutes=steps[here].minutes):
        return "", ""
    return (
        _("{step}: tida er ute").format(step=steps[here].title),
        _("Trykk S for å gå videre til «{step}».").format(step=steps[here + 1].title),
    )


def adjusted(context: WallContext, rundown: Rundown, part_id: str) -> str:
    """What a part was changed to, and what that means: its least time, and a fixed time after it."""
    place = next((i for i, row in enumerate(rundown.parts) if row.slot.part_id == part_id), None)
    if place is None:
        return ""
    row = rundown.parts[place]
    said = [
        _("{part}: {length}, til kl. {time}.").format(
            part=row.slot.title, length=length(row.minutes), time=context.local(row.end)
        )
    ]
    if row.minutes < row.slot.floor:
        said.append(_("Kortest mulig er {length}.").format(length=length(row.slot.floor)))
    fixed = rundown.plan.fixed_end(place)
    if fixed is not None and row.end > fixed and place + 1 < len(rundown.parts):
        following = rundown.parts[place + 1].slot.title
        said.append(_("{part} skal starte kl. {time}.").format(part=following, time=context.local(fixed)))
    elif rundown.late_end >= _MINUTE:
        said.append(_("Dagen slutter kl. {time}.").format(time=context.local(rundown.ends)))
    return " ".join(said)


def span(context: WallContext, start: datetime, end: datetime) -> str:
    """From start to end in local time, as «09.00–09.49»."""
    return f"{context.local(start)}–{context.local(end)}"


def row_note(
    context: WallContext,
    rundown: Rundown,
    index: int,
    learned: dict[SeriesPart, Learned],
    absent: frozenset[str] = frozenset(),
) -> tuple[str, str]:
    """The small line under a part in the list, and its tone."""
    row = rundown.parts[index]
    away = sum(
        contribution.id in absent and contribution.id not in rundown.contributions
        for contribution in context.of_part(row.slot.part_id)
    )
    if away and row.status == PartStatus.AHEAD:
        return _n("{n} som skal holde innlegg, er borte", "{n} som skal holde innlegg, er borte", away), "warn"
    over = whole_minutes(row.over)
    if row.status == PartStatus.NOW and rundown.live:
        minutes = whole_minutes(rundown.behind)
        if minutes >= 1:
            return _("{length} forsinket").format(length=length(minutes)), "warn"
        if rundown.remaining <= -_MINUTE:
            return _("Over tida, men dagen er i rute"), "warn"
        if minutes <= -1:
            return _("{length} foran planen").format(length=length(-minutes)), "ok"
        return _("I rute"), "ok"
    if row.status == PartStatus.DONE and rundown.phase != Phase.WAITING:
        queue = len(context.of_part(row.slot.part_id))
        if over >= 1:
            return _("{length} over").format(length=length(over)), ""
        if over <= -1:
            return _("{length} kortere").format(length=length(-over)), ""
        return (_n("{n} innlegg", "{n} innlegg", queue), "") if queue else ("", "")
    if row.status == PartStatus.SKIPPED:
        return _("hoppet over"), ""
    return _ahead_note(context, rundown, row, index, learned)


def _ahead_note(
    context: WallContext, rundown: Rundown, row: PartTimes, index: int, learned: dict[SeriesPart, Learned]
) -> tuple[str, str]:
    if row.minutes != row.slot.minutes:
        return _("{minutes} min i stedet for {planned}").format(minutes=row.minutes, planned=row.slot.minutes), "accent"
    fixed = rundown.plan.fixed_end(index)
    if row.slot.fixed_start:
        return _("fast start {time}").format(time=clock(row.slot.fixed_start.astimezone(context.zone))), ""
    if fixed and index + 1 < len(rundown.parts):
        return _("fast slutt {time}").format(time=clock(fixed.astimezone(context.zone))), ""
    known = learned.get(series_parts(part.slot.kind for part in rundown.parts)[index])
    return known.brief if known is not None else "", ""


def next_speaker(context: WallContext, rundown: Rundown) -> Contribution | None:
    """Whose turn it is next in the part that runs, or in the one that comes; None where nobody waits."""
    if rundown.phase == Phase.DONE or not context.parts:
        return None
    held = {rundown.contribution, *rundown.contributions}
    ahead = rundown.following
    for part in (rundown.current, ahead):
        waiting = [row for row in context.of_part(part.slot.part_id) if row.id not in held] if part else []
        if waiting:
            return waiting[0]
    return None


def who(contribution: Contribution, absent: frozenset[str] = frozenset()) -> str:
    """«Unni Aas · Lund barnehage», and that she is away where she is."""
    name = " · ".join(word for word in (contribution.speaker, contribution.unit_name) if word) or contribution.title
    return _("{who} (borte)").format(who=name) if contribution.id in absent else name


def following(context: WallContext, rundown: Rundown, absent: frozenset[str] = frozenset()) -> str:
    """What comes next: «Lunsj, så Veien videre»; while contributions are held, who is next before that."""
    speaker = next_speaker(context, rundown)
    here = rundown.current
    if speaker is not None and here is not None and speaker.part_id == here.slot.part_id:
        then = _next_parts(rundown)
        return _("{first}, så {then}").format(first=who(speaker, absent), then=then) if then else who(speaker, absent)
    parts = _next_parts(rundown) or (_("Takk for i dag") if rundown.phase != Phase.DONE else _("Ingenting mer"))
    ahead = rundown.following
    if speaker is not None and ahead is not None and speaker.part_id == ahead.slot.part_id:
        return f"{parts}: {who(speaker, absent)}"
    return parts


def _next_parts(rundown: Rundown) -> str:
    """«Lunsj, så Veien videre»; empty where no part comes."""
    first = rundown.following
    if first is None:
        return ""
    index = rundown.parts.index(first)
    # A break says nothing of what is coming, so what follows it is named too.
    quiet = first.slot.kind in PAUSES
    if quiet and index + 1 < len(rundown.parts):
        return _("{first}, så {then}").format(first=first.slot.title, then=rundown.parts[index + 1].slot.title)
    return first.slot.title

"""The facilitator's words: times, what is behind or ahead, what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta

from nettverk.domain.deck import Deck
from nettverk.domain.rundown import PartTimes, Rundown
from nettverk.domain.rundown_learning import Learned
from nettverk.i18n import _, _n, clock

_MINUTE = timedelta(minutes=1)


def whole_minutes(length: timedelta) -> int:
    """To the nearest minute, the sign kept."""
    return round(length / _MINUTE)


def behind(rundown: Rundown) -> tuple[str, str]:
    """«6 min etter planen» and its tone; «i rute» within a minute."""
    minutes = whole_minutes(rundown.behind)
    if rundown.phase not in {"running", "paused"}:
        return "", ""
    if minutes >= 1:
        return _n("{n} minutt etter planen", "{n} minutter etter planen", minutes), "warn"
    if minutes <= -1:
        return _n("{n} minutt før planen", "{n} minutter før planen", -minutes), "ok"
    return _("I rute"), "ok"


def span(deck: Deck, start: datetime, end: datetime) -> str:
    """«09.00–09.49»"""
    return f"{deck.local(start)}–{deck.local(end)}"


def row_note(deck: Deck, rundown: Rundown, index: int, learned: dict[str, Learned]) -> tuple[str, str]:
    """The small line under a part in the list, and its tone."""
    row = rundown.parts[index]
    over = whole_minutes(row.over)
    if row.status == "now" and rundown.phase in {"running", "paused"}:
        minutes = whole_minutes(rundown.behind)
        if minutes >= 1:
            return _("{minutes} min etter planen").format(minutes=minutes), "warn"
        if minutes <= -1:
            return _("{minutes} min før planen").format(minutes=-minutes), "ok"
        return _("I rute"), "ok"
    if row.status == "done" and rundown.phase != "waiting":
        queue = len(deck.of_part(row.slot.part_id))
        if over >= 1:
            return _("{minutes} min over").format(minutes=over), ""
        if over <= -1:
            return _("{minutes} min kortere").format(minutes=-over), ""
        return (_n("{n} innlegg", "{n} innlegg", queue), "") if queue else ("", "")
    if row.status == "skipped":
        return _("hoppet over"), ""
    return _ahead_note(deck, rundown, row, index, learned)


def _ahead_note(
    deck: Deck, rundown: Rundown, row: PartTimes, index: int, learned: dict[str, Learned]
) -> tuple[str, str]:
    if row.minutes != row.slot.minutes:
        return _("{minutes} min i stedet for {planned}").format(minutes=row.minutes, planned=row.slot.minutes), "accent"
    fixed = rundown.plan.fixed_end(index)
    if row.slot.fixed_start:
        return _("fast start {time}").format(time=clock(row.slot.fixed_start.astimezone(deck.zone))), ""
    if fixed and index + 1 < len(rundown.parts):
        return _("fast slutt {time}").format(time=clock(fixed.astimezone(deck.zone))), ""
    known = learned.get(row.slot.kind)
    if known is not None and abs(known.over) >= 2:
        return known.sentence, ""
    return "", ""


def following(deck: Deck, rundown: Rundown) -> str:
    """What comes next: «Lunsj, så Veien videre»."""
    first = rundown.following
    if first is None:
        return _("Takk for i dag") if rundown.phase != "done" else _("Ingenting mer")
    index = rundown.parts.index(first)
    quiet = first.slot.kind in {"break", "lunch"}
    if quiet and index + 1 < len(rundown.parts):
        return _("{first}, så {then}").format(first=first.slot.title, then=rundown.parts[index + 1].slot.title)
    return first.slot.title

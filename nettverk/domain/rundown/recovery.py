"""Hent inn tid: how a loss is spread over what remains, fairly and honestly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nettverk.domain.plan import PartKind
from nettverk.domain.rundown.state import ZERO, PartStatus, PartTimes, Phase, Rundown
from nettverk.i18n import _, clock, join

# More parts than this are counted instead of named.
_NAMED = 4


def length(minutes: int) -> str:
    """«6 min», and from an hour on «12 t 34 min»."""
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    sentence = _("{hours} t {minutes} min") if rest else _("{hours} t")
    return sentence.format(hours=hours, minutes=rest)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part that gives minutes: its length ``before`` and ``after``."""

    part_id: str
    title: str
    before: int
    after: int

    @property
    def minutes(self) -> int:
        """How many minutes the part gives."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Recovery:
    """What accepting would do.

    Attributes:
        cuts: the parts that give, in order.
        late: minutes we are late for a deadline ahead, before anything is done.
        unrecovered: minutes the day ends too late all the same, each part being at its floor.
        missed: parts with a fixed start that come too late all the same, with the minutes.
        ends: when the day ends afterwards.
    """

    cuts: tuple[Cut, ...]
    late: int
    unrecovered: int
    ends: datetime
    missed: tuple[tuple[str, int], ...] = ()

    @property
    def minutes(self) -> dict[str, int]:
        """New lengths by part id, as the Recover event has them."""
        return {cut.part_id: cut.after for cut in self.cuts}

    @property
    def before(self) -> dict[str, int]:
        """The lengths they had, so that the event says what was taken."""
        return {cut.part_id: cut.before for cut in self.cuts}

    @property
    def sentence(self) -> str:
        """«Ta 4 min fra På tvers og 2 min fra Lunsj: slutt kl. 13.30 som avtalt.»"""
        local = clock(self.ends.astimezone())
        missed = "".join(
            " " + _("{part} blir {length} forsinket.").format(part=title, length=length(n)) for title, n in self.missed
        )
        if not self.cuts:
            if self.unrecovered:
                words = _("Ingen del kan kortes mer ned: slutt kl. {time}, {length} for sent.")
                return words.format(time=local, length=length(self.unrecovered)) + missed
            if self.missed:
                return _("Slutt kl. {time} som avtalt.").format(time=local) + missed
            return _("Vi er i rute: slutt kl. {time}.").format(time=local)
        given = join([_("{minutes} min fra {part}").format(minutes=cut.minutes, part=cut.title) for cut in self.cuts])
        if len(self.cuts) > _NAMED:  # the list of parts shows them one by one
            words = _("{length} fra {count} deler")
            given = words.format(length=length(sum(cut.minutes for cut in self.cuts)), count=len(self.cuts))
        if self.unrecovered:
            words = _("Ta {given}. {length} kan ikke hentes inn: slutt kl. {time}.")
            return words.format(given=given, length=length(self.unrecovered), time=local) + missed
        return _("Ta {given}: slutt kl. {time} som avtalt.").format(given=given, time=local) + missed

    @property
    def done(self) -> str:
        """The same when it has been accepted: «Hentet inn 6 min: slutt kl. 13.30.»"""
        won = sum(cut.minutes for cut in self.cuts)
        return _("Hentet inn {length}: slutt kl. {time}.").format(
            length=length(won), time=clock(self.ends.astimezone())
        )


@dataclass(slots=True)
class _Row:
    """A remaining part while we work: ``floor`` is the least it can end up with, given what is used already."""

    times: PartTimes
    minutes: int
    floor: int
    spent: timedelta

    @property
    def give(self) -> int:
        return max(0, self.minutes - self.floor)


def share(loss: int, gives: Sequence[int]) -> list[int]:
    """Spread whole minutes in proportion to what each can give (largest remainder); never more than that."""
    total = sum(gives)
    loss = min(loss, total)
    if loss <= 0:
        return [0] * len(gives)
    # Each gets its exact share rounded down; the minutes that are left over go to those who lost most by rounding.
    exact = [loss * give / total for give in gives]
    cuts = [math.floor(value) for value in exact]
    order = sorted(range(len(gives)), key=lambda i: (cuts[i] - exact[i], i))
    for i in order[: loss - sum(cuts)]:
        cuts[i] += 1
    return cuts


def recovery(rundown: Rundown) -> Recovery:
    """Win back what is lost: each stretch up to a fixed time gives what that time needs, Veien videre last.

    A stretch ends where the next part has a fixed start, or the day ends. What one stretch cannot win back makes the
    next start late, and is taken from there. Parts are cut in whole minutes, in proportion to what each has above
    its floor.
    """
    rows = [_row(times) for times in rundown.parts if times.status in {PartStatus.NOW, PartStatus.AHEAD}]
    if rundown.phase == Phase.DONE or not rows:
        return Recovery((), 0, 0, rundown.ends)
    moment = rundown.now if rundown.phase != Phase.WAITING else max(rundown.now, rundown.plan.starts)
    # A day that ends on time may still be late for its lunch, so every deadline counts.
    late = _over(rundown.ends, rundown.plan.ends)
    stretches = _stretches(rows, rundown)
    missed: list[tuple[str, int]] = []
    for number, (stretch, deadline) in enumerate(stretches):
        over = _over(_end(stretch, moment), deadline)
        late = max(late, over)
        # Veien videre is what the day was for, so it gives only what nothing else can.
        last = [row for row in stretch if row.times.slot.kind == PartKind.WAY_FORWARD]
        first = [row for row in stretch if row.times.slot.kind != PartKind.WAY_FORWARD]
        for group in (first, last):
            shares = share(over, [row.give for row in group])
            for row, minutes in zip(group, shares, strict=True):
                row.minutes -= minutes
            over -= sum(shares)
        moment = _end(stretch, moment)
        if over and number + 1 < len(stretches):
            missed.append((stretches[number + 1][0][0].times.slot.title, over))
    cuts = tuple(
        Cut(row.times.slot.part_id, row.times.slot.title, row.times.minutes, row.minutes)
        for row in rows
        if row.minutes < row.times.minutes
    )
    return Recovery(cuts, max(0, late), max(0, _over(moment, rundown.plan.ends)), moment, tuple(missed))


def _row(times: PartTimes) -> _Row:
    used = math.ceil(times.spent / timedelta(minutes=1))
    # A part that was planned shorter than its floor by hand has nothing to give.
    return _Row(times, times.minutes, min(times.minutes, max(times.slot.floor, used)), times.spent)


def _stretches(rows: list[_Row], rundown: Rundown) -> list[tuple[list[_Row], datetime]]:
    stretches: list[tuple[list[_Row], datetime]] = []
    stretch: list[_Row] = []
    for row in rows:
        fixed = row.times.slot.fixed_start
        if stretch and fixed is not None:
            stretches.append((stretch, fixed))
            stretch = []
        stretch.append(row)
    return [*stretches, (stretch, rundown.plan.ends)]


def _end(stretch: list[_Row], moment: datetime) -> datetime:
    for row in stretch:
        fixed = row.times.slot.fixed_start
        if row.times.status == PartStatus.AHEAD and fixed is not None:
            moment = max(moment, fixed)
        moment += max(timedelta(minutes=row.minutes) + row.times.extra - row.spent, ZERO)
    return moment


def _over(end: datetime, deadline: datetime) -> int:
    """Whole minutes too late; part of a minute counts as one, except the seconds nobody notices."""
    return max(0, math.ceil((end - deadline - timedelta(seconds=15)) / timedelta(minutes=1)))

"""A network's goal with what has worked towards it: the gatherings, what was asked there, what the units promised."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import Goal, sign_lines
from nettverk.i18n import _, _n, join, quoted, short_date


@dataclass(frozen=True, slots=True)
class LinkedGathering:
    """A gathering of the goal's network, and whether it works towards the goal."""

    id: str
    title: str
    held_on: date | None
    linked: bool


@dataclass(frozen=True, slots=True)
class GoalStory:
    """One goal and what hangs on it.

    Attributes:
        gatherings: all of the network, the latest first.
        sheets: titles of what was asked at those that are linked.
        statuses: how many commitments work towards it, by how they went; ``units`` how many units they are of.
    """

    goal: Goal
    network: str
    gatherings: tuple[LinkedGathering, ...] = ()
    sheets: tuple[str, ...] = ()
    statuses: tuple[tuple[CommitmentStatus, int], ...] = ()
    units: int = 0

    @property
    def linked(self) -> tuple[LinkedGathering, ...]:
        """The gatherings that work towards it."""
        return tuple(gathering for gathering in self.gatherings if gathering.linked)

    @property
    def promised(self) -> int:
        """How many commitments work towards it."""
        return sum(count for _status, count in self.statuses)

    @property
    def moved(self) -> int:
        """How many of them are done or tried."""
        counts = Counter(dict(self.statuses))
        return counts[CommitmentStatus.DONE] + counts[CommitmentStatus.TRIED]


def story_lines(story: GoalStory) -> tuple[str, ...]:
    """What has worked towards a goal and what moved, a line each."""
    sentences = list(sign_lines(story.goal))
    if story.linked:
        names = join([_titled(gathering) for gathering in story.linked])
        sentences.append(_("Samlinger: {gatherings}.").format(gatherings=names))
    if story.sheets:
        sentences.append(_("Ark: {sheets}.").format(sheets=join(list(story.sheets))))
    if story.promised:
        promised = _n("{n} tiltak", "{n} tiltak", story.promised)
        units = _n("{n} enhet", "{n} enheter", story.units)
        sentences.append(
            _("{promised} fra {units}, {moved} gjort eller prøvd.").format(
                promised=promised, units=units, moved=story.moved
            )
        )
    if not sentences:
        sentences.append(_("Ingenting er knyttet til målet ennå."))
    return tuple(sentences)


def _titled(one: LinkedGathering) -> str:
    return f"{quoted(one.title)} ({short_date(one.held_on)})" if one.held_on else quoted(one.title)

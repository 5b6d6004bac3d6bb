"""What the room Veien videre reads: the thread of each unit, and words offered while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nettverk.domain.goals import Goal
from nettverk.domain.plan import Gathering
from nettverk.domain.sorting import sort_key
from nettverk.domain.tags import TagOn
from nettverk.domain.threads import UnitThread
from nettverk.i18n import _
from nettverk.services import between, follow_up, gatherings, goals, tags
from nettverk.services.database import Store
from nettverk.services.goals import GoalsHere
from nettverk.services.sharing import contests_here

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest


@dataclass(frozen=True, slots=True)
class Known:
    """What the room shows: the units' threads, the gatherings they speak of, places one has named, tags, and of each
    promise that two machines wrote differently how it reads on the other."""

    gathering_id: str
    threads: tuple[UnitThread, ...]
    gatherings: Mapping[str, Gathering]
    places: tuple[str, ...]
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    goals: GoalsHere | None = None
    between: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contests: Mapping[str, Contest] = field(default_factory=dict)

    def goals_for(self, unit_id: str) -> tuple[tuple[Goal, ...], tuple[Goal, ...]]:
        """The goals of a unit, and those of its network."""
        if self.goals is None:
            return (), ()
        return self.goals.of_unit.get(unit_id, ()), self.goals.of_network


def read(store: Store, gathering_id: str) -> Known:
    """Read the threads of every unit that is at the gathering, and the words offered for where things are taken up."""
    threads = follow_up.threads(store, gathering_id)
    commitments = [commitment for thread in threads for commitment in (*thread.before, *thread.promised)]
    known = {where: gatherings.get(store, where) for where in {commitment.gathering_id for commitment in commitments}}
    # What this network has used before is offered beside the usual places, in one alphabet.
    used = {commitment.taken_up_in for commitment in commitments if commitment.taken_up_in}
    places = tuple(sorted(used | set(_usual_places()), key=sort_key))
    return Known(
        gathering_id,
        threads,
        known,
        places,
        tags.everywhere(store, TagOn.COMMITMENT),
        goals.at_gathering(store, gathering_id),
        between.lines(store, gathering_id),
        contests_here.of_promises(store, ((commitment.gathering_id, commitment.id) for commitment in commitments)),
    )


def _usual_places() -> tuple[str, ...]:
    return (
        _("personalmøte"), _("avdelingsmøte"), _("plangruppe"), _("ledermøte"), _("teammøte"), _("fagmøte"),
        _("planleggingsdag"), _("medbestemmelsesmøte"), _("foreldremøte"), _("elevrådet"), _("årshjulet"),
    )  # fmt: skip

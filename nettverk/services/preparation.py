"""Before people come: what is in order for a gathering, what is not, and where each thing is put right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising, Part, fit
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.effective import rehearsal_day
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.i18n import _, _n, join
from nettverk.services import participants, stage

if TYPE_CHECKING:
    from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to have in order before people come.

    Attributes:
        room: where it is put right, None when it is.
        look_through: it is put right in «Anonym nok?» there.
    """

    fine: bool
    text: str
    room: RoomKey | None = None
    look_through: bool = False


@dataclass(frozen=True, slots=True)
class Preparation:
    """A gathering as its stage would open now."""

    context: WallContext
    rundown: Rundown
    checks: tuple[Check, ...]

    @property
    def is_past(self) -> bool:
        """Whether the day the gathering is planned for lies before today."""
        held_on = self.context.gathering.held_on
        return held_on is not None and held_on < self.rundown.now.astimezone().date()


def preparation(store: Store, gathering_id: str) -> Preparation:
    """The gathering with its checks; a rehearsal of an earlier day, which the stage puts aside, does not count."""
    now = store.now()
    context, pressed = stage.context(store, gathering_id, now=now), stage.events(store, gathering_id)
    if rehearsal_day(pressed, context.gathering.held_on, now) is not None:
        pressed = ()
        context = replace(context, plan=stage.timetable(context.gathering, context.parts, (), now.astimezone().date()))
    return Preparation(context, rundown_at(fold(context.plan, pressed), now), _checks(store, context))


def readiness(store: Store, gathering_id: str) -> tuple[Check, ...]:
    """What is in order and what is not, in the order one would mend it."""
    return _checks(store, stage.context(store, gathering_id))


def _checks(store: Store, context: WallContext) -> tuple[Check, ...]:
    gathering, parts = context.gathering, context.parts
    if not parts:
        return (Check(False, _("Planen er tom. Legg inn delene først."), RoomKey.PLAN),)
    fits = fit(gathering, parts)
    fine = fits.over <= 0 and not fits.clashes
    checks = [Check(fine, fits.sentence, None if fine else RoomKey.PLAN), _people_check(store, context)]
    checks += [_groups_check(context, part) for part in parts if part.organising == Organising.MIXED]
    in_groups = [part for part in parts if part.organising in {Organising.MIXED, Organising.OWN_UNIT}]
    silent = [part.title for part in in_groups if not part.sheets]
    if silent:
        checks.append(Check(False, _("{parts} har ingen spørsmål.").format(parts=join(silent)), RoomKey.PLAN))
    checks += _anonymity_check(store, gathering.id)
    return tuple(checks)


def _anonymity_check(store: Store, gathering_id: str) -> list[Check]:
    """What was said may go on the wall at any moment; nothing is said of it while nothing stands there."""
    from nettverk.services import (
        anonymity_review,
    )  # reads the list of names, which a day without answers can do without

    count = len(anonymity_review.to_look_at(store, gathering_id))
    if not count:
        return []
    warning = _n("{n} sted kan fortelle hvem noen er.", "{n} steder kan fortelle hvem noen er.", count)
    return [Check(False, " ".join((_("Anonym nok?"), warning)), RoomKey.REFLECT, look_through=True)]


def _people_check(store: Store, context: WallContext) -> Check:
    count = context.gathering.participants
    if not count:
        return Check(False, _("Ingen deltakere ennå."), RoomKey.PEOPLE)
    everyone = participants.all_(store, context.gathering.id)
    away = sum(1 for person in everyone if person.attendance == Attendance.ABSENT)
    sentence = _n("{n} deltaker", "{n} deltakere", count)
    return Check(True, f"{sentence}, " + _n("{n} borte", "{n} borte", away) if away else sentence)


def _groups_check(context: WallContext, part: Part) -> Check:
    groupings = context.groupings.get(part.id, ())
    if not groupings:
        return Check(False, _("{part} mangler grupper.").format(part=part.title), RoomKey.GROUPS)
    tables = _n("{n} bord", "{n} bord", len(groupings[0].tables))
    unseated = len(groupings[0].unseated)
    if unseated:
        sentence = _n("{n} har ikke bord", "{n} har ikke bord", unseated)
        return Check(False, f"{part.title}: {tables}. {sentence}.", RoomKey.GROUPS)
    return Check(True, f"{part.title}: {tables}")

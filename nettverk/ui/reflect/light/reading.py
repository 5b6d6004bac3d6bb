"""What the traffic light's window shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.sums import OwnSign, own_signs
from nettverk.domain.sheets.traffic_light import PASSED, Light, LightPicture, is_light, scale_of
from nettverk.domain.sheets.uses import SheetUse
from nettverk.services.database import Store
from nettverk.services.sheets import answers, states, traffic_light, uses
from nettverk.services.sheets.traffic_light import Outside


@dataclass(frozen=True, slots=True)
class LightView:
    """One traffic light as it stands.

    Attributes:
        pictured: as the wall has it, with the changes since last time, whether or not it may be seen yet.
        outside: with small counts hidden, by network, district and service.
        waiting: who sat with the laptop when it was put away, by kind of round.
        highest: the highest running number so far, by kind of round.
        own: every sign in somebody's own words.
    """

    use: SheetUse
    light: Light
    answers: tuple[SheetAnswer, ...]
    pictured: LightPicture
    outside: Outside
    waiting: Mapping[Who, Respondent]
    highest: Mapping[Who, int]
    own: tuple[OwnSign, ...]


def read_light(store: Store, use_id: str) -> LightView | None:
    """Read a traffic light; None where its sheet is gone, or is not run as one."""
    use = uses.get(store, use_id)
    block = scale_of(use.sheet) if use is not None else None
    if use is None or block is None or not is_light(use.sheet):
        return None
    said = answers.of_use(store, use_id)
    stands = states.light_of(store, use, said)
    assert stands is not None
    sitting = {who: traffic_light.waiting(store, use_id, who) for who in use.sheet.rounds}
    highest: dict[Who, int] = {}
    for answer in said:
        person = answer.respondent
        # Papers that were counted at a table say nothing of who has sat with the laptop.
        if answer.level or answer.point == PASSED:
            highest[person.who] = max(highest.get(person.who, 0), person.number)
    return LightView(
        use, stands, said, states.pictured(store, use, stands), traffic_light.outside(store, use),
        {who: person for who, person in sitting.items() if person is not None}, highest, own_signs(block, said),
    )  # fmt: skip

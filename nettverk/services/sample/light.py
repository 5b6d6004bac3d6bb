"""The sample's traffic light: counted up from papers last school year and now."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, Who
from nettverk.domain.sheets.traffic_light import ASKED, HALL, OPENED, SHOWN, question_point, scale_of
from nettverk.services import gatherings, participants, plan
from nettverk.services.register import register
from nettverk.services.sheets import answers, uses
from nettverk.storage.store import Store

SEED = 43


def add(
    store: Store, script: Mapping[str, Any], before_id: str, now_id: str, set_clock: Callable[[date, time], None],
    today: date,
) -> None:  # fmt: skip
    """Add it to two gatherings: the earlier one is shown and talked about, the one to come waits to be shown.

    Args:
        script: as in resources/templates/sample/light.toml.
        before_id, now_id: of the gatherings.
        today: what has been answered for the gathering to come, came in the day before.
    """
    rng = random.Random(SEED)
    held = gatherings.get(store, before_id).held_on or today
    set_clock(held, time(13, 20))
    _answered(store, before_id, script, rng, "then", talked=True)
    set_clock(today - timedelta(days=1), time(12, 0))
    _answered(store, now_id, script, rng, "now", talked=False)


def _answered(
    store: Store, gathering_id: str, script: Mapping[str, Any], rng: random.Random, when: str, *, talked: bool
) -> None:
    part = next(part for part in plan.parts(store, gathering_id) if part.kind == PartKind(script["part"]))
    use_id = uses.use_in_part(store, script["sheet"], part.id).made
    use = uses.get(store, use_id)
    block = scale_of(use.sheet) if use is not None else None
    assert use is not None
    assert block is not None
    people: Counter[str] = Counter(
        participant.unit_id
        for participant in participants.all_(store, gathering_id)
        if participant.attendance is not Attendance.ABSENT and participant.unit_id
    )
    named = {district.id for district in register.districts(store) if district.name.startswith(script["district"])}
    content = {unit.id for unit in register.units(store) if unit.district_id in named}
    version = use.sheet.version
    said: list[SheetAnswer] = []
    for number, (unit_id, count) in enumerate(sorted(people.items()), start=1):
        # Papers of those who sit at one table, counted up: each paper is one who answered alone.
        table = Respondent(Who.TABLE, number, unit_id)
        for sign in script["signs"]:
            more = script["more"] if unit_id in content else 0
            counts = _drawn(rng, block, sign[when], count, more)
            said.append(SheetAnswer(use_id, version, table, block.id, sign["id"], counts=counts))
        for at, own in enumerate(script["own"] if not talked else (), start=1):
            if number in own["tables"]:
                counts = _drawn(rng, block, (40, 40, 20), count, 0)
                point = f"own-{at}"
                said.append(SheetAnswer(use_id, version, table, block.id, point, own["text"], counts=counts))
    if talked:
        said += [
            SheetAnswer(use_id, version, HALL, block.id, SHOWN, ticked=True),
            SheetAnswer(use_id, version, HALL, block.id, OPENED, text=script["opened"]),
            SheetAnswer(use_id, version, HALL, block.id, ASKED, number=float(script["asked"])),
        ]
        for spoken in script["said"]:
            for place, text in enumerate(spoken["answers"]):
                said.append(SheetAnswer(use_id, version, HALL, block.id, question_point(spoken["sign"], place), text))
    answers.write_all(store, said)


def _drawn(
    rng: random.Random, block: Block, shares: list[int] | tuple[int, ...], count: int, more: int
) -> dict[str, int]:
    """Levels of so many papers, as the shares have it."""
    weights = [max(1, shares[0] + more), shares[1], max(1, shares[2] - more)]
    drawn = Counter(rng.choices([level.id for level in block.levels], weights, k=count))
    return dict(drawn)

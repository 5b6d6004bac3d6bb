"""What the sample's units did between two gatherings, as resources/templates/sample/between.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

from nettverk.domain.between import PairKind
from nettverk.i18n import day_month
from nettverk.services import between, gatherings, pairings
from nettverk.services.register import register
from nettverk.services.sample.calendar import working_day
from nettverk.storage.store import Store


def add(
    store: Store, script: Mapping[str, Any], gathering_id: str, set_clock: Callable[[date, time], None]
) -> None:  # fmt: skip
    """Agree on the pairs at a gathering, and log the cycles on its sheet; inside ``store.change()``."""
    units = {unit.name: unit.id for unit in register.units(store)}
    day = gatherings.get(store, gathering_id).held_on
    assert day is not None
    set_clock(day, time(14, 20))
    for words in script["pairings"]:
        kind = PairKind.GUIDE if words.get("guides") else PairKind.OBSERVE
        on = working_day(day + timedelta(days=words["days"]), later=True) if "days" in words else None
        first_unit, other = units[words["one"]], units[words["other"]]
        pairings.add(store, gathering_id, kind, first_unit, other, on=on, note=words.get("note", ""))
    between.ask_for_cycles(store, gathering_id)
    for cycle in script["cycles"]:
        for step in cycle["steps"]:
            between.write_step(
                store, gathering_id, units[cycle["unit"]], step["id"], text=step["text"], when=_when(step, script, day)
            )  # fmt: skip


def _when(step: Mapping[str, Any], script: Mapping[str, Any], day: date) -> str:
    """When somebody did it, as they would have written it; counted from the day of the gathering."""
    if "days" in step:
        return day_month(working_day(day + timedelta(days=step["days"]), later=True))
    if "weeks" not in step:
        return ""
    first, last = ((day + timedelta(weeks=weeks)).isocalendar().week for weeks in (step["weeks"][0], step["weeks"][-1]))
    said: str = script["week" if first == last else "weeks"]
    return said.format(first=first, last=last)

"""The goals of the sample, as resources/templates/sample/goals.toml says: set, reached, let rest over the years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from nettverk.domain.goals import GoalOf, GoalOwner, GoalState, Origin
from nettverk.domain.sheets.sums import signs_of
from nettverk.domain.sheets.traffic_light import scale_of
from nettverk.services import follow_up, gatherings, goals
from nettverk.services.register import register
from nettverk.services.sample.words import as_said
from nettverk.services.sheets import uses
from nettverk.storage.store import Store


def add(
    store: Store, script: Mapping[str, Any], made: Mapping[str, str], language: str,
    set_clock: Callable[[date, time], None],
) -> None:  # fmt: skip
    """Set the goals and link the promises; inside ``store.change()``.

    Args:
        made: ids of the gatherings, by the name of their file.
        language: of the gatherings; promises are named by how they begin in bokmål.
    """
    units = {unit.name: unit.id for unit in register.units(store)}
    first = gatherings.get(store, next(iter(made.values())))
    # Links are made when all the goals are looked through, after the promises have been answered the last time.
    last = max(
        (made[words["at"]] for words in script["goals"]), key=lambda id_: str(gatherings.get(store, id_).held_on)
    )
    for words in script["goals"]:
        of_unit = "unit" in words
        owner = GoalOwner(GoalOf.UNIT, units[words["unit"]]) if of_unit else GoalOwner(GoalOf.NETWORK, first.network_id)
        _at(store, made[words["at"]], set_clock, time(13, 40))
        origin = _origin(store, words["from"], made) if "from" in words else None
        goal = goals.set_goal(
            store, made[words["at"]], owner, words["text"], sign=words.get("sign", ""),
            sign_before=words.get("sign_before", ""), origin=origin,
        ).made  # fmt: skip
        if "by" in words:
            _at(store, made[words["by"]], set_clock, time(13, 20))
        if "sign_now" in words:
            goals.edit(store, goal, sign_now=words["sign_now"])
        goals.set_state(store, goal, GoalState(words.get("state", GoalState.ACTIVE)))
        begins = tuple(text for begin in words.get("commitments", ()) for text in as_said(begin, language))
        if begins:
            _at(store, last, set_clock, time(14, 0))
            _link(store, (owner.id,) if of_unit else tuple(units.values()), goal, begins)


def _at(store: Store, gathering_id: str, set_clock: Callable[[date, time], None], at: time) -> None:
    day = gatherings.get(store, gathering_id).held_on
    assert day is not None
    set_clock(day, at)


def _origin(store: Store, words: Mapping[str, str], made: Mapping[str, str]) -> Origin:
    gathering_id = made[words["at"]]
    for use in uses.of_gathering(store, gathering_id):
        block = scale_of(use.sheet)
        for sign in signs_of(block, ()) if block is not None else ():
            if sign.id == words["sign"]:
                return Origin(use.sheet.title, sign.label, gatherings.get(store, gathering_id).held_on)
    raise ValueError(f"no sign {words['sign']}")


def _link(store: Store, unit_ids: Sequence[str], goal: str, begins: tuple[str, ...]) -> None:
    for gathering, promises in (held for of_unit in follow_up.of_units(store, unit_ids).values() for held in of_unit):
        for promised in promises:
            if promised.what.startswith(begins):
                follow_up.edit(store, promised.id, gathering.id, grounds=replace(promised.grounds, goal=goal))

"""How far each sheet of a gathering has come, and what was said: what its walls and its papers are made of."""

from __future__ import annotations

from collections.abc import Mapping

from nettverk.domain.plan import Part
from nettverk.domain.sheets.agreement import Change
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.sheets.traffic_light import Light, LightPicture, SignChange, is_light, light, scale_of, told
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.wall.sheet_walls import SheetState
from nettverk.services.sheets import answers, respondents, traffic_light, uses
from nettverk.services.sheets.traffic_light import Outside
from nettverk.storage.store import Store


def of_parts(store: Store, parts: tuple[Part, ...]) -> Mapping[str, SheetState]:
    """The states of the parts' sheets by the id of their use; questions have walls of their own, and are left out."""
    names: dict[str, str] | None = None
    states: dict[str, SheetState] = {}
    for part in parts:
        for use in part.sheets:
            if use.simple:
                continue
            if names is None:  # most days have no sheets, and ask for no names
                names = unit_names(store)
            states[use.id] = of_use(store, use, names)
    return states


def of_use(store: Store, use: SheetUse, names: Mapping[str, str]) -> SheetState:
    """How far one sheet has come; what was said on a scale is hidden until all have answered, in every round."""
    said = answers.of_use(store, use.id)
    stands = light_of(store, use, said)
    if stands is not None:
        # Hidden in every round, whoever answers: until all are done, or the facilitator says so.
        now, shown = stands.now, stands.revealed
        picture = pictured(store, use, stands) if shown else None
        return SheetState(now.done, now.expected, told(use.sheet, said), names, shown, now.who, picture)
    filling = respondents.of_use(store, use)
    done = sum(fill.written for fill in filling)
    of = len(filling) if use.sheet.who in {Who.TABLE, Who.UNIT} else 0
    # A scale that is no light, as in an evaluation, waits for those who are known alone: nobody runs it and shows it.
    return SheetState(done, of, said, names, shown=not (scale_of(use.sheet) is not None and done < of))


def light_of(store: Store, use: SheetUse, said: tuple[SheetAnswer, ...]) -> Light | None:
    """How a traffic light stands; None for a sheet that is not run as one."""
    if not is_light(use.sheet):
        return None
    before = traffic_light.last_time(store, use)
    return light(use.sheet, said, before, traffic_light.expected(store, use))


def pictured(store: Store, use: SheetUse, stands: Light) -> LightPicture:
    """A traffic light with what has changed since last time, for the slice that is looked at."""
    since = traffic_light.last_day(store, use)
    if since is None:
        return LightPicture(stands)
    wanted = stands.stage.slice
    # What may be told of slices takes a tenth of a second to find, and is asked for at each look at the wall.
    outside = traffic_light.outside(store, use) if wanted else None
    changes = tuple(
        SignChange(
            state.sign.label,
            # Everybody's as the hall sees it itself; a slice may be a few people, whoever looks.
            _published(outside, state.sign.id, wanted) if outside is not None else state.since_last,
        )
        for state in stands.signs
        if not state.own
    )
    name, _colon, key = wanted.partition(":")
    who = outside.names.get(name, {}).get(key, "") if outside is not None else ""
    return LightPicture(stands, changes, who, since)


def _published(outside: Outside, sign_id: str, wanted: str) -> Change | None:
    return next((sign.changes.get(wanted) for sign in outside.signs if sign.sign.id == sign_id), None)


def results(store: Store, gathering_id: str, parts: tuple[Part, ...]) -> tuple[SheetResult, ...]:
    """What came of every sheet that somebody has filled in, in the plan's order; questions are told by themselves."""
    filled_in = [use for use in uses.of_gathering(store, gathering_id) if not use.simple]
    if not filled_in:  # most days have questions alone, and ask for no names
        return ()
    every, names = answers.of_gathering(store, gathering_id), unit_names(store)
    by_id = {part.id: part for part in parts}
    results_: list[SheetResult] = []
    for use in filled_in:
        if said := told(use.sheet, every.get(use.id, ())):
            part = by_id.get(use.part_id)
            title, number = (part.title, part.main_number) if part else ("", 0)
            results_.append(SheetResult(use.sheet, said, names, title, number))
    return tuple(results_)


def unit_names(store: Store) -> dict[str, str]:
    """The names of all units by id."""
    return {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM units")}

"""The days of the sample as the clock saw them: when each part was over, so that the next plan can learn from it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta

from nettverk.domain.rundown.events import Next, Start, Stop
from nettverk.services import gatherings, plan, stage
from nettverk.storage.store import Store

SEED = 47
_SECONDS = 25
"""Nobody presses on the minute."""


def run_all(store: Store, script: Mapping[str, Sequence[int]], made: Mapping[str, str]) -> None:
    """Let each gathering have been run with the clock.

    Args:
        script: the minutes that each part took, by what the gathering is called in the sample.
        made: the gatherings' ids, by the same.
    """
    rng = random.Random(SEED)
    for name, minutes in script.items():
        _run(store, made[name], minutes, rng)


def _run(store: Store, gathering_id: str, minutes: Sequence[int], rng: random.Random) -> None:
    parts = plan.parts(store, gathering_id)
    held = gatherings.get(store, gathering_id)
    moment = stage.timetable(held, parts, (), held.held_on or store.today()).starts
    stage.press(store, gathering_id, Start(), at=moment, key=store.new_id())
    for part, length in zip(parts, minutes, strict=True):
        moment += timedelta(minutes=length)
        last = part is parts[-1]
        pressed = moment + timedelta(seconds=rng.randint(-_SECONDS, _SECONDS))
        stage.press(store, gathering_id, Stop() if last else Next(), at=pressed, key=store.new_id())

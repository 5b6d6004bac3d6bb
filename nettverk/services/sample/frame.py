"""What frames the sample's year, as resources/templates/sample/frame.toml says; and what works towards its goals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nettverk.domain.goals import GoalOf
from nettverk.domain.year.frame import CostKind, PaidBy, RequestState, Training
from nettverk.services import gatherings, goal_stories, goals
from nettverk.services.register import register
from nettverk.services.year import frame
from nettverk.storage.store import Store


def add(store: Store, script: Mapping[str, Any], made: Mapping[str, str], upcoming: date) -> None:
    """Fill in training, requests and costs, and link gatherings to goals; inside ``store.change()``.

    Args:
        made: gatherings by the names of their scripts.
    """
    of_service: dict[str, list[str]] = {}
    for unit in register.units(store):
        of_service.setdefault(unit.service_id, []).append(unit.id)
    for words in script["training"]:
        for unit_id, trained in zip(of_service.get(words["service"], ()), words["trained"], strict=False):
            frame.count_training(store, unit_id, Training(words["kind"]), words["people"], trained)
    for words in script["requests"]:
        wanted_on = upcoming + timedelta(weeks=words["weeks"]) if "weeks" in words else None
        frame.ask_partner(
            store, words["text"], wanted_on=wanted_on, who=words.get("who", ""),
            state=RequestState(words["state"]),
        )  # fmt: skip
    for words in script["costs"]:
        day = gatherings.get(store, made[words["at"]]).held_on
        assert day is not None
        frame.add_cost(
            store, CostKind(words["kind"]), words["text"], words["amount"], PaidBy(words["paid_by"]),
            day, gathering_id=made[words["at"]],
        )  # fmt: skip
    for goal in goals.all_(store):
        if goal.owner.of is not GoalOf.NETWORK:
            continue
        of_network = [id_ for id_ in made.values() if gatherings.get(store, id_).network_id == goal.owner.id]
        for gathering_id in of_network[:2] if goal.active else of_network[:1]:
            goal_stories.link(store, goal.id, gathering_id, on=True)

"""What was typed in a field of a contribution, as the service call that stores it."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain.changes import Changes
from nettverk.services import contributions
from nettverk.services.database import Store


def contribution_change(contribution_id: str, field: str, value: object) -> Callable[[Store], Changes]:
    """Store one field of a contribution.

    Raises:
        ValueError: there is no such field, or its value is of another kind.
    """
    match field, value:
        case "title", str(text):
            return lambda store: contributions.edit(store, contribution_id, title=text)
        case "speaker", str(text):
            return lambda store: contributions.edit(store, contribution_id, speaker=text)
        case "unit_id", (None | str()) as unit_id:
            return lambda store: contributions.edit(store, contribution_id, unit_id=unit_id)
        case "minutes", int(minutes):
            return lambda store: contributions.edit(store, contribution_id, minutes=minutes)
        case _:
            raise ValueError(f"a contribution has no {field} that can be {value!r}")

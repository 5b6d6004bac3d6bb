"""What two machines wrote differently, for a room to read; nothing is loaded for it where the file is not shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from nettverk.services import loans
from nettverk.storage.store import Store

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest


def of_plan(store: Store, gathering_id: str) -> tuple[Contest, ...]:
    """What is open of a gathering itself, its parts, what is asked in them, and its goals."""
    if not loans.is_shared(store):
        return ()
    from nettverk.services.sharing import contests

    return contests.of_plan(store, gathering_id)


def of_people(store: Store, gathering_id: str, participant_id: str = "") -> tuple[Contest, ...]:
    """What is open of those who come to a gathering: who they are, and whether they are there.

    Args:
        participant_id: only of this one; of everybody where left out.
    """
    if not loans.is_shared(store):
        return ()
    from nettverk.services.sharing import contests

    return contests.of_people(store, gathering_id, participant_id)


def of_promises(store: Store, promised: Iterable[tuple[str, str]]) -> Mapping[str, Contest]:
    """What is open of promises, by their ids.

    Args:
        promised: of each the gathering where it was made, and its id.
    """
    if not loans.is_shared(store):
        return {}
    from nettverk.services.sharing import contests

    return contests.of_promises(store, promised)


def of_row(store: Store, table: str, key: str) -> tuple[Contest, ...]:
    """What is open of one row."""
    if not loans.is_shared(store):
        return ()
    from nettverk.services.sharing import contests

    return contests.of_fields(store, {(table, key)})

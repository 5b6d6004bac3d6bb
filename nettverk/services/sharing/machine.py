"""What this machine is called where several write in one file."""

from __future__ import annotations

from nettverk.storage.faults import said
from nettverk.storage.installation import LONGEST_NAME, name_machine
from nettverk.storage.store import Store

__all__ = ["LONGEST_NAME", "name", "rename"]


def name(store: Store) -> str:
    """What is said of what is written here."""
    return store.machine_name


def rename(store: Store, new: str) -> str:
    """Call this machine something else from now on; what it has written keeps the name it had then.

    Returns:
        what it is called; its own name where nothing was given.

    Raises:
        Expected: it cannot be kept.
    """
    with said(None):
        name_machine(new)
    store.sign_as(store.installation)
    return store.machine_name

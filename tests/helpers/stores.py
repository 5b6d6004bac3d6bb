"""Databases in memory for tests: each one's own, copied from one that was made once for the whole run.

To make every table by every update there has been takes longer than most tests do; a copy takes a millisecond.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from nettverk.domain.ids import new_id
from nettverk.domain.now import utc_now
from nettverk.services.sample import sample
from nettverk.storage.store import Store, prepared

_SAMPLE = "sample"


def empty(now: Callable[[], datetime] | None = None, *, installation: str | None = None) -> Store:
    """An empty database, as ``Store.in_memory`` makes it; written in by somebody new unless ``installation`` says."""
    return copied(_empty(), now, installation=installation)


def copied(
    source: sqlite3.Connection, now: Callable[[], datetime] | None = None, *, installation: str | None = None
) -> Store:
    """A copy of a database; written in by somebody new where ``installation`` is left out."""
    fresh = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(fresh)
    store = Store(prepared(fresh), None, now or utc_now)
    store.bring_up_to_date()
    store.sign_as(installation or new_id())
    return store


def fill_with_sample(store: Store, today: date) -> str:
    """Put the sample as it is on a day into an empty database in memory, with whoever wrote it as its writer.

    Returns: the id of its coming gathering, as ``sample.build`` tells it.
    """
    connection, coming = _sample(today)
    connection.backup(store.connection)
    store.sign_as(_SAMPLE)
    return coming


@cache
def _sample(today: date) -> tuple[sqlite3.Connection, str]:
    store = empty(installation=_SAMPLE)
    return store.connection, sample.build(store, today=today).made


@cache
def _empty() -> sqlite3.Connection:
    return Store.in_memory().connection

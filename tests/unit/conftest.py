"""What the unit tests share: one gathering in the empty database."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store


@pytest.fixture
def network_id(store: Store) -> str:
    """A network 0–6."""
    return register.add_network(store, "0–6").made


@pytest.fixture
def gathering_id(store: Store, network_id: str) -> str:
    """A gathering made from the first template, on Tuesday 24 November 2026."""
    return gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2026, 11, 24)).made

"""Pictures leave nothing running either."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def tidy(nothing_survives: None) -> None:
    """Every test here."""

"""Windows in tests leave nothing running (the fixtures are in tests/helpers/windows.py)."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def tidy(nothing_survives: None, seldom_drawn: None) -> None:
    """Every test here."""

"""Windows in tests leave nothing running (the fixtures are in tests/helpers/windows.py)."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.helpers.windows import draw_what_is_open


@pytest.fixture(autouse=True)
def tidy(nothing_survives: None, seldom_drawn: None) -> None:
    """Every test here."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """The windows are still open then."""
    found = yield
    draw_what_is_open()
    return found

"""What the tests of sharing have in common: several machines, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Go to another machine, by its name."""

    def go(name: str) -> None:
        monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / name))
        monkeypatch.setattr("platform.node", lambda: name)

    return go

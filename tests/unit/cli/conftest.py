"""The command line as a function: arguments in; exit code, answer and complaints out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nettverk.cli import main
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


def draw(walls: Sequence[Any], out: Path, size: tuple[int, int], theme: str) -> list[Path]:
    """Stands in for the windows' drawing: a file with what it was told for each wall."""
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for number, wall in enumerate(walls, start=1):
        files.append(out / f"{number:02}.png")
        files[-1].write_text(f"{wall.name} {size} {theme}")
    return files


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command; without ``--db`` it would use a folder of the test's own."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    monkeypatch.setenv("COLUMNS", "100")

    def do(*argv: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in argv], screens=draw)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return do


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample as a database file."""
    path = tmp_path_factory.mktemp("sample") / "eksempel.db"
    store = Store.open(path)
    stores.fill_with_sample(store, TODAY)
    store.close()
    return path.read_bytes()


@pytest.fixture
def db(sample_file: bytes, tmp_path: Path) -> Path:
    """A fresh copy of the sample."""
    path = tmp_path / "nettverk.db"
    path.write_bytes(sample_file)
    return path

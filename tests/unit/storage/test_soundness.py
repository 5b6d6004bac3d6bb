"""A large file opens without being read, and is read afterwards; what is plainly missing is seen at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.upkeep import Upkeep
from nettverk.storage import soundness
from nettverk.storage.store import Store


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file with slides that fill most of it."""
    path = tmp_path / "stor.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network).made
    with store.change():
        for number in range(6):
            data = random.Random(number).randbytes(2**20)
            store.insert("slides", gathering_id=made, name=f"{number}.pdf", pages=1, data=data)
    store.close()
    assert path.stat().st_size > soundness.SMALL
    return path


def damage(path: Path) -> None:
    """Make nonsense of the page where the slides' rows begin to be told of."""
    with path.open("r+b") as file:
        content = file.read()
        place = content.rindex(random.Random(3).randbytes(2**20)[:64]) // 8192 * 8192
        file.seek(place)
        file.write(b"\x0d\xff\xff\xff\xff\xff\xff\xff" * 64)


def test_it_opens_though_a_page_inside_is_damaged_and_the_upkeep_tells(large: Path) -> None:
    damage(large)
    store = Store.open(large)
    told: list[str] = []
    upkeep = Upkeep(store, told.append)
    while not upkeep.done:
        upkeep.step()
    store.close()
    assert len(told) == 1
    assert "stor.db" in told[0]


def test_opening_reads_a_small_part_of_it(large: Path) -> None:
    whole = Path("/proc/self/io")
    if not whole.exists():
        pytest.skip("only Linux counts what a process reads")

    def read() -> int:
        return int(whole.read_text(encoding="ascii").splitlines()[0].split()[1])

    before = read()
    Store.open(large).close()
    assert read() - before < large.stat().st_size / 2


@pytest.mark.parametrize("share", [0.3, 0.99])
def test_one_that_is_cut_off_is_refused_at_once(large: Path, share: float) -> None:
    with large.open("r+b") as file:
        file.truncate(int(large.stat().st_size * share))
    with pytest.raises(Expected, match=r"stor\.db"):
        Store.open(large)

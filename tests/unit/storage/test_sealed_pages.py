"""A sealed file's pages are read as SQLCipher reads them, also those it gives up."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.services import integrity, recovery
from nettverk.storage import engine, passphrase, sealed_pages
from nettverk.storage.engine import Sealed
from nettverk.storage.passphrase import Ring
from nettverk.storage.store import Store
from tests.helpers import every_write
from tests.helpers.sealed import lying_in, ring, seal

__all__ = ["ring"]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.db"
    every_write.prepare(path)
    return path


def test_every_row_reads_the_same(plain: Path, ring: Ring, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed.db"
    key = seal(plain, sealed)
    with closing(sqlite3.connect(":memory:")) as opened, closing(sqlite3.connect(plain)) as before:
        opened.deserialize(sealed_pages.opened(sealed.read_bytes(), key))
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert every_write.contents(opened) == every_write.contents(before)


def test_the_block_of_the_standard() -> None:
    """FIPS 197, appendix C.3."""
    import numpy as np

    block = np.frombuffer(bytes.fromhex("8ea2b7ca516745bfeafc49904b496089"), np.uint8).reshape(1, 16)
    plain = sealed_pages._decipher(block, bytes(range(32)))
    assert plain.tobytes().hex() == "00112233445566778899aabbccddeeff"


def test_what_is_whole_in_a_damaged_file_is_brought_back_sealed(
    plain: Path, ring: Ring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    folder = tmp_path / "her"
    folder.mkdir()
    sealed = folder / "n.db"
    key = seal(plain, sealed)
    content = bytearray(sealed.read_bytes())
    dice = random.Random(8)
    for _time in range(4):  # not in the first page, which has the list of tables
        content[dice.randrange(8192, len(content))] ^= 0x41
    sealed.write_bytes(content)
    with pytest.raises(Sealed):
        recovery._key_for(sealed, None)
    ring.add(key)
    recovered = recovery.restore(sealed)
    assert engine.is_sealed(recovered.path)
    assert passphrase.seal_in(recovered.path.read_bytes()[:100]) == key.seal
    assert sum(recovered.from_file.values()) > 20
    store = Store.open(recovered.path)
    assert integrity.check(store).well
    people = store.rows("SELECT given_name, family_name, email FROM people")
    names = [str(value) for row in people for value in row if value]
    store.close()
    assert names
    assert not lying_in([folder], names)

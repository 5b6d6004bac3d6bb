"""A database of ours sealed with a passphrase, and every byte that lies somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.storage import passphrase, sqlcipher
from nettverk.storage.passphrase import RING, Key

WORDS = "blåbær og grøt"


def seal(plain: Path, target: Path, words: str = WORDS) -> Key:
    """Write a plain database's content to a sealed file beside it; its key is not given to the program."""
    key = passphrase.new_key(words)
    target.touch()
    with closing(sqlcipher.connect(str(plain), None)) as source:
        sqlcipher.export(source, target, key, lambda _written: False)
    passphrase.stamp(target, key)
    return key


@pytest.fixture
def ring() -> Iterator[passphrase.Ring]:
    """The keys that have been given: none before the test, and none after it."""
    pytest.importorskip("sqlcipher3")
    RING.forget()
    yield RING
    RING.forget()


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch, scale: Callable[[int, int], int]) -> None:
    """Keys in fewer rounds than whoever guesses must take; for tests about neither the rounds nor other programs."""
    monkeypatch.setattr(passphrase, "ROUNDS", scale(1_000, passphrase.ROUNDS))


def lying_in(folders: Iterable[Path], words: Iterable[str]) -> list[str]:
    """Every file under some folders with one of these words in its bytes, in any of the usual codes.

    Words of fewer than six letters are left out: a megabyte of sealed bytes has many of those by chance.
    """
    codes = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
    forms = {word.encode(code) for word in words if len(word) >= 6 for code in codes}
    assert forms, "no word is long enough to be looked for"
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                found += [f"{path}: {form!r}" for form in forms if form in content]
    return found

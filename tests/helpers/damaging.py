"""Copies of a database that have come to harm in one place each: as bytes, by a seeded chance, the same every time."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from nettverk.storage import content_sums

PAGE = 8192
SECTOR = 512


def damaged_copies(content: bytes, count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """So many damaged copies of a database, every kind in turn: (what was done, the bytes)."""
    chance = random.Random(seed)
    kinds = tuple(_KINDS.items())
    for number in range(count):
        name, damage = kinds[number % len(kinds)]
        hurt = damage(content, chance)
        while hurt == content:
            hurt = damage(content, chance)
        yield f"{name} {number}", hurt


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that people's own contents are in, in an order of its own.

    Raises:
        sqlite3.DatabaseError: it cannot be read.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr)
            for table in content_sums.shapes(connection)
        }


def _flip(content: bytes, chance: random.Random) -> bytes:
    return _bit(content, chance.randrange(len(content)), chance)


def _bit(content: bytes, at: int, chance: random.Random) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _over(content: bytes, at: int, piece: bytes) -> bytes:
    return content[:at] + piece + content[at + len(piece) :]


def _zero_sector(content: bytes, chance: random.Random) -> bytes:
    return _over(content, chance.randrange(len(content) // SECTOR) * SECTOR, bytes(SECTOR))


def _noise(content: bytes, chance: random.Random) -> bytes:
    return _over(content, chance.randrange(len(content) // SECTOR) * SECTOR, chance.randbytes(SECTOR))


def _zero_page(content: bytes, chance: random.Random) -> bytes:
    return _over(content, chance.randrange(len(content) // PAGE) * PAGE, bytes(PAGE))


def _swap_pages(content: bytes, chance: random.Random) -> bytes:
    one, other = (place * PAGE for place in chance.sample(range(len(content) // PAGE), 2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    return _over(_over(content, one, second), other, first)


def _truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _old_page(content: bytes, chance: random.Random) -> bytes:
    """A page that was never written: what stood in another place of the disk."""
    one, other = (place * PAGE for place in chance.sample(range(1, len(content) // PAGE), 2))
    return _over(content, one, content[other : other + PAGE])


def _in_a_cell(content: bytes, chance: random.Random) -> bytes:
    """One bit in a text that somebody wrote, or in an enum, a date or JSON."""
    at = _place_of_a_text(content, chance)
    return _bit(content, at, chance)


def _broken_letter(content: bytes, chance: random.Random) -> bytes:
    """A byte in a text that no text in UTF-8 can have."""
    at = _place_of_a_text(content, chance)
    return content[:at] + b"\xff" + content[at + 1 :]


def _place_of_a_text(content: bytes, chance: random.Random) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.db"
        path.write_bytes(content)
        rows = rows_of(path)
    while True:
        table = chance.choice(sorted(table for table in rows if rows[table]))
        texts = [value for value in chance.choice(rows[table]) if isinstance(value, str) and value]
        text = chance.choice(texts or [""])
        at = content.find(text.encode()) if text else -1
        if at >= 0:
            return at + chance.randrange(len(text.encode()))


def _lost_cell(content: bytes, chance: random.Random) -> bytes:
    """A page of an index or a table that has forgotten its last row."""
    pages = [at for at in range(PAGE, len(content) - PAGE + 1, PAGE) if content[at] in {0x0A, 0x0D}]
    at = chance.choice([page for page in pages if int.from_bytes(content[page + 3 : page + 5], "big") > 1])
    count = int.from_bytes(content[at + 3 : at + 5], "big") - 1
    return _over(content, at + 3, count.to_bytes(2, "big"))


def _edited_schema(content: bytes, chance: random.Random) -> bytes:
    """The list of tables, changed by somebody who may: another root, another text, a table left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.db"
        path.write_bytes(content)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            name, other = chance.sample([name for name in names if not name.startswith("sqlite_")], 2)
            statement, values = chance.choice((
                ("DELETE FROM sqlite_master WHERE name = ?", (name,)),
                ("UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'TEXTT') WHERE name = ?", (name,)),
                ("UPDATE sqlite_master SET sql = substr(sql, 1, 30) WHERE name = ?", (name,)),
                (
                    ("UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = ?2)"
                    " WHERE name = ?1"),
                    (name, other),
                ),
                ("UPDATE sqlite_master SET name = ?1 || 'x', tbl_name = ?1 || 'x' WHERE name = ?1", (name,)),
            ))  # fmt: skip
            connection.execute(statement, values)
        return path.read_bytes()


_KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit turned": _flip,
    "a bit turned in a text": _in_a_cell,
    "a sector of zeros": _zero_sector,
    "a letter that is none": _broken_letter,
    "a page of zeros": _zero_page,
    "two pages swapped": _swap_pages,
    "cut off": _truncate,
    "a row forgotten": _lost_cell,
    "a sector of noise": _noise,
    "the list of tables changed": _edited_schema,
    "another page in its place": _old_page,
}

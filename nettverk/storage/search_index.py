"""The index that search asks: words of everything said, in memory, beside the open file and never in any file.

Why in memory and not in the municipality's file: what is removed or made anonymous must be gone from every byte, a
sealed file must have nothing beside it that is not sealed, a damaged index must not make the file damaged, a save must
not cost more, and a Python without FTS5 must open the same file. An index that is made from the file each time it is
needed has none of these to keep, and adds nothing to its size. What it costs is reading everything once for each time
the program runs, the newest gatherings first and a few at a time, so that nobody waits for the oldest.

FTS5 without a copy of the texts (``content=''``) and without places (``detail=none``): a row is one string of tokens.
A word stands as it is, a stem with ``=`` before it, and what is filtered by (network, unit, year, kind …) with ``@``.
Where the SQLite of this machine lacks FTS5, the tokens stand in a column that is looked through: slower, the same hits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_ROWS = """
CREATE TABLE docs (
  id INTEGER PRIMARY KEY, place INTEGER NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, unit TEXT NOT NULL,
  text TEXT NOT NULL, more TEXT NOT NULL, good INTEGER NOT NULL, tokens TEXT NOT NULL
);
CREATE INDEX docs_by_place ON docs (place);
CREATE TABLE places (id INTEGER PRIMARY KEY, gathering TEXT NOT NULL UNIQUE);
"""
_WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', detail=none, columnsize=0, prefix='1 2 3',"
    " tokenize=\"ascii tokenchars '=@'\")"
)
# A row's number says when it was said, so that the newest come first without anything being sorted: the day, then the
# gathering, then its place there.
_DAY, _PLACE = 1 << 40, 1 << 20
_NO_DAY = date.max.toordinal()  # what has no date is planned, and newer than all that was held
TOKEN_STEM, TOKEN_FILTER = "=", "@"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    Attributes:
        tokens: its words, stems and filters, divided by spaces; letters and figures alone beside the two signs.
    """

    kind: str
    ref: str
    unit: str
    text: str
    more: str
    good: bool
    tokens: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a document must have: this token, or one that begins so."""

    text: str
    begins: bool = False


Asked = Sequence[Sequence[Token]]
"""All of these, and of each any."""


def has_fts5() -> bool:
    """Whether the SQLite that Python has here can make an index of words."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_WORDS)
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


class SearchIndex:
    """What can be found in one open file.

    Args:
        fts: whether to use FTS5; asked of the machine where left out.

    Attributes:
        fast: whether it does.
        unread: gatherings that are not in it yet, those to read first last; None before anybody has asked which.
        version: of the file, as SQLite counts what others write in it.
    """

    def __init__(self, *, fts: bool | None = None) -> None:
        self.fast = has_fts5() if fts is None else fts
        self.unread: list[str] | None = None
        self.version = 0
        self._short: dict[str, str] = {}
        self._words: set[str] = set()  # every word there is, also of what has been forgotten since: memory only
        self._told, self._counted = "", -1  # the same, one a line, made when somebody looks through them
        # Used on the lane's thread, and made by whoever asks first.
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._memory.execute("PRAGMA temp_store = MEMORY")  # what it sorts must not lie in a file either
        self._memory.executescript(_ROWS)
        if self.fast:
            self._memory.execute(_WORDS)

    def close(self) -> None:
        """Let it go."""
        self._memory.close()

    def short(self, id_: str) -> str:
        """A few figures for an id, the same as long as the index is there: what is filtered by stands in every row."""
        return self._short.setdefault(id_, str(len(self._short)))

    def put(self, gathering_id: str, day: date | None, documents: Iterable[Document]) -> None:
        """Let these be all that is found of a gathering."""
        self._memory.execute("BEGIN")
        try:
            self._forget(gathering_id)
            self._memory.execute("INSERT OR IGNORE INTO places (gathering) VALUES (?)", (gathering_id,))
            place = self._place(gathering_id)
            first = (day.toordinal() if day else _NO_DAY) * _DAY + place * _PLACE
            # Later in a gathering is said later; of two the one that was said first stands first.
            last = first + _PLACE - 1
            rows = [
                (
                    last - number,
                    place,
                    document.kind,
                    document.ref,
                    document.unit,
                    document.text,
                    document.more,
                    document.good,
                    document.tokens,
                )
                for number, document in enumerate(documents)
            ]
            self._words.update(*(row[-1].split(" ") for row in rows))
            rows.reverse()  # FTS5 writes out what it has each time a number is lower than the one before
            self._memory.executemany("INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            if self.fast:
                self._memory.executemany(
                    "INSERT INTO words (rowid, tokens) VALUES (?, ?)", [(row[0], row[-1]) for row in rows]
                )
            self._memory.execute("COMMIT")
        except BaseException:
            self._memory.execute("ROLLBACK")
            raise

    def forget(self, gathering_id: str) -> None:
        """Let nothing of a gathering be found any more."""
        self._memory.execute("BEGIN")
        self._forget(gathering_id)
        self._memory.execute("COMMIT")

    def _forget(self, gathering_id: str) -> None:
        place = self._place(gathering_id)
        if self.fast:
            # Without a copy of the texts FTS5 must be told what it is to forget, exactly as it was put in.
            self._memory.execute(
                "INSERT INTO words (words, rowid, tokens) SELECT 'delete', id, tokens FROM docs WHERE place = ?",
                (place,),
            )
        self._memory.execute("DELETE FROM docs WHERE place = ?", (place,))

    def _place(self, gathering_id: str) -> int:
        row = self._memory.execute("SELECT id FROM places WHERE gathering = ?", (gathering_id,)).fetchone()
        return int(row[0]) if row else 0

    def has_word(self, word: str) -> bool:
        """Whether somebody has said a word, without its ending or with it."""
        return word in self._words or TOKEN_STEM + word in self._words

    def words_with(self, piece: str, first: int) -> Iterator[str]:
        """Words that have a piece after so many letters, in no order."""
        if len(self._words) != self._counted:
            self._counted = len(self._words)
            self._told = "\n" + "".join(f"{word}\n" for word in self._words)
        index = self._told
        at = index.find(piece)
        while at >= 0:
            start, stop = index.rfind("\n", 0, at) + 1, index.find("\n", at)
            # It may stand there a second time, later in the same word.
            fits = at - start >= first or index.find(piece, start + first, stop) >= 0
            if fits and index[start] not in {TOKEN_STEM, TOKEN_FILTER}:
                yield index[start:stop]
            at = index.find(piece, stop)

    def find(self, asked: Asked, most: int) -> list[int]:
        """The numbers of what has all that is asked for, the newest first; at most so many."""
        if not asked:
            rows = self._memory.execute("SELECT id FROM docs ORDER BY id DESC LIMIT ?", (most,))
        elif self.fast:
            rows = self._memory.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (_match(asked), most)
            )
        else:
            rows = self._memory.execute(
                f"SELECT id FROM docs WHERE {' AND '.join(_like(any_) for any_ in asked)} ORDER BY id DESC LIMIT ?",
                (*(_pattern(token) for any_ in asked for token in any_), most),
            )
        return [row[0] for row in rows]

    def documents(self, numbers: Sequence[int]) -> list[tuple[str, Document]]:
        """The gathering and the document of each number."""
        rows = []
        for number in numbers:
            row = self._memory.execute(
                "SELECT p.gathering, d.kind, d.ref, d.unit, d.text, d.more, d.good, d.tokens FROM docs AS d"
                " JOIN places AS p ON p.id = d.place WHERE d.id = ?",
                (number,),
            ).fetchone()
            where, kind, ref, unit, text, more, good, tokens = row
            rows.append((where, Document(kind, ref, unit, text, more, bool(good), tokens)))
        return rows

    def size(self) -> tuple[int, int]:
        """How many things can be found, and how many bytes the index takes."""
        count = self._memory.execute("SELECT count(*) FROM docs").fetchone()[0]
        pages = self._memory.execute("PRAGMA page_count").fetchone()[0]
        return int(count), int(pages * self._memory.execute("PRAGMA page_size").fetchone()[0])


def _match(asked: Asked) -> str:
    # Every token is in quotes: nothing that is typed is ever read as FTS5's own language.
    return " AND ".join(
        "(" + " OR ".join(f'"{token.text}"{"*" if token.begins else ""}' for token in any_) + ")" for any_ in asked
    )


def _like(any_: Sequence[Token]) -> str:
    return "(" + " OR ".join("' ' || tokens || ' ' LIKE ?" for _token in any_) + ")"


def _pattern(token: Token) -> str:
    return f"% {token.text}%" if token.begins else f"% {token.text} %"

"""Whether a word in no list looks like somebody's name or like a word of Norwegian, by the letters beside each other.

Three letters in a row are commoner in names or commoner in words («xma», «hib»; «het», «øre»). How much commoner is a
number for each three; what they come to over a word tells the two apart well, so that a name nobody has written down is
seen, and a word of a subject nobody thought of is not taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
EDGE, OTHER = len(LETTERS), len(LETTERS) + 1
"""Before the first letter and after the last; a letter that neither words nor names have."""
SIZE = len(LETTERS) + 2
ZERO = 80
"""The letter in the file that stands for as common in both."""
STEPS = 8
"""Steps of the file in one unit of the natural logarithm."""
MOST = 4.0
"""The most that three letters may count for, either way."""

_NUMBER = {letter: at for at, letter in enumerate(LETTERS)}


@dataclass(frozen=True, slots=True)
class Shapes:
    """How much each three letters speak for a name.

    Attributes:
        odds: a letter for each three, as ``tests/helpers/word_shapes.py`` makes them; empty where nothing is known.
        words: folded words that look like names and are words.
    """

    odds: bytes = b""
    words: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def read(cls, text: str) -> Shapes:
        """The file as it ships: under «odds» the letters, under «words» the words, each on one line."""
        here, odds, words = "", b"", frozenset[str]()
        for line in text.splitlines():
            if line.startswith("# "):
                continue
            if line in {"[odds]", "[words]"}:
                here = line
            elif here == "[odds]":
                odds = line.encode("ascii")
            elif here == "[words]":
                words = frozenset(line.split())
        return cls(odds, words)

    def name_like(self, key: str) -> float:
        """How much more a folded word looks like a name than like a word, in natural logarithms; 0 tells nothing.

        Three and more is a name nine times of ten, where no more is known. Words that are known are far below.
        """
        if not self.odds:
            return 0.0
        if key in self.words:
            return -MOST * len(key)
        total = 0
        for place in triples(key):
            total += self.odds[place] - ZERO
        return total / STEPS


def triples(key: str) -> list[int]:
    """Where each three letters of a folded word stand in the file, with an edge at both ends."""
    numbers = [EDGE, EDGE, *(_NUMBER.get(letter, OTHER) for letter in key), EDGE]
    return [(numbers[at] * SIZE + numbers[at + 1]) * SIZE + numbers[at + 2] for at in range(len(numbers) - 2)]

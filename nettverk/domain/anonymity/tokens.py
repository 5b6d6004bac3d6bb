"""A line in words, with what can be seen of each: its place, its capitals, and whether a sentence begins with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.anonymity.lexicon import fold

_LETTER = r"[^\W\d_]\u0300-\u036f"
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:[-–'’.](?=[^\W\d_])(?:[^\W_]|[\u0300-\u036f])+)*['’]?")
_BEGINS = re.compile(
    r"(?:^|[.!?…:;]['\"»”)\]]*\s+|[\n\r]|^\s*(?:[-–•*·>+]+|\d+[.)])\s*|\s[–—]\s|[«\"“„(\[]\s*|[|/=+]\s*)$"
)
# A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:[A-ZÆØÅa-zæøå]|bl\.a|f\.eks|t\.d|osv|nr|tlf|kl|ca|pga|evt|jf|inkl|ev|dvs|ped|avd|st|dr)|\d)\.\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes:
        text, start, end: as it stands in the line.
        key: as it is compared; empty without a capital.
        begins: whether a sentence, a quotation or a row in a list begins with it.
        capital: whether it has a capital first; ``shouted``: nothing but capitals, two or more.
    """

    text: str
    start: int
    end: int
    key: str
    begins: bool
    capital: bool
    shouted: bool

    @property
    def lower(self) -> str:
        """The word without capitals, its accents kept."""
        return self.text.lower()


def tokens_of(line: str) -> list[Token]:
    """The words of a line in order."""
    tokens: list[Token] = []
    for match in _WORD.finditer(line):
        text, start, end = match.group(), match.start(), match.end()
        if text[-1] in "'’" and (text[-2:-1].lower() not in {"s", "x", "z"} or _quoted(line, start, end)):
            text, end = text[:-1], end - 1
        capital = text[0].isupper()
        begins = not tokens or _begins(line, start)
        shouted = capital and len(text) > 1 and text.isupper()
        tokens.append(Token(text, start, end, fold(text) if capital else "", begins, capital, shouted))
    return tokens


def _begins(line: str, start: int) -> bool:
    """Whether a sentence begins here, after the first word of the line."""
    # Most words come after a word or a comma and a space; nothing needs to be looked for there.
    if line[start - 1] == " " and (line[start - 2 : start - 1].isalpha() or line[start - 2 : start - 1] == ","):
        return False
    return bool(_BEGINS.search(line[max(0, start - 12) : start])) and not _SHORT.search(line[max(0, start - 8) : start])


def _quoted(line: str, start: int, end: int) -> bool:
    return start > 0 and line[start - 1] == line[end - 1]


def next_to(line: str, first: Token, second: Token) -> bool:
    """Whether nothing but a space stands between two words."""
    return line[first.end : second.start] in {" ", "\u00a0", "  "}


def shouting(tokens: Sequence[Token]) -> bool:
    """Whether a line is written in capitals, so that they say nothing."""
    long = [token for token in tokens if len(token.text) > 2]
    return len(long) >= 3 and sum(token.shouted for token in long) > 0.7 * len(long)

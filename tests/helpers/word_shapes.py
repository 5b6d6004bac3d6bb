"""Make ``resources/names/shapes.txt`` anew: ``python -m tests.helpers.word_shapes``.

What Norwegian words look like is counted in the program's own texts: the catalogue, Håndboka, templates and sheets, and
``tests/helpers/names/plain_words.txt``. What names look like is counted in ``resources/names/names.txt``. No other
source is read, and the same sources give the same file. Prints how well what was left out is told apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from nettverk.assets import resource
from nettverk.domain.anonymity import shapes
from nettverk.domain.anonymity.lexicon import Lexicon, fold

_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"(?m)^#.*$|%\(\w+\)s|\{\w*\}")
_PLAIN = Path(__file__).parent / "names" / "plain_words.txt"
_SHORTEST = 4
_PRIOR = 3.0
"""How many times three letters must have been seen before they count for more than the last two of them."""
_LISTED_FROM = 0.0
"""Words that look like names by this much are listed."""


def norwegian() -> set[str]:
    """The folded words of the program's own Norwegian texts."""
    texts = [path.read_text("utf-8") for path in sorted(resource("templates").rglob("*.toml"))]
    for language in ("nb", "nn"):
        texts += [path.read_text("utf-8") for path in sorted((resource("manual") / language).glob("*.md"))]
    catalogue = (resource("locale") / "nn" / "LC_MESSAGES" / "nettverk.po").read_text("utf-8")
    texts += [catalogue, _PLAIN.read_text("utf-8").partition("[listed]")[0]]
    return {fold(word) for text in texts for word in _WORD.findall(_NO_WORDS.sub("", text))}


def foreign() -> set[str]:
    """The folded words of firms, programs, feasts, books and places: listed, and not counted."""
    return {fold(word) for word in _WORD.findall(_PLAIN.read_text("utf-8").partition("[listed]")[2])}


def english() -> set[str]:
    """The folded words of the manual in English: listed, and not counted, since few write so."""
    texts = [path.read_text("utf-8") for path in sorted((resource("manual") / "en").glob("*.md"))]
    return {fold(word) for text in texts for word in _WORD.findall(text)}


def build(words: Iterable[str], names: Iterable[str], listed: Iterable[str]) -> str:
    """The whole file."""
    of_words, of_names = _likely(words), _likely(names)
    odds = bytearray()
    for first in range(shapes.SIZE):
        for second in range(shapes.SIZE):
            for third in range(shapes.SIZE):
                here = (first, second, third)
                ratio = math.log(of_names(here) / of_words(here))
                odds.append(shapes.ZERO + round(max(-shapes.MOST, min(shapes.MOST, ratio)) * shapes.STEPS))
    made = shapes.Shapes(bytes(odds))
    like_names = sorted(word for word in set(listed) if made.name_like(word) >= _LISTED_FROM)
    head = "# Made by tests/helpers/word_shapes.py; sources are in README.md beside this file.\n"
    return f"{head}[odds]\n{odds.decode('ascii')}\n[words]\n{' '.join(like_names)}\n"


def _likely(words: Iterable[str]) -> Callable[[tuple[int, int, int]], float]:
    """How likely a letter is after the two before it, with less weight on what was seldom seen."""
    threes, twos, ones = Counter[int](), Counter[int](), Counter[int]()
    pairs, before, all_ = Counter[int](), Counter[int](), 0
    size = shapes.SIZE
    for word in words:
        for place in shapes.triples(word):
            threes[place] += 1
            pairs[place // size] += 1
            twos[place % (size * size)] += 1
            before[place // size % size] += 1
            ones[place % size] += 1
            all_ += 1

    def likely(here: tuple[int, int, int]) -> float:
        first, second, third = here
        alone = (ones[third] + _PRIOR / size) / (all_ + _PRIOR)
        two = (twos[second * size + third] + _PRIOR * alone) / (before[second] + _PRIOR)
        pair = first * size + second
        return (threes[pair * size + third] + _PRIOR * two) / (pairs[pair] + _PRIOR)

    return likely


def sources() -> tuple[list[str], list[str]]:
    """Words and names that are counted, in order of the alphabet: what is both is neither."""
    lexicon = Lexicon.read(resource("names", "names.txt").read_text("utf-8"))
    names = lexicon.given - lexicon.weak
    plain = {word for word in norwegian() if len(word) >= _SHORTEST and _only_letters(word)} - names - lexicon.low
    return sorted(plain), sorted(name for name in names if len(name) >= _SHORTEST and _only_letters(name))


def _people() -> set[str]:
    """Names that stand in the texts as people, such as those of the sample."""
    lexicon = Lexicon.read(resource("names", "names.txt").read_text("utf-8"))
    return set((lexicon.given | lexicon.family) - lexicon.weak - lexicon.farm)


def _only_letters(word: str) -> bool:
    return all(letter in shapes.LETTERS for letter in word)


def main() -> None:
    """Write the file, and say how well it does on what was left out."""
    words, names = sources()
    tried = shapes.Shapes.read(build(_most(words), _most(names), ()))
    for limit in (0, 3, 6):
        shares = [
            sum(tried.name_like(word) >= limit for word in left) / len(left) for left in (words[::10], names[::10])
        ]
        print(f"at {limit} and over: {shares[0]:.3f} of words, {shares[1]:.3f} of names left out")
    target = resource("names") / "shapes.txt"
    listed = {*words, *(word for word in english() if len(word) > _SHORTEST)}
    text = build(words, names, (listed - _people()) | foreign())
    target.write_text(text, "utf-8", newline="\n")
    print(f"{target}: {len(text.encode())} bytes, {len(words)} words, {len(names)} names")


def _most(words: list[str]) -> list[str]:
    return [word for at, word in enumerate(words) if at % 10]


if __name__ == "__main__":
    main()

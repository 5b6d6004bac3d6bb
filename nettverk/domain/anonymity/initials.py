"""People of whom only the first letters are written: «K. sin mor», «mora til E», «T. og M.», «k.l. har bedt om»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.findings import Place
from nettverk.domain.anonymity.persons import Persons

_KIN = (
    r"(?:mor|mora|moren|mamma|far|faren|pappa|foreldrene|foreldra|bror|broren|søster|søstera|syster|bestemor|familien|"
    r"læreren|læraren|tolken)"
)
_KIN_OF_INITIAL = re.compile(rf"(?<!\w){_KIN} (?:til|åt) ([A-ZÆØÅ]\.?)(?!\w)")
_INITIALS = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.\s?[A-ZÆØÅ]\.(?:\s?[A-ZÆØÅ]\.)?(?![\w.]|\s[A-ZÆØÅ]\w)")
# «Vi snakket om E. i teamet», «eleven M. er ny»
_ONE = re.compile(
    r"(?<!\w)(?i:om|med|hos|for|at|til|eleven|gutten|guten|jenta|barnet|læreren|læraren|kollegaen) "
    r"([A-ZÆØÅ]\.)(?= [a-zæøå])"
)
# «K. sin mor», «L sine foreldre», «T. og M. må skilles», «M (5 år)», «A-M tar kontakt»
_OWNS = re.compile(r"(?<![\w.-])([A-ZÆØÅ]\.?) (?:sin|si|sitt|sine) (?=[a-zæøå]{2})")
_TWO = re.compile(r"(?<![\w.-])([A-ZÆØÅ]\.) (?:og|&|\+) ([A-ZÆØÅ]\.)(?= [a-zæøå]|$|[,:;])")
_AGED = re.compile(r"(?<![\w.-])([A-ZÆØÅ]\.?)(?= \(\d{1,2} ?(?:år|mnd|[A-F]|\. ?\w+)\)|, \d{1,2} år\b)")
_ACTS = re.compile(r"(?:^|(?<=[.!?] ))([A-ZÆØÅ](?:\.|-[A-ZÆØÅ])) (?=[a-zæøå]+ [a-zæøå])")
# «k.l. har bedt om»: two letters that do something, and no abbreviation.
_LOW = re.compile(r"(?<![\w.])([a-zæøå])\.\s?([a-zæøå])\.(?= (\w+))")
_SHORTENED = frozenset(
    """
    mm ol dv so sk dd el am pm ff pt td oa su fh fx pr nb ie eg vg st mv eo tl im
    """.split()  # noqa: SIM905 - as lines of words
)
_REFERENCE = re.compile(
    r"^(?:,? ?(?:&|og|and) [A-ZÆØÅ][\w-]+, (?:[A-ZÆØÅ]\. ?)+)?,? ?\(\d{4}\)|^(?:, (?:\w+ )?\w+, [A-ZÆØÅ]\.)"
)


def initials(people: Persons, blocked: Sequence[Place]) -> Iterator[Place]:
    """Where they stand, each once.

    Args:
        blocked: what is something else already.
    """
    taken = list(blocked)
    for place in _anywhere(people):
        if not any(place.meets(other) for other in taken):
            taken.append(place)
            yield place


def _anywhere(people: Persons) -> Iterator[Place]:
    line = people.line
    for match in _KIN_OF_INITIAL.finditer(line):
        after = next((at for at, token in enumerate(people.tokens) if token.start > match.start(1)), None)
        # «mora til O Berg» is a whole name.
        if after is None or not people.word(after).in_list or line[match.end(1)] != " ":
            yield Place(match.start(1), match.end(1))
    for pattern in (_OWNS, _AGED):
        for match in pattern.finditer(line):
            yield Place(match.start(1), match.end(1))
    for match in _ACTS.finditer(line):
        last = max(at for at, token in enumerate(people.tokens) if token.start < match.end(1))
        rest = people.clause(last, 4) or [token.lower for token in people.tokens[last + 1 : last + 5]]
        if rest and (
            rest[0] in words.SAY | words.PEOPLE_DO or verbs.only_of_people(rest) or verbs.personal(line[match.end(1) :])
        ):
            yield Place(match.start(1), match.end(1))
    if "." in line:
        yield from _dotted(line)


def _dotted(line: str) -> Iterator[Place]:
    for match in _INITIALS.finditer(line):
        if _REFERENCE.match(line[match.end() : match.end() + 40]):
            continue
        verb = line[match.end() : match.end() + 2].strip().islower()
        if match.start() or verb:
            yield Place(match.start(), match.end())
    for match in _LOW.finditer(line):
        acts = match.group(3).lower() in words.SAY | words.DO | words.BE_LIKE
        if acts and match.group(1) + match.group(2) not in _SHORTENED:
            yield Place(match.start(), match.end())
    for match in _ONE.finditer(line):
        yield Place(match.start(1), match.end(1))
    for match in _TWO.finditer(line):
        for part in (1, 2):
            yield Place(match.start(part), match.end(part))

"""What all the answers to a block come to: one kind of sum for each kind of block.

A sum is a pure function of the block and its answers. ``sliced`` parts answers by anything a respondent has (table,
unit, service, network, district); each slice is then summed as the whole is.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from nettverk.domain.names import tidy
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Item, Who

YES, NO = "yes", "no"
"""What a tally of ticks calls its two levels."""
OTHER = "other"
"""The point for what is written under «Annet» in a checklist."""
OWN_SIGN = "own-"
"""How the points begin that stand for signs the groups wrote themselves (alternative B)."""

_WHO = {who: place for place, who in enumerate(Who)}
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]|\d{1,2}[.)])\s+")
_OWN_SIGN = re.compile(rf"{OWN_SIGN}\d{{1,4}}")
_NOT_WORD = re.compile(r"[\W_]+")
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and who said it."""

    respondent: Respondent
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point that one or several said: as it was first written, and by whom; ``times`` counts it every time."""

    text: str
    by: tuple[Respondent, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many ticked an item, of those who answered the block, and what they remarked."""

    item_id: str
    ticked: int
    answered: int
    remarks: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the answers to one sign lie on the levels.

    Attributes:
        counts: one for each of the block's levels, best first.
        remarks: what was written beside the level.
    """

    item_id: str
    counts: tuple[int, ...]
    remarks: tuple[Said, ...] = ()

    @property
    def total(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbers given to one item of a share, 0–100: mean, standard deviation, the least and the most."""

    item_id: str
    count: int
    mean: float = 0.0
    deviation: float = 0.0
    least: float = 0.0
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as it was written: point of the block → text."""

    respondent: Respondent
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a text block."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """The points of each column; a block of points has one column, «»."""

    columns: Mapping[str, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class TextsByItem:
    """The texts to each step or piece."""

    items: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A checklist, in its own order, and what was written under «Annet»."""

    items: tuple[Ticked, ...]
    others: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a scale, in its own order."""

    signs: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The items of a share, in its own order."""

    items: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """The commitments, by who made them."""

    made: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The sum of a card: it is read."""


Sum = Texts | Points | TextsByItem | Ticks | Signs | Shares | Promises | Nothing


def sum_block(block: Block, answers: Iterable[SheetAnswer]) -> Sum:
    """The sum of one block; answers to other blocks are left out, empty ones count as none."""
    own = [answer for answer in answers if answer.block == block.id]
    match block.kind:
        case BlockKind.TEXT:
            return Texts(_said(own))
        case BlockKind.POINTS:
            return Points({"": _points(own)})
        case BlockKind.COLUMNS:
            by_item = _by_item(block, own)
            return Points({item.id: _points(by_item.get(item.id, ())) for item in block.items})
        case BlockKind.STEPS | BlockKind.PIECES:
            by_item = _by_item(block, own)
            return TextsByItem({item.id: _said(by_item.get(item.id, ())) for item in block.items})
        case BlockKind.TICKS:
            return Ticks(_ticks(block, own), _said(answer for answer in own if answer.point == OTHER))
        case BlockKind.SCALE:
            return Signs(_signs(block, own))
        case BlockKind.SHARE:
            by_item = _by_item(block, own)
            return Shares(tuple(_spread(item, by_item.get(item.id, ())) for item in block.items))
        case BlockKind.COMMITMENT:
            return Promises(_promises(own))
        case BlockKind.CARD:
            return Nothing()


def sliced(
    answers: Iterable[SheetAnswer], slice_of: Callable[[Respondent], _Key | None]
) -> dict[_Key, list[SheetAnswer]]:
    """The answers of each slice; a respondent without one (``None``) is in no slice, only in the whole."""
    slices: dict[_Key, list[SheetAnswer]] = {}
    known: dict[Respondent, _Key | None] = {}
    for answer in answers:
        who = answer.respondent
        if who not in known:
            known[who] = slice_of(who)
        if (key := known[who]) is not None:
            slices.setdefault(key, []).append(answer)
    return slices


@dataclass(frozen=True, slots=True)
class OwnSign:
    """A sign in somebody's own words (alternative B).

    Attributes:
        id: «own-101» of one the hall judges together, else made from its words: the same words are the same sign.
        by: the groups that wrote it, in order; empty for the hall's.
    """

    id: str
    text: str
    by: tuple[Respondent, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one respondent, or one tally, says of a sign: how many stand on each level, best first."""

    respondent: Respondent
    sign_id: str
    counts: tuple[int, ...]
    remark: str = ""


def signs_of(block: Block, answers: Iterable[SheetAnswer]) -> tuple[Item, ...]:
    """The signs of a scale: those of the set, then the hall's own, then those that the groups wrote for themselves."""
    return (*block.items, *(Item(sign.id, sign.text) for sign in own_signs(block, answers)))


def own_signs(block: Block, answers: Iterable[SheetAnswer]) -> tuple[OwnSign, ...]:
    """Signs in the hall's own words and in the groups'; what several groups wrote in the same words is one."""
    return _own(block, answers)[0]


def judgements(block: Block, answers: Iterable[SheetAnswer]) -> tuple[Judgement, ...]:
    """Each answer to a scale, by the sign it is about; wordings alone, and signs that are gone, are left out."""
    every = list(answers)
    signs, ids = _own(block, every)
    known = {item.id for item in block.items} | {sign.id for sign in signs}
    judged = []
    for answer in every:
        if answer.block != block.id or is_own_sign(answer):
            continue
        own = ids.get((answer.respondent, answer.point))
        sign = own or answer.point
        counts = tuple(
            int(answer.level == level.id) + answer.counts.get(level.id, 0) for level in block.levels
        )  # fmt: skip
        if sign in known and (any(counts) or answer.text.strip()):
            judged.append(Judgement(answer.respondent, sign, counts, "" if own else answer.text.strip()))
    return tuple(judged)


def _own(block: Block, answers: Iterable[SheetAnswer]) -> tuple[tuple[OwnSign, ...], dict[tuple[Respondent, str], str]]:
    """Signs in own words, and which of them each group's point stands for."""
    written = [
        answer for answer in answers
        if answer.block == block.id and _OWN_SIGN.fullmatch(answer.point) and answer.text.strip()
    ]  # fmt: skip
    written.sort(key=lambda answer: (answer.respondent.who is not Who.PLENUM, _order(answer)))
    texts: dict[str, str] = {}
    halls: dict[str, str] = {}
    by: dict[str, dict[Respondent, None]] = {}
    ids: dict[tuple[Respondent, str], str] = {}
    for answer in written:
        text = tidy(answer.text)
        key = point_key(text) or text
        if answer.respondent.who is Who.PLENUM:
            halls.setdefault(key, answer.point)
            texts.setdefault(answer.point, text)
        elif answer.point not in texts:  # what a group writes beside one of the hall's own signs is a remark
            sign = halls.get(key) or OWN_SIGN + hashlib.blake2s(key.encode(), digest_size=8).hexdigest()
            texts.setdefault(sign, text)
            by.setdefault(sign, {})[answer.respondent] = None
            ids[answer.respondent, answer.point] = sign
    places = {sign: (0, _place(sign)) if sign in halls.values() else (1, -len(by.get(sign, ()))) for sign in texts}
    order = sorted(texts, key=places.__getitem__)
    return tuple(OwnSign(sign, texts[sign], tuple(by.get(sign, ()))) for sign in order), ids


def is_own_sign(answer: SheetAnswer) -> bool:
    """Whether an answer is the words of a sign in somebody's own words, and not a judgement of one."""
    return _OWN_SIGN.fullmatch(answer.point) is not None and not answer.level and not answer.counts


@lru_cache(1 << 14)  # what was said is summed again whenever somebody adds to it
def point_key(text: str) -> str:
    """What two points share when they say the same: case, bullets, spaces and punctuation folded."""
    folded = unicodedata.normalize("NFKC", tidy(_BULLET.sub("", text))).casefold()
    return " ".join(_NOT_WORD.sub(" ", folded).split())


def lines_of(text: str) -> tuple[str, ...]:
    """The points in a text written as lines, without the bullets or numbers before them."""
    return tuple(line for part in text.splitlines() if (line := tidy(_BULLET.sub("", part))))


def _order(answer: SheetAnswer) -> tuple[int, int, str, str, int, str]:
    who = answer.respondent
    return _WHO[who.who], who.number, who.unit_id, answer.block, _place(answer.point), answer.point


def _place(point: str) -> int:
    number = point.rpartition("-")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def _by_item(block: Block, answers: Sequence[SheetAnswer]) -> dict[str, list[SheetAnswer]]:
    ids = {item.id for item in block.items}
    by_item: dict[str, list[SheetAnswer]] = {}
    for answer in answers:
        # The whole point first: an item may itself be called «steg-2».
        item_id = answer.point if answer.point in ids else answer.point.rpartition("-")[0]
        if item_id in ids:
            by_item.setdefault(item_id, []).append(answer)
    return by_item


def _said(answers: Iterable[SheetAnswer]) -> tuple[Said, ...]:
    written = sorted((answer for answer in answers if answer.text.strip()), key=_order)
    return tuple(Said(answer.respondent, answer.text.strip()) for answer in written)


def _points(answers: Iterable[SheetAnswer]) -> tuple[Point, ...]:
    texts: dict[str, str] = {}
    by: dict[str, dict[Respondent, int]] = {}
    for answer in sorted(answers, key=_order):
        # Marks alone («?!») are a point too, told by themselves.
        if text := tidy(_BULLET.sub("", answer.text)):
            key = point_key(text) or text
            texts.setdefault(key, text)
            times = by.setdefault(key, {})
            times[answer.respondent] = times.get(answer.respondent, 0) + 1
    points = [Point(texts[key], tuple(said), sum(said.values())) for key, said in by.items()]
    # Those that most said first; those said by as many stay in the order of the tables.
    return tuple(sorted(points, key=lambda point: -len(point.by)))


def _ticks(block: Block, answers: Sequence[SheetAnswer]) -> tuple[Ticked, ...]:
    by_item = _by_item(block, answers)
    # Who left every box empty has answered too, if the sheet came in; a tally says itself how many it is of.
    answered = len({answer.respondent for answer in answers if not answer.counts})
    items = []
    for item in block.items:
        own = by_item.get(item.id, [])
        ticked = sum(answer.counts.get(YES, 0) if answer.counts else answer.ticked for answer in own)
        tallied = sum(answer.counts.get(YES, 0) + answer.counts.get(NO, 0) for answer in own)
        items.append(Ticked(item.id, ticked, answered + tallied, _said(own)))
    return tuple(items)


def _signs(block: Block, answers: Sequence[SheetAnswer]) -> tuple[Distribution, ...]:
    counts: dict[str, list[int]] = {}
    remarks: dict[str, list[Said]] = {}
    for judged in judgements(block, sorted(answers, key=_order)):
        sums = counts.setdefault(judged.sign_id, [0] * len(block.levels))
        for place, count in enumerate(judged.counts):
            sums[place] += count
        if judged.remark:
            remarks.setdefault(judged.sign_id, []).append(Said(judged.respondent, judged.remark))
    nobody = [0] * len(block.levels)
    return tuple(
        Distribution(sign.id, tuple(counts.get(sign.id, nobody)), tuple(remarks.get(sign.id, ())))
        for sign in signs_of(block, answers)
    )


def _spread(item: Item, answers: Iterable[SheetAnswer]) -> Spread:
    numbers = [answer.number for answer in answers if answer.number is not None]
    if not numbers:
        return Spread(item.id, 0)
    mean = math.fsum(numbers) / len(numbers)
    deviation = math.sqrt(math.fsum((number - mean) ** 2 for number in numbers) / len(numbers))
    return Spread(item.id, len(numbers), mean, deviation, min(numbers), max(numbers))


def _promises(answers: Iterable[SheetAnswer]) -> tuple[Promise, ...]:
    fields: dict[Respondent, dict[str, str]] = {}
    for answer in sorted(answers, key=_order):
        if answer.text.strip():
            fields.setdefault(answer.respondent, {})[answer.point] = answer.text.strip()
    return tuple(Promise(who, said) for who, said in fields.items())

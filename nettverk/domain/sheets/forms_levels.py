"""What a cell says: one of a scale's levels, which boxes were ticked, a number, a table's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from nettverk.domain.names import tidy
from nettverk.domain.sheets.definition import Block
from nettverk.domain.sheets.forms_words import NEARLY, best, norwegian_key, text_key

YES = frozenset({"ja", "yes", "x", "true", "sann", "1", "ok", "v", "enig", "avkrysset", "valgt", "✓", "✔", "☑", "☒"})
NO = frozenset({"nei", "nei ikke", "no", "false", "usann", "usant", "0", "ikke valgt", "☐"})
_LIGHTS = (
    frozenset({"grønn", "grønt", "grøn", "green", "🟢"}),
    frozenset({"gul", "gult", "yellow", "amber", "🟡"}),
    frozenset({"rød", "rødt", "raud", "raudt", "red", "🔴"}),
)
_TABLE_WORD = re.compile(
    r"(?:bord|gruppe|gr|bordnr|bordnummer|table|group|g|par|pair)?\.?\s*(?:nr|nummer|no|number|#)?\.?\s*(?:er)?\s*:?\s*"
    r"(\d{1,3})(?:[.,]0+)?\s*(?:[-–]\s*\d{1,3})?\.?",
    re.IGNORECASE,
)
_COUNTED = (
    ("en", "én", "ett", "ein", "éin", "eitt", "one"), ("to", "two"), ("tre", "three"), ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"), ("sju", "syv", "seven"), ("åtte", "eight"), ("ni", "nine"), ("ti", "ten"),
    ("elleve", "eleven"), ("tolv", "twelve"), ("tretten", "thirteen"), ("fjorten", "fourteen"), ("femten", "fifteen"),
    ("seksten", "sixteen"), ("sytten", "seventeen"), ("atten", "eighteen"), ("nitten", "nineteen"),
    ("tjue", "tyve", "twenty"),
)  # fmt: skip
_NUMBER_OF = {word: number for number, words in enumerate(_COUNTED, start=1) for word in words}
_WORDED = re.compile(r"(?:bord|gruppe|table|group|par|pair)?\s*(?:nr|nummer)?\.?\s*([^\W\d_]+)", re.IGNORECASE)
_IN_QUOTES = r'"(?:[^"\\]|\\.)*"'
_BRACKETS = re.compile(rf"\[\s*({_IN_QUOTES}(?:\s*,\s*{_IN_QUOTES})*)\s*\]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|prosent|percent)?", re.IGNORECASE)


def level_labels(block: Block, others: Sequence[Block]) -> dict[str, list[str]]:
    """Level id → its wordings in every language the sheet has."""
    labels: dict[str, list[str]] = {level.id: [] for level in block.levels}
    for each in (block, *others):
        for level in each.levels:
            if level.id in labels and level.label not in labels[level.id]:
                labels[level.id].append(level.label)
    return labels


def level_of(text: str, labels: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """(level id, «»), or («», the level id that is worth asking about); both empty where it is nothing like one.

    A level's words may stand inside more («Praksis må bedres (gul)»), as long as no other level's do.
    """
    hits = best(text, labels)
    if hits and hits[0].score >= NEARLY and (len(hits) == 1 or hits[0].score > hits[1].score):
        return hits[0].id, ""
    key = f" {norwegian_key(text)} "
    inside = {id_ for id_, wordings in labels.items() if any(f" {norwegian_key(w)} " in key for w in wordings)}
    # A whole remark may well use the word: «jeg synes ikke den er tilfredsstillende».
    if len(inside) == 1 and len(key.split()) <= 6 and "ikke" not in key.split():
        return inside.pop(), ""
    if len(labels) == len(_LIGHTS):
        shown = {mark for light in _LIGHTS for mark in light if not mark.isalpha() and mark in text}
        words = set(text_key(text).split()) | shown
        lit = [id_ for id_, light in zip(labels, _LIGHTS, strict=True) if words & light]
        if len(lit) == 1 and len(words) <= 6:
            return lit[0], ""
    return "", hits[0].id if hits and hits[0].score >= 0.6 else ""


def chosen(text: str) -> list[str]:
    """The choices of a cell: Forms ends each with a semicolon, or writes a list in brackets; people use lines."""
    if listed := _BRACKETS.fullmatch(text.strip()):
        parts = [part.replace('\\"', '"') for part in _QUOTED.findall(listed[1])]
    else:
        parts = text.split(";") if ";" in text else text.splitlines()
    return [part for each in parts if (part := tidy(each))]


def among(text: str, labels: Mapping[str, Iterable[str]]) -> list[str]:
    """Which choices a text is made of and nothing else, by id: people put commas between, as choices have inside."""
    left = f" {norwegian_key(text)} "
    levels: list[str] = []
    keys = sorted(((norwegian_key(said), id_) for id_, said_ in labels.items() for said in said_), key=_longest_first)
    for key, id_ in keys:
        if key and f" {key} " in left:
            left = left.replace(f" {key} ", "  ", 1)
            levels.append(id_)
    rest = [word for word in left.split() if word not in {"og", "and"}]
    return list(dict.fromkeys(levels)) if not rest else []


def _longest_first(choice: tuple[str, str]) -> tuple[int, str]:
    return -len(choice[0]), choice[1]


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes; None where it says something else."""
    key = text_key(text) or tidy(text)
    if key in YES:
        return True
    return False if key in NO else None


def number_of(text: str) -> int | None:
    """The number of «Bord 3», «3», «G3-2», «bord tre»; None for none, for several, and for zero."""
    plain = tidy(text)
    match = _TABLE_WORD.fullmatch(plain)
    if match:
        return int(match[1]) or None
    worded = _WORDED.fullmatch(plain)
    if worded:
        return _NUMBER_OF.get(worded[1].casefold())
    numbers = re.findall(r"\d{1,3}", plain)
    return (
        int(numbers[0]) or None
        if len(numbers) == 1 and len(plain) < 40 and re.search(r"(?i)bord|grupp|table", plain)
        else None
    )


def share_of(text: str) -> float | None:
    """The number of «60», «60 %», «12,5»; None where it is none of 0–100."""
    match = _SHARE.fullmatch(tidy(text))
    number = float(match[1].replace(",", ".")) if match else None
    return number if number is not None and 0 <= number <= 100 else None

"""Texts from Forms held against the sheet's own words: bokmål or nynorsk, numbered, quoted, cut or a letter wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nettverk.domain.names import tidy

SURE, ALIKE, NEARLY, PERHAPS = 1.0, 0.95, 0.87, 0.7
"""The same text; the same in the other form of Norwegian; a letter or two away; worth asking about."""

_NUMBERING = re.compile(
    r"^\s*(?:(?:spørsmål|question|sp|q|del|tegn|teikn|sign)\s*)?(?:\d{1,3}|[a-h])\s*[.):]\s+|^\s*(?:spørsmål|question)\s+\d{1,3}\s+",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.{3,}|…)\s*$")
_WORDS = re.compile(r"[^\W_]+")
_EMAIL = re.compile(r"[^\s@<>;,:\"]+@[^\s@<>;,:\"]+\.[^\W\d_]{2,}")
# Only what differs in writing; the key of a bokmål word need not be a word.
_NYNORSK = {
    "ikkje": "ikke", "kva": "hva", "kven": "hvem", "kvifor": "hvorfor", "korleis": "hvordan", "kvar": "hver",
    "kvart": "hvert", "hvor": "hvor", "eg": "jeg", "me": "vi", "de": "dere", "dykk": "dere", "dykkar": "deres",
    "ho": "hun", "dei": "de", "deira": "deres", "frå": "fra", "noko": "noe", "nokon": "noen", "nokre": "noen",
    "samd": "enig", "samde": "enig", "einig": "enig", "einige": "enig", "enige": "enig", "heilt": "helt",
    "betre": "bedre", "meir": "mer", "gjer": "gjør", "gjere": "gjøre", "gjera": "gjøre", "namn": "navn", "eit": "et",
    "ein": "en", "ei": "en", "eitt": "ett", "vere": "være", "vera": "være", "berre": "bare", "mykje": "mye",
    "skule": "skole", "skulen": "skolen", "teneste": "tjeneste", "tenester": "tjenester", "eining": "enhet",
    "verksemd": "virksomhet", "fyrst": "først", "fyrste": "første", "saman": "sammen", "mellom": "mellom",
    "born": "barn", "bornas": "barnas", "sjølv": "selv", "veit": "vet", "blir": "blir", "vert": "blir",
    "vore": "vært", "lære": "lære", "auka": "økt", "nærare": "nærmere", "til": "til", "endra": "endre",
    "betrast": "bedre", "bedres": "bedre", "endrast": "endre", "endres": "endre", "forbedres": "forbedre",
    "forbetrast": "forbedre", "leik": "lek", "leiken": "leken", "teikn": "tegn", "spørsmåla": "spørsmålene",
}  # fmt: skip
_ENDINGS = (("ande", "ende"), ("ane", "ene"), ("ar", "er"), ("a", "e"), ("leg", "lig"), ("lege", "lige"))


@lru_cache(maxsize=16_384)
def text_key(text: str) -> str:
    """A text folded for comparing: no case, numbering, quotes, punctuation or spaces of other kinds."""
    plain = unicodedata.normalize("NFKC", tidy(text[:2_000]))
    plain = _CUT.sub("", _NUMBERING.sub("", plain))
    return " ".join(_WORDS.findall(plain.casefold()))


@lru_cache(maxsize=16_384)
def norwegian_key(text: str) -> str:
    """The same for both forms of Norwegian: «Må betrast» and «Må bedres» have one key."""
    words = []
    for word in text_key(text).split():
        word = _NYNORSK.get(word, word)
        if len(word) > 3:
            word = next((word[: -len(end)] + new for end, new in _ENDINGS if word.endswith(end)), word)
        words.append(word)
    return " ".join(words)


def likeness(text: str, label: str) -> float:
    """How much a text is the label: one of the marks of this module, or a share below them; 0 for nothing alike."""
    a, b = text_key(text), text_key(label)
    if not a or not b:
        return 0.0
    if a == b:
        return SURE
    na, nb = norwegian_key(text), norwegian_key(label)
    if na == nb:
        return ALIKE
    # Forms and people cut long titles; twenty letters of a sentence are that sentence.
    for pair in ((a, b), (na, nb)):
        shorter, longer = sorted(pair, key=len)
        if len(shorter) < 20 or not longer.startswith(shorter):
            continue
        return ALIKE - 0.03 if len(shorter) * 2 >= len(longer) or _CUT.search(tidy(text)) else PERHAPS + 0.1
    shorter = min((na, nb), key=len)
    from rapidfuzz import fuzz

    if _differ_in_number(na, nb):
        return 0.0
    score = fuzz.ratio(na, nb) / 100
    if _differ_in_not(na, nb):
        return min(score, 0.5)  # «vi vet» and «vi vet ikke» are alike in letters alone
    # Short words are a letter away from others that mean something else.
    return min(score, 0.91) if len(shorter) >= 8 or score < NEARLY else PERHAPS


def _differ_in_number(a: str, b: str) -> bool:
    return re.findall(r"\d+", a) != re.findall(r"\d+", b)


def _differ_in_not(a: str, b: str) -> bool:
    words = {"ikke", "ingen", "aldri", "uten", "not", "no", "never", "don", "dont", "u"}
    return (set(a.split()) & words) != (set(b.split()) & words)


@dataclass(frozen=True, slots=True)
class Hit:
    """Which of several labels a text is, and how surely."""

    id: str
    score: float
    label: str


def best(text: str, labels: Mapping[str, Iterable[str]]) -> tuple[Hit, ...]:
    """Labels (id → its wordings) that a text may be, best first; those that are nothing like it are left out."""
    hits = []
    for id_, wordings in labels.items():
        scored = [Hit(id_, likeness(text, wording), wording) for wording in wordings]
        hit = max(scored, key=lambda hit: hit.score, default=None)
        if hit is not None and hit.score >= 0.55:
            hits.append(hit)
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def without_email(text: str) -> str:
    """The text with every e-mail address taken out: a mark stands where it was."""
    return _EMAIL.sub("[…@…]", text) if "@" in text else text

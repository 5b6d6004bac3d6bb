"""Names of units: the many spellings of one unit, units that are nearly alike, and the service a name tells of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nettverk.domain.names import differ_in_number, proper_case, rapidfuzz, tidy
from nettverk.domain.source_groups import comes_from_outside

if TYPE_CHECKING:
    from collections.abc import Iterable

SERVICES = (
    "kindergarten",
    "school",
    "ppt",
    "special_ed",
    "health",
    "child_welfare",
    "prevention",
    "mobile_team",
    "strength_service",
    "outside",
    "other",
)
# This is for offering, so it may be generous; still lower, and units are offered that share only some letters.
NEAR_ENOUGH = 0.78

_APOSTROPHES = re.compile("['’`´]")
_PUNCTUATION = re.compile(r"[\W_]+")
# Whole phrases first, on text that is folded and has single spaces; then each word.
_PHRASES = (
    (re.compile(r"\b(?:pp|ppt) ?(?:tjenest|tenest)\w*"), "ppt"),
    (re.compile(r"\bpedagogisk ?psykologisk\w*(?: (?:tjenest|tenest|rådgiv)\w*)?(?: ppt)?"), "ppt"),
    (re.compile(r"\b(?:u|ungd|ungdoms) sk[ou]le\w*|\busk\b|\buskole\b"), "ungdomsskole"),
    (re.compile(r"\bb hage\w*|\bbarne hage\w*"), "barnehage"),
    (re.compile(r"\bb sk(?:ole|ule)?\b|\bbarne sk[ou]le\w*"), "barneskole"),
    (re.compile(r"\bspes(?:ial)?(?:isert)? ?ped(?:agog\w*)?(?: (?:tjenest|tenest)\w*)?"), "spesialpedagogene"),
    (re.compile(r"\bhelsestasjon\w*(?: (?:tjenest|tenest)\w*)?"), "helsestasjon"),
    (re.compile(r"\bbarnevern\w*(?: (?:tjenest|tenest)\w*)?"), "barnevern"),
    (re.compile(r"\b(?:forebygg|førebygg)\w*"), "forebyggende"),
    (re.compile(r"\bstyrke? ?(?:tjenest|tenest)\w*"), "styrketjenesten"),
    (re.compile(r"\bmobil[te]* team\w*"), "mobilt team"),
    (re.compile(r"\boppvekstsent\w*"), "oppvekstsenter"),
)
# Most names have none of them, and one look tells.
_ANY_PHRASE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _word in _PHRASES))
_WORDS = (
    (
        re.compile(r"(?:bhg|bh|bhage|barneh|barnehg|barnehage[nr]?|barnehagane|barnehagene|kindergarten|kindergarden)"),
        "barnehage",
    ),
    (re.compile(r"(?:ungdoms?sk[ou]l[ea][nr]?|ungdomsskulen|ungdssk[ou]le|ungsk[ou]le)"), "ungdomsskole"),
    (re.compile(r"(?:barnesk[ou]l[ea][nr]?|bsk)"), "barneskole"),
    (re.compile(r"(?:sk[ou]l[ea][nr]?|sk|school)"), "skole"),
    (re.compile(r"avd|avdeling[ae]?n?"), "avdeling"),
    (re.compile(r"kommunen?"), "kommune"),
    (re.compile(r"og|and"), "og"),
)
_SERVICE_WORDS = (
    ("mobile_team", ("mobilt team",)),
    ("strength_service", ("styrketjenesten",)),
    ("child_welfare", ("barnevern",)),
    (
        "health",
        ("helsestasjon", "helsesykeplei", "helsesjukeplei", "helsesøster", "skolehelse", "skulehelse", "jordmor"),
    ),
    ("ppt", ("ppt",)),
    ("special_ed", ("spesialpedagogene", "spesialundervisning", "støttepedagog")),
    ("prevention", ("forebyggende",)),
    ("kindergarten", ("barnehage", "førskole", "naturbarnehage")),
    ("school", ("skole", "skule", "oppvekstsenter", "sfo", "gymnas")),
)
# Words that say what kind of unit it is; the rest of the key is what tells two of a kind apart.
_OFFICES = ("kontor", "administrasjon", "forvaltning", "sjefen", "etaten")
_KIND_WORDS = frozenset(
    {
        "barnehage",
        "ungdomsskole",
        "barneskole",
        "skole",
        "ppt",
        "spesialpedagogene",
        "helsestasjon",
        "barnevern",
        "team",
    }
    | {"forebyggende", "avdeling", "styrketjenesten", "mobilt", "kommune", "oppvekstsenter", "og", "i", "ved"}
)
_SMALL_WORDS = frozenset({"og", "i", "på", "ved", "for", "av", "til", "med", "under"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known name that may be the one meant; score 0–1, 1 only for the same key."""

    name: str
    score: float


@lru_cache(maxsize=8192)
def unit_key(text: str) -> str:
    """What all spellings of one unit share: «Lund bhg.», «LUND BARNEHAGE» and «lund  barnehagen» have one key."""
    folded = unicodedata.normalize("NFKC", tidy(text)).casefold()
    # Twice, as folding some letters makes new ones that fold again; a key must fold to itself.
    folded = unicodedata.normalize("NFKC", folded).casefold()
    plain = _PUNCTUATION.sub(" ", _APOSTROPHES.sub("", folded)).strip()
    if _ANY_PHRASE.search(plain):
        for pattern, word in _PHRASES:
            plain = pattern.sub(word, plain)
    return " ".join(map(_word_key, plain.split()))


@lru_cache(maxsize=8192)
def _word_key(token: str) -> str:
    return next((word for pattern, word in _WORDS if pattern.fullmatch(token)), token)


def proper_unit_name(text: str) -> str:
    """«LUND BARNEHAGE» and «lund barnehage» as «Lund barnehage»; a name typed with both cases is kept as typed."""
    text = tidy(text)
    if not (text.isupper() or text.islower()):
        return text
    words = []
    for position, word in enumerate(text.split(" ")):
        known = unit_key(word)
        if position and (word.casefold() in _SMALL_WORDS or (known in _KIND_WORDS and known != "ppt")):
            words.append(word.lower())
        elif text.isupper() and (known == "ppt" or len(word) <= 3):
            words.append(word)  # short words in capitals are most often initials
        else:
            words.append(known.upper() if known == "ppt" and len(word) == 3 else proper_case(word))
    return " ".join(words)


@lru_cache(maxsize=8192)
def service_of(text: str) -> str:
    """The service a unit's name or a service column's text tells of: one of SERVICES, else ``other``."""
    key = unit_key(text)
    outside = comes_from_outside(text)
    for service, words in _SERVICE_WORDS:
        if outside and service in {"kindergarten", "school"}:
            break  # «FAU Lund skole» are parents, and no school
        if any(word in key for word in words):
            # «Barnehagekontoret» is no kindergarten, and «Skoleadministrasjonen» no school.
            is_office = service in {"kindergarten", "school"} and any(word in key for word in _OFFICES)
            return "other" if is_office else service
    return "outside" if outside else "other"


_ONE_OF_A_KIND = frozenset(
    {"ppt", "special_ed", "health", "child_welfare", "prevention", "mobile_team", "strength_service"}
)
"""Services of which a municipality mostly has one."""
_OLD_LETTERS = (("aa", "å"), ("oe", "ø"), ("ae", "æ"), ("ö", "ø"), ("ä", "æ"))
_JOINED_KIND = re.compile(r"\b(\w{3,}?)(?:bhg|bh|bhage|barneh|barnehg|barnehagen?)\b")


def _other_letters(core: str) -> str:
    """A name with the letters that are written otherwise where a key is missing, and joined kinds spelt out."""
    core = _JOINED_KIND.sub(r"\1barnehage", core)
    for old, new in _OLD_LETTERS:
        core = core.replace(old, new)
    return core


def _shortened(short: str, whole: str) -> bool:
    """Whether a name has one word shortened to two or three letters, and the others are the same."""
    words, others = short.split(), whole.split()
    if len(words) < 2 or len(words) != len(others):
        return False
    unlike = [(own_word, other) for own_word, other in zip(words, others, strict=True) if own_word != other]
    if len(unlike) != 1:
        return False
    (letters, word), *_rest = unlike
    return 2 <= len(letters) <= 3 and len(word) >= 7 and word[0] == letters[0] and _in_order(letters, word)


def _in_order(letters: str, word: str) -> bool:
    """Whether these letters stand in a word in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _core(key: str) -> str:
    return " ".join(word for word in key.split() if word not in _KIND_WORDS)


def unit_similarity(first: str, second: str) -> float:
    """How alike two unit names are, 0–1; two different services are never alike, however alike the place name."""
    first, second = unit_key(first), unit_key(second)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if differ_in_number(first, second):
        return 0.0
    services = {service_of(first), service_of(second)}
    # «Lund barnehage» and «Lund skole» differ by one word, and by everything that matters.
    if len(services - {"other"}) == 2:
        return 0.0
    a, b = _core(first), _core(second)
    # Nothing but words of kind: «Barnehagen» may be any of them, «PPT» and «PP-tjenesten» are the same.
    if not a or not b:
        # «PPT» and «PPT Elvestad» are one in most municipalities; «Barnehagen» may be any kindergarten.
        central = services <= _ONE_OF_A_KIND
        return (0.8 if central else 0.0) if a or b else 0.9
    if a == b:  # only the kind word differs or is missing: «Lund» and «Lund barnehage»
        return 0.9
    fuzz = rapidfuzz()
    score: float = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100
    if _other_letters(a) == _other_letters(b):  # «Vaagen» and «Vågen», «Furulia naturbhg» and «Furulia naturbarnehage»
        return 0.95
    if _shortened(a, b) or _shortened(b, a):  # «LV Myra» and «Læringsverkstedet Myra»
        score = max(score, 0.85)
    if set(a.split()) < set(b.split()) or set(b.split()) < set(a.split()):
        score = max(score, 0.8)  # «Lund» and «Lund og Varoddbrua»
    return min(score, 0.99)


def near(text: str, known: Iterable[str], *, limit: int = 5) -> tuple[Candidate, ...]:
    """Known names that may be the unit meant, best first; for offering, never for deciding.

    A known name with the same key stands alone with score 1.
    """
    scored = sorted(
        (Candidate(name, round(unit_similarity(text, name), 3)) for name in known), key=lambda c: (-c.score, c.name)
    )
    if scored and scored[0].score == 1.0:
        return (scored[0],)
    return tuple(candidate for candidate in scored if candidate.score >= NEAR_ENOUGH)[:limit]

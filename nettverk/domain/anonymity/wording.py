"""Why something was found, in the user's language, and neutral words in the language of the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nettverk.domain.anonymity import name_words
from nettverk.domain.anonymity.children import ChildPlace, Marker
from nettverk.domain.anonymity.findings import FindingKind, Place
from nettverk.domain.anonymity.names import NamePlace
from nettverk.domain.anonymity.tokens import Token
from nettverk.i18n import _

_NYNORSK = re.compile(
    r"\b(?:ikkje|eg|ein|eit|kva|korleis|kvar|kven|kvifor|ho|dei|frå|meir|nokon|noko|berre|vere|vera|skule\w*|seier|"
    r"fekk|gjer|"
    r"born\w*|heim|saman|sjølv|fortalde|fleire|mykje|veke\w*|me|vart|treng|kjem|elevar|elevane|lærar\w*|leiar\w*|"
    r"dykk|oss i hop|"
    r"seie|eiga|si mor|tilsette|læra?r|lét|guten|gut|bur|foreldra)\b",
    re.IGNORECASE,
)
_BOKMAAL = re.compile(
    r"\b(?:ikke|jeg|en|et|hva|hvordan|hver|hvem|hun|fra|mer|noen|noe|bare|være|skole\w*|sier|fikk|hjem|sammen|flere|"
    r"mye|uke\w*|ble|gutten|bor)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|and|with|is|was|of|to|for|his|her|from|a|an|are|we|our|they|asked|this|that|more|about|us|she|he|"
    r"never|told|it|you|by)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def language_of(line: str) -> str:
    """nb, nn or en: what most of the small words of a note are."""
    counts = {"nb": len(_BOKMAAL.findall(line)), "nn": len(_NYNORSK.findall(line)), "en": len(_ENGLISH.findall(line))}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > (1 if best == "en" else 0) else "nb"


def reason_of_name(*, known: bool) -> str:
    """Why a name was found."""
    return _("Navnet på en som er med på samlingen.") if known else _("Dette ser ut som et navn.")


def reason_of(kind: FindingKind) -> str:
    """Why a number or an address was found."""
    match kind:
        case FindingKind.NATIONAL_ID:
            return _("Fødselsnummer, D-nummer eller lignende: kontrollsifrene stemmer.")
        case FindingKind.PHONE:
            return _("Et telefonnummer sier hvem det er.")
        case FindingKind.EMAIL:
            return _("En e-postadresse sier hvem det er.")
        case _:
            return _("Dette ser ut som et navn.")


def reason_of_child(found: ChildPlace) -> str:
    """Which things together may tell who the child is."""
    named = {
        Marker.SEX: _("kjønn"),
        Marker.AGE: _("alder eller trinn"),
        Marker.CONDITION: _("diagnose eller vanske"),
        Marker.SITUATION: _("livssituasjon"),
        Marker.PLACE: _("sted"),
        Marker.KIN: _("familie"),
    }
    said = [named[marker] for marker in found.markers]
    together = _("{first} og {last}").format(first=", ".join(said[:-1]), last=said[-1])
    return _("Sammen kan dette peke ut ett barn: {what}.").format(what=together)


# --- names ---

_GONE = {"nb": "[fjernet]", "nn": "[fjerna]", "en": "[removed]"}

_PERSON = {"nb": "en medarbeider", "nn": "ein medarbeidar", "en": "a colleague"}
_OTHER = {"nb": "en annen medarbeider", "nn": "ein annan medarbeidar", "en": "another colleague"}
_OWNER = {"nb": "en medarbeiders", "nn": "ein medarbeidar sin", "en": "a colleague's"}
_FRIEND = {"nb": "kollega", "nn": "kollega", "en": "colleague"}
_CHILD = {"nb": "barnet", "nn": "barnet", "en": "the child"}
_OTHER_CHILD = {"nb": "et annet barn", "nn": "eit anna barn", "en": "another child"}
_CHILDS = {"nb": "barnets", "nn": "barnet sin", "en": "the child's"}
_KIN = (
    r"(?:mor|mora|moren|mamma|mamman|mammaen|far|faren|pappa|pappaen|foreldre|foreldrene|foreldra|bestemor\w*|"
    r"bestefar\w*|bror\w*|søster\w*|kontaktlærer\w*|kontaktlærar\w*|mother|father|parents|familie\w*)"
)
# Before a child's name, after it, and anywhere in the note.
_CHILD_BEFORE = re.compile(
    rf"(?:\b{_KIN} (?:til|åt|of)|\b(?:barnet|eleven|gutten|guten|jenta|oppfølging av))\s$", re.IGNORECASE
)
_CHILD_AFTER = re.compile(
    rf"^(?: (?:sin|si|sine|sitt))? {_KIN}\b|^ (?:biter|slår|gråt|gråter|græt|leker|lekte|leikar|sover|trenger|treng|"
    rf"liker|"
    r"likar|vil ikke|vil ikkje|trives|trivst|får ikke|fikk ikke|fikk eget|er redd|blir hentet|hentes|går i \d|"
    r"sit mykje|"
    r"har sluttet å spise|har lært|kasta|kastet|ble flyttet|lærer nye|sparker|rømmer|nekter|må få|\(\d|cries|bites|"
    r"never)",
    re.IGNORECASE,
)
_CHILD_NEAR = re.compile(
    r"\b(?:friminutt\w*|utredning|i le[ik]+en|hørselvern|skoleskyss|skuleskyss|de andre barna|dei andre borna|"
    r"bleie\w*|"
    r"sove|timeglass|tegn denne|leksene|leksa|leikegruppa hans|lekte)\b",
    re.IGNORECASE,
)
_GREETING = frozenset({"hei", "hallo", "kjære", "takk", "hi", "dear", "thanks", "heisann"})


def of_name(line: str, tokens: Sequence[Token], found: NamePlace, *, again: bool) -> tuple[str, Place]:
    """Words for a name, and the letters they stand in for.

    Args:
        again: another name before it in the line was given the same words.
    """
    place, language = found.place, language_of(line)
    before = tokens[found.first - 1] if found.first else None
    gap = line[before.end : place.start] if before else ""
    if before is not None and gap in {" ", "\u00a0"} and _is_title(before.lower) and not found.owns:
        title = before.text if before.lower.endswith(("en", "a", "et", "te")) else _definite(before.text, language)
        return title, Place(before.start, place.end)
    if (
        before is not None
        and gap == ", "
        and before.lower not in _GREETING
        and _is_title_before(tokens, found.first - 1)
    ):
        comma = line[place.end : place.end + 1] == ","
        return "", Place(before.end, place.end + (1 if comma else 0))
    if before is not None and gap == " " and before.lower in {"hun", "ho", "han"}:
        return "", Place(before.end, place.end)  # «hun Torunn på Lund»
    if before is not None and gap == " " and before.lower in {"heter", "heiter", "called", "named"}:
        return _GONE[language], place
    if gap == ", " and line[place.end : place.end + 1] in {"!", ""} and before is not None and before.start > 8:
        return "", Place(before.end, place.end)  # «Takk for besøket, Elisabeth!»
    if before is not None and before.lower in _GREETING and gap in {" ", ", "} and not found.owns:
        return _FRIEND[language], place
    child = _is_child(line, place)
    if found.owns:
        words = (_CHILDS if child else _OWNER)[language]
    else:
        words = (_CHILD if child else _PERSON)[language]
        if again:
            words = (_OTHER_CHILD if child else _OTHER)[language]
    return _cased(words, line, tokens, found.first), place


def _is_title_before(tokens: Sequence[Token], at: int) -> bool:
    """«Assistenten vår, Liv»: the title says enough."""
    return _is_title(tokens[at].lower) or (
        tokens[at].lower in {"vår", "min", "mi", "hennes", "hans"} and at > 0 and _is_title(tokens[at - 1].lower)
    )


def _is_title(word: str) -> bool:
    return name_words.is_role(word) and word not in {"lille", "vesle"}


def _is_child(line: str, place: Place) -> bool:
    """Whether a note speaks of the one who is named as of a child; those who speak themselves are grown up."""
    before, after = line[max(0, place.start - 60) : place.start], line[place.end : place.end + 60]
    if _CHILD_BEFORE.search(before) or _CHILD_AFTER.match(after):
        return True
    around = line[max(0, place.start - 200) : place.end + 200]
    return _CHILD_NEAR.search(around) is not None


def _definite(title: str, language: str) -> str:
    """«Rektor» and «fru» stand alone as well: the office, or somebody who holds it."""
    lower = title.lower()
    office = (
        {"fru": "hun", "herr": "han", "frøken": "hun"}
        if language != "nn"
        else {"fru": "ho", "herr": "han", "frøken": "ho"}
    )
    if lower in office:
        words = office[lower]
    elif lower.endswith(("er", "or", "ar", "ør", "og", "ent", "ist", "log", "ut")) and lower not in {
        "rektor",
        "styrer",
        "styrar",
        "mor",
        "far",
    }:
        words = lower + ("en" if not lower.endswith("e") else "n")
    else:
        words = lower
    return words[:1].upper() + words[1:] if title[:1].isupper() else words


def _cased(words: str, line: str, tokens: Sequence[Token], at: int) -> str:
    return words[:1].upper() + words[1:] if _opens(line, tokens[at].start) else words


def _opens(line: str, start: int) -> bool:
    """Whether a sentence begins here, and not only what stands after a colon or in brackets."""
    before = line[:start].rstrip()
    return not before or before[-1] in ".!?…«“" or not any(letter.isalnum() for letter in before)


# --- numbers and addresses ---

_LABEL = re.compile(
    r"(?:nr|nummer|nummeret|fnr|tlf|telefon|mobil|mob|sms|e-post|epost|mail|adressa?|adressen|f|ref|id|fødselsnummer|"
    r"personnummer|personnummeret|d-nummer)[.:]?\s*(?:er\s*)?[:(]?\s*$",
    re.IGNORECASE,
)


def of_number(line: str, place: Place, kind: FindingKind) -> str:
    """Words for a national id, a phone number or an e-mail address, as the sentence goes on best."""
    language = language_of(line)
    before = line[: place.start]
    if not before.strip(" -–•*(") or _LABEL.search(before) or before.rstrip()[-1:] in {"(", ":", ",", "–", "-"}:
        return _GONE[language]
    if kind is FindingKind.PHONE:
        if re.search(r"\bpå\s*$", before):
            return "telefon"
        if re.search(r"\b(?:til|ring)\s*$", before, re.IGNORECASE):
            return {"nb": "oss", "nn": "oss", "en": "us"}[language]
        if not re.search(r"\b(?:har|has|fått|fekk|fikk|via)\s*$", before):
            return _GONE[language]
        return {"nb": "et telefonnummer", "nn": "eit telefonnummer", "en": "a phone number"}[language]
    if kind is FindingKind.EMAIL:
        if re.search(r"\b(?:til|hos|frå|fra|med|av|kontakt|to|from)\s*$", before):
            return _PERSON[language]
        return {"nb": "en e-postadresse", "nn": "ei e-postadresse", "en": "an e-mail address"}[language]
    if re.search(r"\b(?:gjelder|gjeld|på|for|til|av|om|med|concerns|of)\s*$", before):
        return {"nb": "en person", "nn": "ein person", "en": "a person"}[language]
    return _GONE[language]


# --- children ---

_SCHOOL = re.compile(
    r"\b(?:trinn\w*|klasse\w*|skole\w*|skule\w*|elev\w*|\d{1,2}\.? ?[A-F]|år på|grade|year|pupil|school|vg[123])\b",
    re.IGNORECASE,
)
_CHILD_WORDS = {
    # (definite, school) → words
    "nb": {(True, False): "barnet", (False, False): "et barn", (True, True): "eleven", (False, True): "en elev"},
    "nn": {(True, False): "barnet", (False, False): "eit barn", (True, True): "eleven", (False, True): "ein elev"},
    "en": {(True, False): "the child", (False, False): "a child", (True, True): "the pupil", (False, True): "a pupil"},
}
_PARENT_WORDS = {"nb": "en av foreldrene", "nn": "ein av foreldra", "en": "one of the parents"}
_SIBLING_WORDS = {"nb": "et søsken", "nn": "eit sysken", "en": "a sibling"}
_KIN_WORDS = {"nb": "en i familien", "nn": "ein i familien", "en": "somebody in the family"}
_NEEDS = {"nb": " trenger støtte", "nn": " treng støtte", "en": " needs support"}


def of_child(line: str, found: ChildPlace) -> tuple[str, Place]:
    """Words for a child or its kin, and the letters they stand in for."""
    language, place = language_of(line), found.place
    text = line[place.start : place.end]
    if found.parent:
        kin = text.lower().removeprefix("the ").split(" ", maxsplit=1)[0]
        if kin.startswith(("mor", "mam", "far", "pap", "for", "mother", "father", "parent", "begge")) and kin not in {
            "farmor",
            "farfar",
            "mormor",
            "morfar",
        }:
            words = _PARENT_WORDS[language]
        elif re.search(r"bro|søst|syst|søsk|sysk|tvill|sist", kin):
            words = _SIBLING_WORDS[language]
        else:
            words = _KIN_WORDS[language]
    else:
        words = _CHILD_WORDS[language][not found.indefinite, _SCHOOL.search(text) is not None]
    if found.tells:
        words += _NEEDS[language]
    end = place.end
    if found.relative and line[end : end + 1] == ",":
        end += 1  # the comma closed «som …», which is gone
    first = text[:1].isupper() or (place.start == 0 and not text[:1].islower())
    return (words[:1].upper() + words[1:] if first else words), Place(place.start, end)

"""National ids (fødselsnummer, D-number and their kin) and phone numbers in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nettverk.domain.anonymity.findings import Place

_FIRST, _SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Of numbers given out from 2032 the first control digit may leave 0–3, and the second 0 as before (Skatteetaten).
_FIRST_RESTS = frozenset({0, 1, 2, 3})
_GAP = r"[ \u00a0\u202f.\-–]{0,3}"
_ELEVEN = re.compile(rf"(?<![\d])(?:\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}})(?!\d)")
# «01.01.1990 10046»: the whole year written out.
_WHOLE_YEAR = re.compile(rf"(?<![\d])(\d{{2}}{_GAP}\d{{2}}{_GAP})(?:18|19|20)(\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}})(?!\d)")
# The month says which kind: +40 helps a hospital or is Nav's, +65 and +80 are made for tests.
_MONTH_ADDED = (0, 40, 65, 80)


def national_ids(line: str) -> Iterator[Place]:
    """Eleven digits with a date and control digits that are right, with or without spaces, dots and hyphens."""
    for match in _ELEVEN.finditer(line):
        if is_national_id(re.sub(r"\D", "", match.group())):
            yield Place(match.start(), match.end())
    for match in _WHOLE_YEAR.finditer(line):
        if is_national_id(re.sub(r"\D", "", match.group(1) + match.group(2))):
            yield Place(match.start(), match.end())


def is_national_id(digits: str) -> bool:
    """Whether eleven digits are a fødselsnummer, D-number, H-number or one made for tests."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if not any(_is_date(d, month - added, year) for d in (day, day - 40) for added in _MONTH_ADDED):
        return False
    first = sum(weight * number for weight, number in zip(_FIRST, numbers, strict=False)) % 11
    second = sum(weight * number for weight, number in zip(_SECOND, numbers, strict=False)) % 11
    return first in _FIRST_RESTS and second == 0


def _is_date(day: int, month: int, year: int) -> bool:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    # The century is not known, and from 2032 not said: 29 February of any that has one.
    for century in (1800, 1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


_S = r"[ \u00a0\u202f]"
_SEP = r"[ \u00a0\u202f.\-–]"
_COUNTRY = rf"(?:\(?(?:\+|00){_S}?47\)?{_SEP}?{_S}?)"
_PARTS = (
    rf"[2-9]\d{_SEP}\d\d{_SEP}\d\d{_SEP}\d\d",
    rf"[489]\d\d{_SEP}\d\d{_SEP}\d\d\d",
    rf"[2-9]\d\d\d{_SEP}\d\d\d\d",
    rf"[489]\d\d{_SEP}\d\d\d{_SEP}\d\d",
    rf"[489]\d{_SEP}\d\d{_SEP}\d\d\d\d",
    rf"[489]\d{_SEP}\d\d\d{_SEP}\d\d\d",
    r"[2-9]\d{7}",
)
_PHONE = re.compile(rf"(?<![\d\w+/:#№]){_COUNTRY}?(?:{'|'.join(_PARTS)})(?![\d\w/:])(?!{_S}?\d\d)(?![.,]\d)")
# «47 90 12 34 56», the country without its sign: only where a word says that one can ring it.
_BARE_COUNTRY = re.compile(rf"(?<![\d+])47{_SEP}?[2-9]\d(?:{_SEP}?\d){{6}}(?!{_SEP}?\d)")
# «ring 9 1 2 3 4 5 6 7», «tlf 91/23/45/67»: in any pieces, right after the word that says so.
_ANY_PIECES = re.compile(r"(?<![\d+/])[2-9](?:[ .\-–/]?\d){7}(?![ ./\-–]?\d)")
_CALL_RIGHT_BEFORE = re.compile(
    r"\b(?:ring\w*|tlf|telefon\w*|mob|mobil\w*|sms|vipps\w*)\.?"
    r"(?: (?:mor|far|er|på|nr|nummer|til \w+|hans|hennes|hennar))?\.?:? ?$",
    re.IGNORECASE,
)
_ABROAD = re.compile(rf"(?<![\d\w])\+(?!47)[1-9]\d{{0,2}}(?:{_SEP}?\d){{6,12}}(?!\d)")
_CALL = re.compile(
    r"\b(?:ring\w*|tlf|telefon\w*|mobil\w*|sms|nummer(?:et)?|vipps|kontakt\w*|meld(?:ing)?|vakt\w*|sentralbord\w*|"
    r"n[åa]s|"
    r"svarer|svarar|tekst\w*|whatsapp|phone|call|text|mob)\b",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(
    r"(?:\bkr\b|billett\w*|avtale\w*|kvittering\w*|rapport\w*|vedtak\w*|dokument\w*|kontrakt\w*|polise\w*|medlem\w*|"
    r"kunde\w*|rekvisisjon\w*|artikkel\w*|modell\w*|\b(?:uke|veke|side|s\.|kap)r?\b|kroner|\bnok\b|org\.?\s?n|"
    r"organisasjonsn|konto(?!r)\w*|faktura\w*|\bsak\w*|serie\w*|isbn|kid\b|skjema\w*|"
    r"\bref\b|journal\w*|arkiv\w*|visning\w*|budsjett\w*|bestilling\w*|ordre\w*|varen\w*|gårds\w*|matrikkel|løpen\w*|"
    r"id-?n\w*|\bid\b|million\w*|\bkl\b\.?|klokk\w*|\bår(?:et|a|ene)?\b|periode\w*|postn\w*|epost-?id|versjon\w*|"
    r"lisens\w*|"
    r"passord\w*|kode\w*|møte-?id|eiendel\w*|utstyr\w*|satte av|satt av|pris\w*|invoice|account|serial|order)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d")


def phones(line: str) -> Iterator[Place]:
    """Phone numbers as they are written here: eight digits in any grouping, and those of other countries with a +."""
    for match in _ABROAD.finditer(line):
        yield Place(match.start(), match.end())
    for match in _BARE_COUNTRY.finditer(line):
        if _CALL.search(line[max(0, match.start() - 40) : match.start()]):
            yield Place(match.start(), match.end())
    for match in _ANY_PIECES.finditer(line):
        said = _CALL_RIGHT_BEFORE.search(line[max(0, match.start() - 30) : match.start()])
        if said and _PHONE.fullmatch(match.group()) is None:
            yield Place(match.start(), match.end())
    for match in _PHONE.finditer(line):
        text = match.group()
        if _is_phone(line, match.start(), match.end(), text):
            yield Place(match.start(), match.end())


def _is_phone(line: str, start: int, end: int, text: str) -> bool:
    if "+" in text or re.match(r"\(?00", text):
        return True
    digits = re.sub(r"\D", "", text)
    before, after = line[max(0, start - 40) : start], line[end : end + 14]
    calls = list(_CALL.finditer(before))
    others = list(_NOT_PHONE.finditer(before))
    # The word nearest to the number says what it is.
    if others and (not calls or others[-1].start() >= calls[-1].start()):
        return False
    if not calls and _NOT_PHONE.match(after.strip()):
        return False
    if _YEARS.fullmatch(digits[:4]) and _YEARS.fullmatch(digits[4:]) and not text.isdigit():
        return False
    if calls:
        return True
    if re.search(r"\d[ .:–-]{1,2}$", before) or (_YEARS.fullmatch(digits[:4]) and _YEARS.fullmatch(digits[4:])):
        return False
    if _looks_like_date(digits) and text.isdigit():
        return False
    return not (text.isdigit() and digits.endswith("0000"))


def _looks_like_date(digits: str) -> bool:
    """20251231 and 31122025: a date in eight digits, where nothing says that one can ring it."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
        return True
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31

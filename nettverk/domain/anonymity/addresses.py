"""E-mail addresses in a line, also as people spell them out to be kind to the reader: «ola at kommune punkt no»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nettverk.domain.anonymity.findings import Place

_LOCAL = r"[^\W_](?:[\w.+\-']{0,62}[\w])?"
_HOST = r"[^\W_][\w\-]*"
_TOP = r"(?:no|com|net|org|eu|se|dk|fi|info|edu|gov|uk|de|pl|nu|io|name|email|online|priv)"
# «ola@gmail . com», «ola@gmail,com»: a slip of the keys.
_PLAIN = re.compile(
    rf"(?<![\w@]){_LOCAL}\s?@\s?{_HOST}(?:\.{_HOST})*(?:(?: \. ?|\. |, ?| ){_TOP}(?!\w)|\.{_HOST})", re.IGNORECASE
)
# «kari.berg@kommune»: the end left out.
_ENDLESS = re.compile(rf"(?<![\w@]){_LOCAL}@{_HOST}(?![\w@])", re.IGNORECASE)
_AT = (
    r"(?:\s*[\[({<]\s*(?:at|a|@|krøllalfa|alfakrøll|snabela)\s*[\])}>]\s*|\s+(?:at|krøllalfa|alfakrøll|snabel-?a|"
    r"alfa krøll|@)\s+)"
)
_DOT = r"(?:\s*[\[({<]\s*(?:dot|punkt|punktum|prikk|\.)\s*[\])}>]\s*|\s+(?:dot|punkt|punktum|prikk)\s+|\.)"
_SPELLED = re.compile(
    rf"(?<![\w@.]){_LOCAL}(?:{_DOT}{_LOCAL})?{_AT}{_HOST}(?:{_DOT}{_HOST})*?{_DOT}{_TOP}(?!\w)", re.IGNORECASE
)
_MASKED = re.compile(
    rf"(?<![\w@]){_LOCAL}\s*[\[({{<]\s*(?:at|a|alfa|krøllalfa|@)\s*[\])}}>]\s*{_HOST}(?:\s?\.\s?{_HOST})+",
    re.IGNORECASE,
)
# «lisa krøllalfa live no», «kari(a)skole no»: no dot at all, where the sign itself was said in words.
_UNDOTTED = re.compile(
    rf"(?<![\w@.]){_LOCAL}\s*[\[({{<]?\s*(?:krøllalfa|alfakrøll|snabel-?a|alfa krøll)\s*[\])}}>]?\s*"
    rf"{_HOST}(?: {_HOST})? {_TOP}(?!\w)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"@|krøll|snabel|[\s\[({<]at[\s\])}>]|[\[({<]\s?a", re.IGNORECASE
)  # looked for first: most lines have none
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])[\w\-]+(?:\.[\w\-]+){0,6}\.(?:no|com|org|net|se|dk|eu)(?:/\S*)?(?![\w@])",
    re.IGNORECASE,
)


def emails(line: str) -> Iterator[Place]:
    """E-mail addresses, as written and as spelled out."""
    places: list[Place] = []
    if not _HINT.search(line):
        return
    for pattern in (_PLAIN, _MASKED, _SPELLED, _UNDOTTED, _ENDLESS):
        for match in pattern.finditer(line):
            place = Place(match.start(), match.end())
            if not any(place.meets(other) for other in places):
                places.append(place)
    yield from places


def web_addresses(line: str) -> Iterator[Place]:
    """Web addresses: no person, but what stands in them must not be read as names either."""
    for match in _WEB.finditer(line) if "." in line else ():
        yield Place(match.start(), match.end())

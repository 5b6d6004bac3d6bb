"""The whole check of lines of text, a line at a time and each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nettverk.domain.anonymity import wording
from nettverk.domain.anonymity.addresses import emails, web_addresses
from nettverk.domain.anonymity.children import children
from nettverk.domain.anonymity.findings import Finding, FindingKind, Place
from nettverk.domain.anonymity.lexicon import Lexicon
from nettverk.domain.anonymity.names import NameFinder
from nettverk.domain.anonymity.numbers import national_ids, phones
from nettverk.domain.anonymity.tokens import tokens_of
from nettverk.i18n import language

LONGEST = 200_000
"""Letters of a line that are read; nobody says more in one point, and a whole file without line breaks is no point."""
_PIECE = 1500
"""Letters that are read at a time: what is said of one child or name stands well within."""


MOST_SEEN = 5_000
"""Lines that are remembered, some 2 MB; then it begins anew."""


class Checker:
    """Looks through lines by one list of names; what it has seen it knows, for the same is asked about again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = NameFinder(lexicon)
        self._seen: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def lines(self, lines: Iterable[str]) -> Iterator[Finding]:
        """Findings in all the lines, in the order they stand; lines count from 1."""
        for number, line in enumerate(lines, start=1):
            yield from self.line(line, number)

    def line(self, line: str, number: int = 1) -> list[Finding]:
        """Findings in one line, from its start."""
        key = language(), line[:LONGEST]  # the neutral wording is in the language in force
        findings = self._seen.get(key)
        if findings is None:
            findings = tuple(self._look(key[1], number))
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen[key] = findings
        return [finding if finding.line == number else replace(finding, line=number) for finding in findings]

    def _look(self, line: str, number: int) -> list[Finding]:
        if len(line) <= _PIECE:
            return self._piece(line, number)
        findings: list[Finding] = []
        start = 0
        while start < len(line):
            end = min(len(line), start + _PIECE)
            if end < len(line):
                end = max(line.rfind(" ", start + _PIECE // 2, end) + 1, 0) or end
            findings += [_moved(finding, start) for finding in self._piece(line[start:end], number)]
            start = end
        return findings

    def _piece(self, line: str, number: int) -> list[Finding]:
        if not any(letter.isalnum() for letter in line):
            return []
        findings: list[Finding] = []
        taken: list[Place] = []
        for kind, places in (
            (FindingKind.EMAIL, emails(line)),
            (FindingKind.NATIONAL_ID, national_ids(line)),
            (FindingKind.PHONE, phones(line)),
        ):
            for place in places:
                if not any(place.meets(other) for other in taken):
                    taken.append(place)
                    said = wording.of_number(line, place, kind)
                    text = line[place.start : place.end]
                    findings.append(Finding(number, place, kind, text, wording.reason_of(kind), said, place))
        findings += self._people(line, number, taken)
        findings.sort(key=lambda one: (one.place.start, -one.place.end))
        return findings

    def _people(self, line: str, number: int, taken: list[Place]) -> Iterator[Finding]:
        tokens = tokens_of(line)
        blocked = [*taken, *web_addresses(line)]
        used: set[str] = set()
        for name in self._names.find(line, tokens, blocked):
            said, replaced = wording.of_name(line, tokens, name, again=False)
            if said.lower() in used:
                said, replaced = wording.of_name(line, tokens, name, again=True)
            used.add(said.lower())
            text = line[name.place.start : name.place.end]
            reason = wording.reason_of_name(known=name.known)
            yield Finding(number, name.place, FindingKind.NAME, text, reason, said, replaced)
        for child in children(line):
            said, replaced = wording.of_child(line, child)
            text = line[child.place.start : child.place.end]
            yield Finding(number, child.place, FindingKind.CHILD, text, wording.reason_of_child(child), said, replaced)


def _moved(finding: Finding, by: int) -> Finding:
    """The same finding, so many letters further on in its line."""
    place = Place(finding.place.start + by, finding.place.end + by)
    return replace(finding, place=place, replaced=Place(finding.replaced.start + by, finding.replaced.end + by))

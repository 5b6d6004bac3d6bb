"""Texts as they may stand in a report: without anybody's name, in neutral words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nettverk.domain.anonymity.findings import Finding, Place
from nettverk.services import anonymity
from nettverk.storage.store import Store

_TRIES = 6
"""Findings in one line that are put in neutral words; what has more is about somebody and is left out."""


class CleanTexts:
    """Looks through what goes into a report. A report is read by people who do not know each other.

    Attributes:
        left_out: how many lines are not told, because no neutral wording helps.
    """

    def __init__(self, store: Store) -> None:
        people = store.rows("SELECT given_name, family_name FROM people ORDER BY family_name, given_name")
        self._checker = anonymity.checker_with(tuple((row["given_name"], row["family_name"]) for row in people))
        rows = store.rows("SELECT DISTINCT role FROM people UNION SELECT DISTINCT role FROM participants")
        self._roles = {str(row["role"]).casefold() for row in rows if row["role"]}
        self._units = tuple(
            row["name"] for row in store.rows("SELECT name FROM units ORDER BY name") if len(row["name"].split()) > 1
        )
        self.left_out = 0

    def line(self, text: str) -> str:
        """One line as it may stand; empty where it may not."""
        cleaned = " ".join(text.split())
        for _try in range(_TRIES):
            findings = self._found(cleaned)
            if not findings:
                return cleaned
            cleaned = " ".join(findings[0].accepted(cleaned).split())
        if self._found(cleaned):
            self.left_out += 1
            return ""
        return cleaned

    def _found(self, line: str) -> list[Finding]:
        """What may tell who somebody is, outside the names of units: «Child Welfare Service» is nobody's child."""
        units = [
            Place(match.start(), match.end()) for name in self._units for match in re.finditer(re.escape(name), line)
        ]
        return [
            finding
            for finding in self._checker.line(line)
            if not any(unit.start <= finding.place.start and finding.place.end <= unit.end for unit in units)
        ]

    def findings(self, texts: Iterable[str]) -> int:
        """How many places in texts may tell who somebody is: what the coordinator writes stands as it is written."""
        return sum(len(self._found(line)) for text in texts for line in text.split("\n") if line.strip())

    def lines(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those that may stand, each once."""
        return tuple(dict.fromkeys(line for text in texts if (line := self.line(text))))

    def role(self, who: str) -> str:
        """Who is to do something, where that is a role and no name; empty else."""
        words = " ".join(who.split())
        known = words.casefold() in self._roles and not self._checker.line(words)
        # A role is written small in the middle of a sentence; what has a capital letter may be somebody.
        return words if known or (words == words.lower() and not self._checker.line(words)) else ""

"""Notes with what should be found in them marked, and how much of it is found: recall and precision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.findings import FindingKind, Place

KINDS = {
    "n": FindingKind.NAME,
    "i": FindingKind.NATIONAL_ID,
    "p": FindingKind.PHONE,
    "e": FindingKind.EMAIL,
    "c": FindingKind.CHILD,
}
_MARK = re.compile(r"\[(\??)([nipec]) ([^\]]+?(?:\[[a-z]+\][^\]]*?)*)\]")


@dataclass(frozen=True, slots=True)
class Label:
    """One place that should be found, or (``may``) may be found or not."""

    kind: FindingKind
    place: Place
    may: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """One note as it is written, and its labels."""

    text: str
    labels: tuple[Label, ...]


def read(path: Path) -> list[Labelled]:
    """The notes of a file in order."""
    lines = path.read_text("utf-8").splitlines()
    return [parse(line) for line in lines if line.strip() and not line.startswith("#")]


def parse(marked: str) -> Labelled:
    """«Vi lot [n Ola] velge» as a note with one label."""
    text, at, labels = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match.group(3)
        labels.append(Label(KINDS[match.group(2)], Place(start, len(text)), match.group(1) == "?"))
        at = match.end()
    return Labelled(text + marked[at:], tuple(labels))


@dataclass(slots=True)
class Score:
    """Counts, and a line for each thing that was missed or found without reason."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    told: list[str] = field(default_factory=list)
    by_kind: dict[FindingKind, list[int]] = field(default_factory=lambda: {kind: [0, 0, 0] for kind in FindingKind})

    @property
    def recall(self) -> float:
        """The share of what should be found that is found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        """The share of what is found that should be found."""
        return self.right / max(1, self.right + self.wrong)


def score(checker: Checker, notes: Iterable[Labelled]) -> Score:
    """How the checker does on these notes; a finding is right where it meets a label of its kind."""
    done = Score()
    for note in notes:
        found = checker.line(note.text)
        for label in note.labels:
            if label.may:
                continue
            if any(one.kind is label.kind and one.place.meets(label.place) for one in found):
                done.right += 1
                done.by_kind[label.kind][0] += 1
            else:
                done.missed += 1
                done.by_kind[label.kind][1] += 1
                done.told.append(
                    f"- {label.kind.value}: {note.text[label.place.start : label.place.end]!r} in {note.text!r}"
                )
        for one in found:
            if not any(one.kind is label.kind and one.place.meets(label.place) for label in note.labels):
                done.wrong += 1
                done.by_kind[one.kind][2] += 1
                done.told.append(f"+ {one.kind.value}: {one.text!r} in {note.text!r}")
    return done


def halves(notes: list[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The half that the rules were tuned on, and the half set aside: every second note."""
    return notes[0::2], notes[1::2]

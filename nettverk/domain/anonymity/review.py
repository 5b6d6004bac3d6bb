"""What is about to leave the room, and what was found in it: text by text, to be changed, kept or edited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from nettverk.domain.anonymity.findings import Finding
from nettverk.domain.typed import Typed, TypedAnswer, TypedCommitment, TypedField, TypedSheet, TypedSheetAnswer


@dataclass(frozen=True, slots=True)
class ThemeName:
    """What a theme is called."""

    gathering_id: str
    theme_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NeedWords:
    """What is needed, and how one notices it."""

    gathering_id: str
    need_id: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PairNote:
    """What two units that visit each other are to look for, or what came of it."""

    gathering_id: str
    pair_id: str
    note: str


Words = Typed | ThemeName | NeedWords | PairNote


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text as it is stored.

    Attributes:
        label: where it stands, for people («Bord 3 · G3-2»).
        field: which field of ``typed`` holds it.
        typed: what would store it again just as it is.
        code: the code of the sheet it stands on, where it has one.
        named: whoever may be named in it: those who speak.
    """

    label: str
    field: str
    typed: Words
    code: str = ""
    named: str = ""

    @property
    def text(self) -> str:
        """The text itself."""
        return str(getattr(self.typed, self.field))

    def with_line(self, number: int, line: str) -> SpokenText:
        """The same with another line in the place of one; lines count from 1."""
        lines = self.text.split("\n")
        lines[number - 1] = line
        text = "\n".join(lines)
        match self.typed:
            case TypedSheet() | TypedSheetAnswer():
                return replace(self, typed=replace(self.typed, text=text))
            case TypedAnswer():
                return replace(self, typed=_answer(self.typed, self.field, text))
            case TypedCommitment():
                return replace(self, typed=_commitment(self.typed, self.field, text))
            case TypedField():
                return replace(self, typed=replace(self.typed, value=text))
            case ThemeName():
                return replace(self, typed=replace(self.typed, name=" ".join(text.split())))
            case NeedWords() if self.field == "text":
                return replace(self, typed=replace(self.typed, text=text))
            case NeedWords():
                return replace(self, typed=replace(self.typed, evidence=text))
            case PairNote():
                return replace(self, typed=replace(self.typed, note=text))
            case _:
                raise ValueError(f"no text: {self.typed!r}")


def _answer(typed: TypedAnswer, field: str, text: str) -> TypedAnswer:
    return replace(typed, learnt=text) if field == "learnt" else replace(typed, sign_now=text)


def _commitment(typed: TypedCommitment, field: str, text: str) -> TypedCommitment:
    match field:
        case "what":
            return replace(typed, what=text)
        case "why":
            return replace(typed, why=text)
        case "sign":
            return replace(typed, sign=text)
        case _:
            return replace(typed, sign_before=text)


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """One finding in one text, that nobody has said is to stay."""

    spoken: SpokenText
    finding: Finding

    @property
    def line(self) -> str:
        """The whole line it was found in."""
        return self.spoken.text.split("\n")[self.finding.line - 1]

    @property
    def key(self) -> str:
        """What is remembered when it is kept: nothing of the text itself can be read from it, and another text has
        another."""
        return kept_key(self.finding, self.line)

    def accepted(self) -> SpokenText:
        """The text with the neutral wording in it."""
        return self.spoken.with_line(self.finding.line, self.finding.accepted(self.line))


def kept_key(finding: Finding, line: str) -> str:
    """A finding in a line of text, as it is remembered."""
    said = "\x1f".join((finding.kind.value, finding.text, str(finding.place.start), line))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]

"""What is about to leave the room, and what was found in it: text by text, to be changed, kept or edited."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from nettverk.domain.anonymity.findings import Finding, FindingKind
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


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words of one of the municipality's own sheets, as it is used at a gathering.

    Attributes:
        definition: the whole sheet as JSON.
        path: the keys and places that lead to the text in it.
    """

    use_id: str
    sheet_id: str
    definition: str
    path: tuple[str | int, ...]
    text: str


class RowOf(StrEnum):
    """What has words in a row of its own, and no field in a form that is stored while one types."""

    GOAL_ORIGIN = "goal_origin"
    YEAR_ITEM = "year_item"
    REQUEST = "request"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class RowWords:
    """One column of such a row."""

    of: RowOf
    id: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """The minutes of one meeting, where they and not a gathering are looked through."""

    meeting_id: str


Where = str | AtMeeting
"""What is looked through: a gathering, by its id, or a meeting."""
Words = Typed | ThemeName | NeedWords | PairNote | SheetWords | RowWords


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text as it is stored.

    Attributes:
        label: where it stands, for people («Bord 3 · G3-2»).
        field: which field of ``typed`` holds it.
        typed: what would store it again just as it is.
        code: the code of the sheet it stands on, where it has one.
        named: whoever may be named in it: those who speak.
        open_names: grown-ups are named there because that is what is asked for.
    """

    label: str
    field: str
    typed: Words
    code: str = ""
    named: str = ""
    open_names: bool = False

    def is_meant(self, finding: Finding) -> bool:
        """Whether something found in it is there on purpose and is not asked about."""
        if finding.kind is not FindingKind.NAME:
            return False
        return self.open_names or _words(finding.text) <= _words(self.named)

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
            case SheetWords() | RowWords():
                return replace(self, typed=replace(self.typed, text=text))
            case _:
                raise ValueError(f"no text: {self.typed!r}")


def _words(text: str) -> frozenset[str]:
    """The words of a name in small letters, without the genitive."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _answer(typed: TypedAnswer, field: str, text: str) -> TypedAnswer:
    return replace(typed, learnt=text) if field == "learnt" else replace(typed, sign_now=text)


def _commitment(typed: TypedCommitment, field: str, text: str) -> TypedCommitment:
    match field:
        case "what":
            return replace(typed, what=text)
        case "why":
            return replace(typed, why=text)
        case "who":
            return replace(typed, who=text)
        case "taken_up_in":
            return replace(typed, taken_up_in=text)
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

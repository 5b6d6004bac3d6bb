"""What somebody has typed and where it belongs, as plain data: it can be stored, kept aside in a file, and put back.

Files of kept text are read by older and newer programs, so a word or a field that has been written once never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import get_args

from nettverk.domain.follow_up import CommitmentStatus

Value = str | int | date | time | None
"""What a field of a form can hold."""


class Owner(StrEnum):
    """What a single field belongs to; its rows are found by id."""

    PART = "part"
    GATHERING = "gathering"
    PERSON = "person"
    UNIT = "unit"
    NETWORK = "network"
    DISTRICT = "district"
    CONTRIBUTION = "contribution"
    PARTICIPANT = "participant"
    TABLE = "table"
    SETTING = "setting"
    METHOD = "method"
    GOAL = "goal"
    MEETING = "meeting"
    MEETING_POINT = "meeting_point"
    PAIRING = "pairing"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A table's answer to a question; ``table`` is its number, from 1."""

    gathering_id: str
    part_id: str
    table: int
    question_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TypedSheetAnswer:
    """What somebody says to one point of a sheet in use; fields as in ``domain.sheets.answers.SheetAnswer``.

    Attributes:
        respondent: the key of who says it, «table-3».
        ticked: 0 or 1.
    """

    gathering_id: str
    use_id: str
    version: int
    respondent: str
    block: str
    point: str
    text: str = ""
    level: str = ""
    ticked: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TypedSheetText:
    """An own sheet as it reads now, as the JSON of its file; ``field`` is where one typed."""

    sheet_id: str
    field: str
    definition: str


@dataclass(frozen=True, slots=True)
class TypedCommitment:
    """A promise as its card reads; see ``domain.follow_up.CommitmentText``. Ticks are their values, comma between."""

    gathering_id: str
    unit_id: str
    commitment_id: str
    what: str
    who: str
    by: date | None
    taken_up_in: str
    why: str = ""
    drivers: str = ""
    together: str = ""
    heard: str = ""
    sign: str = ""
    sign_before: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """How it went with a promise from before, said at ``gathering_id``; ``sign_now`` is how its sign is now."""

    commitment_id: str
    gathering_id: str
    status: CommitmentStatus
    learnt: str
    sign_now: str = ""


@dataclass(frozen=True, slots=True)
class TypedField:
    """One field of one row; ``known_as`` is what the row was called when one began to type, where that matters."""

    owner: Owner
    id: str
    field: str
    value: Value
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class TypedNewcomer:
    """Somebody who came without being registered; a unit that is known by id, or a new one by name."""

    gathering_id: str
    given_name: str
    family_name: str
    unit_id: str = ""
    new_unit: str = ""


@dataclass(frozen=True, slots=True)
class TypedPress:
    """Something pressed on the stage, as it is stored; ``data`` is the JSON of its event, ``at`` ISO 8601."""

    gathering_id: str
    key: str
    at: str
    kind: str
    data: str


@dataclass(frozen=True, slots=True)
class TypedLoose:
    """Text from a form that was never handed in: it has no place of its own and can only be shown again."""

    title: str
    text: str


Typed = (
    TypedSheet | TypedSheetAnswer | TypedSheetText | TypedCommitment | TypedAnswer | TypedField | TypedNewcomer
    | TypedPress | TypedLoose
)  # fmt: skip

_WORDS: dict[str, type[Typed]] = {
    "sheet": TypedSheet,
    "sheet_answer": TypedSheetAnswer,
    "sheet_text": TypedSheetText,
    "commitment": TypedCommitment,
    "answer": TypedAnswer,
    "field": TypedField,
    "newcomer": TypedNewcomer,
    "press": TypedPress,
    "loose": TypedLoose,
}
assert set(_WORDS.values()) == set(get_args(Typed))


def plain(typed: Typed) -> dict[str, object]:
    """The same as JSON can hold it."""
    word = next(word for word, kind in _WORDS.items() if kind is type(typed))
    return {"is": word, **{field.name: _plain(getattr(typed, field.name)) for field in fields(typed)}}


def read(data: object) -> Typed | None:
    """What ``plain`` wrote; None for what this program does not know, or what makes no sense."""
    if not isinstance(data, dict) or data.get("is") not in _WORDS:
        return None
    kind = _WORDS[data["is"]]
    known = {field.name: _value(data[field.name]) for field in fields(kind) if field.name in data}
    try:
        item = kind(**known)  # type: ignore[arg-type]
        if isinstance(item, TypedField):
            item = replace(item, owner=Owner(item.owner))
        elif isinstance(item, TypedAnswer):
            item = replace(item, status=CommitmentStatus(item.status))
    except (TypeError, ValueError):
        return None
    return item if _sound(item) else None


def _sound(typed: Typed) -> bool:
    """Whether every field holds the kind of value it was made for: the file may have been edited by hand."""
    for field in fields(typed):
        value = getattr(typed, field.name)
        match field.name:
            case "table" | "version" | "ticked":
                right = isinstance(value, int)
            case "number":
                right = value is None or isinstance(value, int)
            case "by":
                right = value is None or isinstance(value, date)
            case "value":
                right = value is None or isinstance(value, str | int | date | time)
            case _:
                right = isinstance(value, str)
        if not right:
            return False
    return True


def texts(typed: Typed) -> dict[str, Value]:
    """What was typed, by the name of each field."""
    match typed:
        case TypedSheet(text=text):
            return {"text": text}
        case TypedSheetAnswer(text=text, level=level, ticked=ticked, number=number):
            return {"text": text, "level": level, "ticked": ticked, "number": number}
        case TypedSheetText(definition=definition):
            return {"definition": definition}
        case TypedCommitment(what=what, who=who, by=by, taken_up_in=taken_up_in):
            return {"what": what, "who": who, "by": by, "taken_up_in": taken_up_in}
        case TypedAnswer(status=status, learnt=learnt):
            return {"status": str(status), "learnt": learnt}
        case TypedField(field=field, value=value):
            return {field: value}
        case TypedNewcomer(given_name=given, family_name=family, new_unit=unit):
            return {"given_name": given, "family_name": family, "new_unit": unit}
        case TypedPress(kind=kind):
            return {"kind": kind}
        case TypedLoose(text=text):
            return {"text": text}


def as_value(value: object) -> Value:
    """A value that a field of a form hands on.

    Raises:
        TypeError: no field can hold it, which is a bug of ours.
    """
    if value is None or isinstance(value, str | int | date | time):
        return str(value) if isinstance(value, StrEnum) else value
    raise TypeError(f"no field holds {value!r}")


def as_text(typed: Typed) -> str:
    """All that was typed as lines one can read and copy."""
    if isinstance(typed, TypedSheetText):
        return "\n".join(_words_of(typed.definition))
    silent = {"status", "level", "ticked"}
    words = [str(value).strip() for name, value in texts(typed).items() if value is not None and name not in silent]
    return "\n".join(word for word in words if word)


def _words_of(definition: str) -> Iterator[str]:
    """What a sheet's JSON says to people, line by line."""

    def said(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key in ("title", "about", "prompt", "label", "help"):
                if isinstance(value.get(key), str):
                    yield value[key]
            for inner in value.values():
                yield from said(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from said(inner)

    try:
        yield from said(json.loads(definition))
    except (ValueError, RecursionError):
        yield definition


def plain_values(values: dict[str, Value]) -> dict[str, object]:
    """Values by field, as JSON can hold them."""
    return {name: _plain(value) for name, value in values.items()}


def read_values(data: object) -> dict[str, Value] | None:
    """What ``plain_values`` wrote; None for anything else."""
    if not isinstance(data, dict):
        return None
    return {str(name): _value(value) for name, value in data.items()}


def _plain(value: object) -> object:
    match value:
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case StrEnum():
            return str(value)
        case _:
            return value


def _value(data: object) -> Value:
    try:
        match data:
            case {"date": str(text)}:
                return date.fromisoformat(text)
            case {"time": str(text)}:
                return time.fromisoformat(text)
            case None | str() | int():
                return data
    except ValueError:
        pass
    return None

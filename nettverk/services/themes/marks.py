"""What is noted about points beside their words: quote, and the role of whoever said it. Tags are as everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.points import NO_MARK, ROLE_LENGTH, PointMark, SpeakerRole
from nettverk.i18n import _, _n
from nettverk.services import lines
from nettverk.services.reflections import clean
from nettverk.services.themes.board import mark_of, point_key
from nettverk.storage import entries
from nettverk.storage.store import Store

_MARKS = "SELECT object, data FROM current_entries WHERE gathering_id = ? AND kind = 'point_mark'"
_COLONS = 3  # of what an answer on a sheet is about: use, respondent, block, point
_ANSWERS = "SELECT object, data FROM current_entries WHERE gathering_id = ? AND kind = 'reflection'"


def set_quote(store: Store, gathering_id: str, points: Sequence[str], *, quote: bool = True) -> Changes:
    """Mark points as somebody's own words, or as not."""
    label = _n("Merk {n} punkt som sitat", "Merk {n} punkter som sitat", len(points)) if quote else _("Ikke sitat")
    return _mark(store, gathering_id, points, label, lambda mark: replace(mark, quote=quote))


def set_role(store: Store, gathering_id: str, points: Sequence[str], role: str) -> Changes:
    """Note the role of whoever said it: a ``SpeakerRole``, or own words; empty takes it away.

    Raises:
        BadInput: the words are the name of somebody who is known here.
    """
    words = " ".join(clean(role).split())[:ROLE_LENGTH].strip()
    if words and words not in set(SpeakerRole) and is_somebody(store, gathering_id, words):
        raise BadInput(_("Skriv hva den som sa det, gjør, og ikke hva vedkommende heter."))
    label = _("Noter rollen bak") if words else _("Fjern rollen")
    return _mark(store, gathering_id, points, label, lambda mark: replace(mark, role=words))


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A point as one who types it knows it: on which line of its answer.

    Attributes:
        place: among the lines that say something, from 0.
    """

    key: str
    place: int
    mark: PointMark


def at_line(
    store: Store, gathering_id: str, part_id: str, table: int, question_id: str, place: int
) -> MarkedLine | None:
    """The point on a line of a table's answer to a question; None where the answer has no such line."""
    return _at(store, gathering_id, EntryKind.REFLECTION, f"{part_id}:{table}:{question_id}", place)


def at_answer(store: Store, gathering_id: str, object_: str, place: int) -> MarkedLine | None:
    """The point on a line of an answer on a sheet; ``object_`` as ``answers.object_of`` gives it."""
    return _at(store, gathering_id, EntryKind.SHEET_ANSWER, object_, place)


def _at(store: Store, gathering_id: str, kind: EntryKind, object_: str, place: int) -> MarkedLine | None:
    now = entries.current(store, kind, gathering_id, object_)
    said = lines.of_content(json.loads(now["data"])) if now else ()
    if not 0 <= place < len(said):
        return None
    key = point_key(object_, said[place].id)
    mark = entries.current(store, EntryKind.POINT_MARK, gathering_id, key)
    return MarkedLine(key, place, mark_of(json.loads(mark["data"]) if mark else None))


def in_answers(store: Store, gathering_id: str) -> dict[tuple[int, str], tuple[MarkedLine, ...]]:
    """The marked points of the tables' answers by table and question, in the order of their lines."""
    by_answer: dict[tuple[int, str], dict[str, PointMark]] = {}
    for row in store.rows(_MARKS, gathering_id):
        with suppress(ValueError):
            object_, _hash, line = row["object"].partition("#")
            _part, table, question_id = object_.split(":")
            mark = mark_of(json.loads(row["data"]))
            if mark != NO_MARK:
                by_answer.setdefault((int(table), question_id), {})[line] = mark
    by_answer_: dict[tuple[int, str], tuple[MarkedLine, ...]] = {}
    for row in store.rows(_ANSWERS, gathering_id) if by_answer else ():
        with suppress(ValueError):
            _part, table, question_id = row["object"].split(":")
            marked = by_answer.get((int(table), question_id))
            if marked:
                said = lines.of_content(json.loads(row["data"]))
                by_answer_[int(table), question_id] = tuple(
                    MarkedLine(point_key(row["object"], line.id), place, marked[line.id])
                    for place, line in enumerate(said)
                    if line.id in marked
                )
    return by_answer_


def on_sheets(store: Store, gathering_id: str) -> dict[str, tuple[MarkedLine, ...]]:
    """The marked points of answers on sheets, by what the answer is about (``answers.object_of``)."""
    by_use: dict[str, dict[str, PointMark]] = {}
    for row in store.rows(_MARKS, gathering_id):
        object_, _hash, line = row["object"].partition("#")
        mark = mark_of(json.loads(row["data"]))
        if object_.count(":") == _COLONS and mark != NO_MARK:
            by_use.setdefault(object_, {})[line] = mark
    by_point = {}
    for object_, marked in by_use.items():
        now = entries.current(store, EntryKind.SHEET_ANSWER, gathering_id, object_)
        said = lines.of_content(json.loads(now["data"])) if now else ()
        if here := tuple(
            MarkedLine(point_key(object_, line.id), place, marked[line.id])
            for place, line in enumerate(said)
            if line.id in marked
        ):
            by_point[object_] = here
    return by_point


def _mark(
    store: Store, gathering_id: str, points: Sequence[str], label: str, change: Callable[[PointMark], PointMark]
) -> Changes:
    if not points:
        return NOTHING
    with store.change(label) as step:
        for key in dict.fromkeys(points):
            now = entries.current(store, EntryKind.POINT_MARK, gathering_id, key)
            before = mark_of(json.loads(now["data"]) if now else None)
            after = change(before)
            if after != before:
                entries.append(store, EntryKind.POINT_MARK, gathering_id, key, _content(after))
    return step.changes


def _content(mark: PointMark) -> dict[str, object]:
    content: dict[str, object] = {"quote": mark.quote, "role": mark.role}
    return {name: value for name, value in content.items() if value}


def is_somebody(store: Store, gathering_id: str, words: str) -> bool:
    """Whether these are somebody's full name, or part of the name of somebody who is registered here."""
    look = words.casefold()
    rows = store.rows(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.gathering_id = ?",
        gathering_id,
    )
    for row in rows:
        given, family = row["given_name"].casefold(), row["family_name"].casefold()
        pieces = {given, family, f"{given} {family}".strip(), *given.split(), *family.split()}
        if look in pieces or (given and family and given in look.split() and family in look):
            return True
    return False

"""All points of a gathering with their themes, read in one go; what counts is what ``current_entries`` says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.groups import Grouping, GroupingKind
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Part
from nettverk.domain.points import NO_MARK, ROLE_LENGTH, Line, PointMark
from nettverk.domain.registry import service_name
from nettverk.domain.sheets.answers import Respondent, respondent, respondent_name
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.tags import TagOn
from nettverk.domain.themes import Asked, Point, Theme, ThemeBoard, ToldTheme, Voice, ends_in, told_themes
from nettverk.i18n import _
from nettverk.services import gatherings, lines, plan, tags
from nettverk.services.groups import groupings
from nettverk.services.sheets import uses
from nettverk.storage.store import Store

POINTED = frozenset({BlockKind.TEXT, BlockKind.POINTS, BlockKind.COLUMNS})
"""Blocks that people answer with points; the others are counted, or belong to what was asked."""
_SAID = (
    "SELECT kind, object, data FROM current_entries WHERE gathering_id = ? AND kind IN ('reflection', 'sheet_answer')"
)
_OF_KIND = "SELECT object, data FROM current_entries WHERE gathering_id = ? AND kind = ?"


def board(store: Store, gathering_id: str) -> ThemeBoard:
    """Every point of a gathering, the themes, and who said what."""
    gathering = gatherings.get(store, gathering_id)
    day = _Day.read(store, gathering_id)
    themes, into = read_themes(store, gathering_id)
    placed = dict(_contents(store, gathering_id, EntryKind.PLACEMENT))
    marks = dict(_contents(store, gathering_id, EntryKind.POINT_MARK))
    tagged = tags.at_gathering(store, gathering_id).get(TagOn.POINT, {})
    standing = {theme.id for theme in themes}
    ends = {theme_id: ends_in(theme_id, into, standing) for theme_id in {*standing, *into}}
    by_place: list[tuple[tuple[Any, ...], list[Point]]] = []
    for said in _answers(store, gathering_id, day):
        voice = day.voice(said.who, said.part_id, said.use_id)
        question = day.asked_in(said)
        points = []
        for line in said.lines:
            # With thousands of lines, most of them in no theme and unmarked, each look that can be left out counts.
            key = point_key(said.object, line.id)
            theme = ends.get(str(placed[key].get("theme", "")), "") if key in placed else ""
            mark = mark_of(marks[key]) if key in marks else NO_MARK
            if key in tagged:
                mark = replace(mark, tags=tagged[key])
            points.append(Point(key, line.words, voice.key, question, theme, mark))
        by_place.append(((day.order_of(question), voice.order, voice.key, *_running(said.point), said.object), points))
    return ThemeBoard(
        gathering_id,
        tuple(point for _place, points in sorted(by_place, key=lambda item: item[0]) for point in points),
        themes,
        day.voices,
        day.services,
        tuple(sorted(day.asked.values(), key=lambda asked: (asked.number == 0, asked.number, asked.id))),
        gathering.language,
    )


def on_wall(store: Store, gathering_id: str) -> tuple[ToldTheme, ...]:
    """What may stand on the wall; most gatherings have chosen nothing for it, and ask for no more than that."""
    themes, _into = read_themes(store, gathering_id)
    if not any(theme.on_wall for theme in themes):
        return ()
    return told_themes(board(store, gathering_id), on_wall=True)


def point_key(object_: str, line: str) -> str:
    """What tells a point apart in its gathering: what its answer is about, and its line."""
    return f"{object_}#{line}"


def read_themes(store: Store, gathering_id: str) -> tuple[tuple[Theme, ...], dict[str, str]]:
    """The themes that are there, in order, and which theme each one that was merged lives on in."""
    standing: list[Theme] = []
    into: dict[str, str] = {}
    for theme_id, data in _contents(store, gathering_id, EntryKind.THEME):
        if data.get("into"):
            into[theme_id] = str(data["into"])
        elif not data.get("removed"):
            position = data.get("position")
            standing.append(Theme(
                theme_id, str(data.get("name", "")), position if isinstance(position, int) else 0,
                bool(data.get("on_wall")),
            ))  # fmt: skip
    # Two laptops may have given the same place: then the older comes first, the same on both.
    return tuple(sorted(standing, key=lambda theme: (theme.position, theme.id))), into


def mark_of(data: Mapping[str, Any] | None) -> PointMark:
    """A mark as it is stored; what cannot be read marks nothing."""
    if not data:
        return NO_MARK
    return PointMark(bool(data.get("quote")), str(data.get("role", ""))[:ROLE_LENGTH])


def _contents(store: Store, gathering_id: str, kind: EntryKind) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in store.rows(_OF_KIND, gathering_id, kind):
        with suppress(ValueError):
            data = json.loads(row["data"])
            if isinstance(data, dict):
                yield row["object"], data


@dataclass(frozen=True, slots=True)
class _Said:
    """One answer with its lines, and where it was given."""

    object: str
    use_id: str
    part_id: str
    who: Respondent
    block: str
    point: str
    lines: tuple[Line, ...]


def _answers(store: Store, gathering_id: str, day: _Day) -> Iterator[_Said]:
    for row in store.rows(_SAID, gathering_id):
        # What another program has made unreadable is told of when the file is checked, and keeps nobody from the rest.
        with suppress(ValueError, TypeError, AttributeError):
            data = json.loads(row["data"])
            said = lines.of_content(data)
            if not said:
                continue
            answer = _reflection if row["kind"] == EntryKind.REFLECTION else _sheet_answer
            read_answer = answer(row["object"], data, said, day)
            if read_answer is not None:
                yield read_answer


def _reflection(object_: str, data: Mapping[str, Any], said: tuple[Line, ...], _day: _Day) -> _Said | None:
    part_id, _colon, rest = object_.partition(":")
    table, _colon, question_id = rest.partition(":")
    if "part" in data:  # as older programs wrote it
        part_id, table, question_id = data["part"], data["table"], data["question"]
    return _Said(object_, question_id, part_id, Respondent(Who.TABLE, int(table)), "text", "", said)


def _sheet_answer(object_: str, data: Mapping[str, Any], said: tuple[Line, ...], day: _Day) -> _Said | None:
    use_id, key, block, point = object_.split(":")
    use = day.uses.get(use_id)
    if use is None:
        # The sheet is gone from the plan: what is only words is a point still.
        if data.get("level") or data.get("ticked") or data.get("number") is not None:
            return None
        return _Said(object_, use_id, "", respondent(key), block, point, said)
    if all(block_.id != block or block_.kind not in POINTED for block_ in use.sheet.blocks):
        return None
    return _Said(object_, use_id, use.part_id, respondent(key), block, point, said)


def _running(point: str) -> tuple[str, int]:
    name, _dash, number = point.rpartition("-")
    return (name, int(number)) if number.isdecimal() else (point, 0)


class _Day:
    """Who sat where, what was asked, and the voices that turn up as the answers are read."""

    def __init__(
        self, parts: tuple[Part, ...], used: tuple[SheetUse, ...], groups: tuple[Grouping, ...],
        services: dict[str, str], units: Mapping[str, tuple[str, str]],
    ) -> None:  # fmt: skip
        self.uses = {use.id: use for use in used}
        self.services = services
        self.voices: dict[str, Voice] = {}
        self.asked: dict[str, Asked] = {}
        self._parts = {part.id: (place, part) for place, part in enumerate(parts)}
        self._units = units
        self._sitting = {
            (grouping.part_id, table.number): (grouping, table) for grouping in groups if grouping.round == 1
            for table in grouping.tables
        }  # fmt: skip
        self._pointed = {
            use.id: sum(block.kind in POINTED for block in use.sheet.blocks) for use in used if not use.simple
        }

    @classmethod
    def read(cls, store: Store, gathering_id: str) -> _Day:
        services = {
            row["id"]: service_name(row["name"])
            for row in store.rows("SELECT id, name FROM service_kinds ORDER BY position")
        }
        units = {
            row["id"]: (row["name"], row["service_kind_id"])
            for row in store.rows("SELECT id, name, service_kind_id FROM units")
        }
        parts, used = plan.parts(store, gathering_id), uses.of_gathering(store, gathering_id)
        return cls(parts, used, groupings.of_gathering(store, gathering_id), services, units)

    def voice(self, who: Respondent, part_id: str, use_id: str) -> Voice:
        """Whoever said it; a table that answers two questions of a part is one."""
        voice = self._table(who.number, part_id) if who.who is Who.TABLE else self._other(who, use_id)
        return self.voices.setdefault(voice.key, voice)

    def _table(self, number: int, part_id: str) -> Voice:
        place = self._parts[part_id][0] if part_id in self._parts else len(self._parts)
        order = 10_000 * place + number
        name = respondent_name(Respondent(Who.TABLE, number))
        grouping, table = self._sitting.get((part_id, number), (None, None))
        if grouping is None or table is None:
            return Voice(f"table-{number}@{part_id}", Who.TABLE, name, order)
        here = [seat.participant for seat in table.sitting if seat.participant.attendance is not Attendance.ABSENT]
        units = frozenset(person.unit_id for person in here)
        services = frozenset(person.service_id for person in here)
        if grouping.kind is GroupingKind.OWN_UNIT:
            key = f"unit-{next(iter(units))}" if len(units) == 1 else f"unit-{number}@{part_id}"
            return Voice(key, Who.UNIT, table.name or name, order, units, services)
        return Voice(f"table-{number}@{part_id}", Who.TABLE, table.name or name, order, units, services)

    def _other(self, who: Respondent, use_id: str) -> Voice:
        unit, service = self._units.get(who.unit_id, ("", ""))
        units = frozenset({who.unit_id} if unit else ())
        services = frozenset({service} if unit else ())
        order = 10_000 * (len(self._parts) + 1) + who.number
        key = who.key if who.who in {Who.UNIT, Who.PLENUM} else f"{who.who.value}-{who.number}@{use_id}"
        return Voice(key, who.who, respondent_name(who, unit), order, units, services)

    def asked_in(self, said: _Said) -> str:
        """The id of what was asked; known as one of ``asked`` from then on."""
        use = self.uses.get(said.use_id)
        several = self._pointed.get(said.use_id, 0) > 1
        id_ = f"{said.use_id}:{said.block}" if several else said.use_id
        if id_ not in self.asked:
            part = self._parts[said.part_id][1].main_number if said.part_id in self._parts else 0
            if use is None:
                self.asked[id_] = Asked(id_, _("Et spørsmål som er fjernet fra planen"), 0, part)
            else:
                block = (
                    next((asked.prompt for asked in use.sheet.blocks if asked.id == said.block), "") if several else ""
                )
                text = " · ".join(word for word in (use.sheet.title, block) if word)
                self.asked[id_] = Asked(id_, text, use.number, part)
        return id_

    def order_of(self, question: str) -> tuple[int, str]:
        """Where a question comes among the others; those that are gone come last."""
        number = self.asked[question].number
        return number or 1_000_000, question

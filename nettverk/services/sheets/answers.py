"""What is said on sheets: one entry for each point, saved as it is typed, every version kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from nettverk.domain.changes import Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.sheets.answers import Respondent, SheetAnswer, respondent
from nettverk.domain.sheets.definition import Who
from nettverk.services import lines, reflections
from nettverk.services.sheets import promises
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.SHEET_ANSWER
MOST_COUNT = 10_000
"""Of one tally."""


def write(store: Store, answer: SheetAnswer, *, at: datetime | None = None) -> Changes:
    """Keep what somebody says to one point as it now reads; the same again changes nothing.

    An answer that holds nothing takes the point away; what it said is kept as an earlier version. The answer of a
    table to a question is kept as the reflection it is, and what a unit will do as the promise it is.

    Raises:
        ValueError: a colon in an id, or a number that is no share of 100: bugs of ours.
    """
    return write_all(store, (answer,), at=at)


def write_all(store: Store, answers: Iterable[SheetAnswer], *, label: str = "", at: datetime | None = None) -> Changes:
    """Keep several answers in one step.

    Args:
        label: what the step is called where it can be taken back; what is typed as one goes along cannot.
        at: when it was said, now where left out.
    """
    uses: dict[str, Row | None] = {}
    with store.change(label) as step:
        said: dict[str, list[SheetAnswer]] = defaultdict(list)
        for answer in answers:
            if answer.use_id not in uses:
                uses[answer.use_id] = store.one("SELECT * FROM sheet_uses WHERE id = ?", answer.use_id)
            use = uses[answer.use_id]
            if use is not None and _write(store, use, answer, at):
                said[answer.use_id].append(answer)
        for use_id, new in said.items():
            if (use := uses[use_id]) is not None:
                promises.keep(store, use, new, at=at)
    return step.changes


def _write(store: Store, use: Row, answer: SheetAnswer, at: datetime | None) -> bool:
    """Keep an answer; whether it says anything new."""
    if use["sheet_version_id"] is None and answer.respondent.who is Who.TABLE:
        table = answer.respondent.number
        reflections.write(store, use["gathering_id"], use["part_id"], table, use["id"], answer.text, at=at)
        return False
    object_, data = object_of(answer), _data(answer)
    now = entries.current(store, KIND, use["gathering_id"], object_)
    said = _said(json.loads(now["data"])) if now else {}
    if said == _said(data):
        return False
    if answer.text:
        data |= lines.told(
            store, KIND, use["gathering_id"], object_, json.loads(now["data"]) if now else {}, answer.text
        )
    entries.append(store, KIND, use["gathering_id"], object_, data, at=at)
    return True


def object_of(answer: SheetAnswer) -> str:
    """What the entry is about: use:respondent:block:point.

    Raises:
        ValueError: a colon in one of them.
    """
    pieces = (answer.use_id, answer.respondent.key, answer.block, answer.point)
    if any(":" in piece for piece in pieces):
        raise ValueError(f"a colon in {pieces!r}")
    return ":".join(pieces)


def _data(answer: SheetAnswer) -> dict[str, object]:
    if answer.number is not None and not 0 <= answer.number <= 100:
        raise ValueError(f"no share of 100: {answer.number!r}")
    if any(not 0 <= count <= MOST_COUNT for count in answer.counts.values()):
        raise ValueError(f"no tallies: {answer.counts!r}")
    content: dict[str, object] = {
        "text": reflections.clean(answer.text),
        "level": answer.level,
        "ticked": answer.ticked,
        "counts": {level: count for level, count in answer.counts.items() if count},
    }
    data: dict[str, object] = {"version": answer.version, **{name: value for name, value in content.items() if value}}
    if answer.number is not None:
        data["number"] = answer.number
    return data


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says, without the version it was said on; spaces alone are nothing."""
    said = {name: value for name, value in data.items() if name not in {"version", lines.KEY}}
    if not str(said.get("text", "")).strip():
        said.pop("text", None)
    return said


# --- read ---


def of_use(store: Store, use_id: str) -> tuple[SheetAnswer, ...]:
    """What was said on one sheet in use, as it stands now, by respondent, block and point; emptied points left out."""
    use = store.one("SELECT * FROM sheet_uses WHERE id = ?", use_id)
    if use is None:
        return ()
    rows = store.rows(
        "SELECT object, at, data FROM current_entries WHERE gathering_id = ? AND kind = 'sheet_answer'"
        " AND object >= ? AND object < ?",
        use["gathering_id"], f"{use_id}:", f"{use_id};",
    )  # fmt: skip
    return _sorted([*_answers(rows), *(_of_questions(store, use["gathering_id"], use_id))])


def of_gathering(store: Store, gathering_id: str) -> dict[str, tuple[SheetAnswer, ...]]:
    """What was said at a gathering, by the sheet's use; uses that are gone from the plan are there too."""
    rows = store.rows(
        "SELECT object, at, data FROM current_entries WHERE gathering_id = ? AND kind = 'sheet_answer'", gathering_id
    )
    by_use: dict[str, list[SheetAnswer]] = defaultdict(list)
    for answer in (*_answers(rows), *_of_questions(store, gathering_id)):
        by_use[answer.use_id].append(answer)
    return {use_id: _sorted(answers) for use_id, answers in by_use.items()}


def _of_questions(store: Store, gathering_id: str, use_id: str = "") -> Iterable[SheetAnswer]:
    """Answers of the tables to questions, as the answers to the simplest sheet that they are."""
    for said in reflections.all_(store, gathering_id):
        if not use_id or said.question_id == use_id:
            table = Respondent(Who.TABLE, said.table)
            yield SheetAnswer(said.question_id, 1, table, "text", "", said.text, at=said.at)


def _answers(rows: Iterable[Row]) -> list[SheetAnswer]:
    read = (answer_of(row) for row in rows)
    return [answer for answer in read if answer is not None]


def answer_of(row: Row) -> SheetAnswer | None:
    """The answer an entry holds; None for one that was emptied, or that another program has made unreadable."""
    try:
        use_id, key, block, point = row["object"].split(":")
        data = json.loads(row["data"])
        if not _said(data):
            return None
        number = data.get("number")
        return SheetAnswer(
            use_id=use_id,
            version=int(data.get("version", 1)),
            respondent=respondent(key),
            block=block,
            point=point,
            text=str(data.get("text", "")),
            level=str(data.get("level", "")),
            ticked=bool(data.get("ticked", False)),
            number=None if number is None else float(number),
            counts={str(level): int(count) for level, count in data.get("counts", {}).items()},
            at=datetime.fromisoformat(row["at"]),
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _sorted(answers: Iterable[SheetAnswer]) -> tuple[SheetAnswer, ...]:
    return tuple(sorted(answers, key=lambda answer: (_place(answer.respondent), answer.block, *_running(answer.point))))


def _place(who: Respondent) -> tuple[str, int, str]:
    return who.who.value, who.number, who.unit_id


def _running(point: str) -> tuple[str, int]:
    """«fremmer-10» after «fremmer-2»."""
    name, _dash, number = point.rpartition("-")
    return (name, int(number)) if number.isdecimal() else (point, 0)

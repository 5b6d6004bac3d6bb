"""A unit's commitment on a sheet is a promise: it stands in Veien videre as soon as it says what will be done.

It is the same promise however often the answer is edited: its id is made of the sheet in use, who answers and the
block. What was just said goes over and nothing else, so that what somebody has put right in Veien videre stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from nettverk.domain import dates
from nettverk.domain.entries import EntryKind
from nettverk.domain.follow_up import CommitmentStatus, CommitmentText, Grounds
from nettverk.domain.plan import Organising
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Check, Who
from nettverk.domain.sheets.entry import COMMITMENT_POINTS
from nettverk.domain.sheets.results import SheetResult
from nettverk.services import commitment_entries
from nettverk.services.sheets import stored
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

WHAT, WHO, BY, TAKEN_UP_IN = COMMITMENT_POINTS
_RESPONSIBLE, _SIGN = Check.RESPONSIBLE.value, Check.SIGN.value
# Points by the field of the promise that is made of them: a deadline that is no day is told of beside the meeting.
_MADE_OF = {"what": (WHAT,), "who": (WHO, _RESPONSIBLE), "by": (BY,), "taken_up_in": (TAKEN_UP_IN, BY)}


def id_of(use_id: str, respondent: Respondent, block: str) -> str:
    """The id of the promise that somebody makes in a block of a sheet in use."""
    return f"{use_id}.{respondent.key}.{block}"


def keep(store: Store, use: Row, said: Iterable[SheetAnswer], *, at: datetime | None = None) -> None:
    """Let the promises follow what was just said on a sheet in use; inside ``store.change()``, after it was stored."""
    if use["sheet_version_id"] is None:  # a question promises nothing
        return
    blocks = _commitments(store, use)
    touched: dict[tuple[Respondent, str], set[str]] = {}
    for answer in said if blocks else ():
        if answer.block in blocks:
            touched.setdefault((answer.respondent, answer.block), set()).add(answer.point)
    for (respondent, block), points in touched.items():
        unit_id = _unit(store, use, respondent)
        if unit_id:
            _keep(store, use, respondent, block, points, unit_id, at)


def _keep(
    store: Store, use: Row, respondent: Respondent, block: str, points: set[str], unit_id: str, at: datetime | None
) -> None:  # fmt: skip
    gathering_id, promise_id = use["gathering_id"], id_of(use["id"], respondent, block)
    text = _promised(_said(store, use, respondent, block), store.today(), _day_of(store, gathering_id))
    current = entries.current(store, EntryKind.COMMITMENT, gathering_id, promise_id)
    empty = not text.what.strip()
    if current is None:
        if not empty:
            commitment_entries.append_new(store, gathering_id, unit_id, promise_id, text, at=at)
        return
    fields = {name for name, made_of in _MADE_OF.items() if not points.isdisjoint(made_of)}
    columns = {name: getattr(text, name) for name in sorted(fields)}
    if _SIGN in points:
        columns["grounds"] = replace(commitment_entries.grounds_of(json.loads(current["data"])), sign=text.grounds.sign)
    if empty:
        columns.pop("what", None)  # what it said is worth more than nothing, also where it is taken away
    commitment_entries.change(store, promise_id, gathering_id, columns, at=at)
    # What has been told of since is history: it stays, whatever becomes of the sheet.
    if WHAT in points and json.loads(current["data"])["status"] == CommitmentStatus.OPEN:
        commitment_entries.set_removed(store, promise_id, removed=empty)


def _promised(said: Mapping[str, str], today: date, near: date | None) -> CommitmentText:
    """The promise that these points make; «før jul» is no day, and is told of beside where it is taken up."""
    read = dates.understand_day(said.get(BY, ""), today, near=near) if said.get(BY) else None
    day = read.day if read is not None and read.doubt is None else None
    loose = "" if day is not None else said.get(BY, "")
    where = ", ".join(words for words in (said.get(TAKEN_UP_IN, ""), loose) if words)
    who, sign = said.get(WHO) or said.get(_RESPONSIBLE, ""), said.get(_SIGN, "")
    return CommitmentText(said.get(WHAT, ""), who, day, where, Grounds(sign=sign))


def _said(store: Store, use: Row, respondent: Respondent, block: str) -> dict[str, str]:
    """What stands in the block's points now."""
    start = f"{use['id']}:{respondent.key}:{block}:"
    rows = store.rows(
        "SELECT object, data ->> 'text' AS text FROM current_entries WHERE gathering_id = ? AND kind = 'sheet_answer'"
        " AND object >= ? AND object < ?",
        use["gathering_id"], start, start[:-1] + ";",
    )  # fmt: skip
    return {row["object"].removeprefix(start): (row["text"] or "").strip() for row in rows}


def _commitments(store: Store, use: Row) -> dict[str, Block]:
    row = store.one("SELECT * FROM sheet_versions WHERE id = ?", use["sheet_version_id"])
    sheet = None if row is None else stored.of_row(row, "nb")
    return {block.id: block for block in (sheet.blocks if sheet else ()) if block.kind is BlockKind.COMMITMENT}


def _unit(store: Store, use: Row, respondent: Respondent) -> str:
    """The unit that promises: the one that answers, or whose table it is; empty for a mixed table and for people."""
    if respondent.who is Who.UNIT:
        unit_id = respondent.unit_id
    elif respondent.who is Who.TABLE:
        unit_id = respondent.unit_id or _unit_of_table(store, use["part_id"], respondent.number)
    else:
        unit_id = ""
    return unit_id if store.one("SELECT 1 FROM units WHERE id = ?", unit_id) is not None else ""


def _unit_of_table(store: Store, part_id: str | None, number: int) -> str:
    rows = store.rows(
        "SELECT DISTINCT pe.unit_id FROM parts AS p JOIN groupings AS g ON g.part_id = p.id AND g.round = 1"
        " JOIN group_tables AS t ON t.grouping_id = g.id JOIN seats AS s ON s.table_id = t.id"
        " JOIN participants AS pe ON pe.id = s.participant_id WHERE p.id = ? AND p.organising = ? AND t.number = ?",
        part_id, Organising.OWN_UNIT, number,
    )  # fmt: skip
    return str(rows[0]["unit_id"]) if len(rows) == 1 else ""


def _day_of(store: Store, gathering_id: str) -> date | None:
    day = store.value("SELECT held_on FROM gatherings WHERE id = ?", gathering_id)
    return date.fromisoformat(day) if day else None


def without_promises(result: SheetResult, promised: Iterable[str]) -> SheetResult:
    """What came of a sheet, without what stands among the promises on the same paper: it is told once.

    Args:
        promised: ids of the promises.
    """
    blocks = {block.id for block in result.sheet.blocks if block.kind is BlockKind.COMMITMENT}
    known = set(promised) if blocks else set()
    if not known:
        return result
    kept = tuple(
        answer
        for answer in result.answers
        if answer.block not in blocks
        or answer.point not in COMMITMENT_POINTS
        or id_of(answer.use_id, answer.respondent, answer.block) not in known
    )
    return replace(result, answers=kept)

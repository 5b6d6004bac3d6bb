"""What the groups say: one text per table and question, saved as it is typed, every version kept."""

from __future__ import annotations

import json
from datetime import datetime

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.plan import Organising
from nettverk.domain.reflections import Reflection, Version
from nettverk.domain.sheets.written import Sheet
from nettverk.domain.versions import ONE_SITTING, worth_keeping
from nettverk.services import lines, loans
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.REFLECTION
GROUP_SIZE = 6

_CURRENT = "SELECT object, at, data FROM current_entries WHERE gathering_id = ? AND kind = 'reflection'"


def write(
    store: Store,
    gathering_id: str,
    part_id: str,
    table: int,
    question_id: str,
    text: str,
    *,
    at: datetime | None = None,
) -> Changes:
    """Keep a table's answer to a question as it now reads; the same text again changes nothing.

    Args:
        table: the table's number, from 1.
        at: when it was said, now where left out.
    """
    object_ = f"{part_id}:{table}:{question_id}"
    text = clean(text)
    with store.change() as step:
        now = entries.current(store, KIND, gathering_id, object_)
        before = json.loads(now["data"]) if now else {}
        # Fields are stored as one types and once more when left; the second time there is nothing new to keep.
        if text == before.get("text", ""):
            return NOTHING
        # Part, table and question stand in what it is about; saying them again would double a short text.
        data = {"text": text, **lines.told(store, KIND, gathering_id, object_, before, text)}
        entries.append(store, KIND, gathering_id, object_, data, at=at)
    return step.changes


def clean(text: str) -> str:
    """The text as it can be stored: line ends as one sign, without NUL and halved surrogates; otherwise as typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def all_(store: Store, gathering_id: str) -> tuple[Reflection, ...]:
    """Everything the groups of a gathering have said, in the plan's order; emptied sheets are left out."""
    order = {row["id"]: i for i, row in enumerate(_questions(store, gathering_id))}
    said = (_reflection(row) for row in store.rows(_CURRENT, gathering_id))
    written = (reflection for reflection in said if reflection.text.strip())
    return tuple(sorted(written, key=lambda r: (order.get(r.question_id, len(order)), r.table, r.at)))


def tables(store: Store, gathering_id: str, part_id: str) -> tuple[int, ...]:
    """Numbers of the tables that have written answers in a part, also of tables that are gone."""
    return tuple(sorted({answer.table for answer in all_(store, gathering_id) if answer.part_id == part_id}))


def versions(store: Store, gathering_id: str, part_id: str, table: int, question_id: str) -> tuple[Version, ...]:
    """How a sheet has read, newest first: once per sitting, and as it was before more than a few words went out."""
    said = entries.history(store, KIND, gathering_id, f"{part_id}:{table}:{question_id}")
    kept: list[Version] = []
    sitting: list[Version] = []
    for entry in reversed(said):
        version = Version(json.loads(entry.data)["text"], datetime.fromisoformat(entry.at), entry.machine)
        if entry.thinned:  # all of its sitting that is kept
            kept += [*_worth_keeping(sitting), version]
            sitting = []
            continue
        # abs() because another laptop's clock may be behind: then the newer version has the earlier time.
        if sitting and (version.machine != sitting[-1].machine or abs(version.at - sitting[-1].at) > ONE_SITTING):
            kept += _worth_keeping(sitting)
            sitting = []
        sitting.append(version)
    kept += _worth_keeping(sitting)
    return tuple(reversed(kept))


def _worth_keeping(sitting: list[Version]) -> list[Version]:
    return [sitting[place] for place in worth_keeping([version.text for version in sitting])]


def sheets(store: Store, gathering_id: str) -> tuple[Sheet, ...]:
    """Every sheet the gathering should bring in, written or not: the parts that sit in groups, table by question.

    Tables are those of the part's groups; where none are made yet, as many as the participants would fill. A sheet that
    someone has typed in is always there, also when its table is gone from the groups.
    """
    said = {(r.question_id, r.table): r for r in all_(store, gathering_id)}
    expected: list[Sheet] = []
    for number, row in enumerate(_questions(store, gathering_id), start=1):
        if row["sheet_version_id"] is not None:
            continue
        tables = seated(store, gathering_id, row["part_id"], Organising(row["organising"]))
        # A table may have been taken away after its group had written: what was said must stay in sight.
        tables |= {table: "" for question, table in said if question == row["id"] and table not in tables}
        for table in sorted(tables):
            reflection = said.get((row["id"], table))
            text, at = (reflection.text, reflection.at) if reflection else ("", None)
            expected.append(
                Sheet(row["part_id"], row["title"], table, tables[table], row["id"], row["text"], number, text, at)
            )  # fmt: skip
    return tuple(expected)


def _questions(store: Store, gathering_id: str) -> list[Row]:
    # Those from the library too: they have numbers between the questions.
    return store.rows(
        "SELECT u.id, u.text, u.sheet_version_id, u.part_id, p.title, p.organising FROM sheet_uses AS u"
        " JOIN parts AS p ON p.id = u.part_id"
        " WHERE u.gathering_id = ? ORDER BY p.position, p.id, u.position, u.id",
        gathering_id,
    )


def seated(store: Store, gathering_id: str, part_id: str, organising: Organising) -> dict[int, str]:
    """Numbers and names of a part's tables: those of its groups, or as many as the participants would fill."""
    rows = store.rows(
        "SELECT DISTINCT t.number, t.name FROM group_tables AS t JOIN groupings AS g ON g.id = t.grouping_id"
        " WHERE g.part_id = ? AND g.round = 1 ORDER BY t.number",
        part_id,
    )
    if rows:
        return {row["number"]: row["name"] for row in rows}
    if organising is not Organising.MIXED:
        return {}
    lent = loans.tables(store)
    if lent:  # whoever has borrowed the sheets has no list of people to count
        return dict.fromkeys(lent, "")
    people = store.value("SELECT count(*) FROM participants WHERE gathering_id = ?", gathering_id)
    # Minus twice to round up: 13 people are three groups.
    return dict.fromkeys(range(1, -(-people // GROUP_SIZE) + 1), "")


def _reflection(row: Row) -> Reflection:
    data = json.loads(row["data"])
    part_id, _colon, rest = row["object"].partition(":")
    table, _colon, question_id = rest.partition(":")
    if "part" in data:  # as older programs wrote it
        part_id, table, question_id = data["part"], data["table"], data["question"]
    return Reflection(part_id, int(table), question_id, data["text"], datetime.fromisoformat(row["at"]))

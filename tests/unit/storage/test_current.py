"""Which entry counts: the rule of the view current_entries, also where two machines wrote apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.domain.participants import Attendance
from nettverk.services import follow_up, participants, reflections
from nettverk.services.register import register
from nettverk.storage import entries
from nettverk.storage.store import Store

KIND, OBJECT = EntryKind.REFLECTION, "p:1:q"


def _write(store: Store, gathering_id: str, text: str, at: str, *, id_: str, replaces: str | None = None) -> str:
    """An entry as another machine may have written it, without looking at what is here."""
    number = 1 + (store.value("SELECT max(number) FROM entries") or 0)
    with store.change():
        store.ensure_writer()
        return store.insert(
            "entries", id=id_, machine_id=store.machine_id, number=number, kind=KIND, gathering_id=gathering_id,
            object=OBJECT, replaces=replaces, at=at,
            data=f'{{"part": "p", "table": 1, "question": "q", "text": "{text}"}}',
        )  # fmt: skip


def _texts(store: Store, gathering_id: str) -> list[str]:
    """The text that counts, as every way to ask for it says it."""
    row = entries.current(store, KIND, gathering_id, OBJECT)
    assert row is not None
    (said,) = reflections.all_(store, gathering_id)
    (shown,) = store.rows("SELECT text, entry_id FROM reflections")
    assert shown["entry_id"] == row["id"]
    return [said.text, shown["text"]]


def test_of_two_that_nothing_replaces_the_newest_counts(store: Store, gathering_id: str) -> None:
    _write(store, gathering_id, "sist", "2026-11-24T10:00:01.000+00:00", id_="a")
    _write(store, gathering_id, "først", "2026-11-24T10:00:00.000+00:00", id_="b")
    assert _texts(store, gathering_id) == ["sist", "sist"]


def test_in_the_same_moment_the_id_decides(store: Store, gathering_id: str) -> None:
    for id_, text in (("b", "b"), ("c", "c"), ("a", "a")):
        _write(store, gathering_id, text, "2026-11-24T10:00:00.000+00:00", id_=id_)
    assert _texts(store, gathering_id) == ["c", "c"]


def test_a_correction_counts_also_when_its_clock_was_behind(store: Store, gathering_id: str) -> None:
    first = _write(store, gathering_id, "først", "2026-11-24T10:00:00.000+00:00", id_="a")
    _write(store, gathering_id, "rettet", "2026-11-24T09:00:00.000+00:00", id_="b", replaces=first)
    assert _texts(store, gathering_id) == ["rettet", "rettet"]


def test_what_is_written_next_replaces_the_one_that_counts(store: Store, gathering_id: str) -> None:
    _write(store, gathering_id, "først", "2026-11-24T10:00:00.000+00:00", id_="a")
    _write(store, gathering_id, "sist", "2026-11-24T10:00:01.000+00:00", id_="b")
    reflections.write(store, gathering_id, "p", 1, "q", "begge", at=datetime(2026, 11, 24, 10, 0, 2, tzinfo=UTC))
    assert _texts(store, gathering_id) == ["begge", "begge"]
    assert store.value("SELECT replaces FROM entries WHERE data LIKE '%begge%'") == "b"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * FROM current_entries WHERE gathering_id = 'g' AND kind = '{KIND}' AND object = 'o'",
        f"SELECT * FROM current_entries WHERE gathering_id = 'g' AND kind = '{KIND}'",
        "SELECT * FROM attendance WHERE status = 'absent'",
        "SELECT * FROM attendance WHERE participant_id = 'p' AND gathering_id = 'g'",
    ],
)
def test_no_way_of_asking_for_it_reads_the_whole_table(store: Store, query: str) -> None:
    plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step]


def test_views_and_services_agree_on_attendance_and_promises(store: Store, gathering_id: str) -> None:
    unit = register.add_unit(store, "Lund barnehage").made
    someone = participants.add_new(store, gathering_id, "Ada", "Moen", unit).made
    participants.mark(store, someone, Attendance.PRESENT)
    participants.mark(store, someone, Attendance.ABSENT)
    assert [row["status"] for row in store.rows("SELECT status FROM attendance")] == ["absent"]
    assert participants.all_(store, gathering_id)[0].attendance == "absent"
    promised = follow_up.promise(store, gathering_id, unit, what="Faste lekegrupper ute").made
    follow_up.remove(store, promised)
    assert follow_up.commitments(store, gathering_id) == ()
    assert store.rows("SELECT * FROM commitments") == []

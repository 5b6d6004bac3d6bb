"""A database that is well is said to be well; what is wrong is said in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nettverk.services import integrity
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


@pytest.fixture
def whole() -> Store:
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    return store


def test_a_new_database_and_the_sample_are_well(store: Store, whole: Store) -> None:
    assert integrity.check(store).well
    assert integrity.check(whole).well


def test_a_row_without_its_owner_is_told_of(whole: Store) -> None:
    whole.connection.execute("PRAGMA foreign_keys = OFF")
    with whole.change():
        whole.connection.execute("DELETE FROM people WHERE id IN (SELECT person_id FROM participants LIMIT 1)")
    (sentence, *_rest) = integrity.check(whole).complaints
    assert "participants" in sentence
    assert "people" in sentence


def test_a_seat_at_somebody_elses_table_is_told_of(whole: Store) -> None:
    with whole.change():
        whole.connection.execute(
            "UPDATE seats SET table_id = (SELECT id FROM group_tables WHERE grouping_id <> seats.grouping_id LIMIT 1)"
            " WHERE id = (SELECT id FROM seats LIMIT 1)"
        )
    assert integrity.check(whole).complaints == ("1 plass er ved et bord eller i en samling den ikke hører til.",)


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("reflection", {"part": "x", "table": "tre", "question": "y", "text": ""}, "1 oppføring kan ikke leses."),
        ("attendance", {"status": "kanskje"}, "1 oppføring kan ikke leses."),
        (
            "commitment",
            {"unit": "borte", "what": "Noe", "status": "open"},
            "1 tiltak hører til en enhet som ikke finnes.",
        ),
    ],
)
def test_what_was_said_must_be_readable(whole: Store, kind: str, data: dict[str, object], words: str) -> None:
    gathering = whole.value("SELECT id FROM gatherings")
    with whole.change():
        whole.insert(
            "entries", machine_id=whole.machine_id, number=99_999, kind=kind, gathering_id=gathering, object="x",
            at=whole.stamp(), data=json.dumps(data),
        )  # fmt: skip
    assert integrity.check(whole).complaints == (words,)


def test_a_damaged_file_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "skadet.db"
    store = Store.open(path)
    stores.fill_with_sample(store, TODAY)
    store.close()
    raw = bytearray(path.read_bytes())
    for start in range(len(raw) * 2 // 3, len(raw) - 4096, 8192):
        raw[start : start + 300] = b"\xff" * 300
    path.write_bytes(raw)
    store = Store.open(path, read_only=True)
    health = integrity.check(store)
    store.close()
    assert not health.well
    assert all(sentence.endswith(".") for sentence in health.complaints)

"""Everything that is held can be taken out, whole, in a format any tool reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services.export import whole as export
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


@pytest.fixture
def whole(store: Store) -> Store:
    stores.fill_with_sample(store, TODAY)
    return store


def test_every_row_of_every_table_is_in_the_file(whole: Store, tmp_path: Path) -> None:
    path = tmp_path / "ut" / "alt.json"
    counts = export.to_file(whole, path)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert {name: len(rows) for name, rows in read["tables"].items()} == counts
    assert counts["people"] == 112
    for name in export.tables(whole):
        assert counts[name] == whole.value(f"SELECT count(*) FROM {name}")
    person = next(row for row in read["tables"]["people"] if row["family_name"] == "Hætta")
    assert dict(whole.one("SELECT * FROM people WHERE id = ?", person["id"]) or {}) == person
    assert read["schema"][0] == "0001_start"


def test_an_empty_database_gives_a_readable_file(store: Store, tmp_path: Path) -> None:
    export.to_file(store, tmp_path / "tom.json")
    assert json.loads((tmp_path / "tom.json").read_text(encoding="utf-8"))["tables"]["people"] == []


def test_a_file_that_cannot_be_written_leaves_nothing_behind(whole: Store, tmp_path: Path) -> None:
    target = tmp_path / "mappe.json"
    target.mkdir()
    with pytest.raises(Expected, match=r"mappe\.json"):
        export.to_file(whole, target)
    assert [path.name for path in tmp_path.iterdir()] == ["mappe.json"]


def test_slides_go_along(whole: Store, tmp_path: Path) -> None:
    gathering = whole.value("SELECT id FROM gatherings")
    with whole.change():
        whole.insert("slides", gathering_id=gathering, name="Innlegg.pdf", pages=1, data=b"%PDF-1.7 \xff")
    export.to_file(whole, tmp_path / "alt.json")
    read = json.loads((tmp_path / "alt.json").read_text(encoding="utf-8"))
    assert read["tables"]["slides"][0]["data"] == "JVBERi0xLjcg/w=="

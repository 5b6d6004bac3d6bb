"""A sheet that ships never says something else under a version that people have printed or answered already."""

from __future__ import annotations

from nettverk.services.sheets import shipped, states, stored, uses
from nettverk.storage.store import Store
from tests.helpers.shipped_versions import complaints, content_hash, known, now


def test_whoever_changes_a_word_gives_the_sheet_a_new_version() -> None:
    assert complaints(known(), now()) == []


def test_a_changed_word_is_told_with_what_to_do() -> None:
    sheets = now()
    sheets["smtte"] = sheets["smtte"][0], content_hash({"title": "Et annet ord"})
    (told,) = complaints(known(), sheets)
    assert told.startswith("smtte: says something else than version 1")
    assert "Set version = 2 in resources/templates/sheets/smtte.toml" in told
    assert complaints(known(), {"smtte": (7, "x")})[0].startswith("smtte: version 7 is new")
    assert "cannot be version 0" in complaints(known(), {"smtte": (0, "x")})[0]


def test_the_hash_is_of_the_words_and_not_of_the_version_or_the_order() -> None:
    assert content_hash({"a": 1, "version": 1, "b": 2}) == content_hash({"b": 2, "a": 1, "version": 2})
    assert content_hash({"a": 1}) != content_hash({"a": 2})


def test_what_is_in_use_reads_as_it_was_printed(store: Store, gathering_id: str) -> None:
    """An older version in the file stands in its gathering; the library shows the new one, and both are versions."""
    sheet_id = "avtale-som-baerer"
    raw = shipped.raw(sheet_id)
    assert raw is not None
    assert raw["version"] == 2
    with store.change("before"):
        stored.keep_version(store, {**raw, "version": 1, "title": "Som det sto på papiret"}, own=False)
        use_id = store.insert(
            "sheet_uses", gathering_id=gathering_id, part_id=None, position=0,
            sheet_version_id=stored.row_id(sheet_id, 1),
        )  # fmt: skip
    use = uses.get(store, use_id)
    assert use is not None
    assert (use.sheet.version, use.sheet.title) == (1, "Som det sto på papiret")
    assert uses.newer_version(store, use) == 2
    newest = stored.newest(store, sheet_id)
    assert newest is not None
    assert newest.version == 2
    assert states.of_use(store, use, {}).done == 0

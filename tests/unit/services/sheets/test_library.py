"""The library: finding, own sheets in versions, files shared and brought in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.domain.sheets.library import Wanted, find, shelved
from nettverk.domain.sheets.raw import raw_of
from nettverk.domain.sheets.reading import read_sheet
from nettverk.i18n import LANGUAGES
from nettverk.services.sheets import library, own, shared, shipped, uses
from nettverk.services.sheets.shared import Keep, Known
from nettverk.storage.store import Store

SHEET = "fremmer-hemmer-pavirke"


def whole(store: Store, sheet_id: str) -> SheetDefinition:
    sheet = library.sheet(store, sheet_id)
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_written_out_reads_back_the_same(language: str) -> None:
    for sheet in shipped.sheets(language):
        back = read_sheet(json.loads(json.dumps(raw_of(sheet))), language)
        assert back == replace(sheet, languages=("nb",))


def test_the_shelf_says_the_same_of_an_own_sheet_as_of_the_whole_one(store: Store) -> None:
    for sheet in shipped.sheets():
        made = own.duplicate(store, sheet.id, title=sheet.title).made
        (light,) = [known for known in library.all_(store) if known.id == made]
        heavy = shelved(whole(store, made))
        assert replace(light, words="") == replace(heavy, words="")
        assert set(light.words.split()) >= set(heavy.words.split())
        (bare,) = [known for known in library.all_(store, searched=False) if known.id == made]
        assert replace(bare, words="") == replace(heavy, words="")
        assert set(bare.title.casefold().split()) <= set(bare.words.split())


def test_an_own_sheet_with_words_in_several_languages_is_titled_and_found_in_them(store: Store) -> None:
    raw = raw_of(replace(whole(store, SHEET), id="nabo", title="Møteplassen"))
    raw["nn"] = {"title": "Møtestaden"}
    looked = shared.looked_at(store, json.dumps(raw).encode(), "ark.json")
    made = shared.bring_in(store, looked).made
    for language, title in (("nb", "Møteplassen"), ("nn", "Møtestaden"), ("en", "Møteplassen")):
        (light,) = [known for known in library.all_(store, language) if known.id == made]
        assert (light.title, light.languages) == (title, ("nb", "nn"))
    assert [known.id for known in find(library.all_(store), Wanted("møtestaden"))] == [made]


@pytest.mark.parametrize("damage", ["[]", '"ark"', '{"title": 7, "blocks": 3}', '{"title": "A", "rounds": "x"}', "{}"])
def test_a_row_that_another_program_has_written_in_leaves_the_rest_of_the_shelf(store: Store, damage: str) -> None:
    made, other = own.duplicate(store, SHEET).made, own.duplicate(store, SHEET).made
    store.connection.execute("UPDATE sheet_versions SET definition = ? WHERE sheet_id = ?", (damage, made))
    assert [known.id for known in library.all_(store) if known.own] == [other]


def test_one_finds_by_word_kind_tag_and_minutes(store: Store) -> None:
    own.make(store, replace(whole(store, SHEET), title="Kort økt", minutes=10, tags=("lek",)))
    shelf = library.all_(store)

    def ids(text: str = "", **more: object) -> list[str]:
        return [known.title for known in find(shelf, Wanted(text, **more))]  # type: ignore[arg-type]

    assert "Kort økt" in ids("KORT")
    assert ids("kort økt 10 min") == ["Kort økt"]
    assert "Kort økt" not in ids("9")
    assert "Kort økt" in ids("15 minutter")
    assert ids(own=True) == ["Kort økt"]
    assert "Kort økt" in ids(tags=frozenset({"lek"}))
    assert "Kort økt" in ids(kinds=frozenset({BlockKind.COLUMNS}))
    assert "Kort økt" not in ids(kinds=frozenset({BlockKind.SCALE}))
    assert ids("finnes ikke noe sted") == []
    assert len(ids()) == len(shelf)


def test_an_edit_goes_on_in_the_same_version_until_it_is_used(store: Store, gathering_id: str) -> None:
    made = own.duplicate(store, SHEET).made
    own.save(store, replace(whole(store, made), title="Én"), typing="title")
    own.save(store, replace(whole(store, made), title="Én til"), typing="title")
    assert [(one.version, one.title) for one in library.versions(store, made)] == [(1, "Én til")]
    uses.use_outside(store, made, gathering_id)
    own.save(store, replace(whole(store, made), title="To"), typing="title")
    own.save(store, replace(whole(store, made), title="To igjen"), typing="title")
    assert [(one.version, one.title) for one in library.versions(store, made)] == [(2, "To igjen"), (1, "Én til")]
    store.undo()
    assert [(one.version, one.title) for one in library.versions(store, made)] == [(1, "Én til")]


def test_a_version_from_an_earlier_day_is_left_as_it_is(store: Store) -> None:
    day = datetime(2026, 11, 24, 9, tzinfo=UTC)
    store.now = lambda: day
    made = own.duplicate(store, SHEET, title="I går").made
    store.now = lambda: day + timedelta(days=1)
    own.save(store, replace(whole(store, made), title="I dag"))
    assert [one.title for one in library.versions(store, made)] == ["I dag", "I går"]
    own.take_up(store, made, 1)
    assert [(one.version, one.title) for one in library.versions(store, made)] == [(2, "I går"), (1, "I går")]


def test_what_is_no_sheet_is_not_kept(store: Store) -> None:
    made = own.duplicate(store, SHEET).made
    sheet = whole(store, made)
    for wrong in (
        replace(sheet, title="  "),
        replace(sheet, blocks=()),
        replace(sheet, blocks=(replace(sheet.blocks[0], items=sheet.blocks[0].items[:1]),)),
        replace(sheet, minutes=9_999),
    ):
        with pytest.raises(BadInput):
            own.save(store, wrong)
    assert whole(store, made) == sheet
    with pytest.raises(BadInput):
        own.save(store, whole(store, SHEET))  # one that ships is nobody's to change


def test_removed_it_is_off_the_shelf_and_still_read_where_it_is_used(store: Store, gathering_id: str) -> None:
    made = own.duplicate(store, SHEET, title="Vår").made
    use = uses.use_outside(store, made, gathering_id).made
    own.remove(store, made)
    assert made not in {known.id for known in library.all_(store)}
    assert library.sheet(store, made) is None
    kept = uses.get(store, use)
    assert kept is not None
    assert kept.sheet.title == "Vår"
    store.undo()
    assert made in {known.id for known in library.all_(store)}


# --- as files ---


def file_of(store: Store, sheet_id: str, **changed: object) -> bytes:
    return json.dumps({**json.loads(shared.content(store, sheet_id)), **changed}).encode()


def test_a_sheet_goes_to_another_municipality_and_comes_in_once(store: Store, tmp_path: Path) -> None:
    made = own.duplicate(store, SHEET, title="Vår").made
    shared.to_file(store, made, tmp_path / "ark.json")
    there = Store.in_memory()
    incoming = shared.read(there, tmp_path / "ark.json")
    assert (incoming.known, incoming.sheet.title) == (Known.NEW, "Vår")
    brought = shared.bring_in(there, incoming).made
    assert replace(whole(there, brought), version=1) == whole(store, made)
    assert shared.read(there, tmp_path / "ark.json").known is Known.SAME
    assert not shared.bring_in(there, shared.read(there, tmp_path / "ark.json")).tables
    there.undo()
    assert library.sheet(there, brought) is None
    there.close()


def test_one_with_other_words_is_a_new_version_or_a_sheet_beside(store: Store) -> None:
    made = own.duplicate(store, SHEET, title="Vår").made
    seen = shared.looked_at(store, file_of(store, made, title="Deres"), "ark.json")
    assert (seen.known, seen.there and seen.there.title) == (Known.OTHER, "Vår")
    assert shared.bring_in(store, seen, Keep.VERSION).made == made
    assert [one.title for one in library.versions(store, made)] == ["Deres", "Vår"]
    again = shared.looked_at(store, file_of(store, made, title="Deres andre"), "ark.json")
    beside = shared.bring_in(store, again, Keep.BESIDE).made
    assert beside != made
    assert whole(store, beside).title == "Deres andre"


def test_a_changed_copy_of_a_shipped_sheet_never_takes_its_place(store: Store) -> None:
    assert shared.looked_at(store, shared.content(store, SHEET), "ark.json").known is Known.SAME
    seen = shared.looked_at(store, file_of(store, SHEET, title="Noe annet"), "ark.json")
    made = shared.bring_in(store, seen, Keep.VERSION).made
    assert made != SHEET
    shown = shipped.sheet(SHEET)
    assert whole(store, SHEET) == shown
    assert whole(store, made).title == "Noe annet"


def test_one_that_was_taken_out_comes_back_with_its_versions(store: Store) -> None:
    made = own.duplicate(store, SHEET, title="Vår").made
    file = file_of(store, made)
    own.remove(store, made)
    assert shared.bring_in(store, shared.looked_at(store, file, "ark.json")).made == made
    assert whole(store, made).title == "Vår"


def test_one_from_a_newer_program_is_told_of(store: Store) -> None:
    with pytest.raises(BadInput, match="nyere"):
        shared.looked_at(store, file_of(store, SHEET, format=2), "ark.json")


DAMAGED = [
    b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe\x00", b'{"blocks": []}', b'{"blocks": NaN}', b"[" * 100_000,
    b'{"blocks":' + b"[" * 5_000 + b"]" * 5_000 + b"}", b'{"a":' * 900 + b"1" + b"}" * 900, b"x" * 300_000,
    b'{"blocks": {}, "id": "x", "title": "x", "rounds": ["table"]}',
    b'{"blocks": [1], "id": "x", "title": "x", "rounds": ["table"]}',
    b'{"blocks": [{"id": "a:b", "kind": "text", "prompt": "x"}], "id": "x", "title": "x", "rounds": ["table"]}',
    b'{"blocks": [{"id": "a", "kind": "text", "prompt": "x"}], "id": "x", "title": "x", "rounds": []}',
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_a_sentence_and_changes_nothing(store: Store, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "ark.json").write_bytes(data)
    with pytest.raises(Expected, match=r"ark\.json"):
        shared.read(store, tmp_path / "ark.json")
    assert store.value("SELECT count(*) FROM sheet_versions") == 0


def test_half_a_letter_and_a_zero_in_a_file_can_be_stored(store: Store) -> None:
    seen = shared.looked_at(store, file_of(store, SHEET, id="ny", title="A\x00b\ud83d"), "ark.json")
    made = shared.bring_in(store, seen).made
    assert whole(store, made).title == "Ab\ufffd"


def test_a_file_that_is_not_there_is_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Expected, match=r"borte\.json"):
        shared.read(store, tmp_path / "borte.json")
    with pytest.raises(Expected):
        shared.to_file(store, SHEET, tmp_path / "finnes" / ("x" * 400))


@settings(deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["id", "kind", "title", "blocks", "items", "rounds", "nn", "label", "prompt",
                                       "areas", "levels", "tags", "version", "minutes", "format"]), inner, max_size=6),
    max_leaves=30,
))  # fmt: skip
def test_whatever_a_file_holds_it_is_a_sheet_or_a_sentence(value: object) -> None:
    store = Store.in_memory()
    good = json.loads(shared.content(store, SHEET))
    for raw in (value, {**good, **value} if isinstance(value, dict) else good | {"blocks": value}):
        try:
            shared.bring_in(store, shared.looked_at(store, json.dumps(raw).encode(), "ark.json"))
        except Expected:
            continue
    library.all_(store)
    store.close()

"""The sums over the contents: in step with every change, so that what does not agree with them is damage."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import gatherings, settings
from nettverk.services.register import merge, register
from nettverk.services.sample import sample
from nettverk.services.sharing import lending
from nettverk.storage import content_sums, journal, migrate
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


def agree(store: Store) -> bool:
    return dict(content_sums.counted(store.connection)) == content_sums.stored(store.connection)


def test_a_new_file_and_the_sample_agree(store: Store) -> None:
    assert agree(store)
    sample.build(store, today=date(2026, 11, 20))
    assert agree(store)
    tables = {tbl for tbl, _bucket in content_sums.stored(store.connection)}
    assert {"people", "entries", "machines", "seats", "settings"} <= tables


def test_what_is_made_and_removed_in_one_step_leaves_nothing(store: Store) -> None:
    with store.change():
        for id_ in ("made", "made again"):
            store.connection.execute("INSERT INTO settings (key, value) VALUES (?, '1')", (id_,))
        store.connection.execute("DELETE FROM settings WHERE key IN ('made', 'made again')")
    assert agree(store)


def test_they_hold_through_undo_and_redo_of_everything(store: Store) -> None:
    stores.fill_with_sample(store, TODAY)
    unit = register.add_unit(store, "Furulia").made
    other = register.add_unit(store, "Furulien").made
    merge.merge_units(store, unit, other)
    gathering = gatherings.all_(store)[0].id
    gatherings.remove(store, gathering)
    settings.put(store, "municipality", "Lund")
    settings.put(store, "municipality", "")
    assert agree(store)
    while store.undoable().undo:
        store.undo()
        assert agree(store)
    while store.undoable().redo:
        store.redo()
        assert agree(store)


def test_a_step_that_fails_leaves_them_as_they_were(store: Store) -> None:
    before = content_sums.stored(store.connection)
    with pytest.raises(ZeroDivisionError), store.change():
        store.insert("districts", name="Lund")
        raise ZeroDivisionError
    assert content_sums.stored(store.connection) == before
    with store.change():
        store.insert("districts", name="Vågsbygd")
        with pytest.raises(sqlite3.IntegrityError):
            store.insert("districts", name="vågsbygd")
    assert agree(store)


def test_they_are_counted_anew_after_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    versions = Path(__file__).parents[3] / "db" / "versions"
    shutil.copyfile(versions / "0.1.0.db", path)
    store = Store.open(path)
    assert agree(store)
    store.close()


def test_a_damaged_file_is_not_brought_up_to_date_as_if_it_were_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    with store.change():
        store.insert("districts", name="Vågsbygd")
    store.close()
    content = path.read_bytes()
    assert content.count("Vågsbygd".encode()) >= 1
    path.write_bytes(content.replace("Vågsbygd".encode(), "Vågsbyge".encode()))
    later = tmp_path / "9999_later.sql"
    later.write_text("CREATE TABLE later (id TEXT PRIMARY KEY) STRICT;\n", encoding="utf-8")
    known = migrate.known()
    monkeypatch.setattr(migrate, "known", lambda: (*known, later))
    with pytest.raises(Expected, match="skadet"):
        Store.open(path)


def test_another_program_is_told_apart_from_damage(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    settings.put(store, "municipality", "Lund")
    assert content_sums.fact(store.connection, "other_writer") == ""
    header = path.read_bytes()[:100]
    assert content_sums.fact(store.connection, "counter") == str(content_sums.counter_in(header))
    with sqlite3.connect(path) as other:
        other.execute("UPDATE settings SET value = 'Annet'")
    other.close()
    settings.put(store, "contact", "Kari")
    assert content_sums.fact(store.connection, "other_writer") == "1"
    assert not agree(store)
    store.close()


def test_a_row_that_comes_and_goes_in_one_change_leaves_no_bucket_of_nothing(store: Store) -> None:
    register.add_district(store, "Lund")
    with store.change():
        row = store.insert("networks", name="Kort")
        store.delete("networks", row)
    assert agree(store)
    assert not store.rows("SELECT 1 FROM _content_sums WHERE rows = 0")
    store.connection.execute("INSERT INTO _content_sums (tbl, bucket, rows, sum) VALUES ('networks', 'gammel', 0, 0)")
    assert agree(store), "as an earlier version left it: no damage"


def test_a_file_that_is_shared_goes_on_noticing_damage(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    settings.put(store, "municipality", "Lund")
    lending.start(store)  # what is written then are the file's own tables alone
    with store.change():
        journal.put_fact(store.connection, journal.Fact.CLOCK, "")
    settings.put(store, "municipality", "Hei og hå")
    assert content_sums.fact(store.connection, "other_writer") == ""
    store.close()
    path.write_bytes(path.read_bytes().replace("Hei og hå".encode(), "Hei og hø".encode()))
    store = Store.open(path, read_only=True)
    assert not content_sums.believable(store.connection)
    store.close()

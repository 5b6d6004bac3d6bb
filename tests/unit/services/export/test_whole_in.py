"""Everything out and in again: nothing is lost, whatever stands in it, and what is wrong is said with its place."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.services import integrity
from nettverk.services.export import whole, whole_in
from nettverk.storage import migrate
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY

VERSIONS = Path(__file__).parents[4] / "db" / "versions"


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it lies."""
    return {
        name: sorted((tuple(row) for row in store.rows(f'SELECT * FROM "{name}"')), key=repr)
        for name in whole.tables(store)
    }


def out(store: Store, path: Path) -> Path:
    whole.to_file(store, path)
    return path


@pytest.fixture(scope="module")
def sample() -> Store:
    """The sample, with slides, a text that was typed in many sittings, and letters of every kind."""
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    gathering = store.value("SELECT id FROM gatherings")
    with store.change():
        store.insert("slides", gathering_id=gathering, name="Innlegg 🙂.pdf", pages=1, data=bytes(range(256)))
        store.update("gatherings", gathering, notes="=1+1\n\"sitat\"; 'x' \u2028 \U0001f600\ttab")
    return store


def test_nothing_is_lost_on_the_way(sample: Store, tmp_path: Path) -> None:
    target = tmp_path / "ny" / "ny.db"
    counts = whole_in.bring_in(out(sample, tmp_path / "alt.json"), target)
    back = Store.open(target)
    assert content(back) == content(sample)
    assert counts == {name: len(rows) for name, rows in content(sample).items()}
    assert migrate.applied(back.connection) == migrate.applied(sample.connection)
    assert not any(row["earlier"] is None for row in back.rows("SELECT earlier FROM entries WHERE earlier <> ''"))
    assert integrity.check(back).well
    assert integrity.check(back).well
    back.close()
    again = Store.open(target, read_only=True)
    first, second = (json.loads(path.read_text()) for path in (tmp_path / "alt.json", out(again, tmp_path / "to.json")))
    again.close()
    assert first["tables"] == second["tables"]


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_database_comes_back_as_it_was(dice: random.Random) -> None:
    """Rows of every table with whatever the tables allow in them."""
    store = stores.empty()
    _fill(store, dice)
    pieces: list[str] = []

    class _File:
        write = pieces.append

    whole.write(store, _File())  # type: ignore[arg-type]
    back = whole_in.build(whole_in.parsed("".join(pieces).encode(), "alt.json"))
    assert content(back) == content(store)
    back.close()
    store.close()


def _fill(store: Store, dice: random.Random) -> None:
    """Rows of one gathering and its entries, with texts of every kind and versions thinned and not."""
    from nettverk.domain.versions import Stored
    from nettverk.services import gatherings
    from nettverk.services.register import register
    from nettverk.services.templates import template
    from nettverk.storage.versions import moment, packed

    def text() -> str:
        letters = "aæøå =+-@;\"'\n\t\u2028🙂\\/{}[]\x7f\u200d0"
        return "".join(dice.choice(letters) for _letter in range(dice.randrange(12))) + "x"

    network = register.add_network(store, text().strip()).made
    here = gatherings.make(store, template("kristiansand"), network_id=network).made
    with store.change():
        store.ensure_writer()
        for number in range(1, dice.randrange(2, 8)):
            second = dice.randrange(1_700_000_000, 1_800_000_000)
            versions = [
                Stored(second + 7 * step, json.dumps({"text": text()}), dice.choice([None, 0, 9]))
                for step in range(dice.randrange(1, 5))
            ]  # fmt: skip
            store.insert(
                "entries", machine_id=store.machine_id, number=number, kind="reflection", gathering_id=here,
                object=text(), at=moment(versions[-1].second), data=versions[-1].data, earlier=packed(versions),
            )  # fmt: skip
        store.insert("slides", gathering_id=here, name=text(), pages=1, data=dice.randbytes(dice.randrange(40)))
        store.update("gatherings", here, notes=text(), theme=text())


def test_a_file_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    for version in sorted(VERSIONS.glob("*.db")):
        old = sqlite3.connect(f"file:{version}?mode=ro", uri=True)
        old.row_factory = sqlite3.Row
        names = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        names = [name for name in names if not name.startswith(("sqlite_", "_"))]
        raw = {
            "nettverk": version.stem, "schema": list(migrate.applied(old)),
            "tables": {name: [dict(row) for row in old.execute(f'SELECT * FROM "{name}"')] for name in names},
        }  # fmt: skip
        old.close()
        (tmp_path / "alt.json").write_text(json.dumps(raw), encoding="utf-8")
        whole_in.bring_in(tmp_path / "alt.json", tmp_path / f"{version.stem}.db")
        copied = tmp_path / f"kopi-{version.stem}.db"
        copied.write_bytes(version.read_bytes())
        brought, upgraded = Store.open(tmp_path / f"{version.stem}.db"), Store.open(copied)
        assert content(brought) == content(upgraded)
        brought.close()
        upgraded.close()


Change = Callable[[dict[str, Any]], object]


def rows(name: str, number: int = 0) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def found(raw: dict[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = raw["tables"][name][number]
        return row

    return found


WRONG: list[tuple[Change, str]] = [
    (lambda raw: raw.pop("tables"), "er ikke alt fra en Nettverk-fil"),
    (lambda raw: raw.update(schema=["noe"]), "er ikke alt fra en Nettverk-fil"),
    (lambda raw: raw["schema"].append("9999_later"), "kommer fra en nyere versjon av Nettverk (9999_later)"),
    (lambda raw: raw["tables"].update(x=[]), "Tabellen x hører ikke til"),
    (lambda raw: raw["tables"].pop("people"), "Tabellen people mangler"),
    (lambda raw: raw["tables"].update(people={}), "Tabellen people er ingen liste av rader"),
    (lambda raw: raw["tables"]["people"].insert(1, 7), "Tabellen people, rad 2: Det står noe annet enn en rad der."),
    (lambda raw: rows("people")(raw).pop("email"), "Tabellen people, rad 1: Feltet email mangler."),
    (lambda raw: rows("people")(raw).update(x=1), "Tabellen people, rad 1: Feltet x hører ikke til der."),
    (lambda raw: rows("people", 2)(raw).update(email=[1]), "Tabellen people, rad 3: Feltet email kan ikke ha"),
    (lambda raw: rows("people")(raw).update(email=None), "Tabellen people, rad 1: Feltet email er tomt."),
    (lambda raw: rows("people")(raw).update(unit_id="borte"), "Feltet unit_id viser til noe i units som ikke er med."),
    (lambda raw: rows("people", 1)(raw).update(id=rows("people")(raw)["id"]), "rad 2: Den har samme people.id"),
    (lambda raw: rows("gatherings")(raw).update(held_on="i går"), "Tabellen gatherings, rad 1: Det som står der"),
    (lambda raw: rows("gatherings")(raw).update(cancelled=2**70), "Tabellen gatherings, rad 1: Det som står der"),
    (lambda raw: rows("gatherings")(raw).update(title="\ud800"), "Tabellen gatherings, rad 1: Det som står der"),
    (lambda raw: rows("slides")(raw).update(data="æ"), "Tabellen slides, rad 1: Feltet data er ikke base64."),
    (lambda raw: rows("slides")(raw).update(data=4), "Tabellen slides, rad 1: Feltet data er ikke base64."),
    (lambda raw: rows("entries")(raw).update(data="{"), "Tabellen entries, rad 1: "),
    (lambda raw: rows("entries")(raw).update(earlier=[{"at": "i går", "data": "{}"}]), "rad 1: Feltet earlier"),
    (lambda raw: rows("entries")(raw).update(earlier="x"), "rad 1: Feltet earlier"),
    (lambda raw: rows("entries")(raw).update(span="x"), "rad 1: Feltet earlier"),
    (lambda raw: rows("entries", 4)(raw).update(gathering_id="x"), "Tabellen entries, rad 5: Feltet gathering_id"),
]  # fmt: skip


@pytest.fixture(scope="module")
def exported(sample: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small part of the sample, as whole as a whole one."""
    path = out(sample, tmp_path_factory.mktemp("ut") / "alt.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    for name in ("sheet_versions", "sheet_uses", "seats", "group_tables", "groupings"):
        raw["tables"][name] = []
    raw["tables"]["entries"] = raw["tables"]["entries"][:12]
    return json.dumps(raw)


def test_what_is_wrong_is_said_with_its_place(exported: str) -> None:
    for change, sentence in WRONG:
        raw = json.loads(exported)
        change(raw)
        with pytest.raises(BadInput) as told:
            whole_in.build(whole_in.parsed(json.dumps(raw).encode(), "alt.json"))
        assert sentence in str(told.value)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe", b'{"tables": NaN}', b'"x"', b"null", b'{"a": 1}', b'{"tables":{}}'],
)
def test_what_is_no_such_file_is_said(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"alt\.json"):
        whole_in.parsed(data, "alt.json")


def test_a_file_cut_off_says_where(exported: str) -> None:
    with pytest.raises(BadInput, match="linje 1, tegn"):
        whole_in.parsed(exported[:-40].encode(), "alt.json")


def test_nothing_that_is_there_is_written_over(sample: Store, exported: str, tmp_path: Path) -> None:
    path = tmp_path / "alt.json"
    path.write_text(exported)
    mine = tmp_path / "min.db"
    store = Store.open(mine)
    with store.change():
        store.insert("districts", name="Sentrum")
    with pytest.raises(BadInput, match=r"min\.db er åpen i et program"):
        whole_in.bring_in(path, mine)
    store.close()
    before = mine.read_bytes()
    with pytest.raises(BadInput, match=r"min\.db har innhold fra før"):
        whole_in.bring_in(path, mine)
    assert mine.read_bytes() == before
    Store.open(tmp_path / "tom.db").close()  # as a new one is when it has been opened and closed again
    assert whole_in.bring_in(path, tmp_path / "tom.db")["people"] == 112
    path.write_text(exported.replace('"0001_start", ', ""))
    with pytest.raises(BadInput):
        whole_in.bring_in(path, tmp_path / "aldri.db")
    assert not (tmp_path / "aldri.db").exists()

"""nettverk anonymity: findings for programs and for people, and nothing changed anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.services import gatherings, participants
from nettverk.storage.store import Store

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def test_findings_for_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "punkter.txt"
    path.write_bytes("Vi lot Ola velge.\r\n\r\nRing 91234567.\r\nGutten på fire med autisme lo.\r\n".encode("cp1252"))
    said = run("anonymity", path, "--json")
    assert said.code == 0
    assert [(one["line"], one["kind"], one["text"]) for one in said.json["findings"]] == [
        (1, "name", "Ola"),
        (3, "phone", "91234567"),
        (4, "child", "Gutten på fire med autisme"),
    ]
    assert all(set(one) == {"line", "kind", "text", "reason", "suggestion"} for one in said.json["findings"])
    assert not (tmp_path / "hjemme").exists()  # no database is made for it


def test_findings_for_people_and_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "punkter.txt"
    path.write_text("Vi lot Ola velge.\nAssistenten vår, Turid, ser mest.", "utf-8")
    said = run("anonymity", path)
    assert "1: Vi lot Ola velge." in said.out
    assert "Heller:" in said.out
    assert "2 steder" in said.out
    path.write_text("Barn leker.", "utf-8")
    assert run("anonymity", path).out.startswith("Fant ingenting.")
    assert run("anonymity", path, "--json").json == {"findings": []}


def test_those_who_take_part_count(run: Run, db: Path, tmp_path: Path) -> None:
    store = Store.open(db)
    gathering = next(one.id for one in gatherings.all_(store) if one.participants == 90)
    unit = participants.all_(store, gathering)[0].unit_id
    participants.add_new(store, gathering, "Zyxla", "Kvervelkvist", unit)
    store.close()
    path = tmp_path / "punkter.txt"
    path.write_text("Det sa Zyxla.", "utf-8")
    assert run("anonymity", path, "--json").json["findings"] == []
    found = run("anonymity", path, "--db", db, "--gathering", gathering, "--json").json["findings"]
    assert [one["text"] for one in found] == ["Zyxla"]


def test_bad_files_get_a_sentence(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "borte.txt", tmp_path):
        said = run("anonymity", path, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.err.strip().count("\n") == 0

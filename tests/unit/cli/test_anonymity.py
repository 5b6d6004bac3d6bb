"""nettverk anonymity: findings for programs and for people, and nothing changed anywhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nettverk.services import anonymity_review, follow_up, gatherings, participants, reflections
from nettverk.services.themes import themes
from nettverk.services.themes.board import board as themes_of
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
    participants.add_new(store, gathering, "Nattlys", "Kvervelkvist", unit)
    store.close()
    path = tmp_path / "punkter.txt"
    path.write_text("Det sa Nattlys.", "utf-8")
    assert run("anonymity", path, "--json").json["findings"] == []
    found = run("anonymity", path, "--db", db, "--gathering", gathering, "--json").json["findings"]
    assert [one["text"] for one in found] == ["Nattlys"]


def test_bad_files_get_a_sentence(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "borte.txt", tmp_path):
        said = run("anonymity", path, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.err.strip().count("\n") == 0


def test_a_pipe_a_stray_zero_and_a_very_long_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "punkter.txt"
    path.write_bytes(b"Barn \x00leker.\n\n" + b"ute og inne " * 8_000 + b"sa Kari.\nRing 91234567.\n")
    found = run("anonymity", path, "--json").json["findings"]
    assert [(one["line"], one["text"]) for one in found] == [(3, "Kari"), (4, "91234567")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Vi spurte Åse.".encode("utf-16"))))
    assert [one["text"] for one in run("anonymity", "-", "--json").json["findings"]] == ["Åse"]
    said = run("anonymity", "--json")
    assert (said.code, said.out) == (2, "")
    assert "--gathering" in said.err


def _written(db: Path) -> str:
    """A gathering where a name is in an answer, in a theme, in what was promised before and in what was learnt."""
    store = Store.open(db)
    gathering = next(one.id for one in gatherings.all_(store) if one.participants == 72)
    sheet = reflections.sheets(store, gathering)[0]
    reflections.write(store, gathering, sheet.part_id, sheet.table, sheet.question_id, "Vi spurte Torkjell.")
    board = themes_of(store, gathering)
    themes.make(store, gathering, "Det Oddfrid sa", [board.points[0].key])
    unit = follow_up.threads(store, gathering)[0].unit_id
    follow_up.promise(store, gathering, unit, what="Ringe Gunnvor")
    store.close()
    return gathering


def test_what_goes_out_is_told_of_on_stderr_and_nothing_else_changes(run: Run, db: Path, tmp_path: Path) -> None:
    gathering = _written(db)
    before = run("anonymity", "--db", db, "--gathering", gathering, "--json")
    assert {"Torkjell", "Oddfrid", "Gunnvor"} <= {one["text"] for one in before.json["findings"]}
    assert all(one["where"] for one in before.json["findings"])
    for job in (
        ("print", "summary", "--out", tmp_path / "papir", "--gathering", gathering),
        ("print", "themes", "--out", tmp_path / "papir", "--gathering", gathering),
        ("export", "--out", tmp_path / "alt.json"),
        ("export", "--out", "-"),
    ):
        said = run(*job, "--db", db, *(() if job[-1] == "-" else ("--json",)))
        assert said.code == 0
        line = said.err.strip()
        assert line.startswith("Anonym nok?"), job
        assert "\n" not in line
        assert f"nettverk anonymity --gathering {gathering}" in line
        assert said.json
    # The signs on the tables say nothing that anybody has said.
    assert run("print", "table_signs", "--out", tmp_path / "papir", "--db", db, "--gathering", gathering).err == ""


def test_what_is_kept_is_not_told_of_again(run: Run, db: Path, tmp_path: Path) -> None:
    gathering = _written(db)
    store = Store.open(db)
    for one in anonymity_review.to_look_at(store, gathering):
        anonymity_review.keep(store, gathering, one.key)
    store.close()
    said = run("print", "summary", "--out", tmp_path / "papir", "--db", db, "--gathering", gathering)
    assert (said.code, said.err) == (0, "")
    assert "Fant ingenting" in run("anonymity", "--db", db, "--gathering", gathering).out

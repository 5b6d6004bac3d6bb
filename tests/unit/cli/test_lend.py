"""nettverk lend and nettverk merge: a file goes out, and what was written in it comes home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.services import database, reflections

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def _write(path: Path, text: str) -> None:
    store = database.open_file(path)
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    reflections.write(store, row["gathering_id"], row["part_id"], 3, row["id"], text)
    store.close()


def test_a_file_is_lent_written_in_and_brought_home(run: Run, db: Path, tmp_path: Path) -> None:
    lent = run("lend", "--db", db, "--out", tmp_path / "bord.db", "--table", "3", "--json").json
    assert lent["tables"] == [3]
    assert lent["all"] is False
    _write(tmp_path / "bord.db", "Skrevet ved bord tre")
    brought = run("merge", tmp_path / "bord.db", "--db", db, "--json").json
    assert (brought["files"][0]["said"], brought["faults"]) == (1, [])
    again = run("merge", tmp_path / "bord.db", "--db", db)
    assert (again.code, again.out.strip()) == (0, "Alt i bord.db var her fra før.")
    said = run("lend", "--db", db, "--all", "--out", tmp_path / "alt.db")
    assert "Ta vare på fila" in said.out


def test_one_that_cannot_be_read_keeps_none_of_the_others_out(run: Run, db: Path, tmp_path: Path) -> None:
    run("lend", "--db", db, "--out", tmp_path / "bord.db")
    _write(tmp_path / "bord.db", "Skrevet ved bord tre")
    said = run("merge", tmp_path / "nei.db", tmp_path / "bord.db", "--db", db)
    assert said.code == 2
    assert "Fant ingen Nettverk-fil" in said.err
    assert "1 svar eller notat" in said.out
    alone = run("merge", tmp_path / "nei.db", "--db", db)
    assert (alone.code, alone.out) == (2, "")

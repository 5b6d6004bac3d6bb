"""nettverk person and nettverk privacy: to see, to save, to remove, and to choose how long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nettverk.services.register import register
from nettverk.storage.store import Store

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


@pytest.fixture
def anne(db: Path) -> str:
    """Somebody in the sample who has promised something."""
    store = Store.open(db)
    person = next(one for one in register.people(store) if one.name == "Anne Bakken")
    store.close()
    return person.id


def test_one_person_is_told_of_and_saved(run: Run, db: Path, anne: str, tmp_path: Path) -> None:
    found = run("person", "anne bakken", "--db", db, "--json", "--out", tmp_path / "ut").json
    assert found["person"]["id"] == anne
    assert len(found["visits"]) == 4
    assert found["mentions"][0]["is_promise"] is True
    assert {Path(path).suffix for path in found["saved"]} == {".pdf", ".json"}
    assert json.loads(Path(found["saved"][1]).read_text(encoding="utf-8"))["person"]["id"] == anne
    assert "Anne Bakken" in run("person", anne, "--db", db).out


def test_nobody_and_several_are_sentences(run: Run, db: Path) -> None:
    said = run("person", "Ingen Slik", "--db", db)
    assert (said.code, said.out) == (2, "")
    assert "Fant ingen" in said.err


def test_a_person_is_removed_only_when_it_is_said_twice(run: Run, db: Path, anne: str) -> None:
    shown = run("person", anne, "--db", db, "--remove")
    assert "Ingenting er endret" in shown.out
    assert run("person", anne, "--db", db, "--json").json["person"]["given_name"] == "Anne"
    removed = run("person", anne, "--db", db, "--remove", "--yes", "--json").json
    assert removed["label"] == "Deltaker 1"
    assert (removed["texts"], removed["troubles"]) == (1, [])
    assert run("person", anne, "--db", db, "--json").json["person"]["given_name"] == "Deltaker 1"
    assert b"anne.bakken@" not in db.read_bytes()
    assert run("person", anne, "--db", db, "--remove").code == 2


def test_texts_can_be_left_as_they_are(run: Run, db: Path, anne: str) -> None:
    assert run("person", anne, "--db", db, "--remove", "--yes", "--keep-text", "--json").json["texts"] == 0
    assert run("check", "--db", db).code == 0


def test_the_statement_and_how_long(run: Run, db: Path) -> None:
    assert "slått av nå" in run("privacy", "--db", db).out
    assert "24 måneder" in run("privacy", "--db", db, "--months", "24").out
    assert "24 months" in run("privacy", "--db", db, "--language", "en").out
    assert run("privacy", "--db", db, "--months", "-1").code == 2
    assert "slått av nå" in run("privacy", "--db", db, "--months", "0", "--postpone").out

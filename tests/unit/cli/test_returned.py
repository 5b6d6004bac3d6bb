"""nettverk answers --returned: a return sheet that was filled in on a screen, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nettverk.domain.sheet_papers import unit_code
from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.storage.store import Store
from tests.unit.services.test_returned_files import SAID, filled, sheet_of

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


@pytest.fixture
def known(db: Path, tmp_path: Path) -> tuple[str, str, str, Path]:
    """A gathering, a unit's code and name, and its return sheet as it comes back."""
    store = Store.open(db, read_only=True)
    gathering, unit = gatherings.all_(store)[0].id, register.units(store)[0]
    path = tmp_path / "Svarark.pdf"
    path.write_bytes(filled(sheet_of(store, unit.id), SAID))
    store.close()
    return gathering, unit_code(unit.id), unit.name, path


def test_it_is_shown_and_stored_once_where_a_gathering_is_named(
    run: Run, db: Path, known: tuple[str, str, str, Path]
) -> None:
    gathering, code, unit, path = known
    before = db.read_bytes()
    shown = run("answers", path, "--returned", "--db", db, "--json").json
    assert (shown["code"], shown["stored"]) == (code, False)
    assert {one["about"]: one["text"] for one in shown["answers"]} == SAID
    assert db.read_bytes() == before
    stored = run("answers", path, "--returned", "--db", db, "--gathering", gathering, "--json").json
    assert (stored["stored"], stored["new"], stored["units"]) == (True, 2, [unit])
    again = run("answers", path, "--returned", "--db", db, "--gathering", gathering)
    assert again.out.splitlines()[-1] == "Alt sto der fra før."


def test_what_is_no_return_sheet_is_told_in_a_sentence(run: Run, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "liste.csv"
    other.write_text("Bord;Svar\n1;Ja\n", "utf-8")
    told = run("answers", other, "--returned", "--db", db)
    assert told.code == 2
    assert "ikke et svarark" in told.err
    assert run("answers", "--returned", "--db", db).code == 2

"""A sealed file on the command line: the passphrase from a file or a prompt, never from the arguments."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from nettverk.services import database, passphrase
from nettverk.storage.passphrase import Ring
from tests.helpers import every_write
from tests.helpers.sealed import quick_keys, ring
from tests.unit.cli.conftest import Run

__all__ = ["quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "n.db"
    every_write.prepare(path)
    return path


def _words(folder: Path, words: str) -> Path:
    file = folder / f"{len(words)}.txt"
    file.write_text(f"{words}\n", encoding="utf-8")
    return file


def test_set_changed_and_taken_off(run: Run, path: Path, tmp_path: Path, ring: Ring) -> None:
    first, second = _words(tmp_path, "blå ulv"), _words(tmp_path, "grønn hane")
    said = run("passphrase", "--db", path, "--set", "--new-passphrase-file", first)
    assert said.code == 0, said.err
    assert "Skriv det ned" in said.err
    assert passphrase.is_sealed(path)
    ring.forget()
    assert run("gatherings", "--db", path, "--passphrase-file", first).code == 0
    ring.forget()
    changed = run("passphrase", "--db", path, "--set", "--passphrase-file", first, "--new-passphrase-file", second)
    assert changed.code == 0, changed.err
    ring.forget()
    wrong = run("gatherings", "--db", path, "--passphrase-file", first)
    assert (wrong.code, wrong.out) == (2, "")
    assert "åpner ikke n.db" in wrong.err
    assert run("passphrase", "--db", path, "--remove", "--passphrase-file", second).code == 0
    assert run("passphrase", "--db", path, "--json").json["sealed"] is False
    assert run("check", "--db", path).code == 0


def test_without_anybody_to_ask_it_says_that_the_file_is_locked(run: Run, path: Path, ring: Ring) -> None:
    passphrase.change(path, passphrase.new_key("blå ulv"))
    ring.forget()
    before = path.read_bytes()
    for job in (("gatherings",), ("check",), ("export", "--out", path.with_suffix(".json")), ("check", "--restore")):
        said = run(*job, "--db", path)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert "låst med et passord" in said.err
    assert path.read_bytes() == before


def test_it_is_asked_for_again_until_it_is_right(
    run: Run, path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase.change(path, passphrase.new_key("blå ulv"))
    ring.forget()
    answers = iter(["rød ulv", "", "blå ulv"])
    monkeypatch.setattr("nettverk.cli.passphrase._somebody_is_there", lambda: True)
    monkeypatch.setattr("nettverk.cli.passphrase.getpass", lambda _question, stream=None: next(answers))
    first = run("gatherings", "--db", path)
    assert first.code == 2  # empty: whoever gives nothing is not asked for ever
    assert "tomt" in first.err
    answers = iter(["rød ulv", "blå ulv"])
    again = run("gatherings", "--db", path)
    assert again.code == 0
    assert again.err.count("åpner ikke") == 1


def test_it_can_be_piped_in(run: Run, path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase.change(path, passphrase.new_key("blå ulv"))
    ring.forget()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("blå ulv\r\n".encode())))
    assert run("gatherings", "--db", path, "--passphrase-file", "-").code == 0


def test_no_argument_takes_a_passphrase(run: Run, path: Path) -> None:
    said = run("passphrase", "--db", path, "--set", "--passphrase", "blå ulv")
    assert said.code == 2
    assert not passphrase.is_sealed(path)
    database.open_file(path).close()

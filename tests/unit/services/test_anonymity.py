"""«Anonym nok?» over files: any way a text is saved, and whatever is no text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nettverk.assets import resource
from nettverk.domain.errors import BadInput
from nettverk.services import anonymity
from nettverk.services.anonymity import read_lines

TEXT = "Vi spurte Åse.\n\nBlåbær er bær.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_text_is_read_however_it_was_saved(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "punkter.txt"
    path.write_bytes(TEXT.replace("\n", ends).encode(encoding))
    assert read_lines(path) == ["Vi spurte Åse.", "", "Blåbær er bær."]


def test_lines_count_as_an_editor_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "punkter.txt"
    path.write_text("en\u2028en\x0b\x85en\nOla\n\n\nKari", "utf-8")
    assert [one.line for one in anonymity.look_through(read_lines(path))] == [2, 5]
    path.write_bytes(b"")
    assert read_lines(path) == []


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"\x00" * 50, b"%PDF-1.7\n", b"\x89PNG\r\n", bytes(range(256)) * 20]
)
def test_what_is_no_text_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "punkter.docx"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="ikke en tekstfil"):
        read_lines(path)


def test_missing_too_large_and_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="Fant ikke"):
        read_lines(tmp_path / "borte.txt")
    with pytest.raises(BadInput, match="mappe"):
        read_lines(tmp_path)
    monkeypatch.setattr(anonymity, "LARGEST", 10)
    path = tmp_path / "stor.txt"
    path.write_text("et punkt om noe")
    with pytest.raises(BadInput, match="for stor"):
        read_lines(path)


def test_the_list_is_small_and_has_who_it_must_have() -> None:
    assert sum(path.stat().st_size for path in resource("names").glob("*.txt")) <= 400_000
    names = anonymity.lexicon()
    norwegian, sami = {"ola", "kari", "åse", "solveig", "sunniva"}, {"maret", "ante", "risten"}
    others = {"fatima", "mohammed", "abdirahman", "zuzanna", "oksana", "filmon", "jiyan"}
    assert norwegian | sami | others <= names.given
    assert {"hansen", "nguyen", "warsame", "kowalski", "berg", "gaup", "ahmed", "tesfay"} <= names.family
    assert {"berg", "lund"} <= names.farm
    assert {"liv", "dag", "mai"} <= names.weak
    # Ordinary words are never names, whichever source has them.
    assert not {"ikke", "mine", "barn", "far", "alle", "norge", "som", "for", "min"} & (names.given | names.family)


def test_starting_the_program_does_not_read_it() -> None:
    code = "import sys, nettverk.app; print([n for n in sys.modules if 'anonymity' in n])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"

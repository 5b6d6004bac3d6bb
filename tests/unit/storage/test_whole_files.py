"""Files that are whole or not there, for their owner only, and nothing left by those that were stopped."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from nettverk.storage import whole_files

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and signals are others there")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_there_stays_when_the_new_does_not_become_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"gammel")
    with pytest.raises(RuntimeError), whole_files.aside(path) as beside:
        beside.write_bytes(b"halv")
        raise RuntimeError
    assert path.read_bytes() == b"gammel"
    assert _names(tmp_path) == ["a.pdf"]
    whole_files.write(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert _names(tmp_path) == ["a.pdf"]


def test_a_name_that_is_taken_is_not_replaced_unless_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    whole_files.write(path, b"en", replace=False)
    with pytest.raises(FileExistsError):
        whole_files.write(path, b"to", replace=False)
    assert path.read_bytes() == b"en"
    assert _names(tmp_path) == ["a.db"]


@POSIX
def test_only_the_owner_can_read_the_file_and_the_folders_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "mappe" / "a.json"
    whole_files.write(path, b"navn")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@POSIX
def test_a_link_stays_a_link_and_a_device_stays_a_device(tmp_path: Path) -> None:
    real, link = tmp_path / "ekte.json", tmp_path / "lenke.json"
    real.write_bytes(b"gammel")
    link.symlink_to(real)
    whole_files.write(link, b"ny")
    assert link.is_symlink()
    assert real.read_bytes() == b"ny"
    whole_files.write(Path(os.devnull), b"bort")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        whole_files.write(tmp_path, b"x")
    assert tmp_path.is_dir()


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'å' * 120}.pdf"
    whole_files.write(path, b"x")
    assert path.read_bytes() == b"x"


def test_what_a_killed_writer_left_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from nettverk.storage import whole_files
        with whole_files.aside(Path({str(tmp_path)!r}) / "a.pdf") as beside:
            beside.write_bytes(b"halv")
            print("writing", flush=True)
            input()
        """
    )
    writer = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdin is not None
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    strangers = tmp_path / ".nettverk-mine-egne.txt"
    strangers.write_text("et notat")
    whole_files.write(tmp_path / "b.pdf", b"x")
    assert len(_names(tmp_path)) == 3
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    whole_files.write(tmp_path / "b.pdf", b"x")
    assert _names(tmp_path) == [".nettverk-mine-egne.txt", "b.pdf"]


@POSIX
@pytest.mark.parametrize("journal_first", [True, False])
def test_the_journal_of_a_copy_that_was_left_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal_first: bool
) -> None:
    """In whatever order a disk lists the two."""
    for name in ("a.tmp", "a.tmp-journal"):
        (tmp_path / f".nettverk-{name}").touch()
    listed = os.scandir

    class Ordered:
        def __init__(self, folder: Path) -> None:
            with listed(folder) as entries:
                self.entries = sorted(entries, key=lambda entry: len(entry.name), reverse=journal_first)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_fault: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Ordered)
    whole_files.sweep(tmp_path)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_others_could_read_is_tightened_and_one_in_a_shared_folder_keeps_its_group(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(b"x")
    path.chmod(0o664)
    whole_files.tighten(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o664)
    tmp_path.chmod(0o2770)
    whole_files.tighten(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660

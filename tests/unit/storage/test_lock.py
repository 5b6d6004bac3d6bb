"""One writer at a time, and nothing left lying about afterwards."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from nettverk.storage.lock import FileLock, Held


def test_nothing_is_left_beside_the_file_when_the_lock_is_let_go(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "n.db.lock")
    lock.take("Kari · kontor")
    assert lock.path.exists()
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_file_left_by_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "n.db.lock"
    path.write_bytes(b"\nen som ble borte")
    lock = FileLock(path)
    lock.take("Kari")
    with pytest.raises(Held, match="Kari"):
        FileLock(path).take("Ola")
    lock.release()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_lock_on_a_file_that_is_gone_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ola opens the file, then Kari lets go and Per takes a new one: Ola must not believe that he has it."""
    path = tmp_path / "n.db.lock"
    kari, ola, per = FileLock(path), FileLock(path), FileLock(path)
    kari.take("Kari")
    import nettverk.storage.lock as module

    plain = module._lock_first_byte
    waited: list[int] = []

    def slow(file: object) -> None:
        if not waited:
            waited.append(1)
            kari.release()
            per.take("Per")
        plain(file)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_lock_first_byte", slow)
    with pytest.raises(Held, match="Per"):
        ola.take("Ola")
    per.release()
    ola.take("Ola")
    ola.release()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals and speed differ; the rule is the same")
def test_many_takers_never_hold_it_at_once(tmp_path: Path) -> None:
    program = textwrap.dedent(
        f"""
        import os
        from pathlib import Path
        from nettverk.storage.lock import FileLock, Held
        folder, taken = Path({str(tmp_path)!r}), 0
        while taken < 150:
            lock = FileLock(folder / "n.db.lock")
            try:
                lock.take("x")
            except Held:
                continue
            os.close(os.open(folder / "inside", os.O_CREAT | os.O_EXCL))
            os.unlink(folder / "inside")
            lock.release()
            taken += 1
        """
    )
    takers = [subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE) for _ in range(3)]
    said = [taker.communicate()[1] for taker in takers]
    assert said == [b"", b"", b""]
    assert list(tmp_path.iterdir()) == []

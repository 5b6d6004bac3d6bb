"""What the world does to the open file while somebody types, with the real program and its window really closed.

A row of the table is one fault; lost is every run after which the text is not there at the next start.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nettverk.services import gatherings, reflections
from nettverk.storage.store import Store
from tests.helpers.faults import Battery
from tests.helpers.program import Program
from tests.helpers.waiting import pause, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")

BEFORE = "Skrevet mens alt var vel. "
AFTER = "Skrevet etter at noe skjedde."
HERE = "shell.stack.room('reflect')"


@dataclass
class Scene:
    """A program with a reflection being typed.

    Attributes:
        file: the open database.
        mounts: what to unmount when all is over.
    """

    home: Path
    file: Path
    gathering: str
    program: Program
    undo: list[Callable[[], object]] = field(default_factory=list)

    def stored(self) -> str:
        """What the program has in its database, wherever that is now."""
        return str(self.program.ask(f"{HERE}.pages._fields and list({HERE}.pages._fields.values())[0].edit.text()"))

    def parted(self) -> None:
        """Wait until it is noticed that the file is no longer ours."""
        self.program.until("shell.workspace.lane.parting is not None")


@pytest.fixture
def database(sample_file: Path, tmp_path: Path) -> tuple[Path, str]:
    """The sample in a folder of its own, with an older copy beside it."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    file = folder / "n.db"
    shutil.copyfile(sample_file, file)
    store = Store.open(file)
    gathering = next(g.id for g in gatherings.all_(store) if reflections.sheets(store, g.id))
    store.close()
    shutil.copyfile(file, tmp_path / "eldre.db")
    return file, gathering


def begin(home: Path, file: Path, gathering: str) -> Program:
    """Start the program at the first sheet of a gathering."""
    program = Program(home, "--db", str(file))
    program.until("shell is not None and shell.finished")
    program.do("ready")
    return at_the_sheet(program, gathering)


def at_the_sheet(program: Program, gathering: str) -> Program:
    program.do("open", gathering=gathering)
    program.run("shell.workspace.go('reflect', arrivals.ShowSheet('G1-1'))")
    program.until("app.focusWidget().inherits('QPlainTextEdit')")
    return program


@contextmanager
def scene(database: tuple[Path, str], home: Path) -> Iterator[Scene]:
    """Somebody has typed a little, and it is stored."""
    file, gathering = database
    program = begin(home, file, gathering)
    made = Scene(home, file, gathering, program)
    try:
        program.type(BEFORE)
        program.until("shell.workspace.autosaves and all(one.stored for one in shell.workspace.autosaves)")
        program.do("stored")
        program.until("not shell.workspace.lane._worker._guard.stale")
        yield made
    finally:
        program.kill()
        for undo in reversed(made.undo):
            with suppress(OSError):
                undo()


def close_for_good(program: Program) -> None:
    """The cross in the corner, and «Lukk likevel» where one is asked; then the process must end by itself."""
    if program.do("shell", what="close")["shown"]:
        program.run("shell.closing.sheet.leave.click()")
    until(lambda: program.process.poll() is not None, "the process to end", 30)


def text_at_next_start(scene: Scene) -> str:
    """What stands in the sheet when the program is started again with the same file."""
    program = begin(scene.home, scene.file, scene.gathering)
    try:
        return str(program.ask("app.focusWidget().toPlainText()"))
    finally:
        program.kill()


def all_there(text: str) -> int:
    """How much is lost: one where any of it is missing."""
    return int(BEFORE.strip() not in text or AFTER not in text)


# --- faults that take the file away ---


def deleted(scene: Scene) -> None:
    scene.file.unlink()


def replaced(scene: Scene) -> None:
    beside = scene.file.with_name("n.db.sync")
    shutil.copyfile(scene.home.parent / "eldre.db", beside)
    beside.replace(scene.file)


def overwritten(scene: Scene) -> None:
    data = (scene.home.parent / "eldre.db").read_bytes()
    with scene.file.open("r+b") as file:
        file.write(data)
        file.truncate(len(data))


def garbage(scene: Scene) -> None:
    with scene.file.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(200_000))


def garbage_first(scene: Scene) -> None:
    with scene.file.open("r+b") as file:
        file.write(os.urandom(4096))


def cut_in_half(scene: Scene) -> None:
    os.truncate(scene.file, scene.file.stat().st_size // 2)


def cut_to_nothing(scene: Scene) -> None:
    os.truncate(scene.file, 0)


def moved(scene: Scene) -> None:
    scene.file.rename(scene.file.with_name("flyttet.db"))


def folder_renamed(scene: Scene) -> None:
    scene.file.parent.rename(scene.file.parent.with_name("en annen mappe"))


def folder_gone(scene: Scene) -> None:
    shutil.rmtree(scene.file.parent)


TAKEN = [
    deleted, replaced, overwritten, garbage, garbage_first, cut_in_half, cut_to_nothing, moved, folder_renamed,
    folder_gone,
]  # fmt: skip


@pytest.mark.parametrize(
    "fault", [pytest.param(one, marks=() if one in {replaced, cut_to_nothing} else pytest.mark.slow) for one in TAKEN]
)
def test_the_file_is_taken(
    fault: Callable[[Scene], None], database: tuple[Path, str], tmp_path: Path, battery: Battery
) -> None:
    with (
        battery(f"window: file {fault.__name__.replace('_', ' ')}, closed") as run,
        scene(database, tmp_path / "h") as on,
    ):
        fault(on)
        on.parted()
        assert on.program.ask("shell.editions._banner.isVisible()")
        on.program.type(AFTER)
        close_for_good(on.program)
        assert "Traceback" not in log_of(on.home)
        run.once(all_there(text_at_next_start(on)))


def log_of(home: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in home.rglob("nettverk.log*"))


@pytest.mark.slow
@pytest.mark.parametrize("fault", TAKEN)
def test_the_file_is_taken_and_the_program_is_killed(
    fault: Callable[[Scene], None], database: tuple[Path, str], tmp_path: Path, battery: Battery
) -> None:
    with (
        battery(f"window: file {fault.__name__.replace('_', ' ')}, kill -9") as run,
        scene(database, tmp_path / "h") as on,
    ):
        fault(on)
        on.parted()
        on.program.type(AFTER)
        on.program.until("all(one.stored for one in shell.workspace.autosaves)")
        on.program.kill()
        run.once(all_there(text_at_next_start(on)))


@pytest.mark.slow
@pytest.mark.parametrize("fault", [deleted, replaced, overwritten, garbage, cut_in_half, cut_to_nothing])
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_one_chooses_and_goes_on_in_the_same_window(
    fault: Callable[[Scene], None], choice: str, database: tuple[Path, str], tmp_path: Path, battery: Battery
) -> None:
    if choice == "theirs" and fault not in {replaced, overwritten}:
        pytest.skip("there is no other to use")
    with (
        battery(f"window: file {fault.__name__.replace('_', ' ')}, {choice}") as run,
        scene(database, tmp_path / "h") as on,
    ):
        fault(on)
        on.parted()
        on.program.type(AFTER)
        on.program.until("all(one.stored for one in shell.workspace.autosaves)")
        on.program.run("shell.editions.choose()")
        on.program.run(f"shell.editions.sheet.{choice}.click()")
        on.program.until("shell.workspace.lane.parting is None")
        on.program.do("stored")
        on.program.run("shell.workspace.go('reflect', arrivals.ShowSheet('G1-1'))")
        on.program.until("app.focusWidget().inherits('QPlainTextEdit')")
        on.program.run("app.focusWidget().moveCursor(app.focusWidget().textCursor().MoveOperation.End)")
        on.program.type(" Og videre.")
        close_for_good(on.program)
        text = text_at_next_start(on)
        kept = [path for path in on.file.parent.iterdir() if "versjon" in path.name]
        lost = "Og videre." not in text or (choice == "mine" and all_there(text) == 1)
        if fault is not deleted:
            lost = lost or len(kept) != 1
        if choice == "theirs":
            lost = lost or all_there(stored_in(kept[0], on.gathering)) == 1
        run.once(int(lost))


def stored_in(path: Path, gathering: str) -> str:
    store = Store.open(path)
    try:
        return "\n".join(answer.text for answer in reflections.all_(store, gathering))
    finally:
        store.close()


# --- faults that keep the file from being written ---


def full(scene: Scene) -> None:
    """No more room than there is."""
    scene.program.run(
        "shell.workspace.lane.ask(lambda store: store.connection.execute("
        "'PRAGMA max_page_count = %d' % store.connection.execute('PRAGMA page_count').fetchone()[0]), None)"
    )
    scene.program.run("shell.workspace.lane.wait()")


def locked(scene: Scene) -> None:
    """Another program has it, and does not let go."""
    other = sqlite3.connect(scene.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    scene.undo.append(other.close)


def read_only(scene: Scene) -> None:
    """The folder can only be read; for everybody, also the super-user, where the disk can say so."""
    if subprocess.run(["chattr", "+i", str(scene.file.parent)], capture_output=True, check=False).returncode:
        pytest.skip("the disk cannot say so")
    scene.undo.append(lambda: subprocess.run(["chattr", "-i", str(scene.file.parent)], check=False))


STOPPED = [full, locked, read_only]
LONG_TEXT = AFTER + " Lang nok til at det ikke er plass. " * 700


@pytest.mark.parametrize("fault", [pytest.param(one, marks=() if one is full else pytest.mark.slow) for one in STOPPED])
@pytest.mark.parametrize("way", ["closed", pytest.param("kill -9", marks=pytest.mark.slow)])
def test_nothing_can_be_written(
    fault: Callable[[Scene], None], way: str, database: tuple[Path, str], tmp_path: Path, battery: Battery
) -> None:
    with battery(f"window: {fault.__name__.replace('_', ' ')}, {way}") as run, scene(database, tmp_path / "h") as on:
        fault(on)
        text = LONG_TEXT if fault is full else AFTER
        on.program.run(f"app.focusWidget().insertPlainText({text!r})")
        if way == "closed":
            on.program.run("shell.close()")
            on.program.until("shell.closing.sheet is not None and shell.closing.sheet.isVisible()")
            on.program.run("shell.closing.sheet.leave.click()")
            until(lambda: on.program.process.poll() is not None, "the process to end", 30)
        else:
            on.program.until("bool(shell.workspace.unsaved.waiting(shell.workspace.database))")
            until(lambda: list(on.home.rglob("*.redning.json")), "the rescue file")
            on.program.kill()
        assert "Traceback" not in log_of(on.home)
        for undo in reversed(on.undo):
            undo()
        on.undo.clear()
        run.once(all_there(text_at_next_start(on)))


@pytest.mark.slow
@pytest.mark.parametrize("fault", STOPPED)
def test_it_is_stored_once_the_fault_is_over(
    fault: Callable[[Scene], None], database: tuple[Path, str], tmp_path: Path, battery: Battery
) -> None:
    with (
        battery(f"window: {fault.__name__.replace('_', ' ')}, then well again") as run,
        scene(database, tmp_path / "h") as on,
    ):
        fault(on)
        text = LONG_TEXT if fault is full else AFTER
        on.program.run(f"app.focusWidget().insertPlainText({text!r})")
        on.program.until("bool(shell.workspace.unsaved.waiting(shell.workspace.database))")
        for undo in reversed(on.undo):
            undo()
        on.undo.clear()
        if fault is full:
            on.program.run(
                "shell.workspace.lane.ask(lambda store: store.connection.execute("
                "'PRAGMA max_page_count = 1073741823'), None)"
            )
        on.program.until("all(one.stored for one in shell.workspace.autosaves)")
        close_for_good(on.program)
        left = list(on.home.rglob("*.redning.json"))
        run.once(max(all_there(text_at_next_start(on)), int(bool(left))))


# --- a disk of its own, where one may mount ---


@contextmanager
def small_disk(place: Path, size: str = "4M") -> Iterator[Path]:
    """A folder with so much room."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only the super-user may mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.mark.slow
def test_a_real_disk_is_full(database: tuple[Path, str], tmp_path: Path, battery: Battery) -> None:
    with battery("window: tmpfs full, closed") as run, small_disk(tmp_path / "disk", "12M") as disk:
        file = disk / "n.db"
        shutil.copyfile(database[0], file)
        with scene((file, database[1]), tmp_path / "h") as on:
            filler = disk / "fyll"
            with suppress(OSError), filler.open("wb") as fill:
                while True:
                    fill.write(b"x" * 4096)
                    fill.flush()
            on.program.run(f"app.focusWidget().insertPlainText({LONG_TEXT!r})")
            on.program.run("shell.close()")
            on.program.until("shell.closing.sheet is not None and shell.closing.sheet.isVisible()")
            on.program.run("shell.closing.sheet.leave.click()")
            until(lambda: on.program.process.poll() is not None, "the process to end", 30)
            filler.unlink()
            run.once(all_there(text_at_next_start(on)))


@pytest.mark.slow
def test_a_share_goes_away_and_comes_back(database: tuple[Path, str], tmp_path: Path, battery: Battery) -> None:
    with battery("window: share gone, closed, back") as run, small_disk(tmp_path / "disk", "40M") as disk:
        file = disk / "n.db"
        shutil.copyfile(database[0], file)
        with scene((file, database[1]), tmp_path / "h") as on:
            subprocess.run(["umount", "-l", str(disk)], check=True)
            on.parted()
            on.program.type(AFTER)
            close_for_good(on.program)
            run.once(all_there(text_at_next_start(on)))


@pytest.mark.slow
def test_a_window_that_sees_nothing_happen_does_nothing(database: tuple[Path, str], tmp_path: Path) -> None:
    with scene(database, tmp_path / "h") as on:
        for _round in range(20):
            on.program.type("x")
            pause(0.05)
        on.program.until("all(one.stored for one in shell.workspace.autosaves)")
        assert on.program.ask("shell.workspace.lane.parting") is None, "our own writing is not somebody else's"

"""The settings file of this machine: whatever stands in it, the windows open, and nothing in it is run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from nettverk.ui.common import remembered
from nettverk.ui.common.theme import SCALES, Theme, remembered_look, remembered_scale, remembered_theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.bell import BellController
from nettverk.ui.stage.control.resume import Bookmark
from nettverk.ui.stage.displays import wall_theme
from nettverk.ui.stage.displays.window_placement import Memory
from tests.helpers.quick import every
from tests.helpers.shells import open_shell, settle

DATABASE = Path("/a/nettverk.db")
KEYS = (
    "language", "look", "text_scale", "room", "window", "handouts\\folder", "gathering\\x",
    "stage\\theme", "stage\\rings", "stage\\screen\\s",
    "stage\\control\\s", "stage\\open\\|a|nettverk.db", "stage\\tries\\|a|nettverk.db",
)  # fmt: skip
VALUES = (
    b"", b"dark", b"DARK", b"dark, light", b"../../etc/passwd", b"nan", b"-inf", b"1e999", b"9" * 5000,
    "²".encode(), b"true", b"0x10",
    b"@ByteArray()", b"@ByteArray(\\0\\xff\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)",
    b"@ByteArray(\\x1\\xd9\\xd0\\xcb" + b"\\xff" * 62 + b")",
    b"@Rect(0 0 1 1)", b"@Size(-1 -1)", b"@Invalid()", b"@Point(nan nan)", b"@DateTime(\\0\\0\\0\\x10\\xff)", b"@",
    b"@@",
    b'"', b"\\", b"\\x", b"\\x0", b"\\x110000", b"\\xd800", b"\xff\xfe\x00", b"a\\0b", b"x" * 70_000,
    b"/" + b"y" * 300, b"/\\0",
    b"g 2026-11-24T08:00:00 shown", b"g 2026-11-24T08:00:00+00:00 shown", b"g 9999-99-99 shown", b"a b c d e",
    b"g 0001-01-01T00:00:00+14:00 x",
    b"<b>fet</b>", "\u202eåæø".encode(), b"%s%n%x", b"1.25", b"1,25", b"no", b"yes",
)  # fmt: skip


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], QSettings]:
    """The settings that a file with these bytes gives."""

    def open_(data: bytes) -> QSettings:
        file = tmp_path / "nettverk.ini"
        file.write_bytes(data)
        return remembered.open_settings(file)[0]

    return open_


def _all_readers(settings: QSettings) -> None:
    """Everything that is read from the file, as the program does it, each with a value it can use."""
    assert remembered_theme(settings).scale in SCALES
    assert remembered_scale(settings) in SCALES
    assert remembered_look(settings) in {"system", "light", "dark"}
    assert wall_theme.remembered(settings).name in {"light", "dark"}
    assert isinstance(BellController(settings, print).by_itself, bool)
    bookmark = Bookmark(settings, DATABASE)
    stage = bookmark.read()
    assert stage is None or stage.opened_at.tzinfo is not None
    bookmark.may_try()
    bookmark.count_try()
    memory = Memory(settings, "s")
    assert len(memory.wall) + len(memory.control) <= 2 * remembered.LONGEST
    place = remembered.window_place(settings, "window")
    assert place is None or place.size() <= remembered.LONGEST_PLACE
    remembered.folder(settings, "handouts/folder")
    for key in ("language", "room", "gathering/x"):
        assert "\0" not in remembered.text(settings, key)


def _mutated() -> Iterator[bytes]:
    """Every key with every value, and then whole files gone wrong in other ways."""
    for value in VALUES:
        yield b"[General]\n" + b"".join(key.encode() + b"=" + value + b"\n" for key in KEYS)
    sane = b"[General]\nlanguage=nn\nlook=dark\ntext_scale=1.25\nroom=people\n\n[stage]\ntheme=light\nrings=yes\n"
    yield from (
        b"",
        b"\0" * 100_000,
        b"[",
        b"[General",
        b"=\n=\n",
        b"[[[]]]\n" * 500,
        sane * 4000,
        b"\xef\xbb\xbf" + sane,
    )
    yield from (sane.decode().encode("utf-16"), sane.replace(b"\n", b"\r"), os.urandom(0), b"[stage]\n" * 50_000)
    dice = random.Random(10)
    for _turn in range(160):
        data = bytearray(sane)
        for _change in range(dice.randint(1, 12)):
            place = dice.randrange(len(data))
            data[place : place + dice.choice((0, 1, 1, 5))] = dice.choice(
                (dice.randbytes(1), dice.choice(VALUES)[:400])
            )
        yield bytes(data)


def test_no_settings_file_stops_anything(opened: Callable[[bytes], QSettings], dressed: Theme) -> None:
    tried = 0
    for data in _mutated():
        _all_readers(opened(data))
        tried += 1
    assert tried >= 200


@pytest.mark.parametrize("value", every(3, VALUES), ids=range(len(VALUES)))
def test_every_key_with_a_value_of_another_type_leaves_the_window_as_it_is(
    opened: Callable[[bytes], QSettings], workspace: Workspace, value: bytes
) -> None:
    workspace.settings = opened(b"[General]\n" + b"".join(key.encode() + b"=" + value + b"\n" for key in KEYS))
    with open_shell(workspace, rooms=False) as shell:
        shell.restore_place()
        settle(workspace)
        assert shell.isMaximized() or shell.width() >= shell.minimumWidth()


def test_values_that_were_set_in_this_run_are_read_too(opened: Callable[[bytes], QSettings]) -> None:
    settings = opened(b"")
    settings.setValue("text_scale", 1.5)
    settings.setValue("window", QByteArray(b"place"))
    settings.setValue("list", ["a", "b"])
    assert remembered_scale(settings) == 1.5
    assert remembered.window_place(settings, "window") == QByteArray(b"place")
    assert remembered.text(settings, "list", "none") == "none"
    assert remembered.whole(settings, "nothing", 7, 0, 9) == 7


def test_a_file_of_50_mb_is_set_aside_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "nettverk.ini"
    file.write_bytes(b"[General]\nlook=dark\nx=" + b"y" * 50_000_000)
    settings, aside = remembered.open_settings(file)
    assert remembered_look(settings) == "system"
    assert aside is not None
    assert aside.stat().st_size > 50_000_000
    settings.setValue("look", "light")
    settings.sync()
    assert file.stat().st_size < 1000


DISGUISES = (
    b"@Variant(", b"\\x40Variant(", b"\\100Variant(", b"@V\\x61riant(", b"\\q@Variant(", b'""@Variant(',
    b'@"Vari"ant(', b"\\\n@Variant(",
)  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES, ids=range(len(DISGUISES)))
def test_code_in_a_settings_file_is_never_run(tmp_path: Path, disguise: bytes) -> None:
    """Qt lets Python unpickle a wrapped value as soon as it is read."""
    _write_code(tmp_path)
    file = tmp_path / "nettverk.ini"
    file.write_bytes(file.read_bytes().replace(b"@Variant(", disguise))
    settings, _aside = remembered.open_settings(file)
    for key in settings.allKeys():
        settings.value(key)
    assert not (tmp_path / "run").exists()


def test_such_a_file_would_have_been_run(tmp_path: Path) -> None:
    _write_code(tmp_path)
    settings = QSettings(str(tmp_path / "nettverk.ini"), QSettings.Format.IniFormat)
    settings.value("look")
    assert (tmp_path / "run").exists()


def _write_code(folder: Path) -> None:
    # Written by Qt itself, in a process of its own, so that the file is what Qt would write.
    program = (
        "import pathlib, sys\nfrom PySide6.QtCore import QSettings\n"
        "class Code:\n def __reduce__(self): return pathlib.Path.touch, (pathlib.Path(sys.argv[2]),)\n"
        "s = QSettings(sys.argv[1], QSettings.Format.IniFormat); s.setValue('look', Code()); s.sync()\n"
    )
    subprocess.run([sys.executable, "-c", program, folder / "nettverk.ini", folder / "run"], check=True)

"""What this machine remembers in ``nettverk.ini``: read by type, with a default for whatever cannot be meant.

The file may have been edited by hand, come from another version, or be somebody else's. No value in it stops anything:
each is read here, as one of a few words, a number within bounds, a text, a folder or the place of a window.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MOST_BYTES = 1_000_000
"""The file has some twenty short lines; a larger one was not written by this program."""
LONGEST = 1000
"""Characters in a value: a path at most."""
LONGEST_PLACE = 1000
"""Bytes; Qt writes the place of a window in 66."""

_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]+)|([0-7]+)|(\r\n|.)|$)", re.DOTALL)
_WRAPPED = b"@variant("


def open_settings(file: Path) -> tuple[QSettings, Path | None]:
    """The settings in a file, and what an unreadable one was renamed to so that a new one could begin (else None).

    A file is not opened that is far too large or holds a wrapped value. Qt lets Python unpickle those, which runs any
    code that is written there; this program writes none.
    """
    aside = None
    if not _is_harmless(file):
        aside = file.with_name(f"{file.name}.gammel")
        try:
            file.replace(aside)
        except OSError:
            # What cannot be moved away is not read either; nothing is remembered this time.
            return QSettings(str(file.with_name(f"{file.stem}.ny{file.suffix}")), QSettings.Format.IniFormat), None
    return QSettings(str(file), QSettings.Format.IniFormat), aside


def _is_harmless(file: Path) -> bool:
    try:
        if not file.is_file():
            return not file.exists()
        if file.stat().st_size > MOST_BYTES:
            return False
        data = file.read_bytes()
    except OSError:
        return True  # Qt cannot read it either, and begins with nothing
    # As Qt reads it: quotation marks go, escapes become what they stand for, and unknown escapes disappear.
    return _WRAPPED not in _ESCAPE.sub(_unescaped, data).replace(b'"', b"").replace(b"\0", b"").lower()


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = int(found[1], 16) if found[1] else int(found[2], 8) if found[2] else 0
    return bytes((code,)) if 0 < code < 128 else b""


def text(settings: QSettings, key: str, default: str = "") -> str:
    """A short text; the default where there is none, or something else."""
    value = settings.value(key)
    return value if isinstance(value, str) and len(value) <= LONGEST and "\0" not in value else default


def choice(settings: QSettings, key: str, choices: Collection[str], default: str) -> str:
    """One of a few words."""
    word = text(settings, key)
    return word if word in choices else default


def number(settings: QSettings, key: str, default: float, least: float, most: float) -> float:
    """A number, the nearest within bounds."""
    value = settings.value(key)
    try:
        # A number that was set in this run comes back as it is; one from the file comes as text.
        number_ = float(value) if isinstance(value, (str, int, float)) else math.nan
    except (ValueError, OverflowError):
        return default
    return default if math.isnan(number_) else min(max(number_, least), most)


def whole(settings: QSettings, key: str, default: int, least: int, most: int) -> int:
    """A whole number, the nearest within bounds."""
    return int(number(settings, key, default, least, most))


def folder(settings: QSettings, key: str) -> Path | None:
    """A folder that is there now."""
    written = text(settings, key)
    # A name may be too long for the disk, or lie where nobody may look.
    with suppress(OSError, ValueError):
        if written and Path(written).is_dir():
            return Path(written)
    return None


def documents() -> Path:
    """The user's documents, where a folder to save in is asked for first; home where there are none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    with suppress(OSError):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return Path.home()


def window_place(settings: QSettings, key: str) -> QByteArray | None:
    """Where a window stood, as Qt wrote it."""
    value = settings.value(key)
    return value if isinstance(value, QByteArray) and 0 < value.size() <= LONGEST_PLACE else None

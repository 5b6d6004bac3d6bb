"""Which font a letter is drawn with where Noto Sans lacks it: one that ships, else one of the system's.

A font of the system's is used only when its maker lets it be embedded, and when it has outlines.
"""

from __future__ import annotations

import gzip
import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, Any

from nettverk.assets import resource

if TYPE_CHECKING:
    import uharfbuzz as hb

_FILES = (
    ("NotoSansArabic-Regular.ttf", ((0x0600, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))),
    ("NotoSansHebrew-Regular.ttf", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    ("NotoSansDevanagari-Regular.ttf", ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    ("NotoSansThai-Regular.ttf", ((0x0E00, 0x0E7F),)),
    ("NotoSansTamil-Regular.ttf", ((0x0B80, 0x0BFF),)),
    ("NotoSansEthiopic-Regular.ttf", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    ("NotoSansGurmukhi-Regular.ttf", ((0x0A00, 0x0A7F),)),
    ("NotoSansGeorgian-Regular.ttf", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("NotoSansArmenian-Regular.ttf", ((0x0530, 0x058F), (0xFB13, 0xFB17))),
    ("NotoSansBengali-Regular.ttf", ((0x0980, 0x09FF),)),
    ("NotoSansKR-Regular.ttf", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))),
    ("NotoSansSC-Regular.ttf", ((0x2E80, 0x312F), (0x3190, 0xA4CF), (0xF900, 0xFAFF), (0xFE30, 0xFFEF))),
    ("NotoEmoji-Regular.ttf", ((0x1F000, 0x1FAFF), (0xE0020, 0xE007F))),
    ("NotoEmoji-Regular.ttf", ((0x203C, 0x3299),)),
)  # fmt: skip
"""Files of ``resources/fonts/scripts`` with the blocks that they are asked for; the last only when no other has it."""
_LANGUAGES = (
    ((0x0590, 0x05FF), "he"),
    ((0x0600, 0x08FF), "ar"),
    ((0x0900, 0x097F), "hi"),
    ((0x0980, 0x09FF), "bn"),
    ((0x0A00, 0x0A7F), "pa"),
    ((0x0B80, 0x0BFF), "ta"),
    ((0x0E00, 0x0E7F), "th"),
    ((0x10A0, 0x10FF), "ka"),
    ((0x0530, 0x058F), "hy"),
    ((0x1200, 0x139F), "ti"),
    ((0x3040, 0x30FF), "ja"),
    ((0x4E00, 0x9FFF), "zh"),
    ((0xAC00, 0xD7A3), "ko"),
    ((0xFB50, 0xFEFC), "ar"),
)
"""The language that is most likely written in a block here, so that a voice which can say it is asked to."""
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_NOT_FOR_READING = ("lastresort", "adobeblank", "bold", "italic", "oblique", "mono", "black", "light", "condensed")
_NEVER = ("lastresort", "adobeblank")
_RESTRICTED = 0x0002
"""The bit of OS/2 fsType by which a maker says that a font may not be embedded."""


@dataclass(frozen=True, slots=True)
class ScriptFont:
    """A font by its file; two of the same file and number are one.

    Attributes:
        face, font: HarfBuzz's, in the font's own units.
        outlines: the table that has them: «glyf», or PostScript's in «CFF » or «CFF2».
    """

    path: Path
    number: int
    face: hb.Face
    font: hb.Font
    outlines: str

    @property
    def units(self) -> int:
        """Units to the em."""
        return int(self.face.upem)

    def has(self, letter: str) -> bool:
        """Whether it has a glyph for the letter."""
        return self.font.get_nominal_glyph(ord(letter)) is not None

    def __hash__(self) -> int:
        return hash((self.path, self.number))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScriptFont) and (other.path, other.number) == (self.path, self.number)


@lru_cache(maxsize=20_000)
def font_for(letter: str) -> ScriptFont | None:
    """The font that has a letter, the program's own first; None where nobody has it."""
    code = ord(letter)
    if unicodedata.category(letter) == "Co":  # what it means is agreed on in private: nobody else can read it
        return None
    for name, blocks in _FILES:
        if any(first <= code <= last for first, last in blocks):
            font = _bundled(name)
            if font is not None and font.has(letter):
                return font
    return next((font for font in _of_the_system() if font.has(letter)), None)


@cache
def box() -> ScriptFont:
    """What a letter that nobody has is drawn with: a box, whichever letter it is."""
    return next(_opened(resource("fonts", "NettverkSymbols-Regular.ttf")))


def boxed(letter: str) -> bool:
    """Whether a letter that nobody has is a letter, figure or sign, and not a control sign or a number without one."""
    return unicodedata.category(letter)[0] in "LMNPS"


def language_of(text: str) -> str:
    """The language that letters of another writing are most likely in, as «ar»; empty where they do not tell."""
    for letter in text:
        for (first, last), language in _LANGUAGES:
            if first <= ord(letter) <= last:
                # Whoever writes with kana writes with ideographs too.
                return "ja" if language == "zh" and any(0x3040 <= ord(other) <= 0x30FF for other in text) else language
    return ""


@cache
def _bundled(name: str) -> ScriptFont | None:
    path = resource("fonts", "scripts", name)
    # Where the program is packaged they are pressed together (resources/packaging/tree.py): most are never asked for.
    packed = path.with_name(f"{name}.gz")
    if path.is_file():
        return next(_opened(path), None)
    return next(_opened(path, gzip.decompress(packed.read_bytes())), None) if packed.is_file() else None


# --- the system's ---


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home))
        return (
            Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            local / "Microsoft" / "Windows" / "Fonts",
        )
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    return (
        Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts", home / ".fonts",
    )  # fmt: skip


def _files() -> list[Path]:
    """Font files of the system, those for reading before the bold and the narrow."""
    files: list[Path] = []
    for folder in _folders():
        for where, _folders_in, names in os.walk(folder):
            files += [Path(where, name) for name in names if Path(name).suffix.lower() in _SUFFIXES]

    def rank(path: Path) -> tuple[bool, bool, str]:
        name = path.name.lower()
        return any(word in name for word in _NOT_FOR_READING), "sans" not in name, name

    return sorted((path for path in files if not any(word in path.name.lower() for word in _NEVER)), key=rank)


@cache
def _of_the_system() -> tuple[ScriptFont, ...]:
    return tuple(font for path in _files() for font in _opened(path))


def _opened(path: Path, data: bytes | None = None) -> Iterator[ScriptFont]:
    """The fonts of a file that may be embedded and have outlines; none where it cannot be read.

    Args:
        data: what stands in it, where that is known already.
    """
    import uharfbuzz as hb

    try:
        blob = hb.Blob.from_file_path(str(path)) if data is None else hb.Blob(data)
        count = _fonts_in(path) if data is None else 1
    except (OSError, hb.HarfBuzzError):
        return
    for number in range(count):
        face = hb.Face(blob, number)
        tags = set(face.table_tags)
        outlines = next((tag for tag in ("glyf", "CFF ", "CFF2") if tag in tags), "")
        if outlines and face.glyph_count and _may_be_embedded(face):
            yield ScriptFont(path, number, face, hb.Font(face), outlines)


def _fonts_in(path: Path) -> int:
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] == b"ttcf" and len(head) == 12:
        return min(64, int(unpack_from(">L", head, 8)[0]))
    return 1


def _may_be_embedded(face: Any) -> bool:
    table = face.reference_table("OS/2").data
    if len(table) < 10:
        return False
    return not int(unpack_from(">H", table, 8)[0]) & _RESTRICTED

"""The zip around an .xlsx: opened with care, its parts handed out as streams."""

from __future__ import annotations

import errno
import io
import posixpath
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from nettverk.domain.errors import BadInput
from nettverk.exchange.limits import MAX_PACKED, MAX_RATIO, MAX_UNPACKED
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MAX_DIRECTORY = 2 * 1024 * 1024  # bytes of the zip's table of contents: some 20,000 parts
_MAX_TOKEN = 2 * 1024 * 1024  # bytes of one tag, comment or name in the XML
_MAX_NAMES = 20_000  # different tag and attribute names in one part
_MAX_DEPTH = 200
_MAX_TAGS = 6_000_000
_CHUNK = 64 * 1024


class DamagedError(Exception):
    """The package is not what it says it is; the caller says so in the user's words."""


class _BoundedFile(io.FileIO):
    """A file that refuses to hand out much at a time, so that a lying table of contents cannot fill the memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        limit = _MAX_DIRECTORY if size is None or size < 0 else size
        if limit > _MAX_DIRECTORY:
            raise DamagedError("table of contents too large")
        data = super().read(limit + 1 if size is None or size < 0 else size) or b""
        if len(data) > _MAX_DIRECTORY:
            raise DamagedError("table of contents too large")
        return data


class Package:
    """An open .xlsx whose size has been checked. Close it, or use it in a with statement."""

    def __init__(self, path: Path) -> None:
        self._file = _BoundedFile(path, "rb")
        try:
            self._zip = zipfile.ZipFile(self._file)
            # Some programs write parts with backslashes or a leading slash.
            self._parts = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
            self.names = frozenset(self._parts)
            self._check_size(path.stat().st_size)
        except (zipfile.BadZipFile, NotImplementedError, UnicodeError, ValueError, EOFError) as error:
            self._file.close()
            raise DamagedError(str(error)) from error
        except OSError as error:
            self._file.close()
            raise _damaged_or(error) from error
        except BaseException:
            self._file.close()
            raise

    def _check_size(self, packed: int) -> None:
        unpacked = sum(info.file_size for info in self._parts.values())
        # Small files cannot hurt, whatever their ratio; long runs of alike rows pack well.
        bomb = any(
            info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(info.compress_size, 1)
            for info in self._parts.values()
        )
        if packed > MAX_PACKED or unpacked > MAX_UNPACKED or bomb or (unpacked > 1e6 and unpacked > MAX_RATIO * packed):
            raise BadInput(
                _(
                    "Fila er mye større enn en deltakerliste når den pakkes ut, og er ikke lest. Kopier bare "
                    "lista over i en ny, tom Excel-fil, lagre den og prøv igjen."
                )
            )

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()
        self._file.close()

    def text(self, name: str, limit: int = 200) -> str:
        """The first characters of a small part; empty when there is none of that name."""
        if name not in self._parts:
            return ""
        return b"".join(self._chunks(name))[:limit].decode("utf-8", errors="replace")

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self._parts[name]
        # Bit 0 of a zip entry says that it is encrypted.
        if info.flag_bits & 1:
            raise DamagedError("password")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise DamagedError("unknown packing")  # bz2 and lzma unpack without bounds
        try:
            part: IO[bytes]
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise DamagedError(str(error)) from error
        except OSError as error:
            raise _damaged_or(error) from error

    def parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Send a part's tags (without prefixes) to the callbacks as they come, in constant memory.

        Document types are refused: entities are how a small file becomes a large one. Raises DamagedError; what a
        callback raises comes through.
        """
        if name not in self._parts:
            return
        names: dict[str, Any] = {}
        parser = expat.ParserCreate(intern=names)
        parser.buffer_text = True
        depth = tags = 0

        def on_start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, tags
            depth += 1
            tags += 1
            if depth > _MAX_DEPTH or tags > _MAX_TAGS:
                raise DamagedError("too deep or too long")
            # Programs choose their own namespace prefixes («x:row»); the word after it is what the standard fixes.
            start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

        def on_end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(tag.rpartition(":")[2] if ":" in tag else tag)

        parser.StartElementHandler = on_start
        parser.EndElementHandler = on_end
        parser.StartDoctypeDeclHandler = _refuse_doctype
        if text is not None:
            parser.CharacterDataHandler = text
        given = 0
        try:
            for chunk in self._chunks(name):
                given += len(chunk)
                parser.Parse(chunk, False)
                # expat keeps an unfinished tag in memory until it ends, so one that never ends must be stopped from
                # outside.
                if len(names) > _MAX_NAMES or given - parser.CurrentByteIndex > _MAX_TOKEN:
                    raise DamagedError("tag too long")
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise DamagedError(str(error)) from error

    def relations(self, of: str) -> dict[str, tuple[str, str]]:
        """What a part points to: id → (kind: the last word of its type, part name)."""
        folder, base = posixpath.split(of)
        links: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                if len(links) > _MAX_NAMES:
                    raise DamagedError("too many relations")
                links[attributes.get("Id", str(len(links)))] = (kind, path)

        self.parse(posixpath.join(folder, "_rels", base + ".rels"), start)
        return links


def _damaged_or(error: OSError) -> Exception:
    """A place in the file that cannot be is damage; a lost disk or network is not."""
    return DamagedError(str(error)) if error.errno == errno.EINVAL else error


def _refuse_doctype(*_declaration: object) -> None:
    raise DamagedError("document type")

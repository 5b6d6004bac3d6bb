"""A small fuzzer led by coverage: what reaches a line of ours that nothing reached before is kept, and changed further.

``python -m tests.helpers.fuzz READER SEED COUNT`` reads so many changed inputs with one of the readers below, and says
in a line of JSON how it went. Only an ``Expected`` sentence is an answer to a bad input; every other fault is written
down with the input that caused it. A reader that takes over five seconds ends the process with its traceback.
"""

from __future__ import annotations

import faulthandler
import io
import json
import random
import resource
import sys
import tempfile
import time
import tomllib
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from nettverk.assets import resource as shipped
from nettverk.domain.errors import Expected
from nettverk.exchange import participant_lists, tables
from nettverk.services import templates
from nettverk.services.groups import problem_files

ROOT = Path(__file__).resolve().parents[2]
HANG_S = 5.0
WORDS = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\t",
    b";",
    b",",
    b'"',
    b"'",
    b"=",
    b"<",
    b">",
    b"&",
    b"[",
    b"]",
    b"{",
    b"}",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"true",
    b"null",
    b"999999999999999999999",
    b"2147483648",
    b"\\u0000",
    b"\\ud800",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    b"<!ENTITY b '&a;&a;&a;&a;&a;&a;'>",
    b"&b;",
    b"sep=,\n",
    b"@Variant(",
    b'<row r="1048576"><c r="XFD1048576" t="s"><v>99999999</v></c></row>',
    b'<c r="A1" t="inlineStr"><is><t>x</t></is></c>',
    b'"rounds":',
    b'"met":[[0,1,1]]',
    b'"at":[[0,0]]',
    b'"together":[[0,1]]',
    b'"locked":[[0,0,0]]',
    b'"present":[[0,[]]]',
    "æøå".encode(),
    "æøå".encode("cp1252"),
    "\u202e\U0001f600".encode(),
    b"[[parts]]\n",
    b"minutes = -5\n",
    b'starts_at = "99.99"\n',
)
"""What is put in: bits of the formats, and what has hurt other readers."""

Reader = Callable[[bytes, Path], object]


def _list(data: bytes, folder: Path) -> None:
    file = folder / "liste.fil"
    file.write_bytes(data)
    workbook = tables.read(file)
    participant_lists.apply(workbook, participant_lists.guess(workbook))


def _problem(data: bytes, folder: Path) -> None:
    file = folder / "p.json"
    file.write_bytes(data)
    problem_files.solve(file, seed=1, iterations=20)


def _settings(data: bytes, folder: Path) -> None:
    from nettverk.ui.common import remembered
    from nettverk.ui.common.theme import remembered_look, remembered_scale
    from nettverk.ui.stage.control.resume import Bookmark
    from nettverk.ui.stage.displays import wall_theme

    file = folder / "nettverk.ini"
    file.write_bytes(data)
    settings, _aside = remembered.open_settings(file)
    remembered_look(settings)
    remembered_scale(settings)
    wall_theme.remembered(settings)
    Bookmark(settings, Path("/a")).read()
    Bookmark(settings, Path("/a")).may_try()
    remembered.folder(settings, "handouts/folder")
    remembered.window_place(settings, "window")


def _template(data: bytes, _folder: Path) -> None:
    templates.parsed(data, "mal.toml", "nb")


def _samples(kind: str) -> list[bytes]:
    rows = [
        ["Fornavn", "Etternavn", "E-post", "Enhet", "Rolle", "Tjeneste"],
        ["Kari", "Lund", "k@x.no", "Lia", "styrer", "barnehage"],
    ]
    match kind:
        case "csv":
            text = "\n".join(";".join(row) for row in rows * 3)
            return [
                text.encode(),
                text.encode("cp1252"),
                text.encode("utf-16"),
                text.replace(";", "\t").encode(),
                b'"a";"b\n"\n',
            ]
        case "xlsx":
            import openpyxl

            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            out = io.BytesIO()
            book.save(out)
            return [out.getvalue()]
        case "problem":
            full = {
                "people": [{"unit": "a", "role": 1, "post": "x", "district": 0}, {"unit": "b", "role": 2}] * 4,
                "tables": [4, 4], "capacity": [5, 5], "rounds": 2, "met": [[0, 1, 2]], "past": [[[0, 1], [2, 3]]],
                "apart": [[0, 1]], "together": [[2, 3]], "at": [[4, 0]], "among": [[5, [0, 1]]], "hosts": [6, 7],
                "locked": [[0, 0, 0]], "at_least": [{"people": [1, 2, 3, 4], "tables": [0], "count": 1}],
                "present": [[1, [0]]], "order": ["same_unit", "size"], "weights": {"size": 3},
            }  # fmt: skip
            least = {key: full[key] for key in ("people", "tables", "rounds")}
            return [json.dumps(full).encode(), json.dumps(least).encode()]
        case "settings":
            general = b"[General]\nlanguage=nn\nlook=dark\ntext_scale=1.25\nroom=people\nwindow=@ByteArray(\\x1\\xd9)\n"
            stage = b"[stage]\ntheme=light\nrings=yes\nopen\\|a=g 2026-11-24T08:00:00+00:00 shown\ntries\\|a=1\n"
            return [general + stage]
        case _:
            return [path.read_bytes() for path in sorted(shipped("templates", "gatherings").glob("*.toml"))]


READERS: dict[str, Reader] = {
    "csv": _list, "xlsx": _list, "problem": _problem, "settings": _settings, "template": _template,
}  # fmt: skip


class Changer:
    """Changes inputs at random: bytes, words, pieces moved and repeated, two inputs spliced."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def change(self, data: bytes, other: bytes) -> bytes:
        """The input changed in one to six places; the parts of a zip file are changed inside it as a rule."""
        if data.startswith(b"PK\x03\x04") and self._dice.random() < 0.85:
            return self._inside(data)
        return self._bytes(data, other)

    def _bytes(self, data: bytes, other: bytes) -> bytes:
        dice, out = self._dice, bytearray(data[:200_000])
        for _turn in range(dice.choice((1, 1, 1, 2, 3, 6))):
            at = dice.randrange(len(out) + 1)
            length = dice.choice((1, 1, 2, 4, 16, 100, 1000))
            match dice.randrange(8):
                case 0 | 1:
                    out[at:at] = dice.choice(WORDS)
                case 2:
                    out[at : at + length] = dice.choice(WORDS)
                case 3:
                    out[at : at + 1] = dice.randbytes(1)
                case 4:
                    del out[at : at + length]
                case 5:
                    out[at:at] = bytes(out[at : at + length]) * dice.choice((1, 2, 10, 300))
                case 6:
                    out[at : at + length] = dice.randbytes(min(length, 16))
                case _:
                    start = dice.randrange(len(other) + 1)
                    out[at:] = other[start:]
            del out[400_000:]
        return bytes(out)

    def _inside(self, data: bytes) -> bytes:
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
                names = before.namelist()
                chosen = self._dice.choice([name for name in names if name.endswith((".xml", ".rels"))] or names)
                for name in names:
                    part = before.read(name)
                    if name == chosen:
                        part = self._bytes(part, before.read(self._dice.choice(names)))
                    if name != chosen or self._dice.random() > 0.03:
                        after.writestr(name, part)
        except Exception:  # noqa: BLE001 - a zip that we have broken ourselves is changed as bytes
            return self._bytes(data, data)
        return out.getvalue()


class Coverage:
    """Which of our own lines have been reached: (file, line) pairs, by the interpreter's own tracing."""

    def __init__(self) -> None:
        self.seen: set[tuple[Any, int]] = set()
        self._ours: dict[Any, bool] = {}
        self.grew = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice new lines inside the block; ``grew`` says afterwards whether there were any."""
        self.grew = False
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)

    def _call(self, frame: FrameType, _event: str, _arg: object) -> Any:
        code = frame.f_code
        if code not in self._ours:
            self._ours[code] = "/nettverk/" in code.co_filename and "i18n" not in code.co_filename
        return self._line if self._ours[code] else None

    def _line(self, frame: FrameType, event: str, _arg: object) -> Any:
        if event == "line":
            place = (frame.f_code, frame.f_lineno)
            if place not in self.seen:
                self.seen.add(place)
                self.grew = True
        return self._line


def run(kind: str, seed: int, count: int) -> dict[str, object]:
    """Read ``count`` inputs; what came of it."""
    reader, dice, coverage = READERS[kind], random.Random(seed), Coverage()
    changer, corpus = Changer(dice), _samples(kind)
    faults: list[str] = []
    slowest = 0.0
    refused = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn in range(count):
            data = corpus[turn] if turn < len(corpus) else changer.change(dice.choice(corpus), dice.choice(corpus))
            (folder / "last").write_bytes(data)
            begun = time.perf_counter()
            # A reader that hangs is ended, and what it was doing is told; the input lies in the folder.
            faulthandler.dump_traceback_later(HANG_S * 6, exit=True)
            try:
                with coverage.watching():
                    reader(data, folder)
            except Expected:
                refused += 1
            except Exception:  # noqa: BLE001 - that is what is looked for
                faults.append(f"{traceback.format_exc()[-1500:]}\n{data[:300]!r}")
            faulthandler.cancel_dump_traceback_later()
            slowest = max(slowest, time.perf_counter() - begun)
            if coverage.grew and turn >= len(corpus):
                corpus.append(data)
            if len(faults) > 20:
                break
        left = sorted(path.name for path in folder.iterdir())
    return {
        "kind": kind, "runs": turn + 1, "refused": refused, "faults": faults,
        "slowest": round(slowest, 2), "left": left, "corpus": len(corpus), "lines": len(coverage.seen),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


if __name__ == "__main__":
    # tomllib is loaded before anything is traced.
    assert tomllib
    print(json.dumps(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))

"""The readers that are fuzzed: each takes bytes as a file, a paste or a command line would give them.

A reader answers with nothing, or with an ``Expected`` sentence; every other fault is a fault of ours. Each leaves its
folder as it found it, and says with ``AssertionError`` when something was written that should not be.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from nettverk.assets import resource as shipped
from nettverk.domain.errors import Cancelled, Expected

HEADER = ["Fornavn", "Etternavn", "E-post", "Enhet", "Rolle", "Tjeneste"]
KARI = ["Kari", "Lund", "k@x.no", "Lia", "styrer", "barnehage"]


class Reader(Protocol):
    """One kind of input."""

    def samples(self) -> Sequence[bytes]:
        """Sound inputs to begin with."""

    def large(self) -> Iterable[bytes]:
        """Inputs as large as anybody may come with, made to hurt."""

    def read(self, data: bytes) -> None:
        """Read one input; raises Expected where it cannot be used."""

    def close(self) -> None:
        """Let go of what was opened."""


class _Plain:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def large(self) -> Iterable[bytes]:
        return ()

    def close(self) -> None:
        return


class Lists(_Plain):
    """A list of people as text, also one that was pasted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._file = folder / "liste.fil"

    def samples(self) -> Sequence[bytes]:
        text = "\n".join(";".join(row) for row in [HEADER, KARI, ["Ola", "Ness", "", "Lia", "", ""], KARI])
        one = "Navn;Arbeidssted\nKari Lund (Lia skole);\n\nOla Ness og Per Li;Ås barnehage\nSum;2\n"
        kinds = [text.encode(code) for code in ("utf-8", "cp1252", "utf-16", "mac_roman", "utf-32")]
        return [*kinds, text.replace(";", "\t").encode(), one.encode(), b'"a";"b\n"\n', b"sep=,\nNavn,Enhet\nA B,C\n"]

    def large(self) -> Iterable[bytes]:
        text = ";".join(KARI).encode() + b"\n"
        head = ";".join(HEADER).encode() + b"\n"
        yield head + text * 60_000
        yield b'"' * 19_000_000
        yield b";" * 19_000_000
        yield (b";" * 300 + b"\n") * 60_000
        yield head + b"".join(b"K%d;L%d;k%d@x.no;Lia %d;styrer;\n" % (n, n, n, n) for n in range(24_000))
        yield b"Navn\n" + b"Kari Lund, Ola Ness og Per Li\n" * 24_000
        yield b"A" * 19_000_000
        yield ("Navn;Enhet\n" + "é\u0301" * 4_000_000).encode()

    def read(self, data: bytes) -> None:
        from nettverk.exchange import participant_lists, tables

        self._file.write_bytes(data)
        workbook = tables.read(self._file)
        reading = participant_lists.guess(workbook)
        participant_lists.preview(workbook, reading)
        participant_lists.apply(workbook, reading)


class Workbooks(Lists):
    """A list of people in a workbook."""

    def samples(self) -> Sequence[bytes]:
        import openpyxl

        made = []
        for rows in ([HEADER, KARI], [["Liste"], [], HEADER, KARI, KARI], [["Navn", "Tid"], ["Kari Lund", 46000.5]]):
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)  # type: ignore[union-attr]
            book.create_sheet("To").append(["=1+1", True, None, "x"])
            out = io.BytesIO()
            book.save(out)
            made.append(out.getvalue())
        return made

    def large(self) -> Iterable[bytes]:
        import zipfile

        sound = self.samples()[0]
        cell = b'<c t="inlineStr"><is><t>Kari Lund</t></is></c>'
        bodies = (
            b"<row>" + cell * 250_000 + b"</row>",
            (b"<row>" + cell * 3 + b"</row>") * 90_000,
            b"<row>" * 300_000,
            b'<row r="1"><c r="XFD1"><v>1</v></c></row>' * 300_000,
            b"<!-- -->" * 1_000_000,
        )
        for body in bodies:
            out = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(sound)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
                for name in before.namelist():
                    part = before.read(name)
                    if name.endswith("sheet1.xml"):
                        part = part[: part.index(b"<sheetData>") + 11] + body + b"</sheetData></worksheet>"
                    after.writestr(name, part)
            yield out.getvalue()


class Imports(Lists):
    """A list stored in a database, or not at all: after a fault or a cancel the file is the same, byte for byte."""

    def __init__(self, folder: Path) -> None:
        from nettverk.services import database

        super().__init__(folder)
        self._path = folder / "n.db"
        self._store = database.open_file(self._path)
        self._before = self._path.read_bytes()
        self._dice = random.Random(5)

    def large(self) -> Iterable[bytes]:
        return ()

    def read(self, data: bytes) -> None:
        from nettverk.services import participant_import

        self._file.write_bytes(data)
        stop_at = self._dice.choice((0, 1, 2, 5, 10**9))
        asked = 0

        def cancelled() -> bool:
            nonlocal asked
            asked += 1
            return asked > stop_at

        try:
            list_ = participant_import.read(self._store, self._file)
            summary = participant_import.store_list(self._store, list_, cancelled=cancelled)
        except (Expected, Cancelled):
            assert self._path.read_bytes() == self._before, "something was written by what was not stored"
            assert not self._path.with_name("n.db-journal").exists()
            return
        assert len(list_.parsed.rows) + len(list_.parsed.skipped) >= summary.new
        if len(self._before) > 2_000_000:
            self._store.close()
            self._path.unlink()
            self.__init__(self.folder)  # type: ignore[misc] - begins anew before it grows slow
        self._before = self._path.read_bytes()

    def close(self) -> None:
        self._store.close()


class Problems(_Plain):
    """A problem for the group builder, solved and mended."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._published = 0

    def samples(self) -> Sequence[bytes]:
        full = {
            "people": [{"unit": "a", "role": 1, "post": "x", "district": 0}, {"unit": "b", "role": 2}] * 4,
            "tables": [4, 4], "capacity": [5, 5], "rounds": 2, "met": [[0, 1, 2]], "past": [[[0, 1], [2, 3]]],
            "apart": [[0, 1]], "together": [[2, 3]], "at": [[4, 0]], "among": [[5, [0, 1]]], "hosts": [6, 7],
            "locked": [[0, 0, 0]], "at_least": [{"people": [1, 2, 3, 4], "tables": [0], "count": 1}],
            "present": [[1, [0]]], "order": ["same_unit", "size"], "weights": {"size": 3},
        }  # fmt: skip
        least = {key: full[key] for key in ("people", "tables", "rounds")}
        published = {**least, "rounds": 1, "published": [[0, 1] * 4]}
        return [json.dumps(each).encode() for each in (full, least, published)]

    def large(self) -> Iterable[bytes]:
        person = {"unit": "a", "role": 1}
        for people, tables, rounds in ((400, 57, 12), (2000, 250, 1), (2000, 250, 10**9), (10**5, 10, 1)):
            size = -(-people // tables)
            yield json.dumps({"people": [person] * people, "tables": [size] * tables, "rounds": rounds}).encode()
        yield b"[" * 7_900_000
        yield b'{"people":' * 790_000
        yield b'{"people": [' + b"{}," * 990_000 + b'{}], "tables": [9], "rounds": 1}'
        yield b'{"rounds": ' + b"9" * 7_900_000 + b"}"
        yield b'{"a": "' + b"x" * 7_900_000 + b'"}'

    def read(self, data: bytes) -> None:
        from nettverk.services.groups import problem_files

        file = self.folder / "p.json"
        file.write_bytes(data)
        solved = problem_files.solve(file, seed=1, iterations=3)
        json.dumps(solved.as_json())
        # To mend takes a second, however small the problem is.
        self._published += b"published" in data
        if b"published" in data and self._published % 40 == 1:
            for choice in problem_files.repair(file, seed=1):
                json.dumps(choice.as_json())


class Settings(_Plain):
    """What this machine remembers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._turn = 0

    def samples(self) -> Sequence[bytes]:
        general = b"[General]\nlanguage=nn\nlook=dark\ntext_scale=1.25\nroom=people\nwindow=@ByteArray(\\x1\\xd9)\n"
        stage = b"[stage]\ntheme=light\nrings=yes\nopen\\|a=g 2026-11-24T08:00:00+00:00 shown\ntries\\|a=1\n"
        return [general + stage]

    def large(self) -> Iterable[bytes]:
        yield b"[General]\n" + b"".join(b"k%d=v\n" % n for n in range(90_000))
        yield b"look=" + b"a" * 990_000
        yield b"look=" + b"\\x" * 490_000
        yield b"[" * 990_000
        yield b"look=" + b"a, " * 330_000
        yield b"x" * 5_000_000

    def read(self, data: bytes) -> None:
        from nettverk.ui.common import remembered
        from nettverk.ui.common.theme import remembered_look, remembered_scale
        from nettverk.ui.stage.control.resume import Bookmark
        from nettverk.ui.stage.displays import wall_theme

        # Qt remembers the files it has read by their names: a name that is used again may not be read again.
        self._turn += 1
        file = self.folder / f"{self._turn}.ini"
        file.write_bytes(data)
        settings, aside = remembered.open_settings(file)
        remembered_look(settings)
        remembered_scale(settings)
        wall_theme.remembered(settings)
        bookmark = Bookmark(settings, Path("/a"))
        bookmark.read()
        bookmark.may_try()
        remembered.folder(settings, "handouts/folder")
        remembered.window_place(settings, "window")
        for key in filter(None, settings.allKeys()[:20]):
            remembered.text(settings, key)
            remembered.whole(settings, key, 1, 0, 5)
            remembered.choice(settings, key, ("a", "b"), "a")
        del settings
        (aside or file).unlink(missing_ok=True)


class Templates(_Plain):
    """A template of a gathering."""

    def samples(self) -> Sequence[bytes]:
        return [path.read_bytes() for path in sorted(shipped("templates", "gatherings").glob("*.toml"))]

    def large(self) -> Iterable[bytes]:
        yield b"a = " + b"[" * 190_000
        yield b"a." * 90_000 + b"a = 1"
        yield b"[[parts]]\n" * 20_000
        yield b'a = """' + b"\\\n" * 90_000
        yield b"".join(b"[a%d]\n" % n for n in range(25_000))

    def read(self, data: bytes) -> None:
        from nettverk.services import templates

        for language in ("nb", "en"):
            templates.parsed(data, "mal.toml", language)


class Sheets(Templates):
    """A sheet as its file has it."""

    def samples(self) -> Sequence[bytes]:
        found = sorted((path.read_bytes() for path in shipped("templates", "sheets").glob("*.toml")), key=len)
        return [*found[:8], *found[-4:]]

    def read(self, data: bytes) -> None:
        from nettverk.services.sheets.shipped import parsed

        for language in ("nb", "en"):
            parsed(data, "ark.toml", language)


class Kept(_Plain):
    """Files of the program's own as JSON: what was rescued, who was removed, editions apart, backups."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        os.environ["NETTVERK_HOME"] = str(folder / "hjem")
        os.environ["TMPDIR"] = str(folder)
        from nettverk.services import database

        self._path = folder / "n.db"
        self._store = database.open_file(self._path)

    def samples(self) -> Sequence[bytes]:
        from nettverk.domain.rescue import Kept as Row
        from nettverk.domain.typed import Owner, TypedField, TypedLoose, TypedSheet
        from nettverk.services import rescue
        from nettverk.storage.removals import Removal

        here = rescue.address(self._path)
        rows = (
            Row(TypedLoose("Ny", "tekst"), "2026-11-24T08:00:00+00:00", None, "sted", True),
            Row(TypedField(Owner.PERSON, "p", "role", "x"), "2026-11-24T08:00:00+00:00", {"role": "y"}, "sted", False),
            Row(TypedSheet("g", "p", 1, "q", "tekst"), "2026-11-24T08:00:00+00:00", None, "sted", False),
        )
        removal = Removal("p", 1, "Person 1", "2026-11-24T08:00:00+00:00", "asked", done=True)
        parting = {"path": here, "side": here, "verdict": "missing", "readable": True}
        listed = [{"people": [asdict(removal)]}, parting, {"paths": [here], "id": "x"}]
        return [rescue._form(here, "", rows).encode(), *(json.dumps(each).encode() for each in listed)]

    def large(self) -> Iterable[bytes]:
        yield b"[" * 2_000_000
        yield b'{"kept":' * 1_000_000
        yield b'{"format": 1, "kept": [' + b"{}," * 500_000 + b"{}]}"
        yield b"9" * 5_000_000

    def read(self, data: bytes) -> None:
        from nettverk.services import backups, parting, rescue
        from nettverk.storage import installation, places, removals

        places.settings_file().parent.mkdir(parents=True, exist_ok=True)
        aside = places.settings_file().with_name("redning")
        records = parting._folder()
        root = backups.home() / "n"
        for each in (aside, records, root):
            each.mkdir(parents=True, exist_ok=True)
        written = [
            aside / "a.redning.json", removals.place(), records / f"{parting._key(self._path)}-1.db.json",
            root / backups._ABOUT, places.installation_file(),
        ]  # fmt: skip
        for file in written:
            file.write_bytes(data)
        rescue.come_back(self._store)
        removals.all_()
        list(parting._records(self._path))
        backups.all_(self._path)
        installation.installation_id()
        for each in aside.iterdir():
            each.unlink()

    def close(self) -> None:
        self._store.close()


class Pdfs(_Plain):
    """Slides: opened and drawn in the process that may die."""

    def __init__(self, folder: Path) -> None:
        from nettverk.services.slide_process import SlideProcess

        super().__init__(folder)
        self._process = SlideProcess()

    def samples(self) -> Sequence[bytes]:
        from tests.helpers import hostile_pdfs as made
        from tests.helpers.slides import locked_pdf, pdf

        drawn = b"BT /F 20 Tf 60 400 Td (Hei) Tj ET q 1 0 0 rg 0 0 100 100 re f Q 9 w 0 0 m 50 50 l S"
        font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        return [
            pdf(1), locked_pdf(""), made.page(drawn, resources=font), made.image(4, 4), made.pages(3),
            made.transparency(2, 1), made.forms_of_forms(2, 1),
        ]  # fmt: skip

    def read(self, data: bytes) -> None:
        from nettverk.services.pdf_pages import UnreadablePdf
        from nettverk.services.slide_process import PageFault

        with contextlib.suppress(UnreadablePdf, PageFault):
            count = self._process.open("x", data)
            for page in range(min(count, 2)):
                self._process.picture("x", page, 64, 36)
                self._process.words("x", page)

    def close(self) -> None:
        self._process.close()


class Paths(_Plain):
    """A command line, one word on each line: paths of every kind, in every job that reads a file."""

    _NEVER = ("demo", "--s", "--i", "--help", "-h", "--version", "--out", "print", "screens")
    """What takes long by what it was asked, or writes a folder where it was told to; these have tests of their own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        os.environ["NETTVERK_HOME"] = os.environ["HOME"] = str(folder / "hjem")
        self._from = Path.cwd()
        self._inside = folder / "a" / "b" / "c"
        self._inside.mkdir(parents=True)
        self._begin()

    def _begin(self) -> None:
        from nettverk.services import database

        os.chdir(self.folder)
        shutil.rmtree(self._inside)
        self._inside.mkdir(parents=True)
        os.chdir(self._inside)
        database.open_file(self._inside / "n.db").close()
        (self._inside / "liste.csv").write_text("Navn;Enhet\nKari Lund;Lia\n", "utf-8")
        (self._inside / "p.json").write_bytes(Problems(self.folder).samples()[1])
        (self._inside / "mappe").mkdir()
        (self._inside / "lenke").symlink_to("lenke")
        if hasattr(os, "mkfifo"):
            os.mkfifo(self._inside / "rør")
        self._kept = (self._inside / "liste.csv").read_bytes()

    def samples(self) -> Sequence[bytes]:
        lines = (
            "import\nliste.csv\n--db\nn.db", "import\nliste.csv\n--dry-run\n--db\nn.db", "check\n--db\nn.db", "n.db",
            "--db\nn.db\ngatherings\n--json", "groups\nsolve\np.json", "groups\nrepair\np.json", "--db\nn.db",
            "--db=n.db",
            "export\nalt.json\n--db\nn.db", "person\nshow\nKari\n--db\nn.db", "privacy\n--db\nn.db",
            "import\nrør\n--db\nn.db", "groups\nsolve\nrør", "--db\nrør\ngatherings", "check\n--db\nlenke",
        )  # fmt: skip
        return [line.encode() for line in lines]

    def read(self, data: bytes) -> None:
        from nettverk import app
        from nettverk.cli import main
        from nettverk.services import database

        words = [self._harmless(word) for word in data.decode("utf-8", "surrogateescape").split("\n")]
        if any(word.startswith(self._NEVER) for word in words):
            return
        options = app.gui_options(words)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            if options is None:
                code = main(words, screens=lambda _walls, _out, _size, _theme: [])
            elif options.db is not None:
                database.open_file(options.db).close()
                code = 0
            else:
                code = 0
        assert code in {0, 1, 2}
        assert "Traceback" not in said.getvalue()
        file = self._inside / "liste.csv"
        assert not file.exists() or file.read_bytes() == self._kept, "a list that was read was written in"
        if len(list(self._inside.iterdir())) > 40:
            self._begin()

    def _harmless(self, word: str) -> str:
        """Nothing outside the folder may be written in, whatever the program would do."""
        head, equals, path = word.rpartition("=") if word.startswith("--") else ("", "", word)
        devices = ("/dev/full", "/dev/null", "/dev/zero", "/proc/self/mem", "/")
        if path in devices or not path:
            return word
        if path.startswith("~"):
            path = f"~/{path.lstrip('~/')}"
        elif not Path(os.path.normpath(self._inside / path.replace("\0", ""))).is_relative_to(self.folder):
            path = path.replace("..", "").lstrip("/")
        return f"{head}{equals}{path}"

    def close(self) -> None:
        os.chdir(self._from)


READERS: dict[str, type[_Plain]] = {
    "csv": Lists, "xlsx": Workbooks, "import": Imports, "problem": Problems, "settings": Settings,
    "template": Templates, "sheet": Sheets, "kept": Kept, "pdf": Pdfs, "path": Paths,
}  # fmt: skip

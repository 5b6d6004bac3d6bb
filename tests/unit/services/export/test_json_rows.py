"""The JSON of everything is read a row at a time: whole, with its faults in place, and in little memory."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import gatherings
from nettverk.services.export import whole
from nettverk.services.export.json_rows import JsonRows
from nettverk.services.register import register
from nettverk.services.templates import template
from tests.helpers import stores

LONG = "QUJD" * 30_000
RAW = {
    "schema": ["0001_start"],
    "tables": {
        "a": [{"id": 1, "text": 'é🙂\\"]}{', "list": [1, {"k": []}]}, {"id": 2}],
        "b": [],
        "c": [{"data": LONG, "earlier": [{"data": LONG}]}],
    },
    "more": 3,
}


def reader(data: bytes) -> JsonRows:
    return JsonRows(io.BytesIO(data), "alt.json")


@pytest.mark.parametrize("indent", [None, 2])
def test_every_row_comes_as_it_stands(indent: int | None) -> None:
    rows = reader(b"\xef\xbb\xbf" + json.dumps(RAW, indent=indent, ensure_ascii=bool(indent)).encode())
    assert rows.head() == (["0001_start"], ("a", "b", "c"))
    read = [(row.table, row.number, row.values) for row in rows.rows()]
    tables = RAW["tables"]
    assert isinstance(tables, dict)
    slides = {"data": base64.b64decode(LONG), "earlier": [{"data": LONG}]}
    assert read == [("a", 1, tables["a"][0]), ("a", 2, tables["a"][1]), ("c", 1, slides)]


def test_a_file_that_is_cut_off_anywhere_is_known_by_it() -> None:
    data = json.dumps({**RAW, "tables": {"a": [{"id": 1, "text": 'x"\n'}, {"id": 2.5}]}}, indent=1).encode()
    for at in range(len(data)):
        with pytest.raises(BadInput):
            reader(data[:at]).head()
    assert reader(data + b"\n ").head()
    line = data.count(b"\n") + 2
    with pytest.raises(BadInput, match=f"linje {line}, tegn 3"):
        reader(data + b"\n  ,").head()


@pytest.mark.parametrize(
    "cell", ['{"a" 1}', '{"a": 01}', '{"a": "\\x"}', '{"a": NaN}', '{"a": [}', '{"a": ' + "[" * 900]
)
def test_a_row_that_is_no_json_is_a_sentence(cell: str) -> None:
    rows = reader(f'{{"schema": [], "tables": {{"a": [{cell}]}}}}'.encode())
    with pytest.raises(BadInput, match=r"alt\.json"):
        list(rows.rows())


def test_what_is_no_row_is_told_by_its_number_however_many_and_of_what_kind_stand_before() -> None:
    kinds = [
        "{}",
        '{"id": 1, "s": "}{\\""}',
        '{"a": [[1, {"b": []}]]}',
        '{"a": [[[[[[1]]]]]]}',
        ' {"t": "' + "x" * 3000 + '"} ',
    ]
    rows = [kinds[number % len(kinds)] for number in range(2_000)]
    with pytest.raises(BadInput, match=r"rad 2001\b"):
        reader(f'{{"schema": [], "tables": {{"a": [{",".join(rows)}, 7]}}}}'.encode()).head()
    lines = ",\n".join(rows)
    with pytest.raises(BadInput, match=r"linje 2000, tegn \d+"):
        reader(f'{{"schema": [], "tables": {{"a": [{lines} 7]}}}}'.encode()).head()


def _pieces(kind: str, size: int) -> Iterator[bytes]:
    """A file of so many million bytes that is made to hurt."""
    yield b'{"schema": ["0001_start"], "tables": {'
    many = 1_000_000
    if kind == "lists":
        yield b'"people": [{"id": ['
        for _step in range(size):
            yield b"[]," * (many // 3)
        yield b"[]]}]"
    elif kind == "rows":
        yield b'"people": ['
        for _step in range(size):
            yield b"{}," * (many // 3)
        yield b"{}]"
    elif kind == "text":
        yield b'"people": [{"id": "' + "🙂".encode()
        for _step in range(size):
            yield b"a\\n" * (many // 3)
        yield b'"}]'
    elif kind == "key":
        for _step in range(size):
            yield b'"' + b"k" * many
    else:
        yield b'"' + b" " * size * many
    yield b"}}"


_CHILD = """
import sys
from pathlib import Path
from contextlib import closing
from nettverk.domain.errors import BadInput
from nettverk.services.export import whole_in
for path in sys.argv[1:]:
    try:
        with closing(whole_in.read(Path(path))) as content:
            whole_in.build(content).close()
        print("built")
    except BadInput as fault:
        print(str(fault)[:60])
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)  # a process's own: ru_maxrss has its parent's too
"""


def _megabytes(*paths: Path) -> tuple[list[str], int]:
    words = [sys.executable, "-c", _CHILD, *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "."})
    *said, most = done.stdout.splitlines()
    return said, int(most)


def _hostile(folder: Path, size: int) -> list[Path]:
    paths = []
    for kind in ("lists", "rows", "text", "key", "space"):
        path = folder / f"{kind}.json"
        with path.open("wb") as file:
            for piece in _pieces(kind, size):
                file.write(piece)
        paths.append(path)
    return paths


def _with_slides(path: Path, shows: int, size: int) -> Path:
    """Everything from a file with so many slide shows of so many million letters."""
    store = stores.empty()
    network = register.add_network(store, "0–6").made
    gathering = gatherings.make(store, template("kristiansand"), network_id=network).made
    said = io.StringIO()
    whole.write(store, said)
    before, after = said.getvalue().split('"slides": [')
    store.close()
    with path.open("w", encoding="utf-8") as file:
        file.write(before + '"slides": [')
        for number in range(shows):
            row = {"id": str(number), "gathering_id": gathering, "name": "🙂.pdf", "pages": 1, "data": ""}
            file.write(("," if number else "") + json.dumps(row, ensure_ascii=False)[:-2])
            for _step in range(size):
                file.write(base64.b64encode(os.urandom(750_000)).decode())
            file.write('"}')
        file.write(after)
    return path


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured otherwise there")
def test_what_is_made_to_hurt_takes_little_memory(tmp_path: Path) -> None:
    said, most = _megabytes(*_hostile(tmp_path, 18), _with_slides(tmp_path / "slides.json", 1, 12))
    assert len(said) == 6
    assert said[-1] == "built"
    assert most <= 300


@pytest.mark.slow  # a gigabyte is written and read
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured otherwise there")
@pytest.mark.timeout(900)
def test_a_gigabyte_of_slides_or_of_malice_takes_no_more(tmp_path: Path) -> None:
    said, most = _megabytes(_with_slides(tmp_path / "slides.json", 12, 78))
    assert said == ["built"]
    assert most <= 300
    (tmp_path / "slides.json").unlink()
    said, most = _megabytes(*_hostile(tmp_path, 200))
    assert most <= 300, said

"""Inputs as hypothesis makes them, by the kind of reader: any bytes, and what has nearly the right shape."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import strategies as st

_BITS = st.sampled_from([
    "Navn", "Fornavn", "Etternavn", "E-post", "Enhet", "Rolle", "Bydel", "Tjeneste", "Kari Lund", "Ola Ness",
    "Lia skole",
    "styrer", "k@x.no", "Sum", "", " ", "anonymous", "1.10.2026", "12", "Ness, Ola", "Kari og Ola", "\u2028", "=1+1",
])  # fmt: skip
_CELL = st.one_of(_BITS, st.text(max_size=30))
_ROWS = st.lists(st.lists(_CELL, max_size=8), max_size=12)


def _as_text(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    out = io.StringIO()
    try:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    except csv.Error:
        return b""
    return out.getvalue().encode(encoding, "replace")


def _as_workbook(rows: list[list[str]], *_rest: str) -> bytes:
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell).encode("utf-8", "replace").decode() for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_LIST = st.builds(
    _as_text, _ROWS, st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-8-sig", "mac_roman"])
)
_NUMBER = st.one_of(st.integers(-3, 12), st.integers(), st.floats(), st.booleans(), st.none())
_LEAF = st.one_of(_NUMBER, st.text(max_size=8))


def _around(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(inner, st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=3))


_JSON = _around(_around(_around(_LEAF)))
_SMALL = st.integers(-1, 8)
_OR = lambda shape: st.one_of(shape, shape, shape, _JSON)  # noqa: E731 - three times of four as it should be
_PAIRS = st.lists(st.lists(_SMALL, max_size=4), max_size=4)
_PROBLEM = st.fixed_dictionaries(
    {
        "people": _OR(st.lists(st.fixed_dictionaries({"unit": _OR(st.sampled_from("abc"))}), min_size=1, max_size=9)),
        "tables": _OR(st.lists(st.integers(1, 6), min_size=1, max_size=4)),
        "rounds": _OR(st.integers(1, 3)),
    },
    optional={
        word: _OR(_PAIRS)
        for word in ("met", "past", "apart", "together", "at", "among", "locked", "present", "published")
    }
    | {"capacity": _OR(st.lists(_SMALL, max_size=4)), "hosts": _OR(st.lists(_SMALL, max_size=4)), "weights": _JSON,
       "order": _OR(st.lists(st.sampled_from(["size", "same_unit", "repeats"]), max_size=4)), "at_least": _JSON},
)  # fmt: skip
_PLAIN = st.binary(max_size=300)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


_LINE = st.tuples(
    st.sampled_from(["language", "look", "text_scale", "window", "room", "handouts\\folder", "x", "open\\|a",
    "tries\\|a"]),
    st.one_of(st.text(max_size=20), st.sampled_from(["@ByteArray(", "@Variant(\\0\\0", "1e999", "nn", "dark", "-1",
    "nan"])),
).map("=".join)  # fmt: skip
_SETTINGS = st.lists(st.one_of(_LINE, st.sampled_from(["[General]", "[stage]", "[%General]"])), max_size=8).map(
    lambda lines: "\n".join(lines).encode("utf-8", "replace")
)


def _toml(head: dict[str, object], parts: list[dict[str, object]]) -> bytes:
    def lines(table: dict[str, object]) -> str:
        return "\n".join(f"{name} = {json.dumps(value)}" for name, value in table.items() if value is not None)

    return "\n".join([lines(head), *(f"[[parts]]\n{lines(part)}" for part in parts)]).encode("utf-8", "replace")


_VALUE = st.one_of(st.text(max_size=8), st.integers(-5, 500), st.booleans(), st.lists(st.text(max_size=3), max_size=2))
_HOUR = st.one_of(st.sampled_from(["8.30", "15.00", "24.00", ""]), _VALUE)
_TEMPLATE = st.builds(
    _toml,
    st.fixed_dictionaries({"id": _VALUE, "name": _VALUE, "order": _VALUE, "starts_at": _HOUR, "ends_at": _HOUR}),
    st.lists(
        st.fixed_dictionaries(
            {"kind": st.one_of(st.sampled_from(["welcome", "talk", "groups", "break"]), _VALUE), "title": _VALUE,
             "minutes": st.one_of(st.integers(0, 90), _VALUE)},
            optional={"fixed_start": _HOUR, "questions": _VALUE, "method": _VALUE, "organising": _VALUE, "nn": _VALUE},
        ),
        max_size=4,
    ),
)  # fmt: skip
_WORD = st.one_of(
    st.sampled_from([
        "import", "check", "gatherings", "groups", "solve", "repair", "export", "person", "show", "privacy", "--db",
        "n.db",
        "--json", "liste.csv", "p.json", "mappe", "lenke", "rør", "..", "~", "--db=", "--dry-run", "", ".",
        "--gathering",
    ]),
    st.text(max_size=12),
)  # fmt: skip
_WORDS = st.lists(_WORD, min_size=1, max_size=6).map(lambda words: "\n".join(words).encode("utf-8", "surrogatepass"))

SHAPES = {
    "csv": st.one_of(_LIST, _LIST, _PLAIN),
    "import": _LIST,
    "xlsx": st.builds(_as_workbook, _ROWS),
    "problem": st.one_of(_PROBLEM.map(_json), _PROBLEM.map(_json), _JSON.map(_json), _PLAIN),
    "settings": st.one_of(_SETTINGS, _SETTINGS, _PLAIN),
    "template": st.one_of(_TEMPLATE, _TEMPLATE, _PLAIN),
    "sheet": st.one_of(_TEMPLATE, _PLAIN),
    "kept": st.one_of(_JSON.map(_json), _PLAIN),
    "pdf": _PLAIN.map(lambda data: b"%PDF-1.7\n" + data),
    "path": _WORDS,
}  # fmt: skip

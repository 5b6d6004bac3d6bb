"""A table on the clipboard is the same table where it is pasted, and nothing in it is computed."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.table_text import html_table, tab_separated

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("\n\t\"'=+-@"), max_size=8)


@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_is_the_same_cells(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(tab_separated(rows), newline=""), delimiter="\t"))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(re.match(r"\s*[=@]", cell) for row in read for cell in row)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html_table(rows, header=False), flags=re.DOTALL)
    assert [html.unescape(cell.replace("<br>", "\n")) for cell in cells] == [cell for row in rows for cell in row]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("=1+1", "'=1+1"), ("+47 900 00 000", "+47 900 00 000"), ("-2+3", "'-2+3"), ("-2", "-2"), ("@a", "'@a"),
        ("-1+cmd|'x'!A1", "'-1+cmd|'x'!A1"), ("a\r\nb", '"a\nb"'), ("a\tb", '"a\tb"'), ('si "ja"', '"si ""ja"""'),
        ("a\x00b", "ab"), ("<b>&", "<b>&"),
    ],
)  # fmt: skip
def test_a_cell(text: str, copied: str) -> None:
    assert tab_separated([[text]]) == copied


def test_the_header_is_one_and_every_cell_is_a_text() -> None:
    made = html_table([["Navn"], ["<Kari>"]], header=True)
    assert '<th style=\'mso-number-format:"\\@"\' sdnum="1044;1044;@">Navn</th>' in made
    assert ">&lt;Kari&gt;</td>" in made

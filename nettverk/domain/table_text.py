"""A table as text that other programs take as one: tab-separated lines, and HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

# What a spreadsheet reads as the start of a formula, also as full-width signs, and also after spaces or a tab.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"\s*[+\-][\d\s.,()]+%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_TEXT = """ style='mso-number-format:"\\@"' sdnum="1044;1044;@\""""
Rows = Sequence[Sequence[str]]


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula, when it is opened or when the cell is edited."""
    return _FORMULA.match(text) is not None


def tab_separated(rows: Rows) -> str:
    """A line for each row; what has a tab or a line break in it is quoted, as Excel itself does.

    A text that begins like a formula, and is no telephone number, has an apostrophe before it.
    """
    return "\n".join("\t".join(_cell(text) for text in row) for row in rows)


def html_table(rows: Rows, *, header: bool) -> str:
    """The same as a table; every cell that is no count says that it is a text, so that a spreadsheet computes nothing.

    Excel and LibreOffice each have their own way of saying it, and neither hears the other's.

    Args:
        header: whether the first row is one.
    """
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if header and number == 0 else "td"
        cells = "".join(f"<{tag}{'' if _COUNT.fullmatch(text) else _TEXT}>{_marked_up(text)}</{tag}>" for text in row)
        lines.append(f"<tr>{cells}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'


def _cell(text: str) -> str:
    text = _plain(text)
    if is_like_formula(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _marked_up(text: str) -> str:
    return escape(_plain(text)).replace("\n", "<br>")


def _plain(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))

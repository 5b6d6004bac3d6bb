"""A sheet made from the questions of an answer file, where the library has none that asks them.

A question is a sign where people answered it with the same few words as they answered others, and those words are a
scale whose order anybody knows: that is a traffic light. What is written freely becomes points or a text; nothing is
guessed beyond that.
"""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.names import tidy
from nettverk.domain.sheets.definition import Block, BlockKind, Item, Level, Mark, SheetDefinition, When, Who
from nettverk.domain.sheets.forms import FormsColumn, FormsTable, Title
from nettverk.domain.sheets.forms_columns import asks_for_table, asks_where_from
from nettverk.domain.sheets.forms_words import text_key
from nettverk.i18n import _

MOST_SIGNS, MOST_TEXTS, MOST_QUESTIONS = 60, 6, 20
_LONGEST = 200
"""Letters of a question that still stands on a wall; one that is cut is known again by its beginning."""
_SCALES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("tilfredsstillende", "tilfredsstillande", "satisfactory"),
        ("må bedres", "må betrast", "må forbedres", "must improve", "must get better"),
        ("må endres", "må endrast", "must change"),
    ),
    (("grønn", "grønt", "grøn", "green"), ("gul", "gult", "yellow", "amber"), ("rød", "rødt", "raud", "raudt", "red")),
    (
        ("helt enig", "heilt einig", "strongly agree"),
        ("litt enig", "delvis enig", "enig", "delvis einig", "einig", "agree"),
        ("verken eller", "nøytral", "neutral"),
        ("litt uenig", "delvis uenig", "uenig", "delvis ueinig", "ueinig", "disagree"),
        ("helt uenig", "heilt ueinig", "strongly disagree"),
    ),
    (
        ("i svært stor grad", "i stor grad", "to a large extent"),
        ("i noen grad", "i nokon grad", "to some extent"),
        ("i liten grad", "i svært liten grad", "to a small extent"),
    ),
    (
        ("alltid", "always"), ("ofte", "often"), ("av og til", "noen ganger", "sometimes"),
        ("sjelden", "sjeldan", "rarely"), ("aldri", "never"),
    ),
    (("ja", "yes"), ("delvis", "litt", "partly"), ("nei", "no")),
)  # fmt: skip
"""Scales, best level first, each level in the ways it is written."""
_MARKS = {
    2: (Mark.CIRCLE, Mark.SQUARE),
    3: (Mark.CIRCLE, Mark.TRIANGLE, Mark.SQUARE),
    4: (Mark.CIRCLE, Mark.RING, Mark.TRIANGLE, Mark.SQUARE),
    5: (Mark.CIRCLE, Mark.RING, Mark.DIAMOND, Mark.TRIANGLE, Mark.SQUARE),
}


def sheet_of(table: FormsTable) -> SheetDefinition | None:
    """A sheet that asks what a file answers: a traffic light where it can be, else its questions, each with points.

    None where nobody has answered anything.
    """
    return light_of(table) or _reflections(table)


def _reflections(table: FormsTable) -> SheetDefinition | None:
    questions = [column for column in table.columns if column.kind is FormsColumn.QUESTION and tidy(column.text)]
    answered = [column for column in questions if _answers(table, column)]
    tables = any(asks_for_table(column.text) for column in answered)
    asked = [column for column in answered if not asks_where_from(column.text) and not asks_for_table(column.text)]
    if not asked:
        return None
    blocks = tuple(
        Block(f"t{place}", BlockKind.POINTS, _label(column)) for place, column in enumerate(asked[:MOST_QUESTIONS], 1)
    )
    return SheetDefinition(
        "", 1, _("Spørsmål fra Forms"), _("Laget av spørsmålene i en svarfil fra Forms."),
        (Who.TABLE if tables else Who.ALONE,), When.IN_PART, 15, blocks, own=True,
    )  # fmt: skip


def _label(column: Title) -> str:
    text = tidy(column.text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def light_of(table: FormsTable, title: str = "") -> SheetDefinition | None:
    """A sheet whose signs are the file's questions; None where no two are answered on one scale that is known.

    Args:
        title: what it is to be called.
    """
    questions = [column for column in table.columns if column.kind is FormsColumn.QUESTION and tidy(column.text)]
    answers = {column.index: _answers(table, column) for column in questions}
    best: tuple[list[Title], tuple[tuple[str, ...], ...]] = ([], ())
    for scale in _SCALES:
        known = {text_key(word) for words in scale for word in words}
        signs = [column for column in questions if answers[column.index] and answers[column.index] <= known]
        if len(signs) > len(best[0]):
            best = signs, scale
    signs, scale = best
    if len(signs) < 2:
        return None
    texts = [
        column for column in questions
        if column not in signs and answers[column.index] and not asks_where_from(column.text)
    ]  # fmt: skip
    said = set().union(*(answers[column.index] for column in signs))
    items = tuple(Item(f"s{place}", _label(column)) for place, column in enumerate(signs[:MOST_SIGNS], 1))
    scaled = Block(
        "tegn", BlockKind.SCALE, _("Hvor godt får vi det til?"), items=items, levels=_levels(table, scale, said),
        questions=(
            _("Hvordan begrunner dere svarene?"), _("Hva er dere enige om?"), _("Hvor ser dere ulikt på det?"),
            _("Hva kan grunnen være?"),
        ),
    )  # fmt: skip
    free = tuple(
        Block(f"t{place}", BlockKind.TEXT, _label(column)) for place, column in enumerate(texts[:MOST_TEXTS], 1)
    )
    return SheetDefinition(
        "", 1, title or _("Trafikklys fra Forms"), _("Laget av spørsmålene i en svarfil fra Forms."),
        (Who.ALONE, Who.PAIR, Who.TABLE), When.IN_PART, 45, (scaled, *free), own=True,
    )  # fmt: skip


def _answers(table: FormsTable, column: Title) -> set[str]:
    cells = (cells[column.index] for _row, cells in table.rows if column.index < len(cells))
    return {text_key(cell) for cell in cells if tidy(cell)}


def _levels(table: FormsTable, scale: Sequence[Sequence[str]], said: set[str]) -> tuple[Level, ...]:
    """The levels of a scale in the words of the file; a level that nobody chose is there all the same."""
    written = {text_key(cell): tidy(cell) for _row, cells in table.rows for cell in cells if tidy(cell)}
    marks = _MARKS[len(scale)]
    levels = []
    for place, words in enumerate(scale):
        key = next((text_key(word) for word in words if text_key(word) in said), "")
        label = written.get(key, "") or words[0]
        levels.append(Level(f"n{place + 1}", label[:1].upper() + label[1:], marks[place]))
    return tuple(levels)

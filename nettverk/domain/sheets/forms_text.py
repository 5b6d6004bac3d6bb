"""A sheet's questions as text to paste into Microsoft Forms: numbered questions, and their choices as lines below.

Forms' quick import (and Word's) takes a line that begins with a number as a question, and lines that begin with a
letter as its choices. What is asked first says who answers, so that the answers find their way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition, Who
from nettverk.i18n import _

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def forms_text(sheet: SheetDefinition, signs: Sequence[str] = ()) -> str:
    """The whole form, in the language in force; the sheet must be read in the same language.

    Args:
        signs: those the groups wrote themselves, asked as well.
    """
    lines = [sheet.title]
    if sheet.about:
        lines.append(sheet.about)
    asked = [_who_asked(sheet), *_asked(sheet, signs)]
    for number, (question, choices) in enumerate((each for each in asked if each is not None), start=1):
        lines += ["", f"{number}. {question}"]
        lines += [f"{_LETTERS[place % 26]}. {choice}" for place, choice in enumerate(choices)]
    return "\n".join(lines) + "\n"


def has_questions(sheet: SheetDefinition) -> bool:
    """Whether there is anything to ask: a card alone is only read."""
    return any(True for _asked_one in _asked(sheet, ()))


def _who_asked(sheet: SheetDefinition) -> tuple[str, tuple[str, ...]] | None:
    match sheet.who:
        case Who.TABLE:
            return _("Hvilket bord sitter dere ved? Skriv bare tallet."), ()
        case Who.UNIT:
            return _("Hvilken enhet kommer dere fra?"), ()
        case Who.PAIR:
            return _("Hvilket nummer har paret deres? Skriv bare tallet."), ()
        case Who.ALONE if any(block.kind is BlockKind.SCALE for block in sheet.blocks):
            return _("Hvilken enhet kommer du fra?"), ()
        case _:
            return None


def _asked(sheet: SheetDefinition, signs: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in sheet.blocks:
        yield from _asked_in(block, signs)


def _asked_in(block: Block, signs: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    match block.kind:
        case BlockKind.TEXT | BlockKind.POINTS:
            yield block.prompt, ()
        case BlockKind.COLUMNS | BlockKind.STEPS | BlockKind.PIECES | BlockKind.SHARE:
            yield from ((item.label, ()) for item in block.items)
        case BlockKind.TICKS:
            yield block.prompt, tuple(item.label for item in block.items)
        case BlockKind.SCALE:
            levels = tuple(level.label for level in block.levels)
            yield from ((label, levels) for label in (*(item.label for item in block.items), *signs))
            yield from ((question, ()) for question in block.questions)
        case BlockKind.COMMITMENT:
            yield from ((label, ()) for label in (_("Hva"), _("Hvem"), _("Når"), _("Tas opp i")))
        case BlockKind.CARD:
            return

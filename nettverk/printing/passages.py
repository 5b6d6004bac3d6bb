"""Letters of passages: a heading, a line on what it is, and points under headings with small lines below them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nettverk.domain.handouts import NotedLine, Occasion, PassageLetter, PassageLetters
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Item, Stack, Text
from nettverk.printing.flow import Letter, Page, lay_out_well
from nettverk.printing.tags import Node

_LONG = 400
"""Letters. A longer point may be divided between two pages."""


def pages(document: PassageLetters) -> list[Page]:
    """Each letter from a page of its own."""
    drawn: list[Page] = []
    for letter in document.letters:
        # When we meet next stands in a passage: it may be another day than the one that was said at the gathering.
        drawn += lay_out_well(partial(_laid, document.occasion, letter))
    return drawn


def _laid(occasion: Occasion, letter: PassageLetter, air: float) -> Letter:
    return Letter(occasion, letter.title, _blocks(letter, air))


def _blocks(letter: PassageLetter, air: float) -> list[Block]:
    blocks: list[Block] = [Heading(letter.title, styles.TITLE, level=1, outline=0)]
    if letter.lead:
        blocks.append(Text(letter.lead, styles.LEAD, keep=True))
    for passage in letter.passages:
        blocks.append(Heading(passage.title, part=passage.part, outline=1, before=15 * air))
        if passage.lead:
            blocks.append(Text(passage.lead, styles.BODY, keep=bool(passage.lines)))
        blocks += _points(passage.lines, passage.part, air)
    return blocks


def _points(lines: Sequence[NotedLine], part: int, air: float) -> list[Block]:
    node = Node("L")
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        item = Item(line.text, styles.BODY, node, part=part)
        item.keep = bool(line.notes) and len(line.text) < _LONG
        stack: list[Block] = [item]
        for note in line.notes:
            under = Text(note, styles.NOTE.but(size=10, leading=13.5))
            under.indent = item.indent
            stack.append(under)
        blocks.append(Stack(stack, before=(4.0 if place else 2.0) * air, whole=len(line.text) < _LONG))
    return blocks

"""The structure behind the pages: headings, paragraphs, lists and tables in reading order, for screen readers.

reportlab writes no tags of its own, but marked content on the page and a tree of objects behind it are all that a
tagged PDF (ISO 32000-1, 14.7–14.8) asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Widget:
    """A field to fill in, which belongs to an element: its page, from 0, and the object («12 0 R») it is."""

    page: int
    number: str


@dataclass(slots=True)
class Node:
    """One element of the structure; ``kids`` are nodes, (page, number) of marked content, or fields to fill in.

    Attributes:
        kind: a standard structure type: H1, H2, P, L, LI, LBody, Table, TR, TH, TD, Figure …
        alt: what a picture shows, in words.
        scope: Column or Row for a table's header cells.
        span: how many columns a cell is above.
        language: of what was typed in another language than the document's, as «nn-NO».
        numbering: what stands before the points of a list: Disc, or Decimal.
        placed: it is among the kids of another. That one is not known here: what points only downwards is gone at once
            when nobody needs it.
        box: left, bottom, right and top of a picture, in points from the page's lower left corner.
        number: of the object it is written as, once it is.
    """

    kind: str
    alt: str = ""
    scope: str = ""
    span: int = 1
    language: str = ""
    numbering: str = "Disc"
    box: tuple[float, float, float, float] | None = None
    placed: bool = False
    number: int = 0
    kids: list[Node | tuple[int, int] | Widget] = field(default_factory=list)

    def add(self, kid: Node) -> None:
        """Put a node under this one, unless it already has its place (a table continued on the next page)."""
        if not kid.placed:
            kid.placed = True
            self.kids.append(kid)


CODES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""The program's languages as documents name them."""
CELLS, _LISTS = frozenset({"TH", "TD"}), frozenset({"L"})


@dataclass(slots=True)
class Tree:
    """The whole structure, and which element owns each piece of marked content.

    Attributes:
        owners: of each page, in the order of its pieces.
    """

    root: Node = field(default_factory=lambda: Node("Document"))
    owners: list[list[Node]] = field(default_factory=list)

    def new_page(self) -> list[Node]:
        """Begin to number marked content anew, as PDF counts it page by page; returns who will own it."""
        owners: list[Node] = []
        self.owners.append(owners)
        return owners

    def objects(self, first: int, root: int, pages: Sequence[int]) -> tuple[str, list[str]]:
        """The structure as objects of a PDF, once all pages are drawn, in PDF's own syntax.

        Args:
            first: the first number that is free; the others follow it.
            root: the number of the structure's root, which the catalogue points to.
            pages: the numbers of the pages, in order.

        Returns:
            The root, and the others in the order of their numbers.
        """
        writer = _Writer(first, [f"{page} 0 R" for page in pages])
        top = writer.put(self.root, root)
        numbers: list[str] = []
        for page, nodes in enumerate(self.owners):
            owners = " 0 R ".join([str(node.number) for node in nodes])
            numbers.append(f"{page} {writer.add(f'[{owners} 0 R]' if nodes else '[]')} 0 R")
        after = len(self.owners)
        numbers += [f"{place} {number} 0 R" for place, number in enumerate(writer.fields, after)]
        kids = f"/K[{top} 0 R]" if top is not None else ""
        written = (
            f"<</Type/StructTreeRoot{kids}/ParentTree<</Nums[{' '.join(numbers)}]>>"
            f"/ParentTreeNextKey {after + len(writer.fields)}>>"
        )
        return written, writer.sources


_PLAIN = re.compile(r"[ -~][ -~\xa1-\xac\xae-\xff]*")
"""Words whose letters are the same bytes in PDF's own alphabet; the first announces no other."""
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "\\()"}


_LONGEST = 8_000
"""Letters of a title or of a picture's words: PDF/A lets no string be longer than 32,767 bytes, and each letter may
take four. Nobody listens to more; what is on the page is not shortened."""


def shortened(words: str) -> str:
    """Words that end in … where PDF/A does not let them be longer."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def text_of(words: str) -> str:
    """Words as a text string of PDF's, for an object that is written a byte for each letter."""
    words = shortened(words)
    if _PLAIN.fullmatch(words):
        return f"({words.translate(_ESCAPED)})"
    return f"<FEFF{words.encode('utf-16-be', 'replace').hex().upper()}>"


class _Writer:
    """Elements as objects: there are thousands of them, so each is one piece of text and nothing else.

    Attributes:
        sources: the objects, the first of them under the number it was begun with.
        fields: the numbers of the nodes that have a field, in the order of the fields.
    """

    def __init__(self, first: int, pages: Sequence[str]) -> None:
        self._first, self._pages = first, pages
        self.sources: list[str] = []
        self.fields: list[int] = []

    def add(self, source: str) -> int:
        """Write one more object; returns its number."""
        self.sources.append(source)
        return self._first + len(self.sources) - 1

    def put(self, node: Node, parent: int) -> int | None:
        """Write a node and all below it; returns its number. None where nothing was drawn in it: a reader would stop
        there and hear nothing. An empty cell keeps its place in its row."""
        sources, pages, before = self.sources, self._pages, self._first
        number = node.number = before + len(sources)
        sources.append("")
        kids: list[str] = []
        first = -1
        for kid in node.kids:
            if isinstance(kid, Node):
                inside = kid.kids
                if len(inside) == 1 and isinstance(only := inside[0], tuple):  # as most of them are
                    page, mark = only
                    kid.number = below = before + len(sources)
                    about = _about(kid) if kid.scope or kid.alt or kid.language or kid.span > 1 else ""
                    sources.append(f"<</S/{kid.kind}/P {number} 0 R/Pg {pages[page]}/K {mark}{about}>>")
                    kids.append(f"{below} 0 R")
                elif (written := self.put(kid, number)) is not None:
                    kids.append(f"{written} 0 R")
            elif isinstance(kid, Widget):
                kids.append(f"<</Type/OBJR/Obj {kid.number}/Pg {pages[kid.page]}>>")
                self.fields.append(number)
            else:
                page, mark = kid
                first = page if first < 0 else first
                # On the element's own page, as nearly all of them are, its number is enough.
                kids.append(f"{mark}" if page == first else f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>")
        if not kids and node.kind not in CELLS:
            sources.pop()
            return None
        page_of = f"/Pg {pages[first]}" if first >= 0 else ""
        said = f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}" if kids else ""
        sources[number - self._first] = f"<</S/{node.kind}/P {parent} 0 R{page_of}{said}{_about(node)}>>"
        return number


def _about(node: Node) -> str:
    """What an element says of itself beside its kind, in PDF's syntax; most say nothing."""
    if node.scope:
        attributes = f"/A{_scope(node.scope, node.span)}"
    elif node.kind in _LISTS:
        attributes = f"/A<</O/List/ListNumbering/{node.numbering}>>"
    elif node.box is not None:
        attributes = f"/A<</O/Layout/Placement/Block/BBox[{' '.join([f'{side:.1f}' for side in node.box])}]>>"
    elif node.span > 1:
        attributes = f"/A{_scope('', node.span)}"
    elif node.alt or node.language:
        attributes = ""
    else:
        return ""
    alt = f"/Alt{text_of(node.alt)}" if node.alt else ""
    language = f"/Lang({node.language})" if node.language else ""
    return f"{alt}{language}{attributes}"


@cache
def _scope(scope: str, span: int) -> str:
    """What a header cell heads, and how many columns it is above."""
    return f"<</O/Table{f'/Scope/{scope}' if scope else ''}{f'/ColSpan {span}' if span > 1 else ''}>>"

"""The structure behind the pages: headings, paragraphs, lists and tables in reading order, for screen readers.

reportlab writes no tags of its own, but marked content on the page and a tree of objects behind it are all that a
tagged PDF (ISO 32000-1, 14.7–14.8) asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nettverk.printing.reportlab_internals import ObjectTable


@dataclass(slots=True)
class Node:
    """One element of the structure; ``kids`` are nodes, or (page, number) of marked content.

    Attributes:
        kind: a standard structure type: H1, H2, P, L, LI, LBody, Table, TR, TH, TD, Figure …
        alt: what a picture shows, in words.
        scope: Column or Row for a table's header cells.
        span: how many columns a cell is above.
        language: of what was typed in another language than the document's, as «nn-NO».
        numbering: what stands before the points of a list: Disc, or Decimal.
        box: left, bottom, right and top of a picture, in points from the page's lower left corner.
    """

    kind: str
    alt: str = ""
    scope: str = ""
    span: int = 1
    language: str = ""
    numbering: str = "Disc"
    box: tuple[float, float, float, float] | None = None
    parent: Node | None = None
    kids: list[Node | tuple[int, int]] = field(default_factory=list)

    def add(self, kid: Node) -> None:
        """Put a node under this one, unless it already has its place (a table continued on the next page)."""
        if kid.parent is None:
            kid.parent = self
            self.kids.append(kid)


_CELLS, _LISTS = frozenset({"TH", "TD"}), frozenset({"L"})


def _attributes(node: Node) -> str:
    """What a structure element says beside its kind, in PDF's syntax."""
    if node.scope or node.span > 1:
        scope = f"/Scope/{node.scope}" if node.scope else ""
        return f"<</O/Table{scope}{f'/ColSpan {node.span}' if node.span > 1 else ''}>>"
    if node.kind in _LISTS:
        return f"<</O/List/ListNumbering/{node.numbering}>>"
    if node.box is not None:
        return f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{side:.1f}' for side in node.box)}]>>"
    return ""


@dataclass(slots=True)
class Tree:
    """The whole structure, and which element owns each piece of marked content."""

    root: Node = field(default_factory=lambda: Node("Document"))
    owners: list[list[Node]] = field(default_factory=list)

    def new_page(self) -> None:
        """Begin to number marked content anew, as PDF counts it page by page."""
        self.owners.append([])

    def mark(self, node: Node) -> int:
        """The number of the next piece of marked content on this page, owned by the node."""
        page = len(self.owners) - 1
        number = len(self.owners[page])
        self.owners[page].append(node)
        node.kids.append((page, number))
        return number

    def _is_empty(self, node: Node) -> bool:
        """Whether nothing was drawn in a node or below it; an empty cell keeps its place in its row."""
        if node.kind in _CELLS:
            return False
        return all(isinstance(kid, Node) and self._is_empty(kid) for kid in node.kids)

    def write(self, objects: ObjectTable, pages: list[Any]) -> None:
        """Add the structure to the PDF once all pages are drawn.

        Args:
            pages: references to the pages, in order.
        """
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        references: dict[int, Any] = {}
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root_reference = objects.add(root, "structure-root")
        page_numbers = [objects.number(page) for page in pages]
        root["K"] = PDFArray(
            [self._object(self.root, objects.number(root_reference), objects, page_numbers, references)]
        )
        numbers: list[Any] = []
        for page, nodes in enumerate(self.owners):
            owners = PDFArray([references[id(node)] for node in nodes])
            numbers += [page, objects.add(owners, f"structure-page-{page}")]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        root["ParentTreeNextKey"] = len(self.owners)
        objects.tag(root_reference, pages)

    def _object(
        self, node: Node, parent: str, objects: ObjectTable, pages: list[str], references: dict[int, Any]
    ) -> Any:
        """Put a node and all below it in the document; returns the reference to it."""
        reference, number = objects.reserve(f"structure-{len(references)}")
        references[id(node)] = reference
        kids: list[str] = []
        first = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), 0)
        for kid in node.kids:
            if isinstance(kid, Node):
                if not self._is_empty(kid):  # a reader would stop there and hear nothing
                    kids.append(objects.number(self._object(kid, number, objects, pages, references)))
            elif kid[0] == first:  # on the element's own page, as nearly all of them are, its number is enough
                kids.append(f"{kid[1]}")
            else:
                kids.append(f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
        words = [f"<</S/{node.kind}/P {parent}"]
        if any(not isinstance(kid, Node) for kid in node.kids):
            words.append(f"/Pg {pages[first]}")
        if kids:
            words.append(f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}")
        if node.alt:
            words.append(f"/Alt<FEFF{node.alt.encode('utf-16-be', 'replace').hex().upper()}>")
        if node.language:
            words.append(f"/Lang({node.language})")
        attributes = _attributes(node)
        if attributes:
            words.append(f"/A{attributes}")
        objects.put(reference, "".join(words) + ">>")  # there are thousands of them
        return reference

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
    """

    kind: str
    alt: str = ""
    scope: str = ""
    parent: Node | None = None
    kids: list[Node | tuple[int, int]] = field(default_factory=list)

    def add(self, kid: Node) -> None:
        """Put a node under this one, unless it already has its place (a table continued on the next page)."""
        if kid.parent is None:
            kid.parent = self
            self.kids.append(kid)


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
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(objects.number(self._object(kid, number, objects, pages, references)))
            else:
                page, mark = kid
                kids.append(f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>")
        words = [f"<</Type/StructElem/S/{node.kind}/P {parent}"]
        if kids:
            words.append(f"/K[{' '.join(kids)}]")
        if node.alt:
            words.append(f"/Alt<FEFF{node.alt.encode('utf-16-be', 'replace').hex().upper()}>")
        if node.scope:
            words.append(f"/A<</O/Table/Scope/{node.scope}>>")
        objects.put(reference, "".join(words) + ">>")  # there are thousands of them
        return reference

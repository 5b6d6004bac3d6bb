"""The structure behind the pages: headings, paragraphs, lists and tables in reading order, for screen readers.

reportlab writes no tags of its own; it lets us put marked content on the page and objects in the catalogue, which is
all that a tagged PDF (ISO 32000-1, 14.7–14.8) asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


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
        """Begin to number marked content anew."""
        self.owners.append([])

    def mark(self, node: Node) -> int:
        """The number of the next piece of marked content on this page, owned by the node."""
        page = len(self.owners) - 1
        number = len(self.owners[page])
        self.owners[page].append(node)
        node.kids.append((page, number))
        return number

    def write(self, document: Any, pages: list[Any]) -> None:
        """Add the structure to a reportlab document whose pages are drawn.

        Args:
            document: the canvas's ``_doc``.
            pages: references to its pages, in order.
        """
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        references: dict[int, Any] = {}
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root_reference = document.Reference(root, "structure-root")
        paged = [_number(document, page.name) for page in pages]
        root["K"] = PDFArray(
            [self._object(self.root, _number(document, root_reference.name), document, paged, references)]
        )
        numbers: list[Any] = []
        for page, nodes in enumerate(self.owners):
            owners = PDFArray([references[id(node)] for node in nodes])
            numbers += [page, document.Reference(owners, f"structure-page-{page}")]
        root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        root["ParentTreeNextKey"] = len(self.owners)
        catalogue = document.Catalog
        catalogue.StructTreeRoot = root_reference
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        for number, reference in enumerate(pages):
            page_object = document.idToObject[reference.name]
            page_object.__NoDefault__ = [*page_object.__NoDefault__, "StructParents", "Tabs"]
            page_object.StructParents = number
            page_object.Tabs = PDFName("S")

    def _object(self, node: Node, parent: str, document: Any, pages: list[str], references: dict[int, Any]) -> Any:
        """Put a node and all below it in the document; returns the reference to it."""
        from reportlab.pdfbase.pdfdoc import PDFDictionary

        reference = document.Reference(PDFDictionary({}), f"structure-{len(references)}")
        references[id(node)] = reference
        here = _number(document, reference.name)
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(_number(document, self._object(kid, here, document, pages, references).name))
            else:
                page, number = kid
                kids.append(f"<</Type/MCR/Pg {pages[page]}/MCID {number}>>")
        words = [f"<</Type/StructElem/S/{node.kind}/P {parent}"]
        if kids:
            words.append(f"/K[{' '.join(kids)}]")
        if node.alt:
            words.append(f"/Alt<FEFF{node.alt.encode('utf-16-be', 'replace').hex().upper()}>")
        if node.scope:
            words.append(f"/A<</O/Table/Scope/{node.scope}>>")
        document.idToObject[reference.name] = "".join(words) + ">>"  # written as it is: there are thousands of them
        return reference


def _number(document: Any, name: str) -> str:
    """How the PDF refers to an object: «12 0 R»."""
    number, generation = document.idToObjectNumberAndVersion[name]
    return f"{number} {generation} R"

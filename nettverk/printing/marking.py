"""What is open while something is drawn: an element of the structure, or marked content of a page.

There are thousands of them in a document, so they are plain objects and not functions that stop halfway.
"""

from __future__ import annotations

from contextlib import nullcontext

from nettverk.printing.tags import Node

NOTHING = nullcontext()


class Inside:
    """The elements that are open: what is drawn until the last of them is closed belongs to it."""

    __slots__ = ("_open",)

    def __init__(self, root: Node) -> None:
        self._open = [root]

    def add(self, node: Node) -> None:
        """Put a node in the one that is open, unless it has its place."""
        if not node.placed:
            node.placed = True
            self._open[-1].kids.append(node)

    def inside(self, node: Node) -> Inside:
        """Itself, with one more that is open until it is closed."""
        if not node.placed:
            node.placed = True
            self._open[-1].kids.append(node)
        self._open.append(node)
        return self

    def __enter__(self) -> None:
        """Do nothing: it was opened when it was asked for."""

    def __exit__(self, *_fault: object) -> None:
        self._open.pop()


_FORM = "/Artifact BMC"
_END_OF_FORM = "EMC "
"""Ends what is form and not content; told from the end of content by its space."""


class Marked:
    """Marked content of a page, which is never inside other marked content, so that one of these does for all.

    What is said otherwise than it is drawn, or in another language, is a piece of its own beside the rest of its node
    (``apart``) and not within it: some readers take the end of what is within for the end of all.

    Args:
        never: nothing is to be marked, as in a page that is only looked at.

    Attributes:
        open: whether something is marked just now, or nothing is to be.
    """

    __slots__ = ("_code", "_end", "_node", "_opener", "_owners", "_page", "_reopened", "open")

    def __init__(self, *, never: bool = False) -> None:
        self.open = never
        self._code: list[str] = []
        self._owners: list[Node] = []
        self._page = -1
        self._end = ""
        self._node: Node | None = None
        self._opener = ""
        self._reopened = False

    def next_page(self, code: list[str], owners: list[Node]) -> None:
        """Go on on another page: its operators, and who owns each piece of it."""
        self._code, self._owners = code, owners
        self._page += 1

    def content(self, node: Node) -> Marked:
        """Itself, opened: what is drawn until it is closed is the node's own text or picture."""
        self._node = node
        self._begin(node)
        self._end = "EMC"
        self._reopened = False
        self.open = True
        return self

    def _begin(self, node: Node) -> None:
        owners = self._owners
        number = len(owners)
        owners.append(node)
        node.kids.append((self._page, number))
        self._opener = f"/{node.kind} <</MCID {number}>> BDC"
        self._code.append(self._opener)

    def apart(self, properties: str) -> None:
        """Begin a piece of the open node with properties of its own, in PDF's syntax; ``again`` ends it. In what is
        form it is within that."""
        code, node = self._code, self._node
        if node is None:
            code.append(f"/Span <<{properties}>> BDC")
            return
        if code[-1] is not self._opener:
            code.append("EMC")
            self._begin(node)
        code[-1] = f"/Span <</MCID {len(self._owners) - 1}{properties}>> BDC"

    def again(self) -> None:
        """End what was ``apart``, and go on."""
        self._code.append("EMC")
        if self._node is not None:
            self._begin(self._node)
            self._reopened = True

    def form(self) -> Marked:
        """Itself, opened: what is drawn until it is closed is form. One after the other, as lines are, they are one."""
        code = self._code
        if code and code[-1] == _END_OF_FORM:
            code.pop()
        else:
            code.append(_FORM)
        self._end = _END_OF_FORM
        self._node = None
        self.open = True
        return self

    def put(self, piece: str) -> None:
        """Operators that draw form; inside of something that is marked they are a part of that."""
        code = self._code
        if self.open:
            code.append(piece)
        elif code and code[-1] == _END_OF_FORM:
            code[-1] = piece
            code.append(_END_OF_FORM)
        else:
            code += (_FORM, piece, _END_OF_FORM)

    def __enter__(self) -> None:
        """Do nothing: it was opened when it was asked for."""

    def __exit__(self, *_fault: object) -> None:
        self.open = False
        node, self._node = self._node, None
        if node is not None and self._reopened and self._code[-1] is self._opener:  # nothing came after what was apart
            self._code.pop()
            self._owners.pop()
            node.kids.pop()
            return
        self._code.append(self._end)

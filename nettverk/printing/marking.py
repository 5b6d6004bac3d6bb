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

    Args:
        never: nothing is to be marked, as in a page that is only looked at.

    Attributes:
        open: whether something is marked just now, or nothing is to be.
    """

    __slots__ = ("_code", "_end", "_owners", "_page", "open")

    def __init__(self, *, never: bool = False) -> None:
        self.open = never
        self._code: list[str] = []
        self._owners: list[Node] = []
        self._page = -1
        self._end = ""

    def next_page(self, code: list[str], owners: list[Node]) -> None:
        """Go on on another page: its operators, and who owns each piece of it."""
        self._code, self._owners = code, owners
        self._page += 1

    def content(self, node: Node) -> Marked:
        """Itself, opened: what is drawn until it is closed is the node's own text or picture."""
        owners = self._owners
        number = len(owners)
        owners.append(node)
        node.kids.append((self._page, number))
        self._code.append(f"/{node.kind} <</MCID {number}>> BDC")
        self._end = "EMC"
        self.open = True
        return self

    def form(self) -> Marked:
        """Itself, opened: what is drawn until it is closed is form. One after the other, as lines are, they are one."""
        code = self._code
        if code and code[-1] == _END_OF_FORM:
            code.pop()
        else:
            code.append(_FORM)
        self._end = _END_OF_FORM
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
        self._code.append(self._end)
        self.open = False

"""What is open while something is drawn: an element of the structure, or marked content of a page.

There are thousands of them in a document, so they are plain objects and not functions that stop halfway.
"""

from __future__ import annotations

from contextlib import nullcontext

from nettverk.printing.tags import Node

NOTHING = nullcontext()


class Inside:
    """An element that is open: what is drawn until it is closed belongs to it."""

    __slots__ = ("_node", "_open")

    def __init__(self, opened: list[Node], node: Node) -> None:
        self._open, self._node = opened, node

    def __enter__(self) -> None:
        self._open.append(self._node)

    def __exit__(self, *_fault: object) -> None:
        self._open.pop()


_END_OF_FORM = "EMC "
"""Ends what is form and not content; told from the end of content by its space."""


class Marked:
    """Marked content of a page, which is never inside other marked content, so that one of these does for all.

    Attributes:
        open: whether something is marked just now.
    """

    __slots__ = ("_code", "_opening", "open")

    def __init__(self) -> None:
        self.open = False
        self._code: list[str] = []
        self._opening = ""

    def begun(self, code: list[str], opening: str) -> Marked:
        """Itself, about to be opened on a page's list of operators; empty is for what is form."""
        self._code, self._opening = code, opening
        return self

    def __enter__(self) -> None:
        self.open = True
        code = self._code
        if self._opening:
            code.append(self._opening)
        elif code and code[-1] == _END_OF_FORM:  # one after the other, as lines to write on are, they are one
            code.pop()
        else:
            code.append("/Artifact BMC")

    def __exit__(self, *_fault: object) -> None:
        self._code.append("EMC" if self._opening else _END_OF_FORM)
        self.open = False

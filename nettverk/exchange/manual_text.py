"""Pages of the manual as they are written: a part of Markdown, which is read to plain values.

``# Title``, ``## Subheading``, paragraphs, lists, ``![what one sees](picture)`` on a line of its own, and in lines:

- ``**Ny samling**``: a word of the program, always in bokmål, its source; the reader sees it in the page's language.
  ``**meny|Vis**`` has a context, as in ``_c("meny", "Vis")``.
- ```` `Ctrl+K` ````: a key. What begins with ``nettverk ``, or has a slash or a full stop, is typed or is a file.
- ``[](groups)``: the way to another page, by its title.
- ``<!-- words -->`` at the end: what one may also search for.

Anything else is a fault of whoever wrote it, and is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.manual.text import (
    Block,
    Inline,
    Key,
    Line,
    OnScreen,
    PageText,
    Paragraph,
    Picture,
    Points,
    See,
    Subheading,
    Typed,
    Words,
)
from nettverk.i18n import _, _c, in_own_words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MODIFIERS = frozenset({"Ctrl", "Shift", "Alt", "Windows"})
_TYPED = re.compile(r"^nettverk\b|\w[./\\_]|[./\\]\w")
_IN_LISTS = frozenset(
    {"bullet_list_open", "ordered_list_open", "list_item_open", "list_item_close", "paragraph_open", "paragraph_close",
     "inline"}
)  # fmt: skip
_COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.DOTALL)


class BadPage(ValueError):
    """A page has what no page may have."""


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def title_of(text: str) -> str:
    """The first line's title: what other pages call this one."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("# "):
        raise BadPage(f"no title: {first}")
    return in_own_words(first[2:].strip())


def read(page: ManualPage, text: str, title: Callable[[ManualPage], str], picture: Callable[[str], Path]) -> PageText:
    """A page in the language in force.

    Args:
        text: as it is written.
        title, picture: of another page, and where a picture lies.

    Raises:
        BadPage: something that is not among what a page is made of.
    """
    reader = _Reader(title, picture)
    blocks = tuple(reader.blocks(_markdown().parse(text)))
    return PageText(page, title_of(text), blocks, reader.keywords)


class _Reader:
    """Turns the library's tokens into blocks."""

    def __init__(self, title: Callable[[ManualPage], str], picture: Callable[[str], Path]) -> None:
        self._title, self._picture = title, picture
        self.keywords = ""

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Every block below the title."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "heading_open":
                    if token.tag == "h2":
                        yield Subheading(in_own_words(tokens[at + 1].content))
                    elif token.tag != "h1" or at:
                        raise BadPage(f"a heading of level {token.tag}")
                    at += 3
                case "paragraph_open":
                    yield self._paragraph(tokens[at + 1])
                    at += 3
                case "bullet_list_open" | "ordered_list_open":
                    end = next(
                        place for place in range(at, len(tokens))
                        if tokens[place].type == token.type.replace("open", "close")
                    )  # fmt: skip
                    inside = [part for part in tokens[at:end] if part.type == "inline"]
                    if any(part.type not in _IN_LISTS for part in tokens[at:end]):
                        raise BadPage(f"a list in {[part.content for part in inside]} has more than lines")
                    yield Points(tuple(self._line(part) for part in inside), token.type == "ordered_list_open")
                    at = end + 1
                case "html_block" if _COMMENT.match(token.content):
                    self.keywords = _COMMENT.sub(r"\1", token.content).strip()
                    at += 1
                case other:
                    raise BadPage(f"{other}: {token.content}")

    def _paragraph(self, inline: Token) -> Block:
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            name = str(children[0].attrs["src"])
            return Picture(name, in_own_words(children[0].content), self._picture(name))
        return Paragraph(self._line(inline))

    def _line(self, inline: Token) -> Line:
        return tuple(self._pieces(inline.children or []))

    def _pieces(self, tokens: Sequence[Token]) -> Iterator[Inline]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "text":
                    if token.content:
                        yield Words(in_own_words(token.content))
                case "softbreak":
                    yield Words(" ")
                case "code_inline":
                    yield Typed(token.content) if _TYPED.search(token.content) else Key(key_name(token.content))
                case "strong_open":
                    yield OnScreen(on_screen(tokens[at + 1].content), tokens[at + 1].content)
                    at += 2
                case "link_open":
                    page = ManualPage(str(token.attrs["href"]))
                    if tokens[at + 1].type != "link_close":
                        raise BadPage(f"a link with words of its own: {tokens[at + 1].content}")
                    yield See(page, self._title(page))
                    at += 1
                case other:
                    raise BadPage(f"{other}: {token.content}")
            at += 1


def on_screen(source: str) -> str:
    """A word of the program in the language in force; that a button asks for more is no part of a sentence."""
    context, bar, word = source.partition("|")
    return (_c(context, word) if bar else _(source)).removesuffix(" …")


def key_name(keys: str) -> str:
    """Keys as the language in force names them: «Ctrl+Space» in English."""
    return "+".join(part if len(part) < 3 or part in _MODIFIERS else _(part) for part in keys.split("+"))

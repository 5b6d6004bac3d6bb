"""The manual in a language: read from ``resources/manual``, searched, and shown as simple HTML page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from nettverk.assets import resource
from nettverk.domain.manual.pages import Chapter, ManualPage
from nettverk.domain.manual.text import ChapterText, Manual, PageText, Picture, plain
from nettverk.exchange import manual_html, manual_text
from nettverk.i18n import _, language

_WORD = re.compile(r"[^\W_]+")


def page(key: ManualPage) -> PageText:
    """A page in the language in force, with the program's words as the municipality says them."""
    return manual_text.read(key, _file(key).read_text(encoding="utf-8"), title, _picture)


def title(key: ManualPage) -> str:
    """What a page is called in the language in force."""
    with _file(key).open(encoding="utf-8") as file:
        return manual_text.title_of(file.readline())


def manual() -> Manual:
    """The whole manual in the language in force."""
    chapters = tuple(ChapterText(chapter, chapter.title, tuple(map(page, chapter.pages))) for chapter in Chapter)
    lead = _("For deg som samler folk: før samlingen, på dagen, etterpå og gjennom året.")
    return Manual(_("Håndboka til Nettverk"), lead, language(), chapters)


def find(words: str, pages: Sequence[PageText]) -> tuple[PageText, ...]:
    """The pages that have all the words, or words that begin so: those with the words in their title first."""
    wanted = _words(words)
    if not wanted:
        return ()
    hits = []
    for place, text in enumerate(pages):
        head = _words(text.title)
        whole = [*head, *_words(text.keywords), *(word for line in text.lines for word in _words(plain(line)))]
        if all(any(word.startswith(want) for word in whole) for want in wanted):
            in_title = sum(any(word.startswith(want) for word in head) for want in wanted)
            times = sum(word.startswith(want) for want in wanted for word in whole)
            hits.append((-in_title, -times, place))
    return tuple(pages[place] for _titles, _times, place in sorted(hits))


def html(text: PageText, drawn: Callable[[Picture], str]) -> str:
    """A page as simple HTML, for a window.

    Args:
        drawn: the attributes of a picture's ``img``: which file, and how large.
    """
    return manual_html.page(text, drawn)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _file(key: ManualPage) -> Path:
    return resource("manual", language(), f"{key.value}.md")


def _picture(name: str) -> Path:
    return resource("manual", language(), "pictures", f"{name}.png")

"""The way out: pages that are laid out become a PDF."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from nettverk.domain.errors import Cancelled
from nettverk.i18n import language
from nettverk.printing.flow import Page
from nettverk.printing.pen import Pen


@contextmanager
def _uncollected() -> Iterator[None]:
    """Draw without looking for garbage.

    A document is tens of thousands of small objects, all in use until it is written, and they would be gone through
    again and again with everything else the program holds. Where two draw at a time, the first one to be done begins to
    look again, which costs the other nothing but time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def make(
    pages: Sequence[Page],
    title: str,
    subject: str,
    *,
    author: str = "",
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    only_to_look_at: bool = False,
    scale: float = 1.0,
    fillable: bool = False,
) -> bytes:
    """Draw pages as one PDF in the language in force.

    Args:
        title, subject: the PDF's own; readers show them in their title bar and in its properties.
        author: who it is from; the subject where nobody is named.
        progress: told how much is done, 0–1.
        cancelled: asked before every page.
        fillable: what one writes on can be filled in on a screen.
        scale: how much larger than A4 the paper is, and all that is on it.
        only_to_look_at: as ``Pen`` has it: for some of the pages of a document, drawn on their own.

    Raises:
        Cancelled: the user stopped it.
    """
    with _uncollected():
        pen = Pen(
            title, subject, language(), author=author, only_to_look_at=only_to_look_at, scale=scale, fillable=fillable
        )  # fmt: skip
        for number, page in enumerate(pages):
            if cancelled is not None and cancelled():
                raise Cancelled
            if number:
                pen.next_page()
            page(pen)
            if progress is not None:
                progress((number + 1) / len(pages))
        return pen.finish()

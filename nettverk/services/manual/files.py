"""The manual as files: a tagged PDF, or a folder with a page of the web that needs nothing from outside itself."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from nettverk.domain.errors import Expected, exit_code, reason
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout
from nettverk.domain.manual.text import Manual, Picture
from nettverk.exchange import manual_html
from nettverk.i18n import _, using
from nettverk.services import whole_files
from nettverk.services.handouts import handouts
from nettverk.services.manual import manual


class ManualFormat(StrEnum):
    """What the manual is written as."""

    PDF = "pdf"
    HTML = "html"


def pdf(language: str) -> Handout:
    """The manual as a tagged PDF in a language."""
    from nettverk.printing import manual as printed
    from nettverk.printing.make import make

    with using(language):
        book = manual.manual()
        pages = printed.pages(book)
        data = make(pages, book.title, book.lead, author="Nettverk")
        return Handout(f"{safe_name(book.title)}.pdf", book.title, data, len(pages))


def write(form: ManualFormat, language: str, folder: Path) -> tuple[Path, ...]:
    """Write the manual in a folder; returns the files, the one to open first.

    Raises:
        Expected: the disk is full, or the folder read-only.
    """
    match form:
        case ManualFormat.PDF:
            document = pdf(language)
            path = folder / document.file_name
            handouts.save(document.data, path)
            return (path,)
        case ManualFormat.HTML:
            with using(language):
                return _html(manual.manual(), folder)


def _html(book: Manual, folder: Path) -> tuple[Path, ...]:
    pictures = [block for page in book.pages for block in page.blocks if isinstance(block, Picture)]
    text = manual_html.document(book, lambda picture: f"pictures/{picture.name}.png", _size)
    files = {
        "index.html": text.encode(),
        "style.css": manual_html.STYLE.encode(),
        **{f"pictures/{picture.name}.png": picture.file.read_bytes() for picture in pictures},
    }
    written = []
    for name, data in files.items():
        path = folder / name
        try:
            whole_files.make_folder(path.parent)
            whole_files.write(path, data)
        except OSError as fault:
            sentence = _("Fikk ikke lagret {file}: {reason}.").format(file=path, reason=reason(fault))
            raise Expected(sentence, code=exit_code(fault)) from fault
        written.append(path)
    return tuple(written)


def _size(picture: Picture) -> tuple[int, int]:
    """Width and height in pixels, from the head of a PNG."""
    head = picture.file.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")

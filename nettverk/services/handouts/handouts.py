"""A gathering's documents as PDFs, in the gathering's language: one of them, all, or a folder full.

Reading and drawing are apart: ``draft`` reads the database (on its lane), ``draw`` takes plain values and may run
anywhere.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from nettverk.domain import handouts as paper
from nettverk.domain.errors import BadInput, Cancelled, Expected, exit_code, reason
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.domain.labels import Labels
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, typed_in, using
from nettverk.services import whole_files
from nettverk.services.handouts.letters import unprintable
from nettverk.services.handouts.registry import PACK, document_type, kind_name
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.pdf_pages import PagePicture, PdfPages
from nettverk.storage.store import Store

_A3 = 2**0.5
ON_A_DOOR = frozenset({DocumentKind.AGENDA, DocumentKind.GROUPS_BY_NAME, DocumentKind.GROUPS_BY_TABLE})
"""Documents that hang where many stand before them, and can be had on A3."""
FILLED_IN = frozenset({DocumentKind.SINCE_LAST})
"""Documents to write on that are as often sent as printed: they can be filled in on a screen."""
PER_UNIT = frozenset({DocumentKind.UNIT_PAGES, DocumentKind.ABSENT, DocumentKind.NEWCOMER})
"""Documents that are a letter for each unit, which can be had alone and each as a file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document read and ready to be drawn. Two that are equal come out the same, so that neither is drawn twice.

    Attributes:
        title: the PDF's own, and what the file's name begins with.
        language: code of the language it is printed in.
    """

    kind: DocumentKind
    title: str
    file_name: str
    language: str
    document: paper.Document


def draft(
    store: Store,
    gathering_id: str,
    kind: DocumentKind,
    *,
    unit_id: str | None = None,
    language: str = "",
    labels: Labels | None = None,
) -> Draft:
    """Read what a document needs.

    Args:
        unit_id: one unit's letter only (for ``PER_UNIT``).
        language: another language than the gathering's.
        labels: what badges are printed on; None for what is chosen in the database.

    Raises:
        NothingToPrint: there is nothing yet; the sentence says the first step.
    """
    return _draft(Source(store, gathering_id, unit_id, labels), kind, language)


def _draft(source: Source, kind: DocumentKind, language: str = "") -> Draft:
    chosen = language or source.gathering.language
    with using(chosen):
        document: paper.Document = document_type(kind).read(source)
        only_one = _each(document)[0] if source.unit_id is not None and kind in PER_UNIT else None
        return (
            _titled(source, kind, chosen, only_one[1], only_one[0])
            if only_one
            else _titled(source, kind, chosen, document)
        )


def _each(document: paper.Document) -> list[tuple[str, paper.Document]]:
    """The letters of a document for units, each as a document of its own, with the unit it is for."""
    if isinstance(document, paper.UnitPages):
        return [(page.unit, replace(document, units=(page,))) for page in document.units]
    assert isinstance(document, paper.PassageLetters)
    return [(letter.unit, replace(document, letters=(letter,))) for letter in document.letters]


def _titled(source: Source, kind: DocumentKind, language: str, document: paper.Document, unit_name: str = "") -> Draft:
    """The draft with its title and file name in the language in force."""
    name = f"{kind_name(kind)} – {unit_name}" if unit_name else kind_name(kind)
    title = f"{name} – {source.gathering.title}"
    place = source.gathering.headline.replace(" · ", " ")
    return Draft(kind, title, safe_name(f"{title} {place}".strip()) + ".pdf", language, document)


@contextmanager
def _words_of(draft: Draft) -> Iterator[None]:
    """The program's words in the draft's language, and what was typed in that of the gathering."""
    with using(draft.language), typed_in(draft.document.occasion.language):
        yield


def draw(
    draft: Draft,
    *,
    large: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Handout:
    """The draft as a PDF; needs no database.

    Args:
        large: on A3, twice as large, to be read on a door.
        progress: told how much is done, 0–1.
        cancelled: asked before every page.

    Raises:
        Cancelled: the user stopped it.
    """
    from nettverk.printing.make import make

    with _words_of(draft):
        pages = document_type(draft.kind).pages(draft.document)
        occasion = draft.document.occasion
        data = make(
            pages, draft.title, occasion.name, author=occasion.municipality, progress=progress, cancelled=cancelled,
            scale=_A3 if large else 1.0, fillable=draft.kind in FILLED_IN,
        )  # fmt: skip
    name = f"{draft.file_name.removesuffix('.pdf')} – A3.pdf" if large else draft.file_name
    return Handout(name, draft.title, data, len(pages))


def draw_pages(draft: Draft, wanted: str) -> Handout:
    """Only some pages of a document, as one types them for a printer: «3-7», «2,5-6».

    Raises:
        BadInput: that is no range of its pages.
    """
    from nettverk.printing.make import make

    with _words_of(draft):
        pages = document_type(draft.kind).pages(draft.document)
        numbers = page_numbers(wanted, len(pages))
        occasion = draft.document.occasion
        some = [pages[number - 1] for number in numbers]
        data = make(some, draft.title, occasion.name, author=occasion.municipality)
    return Handout(draft.file_name, draft.title, data, len(some))


def page_numbers(wanted: str, count: int) -> list[int]:
    """The pages of a range as one types it, each once and in order.

    Raises:
        BadInput: it is no range, or a page is not there.
    """
    numbers: set[int] = set()
    for part in wanted.replace("–", "-").split(","):
        first, dash, last = part.strip().partition("-")
        if not (first.isdecimal() and (not dash or last.isdecimal()) and len(part) < 15):
            raise BadInput(_("«{typed}» er ingen sider. Skriv dem som 3-7 eller 2,5-6.").format(typed=wanted[:40]))
        low, high = int(first), int(last if dash else first)
        if not 1 <= low <= high <= count:
            raise BadInput(_("Utskriften har {n} sider. Velg blant dem.").format(n=count))
        numbers.update(range(low, high + 1))
    return sorted(numbers)


class LaidOut:
    """A draft set on its pages, of which each can be drawn alone: whoever looks at one does not wait for the rest.

    It may be used from any thread, and from one at a time.

    Args:
        only_beginning: of letters to many, only the first: it is seen while the others are set.

    Attributes:
        draft: what it was made from.
        count: how many pages there are.
        whole: whether these are all of them.
        unprintable: the letters that no font has; None where every letter can be printed.
    """

    def __init__(self, draft: Draft, *, only_beginning: bool = False) -> None:
        """Set it in type; needs no database."""
        self.draft, document = draft, draft.document
        self.whole = not only_beginning or not has_beginning(draft)
        if not self.whole:
            document = _each(document)[0][1]
        with _words_of(draft):
            self._pages = document_type(draft.kind).pages(document)
        self.count = len(self._pages)
        self.unprintable = unprintable((document,))

    def picture(self, page: int, width: int) -> PagePicture:
        """A page (from 0) as a picture, so many points wide."""
        from nettverk.printing.make import make

        with _words_of(self.draft):
            data = make(
                self._pages[page : page + 1],
                self.draft.title,
                self.draft.document.occasion.name,
                only_to_look_at=True,
            )
        pdf = PdfPages(data)
        try:
            return pdf.picture(0, width)
        finally:
            pdf.close()


def has_beginning(draft: Draft) -> bool:
    """Whether the first pages can be set long before the last ones."""
    return draft.kind in PER_UNIT and len(_each(draft.document)) > 1


def warm_up(language: str) -> None:
    """Load what every document needs, fonts and hyphens, so that the first one is there at once."""
    from nettverk.printing.warm import warm_up as load

    with using(language):
        load()


# --- the whole pack ---


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that could not be made yet, the sentence that says why, and the room where the first step is taken."""

    kind: DocumentKind
    sentence: str
    room: RoomKey


def drafts(
    store: Store,
    gathering_id: str,
    kinds: Sequence[DocumentKind] = PACK,
    *,
    language: str = "",
    unit_id: str | None = None,
) -> tuple[tuple[Draft, ...], tuple[Missing, ...]]:
    """Read several documents at once; those with nothing to print yet are named with the first step.

    Args:
        language: another language than the gathering's.
        unit_id: of the letters to units, this unit's alone.
    """
    source = Source(store, gathering_id, unit_id)
    ready: list[Draft] = []
    missing: list[Missing] = []
    for kind in kinds:
        try:
            ready.append(_draft(source, kind, language=language))
        except NothingToPrint as nothing:
            missing.append(Missing(kind, nothing.sentence, nothing.room))
    return tuple(ready), tuple(missing)


def unit_drafts(
    store: Store, gathering_id: str, *, kind: DocumentKind = DocumentKind.UNIT_PAGES, language: str = ""
) -> tuple[Draft, ...]:
    """A letter for each unit (a kind of ``PER_UNIT``), as documents of their own, to be sent to each."""
    source = Source(store, gathering_id)
    chosen = language or source.gathering.language
    with using(chosen):
        try:
            everyone = document_type(kind).read(source)
        except NothingToPrint:
            return ()
        return tuple(_titled(source, kind, chosen, document, unit) for unit, document in _each(everyone))


def unit_of(letter: Draft) -> str:
    """Whose letter home it is, by name; that of the first where it holds several."""
    assert isinstance(letter.document, paper.UnitPages)
    return letter.document.units[0].unit


def units(store: Store, gathering_id: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of the units that have a letter home, in order of name."""
    return tuple(Source(store, gathering_id).units())


def pack(
    ready: Sequence[Draft],
    folder: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Draw documents into a folder, numbered in the order one lays them out; all of them, or none.

    Raises:
        Expected: the folder cannot be written to; nothing was written halfway.
        Cancelled: the user stopped it; nothing was written.
    """
    files: list[tuple[Path, bytes]] = []
    for number, draft in enumerate(ready):
        if progress is not None:
            progress(number / len(ready), draft.title)

        def within(done: float, number: int = number, title: str = draft.title) -> None:
            if progress is not None:
                progress((number + done) / len(ready), title)

        handout = draw(draft, progress=within, cancelled=cancelled)
        files.append((folder / f"{number + 1:02d} {handout.file_name}", handout.data))
    if cancelled is not None and cancelled():
        raise Cancelled
    for path, data in files:
        save(data, path)
    return tuple(path for path, _data in files)


def save(data: bytes, path: Path) -> None:
    """Write a PDF whole: a file that was there is replaced only once the new one is safely written.

    Raises:
        Expected: the disk is full, the folder read-only, or the file is open in another program.
    """
    try:
        whole_files.write(path, data)
    except OSError as fault:
        # Windows often says no more of a file that a reader shows than that one may not write it.
        words = (
            _("Kunne ikke lagre {file}: {reason}. Er fila åpen i et annet program? Lukk den, eller prøv et annet sted.")
            if fault.errno in {errno.EACCES, errno.EPERM}
            else _("Kunne ikke lagre {file}: {reason}. Prøv et annet sted.")
        )
        raise Expected(words.format(file=path.name, reason=reason(fault)), code=exit_code(fault)) from fault

"""Everything we use of reportlab that it does not promise: the only module that knows its private names.

reportlab has no public way to write marked content, kerned text, tags or metadata, so we reach behind its canvas for
four things: the operators of the page being drawn, the subsets of a font, the document's table of objects, and its
catalogue. Two things it writes are not as PDF/A and PDF/UA have them, and are written by ``conform`` instead: where a
stream ends, and which letters a font's codes stand for.

``tests/unit/printing/test_reportlab_internals.py`` tries each of them on its own. When a new reportlab breaks one, that
test says which, and the repair is made here.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas


# --- fonts ---


def glyph_numbers(font: TTFont) -> dict[int, int]:
    """The number of each glyph in the font, by Unicode code point."""
    glyphs: dict[int, int] = font.face.charToGlyph
    return glyphs


def advance(font: TTFont, code: int) -> float:
    """How wide a glyph is by its code point, in thousandths of the type size; the default width where there is none."""
    return float(font.face.charWidths.get(code, font.face.defaultWidth))


_USUAL = "æøåÆØÅ–—«»…·•éèêóòôäöü’”"
"""Letters that nearly every document has: each font is given them first, so that most documents have the same subset
of it, which is then made once."""


def font(name: str, path: str) -> TTFont:
    """A TrueType font under a name of its own."""
    face: TTFont = _font_class()(name, path, shapable=False)
    return face


@cache
def _font_class() -> Any:
    """reportlab's font, written into a document in fewer steps."""
    from reportlab.pdfbase import ttfonts

    class Font(ttfonts.TTFont):  # type: ignore[misc]
        def addObjects(self, document: Any) -> None:
            """Put what was used of it in a document, once all pages are drawn."""
            state = self.state.pop(document)
            state.frozen = 1
            table = ObjectTable.of(document)
            for number, letters in enumerate(state.subsets):
                prefix, face = ttfonts.SUBSETN(number), self.face
                base = b"".join((prefix, b"+", face.name, face.subfontNameX)).decode("latin-1")
                program, length, widths, words = _subset(self, tuple(letters))
                file = table.stream(f"file:{self.fontName}:{number}", program, {"Length1": length}, packed=True)
                read = table.stream(f"letters:{self.fontName}:{number}", words, {}, packed=True)
                box = " ".join(f"{side:g}" for side in face.bbox)
                flags = face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC
                descriptor = table.plain(
                    f"descriptor:{self.fontName}:{number}",
                    f"<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[{box}]/Ascent {face.ascent:g}"
                    f"/Descent {face.descent:g}/CapHeight {face.capHeight:g}/ItalicAngle {face.italicAngle:g}"
                    f"/StemV {face.stemV:g}/MissingWidth {face.defaultWidth:g}/FontFile2 {file}>>",
                )
                table.font(
                    f"{state.internalName}+{number}",
                    f"<</Type/Font/Subtype/TrueType/BaseFont/{base}/FirstChar 0/LastChar {len(letters) - 1}"
                    f"/Widths[{widths}]/ToUnicode {read}/FontDescriptor {descriptor}>>",
                )

    return Font


@lru_cache(maxsize=64)
def _subset(font: TTFont, letters: tuple[int, ...]) -> tuple[bytes, int, str, bytes]:
    """A font of these letters alone: the file compressed, its length before, widths, and what the codes stand for."""
    program = font.face.makeSubset(list(letters))
    widths = " ".join(f"{font.face.getCharWidth(letter):g}" for letter in letters)
    words = to_unicode("Letters", letters).encode()
    return zlib.compress(program), len(program), widths, zlib.compress(words)


class Subsets:
    """A font as one document has it: subsets of at most 256 glyphs, each letter a byte in one of them.

    reportlab looks up letter by letter. Here the letters of the first subset, which nearly every text is made of, are
    known, and a text of them alone is turned into bytes at once.
    """

    def __init__(self, canvas: Canvas, font: TTFont) -> None:
        self._font, self._document = font, canvas._doc
        self._codes: dict[int, int] = {}
        self._letters: set[str] = set()
        self._first = ""
        font.splitString(_USUAL, self._document)

    def runs(self, text: str) -> list[tuple[str, bytes]]:
        """Text as the subsets have it: (the subset's name in the PDF, a byte for each letter)."""
        if self._letters.issuperset(text) and text:
            return [(self._first, text.translate(self._codes).encode("latin-1"))]
        runs = self._font.splitString(text, self._document)
        at = 0
        for subset, letters in runs:
            if subset == 0:
                self._first = self._first or self._font.getSubsetInternalName(0, self._document)
                some = text[at : at + len(letters)]
                self._letters.update(some)
                self._codes.update(zip(map(ord, some), letters, strict=True))
            at += len(letters)
        return [(self._font.getSubsetInternalName(subset, self._document), letters) for subset, letters in runs]


# --- the page being drawn ---


def operators(canvas: Canvas) -> list[str]:
    """What is drawn on this page so far, as PDF operators one may append to; another list on every page."""
    code: list[str] = canvas._code
    return code


_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "\\()"
}
"""How a byte stands between the brackets of a PDF string, where it does not stand for itself."""


def escaped(letters: bytes) -> str:
    """Bytes as they stand between the brackets of a PDF string."""
    return letters.decode("latin-1").translate(_ESCAPED)


def page_reference(canvas: Canvas) -> Any:
    """A reference to the page being drawn, for ``ObjectTable.tag``."""
    return canvas._doc.thisPageRef()


# --- the document ---


class ObjectTable:
    """The objects of the PDF being written. Put them in before the canvas is saved."""

    def __init__(self, canvas: Canvas) -> None:
        self._document: Any = canvas._doc

    @classmethod
    def of(cls, document: Any) -> ObjectTable:
        """That of reportlab's own document."""
        table = cls.__new__(cls)
        table._document = document
        return table

    def reserve(self, name: str) -> tuple[Any, str]:
        """Make room for an object that others may point to before it is known.

        Returns:
            A reference to be given to ``put``, and how the PDF writes it: «12 0 R».
        """
        from reportlab.pdfbase.pdfdoc import PDFDictionary

        reference = self._document.Reference(PDFDictionary({}), name)
        return reference, self.number(reference)

    def put(self, reference: Any, source: str | bytes) -> None:
        """Write an object exactly as given, in PDF's own syntax. It costs far less than reportlab's dictionaries."""
        self._document.idToObject[reference.name] = source

    def plain(self, name: str, source: str) -> str:
        """Write an object as given; returns how the PDF refers to it."""
        reference, number = self.reserve(name)
        self.put(reference, source)
        return number

    def stream(self, name: str, content: bytes, entries: Mapping[str, object], *, packed: bool = False) -> str:
        """Write a compressed stream with these entries beside its length; returns how the PDF refers to it.

        Args:
            packed: the content is compressed already.
        """
        reference, number = self.reserve(name)
        self.put(
            reference, _filled({"Filter": "/FlateDecode", **entries}, content if packed else zlib.compress(content))
        )
        return number

    def font(self, name: str, source: str) -> None:
        """Let every page use a font by this name; ``source`` is its dictionary."""
        reference, _number = self.reserve(f"font-{name}")
        self.put(reference, source)
        self._document.idToObject["BasicFonts"].dict[name] = reference

    def number(self, reference: Any) -> str:
        """How the PDF refers to an object: «12 0 R»."""
        number, generation = self._document.idToObjectNumberAndVersion[reference.name]
        return f"{number} {generation} R"

    def number_of(self, reference: Any) -> int:
        """The number of an object."""
        number: int = self._document.idToObjectNumberAndVersion[reference.name][0]
        return number

    def tag(self, pages: Sequence[Any]) -> int:
        """Say in the catalogue that the document is tagged, and on each page which part of the structure is its own.

        Args:
            pages: references to the pages, in order.

        Returns:
            The number of the structure's root, which is left to be written by others.
        """
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        root, _number = self.reserve("structure-root")
        self.put(root, "<<>>")
        self._document.Catalog.StructTreeRoot = root
        self._document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        for number, reference in enumerate(pages):
            page = self._document.idToObject[reference.name]
            # A page of reportlab's writes only the entries it knows; these two are new to it.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = number
            page.Tabs = PDFName("S")
        return self.number_of(root)

    def annotate(self, page: Any, annotation: Any) -> None:
        """Put an annotation on a page; both are references."""
        on_page = self._document.idToObject[page.name]
        on_page.Annots = [*(on_page.Annots or ()), annotation]

    def form(self, source: str) -> None:
        """Say in the catalogue which fields there are to fill in, in PDF's own syntax."""
        reference, _number = self.reserve("form")
        self.put(reference, source)
        self._document.Catalog.AcroForm = reference

    def outline(self) -> int:
        """Have the catalogue point to an outline that others write, in the place of reportlab's own.

        Returns:
            The number of the object to be written.
        """
        root, _number = self.reserve("outline")
        self.put(root, "<<>>")
        self._document.Outlines = _NoOutline()
        self._document.Catalog.Outlines = root
        return self.number_of(root)

    def describe(self, xmp: bytes) -> None:
        """Set the document's metadata, as an XMP packet."""
        reference, _number = self.reserve("metadata")
        self.put(reference, _filled({"Type": "/Metadata", "Subtype": "/XML"}, xmp))
        self._document.Catalog.Metadata = reference

    def intend(self, profile: bytes) -> None:
        """Say what the document's red, green and blue are, by an ICC profile."""
        file = self.stream("output-profile", _compressed(profile), {"N": 3}, packed=True)
        catalogue = self._document.Catalog
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
        catalogue.OutputIntents = (
            f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {file}>>]"
        )

    def written(self) -> Written:
        """All objects in PDF's syntax, each page ended; nothing can be put in or drawn afterwards.

        reportlab writes them one after the other with a comment above each and a table of their places below, and
        looks up every entry of every page in turn. Here they come apart, and pages are written at once.
        """
        from reportlab.pdfbase.pdfdoc import PDFPage
        from reportlab.pdfbase.pdfdoc import format as in_syntax

        document = self._document
        for late in document.delayedFonts:
            late.addObjects(document)
        document.info.invariant = document.invariant
        document.info.digest(document.signature)
        catalogue, info = (document.Reference(entry).name for entry in (document.Catalog, document.info))
        document.Outlines.prepare(document, None)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        bodies: list[bytes] = []
        while (number := len(bodies) + 1) in document.numberToId:  # what is written may bring more to write
            thing = document.idToObject[document.numberToId[number]]
            if isinstance(thing, str):
                bodies.append(thing.encode("latin-1"))
            elif isinstance(thing, PDFPage):
                bodies.append(self._page(thing))
            else:
                bodies.append(in_syntax(thing, document, toplevel=1))
        numbers = document.idToObjectNumberAndVersion
        return Written(bodies, numbers[catalogue][0], numbers[info][0], document.signature.hexdigest())

    def _page(self, page: Any) -> bytes:
        """A page in PDF's syntax, what is drawn on it put in as an object of its own."""
        from reportlab.pdfbase.pdfdoc import format as in_syntax

        content = page.stream.encode("latin-1")
        packed = bool(page.compression)
        stream = _filled({"Filter": "/FlateDecode"} if packed else {}, zlib.compress(content) if packed else content)
        drawn, number = self.reserve(f"drawn:{page.__InternalName__}")
        self.put(drawn, stream)
        entries = [f"/Type/Page/Parent {self.number(self._document.Reference(self._document.Pages))}"]
        entries.append(f"/MediaBox[0 0 {page.pagewidth:.4f} {page.pageheight:.4f}]/Contents {number}")
        fonts = self.number(self._document.Reference(self._document.idToObject["BasicFonts"]))
        pictures = b""
        if page.XObjects:
            pictures = b"/XObject " + in_syntax(page.XObjects, self._document)
        place = vars(page).get("StructParents")
        if place is not None:
            entries.append(f"/StructParents {place}/Tabs/S")
        if page.Annots:
            entries.append(f"/Annots[{' '.join(map(self.number, page.Annots))}]")
        head = f"<<{''.join(entries)}/Resources<</Font {fonts}/ProcSet[/PDF/Text/ImageC]"
        return head.encode() + pictures + b">>>>"

    def made_at(self) -> datetime:
        """The moment the document's own entries say it was made; what its XMP says must be the same."""
        stamp = self._document._timeStamp
        hours = timezone(timedelta(hours=stamp.dhh, minutes=stamp.dmm))
        year, month, day, hour, minute, second = stamp.YMDhms
        return datetime(year, month, day, hour, minute, second, tzinfo=hours)


@dataclass(frozen=True, slots=True)
class Written:
    """A document's objects in PDF's syntax, the first of them number 1.

    Attributes:
        catalogue, info: the numbers of the two that the end of the file names.
        identity: what no other document has, in hexadecimals.
    """

    bodies: list[bytes]
    catalogue: int
    info: int
    identity: str


class _NoOutline:
    """What stands for reportlab's own outline, which has nothing to prepare."""

    ready = 0

    def prepare(self, _document: Any, _canvas: Any) -> None:
        """Do nothing: it is written already."""


@lru_cache(maxsize=2)
def _compressed(content: bytes) -> bytes:
    return zlib.compress(content)


def plain_streams() -> None:
    """Have pages written as compressed bytes instead of letters: a quarter smaller, and faster."""
    from reportlab import rl_config

    rl_config.useA85 = 0


def conform() -> None:
    """Have reportlab end its streams as ISO 19005 asks, and say which letters its fonts show as ISO 14289 does."""
    from reportlab.pdfbase import pdfdoc, ttfonts

    pdfdoc.PDFStream.format = _stream
    ttfonts.makeToUnicodeCMap = to_unicode


def _stream(stream: Any, document: Any) -> bytes:
    """A stream in PDF's syntax. reportlab puts nothing between its last byte and ``endstream``; a line end belongs
    there, of two letters, since a content that ends in the first of them would seem to be one byte shorter."""
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

    entries = PDFDictionary(stream.dictionary.dict.copy())
    content = stream.content
    filters = document.defaultStreamFilters if stream.filters is None else stream.filters
    if filters and "Filter" not in entries.dict:
        for filter_ in reversed(filters):
            content = filter_.encode(content)
        entries["Filter"] = PDFArray([PDFName(filter_.pdfname) for filter_ in filters])
    content = pdfdoc.format(document.encrypt.encode(content), document)
    entries["Length"] = len(content)
    return b"".join((pdfdoc.format(entries, document), b"\nstream\n", content, b"\r\nendstream\n"))


def _filled(entries: Mapping[str, object], content: bytes) -> bytes:
    """A stream in PDF's syntax; its content is compressed already where an entry says so."""
    said = "".join([f"/{entry} {value}" for entry, value in entries.items()])
    return b"".join((f"<<{said}/Length {len(content)}>>\nstream\n".encode(), content, b"\r\nendstream"))


_AT_ONCE = 100
"""Mappings in one block of a CMap, at most (ISO 32000-1, 9.10.3 by way of Adobe's technical note 5014)."""


def to_unicode(font_name: str, subset: Sequence[int]) -> str:
    """The CMap by which the codes of a font's subset are read as letters.

    Codes that no letter has are left out, since U+0000 would be read as one, and letters beyond U+FFFF are pairs.
    """
    letters = {code: chr(letter) for code, letter in enumerate(subset) if letter and not 0xD800 <= letter < 0xE000}
    return _cmap(letters, font_name, digits=2)


def letters_of_codes(letters: Mapping[int, str]) -> str:
    """The CMap by which codes of two bytes are read; each may stand for several letters."""
    return _cmap(letters, "Adobe-Identity-UCS", digits=4)


def _cmap(letters: Mapping[int, str], name: str, *, digits: int) -> str:
    pairs = [f"<{code:0{digits}X}> <{letters[code].encode('utf-16-be').hex().upper()}>" for code in sorted(letters)]
    blocks: list[str] = []
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        blocks += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<{'00' * (digits // 2)}> <{'FF' * (digits // 2)}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )

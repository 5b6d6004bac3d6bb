"""The fonts of other writing in a PDF: only what is used, a code for each cluster of letters.

A code on the page stands for letters that are drawn as one, together with how they are drawn, so that they are copied
as they were typed whichever way the reader of the file goes about it (ISO 32000-1, 9.7.4 and 9.10.3). Where a cluster
takes several glyphs, the font in the file gets one that is made up of them (``composites``; ``postscript`` where its
outlines are PostScript's).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from struct import pack

from nettverk.printing.reportlab_internals import ObjectTable, letters_of_codes
from nettverk.printing.scripts import composites, postscript
from nettverk.printing.scripts.shaping import Cluster
from nettverk.printing.scripts.sources import ScriptFont

_SYMBOLIC = 4
_NOT_FOR_PAPER = (
    b"GSUB",
    b"GPOS",
    b"GDEF",
    b"BASE",
    b"STAT",
    b"MATH",
    b"COLR",
    b"CPAL",
    b"SVG ",
    b"sbix",
    b"CBDT",
    b"CBLC",
)
"""Tables that say how letters join and are coloured: the page has said it already."""


@dataclass(slots=True)
class Embedded:
    """One font of one document.

    Attributes:
        name: what pages call it, without its slash.
        codes: the code of each cluster, in the order they were first used.
    """

    font: ScriptFont
    name: str
    codes: dict[Cluster, int] = field(default_factory=dict)

    def shown(self, cluster: Cluster) -> str:
        """A cluster between the brackets of PDF's TJ."""
        return f"<{self.codes.setdefault(cluster, len(self.codes) + 1):04X}>"

    def write(self, objects: ObjectTable) -> None:
        """Put the font in the document, once all pages are drawn."""
        cff = self.font.outlines != "glyf"
        program, places = self._program()
        scale = 1000 / self.font.units
        base = f"{self._tag()}+{_name(self.font)}"
        entries: dict[str, object] = {"Subtype": "/CIDFontType0C"} if cff else {"Length1": len(program)}
        file = objects.stream(f"{self.name}-file", program, entries)
        words = letters_of_codes({code: cluster.text for cluster, code in self.codes.items()})
        extents = self.font.font.get_font_extents("ltr")
        up, down = round(extents.ascender * scale), round(extents.descender * scale)
        descriptor = objects.plain(
            f"{self.name}-descriptor",
            f"<</Type/FontDescriptor/FontName/{base}/Flags {_SYMBOLIC}/FontBBox[-1000 {down - 500} 3000 {up + 500}]"
            f"/ItalicAngle 0/Ascent {up}/Descent {down}/CapHeight {up}/StemV 80/FontFile{3 if cff else 2} {file}>>",
        )
        widths = " ".join(f"{code}[{cluster.advance * scale:.0f}]" for cluster, code in self.codes.items())
        kind, where = "CIDFontType0", ""
        if not cff:
            kind = "CIDFontType2"
            where = f"/CIDToGIDMap {objects.stream(f'{self.name}-places', pack(f'>{len(places)}H', *places), {})}"
        own = objects.plain(
            f"{self.name}-clusters",
            f"<</Type/Font/Subtype/{kind}/BaseFont/{base}/DW 1000/W[{widths}]/FontDescriptor {descriptor}{where}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        )
        objects.font(
            self.name,
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H/DescendantFonts[{own}]"
            f"/ToUnicode {objects.stream(f'{self.name}-letters', words.encode(), {})}>>",
        )

    def _program(self) -> tuple[bytes, list[int]]:
        """The font file with what is used, and the glyph of each code where that is not its number."""
        if self.font.outlines != "glyf":
            return postscript.made(self.font, self.codes), []
        import uharfbuzz as hb

        wanted = hb.SubsetInput()
        wanted.glyph_set.update({number for cluster in self.codes for number, _x, _y in cluster.parts} | {0})
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_FOR_PAPER)
        if self.font.face.has_var_data:
            wanted.pin_all_axes_to_default(self.font.face)
        small = hb.subset(self.font.face, wanted)
        return composites.made(bytes(small.blob.data), self.codes)

    def _tag(self) -> str:
        """The six letters before the name of a font of which only some is there."""
        number = int(self.name[1:]) + 26 * len(self.codes)
        return "".join(chr(65 + number // 26**at % 26) for at in range(6))


def _name(font: ScriptFont) -> str:
    kept = "".join(letter for letter in font.path.stem if letter.isascii() and (letter.isalnum() or letter == "-"))
    return kept or "Font"

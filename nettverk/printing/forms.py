"""Fields that are filled in on a screen (ISO 32000-1, 12.7), as PDF/A-2 and PDF/UA-1 let them be.

A field has an appearance of its own from the beginning, which is empty so that the lines to write on are seen on paper;
the font that is typed in is in the file; and each is told of in the structure, with the words that stand over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from nettverk.assets import resource
from nettverk.printing.reportlab_internals import to_unicode
from nettverk.printing.styles import INK
from nettverk.printing.tags import Node, Widget, text_of

if TYPE_CHECKING:
    from nettverk.printing.reportlab_internals import ObjectTable

_SIZE = 10.5
_PRINTED = 4
"""The flag of an annotation that is on paper too, as PDF/A asks."""
_SEVERAL_LINES = 1 << 12
_ONE_AT_A_TIME = 1 << 15
"""The flag of a field of several boxes; all of them may be left empty."""
_FONT = "Wingdings"
"""What the font is called in the document's resources, and nowhere else. Chrome's reader takes a letter that is not
western Europe's from a font of the machine, and drops it where that has none, unless the field's font is called so:
then it asks this one first. To all others the name is a name."""
_NEIGHBOURS = (
    "ČCcaron čccaron ĐDcroat đdcroat ŊEng ŋeng ŦTbar ŧtbar ŃNacute ńnacute",  # and Polish has ń
    "ĄAogonek ąaogonek ĆCacute ćcacute ĘEogonek ęeogonek ŁLslash łlslash ŚSacute śsacute ŹZacute źzacute",
    "ŻZdotaccent żzdotaccent ėedotaccent ĮIogonek įiogonek ŲUogonek ųuogonek ŪUmacron ūumacron",
    "ğgbreve ıdotlessi ŞScedilla şscedilla İIdotaccent ĀAmacron āamacron ĒEmacron ēemacron ĪImacron īimacron",
    "ăabreve ķkcommaaccent ļlcommaaccent ņncommaaccent",
)
_OTHERS = {known[0]: known[1:] for line in _NEIGHBOURS for known in line.split()}
"""Letters of Sami, Polish, Lithuanian, Turkish and Latvian that western Europe's alphabet lacks, with their names in
Adobe's list of glyphs: in PDF/A, a font of one byte a letter may have no others."""
_GIVES_WAY = "\x7f\x81\x8d\x8f\x90\x9dƒˆ˜¤¦¨ª¬\xad¯²³´¶¸¹º‡†‰‹›™£¥¢©®±µ·¡¿¼¾÷ÿŸœŒ‚"
"""What that alphabet has and nobody types on a sheet: its codes are the others'."""
_FIRST, _NO_SYMBOLS = 32, 32


def _alphabet() -> tuple[str, str]:
    """What can be typed, by the codes from 32 on, and how it differs from western Europe's alphabet, in PDF's syntax.

    Other writing, Arabic or Cyrillic, has no room in a font of one byte a letter, and one of two bytes is refused by
    some who show forms. Such letters are taken from a font of the reader's, where it has one.
    """
    western = [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, 256)]
    western = [chr(code) if letter == "\ufffd" else letter for code, letter in enumerate(western, _FIRST)]
    free = [at for at, letter in enumerate(western) if letter in _GIVES_WAY]
    differs: list[str] = []
    for at, (letter, name) in zip(free, _OTHERS.items(), strict=False):
        western[at] = letter
        differs.append(f"{at + _FIRST}/{name}")
    for at in free[len(differs) :]:
        western[at] = "\u2022"
        differs.append(f"{at + _FIRST}/bullet")
    return "".join(western), "".join(differs)


_LETTERS, _DIFFERS = _alphabet()


class FieldKind(Enum):
    """What one does in a field."""

    LINE = auto()
    LINES = auto()
    TICK = auto()
    ONE_OF = auto()
    """A box of several of which one is ticked at a time."""


@dataclass(slots=True)
class Field:
    """A field on a page.

    Attributes:
        label: what it is for, in words.
        page: its page, from 0.
        box: left, bottom, right and top, in points from the page's lower left corner.
        node: its place in the structure.
        choice: what one of several boxes answers; those that answer the same stand one after the other.
    """

    kind: FieldKind
    label: str
    page: int
    box: tuple[float, float, float, float]
    node: Node
    choice: str = ""


def write(fields: Sequence[Field], objects: ObjectTable, pages: Sequence[Any]) -> None:
    """Put the fields in the document, once all pages are drawn, and say in each one's node where it is.

    Args:
        pages: references to the pages, in order.
    """
    font = _font(objects)
    numbers: list[str] = []
    count = 0
    for group, (choice, members) in enumerate(groupby(fields, lambda field: field.choice)):
        own: list[str] = []
        parent, above = objects.reserve(f"choice-{group}") if choice else (None, "")
        for field in members:
            count += 1
            reference, number = objects.reserve(f"field-{count}")
            left, bottom, right, top = field.box
            whose = f"/Parent {above}" if choice else f"/T(field{count})"
            objects.put(
                reference,
                f"<</Type/Annot/Subtype/Widget/F {_PRINTED}/P {objects.number(pages[field.page])}{whose}"
                f"/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]/TU{text_of(field.label)}"
                f"/StructParent {len(pages) + count - 1}{_stated(field, objects, count)}>>",
            )
            objects.annotate(pages[field.page], reference)
            own.append(number)
            field.node.kids.append(Widget(field.page, number))
        if choice:
            objects.put(
                parent,
                f"<</FT/Btn/Ff {_ONE_AT_A_TIME}/T(choice{group})/TU{text_of(choice)}/V/Off/Kids[{' '.join(own)}]>>",
            )
        numbers += [above] if choice else own
    # What is typed is drawn by whoever shows the file, in this font and on white: the lines below are for a pen.
    objects.form(f"<</Fields[{' '.join(numbers)}]/DR<</Font<</{_FONT} {font}>>>>/DA({_look()})>>")


def _stated(field: Field, objects: ObjectTable, count: int) -> str:
    left, bottom, right, top = field.box
    wide, high = right - left, top - bottom
    box = {"Type": "/XObject", "Subtype": "/Form", "BBox": f"[0 0 {wide:.2f} {high:.2f}]"}
    if field.kind in {FieldKind.TICK, FieldKind.ONE_OF}:
        cross = (
            f"{INK[0]:.3f} {INK[1]:.3f} {INK[2]:.3f} RG 1.4 w 1 J 2.5 2.5 m {wide - 2.5:.2f} {high - 2.5:.2f} l"
            f" 2.5 {high - 2.5:.2f} m {wide - 2.5:.2f} 2.5 l S"
        )
        ticked = objects.stream(f"field-{count}-ticked", cross.encode(), box)
        empty = objects.stream(f"field-{count}-empty", b" ", box)
        if field.kind is FieldKind.ONE_OF:
            return f"/AS/Off/AP<</N<</Box{count} {ticked}/Off {empty}>>>>"
        return f"/FT/Btn/V/Off/AS/Off/AP<</N<</Yes {ticked}/Off {empty}>>>>"
    empty = objects.stream(f"field-{count}-empty", b"/Tx BMC EMC", box)
    several = f"/Ff {_SEVERAL_LINES}" if field.kind is FieldKind.LINES else ""
    return f"/FT/Tx/V(){several}/DA({_look()})/MK<</BG[1 1 1]>>/AP<</N {empty}>>"


def _look() -> str:
    return f"/{_FONT} {_SIZE:g} Tf {INK[0]:.3f} {INK[1]:.3f} {INK[2]:.3f} rg"


def _font(objects: ObjectTable) -> str:
    """The font that is typed in, all of its letters; returns how the PDF refers to it."""
    program, widths, (up, down) = _letters()
    file = objects.stream("form-file", program, {"Length1": len(program)})
    codes = to_unicode("Form", [0] * _FIRST + [ord(letter) for letter in _LETTERS])
    read = objects.stream("form-letters", codes.encode(), {})
    descriptor = objects.plain(
        "form-descriptor",
        f"<</Type/FontDescriptor/FontName/NETTVK+NotoSans/Flags {_NO_SYMBOLS}/FontBBox[-500 {down} 2000 {up}]"
        f"/ItalicAngle 0/Ascent {up}/Descent {down}/CapHeight 714/StemV 80/FontFile2 {file}>>",
    )
    return objects.plain(
        "form-font",
        "<</Type/Font/Subtype/TrueType/BaseFont/NETTVK+NotoSans"
        f"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{_DIFFERS}]>>/FirstChar {_FIRST}"
        f"/LastChar 255/Widths[{' '.join(map(str, widths))}]/ToUnicode {read}/FontDescriptor {descriptor}>>",
    )


@cache
def _letters() -> tuple[bytes, tuple[int, ...], tuple[int, int]]:
    """The font file, the width of each letter, and how far up and down they go."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(resource("fonts", "NotoSans-Regular.ttf"))))
    font = hb.Font(face)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, _LETTERS))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    tables = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"MATH", b"meta", b"DSIG")
    wanted.drop_table_tag_set.update(int.from_bytes(table, "big") for table in tables)
    small = hb.subset(face, wanted)
    scale = 1000 / face.upem
    widths = tuple(
        round(font.get_glyph_h_advance(font.get_nominal_glyph(ord(letter)) or 0) * scale) for letter in _LETTERS
    )
    extents = font.get_font_extents("ltr")
    return bytes(small.blob.data), widths, (round(extents.ascender * scale), round(extents.descender * scale))

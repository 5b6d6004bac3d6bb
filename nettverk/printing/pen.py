"""The pen: draws lines of text, rules and shapes on a page, measured from the top, and tells the structure what it
drew."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from nettverk.printing import fonts, forms, metadata, reportlab_internals, shapes, styles
from nettverk.printing.forms import Field, FieldKind
from nettverk.printing.lines import Line, Run, set_lines
from nettverk.printing.marking import NOTHING, Inside, Marked
from nettverk.printing.outline import Outline
from nettverk.printing.packing import packed
from nettverk.printing.paths import Path
from nettverk.printing.reportlab_internals import Subsets, escaped
from nettverk.printing.scripts import shaping
from nettverk.printing.scripts.embedding import Embedded
from nettverk.printing.scripts.sources import ScriptFont, language_of
from nettverk.printing.styles import Colour, Style
from nettverk.printing.tags import CODES, Node, Tree, shortened

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

_HEAVIER = {fonts.SEMIBOLD: 0.022, fonts.BOLD: 0.04}
"""How thick an outline makes other writing as heavy as Noto Sans in that weight, as a part of the type size."""
_SOFT = "\u00ad"
"""Drawn as a hyphen, and no letter to whoever reads letter by letter: a word that is divided is still one."""
_REMEMBERED = 4096
"""Texts of a document whose operators are kept, since lists and letters say the same again."""


class Pen:
    """One document being drawn. Distances are points from the left and the top of the page.

    Args:
        scale: how much larger than A4 the paper is; all that is drawn is as much larger.
        fillable: what one writes on can be filled in on a screen.
        only_to_look_at: without structure and outline, so that a page can be drawn alone, and as often as one likes: a
            node has its place in one document, and may go on over several of its pages.

    Attributes:
        width, height: of the page.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        language: str,
        *,
        author: str = "",
        only_to_look_at: bool = False,
        scale: float = 1.0,
        fillable: bool = False,
    ) -> None:
        from reportlab.pdfgen.canvas import Canvas

        reportlab_internals.plain_streams()
        reportlab_internals.conform()
        self.width, self.height = styles.A4
        self._buffer = BytesIO()
        self._canvas: Canvas = Canvas(
            self._buffer,
            pagesize=(styles.A4[0] * scale, styles.A4[1] * scale),
            pageCompression=1,
            initialFontName=fonts.face(fonts.REGULAR).own.fontName,
            lang=CODES[language],
            pdfVersion=(1, 7),
        )
        self._canvas.setTitle(_entry(title))
        author = author or subject
        self._canvas.setAuthor(_entry(author))
        self._canvas.setSubject(_entry(subject))
        self._canvas.setCreator("Nettverk")
        self._canvas.setProducer("Nettverk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._about = metadata.About(_entry(title), _entry(author), _entry(subject), CODES[language])
        self._only_to_look_at = only_to_look_at
        self._tree = Tree()
        self._open = Inside(self._tree.root)
        self._marked = Marked(never=only_to_look_at)
        self._pages = [reportlab_internals.page_reference(self._canvas)]
        self._code = reportlab_internals.operators(self._canvas)
        self._marked.next_page(self._code, self._tree.new_page())
        self._outline = Outline()
        self._fill: Colour | None = None
        self._scale = scale
        if self._scale != 1.0:
            self._canvas.scale(self._scale, self._scale)
        self._embedded: dict[ScriptFont, Embedded] = {}
        self._fillable, self._fields = fillable, list[Field]()
        self._subsets: dict[str, Subsets] = {}
        self._shown: dict[tuple[str, str, float], str] = {}

    # --- pages ---

    def next_page(self) -> None:
        """End the page and begin the next; the structure for screen readers goes on across it."""
        self._canvas.showPage()
        self._code = reportlab_internals.operators(self._canvas)
        self._marked.next_page(self._code, self._tree.new_page())
        self._pages.append(reportlab_internals.page_reference(self._canvas))
        self._fill = None
        if self._scale != 1.0:
            self._canvas.scale(self._scale, self._scale)

    def finish(self) -> bytes:
        """Write structure, metadata and outline, and return the whole document as bytes."""
        self._canvas.showPage()
        objects = reportlab_internals.ObjectTable(self._canvas)
        for embedded in self._embedded.values():
            embedded.write(objects)
        root = top = 0
        if not self._only_to_look_at:
            if self._fields:
                forms.write(self._fields, objects, self._pages)
            top = objects.outline() if self._outline else 0
            root = objects.tag(self._pages)
            objects.describe(metadata.xmp(self._about, objects.made_at()))
            objects.intend(metadata.profile())
        document = objects.written()
        if self._only_to_look_at:
            return packed(document)
        pages = [objects.number_of(page) for page in self._pages]
        first = len(document.bodies) + 1
        written, elements = self._tree.objects(first, root, pages)
        places, below = self._outline.objects(first + len(elements), top, pages)
        return packed(document, {root: written, **({top: places} if top else {})}, [*elements, *below])

    def outline(self, title: str, level: int, y: float = 0.0) -> None:
        """Add a place to the document's outline; a level deeper than the last by more than one is brought up."""
        if self._marked.open:  # a header that is repeated is no new place
            return
        top = (self.height - max(0.0, y - 20)) * self._scale
        self._outline.add(_entry(title), level, len(self._pages) - 1, top)

    # --- structure ---

    def element(self, node: Node) -> AbstractContextManager[None]:
        """What is drawn inside belongs to the node."""
        return NOTHING if self._only_to_look_at else self._open.inside(node)

    def content(self, node: Node) -> AbstractContextManager[None]:
        """What is drawn inside is the node's own text or picture."""
        if self._marked.open:  # inside a picture or an artifact everything is part of it
            return NOTHING
        if not node.placed:
            self._open.add(node)
        return self._marked.content(node)

    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> AbstractContextManager[None]:
        """What is drawn inside is a picture that shows what ``alt`` says."""
        low = self.height - y
        left, bottom, right, top = (side * self._scale for side in (x, low - height, x + width, low))
        return self.content(Node("Figure", alt=alt, box=(left, bottom, right, top)))

    def field(
        self, label: str, x: float, y: float, width: float, height: float, kind: FieldKind = FieldKind.LINES,
        choice: str = "",
    ) -> None:  # fmt: skip
        """Have something be filled in here by whoever reads on a screen; nothing where it is for paper alone.

        Args:
            label: what for, in words.
            choice: what one of several boxes answers.
        """
        if not self._fillable or self._marked.open:
            return
        low = self.height - y
        left, bottom, right, top = (side * self._scale for side in (x, low - height, x + width, low))
        words = " ".join(label.split())
        node = Node("Form", alt=words)
        self._open.add(node)
        self._fields.append(Field(kind, words, len(self._pages) - 1, (left, bottom, right, top), node, choice))

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn inside is form, not content: rules, page numbers, repeated headers."""
        return NOTHING if self._marked.open else self._marked.form()

    def picture(self, picture: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture (of Pillow's) that others have said what is, inside ``figure`` or ``artifact``."""
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(picture), x, self.height - y - height, width, height)

    @contextmanager
    def turned(self) -> Iterator[None]:
        """Draw upside down: the far side of something folded."""
        self._canvas.saveState()
        self._canvas.translate(self.width, self.height)
        self._canvas.rotate(180)
        self._fill = None
        try:
            yield
        finally:
            self._canvas.restoreState()
            self._fill = None

    # --- marks on paper ---

    def line(self, line: Line, style: Style, x: float, baseline: float, width: float = 0.0) -> None:
        """One line of text; ``width`` is what it is centred or set right in."""
        if not line.runs:
            return
        if style.align != "left":
            x += (width - line.width) / (2 if style.align == "center" else 1)
        elif line.set_right and width:
            x += width - line.width
        self._put(line, style, x, self.height - baseline, spaced=line.spaced or line.ends)

    def _put(
        self, line: Line, style: Style, x: float, y: float, *, turn: str = "1 0 0 1", spaced: bool = False
    ) -> None:
        """Letters from a place, counted from the lower left corner, and turned as a text matrix of PDF says.

        Args:
            spaced: followed by a space, so that words on two lines never run together when copied or read aloud.
        """
        # Readers turn what runs left by themselves, and would turn what is said to stand there as well.
        differs = (line.foreign or line.differs) and not line.turned
        code = self._code
        own = _spoken(line) if line.foreign else ""
        if differs:
            own += f"/ActualText {_hex(line.source + (' ' if spaced else ''))}"
        if own:
            self._marked.apart(own)
        code.append(f"BT {turn} {x:.2f} {y:.2f} Tm")
        divided = differs and line.divided
        for number, run in enumerate(line.runs if not line.foreign else (), 1):
            self._colour(run.colour or style.colour)
            face = fonts.face(run.face)
            shown = f"{run.shown[:-1]}{_SOFT}" if divided and number == len(line.runs) else run.shown
            for font, piece in face.runs(shown):
                self._show(code, face, font, piece, style.size)
        if line.foreign:
            self._foreign(code, line, style, x, y, parted=line.turned and not own and turn == "1 0 0 1")
        if spaced and not differs:
            face = fonts.face(line.runs[-1].face)
            self._show(code, face, face.own, " ", style.size)
        code.append("ET")
        if own:
            self._marked.again()

    def _show(self, code: list[str], face: fonts.Face, font: TTFont, text: str, size: float) -> None:
        """Kerned letters in one font; a document's own subset of it is kept by reportlab."""
        key = (font.fontName, text, size)
        known = self._shown.get(key)
        if known is None:
            subsets = self._subsets.get(font.fontName)
            if subsets is None:
                subsets = self._subsets[font.fontName] = Subsets(self._canvas, font)
            known = _operators(subsets, text, face.kerned(text) if font is face.own else (), size)
            if len(self._shown) < _REMEMBERED:
                self._shown[key] = known
        code.append(known)

    def _foreign(
        self, code: list[str], line: Line, style: Style, x: float, y: float, *, parted: bool
    ) -> None:  # fmt: skip
        """The letters of a line that has other writing in it, from left to right.

        Args:
            x, y: where the line begins.
            parted: pieces in another language are told of one by one.
        """
        plain = fonts.face(fonts.REGULAR).plain
        begun = True
        for piece in shaping.pieces([run.shown for run in line.runs], plain, left=line.left):
            run = line.runs[piece.run]
            face = fonts.face(run.face)
            spoken = f"/Lang({language})" if parted and (language := language_of(piece.text)) else ""
            if spoken:
                code.extend(["ET"] if begun else [])
                self._marked.apart(spoken)
            if spoken or not begun:
                code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")
                begun = True
            self._colour(run.colour or style.colour)
            if piece.font is None:
                x += face.width(piece.text) * style.size / 1000
                for own, text in face.runs(piece.text):
                    self._show(code, face, own, text, style.size)
            else:
                x += sum([round(cluster.advance * 1000 / piece.font.units) for cluster in piece.clusters]) * (
                    style.size / 1000
                )
                font = self._embedded.setdefault(piece.font, Embedded(piece.font, f"S{len(self._embedded) + 1}"))
                code += _clusters(piece, font, run, style)
            if spoken:
                code.append("ET")
                self._marked.again()
                begun = False
        if not begun:
            code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _colour(self, colour: Colour) -> None:
        if colour != self._fill:
            self._code.append(f"{_rgb(colour)} rg")
            self._fill = colour

    def rule(self, x: float, y: float, width: float, weight: float = styles.HAIR, colour: Colour = styles.RULE) -> None:
        """Draw a horizontal rule as decoration that a screen reader passes over."""
        self._stroke(x, y, x + width, y, weight, colour)

    def upright(
        self, x: float, y: float, height: float, weight: float = styles.HAIR, colour: Colour = styles.RULE
    ) -> None:
        """Draw a vertical rule as decoration that a screen reader passes over."""
        self._stroke(x, y, x, y + height, weight, colour)

    def _stroke(self, x1: float, y1: float, x2: float, y2: float, weight: float, colour: Colour) -> None:
        # By hand: reportlab's own way to write five figures costs as much as a word of text.
        self._marked.put(
            f"{_rgb(colour)} RG\n{weight:g} w\nn {x1:.3f} {self.height - y1:.3f} m {x2:.3f} {self.height - y2:.3f} l S"
        )

    def shape(
        self, shape: str, x: float, y: float, side: float, colour: Colour, *, filled: bool = True, alt: str = ""
    ) -> None:
        """A shape centred on (x, y); as an outline its stroke keeps inside ``side``.

        Args:
            alt: what it stands for, where no word beside it says so.
        """
        with self.figure(alt, x - side / 2, y - side / 2, side, side) if alt else self.artifact():
            weight = max(0.7, side / 9)
            traced = shapes.traced(shape, side if filled else side - weight)
            if not traced:
                return
            code = self._code
            if filled:
                self._colour(colour)
            else:
                code.append(f"{_rgb(colour)} RG {weight:.3g} w")
            # Traced around zero, so that the same shape is the same letters wherever it stands.
            code.append(f"q 1 0 0 1 {x:.3f} {self.height - y:.3f} cm {traced} {'f*' if filled else 'S'} Q")

    def bar(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Draw a filled bar; what it means stands beside it in figures."""
        with self.artifact():
            self._colour(colour)
            code = self._code
            code.append(f"{x:.3f} {self.height - y - height:.3f} {width:.3f} {height:.3f} re f*")

    def frame(self, x: float, y: float, width: float, height: float, weight: float, colour: Colour) -> None:
        """Draw a hollow bar; what it means stands beside it in figures."""
        self._marked.put(
            f"{_rgb(colour)} RG {weight:g} w {x:.3f} {self.height - y - height:.3f} {width:.3f} {height:.3f} re S"
        )

    def box(
        self, x: float, y: float, width: float, height: float, weight: float = styles.LINE, colour: Colour = styles.INK
    ) -> None:
        """Draw an empty box to tick with a pen."""
        self._marked.put(
            f"{_rgb(colour)} RG {weight:g} w q 1 0 0 1 {x:.3f} {self.height - y - height:.3f} cm"
            f" {_rounded(width, height)} S Q"
        )

    def wedge(
        self, x: float, y: float, inner: float, outer: float, start: float, sweep: float, fill: Colour, weight: float,
        edge: Colour,
    ) -> None:  # fmt: skip
        """A piece of a ring around (x, y): degrees clockwise from the top; all round it is a disc or a ring."""
        with self.artifact():
            path, low = Path(), self.height - y
            if sweep >= 360:
                path.circle(x, low, outer)
                if inner:
                    path.circle(x, low, inner)
            else:
                first = 90 - start
                path.arc(x, low, outer, first, -sweep, joined=False)
                path.arc(x, low, inner, first - sweep, sweep, joined=True)
                path.close()
            self._colour(fill)
            code = self._code
            code.append(f"{_rgb(edge)} RG {weight:g} w {' '.join(path.code)} B*")

    def along(
        self, text: str, style: Style, x: float, y: float, radius: float, middle: float, *, turned: bool = False
    ) -> None:  # fmt: skip
        """Letters along an arc around (x, y), with their middle at an angle (degrees clockwise from the top).

        Args:
            turned: on the lower half, where they stand with their heads inwards so that nobody reads them upside down.
        """
        letters = [set_lines(letter, style, 1_000.0)[0] for letter in text]
        # A space alone is set as nothing; it is as wide as what it makes the word before it longer.
        space = set_lines("n n", style, 1_000.0)[0].width - set_lines("nn", style, 1_000.0)[0].width
        widths = [line.width or space for line in letters]
        way = -sum(widths) / 2
        for line, width in zip(letters, widths, strict=True):
            place = math.radians(middle) + (way + width / 2) / radius * (-1 if turned else 1)
            way += width
            cos, sin = math.cos(math.pi - place if turned else -place), math.sin(math.pi - place if turned else -place)
            left = x + math.sin(place) * radius - cos * width / 2
            low = self.height - y + math.cos(place) * radius - sin * width / 2
            if line.runs:
                self._put(line, style, left, low, turn=f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f}")


def _operators(subsets: Subsets, text: str, nearer: Sequence[tuple[int, int]], size: float) -> str:
    """The operators that show a text, from where the last one ended.

    Args:
        nearer: the places where the next letter stands nearer or farther than the widths say, and by how much.
    """
    shown: list[str] = []
    at = 0
    for name, letters in subsets.runs(text):
        pieces: list[str] = []
        start, count = 0, len(letters)
        for place, value in nearer:
            end = place + 1 - at
            if start < end <= count:
                pieces.append(f"({escaped(letters[start:end])}){-value}")
                start = end
        if start < count:
            pieces.append(f"({escaped(letters[start:])})")
        at += count
        whole = len(pieces) == 1 and pieces[0][-1] == ")"
        shown.append(f"{name} {size:g} Tf " + (f"{pieces[0]} Tj" if whole else f"[{''.join(pieces)}] TJ"))
    return "\n".join(shown)


def _clusters(piece: shaping.Piece, font: Embedded, run: Run, style: Style) -> list[str]:
    """The operators of a piece in another font."""
    heavier = _HEAVIER.get(run.face, 0.0) * style.size
    shown = f"/{font.name} {style.size:g} Tf [{''.join(map(font.shown, piece.clusters))}]TJ"
    if not heavier:
        return [shown]
    return [f"2 Tr {heavier:.2f} w {_rgb(run.colour or style.colour)} RG", shown, "0 Tr"]


@lru_cache(maxsize=256)
def _rgb(colour: Colour) -> str:
    """A colour as operators have it before them."""
    return "{:.3f} {:.3f} {:.3f}".format(*colour)


@lru_cache(maxsize=64)
def _rounded(width: float, height: float) -> str:
    """The outline of a box with rounded corners, its lower left one at zero."""
    path = Path()
    path.rounded(0, 0, width, height, 1.2)
    return " ".join(path.code)


def _spoken(line: Line) -> str:
    """The language of a line that is in one other writing as a whole, in PDF's syntax; empty where it is mixed."""
    letters = [letter for letter in line.shown if letter.isalpha()]
    languages = {language_of(letter) for letter in letters}
    if languages == {"ja", "zh"}:
        languages = {"ja"}
    spoken = languages.pop() if len(languages) == 1 else ""
    return f"/Lang({spoken})" if spoken else ""


def _entry(text: str) -> str:
    """Text for the document's own entries: no control signs, no halved surrogates, no longer than PDF/A lets it be."""
    text = shortened(fonts.as_typed(text).replace("\n", " "))
    return (text if text.isprintable() else "".join(filter(str.isprintable, text))) or " "


def _hex(text: str) -> str:
    data = text.replace("\0", "\ufffd").encode("utf-16-be", "replace")
    return f"<FEFF{data.hex().upper()}>"

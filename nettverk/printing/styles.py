"""The look of paper: type scale, grid and hues, the same language as the screen on a white ground.

Lengths are points. Everything stands on a grid of 5 pt; running text is 10.5 on 15. Black and white is enough: hue is
never the only sign, and no line is fainter than a laser printer can hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from nettverk.i18n import language, typed_language
from nettverk.printing import fonts

MM = 72 / 25.4
GRID = 5.0
A4 = (210 * MM, 297 * MM)
MARGIN = 57.0  # 20 mm: a binder's holes stay clear of the text

INK = (0x14 / 255, 0x23 / 255, 0x2B / 255)
MUTE = (0x4A / 255, 0x59 / 255, 0x62 / 255)
RULE = (0.68, 0.71, 0.73)
WRITE_ON = (0.52, 0.55, 0.58)
TRACK = (0.90, 0.91, 0.92)
HUES = (
    INK,
    (0x1D / 255, 0x5F / 255, 0xA6 / 255),
    (0x9A / 255, 0x56 / 255, 0x00 / 255),
    (0x7A / 255, 0x3A / 255, 0x94 / 255),
    (0x0A / 255, 0x6B / 255, 0x55 / 255),
)
HAIR, LINE, STRONG = 0.5, 0.6, 1.2
TO_WRITE = 0.75  # a line one writes on: dark and thick enough for a tired printer

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set.

    Attributes:
        size, leading: type size and distance between baselines.
        balance: lines of about the same length (headings).
        hyphenate: divide words by the language's rules (running text only).
        align: left, center or right.
        language: what the words are in, where it is not what the document is in: «nb», for voices and hyphens.
    """

    size: float
    leading: float
    face: str = fonts.REGULAR
    colour: Colour = INK
    balance: bool = False
    hyphenate: bool = False
    align: str = "left"
    language: str = ""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Lines are remembered by their style, and it is asked for them again with every block.
        tags = (
            self.size,
            self.leading,
            self.face,
            self.colour,
            self.balance,
            self.hyphenate,
            self.align,
            self.language,
        )
        object.__setattr__(self, "_hash", hash(tags))

    def __hash__(self) -> int:
        return self._hash

    def but(self, **changes: object) -> Style:
        """The same style with something else."""
        return _changed(self, tuple(changes.items()))

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - (fonts.ASCENT + fonts.DESCENT) * self.size) / 2 + fonts.ASCENT * self.size


@lru_cache(maxsize=4096)
def _changed(style: Style, changes: tuple[tuple[str, object], ...]) -> Style:
    """The same object whenever the same is asked for, so that what is known of it is found at once."""
    return replace(style, **dict(changes))  # type: ignore[arg-type]


def typed(style: Style) -> Style:
    """The style for words that people have typed, who wrote in the gathering's language and not in the paper's."""
    code = typed_language()
    return style if code == language() else style.but(language=code)


TITLE = Style(26, 35, fonts.BOLD, balance=True)
LEAD = Style(13, 20, fonts.REGULAR, MUTE, balance=True)
HEADING = Style(14, 20, fonts.SEMIBOLD, balance=True)
SUBHEADING = Style(10.5, 15, fonts.SEMIBOLD, balance=True)
BODY = Style(10.5, 15, hyphenate=True)
SMALL = Style(9, 12.5, hyphenate=True)
PLAIN = Style(10.5, 15)
STRONG_TEXT = Style(10.5, 15, fonts.SEMIBOLD)
NOTE = Style(9, 15, fonts.REGULAR, MUTE)
SOURCE = Style(7.5, 10, fonts.REGULAR, MUTE)
LABEL = Style(9, 15, fonts.SEMIBOLD, MUTE)

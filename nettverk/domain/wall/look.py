"""What a municipality chooses of its walls: the clock on slides, time that is out, timers' words, colour, logo."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

LONGEST_CAPTION = 40
"""Letters under a timer; more would not be read beside a clock."""


class ClockCorner(StrEnum):
    """Where on a slide the clock stands."""

    LOWER_RIGHT = "lower_right"
    LOWER_LEFT = "lower_left"
    UPPER_RIGHT = "upper_right"
    UPPER_LEFT = "upper_left"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class WallLook:
    """What can be chosen of how walls look.

    Attributes:
        slide_clock, large_clock: where on a slide the clock stands, and whether it is large.
        overtime: the wall says that time is out; otherwise it stands at zero and only the presenter says how far over.
        caption: what stands under an extra timer; empty for what the program knows it is for.
        colour, logo: the municipality's, «#0b5561» and a PNG, as its settings have them; empty for none.
    """

    slide_clock: ClockCorner = ClockCorner.LOWER_RIGHT
    large_clock: bool = False
    overtime: bool = True
    caption: str = ""
    colour: str = ""
    logo: bytes = b""


def stored(look: WallLook) -> str:
    """What is chosen on the stage, as it is kept; colour and logo are the settings'."""
    said = {name: value for name, value in asdict(look).items() if name not in {"colour", "logo"}}
    return json.dumps(said, ensure_ascii=False)


def read(text: str) -> WallLook:
    """What ``stored`` wrote; whatever makes no sense is as the program has it."""
    usual = WallLook()
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return usual
    if not isinstance(said, dict):
        return usual
    corner, caption = said.get("slide_clock"), said.get("caption")
    return WallLook(
        ClockCorner(corner) if corner in set(ClockCorner) else usual.slide_clock,
        said.get("large_clock") is True,
        said.get("overtime") is not False,
        caption[:LONGEST_CAPTION] if isinstance(caption, str) else "",
    )

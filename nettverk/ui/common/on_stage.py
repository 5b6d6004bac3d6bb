"""What an open stage tells the other windows of the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnStage:
    """What the stage tells the rest of the program, once a second.

    Attributes:
        part: its title, or the gathering's before it begins and when it is over.
        number: of the main part, 0 for none.
        figures: the part's clock; ``word`` is what it shows.
        tone: stop, warn or empty; what it says stands in the word as well.
        live: whether people sit in a part now.
    """

    part: str
    number: int
    figures: str
    word: str
    tone: str = ""
    live: bool = False

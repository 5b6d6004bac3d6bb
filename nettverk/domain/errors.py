"""Faults of the world, apart from our own bugs."""

from __future__ import annotations


class Expected(Exception):
    """Something the world did: one sentence for the user on what happened, what is safe and what to do.

    Attributes:
        sentence: shown as it is, in the user's language.
        code: the exit code of the command line (2 for bad input, 1 otherwise).
    """

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class BadInput(Expected):
    """What the user gave cannot be used; nothing was changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code=2)

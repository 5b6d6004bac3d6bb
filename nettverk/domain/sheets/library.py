"""The library: every sheet there is with what one looks for it by, and finding among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, When, Who

_MINUTES = re.compile(r"(\d{1,4})\s*(?:min(?:utt(?:er)?|utes?)?\.?)?$")
_OF_TIME = frozenset({"min", "min.", "minutt", "minutter", "minutes", "minute"})


@dataclass(frozen=True, slots=True)
class Shelved:
    """A sheet as it stands on the shelf.

    Attributes:
        kinds: of its blocks, in order, each once; what is only read (cards) comes last where there is more.
        versions: how many of it there are.
        used: at how many gatherings, in any version.
        languages: those it has words in.
        rows: rows of the field's inventory it serves.
        words: everything one may look for it by, in small letters.
        method: a way of working, which stands beside the sheets; it has no kinds of blocks.
    """

    id: str
    version: int
    title: str
    rounds: tuple[Who, ...]
    when: When
    minutes: int
    kinds: tuple[BlockKind, ...]
    tags: tuple[str, ...] = ()
    audience: str = ""
    own: bool = False
    versions: int = 1
    used: int = 0
    words: str = ""
    languages: tuple[str, ...] = ("nb",)
    rows: tuple[int, ...] = ()
    method: bool = False

    @property
    def kind(self) -> BlockKind:
        """What it is sorted under: the first thing one fills in."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty fields say nothing.

    Attributes:
        text: words, tags and minutes as typed: «15» is what takes no longer.
        tags: ids of themes, all of which a sheet must have.
        methods: ways of working alone.
    """

    text: str = ""
    kinds: frozenset[BlockKind] = frozenset()
    tags: frozenset[str] = frozenset()
    own: bool = False
    methods: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return not (self.text.strip() or self.kinds or self.tags or self.own or self.methods)


def find(sheets: Iterable[Shelved], wanted: Wanted) -> tuple[Shelved, ...]:
    """The sheets that are wanted, those with the words in their title first, otherwise in the order they came."""
    words, minutes = _parts(wanted.text)
    kept = [sheet for sheet in sheets if _fits(sheet, wanted, words, minutes)]
    if words:
        kept.sort(key=lambda sheet: not all(word in sheet.title.casefold() for word in words))
    return tuple(kept)


def _fits(sheet: Shelved, wanted: Wanted, words: Sequence[str], minutes: int | None) -> bool:
    if wanted.kinds and wanted.kinds.isdisjoint(sheet.kinds):
        return False
    if (wanted.own and not sheet.own) or (wanted.methods and not sheet.method):
        return False
    if not wanted.tags <= set(sheet.tags):
        return False
    if minutes is not None and not 0 < sheet.minutes <= minutes:
        return False
    return all(word in sheet.words for word in words)


def _parts(text: str) -> tuple[list[str], int | None]:
    """The words of what is typed, and the most minutes that a number among them means."""
    words: list[str] = []
    minutes: int | None = None
    for word in text.casefold().split():
        if (match := _MINUTES.fullmatch(word)) is not None:
            minutes = int(match[1])
        elif word not in _OF_TIME or minutes is None:
            words.append(word)
    return words, minutes


def kinds_of(kinds: Iterable[BlockKind]) -> tuple[BlockKind, ...]:
    """Each kind once, what is only read last."""
    once = list(dict.fromkeys(kinds))
    return tuple(sorted(once, key=lambda kind: kind is BlockKind.CARD))


def shelved(sheet: SheetDefinition, *, versions: int = 1, used: int = 0) -> Shelved:
    """A sheet as it stands on the shelf."""
    texts = [sheet.title, sheet.about, sheet.audience, *sheet.tags]
    for block in sheet.blocks:
        texts += [block.prompt, *(item.label for item in block.items), *(area.label for area in block.areas)]
    return Shelved(
        sheet.id, sheet.version, sheet.title, sheet.rounds, sheet.when, sheet.minutes,
        kinds_of(block.kind for block in sheet.blocks), sheet.tags, sheet.audience, sheet.own, versions, used,
        " ".join(texts).casefold(), sheet.languages, sheet.rows,
    )  # fmt: skip

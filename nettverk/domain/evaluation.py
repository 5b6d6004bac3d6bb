"""Evaluation: how a gathering was for those who were there, and how that has gone over the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nettverk.domain.needs import source_name
from nettverk.domain.sheets.by_source import SourceShare
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, When
from nettverk.domain.source_groups import SourceGroup
from nettverk.i18n import _, join

FEWEST = 5
"""How many must have answered before counts are told, so that nobody's answer can be read out of them."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line that was judged.

    Attributes:
        sign_id: the same every time, so that one gathering can be held against another.
        counts: by level, best first; empty where fewer than ``FEWEST`` have answered.
        groups: how many of each group chose the best level, where that may be told.
    """

    sign_id: str
    label: str
    counts: tuple[int, ...]
    groups: tuple[SourceShare, ...] = ()

    @property
    def share(self) -> int | None:
        """How many in a hundred chose the best level; None where it is not told."""
        return round(100 * self.counts[0] / sum(self.counts)) if sum(self.counts) else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was answered at one gathering.

    Attributes:
        answered: how many answered the line that most did.
        levels: what the levels are called, best first.
        said: what was asked in words, and the answers to it.
        outside: the groups from outside the services that were there, such as parents.
    """

    gathering_id: str
    title: str
    held_on: date | None
    answered: int
    levels: tuple[str, ...]
    lines: tuple[JudgedLine, ...]
    said: tuple[tuple[str, tuple[str, ...]], ...]
    outside: tuple[SourceGroup, ...] = ()

    @property
    def few(self) -> bool:
        """Whether too few have answered for counts to be told."""
        return self.answered < FEWEST


def is_evaluation(sheet: SheetDefinition) -> bool:
    """Whether a sheet asks how the day was: something to judge, filled in afterwards."""
    return sheet.when is When.AFTER and any(block.kind is BlockKind.SCALE for block in sheet.blocks)


def line_words(line: JudgedLine, levels: tuple[str, ...]) -> str:
    """«Jeg fikk sagt det jeg ville: 24 helt enig, 6 litt enig»."""
    numbers = ", ".join(f"{count} {level.lower()}" for count, level in zip(line.counts, levels, strict=False) if count)
    return _("{what}: {counts}").format(what=line.label, counts=numbers) if numbers else line.label


def groups_words(groups: tuple[SourceShare, ...], best: str) -> str:
    """«Helt enig: 38 av 50 ansatte, 6 av 11 foreldre»; empty where nothing may be told of any group."""
    by_level = join(
        [
            _("{count} av {all} {group}").format(
                count=share.best, all=share.answered, group=source_name(share.group).lower()
            )
            for share in groups
        ]
    )
    return _("{level}: {shares}").format(level=best, shares=by_level) if by_level else ""

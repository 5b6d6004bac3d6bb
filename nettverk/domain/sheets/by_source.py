"""What was judged, told apart by who judged it: parents, youth, politicians, volunteers, staff and leaders.

A sheet asks «hvem er dere som svarer?» with ticks whose ids are the groups' own. A pile of papers that was
counted as one answers for the group that all of them ticked. Only the best level is held against all the others, since
a group from outside is small: then more of it can be told. What is told is never under five, also not by difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition
from nettverk.domain.sheets.suppression import publish
from nettverk.domain.source_groups import SourceGroup

Split = Mapping[SourceGroup | None, tuple[int, int]]
"""How many of each group chose the best level, and how many another; None for those who did not say which they are."""

_VALUES = {group.value: group for group in SourceGroup}


@dataclass(frozen=True, slots=True)
class SourceShare:
    """How many of one group chose the best level; both counts may be told."""

    group: SourceGroup
    best: int
    answered: int


def asks_who(block: Block) -> bool:
    """Whether a block asks which group one belongs to, and so needs no remark to each."""
    return block.kind is BlockKind.TICKS and bool(block.items) and all(item.id in _VALUES for item in block.items)


def groups_of(sheet: SheetDefinition, answers: Iterable[SheetAnswer]) -> dict[str, SourceGroup]:
    """The group each respondent belongs to, by the respondent's key; those with none or with several are left out."""
    asked = {block.id for block in sheet.blocks if asks_who(block)}
    ticked: dict[str, set[SourceGroup]] = {}
    for answer in answers:
        if answer.block in asked and answer.point in _VALUES and (answer.ticked or answer.counts.get("yes")):
            ticked.setdefault(answer.respondent.key, set()).add(_VALUES[answer.point])
    return {key: groups.pop() for key, groups in ticked.items() if len(groups) == 1}


def parted(
    sheet: SheetDefinition, answers: Sequence[SheetAnswer], judged: Iterable[SheetAnswer]
) -> dict[SourceGroup | None, tuple[SheetAnswer, ...]]:
    """What was judged, by the group of whoever did; empty where nobody has said which group they are.

    Args:
        answers: all that was answered, with the ticks that say who.
        judged: what is parted.
    """
    groups = groups_of(sheet, answers)
    answers_of: dict[SourceGroup | None, list[SheetAnswer]] = {}
    for answer in judged if groups else ():
        answers_of.setdefault(groups.get(answer.respondent.key), []).append(answer)
    return {group: tuple(group_answers) for group, group_answers in answers_of.items()}


def best_or_not(counts: Sequence[int]) -> tuple[int, int]:
    """Counts by level, best first, as how many chose the best and how many another."""
    return counts[0], sum(counts[1:])


def shares(split: Split) -> tuple[SourceShare, ...]:
    """What may be told of a line's groups, in the order of ``SourceGroup``; nothing where only one has answered."""
    if sum(bool(sum(counts)) for counts in split.values()) < 2:
        return ()
    whole = (sum(best for best, _other in split.values()), sum(other for _best, other in split.values()))
    slices = {str(group or ""): counts for group, counts in split.items()}
    rows = publish(whole, {"group": slices}).partitions.get("group", {})
    shared = []
    for group in SourceGroup:
        row = rows.get(str(group))
        if row is not None and row.total is not None and row.counts[0] is not None:
            shared.append(SourceShare(group, row.counts[0], row.total))
    return tuple(shared)


def added(splits: Iterable[Split]) -> Split:
    """The sum of several, as of a year's gatherings."""
    total: dict[SourceGroup | None, tuple[int, int]] = {}
    for split in splits:
        for group, (best, other) in split.items():
            before = total.get(group, (0, 0))
            total[group] = before[0] + best, before[1] + other
    return total

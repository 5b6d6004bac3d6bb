"""A sheet summed over a school year: the same sheet, answered at several gatherings, held against the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nettverk.domain.sheets.agreement import Change, change
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.by_source import SourceShare, Split, added, best_or_not, parted, shares
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition
from nettverk.domain.sheets.results import is_personal
from nettverk.domain.sheets.sums import Signs, Ticks, sum_block
from nettverk.domain.sheets.suppression import LEAST, PublishedRow, publish_sums, since_printed

TICKED = ("ticked", "not")
"""The two levels of something to tick."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What may be counted up of one use of a sheet, in the version it was answered on, and where that was."""

    use_id: str
    when: str
    sheet: SheetDefinition
    answers: tuple[SheetAnswer, ...]
    network_id: str = ""
    gathering_id: str = ""

    @property
    def respondents(self) -> int:
        """How many have answered; where papers were counted, how many papers there were."""
        by_point: dict[tuple[str, str], int] = {}
        for answer in self.answers:
            key = answer.block, answer.point
            by_point[key] = by_point.get(key, 0) + sum(answer.counts.values())
        told = {answer.respondent.key for answer in self.answers if not answer.counts}
        return len(told) + max(by_point.values(), default=0)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One sign or one thing to tick: its sum this year and the year before, hidden where it must be.

    Attributes:
        change: None where the year before has nothing, or where something is hidden.
        groups: of a sign in one network, how many of each group chose the best level, where that may be told.
    """

    label: str
    now: PublishedRow
    before: PublishedRow
    change: Change | None
    groups: tuple[SourceShare, ...] = ()


@dataclass(frozen=True, slots=True)
class YearBlock:
    """One block: rows where it is counted, and how many answers it has where it is written."""

    block: Block
    rows: tuple[YearRow, ...]
    said: int

    @property
    def hidden(self) -> bool:
        """Whether any count is hidden."""
        return any(not row.now.whole for row in self.rows)


@dataclass(frozen=True, slots=True)
class SheetYear:
    """A sheet's school year.

    Attributes:
        name, before_name: «2026–2027», and the year before.
        now, before: its uses in the two years, the first one first.
        waiting: uses this year whose answers nobody may see yet.
    """

    sheet: SheetDefinition
    name: str
    before_name: str
    now: tuple[Answered, ...]
    before: tuple[Answered, ...]
    blocks: tuple[YearBlock, ...]
    waiting: int = 0


def blocks_of(
    sheet: SheetDefinition,
    now: Sequence[Answered],
    before: Sequence[Answered],
    network_id: str = "",
    printed: Sequence[frozenset[str]] = (),
) -> tuple[YearBlock, ...]:
    """The blocks that anybody answered this year; items and levels by their ids, as the newest version has them.

    Args:
        now, before: of all networks, whichever is asked for: what is told of one is held against the others.
        network_id: of this network alone.
        printed: ids of its gatherings that stood in each report of the year before this one.
    """
    made = []
    for block in sheet.blocks:
        said = sum(_said(use, block) for use in now if network_id in {"", use.network_id})
        counted = block.kind in {BlockKind.SCALE, BlockKind.TICKS}
        rows = tuple(_rows(block, now, before, network_id, printed)) if counted else ()
        if rows or said:
            made.append(YearBlock(block, rows, said))
    return tuple(made)


def _said(use: Answered, block: Block) -> int:
    return len(
        {
            (answer.respondent.key, answer.point)
            for answer in use.answers
            if answer.block == block.id and (answer.text or answer.number is not None)
        }
    )


def _rows(
    block: Block,
    now: Sequence[Answered],
    before: Sequence[Answered],
    network_id: str,
    printed: Sequence[frozenset[str]],
) -> list[YearRow]:
    sums = [[(use.network_id, counts_of(use, block)) for use in uses] for uses in (now, before)]
    private = _private(now, block), _private(before, block)
    made = []
    for item in block.items:
        here, there = ([(network, counts[item.id]) for network, counts in year if item.id in counts] for year in sums)
        if not any(network_id in {"", network} for network, _row in here):
            continue
        levels = len(here[0][1])
        told = _published(here, network_id, levels, private=private[0])
        blocks = _in_blocks(block, item.id, now, network_id, printed)
        if private[0] and printed and network_id:
            told = since_printed(told, [_sum_of(of, block, item.id, levels) for of in blocks])
        earlier = _published(there, network_id, levels, private=private[1])
        both = told.whole and earlier.whole
        since = change(_known(earlier), _known(told)) if both else None
        made.append(YearRow(item.label, told, earlier, since, _groups(block, item.id, blocks, network_id, told)))
    return made


def _in_blocks(
    block: Block, item_id: str, now: Sequence[Answered], network_id: str, printed: Sequence[frozenset[str]]
) -> list[list[Answered]]:
    """The uses of a network that count, by the report they stood in first; the last have stood in none."""
    found: list[list[Answered]] = [[] for _block in range(len(printed) + 1)]
    for use in now:
        if use.network_id == network_id and sum(counts_of(use, block).get(item_id, ())) >= LEAST:
            at = next((at for at, of in enumerate(printed) if use.gathering_id in of), len(printed))
            found[at].append(use)
    return [of for of in found if of]


def _sum_of(uses: Sequence[Answered], block: Block, item_id: str, levels: int) -> tuple[int, ...]:
    rows = [counts_of(use, block)[item_id] for use in uses]
    return tuple(sum(column) for column in zip(*rows, strict=True)) if rows else (0,) * levels


def _groups(
    block: Block, item_id: str, blocks: Sequence[Sequence[Answered]], network_id: str, told: PublishedRow
) -> tuple[SourceShare, ...]:
    """How each group judged a sign, in one network and where the sign's own best level is told.

    Of several networks together nothing is told of groups: one of them could be worked out from the others. A gathering
    where fewer than five answered is in no sum. A group is told of only where each report would tell of what was new.
    """
    if not network_id or block.kind is not BlockKind.SCALE or not told.counts or told.counts[0] is None:
        return ()
    by_block = [added(_split(use, block, item_id) for use in of) for of in blocks]
    found = shares(added(by_block))
    if len(by_block) < 2:
        return found
    here = [{share.group for share in shares(split)} for split in by_block]
    some = [{group for group, counts in split.items() if sum(counts)} for split in by_block]
    # Groups that all the reports tell of add up; where one of them does not, none is told: it would be what is left.
    whole = all(
        group in told_of or group not in has for group in {share.group for share in found}
        for told_of, has in zip(here, some, strict=True)
    )  # fmt: skip
    return found if whole else ()


def _split(use: Answered, block: Block, item_id: str) -> Split:
    by_group = parted(use.sheet, use.answers, use.answers)
    rows = {group: counts_of(replace(use, answers=said), block) for group, said in by_group.items()}
    split = {group: best_or_not(row[item_id]) for group, row in rows.items() if item_id in row}
    return split or {None: best_or_not(counts_of(use, block)[item_id])}


def _known(row: PublishedRow) -> tuple[int, ...]:
    return tuple(count or 0 for count in row.counts)


def _private(uses: Sequence[Answered], block: Block) -> bool:
    return any(is_personal(use.answers, block) for use in uses)


def _published(
    rows: Sequence[tuple[str, tuple[int, ...]]], network_id: str, levels: int, *, private: bool
) -> PublishedRow:
    """What is shown of one network's rows, or of all of them."""
    nothing = PublishedRow((None,) * levels, None)
    if private:
        groups: dict[str, list[tuple[int, ...]]] = {}
        for network, row in rows:
            groups.setdefault(network, []).append(row)
        return publish_sums(groups).get(network_id, nothing) if groups else nothing
    wanted = [row for network, row in rows if network_id in {"", network}]
    if not wanted:
        return nothing
    counts = tuple(sum(column) for column in zip(*wanted, strict=True))
    return PublishedRow(counts, sum(counts))


def counts_of(use: Answered, block: Block) -> Mapping[str, tuple[int, ...]]:
    """Counts by the newest version's levels, by item; an item or a level that it has no longer is left out."""
    own = use.sheet.block(block.id)
    if own is None or own.kind is not block.kind:
        return {}
    match sum_block(own, use.answers):
        case Signs(signs):
            places = {level.id: place for place, level in enumerate(own.levels)}
            if set(places) != {level.id for level in block.levels}:
                return {}  # another scale: what was said on it cannot be added to this one
            order = [places[level.id] for level in block.levels]
            return {sign.item_id: tuple(sign.counts[place] for place in order) for sign in signs if sign.total}
        case Ticks(items=items):
            return {row.item_id: (row.ticked, row.answered - row.ticked) for row in items if row.answered}
        case _:
            return {}

"""A sheet summed over a school year: the same sheet, answered at several gatherings, held against the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nettverk.domain.sheets.agreement import Change, change
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.by_source import SourceShare, Split, added, best_or_not, parted, shares
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition
from nettverk.domain.sheets.results import is_personal
from nettverk.domain.sheets.sums import Signs, Ticks, sum_block
from nettverk.domain.sheets.suppression import LEAST, PublishedRow, publish_sums, since_printed
from nettverk.domain.sheets.told import Numbers, Told, ToldRow

TICKED = ("ticked", "not")
"""The two levels of something to tick."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What may be counted up of one use of a sheet, in the version it was answered on, and where that was.

    Attributes:
        told: by block and item, the counts that may be told beside what has been told before; empty inside the house.
    """

    use_id: str
    when: str
    sheet: SheetDefinition
    answers: tuple[SheetAnswer, ...]
    network_id: str = ""
    told: Mapping[tuple[str, str], ToldRow] = field(default_factory=dict)

    @property
    def respondents(self) -> int:
        """How many have answered; where papers were counted, how many papers there were."""
        by_point: dict[tuple[str, str], int] = {}
        for answer in self.answers:
            key = answer.block, answer.point
            by_point[key] = by_point.get(key, 0) + sum(answer.counts.values())
        answered = {answer.respondent.key for answer in self.answers if not answer.counts}
        return len(answered) + max(by_point.values(), default=0)


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
) -> tuple[YearBlock, ...]:
    """The blocks that anybody answered this year; items and levels by their ids, as the newest version has them.

    Args:
        now, before: of all networks, whichever is asked for: what is told of one is held against the others.
        network_id: of this network alone.
    """
    blocks = []
    for block in sheet.blocks:
        said = sum(_said(use, block) for use in now if network_id in {"", use.network_id})
        counted = block.kind in {BlockKind.SCALE, BlockKind.TICKS}
        rows = tuple(_rows(block, now, before, network_id)) if counted else ()
        if rows or said:
            blocks.append(YearBlock(block, rows, said))
    return tuple(blocks)


def _said(use: Answered, block: Block) -> int:
    return len(
        {
            (answer.respondent.key, answer.point)
            for answer in use.answers
            if answer.block == block.id and (answer.text or answer.number is not None)
        }
    )


def _rows(block: Block, now: Sequence[Answered], before: Sequence[Answered], network_id: str) -> list[YearRow]:
    sums = [[(use.network_id, counts_of(use, block)) for use in uses] for uses in (now, before)]
    private = is_private(now, block), is_private(before, block)
    rows_ = []
    for item in block.items:
        here, there = ([(network, counts[item.id]) for network, counts in year if item.id in counts] for year in sums)
        if not any(network_id in {"", network} for network, _row in here):
            continue
        levels = len(here[0][1])
        row = _published(here, network_id, levels, private=private[0])
        earlier = _published(there, network_id, levels, private=private[1])
        if private[0]:
            row = _since(row, block, item.id, now, network_id)
        if private[1]:
            earlier = _since(earlier, block, item.id, before, network_id)
        both = row.whole and earlier.whole
        since = change(_known(earlier), _known(row)) if both else None
        rows_.append(YearRow(item.label, row, earlier, since, _groups(block, item.id, now, network_id, row)))
    return rows_


def _since(told: PublishedRow, block: Block, item_id: str, uses: Sequence[Answered], network_id: str) -> PublishedRow:
    """A sum as it may stand beside those that have been told: of what was new each time, and of what came late."""
    mine = [use for use in uses if network_id in {"", use.network_id}]
    rows = [[counts_of(use, block)[item_id] for use in of] for of in _by_time(mine, block, item_id)]
    late = [[step] for use in mine if (row := use.told.get((block.id, item_id))) is not None for step in row.steps]
    return since_printed(told, [*rows, *late])


def _by_time(uses: Sequence[Answered], block: Block, item_id: str) -> list[list[Answered]]:
    """The uses that count, those together that have been told at the same times, or never."""
    at_time: dict[tuple[int, ...], list[Answered]] = {}
    for use in uses:
        if sum(counts_of(use, block).get(item_id, ())) >= LEAST:
            row = use.told.get((block.id, item_id))
            at_time.setdefault(row.when if row is not None else (), []).append(use)
    return [at_time[when] for when in sorted(at_time)]


def _groups(
    block: Block, item_id: str, now: Sequence[Answered], network_id: str, told: PublishedRow
) -> tuple[SourceShare, ...]:
    """How each group judged a sign, in one network and where the sign's own best level is told.

    Of several networks together nothing is told of groups: one of them could be worked out from the others. A gathering
    where fewer than five answered is in no sum. A group is told of only where each report would tell of what was new,
    and nowhere that an answer has come late.
    """
    if not network_id or block.kind is not BlockKind.SCALE or not told.counts or told.counts[0] is None:
        return ()
    mine = [use for use in now if use.network_id == network_id]
    if any(_came_late(use, block, item_id) for use in mine):
        return ()
    by_time = [added(_split(use, block, item_id) for use in of) for of in _by_time(mine, block, item_id)]
    shared = shares(added(by_time))
    if len(by_time) < 2:
        return shared
    here = [{share.group for share in shares(split)} for split in by_time]
    some = [{group for group, counts in split.items() if sum(counts)} for split in by_time]
    # Groups that all the reports tell of add up; where one of them does not, none is told: it would be what is left.
    whole = all(
        group in told_of or group not in has for group in {share.group for share in shared}
        for told_of, has in zip(here, some, strict=True)
    )  # fmt: skip
    return shared if whole else ()


def _came_late(use: Answered, block: Block, item_id: str) -> bool:
    """Whether what was answered is not what was told of it, now or before."""
    row = use.told.get((block.id, item_id))
    return row is not None and (bool(row.steps) or row.counts != _counted(use, block).get(item_id))


def as_told(
    sheet: SheetDefinition, uses: Sequence[Answered], known: Told, network_id: str = ""
) -> tuple[Answered, ...]:
    """Uses with what people answered as it may be told beside what has been told before.

    What has come to a use since then counts where it is five answers or more; they count as told from now on.

    Args:
        network_id: of this network alone; the others stay as they are.
    """
    blocks = [
        block for block in sheet.blocks if block.kind in {BlockKind.SCALE, BlockKind.TICKS} and is_private(uses, block)
    ]
    return tuple(
        replace(use, told=_told_rows(use, blocks, known)) if network_id in {"", use.network_id} else use for use in uses
    )


def _told_rows(use: Answered, blocks: Sequence[Block], known: Told) -> dict[tuple[str, str], ToldRow]:
    rows: dict[tuple[str, str], ToldRow] = {}
    for block in blocks:
        for item_id, counts in _counted(use, block).items():
            key = f"said:{use.use_id}:{block.id}:{item_id}"
            if known.closed and not known.before(key):
                rows[block.id, item_id] = ToldRow((0,) * len(counts))
            elif sum(counts) >= LEAST or known.before(key):  # fewer than five are told of nowhere
                rows[block.id, item_id] = known.grown(key, counts)
    return rows


def _split(use: Answered, block: Block, item_id: str) -> Split:
    by_group = parted(use.sheet, use.answers, use.answers)
    rows = {group: _counted(replace(use, answers=said), block) for group, said in by_group.items()}
    split = {group: best_or_not(row[item_id]) for group, row in rows.items() if item_id in row}
    return split or {None: best_or_not(counts_of(use, block)[item_id])}


def _known(row: PublishedRow) -> tuple[int, ...]:
    return tuple(count or 0 for count in row.counts)


def is_private(uses: Sequence[Answered], block: Block) -> bool:
    """Whether any of these were answered by people by themselves, so that what is few is hidden."""
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


def counts_of(use: Answered, block: Block) -> Mapping[str, Numbers]:
    """Counts by the newest version's levels, by item, as they may be told; what it has no longer is left out."""
    return {
        item_id: use.told[block.id, item_id].counts if (block.id, item_id) in use.told else counts
        for item_id, counts in _counted(use, block).items()
    }


def _counted(use: Answered, block: Block) -> Mapping[str, Numbers]:
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

"""The earlier versions of an entry as the bytes that stand in its row: what was taken away, from the newest backwards.

Raw deflate of a JSON array with six members: the span of the entry's own version (see ``domain/versions.py``); then
five columns with a number or text for each earlier version, the newest first: seconds from it to the version after it,
how many letters of that version come after the common beginning and before the common end, how many letters the common
end has, what stood there instead, and the span. Letters typed one after the other so cost next to nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from nettverk.domain.entries import EntryKind
from nettverk.domain.versions import ONE_SITTING, Stored, shared, thinned

# Bytes of them, taken out of their packing: years of typing in one field, and no more than a machine has room for.
MOST = 2**24
_DAMAGED = "the earlier versions of an entry cannot be read"

Columns = tuple[int | None, list[int], list[int], list[int], list[str], list[int | None]]


def packed(versions: Sequence[Stored]) -> bytes | None:
    """The bytes for an entry that now reads as the last version; None where there is nothing to tell."""
    newest = versions[-1]
    # Of a sitting that was one moment nobody needs to know whether it is over: it reads the same, and so do its bytes.
    if len(versions) == 1 and not newest.span:
        return None
    columns: Columns = (newest.span, [], [], [], [], [])
    for after, before in zip(reversed(versions[1:]), reversed(versions[:-1]), strict=True):
        for column, value in zip(columns[1:], _step(before, after), strict=True):
            column.append(value)  # type: ignore[attr-defined]  # each column has one type of its own
    return _deflated(columns)


def extended(earlier: bytes | None, before: Stored, after: Stored) -> bytes:
    """The bytes for an entry that read one way and now reads another, without looking at the versions before."""
    columns = _columns(earlier)
    step = _step(replace(before, span=columns[0]), after)
    columns = (
        after.span, [step[0], *columns[1]], [step[1], *columns[2]], [step[2], *columns[3]], [step[3], *columns[4]],
        [step[4], *columns[5]],
    )  # fmt: skip
    return _deflated(columns)


def unpacked(earlier: bytes | None, second: int, data: str) -> list[Stored]:
    """Every version, oldest first, the entry's own last.

    Args:
        second, data: when the entry was said, and how it now reads.

    Raises:
        ValueError: the bytes are damaged.
    """
    span, *columns = _columns(earlier)
    versions = [Stored(second, data, span)]
    try:
        for seconds, cut, kept, text, its_span in zip(*columns, strict=True):
            after = versions[-1].data
            end = len(after) - kept
            data = f"{after[: end - cut]}{text}{after[end:]}"
            second -= seconds
            versions.append(Stored(second, data, its_span))
    except TypeError as fault:
        raise ValueError(_DAMAGED) from fault
    return versions[::-1]


def readable(earlier: bytes | None, second: int, data: str) -> list[Stored]:
    """The same, for whoever only looks: of damaged bytes the entry's own version is what there is."""
    try:
        return unpacked(earlier, second, data)
    except ValueError:
        return [Stored(second, data)]


def reworded(earlier: bytes, data: str, change: Callable[[str], str]) -> tuple[str, bytes | None]:
    """An entry with every version of it changed: how it now reads, and the bytes of those before.

    Bytes that cannot be read are let go, as nobody can say what stands in them.
    """
    versions = [replace(version, data=change(version.data)) for version in readable(earlier, 0, data)]
    return versions[-1].data, packed(versions)


def _step(before: Stored, after: Stored) -> tuple[int, int, int, str, int | None]:
    start = shared(before.data, after.data)
    kept = shared(before.data[start:][::-1], after.data[start:][::-1])
    text = before.data[start : len(before.data) - kept]
    return after.second - before.second, len(after.data) - start - kept, kept, text, before.span


def _columns(earlier: bytes | None) -> Columns:
    if earlier is None:
        return None, [], [], [], [], []
    inflate = zlib.decompressobj(-15)
    try:
        columns = json.loads(inflate.decompress(earlier, MOST))
        span, *lists = columns
        if inflate.unconsumed_tail or len(lists) != 5 or not all(isinstance(column, list) for column in lists):
            raise ValueError(_DAMAGED)
    except (zlib.error, TypeError) as fault:
        raise ValueError(_DAMAGED) from fault
    return span, *lists


def _deflated(columns: Columns) -> bytes:
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return deflate.compress(text.encode("utf-8", "surrogatepass")) + deflate.flush()


def continued(earlier: bytes | None, before: Stored, after: Stored, kind: str) -> bytes | None:
    """The earlier versions of a row that read one way and is to read another; a new sitting thins the one before."""
    if abs(after.second - before.second) <= ONE_SITTING.total_seconds():
        return extended(earlier, before, after)
    versions = unpacked(earlier, before.second, before.data)
    return packed(thinned([*versions, after], reader_of(kind), replaced=False))


def reader_of(kind: str) -> Callable[[str], str]:
    """What one reads of an entry of a kind: its words, where it has them."""
    return _text if kind in {EntryKind.REFLECTION, EntryKind.SHEET_ANSWER} else str


def _text(data: str) -> str:
    text = json.loads(data)
    return str(text.get("text", "")) if isinstance(text, dict) else data


def second(at: str) -> int:
    """A stored moment in whole seconds since 1970."""
    return int(datetime.fromisoformat(at).timestamp() // 1)


def moment(at: int) -> str:
    """Whole seconds since 1970 as a stored moment."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")

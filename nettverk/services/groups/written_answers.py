"""What to say about answers that tables have written, when their groups change: they stay on the table's number."""

from __future__ import annotations

from collections.abc import Collection

from nettverk.i18n import _, _n, join
from nettverk.services.groups.board import Board

MOST_NAMED = 6
"""More tables than this are counted, not named."""


def has_written(numbers: Collection[int]) -> str:
    """«Bord 3 og 5 har skrevet svar», without a full stop."""
    if len(numbers) > MOST_NAMED:
        return _n("{n} bord har skrevet svar", "{n} bord har skrevet svar", len(numbers))
    return _("Bord {tables} har skrevet svar").format(tables=join([str(number) for number in sorted(numbers)]))


def before(board: Board) -> str:
    """What to know before groups are made again; empty where no table has written."""
    if not board.written:
        return ""
    return _("{tables}. Svarene blir liggende på bordnummeret.").format(tables=has_written(board.written))


def after(was: Board, now: Board) -> str:
    """What became of written answers when groups were changed; empty where it touches none."""
    written, sat, sit = set(now.written), _people(was), _people(now)
    there = set(sit)
    gone = (written & set(sat) if was.tables else written) - there
    moved = {number for number in written & there if sat.get(number) != sit[number]}
    sentences = []
    if gone:
        gone_words = _("{tables}, men er ikke med lenger. Svarene ligger i Refleksjoner.")
        sentences.append(gone_words.format(tables=has_written(gone)))
    if moved:
        sentences.append(_("{tables}. Svarene blir liggende på bordnummeret.").format(tables=has_written(moved)))
    # A table was taken away before one that has written, so the later ones did not move up a number.
    if not sentences and _has_gap(there) and not _has_gap(sat):
        later = {number for number in written if number > min(set(sat) - there)}
        sentences.append(_("{tables}, så bordene beholder numrene sine.").format(tables=has_written(later)))
    return " ".join(sentences)


def _people(board: Board) -> dict[int, tuple[frozenset[str], ...]]:
    """Who sits at each table number, round by round."""
    return {
        table.number: tuple(
            frozenset(board.people[person].id for person, seat in enumerate(row) if seat == place) for row in board.rows
        )
        for place, table in enumerate(board.tables)
    }


def _has_gap(numbers: Collection[int]) -> bool:
    return len(numbers) < max(numbers, default=0)

"""Numbers that have been told before: whoever has two reports can subtract the one from the other.

Somebody is ticked off a day late, one more answer is typed, a promise is marked as done: the next report would differ
from the one before by exactly that person. So every number that goes out has a name of its own (its *key*), and what
stood there is kept. A number that was told moves only in steps of five or more, away from *each* of those that stand on
paper somewhere; until then it stands as it was told. That holds whichever machine printed, and in whichever order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nettverk.domain.sheets.suppression import LEAST

Numbers = tuple[int, ...]
HIDDEN = -1
"""In place of a number that was not told."""


def steady(now: Numbers, before: Sequence[Numbers]) -> Numbers:
    """Numbers that may go up and down, all of them together: as they are, or all as they were told last.

    Args:
        now: as they are; ``HIDDEN`` where one is not told.
        before: as they have been told, the last one last.
    """
    alike = [printed for printed in before if len(printed) == len(now)]
    return now if all(_far(now, printed) for printed in alike) else alike[-1]


def grown(now: Numbers, before: Sequence[Numbers]) -> Numbers:
    """Answers by level, to which more are added: with those that came later where these are five, else without them.

    What came between is a row of its own then, to be hidden as such (``suppression.since_printed``).
    """
    alike = [printed for printed in before if len(printed) == len(now)]
    return now if all(_more(now, printed) for printed in alike) else alike[-1]


def _far(now: Numbers, told: Numbers) -> bool:
    pairs = [(new, old) for new, old in zip(now, told, strict=True) if HIDDEN not in {new, old}]
    return all(new == old or abs(new - old) >= LEAST for new, old in pairs)


def _more(now: Numbers, told: Numbers) -> bool:
    if now == told:
        return True
    return all(new >= old for new, old in zip(now, told, strict=True)) and sum(now) - sum(told) >= LEAST


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Answers by level as they may be told.

    Attributes:
        steps: what has come to them since each time they were told otherwise.
        when: which times, of all that something was told, these were; whoever was told at the same times can be
            subtracted only together.
    """

    counts: Numbers
    steps: tuple[Numbers, ...] = ()
    when: tuple[int, ...] = ()


class Told:
    """What has been told, while a report is read; and what the report tells anew, to be kept before it is written.

    Attributes:
        closed: nothing more can be kept.
        fresh: numbers by key that have not stood anywhere before.
    """

    def __init__(self, times: Sequence[Mapping[str, Numbers]] = (), *, closed: bool = False) -> None:
        """``times`` is what was told by key, each time something was; ``closed`` where nothing more can be kept.

        Then what was told before is told again, as it was.
        """
        self._before: dict[str, list[tuple[int, Numbers]]] = {}
        for at, counts_then in enumerate(times):
            for key, numbers in counts_then.items():
                self._before.setdefault(key, []).append((at, numbers))
        self.closed = closed
        self.fresh: dict[str, Numbers] = {}

    def before(self, key: str) -> tuple[Numbers, ...]:
        """What has been told under a key, the last one last."""
        return tuple(numbers for _at, numbers in self._before.get(key, ()))

    def steady(self, key: str, *now: int) -> Numbers:
        """Numbers as they may be told (``steady``); they count as told from now on."""
        return self.tell(key, steady(now, self.before(key)))

    def grown(self, key: str, now: Numbers) -> ToldRow:
        """Answers as they may be told (``grown``); they count as told from now on."""
        before = self.before(key)
        counts = self.tell(key, grown(now, before))
        earlier = (then for then in dict.fromkeys(before) if len(then) == len(counts) and then != counts)
        steps = tuple(tuple(new - old for new, old in zip(counts, then, strict=True)) for then in earlier)
        return ToldRow(counts, steps, tuple(at for at, _numbers in self._before.get(key, ())))

    def tell(self, key: str, numbers: Numbers) -> Numbers:
        """Numbers that are told, found to be such that they may be."""
        before = self.before(key)
        if self.closed:
            return before[-1] if before else numbers
        if numbers not in before:
            self.fresh[key] = numbers
        return numbers

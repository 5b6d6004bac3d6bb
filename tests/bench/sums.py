"""How long it takes to sum 2,000 answers, for the first time and again: ``python -m tests.bench.sums``.

Beside it in the same run, a plain loop with one ``Counter``: the least that counting them can cost.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Item, Level, Mark, Who
from nettverk.domain.sheets.sums import point_key, sum_block

LEVELS = tuple(Level(name, name, mark) for name, mark in zip("abc", Mark, strict=False))


def answers(kind: BlockKind, count: int = 2_000) -> tuple[Block, list[SheetAnswer]]:
    """Answers of a hall of two hundred to ten signs, or as many points, of which half are alike."""
    draw = random.Random(7)
    items = tuple(Item(f"sign-{number}", f"Tegn {number}") for number in range(10))
    block = Block("b", kind, "?", items=items if kind is BlockKind.SCALE else (), levels=LEVELS)
    made = []
    for number in range(count):
        who = Respondent(Who.ALONE, number // 10 + 1)
        if kind is BlockKind.SCALE:
            made.append(SheetAnswer("use", 1, who, "b", items[number % 10].id, level=draw.choice("abc")))
        else:
            text = f"- Vi må møtes før overgangen, og ta med foreldrene ({draw.randrange(count // 2)})"
            made.append(SheetAnswer("use", 1, who, "b", str(number % 10), text=text))
    return block, made


def median_ms(job: Callable[[], object], rounds: int = 15) -> float:
    """Median of a job's milliseconds."""
    took = []
    for _round in range(rounds):
        began = time.perf_counter()
        job()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> int:
    """Print the figures."""
    print(f"{'':12} {'2,000 answers':>16} {'again':>16} {'a plain loop':>16}")
    for kind in (BlockKind.SCALE, BlockKind.POINTS):
        block, made = answers(kind)

        def bare(made: list[SheetAnswer] = made) -> Counter[tuple[str, str]]:
            counts: Counter[tuple[str, str]] = Counter()
            for answer in made:
                counts[(answer.point, answer.level) if answer.level else ("", point_key(answer.text))] += 1
            return counts

        def sums(block: Block = block, made: list[SheetAnswer] = made) -> object:
            return sum_block(block, made)

        def new(block: Block = block, made: list[SheetAnswer] = made) -> object:
            point_key.cache_clear()
            return sum_block(block, made)

        told = " ".join(f"{median_ms(job):>13.1f} ms" for job in (new, sums, bare))
        print(f"{kind.value:12} {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Numbers that have stood in a report or gone to the university, kept in the file and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.sheets.told import Numbers, Told
from nettverk.storage.store import Store


def numbers(store: Store, *, closed: bool = False) -> Told:
    """What has stood in any report, or gone to the university, by what it counts.

    Args:
        closed: nothing can be kept, so what was told before is told again as it was.
    """
    rows = store.rows("SELECT told FROM report_numbers ORDER BY printed_at, id")
    times = [
        {key: tuple(int(number) for number in numbers_then) for key, numbers_then in json.loads(row["told"]).items()}
        for row in rows
    ]
    return Told(times, closed=closed)


def keep(store: Store, fresh: Mapping[str, Numbers]) -> Changes:
    """Keep numbers that go out for the first time, before they do; each number once.

    It is no step of the user's: *Angre* does not take back what is on paper.
    """
    known = numbers(store)
    new = {key: counts for key, counts in fresh.items() if counts not in known.before(key)}
    if not new:
        return NOTHING
    with store.change() as step:
        plain = json.dumps(new, ensure_ascii=False, sort_keys=True)
        store.insert("report_numbers", printed_at=store.now().isoformat(), told=plain)
    return step.changes

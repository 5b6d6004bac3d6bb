"""Året and its reports with twenty years in the file: ``python -m tests.bench.year [--profile NAME]``.

Milliseconds of the processor, the best of some rounds. Året is to be read in 300 ms, the yearly report made in 2 s.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nettverk.domain.data_tables import Extent
from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.services import goal_stories
from nettverk.services.register import turnout
from nettverk.services.reports import reports
from nettverk.services.university import consent, reading
from nettverk.services.year import frame, year
from nettverk.storage.store import Store
from nettverk.ui.year import reading as room
from tests.bench import twenty_years
from tests.bench.twenty_years_services import Job, best

BEGINS = 2025
"""The last whole school year of the file."""


def jobs(store: Store) -> Iterator[tuple[str, Job]]:
    """What a coordinator waits for, by name."""

    def report(kind: ReportKind) -> Job:
        return lambda: reports.render(reports.drafts(store, kind, Scope(BEGINS))[0], ReportFormat.PDF)

    yield "Året, all of it", lambda: room.read(store, BEGINS)
    yield "its entries", lambda: year.read(store, BEGINS)
    yield "its turnout", lambda: turnout.of_year(store, BEGINS)
    yield "its goals", lambda: goal_stories.of_networks(store)
    yield "its costs", lambda: frame.costs(store, BEGINS)
    yield "yearly report, two pages", report(ReportKind.YEARLY)
    yield "yearly report, long", report(ReportKind.YEARLY_LONG)
    yield "consents", lambda: consent.of_extent(store, Extent())
    yield "to the university, a year", lambda: reading.read(store, Extent("", "", BEGINS))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", default="", help="where the time goes in the one whose name begins so")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "years.db"
        twenty_years.copy_to(path)
        store = Store.open(path)
        print("| | 20 years, ms |\n| --- | --- |")
        for label, job in jobs(store):
            print(f"| {label} | {best(job, args.rounds):.0f} |", flush=True)
            if args.profile and label.startswith(args.profile):
                profile = cProfile.Profile()
                profile.runcall(job)
                pstats.Stats(profile).sort_stats("cumtime").print_stats(30)
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The jobs there are. A new one is a module beside this one, and its name in the import and in ``JOBS``."""

from __future__ import annotations

from typing import Protocol

from nettverk.cli.jobs import (
    anonymity,
    answers,
    check,
    consent,
    demo,
    export,
    gatherings,
    groups,
    import_job,
    lend,
    manual,
    merge,
    passphrase,
    person,
    print_job,
    privacy,
    report,
    screens,
    search,
    share,
    sheets,
)
from nettverk.cli.words import Jobs


class Job(Protocol):
    """What a module must have to be a job."""

    def register(self, jobs: Jobs) -> None:
        """Add the job's name, help and arguments; its ``func`` takes the arguments and returns an exit code."""


JOBS: tuple[Job, ...] = (
    demo,
    import_job,
    gatherings,
    search,
    groups,
    print_job,
    report,
    screens,
    sheets,
    answers,
    anonymity,
    person,
    privacy,
    passphrase,
    lend,
    merge,
    share,
    consent,
    export,
    manual,
    check,
)
"""In the order of the help."""

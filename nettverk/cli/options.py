"""What every job takes: which database, which language, and whether to answer with JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from nettverk.i18n import LANGUAGES, _


def common(job: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a job take ``--db``, ``--json`` and ``--language`` after its name too; returns the job."""
    add_common(job, top_level=False)
    return job


def add_common(parser: argparse.ArgumentParser, *, top_level: bool) -> None:
    """Add the options that may stand both before and after the name of a job."""

    def default(value: object) -> object:
        # A job that is not given an option must leave alone what was given before its name.
        return value if top_level else argparse.SUPPRESS

    group = parser.add_argument_group(_("felles valg"))
    group.add_argument(
        "--db", type=Path, metavar=_("FIL"), default=default(None), help=_("Nettverk-fila; ellers din egen")
    )
    group.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("FIL"),
        default=default(None),
        help=_(
            "les passordet til en låst fil fra den første linja her (- for det som sendes inn); ellers blir du spurt"
        ),
    )
    group.add_argument("--json", action="store_true", default=default(False), help=_("svar med JSON"))
    group.add_argument(
        "--language",
        choices=tuple(LANGUAGES),
        default=default(""),
        help=_("språket i svar og hjelp; ellers nynorsk på en maskin som er satt opp med det, og bokmål på andre"),
    )

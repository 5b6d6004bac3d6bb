"""The command itself: its arguments, and what becomes of faults."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk import __version__
from nettverk.cli import talk
from nettverk.cli.words import Parser, our_own
from nettverk.domain.errors import Expected, reason
from nettverk.i18n import LANGUAGES, _, system_language, using

if TYPE_CHECKING:
    from nettverk.domain.wall.walls import Wall

Screens = Callable[[Sequence["Wall"], Path, tuple[int, int], str], list[Path]]
"""Draws projected screens as pictures: (walls, folder, size in pixels, dark or light) → the files."""

JOBS = {
    "demo": "demo", "import": "import_job", "gatherings": "gatherings", "groups": "groups", "print": "print_job",
    "screens": "screens", "export": "export", "check": "check",
}  # fmt: skip
"""Each job and its module in ``cli/jobs``, in the order of the help."""
STOPPED = 130


def main(argv: list[str], *, screens: Screens) -> int:
    """Do one job; the exit code is 0 when done, 2 for bad input, 1 for other faults of the world.

    Args:
        argv: without the program's name.
        screens: draws pictures of projected screens; given by whoever can (only ``ui`` knows how).
    """
    talk.safe_streams()
    language = _language(argv)
    with using(language), our_own():
        try:
            args = parser(language).parse_args(argv)
        except SystemExit as over:  # help was shown, or the arguments were wrong and that has been said
            return over.code if isinstance(over.code, int) else 2
    args.screens = screens
    with using(args.language or language):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        code: int = args.func(args)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Expected as fault:
        sys.stderr.write(f"{fault.sentence}\n")
        return fault.code
    except KeyboardInterrupt:
        sys.stderr.write(_("Stoppet. Det som ikke var ferdig, er ikke lagret.") + "\n")
        return STOPPED
    except BrokenPipeError:  # whoever read our answer has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:  # the answer could not be written where it was sent
        sys.stderr.write(_("Fikk ikke skrevet svaret: {reason}.").format(reason=reason(fault)) + "\n")
        return 1
    return code


def parser(language: str = "nb") -> Parser:
    """All jobs and their arguments, explained in a language."""
    with using(language):
        top = Parser(
            prog="nettverk",
            description=_("Nettverkssamlinger uten skjerm: de samme jobbene som i vinduene."),
            epilog=_("Uten noen jobb åpnes vinduene. Hver jobb har sin egen hjelp: nettverk import --help"),
        )
        version = f"Nettverk {__version__}"
        top.add_argument("--version", action="version", version=version, help=_("vis hvilken utgave dette er"))
        _common(top, top_level=True)
        jobs = top.add_subparsers(metavar=_("JOBB"), required=True, parser_class=Parser, title=_("jobber"))
        for module in JOBS.values():
            _register(module, jobs)
        return top


def _register(module: str, jobs: Any) -> None:
    from importlib import import_module

    import_module(f"nettverk.cli.jobs.{module}").register(jobs)


def common(job: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a job take ``--db``, ``--json`` and ``--language`` after its name too; returns the job."""
    _common(job, top_level=False)
    return job


def _common(parser: argparse.ArgumentParser, *, top_level: bool) -> None:
    def default(value: object) -> object:
        return value if top_level else argparse.SUPPRESS

    group = parser.add_argument_group(_("felles valg"))
    group.add_argument("--db", type=Path, metavar=_("FIL"), default=default(None), help=_("databasen; ellers din egen"))
    group.add_argument("--json", action="store_true", default=default(False), help=_("svar med JSON"))
    group.add_argument(
        "--language",
        choices=tuple(LANGUAGES),
        default=default(""),
        help=_("språket i svar og hjelp; ellers nynorsk på en maskin som er satt opp med det, og bokmål på andre"),
    )


def _language(argv: Sequence[str]) -> str:
    """The language asked for, found before anything is parsed, so that help and complaints come in it too."""
    for here, after in zip(argv, [*argv[1:], ""], strict=False):
        if here == "--language" and after in LANGUAGES:
            return after
        if here.startswith("--language=") and here.partition("=")[2] in LANGUAGES:
            return here.partition("=")[2]
    return system_language()

"""The command itself: its arguments, and what becomes of faults."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk import __version__
from nettverk.cli import talk
from nettverk.cli.options import add_common
from nettverk.cli.words import Parser, our_own
from nettverk.domain.errors import Expected, reason
from nettverk.i18n import LANGUAGES, _, system_language, using

if TYPE_CHECKING:
    from nettverk.domain.wall.walls import Wall

Screens = Callable[[Sequence["Wall"], Path, tuple[int, int], str], list[Path]]
"""Draws projected screens as pictures: (walls, folder, size in pixels, dark or light) → the files."""

STOPPED = 130
"""The exit code when somebody pressed Ctrl+C, as shells count it: 128 + SIGINT."""


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
        except SystemExit as stop:  # help was shown, or the arguments were wrong and that has been said
            return stop.code if isinstance(stop.code, int) else 2
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
    except BrokenPipeError:  # whoever read our answer has heard enough; Python must not say so when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:  # the answer could not be written where it was sent
        sys.stderr.write(_("Fikk ikke skrevet svaret: {reason}.").format(reason=reason(fault)) + "\n")
        return 1
    except Exception as fault:
        sentence = _blamed(args, fault)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence.sentence}\n")
        return sentence.code
    return code


def _blamed(args: argparse.Namespace, fault: Exception) -> Expected | None:
    """What to say where a damaged database is behind a fault that nobody expected; None where it is our own."""
    from nettverk.cli.database import path_of
    from nettverk.services import damage

    reason = damage.blamed(path_of(args), fault) if hasattr(args, "db") else fault
    return reason if isinstance(reason, Expected) else None


def parser(language: str = "nb") -> Parser:
    """All jobs and their arguments, explained in a language."""
    # The jobs are imported here, so that a program that only asks for the windows does not wait for them.
    from nettverk.cli.jobs.registry import JOBS

    with using(language):
        top = Parser(
            prog="nettverk",
            description=_("Nettverkssamlinger uten skjerm: de samme jobbene som i vinduene."),
            epilog=_("Uten noen jobb åpnes vinduene. Hver jobb har sin egen hjelp: nettverk import --help"),
        )
        version = f"Nettverk {__version__}"
        top.add_argument("--version", action="version", version=version, help=_("vis hvilken versjon dette er"))
        add_common(top, top_level=True)
        jobs = top.add_subparsers(metavar=_("JOBB"), required=True, parser_class=Parser, title=_("jobber"))
        for job in JOBS:
            job.register(jobs)
        return top


def _language(argv: Sequence[str]) -> str:
    """The language asked for, found before anything is parsed, so that help and complaints come in it too."""
    for here, after in zip(argv, [*argv[1:], ""], strict=False):
        if here == "--language" and after in LANGUAGES:
            return after
        if here.startswith("--language=") and here.partition("=")[2] in LANGUAGES:
            return here.partition("=")[2]
    return system_language()

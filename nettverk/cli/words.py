"""argparse in our own language: its help and its complaints; the rest of Python keeps its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from nettverk.i18n import _

Jobs = Any
"""What ``add_subparsers`` gives: argparse has no public name for it."""


def _sentences() -> dict[str, str]:
    """What argparse says (Python 3.11–3.14) and what we say instead."""
    return {
        "usage: ": _("bruk: "),
        "positional arguments": _("hva"),
        "options": _("valg"),
        "subcommands": _("jobber"),
        "show this help message and exit": _("vis denne hjelpen"),
        "the following arguments are required: %s": _("Her mangler %s."),
        "unrecognized arguments: %s": _("Kjenner ikke igjen %s."),
        "expected one argument": _("trenger en verdi"),
        "expected at least one argument": _("trenger minst én verdi"),
        "expected at most one argument": _("tar høyst én verdi"),
        "expected %s argument": _("trenger %s verdi"),
        "expected %s arguments": _("trenger %s verdier"),
        "not allowed with argument %s": _("kan ikke brukes sammen med %s"),
        "one of the arguments %s is required": _("Velg én av %s."),
        "invalid choice: %(value)r (choose from %(choices)s)": _("kjenner ikke %(value)r. Velg blant %(choices)s"),
        "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": _(
            "kjenner ikke %(value)r. Mente du %(closest)r? Velg blant %(choices)s"
        ),
        "invalid %(type)s value: %(value)r": _("skjønner ikke %(value)r"),
        "ambiguous option: %(option)s could match %(matches)s": _("%(option)s kan bety %(matches)s. Skriv hele ordet."),
        "ignored explicit argument %r": _("tar ingen verdi, men fikk %r"),
        "unknown parser %(parser_name)r (choices: %(choices)s)": _(
            "Kjenner ikke %(parser_name)r. Velg blant %(choices)s."
        ),
        "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s."),
        "%(prog)s: error: %(message)s\n": "%(message)s\n",
        "(default: %(default)s)": _("(ellers %(default)s)"),
    }


@contextmanager
def our_own() -> Iterator[None]:
    """argparse speaks our language inside the block."""
    # argparse takes its sentences from gettext under two names of its own module. Setting them there reaches all of
    # them, and only them: whatever else in Python uses gettext keeps its own words.
    sentences = _sentences()
    module: Any = argparse
    before = module._, module.ngettext
    module._ = lambda text: sentences.get(text, text)
    module.ngettext = lambda singular, plural, n: sentences.get(singular if n == 1 else plural, plural)
    try:
        yield
    finally:
        module._, module.ngettext = before


class Parser(argparse.ArgumentParser):
    """Complains in one sentence, with the way to the help, and exit code 2."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        options.setdefault("allow_abbrev", False)
        super().__init__(*args, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        sentence = message if message.endswith((".", "?", "!")) else f"{message}."
        way = _("Se {command} --help.").format(command=self.prog)
        sys.stderr.write(f"{sentence[0].upper()}{sentence[1:]} {way}\n")
        raise SystemExit(2)

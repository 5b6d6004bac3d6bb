"""The passphrase of a sealed file on the command line: asked for where somebody sits there, or read from a file.

Never an argument: those can be read by everybody on the machine, and stay in the shell's history.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from nettverk.domain.errors import BadInput, reason
from nettverk.i18n import _

MOST_BYTES = 4096


def unlock(args: Namespace, path: Path) -> None:
    """Give the passphrase of a file that is sealed with one; where it is not, nothing happens.

    Raises:
        BadInput: it is another, or nobody can be asked.
    """
    from nettverk.services import passphrase

    if not passphrase.is_locked(path):
        return
    named = getattr(args, "passphrase_file", None)
    if named is not None:
        passphrase.unlock(path, from_file(named))
        return
    # Without anybody to ask, whoever opens the file says that it is locked.
    while passphrase.is_available() and _somebody_is_there():
        words = _asked(_("Passordet til {file}: ").format(file=path.name))
        try:
            passphrase.unlock(path, words)
        except passphrase.WrongPassphrase as wrong:
            sys.stderr.write(f"{wrong.sentence}\n")
            continue
        return


def new(named: Path | None) -> str:
    """A new passphrase: from a file, or asked for twice.

    Raises:
        BadInput: nobody can be asked, or the two were not the same.
    """
    if named is not None:
        return from_file(named)
    if not _somebody_is_there():
        raise BadInput(_("Si hvor det nye passordet skal leses: --new-passphrase-file FIL"))
    words = _asked(_("Nytt passord: "))
    if words != _asked(_("Det samme en gang til: ")):
        raise BadInput(_("De to var ikke like. Ingenting er endret. Prøv igjen."))
    return words


def from_file(path: Path) -> str:
    """The first line of a file; «-» is what is piped in.

    Raises:
        BadInput: it cannot be read, or is no text.
    """
    try:
        if str(path) == "-":
            raw = sys.stdin.buffer.readline(MOST_BYTES)
        else:
            with path.open("rb") as file:
                raw = file.readline(MOST_BYTES)
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadInput(_("{file} er ikke tekst i UTF-8.").format(file=path)) from None
    except OSError as fault:
        raise BadInput(
            _("Fikk ikke lest passordet fra {file}: {reason}.").format(file=path, reason=reason(fault))
        ) from None


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(question: str) -> str:
    try:
        return getpass(question, stream=sys.stderr)
    except EOFError:
        raise BadInput(_("Uten passordet kan ingen åpne fila.")) from None

"""What SQLite and the file system say, turned into what the user needs to hear."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nettverk.domain.errors import Damaged, Expected, Locked, exit_code, reason
from nettverk.i18n import _
from nettverk.storage.engine import Sealed, has_sqlcipher

_HARM = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# For these the job ends with code 2, as for a wrong argument: another path is what helps.
_THE_PATH = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_NOTADB")  # another file or folder would do


@contextmanager
def said(path: Path | None, *, reading: bool = False) -> Iterator[None]:
    """Turn faults of the world inside the block into Expected; our own bugs pass through.

    Args:
        reading: nothing was to be written, so that the sentence is not about saving.
    """
    try:
        yield
    except Sealed as fault:
        raise locked(fault.path) from fault
    except sqlite3.DatabaseError as fault:
        # Only SQLite's own code says what happened; the text of the message differs from version to version.
        name = getattr(fault, "sqlite_errorname", "") or ""
        sentence = _sentence(name, path.name if path else "")
        if not sentence:
            raise
        # The fault stays as the cause, so that the log has what SQLite said.
        kind = Damaged if name.startswith(_HARM) else Expected
        raise kind(sentence, code=2 if name.startswith(_THE_PATH) else 1) from fault
    except OSError as fault:
        if reading:
            raise Expected(
                _("Får ikke lest {file}: {reason}. Velg en annen fil, eller be om tilgang.").format(
                    file=path.name if path else "", reason=reason(fault)
                ),
                code=exit_code(fault),
            ) from fault
        raise Expected(
            _("Får ikke lagret i {folder}: {reason}. Velg en annen mappe, eller be om tilgang.").format(
                folder=path.parent if path else "", reason=reason(fault)
            ),
            code=exit_code(fault),
        ) from fault


def locked(path: Path) -> Locked:
    """What is told of a file that is sealed, where its passphrase has not been given or cannot be used."""
    if has_sqlcipher():
        sentence = _("{file} er låst med et passord. Skriv passordet for å åpne den.")
    else:
        sentence = _(
            "{file} er låst med et passord, og denne installasjonen mangler delen som åpner låste filer. Fila "
            'er ikke endret. Legg den inn med: pip install "nettverk[encryption]"'
        )
    return Locked(sentence.format(file=path.name), str(path), can_open=has_sqlcipher())


def damaged(file: str) -> str:
    """The sentence on a file with pages that cannot be read."""
    return _(
        "{file} er skadet. Det som kan leses, er trygt. «Hent tilbake …» i menyen har sikkerhetskopiene, og "
        "nettverk check --restore henter alt som er helt."
    ).format(file=file)


def only_readable(file: str) -> str:
    """The sentence on a file that may be read and not written."""
    return _("{file} kan bare leses. Kopier den til en mappe der du kan skrive.").format(file=file)


def _sentence(name: str, file: str) -> str:
    words = {
        "SQLITE_NOTADB": _(
            "{file} er ikke en Nettverk-fil, eller den er skadet. Fila er ikke endret. Prøv en sikkerhetskopi."
        ),
        "SQLITE_CORRUPT": damaged("{file}"),
        "SQLITE_FULL": _("Disken er full. Rydd plass, så prøver vi igjen. Det som er lagret, er trygt."),
        "SQLITE_READONLY": only_readable("{file}"),
        "SQLITE_CANTOPEN": _("Får ikke åpnet {file}. Finnes mappa, og har du tilgang?"),
        "SQLITE_BUSY": _("{file} er i bruk av et annet program. Lukk det, og prøv igjen."),
        "SQLITE_IOERR": _("Fikk ikke lest eller skrevet {file}. Er minnepinnen eller nettverksmappa koblet fra?"),
    }
    # SQLite refines its codes by adding to the end (SQLITE_IOERR_FSYNC), so the beginning decides.
    for code, sentence in words.items():
        if name.startswith(code):
            return sentence.format(file=file)
    return ""

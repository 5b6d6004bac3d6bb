"""«Anonym nok?»: texts looked through for what may tell who somebody is, with the names of those who take part.

The list of names is read the first time somebody asks; a program that only starts has no use for it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from nettverk.assets import resource
from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.findings import Finding
from nettverk.domain.anonymity.lexicon import Lexicon
from nettverk.domain.errors import BadInput, reason
from nettverk.exchange import csv_text
from nettverk.i18n import _
from nettverk.services import given_files
from nettverk.storage.store import Store

LARGEST = 20 * 1024 * 1024
"""Bytes of a text file; a hundred thousand points are a tenth of that."""

PIPED = "-"
"""The name of a file that stands for what another program hands on."""

# How files begin that some people take for text: Word and Excel, PDF, pictures, databases, archives.
_NO_TEXT = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)


@cache
def lexicon() -> Lexicon:
    """The names that ship, and what words look like."""
    return Lexicon.read(
        *(resource("names", f"{file}.txt").read_text("utf-8") for file in ("names", "public", "shapes"))
    )


@lru_cache(maxsize=3)
def checker_with(people_: tuple[tuple[str, str], ...]) -> Checker:
    """A checker that also knows these given and family names; the same one for the same people."""
    return Checker(lexicon().with_people(people_))


def checker(store: Store | None = None, gathering_id: str = "") -> Checker:
    """A checker that also knows the names of a gathering's participants."""
    names = lexicon()
    if store is not None and gathering_id:
        names = names.with_people(people(store, gathering_id))
    return Checker(names)


def people(store: Store, gathering_id: str) -> tuple[tuple[str, str], ...]:
    """Given and family names of those who take part in a gathering."""
    rows = store.rows(
        "SELECT pe.given_name, pe.family_name FROM participants AS pa JOIN people AS pe ON pe.id = pa.person_id"
        " WHERE pa.gathering_id = ? ORDER BY pe.family_name, pe.given_name",
        gathering_id,
    )
    return tuple((row["given_name"], row["family_name"]) for row in rows)


def look_through(lines: Sequence[str], names: Sequence[tuple[str, str]] = ()) -> tuple[Finding, ...]:
    """Findings in lines of text, in order.

    Args:
        names: given and family names that always count.
    """
    return tuple(Checker(lexicon().with_people(names)).lines(lines))


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, empty ones too, in whatever encoding it was saved; «-» is what is piped in.

    Raises:
        BadInput: it is not there, cannot be read, is no text, or is far too large.
    """
    piped = str(path) == PIPED
    if not piped and not path.exists():
        raise BadInput(_("Fant ikke {file}. Se etter at navnet og mappa er riktige.").format(file=path))
    if not piped and path.is_dir():
        raise BadInput(_("{file} er en mappe. Velg en tekstfil.").format(file=path))
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if piped else given_files.read(path, LARGEST)
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else str(fault)
        raise BadInput(_("Fikk ikke lest {file}: {reason}.").format(file=path, reason=why)) from None
    if len(data) > LARGEST:
        raise BadInput(
            _("{file} er for stor til å være punkter fra en samling. Del den i mindre filer.").format(file=path)
        )
    no_text = BadInput(
        _("{file} er ikke en tekstfil. Lagre punktene som ren tekst, ett punkt på hver linje.").format(file=path)
    )
    if data.startswith(_NO_TEXT):
        raise no_text
    text, _encoding = csv_text.decode(data)
    # Whatever the encoding, a text has no such signs, and anything else is full of them.
    odd = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text[:100_000])
    if odd > 0.02 * max(1, min(len(text), 100_000)):
        raise no_text
    lines = text.removeprefix("\ufeff").replace("\x00", " ").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # The line break that ends the last line begins no new one.
    return lines[:-1] if lines and not lines[-1] else lines

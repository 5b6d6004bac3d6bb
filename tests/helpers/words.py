"""The words of the program: ``python -m tests.helpers.words`` finds every string and updates the catalogues.

Bokmål is the source. resources/locale/{nn,en}/LC_MESSAGES/nettverk.po is what translators edit; the .mo beside it is
what the program reads. Run it after changing a string; a test says when it was forgotten.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from nettverk import __version__

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "resources" / "locale"
MADE = datetime(2026, 11, 21, tzinfo=UTC)  # a date that stays, so that a run without news changes nothing
KEYWORDS = {"_": None, "_n": (1, 2), "_c": ((1, "c"), 2)}


@cache
def found() -> Catalog:
    """Every string in the program, with where it stands."""
    catalogue = Catalog(project="Nettverk", charset="utf-8", creation_date=MADE)
    rows = extract_from_dir(ROOT / "nettverk", [("**.py", "python")], {}, keywords=KEYWORDS, comment_tags=("i18n:",))
    for name, line, message, comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        catalogue.add(
            message, None, [(f"nettverk/{name}".replace("\\", "/"), line)], auto_comments=comments, context=context
        )
    return catalogue


def po_path(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "nettverk.po"


def read(language: str) -> Catalog:
    """A language's catalogue, empty where there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Nettverk", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str) -> list[str]:
    """Strings of the program that a language lacks, or has only a guess for."""
    have = read(language)
    lacking = []
    for message in found():
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        mine = have.get(key, message.context)
        strings = mine.string if mine and isinstance(mine.string, (tuple, list)) else [mine.string if mine else ""]
        if not mine or not all(strings) or "fuzzy" in mine.flags:
            lacking.append(str(key))
    return lacking


def compiled(language: str) -> bytes:
    """The catalogue as the program reads it."""
    buffer = BytesIO()
    write_mo(buffer, read(language))
    return buffer.getvalue()


def main() -> int:
    """Update and compile every catalogue; say what is left to translate."""
    template = found()
    for language in ("nn", "en"):
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = MADE
        catalogue.header_comment = f"# Nettverk: {language}"
        catalogue.fuzzy = False
        catalogue.project, catalogue.version = "Nettverk", __version__
        catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "Nettverk"
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, include_lineno=False, sort_by_file=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(language))
        print(f"{language}: {len(missing(language))} left of {len(template)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Spreadsheets in: an .xlsx or .csv file as sheets of text cells, whatever the file turns out to be."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.domain.participant_lists import FileKind, Sheet, Workbook
from nettverk.exchange.limits import MAX_TEXT_FILE
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.exchange.xlsx_package import Package

__all__ = ["Sheet", "Workbook", "read"]

_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_LETTERS = frozenset({"Cc", "Cn", "Co", "Cs"})
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<table|<head|<body|<meta|<style|\{\\rtf|%PDF)", re.IGNORECASE)


def read(path: str | Path, *, encoding: str | None = None, delimiter: str | None = None) -> Workbook:
    """Read a spreadsheet; what kind it is, its content decides, not its name.

    Args:
        encoding: how to read a text file; found when not given. Of no account for .xlsx.
        delimiter: one character between the cells of a text file; found when not given.

    Raises:
        BadInput: the file cannot be used; its sentence says what happened and what to do.
    """
    path = Path(path)
    try:
        # By content and not by name: lists arrive as «Påmelding.csv» that are workbooks, and the other way round.
        head = _head(path)
        if head.startswith(_ZIP):
            return Workbook(path.name, _read_zip(path), FileKind.XLSX)
        if head.startswith(_OLE):
            raise _ole_sentence(path)
        return _read_text(path, encoding, delimiter)
    except PermissionError:
        raise BadInput(
            _("Fila {name} kan ikke åpnes. Er den åpen i Excel? Lukk den der, og prøv igjen.").format(name=path.name)
        ) from None
    except FileNotFoundError:
        raise BadInput(
            _("Fila {name} finnes ikke lenger der. Finn den fram på nytt, og prøv igjen.").format(name=path.name)
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise BadInput(
            _("Fila {name} lot seg ikke lese. Kopier den til skrivebordet, og prøv igjen.").format(
                name=path.name.replace("\0", "")
            )
        ) from error


def _head(path: Path) -> bytes:
    """The first bytes of an ordinary, non-empty file; sentences for everything else."""
    suffix = path.suffix.lower()
    if path.name.startswith("~$"):
        raise BadInput(
            _(
                "{name} er bare en hjelpefil som Excel lager mens lista er åpen. Velg selve lista, den uten «~$» foran."
            ).format(name=path.name)
        )
    if suffix == ".numbers":
        raise BadInput(_("Lista er laget i Numbers. Åpne den der, velg «Eksporter til» og «Excel», og hent den fila."))
    if path.is_dir():
        raise BadInput(_("{name} er en mappe. Åpne den, og velg selve lista.").format(name=path.name))
    if path.exists() and not path.is_file():
        raise BadInput(_("{name} er ikke en vanlig fil. Velg en Excel- eller CSV-fil.").format(name=path.name))
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput(
            _("Fila {name} er tom. Er den lastet helt ned? Åpne den i Excel, lagre den på nytt og prøv igjen.").format(
                name=path.name
            )
        )
    return head


def _ole_sentence(path: Path) -> BadInput:
    with path.open("rb") as file:
        start = file.read(4 * 1024 * 1024)
    if _ENCRYPTED in start:
        return _locked_sentence()
    return BadInput(
        _(
            "Fila er i det gamle Excel-formatet (.xls) eller et annet eldre Office-format. Åpne den i Excel, "
            "velg «Lagre som» og «Excel-arbeidsbok (.xlsx)», og hent den nye fila."
        )
    )


def _locked_sentence() -> BadInput:
    return BadInput(_("Lista er låst med passord. Åpne den i Excel, lagre en kopi uten passord, og hent kopien."))


def _read_zip(path: Path) -> tuple[Sheet, ...]:
    from nettverk.exchange.xlsx_package import DamagedError, Package
    from nettverk.exchange.xlsx_sheets import read_sheets

    try:
        with Package(path) as package:
            if other := _other_kind(package):
                raise BadInput(other)
            sheets = read_sheets(package)
    except DamagedError as damage:
        if str(damage) == "password":
            raise _locked_sentence() from None
        raise BadInput(
            _(
                "Fila {name} er skadet eller ikke en Excel-fil. Åpne den i Excel, lagre den på nytt som .xlsx, "
                "og prøv igjen."
            ).format(name=path.name)
        ) from damage
    # A sheet that was cut before its first row is large, not empty.
    if not any(sheet.rows or sheet.rows_cut for sheet in sheets):
        raise BadInput(
            _("Det står ingenting i Excel-fila {name}. Er det riktig fil? Åpne den i Excel og se etter.").format(
                name=path.name
            )
        )
    return sheets


def _other_kind(package: Package) -> str:
    """A sentence when the zip is some other well-known kind of file, else nothing."""
    names = package.names
    if "opendocument.spreadsheet" in package.text("mimetype"):
        return _("Lista er et regneark fra LibreOffice (.ods). Åpne det der, lagre det som .xlsx, og hent den fila.")
    if "Index/Document.iwa" in names or "Index.zip" in names:
        return _("Lista er laget i Numbers. Åpne den der, velg «Eksporter til» og «Excel», og hent den fila.")
    if "xl/workbook.bin" in names:
        return _("Lista er en binær Excel-fil (.xlsb). Åpne den i Excel, lagre den som .xlsx, og hent den fila.")
    if "word/document.xml" in names or "ppt/presentation.xml" in names or "mimetype" in names:
        return _("Fila er et dokument, ikke et regneark. Kopier lista inn i Excel, lagre den, og hent den fila.")
    return ""


def _read_text(path: Path, encoding: str | None, delimiter: str | None) -> Workbook:
    from nettverk.exchange.csv_text import decode, find_delimiter, parse

    if path.stat().st_size > MAX_TEXT_FILE:
        raise BadInput(
            _("Fila {name} er mye større enn en deltakerliste, og er ikke lest. Er det riktig fil?").format(
                name=path.name
            )
        )
    text, read_with = decode(path.read_bytes(), encoding)
    if not encoding:
        _refuse_other_text(text, path.name)
    chosen = delimiter or find_delimiter(text)
    sheet = parse(text, chosen, path.stem)
    if not sheet.rows and not sheet.rows_cut:
        raise BadInput(_("Det står ingenting i fila {name}. Er det riktig fil?").format(name=path.name))
    return Workbook(path.name, (sheet,), FileKind.CSV, read_with, chosen)


def from_text(text: str, name: str) -> Workbook:
    """What was copied from a spreadsheet, a mail or a web page, read as a text file is.

    Raises:
        BadInput: there is nothing in it, or far more than a list.
    """
    from nettverk.exchange.csv_text import find_delimiter, parse

    if len(text) > MAX_TEXT_FILE:
        raise BadInput(_("Det som er kopiert, er mye større enn en deltakerliste."))
    # A spreadsheet copies cells with tabs between them, whatever stands inside the cells.
    chosen = "\t" if "\t" in text else find_delimiter(text)
    sheet = parse(text, chosen, name)
    if not sheet.rows and not sheet.rows_cut:
        raise BadInput(_("Det er ingen tekst på utklippstavla. Kopier lista fra Excel først."))
    return Workbook(name, (sheet,), FileKind.CSV, "utf-8", chosen)


def _refuse_other_text(text: str, name: str) -> None:
    if _MARKUP.match(text.removeprefix("\ufeff")[:200]):
        raise BadInput(
            _(
                "Fila {name} er en nettside eller et dokument, ikke et regneark. Åpne den i Excel, lagre den "
                "som .xlsx, og hent den fila."
            ).format(name=name)
        )
    sample = text[:100_000]
    # Pictures and programs become control characters when read as letters; a list has none but a stray NUL.
    strange = sum(unicodedata.category(c) in _NOT_LETTERS for c in sample if c not in "\t\r\n\0\x0b\x0c")
    strange += sample.count("\ufffd") + max(sample.count("\0") - len(sample) // 50, 0)
    if strange > max(2, len(sample) // 50):
        raise BadInput(
            _("Fila {name} er ikke en liste vi kan lese. Velg en Excel-fil (.xlsx) eller en CSV-fil.").format(name=name)
        )

"""Return sheets that were filled in on a screen and come back as files: read, and typed into their units' own copies.

The file says by its code whose it is, and each field what it is for, in any of the languages the sheet is in. What
stands in the unit's copy already is never written over: what is new goes below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheet_papers import read_unit_code
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import LANGUAGES, _, _n
from nettverk.services import given_files
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.returned_sheets import RETURN_SHEET, take_in, unit_of
from nettverk.services.sheets import answers, library, uses
from nettverk.services.slide_process import PageFault, SlideProcess
from nettverk.storage.store import Store

LARGEST = 20 * 1024 * 1024
"""Bytes of a returned sheet; one is a hundredth of that."""
MOST_PAGES = 10
_CODE = re.compile(r"(?<![\w-])E-[A-Z2-9]{5}(?![\w-])")


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A return sheet as it came back.

    Attributes:
        code: of the unit.
        said: what each field is for, and what was typed in it; those that are empty left out.
    """

    name: str
    code: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was stored: how many answers are new, from which units, and the sheet's use."""

    answers: int
    units: tuple[str, ...]
    use_id: str
    changes: Changes

    @property
    def told(self) -> str:
        """In a sentence."""
        if not self.answers:
            return _("Alt sto der fra før.")
        count = _n("{n} nytt svar", "{n} nye svar", self.answers)
        return _("{count} fra {units}.").format(count=count, units=", ".join(self.units))


def read_file(path: Path) -> ReturnedFile:
    """Read one file; may be called from any thread, and takes no database.

    Raises:
        BadInput: it is no return sheet, nothing is filled in, or it cannot be read.
    """
    name = path.name
    try:
        data = given_files.read(path, LARGEST)
    except (OSError, ValueError):
        raise BadInput(
            _("{name} kan ikke leses. Er fila flyttet eller åpen et annet sted?").format(name=name)
        ) from None
    if len(data) > LARGEST or not data.startswith(b"%PDF"):
        raise BadInput(_("{name} er ikke et svarark. Svararket er en PDF fra hjemmepakka.").format(name=name))
    words, fields = _read(data, name)
    found = _CODE.search(words)
    code = read_unit_code(found.group()) if found else ""
    if not code:
        raise BadInput(_("{name} har ingen kode som E-7K3MP, så vi vet ikke hvem det er fra.").format(name=name))
    said = tuple((label, text.strip()) for label, text in fields if text.strip())
    if not said:
        told = _("Ingenting er fylt ut i {name}. Er arket fylt ut på papir, skriv inn svarene med koden {code}.")
        raise BadInput(told.format(name=name, code=code))
    return ReturnedFile(name, code, said)


def _read(data: bytes, name: str) -> tuple[str, list[tuple[str, str]]]:
    """All words and fields of a PDF, by a process that may fall over it."""
    process = SlideProcess()
    try:
        pages = range(min(process.open("file", data), MOST_PAGES))
        words = " ".join(process.words("file", page) for page in pages)
        return words, [field for page in pages for field in process.filled("file", page)]
    except (UnreadablePdf, PageFault, OSError):
        raise BadInput(_("{name} er ikke en PDF vi kan lese.").format(name=name)) from None
    finally:
        process.close()


def take_files(store: Store, gathering_id: str, files: Sequence[ReturnedFile]) -> TakenIn:
    """Type what came back into the units' copies, in one step; the same file again changes nothing.

    Raises:
        BadInput: no unit has one of the codes, or the gathering is gone; nothing is changed.
    """
    from_units = [(unit_of(store, file.code), file) for file in files]
    with store.change(_n("Hent {n} svarark", "Hent {n} svarark", len(files))) as step:
        use_id = take_in(store, gathering_id).made
        use = uses.get(store, use_id)
        labels = _labels(store)
        there = {(one.respondent.key, one.block, one.point): one for one in answers.of_use(store, use_id)}
        new: dict[tuple[str, str, str], SheetAnswer] = {}
        for unit_id, file in from_units:
            who = Respondent(Who.UNIT, unit_id=unit_id)
            for label, text in file.said:
                block, point = labels.get(_plain(label), ("", ""))
                key = (who.key, block, point)
                before = new.get(key) or there.get(key)
                if block and use is not None and (both := _below(before.text if before else "", text)):
                    new[key] = SheetAnswer(use_id, use.sheet.version, who, block, point, both)
        if new:
            answers.write_all(store, new.values())
    said_by = {key for key, _block, _point in new}
    names = [
        str(store.value("SELECT name FROM units WHERE id = ?", unit_id))
        for unit_id, _file in from_units
        if Respondent(Who.UNIT, unit_id=unit_id).key in said_by
    ]
    return TakenIn(len(new), tuple(dict.fromkeys(names)), use_id, step.changes)


def _below(before: str, text: str) -> str:
    """What is new below what stands there; empty where it all stands there."""
    stands = {_plain(line) for line in before.splitlines()}
    lines = [line.strip() for line in text.splitlines() if line.strip() and _plain(line) not in stands]
    return "\n".join([*before.splitlines(), *lines]) if lines else ""


def _labels(store: Store) -> dict[str, tuple[str, str]]:
    """Where what is said to each label belongs, as (block, point), in every language of the sheet."""
    found: dict[str, tuple[str, str]] = {}
    for language in LANGUAGES:
        sheet = library.sheet(store, RETURN_SHEET, language)
        for block in sheet.blocks if sheet is not None else ():
            for item in block.items:
                found.setdefault(_plain(item.label), (block.id, item.id))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

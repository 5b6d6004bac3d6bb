"""Return sheets and logs that were filled in on a screen and come back as files: read, looked at, and typed into the
units' own copies.

The file says by its code whose it is and, of a log, from which gathering; each field says what it is for, in any of the
languages the sheet is in. What stands in the unit's copy already is never written over: what is new goes below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheet_papers import gathering_code, read_gathering_code, read_unit_code
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import SheetDefinition, Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import LANGUAGES, _, _n
from nettverk.services import between, gatherings, given_files
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.returned_sheets import RETURN_SHEET, take_in, unit_of
from nettverk.services.sheets import answers, library, uses
from nettverk.services.slide_process import PageFault, SlideProcess
from nettverk.storage.store import Store

LARGEST = 20 * 1024 * 1024
"""Bytes of a returned sheet; one is a hundredth of that."""
MOST_PAGES = 10
_CODE = re.compile(r"(?<![\w-])E-[A-Z2-9]{5}(?:-[A-Z2-9]{4})?(?![\w-])")
_Place = tuple[str, str]
"""A block of a sheet, and a point of it."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A return sheet, or a log, as it came back.

    Attributes:
        code: of the unit.
        said: what each field is for, and what was typed in it; those that are empty left out. Where a sheet asks for
            the same twice, the second has its number behind it.
        gathering: the code of the gathering that a log is from; empty for a return sheet.
    """

    name: str
    code: str
    said: tuple[tuple[str, str], ...]
    gathering: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """What is said to one point of it; not ``new`` where all of it stands there."""

    about: str
    text: str
    new: bool


@dataclass(frozen=True, slots=True)
class ReturnedLook:
    """One file as it is looked at before anything is stored.

    Attributes:
        sheet: what the sheet is called, and where it was handed out.
    """

    unit: str
    sheet: str
    lines: tuple[ReturnedLine, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was stored: how many answers are new, from which units, and the sheet's use.

    Attributes:
        gathering_id: of the first file's use: a log may be from an earlier gathering than the one that is open.
    """

    answers: int
    units: tuple[str, ...]
    use_id: str
    changes: Changes
    gathering_id: str = ""

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
    match = _CODE.search(words)
    code = read_unit_code(match.group()) if match else ""
    if not code:
        raise BadInput(_("{name} har ingen kode som E-7K3MP, så vi vet ikke hvem det er fra.").format(name=name))
    said = tuple((label, text.strip()) for label, text in _numbered(fields) if text.strip())
    if not said:
        sentence = _("Ingenting er fylt ut i {name}. Er arket fylt ut på papir, skriv inn svarene med koden {code}.")
        raise BadInput(sentence.format(name=name, code=code))
    return ReturnedFile(name, code, said, read_gathering_code(match.group()) if match else "")


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


def look(store: Store, gathering_id: str, files: Sequence[ReturnedFile]) -> tuple[ReturnedLook, ...]:
    """What the files say and whose they are, before anything is stored.

    Raises:
        BadInput: no unit or gathering has one of the codes.
    """
    looks = []
    for file in files:
        where, unit_id = _gathering_of(store, file, gathering_id), unit_of(store, file.code)
        use = _use_there(store, file, where)
        sheet = use.sheet if use is not None else library.sheet(store, _sheet_of(file))
        key = Respondent(Who.UNIT, unit_id=unit_id).key
        said = answers.of_use(store, use.id) if use is not None else ()
        there = {(one.block, one.point): one.text for one in said if one.respondent.key == key}
        labels = _labels(store, _sheet_of(file))
        lines = tuple(
            ReturnedLine(
                _about(sheet, labels[_plain(label)]), text, bool(_below(there.get(labels[_plain(label)], ""), text))
            )
            for label, text in file.said
            if _plain(label) in labels
        )
        words = (sheet.title if sheet is not None else "", gatherings.get(store, where).title if file.gathering else "")
        name = str(store.value("SELECT name FROM units WHERE id = ?", unit_id))
        looks.append(ReturnedLook(name, " · ".join(word for word in words if word), lines))
    return tuple(looks)


def take_files(store: Store, gathering_id: str, files: Sequence[ReturnedFile]) -> TakenIn:
    """Type what came back into the units' copies, in one step; the same file again changes nothing.

    Args:
        gathering_id: where return sheets are typed; a log goes to the gathering it is from.

    Raises:
        BadInput: no unit or gathering has one of the codes, or the gathering is gone; nothing is changed.
    """
    from_units = [(unit_of(store, file.code), _gathering_of(store, file, gathering_id), file) for file in files]
    new: dict[tuple[str, str, str, str], SheetAnswer] = {}
    first = ""
    with store.change(_n("Hent {n} svarark", "Hent {n} svarark", len(files))) as step:
        for unit_id, where, file in from_units:
            use = _use_of(store, file, where)
            first = first or use.id
            who = Respondent(Who.UNIT, unit_id=unit_id)
            there = {
                (answer.respondent.key, answer.block, answer.point): answer for answer in answers.of_use(store, use.id)
            }
            labels = _labels(store, _sheet_of(file))
            for label, text in file.said:
                block, point = labels.get(_plain(label), ("", ""))
                key = (use.id, who.key, block, point)
                before = new.get(key) or there.get(key[1:])
                if block and (both := _below(before.text if before else "", text)):
                    new[key] = SheetAnswer(use.id, use.sheet.version, who, block, point, both)
        if new:
            answers.write_all(store, new.values())
    said_by = {key[1] for key in new}
    names = [
        str(store.value("SELECT name FROM units WHERE id = ?", unit_id))
        for unit_id, _where, _file in from_units
        if Respondent(Who.UNIT, unit_id=unit_id).key in said_by
    ]
    return TakenIn(len(new), tuple(dict.fromkeys(names)), first, step.changes, from_units[0][1] if from_units else "")


def _sheet_of(file: ReturnedFile) -> str:
    return between.SHEET if file.gathering else RETURN_SHEET


def _gathering_of(store: Store, file: ReturnedFile, here: str) -> str:
    """Where what a file says belongs: a log at the gathering it was handed out at, a return sheet here."""
    if not file.gathering:
        return here
    found = [
        row["id"] for row in store.rows("SELECT id FROM gatherings") if gathering_code(row["id"]) == file.gathering
    ]
    if len(found) != 1:
        raise BadInput(_("Samlingen som loggen i {name} er fra, finnes ikke her.").format(name=file.name))
    return str(found[0])


def _use_there(store: Store, file: ReturnedFile, gathering_id: str) -> SheetUse | None:
    used = uses.of_gathering(store, gathering_id)
    return next((use for use in used if not use.simple and use.sheet.id == _sheet_of(file)), None)


def _use_of(store: Store, file: ReturnedFile, gathering_id: str) -> SheetUse:
    """The sheet in use that a file is typed into, taken into use where it is not yet."""
    if file.gathering:
        between.ask_for_cycles(store, gathering_id)
    else:
        take_in(store, gathering_id)
    use = _use_there(store, file, gathering_id)
    if use is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    return use


def _below(before: str, text: str) -> str:
    """What is new below what stands there; empty where it all stands there."""
    stands = {_plain(line) for line in before.splitlines()}
    lines = [line.strip() for line in text.splitlines() if line.strip() and _plain(line) not in stands]
    return "\n".join([*before.splitlines(), *lines]) if lines else ""


def _labels(store: Store, sheet_id: str) -> dict[str, _Place]:
    """Where what is said to each label belongs, in every language of the sheet."""
    labels: dict[str, _Place] = {}
    for language in LANGUAGES:
        sheet = library.sheet(store, sheet_id, language)
        places = [(item.label, (block.id, item.id)) for block in sheet.blocks for item in block.items] if sheet else []
        for (label, place), (numbered, _empty) in zip(
            places, _numbered([(each, "") for each, _at in places]), strict=True
        ):
            assert numbered.startswith(label)
            labels.setdefault(_plain(numbered), place)
    return labels


def _numbered(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same, where a label that comes again has its number behind it."""
    seen: Counter[str] = Counter()
    told = []
    for label, text in fields:
        seen[_plain(label)] += 1
        number = seen[_plain(label)]
        told.append((label if number == 1 else f"{label} ({number})", text))
    return told


def _about(sheet: SheetDefinition | None, place: _Place) -> str:
    """What a point asks, in words; with what its block asks where the block is not the first."""
    for number, block in enumerate(sheet.blocks if sheet is not None else ()):
        for item in block.items:
            if (block.id, item.id) == place:
                return f"{block.prompt} {item.label}" if number else item.label
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

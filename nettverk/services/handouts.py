"""Handouts: every document of a gathering as a PDF, in the gathering's language.

Reading and drawing are apart: ``draft`` reads the database (on its lane), ``draw`` takes plain values and may run
anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain import handouts as paper
from nettverk.domain.errors import BadInput, Cancelled, Expected, exit_code, reason
from nettverk.domain.handouts import Handout
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, using
from nettverk.services import handout_contents as contents
from nettverk.services.handout_contents import NothingToPrint, Source
from nettverk.storage.store import Store

KINDS = (
    "agenda",
    "attendance_by_name",
    "attendance_by_unit",
    "groups_by_name",
    "groups_by_table",
    "table_signs",
    "badges",
    "role_cards",
    "question_sheets",
    "unit_pages",
    "summary",
)
BEFORE = KINDS[:9]  # Bordpakke: what lies ready when people come
EXTRA = ("group_changes",)  # on the day only, when groups were repaired; never part of a pack
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def kind_name(kind: str) -> str:
    """The user's word for a kind of document.

    Raises:
        BadInput: there is no such kind.
    """
    names = {
        "agenda": _("Program"),
        "attendance_by_name": _("Oppmøteliste etter navn"),
        "attendance_by_unit": _("Oppmøteliste etter enhet"),
        "groups_by_name": _("Finn bordet ditt"),
        "groups_by_table": _("Grupper ved bordene"),
        "group_changes": _("Nye bord"),
        "table_signs": _("Bordskilt"),
        "badges": _("Navneskilt"),
        "role_cards": _("Rollekort"),
        "question_sheets": _("Spørsmålsark"),
        "unit_pages": _("Med hjem"),
        "summary": _("Oppsummering"),
    }
    if kind not in names:
        raise BadInput(
            _("Fant ingen utskrift som heter «{kind}». Velg en av: {kinds}.").format(kind=kind, kinds=", ".join(KINDS))
        )
    return names[kind]


def kind_about(kind: str) -> str:
    """What the document is for, in a line."""
    return {
        "agenda": _("Dagens plan med klokkeslett og spørsmål"),
        "attendance_by_name": _("Kryss av ved døra, med plass til signatur"),
        "attendance_by_unit": _("Det samme, enhet for enhet"),
        "groups_by_name": _("Heng den på døra: alle finner bordet sitt"),
        "groups_by_table": _("Hvem som sitter ved hvert bord"),
        "group_changes": _("Bare de som har fått et annet bord etter reparasjonen"),
        "table_signs": _("Brettes på midten og settes på bordet"),
        "badges": _("85 × 54 mm med bordnummer, ti på arket"),
        "role_cards": _("Hvem gjør hva ved bordet, fire kort på arket"),
        "question_sheets": _("Ett ark for hvert bord og spørsmål, med kode"),
        "unit_pages": _("Enhetens egen plan først, så det gruppene sa"),
        "summary": _("Alt som ble sagt og avtalt, for hele samlingen"),
    }[kind]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document read and ready to be drawn."""

    kind: str
    title: str
    file_name: str
    language: str
    document: paper.Document


def draft(store: Store, gathering_id: str, kind: str, *, unit_id: str | None = None, language: str = "") -> Draft:
    """Read what a document needs.

    Args:
        unit_id: one unit's page only (for ``unit_pages``).
        language: another language than the gathering's.

    Raises:
        NothingToPrint: there is nothing yet; the sentence says the first step.
        BadInput: no such kind.
    """
    return _draft(Source(store, gathering_id), kind, unit_id, language)


def _draft(source: Source, kind: str, unit_id: str | None = None, language: str = "") -> Draft:
    chosen = language or source.gathering.language
    with using(chosen):
        name = kind_name(kind)
        document = _document(source, kind, unit_id)
        if isinstance(document, paper.UnitPages) and unit_id is not None:
            name = f"{name} – {document.units[0].unit}"
        here = source.gathering
        title = f"{name} – {here.title}"
        place = here.headline.replace(" · ", " ")
        return Draft(kind, title, safe_name(f"{title} {place}".strip()) + ".pdf", chosen, document)


def _document(source: Source, kind: str, unit_id: str | None) -> paper.Document:
    readers: dict[str, Callable[[], paper.Document]] = {
        "agenda": lambda: contents.agenda(source),
        "attendance_by_name": lambda: contents.attendance(source, by_unit=False),
        "attendance_by_unit": lambda: contents.attendance(source, by_unit=True),
        "groups_by_name": lambda: contents.groups_by_name(source),
        "groups_by_table": lambda: contents.groups_by_table(source),
        "group_changes": lambda: contents.group_changes(source),
        "table_signs": lambda: contents.table_signs(source),
        "badges": lambda: contents.badges(source),
        "role_cards": lambda: contents.role_cards(source),
        "question_sheets": lambda: contents.question_sheets(source),
        "unit_pages": lambda: contents.unit_pages(source, unit_id),
        "summary": lambda: contents.summary(source),
    }
    return readers[kind]()


def draw(
    one: Draft, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Handout:
    """The draft as a PDF; needs no database.

    Raises:
        Cancelled: the user stopped it.
    """
    from nettverk.printing.make import make as printed

    with using(one.language):
        made = printed(one.document, one.title, progress=progress, cancelled=cancelled)
    return Handout(one.file_name, one.title, made.data, made.pages)


# --- the whole pack ---


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that could not be made yet, the sentence that says why, and the room where the first step is taken."""

    kind: str
    sentence: str
    room: RoomKey


def drafts(
    store: Store, gathering_id: str, kinds: Sequence[str] = KINDS, *, language: str = ""
) -> tuple[tuple[Draft, ...], tuple[Missing, ...]]:
    """Read several documents at once; those with nothing to print yet are named with the first step."""
    source = Source(store, gathering_id)
    ready: list[Draft] = []
    missing: list[Missing] = []
    for kind in kinds:
        try:
            ready.append(_draft(source, kind, language=language))
        except NothingToPrint as nothing:
            missing.append(Missing(kind, nothing.sentence, nothing.room))
    return tuple(ready), tuple(missing)


def unit_drafts(store: Store, gathering_id: str, *, language: str = "") -> tuple[Draft, ...]:
    """A letter home for each unit, as documents of their own, to be sent to each."""
    source = Source(store, gathering_id)
    return tuple(_draft(source, "unit_pages", unit_id, language) for unit_id, _name in source.units())


def units(store: Store, gathering_id: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of the units that have a letter home, in order of name."""
    return tuple(Source(store, gathering_id).units())


def pack(
    ready: Sequence[Draft],
    folder: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Draw documents into a folder, numbered in the order one lays them out; all of them, or none.

    Raises:
        Expected: the folder cannot be written to; nothing was written halfway.
        Cancelled: the user stopped it; nothing was written.
    """
    made: list[tuple[Path, bytes]] = []
    for number, one in enumerate(ready):
        if progress is not None:
            progress(number / len(ready), one.title)

        def part(done: float, number: int = number, title: str = one.title) -> None:
            if progress is not None:
                progress((number + done) / len(ready), title)

        handout = draw(one, progress=part, cancelled=cancelled)
        made.append((folder / f"{number + 1:02d} {handout.file_name}", handout.data))
    if cancelled is not None and cancelled():
        raise Cancelled
    for path, data in made:
        save(data, path)
    return tuple(path for path, _data in made)


def save(data: bytes, path: Path) -> None:
    """Write a PDF whole: a file that was there is replaced only once the new one is safely written.

    Raises:
        Expected: the disk is full, the folder read-only, or the file is open in another program.
    """
    beside = path.with_name(f"{path.name}.del")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Expected(
            _(
                "Kunne ikke lagre {file}: {reason}. Er fila åpen i et annet program, eller disken full?"
                " Prøv et annet sted."
            ).format(file=path.name, reason=reason(fault)),
            code=exit_code(fault),
        ) from fault


def safe_name(text: str) -> str:
    """A file name every system accepts: no forbidden signs, no reserved word, at most 100 letters."""
    text = unicodedata.normalize("NFC", text)
    letters = "".join(" " if letter in '<>:"/\\|?*' or not letter.isprintable() else letter for letter in text)
    name = " ".join(letters.split())[:100].strip(" .")
    while len(name.encode()) > 200:
        name = name[:-1].rstrip(" .")
    return f"{name}_" if _RESERVED.match(name.split(".")[0]) else name or _("Utskrift")

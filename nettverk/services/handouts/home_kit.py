"""Hjemmepakke: what a unit needs to take the gathering into its own staff meeting, as a folder to send.

The letter home, a running order of 45 minutes, a sheet that comes back with the unit's name on it, the log until next
time where the units are asked to keep one, and the slides that were shown, once for all units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.errors import Cancelled, Gone
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import DocumentKind, Occasion
from nettverk.domain.sheet_papers import SheetPaper, log_code, unit_code
from nettverk.i18n import _, using
from nettverk.services import between, contributions
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft
from nettverk.services.returned_sheets import RETURN_SHEET
from nettverk.services.sheets import faces, library
from nettverk.storage.store import Store

RUNNING_ORDER = "hjemmepakke"


@dataclass(frozen=True, slots=True)
class UnitKit:
    """What one unit gets: its letter home, and its copies of the two sheets."""

    unit: str
    letter: Draft
    papers: tuple[SheetPaper, ...]


@dataclass(frozen=True, slots=True)
class HomeKits:
    """The kits of some units, and the slides they share as (file name, PDF)."""

    occasion: Occasion
    language: str
    units: tuple[UnitKit, ...]
    slides: tuple[tuple[str, bytes], ...] = ()


def read(store: Store, gathering_id: str, *, unit_id: str = "", language: str = "") -> HomeKits:
    """Read what the kits are made of.

    Args:
        unit_id: that unit's alone; empty for everyone who was there or promised something.
        language: another language than the gathering's.

    Raises:
        NothingToPrint: there are no units yet.
    """
    if unit_id:
        letters: Sequence[Draft] = (
            handouts.draft(store, gathering_id, DocumentKind.UNIT_PAGES, unit_id=unit_id, language=language),
        )
    else:
        letters = handouts.unit_drafts(store, gathering_id, language=language)
        if not letters:  # the letter says the first step
            handouts.draft(store, gathering_id, DocumentKind.UNIT_PAGES, language=language)
    chosen, occasion = letters[0].language, letters[0].document.occasion
    sheets = [library.sheet(store, sheet_id, chosen) for sheet_id in (RUNNING_ORDER, RETURN_SHEET)]
    if between.cycle_use(store, gathering_id) is not None:  # the units are asked to keep a log until next time
        sheets.append(library.sheet(store, between.SHEET, chosen))
    ids = {name: id_ for id_, name in handouts.units(store, gathering_id)}
    kits = []
    for letter in letters:
        unit = handouts.unit_of(letter)
        codes = {RETURN_SHEET: unit_code(ids[unit])} if unit in ids else {}
        if unit in ids:
            codes[between.SHEET] = log_code(ids[unit], gathering_id)
        papers = tuple(SheetPaper(sheet, code=codes.get(sheet.id, ""), place=unit) for sheet in sheets if sheet)
        kits.append(UnitKit(unit, letter, papers))
    return HomeKits(occasion, chosen, tuple(kits), _slides(store, gathering_id))


def _slides(store: Store, gathering_id: str) -> tuple[tuple[str, bytes], ...]:
    slides = []
    for row in contributions.queue(store, gathering_id):
        if not row.slides_id:
            continue
        try:
            data = contributions.slides(store, row.slides_id)
        except Gone:
            continue  # the kit is no poorer than the gathering was
        slides.append((row.title or row.speaker or row.unit_name or _("Lysbilder"), data))
    return tuple(slides)


def write(
    kits: HomeKits,
    folder: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Draw the kits: a folder for each unit, in one that is called by what they are; all of them, or none.

    Raises:
        Expected: the folder cannot be written to; nothing was written halfway.
        Cancelled: the user stopped it; nothing was written.
    """
    files: list[tuple[Path, bytes]] = []
    with using(kits.language):
        for number, kit in enumerate(kits.units):
            if progress is not None:
                progress(number / len(kits.units), kit.unit)
            own = folder / safe_name(kit.unit)
            files.append((own / f"1 {kit.letter.file_name}", handouts.draw(kit.letter, cancelled=cancelled).data))
            for place, paper in enumerate(kit.papers, 2):
                # What comes back is as often filled in on a screen; the running order is only read.
                back = paper.sheet.id != RUNNING_ORDER
                drawn = faces.papers((paper,), kits.language, occasion=kits.occasion, fillable=back)
                files.append((own / f"{place} {safe_name(paper.sheet.title)}.pdf", drawn.data))
        names: set[str] = set()
        for name, data in kits.slides:
            file_name = _unlike(safe_name(name), names)
            files.append((folder / safe_name(_("Lysbilder")) / f"{file_name}.pdf", data))
    if cancelled is not None and cancelled():
        raise Cancelled
    for path, data in files:
        handouts.save(data, path)
    return tuple(path for path, _data in files)


def _unlike(name: str, taken: set[str]) -> str:
    """The name, with a number where another has it already."""
    tried, number = name, 2
    while tried.casefold() in taken:
        tried, number = f"{name} {number}", number + 1
    taken.add(tried.casefold())
    return tried

"""What badges are printed on: the sheets that are sold, and the one that is chosen in this database."""

from __future__ import annotations

import tomllib
from functools import cache

from nettverk.assets import resource
from nettverk.domain import labels
from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.labels import CUT_CARDS, OWN, Labels, LabelSheet
from nettverk.i18n import _, number
from nettverk.services import settings
from nettverk.storage.store import Store

_KEY = "labels"


@cache
def sheets() -> tuple[LabelSheet, ...]:
    """Every sheet that ships with the program, by brand and number as they are in its file."""
    return labels.read_sheets(tomllib.loads(resource("labels", "sheets.toml").read_text("utf-8")))


def by_number(number: str) -> LabelSheet:
    """The sheet with a maker's number, however it is written: «L4785», «l4785-20».

    Raises:
        BadInput: there is none; the sentence names those there are.
    """
    typed = number.strip().casefold().partition("-")[0].replace(" ", "")
    for sheet in (CUT_CARDS, *sheets()):
        if typed in {sheet.id, *(other.casefold() for other in sheet.same)}:
            return sheet
    known = ", ".join(sheet.number for sheet in sheets())
    raise BadInput(_("Kjenner ikke etikettarket «{number}». Velg ett av: {known}.").format(number=number, known=known))


def name(sheet: LabelSheet) -> str:
    """What a sheet is called where one chooses: «Herma 4412 · 80 × 50 mm · 10 på arket»."""
    size = _("{wide} × {high} mm").format(wide=number(sheet.wide), high=number(sheet.high))
    count = _("{n} på arket").format(n=sheet.count)
    if sheet.id == OWN:
        who = _("Egen størrelse")
    else:
        who = f"{sheet.brand} {sheet.number}" if sheet.brand else _("Vanlig papir som klippes")
    return f"{who} · {size} · {count}"


def chosen(store: Store) -> Labels:
    """What badges are printed on now."""
    return labels.read(settings.get(store, _KEY), sheets())


def choose(store: Store, wanted: Labels) -> Changes:
    """Print badges on this from now on.

    Raises:
        BadInput: the sheet has no such label, or the spares are too many.
    """
    return settings.put(store, _KEY, labels.written(labels.chosen(wanted.sheet, wanted.first, wanted.spares)))

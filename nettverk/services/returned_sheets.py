"""Sheets that come back from a unit's own staff meeting: a code on paper, and the unit's copy to type it in."""

from __future__ import annotations

from dataclasses import replace

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheet_papers import unit_code
from nettverk.i18n import _
from nettverk.services.sheets import uses
from nettverk.storage.store import Store

RETURN_SHEET = "hjemmepakke-svarark"


def unit_of(store: Store, code: str) -> str:
    """The id of the unit whose return sheet has this code.

    Raises:
        BadInput: no unit has it.
    """
    unit_ids = [row["id"] for row in store.rows("SELECT id FROM units") if unit_code(row["id"]) == code]
    if len(unit_ids) != 1:
        raise BadInput(_("Ingen enhet har koden {code} på svararket sitt.").format(code=code))
    return str(unit_ids[0])


def take_in(store: Store, gathering_id: str) -> Changes:
    """Let return sheets be typed at a gathering; once. ``made`` is the use's id, also where it was there.

    Raises:
        BadInput: the gathering or the sheet is gone.
    """
    used = (use for use in uses.of_gathering(store, gathering_id) if not use.simple)
    here = next((use for use in used if use.sheet.id == RETURN_SHEET), None)
    return uses.use_outside(store, RETURN_SHEET, gathering_id) if here is None else replace(NOTHING, made=here.id)

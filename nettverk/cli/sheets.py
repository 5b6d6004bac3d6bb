"""Which sheet a job is about: one that ships, found without any database."""

from __future__ import annotations

from argparse import Namespace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.domain.sheets.definition import SheetDefinition


def chosen(args: Namespace, sheet_id: str, language: str) -> SheetDefinition:
    """The sheet with this id, in the words of a language.

    Raises:
        BadInput: there is none; the sentence names those with nearly the same id.
    """
    from nettverk.services.sheets import shipped

    known = {sheet.id: sheet for sheet in shipped.sheets(language)}
    if sheet_id in known:
        return known[sheet_id]
    likely = ", ".join(get_close_matches(sheet_id, known, n=3, cutoff=0.5))
    sentence = _("Fant ikke arket {id}.").format(id=sheet_id)
    more = _("Kan det være {likely}?").format(likely=likely) if likely else _("Se dem alle: nettverk sheets")
    raise BadInput(f"{sentence} {more}")

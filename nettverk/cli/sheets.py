"""Which sheet a job is about: one that ships is found without any database, an own one in it."""

from __future__ import annotations

from argparse import Namespace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from nettverk.cli.database import path_of, reading
from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services.database import is_there

if TYPE_CHECKING:
    from nettverk.domain.handouts import Occasion
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
    if is_there(path_of(args)):
        from nettverk.services.sheets import stored

        with reading(args) as store:
            own = stored.newest(store, sheet_id, language)
        if own is not None:
            return own
    likely = ", ".join(get_close_matches(sheet_id, known, n=3, cutoff=0.5))
    sentence = _("Fant ikke arket {id}.").format(id=sheet_id)
    more = _("Kan det være {likely}?").format(likely=likely) if likely else _("Se dem alle: nettverk sheets")
    raise BadInput(f"{sentence} {more}")


def head_of(args: Namespace) -> Occasion:
    """The municipality's head where there is a database that knows of one; else none, since a sheet needs no database.

    Raises:
        Expected: there is a file, and it cannot be read.
    """
    from nettverk.domain.sheet_papers import NO_OCCASION

    if not is_there(path_of(args)):
        return NO_OCCASION
    from nettverk.services import municipality

    with reading(args) as store:
        return municipality.head(store)

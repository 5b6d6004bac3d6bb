"""Which unit somebody means, by its id or by its name as they write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.database import Store


def unit_id(store: Store, text: str) -> str:
    """The id of the unit that is meant.

    Raises:
        BadInput: there is none; the sentence names those that are like it.
    """
    from nettverk.domain.unit_names import near, unit_key
    from nettverk.services.register import register

    units = {unit.id: unit.name for unit in register.units(store)}
    if text in units:
        return text
    # Nobody remembers a unit's id, and few write its name as it is written in the file.
    meant = register.spellings(store).get(unit_key(text))
    if meant is not None:
        return meant
    likely = " / ".join(choice.name for choice in near(text, units.values()))
    more = _("Kan det være {likely}?").format(likely=likely) if likely else ""
    sentence = _("Fant ingen enhet som heter {name}.").format(name=text)
    raise BadInput(f"{sentence} {more}".strip())

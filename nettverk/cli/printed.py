"""What goes out of a school year is kept in the file before it is written, so that the next does not tell too much."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from nettverk.cli.database import writing
from nettverk.domain.errors import Expected

if TYPE_CHECKING:
    from nettverk.domain.reports.material import YearMaterial
    from nettverk.domain.sheets.told import Numbers


def kept(args: Namespace, materials: Iterable[YearMaterial], numbers: Mapping[str, Numbers] | None = None) -> bool:
    """Keep what these tell for the first time; False where the file is open elsewhere or cannot be written.

    Args:
        numbers: what else is told, by what it counts.
    """
    from nettverk.services import told
    from nettverk.services.reports import stands

    new = [material for material in materials if material.unit is None and _tells(material)]
    if not new and not numbers:
        return True
    try:
        with writing(args) as store:
            for material in new:
                stands.note(store, material)
            told.keep(store, numbers or {})
    except Expected:
        return False
    return True


def _tells(material: YearMaterial) -> bool:
    return bool(material.fresh_numbers) or any(not network.fresh.empty for network in material.networks)

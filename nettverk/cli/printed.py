"""What goes out of a school year is kept in the file before it is written, so that the next does not tell too much."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nettverk.cli.database import writing
from nettverk.domain.errors import Expected

if TYPE_CHECKING:
    from nettverk.domain.reports.material import YearMaterial


def kept(args: Namespace, materials: Iterable[YearMaterial]) -> bool:
    """Keep what these tell for the first time; False where the file is open elsewhere or cannot be written."""
    from nettverk.services.reports import stands

    new = [one for one in materials if one.unit is None and any(not network.fresh.empty for network in one.networks)]
    if not new:
        return True
    try:
        with writing(args) as store:
            for one in new:
                stands.note(store, one)
    except Expected:
        return False
    return True

"""«Anonym nok?» on the command line: one line on stderr before something goes out, and nothing is stopped by it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.anonymity.outlets import Outlet
    from nettverk.services.database import Store


def tell(store: Store, gathering_id: str, outlet: Outlet) -> None:
    """Say how many points of a gathering want a look before they go out, and where to look; nothing where none do."""
    from nettverk.services import anonymity_review

    count = anonymity_review.count_points(anonymity_review.to_look_at(store, gathering_id, outlet))
    if count:
        _say(_n("{n} punkt kan fortelle hvem noen er.", "{n} punkter kan fortelle hvem noen er.", count), gathering_id)


def tell_of_all(store: Store) -> None:
    """The same for everything in a database."""
    from nettverk.services import anonymity_review, gatherings

    counted = anonymity_review.count_all(store, [gathering.id for gathering in gatherings.all_(store)])
    if not counted.points:
        return
    if counted.whole:
        said = _n("{n} punkt kan fortelle hvem noen er.", "{n} punkter kan fortelle hvem noen er.", counted.points)
    else:
        said = _n(
            "Minst {n} punkt kan fortelle hvem noen er.", "Minst {n} punkter kan fortelle hvem noen er.", counted.points
        )
    _say(said, counted.gathering_id)


def _say(count: str, gathering_id: str) -> None:
    look = _("Se: {command}").format(command=f"nettverk anonymity --gathering {gathering_id}")
    print(_("Anonym nok?"), count, look, file=sys.stderr)

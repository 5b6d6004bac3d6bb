"""The one sentence on what came back when a database was opened."""

from __future__ import annotations

from nettverk.domain.rescue import Fate, Homecoming
from nettverk.i18n import _, _n


def told(home: Homecoming) -> str:
    """What to say; empty where nothing came back and nothing is amiss."""
    counts = {fate: sum(returned.fate is fate for returned in home.returned) for fate in Fate}
    back = counts[Fate.BACK] + counts[Fate.BOTH]
    loose = counts[Fate.OTHER] + counts[Fate.HOMELESS]
    words = [
        _n(
            "{n} tekst som ikke ble lagret sist, er på plass igjen.",
            "{n} tekster som ikke ble lagret sist, er på plass igjen.",
            back,
        )
        if back
        else "",
        _n(
            "{n} tekst fra sist har ikke noe sted. Den er tatt vare på.",
            "{n} tekster fra sist har ikke noe sted. De er tatt vare på.",
            loose,
        )
        if loose
        else "",
        home.fault if counts[Fate.WAITING] else "",
        *(_("En fil med tekst fra sist er skadet. Den ligger i {path}.").format(path=path) for path in home.damaged),
    ]
    return " ".join(word for word in words if word)

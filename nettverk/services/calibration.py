"""The page that a printer is measured with."""

from __future__ import annotations

from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout
from nettverk.i18n import _, language, using


def page(printer: str) -> Handout:
    """The page for a printer, by its name, in the language of the windows."""
    from nettverk.printing import calibration
    from nettverk.printing.make import make

    with using(language()):
        title = _("Ark til å måle skriveren med")
        drawn = calibration.pages(printer)
        return Handout(safe_name(title) + ".pdf", title, make(drawn, title, printer or title), len(drawn))

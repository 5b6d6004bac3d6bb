"""Temahjulet på papir: what a school year's gatherings have touched, as a picture, a table and a list."""

from __future__ import annotations

from collections import Counter

from nettverk.domain.errors import BadInput
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout, ThemeYear, ThemeYearRow
from nettverk.domain.tags import TagOn
from nettverk.i18n import _, join, short_date, using
from nettverk.services import gatherings, municipality, tagged
from nettverk.services.sheets.wheel import wheel
from nettverk.storage.store import Store

COUNTED = (TagOn.GATHERING, TagOn.PART, TagOn.POINT, TagOn.COMMITMENT)
"""What belongs to a gathering, in the order of the columns."""


def handout(store: Store, year: int, language: str = "nb") -> Handout:
    """A school year in the wheel as PDF.

    Args:
        year: that it begins in.

    Raises:
        BadInput: nothing of that year carries a theme.
    """
    with using(language):
        what = page(store, year, language)
        from nettverk.printing.make import make
        from nettverk.printing.year_wheel import pages

        head = municipality.head(store)
        drawn = pages(what, head)
        title = _("Temahjulet {year}").format(year=what.name)
        data = make(drawn, title, head.name, author=head.municipality)
        return Handout(safe_name(title) + ".pdf", title, data, len(drawn))


def page(store: Store, year: int, language: str = "nb") -> ThemeYear:
    """What stands on it.

    Raises:
        BadInput: nothing of that year carries a theme.
    """
    things = tagged.of_year(tagged.everything(store, language), year)
    if not things:
        raise BadInput(_("Ingenting fra dette skoleåret har merkelapper ennå. Sett dem på samlingen i Planlegg."))
    known = wheel(language)
    counts = Counter((thing.carrier.on, tag) for thing in things for tag in thing.tags)
    rows = tuple(
        ThemeYearRow(group.label, tag.id, tag.label, tuple(counts[on, tag.id] for on in COUNTED))
        for group in known.groups
        for tag in group.tags
    )
    days = {gathering.id: gathering for gathering in gatherings.all_(store)}
    by_gathering: dict[str, set[str]] = {}
    for thing in things:
        by_gathering.setdefault(thing.carrier.gathering_id, set()).update(thing.tags)
    held = sorted(by_gathering, key=lambda id_: str(days[id_].held_on or ""))
    items = []
    for id_ in held:
        day_ = days[id_]
        name = " · ".join(word for word in (day_.title, day_.headline) if word)
        day = short_date(day_.held_on) if day_.held_on else ""
        items.append((day, name, join([known.name(tag) for tag in known.in_order(by_gathering[id_])])))
    return ThemeYear(f"{year}–{year + 1}", known, rows, tuple(items))

"""Hvem har møtt hvem: which units have sat at the same table, as squares one looks at and a table one reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.groups.history import between_units, so_far
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.WhoMet:
    source.mixed  # noqa: B018 - says the first step where nobody has been put at a table yet
    people = source.coming
    between = between_units(people, so_far(source.store, source.gathering_id, people))
    units = tuple(
        paper.MetUnit(name, shape, service, count)
        for name, shape, service, count in zip(
            between.units, between.shapes, between.services, between.people, strict=True
        )
    )
    shares = tuple(
        tuple(_share(between.counts, between.possible, row, column) for column in range(len(units)))
        for row in range(len(units))
    )
    return paper.WhoMet(source.occasion, units, shares, between.share)


def _share(
    counts: Mapping[tuple[int, int], int], possible: Mapping[tuple[int, int], int], row: int, column: int
) -> float:
    pair = (min(row, column), max(row, column))
    return counts.get(pair, 0) / possible[pair] if possible.get(pair) else 0.0


def _pages(document: paper.WhoMet) -> list[Page]:
    from nettverk.printing import who_met

    return who_met.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.WHO_MET,
    moment=Moment.AFTER,
    name=lambda: _("Hvem har møtt hvem"),
    about=lambda: _("Enhetene som har sittet ved samme bord, som ruter og tabell"),
    read=_read,
    pages=_pages,
)

"""Bordskilt: a sign for every table number in use, folded and put on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.TableSigns:
    # The same sign serves every round. A table that only a unit's own people are sent to bears the unit's name too.
    source.mixed  # noqa: B018 - says the first step where there are no groups
    mixed = {table.number for grouping in source.only_mixed for table in grouping.tables}
    signs: dict[int, paper.TableSign] = {}
    for grouping in source.groupings:
        for table in grouping.tables:
            name = "" if table.number in mixed else table.name
            signs.setdefault(table.number, paper.TableSign(table.number, name))
    return paper.TableSigns(source.occasion, tuple(signs[number] for number in sorted(signs)), _round(source))


def _round(source: Source) -> paper.Round | None:
    """What the signs are for, without a clock time; None where they serve several parts."""
    if len({grouping.part_id for grouping in source.groupings}) != 1:
        return None
    round_ = source.round(source.groupings[0])
    part = source.part(source.groupings[0].part_id)
    return paper.Round(part.title if part else round_.title, round_.main_number)


def _pages(document: paper.TableSigns) -> list[Page]:
    from nettverk.printing import table_signs

    return table_signs.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.TABLE_SIGNS,
    moment=Moment.BEFORE,
    name=lambda: _("Bordskilt"),
    about=lambda: _("Brettes på midten og settes på bordet"),
    read=_read,
    pages=_pages,
)

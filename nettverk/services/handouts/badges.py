"""Navneskilt: a badge for everyone who comes, with their tables once there are mixed groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.groups import GroupingKind
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.names import called
from nettverk.i18n import _
from nettverk.services.handouts import labels
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

_MOST_ROUNDS = 4
"""More table numbers than this do not fit beside the role."""


def _read(source: Source) -> paper.Badges:
    # The rotation first, in the order of the day; the unit's own table stands by itself.
    own = [grouping for grouping in source.groupings if grouping.kind is not GroupingKind.MIXED]
    tables = source.tables_of(source.only_mixed[:_MOST_ROUNDS])
    own_tables = source.tables_of(own[:1])
    surnames = {person.family_name.casefold() for person in source.coming}
    chosen = source.labels or labels.chosen(source.store)
    badges = [
        paper.Badge(
            *called(person.given_name, person.family_name, surnames),
            person.unit_name,
            person.role,
            person.service_shape,
            tables[person.id],
            person.service_name,
            next(iter(own_tables[person.id]), None),
            person.hours,
        )
        for person in source.coming
    ]
    badges += [paper.Badge("", "", "", spare=True)] * chosen.spares
    return paper.Badges(source.occasion, tuple(badges), chosen)


def _pages(document: paper.Badges) -> list[Page]:
    from nettverk.printing import badges

    return badges.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.BADGES,
    moment=Moment.BEFORE,
    name=lambda: _("Navneskilt"),
    about=lambda: _("Klipp i bunke, så ligger de alfabetisk"),
    read=_read,
    pages=_pages,
)

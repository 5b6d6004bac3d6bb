"""Navneskilt: a badge for everyone who comes, with their tables once there are mixed groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.groups import GroupingKind
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.names import called
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

_MOST_ROUNDS = 5
"""More table numbers than this do not fit beside the role."""


def _read(source: Source) -> paper.Badges:
    # The rotation first, in the order of the day, and the unit's own table where there is one.
    own = [grouping for grouping in source.groupings if grouping.kind is not GroupingKind.MIXED]
    tables = source.tables_of([*source.only_mixed[: _MOST_ROUNDS - len(own[:1])], *own[:1]])
    surnames = {person.family_name.casefold() for person in source.coming}
    return paper.Badges(
        source.occasion,
        tuple(
            paper.Badge(
                *called(person.given_name, person.family_name, surnames),
                person.unit_name,
                person.role,
                person.service_shape,
                tables[person.id],
                person.service_name,
            )
            for person in source.coming
        ),
    )


def _pages(document: paper.Badges) -> list[Page]:
    from nettverk.printing import badges

    return badges.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.BADGES,
    moment=Moment.BEFORE,
    name=lambda: _("Navneskilt"),
    about=lambda: _("85 × 54 mm med bordnummer, ti på arket"),
    read=_read,
    pages=_pages,
)

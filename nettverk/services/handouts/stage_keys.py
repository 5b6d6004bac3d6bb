"""Huskelapp til talerstolen: the keys of the stage, from the same registry that the stage itself asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rundown.commands import key_groups
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.StageKeys:
    return paper.StageKeys(source.occasion, key_groups())


def _pages(document: paper.StageKeys) -> list[Page]:
    from nettverk.printing import stage_keys

    return stage_keys.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.STAGE_KEYS,
    moment=Moment.BEFORE,
    name=lambda: _("Huskelapp til talerstolen"),
    about=lambda: _("Tastene i kontrollvinduet, på ett ark"),
    read=_read,
    pages=_pages,
)

"""Every document there is. A new one is a module beside this one, its page in ``nettverk.printing``, and a line here.

The order is that of the list in Utskrifter, of the files in a pack and of the command line's help.
"""

from __future__ import annotations

from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts.agenda import AGENDA
from nettverk.services.handouts.attendance import ATTENDANCE_BY_NAME, ATTENDANCE_BY_UNIT
from nettverk.services.handouts.badges import BADGES
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.group_changes import GROUP_CHANGES
from nettverk.services.handouts.groups_by_name import GROUPS_BY_NAME
from nettverk.services.handouts.groups_by_table import GROUPS_BY_TABLE
from nettverk.services.handouts.question_sheets import QUESTION_SHEETS
from nettverk.services.handouts.role_cards import ROLE_CARDS
from nettverk.services.handouts.summary import SUMMARY
from nettverk.services.handouts.table_signs import TABLE_SIGNS
from nettverk.services.handouts.unit_pages import UNIT_PAGES

# Each line agrees with itself on what its content is; the type of a list of them cannot say so.
DOCUMENTS: tuple[DocumentType[Any], ...] = (
    AGENDA,
    ATTENDANCE_BY_NAME,
    ATTENDANCE_BY_UNIT,
    GROUPS_BY_NAME,
    GROUPS_BY_TABLE,
    GROUP_CHANGES,
    TABLE_SIGNS,
    BADGES,
    ROLE_CARDS,
    QUESTION_SHEETS,
    UNIT_PAGES,
    SUMMARY,
)

_BY_KIND = {document.kind: document for document in DOCUMENTS}


def document_type(kind: DocumentKind) -> DocumentType[Any]:
    """The registry's line for a kind."""
    return _BY_KIND[kind]


def kinds(*moments: Moment) -> tuple[DocumentKind, ...]:
    """The documents needed at these moments, in order."""
    return tuple(document.kind for document in DOCUMENTS if document.moment in moments)


PACK = kinds(Moment.BEFORE, Moment.AFTER)
"""Everything a gathering can have on paper, apart from what only a change on the day calls for."""


def document_kind(text: str) -> DocumentKind:
    """The kind that somebody typed.

    Raises:
        BadInput: there is no such kind; the sentence names those there are.
    """
    try:
        return DocumentKind(text)
    except ValueError:
        sentence = _("Fant ingen utskrift som heter «{kind}». Velg en av: {kinds}.")
        raise BadInput(sentence.format(kind=text, kinds=", ".join(PACK))) from None


def kind_name(kind: DocumentKind) -> str:
    """The user's word for a kind of document."""
    return _BY_KIND[kind].name()


def kind_about(kind: DocumentKind) -> str:
    """What the document is for, in a line."""
    return _BY_KIND[kind].about()

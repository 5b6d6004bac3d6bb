"""Every document there is. A new one is a line in ``DocumentKind`` and a module beside this one, named by its value.

The order of that enum is that of the list in Utskrifter, of the files in a pack and of the command line's help. Where
no form of page that is there will do, ``nettverk.printing`` gets one more.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment


def _document(kind: DocumentKind) -> DocumentType[Any]:
    # Each agrees with itself on what its content is; the type of a list of them cannot say so.
    document: DocumentType[Any] = import_module(f"nettverk.services.handouts.{kind}").DOCUMENT
    return document


DOCUMENTS = tuple(_document(kind) for kind in DocumentKind)

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

"""What a document is to the rest of the program, whichever one it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, TypeVar

from nettverk.domain.handouts import Document, DocumentKind
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

Content = TypeVar("Content", bound=Document)


class Moment(Enum):
    """When a document is needed."""

    BEFORE = auto()
    """It lies ready when people come; the whole pack is saved in one go."""
    ON_THE_DAY = auto()
    """Something happened during the gathering; never part of a pack."""
    AFTER = auto()
    """It goes home with people, or out afterwards."""


@dataclass(frozen=True, slots=True)
class DocumentType(Generic[Content]):
    """One line of the registry.

    Attributes:
        name, about: the user's word for it, and a line on what it is for; called, because the language may change.
        read: takes what it needs from the database. Raises ``NothingToPrint`` while there is nothing to read.
        pages: lays out what was read; imports its printing module when called, so that a program that prints nothing
            never loads one.
    """

    kind: DocumentKind
    moment: Moment
    name: Callable[[], str]
    about: Callable[[], str]
    read: Callable[[Source], Content]
    pages: Callable[[Content], list[Page]]

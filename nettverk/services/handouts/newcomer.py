"""Ny i nettverket: a page for each unit that brings a new colleague in: what the unit promised, tries and learnt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import Commitment
from nettverk.domain.handouts import DocumentKind, NotedLine, Passage, PassageLetter
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Gathering
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, join
from nettverk.services import follow_up
from nettverk.services.handouts import network_words
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.PassageLetters:
    everyone = source.units()
    units = [unit for unit in everyone if source.unit_id in {None, unit[0]}]
    if not units:
        raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
    about = network_words.about_network(source, units=len(everyone))
    after = [network_words.themes_lately(source, network_words.held(source)), network_words.next_time(source)]
    promised = follow_up.of_units(source.store, [unit_id for unit_id, _name in units])
    letters = []
    for unit_id, name in units:
        between = [*_promises(promised.get(unit_id, ())), _colleagues(source, unit_id)]
        passages = tuple(passage for passage in (about, *between, *after) if passage is not None)
        letters.append(PassageLetter(_("Ny i nettverket: {unit}").format(unit=name), passages, name, _lead()))
    return paper.PassageLetters(source.occasion, tuple(letters))


def _lead() -> str:
    return _("Velkommen! Dette er det du trenger for å være med fra første stund.")


def _promises(promised: Sequence[tuple[Gathering, Sequence[Commitment]]]) -> tuple[Passage, ...]:
    promises = network_words.promises(
        [(gathering, commitment) for gathering, several in promised for commitment in several]
    )
    if promises:
        return promises
    nothing = NotedLine(_("Enheten har ikke avtalt noe ennå. Det gjør dere sammen under Veien videre."))
    return (Passage(_("Dette har enheten lovet"), (nothing,), part=4),)


def _colleagues(source: Source, unit_id: str) -> Passage | None:
    """Who to ask: those of the unit who take part."""
    names = [
        person.name
        for person in source.participants
        if person.unit_id == unit_id and person.attendance is not Attendance.ABSENT
    ]
    if not names:
        return None
    return Passage(_("Spør disse"), (NotedLine(join(names)),), part=1)


def _pages(document: paper.PassageLetters) -> list[Page]:
    from nettverk.printing import passages

    return passages.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.NEWCOMER,
    moment=Moment.AFTER,
    name=lambda: _("Ny i nettverket"),
    about=lambda: _("En side til den som er ny i enheten: hva dere lovet, prøver og lærte"),
    read=_read,
    pages=_pages,
)

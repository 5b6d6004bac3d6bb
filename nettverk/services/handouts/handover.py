"""Til ny koordinator: a page that hands the network over: who is in it, how far it has come, and what comes next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.handouts import DocumentKind, NotedLine, Passage, PassageLetter
from nettverk.domain.rooms import RoomKey
from nettverk.domain.threads import since_last_of
from nettverk.i18n import _, _n, join
from nettverk.services import good_practice
from nettverk.services.handouts import network_words
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.register import register

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.PassageLetters:
    units = source.units()
    if not units:
        raise NothingToPrint(_("Ingen deltakere ennå. Legg dem inn under Deltakere først."), RoomKey.PEOPLE)
    passages = (
        network_words.about_network(source, units=len(units)),
        _units(source, {unit_id for unit_id, _name in units}),
        _how_far(source),
        network_words.themes_lately(source, network_words.held(source)),
        _bank(source),
        network_words.next_time(source),
    )
    network = network_words.network_of(source)
    title = _("Til ny koordinator: {network}").format(network=network.name)
    lead = _("Slik står nettverket nå, og dette venter på deg.")
    letter = PassageLetter(title, tuple(passage for passage in passages if passage is not None), lead=lead)
    return paper.PassageLetters(source.occasion, (letter,))


def _units(source: Source, here: set[str]) -> Passage:
    """Which services are in it, and how many units of each."""
    kinds = {kind.id: kind.name for kind in register.services(source.store)}
    counts = Counter(unit.service_id for unit in register.units(source.store) if unit.id in here)
    kinds_counted = join([f"{kinds[kind]} ({counts[kind]})" for kind in kinds if counts[kind]])
    return Passage(_("Disse er med"), (NotedLine(kinds_counted),), part=1)


def _how_far(source: Source) -> Passage | None:
    """How it went with what was promised, and who has something open; of this gathering and those before."""
    promised = (*source.commitments, *source.earlier)
    if not promised:
        return None
    since = since_last_of(promised)
    counts = (
        (since.done, _("gjort")),
        (since.tried, _("prøvd")),
        (since.not_yet, _("ikke ennå")),
        (since.open, _("venter på svar")),
    )
    states = join([f"{count} {word}" for count, word in counts if count])
    total = _n("{n} tiltak de siste to årene", "{n} tiltak de siste to årene", since.promised)
    waiting = Counter(
        commitment.unit_name
        for commitment in promised
        if commitment.status is CommitmentStatus.OPEN and commitment.unit_name
    )
    lines = [NotedLine(f"{total}: {states}.")]
    if waiting:
        names = join([f"{name} ({count})" for name, count in sorted(waiting.items())])
        lines.append(NotedLine(_("Disse har noe åpent: {units}.").format(units=names)))
    lines.append(NotedLine(_("Neste samling åpner med «Siden sist»: da svarer hver enhet.")))
    return Passage(_("Så langt er vi"), tuple(lines), part=2)


def _bank(source: Source) -> Passage | None:
    good = good_practice.for_others(source.store, source.gathering.network_id)
    if not good:
        return None
    lines = tuple(NotedLine(practice.what) for practice in good[: network_words.MOST_LEARNT])
    return Passage(_("God praksis å bygge på"), lines, part=2)


def _pages(document: paper.PassageLetters) -> list[Page]:
    from nettverk.printing import passages

    return passages.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.HANDOVER,
    moment=Moment.AFTER,
    name=lambda: _("Til ny koordinator"),
    about=lambda: _("Hvem som er med, hvor langt nettverket er kommet, og hva som venter"),
    read=_read,
    pages=_pages,
)

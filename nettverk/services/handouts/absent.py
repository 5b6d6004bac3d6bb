"""For dere som ikke var her: a page for each unit somebody was missing from: what was said, and what the unit promised.

Before a gathering has been held it is about the one before it, so that those who were absent last time get theirs
when the next is prepared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind, NotedLine, Passage, PassageLetter
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sorting import sort_key
from nettverk.domain.themes import spread_words, told_themes
from nettverk.i18n import _, join, quoted
from nettverk.services import contributions, gatherings, participants
from nettverk.services.handouts import network_words
from nettverk.services.handouts.answers import answered_questions
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source
from nettverk.services.themes.board import board

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

_MOST_POINTS, _MOST_ANSWERS = 1, 3


def _read(source: Source) -> paper.PassageLetters:
    passages = _told_of(source)
    missing = _missing(passages)
    wanted = {unit: people for unit, people in missing.items() if source.unit_id in {None, unit[0]}}
    if not wanted:
        raise NothingToPrint(_nobody(passages, alone=bool(missing)), RoomKey.STAGE)
    shared = [_about(passages), *_said(passages)]
    letters = []
    for (unit_id, name), people in sorted(wanted.items(), key=lambda passage: sort_key(passage[0][1])):
        between = [*shared, _promised(passages, unit_id), network_words.next_time(source)]
        lead = _("Til {names}").format(names=join(people)) if people else _("Ingen fra dere kunne komme denne gangen.")
        title = _("For dere som ikke var her: {unit}").format(unit=name)
        letters.append(PassageLetter(title, tuple(passage for passage in between if passage is not None), name, lead))
    return paper.PassageLetters(passages.occasion, tuple(letters))


def _nobody(told: Source, *, alone: bool) -> str:
    if alone:
        return _("Alle fra denne enheten var med.")
    if not told.participants:
        return _("Ingen deltakere ennå. Legg dem inn under Deltakere først.")
    return _("Ingen er ført som borte. Hak av hvem som kom, under Gjennomfør.")


def _told_of(source: Source) -> Source:
    """The gathering that is told of: this one, or the last of its series while nobody has come to this one yet."""
    here = source.participants
    if any(person.attendance in {Attendance.PRESENT, Attendance.ABSENT} for person in here) or source.commitments:
        return source
    before = next(iter(gatherings.series(source.store, source.gathering_id)), None)
    return Source(source.store, before.id, source.unit_id) if before is not None else source


def _missing(told: Source) -> dict[tuple[str, str], list[str]]:
    """Units by (id, name) with the names of those who were absent; no names where a unit was not there at all."""
    here = told.participants
    by_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in here:
        if person.attendance is Attendance.ABSENT:
            by_unit[person.unit_id, person.unit_name].append(person.name)
    if not any(person.attendance is not Attendance.ABSENT for person in here):
        return dict(by_unit)
    there = {person.unit_id for person in here}
    before = next(iter(gatherings.series(told.store, told.gathering_id)), None)
    for person in participants.all_(told.store, before.id) if before is not None else ():
        if person.unit_id not in there:
            by_unit[person.unit_id, person.unit_name]
    return dict(by_unit)


def _about(told: Source) -> Passage | None:
    """What the day was about: its theme and goals, and what others told of from their practice."""
    here = told.gathering
    lines = [NotedLine(here.theme)] if here.theme else []
    lines += [NotedLine(goal) for goal in here.goals]
    for talk in contributions.queue(told.store, told.gathering_id):
        words = " – ".join(word for word in (talk.title, talk.unit_name) if word)
        lines += [NotedLine(_("Praksisinnlegg: {about}").format(about=words))] if words else []
    return Passage(_("Dette handlet dagen om"), tuple(lines), part=1) if lines else None


def _said(told: Source) -> list[Passage]:
    """The themes that many spoke of; where nobody has gathered any, a few answers to each question."""
    themes = told_themes(board(told.store, told.gathering_id))[: network_words.MOST_THEMES]
    if themes:
        lines = tuple(
            NotedLine(
                theme.name,
                (spread_words(theme.spread), *(quoted(point.text) for point in theme.points[:_MOST_POINTS])),
            )
            for theme in themes
        )
        return [Passage(_("Dette sa gruppene"), lines, part=3)]
    questions = answered_questions(told)
    lines = tuple(
        NotedLine(asked.question, tuple(answer.text.split("\n")[0] for answer in asked.others[:_MOST_ANSWERS]))
        for asked in questions
        if asked.others
    )
    return [Passage(_("Dette sa gruppene"), lines, part=3)] if lines else []


def _promised(told: Source, unit_id: str) -> Passage:
    """What the unit promised there; else what it has open from before, or that it has promised nothing yet."""
    own = [commitment for commitment in told.commitments if commitment.unit_id == unit_id]
    if own:
        lines = tuple(network_words.promise_line(commitment) for commitment in own)
        return Passage(_("Dette avtalte enheten deres"), lines, part=4)
    before = [commitment for commitment in told.earlier if commitment.unit_id == unit_id][: network_words.MOST_LEARNT]
    if before:
        lines = tuple(network_words.promise_line(commitment) for commitment in before)
        lead = _("Dere avtalte ikke noe nytt denne gangen. Dette har dere fra før:")
        return Passage(_("Dette avtalte enheten deres"), lines, part=4, lead=lead)
    nothing = _("Enheten har ikke avtalt noe ennå. Bli enige om én ting dere vil prøve til neste gang.")
    return Passage(_("Dette avtalte enheten deres"), (NotedLine(nothing),), part=4)


def _pages(document: paper.PassageLetters) -> list[Page]:
    from nettverk.printing import passages

    return passages.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.ABSENT,
    moment=Moment.AFTER,
    name=lambda: _("For dere som ikke var her"),
    about=lambda: _("En side til hver enhet som manglet noen: det som ble sagt og avtalt"),
    read=_read,
    pages=_pages,
)

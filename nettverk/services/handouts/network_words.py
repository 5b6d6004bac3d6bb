"""What the pages for newcomers, the absent and a new coordinator say alike: the network, promises and themes."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.follow_up import Commitment, CommitmentStatus, facts, grounds_lines, sign_now_line, status_name
from nettverk.domain.handouts import NotedLine, Passage
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import Network
from nettverk.domain.themes import spread_words, told_themes
from nettverk.i18n import _, _n, long_date, short_date
from nettverk.services import gatherings
from nettverk.services.handouts.source import Source
from nettverk.services.register import register
from nettverk.services.themes.board import board

MOST_THEMES, MOST_LEARNT, MOST_GATHERINGS = 5, 6, 4
_TRIED = frozenset({CommitmentStatus.TRIED, CommitmentStatus.NOT_YET})


def network_of(source: Source) -> Network:
    """The network a gathering belongs to."""
    return next(network for network in register.networks(source.store) if network.id == source.gathering.network_id)


def held(source: Source) -> tuple[Gathering, ...]:
    """This gathering and the earlier ones of its series, the newest first."""
    return (source.gathering, *gatherings.series(source.store, source.gathering_id))


def about_network(source: Source, *, units: int) -> Passage:
    """What the network is: why, for whom, who holds it together and how often it meets."""
    network, met = network_of(source), held(source)
    lines = [NotedLine(network.purpose)] if network.purpose else []
    words = [_("{units} møtes for å lære av hverandre.").format(units=_n("{n} enhet", "{n} enheter", units))]
    if network.age_span:
        words.insert(0, _("Barn og unge {age}.").format(age=network.age_span))
    if len(met) > 1:
        words.append(_n("Vi har hatt {n} samling før denne.", "Vi har hatt {n} samlinger før denne.", len(met) - 1))
    lines.append(NotedLine(" ".join(words)))
    if network.coordinator:
        lines.append(NotedLine(_("Koordinator: {name}").format(name=network.coordinator)))
    return Passage(_("Nettverket"), tuple(lines), part=1)


def next_time(source: Source) -> Passage | None:
    """When and where we meet next: the next gathering that is planned, or what was said at this one."""
    here = source.gathering
    coming = gatherings.next_of(source.store, here.id)
    if coming is not None and coming.held_on:
        words = " · ".join(word for word in (long_date(coming.held_on), coming.place, coming.theme) if word)
        return Passage(_("Neste samling"), (NotedLine(words),), part=4)
    if here.held_on is not None and here.held_on >= source.store.today() and not here.cancelled:
        words = " · ".join(word for word in (long_date(here.held_on), here.place, here.theme) if word)
        return Passage(_("Neste samling"), (NotedLine(words),), part=4)
    said = source.occasion.next_time
    return Passage(_("Neste samling"), (NotedLine(said.partition(": ")[2] or said),), part=4) if said else None


def themes_lately(source: Source, met: Sequence[Gathering]) -> Passage | None:
    """What the last gatherings were about, and the themes that many spoke of at the newest that has any."""
    lines = []
    has_notes = False
    for gathering in met[:MOST_GATHERINGS]:
        day = short_date(gathering.held_on) if gathering.held_on else ""
        heading = " · ".join(word for word in (gathering.theme or gathering.title, day) if word)
        notes: tuple[str, ...] = ()
        if not has_notes:
            notes = tuple(
                " – ".join(word for word in (theme.name, spread_words(theme.spread)) if word)
                for theme in told_themes(board(source.store, gathering.id))[:MOST_THEMES]
            )
            has_notes = bool(notes)
        lines.append(NotedLine(heading, notes))
    return Passage(_("Det vi har snakket om"), tuple(lines), part=3) if lines else None


def promise_line(promised: Commitment, *, where: str = "") -> NotedLine:
    """A promise with who, by when, why, its sign, and how it went."""
    went = " – ".join(word for word in (status_name(promised.status), promised.learnt) if word)
    notes = (
        facts(promised, where),
        *grounds_lines(promised.grounds),
        sign_now_line(promised.sign_now),
        went if promised.status is not CommitmentStatus.OPEN or promised.learnt else "",
    )
    return NotedLine(promised.what, tuple(note for note in notes if note))


def promises(promised: Sequence[tuple[Gathering, Commitment]]) -> tuple[Passage, ...]:
    """What a unit has promised, is trying and has learnt, the newest first."""

    def lines(wanted: frozenset[CommitmentStatus], most: int) -> tuple[NotedLine, ...]:
        chosen = [
            (where, commitment)
            for where, commitment in promised
            if commitment.status in wanted and commitment.what.strip()
        ]
        return tuple(promise_line(commitment, where=where.title) for where, commitment in chosen[:most])

    passages = (
        Passage(_("Dette har enheten lovet"), lines(frozenset({CommitmentStatus.OPEN}), MOST_LEARNT), part=4),
        Passage(_("Dette prøver vi"), lines(_TRIED, MOST_LEARNT), part=2),
        Passage(_("Dette har vi gjort og lært"), lines(frozenset({CommitmentStatus.DONE}), MOST_LEARNT), part=2),
    )
    return tuple(passage for passage in passages if passage.lines)

"""Goals, what the units promised and how it went, and what worked."""

from __future__ import annotations

from nettverk.domain.follow_up import CommitmentStatus, status_name
from nettverk.domain.goals import Goal, GoalState, sign_lines, state_name
from nettverk.domain.reports.material import GoalWork, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Bar, Block, Diagram, Paragraph, Point, Points, Room, Section
from nettverk.domain.reports.sections.empty import empty
from nettverk.domain.reports.small_counts import Parts
from nettverk.domain.reports.wording import Gender, Share, capital, half, in_words, share, share_of, with_figures
from nettverk.domain.sheets.suppression import LEAST
from nettverk.i18n import _, _c, _n, join

_DONE, _TRIED = CommitmentStatus.DONE, CommitmentStatus.TRIED


def goals(year: YearMaterial, room: Room) -> Section | None:
    """What is worked towards, how one will see it, and what moved."""
    worth_telling = [(network, goal) for network in year.networks for goal in network.goals if _told(goal, room)]
    if not worth_telling:
        return empty("goals", _c("flere", "Mål"), _("Her står målene når de er satt i Veien videre → Mål."), room)
    active = sum(goal.active for _network, goal in worth_telling)
    reached = sum(goal.state is GoalState.REACHED for _network, goal in worth_telling)
    sentences = []
    if active:
        sentences.append(
            in_words(_n("Vi arbeider mot {n} mål.", "Vi arbeider mot {n} mål.", active), active, Gender.NEUTER)
        )
    if reached:
        words = _n("{n} mål er nådd i år.", "{n} mål er nådd i år.", reached)
        sentences.append(capital(in_words(words, reached, Gender.NEUTER)))
    several = len(year.networks) > 1
    points = tuple(
        Point(_in_network(goal, network) if several else goal.text, _goal_notes(goal, network, room))
        for network, goal in worth_telling[: None if room.long else max(3, room.points)]
    )
    blocks: list[Block] = [Paragraph(" ".join(sentences))] if sentences else []
    own = sum(network.own_goals for network in year.networks)
    blocks.append(Points(points))
    if own and room.long:
        words = _n("{n} enhet har egne mål i tillegg.", "{n} enheter har egne mål i tillegg.", own)
        blocks.append(Paragraph(capital(in_words(words, own, Gender.FEMININE))))
    return Section("goals", _c("flere", "Mål"), tuple(blocks))


def _told(goal: Goal, room: Room) -> bool:
    return room.long or goal.state is not GoalState.RESTING


def _in_network(goal: Goal, network: NetworkYear) -> str:
    return _("{goal} ({network})").format(goal=goal.text.rstrip("."), network=network.name)


def _goal_notes(goal: Goal, network: NetworkYear, room: Room) -> tuple[str, ...]:
    state = () if goal.active else (state_name(goal.state),)
    lines = sign_lines(goal)
    if not room.long and room.points <= 2:
        return (*state, *lines[-1:])
    return (*state, *lines, *_work(network.goal_work.get(goal.id)))


def _work(work: GoalWork | None) -> tuple[str, ...]:
    """«Fire samlinger og tolv tiltak har arbeidet mot målet i år.»"""
    if work is None or not (work.gatherings or work.commitments):
        return ()
    counted = [(work.gatherings, _n("{n} samling", "{n} samlinger", work.gatherings), Gender.FEMININE)]
    if work.commitments:
        commitments = _n("{n} tiltak", "{n} tiltak", work.commitments)
        counted.append((work.commitments, commitments, Gender.NEUTER))
    words = join([in_words(phrase, count, gender) for count, phrase, gender in counted if count])
    return (capital(_("{what} har arbeidet mot målet i år.").format(what=words)),)


# --- Veien videre ---


def commitments(year: YearMaterial, room: Room) -> Section | None:
    """How it went with what was promised, and what was learnt of it."""
    if not any(network.promised_any for network in year.networks):
        text = _("Her står hvordan det gikk med tiltakene, når enhetene har skrevet dem i Veien videre.")
        return empty("commitments", _("Veien videre"), text, room)
    blocks: list[Block] = [Paragraph(" ".join(_how_it_went(year)))]
    if (bars := _status_bars(year.promised)) and (room.long or room.points > 2):
        title = _("Hvordan det gikk med tiltakene")
        blocks.append(Diagram(title, _("Hvordan det gikk"), (_("Tiltak"),), bars))
    learnt = [line for network in year.networks for line in network.learnt]
    if learnt:
        blocks.append(Paragraph(_("Dette har enhetene lært:")))
        blocks.append(Points(tuple(Point(line) for line in learnt[: 12 if room.long else room.points])))
    return Section("commitments", _("Veien videre"), tuple(blocks))


def _how_it_went(year: YearMaterial) -> list[str]:
    total = year.promised.total
    if not total:
        return [_("Enhetene har avtalt noen få tiltak.")]
    promised = _n("Enhetene har avtalt {n} tiltak.", "Enhetene har avtalt {n} tiltak.", total)
    sentences = [in_words(promised, total, Gender.NEUTER), _moved(year)]
    before, of = year.promised_before.of(_DONE, _TRIED), year.promised_before.total
    if before is not None and of and share_of(before, of) is Share.SOME:
        done = share(before, of, Gender.NEUTER)
        sentences.append(_("Av fjorårets tiltak er {share} gjort eller prøvd.").format(share=done))
    return [sentence for sentence in sentences if sentence]


_MANY = 40
"""From so many on, a rough share in words says of none of them that they are under five."""


def _moved(year: YearMaterial) -> str:
    """How much is done or tried: in figures where those may be told, roughly where they are many, else in a word."""
    exact, total = year.promised.of(_DONE, _TRIED), year.promised.total
    if exact is None:
        return _moved_roughly(year)
    figures = with_figures(exact, total)
    match share_of(exact, total):
        case Share.NOTHING:
            return ""
        case Share.ALL:
            return _("Alle tiltakene er gjort eller prøvd.")
        case Share.NONE:
            return _("De tas opp igjen på neste samling.")
        case Share.HALF:
            return _("{half} av tiltakene er gjort eller prøvd{figures}.").format(
                half=half(exact, total), figures=f" {figures}"
            )
        case _:
            part = share(exact, total, Gender.NEUTER)
            return capital(_("{share} tiltak er gjort eller prøvd{figures}.").format(share=part, figures=f" {figures}"))


def _moved_roughly(year: YearMaterial) -> str:
    moved, total = (sum(numbers) for numbers in zip(*(network.moved for network in year.networks), strict=True))
    if not moved:
        return ""
    if total >= _MANY and share_of(moved, total) is Share.SOME:
        part = share(moved, total, Gender.NEUTER)
        return capital(_("{share} tiltak er gjort eller prøvd{figures}.").format(share=part, figures=""))
    # Either word leaves room for five or more, and for five or more of the others.
    if total >= 2 * LEAST + 2 and 2 * moved > total:
        return _("De fleste av tiltakene er gjort eller prøvd.")
    return _("Noen av tiltakene er gjort eller prøvd.")


def _status_bars(parts: Parts) -> tuple[Bar, ...]:
    if not parts.apart:
        return ()
    return tuple(
        Bar(_either([_status(label, first=at == 0) for at, label in enumerate(labels)]), (count,))
        for labels, count in parts.classes
        if count
    )


def _either(names: list[str]) -> str:
    """«Gjort eller prøvd», «Gjort, prøvd eller ikke ennå»."""
    if len(names) == 1:
        return names[0]
    return _("{first} eller {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _status(value: str, *, first: bool) -> str:
    status = CommitmentStatus(value)
    name = _("Ikke tatt opp igjen") if status is CommitmentStatus.OPEN else status_name(status)
    return name if first else name.lower()


def practices(year: YearMaterial, room: Room) -> Section | None:
    """What worked and may be used by others."""
    all_practices = [practice for network in year.networks for practice in network.practices]
    if not all_practices:
        text = _("Her står det som virket, når det er merket som god praksis i Praksisbanken.")
        return empty("practices", _("Dette virket"), text, room)
    points = tuple(
        Point(practice_.what, practice_.notes if room.long else practice_.notes[:1])
        for practice_ in all_practices[: None if room.long else room.points]
    )
    return Section("practices", _("Dette virket"), (Points(points),))


def visits(year: YearMaterial, room: Room) -> Section | None:
    """How many pairs of units have agreed to visit or guide each other."""
    count = sum(network.visits for network in year.networks)
    if not count:
        text = _(
            "Her står hvor mange som besøker eller veileder hverandre, når det er avtalt i Veien videre → Mellom"
            " samlingene."
        )
        return empty("visits", _("Mellom samlingene"), text, room)
    words = _n("{n} avtale om å besøke eller veilede hverandre er gjort mellom enhetene.",
               "{n} avtaler om å besøke eller veilede hverandre er gjort mellom enhetene.", count)  # fmt: skip
    return Section("visits", _("Mellom samlingene"), (Paragraph(capital(in_words(words, count))),))

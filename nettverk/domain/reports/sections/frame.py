"""What framed the year: training, what was asked of the university, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.reports.material import YearMaterial
from nettverk.domain.reports.model import Block, Paragraph, Point, Points, Room, Section, Table
from nettverk.domain.reports.sections.empty import empty
from nettverk.domain.reports.wording import Gender, capital, in_words, number_of
from nettverk.domain.year.frame import (
    PartnerRequest,
    RequestState,
    TrainingTold,
    kroner,
    request_state_name,
    share_words,
    training_name,
)
from nettverk.i18n import _, _n, day_month


def training(year: YearMaterial, room: Room) -> Section | None:
    """Who has had BTI and CLASS: people where they are five or more, units where nobody has."""
    courses = year.frame.training
    if not courses:
        text = _("Her står hvor mange som har BTI og CLASS, når det er ført opp i Året → Rammer.")
        return empty("training", _("Opplæring"), text, room)
    if not room.long:
        points = Points(tuple(Point(_trained(course), _without(course)) for course in courses))
        return Section("training", _("Opplæring"), (points,))
    headers = (_("Opplæring"), _("Har den"), _("Skal ha den"), _("Enheter"), _("Enheter uten"))
    rows = tuple(
        (training_name(course.training), course.trained, course.people, course.units, course.without)
        for course in courses
    )
    blocks: list[Block] = [Paragraph(spread)] if (spread := _spread(courses)) else []
    return Section("training", _("Opplæring"), (*blocks, Table(_("Opplæring i enhetene"), headers, rows)))


def _spread(told: Sequence[TrainingTold]) -> str:
    """What one has come furthest with, and least far; empty where no shares are told, or all are the same."""
    shares = sorted((course.trained / course.people, training_name(course.training)) for course in told
                    if course.people and course.trained is not None)  # fmt: skip
    if len(shares) < 2 or shares[0][0] == shares[-1][0]:
        return ""
    return _("Vi har kommet lengst med {most}. Lengst igjen er det med {least}.").format(
        most=shares[-1][1], least=shares[0][1]
    )


def _trained(one: TrainingTold) -> str:
    name = training_name(one.training)
    if one.people is None:
        return _("{training}: {trained} har den.").format(training=name, trained=one.trained)
    return _("{training}: {trained} av {people} har den.").format(training=name, trained=one.trained, people=one.people)


def _without(one: TrainingTold) -> tuple[str, ...]:
    if not one.without or one.without == one.units:
        return ()
    without, units = (number_of(count, Gender.FEMININE, one.units) for count in (one.without, one.units))
    return (_("I {without} av {units} enheter har ingen den ennå.").format(without=without, units=units),)


def partner(year: YearMaterial, room: Room) -> Section | None:
    """What was asked of the university, and what is agreed."""
    asked = year.frame.requests
    if not asked:
        text = _("Her står det dere har bedt universitetet om, når det er ført opp i Året → Rammer.")
        return empty("partner", _("Samarbeidet med universitetet"), text, room)
    agreed = sum(request.state is RequestState.AGREED for request in asked)
    wishes = _n("Vi har bedt universitetet om hjelp til {n} tema.", "Vi har bedt universitetet om hjelp til {n} tema.",
              len(asked))  # fmt: skip
    wishes = in_words(wishes, len(asked), Gender.NEUTER)
    after = _n("Det er ikke avtalt ennå.", "Ingen av dem er avtalt ennå.", len(asked))
    if agreed:
        after = capital(in_words(_n("{n} er avtalt.", "{n} er avtalt.", agreed), agreed, Gender.NEUTER))
    points = tuple(Point(request.theme, (_facts(request),)) for request in asked[: None if room.long else room.points])
    return Section("partner", _("Samarbeidet med universitetet"), (Paragraph(f"{wishes} {after}"), Points(points)))


def _facts(one: PartnerRequest) -> str:
    when = day_month(one.wanted_on) if one.wanted_on else ""
    return " · ".join(word for word in (request_state_name(one.state), when, one.who, one.network) if word)


def costs(year: YearMaterial, room: Room) -> Section | None:
    """What it cost, and who has paid."""
    spent = year.frame.costs
    if not spent.total:
        text = _("Her står hva året kostet, når kostnadene er ført opp i Året → Rammer.")
        return empty("costs", _("Kostnader"), text, room)
    sentence = _(
        "Samlingene har kostet {total}. Kommunen har betalt {municipality} og universitetet {university}."
    ).format(total=kroner(spent.total), municipality=kroner(spent.municipality), university=kroner(spent.university))
    return Section("costs", _("Kostnader"), (Paragraph(f"{sentence} {share_words(spent)}"),))

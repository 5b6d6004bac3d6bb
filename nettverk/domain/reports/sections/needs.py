"""What is needed, who says so, what one may decide on, and what has come of it."""

from __future__ import annotations

from nettverk.domain.goals import Goal
from nettverk.domain.needs import Need, sources_words
from nettverk.domain.reports.material import GatheringFacts, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Block, Paragraph, Point, Points, Room, Section, Table
from nettverk.domain.reports.sections.empty import empty
from nettverk.domain.reports.wording import Gender, capital, in_words
from nettverk.domain.sheets.suppression import LEAST
from nettverk.i18n import _, _n, day_month, join


def needs(year: YearMaterial, room: Room) -> Section | None:
    """What those who take part say they must get better at, the most wanted first."""
    needs_ = _all(year)
    if not needs_:
        return empty("needs", _("Behov"), _nothing(), room)
    words = _n("{n} behov er meldt inn.", "{n} behov er meldt inn.", len(needs_))
    points = tuple(
        Point(need.text, _facts(need, evidence=room.long))
        for _network, need in needs_[: None if room.long else room.points]
    )
    sentence = capital(in_words(words, len(needs_), Gender.NEUTER))
    return Section("needs", _("Behov"), (Paragraph(sentence), Points(points)))


def _all(year: YearMaterial) -> list[tuple[NetworkYear, Need]]:
    pairs = [(network, need) for network in year.networks for need in network.needs]
    return sorted(pairs, key=lambda pair: (bool(pair[1].carried), -_dots(pair[1]), -len(pair[1].sources), pair[1].id))


def _dots(need: Need) -> int:
    """Dots are given by people: few of them are not told, and not seen in the order either."""
    return need.dots if need.dots >= LEAST else 0


def _facts(need: Need, *, evidence: bool) -> tuple[str, ...]:
    dots = _n("{n} prikk", "{n} prikker", need.dots) if _dots(need) else ""
    sources = _("fra {groups}").format(groups=sources_words(need.sources)) if need.sources else ""
    first = " · ".join(word for word in (dots, sources) if word)
    evidence_lines = (need.evidence.split("\n") if need.evidence else []) if evidence else []
    carried = _("Tatt inn i planen for «{gathering}».").format(gathering=need.carried_to) if need.carried_to else ""
    return tuple(
        line
        for line in (
            capital(first),
            *(_("Slik merkes det: {line}").format(line=line) for line in evidence_lines),
            carried,
        )
        if line
    )


def _nothing() -> str:
    return _("Her står behovene når de er meldt inn i Planlegg → Sist og behov.")


# --- beslutningsgrunnlag ---


def decisions(year: YearMaterial, room: Room) -> Section | None:
    """What the steering group may take a stand on, asked as questions."""
    asked: list[Point] = []
    for _network, need in _all(year):
        if not need.carried and len(asked) < 5:
            asked.append(
                Point(
                    _("Skal «{need}» prioriteres neste skoleår?").format(need=need.text), _facts(need, evidence=False)
                )
            )
    for network in year.networks:
        if network.services_away:
            services = join(list(network.services_away))
            asked.append(
                Point(_("Hvordan får vi med {services} i {network}?").format(services=services, network=network.name))
            )
        away = len(network.never)
        if away and network.units and away >= network.units / 4:
            words = _n("Hvordan får vi med enheten som ikke har vært med?",
                       "Hvordan får vi med de {n} enhetene som ikke har vært med?", away)  # fmt: skip
            asked.append(Point(in_words(words, away), (network.name,) if len(year.networks) > 1 else ()))
        weak = _weakest(network)
        if weak:
            asked.append(Point(_("Hva skal til for at flere blir fornøyd med «{sign}»?").format(sign=weak)))
    if not asked:
        text = _(
            "Her står det nettverket ber dere ta stilling til, når behov er meldt inn eller et trafikklys er svart på."
        )
        return empty("decisions", _("Til dere som bestemmer"), text, room)
    lead = _("Dette ber nettverket om at det blir tatt stilling til:")
    return Section("decisions", _("Til dere som bestemmer"), (Paragraph(lead), Points(tuple(asked))))


def _weakest(network: NetworkYear) -> str:
    rows = [
        (row.now.counts[0] / row.now.total, row.label)
        for sheet in network.lights
        for row in sheet.rows
        if row.now.total and row.now.counts[0] is not None
    ]
    share, label = min(rows, default=(1.0, ""))
    return label if share < 0.5 else ""


# --- kompetanseplan ---


def competence(year: YearMaterial, room: Room) -> Section | None:
    """Each need with what is done about it and when."""
    needs_ = _all(year)
    if not needs_:
        return empty("competence", _("Behov og tiltak"), _nothing(), room)
    rows = tuple((need.text, capital(sources_words(need.sources)), _measure(network, need)) for network, need in needs_)
    headers = _("Behov"), _("Hvem sier det"), _("Hva vi gjør")
    lead = Paragraph(_("Planen bygger på det deltakerne selv sier de trenger."))
    return Section("competence", _("Behov og tiltak"), (lead, Table(_("Behov, og hva vi gjør med dem"), headers, rows)))


def _measure(network: NetworkYear, need: Need) -> str:
    goal = _goal_of(network, need)
    if goal is not None:
        return _("Mål for nettverket: {goal}").format(goal=goal.text)
    if need.carried_to:
        return _("Tema på samlingen «{gathering}»").format(gathering=need.carried_to)
    return _("Ikke planlagt ennå")


def _goal_of(network: NetworkYear, need: Need) -> Goal | None:
    return next((goal for goal in network.goals if goal.origin is not None and goal.origin.what == need.text), None)


def _state(one: GatheringFacts) -> str:
    if one.cancelled:
        return _("avlyst")
    return _("kommer") if one.planned else _("holdt")


def measures(year: YearMaterial, _room: Room) -> Section | None:
    """When it happens: the gatherings with their themes, those that have been and those to come."""
    rows = tuple(
        (day_month(measure.held_on), measure.title, measure.theme, _state(measure)) for measure in year.gatherings
    )
    if not rows:
        return None
    blocks: tuple[Block, ...] = (
        Table(_("Samlingene, med tema"), (_("Når"), _("Samling"), _("Tema"), _("Status")), rows),
    )
    return Section("measures", _("Når det skjer"), blocks)

"""The gatherings of a year, and who came to them."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.reports.material import GatheringFacts, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Bar, Block, Diagram, Paragraph, Point, Points, Room, Section, Table
from nettverk.domain.reports.sections.empty import empty
from nettverk.domain.reports.small_counts import Parts
from nettverk.domain.reports.wording import Gender, Share, capital, half, in_words, nearest, number_of, share, share_of
from nettverk.domain.year.days import last_day
from nettverk.i18n import _, _n, day_month, join, quoted

_MANY = 8
"""From so many gatherings on, a short report has a row for each network and district instead of each gathering."""


def gatherings(year: YearMaterial, room: Room) -> Section | None:
    """How many there were, and each of them."""
    all_of_them = year.gatherings
    if not all_of_them:
        return empty("gatherings", _("Samlingene"), _("Her står samlingene når de har fått en dag i Planlegg."), room)
    blocks: list[Block] = [Paragraph(_counted(year))]
    districts = any(gathering.district for gathering in all_of_them)
    if room.long or len(all_of_them) <= _MANY:
        blocks.append(_each(year, districts=districts))
    else:
        blocks.append(_by_network(year))
    return Section("gatherings", _("Samlingene"), tuple(blocks))


def _counted(year: YearMaterial) -> str:
    held = sum(len(network.held) for network in year.networks)
    coming = sum(len(network.coming) for network in year.networks)
    networks = in_words(_n("{n} nettverk", "{n} nettverk", len(year.networks)), len(year.networks), Gender.NEUTER)
    gatherings_ = in_words(_n("{n} samling", "{n} samlinger", held), held, Gender.FEMININE)
    if len(year.networks) > 1:
        opening = _("{networks} har hatt {gatherings} dette skoleåret.").format(
            networks=networks, gatherings=gatherings_
        )
    else:
        opening = _("Nettverket har hatt {gatherings} dette skoleåret.").format(gatherings=gatherings_)
    sentences = [capital(opening)]
    if not held:
        sentences = [_("Ingen samlinger er holdt ennå.")]
    cancelled = sum(gathering.cancelled for gathering in year.gatherings)
    if cancelled:
        sentences.append(capital(in_words(_n("{n} er avlyst.", "{n} er avlyst.", cancelled), cancelled)))
    if coming:
        sentences.append(capital(in_words(_n("{n} til er planlagt.", "{n} til er planlagt.", coming), coming)))
    return " ".join(sentences)


def _each(year: YearMaterial, *, districts: bool) -> Table:
    several = len(year.networks) > 1
    headers = [_("Når"), *([_("Nettverk")] if several else []), *([_("Bydel")] if districts else []), _("Samling"),
               _("Tema"), _("Kom")]  # fmt: skip
    names = {gathering.id: network.name for network in year.networks for gathering in network.gatherings}
    rows = []
    for gathering in year.gatherings:
        row: list[str | int | None] = [day_month(gathering.held_on)]
        row += [names[gathering.id]] if several else []
        row += [gathering.district or _("Alle bydeler")] if districts else []
        row += [gathering.title, gathering.theme, _came(gathering)]
        rows.append(tuple(row))
    return Table(_("Samlingene i skoleåret, med tema og hvor mange som kom"), tuple(headers), tuple(rows))


def _came(one: GatheringFacts) -> str | int | None:
    if one.cancelled:
        return _("avlyst")
    if one.planned:
        return _("kommer")
    return one.turnout.came if one.noted else None


def _by_network(year: YearMaterial) -> Table:
    rows = []
    for network in year.networks:
        for district in dict.fromkeys(
            gathering.district for gathering in network.gatherings if not gathering.cancelled
        ):
            here = [
                gathering
                for gathering in network.gatherings
                if gathering.district == district and not gathering.cancelled
            ]
            came = sum(gathering.turnout.came or 0 for gathering in here)
            rows.append((network.name, district or _("Alle bydeler"), len(here), came or None))
    headers = _("Nettverk"), _("Bydel"), _("Samlinger"), _("Kom til sammen")
    return Table(_("Samlingene i skoleåret, etter nettverk og bydel"), headers, tuple(rows))


# --- who came ---


def attendance(year: YearMaterial, room: Room) -> Section | None:
    """How many came, from where, and who has not been there."""
    if not any(network.people.gatherings for network in year.networks):
        text = _("Her står hvem som kom, når oppmøtet er krysset av i Gjennomfør.")
        return empty("attendance", _("Hvem som kom"), text, room)
    blocks: list[Block] = [Paragraph(" ".join(_turnout(year)))]
    services = _bars(year.services, _("Andre tjenester"))
    if services:
        blocks.append(
            Diagram(_("Deltakelser i løpet av året, etter tjeneste"), _("Tjeneste"), (_("Deltakelser"),), services)
        )
    if room.long and (districts := _bars(year.districts, _("Andre bydeler"), nowhere=_("Hele kommunen"))):
        title = _("Deltakelser i løpet av året, etter bydelen enheten hører til")
        blocks.append(Diagram(title, _("Bydel"), (_("Deltakelser"),), districts))
    if services and any(network.as_printed for network in year.networks):
        blocks.append(
            Paragraph(
                _("Tallene etter tjeneste og bydel står slik de først ble skrevet ut, uten det som er rettet siden.")
            )
        )
    blocks += _who_was_there(year, room)
    return Section("attendance", _("Hvem som kom"), tuple(blocks))


def _turnout(year: YearMaterial) -> list[str]:
    seats = sum(network.people.seats for network in year.networks)
    counted = [gathering for gathering in year.gatherings if gathering.turnout.came]
    if not seats:
        return [_("Færre enn fem kom til hver samling, så tallene står ikke her.")]
    held = in_words(_n("{n} samling", "{n} samlinger", len(counted)), len(counted), Gender.FEMININE)
    attendances = _n("{n} deltakelse", "{n} deltakelser", seats)
    sentences = [
        _("Det har vært {seats} på {gatherings}, i snitt {mean} hver gang.").format(
            seats=attendances, gatherings=held, mean=nearest(seats, len(counted))
        )
        if len(counted) > 1
        else _("Det har vært {seats} på {gatherings}.").format(seats=attendances, gatherings=held)
    ]
    known = [gathering.turnout for gathering in counted if gathering.turnout.registered is not None]
    came, registered = (
        sum(gathering.came or 0 for gathering in known),
        sum(gathering.registered or 0 for gathering in known),
    )
    if len(known) == len(counted):
        sentences += _of_registered(came, registered)
    before = sum(network.people_before.seats for network in year.networks)
    last_year = sum(
        1 for network in year.networks for gathering in network.people_before.gatherings.values() if gathering.came
    )  # fmt: skip
    if before and last_year:
        sentences.append(_("Året før var snittet {mean}.").format(mean=nearest(before, last_year)))
    return sentences


def _of_registered(came: int, registered: int) -> list[str]:
    match share_of(came, registered):
        case Share.ALL:
            return [_("Alle som var påmeldt, kom.")]
        case Share.HALF:
            return [_("{half} av de påmeldte kom.").format(half=half(came, registered))]
        case Share.SOME:
            return [capital(_("{share} påmeldte kom.").format(share=share(came, registered)))]
        case _:
            return []


def _bars(parts: Parts, others: str, *, nowhere: str = "") -> tuple[Bar, ...]:
    """A bar for each class that is told of, the largest first; nothing where there is only one."""
    if not parts.apart:
        return ()
    shown = sorted(((labels, count) for labels, count in parts.classes if count), key=lambda pair: -pair[1])
    return tuple(
        Bar(join([label or nowhere for label in labels]) if len(labels) <= 3 else others, (count,))
        for labels, count in shown
    )


def _who_was_there(year: YearMaterial, room: Room) -> list[Block]:
    blocks: list[Block] = []
    for network in year.networks:
        if not network.units or not network.people.gatherings:
            continue
        sentences = [_units(network, several=len(year.networks) > 1)]
        if network.services_away:
            sentences.append(
                _("Fra {services}, som er sentrale i nettverket, har ingen vært med.").format(
                    services=join(list(network.services_away))
                )
            )
        blocks.append(Paragraph(" ".join(sentences)))
        if (network.never and room.long) or (network.never and len(network.never) <= room.points):
            blocks.append(Paragraph(_("Ikke vært med ennå: {units}.").format(units=join(list(network.never)))))
    return blocks


def _units(network: NetworkYear, *, several: bool) -> str:
    part = _("{part} av {whole} enheter har vært med.")
    where = _("I {network} har {part} av {whole} enheter vært med.") if several else part
    if network.came_from == network.units:
        where = _("I {network} har alle enhetene vært med.") if several else _("Alle enhetene har vært med.")
    sentence = where.format(
        network=network.name,
        part=number_of(network.came_from, Gender.FEMININE, network.units),
        whole=number_of(network.units, Gender.FEMININE, network.units),
    )
    return capital(sentence)


# --- what it was about ---


def themes(year: YearMaterial, room: Room) -> Section | None:
    """What was talked about, gathering by gathering or the most said first."""
    said = [gathering for gathering in year.gatherings if gathering.said]
    if not said:
        text = _("Her står temaene når svarene er samlet i temaer i Refleksjoner.")
        return empty("themes", _("Dette snakket vi om"), text, room)
    points = [
        Point(gathering.title, (join([quoted(name) for name in gathering.said[: room.points]]),)) for gathering in said
    ]
    blocks: list[Block] = [
        Paragraph(_("Det som ble sagt ved bordene, er samlet i temaer. De som flest bord var inne på, står først.")),
        Points(tuple(points if room.long else points[-room.points :])),
    ]
    touched = _touched(year.gatherings)
    if touched and room.long:
        blocks.append(Paragraph(_("Av temahjulet har vi vært mest innom {themes}.").format(themes=touched)))
    return Section("themes", _("Dette snakket vi om"), tuple(blocks))


def _touched(gatherings_: Sequence[GatheringFacts]) -> str:
    counts: dict[str, int] = {}
    for gathering in gatherings_:
        for tag in gathering.wheel if not gathering.planned and not gathering.cancelled else ():
            counts[tag] = counts.get(tag, 0) + 1
    most = sorted(counts, key=lambda tag: -counts[tag])[:4]
    return join(most)


def coming(year: YearMaterial, room: Room) -> Section | None:
    """The gatherings that are planned."""
    planned = [gathering for gathering in year.gatherings if gathering.planned and not gathering.cancelled]
    if not planned:
        if year.today > last_day(year.year):
            return None
        text = _("Her står samlingene som er planlagt, når de har fått en dag i Planlegg.")
        if any(network.held for network in year.networks):
            text = _("Ingen flere samlinger er planlagt dette skoleåret.")
        return empty("coming", _("Videre i år"), text, room)
    names = {gathering.id: network.name for network in year.networks for gathering in network.gatherings}
    points = tuple(
        Point(
            _("{day}: {title}").format(day=capital(day_month(gathering.held_on)), title=gathering.title),
            _about_planned(gathering, names[gathering.id] if len(year.networks) > 1 else ""),
        )
        for gathering in planned[: None if room.long else room.points]
    )
    return Section("coming", _("Videre i år"), (Points(points),))


def _about_planned(one: GatheringFacts, network: str) -> tuple[str, ...]:
    """Whose it is, where there are several, and its theme, where that is not its title."""
    theme = one.theme if one.theme != one.title else ""
    words = " · ".join(word for word in (network, one.district, theme) if word)
    return (words,) if words else ()


def about(year: YearMaterial, room: Room) -> Section | None:
    """What the networks are for."""
    purposes = [(network.name, network.purpose) for network in year.networks if network.purpose]
    if not purposes:
        return empty(
            "about",
            _("Nettverkene"),
            _("Her står hva nettverkene er til for, når det er skrevet i Deltakere → Nettverk."),
            room,
        )
    if len(purposes) == 1:
        return Section("about", _("Nettverket"), (Paragraph(purposes[0][1]),))
    return Section("about", _("Nettverkene"), (Points(tuple(Point(name, (purpose,)) for name, purpose in purposes)),))

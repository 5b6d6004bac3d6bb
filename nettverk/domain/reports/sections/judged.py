"""What was judged: the traffic light with its change since last year, and how the gatherings were."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.evaluation import groups_words
from nettverk.domain.reports.material import JudgedSheet, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Bar, Block, Diagram, Paragraph, Point, Points, Room, Section
from nettverk.domain.reports.sections.empty import empty
from nettverk.domain.reports.wording import Gender, Share, capital, half, in_words, share, share_of
from nettverk.domain.sheets.agreement import Direction
from nettverk.domain.sheets.suppression import PublishedRow
from nettverk.domain.sheets.year import YearRow
from nettverk.i18n import _, _n, join, quoted


def lights(year: YearMaterial, room: Room) -> Section | None:
    """Signs of good practice: the best, the one with most to gain, what moved, and all of them drawn."""
    if not any(network.lights for network in year.networks):
        text = _("Her står vurderingene når et trafikklys er svart på.")
        return empty("lights", _("Trafikklyset"), text, room)
    blocks: list[Block] = []
    for network in year.networks:
        for sheet in network.lights:
            blocks.append(Paragraph(_named(network, year, " ".join(_light_sentences(sheet)) or _hidden())))
            blocks += _drawn(sheet, room)
    return Section("lights", _("Trafikklyset"), tuple(blocks))


def _light_sentences(sheet: JudgedSheet) -> list[str]:
    judged = [(row, best) for row in sheet.rows if (best := _best(row.now)) is not None]
    sentences = []
    if len(judged) > 1:
        strong, weak = max(judged, key=lambda pair: pair[1]), min(judged, key=lambda pair: pair[1])
        sentences.append(
            _("Flest er fornøyd med «{strong}», færrest med «{weak}».").format(
                strong=strong[0].label, weak=weak[0].label
            )
        )
    for direction in (Direction.BETTER, Direction.WORSE):
        moved = [row for row in sheet.rows if row.change is not None and row.change.direction is direction]
        if moved:
            sentences.append(_moved(moved, better=direction is Direction.BETTER))
    return sentences


def _moved(rows: Sequence[YearRow], *, better: bool) -> str:
    count = len(rows)
    words = (
        _n("{n} tegn er bedre enn i fjor", "{n} tegn er bedre enn i fjor", count)
        if better
        else _n("{n} tegn er svakere enn i fjor", "{n} tegn er svakere enn i fjor", count)
    )
    first = capital(in_words(words, count, Gender.NEUTER))
    if count <= 3:
        return _("{words}: {signs}.").format(words=first, signs=join([quoted(row.label) for row in rows]))
    return f"{first}."


def evaluation(year: YearMaterial, room: Room) -> Section | None:
    """How the gatherings were for those who came."""
    if not any(network.evaluations for network in year.networks):
        text = _("Her står hvordan samlingene var, når deltakerne har svart på den korte evalueringen.")
        return empty("evaluation", _("Slik var samlingene"), text, room)
    blocks: list[Block] = []
    for network in year.networks:
        for sheet in network.evaluations:
            sentences = [line for row in sheet.rows if (line := _agree(row, sheet.levels))]
            shown = sentences if room.long else sentences[: room.points]
            blocks.append(Paragraph(_named(network, year, " ".join(shown) or _hidden())))
            blocks += _drawn(sheet, room)
            blocks += _by_group(sheet, room)
    return Section("evaluation", _("Slik var samlingene"), tuple(blocks))


def _by_group(sheet: JudgedSheet, room: Room) -> list[Block]:
    """How each group that came judged it: parents, youth, staff; in a short report only the first lines of it."""
    points = [Point(row.label, (words,)) for row in sheet.rows if (words := groups_words(row.groups, sheet.levels[0]))]
    if not points:
        return []
    shown = points if room.long else points[: room.points]
    return [Paragraph(_("Slik svarte de ulike gruppene:")), Points(tuple(shown))]


def _agree(row: YearRow, levels: Sequence[str]) -> str:
    count = row.now.counts[0]
    if count is None or not row.now.total:
        return ""
    level = levels[0].lower()
    match share_of(count, row.now.total):
        case Share.ALL:
            return _("Alle svarer «{level}» på «{line}».").format(level=level, line=row.label)
        case Share.HALF:
            agreeing = half(count, row.now.total)
            return _("{half} svarer «{level}» på «{line}».").format(half=agreeing, level=level, line=row.label)
        case Share.SOME:
            agreeing = share(count, row.now.total)
            return capital(
                _("{share} svarer «{level}» på «{line}».").format(share=agreeing, level=level, line=row.label)
            )
        case _:
            return ""


def _drawn(sheet: JudgedSheet, room: Room) -> list[Block]:
    """The signs as bars of their levels; a short report draws only those with most to gain."""
    bars = [Bar(row.label, tuple(row.now.counts)) for row in sheet.rows if row.now.total is not None]
    if not bars or (not room.long and room.points <= 2):
        return []
    if not room.long:
        weak = sorted((bar for bar in bars if None not in bar.values), key=lambda bar: _share(bar.values))
        bars = weak[: room.points] or bars[: room.points]
    return [Diagram(sheet.title, _("Det som er vurdert"), sheet.levels, tuple(bars))]


def _share(values: tuple[int | None, ...]) -> float:
    counts = [value or 0 for value in values]
    return counts[0] / (sum(counts) or 1)


def _best(row: PublishedRow) -> float | None:
    """The share at the best level; None where it is not told."""
    if not row.counts or row.counts[0] is None or not row.total:
        return None
    return row.counts[0] / row.total


def _named(network: NetworkYear, year: YearMaterial, text: str) -> str:
    return f"{network.name}: {text}" if len(year.networks) > 1 else text


def _hidden() -> str:
    return _("Så få har svart at tallene ikke står her.")

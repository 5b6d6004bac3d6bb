"""What goes to the university, read from the gatherings that have said yes.

It tells no count that the year's reports would not tell: the sums are theirs, and stand here only where every
gathering that is in them has said yes; otherwise the difference between a report and this would tell of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from nettverk.domain.data_tables import DataTable, Extent, UniversityTable, Value
from nettverk.domain.good_practice import without_name
from nettverk.domain.reports.material import GatheringFacts, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Scope
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Who
from nettverk.domain.sheets.results import is_personal, label_of
from nettverk.domain.sheets.suppression import LEAST, PublishedRow, publish, since_printed
from nettverk.domain.sheets.told import Numbers, Told, ToldRow
from nettverk.domain.sheets.traffic_light import told
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.sheets.year import TICKED, Answered, as_told, counts_of
from nettverk.domain.tags import school_year
from nettverk.domain.university import (
    PEOPLE,
    SEVERAL,
    TABLES,
    GatheringConsent,
    TextKind,
    UniversityData,
    code,
    codebook,
    table_of,
)
from nettverk.domain.year.days import year_name
from nettverk.services import follow_up, needs, settings
from nettverk.services import told as told_before
from nettverk.services.export.tables import look
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.services.reports.reading import year_of
from nettverk.services.sheets import answers, states, uses
from nettverk.services.themes.board import board
from nettverk.services.university import consent
from nettverk.storage.store import Store

_FEW = {Who.ALONE, Who.PAIR, Who.UNIT}
"""Those behind whose texts there may be one or two people; a table is several."""
_WRITTEN = {BlockKind.TEXT, BlockKind.POINTS, BlockKind.COLUMNS, BlockKind.STEPS, BlockKind.PIECES, BlockKind.TICKS}


@dataclass(slots=True)
class Rows:
    """Rows of each table, as they are found."""

    gatherings: list[list[Value]] = field(default_factory=list)
    seats: list[list[Value]] = field(default_factory=list)
    commitments: list[list[Value]] = field(default_factory=list)
    signs: list[list[Value]] = field(default_factory=list)
    texts: list[list[Value]] = field(default_factory=list)

    def tables(self) -> tuple[DataTable, ...]:
        """As they go out."""
        return (
            table_of(UniversityTable.GATHERINGS, self.gatherings),
            table_of(UniversityTable.SEATS, self.seats),
            table_of(UniversityTable.COMMITMENTS, self.commitments),
            table_of(UniversityTable.SIGNS, self.signs),
            table_of(UniversityTable.TEXTS, self.texts),
            codebook(),
        )


def read(store: Store, extent: Extent, language: str = "nb") -> UniversityData:
    """Everything that may go out.

    Args:
        language: of the names of sheets and themes.

    Raises:
        BadInput: the gathering or the network is gone.
    """
    look(store, extent)
    asked = consent.of_extent(store, extent)
    given = {consented.gathering_id: consented for consented in asked if consented.given}
    known = told_before.numbers(store)
    rows, here = Rows(), _Gathering(store, language, known)
    fresh: dict[str, Numbers] = {}
    for year in sorted({school_year(consented.held_on) for consented in given.values()}):
        material = year_of(store, Scope(year), language)
        fresh |= material.fresh_numbers
        for network in material.networks:
            network_rows(network, year, given, rows, sums=not extent.gathering_id)
            for facts in network.held:
                # Where fewer than five came, nothing that was said can be told without telling of somebody.
                if facts.id in given and (not facts.noted or facts.turnout.came):
                    here.add(facts, rows)
    if extent.gathering_id:  # no sums of the year are in it
        fresh = {key: numbers for key, numbers in fresh.items() if key == f"turnout:{extent.gathering_id}"}
    return UniversityData(
        store.now(), rows.tables(), len(given), len(asked), here.clean.left_out, here.too_few, fresh | known.fresh
    )  # fmt: skip


def sums(store: Store, extent: Extent) -> tuple[YearMaterial, ...]:
    """The years whose sums go out, to be kept by ``reports.stands.note`` before they do."""
    if extent.gathering_id:
        return ()
    given = [consented for consented in consent.of_extent(store, extent) if consented.given]
    return tuple(
        year_of(store, Scope(year)) for year in sorted({school_year(consented.held_on) for consented in given})
    )


def network_rows(
    network: NetworkYear, year: int, given: dict[str, GatheringConsent], found: Rows, *, sums: bool
) -> None:  # fmt: skip
    for number, facts in enumerate((gathering for gathering in network.gatherings if not gathering.cancelled), start=1):
        if facts.id in given:
            found.gatherings.append(_facts(network, year, number, facts))
    if not sums or not all(facts.id in given for facts in network.held):
        return
    # The same classes as the reports tell of, never others.
    start = [code("N", network.id), year_name(year)]
    for labels, count in network.people.services.classes:
        found.seats.append([*start, SEVERAL.join(labels), count])
    for statuses, count in network.promised.classes:
        found.commitments.append([*start, SEVERAL.join(statuses), count])


def _facts(network: NetworkYear, year: int, number: int, facts: GatheringFacts) -> list[Value]:
    term = "autumn" if facts.held_on < date(year + 1, 1, 1) else "spring"
    return [
        code("S", facts.id), code("N", network.id), network.age_span, year_name(year), term, number, facts.theme,
        SEVERAL.join(facts.wheel), facts.turnout.came, facts.turnout.registered,
    ]  # fmt: skip


class _Gathering:
    """Reads what was said at gatherings, each text looked through.

    Attributes:
        too_few: how many texts are not told, because fewer than five wrote.
    """

    def __init__(self, store: Store, language: str, known: Told) -> None:
        self._store, self._language, self._known = store, language, known
        self.clean = CleanTexts(store)
        self.too_few = 0
        spelt = store.rows("SELECT name FROM units UNION SELECT spelling FROM unit_spellings")
        places = [row["name"] for row in store.rows("SELECT name FROM districts")]
        self._names = {row["name"] for row in spelt}
        municipality = settings.get(store, "municipality")
        self._places = {municipality, municipality.removesuffix(" kommune"), *places} - {""}
        self._units = states.unit_names(store)

    def add(self, facts: GatheringFacts, found: Rows) -> None:
        """Put what was said at a gathering in the tables."""
        name = code("S", facts.id)
        for row in found.gatherings:
            if row[0] == name:
                row[6] = self._nameless(str(row[6] or ""))
        for use in uses.of_gathering(self._store, facts.id):
            if states.of_use(self._store, use, self._units).shown:
                said = told(use.sheet, answers.of_use(self._store, use.id))
                found.signs += [[name, *row] for row in _signs(use, said, self._known)]
                found.texts += [[name, TextKind.ANSWER.value, *row] for row in self._written(use, said)]
        promised = follow_up.commitments(self._store, facts.id)
        for kind, texts, few in (
            (TextKind.THEME, [theme.name for theme in board(self._store, facts.id).themes], False),
            (TextKind.COMMITMENT, [promise.what for promise in promised], True),
            (TextKind.LEARNT, [promise.learnt for promise in promised], True),
            (TextKind.NEED, self._needs(facts), False),
        ):
            found.texts += [[name, kind.value, "", line] for line in self._lines(texts, few=few)]

    def _needs(self, facts: GatheringFacts) -> list[str]:
        needs_ = needs.of_network(self._store, facts.id)
        return [need.text for need in needs_ if need.gathering_id == facts.id]

    def _written(self, use: SheetUse, said: Iterable[SheetAnswer]) -> Iterator[list[Value]]:
        blocks = {block.id: block for block in use.sheet.blocks if block.kind in _WRITTEN}
        by_prompt: dict[str, list[SheetAnswer]] = {}
        for answer in said:
            if answer.block in blocks and answer.text.strip() and not answer.counts:
                by_prompt.setdefault(_prompt(blocks[answer.block], answer.point), []).append(answer)
        for prompt, here in by_prompt.items():
            few = any(answer.respondent.who in _FEW for answer in here)
            writers = {answer.respondent.key for answer in here}
            if few and len(writers) < LEAST:
                self.too_few += len(here)
                continue
            for line in self._lines((answer.text for answer in here), few=few):
                yield [self._nameless(self.clean.line(prompt)), line]

    def _lines(self, texts: Iterable[str], *, few: bool) -> list[str]:
        """Lines as they may go out, in an order that tells nothing; none where ``few`` and there are under five."""
        # The unit's own name is a neutral word first: what is looked through is what goes out.
        lines = [self._nameless(line) for text in texts for line in text.split("\n") if line.strip()]
        told_of = sorted(self.clean.lines(lines), key=lambda line: (line.casefold(), line))
        if few and len(told_of) < LEAST:
            self.too_few += len(told_of)
            return []
        return told_of

    def _nameless(self, text: str) -> str:
        return without_place(without_name(text, self._names), self._places)


def without_place(text: str, places: Iterable[str]) -> str:
    """A text with every one of these places, whole words, put as «stedet»."""
    import re

    from nettverk.i18n import _

    ways = "|".join(re.escape(place) for place in sorted(places, key=len, reverse=True) if len(place) > 1)
    if not ways:
        return text
    return re.sub(rf"(?<!\w)(?:{ways})(s)?(?!\w)", lambda match: _("stedet") + (match.group(1) or ""), text,
                  flags=re.IGNORECASE)  # fmt: skip


def _prompt(block: Block, point: str) -> str:
    item = label_of(block, point.rpartition("-")[0] or point) or label_of(block, point)
    return " – ".join(dict.fromkeys(word for word in (block.prompt, item) if word))


def _signs(use: SheetUse, said: tuple[SheetAnswer, ...], known: Told) -> Iterator[list[Value]]:
    (answered,) = as_told(use.sheet, [Answered(use.id, "", use.sheet, said)], known)
    for block in use.sheet.blocks:
        if block.kind not in {BlockKind.SCALE, BlockKind.TICKS}:
            continue
        levels = tuple(level.label for level in block.levels) if block.kind is BlockKind.SCALE else TICKED
        personal = is_personal(said, block)
        for item_id, counts in counts_of(answered, block).items():
            row = sign_row(counts, answered.told.get((block.id, item_id))) if personal else None
            shown, total = (row.counts, row.total) if row is not None else (counts, sum(counts))
            if total is None:
                continue
            by = PEOPLE if personal else TABLES
            sign = label_of(block, item_id) or item_id
            for place, (level, count) in enumerate(zip(levels, shown, strict=True), start=1):
                yield [use.sheet.title, sign, by, level, place, count, total]


def sign_row(counts: Numbers, told: ToldRow | None) -> PublishedRow:
    """A sign's counts at one gathering, hidden where they must be, also beside what has been told of it before."""
    steps = [[step] for step in told.steps] if told is not None else []
    return since_printed(publish(counts).row, [[counts], *steps])

"""The traffic light: judged by passing the laptop, by tallies or by a Forms file; shown; held against last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.registry import service_name
from nettverk.domain.sheets.agreement import Change, change
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, Item, Who
from nettverk.domain.sheets.sums import OWN_SIGN, judgements, own_signs, signs_of
from nettverk.domain.sheets.suppression import Published, PublishedRow, publish
from nettverk.domain.sheets.traffic_light import (
    AREA,
    ASKED,
    BEGUN,
    HALL,
    HANDED_ON,
    OPENED,
    PASSED,
    ROUND,
    SHOWN,
    SLICE,
    Light,
    expected_point,
    last_round,
    light,
    question_point,
    scale_of,
    sums_of,
)  # fmt: skip
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import _
from nettverk.services.sheets import answers, respondents, uses
from nettverk.storage.store import Store

HALLS_FIRST = 101
"""The number of the hall's first own sign: the groups' own lines are counted from 1, and must not meet them."""


@dataclass(frozen=True, slots=True)
class SignOutside:
    """One sign as it may be shown outside the room: counts with the small ones hidden, and the change since last time.

    Attributes:
        change: None where something is hidden, now or last time: a change would tell of it.
        changes: the same of each slice, «district:…» → the change.
    """

    sign: Item
    published: Published
    change: Change | None
    changes: Mapping[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outside:
    """A traffic light for a report.

    Attributes:
        names: partition → key of a slice → what it is called.
        since: when it was answered last time; None where it never was.
    """

    block: Block
    signs: tuple[SignOutside, ...]
    names: Mapping[str, Mapping[str, str]]
    since: date | None = None


def state(store: Store, use_id: str) -> Light | None:
    """How a traffic light stands, held against the last time its sheet was used; None where it is none."""
    use = uses.get(store, use_id)
    if use is None or scale_of(use.sheet) is None:
        return None
    return light(use.sheet, answers.of_use(store, use_id), last_time(store, use), expected(store, use))


def expected(store: Store, use: SheetUse) -> dict[Who, int]:
    """How many there seem to be for each kind of round: those who are here, two by two, the tables, the units."""
    here = int(
        store.value(
            "SELECT count(*) FROM attendance AS a JOIN participants AS p ON p.id = a.participant_id"
            " WHERE p.gathering_id = ? AND a.status IN ('present', 'late')",
            use.gathering_id,
        )
        or 0
    )
    seem = {Who.ALONE: here, Who.PAIR: here // 2}
    for who in {Who.TABLE, Who.UNIT} & set(use.sheet.rounds):
        seem[who] = len(respondents.expected(store, use, who))
    return {who: count for who, count in seem.items() if count}


def last_time(store: Store, use: SheetUse) -> tuple[SheetAnswer, ...]:
    """What was answered the last time the same sheet was used in the same network; empty where it never was."""
    return _last_time(store, use)[1]


def last_day(store: Store, use: SheetUse) -> date | None:
    """When the same sheet was answered last time in the same network; None where it never was."""
    return _last_time(store, use)[0]


def _last_time(store: Store, use: SheetUse) -> tuple[date | None, tuple[SheetAnswer, ...]]:
    row = store.one(
        "SELECT u.id, g.held_on FROM sheet_uses AS u JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
        " JOIN gatherings AS g ON g.id = u.gathering_id, gatherings AS here"
        " WHERE here.id = ? AND v.sheet_id = ? AND g.id <> here.id AND g.network_id IS here.network_id"
        " AND g.held_on < here.held_on AND EXISTS (SELECT 1 FROM entries AS e WHERE e.gathering_id = g.id"
        "  AND e.kind = 'sheet_answer' AND e.object >= u.id || ':' AND e.object < u.id || ';')"
        " ORDER BY g.held_on DESC, u.id DESC LIMIT 1",
        use.gathering_id, use.sheet.id,
    )  # fmt: skip
    if row is None:
        return None, ()
    return date.fromisoformat(row["held_on"]), answers.of_use(store, row["id"])


# --- judged ---


def next_alone(store: Store, use_id: str, who: Who) -> Respondent:
    """The next running number of a round that is passed round: nobody is asked who they are."""
    said = (answer for answer in answers.of_use(store, use_id) if answer.respondent.who is who)
    taken = [answer.respondent.number for answer in said if answer.level or answer.point == PASSED]
    return Respondent(who, max(taken, default=0) + 1)


def waiting(store: Store, use_id: str, who: Who) -> Respondent | None:
    """Whoever sat with the laptop when it was put away, or when the program stopped; None where nobody did."""
    begun = [
        answer.respondent for answer in answers.of_use(store, use_id)
        if answer.point == PASSED and answer.text == BEGUN and answer.respondent.who is who
    ]  # fmt: skip
    return max(begun, key=lambda one: one.number, default=None)


def pass_on(store: Store, use: SheetUse, who: Respondent, *, done: bool) -> Changes:
    """Keep that the laptop came to somebody, or that they have handed it on."""
    mark = HANDED_ON if done else BEGUN
    return answers.write(store, SheetAnswer(use.id, use.sheet.version, who, _block(use).id, PASSED, text=mark))


def judge(store: Store, use: SheetUse, who: Respondent, levels: Mapping[str, str]) -> Changes:
    """Keep what one respondent judged: sign → level, all in one step."""
    block = _block(use)
    answers_ = [
        SheetAnswer(use.id, use.sheet.version, who, block.id, sign, level=level) for sign, level in levels.items()
    ]
    return answers.write_all(store, answers_, label=_("Trafikklys")) if answers_ else NOTHING


def tally(store: Store, use: SheetUse, who: Respondent, sign_id: str, counts: Mapping[str, int]) -> Changes:
    """Keep a tally of one sign from paper: of a table, or of the hall in the round that its number says."""
    block = _block(use)
    there = [
        answer for answer in answers.of_use(store, use.id)
        if (answer.respondent, answer.block, answer.point) == (who, block.id, sign_id)
    ]  # fmt: skip
    # A table may have agreed on a level too: that is another answer to the same point, and stays.
    base = there[0] if there else SheetAnswer(use.id, use.sheet.version, who, block.id, sign_id)
    kept = {level: count for level, count in counts.items() if count > 0}
    return answers.write(store, replace(base, counts=kept, version=use.sheet.version))


def write_sign(store: Store, use: SheetUse, text: str, sign_id: str = "") -> Changes:
    """Keep a sign in the hall's own words (alternative B): a new one where no id is given; an empty text removes it."""
    block = _block(use)
    halls = [sign.id for sign in own_signs(block, answers.of_use(store, use.id)) if not sign.by]
    numbers = [int(id_.removeprefix(OWN_SIGN)) for id_ in halls if id_.removeprefix(OWN_SIGN).isdecimal()]
    number = max([*numbers, HALLS_FIRST - 1]) + 1
    point = sign_id or f"{OWN_SIGN}{number}"
    return answers.write(store, SheetAnswer(use.id, use.sheet.version, HALL, block.id, point, text=text))


# --- shown ---


def go_to_round(store: Store, use: SheetUse, number: int) -> Changes:
    """Let the hall go on to a round, from 0; what was answered is hidden again until it is shown."""
    number = max(0, min(number, len(use.sheet.rounds) - 1))
    return answers.write_all(store, [_hall(use, ROUND, number=float(number)), _hall(use, SHOWN)])


def show(store: Store, use: SheetUse, *, shown: bool = True) -> Changes:
    """«Vis forskjellen», or hide it again."""
    return answers.write(store, _hall(use, SHOWN, ticked=shown))


def open_sign(store: Store, use: SheetUse, sign_id: str) -> Changes:
    """Talk about one sign: it is opened on the wall; empty for none."""
    return answers.write(store, _hall(use, OPENED, text=sign_id))


def choose_area(store: Store, use: SheetUse, area_id: str) -> Changes:
    """Judge one area alone, or all of them where empty."""
    return answers.write(store, _hall(use, AREA, text=area_id))


def ask(store: Store, use: SheetUse, number: int) -> Changes:
    """Put a follow-up question (from 1) beside the sign that is open; 0 for none."""
    return answers.write(store, _hall(use, ASKED, number=float(number) if number else None))


def look_at(store: Store, use: SheetUse, slice_: str) -> Changes:
    """Choose whose change since last time is looked at, «district:…»; everybody's where empty."""
    return answers.write(store, _hall(use, SLICE, text=slice_))


def expect(store: Store, use: SheetUse, number: int, count: int) -> Changes:
    """Say how many a round (from 0) is of; 0 lets the program reckon again."""
    return answers.write(store, _hall(use, expected_point(number), text=str(count) if count else ""))


def answer_question(store: Store, use: SheetUse, sign_id: str, place: int, text: str) -> Changes:
    """Keep what the hall says to a follow-up question (from 0) about a sign."""
    return answers.write(store, _hall(use, question_point(sign_id, place), text=text))


def _hall(
    use: SheetUse, point: str, *, text: str = "", ticked: bool = False, number: float | None = None
) -> SheetAnswer:
    return SheetAnswer(use.id, use.sheet.version, HALL, _block(use).id, point, text, ticked=ticked, number=number)


def _block(use: SheetUse) -> Block:
    block = scale_of(use.sheet)
    if block is None:
        raise ValueError(f"{use.sheet.id} has no scale")
    return block


# --- outside the room ---


def outside(store: Store, use: SheetUse) -> Outside:
    """The last round that was answered, for a report: by network, district and service, with small counts hidden."""
    block = _block(use)
    since, counts_then = _last_time(store, use)
    here, before = last_round(use.sheet, answers.of_use(store, use.id)), last_round(use.sheet, counts_then)
    names, slicers = _slicers(store, use)
    whole, last = sums_of(block, here), sums_of(block, before)
    now_by, last_by = _by_slice(block, here, slicers), _by_slice(block, before, slicers)
    signs = []
    nobody = (0,) * len(block.levels)
    for sign in signs_of(block, here):
        counts = whole.get(sign.id, nobody)
        published = publish(counts, _partitions(now_by, sign.id, nobody))
        earlier = publish(last.get(sign.id, nobody), _partitions(last_by, sign.id, nobody))
        both = published.row.whole and earlier.row.whole
        signs.append(
            SignOutside(
                sign, published, change(last[sign.id], counts) if both else None, _slice_changes(published, earlier)
            )
        )
    return Outside(block, tuple(signs), names, since)


_BySlice = Mapping[str, Mapping[str, Mapping[str, tuple[int, ...]]]]
"""Partition → slice → sign → counts by level."""


def _by_slice(block: Block, said: Sequence[SheetAnswer], slicers: Mapping[str, _Slicer]) -> _BySlice:
    # Resolved on the whole: a sign in the hall's own words is written by the hall, and judged in every slice.
    judged = judgements(block, said)
    tables: dict[str, dict[str, dict[str, tuple[int, ...]]]] = {}
    for name, slicer in slicers.items():
        for judgement in judged:
            signs = tables.setdefault(name, {}).setdefault(slicer(judgement.respondent), {})
            row = signs.get(judgement.sign_id, (0,) * len(block.levels))
            signs[judgement.sign_id] = tuple(a + b for a, b in zip(row, judgement.counts, strict=True))
    return tables


def _partitions(
    by: _BySlice, sign_id: str, nobody: tuple[int, ...]
) -> dict[str, dict[str, tuple[int, ...]]]:  # fmt: skip
    return {name: {key: part.get(sign_id, nobody) for key, part in slices.items()} for name, slices in by.items()}


def _slice_changes(now: Published, before: Published) -> dict[str, Change]:
    """The changes that anybody could work out from what is published, and no others."""
    changes: dict[str, Change] = {}
    for name, slices in now.partitions.items():
        for key, row in slices.items():
            earlier = before.partitions.get(name, {}).get(key)
            if earlier is not None and row.whole and earlier.whole:
                changes[f"{name}:{key}"] = change(_shown(earlier), _shown(row))
    return changes


def _shown(row: PublishedRow) -> tuple[int, ...]:
    return tuple(count or 0 for count in row.counts)


_Slicer = Callable[[Respondent], str]


def _slicers(store: Store, use: SheetUse) -> tuple[dict[str, dict[str, str]], dict[str, _Slicer]]:
    """How respondents are parted: by their unit's district and service; «» is for those whose unit is not known."""
    units = {
        row["id"]: row
        for row in store.rows(
            "SELECT u.id, u.service_kind_id, u.district_id, d.name AS district, s.name AS service FROM units AS u"
            " LEFT JOIN districts AS d ON d.id = u.district_id LEFT JOIN service_kinds AS s ON s.id = u.service_kind_id"
        )
    }
    network = store.one(
        "SELECT n.id, n.name FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id WHERE g.id = ?",
        use.gathering_id,
    )
    nowhere = _("Uten enhet")
    names: dict[str, dict[str, str]] = {
        "network": {str(network["id"]): str(network["name"])} if network else {},
        "district": {"": nowhere},
        "service": {"": nowhere},
    }
    for row in units.values():
        names["district"][str(row["district_id"] or "")] = str(row["district"] or nowhere)
        names["service"][str(row["service_kind_id"] or "")] = service_name(row["service"] or "") or nowhere

    def of(column: str) -> _Slicer:
        return lambda who: str((units[who.unit_id][column] if who.unit_id in units else "") or "")

    here = str(network["id"]) if network else ""
    return names, {"network": lambda _who: here, "district": of("district_id"), "service": of("service_kind_id")}

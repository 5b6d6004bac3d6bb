"""The traffic light: judged by passing the laptop, by tallies or by a Forms file; shown; held against last year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.sheets.agreement import Change, change
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, Item, Who
from nettverk.domain.sheets.sums import OWN_SIGN, Signs, signs_of, sliced, sum_block
from nettverk.domain.sheets.suppression import Published, publish
from nettverk.domain.sheets.traffic_light import (
    AREA,
    HALL,
    OPENED,
    ROUND,
    SHOWN,
    Light,
    light,
    of_round,
    question_point,
    scale_of,
)  # fmt: skip
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import _
from nettverk.services.sheets import answers, uses
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class SignOutside:
    """One sign as it may be shown outside the room: counts with the small ones hidden, and the change since last time.

    Attributes:
        change: None where something is hidden, now or last time: a change would tell of it.
    """

    sign: Item
    published: Published
    change: Change | None


@dataclass(frozen=True, slots=True)
class Outside:
    """A traffic light for a report.

    Attributes:
        names: partition → key of a slice → what it is called.
    """

    block: Block
    signs: tuple[SignOutside, ...]
    names: Mapping[str, Mapping[str, str]]


def state(store: Store, use_id: str) -> Light | None:
    """How a traffic light stands, held against the last time its sheet was used; None where it is none."""
    use = uses.get(store, use_id)
    if use is None or scale_of(use.sheet) is None:
        return None
    return light(use.sheet, answers.of_use(store, use_id), last_time(store, use))


def last_time(store: Store, use: SheetUse) -> tuple[SheetAnswer, ...]:
    """What was answered the last time the same sheet was used in the same network; empty where it never was."""
    row = store.one(
        "SELECT u.id FROM sheet_uses AS u JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
        " JOIN gatherings AS g ON g.id = u.gathering_id, gatherings AS here"
        " WHERE here.id = ? AND v.sheet_id = ? AND g.id <> here.id AND g.network_id IS here.network_id"
        " AND g.held_on < here.held_on AND EXISTS (SELECT 1 FROM entries AS e WHERE e.gathering_id = g.id"
        "  AND e.kind = 'sheet_answer' AND e.object >= u.id || ':' AND e.object < u.id || ';')"
        " ORDER BY g.held_on DESC, u.id DESC LIMIT 1",
        use.gathering_id, use.sheet.id,
    )  # fmt: skip
    return answers.of_use(store, row["id"]) if row else ()


# --- judged ---


def next_alone(store: Store, use_id: str, who: Who) -> Respondent:
    """The next running number of a round that is passed round: nobody is asked who they are."""
    taken = [answer.respondent.number for answer in answers.of_use(store, use_id) if answer.respondent.who is who]
    return Respondent(who, max(taken, default=0) + 1)


def judge(store: Store, use: SheetUse, who: Respondent, levels: Mapping[str, str]) -> Changes:
    """Keep what one respondent judged: sign → level, all in one step."""
    block = _block(use)
    made = [SheetAnswer(use.id, use.sheet.version, who, block.id, sign, level=level) for sign, level in levels.items()]
    return answers.write_all(store, made, label=_("Trafikklys")) if made else NOTHING


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
    taken = [sign.id for sign in signs_of(block, answers.of_use(store, use.id)) if sign.id.startswith(OWN_SIGN)]
    number = max((int(id_.removeprefix(OWN_SIGN)) for id_ in taken), default=0) + 1
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
    here, before = _answered(use, answers.of_use(store, use.id)), _answered(use, last_time(store, use))
    names, slicers = _slicers(store, use)
    signs = signs_of(block, here)
    whole, last = _by_sign(block, here), _by_sign(block, before)
    tables = {
        name: {key: _by_sign(block, part) for key, part in sliced(here, slicer).items()}
        for name, slicer in slicers.items()
    }
    told = []
    nobody = (0,) * len(block.levels)
    for sign in signs:
        counts = whole.get(sign.id, nobody)
        partitions = {
            name: {key: part.get(sign.id, nobody) for key, part in slices.items()}
            for name, slices in tables.items()
            if slices
        }
        published = publish(counts, partitions)
        earlier = publish(last.get(sign.id, nobody))
        both = published.row.whole and earlier.row.whole
        told.append(SignOutside(sign, published, change(last[sign.id], counts) if both else None))
    return Outside(block, tuple(told), names)


def _answered(use: SheetUse, said: Iterable[SheetAnswer]) -> list[SheetAnswer]:
    own = [answer for answer in said if answer.block == _block(use).id]
    for place in reversed(range(len(use.sheet.rounds))):
        found = of_round(own, use.sheet.rounds, place)
        if any(answer.level or answer.counts for answer in found):
            return found
    return []


def _by_sign(block: Block, said: Iterable[SheetAnswer]) -> dict[str, tuple[int, ...]]:
    total = sum_block(block, said)
    assert isinstance(total, Signs)
    return {row.item_id: row.counts for row in total.signs}


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
        names["service"][str(row["service_kind_id"] or "")] = str(row["service"] or nowhere)

    def of(column: str) -> _Slicer:
        return lambda who: str((units[who.unit_id][column] if who.unit_id in units else "") or "")

    here = str(network["id"]) if network else ""
    return names, {"network": lambda _who: here, "district": of("district_id"), "service": of("service_kind_id")}

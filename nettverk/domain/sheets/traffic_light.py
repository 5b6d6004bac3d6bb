"""A traffic light in use: rounds alone, in pairs and in larger groups, hidden until all are done; then the difference.

Everything is a pure function of the answers. What round the hall is in, whether the answers are shown, and which sign
is talked about are answers of the hall as well: they survive a restart, go in the history, and merge like the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nettverk.domain.sheets.agreement import Agreement, Change, agreement, change, dispersion
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Item, SheetDefinition, Who
from nettverk.domain.sheets.forms_columns import QUESTION
from nettverk.domain.sheets.sums import OWN_SIGN, Distribution, is_own_sign, judgements, own_signs, signs_of

HALL = Respondent(Who.PLENUM)
STATE = "state-"
"""How the points begin that say how far one has come, and nothing about any sign."""
ROUND, SHOWN, OPENED, AREA = "state-round", "state-shown", "state-opened", "state-area"
"""Points of the hall that say how far it has come: the round (number), whether shown (ticked), the sign, the area."""
ASKED, SLICE, EXPECTED = "state-asked", "state-slice", "state-expected"
"""Points of the hall: which follow-up question is on (from 1), which slice is looked at, how many a round is of."""
PASSED = "state-passed"
"""Point of one whom the laptop was passed to: ``BEGUN`` while they sit with it, ``HANDED_ON`` when they are done."""
BEGUN, HANDED_ON = "begun", "done"


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the hall has come.

    Attributes:
        round: which of the sheet's rounds, from 0.
        shown: whether the facilitator has said that the answers may be seen, all done or not.
        opened: the sign that is talked about, or empty.
        area: the only area that is judged, or empty for all.
        asked: which of the follow-up questions is on, from 1; 0 for none.
        slice: whose change is looked at, «district:…»; empty for everybody's.
    """

    round: int = 0
    shown: bool = False
    opened: str = ""
    area: str = ""
    asked: int = 0
    slice: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One of the rounds.

    Attributes:
        done: how many have judged every sign; begun: how many have judged at least one. Tallies count as done.
        expected: how many there are to be; 0 where nobody knows.
    """

    who: Who
    done: int
    begun: int
    expected: int = 0

    @property
    def complete(self) -> bool:
        """Whether all who are expected are done."""
        return 0 < self.expected <= self.done


@dataclass(frozen=True, slots=True)
class SignState:
    """One sign: its counts in the round that is shown, in words, and against last time.

    Attributes:
        said: the answers to each of the follow-up questions, by place.
        by: the groups that wrote the sign themselves; empty for one of the set, and for the hall's own.
    """

    sign: Item
    counts: tuple[int, ...]
    agreement: Agreement
    spread: float
    since_last: Change | None
    said: tuple[str, ...]
    by: tuple[Respondent, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is in somebody's own words, and not one of the set."""
        return self.sign.id.startswith(OWN_SIGN)


@dataclass(frozen=True, slots=True)
class Light:
    """A traffic light as it stands.

    Attributes:
        signs: all that are judged; the most different first once they are shown, else in the order of the set.
        counted: the round whose answers the counts are of: the last one that anybody has answered in.
    """

    block: Block
    stage: Stage
    rounds: tuple[Round, ...]
    counted: int
    signs: tuple[SignState, ...]

    @property
    def now(self) -> Round:
        """The round the hall is in."""
        return self.rounds[self.stage.round]

    @property
    def revealed(self) -> bool:
        """Whether anybody may see what was answered: all are done, or the facilitator has said so."""
        return self.stage.shown or self.now.complete

    @property
    def opened(self) -> SignState | None:
        """The sign the hall talks about."""
        return next((state for state in self.signs if state.sign.id == self.stage.opened), None)


@dataclass(frozen=True, slots=True)
class SignChange:
    """A sign and how it has moved since last time; None where that may not be told, or nobody can say."""

    label: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class LightPicture:
    """A traffic light whose answers may be seen, with what is drawn beside it.

    Attributes:
        changes: since last time, of everybody or of one slice; empty where the sheet was never used before.
        slice_name: whose changes they are; empty for everybody's.
        since: when it was answered last time.
    """

    light: Light
    changes: tuple[SignChange, ...] = ()
    slice_name: str = ""
    since: date | None = None


def is_light(sheet: SheetDefinition) -> bool:
    """Whether a sheet is run as a traffic light: a scale that several rounds judge, or that has something to ask."""
    block = scale_of(sheet)
    return block is not None and (len(sheet.rounds) > 1 or bool(block.questions))


def of_area(sheet: SheetDefinition, area: str) -> SheetDefinition:
    """A sheet with the signs of one area alone, as for the papers of a hall that judges one; all of it where empty."""
    scale = scale_of(sheet)
    if scale is None or not any(item.area == area for item in scale.items):
        return sheet
    items = tuple(item for item in scale.items if item.area == area)
    areas = tuple(each for each in scale.areas if each.id == area)
    blocks = tuple(
        replace(block, items=items, areas=areas) if block.id == scale.id else block for block in sheet.blocks
    )
    return replace(sheet, blocks=blocks)


def scale_of(sheet: SheetDefinition) -> Block | None:
    """The block that makes a sheet a traffic light; None where it has none."""
    return next((block for block in sheet.blocks if block.kind is BlockKind.SCALE), None)


def light(
    sheet: SheetDefinition, answers: Sequence[SheetAnswer], last_time: Sequence[SheetAnswer] = (),
    expected: Mapping[Who, int] | None = None,
) -> Light:  # fmt: skip
    """How a traffic light stands.

    Args:
        last_time: what was answered the last time the same sheet was used, in any version.
        expected: how many there seem to be for each kind of round; what the hall has said itself counts before it.

    Raises:
        ValueError: the sheet has no scale.
    """
    block = scale_of(sheet)
    if block is None:
        raise ValueError(f"{sheet.id} has no scale")
    own = [answer for answer in answers if answer.block == block.id]
    hall = {answer.point: answer for answer in own if answer.respondent.who is Who.PLENUM}
    area = hall[AREA].text if AREA in hall else ""
    judged = [sign for sign in signs_of(block, own) if not area or sign.area in {area, ""}]
    ids = [item.id for item in judged if not item.id.startswith(OWN_SIGN)]
    ids += [sign.id for sign in own_signs(block, own) if not sign.by]
    passed = {answer.respondent: answer.text for answer in own if answer.point == PASSED}
    rounds = tuple(
        _round(block, who, of_round(own, sheet.rounds, place), ids, passed, _expected(hall, place, who, expected or {}))
        for place, who in enumerate(sheet.rounds)
    )
    counted = max((place for place, each in enumerate(rounds) if each.begun), default=0)
    stage = _stage(hall, area, counted, len(sheet.rounds))
    now = of_round(own, sheet.rounds, counted)
    judged = [sign for sign in signs_of(block, now) if not area or sign.area in {area, ""}]
    counts = sums_of(block, now)
    before = sums_of(block, _last_round(last_time, sheet.rounds, block))
    said = _said(hall, len(block.questions))
    by = {sign.id: sign.by for sign in own_signs(block, now)}
    nobody = (0,) * len(block.levels)
    signs = []
    for sign in judged:
        here, then = counts.get(sign.id, nobody), before.get(sign.id, nobody)
        signs.append(
            SignState(
                sign, here, agreement(here), dispersion(here), change(then, here) if any(then) else None,
                said.get(sign.id, ("",) * len(block.questions)), by.get(sign.id, ()),
            )
        )  # fmt: skip
    traffic_light = Light(block, stage, rounds, counted, tuple(signs))
    if traffic_light.revealed:
        return replace(traffic_light, signs=tuple(sorted(traffic_light.signs, key=lambda state: -state.spread)))
    return traffic_light


def told(sheet: SheetDefinition, answers: Sequence[SheetAnswer]) -> tuple[SheetAnswer, ...]:
    """What may be counted up of all that was said: of a scale only the last round, and not how far the hall has come.

    Whoever judged alone judges once more in a pair and at the table: to add the rounds up would count them thrice.
    """
    scales = {block.id: block for block in sheet.blocks if block.kind is BlockKind.SCALE}
    last_round = [answer for answer in answers if answer.block not in scales]
    for block in scales.values():
        last_round += _last_round(answers, sheet.rounds, block)
    return tuple(last_round)


def sums_of(block: Block, answers: Iterable[SheetAnswer]) -> dict[str, tuple[int, ...]]:
    """Counts by level of each sign that anybody has judged."""
    sums: dict[str, list[int]] = {}
    for judgement in judgements(block, answers):
        row = sums.setdefault(judgement.sign_id, [0] * len(block.levels))
        for place, count in enumerate(judgement.counts):
            row[place] += count
    return {sign: tuple(row) for sign, row in sums.items()}


def of_round(answers: Iterable[SheetAnswer], rounds: Sequence[Who], place: int) -> list[SheetAnswer]:
    """What was judged in a round, and its tallies: a table's are of those who sit there, the hall's say which round.

    A table may have tallied those who sit there and agreed on a level as well: each counts in its own round.
    """
    in_round = []
    for answer in answers:
        if is_own_sign(answer):
            # The hall's words are for every round; a group's sign is its own, with or without a level as yet.
            if answer.respondent.who in {Who.PLENUM, rounds[place]}:
                in_round.append(answer)
            continue
        if answer.counts and _tallied(answer, rounds) == place:
            in_round.append(replace(answer, level=""))
        if answer.level and answer.respondent.who is rounds[place]:
            in_round.append(replace(answer, counts={}))
    return in_round


def _tallied(answer: SheetAnswer, rounds: Sequence[Who]) -> int:
    who = answer.respondent
    return min(who.number, len(rounds) - 1) if who.who is Who.PLENUM else 0


def last_round(sheet: SheetDefinition, answers: Sequence[SheetAnswer]) -> list[SheetAnswer]:
    """What was judged in the last round that anybody has answered in, and the words of signs of one's own."""
    block = scale_of(sheet)
    return _last_round(answers, sheet.rounds, block) if block is not None else []


def _last_round(answers: Sequence[SheetAnswer], rounds: Sequence[Who], block: Block) -> list[SheetAnswer]:
    own = [answer for answer in answers if answer.block == block.id]
    for place in reversed(range(len(rounds))):
        in_round = of_round(own, rounds, place)
        if any(answer.level or answer.counts for answer in in_round):
            return in_round
    return []


def _expected(hall: Mapping[str, SheetAnswer], place: int, who: Who, seem: Mapping[Who, int]) -> int:
    said = hall.get(f"{EXPECTED}-{place}")
    return int(said.text) if said is not None and said.text.isdecimal() else seem.get(who, 0)


def expected_point(place: int) -> str:
    """The point of the hall that says how many a round (from 0) is of."""
    return f"{EXPECTED}-{place}"


def _stage(hall: Mapping[str, SheetAnswer], area: str, counted: int, rounds: int) -> Stage:
    number = hall[ROUND].number if ROUND in hall else None
    asked = hall[ASKED].number if ASKED in hall else None
    return Stage(
        # Where nobody has said which round it is, it is the one that people answer in.
        min(counted if number is None else int(number), rounds - 1),
        SHOWN in hall and hall[SHOWN].ticked,
        hall[OPENED].text if OPENED in hall else "",
        area,
        int(asked or 0),
        hall[SLICE].text if SLICE in hall else "",
    )


def _round(
    block: Block, who: Who, answers: Iterable[SheetAnswer], signs: Sequence[str], passed: Mapping[Respondent, str],
    expected: int,
) -> Round:  # fmt: skip
    judged: dict[Respondent, set[str]] = {}
    tallies: dict[str, int] = {}
    for answer in answers:
        if answer.counts:
            tallies[answer.point] = tallies.get(answer.point, 0) + sum(answer.counts.values())
        elif answer.level:
            judged.setdefault(answer.respondent, set()).add(answer.point)
    counted = max(tallies.values(), default=0)
    done = {filling for filling, said in judged.items() if said >= set(signs) and passed.get(filling) != BEGUN}
    done |= {filling for filling, how in passed.items() if how == HANDED_ON and filling.who is who}
    all_tallied = min((tallies.get(sign, 0) for sign in signs), default=counted)
    return Round(who, len(done) + all_tallied, len(judged) + counted, expected)


def _said(hall: Mapping[str, SheetAnswer], questions: int) -> dict[str, tuple[str, ...]]:
    """What the hall answered to each follow-up question, by sign."""
    said: dict[str, list[str]] = {}
    for answer in hall.values():
        sign, mark, number = answer.point.rpartition(f"-{QUESTION}")
        if mark and number.isdecimal() and 1 <= int(number) <= questions:
            said.setdefault(sign, [""] * questions)[int(number) - 1] = answer.text
    return {sign: tuple(texts) for sign, texts in said.items()}


def question_point(sign_id: str, place: int) -> str:
    """The point of the hall's answer to a follow-up question (from 0) about a sign."""
    return f"{sign_id}-{QUESTION}{place + 1}"


def distributions(light_: Light) -> tuple[Distribution, ...]:
    """The signs as the walls and papers draw them."""
    return tuple(Distribution(state.sign.id, state.counts) for state in light_.signs)

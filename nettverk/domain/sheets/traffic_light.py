"""A traffic light in use: rounds alone, in pairs and in larger groups, hidden until all are done; then the difference.

Everything is a pure function of the answers. What round the hall is in, whether the answers are shown, and which sign
is talked about are answers of the hall as well: they survive a restart, go in the history, and merge like the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nettverk.domain.sheets.agreement import Agreement, Change, agreement, change, dispersion
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Item, SheetDefinition, Who
from nettverk.domain.sheets.forms_columns import QUESTION
from nettverk.domain.sheets.sums import Distribution, Signs, is_own_sign, signs_of, sum_block

HALL = Respondent(Who.PLENUM)
ROUND, SHOWN, OPENED, AREA = "state-round", "state-shown", "state-opened", "state-area"
"""Points of the hall that say how far it has come: the round (number), whether shown (ticked), the sign, the area."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the hall has come.

    Attributes:
        round: which of the sheet's rounds, from 0.
        opened: the sign that is talked about, or empty.
        area: the only area that is judged, or empty for all.
    """

    round: int = 0
    shown: bool = False
    opened: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One of the rounds.

    Attributes:
        done: how many have judged every sign; begun: how many have judged at least one. Tallies count as done.
    """

    who: Who
    done: int
    begun: int


@dataclass(frozen=True, slots=True)
class SignState:
    """One sign: its counts in the round that is shown, in words, and against last time.

    Attributes:
        said: the answers to each of the follow-up questions, by place.
    """

    sign: Item
    counts: tuple[int, ...]
    agreement: Agreement
    spread: float
    since_last: Change | None
    said: tuple[str, ...]


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


def scale_of(sheet: SheetDefinition) -> Block | None:
    """The block that makes a sheet a traffic light; None where it has none."""
    return next((block for block in sheet.blocks if block.kind is BlockKind.SCALE), None)


def light(sheet: SheetDefinition, answers: Sequence[SheetAnswer], last_time: Sequence[SheetAnswer] = ()) -> Light:
    """How a traffic light stands.

    Args:
        last_time: what was answered the last time the same sheet was used, in any version.

    Raises:
        ValueError: the sheet has no scale.
    """
    block = scale_of(sheet)
    if block is None:
        raise ValueError(f"{sheet.id} has no scale")
    own = [answer for answer in answers if answer.block == block.id]
    stage = _stage(own, len(sheet.rounds))
    judged = [sign for sign in signs_of(block, own) if not stage.area or sign.area in {stage.area, ""}]
    ids = [sign.id for sign in judged]
    rounds = tuple(_round(who, of_round(own, sheet.rounds, place), ids) for place, who in enumerate(sheet.rounds))
    counted = max((place for place, each in enumerate(rounds) if each.begun), default=0)
    now = _counts(block, of_round(own, sheet.rounds, counted), judged)
    before = _counts(block, _last_round(last_time, sheet.rounds, block), judged)
    said = _said(own, len(block.questions))
    signs = [
        SignState(
            sign, now[sign.id], agreement(now[sign.id]), dispersion(now[sign.id]),
            change(before[sign.id], now[sign.id]) if any(before[sign.id]) else None,
            said.get(sign.id, ("",) * len(block.questions)),
        )
        for sign in judged
    ]  # fmt: skip
    if stage.shown:
        signs.sort(key=lambda state: -state.spread)
    return Light(block, stage, rounds, counted, tuple(signs))


def of_round(answers: Iterable[SheetAnswer], rounds: Sequence[Who], place: int) -> list[SheetAnswer]:
    """What was judged in a round, and its tallies: a table's are of those who sit there, the hall's say which round.

    A table may have tallied those who sit there and agreed on a level as well: each counts in its own round.
    """
    found = []
    for answer in answers:
        if is_own_sign(answer):
            found.append(answer)
            continue
        if answer.counts and _tallied(answer, rounds) == place:
            found.append(replace(answer, level=""))
        if answer.level and answer.respondent.who is rounds[place]:
            found.append(replace(answer, counts={}))
    return found


def _tallied(answer: SheetAnswer, rounds: Sequence[Who]) -> int:
    who = answer.respondent
    return min(who.number, len(rounds) - 1) if who.who is Who.PLENUM else 0


def _last_round(answers: Sequence[SheetAnswer], rounds: Sequence[Who], block: Block) -> list[SheetAnswer]:
    own = [answer for answer in answers if answer.block == block.id]
    for place in reversed(range(len(rounds))):
        found = of_round(own, rounds, place)
        if any(answer.level or answer.counts for answer in found):
            return found
    return []


def _stage(answers: Iterable[SheetAnswer], rounds: int) -> Stage:
    hall = {answer.point: answer for answer in answers if answer.respondent.who is Who.PLENUM}
    number = hall[ROUND].number if ROUND in hall else 0
    return Stage(
        min(int(number or 0), rounds - 1),
        SHOWN in hall and hall[SHOWN].ticked,
        hall[OPENED].text if OPENED in hall else "",
        hall[AREA].text if AREA in hall else "",
    )


def _round(who: Who, answers: Iterable[SheetAnswer], signs: Sequence[str]) -> Round:
    judged: dict[Respondent, set[str]] = {}
    tallies: dict[str, int] = {}
    for answer in answers:
        if answer.counts:
            tallies[answer.point] = tallies.get(answer.point, 0) + sum(answer.counts.values())
        elif answer.level:
            judged.setdefault(answer.respondent, set()).add(answer.point)
    counted = max(tallies.values(), default=0)
    done = sum(said >= set(signs) for said in judged.values()) if signs else 0
    return Round(who, done + min((tallies.get(sign, 0) for sign in signs), default=0), len(judged) + counted)


def _counts(block: Block, answers: Sequence[SheetAnswer], signs: Sequence[Item]) -> Mapping[str, tuple[int, ...]]:
    total = sum_block(block, answers)
    assert isinstance(total, Signs)
    found = {row.item_id: row.counts for row in total.signs}
    return {sign.id: found.get(sign.id, (0,) * len(block.levels)) for sign in signs}


def _said(answers: Iterable[SheetAnswer], questions: int) -> dict[str, tuple[str, ...]]:
    """What the hall answered to each follow-up question, by sign."""
    said: dict[str, list[str]] = {}
    for answer in answers:
        sign, mark, number = answer.point.rpartition(f"-{QUESTION}")
        if mark and number.isdecimal() and 1 <= int(number) <= questions and answer.respondent.who is Who.PLENUM:
            said.setdefault(sign, [""] * questions)[int(number) - 1] = answer.text
    return {sign: tuple(texts) for sign, texts in said.items()}


def question_point(sign_id: str, place: int) -> str:
    """The point of the hall's answer to a follow-up question (from 0) about a sign."""
    return f"{sign_id}-{QUESTION}{place + 1}"


def distributions(light_: Light) -> tuple[Distribution, ...]:
    """The signs as the walls and papers draw them."""
    return tuple(Distribution(state.sign.id, state.counts) for state in light_.signs)

"""How the sample was evaluated, and what its network needs, as resources/templates/sample/needs.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.by_source import asks_who
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.traffic_light import scale_of
from nettverk.domain.source_groups import SourceGroup
from nettverk.services import evaluation, gatherings, needs
from nettverk.services.sheets import answers, uses
from nettverk.storage.store import Store

_SHEET = "evaluering-kort"


def add(
    store: Store, script: Mapping[str, Any], made: Mapping[str, str], upcoming: str,
    set_clock: Callable[[date, time], None], today: date,
) -> None:  # fmt: skip
    """Answer the evaluations and write the needs down; inside ``store.change()``.

    Args:
        made: ids of the gatherings, by the name of their file.
        upcoming: id of the gathering that one of the needs is carried to, the day before ``today``.
    """
    for words in script["evaluations"]:
        day = gatherings.get(store, made[words["at"]]).held_on or today
        set_clock(day, time(14, 0))
        _evaluate(store, made[words["at"]], words)
    carried = []
    for words in script["needs"]:
        day = gatherings.get(store, made[words["at"]]).held_on or today
        set_clock(day, time(14, 10))
        sources = [SourceGroup(source) for source in words["sources"]]
        need = needs.add(
            store, made[words["at"]], words["text"], sources=sources,
            evidence=words["evidence"], dots=words["dots"],
        ).made  # fmt: skip
        carried += [need] if words.get("carried") else []
    for need in carried:
        needs.to_plan(store, need, upcoming)


def _evaluate(store: Store, gathering_id: str, words: Mapping[str, Any]) -> None:
    evaluation.ask_here(store, gathering_id, _SHEET)
    use = next(use for use in uses.of_gathering(store, gathering_id) if use.sheet.id == _SHEET)
    block, asked = scale_of(use.sheet), next(block for block in use.sheet.blocks if asks_who(block))
    assert block is not None
    levels = [level.id for level in block.levels]

    def answer(who: Respondent, block_id: str, point: str, *, text: str = "", level: str = "") -> SheetAnswer:
        return SheetAnswer(use.id, use.sheet.version, who, block_id, point, text, level)

    said = [
        replace(answer(Respondent(Who.PLENUM), block.id, sign), counts=dict(zip(levels, counts, strict=True)))
        for sign, counts in words.get("counts", {}).items()
    ]
    people = 0
    for group in words.get("groups", ()):
        each = [_one_by_one(counts, levels, 7 * line) for line, counts in enumerate(group["counts"].values())]
        for chosen in zip(*each, strict=True):
            people += 1
            who = Respondent(Who.ALONE, people)
            said.append(replace(answer(who, asked.id, group["group"]), ticked=True))
            said += [
                answer(who, block.id, sign, level=level) for sign, level in zip(group["counts"], chosen, strict=True)
            ]
    for number, text in enumerate(words["said"], start=1):
        said.append(answer(Respondent(Who.ALONE, number), text["block"], "", text=text["text"]))
    answers.write_all(store, said)


def _one_by_one(counts: Sequence[int], levels: Sequence[str], shift: int) -> list[str]:
    """The level each of a group chose on one line; lines are shifted, so that nobody chooses the same on all."""
    chosen = [level for level, count in zip(levels, counts, strict=True) for _person in range(count)]
    return chosen[shift % len(chosen) :] + chosen[: shift % len(chosen)]

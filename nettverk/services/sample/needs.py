"""How the sample was evaluated, and what its network needs, as resources/templates/sample/needs.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
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
    block = scale_of(use.sheet)
    assert block is not None
    hall = Respondent(Who.PLENUM)
    said = [
        SheetAnswer(
            use.id, use.sheet.version, hall, block.id, sign,
            counts={level.id: count for level, count in zip(block.levels, counts, strict=True)},
        )
        for sign, counts in words["counts"].items()
    ]  # fmt: skip
    for number, answer in enumerate(words["said"], start=1):
        who = Respondent(Who.ALONE, number)
        said.append(SheetAnswer(use.id, use.sheet.version, who, answer["block"], "", answer["text"]))
    answers.write_all(store, said)

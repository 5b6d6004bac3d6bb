"""A unit between gatherings: its learning cycle on the sheet that asks for it, its visits, and reminders to send."""

from __future__ import annotations

from collections.abc import Mapping

from nettverk.domain.between import CycleStep, cycle_line, pairing_line
from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.follow_up import CommitmentStatus, facts
from nettverk.domain.plan import Gathering
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import _, long_date, using
from nettverk.services import follow_up, gatherings, pairings
from nettverk.services.register import register
from nettverk.services.sheets import answers, uses
from nettverk.services.themes import onward
from nettverk.storage.store import Store

SHEET = "laeringssyklus"
STEPS, WHEN = "syklus", "nar"
"""The blocks of the sheet: what was done in each step, and when."""


def cycle_use(store: Store, gathering_id: str) -> SheetUse | None:
    """The sheet where the units of a gathering log their cycle until the next one; None where it is not asked for."""
    used = uses.of_gathering(store, gathering_id)
    return next((use for use in used if not use.simple and use.sheet.id == SHEET), None)


def ask_for_cycles(store: Store, gathering_id: str) -> Changes:
    """Let the units of a gathering log their learning cycle until the next one; once."""
    if cycle_use(store, gathering_id) is not None:
        return NOTHING
    return uses.use_outside(store, SHEET, gathering_id)


def cycles(store: Store, gathering_id: str) -> dict[str, tuple[CycleStep, ...]]:
    """How far each unit that has written anything has come with its cycle, by the unit's id."""
    use = cycle_use(store, gathering_id)
    if use is None:
        return {}
    said: dict[str, dict[tuple[str, str], SheetAnswer]] = {}
    for answer in answers.of_use(store, use.id):
        if answer.respondent.who is Who.UNIT:
            said.setdefault(answer.respondent.unit_id, {})[answer.block, answer.point] = answer
    return {unit_id: _steps(use, points) for unit_id, points in said.items()}


def steps_of(store: Store, gathering_id: str, unit_id: str) -> tuple[CycleStep, ...]:
    """The steps of one unit, empty ones too; none where the cycle is not asked for."""
    use = cycle_use(store, gathering_id)
    if use is None:
        return ()
    return cycles(store, gathering_id).get(unit_id, _steps(use, {}))


def _steps(use: SheetUse, points: Mapping[tuple[str, str], SheetAnswer]) -> tuple[CycleStep, ...]:
    block = use.sheet.block(STEPS)
    text = {key: answer.text for key, answer in points.items()}
    return tuple(
        CycleStep(item.id, item.label, text.get((STEPS, item.id), ""), text.get((WHEN, item.id), ""))
        for item in (block.items if block is not None else ())
    )


def last(store: Store, gathering_id: str) -> str:
    """The id of the gathering before this one in its series, where what was agreed until now was agreed; or empty."""
    earlier = gatherings.series(store, gathering_id)
    return earlier[0].id if earlier else ""


def write_step(
    store: Store, gathering_id: str, unit_id: str, step_id: str, *, text: str | None = None, when: str | None = None
) -> Changes:
    """Keep what a unit did in a step, or when; the sheet is taken into use where it is not yet.

    Raises:
        BadInput: the gathering or the sheet is gone.
    """
    with store.change() as step:
        ask_for_cycles(store, gathering_id)
        use = cycle_use(store, gathering_id)
        assert use is not None
        who = Respondent(Who.UNIT, unit_id=unit_id)
        said = [
            SheetAnswer(use.id, use.sheet.version, who, block, step_id, words)
            for block, words in ((STEPS, text), (WHEN, when))
            if words is not None
        ]
        answers.write_all(store, said)
    return step.changes


def agreed(store: Store, gathering_id: str) -> dict[str, tuple[str, ...]]:
    """Whom each unit visits and who guides whom until the next gathering, a line each."""
    by_unit: dict[str, list[str]] = {}
    for pair in pairings.of_gathering(store, gathering_id):
        for unit_id in (pair.one, pair.other):
            by_unit.setdefault(unit_id, []).append(pairing_line(pair, unit_id))
    return {unit_id: tuple(words) for unit_id, words in by_unit.items()}


def lines(store: Store, gathering_id: str) -> dict[str, tuple[str, ...]]:
    """What each unit has agreed at a gathering until the next one, and how far its cycle has come, as it reads."""
    by_unit = agreed(store, gathering_id)
    for unit_id, steps in cycles(store, gathering_id).items():
        if line := cycle_line(steps):
            by_unit[unit_id] = (*by_unit.get(unit_id, ()), line)
    return by_unit


def reminders(store: Store, gathering_id: str) -> dict[str, str]:
    """A text to paste into a message for each unit that has something to do until next time, in its gathering's
    language: what it promised, whom it visits, and when one meets again."""
    here = gatherings.get(store, gathering_id)
    promised: dict[str, list[str]] = {}
    with using(here.language):
        by_unit = lines(store, gathering_id)
        for commitment in follow_up.commitments(store, gathering_id):
            if commitment.status is CommitmentStatus.OPEN:
                promised.setdefault(commitment.unit_id, []).append(
                    " · ".join(word for word in (commitment.what, facts(commitment)) if word)
                )
        meets = _meets(store, here)
        return {
            unit.id: _reminder(unit.name, here, promised.get(unit.id, []), by_unit.get(unit.id, ()), meets)
            for unit in register.units(store)
            if unit.id in promised or unit.id in by_unit
        }


def _meets(store: Store, here: Gathering) -> str:
    following = onward.coming(store, here.id)
    day = here.next_on or (following.held_on if following else None)
    if day is None:
        return ""
    return _("Vi møtes igjen {day}.").format(day=long_date(day))


def _reminder(
    unit: str, here: Gathering, promised: list[str], until: tuple[str, ...], meets: str
) -> str:  # fmt: skip
    paragraphs = [_("Hei, {unit}!").format(unit=unit), ""]
    if promised:
        paragraphs += [
            _("Dette avtalte dere på «{gathering}»:").format(gathering=here.title),
            *(f"– {line}" for line in promised),
        ]
    if until:
        paragraphs += [_("Til neste gang:"), *(f"– {line}" for line in until)]
    paragraphs += ["", _("Skriv gjerne noen ord om hva dere gjør, ser og lærer underveis.")]
    if meets:
        paragraphs.append(meets)
    return "\n".join(paragraphs)

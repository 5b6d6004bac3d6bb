"""Ways of working inside a part (arbeidsmåter): steps with minutes and what to do, and who does what at the table.

A method is data: it ships as TOML or is made in the municipality. Its words are kept in all three languages, since
the wall and paper speak the gathering's language and the windows the user's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.i18n import language

USUAL_ROUNDS = 3
"""Of a method with rounds, where nobody has made groups for another number."""


@dataclass(frozen=True, slots=True)
class InLanguages:
    """One text in the languages it is written in; bokmål (or the writer's own) always."""

    nb: str
    nn: str = ""
    en: str = ""

    @property
    def here(self) -> str:
        """In the language in force; as it was first written where that lacks it."""
        return {"nn": self.nn, "en": self.en}.get(language(), "") or self.nb


@dataclass(frozen=True, slots=True)
class MethodStep:
    """A step as the method has it.

    Attributes:
        minutes: its share of a part: how long it usually lasts beside the other steps.
        most: no longer than this in a long part (nobody thinks alone for a quarter of an hour), 0 where it may.
        later_hint: from the second round on, where a method goes in rounds; empty: the same.
    """

    title: InLanguages
    hint: InLanguages
    minutes: int
    most: int = 0
    later_hint: InLanguages = InLanguages("")


@dataclass(frozen=True, slots=True)
class MethodRole:
    """A task at the table (ordstyrer, tidtaker, sekretær, kafévert) and what it is."""

    name: InLanguages
    task: InLanguages


@dataclass(frozen=True, slots=True)
class Method:
    """A way of working inside a part.

    Attributes:
        id: stable: ``igp``, or a UUID for one's own.
        source: where it comes from, shown small.
        group_size: people at a table it works best with, 0 for any.
        rounds: talks in rounds with a change of tables between: the first step is the talk, the second the change.
        hosts_stay: somebody stays at the table when the others go on.
        pairs: begins two and two, so that neighbours at the table are told who talks with whom.
        own: made in this municipality.
    """

    id: str
    name: InLanguages
    about: InLanguages
    steps: tuple[MethodStep, ...]
    roles: tuple[MethodRole, ...] = ()
    source: InLanguages = InLanguages("")
    group_size: int = 0
    rounds: bool = False
    hosts_stay: bool = False
    pairs: bool = False
    own: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a method in one language; ``minutes`` is fitted to the part."""

    title: str
    hint: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Role:
    """A task at the table and what it is, in one language."""

    name: str
    task: str


def method_name(method: Method | None) -> str:
    """The user's word for a way of working inside a part; empty for none."""
    return method.name.here if method else ""


def roles(method: Method | None) -> tuple[Role, ...]:
    """Who does what while a method is used; empty where nobody needs a task."""
    return tuple(Role(role.name.here, role.task.here) for role in method.roles) if method else ()


def steps(method: Method | None, minutes: int, rounds: int = USUAL_ROUNDS) -> tuple[Step, ...]:
    """The steps of a method, their minutes adding up to the part's where there is room.

    Args:
        method: None gives no steps.
        minutes: length of the part. Some steps take no longer in a long part; the others have what they leave.
        rounds: of a method that goes in rounds.
    """
    if method is None:
        return ()
    if method.rounds:
        return _in_rounds(method, minutes, rounds)
    lengths = capped(minutes, [step.minutes for step in method.steps], [step.most for step in method.steps])
    return tuple(
        Step(step.title.here, step.hint.here, length) for step, length in zip(method.steps, lengths, strict=True)
    )


def _in_rounds(method: Method, minutes: int, rounds: int) -> tuple[Step, ...]:
    """Rounds of the first step's length with the second's to change tables, shorter where the part is."""
    talk, change = method.steps[0], method.steps[1]
    # In a short part the talking is what must not be cut.
    move = change.minutes if minutes >= rounds * 8 else 1
    longest = talk.most or minutes
    length = max(1, min(longest, (minutes - move * (rounds - 1)) // rounds))
    sequence: list[Step] = []
    for number in range(1, rounds + 1):
        hint = talk.hint if number == 1 or not talk.later_hint.here else talk.later_hint
        sequence.append(Step(talk.title.here.replace("{number}", str(number)), hint.here, length))
        if number < rounds:
            sequence.append(Step(change.title.here, change.hint.here, move))
    return tuple(sequence)


def capped(minutes: int, weights: Sequence[int], most: Sequence[int]) -> list[int]:
    """As ``spread``, no step longer than its most (0: no limit); what they leave is spread over the others."""
    lengths = spread(minutes, weights)
    held = {i: cap for i, (length, cap) in enumerate(zip(lengths, most, strict=True)) if cap and length > cap}
    free = [i for i in range(len(weights)) if i not in held]
    if not held or not free:
        return lengths
    # What is spread over the rest may bring one of these over its own most, so the same is done again.
    rest = capped(minutes - sum(held.values()), [weights[i] for i in free], [most[i] for i in free])
    given = dict(zip(free, rest, strict=True)) | held
    return [given[i] for i in range(len(weights))]


def spread(minutes: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes by weight, at least one each, adding up to ``minutes`` where that is possible."""
    if not weights:
        return []
    total = sum(weights)
    # Rounded one by one the minutes do not add up; the longest step takes the difference, where it is felt least.
    lengths = [max(1, round(minutes * weight / total)) for weight in weights]
    while sum(lengths) != minutes and (sum(lengths) < minutes or max(lengths) > 1):
        longest = max(range(len(lengths)), key=lambda i: lengths[i])
        lengths[longest] += 1 if sum(lengths) < minutes else -1
    return lengths

"""Ways of working inside a part: steps with minutes and what to do, and who does what at the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.plan import Method
from nettverk.i18n import _


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a method; ``minutes`` is fitted to the part."""

    title: str
    hint: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Role:
    """A task at the table (ordstyrer, tidtaker, sekretær, kafévert) and what it is."""

    name: str
    task: str


def roles(method: Method) -> tuple[Role, ...]:
    """Who does what while a method is used; empty where nobody needs a task."""
    chair = Role(_("Ordstyrer"), _("gir ordet, så alle får sagt sitt"))
    keeper = Role(_("Tidtaker"), _("passer tida for gruppa"))
    secretary = Role(_("Sekretær"), _("skriver på arket"))
    host = Role(_("Kafévert"), _("blir ved bordet og tar imot de neste"))
    return {
        Method.NONE: (),
        Method.IGP: (chair, keeper, secretary),
        Method.ONE_TWO_FOUR_ALL: (keeper, secretary),
        Method.DIALOGUE_CAFE: (host, keeper),
        Method.ONE_POINT_EACH: (chair, secretary),
    }[method]


def steps(method: Method, minutes: int, rounds: int = 3) -> tuple[Step, ...]:
    """The steps of a method, their minutes adding up to the part's where there is room.

    Args:
        method: NONE gives no steps.
        minutes: length of the part. Some steps take no longer in a long part (nobody thinks alone for a quarter of an
            hour); the others have what they leave.
        rounds: rounds of a dialogue café.
    """
    if method == Method.DIALOGUE_CAFE:
        return _cafe(minutes, rounds)
    shapes: dict[Method, tuple[tuple[str, str, int, int], ...]] = {
        Method.NONE: (),
        Method.IGP: (
            (_("Tenk alene"), _("skriv stikkord"), 2, 5),
            (_("Del i gruppa"), _("en etter en, så samtale"), 6, 0),
            (_("Del i plenum"), _("ett poeng fra hvert bord"), 2, 15),
        ),
        Method.ONE_TWO_FOUR_ALL: (
            (_("Alene"), _("hva tenker du?"), 1, 4),
            (_("To og to"), _("del med den ved siden av"), 2, 8),
            (_("Fire og fire"), _("hva er likt, hva er ulikt?"), 4, 0),
            (_("Alle"), _("det viktigste fra hver gruppe"), 5, 20),
        ),
        Method.ONE_POINT_EACH: (
            (_("Tenk alene"), _("velg ett poeng"), 1, 4),
            (_("Runde rundt bordet"), _("ett poeng hver, ingen kommentarer"), 3, 20),
            (_("Samtale"), _("sekretæren skriver på arket"), 3, 0),
        ),
    }
    shape = shapes[method]
    lengths = capped(minutes, [weight for _title, _hint, weight, _most in shape], [most for *_other, most in shape])
    return tuple(Step(title, hint, length) for (title, hint, *_w), length in zip(shape, lengths, strict=True))


def _cafe(minutes: int, rounds: int) -> tuple[Step, ...]:
    """Rounds of 12 minutes with 2 to change tables, shorter where the part is."""
    # In a short part the talking is what must not be cut.
    change = 2 if minutes >= rounds * 8 else 1
    talk = max(1, min(12, (minutes - change * (rounds - 1)) // rounds))
    sequence: list[Step] = []
    for number in range(1, rounds + 1):
        hint = (
            _("kaféverten sier hva dere skal snakke om") if number == 1 else _("kaféverten sier hva de forrige kom til")
        )
        sequence.append(Step(_("Runde {number}").format(number=number), hint, talk))
        if number < rounds:
            sequence.append(Step(_("Bytt bord"), _("kaféverten blir, de andre går videre"), change))
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

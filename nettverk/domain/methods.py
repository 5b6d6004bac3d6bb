"""Ways of working inside a part: steps with minutes and what to do, and who does what at the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def roles(method: str) -> tuple[Role, ...]:
    """Who does what while a method is used; empty where nobody needs a task."""
    chair = Role(_("Ordstyrer"), _("gir ordet, så alle får sagt sitt"))
    keeper = Role(_("Tidtaker"), _("passer tida for gruppa"))
    secretary = Role(_("Sekretær"), _("skriver på arket"))
    host = Role(_("Kafévert"), _("blir ved bordet og tar imot de neste"))
    return {
        "": (),
        "igp": (chair, keeper, secretary),
        "one_two_four_all": (keeper, secretary),
        "dialogue_cafe": (host, keeper),
        "one_point_each": (chair, secretary),
    }[method]


def steps(method: str, minutes: int, rounds: int = 3) -> tuple[Step, ...]:
    """The steps of a method, their minutes adding up to the part's where there is room.

    Args:
        method: key of the method; empty gives no steps.
        minutes: length of the part. Some steps take no longer in a long part (nobody thinks alone for a quarter of an
            hour); the others have what they leave.
        rounds: rounds of a dialogue café.
    """
    if method == "dialogue_cafe":
        return _cafe(minutes, rounds)
    shapes: dict[str, tuple[tuple[str, str, int, int], ...]] = {
        "": (),
        "igp": (
            (_("Tenk alene"), _("skriv stikkord"), 2, 5),
            (_("Del i gruppa"), _("en etter en, så samtale"), 6, 0),
            (_("Del i plenum"), _("ett poeng fra hvert bord"), 2, 15),
        ),
        "one_two_four_all": (
            (_("Alene"), _("hva tenker du?"), 1, 4),
            (_("To og to"), _("del med den ved siden av"), 2, 8),
            (_("Fire og fire"), _("hva er likt, hva er ulikt?"), 4, 0),
            (_("Alle"), _("det viktigste fra hver gruppe"), 5, 20),
        ),
        "one_point_each": (
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
    change = 2 if minutes >= rounds * 8 else 1
    talk = max(1, min(12, (minutes - change * (rounds - 1)) // rounds))
    found: list[Step] = []
    for number in range(1, rounds + 1):
        hint = (
            _("kaféverten sier hva dere skal snakke om") if number == 1 else _("kaféverten sier hva de forrige kom til")
        )
        found.append(Step(_("Runde {number}").format(number=number), hint, talk))
        if number < rounds:
            found.append(Step(_("Bytt bord"), _("kaféverten blir, de andre går videre"), change))
    return tuple(found)


def capped(minutes: int, weights: Sequence[int], most: Sequence[int]) -> list[int]:
    """As ``spread``, no step longer than its most (0: no limit); what they leave is spread over the others."""
    lengths = spread(minutes, weights)
    held = {i: cap for i, (length, cap) in enumerate(zip(lengths, most, strict=True)) if cap and length > cap}
    free = [i for i in range(len(weights)) if i not in held]
    if not held or not free:
        return lengths
    rest = capped(minutes - sum(held.values()), [weights[i] for i in free], [most[i] for i in free])
    given = dict(zip(free, rest, strict=True)) | held
    return [given[i] for i in range(len(weights))]


def spread(minutes: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes by weight, at least one each, adding up to ``minutes`` where that is possible."""
    if not weights:
        return []
    total = sum(weights)
    lengths = [max(1, round(minutes * weight / total)) for weight in weights]
    while sum(lengths) != minutes and (sum(lengths) < minutes or max(lengths) > 1):
        longest = max(range(len(lengths)), key=lambda i: lengths[i])
        lengths[longest] += 1 if sum(lengths) < minutes else -1
    return lengths

"""What frames a school year: who has had which training, what is asked of the partner, and what it costs. No names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.sheets.told import HIDDEN, Numbers, Told, steady
from nettverk.i18n import _

MOST_KRONER = 100_000_000
MOST_PEOPLE = 10_000


class Training(StrEnum):
    """What people are trained in; the values are what the database holds."""

    BTI = "bti"
    CLASS_TODDLER = "class_toddler"
    CLASS_PRE_K = "class_pre_k"
    CLASS_UE = "class_ue"
    CLASS_S = "class_s"


class RequestState(StrEnum):
    """How far a request to the university partner has come; the values are what the database holds."""

    WISHED = "wished"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class CostKind(StrEnum):
    """What money was spent on; the values are what the database holds."""

    ROOM = "room"
    FOOD = "food"
    SPEAKER = "speaker"
    TRAVEL = "travel"
    MATERIAL = "material"
    OTHER = "other"


class PaidBy(StrEnum):
    """Who has paid; the values are what the database holds. The grant is shared half and half."""

    MUNICIPALITY = "municipality"
    UNIVERSITY = "university"


@dataclass(frozen=True, slots=True)
class TrainingCount:
    """How many of a unit should have a training, and how many have it."""

    id: str
    unit_id: str
    unit: str
    training: Training
    people: int
    trained: int
    counted_on: date

    @property
    def lacking(self) -> int:
        """How many it is still to reach."""
        return self.people - self.trained


@dataclass(frozen=True, slots=True)
class PartnerRequest:
    """Something the networks ask the university partner for.

    Attributes:
        wanted_on: when; None where nobody has said.
        who: whom we ask for: a role, a field, or a name.
    """

    id: str
    theme: str
    wanted_on: date | None = None
    who: str = ""
    network_id: str | None = None
    network: str = ""
    state: RequestState = RequestState.WISHED
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """Money spent, in whole kroner.

    Attributes:
        heads: how many came to its gathering (or are on its list while nobody is ticked off); None without one.
    """

    id: str
    kind: CostKind
    what: str
    amount: int
    paid_by: PaidBy
    spent_on: date
    gathering_id: str | None = None
    gathering: str = ""
    heads: int | None = None

    @property
    def each(self) -> int | None:
        """Kroner for each who came, rounded; None where there is nobody to share between."""
        return round(self.amount / self.heads) if self.heads else None


@dataclass(frozen=True, slots=True)
class Costs:
    """A year's costs, and how they are shared."""

    municipality: int = 0
    university: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.municipality + self.university

    @property
    def over_half(self) -> tuple[PaidBy, int] | None:
        """Who has paid more than half, and what the other owes them for both to have paid the same; None where even."""
        more = self.municipality - self.university
        if abs(more) < 2:
            return None
        return (PaidBy.MUNICIPALITY if more > 0 else PaidBy.UNIVERSITY), abs(more) // 2


@dataclass(frozen=True, slots=True)
class TrainingTold:
    """What may be told of a training outside the house.

    Attributes:
        units: how many units have been counted; ``without`` how many of them have nobody who has it.
        trained: people who have it, five or more.
        people: who should have it; None where fewer than five lack it.
    """

    training: Training
    units: int
    without: int
    trained: int
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What frames a school year, as a report may tell it."""

    training: tuple[TrainingTold, ...] = ()
    requests: tuple[PartnerRequest, ...] = ()
    costs: Costs = Costs()

    @property
    def empty(self) -> bool:
        """Whether there is nothing of it."""
        return not (self.training or self.requests or self.costs.total)


NO_FRAME = Frame()


def shared(lines: Iterable[CostLine]) -> Costs:
    """What each side has paid."""
    paid = dict.fromkeys(PaidBy, 0)
    for line in lines:
        paid[line.paid_by] += line.amount
    return Costs(paid[PaidBy.MUNICIPALITY], paid[PaidBy.UNIVERSITY])


def told(counts: Iterable[TrainingCount], before: Told | None = None) -> tuple[TrainingTold, ...]:
    """What may be told of training, all units together; of no unit is it told how many, only how many have nobody.

    What fewer than five have is left out as if nobody had counted it. The units are one class here as in
    ``reports.small_counts``: with two sums of different units, the difference would tell of the others. Where too few
    have come to since it was told last, a training stands as it was told.

    Args:
        before: what has been told in reports.
    """
    ledger = before or Told()
    all_of_them = tuple(counts)
    courses = []
    for training in Training:
        here = [course for course in all_of_them if course.training is training]
        trained, people = sum(course.trained for course in here), sum(course.people for course in here)
        if trained < LEAST:
            continue
        enough = people - trained >= LEAST  # none lacking is hidden as one to four are
        without = sum(not course.trained for course in here)
        now = (trained, people if enough else HIDDEN, people - trained if enough else HIDDEN)
        key = f"training:{training}"
        told_before = ledger.before(key)
        # How many units there are is no count of people: it follows whichever figures stand.
        figures: Numbers = (*now, len(here), without)
        if steady(now, [course[:3] for course in told_before]) != now:
            figures = told_before[-1]
        figures = ledger.tell(key, figures)
        whole = figures[1] if figures[1] != HIDDEN else None
        courses.append(TrainingTold(training, figures[3], figures[4], figures[0], whole))
    return tuple(courses)


def training_name(training: Training) -> str:
    """What a training is called."""
    return {
        Training.BTI: _("BTI"),
        Training.CLASS_TODDLER: _("CLASS Toddler"),
        Training.CLASS_PRE_K: _("CLASS Pre-K"),
        Training.CLASS_UE: _("CLASS UE"),
        Training.CLASS_S: _("CLASS S"),
    }[training]


def request_state_name(state: RequestState) -> str:
    """The user's word for how far a request has come."""
    return {
        RequestState.WISHED: _("Ønsket"),
        RequestState.ASKED: _("Spurt"),
        RequestState.AGREED: _("Avtalt"),
        RequestState.DECLINED: _("Takket nei"),
    }[state]


def cost_name(kind: CostKind) -> str:
    """The user's word for what money was spent on."""
    return {
        CostKind.ROOM: _("lokaler"),
        CostKind.FOOD: _("bevertning"),
        CostKind.SPEAKER: _("foredragsholder"),
        CostKind.TRAVEL: _("reise"),
        CostKind.MATERIAL: _("materiell"),
        CostKind.OTHER: _("annet"),
    }[kind]


def payer_name(payer: PaidBy) -> str:
    """The user's word for who has paid."""
    return {PaidBy.MUNICIPALITY: _("kommunen"), PaidBy.UNIVERSITY: _("universitetet")}[payer]


def kroner(amount: int) -> str:
    """«12 500 kr»."""
    from nettverk.i18n import number

    return _("{amount} kr").format(amount=number(amount))


def share_words(costs: Costs) -> str:
    """«Kommunen har betalt 4 000 kr mer enn halvparten», or that both have paid the same; empty where nothing is."""
    if not costs.total:
        return ""
    over = costs.over_half
    if over is None:
        return _("Kommunen og universitetet har betalt halvparten hver.")
    if over[0] is PaidBy.MUNICIPALITY:
        return _("Kommunen har betalt {amount} mer enn halvparten.").format(amount=kroner(over[1]))
    return _("Universitetet har betalt {amount} mer enn halvparten.").format(amount=kroner(over[1]))

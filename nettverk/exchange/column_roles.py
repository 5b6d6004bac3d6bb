"""Which column is what: titles and content weighed together, each column with one role and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from nettverk.domain.participant_lists import (
    DISTRICT,
    EMAIL,
    FAMILY_NAME,
    GIVEN_NAME,
    NAME,
    ROLE,
    SERVICE,
    UNIT,
    Column,
)
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import Content, describe
from nettverk.exchange.headers import EXACT, HINT, IGNORED, LONG, header_key, header_role, is_forms_own
from nettverk.exchange.xlsx_sheets import letter_of
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_HEADER_ONLY = (GIVEN_NAME, FAMILY_NAME, SERVICE, DISTRICT)
# Ties go to whoever stands first: an organiser's own question weighs a little more than Forms' own column.
_OWN_QUESTION = 0.3


@dataclass(slots=True)
class _Seen:
    """A column being weighed."""

    index: int
    header: str
    told: str | None
    weight: float
    cells: tuple[str, ...]
    content: Content
    role: str | None = None
    score: float = 0.0

    def weigh(self, role: str) -> float:
        """How well the column fits a role; 0 when it does not."""
        told = self.weight if self.told == role else 0.0
        seen = self.content
        if seen.filled and max(seen.anonymous, seen.numbers) > 0.6:
            return 0.0
        if role != EMAIL and seen.emails > 0.5:
            return 0.0
        own = 0.0 if is_forms_own(self.header) else _OWN_QUESTION
        if role == NAME:
            return self._weigh_name(told, own)
        if role == EMAIL:
            fits = seen.emails >= 0.5 or (told and (not seen.filled or seen.emails >= 0.2))
            return told + 1.2 * seen.emails + own if fits else 0.0
        if role == UNIT:
            return told + seen.units if told or (self.told is None and seen.units >= 0.5 and seen.roles < 0.5) else 0.0
        if role == ROLE:
            return told + seen.roles if told or (self.told is None and seen.roles >= 0.5) else 0.0
        return told if role in _HEADER_ONLY else 0.0

    def _weigh_name(self, told: float, own: float) -> float:
        seen = self.content
        if told:
            # «Person 17» is no name we know the look of, but under «Navn» it is one all the same.
            fits = not seen.filled or told == EXACT or seen.names + seen.single_words >= 0.3 or seen.short >= 0.8
            return told + 1.2 * seen.names + own if fits else 0.0
        if self.told is None and seen.names >= 0.7 and seen.distinct >= 0.5:
            return 1.2 * seen.names
        return 0.0

    def why(self) -> tuple[float, str]:
        """Confidence and reason for the role it got."""
        told = self.weight if self.told == self.role else 0.0
        seen, kind = self._evidence()
        confidence = round(1 - (1 - 0.85 * told) * (1 - 0.85 * seen), 2)
        if told and seen >= 0.5:
            return confidence, _("overskrift og innhold")
        return confidence, _("overskriften") if told else kind

    def _evidence(self) -> tuple[float, str]:
        seen = self.content
        if self.role in {NAME, GIVEN_NAME, FAMILY_NAME}:
            return max(seen.names, seen.single_words), _("innholdet ser ut som navn")
        if self.role == EMAIL:
            return seen.emails, _("innholdet er e-postadresser")
        if self.role in {UNIT, SERVICE}:
            return seen.units, _("innholdet ser ut som enheter")
        if self.role == ROLE:
            return seen.roles, _("innholdet ser ut som roller")
        return 0.0, ""

    def why_not(self) -> str:
        """Why a column that one might have expected to be used is not."""
        if self.content.anonymous > 0.5:
            return _("svarene er anonyme")
        if self.told == IGNORED:
            return _("trengs ikke")
        if self.told is not None:
            return _("en annen kolonne passer bedre")
        return ""


def assign(
    titles: Sequence[str], rows: Sequence[tuple[str, ...]], width: int, known_units: Collection[str]
) -> tuple[Column, ...]:
    """Every column with the role it most likely has; `titles` is empty for a list without a header."""
    seen = [_look(index, titles[index] if index < len(titles) else "", rows, known_units) for index in range(width)]
    for role in (EMAIL, NAME, GIVEN_NAME, FAMILY_NAME, UNIT, SERVICE, ROLE, DISTRICT):
        free = [column for column in seen if column.role is None]
        best = max(free, key=lambda column: column.weigh(role), default=None)
        if best is not None and best.weigh(role) > 0:
            best.role = role
    _settle_names(seen, has_titles=any(titles))
    _add_more_names(seen)
    _settle_units(seen)
    return tuple(_column(column) for column in seen)


def _look(index: int, title: str, rows: Sequence[tuple[str, ...]], known_units: Collection[str]) -> _Seen:
    cells = tuple(cells[index] if index < len(cells) else "" for cells in rows)
    told, weight = header_role(title)
    return _Seen(index, title, told, weight, cells, describe(cells, known_units))


def _with(seen: list[_Seen], role: str) -> _Seen | None:
    return next((column for column in seen if column.role == role), None)


def _settle_names(seen: list[_Seen], *, has_titles: bool) -> None:
    """One way of naming: either a whole name, or given and family name apart."""
    name, given, family = _with(seen, NAME), _with(seen, GIVEN_NAME), _with(seen, FAMILY_NAME)
    if given and family:
        if name:
            name.role = None
    elif name and family:
        if name.content.names < 0.4 or (name.content.single_words > name.content.names):
            name.role = GIVEN_NAME  # «Navn» beside «Etternavn» is the given name
        else:
            family.role = None
    elif name and given:
        given.role = None
    elif given and not name:
        given.role = NAME  # «Fornavn» alone: the whole name stands there, or it is all we get
    elif family and not name:
        family.role = NAME
    elif not name and not has_titles:
        _find_two_name_columns(seen)


def _add_more_names(seen: list[_Seen]) -> None:
    """One answer for several people: «Navn på deltaker 1», «Navn på deltaker 2» …"""
    name = _with(seen, NAME)
    if name is None or name.told != NAME or is_forms_own(name.header):
        return
    for other in seen:
        alike = other.told == NAME and header_key(other.header) == header_key(name.header)
        if other.role is None and alike and not is_forms_own(other.header) and other.weigh(NAME):
            other.role = NAME


def _find_two_name_columns(seen: list[_Seen]) -> None:
    for left, right in pairwise(seen):
        both = (left.content, right.content)
        if all(c.filled and c.single_words + c.names >= 0.8 and c.units < 0.3 and c.distinct >= 0.4 for c in both):
            left.role, right.role = GIVEN_NAME, FAMILY_NAME
            return


def _settle_units(seen: list[_Seen]) -> None:
    unit, service = _with(seen, UNIT), _with(seen, SERVICE)
    if service and unit is None and _names_places(service.content.samples):
        service.role, unit = UNIT, service  # «Tjeneste» over «Lund barnehage», «Oddernes skole»
    if unit is None:
        return
    # A form that branches asks each service in a column of its own: «Hvilken barnehage …», «Hvilken skole …».
    for other in seen:
        if other.role is None and other.told == UNIT and other.weight >= LONG and other.weigh(UNIT):
            taken = [column for column in seen if column.role == UNIT]
            both = sum(
                bool(cell.strip()) and any(column.cells[i].strip() for column in taken)
                for i, cell in enumerate(other.cells)
            )
            if other.content.filled and both <= 0.05 * other.content.filled:
                other.role = UNIT


def _names_places(samples: Sequence[str]) -> bool:
    return sum(len(sample.split()) > 1 and service_of(sample) != "other" for sample in samples) * 2 > len(samples)


def _column(seen: _Seen) -> Column:
    confidence, why = seen.why() if seen.role else (0.0, seen.why_not())
    return Column(seen.index, letter_of(seen.index), seen.header, seen.role, confidence, why, seen.content.samples)


def header_score(cells: Sequence[str]) -> float:
    """How much a row looks like the header of a participant list; 0 when it cannot be one."""
    roles: dict[str, float] = {}
    against = 0.0
    for cell in cells:
        if not cell.strip():
            continue
        if "@" in cell or cell.strip().isdigit():
            against += 1.0
        role, weight = header_role(cell[:400])
        if role is not None and weight >= HINT:
            key = cell if role == IGNORED else role
            roles[key] = max(roles.get(key, 0.0), weight * (0.4 if role == IGNORED else 1.0))
    people = {NAME, GIVEN_NAME, FAMILY_NAME, EMAIL} & roles.keys()
    others = roles.keys() & {UNIT, SERVICE, ROLE, DISTRICT}
    if not people and len(others) < 2:
        return 0.0
    return max(sum(roles.values()) - against, 0.0)

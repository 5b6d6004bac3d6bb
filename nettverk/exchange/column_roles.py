"""Which column is what: titles and content weighed together, each column with one role and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from nettverk.domain.participant_lists import Column
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import Content, describe, named_by_address
from nettverk.exchange.headers import EXACT, HINT, IGNORED, LONG, Unwanted, header_key, header_role, is_forms_own
from nettverk.exchange.list_hours import part_of_day, says_whole_day
from nettverk.exchange.list_replies import Reply, reply_of
from nettverk.exchange.xlsx_sheets import letter_of
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# What is asked beside who one is; each has its own look at the answers.
_BESIDE = (Role.COMES, Role.HOURS, Role.FOOD, Role.PRESENTS)
_HEADER_ONLY = (Role.GIVEN_NAME, Role.FAMILY_NAME, Role.SERVICE, Role.DISTRICT)
# Ties go to whoever stands first: an organiser's own question weighs a little more than Forms' own column.
_OWN_QUESTION = 0.3


@dataclass(slots=True)
class _Seen:
    """A column while its role is being found.

    Attributes:
        title_role, weight: what its title says it is, and how surely (0–1).
        cells, content: what stands below the title, and what that looks like.
        alone: it is the only column of the sheet.
        role, score: what it has been taken for so far.
    """

    index: int
    header: str
    title_role: Role | Unwanted | None
    weight: float
    cells: tuple[str, ...]
    content: Content
    alone: bool = False
    role: Role | None = None
    score: float = 0.0

    def weigh(self, role: Role) -> float:
        """How well the column fits a role; 0 when it does not."""
        by_title = self.weight if self.title_role == role else 0.0
        seen = self.content
        if role in _BESIDE:
            return by_title + self._answers_clearly(role) if by_title and self._answers(role) else 0.0
        # Whatever its title, a column of numbers, dates or «anonymous» names nobody.
        if seen.filled and max(seen.anonymous, seen.numbers) > 0.6:
            return 0.0
        if role != Role.EMAIL and seen.emails > 0.5:
            return 0.0
        own = 0.0 if is_forms_own(self.header) else _OWN_QUESTION
        if role == Role.NAME:
            return self._weigh_name(by_title, own)
        if role == Role.EMAIL:
            fits = seen.emails >= 0.5 or (by_title and (not seen.filled or seen.emails >= 0.2))
            return by_title + 1.2 * seen.emails + own if fits else 0.0
        if role == Role.UNIT:
            return (
                by_title + seen.units
                if by_title or (self.title_role is None and seen.units >= 0.5 and seen.roles < 0.5)
                else 0.0
            )
        if role == Role.ROLE:
            return by_title + seen.roles if by_title or (self.title_role is None and seen.roles >= 0.5) else 0.0
        return by_title if role in _HEADER_ONLY else 0.0

    def _weigh_name(self, by_title: float, own: float) -> float:
        seen = self.content
        if by_title:
            # «Person 17» is no name we know the look of, but under «Navn» it is one all the same.
            fits = not seen.filled or by_title == EXACT or seen.names + seen.single_words >= 0.3 or seen.short >= 0.8
            return by_title + 1.2 * seen.names + own if fits else 0.0
        if self.title_role is None and seen.distinct >= 0.5:
            # A list of one column has its units as headings among the names.
            others = seen.names / (1 - seen.units) if self.alone and seen.units < 0.6 else seen.names
            return 1.2 * seen.names if others >= 0.7 else 0.0
        return 0.0

    def _answers(self, role: Role) -> bool:
        """Whether the cells answer what the title asks; a column of places under «Svar» does not say who comes."""
        cells = [cell for cell in self.cells[:300] if cell.strip()]
        if role is Role.COMES:
            return bool(cells) and 2 * sum(reply_of(cell) is not None for cell in cells) >= len(cells)
        if role is Role.HOURS:
            fits = sum(
                reply_of(cell) is not None or part_of_day(cell, asked=True) is not None or says_whole_day(cell)
                for cell in cells
            )
            return bool(cells) and 2 * fits >= len(cells)
        return True

    def _answers_clearly(self, role: Role) -> float:
        """A little more for a column in which somebody says no or maybe: «Svar» rather than «Oppmøte: Obligatorisk»."""
        if role is not Role.COMES:
            return 0.0
        return 0.1 if any(reply_of(cell) in {Reply.NO, Reply.MAYBE} for cell in self.cells[:300]) else 0.0

    def why(self) -> tuple[float, str]:
        """Confidence and reason for the role it got."""
        by_title = self.weight if self.title_role == self.role else 0.0
        seen, kind = self._evidence()
        # Title and content are taken as two witnesses: it is wrong only where both are.
        confidence = round(1 - (1 - 0.85 * by_title) * (1 - 0.85 * seen), 2)
        if by_title and seen >= 0.5:
            return confidence, _("overskrift og innhold")
        return confidence, _("overskriften") if by_title else kind

    def _evidence(self) -> tuple[float, str]:
        seen = self.content
        if self.role in {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME}:
            return max(seen.names, seen.single_words), _("innholdet ser ut som navn")
        if self.role == Role.EMAIL:
            return seen.emails, _("innholdet er e-postadresser")
        if self.role in {Role.UNIT, Role.SERVICE}:
            return seen.units, _("innholdet ser ut som enheter")
        if self.role == Role.ROLE:
            return seen.roles, _("innholdet ser ut som roller")
        return 0.0, ""

    def why_not(self) -> str:
        """Why a column that one might have expected to be used is not."""
        if self.content.anonymous > 0.5:
            return _("svarene er anonyme")
        if self.title_role == IGNORED:
            return _("trengs ikke")
        if self.title_role is not None:
            return _("en annen kolonne passer bedre")
        return ""


def assign(
    titles: Sequence[str], rows: Sequence[tuple[str, ...]], width: int, known_units: Collection[str]
) -> tuple[Column, ...]:
    """Every column with the role it most likely has; `titles` is empty for a list without a header."""
    seen = [_look(index, titles[index] if index < len(titles) else "", rows, known_units) for index in range(width)]
    for column in seen:
        column.alone = width == 1
    for role in (
        Role.EMAIL,
        Role.NAME,
        Role.GIVEN_NAME,
        Role.FAMILY_NAME,
        Role.UNIT,
        Role.SERVICE,
        Role.ROLE,
        Role.DISTRICT,
        *_BESIDE,
    ):
        free = [column for column in seen if column.role is None]
        best = max(free, key=lambda column: column.weigh(role), default=None)
        if best is not None and best.weigh(role) > 0:
            best.role = role
    _settle_names(seen, has_titles=any(titles))
    _settle_addresses(seen)
    _add_more_names(seen)
    if not any(titles):
        _add_names_beside(seen)
    _settle_units(seen)
    return tuple(_column(column) for column in seen)


def _look(index: int, title: str, rows: Sequence[tuple[str, ...]], known_units: Collection[str]) -> _Seen:
    cells = tuple(cells[index] if index < len(cells) else "" for cells in rows)
    title_role, weight = header_role(title)
    return _Seen(index, title, title_role, weight, cells, describe(cells, known_units))


def _with(seen: list[_Seen], role: Role) -> _Seen | None:
    return next((column for column in seen if column.role == role), None)


def _settle_names(seen: list[_Seen], *, has_titles: bool) -> None:
    """One way of naming: either a whole name, or given and family name apart."""
    name, given, family = (
        _with(seen, Role.NAME),
        _with(seen, Role.GIVEN_NAME),
        _with(seen, Role.FAMILY_NAME),
    )
    if given and family:
        if name:
            name.role = None
    elif name and family:
        if name.content.names < 0.4 or (name.content.single_words > name.content.names):
            name.role = Role.GIVEN_NAME  # «Navn» beside «Etternavn» is the given name
        else:
            family.role = None
    elif name and given:
        given.role = None
    elif given and not name:
        given.role = Role.NAME  # «Fornavn» alone: the whole name stands there, or it is all we get
    elif family and not name:
        family.role = Role.NAME
    elif not name and not has_titles:
        _find_two_name_columns(seen)


def _add_names_beside(seen: list[_Seen]) -> None:
    """A table without titles that has each unit once, and its people beside it."""
    name, unit = _with(seen, Role.NAME), _with(seen, Role.UNIT)
    if name is None or unit is None or unit.index > name.index or unit.content.distinct < 1:
        return
    for other in seen:
        if other.role is None and other.index > name.index and other.content.names >= 0.7:
            other.role = Role.NAME


def _settle_addresses(seen: list[_Seen]) -> None:
    """A list of nothing but addresses has its names in them: «kari.nordmann@k.no»."""
    email = _with(seen, Role.EMAIL)
    if email is None or any(_with(seen, role) for role in (Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME)):
        return
    cells = [cell for cell in email.cells[:300] if cell.strip()]
    if 2 * sum(named_by_address(cell) is not None for cell in cells) >= max(1, len(cells)):
        email.role = Role.NAME


def _add_more_names(seen: list[_Seen]) -> None:
    """One answer for several people: «Navn på deltaker 1», «Navn på deltaker 2» …"""
    name = _with(seen, Role.NAME)
    if name is None or name.title_role != Role.NAME or is_forms_own(name.header):
        return
    for other in seen:
        alike = other.title_role == Role.NAME and header_key(other.header) == header_key(name.header)
        if other.role is None and alike and not is_forms_own(other.header) and other.weigh(Role.NAME):
            other.role = Role.NAME


def _find_two_name_columns(seen: list[_Seen]) -> None:
    for left, right in pairwise(seen):
        both = (left.content, right.content)
        if all(c.filled and c.single_words + c.names >= 0.8 and c.units < 0.3 and c.distinct >= 0.4 for c in both):
            left.role, right.role = Role.GIVEN_NAME, Role.FAMILY_NAME
            return


def _settle_units(seen: list[_Seen]) -> None:
    unit, service = _with(seen, Role.UNIT), _with(seen, Role.SERVICE)
    if service and unit is None and _names_places(service.content.samples):
        service.role, unit = Role.UNIT, service  # «Tjeneste» over «Lund barnehage», «Oddernes skole»
    if unit is None:
        return
    # A form that branches asks each service in a column of its own: «Hvilken barnehage …», «Hvilken skole …».
    for other in seen:
        if other.role is None and other.title_role == Role.UNIT and other.weight >= LONG and other.weigh(Role.UNIT):
            taken = [column for column in seen if column.role == Role.UNIT]
            both = sum(
                bool(cell.strip()) and any(column.cells[i].strip() for column in taken)
                for i, cell in enumerate(other.cells)
            )
            if other.content.filled and both <= 0.05 * other.content.filled:
                other.role = Role.UNIT


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
            beside = role == IGNORED or role in _BESIDE
            key = cell if beside else str(role)
            roles[key] = max(roles.get(key, 0.0), weight * (0.4 if beside else 1.0))
    people = {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME, Role.EMAIL} & roles.keys()
    others = roles.keys() & {Role.UNIT, Role.SERVICE, Role.ROLE, Role.DISTRICT}
    if not people and len(others) < 2:
        return 0.0
    return max(sum(roles.values()) - against, 0.0)

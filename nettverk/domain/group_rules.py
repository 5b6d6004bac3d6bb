"""Rules for mixed groups, as sentences that can be switched on and off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nettverk.domain.organisation import Party, parties_name
from nettverk.i18n import _, _n, join


class RuleKind(StrEnum):
    """A rule for who sits with whom, or an aim that the mix strives for."""

    APART = "apart"
    TOGETHER = "together"
    AT_TABLE = "at_table"
    ACCESS = "access"
    HOST = "host"
    LANGUAGE = "language"
    AT_LEAST_ONE = "at_least_one"
    LEADERS = "leaders"
    NEW_MEETINGS = "new_meetings"
    MIX_SERVICES = "mix_services"
    MIX_ROLES = "mix_roles"
    MIX_DISTRICTS = "mix_districts"
    SHARE_ROLES = "share_roles"


class LeadersMode(StrEnum):
    """How leaders sit with their own, for ``RuleKind.LEADERS``; other rules have none."""

    NONE = ""
    APART = "apart"
    TOGETHER = "together"


AIMS = (
    RuleKind.NEW_MEETINGS,
    RuleKind.MIX_SERVICES,
    RuleKind.MIX_ROLES,
    RuleKind.MIX_DISTRICTS,
    RuleKind.SHARE_ROLES,
)
"""What may be sought, on or off; that colleagues sit apart is always sought."""

USUALLY_ON = frozenset({RuleKind.NEW_MEETINGS, RuleKind.MIX_SERVICES, RuleKind.SHARE_ROLES})
PEOPLE_RULES = (
    RuleKind.APART,
    RuleKind.TOGETHER,
    RuleKind.AT_TABLE,
    RuleKind.ACCESS,
    RuleKind.HOST,
    RuleKind.LANGUAGE,
)
RULES = (*PEOPLE_RULES, RuleKind.AT_LEAST_ONE, RuleKind.LEADERS)


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One rule or aim.

    Attributes:
        id: empty for an aim that is as usual and has no row.
        gathering_id: None where it holds at every gathering.
        people: (person id, name) of those it is about.
        service_id, service_name, role, party: for at_least_one, one of them.
        table: for at_table. tables: for access, those that are easy to reach.
        mode: for leaders.
    """

    id: str
    gathering_id: str | None
    kind: RuleKind
    on: bool
    people: tuple[tuple[str, str], ...] = ()
    service_id: str | None = None
    service_name: str = ""
    role: str = ""
    table: int | None = None
    mode: LeadersMode = LeadersMode.NONE
    tables: tuple[int, ...] = ()
    party: Party = Party.NONE

    @property
    def whom(self) -> str:
        """Those that at_least_one is about, as a sentence names them."""
        return self.service_name or self.role or parties_name(self.party)

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Ids in the register of those it is about."""
        return tuple(person_id for person_id, _name in self.people)

    @property
    def sentence(self) -> str:
        """The rule as a sentence that people would say, without a full stop."""
        who = join([name for _id, name in self.people])
        sentences = {
            RuleKind.APART: _("{who} sitter ikke ved samme bord").format(who=who),
            RuleKind.TOGETHER: _("{who} sitter ved samme bord").format(who=who),
            RuleKind.AT_TABLE: _("{who} sitter ved bord {table}").format(who=who, table=self.table),
            RuleKind.ACCESS: _("{who} trenger et bord som er lett å komme til: {tables}").format(
                who=who, tables=either(self.tables)
            ),
            RuleKind.HOST: _n(
                "{n} bordvert, høyst én ved hvert bord", "{n} bordverter, én ved hvert bord", len(self.people)
            ),
            RuleKind.LANGUAGE: _("{who} sitter sammen på grunn av språk eller tolk").format(who=who),
            RuleKind.AT_LEAST_ONE: _("Minst én fra {whom} ved hvert bord").format(whom=self.whom),
            RuleKind.LEADERS: (
                _("Ledere sitter sammen med noen av sine egne")
                if self.mode is LeadersMode.TOGETHER
                else _("Ledere sitter ikke sammen med sine egne")
            ),
            RuleKind.NEW_MEETINGS: _("La folk møte nye, helst ikke noen de har sittet med før"),
            RuleKind.MIX_SERVICES: _("Spre tjenestene jevnt på bordene"),
            RuleKind.MIX_ROLES: _("Spre rollene jevnt på bordene"),
            RuleKind.MIX_DISTRICTS: _("Spre bydelene jevnt på bordene"),
            RuleKind.SHARE_ROLES: _("Fordel ordstyrer, tidtaker og sekretær rettferdig gjennom året"),
        }
        return sentences[self.kind]


def either(numbers: Sequence[int]) -> str:
    """«bord 1, 2 eller 5», for tables of which any will do."""
    *first, last = [str(number) for number in numbers] or ["–"]
    if not first:
        return _("bord {number}").format(number=last)
    return _("bord {first} eller {last}").format(first=", ".join(first), last=last)


def numbers_in(text: str, most: int) -> tuple[int, ...]:
    """Table numbers as people write them («1, 2 og 5», «3–6»), in order, none over ``most``."""
    numbers: set[int] = set()
    # A long range is cut off before it is counted out: «1–9999» must not make ten thousand numbers.
    for first, last in re.findall(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?", text):
        numbers.update(range(int(first), min(most, int(last or first)) + 1))
    return tuple(sorted(number for number in numbers if 1 <= number <= most))


def rule_name(kind: RuleKind) -> str:
    """What a rule is called when one makes a new one."""
    return {
        RuleKind.APART: _("Ikke ved samme bord"),
        RuleKind.TOGETHER: _("Ved samme bord"),
        RuleKind.AT_TABLE: _("Ved et bestemt bord"),
        RuleKind.ACCESS: _("Lett å komme til bordet"),
        RuleKind.HOST: _("Bordverter"),
        RuleKind.LANGUAGE: _("Språk eller tolk"),
        RuleKind.AT_LEAST_ONE: _("Minst én fra …"),
        RuleKind.LEADERS: _("Ledere og ansatte"),
    }[kind]

"""Rules for mixed groups, as sentences that can be switched on and off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.i18n import _, _n, join

AIMS = ("new_meetings", "mix_services", "mix_roles", "mix_districts", "share_roles")
"""What may be sought, on or off; that colleagues sit apart is always sought."""

USUALLY_ON = frozenset({"new_meetings", "mix_services", "share_roles"})
PEOPLE_RULES = ("apart", "together", "at_table", "access", "host", "language")
RULES = (*PEOPLE_RULES, "at_least_one", "leaders")


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One rule or aim.

    Attributes:
        id: empty for an aim that is as usual and has no row.
        gathering_id: None where it holds at every gathering.
        kind: one of RULES or AIMS.
        people: (person id, name) of those it is about.
        service_id, service_name, role: for at_least_one.
        table: for at_table. tables: for access, those that are easy to reach.
        mode: «apart» or «together» for leaders.
    """

    id: str
    gathering_id: str | None
    kind: str
    on: bool
    people: tuple[tuple[str, str], ...] = ()
    service_id: str | None = None
    service_name: str = ""
    role: str = ""
    table: int | None = None
    mode: str = ""
    tables: tuple[int, ...] = ()

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Ids in the register of those it is about."""
        return tuple(person_id for person_id, _name in self.people)

    @property
    def sentence(self) -> str:
        """The rule as one says it."""
        who = join([name for _id, name in self.people])
        sentences = {
            "apart": _("{who} sitter ikke ved samme bord").format(who=who),
            "together": _("{who} sitter ved samme bord").format(who=who),
            "at_table": _("{who} sitter ved bord {table}").format(who=who, table=self.table),
            "access": _("{who} trenger et bord som er lett å komme til: {tables}").format(
                who=who, tables=either(self.tables)
            ),
            "host": _n("{n} bordvert, høyst én ved hvert bord", "{n} bordverter, én ved hvert bord", len(self.people)),
            "language": _("{who} sitter sammen, for språkets skyld").format(who=who),
            "at_least_one": _("Minst én fra {whom} ved hvert bord").format(whom=self.service_name or self.role),
            "leaders": (
                _("Ledere sitter sammen med noen av sine egne")
                if self.mode == "together"
                else _("Ledere sitter ikke sammen med sine egne")
            ),
            "new_meetings": _("La folk møte nye, helst ikke noen de har sittet med før"),
            "mix_services": _("Spre tjenestene jevnt på bordene"),
            "mix_roles": _("Spre rollene jevnt på bordene"),
            "mix_districts": _("Spre bydelene jevnt på bordene"),
            "share_roles": _("Fordel ordstyrer, tidtaker og sekretær rettferdig gjennom året"),
        }
        return sentences[self.kind]


def either(numbers: Sequence[int]) -> str:
    """«bord 1, 2 eller 5»."""
    *first, last = [str(number) for number in numbers] or ["–"]
    if not first:
        return _("bord {number}").format(number=last)
    return _("bord {first} eller {last}").format(first=", ".join(first), last=last)


def numbers_in(text: str, most: int) -> tuple[int, ...]:
    """Table numbers as people write them («1, 2 og 5», «3–6»), in order, none over ``most``."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?", text):
        found.update(range(int(first), min(most, int(last or first)) + 1))
    return tuple(sorted(number for number in found if 1 <= number <= most))


def rule_name(kind: str) -> str:
    """What a rule is called when one makes a new one."""
    return {
        "apart": _("Ikke ved samme bord"),
        "together": _("Ved samme bord"),
        "at_table": _("Ved et bestemt bord"),
        "access": _("Lett å komme til bordet"),
        "host": _("Bordverter"),
        "language": _("Språk eller tolk"),
        "at_least_one": _("Minst én fra …"),
        "leaders": _("Ledere og ansatte"),
    }[kind]

"""Quotas: how many are expected, from where, and who has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nettverk.i18n import _, _n, join


class QuotaEach(StrEnum):
    """What a number of people is asked of; the values are what the database holds."""

    UNIT = "unit"
    DISTRICT = "district"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Quota:
    """So many people from each unit or district, or from them all together.

    Attributes:
        service_id, service_name: only of that service; empty for any. role: only who has that role; empty for any.
        people: None for everybody the register knows.
    """

    id: str
    each: QuotaEach
    service_id: str = ""
    service_name: str = ""
    role: str = ""
    people: int | None = None

    @property
    def sentence(self) -> str:
        """«5 fra hver bydel», «2 fra hver enhet: Barnehage», «alle: PPT, psykolog»."""
        who = ", ".join(word for word in (self.service_name, self.role) if word)
        number = _("alle") if self.people is None else str(self.people)
        match self.each:
            case QuotaEach.UNIT:
                words = _("{number} fra hver enhet")
            case QuotaEach.DISTRICT:
                words = _("{number} fra hver bydel")
            case QuotaEach.TOGETHER:
                words = _("{number} til sammen") if self.people is not None else "{number}"
        wanted = words.format(number=number)
        return f"{wanted}: {who}" if who else wanted


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be asked; ``email`` may be empty."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit, a district or all of them, where fewer are coming than expected.

    Attributes:
        name: of the unit or district; empty for all together.
        coming: how many are coming. declined: how many have said they are not.
        people: those whom the register knows there and who have not answered.
        contacts: whom to ask, leaders first.
    """

    quota: Quota
    name: str
    wanted: int
    coming: int
    declined: int
    people: tuple[str, ...]
    contacts: tuple[Contact, ...]

    @property
    def answered(self) -> bool:
        """Whether anybody there has said anything."""
        return bool(self.coming or self.declined)

    @property
    def sentence(self) -> str:
        """«Furulia barnehage: ingen av 2», «Øst: 3 av 5, 1 kan ikke»."""
        number = str(self.coming) if self.coming else _("ingen")
        count = _("{number} av {wanted}").format(number=number, wanted=self.wanted)
        declined = _n("{n} kan ikke", "{n} kan ikke", self.declined) if self.declined else ""
        words = ", ".join(word for word in (count, declined) if word)
        return f"{self.name}: {words}" if self.name else words[:1].upper() + words[1:]

    @property
    def names(self) -> str:
        """Those who have not answered, where everybody is expected; empty else."""
        if self.quota.people is not None or not self.people:
            return ""
        return join(self.people[:6]) if len(self.people) <= 6 else ", ".join(self.people[:6]) + " …"


@dataclass(frozen=True, slots=True)
class Answers:
    """What is expected, and what is missing of it.

    Attributes:
        usual: nobody has said what is expected, so one from each unit of the network is.
    """

    quotas: tuple[Quota, ...]
    gaps: tuple[Gap, ...]
    usual: bool

    @property
    def addresses(self) -> tuple[str, ...]:
        """E-mail addresses of those to ask, each once."""
        return tuple(dict.fromkeys(contact.email for gap in self.gaps for contact in gap.contacts if contact.email))

    @property
    def without_address(self) -> int:
        """How many units or districts have nobody with an address."""
        return sum(not any(contact.email for contact in gap.contacts) for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to send, and to whom."""

    subject: str
    text: str
    addresses: tuple[str, ...] = ()

"""People at a gathering, and whether they came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nettverk.domain.list_questions import PartOfDay
from nettverk.domain.registry import full_name, list_name
from nettverk.i18n import _, _c


class Attendance(StrEnum):
    """Whether somebody who is registered for a gathering came to it, as marked at the door."""

    REGISTERED = "registered"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person at a gathering (deltaker), with the unit and role they had that day.

    Attributes:
        present_from, present_to: «HH:MM»; empty for the gathering's own beginning and end.
        presents: what they said they would tell of when they signed up; empty when nothing, or when it is settled.
    """

    id: str
    gathering_id: str
    person_id: str
    given_name: str
    family_name: str
    role: str
    email: str
    unit_id: str
    unit_name: str
    service_id: str
    service_name: str
    service_shape: str
    district_name: str
    attendance: Attendance = Attendance.REGISTERED
    walk_in: bool = False
    present_from: str = ""
    present_to: str = ""
    presents: str = ""

    @property
    def hours(self) -> str:
        """When they are there, in the user's words; empty for the whole gathering."""
        if not (self.present_from or self.present_to):
            return ""
        return PartOfDay(self.present_from, self.present_to).said()

    @property
    def there(self) -> str:
        """The same as a form keeps it, «12:30-15:00»; either side is empty for the gathering's own, and so is both."""
        return f"{self.present_from}-{self.present_to}".removesuffix("-") if self.hours else ""

    @property
    def name(self) -> str:
        """The name as one says it, «Kari Nordmann»."""
        return full_name(self.given_name, self.family_name)

    @property
    def list_name(self) -> str:
        """The name as sorted lists write it, «Nordmann, Kari»."""
        return list_name(self.given_name, self.family_name)


def attendance_name(value: Attendance) -> str:
    """The user's word for whether someone came."""
    return {
        Attendance.REGISTERED: _c("én person", "påmeldt"),
        Attendance.PRESENT: _("til stede"),
        Attendance.LATE: _("kommer senere"),
        Attendance.ABSENT: _("borte"),
    }[value]

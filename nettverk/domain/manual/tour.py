"""The tour for whoever is new: five rooms, in the order of the job, each with a sentence or two."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _


@dataclass(frozen=True, slots=True)
class Step:
    """A room to be in, what is told there, and the page of the manual that tells more."""

    room: RoomKey
    text: str
    page: ManualPage


def steps() -> tuple[Step, ...]:
    """The five, in the language in force."""
    return (
        Step(
            RoomKey.PLAN,
            _("Her står dagen, del for del. Skriv minutter rett i tabellen: tidene regnes ut, og linja over sier om"
              " dagen går opp."),
            ManualPage.PLAN,
        ),
        Step(
            RoomKey.PEOPLE,
            _("Slipp påmeldingslista fra Forms her. Er noe uklart, spør programmet før det lagrer."),
            ManualPage.PEOPLE,
        ),
        Step(
            RoomKey.GROUPS,
            _("Blanda grupper på noen sekunder: få fra samme enhet, og få som har møttes før. Dra folk dit du vil."),
            ManualPage.GROUPS,
        ),
        Step(
            RoomKey.STAGE,
            _("På dagen trykker du F5: klokka og notatene er for deg, lerretet for salen. Du kan øve herfra nå."),
            ManualPage.REHEARSE,
        ),
        Step(
            RoomKey.FOLLOW_UP,
            _("Det hver enhet lover, kommer igjen neste gang. Da svarer de på hvordan det gikk."),
            ManualPage.FOLLOW_UP,
        ),
    )  # fmt: skip

"""Papirkurven: what was removed and can be taken back, and what is asked before something is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nettverk.i18n import _, _n, join

DAYS = 90
"""So long something lies there before it is gone."""


class TrashKind(StrEnum):
    """What was removed; the values are what the database holds."""

    GATHERING = "gathering"
    PART = "part"
    PARTICIPANTS = "participants"
    PEOPLE = "people"
    UNITS = "units"
    CONTRIBUTION = "contribution"
    DISTRICT = "district"
    METHOD = "method"
    SHEET = "sheet"
    TEMPLATE = "template"


def trash_kind_name(kind: TrashKind) -> str:
    """The user's word for what was removed."""
    return {
        TrashKind.GATHERING: _("Samling"),
        TrashKind.PART: _("Del"),
        TrashKind.PARTICIPANTS: _("Deltakere"),
        TrashKind.PEOPLE: _("Personer"),
        TrashKind.UNITS: _("Enheter"),
        TrashKind.CONTRIBUTION: _("Praksisinnlegg"),
        TrashKind.DISTRICT: _("Bydel"),
        TrashKind.METHOD: _("Arbeidsmåte"),
        TrashKind.SHEET: _("Ark"),
        TrashKind.TEMPLATE: _("Egen mal"),
    }[kind]


def told(names: Iterable[str]) -> str:
    """«Kari Nordmann», «Kari Nordmann, Ola Berg og 4 til»: several things that were removed at once."""
    known = list(names)
    if len(known) <= 3:
        return join(known)
    return _("{names} og {n} til").format(names=", ".join(known[:2]), n=len(known) - 2)


@dataclass(frozen=True, slots=True)
class Trashed:
    """One thing in the trash; ``about`` says where it belonged, or how much went with it."""

    id: str
    kind: TrashKind
    title: str
    about: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class Weight:
    """How much was said where something is to be removed; nothing is asked where it is nothing."""

    participants: int = 0
    came: int = 0
    answers: int = 0
    commitments: int = 0
    groups: int = 0

    @property
    def is_said(self) -> bool:
        """Whether somebody has said or done something that goes with it."""
        return bool(self.came or self.answers or self.commitments)

    @property
    def sentence(self) -> str:
        """«110 deltakere, 45 svar og 12 tiltak»; empty for nothing."""
        words = (
            _n("{n} deltaker", "{n} deltakere", self.participants) if self.participants else "",
            _n("{n} oppmøte", "{n} oppmøter", self.came) if self.came else "",
            _n("{n} svar", "{n} svar", self.answers) if self.answers else "",
            _n("{n} tiltak", "{n} tiltak", self.commitments) if self.commitments else "",
            _n("{n} gruppe", "{n} grupper", self.groups) if self.groups else "",
        )
        return join([word for word in words if word])

"""Groups that say what is needed, and who comes from outside the services: parents, youth, politicians, volunteers."""

from __future__ import annotations

import re
from enum import StrEnum


class SourceGroup(StrEnum):
    """Who says that something is needed; the values are what the database holds, and ids of ticks on a sheet."""

    LEADERS = "leaders"
    STAFF = "staff"
    PARENTS = "parents"
    YOUTH = "youth"
    POLITICIANS = "politicians"
    VOLUNTEERS = "volunteers"


# What those who take part from outside the services come from, as whole words: «ungdomsskolen» is no «ungdom».
_OUTSIDE = (
    (SourceGroup.PARENTS, r"fau|kfu|foreldreutval\w*|foreldreråd\w*|foreldr[ea]\w{0,2}|foresatte|føresette|parents?"),
    (SourceGroup.YOUTH, r"ungdomsråd\w*|elevråd\w*|ungdom|ungdomm\w*|elever|elevar|youth"),
    (
        SourceGroup.POLITICIANS,
        r"kommunestyre\w*|bystyre\w*|formannskap\w*|politik[ea]r\w*|oppvekstutval\w*|politicians?",
    ),
    (SourceGroup.VOLUNTEERS, r"frivillig\w*|røde kors|raude krossen|idrettslag\w*|speid[ea]r\w*|volunteers?"),
)


def source_of_unit(name: str) -> SourceGroup | None:
    """Which group those who come from outside the services belong to, by what they come from: «FAU Lund» is parents.

    None for a service of the municipality: its people may be leaders as well as staff.
    """
    folded = " ".join(name.casefold().split())
    return next((group for group, words in _OUTSIDE if re.search(rf"\b(?:{words})\b", folded)), None)


def comes_from_outside(name: str) -> bool:
    """Whether a unit is none of the services: «FAU Lund skole», «Ungdomsrådet», and not «Ungdom og fritid»."""
    group = source_of_unit(name)
    return group is not None and (group is not SourceGroup.YOUTH or "råd" in name.casefold())

"""Needs (behov): what those who take part say they must get better at, ranked by dots, carried to the next plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nettverk.domain.points import SpeakerRole
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _, _n, join

MOST_DOTS = 9_999
NEEDS_ROW = 13
"""The row of the field's inventory that a sheet serves when it asks what one needs."""


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
_SPEAKERS = {
    SpeakerRole.LEADER: SourceGroup.LEADERS,
    SpeakerRole.PARENT: SourceGroup.PARENTS,
    SpeakerRole.CHILD: SourceGroup.YOUTH,
    SpeakerRole.POLITICIAN: SourceGroup.POLITICIANS,
    SpeakerRole.VOLUNTEER: SourceGroup.VOLUNTEERS,
}


@dataclass(frozen=True, slots=True)
class Need:
    """A need as it stands now.

    Attributes:
        gathering_id: where it was said; ``on`` is that day, ``where`` what was asked (a sheet, a theme), in words.
        dots: how many dots it got when those who were there chose.
        sources: the groups that said it.
        evidence: how one notices it; a line for each who told.
        carried: id of the question in a plan that it became; empty where it has not come so far.
        carried_to: the gathering of that plan.
    """

    id: str
    gathering_id: str
    text: str
    dots: int = 0
    sources: tuple[SourceGroup, ...] = ()
    evidence: str = ""
    where: str = ""
    on: date | None = None
    carried: str = ""
    carried_to: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A need as some have written it on a sheet, before it is taken in."""

    key: str
    text: str
    sources: tuple[SourceGroup, ...] = ()
    evidence: tuple[str, ...] = field(default=())


def ranked(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Those that wait first; of them the one with most dots, then the one that most groups named."""
    return tuple(
        sorted(
            needs, key=lambda need: (bool(need.carried), -need.dots, -len(need.sources), sort_key(need.text), need.id)
        )
    )


def asks_for_needs(sheet: SheetDefinition) -> bool:
    """Whether a sheet asks what one needs, a need a line."""
    return NEEDS_ROW in sheet.rows and any(block.kind is BlockKind.POINTS for block in sheet.blocks)


def in_order(sources: Iterable[str]) -> tuple[SourceGroup, ...]:
    """These groups each once, in order; what this program does not know is passed over."""
    known = set(sources)
    return tuple(group for group in SourceGroup if group in known)


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


def source_of_role(role: str) -> SourceGroup | None:
    """Which group whoever said a point belongs to, by the role that is noted; None where it says nothing of it."""
    known = next((one for one in SpeakerRole if one.value == role), None)
    if known is None:
        return None
    # Whoever works with children and neither leads nor comes from outside is staff.
    return _SPEAKERS.get(known, SourceGroup.STAFF)


def facts(need: Need) -> str:
    """«12 prikker · foreldre og ansatte · Hva trenger vi å bli bedre på?»."""
    dots = _n("{n} prikk", "{n} prikker", need.dots) if need.dots else ""
    return " · ".join(word for word in (dots, sources_words(need.sources), need.where) if word)


def sources_words(sources: Sequence[SourceGroup]) -> str:
    """«foreldre og ungdom»; empty where nobody is named."""
    return join([source_name(source).lower() for source in sources]) if sources else ""


def from_need_line(need: Need) -> str:
    """«Fra behov: «Veiledning» (12 prikker · foreldre)», as it stands where it came to in a plan."""
    told = facts(need)
    line = _("Fra behov: «{need}»").format(need=need.text)
    return f"{line} ({told})" if told else line


def source_name(source: SourceGroup) -> str:
    """The user's word for a group."""
    return {
        SourceGroup.LEADERS: _("Ledere"),
        SourceGroup.STAFF: _("Ansatte"),
        SourceGroup.PARENTS: _("Foreldre"),
        SourceGroup.YOUTH: _("Ungdom"),
        SourceGroup.POLITICIANS: _("Politikere"),
        SourceGroup.VOLUNTEERS: _("Frivillige"),
    }[source]

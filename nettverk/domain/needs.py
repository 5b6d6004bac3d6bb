"""Needs (behov): what those who take part say they must get better at, ranked by dots, carried to the next plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nettverk.domain.points import SpeakerRole
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.domain.sorting import sort_key
from nettverk.domain.source_groups import SourceGroup
from nettverk.i18n import _, _n, join

MOST_DOTS = 9_999
NEEDS_ROW = 13
"""The row of the field's inventory that a sheet serves when it asks what one needs."""


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


def source_of_role(role: str) -> SourceGroup | None:
    """Which group whoever said a point belongs to, by the role that is noted; None where it says nothing of it."""
    known = next((speaker_role for speaker_role in SpeakerRole if speaker_role.value == role), None)
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
    reason = facts(need)
    line = _("Fra behov: «{need}»").format(need=need.text)
    return f"{line} ({reason})" if reason else line


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

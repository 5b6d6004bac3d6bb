"""What the room Refleksjoner reads: the parts that ask something, their sheets, and who sat at each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nettverk.domain.plan import Part
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import _, join
from nettverk.services import loans, plan, reflections
from nettverk.services.database import Store
from nettverk.services.groups import groupings
from nettverk.services.loans import Written
from nettverk.services.sharing import contests
from nettverk.services.sharing.contests import Contest
from nettverk.services.sheets import answers, respondents, uses
from nettverk.services.sheets.respondents import Filling
from nettverk.services.themes import marks
from nettverk.services.themes.marks import MarkedLine


@dataclass(frozen=True, slots=True)
class FilledUse:
    """A sheet from the library in use: who fills it in, round by round, and what they have said.

    Attributes:
        label: «2 · Fremmer – hemmer – kan påvirke · På tvers», as it stands in a list.
        marks: the marked points by what the answer is about (``answers.object_of``), of all sheets.
    """

    use: SheetUse
    label: str
    fillings: Mapping[Who, tuple[Filling, ...]]
    answers: tuple[SheetAnswer, ...]
    marks: Mapping[str, tuple[MarkedLine, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the room shows: the parts that ask, every sheet, who sat at each table of a part, and the marked points.

    Attributes:
        written: which machines have written at each table, where there are several.
        contests: what two machines wrote differently.
    """

    gathering_id: str
    parts: tuple[Part, ...]
    sheets: tuple[Sheet, ...]
    sitting: Mapping[tuple[str, int], str]
    uses: tuple[FilledUse, ...] = ()
    marks: Mapping[tuple[int, str], tuple[MarkedLine, ...]] = field(default_factory=dict)
    written: Mapping[int, tuple[Written, ...]] = field(default_factory=dict)
    contests: tuple[Contest, ...] = ()


def read(store: Store, gathering_id: str) -> Known:
    """Read the sheets of every part with questions; who sat where is that of the first round."""
    everything = plan.parts(store, gathering_id)
    parts = tuple(part for part in everything if part.questions)
    # The sheets lie at the tables of the first round; later rounds only move people between them.
    sitting = {
        (grouping.part_id, table.number): join([seat.participant.name for seat in table.sitting])
        for grouping in groupings.of_gathering(store, gathering_id)
        if grouping.round == 1
        for table in grouping.tables
    }
    titles = {part.id: part.title for part in everything}
    return Known(
        gathering_id,
        parts,
        reflections.sheets(store, gathering_id),
        sitting,
        _uses(store, gathering_id, titles),
        marks.in_answers(store, gathering_id),
        loans.written(store, gathering_id),
        contests.of_gathering(store, gathering_id),
    )


def _uses(store: Store, gathering_id: str, titles: Mapping[str, str]) -> tuple[FilledUse, ...]:
    from_library = [use for use in uses.of_gathering(store, gathering_id) if not use.simple and _is_filled_in(use)]
    if not from_library:
        return ()
    said, marked = answers.of_gathering(store, gathering_id), marks.on_sheets(store, gathering_id)
    return tuple(
        FilledUse(
            use,
            " · ".join((str(use.number), use.sheet.title, titles.get(use.part_id, _("utenom delene")))),
            {who: respondents.of_use(store, use, who) for who in use.sheet.rounds},
            said.get(use.id, ()),
            marked,
        )
        for use in from_library
    )


def _is_filled_in(use: SheetUse) -> bool:
    """Cards are read and not filled in."""
    return any(block.kind is not BlockKind.CARD for block in use.sheet.blocks)

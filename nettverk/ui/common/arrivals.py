"""What somebody who goes to a room wants to see there: one dataclass for each kind of arrival.

``workspace.go(RoomKey.PLAN, NewGathering())`` ends in ``Room.arrive``, which matches the arrivals the room knows and
passes over the others. Arrivals carry ids and never rows: what they point at is read when the room shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.handouts import DocumentKind


@dataclass(frozen=True, slots=True)
class NewGathering:
    """Planlegg: open the sheet for a new gathering."""


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Deltakere: choose the participant who is this person of the register; nothing happens where nobody is."""

    person_id: str


@dataclass(frozen=True, slots=True)
class ShowGroups:
    """Grupper: the groups of a part, with one person lit up among them.

    Attributes:
        part_id: empty for the part that is shown already.
        person_id: id of a participant or of a person; empty for nobody.
    """

    part_id: str = ""
    round: int = 1
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class RepairGroups:
    """Grupper: open the sheet for repair as soon as the groups are read; an empty part is the one shown."""

    part_id: str = ""


@dataclass(frozen=True, slots=True)
class OpenStage:
    """Gjennomfør: open the presenter's window at once."""


@dataclass(frozen=True, slots=True)
class ResumeStage:
    """Gjennomfør: open the presenter's window as it was when it went away.

    Attributes:
        fell: the program was interrupted, and says so; otherwise the rooms were only made anew.
    """

    fell: bool = True


@dataclass(frozen=True, slots=True)
class ShowWall:
    """Gjennomfør: put a wall up, by the stored form of its reference, on the stage that is open or about to open."""

    ref: str


@dataclass(frozen=True, slots=True)
class RunLight:
    """Refleksjoner: open the traffic light's window for a sheet in use; the gathering's first where empty."""

    use_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowSheet:
    """Refleksjoner: go to the sheet with a code (``G3-2``), or ask for the code where it is empty."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class LookThrough:
    """Refleksjoner: open «Anonym nok?» over what was said."""


@dataclass(frozen=True, slots=True)
class ShowThemes:
    """Refleksjoner: go to the themes."""


@dataclass(frozen=True, slots=True)
class ShowBasis:
    """Planlegg: open how it was last time and what the network needs."""


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """Veien videre: begin a new commitment for the unit that is shown."""


@dataclass(frozen=True, slots=True)
class ShowBetween:
    """Veien videre: open what the unit that is shown does until next time."""


@dataclass(frozen=True, slots=True)
class ShowGoals:
    """Veien videre: open the goals of the unit that is shown."""


@dataclass(frozen=True, slots=True)
class Search:
    """Refleksjoner and Veien videre: search for this; with no text the cursor stands ready in the field."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class ShowHandout:
    """Utskrifter: choose a document.

    Attributes:
        unit_id: the unit to show the document for, where it is made for one unit at a time; empty for all.
    """

    kind: DocumentKind
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowLibrarySheet:
    """Bibliotek: go to a sheet; one that is not there is passed over."""

    sheet_id: str


Arrival = (
    NewGathering | ShowPerson | ShowGroups | RepairGroups | OpenStage | ResumeStage
    | ShowWall | RunLight | ShowSheet | LookThrough | ShowThemes | NewCommitment | ShowGoals | ShowBetween | Search
    | ShowHandout | ShowLibrarySheet | ShowBasis
)  # fmt: skip

"""What the shell knows about a room: its line in the sidebar, and what every room can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from nettverk.domain.rooms import RoomKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nettverk.ui.common.arrivals import Arrival
    from nettverk.ui.common.commands import Command
    from nettverk.ui.common.workspace import Workspace


class Room(Protocol):
    """What every room offers the shell. Rooms know each other only through the workspace."""

    @property
    def widget(self) -> QWidget:
        """What the shell shows beside the sidebar; the rooms are widgets themselves and return ``self``."""
        ...

    def commands(self) -> Sequence[Command]:
        """What can be done here from the palette; asked for once, when the room has been made."""
        ...

    def arrive(self, arrival: Arrival) -> None:
        """Show what somebody came for. An arrival that belongs in another room is passed over."""
        ...


class RoomFactory(Protocol):
    """Makes a room inside the widget it is to be shown in.

    What is made first and put in its place afterwards is dressed once more for each widget that is put around it: of
    the time a room takes to open, that was a third. So whatever holds much is made inside what holds it.
    """

    def __call__(self, workspace: Workspace, *, parent: QWidget | None = None) -> Room:
        """Make it."""
        ...


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """One room in the registry ``nettverk.ui.rooms``.

    Attributes:
        name: what the room is called in the language in force; a function, since the language may change.
        icon: name of an icon in ``resources/icons``.
        load: imports the room and returns what makes it. Rooms are heavy to import, so this waits until the room is
            needed, or until it can be done off the thread of the windows.
        of_network: it belongs to the network and not to one gathering, and stands under its own heading.
    """

    key: RoomKey
    name: Callable[[], str]
    icon: str
    load: Callable[[], RoomFactory]
    of_network: bool = False

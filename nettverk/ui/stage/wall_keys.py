"""The wall by hand: a clicker's step forwards and back, groups, the day, black, a message."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain import deck as decks
from nettverk.domain.walls import Agenda, Names, Slides, Tables
from nettverk.i18n import _
from nettverk.ui.stage.conductor import Conductor
from nettverk.ui.stage.wall import WallView


class WallKeys:
    """What the keys that choose walls do.

    Args:
        view: the view that knows how many pages a wall takes now.
        go_on: goes to the next part, or starts.
        say: a calm line to the facilitator.
    """

    def __init__(
        self,
        conductor: Conductor,
        view: Callable[[], WallView | None],
        go_on: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self._conductor, self._view, self._go_on, self._say = conductor, view, go_on, say

    def show(self, key: str, page: int | None = None) -> None:
        """Put a wall up, on a page or with pages that turn by themselves; empty is what the part shows by itself."""
        self._conductor.press("show", wall=key, **({} if page is None else {"page": page}))

    def toggle(self, key: str) -> None:
        """Put a wall up, or go back to the part's own."""
        rundown = self._conductor.rundown
        if rundown is not None:
            self.show("" if rundown.showing.wall == key else key)

    def black(self) -> None:
        """Nothing on the wall, or what was there."""
        rundown = self._conductor.rundown
        if rundown is not None:
            self._conductor.press("black", on=not rundown.showing.black)

    def turn(self, by: int) -> None:
        """A clicker's step: the next page, then the next wall, then the next part. Black and messages go away first."""
        rundown, wall = self._conductor.rundown, self._conductor.wall()
        if rundown is None or wall is None:
            return
        if rundown.showing.black:
            self._conductor.press("black", on=False)
        elif rundown.showing.message:
            self._conductor.press("message", text="")
        elif isinstance(wall, Slides):
            self._slide(wall, by)
        elif not self._page(by):
            self._wall(wall.key, by)

    def _slide(self, wall: Slides, by: int) -> None:
        id_ = wall.key.split(":")[1]
        page = wall.page + by
        if 0 <= page < wall.pages:
            self.show(f"slides:{id_}:{page}")
        else:
            self.show(f"speaker:{id_}" if by < 0 else "")

    def _page(self, by: int) -> bool:
        wall, view = self._conductor.wall(), self._view()
        if not isinstance(wall, Names | Tables | Agenda) or view is None or view.page_count < 2:
            return False
        page = view.page + by
        if not 0 <= page < view.page_count:
            return False
        self.show(wall.key, page)
        return True

    def _wall(self, key: str, by: int) -> None:
        walls = self._conductor.sequence()
        place = next((i for i, other in enumerate(walls) if other.key == key), -1)
        target = place + by if place >= 0 else 0
        if 0 <= target < len(walls):
            self.show(walls[target].key)
        elif by > 0:
            self._go_on()

    def groups(self) -> None:
        """Names first, then table by table, then back to the part's own wall; the nearest part that has groups."""
        deck, rundown = self._conductor.deck, self._conductor.rundown
        if deck is None or rundown is None:
            return
        keys = [wall.key for wall in decks.all_walls(deck, rundown) if isinstance(wall, Names | Tables)]
        order = [part.id for part in (*deck.parts[rundown.index :], *deck.parts[: rundown.index])]
        part = next((id_ for id_ in order if any(f":{id_}" in key for key in keys)), "")
        cycle = [key for key in keys if part and f":{part}" in key]
        if not cycle:
            self._say(_("Det er ingen grupper ennå. Lag dem under Grupper."))
            return
        here = cycle.index(rundown.showing.wall) + 1 if rundown.showing.wall in cycle else 0
        self.show(cycle[here] if here < len(cycle) else "")

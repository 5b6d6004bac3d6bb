"""What one does with the year: begin it, add to it, open what stands in it, tick off, make a series, copy a year."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.domain.year.items import Entry, EntryOf
from nettverk.i18n import _
from nettverk.services import gatherings
from nettverk.services.database import Store
from nettverk.services.organisation import meetings
from nettverk.services.year import copying, items, series
from nettverk.ui.common.arrivals import NewGathering
from nettverk.ui.common.drafts import waiting
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.host import YearHost
from nettverk.ui.year.reading import Known, read


class YearActions:
    """Belongs to the room, whose year it works on."""

    def __init__(self, workspace: Workspace, room: YearHost) -> None:
        self._workspace, self._room = workspace, room

    def begin(self) -> None:
        """Put the six phases in an empty year."""
        begins = self._room.begins
        self._change(lambda store: items.add_skeleton(store, begins))

    def add_item(self) -> None:
        """Open the sheet for something new in the year."""
        from nettverk.ui.year.entry_sheets import ItemSheet

        networks = self._room.known.year.networks if self._room.known else ()
        sheet = waiting(self._room, ItemSheet) or ItemSheet(self._workspace, self._room, networks, self._room.near())
        sheet.open(sheet.title_line)

    def open_item(self, item_id: str) -> None:
        from nettverk.ui.year.entry_sheets import ItemSheet

        networks, near = (self._room.known.year.networks if self._room.known else ()), self._room.near()
        self._workspace.lane.ask(
            lambda store: items.get(store, item_id),
            lambda item: ItemSheet(self._workspace, self._room, networks, near, item).open() if item else None,
            self._room,
        )

    def open_gathering(self, entry: Entry) -> None:
        from nettverk.ui.year.entry_sheets import GatheringSheet

        clashes = self._room.known.year.clashes_of(entry) if self._room.known else ()
        words = " ".join(dict.fromkeys(clash.words for clash in clashes))
        self._workspace.lane.ask(
            lambda store: gatherings.get(store, entry.id),
            lambda gathering: GatheringSheet(self._workspace, self._room, gathering, words).open(),
            self._room,
        )

    def tick(self, entry: Entry) -> None:
        """Say that something is done, or not done after all."""
        done = not entry.done
        match entry.of:
            case EntryOf.ITEM:
                self._change(lambda store: items.edit(store, entry.id, done=done))
            case EntryOf.FOLLOW_UP:
                self._change(lambda store: meetings.edit_point(store, entry.id, done=done))
            case _:
                self._workspace.say(_("Samlinger og møter er holdt når dagen er forbi."))

    def remove(self, entry: Entry) -> None:
        """Take an item away; what is kept elsewhere is taken away there."""
        work = self._workspace
        if entry.of is not EntryOf.ITEM:
            work.say(_("Åpne den med Enter. Der kan den avlyses eller endres."))
            return
        words = _("{what} er fjernet.").format(what=entry.title)
        work.lane.change(
            lambda store: items.remove(store, [entry.id]),
            lambda _changes: work.say(words, _("Angre"), work.lane.undo),
            self._room,
        )

    def make_series(self) -> None:
        """Open the sheet where gatherings are made in bulk."""
        from nettverk.ui.year.series_sheet import SeriesSheet

        begins = self._room.begins

        def arrived(known: series.Known) -> None:
            if not known.networks:
                self._workspace.say(
                    _("Lag den første samlingen i Planlegg, så finnes nettverket."), _("Ny samling"),
                    lambda: self._workspace.go(RoomKey.PLAN, NewGathering()),
                )  # fmt: skip
                return
            begun = waiting(self._room, SeriesSheet, lambda sheet: sheet.known.year == begins)
            sheet = begun or SeriesSheet(self._workspace, self._room, known)
            sheet.open(sheet.network)

        self._workspace.lane.ask(lambda store: series.known(store, begins), arrived, self._room)

    def copy_year(self) -> None:
        """Open the sheet where last year is copied."""
        from nettverk.ui.year.copy_sheet import CopySheet

        begins = self._room.begins

        def look(store: Store) -> tuple[copying.Copy, Known]:
            return copying.preview(store, begins), read(store, begins)

        def arrived(found: tuple[copying.Copy, Known]) -> None:
            begun = waiting(self._room, CopySheet, lambda sheet: sheet.brought == found[0])
            (begun or CopySheet(self._workspace, self._room, found[0], found[1].year, self.edit_holidays)).open()

        self._workspace.lane.ask(look, arrived, self._room)

    def edit_holidays(self) -> None:
        """Open the school holidays of the year."""
        from nettverk.ui.year.holidays_sheet import HolidaysSheet

        sheet = HolidaysSheet(self._workspace, self._room, self._room.begins)
        sheet.refresh(then=sheet.open)

    def _change(self, job: Callable[[Store], Changes]) -> None:
        self._workspace.lane.change(job, None, self._room, failed=self._workspace.say)

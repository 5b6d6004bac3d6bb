"""What the palette reaches: rooms, gatherings, people, tags and commands, with their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from nettverk.domain.plan import Gathering
from nettverk.domain.registry import Person
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, day_month, language, quoted, short_date
from nettverk.ui.common.arrivals import Search, ShowPerson
from nettverk.ui.common.keys import room_keys
from nettverk.ui.common.lent import nothing_else
from nettverk.ui.common.palette import Entry, EntryKind, Palette
from nettverk.ui.common.rooms import RoomEntry
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store


class Finder:
    """Fills the palette: at once with what is known here, and with the database's answer a moment later."""

    def __init__(
        self, workspace: Workspace, palette: Palette, rooms: Sequence[RoomEntry],
        new_gathering: Callable[[], object], open_tag: Callable[[str], object],
    ) -> None:  # fmt: skip
        self._workspace, self._palette, self._rooms = workspace, palette, rooms
        self._new_gathering, self._open_tag = new_gathering, open_tag

    def search(self) -> None:
        """Open on rooms, gatherings, commands and people."""
        near = [*self._room_entries(), *self._command_entries()]
        # What is known here is shown at once; gatherings and people come when the database has answered.
        lent = self._workspace.loan is not None
        words = _("Søk etter sider, samlinger, personer, eller det du vil gjøre")
        self._palette.open(near, words, None if lent else self._in_all_that_was_said)
        rooms, commands = self._room_entries(), self._command_entries()

        def everything(store: Store) -> list[Entry]:
            # Made where they are read: after many years there are thousands, and the windows must not wait for them.
            gatherings, people = _everything(store)
            entries = [*rooms, *self._gathering_entries(gatherings, _tag_words(store)), *commands]
            entries += [*self._tag_entries(), *self._person_entries(people)]
            return [entry.fold() for entry in entries]

        self._workspace.lane.ask(everything, self._palette.set_entries, self._palette)

    def _in_all_that_was_said(self, text: str) -> Entry:
        """Answers and promises are too many to be listed here: the line that looks for the words among them."""
        return Entry(
            EntryKind.COMMAND,
            _("Søk etter {words} i alt som er sagt").format(words=quoted(text)),
            lambda: self._workspace.go(RoomKey.BANK, Search(text)),
            _("alle år"),
            "search",
        )

    def switch(self) -> None:
        """Open on the gatherings, with «Ny samling» on top."""
        if self._workspace.loan is not None:
            self._workspace.say(nothing_else())
            return
        # Whoever looks for a gathering that is not there yet can make it from the same list.
        make = Entry(EntryKind.COMMAND, _("Ny samling"), self._new_gathering, icon="plus", shortcut="Ctrl+N")
        self._palette.open([make], _("Bytt samling"))

        def everything(store: Store) -> list[Entry]:
            day = store.today()
            # A year that is planned ahead must not stand before the gathering that is next.
            near = sorted(_gatherings(store), key=lambda one: abs((one.held_on - day).days) if one.held_on else _NO_DAY)
            entries = self._gathering_entries(near, _tag_words(store))
            return [*(entry.fold() for entry in entries), make]

        self._workspace.lane.ask(everything, self._palette.set_entries, self._palette)

    def _room_entries(self) -> list[Entry]:
        return [
            Entry(EntryKind.ROOM, room.name(), _go(self._workspace, room.key), _("side"), room.icon, room_keys(number))
            for number, room in enumerate(self._rooms, start=1)
        ]

    def _command_entries(self) -> list[Entry]:
        return [
            Entry(EntryKind.COMMAND, command.text, command.run, "", "command", command.shortcut, command.keywords)
            for command in self._workspace.commands.all_()
        ]

    def _tag_entries(self) -> list[Entry]:
        from nettverk.services import tags

        if self._workspace.loan is not None:
            return []
        return [
            Entry(EntryKind.COMMAND, name, partial(self._open_tag, tag), _("alt med merkelappen"), "tag")
            for tag, name in tags.names(language()).items()
        ]

    def _gathering_entries(self, gatherings: Sequence[Gathering], tag_words: Mapping[str, str]) -> list[Entry]:
        current = self._workspace.gathering
        return [
            Entry(
                EntryKind.GATHERING,
                row.title or row.theme or _("Samling uten navn"),
                _open(self._workspace, row.id),
                " · ".join(
                    word
                    for word in (row.headline_now, short_date(row.held_on) if row.held_on else "", row.theme)
                    if word and word != row.title
                ),
                "check" if current is not None and current.id == row.id else "calendar-days",
                keywords=" ".join(
                    (
                        row.theme,
                        row.place,
                        day_month(row.held_on) if row.held_on else "",
                        _("samling"),
                        tag_words.get(row.id, ""),
                    )
                ),
            )
            for row in gatherings
        ]

    def _person_entries(self, people: Sequence[Person]) -> list[Entry]:
        return [
            Entry(
                EntryKind.PERSON, row.name, _person(self._workspace, row.id), row.unit_name, "user", keywords=row.role
            )
            for row in people
        ]


_NO_DAY = 1_000_000
"""Days: a gathering that has no day yet comes last."""


def _go(workspace: Workspace, key: RoomKey) -> Callable[[], None]:
    return lambda: workspace.go(key)


def _open(workspace: Workspace, gathering_id: str) -> Callable[[], None]:
    return lambda: workspace.open_gathering(gathering_id)


def _person(workspace: Workspace, person_id: str) -> Callable[[], None]:
    return lambda: workspace.go(RoomKey.PEOPLE, ShowPerson(person_id))


def _gatherings(store: Store) -> tuple[Gathering, ...]:
    from nettverk.services import gatherings

    return gatherings.all_(store)


def _tag_words(store: Store) -> Mapping[str, str]:
    """What the tags of each gathering are called, so that it is found by them."""
    from nettverk.domain.tags import TagOn
    from nettverk.services import tags

    wheel = tags.wheel(language())
    return {id_: " ".join(map(wheel.name, of)) for id_, of in tags.everywhere(store, TagOn.GATHERING).items()}


def _everything(store: Store) -> tuple[tuple[Gathering, ...], tuple[Person, ...]]:
    from nettverk.services.register import register

    return _gatherings(store), register.people(store)

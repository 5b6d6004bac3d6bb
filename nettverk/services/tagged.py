"""Everything that carries a tag, over all years, with what it is called and where it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from nettverk.domain.tags import Carrier, Tagged, TagOn, Touched, school_year
from nettverk.i18n import short_date
from nettverk.services import gatherings, lines, tags
from nettverk.services.sheets import library
from nettverk.storage.store import Store

_PARTS = (
    "SELECT p.id, p.gathering_id, p.title FROM parts AS p WHERE p.id IN (SELECT value FROM json_each(?))"
    " ORDER BY p.gathering_id, p.position, p.id"
)
_PROMISES = (
    "SELECT object AS id, gathering_id, data ->> 'what' AS title FROM current_entries"
    " WHERE kind = 'commitment' AND object IN (SELECT value FROM json_each(?))"
    " AND coalesce(data ->> 'removed', 0) = 0 ORDER BY object"
)
_SAID = (
    "SELECT data FROM current_entries WHERE gathering_id = ? AND kind IN ('reflection', 'sheet_answer') AND object = ?"
)


def everything(store: Store, language: str = "nb") -> tuple[Tagged, ...]:
    """Everything in the file that carries a tag: by kind, the newest gathering first, sheets by title.

    What was tagged and is gone from the plan is not among it.
    """
    return tuple(_all(store, language))


def of_year(things: Iterable[Tagged], year: int) -> tuple[Tagged, ...]:
    """What belongs to the gatherings of a school year, by the year it begins in; sheets belong to none."""
    return tuple(thing for thing in things if thing.held_on is not None and school_year(thing.held_on) == year)


def touched(store: Store, gathering_id: str) -> Touched:
    """What the gatherings of this one's network and district have touched in its school year, up to and with it."""
    here = gatherings.get(store, gathering_id)
    day = here.held_on or store.now().date()
    year = school_year(day)
    earlier = [
        gathering
        for gathering in gatherings.series(store, gathering_id)
        if gathering.held_on and school_year(gathering.held_on) == year
    ]
    carried = {gathering.id: _tags_at(store, gathering.id) for gathering in (here, *earlier)}
    counts = Counter(tag for tags_ in carried.values() for tag in tags_)
    return Touched(year, sum(bool(tags_) for tags_ in carried.values()), counts, frozenset(carried[here.id]))


def _tags_at(store: Store, gathering_id: str) -> set[str]:
    """The themes of a gathering and of what is at it; a part that is gone from the plan counts no more."""
    tags_ = tags.at_gathering(store, gathering_id)
    parts = {row["id"] for row in store.rows("SELECT id FROM parts WHERE gathering_id = ?", gathering_id)}
    return {
        tag
        for on, things in tags_.items()
        for id_, carried in things.items()
        if on is not TagOn.PART or id_ in parts
        for tag in carried
    }


def _all(store: Store, language: str) -> Iterator[Tagged]:
    known = {gathering.id: gathering for gathering in gatherings.all_(store)}
    days: dict[str, date | None] = {gathering.id: gathering.held_on for gathering in known.values()}

    def place(gathering_id: str) -> str:
        gathering = known[gathering_id]
        day = short_date(gathering.held_on) if gathering.held_on else ""
        return " · ".join(word for word in (gathering.title, gathering.headline, day) if word)

    def told(on: TagOn, rows: Iterable[tuple[str, str, str]], carried: dict[str, tuple[str, ...]]) -> Iterator[Tagged]:
        carriers = [
            Tagged(Carrier(on, id_, gathering_id), title, place(gathering_id), carried[id_], days[gathering_id])
            for id_, gathering_id, title in rows
            if gathering_id in known and id_ in carried
        ]
        yield from sorted(carriers, key=lambda thing: thing.held_on or date.max, reverse=True)

    for on in TagOn:
        carried = tags.everywhere(store, on)
        match on:
            case TagOn.GATHERING:
                rows = [(gathering.id, gathering.id, gathering.title) for gathering in known.values()]
                yield from (
                    Tagged(thing.carrier, thing.title, _rest(thing), thing.tags, thing.held_on)
                    for thing in told(on, rows, carried)
                )
            case TagOn.PART | TagOn.COMMITMENT:
                sql = _PARTS if on is TagOn.PART else _PROMISES
                ids = json.dumps(list(carried))
                carrier_rows = [(row["id"], row["gathering_id"], row["title"] or "") for row in store.rows(sql, ids)]
                yield from told(on, carrier_rows, carried)
            case TagOn.POINT:
                yield from told(on, _points(store, carried), carried)
            case TagOn.SHEET:
                for sheet in library.all_(store, language):
                    if sheet.tags:
                        yield Tagged(Carrier(on, sheet.id), sheet.title, "", carried.get(sheet.id, sheet.tags))


def _rest(gathering: Tagged) -> str:
    """Where a gathering is, without its own title before it."""
    return gathering.where.removeprefix(gathering.title).removeprefix(" · ")


def _points(store: Store, carried: Sequence[str] | dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """The words of the points that carry tags; one whose line is gone is left out."""
    for row in store.rows("SELECT DISTINCT gathering_id, on_id FROM tags WHERE on_kind = 'point' ORDER BY on_id"):
        object_, _hash, line_id = row["on_id"].rpartition("#")
        said = store.one(_SAID, row["gathering_id"], object_) if row["on_id"] in carried else None
        if said is None:
            continue
        with suppress(ValueError, AttributeError):
            for line in lines.of_content(json.loads(said["data"])):
                if line.id == line_id:
                    yield row["on_id"], row["gathering_id"], line.words

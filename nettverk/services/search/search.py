"""Asking for what was said, promised, told of and learnt, over all years, as one types.

The index is never stale: what a step changes is known by the store (``Store.touched``), and is read again before the
next answer; where another program has written in the file, everything is. The gatherings that have not been read yet
are read a few with each question, the newest first, and whoever asks hears how many are left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nettverk.domain.search import (
    FIRST_PART,
    Found,
    Hit,
    HitKind,
    Marked,
    Term,
    Wanted,
    any_fits,
    folded,
    marked,
    terms_of,
    words_of,
)
from nettverk.domain.sheets.answers import Respondent, respondent, respondent_name
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import short_date
from nettverk.services.search.documents import GOOD_TOKEN, kind_token, of_gathering, stem, tag_token, year_token
from nettverk.storage.search_index import TOKEN_FILTER, TOKEN_STEM, Document, SearchIndex, Token
from nettverk.storage.store import Store

MOST = 60
"""So many are shown."""
COUNTED = 1000
MOST_COMPOUNDS = 200
AT_ONCE = 2
"""Gatherings that are read with each question while there are unread ones: some thirty milliseconds."""


def search(store: Store, wanted: Wanted, *, most: int = MOST, read: int | None = AT_ONCE) -> Found:
    """What fits, the newest first.

    Args:
        most: so many hits at most; the rest are counted.
        read: how many unread gatherings to read first; None reads all there are.
    """
    left = catch_up(store, read)
    index = index_of(store)
    units = _unit_names(store)
    terms = tuple(_with_compounds(index, term) for term in terms_of(wanted.text, stem))
    numbers = index.find(_asked(index, wanted, terms, units), COUNTED + 1)
    shown = index.documents(numbers[:most])
    places = _places(store, {gathering for gathering, _one in shown})
    hits = tuple(_hit(document, places[gathering], terms, units) for gathering, document in shown)
    return Found(hits, min(len(numbers), COUNTED), len(numbers) > COUNTED, left, not index.fast)


def _with_compounds(index: SearchIndex, term: Term) -> Term:
    """The same with the longer words that end with it: those said most briefly, where there are very many."""
    ends = {
        word
        for part in term.last_parts
        for word in index.words_with(part, FIRST_PART)
        if not word.startswith(term.starts) and term.ends(word, stem, index.has_word)
    }
    return replace(term, compounds=frozenset(sorted(ends, key=lambda word: (len(word), word))[:MOST_COMPOUNDS]))


def index_of(store: Store) -> SearchIndex:
    """The index of an open file, made when it is first asked for."""
    if store.search is None:
        store.search = SearchIndex()
    return store.search


def catch_up(store: Store, read: int | None = AT_ONCE) -> int:
    """Read what has changed, and some of what has never been read; how many gatherings are left.

    Args:
        read: at most so many; None for all. What has changed is forgotten at once, however much it is.
    """
    index = index_of(store)
    version = int(store.value("PRAGMA data_version"))
    if index.unread is None or version != index.version:
        # Somebody else has written in the file, or nobody has read it yet. The list ends with what is read first.
        known = [row["id"] for row in store.rows("SELECT id FROM gatherings ORDER BY held_on IS NULL, held_on, id")]
        if index.unread is not None:
            index = store.search = _anew(index)
        index.unread, index.version = known, version
        store.touched.clear()
    if store.touched:
        for gathering_id in store.touched:
            index.forget(gathering_id)
        # Somebody is at work there: it is read before what nobody has read yet.
        index.unread = [id_ for id_ in index.unread if id_ not in store.touched] + sorted(store.touched)
        store.touched.clear()
    for _time in range(len(index.unread) if read is None else min(read, len(index.unread))):
        gathering_id = index.unread[-1]
        documents = of_gathering(store, gathering_id, index.short)
        if documents is not None:
            index.put(gathering_id, *documents)
        index.unread.pop()
    return len(index.unread)


def _anew(index: SearchIndex) -> SearchIndex:
    index.close()
    return SearchIndex(fts=index.fast)


def _asked(
    index: SearchIndex, wanted: Wanted, terms: Sequence[Term], units: dict[str, _Unit]
) -> list[list[Token]]:  # fmt: skip
    asked = [
        [
            *(Token(start, begins=True) for start in term.starts),
            *(Token(way) for cut in term.stems for way in (cut, TOKEN_STEM + cut)),
            *(Token(word) for word in sorted(term.compounds)),
            # A unit's name stands nowhere in what it said; whoever types it wants what the unit said.
            *(Token(_unit_token(index, id_)) for id_, unit in units.items() if any_fits(unit.words, term, stem)),
        ]
        for term in terms
    ]
    if wanted.network_id:
        asked.append([Token(f"{TOKEN_FILTER}n{index.short(wanted.network_id)}")])
    if wanted.unit_id:
        asked.append([Token(_unit_token(index, wanted.unit_id))])
    if wanted.tag:
        asked.append([Token(tag_token(wanted.tag))])
    if wanted.year is not None:
        asked.append([Token(year_token(wanted.year))])
    if wanted.kinds:
        asked.append([Token(kind_token(kind)) for kind in sorted(wanted.kinds)])
    if wanted.good:
        asked.append([Token(GOOD_TOKEN)])
    return asked


def _unit_token(index: SearchIndex, unit_id: str) -> str:
    return f"{TOKEN_FILTER}u{index.short(unit_id)}"


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    words: tuple[str, ...]


def _unit_names(store: Store) -> dict[str, _Unit]:
    rows = store.rows("SELECT id, name FROM units ORDER BY name")
    return {row["id"]: _Unit(row["name"], tuple(words_of(row["name"]))) for row in rows}


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    words: str
    day: date | None


def _places(store: Store, gathering_ids: Iterable[str]) -> dict[str, _Place]:
    """Where hits are: title, network, district and day, in one query; how many came does not matter here."""
    rows = store.rows(
        "SELECT g.id, g.title, g.held_on, n.name AS network, d.name AS district FROM gatherings AS g"
        " JOIN networks AS n ON n.id = g.network_id LEFT JOIN districts AS d ON d.id = g.district_id"
        " WHERE g.id IN (SELECT value FROM json_each(?))",
        json.dumps(list(gathering_ids)),
    )
    places = {}
    for row in rows:
        day = date.fromisoformat(row["held_on"]) if row["held_on"] else None
        words = (row["title"], row["network"], row["district"], short_date(day) if day else "")
        places[row["id"]] = _Place(row["id"], " · ".join(word for word in words if word), day)
    return places


def _hit(document: Document, place: _Place, terms: Sequence[Term], units: dict[str, _Unit]) -> Hit:
    kind = HitKind(document.kind)
    more = marked(document.more, terms, stem) if document.more else Marked("")
    return Hit(
        kind, document.ref, place.id, marked(document.text, terms, stem), more, _who(kind, document, units),
        place.words, document.unit, place.day, document.good, document.text, document.more,
    )  # fmt: skip


def _who(kind: HitKind, document: Document, units: dict[str, _Unit]) -> str:
    unit = units[document.unit].name if document.unit in units else ""
    if unit or kind not in {HitKind.POINT, HitKind.ANSWER}:
        return unit
    pieces = document.ref.split(":")
    try:
        table = Respondent(Who.TABLE, int(pieces[1])) if kind is HitKind.POINT else respondent(pieces[1])
    except (ValueError, IndexError):
        return ""
    return respondent_name(table)


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can filter by, as (id, name)."""

    networks: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


def choices(store: Store) -> Choices:
    """The networks, units and school years that there are."""
    networks = store.rows("SELECT id, name FROM networks ORDER BY name")
    units = sorted(_unit_names(store).items(), key=lambda unit: folded(unit[1].name))
    # From August to July; the newest first.
    years = store.rows(
        "SELECT DISTINCT CAST(strftime('%Y', held_on, '-7 months') AS INTEGER) AS year FROM gatherings"
        " WHERE held_on IS NOT NULL ORDER BY year DESC"
    )
    return Choices(
        tuple((row["id"], row["name"]) for row in networks),
        tuple((id_, unit.name) for id_, unit in units),
        tuple(row["year"] for row in years),
    )

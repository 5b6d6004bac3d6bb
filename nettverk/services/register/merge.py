"""Two rows that are one person, or one unit, become one; nothing that hangs on either is lost, and undo parts them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nettverk.domain.changes import Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.names import name_key, name_similarity
from nettverk.domain.registry import Person, Unit
from nettverk.domain.unit_names import unit_key, unit_similarity
from nettverk.i18n import _
from nettverk.services import goals, pairings, unit_answers
from nettverk.services.register import register
from nettverk.storage import entries
from nettverk.storage.repoint import repoint
from nettverk.storage.store import Row, Store

# Nobody has asked about these pairs, so only those that are nearly certain are worth showing.
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one; ``score`` 0–1, ``ids`` in the order of the register."""

    ids: tuple[str, str]
    names: tuple[str, str]
    score: float


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do.

    Attributes:
        keep, drop: names of the one that stays and the one that goes.
        moved: gatherings (for people) or people (for units) that follow to the one that stays.
        together: gatherings where both are on the list: they become one participant there.
        fields: what the one that stays gets from the other, as (field, value).
    """

    keep: str
    drop: str
    moved: tuple[str, ...]
    together: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


def people_alike(people: Sequence[Person], pause: Callable[[], object] = lambda: None) -> tuple[Pair, ...]:
    """People who may be the same: same name in two units, or nearly the same name in one.

    In a register of many years this takes a second; it needs no database.

    Args:
        pause: called often, to stop by raising something.
    """
    by_name: dict[str, list[Person]] = defaultdict(list)
    by_unit: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[name_key(person.given_name, person.family_name)].append(person)
        by_unit[person.unit_id].append(person)
    pairs: dict[tuple[str, str], Pair] = {}
    for same in by_name.values():
        _pairs(same, pairs, lambda _first, _second: 1.0)
    for there in by_unit.values():
        pause()
        if len(there) <= 300:
            _pairs(there, pairs, name_similarity)
    return tuple(sorted(pairs.values(), key=lambda pair: (-pair.score, pair.names)))


def _pairs(people: list[Person], pairs: dict[tuple[str, str], Pair], alike: Callable[[str, str], float]) -> None:
    named = [(person, person.name) for person in people]
    for place, (person, name) in enumerate(named):
        for other, other_name in named[place + 1 :]:
            score = alike(name, other_name)
            if score >= ALIKE:
                names = (f"{name}, {person.unit_name}", f"{other_name}, {other.unit_name}")
                pairs.setdefault((person.id, other.id), Pair((person.id, other.id), names, score))


def units_alike(units: Sequence[Unit], pause: Callable[[], object] = lambda: None) -> tuple[Pair, ...]:
    """Units whose names are nearly the same; ``pause`` as in ``people_alike``."""
    pairs = []
    for place, unit in enumerate(units):
        pause()
        for other in units[place + 1 :]:
            score = unit_similarity(unit.name, other.name)
            if score >= 0.85:
                pairs.append(Pair((unit.id, other.id), (unit.name, other.name), score))
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.names)))


def told_apart(store: Store) -> frozenset[tuple[str, str]]:
    """Pairs of ids, the smaller first, that somebody has said are not the same."""
    return frozenset((row["one"], row["other"]) for row in store.rows("SELECT one, other FROM not_same"))


def tell_apart(store: Store, ids: Sequence[str]) -> Changes:
    """Remember that these are not the same, each of them with each, so that nobody is asked again."""
    known = told_apart(store)
    with store.change(_("Ikke det samme")) as step:
        ordered = sorted(set(ids))
        for place, namesake in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if (namesake, other) not in known:
                    store.insert("not_same", one=namesake, other=other)
    return step.changes


def still_asked(pairs: Sequence[Pair], apart: frozenset[tuple[str, str]]) -> tuple[Pair, ...]:
    """The pairs that nobody has said are two."""
    return tuple(pair for pair in pairs if (min(pair.ids), max(pair.ids)) not in apart)


def likely_kept(store: Store, ids: Sequence[str], *, units: bool) -> tuple[str, ...]:
    """The same ids with the likeliest to stay first: a unit that most are from, its service known."""
    if not units:
        counts = dict.fromkeys(ids, 0)
        for id_ in ids:
            counts[id_] = int(store.value("SELECT count(*) FROM participants WHERE person_id = ?", id_) or 0)
        return tuple(sorted(ids, key=lambda id_: (-counts[id_], ids.index(id_))))
    known = {unit.id: unit for unit in register.units(store)}
    there = [id_ for id_ in ids if id_ in known]
    return tuple(sorted(there, key=lambda id_: (-known[id_].people, known[id_].service_id == "other", ids.index(id_))))


def merge_all(store: Store, keep_id: str, drop_ids: Sequence[str], *, units: bool) -> Changes:
    """Let one take over from every one of the others, in one step to undo."""
    merge = merge_units if units else merge_people
    with store.change(_("Slå sammen")) as step:
        for drop_id in drop_ids:
            merge(store, keep_id, drop_id)
        step.made = keep_id
    return step.changes


# --- people ---


def preview_people(store: Store, keep_id: str, drop_id: str) -> MergePreview:
    """What ``merge_people`` would do, to be shown before it is done; nothing is changed.

    Raises:
        BadInput: one of them is gone, or only one of them has had the name taken away for good.
    """
    keep, drop = _person(store, keep_id), _person(store, drop_id)
    if register.has_no_name(store, keep_id) != register.has_no_name(store, drop_id):
        raise BadInput(_("Den ene har fått navnet fjernet for godt, og kan ikke bli den samme som en med navn."))
    here, there = _gatherings_of(store, keep_id), _gatherings_of(store, drop_id)
    fields = tuple((name, str(drop[name])) for name in ("role", "email") if drop[name] and not keep[name])
    return MergePreview(
        f"{keep['given_name']} {keep['family_name']}".strip(),
        f"{drop['given_name']} {drop['family_name']}".strip(),
        tuple(title for id_, title in there.items() if id_ not in here),
        tuple(title for id_, title in there.items() if id_ in here),
        fields,
    )


def merge_people(store: Store, keep_id: str, drop_id: str) -> Changes:
    """Let one person take over everything another has, and let the other go.

    Where both are on a gathering's list they become one: the seat and attendance of the one that stays count, and what
    only the other had is taken over.
    """
    if keep_id == drop_id:
        raise BadInput(_("Velg to ulike personer."))
    seen = preview_people(store, keep_id, drop_id)
    with store.change(_("Slå sammen {one} og {other}").format(one=seen.keep, other=seen.drop)) as step:
        if seen.fields:
            store.update("people", keep_id, **dict(seen.fields))
        for row in store.rows("SELECT id, gathering_id FROM participants WHERE person_id = ?", drop_id):
            mine = store.value(
                "SELECT id FROM participants WHERE person_id = ? AND gathering_id = ?", keep_id, row["gathering_id"]
            )
            if mine is not None:
                _join_participants(store, row["gathering_id"], str(mine), row["id"])
        # After the participants: two rows for one gathering would break the rule that a person is there once.
        repoint(store, "people", keep_id, drop_id)
        store.delete("people", drop_id)
        step.made = keep_id
    return step.changes


def _join_participants(store: Store, gathering_id: str, keep: str, drop: str) -> None:
    said = entries.current(store, EntryKind.ATTENDANCE, gathering_id, drop)
    if said is not None and entries.current(store, EntryKind.ATTENDANCE, gathering_id, keep) is None:
        entries.append(store, EntryKind.ATTENDANCE, gathering_id, keep, json.loads(said["data"]))
    repoint(store, "participants", keep, drop)
    store.delete("participants", drop)


def _person(store: Store, person_id: str) -> Row:
    row = store.one("SELECT * FROM people WHERE id = ?", person_id)
    if row is None:
        raise BadInput(_("Personen finnes ikke lenger."))
    return row


def _gatherings_of(store: Store, person_id: str) -> dict[str, str]:
    rows = store.rows(
        "SELECT g.id, g.title FROM participants AS p JOIN gatherings AS g ON g.id = p.gathering_id"
        " WHERE p.person_id = ? ORDER BY g.held_on",
        person_id,
    )
    return {row["id"]: row["title"] for row in rows}


# --- units ---


def preview_units(store: Store, keep_id: str, drop_id: str) -> MergePreview:
    """What ``merge_units`` would do, to be shown before it is done; nothing is changed."""
    keep, drop = _unit(store, keep_id), _unit(store, drop_id)
    people = tuple(person.name for person in register.people(store) if person.unit_id == drop_id)
    fields = []
    if drop.district_id and not keep.district_id:
        fields.append(("district_id", drop.district_id))
    if drop.ownership and not keep.ownership:
        fields.append(("ownership", drop.ownership))
    if keep.service_id == "other" and drop.service_id != "other":
        fields.append(("service_kind_id", drop.service_id))
    return MergePreview(keep.name, drop.name, people, (), tuple(fields))


def merge_units(store: Store, keep_id: str, drop_id: str) -> Changes:
    """Let one unit take over another's people, history, promises and ways of being written."""
    if keep_id == drop_id:
        raise BadInput(_("Velg to ulike enheter."))
    seen = preview_units(store, keep_id, drop_id)
    with store.change(_("Slå sammen {one} og {other}").format(one=seen.keep, other=seen.drop)) as step:
        if seen.fields:
            store.update("units", keep_id, **dict(seen.fields))
        repoint(store, "units", keep_id, drop_id)
        # The next list will still have the old name.
        register.add_spelling(store, keep_id, seen.drop)
        _move_commitments(store, keep_id, drop_id)
        goals.move_to_unit(store, keep_id, drop_id)
        pairings.move_to_unit(store, keep_id, drop_id)
        unit_answers.move_to_unit(store, keep_id, drop_id)
        store.delete("units", drop_id)
        step.made = keep_id
    return step.changes


def _move_commitments(store: Store, keep_id: str, drop_id: str) -> None:
    """What a unit promised is an entry: it is corrected by a new one."""
    # Entries hold the unit inside their JSON, where no foreign key leads and repoint does not reach.
    rows = store.rows("SELECT * FROM current_entries WHERE kind = 'commitment' AND data ->> 'unit' = ?", drop_id)
    for row in rows:
        data = {**json.loads(row["data"]), "unit": keep_id}
        entries.append(store, EntryKind.COMMITMENT, row["gathering_id"], row["object"], data)


def _unit(store: Store, unit_id: str) -> Unit:
    known = next((unit for unit in register.units(store) if unit.id == unit_id), None)
    if known is None:
        raise BadInput(_("Enheten finnes ikke lenger."))
    return known


def written_as(store: Store, unit_id: str) -> tuple[str, ...]:
    """Other ways a unit's name has been written, folded."""
    own = unit_key(_unit(store, unit_id).name)
    rows = store.rows("SELECT spelling FROM unit_spellings WHERE unit_id = ? ORDER BY spelling", unit_id)
    return tuple(row["spelling"] for row in rows if row["spelling"] != own)


def forget_spelling(store: Store, spelling: str) -> Changes:
    """Let a spelling no longer mean the unit."""
    with store.change(_("Glem skrivemåten")) as step:
        store.connection.execute("DELETE FROM unit_spellings WHERE spelling = ?", (spelling,))
    return step.changes

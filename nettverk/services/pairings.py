"""Who visits whom and who guides whom until next time: suggested, agreed, dated, and never the same visit twice."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from nettverk.domain.between import Pairing, PairKind, Suggested, SuggestedPair
from nettverk.domain.changes import UNCHANGED, Changes, Unchanged
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.mixing.observers import NOBODY, pair_up
from nettverk.services import lasting
from nettverk.services.reflections import clean
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.PAIRING
_ALL = (
    "SELECT e.object, e.gathering_id, e.data, a.name AS one, b.name AS other FROM current_entries AS e"
    " LEFT JOIN units AS a ON a.id = e.data ->> 'one' LEFT JOIN units AS b ON b.id = e.data ->> 'other'"
    " WHERE e.kind = 'pairing' AND coalesce(e.data ->> 'removed', 0) = 0"
)
_HERE = (
    "SELECT DISTINCT u.id, u.name, u.district_id FROM participants AS p JOIN units AS u ON u.id = p.unit_id"
    " LEFT JOIN attendance AS a ON a.participant_id = p.id AND a.gathering_id = p.gathering_id"
    " WHERE p.gathering_id = ? AND coalesce(a.status, '') <> 'absent'"
)


# --- read ---


def of_gathering(store: Store, gathering_id: str) -> tuple[Pairing, ...]:
    """What was agreed at a gathering: visits first, by name."""
    return _sorted(store.rows(f"{_ALL} AND e.gathering_id = ?", gathering_id))


def get(store: Store, pair_id: str) -> Pairing | None:
    """A pair by its id; None where it is gone."""
    return next(iter(_sorted(store.rows(f"{_ALL} AND e.object = ?", pair_id))), None)


def of_unit(store: Store, unit_id: str) -> tuple[Pairing, ...]:
    """All that a unit has taken part in over the years."""
    return _sorted(store.rows(f"{_ALL} AND ? IN (e.data ->> 'one', e.data ->> 'other')", unit_id))


def suggest(store: Store, gathering_id: str, busy: Collection[str] = ()) -> Suggested:
    """Pairs of units that could visit each other: as many as there can be, of the same district first.

    No two that have visited each other before, in any network; only units that are at the gathering, are not in a pair
    there already and are not among the ``busy``. Nothing is stored.
    """
    taken = {end for pair in of_gathering(store, gathering_id) if pair.kind is PairKind.OBSERVE for end in _ends(pair)}
    free = sorted(
        (row for row in store.rows(_HERE, gathering_id) if row["id"] not in taken | set(busy)),
        key=lambda row: (sort_key(row["name"]), row["id"]),
    )
    number = {row["id"]: place for place, row in enumerate(free)}
    districts = {row["district_id"]: place for place, row in enumerate(free) if row["district_id"]}
    met = [(number[person], number[other]) for person, other in _met(store) if person in number and other in number]
    pairs = pair_up([districts.get(row["district_id"], NOBODY) for row in free], met)
    paired = {place for pair in pairs for place in pair}
    return Suggested(
        tuple(
            SuggestedPair(
                free[person]["id"], free[other]["id"], free[person]["name"], free[other]["name"],
                near=bool(free[person]["district_id"]) and free[person]["district_id"] == free[other]["district_id"],
            )
            for person, other in pairs
        ),
        tuple(row["name"] for place, row in enumerate(free) if place not in paired),
    )  # fmt: skip


def _met(store: Store) -> list[tuple[str, str]]:
    rows = store.rows(f"{_ALL} AND e.data ->> 'kind' = 'observe'")
    return [(data["one"], data["other"]) for data in (json.loads(row["data"]) for row in rows)]


def _ends(pair: Pairing) -> tuple[str, str]:
    return pair.one, pair.other


# --- write ---


def agree(store: Store, gathering_id: str, pairs: Iterable[SuggestedPair]) -> Changes:
    """Let these visit each other, in one step.

    Raises:
        BadInput: a unit or the gathering is gone.
    """
    with store.change(_("Observasjonspar")) as step:
        for pair in pairs:
            add(store, gathering_id, PairKind.OBSERVE, pair.one, pair.other)
    return step.changes


def add(
    store: Store, gathering_id: str, kind: PairKind, one: str, other: str, *, on: date | None = None, note: str = ""
) -> Changes:
    """Let two units visit each other, or let ``one`` guide ``other``; ``made`` is the id.

    Raises:
        BadInput: it is the same unit twice, one of them or the gathering is gone, or it is agreed here already.
    """
    if one == other:
        raise BadInput(_("Velg to ulike enheter."))
    if store.value("SELECT count(*) FROM units WHERE id IN (?, ?)", one, other) != 2:
        raise BadInput(_("Enheten finnes ikke lenger."))
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    for there in of_gathering(store, gathering_id):
        same = (
            {there.one, there.other} == {one, other}
            if kind is PairKind.OBSERVE
            else (there.one, there.other) == (one, other)
        )
        if there.kind is kind and same:
            raise BadInput(_("De to er avtalt allerede."))
    pair_id = store.new_id()
    with store.change(_("Veiledning") if kind is PairKind.GUIDE else _("Observasjonspar")) as step:
        data = {"kind": kind, "one": one, "other": other, "on": _plain(on), "note": clean(note).strip()}
        entries.append(store, KIND, gathering_id, pair_id, data)
        step.made = pair_id
    return step.changes


def edit(
    store: Store, pair_id: str, *, on: date | Unchanged | None = UNCHANGED, note: str | Unchanged = UNCHANGED
) -> Changes:
    """Agree on a day, or write what to look for or what came of it.

    Raises:
        Expected: it is gone.
    """
    columns: dict[str, object] = {}
    if not isinstance(on, Unchanged):
        columns["on"] = _plain(on)
    if not isinstance(note, Unchanged):
        columns["note"] = clean(note).strip()
    return _write(store, pair_id, columns, _("Mellom samlingene"), merge=f"pairing:{pair_id}")


def remove(store: Store, pair_id: str) -> Changes:
    """Take a pair away; the two may be suggested again. Undo brings it back."""
    return _write(store, pair_id, {"removed": 1}, _("Fjern paret"))


def move_to_unit(store: Store, keep_id: str, drop_id: str) -> None:
    """Let a unit take over the pairs of another; inside ``store.change()``. One of the two together goes."""
    for pair in of_unit(store, drop_id):
        row, data = _stored(store, pair.id)
        new = {**data, **{end: keep_id for end in ("one", "other") if data[end] == drop_id}}
        if new["one"] == new["other"]:
            new["removed"] = 1
        entries.append(store, KIND, row["gathering_id"], pair.id, new)


def _write(store: Store, pair_id: str, columns: Mapping[str, object], label: str, *, merge: str = "") -> Changes:
    return lasting.write(store, KIND, pair_id, columns, label, _gone(), merge=merge)


def _stored(store: Store, pair_id: str) -> tuple[Row, dict[str, Any]]:
    return lasting.stored(store, KIND, pair_id, _gone())


def _gone() -> str:
    return _("Paret er borte. Noen kan ha fjernet samlingen der det ble avtalt.")


def _sorted(rows: Iterable[Row]) -> tuple[Pairing, ...]:
    kinds = list(PairKind)
    pairings = (_pairing(row) for row in rows)
    return tuple(
        sorted(
            pairings,
            key=lambda pair: (kinds.index(pair.kind), sort_key(pair.one_name), sort_key(pair.other_name), pair.id),
        )
    )


def _pairing(row: Row) -> Pairing:
    data = json.loads(row["data"])
    on = data.get("on")
    return Pairing(
        id=row["object"],
        gathering_id=row["gathering_id"],
        kind=PairKind(data["kind"]),
        one=data["one"],
        other=data["other"],
        one_name=row["one"] or "",
        other_name=row["other"] or "",
        on=date.fromisoformat(on) if on else None,
        note=data.get("note", ""),
    )


def _plain(on: date | None) -> str:
    return on.isoformat() if on else ""

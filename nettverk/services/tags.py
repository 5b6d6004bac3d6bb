"""Tags: which themes there are, what carries them, and what is tagged with one.

A tag is an append-only entry of its own, so that two machines that tag the same thing both count. What counts is the
view ``tags``. A sheet's tags stand in its definition, and are read and kept there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.tags import Carrier, TagOn
from nettverk.i18n import _
from nettverk.services.sheets import library, own, stored
from nettverk.services.sheets.wheel import wheel
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

__all__ = ["at_gathering", "copy", "everywhere", "names", "set_tags", "tagged_with", "tags_of", "wheel"]

KIND = EntryKind.TAG


def names(language: str = "nb") -> Mapping[str, str]:
    """What each theme is called, by its id, in the order of the wheel."""
    return wheel(language).names


# --- read ---


def tags_of(store: Store, on: TagOn, id_: str) -> tuple[str, ...]:
    """The tags of one thing, in the order of the wheel."""
    if on is TagOn.SHEET:
        sheet = stored.newest(store, id_)
        return wheel().in_order(sheet.tags) if sheet else ()
    start = f"{on}:{id_}:"
    # Everything that begins so: a colon in a point's id must not let one point have the tags of another.
    rows = store.rows(
        "SELECT object FROM current_entries WHERE kind = 'tag' AND object >= ? AND object < ? AND data ->> 'on' = 1",
        start, f"{start[:-1]};",
    )  # fmt: skip
    return wheel().in_order(tag for row in rows if (tag := row["object"][len(start) :]) and ":" not in tag)


def at_gathering(store: Store, gathering_id: str) -> dict[TagOn, dict[str, tuple[str, ...]]]:
    """The tags of everything at one gathering, by what carries them and its id; sheets are not among them."""
    rows = store.rows(
        "SELECT object FROM current_entries WHERE gathering_id = ? AND kind = 'tag' AND data ->> 'on' = 1", gathering_id
    )
    return _by_carrier(rows)


def everywhere(store: Store, on: TagOn) -> dict[str, tuple[str, ...]]:
    """The tags of everything of one kind in the file, by its id."""
    if on is TagOn.SHEET:
        return {sheet.id: wheel().in_order(sheet.tags) for sheet in library.all_(store)}
    rows = store.rows(
        "SELECT object FROM current_entries WHERE kind = 'tag' AND object >= ? AND object < ? AND data ->> 'on' = 1",
        f"{on}:", f"{on};",
    )  # fmt: skip
    return _by_carrier(rows).get(on, {})


def tagged_with(store: Store, tag: str, on: TagOn | None = None) -> tuple[Carrier, ...]:
    """Everything in the file that carries a tag, by kind and id.

    Args:
        on: of this kind only.
    """
    rows = store.rows("SELECT on_kind, on_id, gathering_id FROM tags WHERE tag = ? ORDER BY on_kind, on_id", tag)
    known = set(TagOn)
    carriers = [
        Carrier(TagOn(row["on_kind"]), row["on_id"], row["gathering_id"]) for row in rows if row["on_kind"] in known
    ]
    if on is None or on is TagOn.SHEET:
        carriers += [Carrier(TagOn.SHEET, sheet.id) for sheet in library.all_(store) if tag in sheet.tags]
    return tuple(carrier for carrier in carriers if on is None or carrier.on is on)


def _by_carrier(rows: Iterable[Row]) -> dict[TagOn, dict[str, tuple[str, ...]]]:
    by_carrier: dict[TagOn, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known = {on.value: on for on in TagOn}
    for row in rows:
        on, _colon, rest = row["object"].partition(":")
        id_, _colon, tag = rest.rpartition(":")
        if on in known and id_:  # else written by a program that can tag more than this one
            by_carrier[known[on]][id_].add(tag)
    order = wheel().in_order
    return {on: {id_: order(tags) for id_, tags in of.items()} for on, of in by_carrier.items()}


# --- write ---


def set_tags(store: Store, carrier: Carrier, tags: Iterable[str]) -> Changes:
    """Let one thing have these tags and no others; the same again changes nothing. Undo takes it back.

    Tags that this program does not know stay as they are where they stood already.

    Raises:
        BadInput: a tag that there is none of, a sheet that ships or is gone, or a gathering that is gone; nothing is
            changed.
    """
    wanted, now = set(tags), set(tags_of(store, carrier.on, carrier.id))
    if wanted == now:
        return NOTHING
    if strange := wanted - now - set(wheel().names):
        raise BadInput(_("Det er ingen merkelapp som heter «{tag}».").format(tag=min(strange)))
    if carrier.on is TagOn.SHEET:
        return _tag_sheet(store, carrier.id, wanted)
    if store.one("SELECT 1 FROM gatherings WHERE id = ?", carrier.gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    with store.change(_("Merkelapper"), merge=f"tags:{carrier.on}:{carrier.id}") as step:
        for tag in wheel().in_order(wanted ^ now):
            _append(store, carrier, tag, on=tag in wanted)
    return step.changes


def _append(store: Store, carrier: Carrier, tag: str, *, on: bool) -> None:
    object_ = f"{carrier.on}:{carrier.id}:{tag}"
    entries.append(store, KIND, carrier.gathering_id, object_, {"tag": tag, "on": int(on)})


def _tag_sheet(store: Store, sheet_id: str, tags: set[str]) -> Changes:
    sheet = stored.newest(store, sheet_id)
    if sheet is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    if not sheet.own:
        raise BadInput(_("Arket følger med programmet. Velg «Lag din egen», så kan du sette merkelapper på det."))
    return own.save(store, replace(sheet, tags=wheel().in_order(tags)), typing="tags")


def copy(store: Store, from_gathering: str, to_gathering: str, parts: Mapping[str, str]) -> None:
    """The tags of a gathering and its parts on a copy of it; inside ``store.change()``.

    Args:
        parts: ids of the parts there by those here.
    """
    carried = at_gathering(store, from_gathering)
    for tag in carried.get(TagOn.GATHERING, {}).get(from_gathering, ()):
        _append(store, Carrier(TagOn.GATHERING, to_gathering, to_gathering), tag, on=True)
    for part_id, tags in carried.get(TagOn.PART, {}).items():
        for tag in tags if part_id in parts else ():
            _append(store, Carrier(TagOn.PART, parts[part_id], to_gathering), tag, on=True)

"""Themes made, named, filled, merged, parted and taken away: each one entry, so that nothing that was done is lost.

Where a point is, is an entry about the point; the theme it names may have been merged into another, or be gone. So two
laptops that both gather themes can be put together by laying their entries in one file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.themes import NAME_LENGTH, ends_in
from nettverk.i18n import _, _n
from nettverk.services.reflections import clean
from nettverk.services.themes.board import read_themes
from nettverk.storage import entries
from nettverk.storage.store import Store


def make(store: Store, gathering_id: str, name: str, points: Sequence[str] = ()) -> Changes:
    """A new theme, last, with these points in it; ``made`` is its id.

    Args:
        points: keys.

    Raises:
        BadInput: it has no name.
    """
    named = _named(name)
    with store.change(_("Nytt tema: {name}").format(name=named)) as step:
        themes, _into = read_themes(store, gathering_id)
        theme_id = store.new_id()
        position = 1 + max((theme.position for theme in themes), default=0)
        _append(store, gathering_id, theme_id, {"name": named, "position": position})
        _place(store, gathering_id, points, theme_id)
        step.made = theme_id
    return step.changes


def place(store: Store, gathering_id: str, points: Sequence[str], theme_id: str) -> Changes:
    """Put points in a theme; empty puts them back under «Ikke plassert». Those that are there already stay.

    Raises:
        BadInput: the theme is gone.
    """
    if not points:
        return NOTHING
    if theme_id:
        name = _data(store, gathering_id, theme_id)["name"]
        label = _n("Legg {n} punkt i «{{name}}»", "Legg {n} punkter i «{{name}}»", len(points)).format(name=name)
    else:
        label = _n("Fjern {n} punkt fra temaet", "Fjern {n} punkter fra temaet", len(points))
    with store.change(label) as step:
        _place(store, gathering_id, points, theme_id)
    return step.changes


def place_each(store: Store, gathering_id: str, places: Mapping[str, str]) -> Changes:
    """Put each of several points in a theme of its own, in one step.

    Args:
        places: the theme by the point's key.

    Raises:
        BadInput: a theme is gone; nothing is changed.
    """
    if len(set(places.values())) == 1:
        return place(store, gathering_id, tuple(places), next(iter(places.values())))
    with store.change(_n("Plasser {n} punkt", "Plasser {n} punkter", len(places))) as step:
        for theme_id in dict.fromkeys(places.values()):
            _data(store, gathering_id, theme_id)
            _place(store, gathering_id, [key for key, there in places.items() if there == theme_id], theme_id)
    return step.changes


def rename(store: Store, gathering_id: str, theme_id: str, name: str) -> Changes:
    """Give a theme another name; the same again changes nothing.

    Raises:
        BadInput: no name, or the theme is gone.
    """
    data, named = _data(store, gathering_id, theme_id), _named(name)
    if data["name"] == named:
        return NOTHING
    with store.change(_("Gi nytt navn: {name}").format(name=named)) as step:
        _append(store, gathering_id, theme_id, {**data, "name": named})
    return step.changes


def merge(store: Store, gathering_id: str, keep: str, drop: str) -> Changes:
    """Let one theme go into another, with all its points.

    Raises:
        BadInput: one of them is gone.
    """
    if keep == drop:
        return NOTHING
    into, gone = _data(store, gathering_id, keep), _data(store, gathering_id, drop)
    with store.change(_("Slå «{gone}» sammen med «{kept}»").format(gone=gone["name"], kept=into["name"])) as step:
        _append(store, gathering_id, drop, {**gone, "into": keep})
    return step.changes


def remove(store: Store, gathering_id: str, theme_id: str) -> Changes:
    """Take a theme away; its points go back under «Ikke plassert», and undo brings all of it back."""
    try:
        data = _data(store, gathering_id, theme_id)
    except BadInput:
        return NOTHING
    with store.change(_("Fjern temaet «{name}»").format(name=data["name"])) as step:
        _append(store, gathering_id, theme_id, {**data, "removed": True})
    return step.changes


def move(store: Store, gathering_id: str, theme_id: str, position: int) -> Changes:
    """Let a theme stand at this place among the others (0 first), which is what its number key is made of.

    Raises:
        BadInput: the theme is gone.
    """
    data = _data(store, gathering_id, theme_id)
    themes, _into = read_themes(store, gathering_id)
    order = [theme.id for theme in themes if theme.id != theme_id]
    order.insert(max(0, min(position, len(order))), theme_id)
    stood = {theme.id: theme.position for theme in themes}
    with store.change(_("Flytt temaet «{name}»").format(name=data["name"])) as step:
        for place_, id_ in enumerate(order, start=1):
            if stood[id_] != place_:
                _append(store, gathering_id, id_, {**_data(store, gathering_id, id_), "position": place_})
    return step.changes


def show_on_wall(store: Store, gathering_id: str, themes: Sequence[str], *, on: bool = True) -> Changes:
    """Let themes stand on the wall, or not; the wall shows nothing that nobody has chosen."""
    label = _("Temaer på lerretet") if on else _("Ta temaer av lerretet")
    with store.change(label) as step:
        for theme_id in themes:
            data = _data(store, gathering_id, theme_id)
            if bool(data.get("on_wall")) != on:
                _append(store, gathering_id, theme_id, {**data, "on_wall": on})
    return step.changes


def _place(store: Store, gathering_id: str, points: Sequence[str], theme_id: str) -> None:
    themes, into = read_themes(store, gathering_id)
    standing = {theme.id for theme in themes}
    for key in dict.fromkeys(points):
        now = entries.current(store, EntryKind.PLACEMENT, gathering_id, key)
        before = str(json.loads(now["data"]).get("theme", "")) if now else ""
        if ends_in(before, into, standing) != theme_id:
            entries.append(store, EntryKind.PLACEMENT, gathering_id, key, {"theme": theme_id})


def _append(store: Store, gathering_id: str, theme_id: str, data: Mapping[str, object]) -> None:
    entries.append(store, EntryKind.THEME, gathering_id, theme_id, data)


def _data(store: Store, gathering_id: str, theme_id: str) -> dict[str, Any]:
    """The content of a theme that is there.

    Raises:
        BadInput: it is not.
    """
    row = entries.current(store, EntryKind.THEME, gathering_id, theme_id)
    data = json.loads(row["data"]) if row else {}
    if row is None or data.get("into") or data.get("removed"):
        raise BadInput(_("Temaet finnes ikke lenger."))
    return dict(data)


def _named(name: str) -> str:
    named = " ".join(clean(name).split())[:NAME_LENGTH].strip()
    if not named:
        raise BadInput(_("Skriv hva temaet heter."))
    return named

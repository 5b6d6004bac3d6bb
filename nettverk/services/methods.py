"""Ways of working: those that ship (TOML in resources/templates/methods), and the municipality's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from nettverk.assets import resource
from nettverk.domain import plain_toml
from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.errors import BadInput, Gone
from nettverk.domain.method_lines import read_roles, read_steps, roles_as_lines, steps_as_lines
from nettverk.domain.method_reading import MOST_LETTERS, as_mapping, read_method
from nettverk.domain.methods import InLanguages, Method, MethodRole, MethodStep, steps
from nettverk.domain.sheets.definition import When
from nettverk.domain.sheets.library import Shelved
from nettverk.domain.sorting import sort_key
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _, using
from nettverk.services import trash
from nettverk.storage.store import Store

if TYPE_CHECKING:
    from nettverk.domain.wall.walls import Wall

MOST_BYTES = 100_000
"""Of a method's file."""


class MethodForm(StrEnum):
    """How a method goes on, as one chooses it for one's own; the values are what the form's field holds."""

    ONCE = "once"
    PAIRS = "pairs"
    ROUNDS = "rounds"


def form_of(method: Method) -> MethodForm:
    """How a method goes on."""
    return MethodForm.ROUNDS if method.rounds else MethodForm.PAIRS if method.pairs else MethodForm.ONCE


@cache
def shipped() -> Mapping[str, Method]:
    """Those that ship with the program by id, in the order of their files; read once."""
    paths = sorted(resource("templates", "methods").glob("*.toml"))
    methods = [parsed(path.read_bytes(), path.name) for path in paths]
    return {method.id: method for method in methods}


def parsed(data: bytes, name: str) -> Method:
    """The method in a TOML file's bytes; ``name`` is what the file is called.

    Raises:
        BadInput: it is no method.
    """
    try:
        raw = plain_toml.parse(data, MOST_BYTES)
    except ValueError:
        raise BadInput(_("{name} er ikke skrevet som en arbeidsmåte, og er ikke med.").format(name=name)) from None
    return read_method(raw, name=name)


def field_text(method: Method, field: str) -> str:
    """What a field of an own method's form holds, by the field's name."""
    return {
        "name": method.name.here,
        "about": method.about.here,
        "steps": steps_as_lines(method.steps),
        "roles": roles_as_lines(method.roles),
        "form": form_of(method).value,
    }[field]


def all_(store: Store) -> Mapping[str, Method]:
    """All there are by id: shipped ones first, then own ones by name."""
    return {**shipped(), **own(store)}


def own(store: Store) -> Mapping[str, Method]:
    """The municipality's own by id, in order of name."""
    methods = []
    for row in store.rows("SELECT raw FROM own_methods"):
        # Somebody else's program may have written in the file. The rooms around it must still open.
        with suppress(BadInput, ValueError, TypeError, AttributeError):
            methods.append(read_method(json.loads(row["raw"]), own=True))
    methods.sort(key=lambda method: (sort_key(method.name.here), method.id))
    return {method.id: method for method in methods}


def shelved(known: Mapping[str, Method]) -> tuple[Shelved, ...]:
    """Ways of working as they stand on the library's shelf, beside the sheets."""
    return tuple(
        Shelved(
            method.id, method.version, method.name.here, (), When.IN_PART, 0, (), own=method.own, method=True,
            words=" ".join((
                method.name.here, method.about.here, *(step.title.here for step in method.steps),
                *(role.name.here for role in method.roles),
            )).casefold(),
        )
        for method in known.values()
    )  # fmt: skip


def wall(method: Method, minutes: int, language: str) -> Wall:
    """What the hall sees of a way of working in a part of so many minutes."""
    from nettverk.domain.wall.part_walls import method_wall  # the walls are many, and the plan needs none of them

    with using(language):
        return method_wall(method.id, method, steps(method, minutes))


def copy(store: Store, method_id: str) -> Changes:
    """«Lag din egen»: one's own method to change, from any other; ``made`` is its id.

    Raises:
        Gone: it is not there any more.
    """
    method = all_(store).get(method_id)
    if method is None:
        raise Gone(_("Arbeidsmåten finnes ikke lenger."))
    taken = {other.name.here.casefold() for other in all_(store).values()}
    # A name that is as long as it may be makes room for the words after it.
    base = method.name.here[: MOST_LETTERS["name"] - 20].strip()
    name, number = _("{name}, vår egen").format(name=base), 2
    while name.casefold() in taken:
        name, number = _("{name}, vår egen {number}").format(name=base, number=number), number + 1
    copied = _in_one_language(replace(method, id=store.new_id(), name=InLanguages(name), own=True, version=1))
    with store.change(_("Lag {name}").format(name=name)) as step:
        store.insert("own_methods", id=copied.id, raw=_raw(copied))
        step.made = copied.id
    return step.changes


def edit(
    store: Store,
    method_id: str,
    *,
    name: str | Unchanged = UNCHANGED,
    about: str | Unchanged = UNCHANGED,
    steps: str | Unchanged = UNCHANGED,
    roles: str | Unchanged = UNCHANGED,
    form: MethodForm | Unchanged = UNCHANGED,
) -> Changes:
    """Change an own method; typing on in the same field is one step to undo.

    Args:
        steps, roles: one on each line, as ``domain.method_lines`` reads them.
        form: how it goes on: once through, two and two first, or in rounds.

    Raises:
        Gone: it is not there any more.
        BadInput: it would have no name or no step, or rounds without a change of tables; nothing is changed.
    """
    method = own(store).get(method_id)
    if method is None:
        raise Gone(_("Arbeidsmåten finnes ikke lenger."))
    changed = method
    if name is not UNCHANGED:
        changed = replace(changed, name=InLanguages(name.strip()))
    if about is not UNCHANGED:
        changed = replace(changed, about=InLanguages(about.strip()))
    if steps is not UNCHANGED:
        changed = replace(changed, steps=read_steps(steps, method.steps))
    if roles is not UNCHANGED:
        changed = replace(changed, roles=read_roles(roles))
    if form is not UNCHANGED:
        rounds = form is MethodForm.ROUNDS
        changed = replace(changed, rounds=rounds, hosts_stay=rounds, pairs=form is MethodForm.PAIRS)
    raw = _raw(changed)
    # Read as it will be read back, so that nothing is stored that could not be.
    read_method(json.loads(raw), name=method.name.here, own=True)
    if raw == _raw(method):
        return NOTHING
    fields = given(name=name, about=about, steps=steps, roles=roles, form=form)
    typing_on = f"own_methods:{method_id}:{'+'.join(fields)}"
    with store.change(_("Endre {name}").format(name=method.name.here), merge=typing_on) as step:
        store.update("own_methods", method_id, raw=raw)
    return step.changes


def remove(store: Store, method_id: str) -> Changes:
    """Remove an own method; parts that used it have none. Undo brings both back, the trash the method."""
    row = store.one("SELECT raw FROM own_methods WHERE id = ?", method_id)
    if row is None:
        return NOTHING
    name = read_method(json.loads(row["raw"])).name.here
    with store.change(_("Fjern {name}").format(name=name)) as step:
        for part in store.rows("SELECT id FROM parts WHERE method = ?", method_id):
            store.update("parts", part["id"], method="")
        trash.keep(store, TrashKind.METHOD, name, [("own_methods", method_id)])
        store.delete("own_methods", method_id)
    return step.changes


def _in_one_language(method: Method) -> Method:
    # One's own is written in one language: words in the two others would be left behind by the first change.
    def here(text: InLanguages) -> InLanguages:
        return InLanguages(text.here)

    return replace(
        method,
        name=here(method.name),
        about=here(method.about),
        source=here(method.source),
        roles=tuple(MethodRole(here(role.name), here(role.task)) for role in method.roles),
        steps=tuple(
            MethodStep(here(step.title), here(step.hint), step.minutes, step.most, here(step.later_hint))
            for step in method.steps
        ),
    )


def _raw(method: Method) -> str:
    return json.dumps(as_mapping(method), ensure_ascii=False, sort_keys=True)

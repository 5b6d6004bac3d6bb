"""A method from a mapping, as a TOML or JSON file holds it, and back again; checked whole, with a sentence for a fault.

Words are said as in a sheet's file: ``name = "Dialogkafé"``, and ``nn.name``, ``en.name`` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.methods import InLanguages, Method, MethodRole, MethodStep
from nettverk.domain.raw_values import Wrong, is_newer, mapping, missing, number, plain, sequence, text, yes
from nettverk.i18n import _, quoted

FORMAT = 1
"""Of the file; a newer program may write a higher one."""
MOST_STEPS = 12
MOST_ROLES = 6
MOST_LETTERS = {"title": 40, "hint": 80, "later_hint": 80, "label": 30, "task": 80, "name": 80}
"""In a text that stands on the wall, where it must be read from the back row."""
MOST_OTHERWISE = 600


def read_method(raw: Mapping[str, Any], *, name: str = "", own: bool = False) -> Method:
    """The method a mapping says.

    Args:
        name: what the file is called, for the sentence when something is wrong.

    Raises:
        BadInput: it is no method, or one from a newer program.
    """
    name = name or str(raw.get("id", ""))
    if is_newer(raw, FORMAT):
        raise BadInput(
            _("{name} er laget med en nyere versjon av Nettverk. Oppdater programmet først.").format(name=name)
        )
    try:
        return _method(raw, own)
    except Wrong as wrong:
        raise BadInput(_("{name} kan ikke brukes som arbeidsmåte: {reason}").format(name=name, reason=wrong)) from None


def as_mapping(method: Method) -> dict[str, Any]:
    """The mapping that ``read_method`` reads back as the same method."""
    raw: dict[str, Any] = {
        "format": FORMAT, "id": method.id, "version": method.version, "group_size": method.group_size,
        "rounds": method.rounds, "hosts_stay": method.hosts_stay, "pairs": method.pairs,
    }  # fmt: skip
    _say(raw, name=method.name, about=method.about, source=method.source)
    raw["roles"] = [_say({"id": str(i)}, label=role.name, task=role.task) for i, role in enumerate(method.roles)]
    raw["steps"] = [
        _say({"minutes": step.minutes, "most": step.most}, title=step.title, hint=step.hint, later_hint=step.later_hint)
        for step in method.steps
    ]
    return raw


def _say(raw: dict[str, Any], **texts: InLanguages) -> dict[str, Any]:
    for key, words in texts.items():
        raw[key] = words.nb
        for code, said in (("nn", words.nn), ("en", words.en)):
            if said:
                raw.setdefault(code, {})[key] = said
    return raw


def _method(raw: Mapping[str, Any], own: bool) -> Method:
    where = _("arbeidsmåten")
    steps = tuple(_step(step, place) for place, step in enumerate(_tables(raw, "steps", MOST_STEPS), start=1))
    rounds = yes(raw, "rounds")
    if not steps:
        raise Wrong(_("den har ingen steg."))
    if rounds and len(steps) != 2:
        raise Wrong(_("en arbeidsmåte i runder har to steg: samtalen og byttet."))
    return Method(
        id=plain(raw, "id", where),
        name=_text(raw, "name", where, needed=True),
        about=_text(raw, "about", where),
        steps=steps,
        roles=tuple(
            MethodRole(_text(role, "label", "roles", needed=True), _text(role, "task", "roles"))
            for role in _tables(raw, "roles", MOST_ROLES)
        ),
        source=_text(raw, "source", where),
        group_size=number(raw, "group_size", 0, 100, 0, where),
        rounds=rounds,
        hosts_stay=yes(raw, "hosts_stay"),
        pairs=yes(raw, "pairs"),
        own=own,
        version=number(raw, "version", 1, 1_000_000, 1, where),
    )


def _step(raw: Mapping[str, Any], place: int) -> MethodStep:
    where = _("steg {place}").format(place=place)
    return MethodStep(
        _text(raw, "title", where, needed=True),
        _text(raw, "hint", where),
        number(raw, "minutes", 1, 240, 5, where),
        number(raw, "most", 0, 240, 0, where),
        _text(raw, "later_hint", where),
    )


def _tables(raw: Mapping[str, Any], key: str, most: int) -> list[Mapping[str, Any]]:
    tables = [mapping(table, key) for table in sequence(raw.get(key, []), quoted(key))]
    if len(tables) > most:
        raise Wrong(
            _("«{key}» kan ha {most} til sammen, og har {count}.").format(key=key, most=most, count=len(tables))
        )
    return tables


def _text(raw: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> InLanguages:
    most = MOST_LETTERS.get(key, MOST_OTHERWISE)
    others = (mapping(raw.get(code, {}), quoted(code)) for code in ("nn", "en"))
    first, *said = (text(table, key, most, where) for table in (raw, *others))
    if needed and not first:
        raise missing(key, where)
    return InLanguages(first, *said)

"""A method from a mapping, as a TOML or JSON file holds it, and back again; checked whole, with a sentence for a fault.

Words are said as in a sheet's file: ``name = "Dialogkafé"``, and ``nn.name``, ``en.name`` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.methods import InLanguages, Method, MethodRole, MethodStep
from nettverk.i18n import _

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
    form = raw.get("format", FORMAT)
    if isinstance(form, int) and form > FORMAT:
        raise BadInput(
            _("{name} er laget med en nyere utgave av Nettverk. Oppdater programmet først.").format(name=name)
        )
    try:
        return _method(raw, own)
    except _Wrong as wrong:
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
    for key, text in texts.items():
        raw[key] = text.nb
        for code, said in (("nn", text.nn), ("en", text.en)):
            if said:
                raw.setdefault(code, {})[key] = said
    return raw


class _Wrong(Exception):
    """What is wrong, as the second half of a sentence."""


def _method(raw: Mapping[str, Any], own: bool) -> Method:
    steps = tuple(_step(step, place) for place, step in enumerate(_tables(raw, "steps", MOST_STEPS), start=1))
    rounds = _yes(raw, "rounds")
    if not steps:
        raise _Wrong(_("den har ingen steg."))
    if rounds and len(steps) != 2:
        raise _Wrong(_("en arbeidsmåte i runder har to steg: samtalen og byttet."))
    if not (method_id := raw.get("id", "")) or not isinstance(method_id, str) or any(c.isspace() for c in method_id):
        raise _Wrong(_("«{key}» mangler.").format(key="id"))
    return Method(
        id=method_id,
        name=_text(raw, "name", needed=True),
        about=_text(raw, "about"),
        steps=steps,
        roles=tuple(
            MethodRole(_text(role, "label", needed=True), _text(role, "task"))
            for role in _tables(raw, "roles", MOST_ROLES)
        ),
        source=_text(raw, "source"),
        group_size=_number(raw, "group_size", 0, 100, 0),
        rounds=rounds,
        hosts_stay=_yes(raw, "hosts_stay"),
        pairs=_yes(raw, "pairs"),
        own=own,
        version=_number(raw, "version", 1, 1_000_000, 1),
    )


def _step(raw: Mapping[str, Any], place: int) -> MethodStep:
    try:
        return MethodStep(
            _text(raw, "title", needed=True),
            _text(raw, "hint"),
            _number(raw, "minutes", 1, 240, 5),
            _number(raw, "most", 0, 240, 0),
            _text(raw, "later_hint"),
        )
    except _Wrong as wrong:
        raise _Wrong(_("steg {place}: {reason}").format(place=place, reason=wrong)) from None


def _tables(raw: Mapping[str, Any], key: str, most: int) -> list[Mapping[str, Any]]:
    tables = raw.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise _Wrong(_("«{key}» må være en liste av tabeller.").format(key=key))
    if len(tables) > most:
        raise _Wrong(
            _("«{key}» kan ha {most} til sammen, og har {count}.").format(key=key, most=most, count=len(tables))
        )
    return tables


def _text(raw: Mapping[str, Any], key: str, *, needed: bool = False) -> InLanguages:
    said = []
    for table in (raw, raw.get("nn", {}), raw.get("en", {})):
        text = table.get(key, "") if isinstance(table, Mapping) else None
        most = MOST_LETTERS.get(key, MOST_OTHERWISE)
        if not isinstance(text, str) or len(text) > most:
            raise _Wrong(_("«{key}» må være tekst på høyst {most} tegn.").format(key=key, most=most))
        said.append(text.strip())
    if needed and not said[0]:
        raise _Wrong(_("«{key}» mangler.").format(key=key))
    return InLanguages(*said)


def _number(raw: Mapping[str, Any], key: str, least: int, most: int, otherwise: int) -> int:
    number = raw.get(key, otherwise)
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise _Wrong(_("«{key}» må være et tall mellom {least} og {most}.").format(key=key, least=least, most=most))
    return number


def _yes(raw: Mapping[str, Any], key: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise _Wrong(_("«{key}» må være true eller false.").format(key=key))
    return value

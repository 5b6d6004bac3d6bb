"""Templates of gatherings that ship with the program: TOML in resources/templates/gatherings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cache
from typing import Any

from nettverk.assets import resource
from nettverk.domain import plain_toml
from nettverk.domain.errors import BadInput
from nettverk.domain.plan import Organising, PartKind
from nettverk.i18n import LANGUAGES, _, in_own_words, using
from nettverk.services import methods

MOST_BYTES = 200_000
"""Of a template's file."""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part as the template gives it, in one language; fields as in domain.plan.Part, method and ``sheets`` by ids."""

    kind: PartKind
    title: str
    minutes: int
    floor_minutes: int
    organising: Organising
    method: str
    fixed_start: time | None
    notes: str
    questions: tuple[str, ...]
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A format for a gathering: name and purpose in the user's language, parts in any of the three.

    ``ships`` are the program's own, which call things what the municipality calls them; what people have typed stays.
    """

    id: str
    name: str
    about: str
    source: str
    starts_at: time
    ends_at: time
    _raw: tuple[Mapping[str, Any], ...]
    ships: bool = False

    def words(self, language: str) -> tuple[TemplatePart, ...]:
        """The parts in this language; what a language lacks is said in bokmål."""
        said = [_part({**part, **part.get(language, {})}) for part in self._raw]
        if not self.ships:
            return tuple(said)
        with using(language):
            return tuple(_in_own_words(part) for part in said)


@cache
def templates(language: str = "nb") -> tuple[Template, ...]:
    """All templates that ship, in the order they give themselves."""
    files = [
        parsed(path.read_bytes(), path.name, language) for path in resource("templates", "gatherings").glob("*.toml")
    ]
    return tuple(template for _order, template in sorted(files, key=lambda file: file[0]))


def template(template_id: str, language: str = "nb") -> Template:
    """One template by its id.

    Raises:
        KeyError: there is none; ids come from ``templates()``.
    """
    return {template.id: template for template in templates(language)}[template_id]


def parsed(data: bytes, name: str, language: str = "nb") -> tuple[int, Template]:
    """A template in a file's bytes, after the number it is sorted by; ``name`` is what the file is called.

    Raises:
        BadInput: it is no template, in any of the three languages.
    """
    try:
        raw = plain_toml.parse(data, MOST_BYTES)
        template, order = _template(raw, language), int(raw["order"])
        used = {part.method for code in LANGUAGES for part in template.words(code)}
    # What a file lacks, has too much of, or writes as another type comes as any of these.
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise BadInput(_("{name} er ingen mal for en samling, og er ikke med.").format(name=name)) from None
    if used - {"", *methods.shipped()}:
        raise BadInput(_("{name} er ingen mal for en samling, og er ikke med.").format(name=name))
    return order, template


def _template(raw: Mapping[str, Any], language: str) -> Template:
    # A language only says what it says otherwise; the rest stands in bokmål at the top of the file.
    head = {**raw, **raw.get(language, {})}
    return Template(
        head["id"], head["name"], head.get("about", ""), head.get("source", ""),
        _time(head["starts_at"]), _time(head["ends_at"]), tuple(raw["parts"]), ships=True,
    )  # fmt: skip


def _part(raw: Mapping[str, Any]) -> TemplatePart:
    return TemplatePart(
        kind=PartKind(raw["kind"]),
        title=raw["title"],
        minutes=raw["minutes"],
        floor_minutes=raw.get("floor_minutes", raw["minutes"]),
        organising=Organising(raw.get("organising", Organising.PLENUM)),
        method=str(raw.get("method", "")),
        fixed_start=_time(raw["fixed_start"]) if raw.get("fixed_start") else None,
        notes=raw.get("notes", ""),
        questions=tuple(raw.get("questions", ())),
        sheets=tuple(str(id_) for id_ in raw.get("sheets", ())),
    )


def _in_own_words(part: TemplatePart) -> TemplatePart:
    return replace(
        part, title=in_own_words(part.title), notes=in_own_words(part.notes),
        questions=tuple(in_own_words(question) for question in part.questions),
    )  # fmt: skip


def _time(text: str) -> time:
    # Written «8.30» in the files, as people here write the time.
    return time.fromisoformat(text.replace(".", ":"))

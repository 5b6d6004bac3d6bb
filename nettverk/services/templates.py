"""Templates of gatherings that ship with the program: TOML in resources/templates/gatherings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from nettverk.assets import resource
from nettverk.domain.plan import Method, Organising, PartKind


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part as the template gives it, in one language; fields as in domain.plan.Part."""

    kind: PartKind
    title: str
    minutes: int
    floor_minutes: int
    organising: Organising
    method: Method
    fixed_start: time | None
    notes: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A format for a gathering: name and purpose in the user's language, parts in any of the three."""

    id: str
    name: str
    about: str
    source: str
    starts_at: time
    ends_at: time
    _raw: tuple[Mapping[str, Any], ...]

    def words(self, language: str) -> tuple[TemplatePart, ...]:
        """The parts in this language; what a language lacks is said in bokmål."""
        return tuple(_part({**part, **part.get(language, {})}) for part in self._raw)


def templates(language: str = "nb") -> tuple[Template, ...]:
    """All templates that ship, in the order they give themselves."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in resource("templates", "gatherings").glob("*.toml")]
    return tuple(_template(raw, language) for raw in sorted(files, key=lambda raw: raw["order"]))


def template(template_id: str, language: str = "nb") -> Template:
    """One template by its id.

    Raises:
        KeyError: there is none; ids come from ``templates()``.
    """
    return {template.id: template for template in templates(language)}[template_id]


def _template(raw: Mapping[str, Any], language: str) -> Template:
    # A language only says what it says otherwise; the rest stands in bokmål at the top of the file.
    head = {**raw, **raw.get(language, {})}
    return Template(
        head["id"], head["name"], head.get("about", ""), head.get("source", ""),
        _time(head["starts_at"]), _time(head["ends_at"]), tuple(raw["parts"]),
    )  # fmt: skip


def _part(raw: Mapping[str, Any]) -> TemplatePart:
    return TemplatePart(
        kind=PartKind(raw["kind"]),
        title=raw["title"],
        minutes=raw["minutes"],
        floor_minutes=raw.get("floor_minutes", raw["minutes"]),
        organising=Organising(raw.get("organising", Organising.PLENUM)),
        method=Method(raw.get("method", Method.NONE)),
        fixed_start=_time(raw["fixed_start"]) if raw.get("fixed_start") else None,
        notes=raw.get("notes", ""),
        questions=tuple(raw.get("questions", ())),
    )


def _time(text: str) -> time:
    # Written «8.30» in the files, as people here write the time.
    return time.fromisoformat(text.replace(".", ":"))

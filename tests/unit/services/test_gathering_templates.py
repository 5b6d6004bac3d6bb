"""The formats that ship add up, name only what exists, and say everything in all three languages."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from nettverk.assets import resource
from nettverk.domain.plan import MAIN_KINDS, Organising, PartKind, fit
from nettverk.i18n import LANGUAGES
from nettverk.services import gatherings, plan
from nettverk.services.methods import shipped
from nettverk.services.register import register
from nettverk.services.templates import Template, templates
from nettverk.storage.store import Store

FILES = sorted(resource("templates", "gatherings").glob("*.toml"))
ALL = templates()


def test_the_four_formats_come_in_a_sensible_order() -> None:
    assert [one.id for one in ALL] == ["kristiansand", "udir", "short", "digital"]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_gathering_made_from_it_fits_its_day(store: Store, one: Template) -> None:
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, one, network_id=network, held_on=date(2026, 11, 24)).made
    found = fit(gatherings.get(store, made), plan.parts(store, made))
    assert (found.over, found.clashes) == (0, ())


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_it_can_be_shortened_and_has_all_four_parts(one: Template) -> None:
    parts = one.words("nb")
    assert set(MAIN_KINDS) <= {part.kind for part in parts}
    assert all(part.kind in set(PartKind) and part.organising in set(Organising) for part in parts)
    assert all(part.method in {"", *shipped()} and 0 < part.floor_minutes <= part.minutes for part in parts)
    shortest = timedelta(minutes=sum(part.floor_minutes for part in parts))
    day = date(2026, 1, 1)
    assert shortest < 0.85 * (datetime.combine(day, one.ends_at) - datetime.combine(day, one.starts_at))
    groups = [part for part in parts if part.kind in ("across", "way_forward")]
    assert all(part.questions for part in groups)
    assert {part.organising for part in groups} == {"mixed", "own_unit"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "nb"])
def test_every_word_is_there_in_every_language(path: Any, language: str) -> None:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    assert raw["source"].endswith(".")
    assert set(raw[language]) == {"name", "about"}
    for part in raw["parts"]:
        words = part[language]
        assert words["title"]
        assert bool(words.get("notes")) == bool(part.get("notes"))
        assert len(words.get("questions", ())) == len(part.get("questions", ()))

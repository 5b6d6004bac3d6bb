"""A method from a mapping and back, and its steps and roles as lines one types."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.domain.method_lines import read_roles, read_steps, roles_as_lines, steps_as_lines
from nettverk.domain.method_reading import as_mapping, read_method
from nettverk.domain.methods import InLanguages, MethodStep
from nettverk.i18n import using

WALK: dict[str, Any] = {
    "id": "walk", "name": "Gå og snakk", "about": "To og to ute.", "pairs": True, "en": {"name": "Walk and talk"},
    "steps": [{"title": "Gå ut", "minutes": 5}, {"title": "Snakk", "hint": "én om gangen", "minutes": 20, "most": 30}],
    "roles": [{"id": "a", "label": "Tidtaker", "task": "snur dere i tide"}],
}  # fmt: skip


def test_a_method_is_read_and_written_back() -> None:
    method = read_method(WALK)
    assert (method.name, method.pairs, method.rounds) == (InLanguages("Gå og snakk", "", "Walk and talk"), True, False)
    assert method.steps[1] == MethodStep(InLanguages("Snakk"), InLanguages("én om gangen"), 20, 30)
    assert read_method(as_mapping(method)) == method
    with using("en"):
        assert method.name.here == "Walk and talk"
        assert method.about.here == "To og to ute."


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("name",), "", "mangler «name»"),
        (("name",), 4, "må være tekst"),
        (("id",), "to ord", "mangler «id»"),
        (("steps",), [], "ingen steg"),
        (("steps",), "fem", "må være en liste"),
        (("steps",), [{"title": "a"}] * 13, "kan ha 12"),
        (("steps", 0, "title"), " ", "steg 1 mangler «title»"),
        (("steps", 0, "minutes"), 0, "mellom 1 og 240"),
        (("rounds",), "ja", "true eller false"),
        (("format",), 2, "nyere versjon"),
        (("en",), 4, "må være en tabell"),
    ],
)
def test_what_is_wrong_is_said(path: tuple[Any, ...], value: Any, said: str) -> None:
    raw = deepcopy(WALK)
    place: Any = raw
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(BadInput) as fault:
        read_method(raw, name="gå.toml")
    assert fault.value.sentence.startswith("gå.toml ")
    assert said in fault.value.sentence


def test_rounds_need_a_talk_and_a_change() -> None:
    raw = {**WALK, "rounds": True, "steps": WALK["steps"][:1]}
    with pytest.raises(BadInput, match="samtalen og byttet"):
        read_method(raw)


@pytest.mark.parametrize(
    ("line", "minutes", "title", "hint"),
    [
        ("5 Tenk alene: skriv stikkord", 5, "Tenk alene", "skriv stikkord"),
        ("15 min Samtale", 15, "Samtale", ""),
        ("15min: Samtale", 15, "Samtale", ""),
        ("Samtale", 5, "Samtale", ""),
        ("0 Samtale", 1, "Samtale", ""),
        ("999 Samtale: lenge: her", 240, "Samtale", "lenge: her"),
        ("1-2-4: alle", 1, "-2-4", "alle"),
    ],
)
def test_a_line_is_a_step(line: str, minutes: int, title: str, hint: str) -> None:
    step = read_steps(line)[0]
    assert (step.minutes, step.title.here, step.hint.here) == (minutes, title, hint)


def test_a_step_that_stays_keeps_its_most() -> None:
    method = read_method(WALK)
    lines = steps_as_lines(method.steps)
    assert lines == "5 Gå ut\n20 Snakk: én om gangen"
    assert read_steps(lines, method.steps) == method.steps
    assert read_steps("40 Snakk", method.steps)[0].most == 0
    assert read_roles(roles_as_lines(method.roles)) == method.roles


@given(st.text(max_size=300))
def test_any_text_is_read_as_some_steps(text: str) -> None:
    for step in read_steps(text):
        assert step.title.here.strip()
        assert 1 <= step.minutes <= 240
    assert all(role.name.here for role in read_roles(text))

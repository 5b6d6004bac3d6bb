"""Ways of working: those that ship, one's own, and what becomes of parts that use them."""

from __future__ import annotations

import pytest

from nettverk.assets import resource
from nettverk.domain.errors import BadInput, Gone
from nettverk.domain.methods import InLanguages, roles, steps
from nettverk.i18n import LANGUAGES, using
from nettverk.services import gatherings, methods, plan
from nettverk.services.methods import MethodForm
from nettverk.services.templates import template
from nettverk.storage.store import Store

PATHS = sorted(resource("templates", "methods").glob("*.toml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_method_says_the_same_in_three_languages(path) -> None:
    method = methods.parsed(path.read_bytes(), path.name)
    assert method.source.nb
    texts = [method.name, method.about, method.source]
    texts += [text for role in method.roles for text in (role.name, role.task)]
    texts += [text for step in method.steps for text in (step.title, step.hint, step.later_hint)]
    assert all(bool(text.nb) == bool(text.nn) == bool(text.en) for text in texts)


def test_ids_from_before_are_there() -> None:
    assert {"igp", "one_two_four_all", "dialogue_cafe", "one_point_each"} <= set(methods.shipped())


@pytest.mark.parametrize("data", [b"", b"\xff", b"id =", b"a" * 200_000, b"id = 'x'\nname = 'X'\n"])
def test_a_damaged_file_is_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"min\.toml"):
        methods.parsed(data, "min.toml")


def test_ones_own_is_made_from_another_and_written_on(store: Store) -> None:
    with using("nn"):
        made = methods.copy(store, "igp").made
        again = methods.copy(store, "igp").made
        own = methods.all_(store)[made]
        assert own.own
        assert own.name == InLanguages("IGP: individ, gruppe, plenum, vår eigen")
        assert methods.all_(store)[again].name.here.endswith("vår eigen 2")
        methods.edit(store, made, name="Vår måte", steps="5 Tenk\n10 Snakk: i ring", roles="Vert: held tida")
        methods.edit(store, made, form=MethodForm.PAIRS)
    own = methods.own(store)[made]
    assert (own.name.here, own.pairs, own.rounds) == ("Vår måte", True, False)
    assert [(step.title, step.minutes) for step in steps(own, 30)] == [("Tenk", 10), ("Snakk", 20)]
    assert [role.task for role in roles(own)] == ["held tida"]


def test_the_longest_name_can_be_copied_again_and_again(store: Store) -> None:
    made = methods.copy(store, "igp").made
    methods.edit(store, made, name="N" * 80)
    for _turn in range(12):
        made = methods.copy(store, made).made
    assert len(methods.own(store)) == 13
    assert all(len(method.name.here) <= 80 for method in methods.own(store).values())


def test_what_cannot_be_used_is_refused_and_changes_nothing(store: Store) -> None:
    made = methods.copy(store, "igp").made
    before = methods.own(store)[made]
    for fault in ({"name": " "}, {"steps": "\n \n"}, {"form": MethodForm.ROUNDS}):
        with pytest.raises(BadInput):
            methods.edit(store, made, **fault)
    assert methods.own(store)[made] == before
    with pytest.raises(Gone):
        methods.edit(store, "igp", name="Nytt")


def test_a_part_loses_a_method_that_is_removed_and_undo_brings_it_back(store: Store, network_id: str) -> None:
    gathering_id = gatherings.make(store, template("kristiansand"), network_id=network_id).made
    part = plan.parts(store, gathering_id)[0]
    made = methods.copy(store, "dialogue_cafe").made
    plan.edit(store, part.id, method=made)
    assert plan.parts(store, gathering_id)[0].method == methods.own(store)[made]
    methods.remove(store, made)
    assert plan.parts(store, gathering_id)[0].method is None
    store.undo()
    assert plan.parts(store, gathering_id)[0].method == methods.own(store)[made]
    with pytest.raises(BadInput):
        plan.edit(store, part.id, method="finnes ikke")


def test_a_form_shows_what_it_stores(store: Store) -> None:
    made = methods.copy(store, "dialogue_cafe").made
    method = methods.own(store)[made]
    said = {name: methods.field_text(method, name) for name in ("name", "about", "steps", "roles")}
    methods.edit(store, made, **said, form=MethodForm(methods.field_text(method, "form")))
    assert methods.own(store)[made] == method
    for code in LANGUAGES:
        with using(code):
            assert len(steps(method, 45)) == 5

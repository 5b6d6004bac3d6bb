"""Undo and redo: after any steps, taking them back gives exactly the rows there were."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.changes import Place
from nettverk.services import gatherings, plan
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers import stores

WORDS = st.text(alphabet="abcæøåš'\"; ", min_size=1, max_size=6).filter(str.strip)
STEPS = st.lists(st.tuples(st.sampled_from(["unit", "rename", "remove", "person", "move"]), WORDS), max_size=12)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = ("districts", "units", "people", "unit_spellings", "settings")
    return {name: sorted(tuple(row) for row in store.rows(f"SELECT * FROM {name}")) for name in names}


def do(store: Store, kind: str, word: str) -> None:
    with store.change(kind):
        units = [row["id"] for row in store.rows("SELECT id FROM units ORDER BY id")]
        people = [row["id"] for row in store.rows("SELECT id FROM people ORDER BY id")]
        if kind == "unit" or not units:
            store.insert("units", name=word, service_kind_id="school")
        elif kind == "rename":
            store.update("units", units[0], name=word)
        elif kind == "person":
            store.insert("people", given_name=word, family_name="", unit_id=units[-1], made_at="")
        elif kind == "move" and people:
            store.update("people", people[0], unit_id=units[len(word) % len(units)])
        elif kind == "remove":
            store.connection.execute("DELETE FROM people WHERE unit_id = ?", (units[0],))
            store.delete("units", units[0])


@settings(deadline=None)
@given(STEPS)
def test_undo_all_and_redo_all_are_exact(steps: list[tuple[str, str]]) -> None:
    store = Store.in_memory()
    states = [everything(store)]
    for kind, word in steps:
        before = store.undoable().counts[0]
        do(store, kind, word)
        if store.undoable().counts[0] > before:
            states.append(everything(store))
    for state in reversed(states[:-1]):
        store.undo()
        assert everything(store) == state
    for state in states[1:]:
        store.redo()
        assert everything(store) == state
    store.close()


def test_typing_in_one_field_is_one_step(store: Store) -> None:
    with store.change("Ny") as step:
        step.made = store.insert("districts", name="L")
    for text in ("Lu", "Lun", "Lund"):
        with store.change("Endre", merge="districts:name"):
            store.update("districts", step.made, name=text)
    assert store.undoable().counts == (2, 0)
    store.undo()
    assert store.value("SELECT name FROM districts") == "L"
    store.redo()
    assert store.value("SELECT name FROM districts") == "Lund"


def test_a_new_step_after_undo_forgets_what_was_undone(store: Store) -> None:
    with store.change("En"):
        store.insert("districts", name="En")
    store.undo()
    with store.change("To"):
        store.insert("districts", name="To")
    assert store.undoable().redo == ""
    assert store.undoable().undo == "To"


def test_changes_name_the_tables_and_ids_touched(store: Store) -> None:
    with store.change("Ny") as step:
        unit = store.insert("units", name="Myra barnehage", service_kind_id="kindergarten")
    assert step.changes.tables == {"units"}
    assert {unit, "kindergarten"} <= step.changes.ids


def test_a_step_says_which_tables_and_which_gathering_it_is_felt_in(store: Store) -> None:
    network = register.add_network(store, "0–6").made
    assert store.undoable().undo_at == Place(frozenset({"networks"}))
    gathering_id = gatherings.make(store, templates()[0], network_id=network).made
    part = plan.parts(store, gathering_id)[1]
    plan.set_questions(store, part.id, ["Hva ser dere?"])  # two steps away from the gathering
    assert store.undoable().undo_at == Place(frozenset({"sheet_uses"}), frozenset({gathering_id}))
    gatherings.remove(store, gathering_id)
    assert store.undoable().undo_at.gatherings == {gathering_id}
    store.undo()
    assert store.undoable().redo_at.gatherings == {gathering_id}
    assert store.undoable().undo_at == Place(frozenset({"sheet_uses"}), frozenset({gathering_id}))


def test_the_tests_own_way_to_the_triggers_makes_the_same_ones() -> None:
    """They are installed sooner in tests (``stores.watch_sooner``) than the program does it, and are to be the same."""
    found = []
    for install in (stores._WATCH, stores.watch_sooner, stores.watch_sooner):  # the first time it is the program's way
        made = stores.empty()
        install(made.connection)
        found.append([tuple(row) for row in made.rows("SELECT type, name, tbl_name, sql FROM temp.sqlite_master")])
        assert register.add_network(made, "0–6").tables == {"networks"}
        made.undo()
        assert not register.networks(made)
        made.close()
    assert found[0] == found[1] == found[2]

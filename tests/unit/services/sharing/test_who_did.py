"""Who did what: told by machine, of the plan, of people and of groups; and what a machine is called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import database, gatherings, loans, participants, plan, reflections
from nettverk.services.groups import groupings, moves
from nettverk.services.register import register
from nettverk.services.sharing import bringing_home, lending, machine
from nettverk.services.sharing.who_did import Of, acts
from nettverk.services.templates import templates
from nettverk.storage.store import Store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    monkeypatch.setattr("platform.node", lambda: "leder-pc")
    store = database.open_file(tmp_path / "n.db")
    network = register.add_network(store, "0–6").made
    gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    for unit in ("Lund", "Heia"):
        id_ = register.add_unit(store, unit).made
        for name in ("Kari", "Ola", "Siv"):
            participants.add_new(store, gathering, name, unit, id_)
    yield store
    store.close()


def here(store: Store) -> str:
    return gatherings.all_(store)[0].id


def test_the_plan_people_and_groups_tell_whose_work_they_are(
    home: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert acts(home, Of.PLAN, here(home)) == ()
    path = lending.lend_all(home, tmp_path / "alt.db").path
    with monkeypatch.context() as away:
        away.setattr("platform.node", lambda: "kollega-pc")
        there = database.open_file(path)
        gatherings.edit(there, here(there), title="Overganger")
        register.edit_person(there, register.people(there)[0].id, role="styrer")
        part = next(part for part in plan.parts(there, here(there)) if part.questions)
        groupings.build(there, part.id, tables=2, seed=1, iterations=20)
        there.close()
    bringing_home.bring_home(home, path)
    part = next(part for part in plan.parts(home, here(home)) if part.questions)
    grouping = next(g for g in groupings.of_gathering(home, here(home)) if g.part_id == part.id)
    seat = grouping.tables[0].sitting[0]
    moves.move(home, grouping.id, {seat.participant.id: grouping.tables[1].id})
    plan.edit(home, part.id, minutes=33)
    told = {of: acts(home, of, here(home)) for of in Of}
    assert [(act.machine, act.here) for act in told[Of.PLAN]] == [("leder-pc", True), ("kollega-pc", False)]
    assert any("tittel er nå Overganger" in line for line in told[Of.PLAN][1].what)
    assert any("minutter er nå 33" in line for line in told[Of.PLAN][0].what)
    assert [(act.machine, act.what) for act in told[Of.PEOPLE]] == [
        ("kollega-pc", (f"{register.people(home)[0].name}: rolle er nå styrer",))
    ]
    assert told[Of.GROUPS][-1].what == ("Gruppene er laget på nytt",)
    assert told[Of.GROUPS][0].what == (f"{seat.participant.name}: plassen er endret",)


def test_a_machine_is_called_what_its_user_says(home: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.name(home) == "leder-pc"
    assert machine.rename(home, "  Toves  maskin ") == "Toves maskin"
    row = home.one("SELECT id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    reflections.write(home, here(home), row["part_id"], 1, row["id"], "Sagt her")
    assert reflections.versions(home, here(home), row["part_id"], 1, row["id"])[0].machine == "Toves maskin"
    path = lending.lend(home, here(home), tmp_path / "bord.db").path
    with monkeypatch.context() as away:  # the same home folder on a server, from another machine
        away.setattr("platform.node", lambda: "bord-pc")
        there = database.open_file(path)
        assert machine.name(there) == "bord-pc"
        reflections.write(there, here(there), row["part_id"], 2, row["id"], "Sagt der")
        there.close()
    bringing_home.bring_home(home, path)
    told = loans.written(home, here(home))
    assert [(each.machine, each.here, each.answers) for each in told[2]] == [("bord-pc", False, 1)]
    assert [(each.machine, each.here) for each in told[1]] == [("Toves maskin", True)]
    assert machine.rename(home, "") == "leder-pc"

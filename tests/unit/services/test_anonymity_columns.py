"""Every place where people write words of their own is looked through, or a sentence says why that is not needed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nettverk.domain.anonymity.columns import LOOKED_AT, NAMED_ON_PURPOSE, SAFE, ReadWith
from nettverk.domain.anonymity.findings import FindingKind
from nettverk.domain.anonymity.review import AtMeeting
from nettverk.domain.between import PairKind
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import GoalOf, GoalOwner, Origin
from nettverk.domain.organisation import TeamKind
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.wall_reference import WallKind, WallRef
from nettverk.domain.year.frame import CostKind, PaidBy
from nettverk.domain.year.items import ItemKind
from nettverk.services import (
    anonymity_review,
    contributions,
    follow_up,
    gatherings,
    goals,
    methods,
    needs,
    pairings,
    picture_notes,
    plan,
)
from nettverk.services.organisation import meetings, teams
from nettverk.services.sheets import library, own, uses
from nettverk.services.themes import themes
from nettverk.services.year import frame, items
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY

SCHEMA = Path(__file__).parents[3] / "db" / "schema.sql"
CHILD = "Jente, 7 år, med ADHD, bor hos mormor"
"""Found wherever it stands, also where grown-ups are named on purpose."""
_NO_TEXT = re.compile(r"CHECK \(\w+ (?:IN \(|IS (?:NOT )?(?:date|strftime)\()")
_IN_JSON = {"sheet_versions.definition": "$.about", "own_methods.raw": "$.about"}
_BOOKKEEPING = frozenset({"entries", "_migrations"})
"""Entries are held against their fields below."""


def columns() -> Iterator[str]:
    """Every column that somebody may have typed in: texts that are no id, day, time or one of a few words."""
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA.read_text("utf-8"))
    for table, made in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if table in _BOOKKEEPING:
            continue
        for _number, column, kind, *_rest in database.execute(f'PRAGMA table_info("{table}")'):
            if kind != "TEXT" or column in {"id", "key"} or column.endswith(("_id", "_at", "_on")):
                continue
            line = re.search(rf"(?:^|[\s,(]){column} TEXT[^\n,]*", made)
            if line is None or _NO_TEXT.search(line.group()) is None:
                yield f"{table}.{column}"
    database.close()


def fields(kind: str, value: object, path: str = "") -> Iterator[str]:
    """The fields of an entry that hold texts, as the list names them."""
    match value:
        case str():
            yield f"entries.{kind}{path}"
        case dict():
            for name, inner in value.items():
                yield from fields(kind, inner, f"{path}.{name}")
        case list():
            for inner in value:
                yield from fields(kind, inner, path)


@pytest.fixture(scope="module")
def told() -> Iterator[tuple[Store, str]]:
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    yield store, next(one.id for one in gatherings.all_(store) if one.participants == 72)
    store.close()


def test_each_place_is_looked_through_or_said_to_be_safe_and_none_twice() -> None:
    assert not LOOKED_AT.keys() & SAFE.keys()
    assert LOOKED_AT.keys() >= NAMED_ON_PURPOSE
    assert all(reason.strip() for reason in SAFE.values())
    known = {place for place in (*LOOKED_AT, *SAFE) if not place.startswith("entries.")}
    there = set(columns()) | {place for place in SAFE if place.startswith(("_file", "_content"))}
    new = sorted(there - known)
    assert not new, f"Say in domain/anonymity/columns.py whether «Anonym nok?» reads these, or why not: {new}"
    assert known <= there | {"entries"}, sorted(known - there)


def test_each_text_in_an_entry_is_in_the_list(told: tuple[Store, str]) -> None:
    store, _gathering = told
    seen = {
        place
        for row in store.rows("SELECT kind, data FROM entries WHERE kind <> 'rundown'")
        for place in fields(row["kind"], json.loads(row["data"]))
    }
    assert len(seen) > 30
    assert seen <= LOOKED_AT.keys() | SAFE.keys(), sorted(seen - LOOKED_AT.keys() - SAFE.keys())


def _fill(store: Store, gathering_id: str) -> str:
    """Something in every place there is; returns the id of a meeting."""
    here = gatherings.get(store, gathering_id)
    part = plan.parts(store, gathering_id)[2].id
    contributions.add(store, part)
    method = next(iter(methods.shipped()))
    own_method = methods.copy(store, method).made
    plan.edit(store, part, method=own_method)
    sheet: SheetDefinition = library.sheets(store)[0]
    own_sheet = own.make(store, sheet).made
    uses.use_in_part(store, own_sheet, part)
    plan.set_questions(store, part, ["Hva tar vi med oss?"])
    themes.make(store, gathering_id, "Et tema")
    owner = GoalOwner(GoalOf.NETWORK, here.network_id)
    rests = next(goal.id for goal in goals.of_owner(store, owner) if goal.active)
    goals.set_goal(store, gathering_id, owner, "Et mål til", origin=Origin("Trafikklys", "Et tegn"), rests=rests)
    needs.add(store, gathering_id, "Et behov", evidence="Det ser vi")
    units = [row["id"] for row in store.rows("SELECT id FROM units ORDER BY id DESC LIMIT 2")]
    if not pairings.of_gathering(store, gathering_id):
        pairings.add(store, gathering_id, PairKind.OBSERVE, units[0], units[1])
    picture_notes.write(store, picture_notes.place(gathering_id, str(WallRef(WallKind.WELCOME))), "Si velkommen")
    items.add(store, ItemKind.DEADLINE, "En frist", TODAY, network_id=here.network_id)
    frame.ask_partner(store, "Et tema", network_id=here.network_id)
    frame.add_cost(store, CostKind.ROOM, "Et lokale", 1000, PaidBy.MUNICIPALITY, TODAY)
    back = follow_up.comes_back(store, gathering_id)[0]
    follow_up.answer(store, back.id, gathering_id, CommitmentStatus.TRIED, "Det går bedre", "Halvparten ringer")
    team = teams.add(store, TeamKind.STEERING, "Styringsgruppa", here.network_id).made
    meeting = meetings.add(store, team, TODAY).made
    meetings.add_points(store, meeting, ["En sak"])
    return meeting


def _plant(store: Store, place: str) -> None:
    """The same words in every row of one place."""
    table, field = place.split(".", 1)
    if table == "entries":
        kind, path = field.split(".", 1)
        store.connection.execute(
            f"UPDATE entries SET data = json_set(data, '$.{path}', ?)"
            f" WHERE kind = ? AND json_type(data, '$.{path}') = 'text'",
            (CHILD, kind),
        )
    elif place in _IN_JSON:
        path = _IN_JSON[place]
        store.connection.execute(f"UPDATE {table} SET {field} = json_set({field}, '{path}', ?)", (CHILD,))
    else:
        store.connection.execute(
            f"UPDATE {table} SET {field} = ? WHERE {field} <> '' OR {_may_be_empty(place)}", (CHILD,)
        )


def _may_be_empty(place: str) -> int:
    return int(place != "sheet_uses.text")  # one without a question of its own is a sheet of the library


def test_what_is_said_to_be_looked_through_is_found_there(told: tuple[Store, str]) -> None:
    """Each place gets the same words, one place after the other, and they are found and can be put in other words."""
    store, gathering = told
    meeting = AtMeeting(_fill(store, gathering))
    store.connection.execute("DROP TRIGGER entries_are_never_changed")
    lacking = []
    for place, read_with in LOOKED_AT.items():
        if read_with is ReadWith.REPORT:
            continue
        store.connection.execute("SAVEPOINT planted")
        _plant(store, place)
        said = anonymity_review.material(store, meeting if read_with is ReadWith.MEETING else gathering).texts
        here = [spoken for spoken in said if spoken.text == CHILD or CHILD in spoken.text.split("\n")]
        open_names = place in NAMED_ON_PURPOSE
        if not here or any(spoken.open_names != open_names for spoken in here):
            lacking.append(place)
        store.connection.execute("ROLLBACK TO planted")
        store.connection.execute("RELEASE planted")
    assert not lacking


def test_those_who_are_rightly_public_are_no_noise_and_a_child_always_is_told_of(told: tuple[Store, str]) -> None:
    store, gathering = told
    team = teams.add(store, TeamKind.STEERING, "Styringsgruppa", gatherings.get(store, gathering).network_id).made
    teams.add_member(store, team, "Torkjell Nattseter", role="kommunalsjef")
    meeting = meetings.add(store, team, TODAY).made
    meetings.edit(store, meeting, present="Torkjell Nattseter, Oddlaug Vidnes")
    point = meetings.add_points(store, meeting, ["Sak om Torkjell Nattseter"]) and store.value(
        "SELECT id FROM meeting_points WHERE meeting_id = ?", meeting
    )
    meetings.edit_point(store, point, said="Oddlaug la fram saken.\nTormod i 2B har ADHD.", who="Oddlaug Vidnes")
    here = AtMeeting(meeting)
    found = anonymity_review.to_look_at(store, here)
    assert {one.finding.text for one in found if one.finding.kind is FindingKind.NAME} == {"Tormod"}
    tormod = next(one for one in found if one.finding.text == "Tormod")
    anonymity_review.keep(store, here, tormod.key)
    assert "Tormod" not in {one.finding.text for one in anonymity_review.to_look_at(store, here)}
    store.undo()
    anonymity_review.accept(store, here, tormod)
    said = meetings.point(store, point)
    assert said is not None
    assert "Tormod" not in said.said
    assert said.said.startswith("Oddlaug la fram saken.")
    meetings.edit(store, meeting, present=CHILD)
    assert CHILD in {one.line for one in anonymity_review.to_look_at(store, here)}


def test_titles_questions_and_where_it_is_taken_up_are_put_in_other_words(told: tuple[Store, str]) -> None:
    store, gathering = told
    part = next(part for part in plan.parts(store, gathering) if part.questions)
    plan.edit(store, part.id, title="Lytt til Borghild", speaker="Synnøve Lauvås")
    plan.set_questions(store, part.id, ["Hva sa Oddfrid?", "Hva sa Synnøve Lauvås?"])
    unit = store.value("SELECT id FROM units ORDER BY id LIMIT 1")
    follow_up.write(store, gathering, unit, "c-9", what="Øve", who="Kåre Lund", by=None, taken_up_in="hos Gunnvor")
    found = {one.finding.text: one for one in anonymity_review.to_look_at(store, gathering)}
    assert {"Borghild", "Oddfrid", "Gunnvor"} <= found.keys()
    assert not {"Synnøve Lauvås", "Synnøve", "Kåre Lund"} & found.keys()
    for name in ("Borghild", "Oddfrid", "Gunnvor"):
        again = next(one for one in anonymity_review.to_look_at(store, gathering) if one.finding.text == name)
        anonymity_review.accept(store, gathering, again)
    assert not {"Borghild", "Oddfrid", "Gunnvor"} & {
        one.finding.text for one in anonymity_review.to_look_at(store, gathering)
    }
    left = next(one for one in plan.parts(store, gathering) if one.id == part.id)
    assert left.questions[1].text == "Hva sa Synnøve Lauvås?"
    (promise,) = [one for one in follow_up.commitments(store, gathering) if one.id == "c-9"]
    assert promise.who == "Kåre Lund"
    assert "Gunnvor" not in promise.taken_up_in


def test_the_year_an_origin_and_an_own_sheet_are_put_in_other_words(told: tuple[Store, str]) -> None:
    store, gathering = told
    here = gatherings.get(store, gathering)
    item = items.add(store, ItemKind.DEADLINE, "Frist", TODAY, network_id=here.network_id, note="Ring Borghild").made
    owner = GoalOwner(GoalOf.NETWORK, here.network_id)
    goal = next(goal for goal in goals.of_owner(store, owner) if goal.origin is not None and goal.active)
    goals.reword_origin(store, goal.id, "Det Oddfrid sa")
    sheet = own.make(store, replace(library.sheets(store)[0], about="Spør Svanlaug først.")).made
    use = uses.use_outside(store, sheet, gathering).made
    for name in ("Borghild", "Oddfrid", "Svanlaug"):
        found = {one.finding.text: one for one in anonymity_review.to_look_at(store, gathering)}
        anonymity_review.accept(store, gathering, found[name])
    assert store.value("SELECT note FROM year_items WHERE id = ?", item) == "Ring en medarbeider"
    reworded = goals.get(store, goal.id)
    assert reworded is not None
    assert reworded.origin is not None
    assert reworded.origin.what == "Det en medarbeider sa"
    followed = uses.get(store, use)
    assert followed is not None
    assert "Svanlaug" not in followed.sheet.about

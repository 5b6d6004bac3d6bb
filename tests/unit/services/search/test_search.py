"""Everything that was said is found by its words, at once when it changes, and not a moment after it is gone."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.follow_up import CommitmentStatus, Grounds
from nettverk.domain.goals import GoalOf, GoalOwner
from nettverk.domain.plan import PartKind
from nettverk.domain.search import Found, HitKind, Wanted
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import contributions, follow_up, gatherings, goals, needs, participants, plan, reflections, tags
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.search import search
from nettverk.services.sheets import answers, library, uses
from nettverk.services.templates import templates
from nettverk.services.themes import themes
from nettverk.storage.search_index import SearchIndex
from nettverk.storage.store import Store


def find(store: Store, text: str = "", **wanted: object) -> Found:
    return search.search(store, Wanted(text, **wanted), read=None)  # type: ignore[arg-type]


def texts(store: Store, text: str = "", **wanted: object) -> list[str]:
    return [hit.text.text for hit in find(store, text, **wanted).hits]


@pytest.fixture(params=[True, False], ids=["fts5", "without"], autouse=True)
def way(request: pytest.FixtureRequest, store: Store) -> SearchIndex:
    """Everything holds on a Python without FTS5 too."""
    store.search = SearchIndex(fts=request.param)
    return store.search


@pytest.fixture
def lund(store: Store) -> str:
    return register.add_unit(store, "Lund barnehage").made


@pytest.fixture
def part(store: Store, gathering_id: str) -> str:
    return plan.add(store, gathering_id, PartKind.ACROSS, title="På tvers").made


@pytest.fixture
def question(store: Store, part: str) -> str:
    plan.set_questions(store, part, ["Hva gjør vi?"])
    return next(p for p in plan.parts(store, gatherings.all_(store)[0].id) if p.id == part).questions[0].id


def test_every_kind_is_found(store: Store, gathering_id: str, part: str, question: str, lund: str) -> None:
    reflections.write(store, gathering_id, part, 3, question, "- Leken trenger ro\n- Vi ringer tidlig")
    contributions.add(store, part, speaker="Kari Nordmann", title="Lekegrupper på tvers", unit_id=lund)
    promised = follow_up.promise(
        store, gathering_id, lund, what="Faste lekegrupper", grounds=Grounds(sign="Ingen står alene i leken")
    ).made
    follow_up.answer(store, promised, gathering_id, CommitmentStatus.DONE, "Små grupper ga mest lek")
    themes.make(store, gathering_id, "Ro rundt leken")
    gatherings.set_goals(store, gathering_id, ["Alle barn har noen å leke med"])
    found = find(store, "lek")
    assert {hit.kind: hit.text.text for hit in found.hits} == {
        HitKind.POINT: "Leken trenger ro",
        HitKind.CONTRIBUTION: "Lekegrupper på tvers",
        HitKind.COMMITMENT: "Faste lekegrupper",
        HitKind.THEME: "Ro rundt leken",
        HitKind.GOAL: "Alle barn har noen å leke med",
    }
    assert (found.count, found.many, found.left) == (5, False, 0)
    by_kind = {hit.kind: hit for hit in found.hits}
    assert by_kind[HitKind.POINT].who == "Bord 3"
    assert by_kind[HitKind.COMMITMENT].who == "Lund barnehage"
    assert "Små grupper ga mest lek" in by_kind[HitKind.COMMITMENT].more.text
    assert "24. november 2026" in by_kind[HitKind.POINT].where
    # A person is not what one learns from.
    assert not find(store, "Nordmann").hits


def test_answers_on_sheets_are_found_and_what_is_a_promise_once(
    store: Store, gathering_id: str, part: str, lund: str
) -> None:
    sheet = next(one for one in library.all_(store) if one.id == "fremmer-hemmer-pavirke")
    use = uses.use_in_part(store, sheet.id, part).made
    blocks = uses.get(store, use).sheet.blocks
    block = next(one for one in blocks if one.items)
    item = block.items[0].id
    who = Respondent(Who.UNIT, unit_id=lund)
    answers.write(store, SheetAnswer(use, 1, who, block.id, f"{item}-1", text="Tydelige overganger"))
    found = find(store, "overgang")
    assert [(hit.kind, hit.text.text, hit.who) for hit in found.hits] == [
        (HitKind.ANSWER, "Tydelige overganger", "Lund barnehage")
    ]
    assert texts(store, "overgang", unit_id=lund) == ["Tydelige overganger"]


def test_goals_that_last_are_found_with_their_sign(store: Store, gathering_id: str, lund: str) -> None:
    owner = GoalOwner(GoalOf.UNIT, lund)
    goals.set_goal(store, gathering_id, owner, "Alle er med i leken", sign="Ingen står alene")
    found = find(store, "alene")
    assert [(hit.kind, hit.text.text, hit.who) for hit in found.hits] == [
        (HitKind.GOAL, "Alle er med i leken", "Lund barnehage")
    ]
    store.undo()
    assert not texts(store, "alene")


def test_needs_are_found_with_what_shows_them_until_they_are_taken_away(store: Store, gathering_id: str) -> None:
    needs.add(store, gathering_id, "Mer kunnskap om språkmiljø", evidence="Nevnt ved elleve bord")
    need = needs.of_network(store, gathering_id)[0]
    assert [(hit.kind, hit.text.text) for hit in find(store, "språkmiljø").hits] == [(HitKind.NEED, need.text)]
    assert texts(store, "elleve") == [need.text]
    needs.remove(store, need.id)
    assert not texts(store, "språkmiljø")


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Aktivitetsplanen henger på veggen", "plan"),
        ("Vi lager aktivitetsplaner", "planen"),
        ("Foreldresamarbeidet må styrkes", "samarb"),
        ("Mer utelek, for ute er best", "leken"),
        ("Overgangsmøtene er for korte", "møte"),
        ("Språkgrupper på tvers", "gruppe"),
        ("Leikegruppene var fine", "gruppe"),
        ("Barnehagelærerne deler", "lærer"),
    ],
)
def test_the_last_part_of_a_longer_word_is_found(
    store: Store, gathering_id: str, part: str, question: str, said: str, typed: str
) -> None:
    reflections.write(store, gathering_id, part, 1, question, said)
    found = find(store, typed)
    assert [hit.text.text for hit in found.hits] == [said]
    # The whole word is marked, so that one sees why it was found.
    assert found.hits[0].text.spans


@pytest.mark.parametrize(
    ("said", "typed"), [("En vurdering til", "ring"), ("Tomatene er røde", "mat"), ("Glede", "lede")]
)
def test_what_only_looks_like_a_part_is_not_found(
    store: Store, gathering_id: str, part: str, question: str, said: str, typed: str
) -> None:
    reflections.write(store, gathering_id, part, 1, question, said)
    assert not texts(store, typed)


def test_filters(store: Store, gathering_id: str, network_id: str, part: str, question: str, lund: str) -> None:
    other = register.add_network(store, "6–16").made
    there = gatherings.make(store, templates()[0], network_id=other, held_on=date(2024, 3, 5)).made
    grim = register.add_unit(store, "Grim skole").made
    follow_up.promise(store, gathering_id, lund, what="Ro ved bordet")
    follow_up.promise(store, there, grim, what="Ro i gangen")
    reflections.write(store, gathering_id, part, 1, question, "Ro")
    assert texts(store, "ro", network_id=other) == ["Ro i gangen"]
    assert texts(store, "ro", unit_id=lund) == ["Ro ved bordet"]
    assert texts(store, "ro", year=2023) == ["Ro i gangen"]
    assert texts(store, "ro", kinds=frozenset({HitKind.POINT})) == ["Ro"]
    assert set(texts(store, network_id=network_id)) == {"Ro ved bordet", "Ro"}
    tags.set_tags(store, Carrier(TagOn.GATHERING, there, there), ["bti"])
    assert texts(store, tag="bti") == ["Ro i gangen"]
    assert texts(store, "grim") == ["Ro i gangen"], "a unit's name finds what it said"
    assert search.choices(store).years == (2026, 2023)


def test_a_change_is_found_at_once_and_undo_takes_it_away(
    store: Store, gathering_id: str, part: str, question: str
) -> None:
    find(store)
    reflections.write(store, gathering_id, part, 1, question, "Samtalekort")
    assert texts(store, "samtalekort") == ["Samtalekort"]
    reflections.write(store, gathering_id, part, 1, question, "Billedkort")
    assert texts(store, "samtalekort") == []
    made = themes.make(store, gathering_id, "Kort").made
    assert made
    assert texts(store, "kort", kinds=frozenset({HitKind.THEME})) == ["Kort"]
    store.undo()
    assert texts(store, "kort", kinds=frozenset({HitKind.THEME})) == []
    store.redo()
    assert texts(store, "kort", kinds=frozenset({HitKind.THEME})) == ["Kort"]
    gatherings.remove(store, gathering_id)
    assert not find(store).hits
    store.undo()
    assert texts(store, "billedkort") == ["Billedkort"]


def test_who_is_removed_is_forgotten(store: Store, gathering_id: str, lund: str, way: SearchIndex) -> None:
    participants.add_new(store, gathering_id, "Kari", "Nordmann", lund)
    follow_up.promise(store, gathering_id, lund, what="Kari Nordmann ringer alle")
    assert store.search is way
    assert texts(store, "nordmann") == ["Kari Nordmann ringer alle"]
    person = register.people(store)[0].id
    removal.remove(store, [person])
    assert texts(store, "nordmann") == []
    assert texts(store, "ringer") == ["[fjernet] ringer alle"]
    assert store.search is not way, "what waited in memory went too"


def test_gatherings_are_read_a_few_at_a_time_the_newest_first(store: Store, network_id: str, lund: str) -> None:
    for year in range(2015, 2025):
        here = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(year, 3, 1)).made
        follow_up.promise(store, here, lund, what=f"Ro {year}")
    first = search.search(store, Wanted("ro"), read=3)
    assert [hit.text.text for hit in first.hits] == ["Ro 2024", "Ro 2023", "Ro 2022"]
    assert first.left == 7
    # What changes meanwhile comes before those that were never read.
    old = gatherings.all_(store)[-1].id
    follow_up.promise(store, old, lund, what="Ro nå")
    again = search.search(store, Wanted("ro"), read=1)
    assert "Ro nå" in [hit.text.text for hit in again.hits]
    assert len(find(store, "ro").hits) == 11


def test_what_another_program_writes_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    here = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    unit = register.add_unit(store, "Lund").made
    follow_up.promise(store, here, unit, what="Ro")
    size = path.stat().st_size
    assert texts(store, "ro") == ["Ro"]
    assert path.stat().st_size == size, "search writes nothing in the file"
    assert [file.name for file in tmp_path.iterdir() if "lock" not in file.name] == ["n.db"]
    other = sqlite3.connect(path)
    other.execute("DELETE FROM entries WHERE kind = 'commitment'")
    other.commit()
    other.close()
    assert texts(store, "ro") == []
    store.close()


STRANGE = (
    '"', "'", "*", "lek*", "-lek", "lek OR ro", "NEAR(", "words:lek", "^lek", "%", "_", "@n0", "=lek", "", "  ", "(",
    "𝔩𝔢𝔨", "\x00", "ﬁ", "İ", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("typed", STRANGE)
def test_nothing_that_is_typed_is_a_language(store: Store, gathering_id: str, lund: str, typed: str) -> None:
    follow_up.promise(store, gathering_id, lund, what="Lek")
    find(store, typed)


def test_an_empty_file_has_nothing(store: Store) -> None:
    found = find(store, "lek")
    assert (found.hits, found.count, found.left) == ((), 0, 0)

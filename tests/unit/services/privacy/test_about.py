"""Innsyn: everything on one person comes along, from every table that could name them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import RuleKind
from nettverk.i18n import using
from nettverk.services import contributions, follow_up, participants, reflections
from nettverk.services.groups import rules
from nettverk.services.privacy import about, statement
from nettverk.services.register import register
from nettverk.storage.store import Store
from tests.helpers.paper import text_of


@pytest.fixture
def kari(store: Store, gathering_id: str) -> str:
    """Somebody who stands in every kind of place; the person's id."""
    unit = register.add_unit(store, "Furulia barnehage").made
    here = participants.add_new(
        store, gathering_id, "Kari", "Nordmann", unit, role="styrer", email="kari@eksempel.no"
    ).made
    participants.mark(store, here, "absent")
    participants.mark(store, here, "present")
    person = register.people(store)[0].id
    part = str(store.value("SELECT id FROM parts WHERE gathering_id = ? LIMIT 1", gathering_id))
    reflections.write(store, gathering_id, part, 3, "q", "Kari Nordmann sa")
    reflections.write(store, gathering_id, part, 3, "q", "Kari Nordmann sa mye")
    follow_up.promise(store, gathering_id, unit, what="Lese sammen", who="Kari")
    contributions.add(store, part, speaker="Kari Nordmann", title="Lek", unit_id=unit)
    other = participants.add_new(store, gathering_id, "Ola", "Vik", unit).made
    ola = str(store.value("SELECT person_id FROM participants WHERE id = ?", other))
    rules.add(store, gathering_id, RuleKind.APART, people=(person, ola))
    return person


def test_everything_is_there(store: Store, kari: str) -> None:
    found = about.about(store, kari)
    assert found.person.email == "kari@eksempel.no"
    assert [(one.unit, one.role, one.gatherings) for one in found.belongings] == [("Furulia barnehage", "styrer", 1)]
    assert [mark.status for mark in found.visits[0].marked] == ["absent", "present"]
    assert [mention.is_promise for mention in found.mentions] == [True, False, False]
    assert any(mention.is_speaker for mention in found.mentions)
    reflection = next(mention for mention in found.mentions if "bord 3" in mention.what)
    assert (reflection.versions, reflection.text) == (2, "Kari Nordmann sa mye")
    assert found.rules[0].endswith("Ola Vik · " + str(found.visits[0].gathering))
    assert found.earlier_versions == 2  # one attendance, one reflection


def test_it_can_be_taken_home_as_json_and_pdf(store: Store, kari: str, tmp_path: Path) -> None:
    pdf, plain = about.save(about.about(store, kari), tmp_path, date(2026, 11, 24))
    said = json.loads(plain.read_text(encoding="utf-8"))
    assert said["person"]["family_name"] == "Nordmann"
    assert said["visits"][0]["marked"][1]["status"] == "present"
    text = text_of(pdf)
    for words in ("Kari Nordmann", "kari@eksempel.no", "Furulia barnehage", "Kari Nordmann sa mye"):
        assert words in text


def test_a_person_is_found_by_name_mail_or_id_and_two_of_a_name_are_told_apart(store: Store, kari: str) -> None:
    for text in ("kari nordmann", "Nordmann, Kari", "KARI@eksempel.no", kari):
        assert about.named(store, text).id == kari
    with pytest.raises(BadInput, match="Fant ingen"):
        about.named(store, "Kari")
    other = register.add_person(store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made).made
    with pytest.raises(BadInput, match="Myra skole") as told:
        about.named(store, "Kari Nordmann")
    assert other in told.value.sentence
    with pytest.raises(BadInput, match="finnes ikke"):
        about.about(store, "borte")


def test_the_statement_has_this_installations_facts_in_three_languages(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    register.add_person(store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made)
    store.back_up(tmp_path / "n kopi.db")
    (tmp_path / "annet.txt").write_text("ingen database", encoding="utf-8")
    known = statement.facts(store)
    assert (known.people, known.numbers, known.backups, known.folders) == (1, 0, 1, (tmp_path,))
    texts = {code: statement.text(known, code) for code in ("nb", "nn", "en")}
    assert all(str(tmp_path / "n.db") in text for text in texts.values())
    assert "1 person står i registeret" in texts["nb"]
    assert len({text.splitlines()[0] for text in texts.values()}) == 3
    with using("en"):
        assert len(statement.sections(known, "nb")) == 5
    store.close()


def test_what_lies_in_the_trash_is_looked_into(store: Store, gathering_id: str, kari: str) -> None:
    assert about.about(store, kari).in_trash == ()
    said = next(row.id for row in contributions.queue(store, gathering_id) if row.speaker == "Kari Nordmann")
    contributions.remove(store, said)
    found = about.about(store, kari)
    assert [thing.kind.value for thing in found.in_trash] == ["contribution"]
    assert "contribution" in json.dumps(about.plain(found)["in_trash"])
    assert "I papirkurven" in text_of(about.pdf(found, date(2026, 11, 30)))
    register.remove_people(store, [kari])
    with pytest.raises(BadInput, match="ligger i papirkurven"):
        about.named(store, "Kari Nordmann")
    with pytest.raises(BadInput, match="Fant ingen"):
        about.named(store, "Solveig Ukjent")

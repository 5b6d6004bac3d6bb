"""Whoever is new, was absent, or takes over, gets a page that brings them in; the bank on paper names who said yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from nettverk.domain.follow_up import CommitmentStatus, Grounds
from nettverk.domain.good_practice import GoodOn
from nettverk.domain.handouts import DocumentKind, PassageLetter, PassageLetters
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.services import follow_up, gatherings, good_practice, participants, plan, reflections, stage
from nettverk.services.good_practice import Known
from nettverk.services.handouts import handouts
from nettverk.services.handouts.source import NothingToPrint
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers import stores

TODAY = date(2026, 11, 21)


class Town:
    """Two gatherings of a network: one that was held in September, and one to come in December."""

    def __init__(self, store: Store) -> None:
        self.store = store
        network = register.add_network(
            store, "0–6", age_span="0–6 år", purpose="Alle barn har noen å leke med.", coordinator="Siv Hansen"
        ).made
        self.lund = register.add_unit(store, "Lund barnehage").made
        self.grim = register.add_unit(store, "Grim barnehage").made
        plan_ = template("kristiansand")
        self.held = gatherings.make(
            store, plan_, network_id=network, title="Samling 1", theme="Lek", held_on=date(2026, 9, 8)
        ).made
        self.coming = gatherings.make(
            store, plan_, network_id=network, title="Samling 2", theme="Overganger", held_on=date(2026, 12, 1)
        ).made
        for given, unit in (("Kari", self.lund), ("Ola", self.lund), ("Eli", self.grim)):
            participants.add_new(store, self.held, given, "Vik", unit)
        for person in participants.all_(store, self.held):
            absent = person.name == "Ola Vik"
            participants.mark(store, person.id, Attendance.ABSENT if absent else Attendance.PRESENT)
        for person in participants.all_(store, self.held):
            participants.add(store, self.coming, person.person_id)
        asked = next(part for part in plan.parts(store, self.held) if part.questions)
        reflections.write(store, self.held, asked.id, 1, asked.questions[0].id, "Vi ringer tidlig\nRo rundt leken")
        self.promised = follow_up.promise(
            store, self.held, self.lund, what="Faste lekegrupper", grounds=Grounds(sign="Ingen står alene")
        ).made

    def letters(self, kind: DocumentKind, gathering: str = "", unit: str | None = None) -> tuple[PassageLetter, ...]:
        draft = handouts.draft(self.store, gathering or self.coming, kind, unit_id=unit)
        assert isinstance(draft.document, PassageLetters)
        return draft.document.letters


def words(letter: PassageLetter) -> str:
    told = [letter.title, letter.lead]
    for passage in letter.passages:
        told += [passage.title, passage.lead, *(text for line in passage.lines for text in (line.text, *line.notes))]
    return "\n".join(told)


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def test_a_newcomer_reads_what_the_network_is_and_what_the_unit_promised(town: Town) -> None:
    (letter,) = town.letters(DocumentKind.NEWCOMER, unit=town.lund)
    told = words(letter)
    for expected in (
        "Alle barn har noen å leke med.", "Siv Hansen", "Faste lekegrupper", "Ingen står alene", "Lek", "Overganger",
        "1. desember 2026", "Kari Vik",
    ):  # fmt: skip
        assert expected in told, expected
    assert "Eli" not in told
    grim = words(town.letters(DocumentKind.NEWCOMER, unit=town.grim)[0])
    assert "Faste lekegrupper" not in grim
    assert "ikke avtalt noe ennå" in grim


def test_what_was_done_is_learnt_and_what_is_tried_is_tried(town: Town) -> None:
    follow_up.answer(town.store, town.promised, town.coming, CommitmentStatus.DONE, "Tre barn er nok")
    told = words(town.letters(DocumentKind.NEWCOMER, unit=town.lund)[0])
    assert "Dette har vi gjort og lært" in told
    assert "Tre barn er nok" in told
    assert "Dette har enheten lovet" not in told


def test_the_absent_get_what_was_said_and_what_their_own_unit_promised(town: Town) -> None:
    letters = town.letters(DocumentKind.ABSENT, town.held)
    assert [letter.unit for letter in letters] == ["Lund barnehage"]
    told = words(letters[0])
    assert "Til Ola Vik" in told
    assert "Vi ringer tidlig" in told
    assert "Faste lekegrupper" in told
    assert "1. desember 2026" in told


def test_before_the_next_gathering_it_is_about_the_last(town: Town) -> None:
    draft = handouts.draft(town.store, town.coming, DocumentKind.ABSENT)
    assert draft.document.occasion.title == "Samling 1"
    assert "Til Ola Vik" in words(town.letters(DocumentKind.ABSENT)[0])


def test_themes_stand_before_single_answers(town: Town) -> None:
    keys = [point.key for point in board(town.store, town.held).points]
    themes.make(town.store, town.held, "Ringe før det haster", keys[:1])
    told = words(town.letters(DocumentKind.ABSENT, town.held)[0])
    assert "Ringe før det haster" in told
    assert "«Vi ringer tidlig»" in told
    assert "Ringe før det haster" in words(town.letters(DocumentKind.NEWCOMER, town.held, town.lund)[0])


def test_a_unit_that_was_not_there_at_all_gets_a_page_too(town: Town) -> None:
    for person in participants.all_(town.store, town.coming):
        if person.unit_id == town.grim:
            participants.remove(town.store, (person.id,))
        else:
            participants.mark(town.store, person.id, Attendance.PRESENT)
    letters = town.letters(DocumentKind.ABSENT)
    assert [letter.unit for letter in letters] == ["Grim barnehage"]
    assert "Ingen fra dere kunne komme" in words(letters[0])


def test_one_step_gives_all_absent_a_file_each(town: Town) -> None:
    drafts = handouts.unit_drafts(town.store, town.held, kind=DocumentKind.ABSENT)
    assert ["Lund barnehage" in draft.file_name for draft in drafts] == [True]
    with pytest.raises(NothingToPrint, match="Alle fra denne enheten"):
        handouts.draft(town.store, town.held, DocumentKind.ABSENT, unit_id=town.grim)


def test_with_nobody_absent_it_says_so(town: Town) -> None:
    for person in participants.all_(town.store, town.held):
        participants.mark(town.store, person.id, Attendance.PRESENT)
    with pytest.raises(NothingToPrint) as nothing:
        handouts.draft(town.store, town.held, DocumentKind.ABSENT)
    assert nothing.value.room is RoomKey.STAGE


def test_a_new_coordinator_reads_how_far_the_network_has_come(town: Town) -> None:
    told = words(town.letters(DocumentKind.HANDOVER)[0])
    assert "Til ny koordinator: 0–6" in told
    assert "1 venter på svar" in told
    assert "Lund barnehage (1)" in told
    assert "1. desember 2026" in told


def test_the_bank_on_paper_names_who_said_yes_and_nobody_else(town: Town) -> None:
    with pytest.raises(NothingToPrint) as nothing:
        handouts.draft(town.store, town.held, DocumentKind.PRACTICE_BANK)
    assert nothing.value.room is RoomKey.BANK
    thing = Known(GoodOn.COMMITMENT, town.promised, town.held)
    good_practice.mark(town.store, thing)
    without = words(town.letters(DocumentKind.PRACTICE_BANK)[0])
    assert "Faste lekegrupper" in without
    assert "Lund" not in without
    good_practice.consent(town.store, thing, "styrer", TODAY)
    assert "Lund barnehage" in words(town.letters(DocumentKind.PRACTICE_BANK)[0])
    good_practice.withdraw(town.store, thing)
    made = handouts.draw(handouts.draft(town.store, town.held, DocumentKind.PRACTICE_BANK))
    assert "Lund" not in "".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)


def test_the_wall_opens_with_what_was_chosen_for_it(town: Town) -> None:
    def walls() -> list[str]:
        return [wall.name for wall in stage.walls(town.store, town.coming)]

    assert "God praksis" not in walls()
    thing = Known(GoodOn.COMMITMENT, town.promised, town.held)
    good_practice.mark(town.store, thing)
    good_practice.set_on_wall(town.store, thing, on_wall=True)
    assert "God praksis" in walls()
    told = [f"{wall}" for wall in stage.walls(town.store, town.coming) if wall.name == "God praksis"]
    assert "Lund" not in told[0]


@pytest.fixture(scope="module")
def sampled() -> Iterator[tuple[Store, str]]:
    made = stores.empty()
    stores.fill_with_sample(made, TODAY)
    coming = made.value("SELECT id FROM gatherings WHERE held_on >= ? ORDER BY held_on LIMIT 1", TODAY.isoformat())
    yield made, coming
    made.close()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_sample_has_every_page_in_every_language(sampled: tuple[Store, str], language: str) -> None:
    store, here = sampled
    for kind in (DocumentKind.ABSENT, DocumentKind.HANDOVER, DocumentKind.PRACTICE_BANK):
        document = handouts.draft(store, here, kind, language=language).document
        assert isinstance(document, PassageLetters)
        assert document.letters
        assert all(len(letter.passages) >= 3 for letter in document.letters)
    bank = handouts.draft(store, here, DocumentKind.PRACTICE_BANK).document
    assert "Spesialpedagogisk team" not in f"{bank}", "it has not said yes"
    assert "Fjæra barnehage" in f"{bank}"

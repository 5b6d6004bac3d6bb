"""The sample tells the same story in bokmål, nynorsk and English, with no bokmål word left in the other two."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nettverk import i18n
from nettverk.assets import resource
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.tags import TagOn
from nettverk.services import follow_up, gatherings, participant_import, plan, reflections, tags
from nettverk.services.register import register
from nettverk.services.sample import sample, words
from nettverk.services.templates import templates
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers.clock import NOW, TODAY

FILES = sorted(path.stem for path in resource("templates", "sample").glob("*.toml") if path.stem != "words")
OTHERS = ("nn", "en")
LEFT = {
    "nn": re.compile(
        r"\b(ikke|hva|hvem|hvordan|hvor|hver|hverandre|noen|noe|jeg|fra|mer|bare|være|vært|ble|gjør|gjøre|selv|sammen|kommer"
        r"|sier|uke|uka|uker|dem|vet|mens|enhet\w*|tjeneste\w*|skole\w*|lek|leken|leker|leder\w*|veien|hjem|hjemme|tiden"
        r"|barnehager|barnehagene|foreldrene|barnas|forebyggende|minutter|ganger|begynne\w*|spørre|spørsmålene)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(og|er|på|til|som|det|ikke|ikkje|med|av|vi|et|ein|fra|frå|den|hva|kva|hvem|kven|å|barna|barnehage\w*|skole\w*"
        r"|skule\w*|samling\w*|helsestasjon\w*|tjeneste\w*|teneste\w*|avdeling\w*|foreldre\w*|leder|leiar|uke|veke)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Words that are bokmål alone, and words that are no English."""


@pytest.fixture(autouse=True)
def _back_to_bokmaal() -> Iterator[None]:
    yield
    i18n.set_language("nb")


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every table that says something in other languages."""
    if isinstance(value, dict):
        if "nn" in value or "en" in value:
            yield value
        for key, inner in value.items():
            if key not in OTHERS:
                yield from tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tables(inner)


@pytest.mark.parametrize("file", [name for name in FILES if name not in {"clock", "names", "tags", "good_practice"}])
def test_what_one_language_says_the_others_say_too(file: str) -> None:
    found = list(tables(words.raw(file)))
    assert found
    for table in found:
        assert set(table["en"]) - {"short"} == set(table["nn"]), table
        for language in OTHERS:
            for key, there in table[language].items():
                assert isinstance(there, str) == isinstance(table[key], str), table
                assert len(list(words.texts(there))) == len(list(words.texts(table[key]))), table
                assert all(text.strip() for text in words.texts(there)), table


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", [name for name in FILES if name not in {"clock", "names", "tags", "good_practice"}])
def test_no_bokmaal_word_is_left(file: str, language: str) -> None:
    told = words.read(file, language)
    for goal in told.get("goals", ()) if file == "goals" else ():
        goal.pop("commitments", None)  # how promises begin in bokmål, by which they are found
    assert [text for text in words.texts(told) if LEFT[language].search(text)] == []


def test_what_is_the_same_in_english_is_a_name() -> None:
    told = words.read("year")
    names = {member["name"] for team in told["teams"] for member in team["members"]}
    municipality = words.read("municipality")
    names |= {*municipality["districts"], "PPT Havnesund", "1 000"}
    for file in ("municipality", "year", *sample.EARLIER, sample.UPCOMING, sample.OTHER_NETWORK):
        here, there = (words.texts(words.read(file, language)) for language in ("nb", "en"))
        same = {one for one, other in zip(here, there, strict=True) if one == other and " " in one}
        assert same <= names, file


def test_what_begins_so_in_bokmaal_is_found_in_the_others() -> None:
    for language in OTHERS:
        for told in words.read("tags").values():
            for begins in (*told.get("commitments", ()), *told.get("points", ())):
                assert words.as_said(begins, language), begins
        assert words.as_said("Møtet på ti", "en") == ("The ten-minute meeting",)


@pytest.mark.parametrize("language", ["en", pytest.param("nn", marks=pytest.mark.slow)])
def test_the_whole_story_is_made_in_the_language_the_program_speaks(language: str, tmp_path: Path) -> None:
    i18n.set_language(language)
    store = Store.in_memory(now=lambda: NOW)
    here = sample.build(store, today=TODAY).made
    held = (*gatherings.series(store, here), gatherings.get(store, here))
    assert {gathering.language for gathering in gatherings.all_(store)} == {language}
    assert [gathering.title for gathering in held][-1] == {"nn": "Gode overgangar", "en": "Good transitions"}[language]
    for gathering in held[:3]:
        assert len(reflections.all_(store, gathering.id)) >= 20
        assert follow_up.commitments(store, gathering.id)
    told = board(store, held[0].id)
    assert len(told.themes) == 5
    statuses = {promise.status for promise in follow_up.earlier(store, held[0].id)}
    assert statuses == {CommitmentStatus.DONE, CommitmentStatus.TRIED, CommitmentStatus.NOT_YET}
    tagged = tags.everywhere(store, TagOn.POINT)
    promised = tags.everywhere(store, TagOn.COMMITMENT)
    expected = words.read("tags")
    for carried, kind in ((tagged, "points"), (promised, "commitments")):
        assert len(carried) == sum(len(expected[name][kind]) for name in sample.EARLIER), kind
    notes = [part.notes for part in plan.parts(store, here)]
    said = [
        *notes,
        *(unit.service_name for unit in register.units(store)),
        *(unit.name for unit in register.units(store)),
    ]
    assert [text for text in said if LEFT[language].search(text)] == []

    path = tmp_path / "list.xlsx"
    path.write_bytes(sample.forms_sheet(store))
    known = participant_import.read(store, path)
    assert [known.plan.count(kind) for kind in ("new", "update", "same")] == [0, 0, 90]
    store.close()
    fresh = Store.in_memory()
    there = gatherings.make(fresh, templates()[0], network_id=register.add_network(fresh, "0–6").made).made
    summary = participant_import.store_list(fresh, participant_import.read(fresh, path), there)
    assert (summary.new, len(register.units(fresh))) == (90, 28)
    fresh.close()


def test_notes_of_a_template_call_things_what_the_municipality_calls_them() -> None:
    i18n.set_field_words({"unit": "virksomhet"})
    try:
        for language, word, usual in (("nb", "virksomhet", "enhet"), ("nn", "verksemd", "eining")):
            notes = " ".join(f"{part.title} {part.notes}" for part in templates()[0].words(language)).casefold()
            assert word in notes
            assert not re.search(rf"\b{usual}", notes)
    finally:
        i18n.set_field_words({})


@pytest.mark.parametrize("language", ["", *OTHERS])
def test_tables_write_as_people_do_in_a_hurry_short_and_uneven(language: str) -> None:
    answers: list[str] = []
    for name in FILES:
        data = tomllib.loads(resource("templates", "sample", f"{name}.toml").read_text("utf-8"))
        for question in data.get("questions", []):
            if name.startswith("gathering"):
                answers += (question[language] if language else question).get("answers", ())
    lengths = [len(answer.split()) for answer in answers]
    assert 3 * sum(length <= 10 for length in lengths) >= len(lengths), "a third of them are a few words"
    assert 5 * sum(not answer[0].isupper() for answer in answers) >= len(answers), "and many are no sentence"
    assert max(lengths) > 25

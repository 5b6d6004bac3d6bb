"""What people answer to «Kommer du?», and what they write about when they are there."""

from __future__ import annotations

import pytest

from nettverk.exchange.choice_cells import choices_in, is_no_district
from nettverk.exchange.food import food_needs
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import remark_of, reply_of
from nettverk.exchange.row_questions import is_total

REPLIES = {
    "yes": [
        "Ja",
        "ja.",
        "JA!",
        "Ja;",
        "Yes",
        "x",
        "SANN",
        "1",
        "Jeg kommer",
        "Eg kjem",
        "Deltar",
        "Påmeldt",
        "Godtatt",
        "Accepted",
        "Ja, digitalt",
        "Ja, men går kl. 12",
        "Ja, kommer ikke før kl 10",
        "Kommer ikke før lunsj",
        "Ja, kan ikke bli etter lunsj",
        "Blir med",
        "✓",
        "Will attend",
        "etter lunsj",
        "Ja, hele dagen",
    ],
    "no": [
        "Nei",
        "nei",
        "NEI;",
        "No",
        "Nei, syk",
        "Nei takk",
        "Nei, dessverre",
        "Nei, men kanskje neste gang",
        "Jeg kan dessverre ikke komme",
        "Kommer ikke",
        "Kjem ikkje",
        "Deltar ikke",
        "Kan ikke",
        "Kan ikkje",
        "Avmeldt",
        "Meldt avbud",
        "Forhindret",
        "Avslått",
        "Declined",
        "USANN",
        "0",
        "I can't make it",
        "I cannot attend",
        "Not attending",
        "Syk",
        "Dessverre",
        "Permisjon",
        "❌",
    ],
    "maybe": [
        "Kanskje",
        "kanskje;",
        "Maybe",
        "Usikker",
        "Vet ikke",
        "Veit ikkje",
        "Jeg vet ikke ennå",
        "Don't know",
        "Not sure",
        "Ikke sikker",
        "Ikkje sikker enno",
        "Nja",
        "Tja",
        "Mulig",
        "Mogleg",
        "Trolig",
        "Tentative",
        "Foreløpig",
        "Ja, hvis jeg får vikar",
        "Håper det",
        "Ikke bestemt meg",
        "Ja, kanskje",
        "Kanskje ikke",
        "?",
        "Ingen svar",
        "Gir beskjed",
        "Unsure",
        "50/50",
    ],
    None: ["", "Lund barnehage", "Kari Nordmann", "PPT", "Lek og læring"],
}


@pytest.mark.parametrize(("text", "reply"), [(text, reply) for reply, texts in REPLIES.items() for text in texts])
def test_an_answer_says_yes_no_or_maybe(text: str, reply: str | None) -> None:
    assert reply_of(text) == reply


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("etter lunsj", "from lunch"),
        ("Kommer etter lunsj", "from lunch"),
        ("kun ettermiddag", "from lunch"),
        ("after lunch", "from lunch"),
        ("ikkje formiddag", "from lunch"),
        ("siste del", "from lunch"),
        ("kun formiddag", "until lunch"),
        ("berre føremiddag", "until lunch"),
        ("til lunsj", "until lunch"),
        ("Går etter lunsj", "until lunch"),
        ("morning only", "until lunch"),
        ("kan ikke etter lunsj", "until lunch"),
        ("går kl. 12", "until 12:00"),
        ("Ja, men går kl. 12", "until 12:00"),
        ("må dra 13.30", "until 13:30"),
        ("til 12", "until 12:00"),
        ("går kl. 2", "until 14:00"),
        ("leaving at 12", "until 12:00"),
        ("leaves 2pm", "until 14:00"),
        ("deltar til kl. 11:30", "until 11:30"),
        ("fra 10", "from 10:00"),
        ("frå kl. 10", "from 10:00"),
        ("Kommer kl 10.30", "from 10:30"),
        ("kommer 0930", "from 09:30"),
        ("kan ikke før 11", "from 11:00"),
        ("from 10 am", "from 10:00"),
        ("først kl 10", "from 10:00"),
        ("fra 10 til 12", "10:00-12:00"),
        ("kl 10–12", "10:00-12:00"),
        ("08.30-11.30", "08:30-11:30"),
        ("kommer fra 10 til 14", "10:00-14:00"),
        ("kommer litt senere", "whole_day"),
        ("må gå tidlig", "whole_day"),
        ("halv dag", "whole_day"),
    ],
)
def test_a_remark_says_which_part_of_the_day(text: str, part: str) -> None:
    assert str(part_of_day(text)) == part


@pytest.mark.parametrize(
    "text",
    [
        "Ja",
        "hele dagen",
        "formiddag og ettermiddag",
        "10-12",
        "1.-4. trinn",
        "10 års erfaring",
        "Rom 12",
        "Bursdag 10.12",
        "Kommer 9.2.2027",
        "ring 90 12 34 56",
        "Allergisk mot nøtter, fra 10",
        "Vi er 3-4 fra barnehagen",
        "før 2025",
    ],
)
def test_other_numbers_are_no_hours(text: str) -> None:
    assert part_of_day(text) is None


def test_hours_alone_are_hours_where_the_column_asks_for_them() -> None:
    assert str(part_of_day("10-12", asked=True)) == "10:00-12:00"
    assert str(part_of_day("10.30", asked=True)) == "from 10:30"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kommer ikke likevel", "no"),
        ("Meldt avbud 3.2.", "no"),
        ("sykmeldt", "no"),
        ("har meldt seg av", "no"),
        ("usikker på om hun kan", "maybe"),
        ("Ny i jobben", None),
        ("Nei", None),
        ("kan ikke spise nøtter", None),
        ("ja", None),
    ],
)
def test_a_remark_nobody_asked_for_counts_only_where_it_is_sure(text: str, said: str | None) -> None:
    assert remark_of(text) == said


@pytest.mark.parametrize(
    ("cell", "choices"),
    [
        ("Lund skole;", ("Lund skole",)),
        ("Lund skole;PPT;", ("Lund skole", "PPT")),
        ('["Lund skole","PPT"]', ("Lund skole", "PPT")),
        ("Lund skole\nPPT", ("Lund skole", "PPT")),
        ("Lund\nskole", ("Lund skole",)),
        ("Lund skole, PPT", ("Lund skole", "PPT")),
        ("Lund barnehage og skole", ("Lund barnehage og skole",)),
        ("PPT;PPT;", ("PPT",)),
        (" ; ", ()),
        ("", ()),
        ("Oddernes skole/Lund skole", ("Oddernes skole", "Lund skole")),
        ("Enhet/tjeneste", ("Enhet/tjeneste",)),
    ],
)
def test_several_ticked_boxes_are_parted(cell: str, choices: tuple[str, ...]) -> None:
    assert choices_in(cell) == choices


@pytest.mark.parametrize(
    "row",
    [
        ("Totalt 42",),
        ("Sum",),
        ("Sum: 30 deltakere",),
        ("Antall påmeldte", "6"),
        ("Antall", "42"),
        ("", "Totalt", "42"),
        ("I alt 12",),
        ("Til sammen", "", "7"),
        ("42 deltakere",),
        ("Total", "5", "3"),
        ("Delsum 4",),
        ("Number of participants: 12",),
        ("Deltakere: 42",),
    ],
)
def test_a_row_of_totals_is_known(row: tuple[str, ...]) -> None:
    assert is_total(row)


@pytest.mark.parametrize(
    "row",
    [
        ("Sum Li", "PPT"),
        ("Kari Nordmann", "PPT"),
        ("Sum", "sum@k.no"),
        ("Antall Hansen", "PPT"),
        ("43", "", ""),
        ("Ja", ""),
    ],
)
def test_a_person_is_no_total(row: tuple[str, ...]) -> None:
    assert not is_total(row)


@pytest.mark.parametrize(
    ("cell", "needs"),
    [
        ("Nei", ()),
        ("Ingen", ()),
        ("-", ()),
        ("Nei, ingen", ()),
        ("", ()),
        ("Nøtter og egg", ("nøtter", "egg")),
        ("Glutenfri kost", ("gluten",)),
        ("Cøliaki", ("gluten",)),
        ("Jeg er vegetarianer", ("vegetar",)),
        ("Peanøtter", ("peanøtter",)),
        ("laktoseintolerant", ("laktose",)),
        ("Allergisk mot kiwi", ("kiwi",)),
        ("Det er datteren til Per som har sterk reaksjon på en hel del", ("annet",)),
    ],
)
def test_food_becomes_words_for_the_kitchen(cell: str, needs: tuple[str, ...]) -> None:
    assert food_needs(cell) == needs


def test_all_is_no_district() -> None:
    assert all(map(is_no_district, ["Alle", "Alle bydeler", "Vet ikke", "-", "Hele kommunen"]))
    assert not any(map(is_no_district, ["Øst", "Allestad", "Sentrum"]))

"""Words of no list: names taken out of the list are still found by how they look and by what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.assets import resource
from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.findings import FindingKind
from nettverk.domain.anonymity.lexicon import Lexicon, skeleton, slips
from nettverk.domain.anonymity.norse import norse, of_father
from nettverk.domain.anonymity.shapes import Shapes
from nettverk.services.anonymity import lexicon
from tests.helpers import word_shapes
from tests.helpers.name_list import SOURCES, sections

# As people write of somebody; each with names that are in no list.
SAID = (
    "{} må ha mer hjelp i matte", "{} sier at maten er kald", "{} har begynt i 3B", "{} sin mor ringte i går",
    "Vi snakket med {} om leksene", "Moren til {} ønsker møte", "{} liker ikke samlingsstund", "{} og Emma er uvenner",
    "Da {} kom, ble alle glade", "Vi må følge opp {} tettere", "{} var syk på torsdag", "{} får ikke sove",
    "Samtale med {} i uke 40", "{} gråter når pappa går", "{} trenger en voksen i garderoben",
    "Kan {} ta referatet?", "{}s far er bekymret", "Mor til {} vil ha tolk", "Vi lurer på om {} har det bra",
    "Sammen med {} laget vi en plan", "{} er flink til å dele", "Alle vil leke med {}", "{} vil helst sitte bakerst",
    "{} skal utredes av PPT", "{} bør få egen pult", "Det var {} som fant på leken", "{} slo en annen i friminuttet",
    "Etter ferien har {} vært stille", "{} kjem ofte for seint", "Ho {} fortalde at ingen spør",
    "Eg trur {} har det vanskeleg heime", "{} ble hentet av bestemor", "{} snakker lite norsk",
    "PPT har snakket med {} og foreldrene", "{} er ny i gruppa", "{} har fått briller", "{} tør ikke si noe i klassen",
    "Storebroren til {} går på ungdomsskolen", "Spør {} om hun kan vise opplegget", "Tusen takk til {} for hjelpen",
)  # fmt: skip


def _without(names: frozenset[str]) -> Lexicon:
    """The lists as if nobody had written these names down, and as if their letters had not been counted."""
    whole = lexicon()
    words, counted = word_shapes.sources()
    given, low = whole.given - names, whole.low - names
    return replace(
        whole,
        given=given,
        low=low,
        family=whole.family - names,
        farm=whole.farm - names,
        skeletons=frozenset(skeleton(name) for name in given if len(name) >= 5),
        slips=frozenset(shorter for name in low if len(name) >= 6 for shorter in slips(name)),
        shapes=Shapes.read(word_shapes.build(words, [name for name in counted if name not in names], words)),
    )


def test_names_in_no_list_are_found_nearly_as_often_as_those_that_are() -> None:
    own = {
        name.lower()
        for file in ("norwegian", "immigrant", "sami")
        for name in sections(SOURCES / f"{file}.txt")["given"]
    }
    weak = lexicon().weak
    left_out = sorted(name for name in own if len(name) > 3 and name.isascii() and name.isalpha() and name not in weak)[
        ::3
    ]
    checker = Checker(_without(frozenset(left_out)))
    missed = []
    for number, name in enumerate(left_out):
        line = SAID[number % len(SAID)].format(name.capitalize())
        start = line.index(name.capitalize())
        found = (one for one in checker.line(line) if one.kind is FindingKind.NAME)
        if not any(one.place.start < start + len(name) and one.place.end > start for one in found):
            missed.append(line)
    assert len(left_out) > 500
    assert len(missed) < 0.15 * len(left_out), "\n".join(missed)


@pytest.mark.parametrize(
    "line",
    [
        "Ettermiddagsgruppa må ha mer tid.",
        "Fagfolkene sier at vi skal vente.",
        "Kahoot fungerer best på slutten.",
        "Showbie koster for mye.",
        "Vi bruker Numetry og Salaby.",
        "Turen til Kjerag var lang.",
        "Vi jobber med Zippys venner.",
        "Haumyrheia har prøvd det samme.",
        "UiA og Statped kommer i mars.",
        "Workshopen var nyttig for alle.",
        "Småtrollene liker å være ute.",
        "Barna får møte en helsesykepleier.",
        "Onkel og tante er velkomne.",
        "Udir, Bufdir og Statsforvalteren sier litt ulike ting.",
    ],
)
def test_programs_places_and_plain_words_are_nobody(line: str) -> None:
    assert Checker(lexicon()).line(line) == []


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("K. sin mor vil ikke ha møte", ["K."]),
        ("L sine foreldre kommer", ["L"]),
        ("T. og M. må skilles i matpausen", ["T.", "M."]),
        ("N.N.S. skal ha ny vurdering", ["N.N.S."]),
        ("A-M tek kontakt med PPT", ["A-M"]),
        ("M (5 år) må byttes", ["M"]),
        ("R. slår de andre", ["R."]),
        ("A. Hva gjør vi videre?", []),
        ("B. er best", []),
        ("hibaaq gråter når mor går", ["hibaaq"]),
        ("mora til thivyashini ringte", ["thivyashini"]),
        ("Dovydas, Milda og Jonas er i samme gruppe", ["Dovydas", "Milda", "Jonas"]),
        ("Bjønn kallar dei han", ["Bjønn"]),
        ("Vi håper Per i dag får snakke ferdig", ["Per"]),
        ("Per i dag er det ingen som følger opp", []),
    ],
)
def test_initials_nicknames_and_small_letters(line: str, who: list[str]) -> None:
    assert [one.text for one in Checker(lexicon()).line(line) if one.kind is FindingKind.NAME] == who


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("skriv til hege_b@gmail . com", FindingKind.EMAIL, "hege_b@gmail . com"),
        ("lisa snabela live no er adressen", FindingKind.EMAIL, "lisa snabela live no"),
        ("send til kari.berg@kommune", FindingKind.EMAIL, "kari.berg@kommune"),
        ("ola@gmail,com", FindingKind.EMAIL, "ola@gmail,com"),
        ("ring 9 1 2 3 4 5 6 7", FindingKind.PHONE, "9 1 2 3 4 5 6 7"),
        ("tlf 91/23/45/67", FindingKind.PHONE, "91/23/45/67"),
        ("91 23 4567 er nr til far", FindingKind.PHONE, "91 23 4567"),
        ("Eleven (01.01.1990 10046)", FindingKind.NATIONAL_ID, "01.01.1990 10046"),
    ],
)
def test_numbers_and_addresses_written_oddly(line: str, kind: FindingKind, text: str) -> None:
    assert [one.text for one in Checker(lexicon()).line(line) if one.kind is kind] == [text]


@pytest.mark.parametrize("line", ["Møtet er @ biblioteket", "vi ses @skolen kl 10", "prisen var 3 @ 50 kr"])
def test_a_sign_is_not_an_address(line: str) -> None:
    assert [one for one in Checker(lexicon()).line(line) if one.kind is FindingKind.EMAIL] == []


def test_the_file_is_what_its_sources_come_to_in_form() -> None:
    text = resource("names", "shapes.txt").read_text("utf-8")
    shapes = Shapes.read(text)
    assert len(shapes.odds) == 31**3
    assert shapes.name_like("hibaaq") > 6 > -6 > shapes.name_like("foreldrene")
    assert shapes.name_like("hvaøæåß") < 6  # letters that neither has do no harm
    assert Shapes().name_like("hibaaq") == 0


def test_norse_names_are_known_by_their_parts_and_words_are_not() -> None:
    for name in ("solmund", "ragnborg", "oddveig", "thorvild", "reidunn"):
        assert norse(name), name
    for word in ("solberg", "ansvar", "samarbeid", "dagliv", "steinborg", "reidun", "heimdal", "styrar"):
        assert not norse(word), word
    given = frozenset({"mikael", "lars", "knut"})
    assert all(of_father(name, given) for name in ("mikaelsen", "larsen", "knutson"))
    assert not any(of_father(word, given) for word in ("klassen", "prosessen", "isen", "person", "bussen"))

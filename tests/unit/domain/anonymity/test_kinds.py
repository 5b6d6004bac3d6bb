"""Each rule by a few notes of its own: names by what stands round them, children by what is said of one, e-mail."""

from __future__ import annotations

import pytest

from nettverk.domain.anonymity.check import LONGEST, Checker
from nettverk.domain.anonymity.findings import FindingKind
from nettverk.domain.anonymity.lexicon import Lexicon, fold
from nettverk.i18n import using
from nettverk.services.anonymity import lexicon


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(lexicon())


def found(checker: Checker, line: str, kind: FindingKind) -> list[str]:
    return [one.text for one in checker.line(line) if one.kind is kind]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Vi har en bjørn på veggen.", []),
        ("Bjørn sa at veggen er tom.", ["Bjørn"]),
        ("Det var Stein som tok bildet.", ["Stein"]),
        ("Stein ligger i veien.", []),
        ("Mai er en fin måned.", []),
        ("Vi møtes på Lund.", []),
        ("Lund barnehage og Berg skole er med.", []),
        ("Læreren Berg er med.", ["Berg"]),
        ("Kari Berg er med.", ["Kari Berg"]),
        ("Olas plan er god.", ["Olas"]),
        ("Ann-Kristin leser.", ["Ann-Kristin"]),
        ("Tor-dagen er her.", []),
        ("Kari von Krogh leser.", ["Kari von Krogh"]),
        ("Karl Johans gate er stengt.", []),
        ("Per barn er det to timer.", []),
        ("Per sa nei.", ["Per"]),
        ("spør kari om det", ["kari"]),
        ("PPT og SFO er her.", []),
        ("Vi snakket med EMMA i dag.", ["EMMA"]),
        ("Mamman til Xhengis kommer.", ["Xhengis"]),
        ("Mora til Xhengis kommer.", ["Xhengis"]),
        ("Stein i 3A trenger ro.", ["Stein"]),
        ("Stein i skoen er et bilde.", []),
        ("Dag: jeg synes vi skal prøve.", ["Dag"]),
        ("Mai: vi planlegger neste år.", []),
        ("Sol, du tar ordet etterpå.", ["Sol"]),
        ("Sol i tre dager.", []),
        ("På Livs avdeling er det stille.", ["Livs"]),
        ("Innspill fra Bo: mer lek.", ["Bo"]),
        ("Filmen heter Storm.", []),
        ("Gutten heter Storm og liker tall.", ["Storm"]),
        ("Avdelingene Sol, Måne og Birk samarbeider.", []),
        ("Vi ba Magrethe om å ringe.", ["Magrethe"]),  # a slip of the keys
        ("Vi ba Torsdag om å ringe.", []),
        ("Takk til Thivyashan for hjelpen.", ["Thivyashan"]),
        ("Takk til Statped for hjelpen.", []),
        ("Bord 4: Anlaug, Ola og Pia", ["Anlaug", "Ola", "Pia"]),
        ("møtt: bjørn, siv og vidar", ["bjørn", "siv", "vidar"]),
    ],
)
def test_names_by_the_words_round_them(checker: Checker, line: str, names: list[str]) -> None:
    assert found(checker, line, FindingKind.NAME) == names


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("Gutten sa nei.", False),
        ("Gutten med autisme sa nei.", True),
        ("Gutter med autisme sier nei.", False),
        ("Fireåringen sa nei.", False),
        ("Fireåringen med autisme sa nei.", True),
        ("Fireåringer med autisme sier nei.", False),
        ("Et barn med autisme trenger ro.", False),
        ("Hvis et barn på fire år har autisme, ringer vi.", False),
        ("Vi har et barn på fire år med autisme.", True),
        ("Gutten er fem. Han har epilepsi.", True),
        ("Gutten i boka er fem og har epilepsi.", False),
        ("Mora til jenta ringte.", True),
        ("Mødrene til jentene ringte.", False),
        ("Eleven på 8. trinn skal ha samtale.", False),
        ("Jenta på fem ulike skoler.", False),
        ("Barnet på Solsikken med diabetes må ha mat.", True),
        ("Han er lærer på 2. trinn og har angst for høyder.", False),
        ("Vi har en femåring med stomi og trenger opplæring.", True),
        ("Hvis vi har en femåring med stomi, trenger vi opplæring.", False),
        ("Rullestolbrukeren på 5. trinn kommer ikke inn.", True),
        ("Møte om en gutt på fem med autisme torsdag.", True),
        ("Vår blinde elev vil være med.", True),
    ],
)
def test_a_child_is_pointed_at_by_two_things_about_one(checker: Checker, line: str, points: bool) -> None:
    assert bool(found(checker, line, FindingKind.CHILD)) is points


@pytest.mark.parametrize(
    ("line", "neutral"),
    [
        ("Olas mor kom.", "Barnets mor kom."),
        ("Læreren Hansen fortalte.", "Læreren fortalte."),
        ("Rektor Moe fortalte.", "Rektor fortalte."),
        ("Assistenten vår, Turid, ser mest.", "Assistenten vår ser mest."),
        ("Gutten på fire med autisme fikk kort.", "Barnet fikk kort."),
        ("Guten på fire med autisme fekk kort.", "Barnet fekk kort."),
        ("Vi har ein gut i 3. klasse med ADHD.", "Vi har ein elev."),
        ("Mora til den eine guten ringte ikkje.", "Ein av foreldra ringte ikkje."),
        ("9-åringen fra Bamble som er i fosterhjem, kom.", "Barnet kom."),
        ("Vi snakka med Ragnhild, ikkje med andre.", "Vi snakka med ein medarbeidar, ikkje med andre."),
        ("We asked Ola to lead the group.", "We asked a colleague to lead the group."),
        ("Takk, Kjersti!", "Takk, kollega!"),
        ("Send den til kari@eksempel.no i dag.", "Send den til en medarbeider i dag."),
        ("Ring på 91234567 etter fire.", "Ring på telefon etter fire."),
    ],
)
def test_the_neutral_wording_is_right_where_it_stands(checker: Checker, line: str, neutral: str) -> None:
    said = line
    for finding in reversed(checker.line(line)):
        said = finding.accepted(said)
    assert said == neutral


def test_who_takes_part_counts_though_nobody_knows_the_name() -> None:
    people = lexicon().with_people([("Nattlys", "Kvervelkvist")])
    line = "Det var Nattlys, og så kom Kvervelkvist."
    assert found(Checker(lexicon()), line, FindingKind.NAME) == []
    findings = Checker(people).line(line)
    assert [one.text for one in findings] == ["Nattlys", "Kvervelkvist"]
    assert all("samlingen" in one.reason for one in findings)


def test_reasons_are_in_the_users_language_and_wording_in_the_notes(checker: Checker) -> None:
    with using("en"):
        (finding,) = checker.line("Vi snakka med Ragnhild, ikkje med andre.")
    assert finding.reason == "This looks like a name."
    assert finding.suggestion == "ein medarbeidar"


def test_what_nobody_types_does_no_harm(checker: Checker) -> None:
    for line in ("", " ", "...", "\u00ad", "Ola" * 10_000, "a" * LONGEST * 2, "\u0301Ola", "😀 Ola 😀", "A", "K."):
        for finding in checker.line(line):
            assert line[finding.place.start : finding.place.end] == finding.text
    assert Checker(Lexicon()).line("Ola Hansen") == []


def test_names_are_compared_without_accents_and_as_other_countries_write_them() -> None:
    assert fold("Máret") == "maret"
    assert fold("SÖREN") == "søren"
    assert fold("Åse") == "åse"
    assert fold("Łukasz") == "lukasz"
    assert fold("İbrahim") == "ibrahim"


def test_whoever_is_read_about_is_nobody_in_the_room_unless_they_take_part() -> None:
    line = "Berit Bae skriver om anerkjennelse, og Vygotskij sier det samme."
    assert found(Checker(lexicon()), line, FindingKind.NAME) == []
    here = lexicon().with_people([("Berit", "Bae")])
    assert found(Checker(here), line, FindingKind.NAME) == ["Berit Bae"]
    assert found(Checker(lexicon()), "Berit Baer kommer, og lærer Nordahl også.", FindingKind.NAME) != []


def test_age_and_sex_alone_point_at_nobody() -> None:
    checker = Checker(lexicon())
    assert found(checker, "En gutt på fem år lærte å sykle.", FindingKind.CHILD) == []
    assert found(checker, "Den eneste jenta på fem lærte å sykle.", FindingKind.CHILD) != []
    assert found(checker, "En gutt på fem år med epilepsi lærte å sykle.", FindingKind.CHILD) != []

"""The many spellings of one unit, and units that are only nearly alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.unit_names import near, proper_unit_name, service_of, unit_key


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Lund barnehage",
            "Lund bhg",
            "Lund bhg.",
            "LUND BARNEHAGE",
            "lund\u00a0 barnehagen ",
            "Lund b.hage",
            "Lund, bhg",
        ),
        ("Oddernes skole", "Oddernes skule", "ODDERNES SKOLEN", "Oddernes-skole"),
        ("Vågsbygd ungdomsskole", "Vågsbygd u.skole", "Vågsbygd usk", "vågsbygd ungdomsskulen", "Vågsbygd ungd.skole"),
        ("PPT", "PP-tjenesten", "PP-tenesta", "Pedagogisk-psykologisk tjeneste", "PPT-tjenesten"),
        ("Helsestasjon Lund", "helsestasjonen Lund", "Helsestasjonstjenesten Lund"),
        ("Barnevernet", "Barneverntjenesten", "barnevernstenesta", "Barnevern"),
        ("Spesialpedagogene", "Spes.ped.", "spesialpedagogisk tjeneste"),
        ("Forebyggende avdeling", "Forebyggende avd.", "Førebyggjande avdeling"),
        ("Mobilt team", "mobile team"),
        ("Styrketjenesten", "Styrketenesta", "styrketjeneste"),
    ],
)
def test_spellings_of_one_unit_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({unit_key(spelling) for spelling in spellings}) == 1


def test_different_units_never_share_a_key() -> None:
    names = ["Lund bhg", "Lunde bhg", "Lund skole", "Lund ungdomsskole", "Lund barneskole", "Lund", "Helsestasjon Lund"]
    assert len({unit_key(name) for name in names}) == len(names)


def test_nearly_alike_is_offered_best_first() -> None:
    known = ["Lunde barnehage", "Lund skole", "Lund og Marvika barnehage", "Hånes barnehage"]
    offered = near("Lund bhg", known)
    assert [candidate.name for candidate in offered] == ["Lunde barnehage", "Lund og Marvika barnehage"]
    assert all(candidate.score < 1 for candidate in offered)


def test_a_name_without_its_kind_may_be_either() -> None:
    assert {c.name for c in near("Lund", ["Lund barnehage", "Lund skole", "Hånes skole"])} == {
        "Lund barnehage",
        "Lund skole",
    }


def test_the_same_unit_stands_alone() -> None:
    assert [(c.name, c.score) for c in near("LUND BHG", ["Lunde barnehage", "Lund barnehage"])] == [
        ("Lund barnehage", 1.0)
    ]


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("Lund bhg", "kindergarten"),
        ("Oddernes skule", "school"),
        ("Vågsbygd oppvekstsenter", "school"),
        ("PP-tjenesten", "ppt"),
        ("Spesialpedagogene i Lund bydel", "special_ed"),
        ("Helsestasjonen på Lund", "health"),
        ("Helsesykepleier, Oddernes skole", "health"),
        ("Skolehelsetjenesten", "health"),
        ("Barnevernet", "child_welfare"),
        ("Forebyggende avdeling", "prevention"),
        ("Mobilt team", "mobile_team"),
        ("Styrketjenesten", "strength_service"),
        ("FAU Lund skole", "outside"),
        ("Ungdomsrådet", "outside"),
        ("Oppvekstutvalget", "outside"),
        ("Frivilligsentralen", "outside"),
        ("Ungdom og fritid", "other"),
        ("Universitetet i Agder", "other"),
        ("", "other"),
    ],
)
def test_the_name_tells_the_service(name: str, service: str) -> None:
    assert service_of(name) == service


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert unit_key(unit_key(text)) == unit_key(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("LUND BARNEHAGE", "Lund barnehage"),
        ("lund  bhg", "Lund bhg"),
        ("PPT LUND", "PPT Lund"),
        ("ppt", "PPT"),
        ("barnevernet", "Barnevernet"),
        ("HÅNES OG LAUVÅSEN SKOLE", "Hånes og Lauvåsen skole"),
        ("Lund Barnehage", "Lund Barnehage"),
        ("", ""),
    ],
)
def test_a_shouted_name_is_given_small_letters(written: str, shown: str) -> None:
    assert proper_unit_name(written) == shown


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Vaagen", "Vågen"),
        ("Aasen skole", "Åsen skole"),
        ("Bjoerka barnehage", "Bjørka barnehage"),
        ("Furulia naturbhg", "Furulia naturbarnehage"),
        ("PPT Elvestad", "PPT"),
        ("LV Myra", "Læringsverkstedet Myra barnehage"),
    ],
)
def test_other_ways_to_write_a_name_are_offered(written: str, known: str) -> None:
    assert [candidate.name for candidate in near(written, [known, "Havnes skole"])] == [known]


@pytest.mark.parametrize(
    ("written", "other"),
    [("Barnehagen", "Furulia barnehage"), ("NY Myra", "Solbakken Myra"), ("Lund skole", "Lund barnehage")],
)
def test_what_may_be_any_of_them_is_not_offered(written: str, other: str) -> None:
    assert not near(written, [other])


@pytest.mark.parametrize(
    ("text", "service"),
    [("Barnehagekontoret", "other"), ("Skoleadministrasjonen", "other"), ("PPT-kontoret", "ppt")],
)
def test_an_office_is_not_what_it_looks_after(text: str, service: str) -> None:
    assert service_of(text) == service

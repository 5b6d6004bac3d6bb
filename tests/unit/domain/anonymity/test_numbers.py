"""National ids by their control digits, of today and from 2032; phones among numbers of every other kind."""

from __future__ import annotations

import pytest

from nettverk.domain.anonymity.numbers import is_national_id, national_ids, phones

WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def made(first_nine: str, rest: int = 0) -> str:
    """A number with control digits by the rules, or nothing where they would need two figures."""
    digits = [int(digit) for digit in first_nine]
    k1 = (11 + rest - sum(w * d for w, d in zip(WEIGHTS[0], digits, strict=True)) % 11) % 11
    k2 = (11 - sum(w * d for w, d in zip(WEIGHTS[1], [*digits, k1], strict=True)) % 11) % 11
    return "" if 10 in {k1, k2} else f"{first_nine}{k1}{k2}"


# Born in the 1800s (individual numbers 500–749), so that nobody alive has one of these.
@pytest.mark.parametrize("date", ["120381", "520381", "124381", "128381", "528381", "124981", "290288"])
def test_every_series_is_known_by_its_control_digits(date: str) -> None:
    numbers = [number for serial in range(500, 560) if (number := made(f"{date}{serial}"))]
    assert numbers
    for number in numbers:
        assert is_national_id(number), number
        wrong = [number[:10] + str((int(number[10]) + step) % 10) for step in range(1, 10)]
        assert not any(map(is_national_id, wrong))


@pytest.mark.parametrize("number", ["02013299997", "30108299920", "30108299939"])
def test_the_tax_authoritys_own_examples_from_2032(number: str) -> None:
    assert is_national_id(number)


def test_from_2032_the_first_control_digit_may_leave_0_to_3() -> None:
    for rest, right in ((0, True), (1, True), (2, True), (3, True), (4, False), (7, False)):
        numbers = [number for serial in range(500, 600) if (number := made(f"150332{serial}", rest))]
        assert numbers
        assert {is_national_id(number) for number in numbers} == {right}


@pytest.mark.parametrize("date", ["320181", "001281", "721281", "123081", "300281", "123381"])
def test_what_has_no_date_is_no_national_id(date: str) -> None:
    assert not any(is_national_id(made(f"{date}{serial}")) for serial in range(500, 560))


@pytest.mark.parametrize(
    "written",
    ["{0}{1}{2}{3}", "{0}{1}{2} {3}", "{0}.{1}.{2} {3}", "{0} {1} {2} {3}", "{0}{1}{2}-{3}", "{0}{1}{2}\u00a0{3}"],
)
def test_it_is_found_however_it_is_written(written: str) -> None:
    text = written.format("12", "03", "81", "50756")
    line = f"Gjelder {text}, se notat"
    (place,) = national_ids(line)
    assert line[place.start : place.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "91234567", "912 34 567", "91 23 45 67", "9123 4567", "38 12 34 56", "22123456", "+47 91 23 45 67",
        "+4791234567", "0047 912 34 567", "(+47) 91 23 45 67", "912-34-567", "91.23.45.67", "+46 70 123 45 67",
        "400 12 345",
    ],
)  # fmt: skip
def test_phones_in_every_grouping(text: str) -> None:
    for line in (f"Ring {text} i dag", f"Kontakt: {text}.", f"Mor har {text}", f"{text} – ring gjerne"):
        assert [line[place.start : place.end] for place in phones(line)] == [text], line


@pytest.mark.parametrize(
    "line",
    [
        "Budsjettet er 12500000 kroner", "Org.nr. 987654325", "Orgnr 987 654 325", "kontonummer 12345678903",
        "kr 12345678", "Konto: 1234.56.78903", "i 2024 2025 og 2026", "20240817 var fristen", "17.08.2024",
        "Sak 20251234", "sak 25/12345678", "12 345 678 kroner", "faktura nr 12345678", "ISBN 9788215023456",
        "uke 34 35 36 37", "12.09, 17.10, 21.11 og 16.01", "1 234 567 visninger", "serienr 44556677", "KID 12345678",
        "90000000 til ny skole", "kl 10 30 11 30", "13 til 17 år, 45 barn", "https://nettside.no/12345678",
    ],
)  # fmt: skip
def test_other_numbers_are_no_phones(line: str) -> None:
    assert [line[place.start : place.end] for place in phones(line)] == []

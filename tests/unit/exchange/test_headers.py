"""Titles as organisers write them."""

from __future__ import annotations

import pytest

from nettverk.exchange.headers import IGNORED, header_role, is_forms_own

TITLES = {
    "name": [
        "Navn", "navn *", "NAVN:", "Fullt navn", "Fullt namn", "For- og etternavn", "Fornavn og etternavn",
        "Etternavn, fornavn",
        "Hva heter du?", "Kva heiter du?", "Skriv navnet ditt", "Ditt navn:", "Navn2", "Name", "Full name",
        "Your name",
        "Hva er ditt navn?", "Deltaker", "Deltakere", "Deltakar", "Navn på deltaker", "Deltakers navn", "Ansatt",
        "What is your name?", "Navn (fornavn og etternavn)", "Skriv inn for- og etternavn",
    ],
    "given_name": ["Fornavn", "Fornamn", "Førenamn", "First name", "Ditt fornavn", "Fornavn:"],
    "family_name": ["Etternavn", "Etternamn", "Last Name", "Surname", "Ditt etternavn"],
    "email": [
        "E-post", "Epost", "E-postadresse", "Email", "E-mail address", "Mail", "Din e-postadresse", "E-post (jobb)",
        "E-post2",
        "Hva er e-postadressen din?",
    ],
    "unit": [
        "Enhet", "Eining", "Enhet/tjeneste", "Tjeneste/enhet", "Arbeidssted", "Arbeidsplass", "Arbeidsstad",
        "Skole/barnehage",
        "Barnehage / skole", "Hvilken enhet/tjeneste kommer du fra?", "Kva eining/teneste kjem du frå?",
        "Hvor jobber du?",
        "Kvar jobbar du?", "Hvilken barnehage jobber du i?", "Navn på enhet", "Navn på barnehagen", "Skolens navn",
        "Virksomhet",
        "Workplace", "Which school or kindergarten do you work at?", "Which unit/service do you come from?",
        "Where do you come from?", "Enhetens navn", "Tjenestested",
        "Navn på arbeidssted",
        "Hvilken enhet representerer du?", "Avdeling",
    ],
    "service": ["Tjeneste", "Teneste", "Tjenesteområde", "Type enhet", "Hvilken tjeneste?", "Sektor"],
    "role": [
        "Rolle", "Stilling", "Hvilken rolle har du?", "Hva er din stilling?", "Stillingstittel", "Funksjon",
        "Job title",
        "Hva jobber du som?", "Din rolle i barnehagen/skolen", "Yrke", "Tittel",
    ],
    "district": ["Bydel", "Hvilken bydel tilhører du?",
        "Distrikt", "Område", "Hvilket familiens hus hører du til?", "Hvilket område hører enheten din til?"],
    "comes": [
        "Kommer du?", "Kjem du?", "Deltar du?", "Deltek du på samlinga?", "Kommer du på samlingen 9. februar?",
        "Påmeldt",
        "Kan du komme?", "Skal du være med?", "Vil du delta på nettverkssamlingen?", "Are you coming?",
        "Will you attend?",
        "Can you make it?", "Attendance", "RSVP", "Jeg kommer", "Svar", "Status", "Melder du deg på?", "Oppmøte",
    ],
    "hours": [
        "Når er du der?", "Deltar du hele dagen?", "Er du med heile dagen?", "Hvilken del av dagen deltar du?",
        "Will you be there all day?", "Hvor lenge kan du være med?", "Til stede",
    ],
    "food": [
        "Allergier?", "Har du allergier eller matønsker?", "Mat/allergi", "Matintoleranse", "Any food allergies?",
        "Spesielle behov for mat?", "Kosthensyn/allergener", "Dietary requirements",
    ],
    "presents": [
        "Kan du presentere praksis?", "Kan du presentere?", "Vil du holde et praksisinnlegg?", "Praksisinnlegg",
        "Would you like to share a practice?", "Kan du dele noe fra egen praksis?",
    ],
    IGNORED: [
        "ID", "Starttidspunkt", "Fullføringstidspunkt", "Tidspunkt for siste endring", "Start time",
        "Completion time",
        "Last modified time", "Telefon", "Mobilnummer", "Tlf.", "Hvordan kommer du hit, med bil?",
        "Kommentar",
        "Navn på leder", "Leders e-post", "Navn på nærmeste leder", "Rektors navn", "E-post til styrer", "Nr.",
        "Språk",
        "Hvor mange kommer fra din enhet?", "Hva ønsker du at nettverket skal ta opp?",
        "Samtykker du til lagring av navn?",
        "Har du innspill eller kommentarer?", "Ønsker du lunsj?",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("title", "role"), [(title, role) for role, titles in TITLES.items() for title in titles])
def test_a_title_tells_its_column(title: str, role: str) -> None:
    assert header_role(title)[0] == role


@pytest.mark.parametrize(
    "cell", ["Kari Nordmann", "Lund bhg", "", "12", "anonymous", "24.11.2026", "Er dette første gang du er med?", "Ja"]
)
def test_what_is_no_title_tells_nothing(cell: str) -> None:
    assert header_role(cell)[0] is None


def test_the_columns_that_forms_adds_are_known_from_the_organisers_own() -> None:
    assert is_forms_own("Navn")
    assert is_forms_own("E-postadresse")
    assert not is_forms_own("Navn2")
    assert not is_forms_own("Hva heter du?")

"""What the pages look like, with short, long and many names."""

from __future__ import annotations

from datetime import date, time

import pytest

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.sorting import sort_key
from nettverk.services.pdf_pages import PdfPages
from nettverk.ui.common.pictures import as_image
from tests.helpers.paper import ACROSS, LONG_NAME, OCCASION, QUESTION, make
from tests.visual.compare import check

WIDTH = 620  # 75 dots an inch: every line of text can still be read

HINDERS = "Hva hemmer, og hva kan vi påvirke?"
UNITS = (
    ("Lund barnehage", "circle", "Barnehage"),
    ("PPT", "diamond", "PPT"),
    ("Vågsbygd helsestasjon", "plus", "Helsestasjon og skolehelsetjeneste"),
    ("Spesialpedagogene vest", "triangle", "Spesialpedagogene"),
    ("Slettheia skole", "pentagon", "Skole"),
)
STEPS = (
    ("Tenk alene", "skriv stikkord", 9),
    ("Del i gruppa", "en etter en, så samtale", 27),
    ("Del i plenum", "én ting fra hvert bord", 9),
)
GIVEN = ("Kari", "Ola", "Máret", "Øyvind", "Åse", "Jan-Erik", "Fatima", "Solveig", "Niillas")
FAMILY = ("Berg", "Dahl", "Eira", "Haugen", LONG_NAME, "Kvåle", "Nguyen", "Sætre", "Vik", "Ødegård", "Aarsland")


def people(count: int) -> list[tuple[str, str, tuple[str, str, str]]]:
    """So many invented people."""
    return [(GIVEN[n % len(GIVEN)], FAMILY[n * 3 % len(FAMILY)], UNITS[n * 7 % len(UNITS)]) for n in range(count)]


def agenda() -> paper.Agenda:
    rows = (
        paper.AgendaRow(time(9), time(9, 10), "Kaffe og innsjekk"),
        paper.AgendaRow(time(9, 10), time(9, 50), "Lek som rett", 1, "Plenum", "", "Siv Hansen, universitetet"),
        paper.AgendaRow(time(9, 50), time(10, 35), "Erfaringsdeling", 2, "Plenum", "", "Lund, Myra og Havna barnehage"),
        paper.AgendaRow(time(10, 35), time(10, 50), "Pause"),
        paper.AgendaRow(time(10, 50), time(11, 35), "På tvers", 3, "Blanda grupper", "IGP", "", (QUESTION, HINDERS)),
        paper.AgendaRow(time(11, 35), time(12, 30), "Lunsj"),
        paper.AgendaRow(time(12, 30), time(13, 20), "Veien videre", 4, "Egen enhet/tjeneste"),
    )
    return paper.Agenda(OCCASION, rows)


def attendance() -> paper.AttendanceList:
    rows = sorted(
        ((unit, f"{family}, {given}") for given, family, (unit, _shape, _service) in people(30)),
        key=lambda row: (sort_key(row[0]), sort_key(row[1])),
    )
    return paper.AttendanceList(OCCASION, tuple(paper.Attendee(name, unit, "styrer") for unit, name in rows), True)


def by_name() -> paper.GroupsByName:
    named = {f"{family}, {given}": unit for given, family, (unit, _shape, _service) in people(60)}
    rows = sorted(named.items(), key=lambda row: sort_key(row[0]))
    placed = tuple(paper.PersonTables(name, unit, (n % 9 + 1, n % 7 + 1)) for n, (name, unit) in enumerate(rows))
    return paper.GroupsByName(OCCASION, (ACROSS, paper.Round("Dialogkafé", 3, time(11, 15))), placed)


def by_table() -> paper.GroupsByTable:
    sitters = [
        paper.SeatedPerson(f"{given} {family}", unit, shape, name, "", given)
        for given, family, (unit, shape, name) in people(34)
    ]
    tables = tuple(paper.TablePeople(n + 1, "", tuple(sitters[n::6])) for n in range(6))
    return paper.GroupsByTable(OCCASION, ((ACROSS, tables),))


def badges() -> paper.Badges:
    made = [
        paper.Badge(given, family, unit, "pedagogisk leder", shape, (6, 9, 12))
        for given, family, (unit, shape, _s) in people(9)
    ]
    return paper.Badges(
        OCCASION,
        (*made, paper.Badge(LONG_NAME, LONG_NAME, "Vågsbygd helsestasjon og skolehelsetjeneste, avdeling vest")),
    )


def letter() -> paper.UnitPages:
    promises = (
        paper.CommitmentLine(
            "Faste lekegrupper i uteleken, en voksen i hver sone", "Pedagogisk leder", date(2027, 1, 11), "Personalmøte"
        ),
        paper.CommitmentLine(
            "Observere overgangen ute–inne to ganger, to og to", "Styrer", date(2027, 1, 25), "Ledermøte"
        ),
    )
    before = (
        paper.CommitmentLine(
            "Leketid uten avbrudd hver formiddag", status="done", learnt="Roen kom da vi flyttet samlingsstunden."
        ),
    )
    said = (
        paper.AnsweredQuestion(
            QUESTION,
            "På tvers",
            3,
            (
                paper.Answer(
                    "Bord 2",
                    "Den voksne går inn i leken med en rolle, ikke en regel.\nVi spør barnet selv hva som hjelper.",
                ),
            ),
            (
                paper.Answer("Bord 7", "Små rom i rommet: leken får være i fred."),
                paper.Answer("Bord 11", "Samme ord hjemme og i barnehagen."),
            ),
        ),
        paper.AnsweredQuestion(
            HINDERS, "På tvers", 3, (paper.Answer("Bord 2", "Mange overganger: kan påvirkes, start med garderoben."),)
        ),
    )
    return paper.UnitPages(OCCASION, (paper.UnitPage("Furulia barnehage", promises, before, said),))


def summary() -> paper.Summary:
    answers = tuple(
        paper.Answer(f"Bord {n}", "Den voksne går inn i leken med en rolle, ikke en regel. " * (n % 3 + 1))
        for n in range(1, 9)
    )
    promises = (("Lund barnehage", letter().units[0].commitments), ("PPT", letter().units[0].commitments[:1]))
    return paper.Summary(OCCASION, (paper.AnsweredQuestion(QUESTION, "På tvers", 3, (), answers),), promises)


def since_last() -> paper.SinceLastSheets:
    promised = (
        paper.PromisedLine(
            "Fast kontaktperson for dem som strever mest i overganger",
            "Kari · innen 15. januar · personalmøte · Nettverkssamling 1", CommitmentStatus.OPEN, "",
        ),
        paper.PromisedLine(
            "Leketid uten avbrudd hver formiddag", "pedagogisk leder · innen 1. mars", CommitmentStatus.TRIED,
            "Roen kom da vi flyttet samlingsstunden.",
        ),
    )  # fmt: skip
    return paper.SinceLastSheets(OCCASION, (("Furulia barnehage", promised),))


def themes() -> paper.ThemePages:
    points = tuple(
        paper.SaidPoint("Den voksne går inn i leken med en rolle, ikke en regel.", f"Bord {n}", quote=n == 3)
        for n in range(1, 6)
    )
    said = paper.ThemeOnPaper("Voksne i leken", "Nevnt ved 5 av 12 bord, fra alle tjenester", points)
    return paper.ThemePages(OCCASION, "6 punkter: 5 i ett tema, 1 ikke plassert", (said,), points[:1])


DOCUMENTS = {
    "agenda": agenda,
    "attendance": attendance,
    "groups-by-name": by_name,
    "groups-by-table": by_table,
    "table-sign": lambda: paper.TableSigns(OCCASION, (paper.TableSign(12),), paper.Round("På tvers", 3)),
    "table-sign-unit": lambda: paper.TableSigns(
        OCCASION, (paper.TableSign(3, "Vågsbygd helsestasjon og skolehelsetjeneste"),)
    ),
    "badges": badges,
    "role-cards": lambda: paper.RoleCards(
        OCCASION, (paper.RoleCard("Ordstyrer", "gir ordet, så alle får sagt sitt", "På tvers", 3, STEPS),)
    ),
    "question-sheet": lambda: paper.QuestionSheets(
        OCCASION, (paper.QuestionSheet("G3-2", QUESTION, 2, "På tvers", 3, 3, "", "IGP"),)
    ),
    "since-last": since_last,
    "themes": themes,
    "letter-home": letter,
    "summary": summary,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_page(qapp: object, name: str) -> None:
    pages = PdfPages(make(DOCUMENTS[name](), name).data)
    image = as_image(pages.picture(0, WIDTH))
    pages.close()
    check(f"paper-{name}", image)

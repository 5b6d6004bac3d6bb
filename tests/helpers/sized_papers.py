"""Every kind of document at three sizes: nearly empty, of ninety people, and of four hundred with the longest names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.organisation import Meeting
from nettverk.domain.rundown.commands import key_groups
from nettverk.domain.sheet_papers import SheetPaper, SheetSet
from nettverk.services.sheets import shipped
from tests.helpers.paper import ACROSS, LONG_NAME, OCCASION, QUESTION

SERVICES = (("Barnehage", "circle"), ("Skole", "pentagon"), ("PPT", "diamond"), ("Helsestasjon", "plus"))
SAID = "Den voksne går inn i leken med en rolle, ikke en regel."
LONG_SAID = f"{SAID} Overgangssituasjonene planlegges sammen med spesialpedagogen. " * 6


class Size(Enum):
    """How much there is of everything."""

    LEAST = "least"
    USUAL = "usual"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True)
class _Amount:
    people: int
    units: int
    tables: int
    name: str
    said: str


_AMOUNTS = {
    Size.LEAST: _Amount(1, 1, 1, "Berg", "Lek"),
    Size.USUAL: _Amount(90, 28, 15, "Berg", SAID),
    Size.EXTREME: _Amount(400, 60, 60, LONG_NAME, LONG_SAID),
}


def documents(size: Size, *, language: str = "nb") -> dict[DocumentKind, paper.Document]:
    """One of each kind, with so much in it."""
    amount = _AMOUNTS[size]
    many = size is not Size.LEAST
    here = replace(OCCASION, language=language)
    units = [f"{amount.name} {number} barnehage" for number in range(1, amount.units + 1)]
    service = [SERVICES[number % len(SERVICES)] for number in range(amount.people)]
    people = [(f"{amount.name}{number:03d}", "Kari", units[number % len(units)]) for number in range(amount.people)]
    rounds = (ACROSS, paper.Round("Dialogkafé", 3)) if many else (ACROSS,)
    tables = tuple(
        paper.TablePeople(
            number + 1,
            "",
            tuple(
                paper.SeatedPerson(f"{given} {family}", unit, service[at][1], service[at][0], "", given)
                for at, (family, given, unit) in enumerate(people)
                if at % amount.tables == number
            ),
        )
        for number in range(amount.tables)
    )
    promise = paper.CommitmentLine(amount.said, "styrer", date(2027, 1, 11), "personalmøte")
    before = replace(promise, status=CommitmentStatus.TRIED, learnt=amount.said if many else "")
    answers = tuple(paper.Answer(f"Bord {number + 1}", amount.said, number + 1) for number in range(amount.tables))
    asked = tuple(
        paper.AnsweredQuestion(question, "På tvers", 3, answers[:2], answers[2:])
        for question in ((QUESTION, "Hva hemmer, og hva kan vi påvirke?") if many else (QUESTION,))
    )
    everyone = tuple(replace(question, own=(), others=answers) for question in asked)
    went = (CommitmentStatus.OPEN, CommitmentStatus.DONE)[: 2 if many else 1]
    promised = tuple(paper.PromisedLine(amount.said, "styrer · innen 11. januar", status, "") for status in went)
    questions = (QUESTION,) * (3 if many else 1)
    signs = tuple(paper.TableSign(table.number, units[0] if table.number % 2 == 0 else "") for table in tables)
    met = tuple(
        Meeting(f"m{number}", "t", "Styringsgruppa", date(2026, 11, 3), time(9), amount.name)
        for number in range(3 if many else 1)
    )
    rows = (
        paper.AgendaRow(time(9), time(9, 10), "Kaffe"),
        paper.AgendaRow(time(9, 10), time(10), "På tvers", 3, "Blanda grupper", "IGP", "", questions),
    )
    lines = tuple(paper.NotedLine(amount.said, ("Bord 1",)) for _number in range(min(12, amount.tables)))
    passages = (paper.PassageLetter("Et brev", (paper.Passage("Dette ble sagt", lines, 3),), units[0]),)
    letters = paper.PassageLetters(here, passages)
    said = tuple(paper.SaidPoint(amount.said, f"Bord {number}") for number in range(1, 4))
    themes = ("Voksne i leken", "Overganger", "Foreldre")[: 3 if many else 1]
    share = tuple(tuple((at + other) % 3 / 2 for other in range(len(units))) for at in range(len(units)))
    sheet = shipped.sheet("fremmer-hemmer-pavirke", language)
    assert sheet is not None
    by_unit = tuple(paper.Attendee(f"{family}, {given}", unit, "styrer") for family, given, unit in people)
    return {
        DocumentKind.AGENDA: paper.Agenda(here, rows * (12 if size is Size.EXTREME else 4 if many else 1)),
        DocumentKind.ATTENDANCE_BY_NAME: paper.AttendanceList(here, by_unit),
        DocumentKind.ATTENDANCE_BY_UNIT: paper.AttendanceList(
            here, tuple(sorted(by_unit, key=lambda person: person.unit)), by_unit=True
        ),
        DocumentKind.GROUPS_BY_NAME: paper.GroupsByName(
            here, rounds,
            tuple(
                paper.PersonTables(person.name, person.unit, ((at % amount.tables) + 1, None)[: len(rounds)])
                for at, person in enumerate(by_unit)
            ),
        ),
        DocumentKind.GROUPS_BY_TABLE: paper.GroupsByTable(here, tuple((round_, tables) for round_ in rounds)),
        DocumentKind.GROUP_CHANGES: paper.GroupChanges(
            here,
            tuple(
                (round_, tuple(paper.MovedPerson(one.name, one.unit, "Bord 1", "Bord 2") for one in by_unit[:9]))
                for round_ in rounds
            ),
        ),
        DocumentKind.TABLE_SIGNS: paper.TableSigns(
            here, signs, ACROSS
        ),
        DocumentKind.BADGES: paper.Badges(
            here,
            tuple(
                paper.Badge(given, family, unit, "styrer", service[at][1], (1, 2), service[at][0])
                for at, (family, given, unit) in enumerate(people)
            ),
        ),
        DocumentKind.ROLE_CARDS: paper.RoleCards(
            here,
            tuple(
                paper.RoleCard(role, "gir ordet, så alle får sagt sitt", "På tvers", 3, (("Del", amount.said[:90], 9),))
                for role in ("Ordstyrer", "Tidtaker")
            ),
            amount.tables,
        ),
        DocumentKind.QUESTION_SHEETS: SheetSet(
            here,
            tuple(
                paper.QuestionSheet(f"G{table.number}-1", QUESTION, 1, "På tvers", 3, table.number) for table in tables
            ),
            (SheetPaper(sheet, None, "G1-2", "Bord 1", "På tvers", 3),),
        ),
        DocumentKind.STAGE_KEYS: paper.StageKeys(here, key_groups()),
        DocumentKind.SINCE_LAST: paper.SinceLastSheets(here, tuple((unit, promised) for unit in units)),
        DocumentKind.UNIT_PAGES: paper.UnitPages(
            here, tuple(paper.UnitPage(unit, (promise, promise), (before,), asked) for unit in units)
        ),
        DocumentKind.ABSENT: letters,
        DocumentKind.NEWCOMER: letters,
        DocumentKind.HANDOVER: letters,
        DocumentKind.THEMES: paper.ThemePages(
            here, "6 punkter", tuple(paper.ThemeOnPaper(name, "Nevnt ved 3 bord", said) for name in themes), said[:1]
        ),
        DocumentKind.PRACTICE_BANK: letters,
        DocumentKind.SUMMARY: paper.Summary(
            here, everyone, tuple((unit, (promise,)) for unit in units),
            came=tuple(paper.CameFrom(name, shape, amount.people // 4 + 1) for name, shape in SERVICES),
            expected=amount.people + 4,
        ),
        DocumentKind.WHO_MET: paper.WhoMet(
            here, tuple(paper.MetUnit(unit, "circle", "Barnehage", 3) for unit in units), share, 0.4
        ),
        DocumentKind.PROOF_OF_ATTENDANCE: paper.AttendanceProofs(
            here, tuple(paper.AttendanceProof(f"{given} {family}", unit, "styrer") for family, given, unit in people),
            ("Lek som rett",),
        ),
        DocumentKind.MEETINGS: paper.MeetingPapers(
            here, met
        ),
    }  # fmt: skip

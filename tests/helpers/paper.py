"""Documents to print in tests, and a reader of what came out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.rundown.commands import KeyLine
from nettverk.printing import (
    agenda,
    attendance,
    badges,
    group_changes,
    groups_by_name,
    groups_by_table,
    passages,
    proof_of_attendance,
    question_sheets,
    role_cards,
    since_last,
    stage_keys,
    summary,
    table_signs,
    themes,
    unit_pages,
    who_met,
)
from nettverk.printing.flow import Page
from nettverk.printing.make import make as make_pdf

OCCASION = paper.Occasion(
    title="Nettverkssamling 2",
    headline="0–6 · Vågsbygd",
    theme="Inkluderende lek",
    day=date(2026, 11, 24),
    starts_at=time(9),
    ends_at=time(13, 30),
    place="Familiens hus",
    goals=("Hver enhet går hjem med ett tiltak.",),
    next_on=date(2027, 2, 9),
    next_starts_at=time(9),
    next_place="Familiens hus",
)
ACROSS = paper.Round("På tvers", 3, time(10, 50))
QUESTION = "Hva gjør dere når et barn blir stående utenfor leken?"
_HYPHEN = "\ufffe"
"""What pdfium makes of a hyphen at the end of a line."""
LONG_NAME = "Guttormsgaard-Kristoffersen-Fjellheim-Solbakken"

LAYOUTS: dict[type, Callable[[Any], list[Page]]] = {
    paper.Agenda: agenda.pages,
    paper.AttendanceList: attendance.pages,
    paper.GroupsByName: groups_by_name.pages,
    paper.GroupsByTable: groups_by_table.pages,
    paper.GroupChanges: group_changes.pages,
    paper.TableSigns: table_signs.pages,
    paper.Badges: badges.pages,
    paper.RoleCards: role_cards.pages,
    paper.StageKeys: stage_keys.pages,
    paper.QuestionSheets: question_sheets.pages,
    paper.SinceLastSheets: since_last.pages,
    paper.ThemePages: themes.pages,
    paper.PassageLetters: passages.pages,
    paper.UnitPages: unit_pages.pages,
    paper.Summary: summary.pages,
    paper.AttendanceProofs: proof_of_attendance.pages,
    paper.WhoMet: who_met.pages,
}


class Printed(NamedTuple):
    """A PDF and how many pages were drawn."""

    data: bytes
    pages: int


def make(document: paper.Document, title: str = "Prøve", *, cancelled: Callable[[], bool] | None = None) -> Printed:
    """The document as a PDF, without a database."""
    drawn = LAYOUTS[type(document)](document)
    occasion = document.occasion
    data = make_pdf(drawn, title, occasion.name, author=occasion.municipality, cancelled=cancelled)
    return Printed(data, len(drawn))


def printed(document: paper.Document, title: str = "Prøve") -> PdfReader:
    """The document as a PDF, opened."""
    return PdfReader(BytesIO(make(document, title).data))


def page_texts(pdf: bytes | Path) -> list[str]:
    """The text of every page as a viewer copies it, line by line; a tenth of the time that pypdf takes."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n").replace(_HYPHEN, "-") for page in document]


def text_of(pdf: bytes | Path) -> str:
    """All text, with single spaces."""
    return " ".join(" ".join(page_texts(pdf)).split())


def pages(reader: PdfReader) -> list[str]:
    """The text of every page, with single spaces."""
    return [" ".join(text.split()) for text in page_texts(_bytes(reader))]


def letters(reader: PdfReader) -> str:
    """All text without any space: what is there however the lines fell."""
    return re.sub(r"\s", "", "".join(page_texts(_bytes(reader))))


def _bytes(reader: PdfReader) -> bytes:
    reader.stream.seek(0)
    return reader.stream.read()


def structure(reader: PdfReader) -> list[str]:
    """The kinds of all structure elements, in reading order."""
    found: list[str] = []

    def visit(node: Any) -> None:
        node = node.get_object()
        if "/S" not in node:
            return
        found.append(str(node["/S"])[1:])
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int):
                visit(kid)

    root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    for kid in root["/K"]:
        visit(kid)
    return found


def every_kind(text: str) -> list[paper.Document]:
    """One of each document, with the same text in every place where people can type."""
    occasion = paper.Occasion(
        title=text, headline=text, theme=text, day=date(2026, 11, 24), starts_at=time(9), ends_at=time(13), place=text,
        goals=(text,), next_on=date(2027, 2, 9), next_starts_at=time(9), next_place=text,
    )  # fmt: skip
    round_ = paper.Round(text, 3)
    promise = paper.CommitmentLine(text, text, date(2027, 1, 11), text, "tried", text)
    answered = paper.AnsweredQuestion(text, text, 3, (paper.Answer(text, text),), (paper.Answer(text, text),))
    point = paper.SaidPoint(text, text, text, quote=True)
    sitter = paper.SeatedPerson(text, text, "circle", text, text, text)
    return [
        paper.Agenda(occasion, (paper.AgendaRow(time(9), time(10), text, 1, text, text, text, (text,)),)),
        paper.AttendanceList(occasion, (paper.Attendee(text, text, text),)),
        paper.AttendanceList(occasion, (paper.Attendee(text, text, text),), by_unit=True),
        paper.GroupsByName(occasion, (round_, round_), (paper.PersonTables(text, text, (1, None)),)),
        paper.GroupsByTable(
            occasion, ((round_, (paper.TablePeople(1, text, (sitter,)), paper.TablePeople(2, "", (sitter,)))),)
        ),
        paper.TableSigns(occasion, (paper.TableSign(1, text),), round_),
        paper.Badges(occasion, (paper.Badge(text, text, text, text, "star", (1, None, 12)),)),
        paper.RoleCards(occasion, (paper.RoleCard(text, text, text, 3, ((text, text, 2),)),), 5),
        paper.StageKeys(occasion, ((text, (KeyLine(text, (text, text)),)),)),
        paper.QuestionSheets(occasion, (paper.QuestionSheet("G3-2", text, 2, text, 3, 3, text, text),)),
        paper.UnitPages(occasion, (paper.UnitPage(text, (promise,), (promise,), (answered,)),)),
        paper.Summary(
            occasion, (answered,), ((text, (promise, promise)),), came=(paper.CameFrom(text, "ring", 3),), expected=5
        ),
        paper.PassageLetters(
            occasion,
            (
                paper.PassageLetter(
                    text, (paper.Passage(text, (paper.NotedLine(text, (text,)),), 3, text),), text, text
                ),
            ),
        ),
        paper.AttendanceProofs(occasion, (paper.AttendanceProof(text, text, text),), (text,)),
        paper.WhoMet(
            occasion, (paper.MetUnit(text), paper.MetUnit(text, "ring", text, 3)), ((0.0, 0.5), (0.5, 0.0)), 0.5
        ),
        paper.ThemePages(
            occasion,
            text,
            (paper.ThemeOnPaper(text, text, (point,)), paper.ThemeOnPaper(text, text, (point, point))),
            (point,),
        ),
        paper.SinceLastSheets(
            occasion,
            ((text, (paper.PromisedLine(text, text, CommitmentStatus.OPEN, text),)),),
            ((paper.GoalLine(text, "", (text,)), paper.GoalLine(text, text)),),
        ),
        paper.GroupChanges(occasion, ((round_, (paper.MovedPerson(text, text, text, text),)),)),
    ]

"""A report before it has a form: headings, sentences, tables and diagrams, the same for Word and for PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nettverk.domain.municipality import Mark
from nettverk.i18n import _, join

HIDDEN = "–"
"""What stands where a count is not told."""


class ReportKind(StrEnum):
    """A report somebody can ask for; the values are what one types on the command line."""

    ONE_PAGE = "one_page"
    YEARLY = "yearly"
    YEARLY_LONG = "yearly_long"
    QUALITY = "quality"
    DECISION = "decision"
    COMPETENCE = "competence"
    DEVELOPMENT = "development"
    EVALUATION = "evaluation"


class ReportFormat(StrEnum):
    """What a report is written as."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; ``quiet`` for a note in small print."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What the coordinator has written, as it was written; empty lines part its paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list, with what stands in small print below it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Point, ...]


Cell = str | int | None
"""A text, a figure, or a figure that is not told."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first column says what each row is about.

    Attributes:
        caption: what the table shows, for those who are read to.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def figures(self, column: int) -> bool:
        """Whether a column holds figures, which are set right."""
        cells = [row[column] for row in self.rows]
        return bool(cells) and all(cell is None or isinstance(cell, int) for cell in cells)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a diagram: its pieces in the order of the diagram's series; a piece that is not told is None."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """Bars beside each other, drawn, and the same figures as a table.

    Attributes:
        title: what it shows.
        about: what the rows are called, at the head of the table.
        series: what the pieces of a bar are called.
    """

    title: str
    about: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]

    def table(self) -> Table:
        """Its figures."""
        return Table(self.title, (self.about, *self.series), tuple((bar.label, *bar.values) for bar in self.bars))

    def drawn(self) -> tuple[Bar, ...]:
        """The bars that can be drawn: of the others something is not told."""
        return tuple(bar for bar in self.bars if None not in bar.values and any(bar.values))

    def alt(self) -> str:
        """What one would see, in words."""
        sentences = [
            f"{bar.label}: "
            + (join([f"{value} {name.lower()}" for value, name in zip(bar.values, self.series, strict=True) if value])
               if len(self.series) > 1 else str(bar.values[0]))
            for bar in self.drawn()
        ]  # fmt: skip
        return _("Søylediagram. {title}. {bars}.").format(title=self.title, bars="; ".join(sentences))


Block = Paragraph | Own | Points | Table | Diagram


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its own heading.

    Attributes:
        key: the same every time, so that what the coordinator wrote in it is found again.
        level: 1 under the report itself, 2 under the section before it.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        kind: None for a document in the same form that is no report of a school year.
        subject: whom it is about: the municipality, a network, a unit.
        lead: the most important, in a sentence or two.
        made_on: the day it was written.
        foot: what the reader must know of the figures.
        chapter: it is a part of another document and has no title page of its own.
        mark: the municipality's name, logo and colour; a chapter has them from the document it is put into.
    """

    kind: ReportKind | None
    title: str
    subject: str
    lead: str
    sections: tuple[Section, ...]
    language: str
    made_on: date
    foot: str = ""
    chapter: bool = False
    mark: Mark = field(default_factory=Mark)

    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        return tuple(text for text in _texts(self) if text)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report ready to be saved; ``pages`` is 0 where only the reader's own program knows."""

    file_name: str
    title: str
    data: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: a school year, of all networks or of one, or of one unit.

    Attributes:
        year: that the school year begins in.
    """

    year: int
    network_id: str = ""
    unit_id: str = ""

    @property
    def year_name(self) -> str:
        """«2026–2027»."""
        return f"{self.year}–{self.year + 1}"


@dataclass(frozen=True, slots=True)
class Room:
    """How much a report has room for.

    Attributes:
        points: the most points of a list, and rows of what could be many.
        long: everything is told, with tables and diagrams of it.
    """

    points: int = 5
    long: bool = False


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What the coordinator has written into a report, by the key of its section."""

    by_section: dict[str, str] = field(default_factory=dict)


def with_own(sections: Sequence[Section], own: OwnTexts) -> tuple[Section, ...]:
    """Sections with what the coordinator has written at the end of each."""
    return tuple(
        Section(section.key, section.title, (*section.blocks, Own(text)), section.level)
        if (text := own.by_section.get(section.key, "").strip())
        else section
        for section in sections
    )


def _texts(report: Report) -> list[str]:
    texts = [report.title, report.subject, report.lead]
    for section in report.sections:
        texts.append(section.title)
        for block in section.blocks:
            texts += _block_texts(block)
    return [*texts, report.foot]


def _block_texts(block: Block) -> list[str]:
    match block:
        case Paragraph(text=text) | Own(text=text):
            return [text]
        case Points(items=items):
            return [line for item in items for line in (item.text, *item.notes)]
        case Table():
            return [block.caption, *block.headers, *(_shown(cell) for row in block.rows for cell in row)]
        case Diagram():
            return _block_texts(block.table())


def _shown(cell: Cell) -> str:
    return HIDDEN if cell is None else str(cell)

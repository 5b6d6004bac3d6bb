"""The letter home: a unit's own way forward, what the groups said, and room for its learning cycle, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.handouts import Answer, AnsweredQuestion, UnitPage, UnitPages
from nettverk.domain.text_layout import largest
from nettverk.i18n import _, join
from nettverk.printing import styles
from nettverk.printing.answers import commitments, earlier, goal_blocks, points_of
from nettverk.printing.blocks import Block, Columns, Heading, Item, PageBreak, Stack, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Letter, Page, goes_on_one_page, lay_out
from nettverk.printing.pen import Pen
from nettverk.printing.sheets.results import result_blocks
from nettverk.printing.styles import HUES
from nettverk.printing.tags import Node

_SECTION = 22.5  # air before a section
_OWN_LETTERS = (100, 200, 400)
"""How long an answer of the unit's own tables may be on a full page, the shortest first."""
_OTHERS = 24
"""Answers of other tables that a page has room for at the very most: there is no need to try with more."""
_ALL = 999
"""Tables: more than a hall has."""


_Told = tuple[int, Answer]
"""An answer with its number among those to its question."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of what was said a letter has room for.

    Attributes:
        others, own: how many answers to each question, of other tables and of the unit's own.
        own_letters, other_letters: the most of one answer, of the unit's own tables and of others.
        air: the part of the air before sections that is left.
        cycle: the least height of the learning cycle, in points.
    """

    others: int
    own: int = _ALL
    own_letters: int = 700
    other_letters: int = 240
    air: float = 1.0
    cycle: float = 150.0


def pages(document: UnitPages) -> list[Page]:
    """A letter for each unit, numbered on its own: one page, or one sheet with the other tables on its back.

    Letters printed together on both sides each begin on a sheet of their own.
    """
    letters = [_letter(document, unit) for unit in document.units]
    sheets = len(letters) > 1 and any(len(letter) > 1 for letter in letters)
    drawn: list[Page] = []
    for letter in letters:
        drawn += letter
        if sheets and len(letter) % 2:
            drawn.append(_blank)
    return drawn


def _blank(pen: Pen) -> None:
    """The back of a letter that has one page only."""


def _letter(document: UnitPages, unit: UnitPage) -> list[Page]:
    """One page: the unit's own promises, all its own tables said, as many of the others as there is room for, and the
    learning cycle. Where not even that goes, what was said is on the back and the cycle stays in front.
    """
    title = _("Med hjem: {unit}").format(unit=unit.unit)
    answered = [question for question in unit.questions if question.own or question.others]
    others = max((len(question.others) for question in answered), default=0)
    most = min(others, _OTHERS // max(1, len(answered)))

    # What came of the sheets is read after the letter, on pages of its own: it neither crowds the letter nor counts.
    results = [block for result in unit.sheets for block in result_blocks(result, before=_SECTION)]
    after: list[Block | PageBreak] = [PageBreak(), *results] if results else []

    # What does not change from one attempt to the next is made once: it remembers how tall it is.
    plans: dict[float, list[Block]] = {}
    said_here = _Said(answered)

    def whole(fitting: _Fit) -> list[Block]:
        before = _SECTION * fitting.air
        if before not in plans:
            plans[before] = _plan(document, unit, title, before)
        return [
            *plans[before], *said_here.blocks(fitting), LearningCycle(before=before, tall=fitting.cycle),
        ]  # fmt: skip

    def attempt(fitting: _Fit) -> list[Block] | None:
        blocks = whole(fitting)
        return blocks if goes_on_one_page(Letter(document.occasion, title, blocks)) else None

    def of_others(count: float) -> list[Block] | None:
        return attempt(_Fit(int(count)))

    def of_own(own: int) -> list[Block] | None:
        return largest(_OWN_LETTERS, lambda letters: attempt(_Fit(0, own, int(letters), air=0.6, cycle=125.0)))

    def tight() -> list[Block] | None:
        return attempt(_Fit(0, 1, _OWN_LETTERS[0], air=0.4, cycle=112.0))

    one_page = largest(range(most + 1), of_others) or of_own(_ALL) or of_own(2) or of_own(1) or tight()
    if one_page is not None:
        return lay_out(Letter(document.occasion, title, (*one_page, *after), document.occasion.next_time))
    front = [*_plan(document, unit, title, _SECTION), LearningCycle(before=_SECTION)]

    def on_the_back(count: float) -> list[Block] | None:
        blocks = said_here.blocks(_Fit(int(count)))
        return blocks if goes_on_one_page(Letter(document.occasion, title, blocks)) else None

    said = largest(range(others + 1), on_the_back) or said_here.blocks(_Fit(0, own_letters=_OWN_LETTERS[0]))
    back: list[Block | PageBreak] = [PageBreak(), *said]
    return lay_out(Letter(document.occasion, title, (*front, *back, *after), document.occasion.next_time))


def _plan(document: UnitPages, unit: UnitPage, title: str, before: float) -> list[Block]:
    theme = document.occasion.theme
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0)]
    if theme:
        blocks.append(Text(_("Tema: {theme}").format(theme=theme), styles.LEAD, keep=True))
    if unit.goals:
        blocks.append(Heading(_("Målene våre"), part=4, outlined_shape=True, before=before - 2.5))
        blocks += goal_blocks(unit.goals, before=3)
    blocks.append(Heading(_("Dette skal vi gjøre"), part=4, before=before - 2.5))
    if not unit.commitments:
        blocks.append(
            Text(_("Ingen tiltak er skrevet ned ennå. Skriv dem her."), styles.NOTE.but(size=10.5), keep=True)
        )
    blocks.append(commitments(unit.commitments, unit.goals, empty_rows=3))
    if unit.between:
        points = Node("L")
        blocks += [
            Heading(_("Til neste gang"), part=4, outlined_shape=True, before=before),
            *(Item(line, styles.BODY, points, part=4) for line in unit.between),
        ]
    if unit.earlier:
        blocks += [Heading(_("Siden sist"), part=4, outlined_shape=True, before=before), earlier(unit.earlier)]
    return blocks


class _Said:
    """What was said, as much of it as there turns out to be room for."""

    def __init__(self, questions: Sequence[AnsweredQuestion]) -> None:
        self._questions = questions
        self._made: dict[tuple[int, int, int], tuple[list[Block], bool]] = {}

    def blocks(self, fitting: _Fit) -> list[Block]:
        """Each question over both columns, and below it what was said, each answer led in by its table's number."""
        questions = self._questions
        if not questions:
            return []
        part = questions[0].main_number
        blocks: list[Block] = [Heading(_("Dette sa gruppene"), part=part, before=_SECTION * fitting.air)]
        left_out = False
        for place, question in enumerate(questions):
            own = _some(tuple(enumerate(question.own)), fitting.own)
            others = _some(tuple(enumerate(question.others, len(question.own))), fitting.others)
            left_out = left_out or len(own) + len(others) < len(question.own) + len(question.others)
            if not own and not others:
                continue
            asked = styles.typed(styles.SUBHEADING)
            blocks.append(Heading(question.question, asked, level=3, before=7.5 if place else 5.0))
            told_blocks: list[Block] = []
            for answers, letters in ((own, fitting.own_letters), (others, fitting.other_letters)):
                for number, answer in answers:
                    answer_blocks, cut = self._answer((place, number, letters), answer)
                    left_out = left_out or cut
                    told_blocks += answer_blocks
            # No air between answers: both columns stand on the same lines.
            blocks.append(Columns(told_blocks, 2) if len(told_blocks) > 1 else Stack(told_blocks))
        note = _note(questions, left_out=left_out)
        return [*blocks, Text(note, styles.NOTE, before=4)] if note else blocks

    def _answer(self, key: tuple[int, int, int], answer: Answer) -> tuple[list[Block], bool]:
        """An answer, made once; and whether it was longer than that.

        Args:
            key: the number of its question, its own among that one's answers, and how many letters it may have.
        """
        if key not in self._made:
            place, _number, letters = key
            points, cut = _excerpt(answer, letters)
            self._made[key] = _answer(answer, points, self._questions[place].main_number), cut
        return self._made[key]


def _some(others: Sequence[_Told], count: int) -> list[_Told]:
    """So many answers from all over the hall, in the order of their tables."""
    if count >= len(others):
        return list(others)
    return [others[place * len(others) // count] for place in range(count)]


def _excerpt(answer: Answer, most: int) -> tuple[list[str], bool]:
    """The answer's points, cut between two words where they are longer than ``most`` letters; and whether they were."""
    points, room = [], most
    for point in points_of(answer.text):
        if len(point) > room:
            start = point[: max(0, room)].rpartition(" ")[0]
            if start:
                points.append(f"{start} …")
            return points or [f"{point[:most]} …"], True
        points.append(point)
        room -= len(point)
    return points, False


class _Numbered(Item):
    """A point that a table's number stands before."""

    indent_width = 25.0


def _answer(answer: Answer, points: Sequence[str], part: int) -> list[Block]:
    """A table's points: its number before the first of them; a table with a name of its own has it on a line above."""
    bullets = Node("L")
    blocks: list[Block] = [] if answer.number else [Text(answer.table, styles.STRONG_TEXT, keep=True)]
    for place, point in enumerate(points):
        if not answer.number:
            blocks.append(Item(point, styles.typed(styles.BODY), bullets, part=part))
        else:
            mark = f"{answer.number}" if place == 0 else "–"
            blocks.append(_Numbered(point, styles.typed(styles.BODY), bullets, part=part, mark=mark))
    return [Stack(blocks, whole=sum(map(len, points)) < 400)]  # an answer is not parted by the end of a column


def _note(questions: Sequence[AnsweredQuestion], *, left_out: bool) -> str:
    """What the numbers are, which of them are one's own, and where the rest is."""
    answers = [answer for question in questions for answer in (*question.own, *question.others)]
    own = sorted({answer.number for question in questions for answer in question.own if answer.number})
    sentences = [_("Tallet er bordet.")] if any(answer.number for answer in answers) else []
    if own and any(question.others for question in questions):
        tables = join([str(number) for number in own])
        sentences.append(_("Fra dere satt det noen ved bord {tables}.").format(tables=tables))
    if left_out:
        sentences.append(_("Alt som ble sagt, står i oppsummeringen."))
    return " ".join(sentences)


class LearningCycle(Block):
    """Four columns to write in until the next gathering: plan, try out, observe each other, reflect."""

    grows = 1.0
    _spacing = 24.0

    def __init__(self, *, before: float = 0.0, tall: float = 150.0) -> None:
        self.before, self.tall = before, tall

    def height(self, width: float) -> float:
        return self.tall

    def grown(self, width: float, room: float) -> Block:
        """As tall as the room left on the page."""
        return LearningCycle(before=self.before, tall=room)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        heading = Heading(_("Læringssyklus til neste samling"), part=4, outlined_shape=True)
        heading.draw(pen, x, y, width)
        top = y + heading.height(width) + 8
        steps = (
            (_("Planlegge"), _("Hva prøver vi, og hvem er med?")),
            (_("Prøve ut"), _("Hva gjorde vi?")),
            (_("Observere hverandre"), _("Hva så vi?")),
            (_("Reflektere"), _("Hva lærte vi? Hva nå?")),
        )
        gap = 12.0
        column = (width - gap * (len(steps) - 1)) / len(steps)
        with pen.element(Node("L")):
            for number, (name, prompt) in enumerate(steps):
                self._step(pen, name, prompt, x + number * (column + gap), top, column, y + self.tall)

    def _step(self, pen: Pen, name: str, prompt: str, x: float, top: float, width: float, bottom: float) -> None:
        pen.rule(x, top, width, styles.STRONG, HUES[4])
        style, lines = fit(name, styles.SUBHEADING.but(balance=False), width, 15, least=7)
        with pen.element(Node("LI")):
            with pen.content(Node("Lbl")):
                pen.line(lines[0], style, x, top + 5 + styles.SUBHEADING.baseline)
            Text(prompt, styles.NOTE.but(size=10.5, leading=12.5), kind="LBody").draw(pen, x, top + 22, width)
        y = top + 46 + self._spacing
        while y <= bottom + 0.1:
            pen.rule(x, y, width, styles.TO_WRITE, styles.WRITE_ON)
            y += self._spacing

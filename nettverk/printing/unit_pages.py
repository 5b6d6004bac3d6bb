"""The letter home: a unit's own way forward, what the groups said, and room for its learning cycle."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.handouts import Answered, UnitPage, UnitPages
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Columns, Heading, Stack, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Draw, Letter, pages
from nettverk.printing.pen import Pen
from nettverk.printing.said import answer, earlier, in_short, promises
from nettverk.printing.styles import HUES
from nettverk.printing.tags import Node

_SECTION = 27.5


def draw(document: UnitPages) -> list[Draw]:
    """A letter for each unit, numbered on its own."""
    made: list[Draw] = []
    for unit in document.units:
        title = _("Med hjem: {unit}").format(unit=unit.unit)
        made += pages(Letter(document.occasion, title, _blocks(document, unit, title), document.occasion.next_time))
    return made


def _blocks(document: UnitPages, unit: UnitPage, title: str) -> list[Block]:
    theme = document.occasion.theme
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0)]
    if theme:
        blocks.append(Text(_("Tema: {theme}").format(theme=theme), styles.LEAD, keep=True))
    blocks.append(Heading(_("Dette skal vi gjøre"), part=4, before=25))
    if not unit.promises:
        blocks.append(
            Text(_("Ingen tiltak er skrevet ned ennå. Skriv dem her."), styles.NOTE.but(size=10.5), keep=True)
        )
    blocks.append(promises(unit.promises, empty_rows=3))
    if unit.earlier:
        blocks += [Heading(_("Siden sist"), part=4, outlined_shape=True, before=_SECTION), earlier(unit.earlier)]
    said = [question for question in unit.questions if question.own or question.others]
    if said:
        part = said[0].main_number
        blocks += [Heading(_("Dette sa gruppene"), part=part, before=_SECTION), *_said(said)]
    return [*blocks, LearningCycle(before=_SECTION)]


def _said(questions: Sequence[Answered]) -> list[Block]:
    """Two short questions stand side by side; longer ones flow through two columns each."""
    columns = [Stack(_question(question)) for question in questions]
    if len(columns) == 2 and all(column.height(228) < 240 for column in columns):
        return [SideBySide(columns, before=8)]
    return [
        Columns(_question(question), 2, before=8 if number == 0 else 22) for number, question in enumerate(questions)
    ]


def _question(question: Answered) -> list[Block]:
    blocks: list[Block] = [Heading(question.question, styles.SUBHEADING, level=3)]
    for number, one in enumerate(question.own):
        blocks += answer(one, question.main_number, before=3 if number == 0 else 8, mine=True)
    if question.own or len(question.others) > 4:
        return blocks + in_short(question.others, question.main_number)
    for number, one in enumerate(question.others):
        blocks += answer(one, question.main_number, before=3 if number == 0 else 8)
    return blocks


class SideBySide(Block):
    """Two stacks on one line, each its own reading."""

    def __init__(self, stacks: Sequence[Stack], *, gap: float = 25.0, before: float = 0.0) -> None:
        self.stacks, self.gap, self.before = stacks, gap, before

    def _width(self, width: float) -> float:
        return (width - self.gap * (len(self.stacks) - 1)) / len(self.stacks)

    def height(self, width: float) -> float:
        return max(stack.height(self._width(width)) for stack in self.stacks)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for number, stack in enumerate(self.stacks):
            stack.draw(pen, x + number * (self._width(width) + self.gap), y, self._width(width))


class LearningCycle(Block):
    """Four columns to write in until the next gathering: plan, try out, observe each other, reflect."""

    grows = True
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
            Text(prompt, styles.NOTE.but(leading=12.5), kind="LBody").draw(pen, x, top + 22, width)
        y = top + 46 + self._spacing
        while y <= bottom + 0.1:
            pen.rule(x, y, width, styles.LINE, styles.WRITE_ON)
            y += self._spacing

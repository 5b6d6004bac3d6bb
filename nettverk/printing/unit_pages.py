"""The letter home: a unit's own way forward, what the groups said, and room for its learning cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from nettverk.domain.handouts import AnsweredQuestion, UnitPage, UnitPages
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.answers import answer_blocks, commitments, earlier, goal_blocks, in_short
from nettverk.printing.blocks import Block, Columns, Heading, Item, PageBreak, Stack, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Letter, Page, goes_on_one_page, lay_out
from nettverk.printing.pen import Pen
from nettverk.printing.sheets.results import result_blocks
from nettverk.printing.styles import HUES
from nettverk.printing.tags import Node

_SECTION, _TIGHT = 27.5, 0.4  # air before a section, and the part of it that a full sheet can spare
_Layout = Callable[[AnsweredQuestion], list[Block]]


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
    """All on one page where it goes; else own tables in front and the others on the back, smaller only if they must."""
    title = _("Med hjem: {unit}").format(unit=unit.unit)
    answered = [question for question in unit.questions if question.own or question.others]
    own = [replace(question, others=()) for question in answered if question.own]
    others = [replace(question, own=()) for question in answered if question.others]
    ours, theirs = _("Dette sa gruppene"), _("Dette sa de andre bordene") if own else _("Dette sa gruppene")

    # What came of the sheets is read after the letter, on pages of its own: it neither crowds the letter nor counts.
    results = [block for result in unit.sheets for block in result_blocks(result, before=_SECTION)]
    after: list[Block | PageBreak] = [PageBreak(), *results] if results else []

    def laid(*blocks: Block | PageBreak) -> list[Page]:
        return lay_out(Letter(document.occasion, title, (*blocks, *after), document.occasion.next_time))

    def one_page(blocks: Sequence[Block]) -> bool:
        return goes_on_one_page(Letter(document.occasion, title, blocks))

    def front(layout: _Layout, air: float, tall: float) -> list[Block]:
        before = _SECTION * air
        plan, part = _plan(document, unit, title, before), _part(ours, own, layout, air)
        return [*plan, *part, LearningCycle(before=before, tall=tall)]

    def back(layout: _Layout, air: float) -> list[Block]:
        return _part(theirs, others, layout, air)

    @cache
    def front_goes(layout: _Layout, air: float, tall: float) -> bool:
        return one_page(front(layout, air, tall))

    @cache
    def back_goes(layout: _Layout, air: float) -> bool:
        return one_page(back(layout, air))

    whole = [
        *_plan(document, unit, title, _SECTION), *_part(ours, answered, _at_length), LearningCycle(before=_SECTION)
    ]  # fmt: skip
    if not others or one_page(whole):
        return laid(*whole)
    for own_layout, other_layout, air, tall in _FITS:
        # The back first: with many tables it is what does not go, and then no front need be tried.
        if back_goes(other_layout, air) and front_goes(own_layout, air, tall):
            return laid(*front(own_layout, air, tall), PageBreak(), *back(other_layout, air))
    before = _SECTION * _TIGHT  # much to tell: one after the other, as it comes
    return laid(
        *_plan(document, unit, title, before),
        *_part(ours, own, _close, _TIGHT),
        *_part(theirs, others, _close, _TIGHT),
        LearningCycle(before=before, tall=90.0),
    )


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
    blocks.append(commitments(unit.commitments, empty_rows=3))
    if unit.between:
        points = Node("L")
        blocks += [
            Heading(_("Til neste gang"), part=4, outlined_shape=True, before=before),
            *(Item(line, styles.BODY, points, part=4) for line in unit.between),
        ]
    if unit.earlier:
        blocks += [Heading(_("Siden sist"), part=4, outlined_shape=True, before=before), earlier(unit.earlier)]
    return blocks


def _part(heading: str, questions: Sequence[AnsweredQuestion], layout: _Layout, air: float = 1.0) -> list[Block]:
    """Two short questions stand side by side; longer ones flow through two columns each."""
    if not questions:
        return []
    blocks: list[Block] = [Heading(heading, part=questions[0].main_number, before=_SECTION * air)]
    stacks = [Stack(layout(question)) for question in questions]
    if len(stacks) == 2 and all(stack.height(228) < 240 for stack in stacks):
        return [*blocks, SideBySide(stacks, before=8)]
    return blocks + [
        Columns(stack.blocks, 2, before=(18 if number else 8) * air) for number, stack in enumerate(stacks)
    ]


def _at_length(question: AnsweredQuestion) -> list[Block]:
    """One's own tables at length, then the others."""
    blocks = _asked(question)
    for number, answer in enumerate(question.own):
        blocks += answer_blocks(answer, question.main_number, before=3 if number == 0 else 8, mine=True)
    if question.own or len(question.others) > 4:
        return blocks + in_short(question.others, question.main_number)
    for number, answer in enumerate(question.others):
        blocks += answer_blocks(answer, question.main_number, before=3 if number == 0 else 8)
    return blocks


def _roomy(question: AnsweredQuestion) -> list[Block]:
    """Every table led in by its name, to be read with ease."""
    style = styles.BODY.but(size=10, leading=14)
    return _asked(question) + in_short(question.own + question.others, question.main_number, style)


def _close(question: AnsweredQuestion) -> list[Block]:
    """The same as small as a letter may be."""
    return _asked(question) + in_short(question.own + question.others, question.main_number)


def _asked(question: AnsweredQuestion) -> list[Block]:
    return [Heading(question.question, styles.SUBHEADING, level=3)]


# How the sheet may be set, best first: the unit's own tables, the others, the air between, and the least cycle.
_FITS: tuple[tuple[_Layout, _Layout, float, float], ...] = (
    *((front, back, 1.0, 150.0) for front in (_at_length, _roomy, _close) for back in (_roomy, _close)),
    *((front, _close, 0.6, tall) for tall in (150.0, 100.0) for front in (_at_length, _roomy, _close)),
    (_close, _close, _TIGHT, 90.0),
)


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
            Text(prompt, styles.NOTE.but(leading=12.5), kind="LBody").draw(pen, x, top + 22, width)
        y = top + 46 + self._spacing
        while y <= bottom + 0.1:
            pen.rule(x, y, width, styles.LINE, styles.WRITE_ON)
            y += self._spacing

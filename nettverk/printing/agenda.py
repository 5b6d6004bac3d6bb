"""The plan of the day: a string of parts one can follow with a finger."""

from __future__ import annotations

from nettverk.domain.handouts import Agenda, AgendaRow
from nettverk.i18n import _, clock
from nettverk.printing import shapes, styles
from nettverk.printing.blocks import Block, Heading, Item, Stack, Text
from nettverk.printing.flow import Letter, Page, lay_out_well
from nettverk.printing.pen import Pen
from nettverk.printing.tags import Node

_TIME, _BEAD = 88.0, 110.0  # end of the column of times; where the parts' own text begins


def pages(document: Agenda) -> list[Page]:
    """Set the day as a table of times and parts, with the gathering's goals above it."""
    return lay_out_well(lambda air: _letter(document, air))


def _letter(document: Agenda, air: float) -> Letter:
    occasion = document.occasion
    blocks: list[Block] = [Heading(occasion.title, styles.typed(styles.TITLE), level=1, outline=0)]
    if occasion.theme:
        blocks.append(Text(occasion.theme, styles.typed(styles.LEAD), keep=True))
    if occasion.when_and_where:
        blocks.append(Text(occasion.when_and_where, styles.PLAIN, before=10, keep=bool(document.rows)))
    if occasion.goals:
        goals = Node("L")
        blocks.append(Heading(_("Mål for dagen"), styles.SUBHEADING, before=20))
        blocks += [Item(goal, styles.typed(styles.BODY), goals) for goal in occasion.goals]
    last = len(document.rows) - 1
    blocks += [
        _Part(row, before=30 * air if number == 0 else 0, last=number == last, air=air)
        for number, row in enumerate(document.rows)
    ]
    return Letter(occasion, _("Program"), blocks, occasion.next_time)


class _Part(Block):
    """One part: clock times, a bead on the string, and what happens."""

    def __init__(
        self,
        row: AgendaRow,
        *,
        before: float,
        last: bool,
        air: float = 1.0,
        text: Block | None = None,
        first: bool = True,
    ) -> None:
        self.row, self.before, self.last, self.first = row, before, last, first
        self.times = Text(
            f"{clock(row.start)}–{clock(row.end)}", styles.PLAIN if row.main_number else styles.NOTE.but(size=10.5)
        )
        self.text = text or _text(row)
        self.close = air
        self.air = air * (15.0 if row.main_number else 11.0)

    def height(self, width: float) -> float:
        return self.text.height(width - _BEAD) + (0 if self.last else self.air)

    def least(self, width: float) -> float:
        return self.text.least(width - _BEAD)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        pieces = self.text.split(width - _BEAD, room)
        if pieces is None:
            return None
        return (
            _Part(self.row, before=self.before, last=True, air=self.close, text=pieces[0], first=self.first),
            _Part(self.row, before=0, last=self.last, air=self.close, text=pieces[1], first=False),
        )

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        line = self.text.baseline(width - _BEAD)
        bead = _TIME + 9
        if not self.last:
            pen.upright(x + bead, y + 12, self.height(width), styles.LINE)
        if self.first:
            self.times.draw(pen, x, y + line - self.times.baseline(width), _TIME)
            middle = y + line - 3.8
            if self.row.main_number:
                pen.shape("circle", x + bead, middle, 21, (1.0, 1.0, 1.0))
                pen.shape(
                    shapes.part_shape(self.row.main_number), x + bead, middle, 13, styles.HUES[self.row.main_number]
                )
            else:
                pen.shape("circle", x + bead, middle, 10, (1.0, 1.0, 1.0))
                pen.shape("circle", x + bead, middle, 5, styles.RULE)
        self.text.draw(pen, x + _BEAD, y, width - _BEAD)


def _text(row: AgendaRow) -> Stack:
    if not row.main_number:
        blocks: list[Block] = [Text(row.title, styles.typed(styles.NOTE.but(size=10.5)))]
        if row.speaker:
            blocks.append(Text(row.speaker, styles.NOTE))
        return Stack(blocks)
    how = " · ".join(word for word in (row.speaker, row.organising, row.method) if word)
    blocks = [Heading(row.title, styles.typed(styles.HEADING.but(size=13, balance=False)), level=2, outline=1)]
    if how:
        blocks.append(Text(how, styles.NOTE, keep=bool(row.questions)))
    questions = Node("L")
    blocks += [Item(text, styles.typed(styles.BODY), questions, part=row.main_number) for text in row.questions]
    return Stack(blocks, whole=True)  # a question is read together with the part it is asked in

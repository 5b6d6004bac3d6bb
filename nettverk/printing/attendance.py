"""The list at the door: tick, name, and a line to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nettverk.domain.handouts import AttendanceList, Attendee
from nettverk.i18n import _, _n
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Place, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out_well
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tables import Row, Table, headed
from nettverk.printing.tags import Node

_GAP, _TICK, _ROW = 12.0, 11.0, 25.0  # 25 pt is 8.8 mm: room for a hand
_AIR = 5.0  # above and below the words of a row
_LINE = styles.PLAIN.baseline  # where all the words of a row stand
_BESIDE = styles.NOTE.but(size=9.5, leading=12.5)  # a unit or a role beside a name
_EXTRA, _FEWEST_EXTRA = 6, 3  # empty rows for those nobody expected; fewer where they alone would take a page more


class Tick(Block):
    """An empty box to tick, in the height of the row it stands in."""

    def height(self, width: float) -> float:
        return styles.PLAIN.leading

    def baseline(self, width: float) -> float:
        return styles.PLAIN.baseline

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y + styles.PLAIN.baseline - 9, 10, 10)


class Divided(Text):
    """Words, or a place to write, with a line at their left that parts them from the column before."""

    def __init__(self, text: str, style: Style, tall: float) -> None:
        super().__init__(text, style)
        self._tall = tall

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.artifact():
            pen.upright(x - _GAP / 2, y + self.style.baseline - _LINE - _AIR, self._tall, styles.HAIR, styles.RULE)
        super().draw(pen, x, y, width)


def pages(document: AttendanceList) -> list[Page]:
    """The list's pages, by unit or by name."""
    occasion = document.occasion
    units = len({person.unit for person in document.people})
    count = _("{people} fra {units}").format(
        people=_n("{n} deltaker", "{n} deltakere", len(document.people)), units=_n("{n} enhet", "{n} enheter", units)
    )
    title = _("Oppmøte")
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(
            " · ".join(word for word in (occasion.when_and_where, count) if word), styles.NOTE.but(size=10.5), keep=True
        ),
    ]
    # Those who come without being on the list are written in the same columns as those who are.
    widths = _natural([[person.name, person.role if document.by_unit else person.unit] for person in document.people])
    blocks += _by_unit(document.people, widths) if document.by_unit else _by_name(document.people, widths)
    headers = (_("Møtte uten påmelding"), _("Enhet"), _("Signatur"))

    def letter(air: float) -> Letter:
        empty = [["", ""] for _row in range(max(_FEWEST_EXTRA, round(_EXTRA * air)))]
        return Letter(occasion, title, [*blocks, _table(headers, empty, widths, before=25)], occasion.next_time)

    return lay_out_well(letter)


def _by_name(people: Sequence[Attendee], widths: tuple[float, float]) -> list[Block]:
    rows = [[person.name, person.unit] for person in people]
    if not rows:
        return []
    return [_table((_("Navn"), _("Enhet"), _("Signatur")), rows, widths, before=20)]


def _by_unit(people: Sequence[Attendee], widths: tuple[float, float]) -> list[Block]:
    blocks: list[Block] = []
    grouped = [(unit, list(some)) for unit, some in groupby(people, key=lambda person: person.unit)]
    for unit, some in grouped:
        rows = [[person.name, person.role] for person in some]
        blocks.append(
            _table((unit or _("Uten enhet"), "", _("Signatur")), rows, widths, before=20, whole=len(rows) <= 6)
        )
    return blocks


def _natural(rows: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Widths of the two columns of text: what they need, within bounds, so that the signature keeps a third."""
    needs = []
    for number, most in ((0, 185.0), (1, 140.0)):
        lines = [line for row in rows for line in Text(row[number], styles.PLAIN).lines(most)]
        needs.append(max([line.width for line in lines] + [(130.0, 110.0)[number]]) + 0.1)
    return needs[0], needs[1]


def _table(
    headers: tuple[str, str, str],
    rows: Sequence[Sequence[str]],
    widths: tuple[float, float],
    *,
    before: float,
    whole: bool = False,
) -> Table:
    wide = [_TICK, widths[0], widths[1], WIDTH - _TICK - widths[0] - widths[1] - 3 * _GAP]
    strong = (styles.STRONG, styles.INK)
    if headers[1]:
        titles = [Text(word, styles.LABEL) for word in ("", *headers)]
        names, unit, sign = (Node("TH", scope="Column") for _word in headers)
        header = Row(titles, wide, gap=_GAP, air=2.5, rule=strong, nodes=[names, names, unit, sign])
    else:  # a unit's name may be long: it has the line to itself up to the signatures
        titles = [Place(headers[0], styles.SUBHEADING), Text(headers[2], styles.LABEL)]
        nodes = [Node("TH", scope="Column", span=2), Node("TH", scope="Column")]
        header = Row(titles, [WIDTH - wide[3] - _GAP, wide[3]], gap=_GAP, air=2.5, rule=strong, nodes=nodes)
    return Table(header, [_row(row, wide) for row in rows], before=before, whole=whole)


def _row(row: Sequence[str], wide: Sequence[float]) -> Row:
    name = Text(row[0], styles.PLAIN)
    beside = Text(row[1], _BESIDE).height(wide[2]) + _LINE - _BESIDE.baseline
    tall = max(_ROW, name.height(wide[1]) + 2 * _AIR, beside + 2 * _AIR)
    cells = [Tick(), name, Divided(row[1], _BESIDE, tall), Divided("", styles.PLAIN, tall)]
    nodes = headed(4, boxed=True) if row[0] else [cell := Node("TD"), cell, Node("TD"), Node("TD")]
    rule = (styles.HAIR, styles.RULE)
    return Row(cells, wide, gap=_GAP, air=_AIR, rule=rule, least_height=_ROW, nodes=nodes)

"""A school year in the theme wheel on A4: the wheel, every theme counted, and each gathering."""

from __future__ import annotations

from itertools import groupby

from nettverk.domain.handouts import Occasion, ThemeYear
from nettverk.domain.tags import TagOn, kind_heading
from nettverk.i18n import _, _n
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.sheets.wheel import WheelPicture
from nettverk.printing.tables import Column, table

_FIGURES = styles.PLAIN.but(align="right")
_NONE = "–"


def pages(year: ThemeYear, head: Occasion) -> list[Page]:
    """The whole paper, under the municipality's head."""
    title = _("Temahjulet {year}").format(year=year.name)
    touched = [row.tag_id for row in year.rows if any(row.counts)]
    count = _n("{n} samling", "{n} samlinger", len(year.gatherings))
    about = _("Det hvite, med ramme, har vi vært innom på {count}. Det grå har vi ikke rørt ved ennå.")
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(about.format(count=count), styles.LEAD, keep=True),
        WheelPicture(year.wheel, touched, side=330.0, before=12.0),
        Heading(_("Tema for tema"), level=2, outline=1, before=20),
    ]
    columns = [
        Column("", fixed=98, style=styles.NOTE),
        Column("", share=1),
        *(
            Column(kind_heading(on), fixed=48, style=_FIGURES)
            for on in (TagOn.GATHERING, TagOn.PART, TagOn.POINT, TagOn.COMMITMENT)
        ),
    ]
    cells = []
    for _group, rows in groupby(year.rows, lambda row: row.group):
        for place, row in enumerate(rows):
            figures = [str(count) if count else _NONE for count in row.counts]
            cells.append([row.group if place == 0 else "", row.label, *figures])
    blocks.append(table(columns, cells, WIDTH, gap=8, air=1.6, before=2))
    blocks.append(Heading(_("Samling for samling"), level=2, outline=1, before=22))
    gathering_rows = [[day, name, themes] for day, name, themes in year.gatherings]
    columns = [Column("", most=80), Column("", most=170), Column("", share=1)]
    blocks.append(table(columns, gathering_rows, WIDTH, gap=12, air=4))
    return lay_out(Letter(head, title, blocks, source=_("Kilde: {source}").format(source=year.wheel.source)))

"""Only what a repair changed: who has another table, and who is new, for the door and the host."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.handouts import GroupChanges, MovedPerson
from nettverk.i18n import _, _n, clock
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out_well
from nettverk.printing.tables import Column, table

_NAME = styles.PLAIN.but(size=13.0, leading=18.0)
_TABLE = _NAME.but(face=fonts.BOLD)
_AIR = 5.0  # above and below the words of a row


def pages(document: GroupChanges) -> list[Page]:
    """«Nye bord»: large enough to be read on a door, those who move first."""
    return lay_out_well(lambda air: _letter(document, air))


def _letter(document: GroupChanges, air: float) -> Letter:
    title = _("Nye bord")
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0)]
    for number, (round_, people) in enumerate(document.rounds):
        when = [round_.title, *([_("kl. {time}").format(time=clock(round_.start))] if round_.start else [])]
        blocks.append(Heading(" · ".join(when), styles.HEADING, level=2, outline=1, before=26 * air if number else 6))
        moved = [person for person in people if person.was]
        new = [person for person in people if not person.was]
        if moved:
            count = _n("{n} har fått nytt bord", "{n} har fått nytt bord", len(moved))
            blocks += _list(count, moved, air)
        if new:
            blocks += _list(_n("{n} er ny", "{n} er nye", len(new)), new, air)
    note = Text(_("Alle andre sitter der de skulle."), styles.NOTE.but(size=10.5))
    note.before = 18.0 * air
    blocks.append(note)
    return Letter(document.occasion, title, blocks, document.occasion.next_time)


def _list(head: str, people: Sequence[MovedPerson], air: float) -> list[Block]:
    columns = [
        Column(_("Navn"), share=1.15, style=_NAME),
        Column(_("Enhet"), share=1, style=styles.NOTE.but(size=10.5)),
        Column(_("Bord"), most=150, style=_TABLE),
    ]
    rows = [
        [person.name, person.unit, f"{person.was} → {person.now}" if person.was else person.now] for person in people
    ]
    heading = Heading(head, styles.SUBHEADING, level=3)
    heading.before = 12.0 * air
    return [heading, table(columns, rows, WIDTH, before=6, air=_AIR * air)]

"""Innsyn on paper: everything that is stored about one person, for that person to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nettverk.domain.handouts import Occasion
from nettverk.domain.participants import attendance_name
from nettverk.domain.privacy import About, Seat
from nettverk.domain.trash import trash_kind_name
from nettverk.i18n import _, _n, language, short_date
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.tables import Column, table


def pages(found: About, today: date) -> list[Page]:
    """The pages, from what the register says to the files it lies in."""
    person = found.person
    title = _("Alt om {name}").format(name=person.name)
    note = styles.NOTE.but(size=10.5)
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(_("Dette er alt programmet har lagret om deg per {day}.").format(day=short_date(today)), styles.LEAD),
        Text(_("Er noe feil, eller vil du ikke stå her, si det til den som ga deg arket."), note, before=5),
    ]
    blocks += _section(_("I registeret"), (_("Hva"), _("Står som")), _register(found))
    blocks += _section(
        _("Enheter og roller"), (_("Enhet"), _("Rolle"), _("Samlinger"), _("Tid")),
        [
            (belonging.unit, belonging.role, str(belonging.gatherings), _span(belonging.first, belonging.last))
            for belonging in found.belongings
        ],
    )  # fmt: skip
    blocks += _section(
        _("Samlinger"), (_("Samling"), _("Dag"), _("Oppmøte")),
        [(visit.gathering, _day(visit.held_on), attendance_name(visit.status)) for visit in found.visits],
    )  # fmt: skip
    blocks += _section(
        _("Grupper"), (_("Samling"), _("Del"), _("Bord"), _("Sammen med")),
        [
            (seat.gathering, seat.part, _table_of(seat), _n("{n} annen", "{n} andre", seat.others))
            for seat in found.seats
        ],
    )  # fmt: skip
    blocks += _section(
        _("Har sittet i gruppe med"), (_("Navn"), _("Enhet"), _("Ganger")),
        [(other.name, other.unit, str(other.times)) for other in found.companions],
    )  # fmt: skip
    blocks += _section(_("Ønsker og regler for gruppene"), (_("Regel"),), [(rule,) for rule in found.rules])
    blocks += _section(
        _("Tekster som nevner deg"), (_("Hvor"), _("Tekst"), _("Versjoner")),
        [(mention.what, mention.text, str(mention.versions)) for mention in found.mentions],
    )  # fmt: skip
    blocks += _section(
        _("I papirkurven"), (_("Hva"), _("Fjernet")),
        [
            (f"{trash_kind_name(thing.kind)}: {thing.title}", short_date(thing.removed_at.astimezone().date()))
            for thing in found.in_trash
        ],
    )  # fmt: skip
    blocks += _section(_("Filer navnet ligger i"), (_("Fil"),), [(str(file.path),) for file in found.files])
    return lay_out(Letter(Occasion(title, language=language(), day=today), title, blocks))


def _section(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Block]:
    heading = Heading(title, outline=1, before=25)
    if not rows:
        return [heading, Text(_("Ingenting."), styles.BODY, before=5)]
    # The first column says what the row is; the others are as wide as they need, and the texts take what is left.
    wide = 1 if len(headers) == 2 or (len(headers) == 3 and len(rows[0][1]) > 20) else 0
    columns = [Column(header, share=1.0 if at == wide else 0.0) for at, header in enumerate(headers)]
    return [heading, table(columns, rows, WIDTH, before=5)]


def _register(found: About) -> list[tuple[str, str]]:
    person = found.person
    rows = [
        (_("Fornavn"), person.given_name), (_("Etternavn"), person.family_name), (_("Enhet"), person.unit_name),
        (_("Rolle"), person.role), (_("E-post"), person.email),
        (_("Lagt inn"), short_date(date.fromisoformat(found.made_at[:10]))),
        (_("Eldre versjoner som er tatt vare på"), str(found.earlier_versions)),
    ]  # fmt: skip
    return [(what, value) for what, value in rows if value]


def _table_of(seat: Seat) -> str:
    return _("bord {number}").format(number=seat.table)


def _day(day: date | None) -> str:
    return short_date(day) if day else _("uten dato")


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None or first == last:
        return _day(last)
    return f"{_day(first)} – {_day(last)}"

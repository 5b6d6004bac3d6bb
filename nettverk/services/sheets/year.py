"""A sheet's school year: every gathering that answered it, summed, beside the year before."""

from __future__ import annotations

from datetime import date

from nettverk.domain.errors import BadInput
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout
from nettverk.domain.sheets.told import Told
from nettverk.domain.sheets.traffic_light import told
from nettverk.domain.sheets.year import Answered, SheetYear, as_told, blocks_of
from nettverk.i18n import _, short_date, using
from nettverk.services import municipality
from nettverk.services import told as told_before
from nettverk.services.sheets import answers, states, stored, uses
from nettverk.storage.store import Row, Store

_USES = (
    "SELECT u.id, u.gathering_id, g.held_on, g.title, g.network_id FROM sheet_uses AS u"
    " JOIN gatherings AS g ON g.id = u.gathering_id"
    " WHERE u.sheet_version_id IN (SELECT id FROM sheet_versions WHERE sheet_id = ?)"
    " AND g.held_on >= ? AND g.held_on < ? ORDER BY g.held_on, u.id"
)


def school_years(store: Store, sheet_id: str) -> tuple[int, ...]:
    """The school years in which a sheet was used, by the year each begins in, the newest first."""
    from nettverk.domain.tags import school_year

    rows = store.rows(
        "SELECT DISTINCT g.held_on FROM sheet_uses AS u JOIN gatherings AS g ON g.id = u.gathering_id"
        " WHERE u.sheet_version_id IN (SELECT id FROM sheet_versions WHERE sheet_id = ?) AND g.held_on IS NOT NULL",
        sheet_id,
    )  # fmt: skip
    return tuple(sorted({school_year(date.fromisoformat(row["held_on"])) for row in rows}, reverse=True))


def of_year(
    store: Store,
    sheet_id: str,
    year: int,
    language: str = "nb",
    *,
    network_id: str = "",
    known: Told | None = None,
) -> SheetYear:
    """A sheet summed over the school year that begins in ``year``.

    Args:
        network_id: at this network's gatherings alone.
        known: what has been told outside the house; None where this is read inside it.

    Raises:
        BadInput: there is no such sheet.
    """
    sheet = stored.newest(store, sheet_id, language)
    if sheet is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    names = states.unit_names(store)
    waiting = 0
    years: list[tuple[Answered, ...]] = []
    for begins in (year, year - 1):
        rows = _uses(store, sheet_id, begins)
        answered = [_answered(store, row, names) for row in rows]
        if begins == year:
            waiting += sum(
                result is None and network_id in {"", row["network_id"]}
                for result, row in zip(answered, rows, strict=True)
            )
        shown = tuple(result for result in answered if result is not None and result.answers)
        years.append(shown if known is None else as_told(sheet, shown, known, network_id))
    now, before = years
    blocks = blocks_of(sheet, now, before, network_id)
    if network_id:
        now, before = (tuple(use for use in uses if use.network_id == network_id) for uses in years)
    return SheetYear(sheet, _name(year), _name(year - 1), now, before, blocks, waiting)


def handout(store: Store, sheet_id: str, year: int, language: str = "nb") -> Handout:
    """The same as PDF.

    Raises:
        BadInput: there is no such sheet, or nobody answered it that year.
    """
    with using(language):
        what = of_year(store, sheet_id, year, language, known=told_before.numbers(store))
        if not what.blocks and what.waiting:
            raise BadInput(_("Svarene er skjult til alle er ferdige."))
        if not what.blocks:
            raise BadInput(
                _("Ingen svar på {sheet} i skoleåret {year}.").format(sheet=what.sheet.title, year=what.name)
            )
        from nettverk.printing.make import make
        from nettverk.printing.sheets.year import pages

        head = municipality.head(store)
        drawn = pages(what, head)
        title = f"{what.sheet.title} {what.name}"
        data = make(drawn, title, head.name, author=head.municipality)
        return Handout(safe_name(title) + ".pdf", title, data, len(drawn))


def _name(year: int) -> str:
    return f"{year}–{year + 1}"


def _uses(store: Store, sheet_id: str, year: int) -> list[Row]:
    return store.rows(_USES, sheet_id, date(year, 8, 1).isoformat(), date(year + 1, 8, 1).isoformat())


def _answered(store: Store, row: Row, names: dict[str, str]) -> Answered | None:
    """What was said at one gathering; None where it is not to be seen yet."""
    use = uses.get(store, row["id"])
    if use is None or not states.of_use(store, use, names).shown:
        return None
    when = short_date(date.fromisoformat(row["held_on"]))
    return Answered(use.id, when, use.sheet, told(use.sheet, answers.of_use(store, use.id)), row["network_id"])

"""Innleggskø: contributions of a part with their slides, and which units have not presented this year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.contributions import Contribution, NewSlides, offered_title
from nettverk.domain.errors import BadInput
from nettverk.domain.registry import Unit, full_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _
from nettverk.services import gatherings, participants, trash
from nettverk.services.picture_pages import is_picture
from nettverk.services.register import register

if TYPE_CHECKING:
    from nettverk.storage.store import Store

# Bytes. The PDF lies in the database, which is copied whole at every backup.
LARGEST = 60_000_000


def queue(store: Store, gathering_id: str) -> tuple[Contribution, ...]:
    """All contributions of a gathering, part by part in order."""
    rows = store.rows(
        "SELECT c.*, coalesce(u.name, '') AS unit_name, coalesce(s.name, '') AS slides_name,"
        " coalesce(s.pages, 0) AS pages"
        " FROM contributions AS c JOIN parts AS p ON p.id = c.part_id LEFT JOIN units AS u ON u.id = c.unit_id"
        " LEFT JOIN slides AS s ON s.id = c.slides_id WHERE c.gathering_id = ? ORDER BY p.position, c.position, c.id",
        gathering_id,
    )
    return tuple(
        Contribution(
            row["id"], row["gathering_id"], row["part_id"], row["position"], row["title"],
            row["speaker"], row["unit_id"] or "", row["unit_name"], row["minutes"], row["slides_id"] or "",
            row["slides_name"], row["pages"],
        )
        for row in rows
    )  # fmt: skip


def add(
    store: Store, part_id: str, *, speaker: str = "", title: str = "", unit_id: str = "", minutes: int = 10
) -> Changes:
    """A contribution last in the queue of a part."""
    part = store.one("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    if part is None:
        raise BadInput(_("Delen finnes ikke lenger."))
    # Positions may have gaps after a removal; what counts is the order.
    last = store.value("SELECT max(position) FROM contributions WHERE part_id = ?", part_id)
    with store.change(_("Nytt innlegg")) as step:
        step.made = store.insert(
            "contributions", gathering_id=part["gathering_id"], part_id=part_id,
            position=0 if last is None else last + 1, title=title.strip(),
            speaker=speaker.strip(), unit_id=unit_id or None, minutes=minutes,
        )  # fmt: skip
    return step.changes


def offers_go_to(store: Store, gathering_id: str) -> str:
    """The part that what people offer belongs in: the first for sharing, else the first with a queue, else the first.

    Raises:
        BadInput: the plan is empty.
    """
    part = store.value(
        "SELECT p.id FROM parts AS p WHERE p.gathering_id = ? ORDER BY p.kind <> 'sharing',"
        " NOT EXISTS (SELECT 1 FROM contributions AS c WHERE c.part_id = p.id), p.position, p.id LIMIT 1",
        gathering_id,
    )
    if part is None:
        raise BadInput(_("Planen er tom. Legg inn delene først."))
    return str(part)


def take_offer(store: Store, participant_id: str, part_id: str = "") -> Changes:
    """Put what somebody offered to tell of last in a queue, in one step; it is not proposed any more.

    Args:
        part_id: the part that is open; the likely one where left out.

    Raises:
        BadInput: the participant or the part is gone.
    """
    row = store.one(
        "SELECT pa.gathering_id, pa.unit_id, pa.presents, pe.given_name, pe.family_name FROM participants AS pa"
        " JOIN people AS pe ON pe.id = pa.person_id WHERE pa.id = ?",
        participant_id,
    )
    if row is None:
        raise BadInput(_("Deltakeren finnes ikke lenger."))
    with store.change(_("Nytt innlegg")) as step:
        step.made = add(
            store,
            part_id or offers_go_to(store, row["gathering_id"]),
            speaker=full_name(row["given_name"], row["family_name"]),
            title=offered_title(row["presents"]),
            unit_id=row["unit_id"],
        ).made
        participants.settle_offer(store, participant_id)
    return step.changes


def edit(
    store: Store,
    contribution_id: str,
    *,
    title: str | Unchanged = UNCHANGED,
    speaker: str | Unchanged = UNCHANGED,
    unit_id: str | Unchanged | None = UNCHANGED,
    minutes: int | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of a contribution; typing on in the same fields is one step to undo.

    Args:
        unit_id: empty or None where no unit of ours presents.

    Raises:
        BadInput: minutes outside 0–1440.
    """
    if minutes is not UNCHANGED and not 0 <= minutes <= 1440:
        raise BadInput(_("Et innlegg kan vare fra 0 til 1440 minutter."))
    columns = given(title=title, speaker=speaker, unit_id=unit_id or None, minutes=minutes)
    with store.change(_("Endre innlegg"), merge=f"contributions:{contribution_id}:{'+'.join(columns)}") as step:
        store.update("contributions", contribution_id, **columns)
    return step.changes


def move(store: Store, contribution_id: str, position: int) -> Changes:
    """Move a contribution so that it stands at this position (0 first); can be done live."""
    row = store.one("SELECT part_id FROM contributions WHERE id = ?", contribution_id)
    if row is None:
        return NOTHING
    rows = store.rows("SELECT id FROM contributions WHERE part_id = ? ORDER BY position, id", row["part_id"])
    order = [other["id"] for other in rows if other["id"] != contribution_id]
    # A drop below the last row means last.
    order.insert(max(0, min(position, len(order))), contribution_id)
    with store.change(_("Flytt innlegg")) as step:
        for place, id_ in enumerate(order):
            store.update("contributions", id_, position=place)
    return step.changes


def remove(store: Store, contribution_id: str) -> Changes:
    """Take a contribution out of the queue."""
    with store.change(_("Fjern innlegg")) as step:
        row = store.one("SELECT title, speaker FROM contributions WHERE id = ?", contribution_id)
        if row is not None:
            title = row["title"] or row["speaker"]
            trash.keep(store, TrashKind.CONTRIBUTION, title, [("contributions", contribution_id)], about=row["speaker"])
        store.delete("contributions", contribution_id)
    return step.changes


def attach(store: Store, contribution_id: str, *, name: str, data: bytes, pages: int) -> Changes:
    """Keep a PDF for a contribution, instead of the one it had.

    Args:
        pages: counted by whoever can read PDFs (the windows).

    Raises:
        BadInput: not a PDF, or too large to keep in the file.
    """
    pdf = _checked(NewSlides(name, data, pages))
    row = store.one("SELECT gathering_id, slides_id FROM contributions WHERE id = ?", contribution_id)
    if row is None:
        return NOTHING
    with store.change(_("Legg ved lysbilder")) as step:
        slides_id = store.insert(
            "slides", gathering_id=row["gathering_id"], name=pdf.name, pages=pdf.pages, data=pdf.data
        )
        store.update("contributions", contribution_id, slides_id=slides_id)
        if row["slides_id"]:
            store.delete("slides", row["slides_id"])
    return step.changes


def add_with_slides(store: Store, part_id: str, pdf: NewSlides, *, speaker: str = "", minutes: int = 10) -> Changes:
    """A contribution last in the queue of a part, with its PDF, in one step; ``made`` is the contribution.

    Raises:
        BadInput: no PDF and no picture, too large to keep in the file, or the part is gone; nothing is stored then.
    """
    _checked(pdf)
    with store.change(_("Legg ved lysbilder")) as step:
        step.made = add(store, part_id, speaker=speaker, minutes=minutes).made
        attach(store, step.made, name=pdf.name, data=pdf.data, pages=pdf.pages)
    return step.changes


def _checked(pdf: NewSlides) -> NewSlides:
    if not (pdf.data.startswith(b"%PDF") or is_picture(pdf.data)) or pdf.pages < 1:
        raise BadInput(
            _("{name} er ikke en PDF vi kan vise. Lagre lysbildene som PDF og prøv igjen.").format(name=pdf.name)
        )
    if len(pdf.data) > LARGEST:
        raise BadInput(_("{name} er over 60 MB. Lagre den som en mindre PDF.").format(name=pdf.name))
    return pdf


def slides(store: Store, slides_id: str) -> bytes:
    """The PDF as it was given; empty where it is gone."""
    return bytes(store.value("SELECT data FROM slides WHERE id = ?", slides_id) or b"")


def not_presented(store: Store, gathering_id: str) -> tuple[Unit, ...]:
    """Units taking part here that have no contribution in this network's gatherings this year (January to December)."""
    here = gatherings.get(store, gathering_id)
    year = (here.held_on or store.today()).year
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    # A unit counts as having presented also at another district's gathering of the same network.
    presented = {
        row["unit_id"]
        for row in store.rows(
            "SELECT DISTINCT c.unit_id FROM contributions AS c JOIN gatherings AS g ON g.id = c.gathering_id"
            " WHERE c.unit_id IS NOT NULL AND g.network_id = ? AND (g.id = ? OR g.held_on BETWEEN ? AND ?)",
            here.network_id, gathering_id, first, last,
        )
    }  # fmt: skip
    here_now = {
        row["unit_id"] for row in store.rows("SELECT unit_id FROM participants WHERE gathering_id = ?", gathering_id)
    }
    units: Sequence[Unit] = register.units(store)
    return tuple(
        sorted((unit for unit in units if unit.id in here_now - presented), key=lambda unit: sort_key(unit.name))
    )

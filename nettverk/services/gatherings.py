"""Gatherings: make one from a template, change it, find it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from nettverk.domain.changes import UNCHANGED, Changes, Unchanged, as_column, given
from nettverk.domain.entries import LASTING
from nettverk.domain.errors import BadInput, Gone
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import ByIdOrName
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _, using
from nettverk.services import tags, trash
from nettverk.services.register import register
from nettverk.services.sheets import stored, uses
from nettverk.storage.store import Row, Store

if TYPE_CHECKING:
    from nettverk.services.templates import Template, TemplatePart

_SELECT = (
    "SELECT g.*, n.name AS network_name, coalesce(d.name, '') AS district_name,"
    " (SELECT count(*) FROM participants AS p WHERE p.gathering_id = g.id) AS participants,"
    " (SELECT count(*) FROM parts AS p WHERE p.gathering_id = g.id) AS parts"
    " FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id LEFT JOIN districts AS d ON d.id = g.district_id"
)

_GOALS = (
    "SELECT gathering_id, text FROM goals WHERE gathering_id IN (SELECT value FROM json_each(?))"
    " ORDER BY gathering_id, position"
)

_OTHER = (
    "SELECT g.id FROM gatherings AS g JOIN gatherings AS here ON here.network_id = g.network_id"
    " WHERE here.id = ? AND g.id <> here.id ORDER BY g.held_on IS NULL, g.held_on DESC, g.id LIMIT 1"
)


def all_(store: Store) -> tuple[Gathering, ...]:
    """Every gathering, the newest date first; those without a date on top."""
    # A gathering without a date is one that is being planned, so it is wanted more often than any other.
    rows = store.rows(f"{_SELECT} ORDER BY g.held_on IS NOT NULL, g.held_on DESC, g.starts_at DESC, g.id DESC")
    return _gatherings(store, rows)


def get(store: Store, gathering_id: str) -> Gathering:
    """One gathering.

    Raises:
        Gone: it is not in this file.
    """
    row = store.one(f"{_SELECT} WHERE g.id = ?", gathering_id)
    if row is None:
        raise Gone(_("Fant ikke samlingen {id}.").format(id=gathering_id))
    return _gatherings(store, [row])[0]


def some(store: Store, gathering_ids: Iterable[str]) -> tuple[Gathering, ...]:
    """Those with these ids that are in this file, in no order."""
    return _gatherings(
        store,
        store.rows(f"{_SELECT} WHERE g.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(gathering_ids))),
    )


def to_begin_with(store: Store, last: str = "") -> str | None:
    """The gathering to work on where nobody has chosen: ``last``, else the next to come, else the newest."""
    rows = all_(store)
    if any(row.id == last for row in rows):
        return last
    today = store.today()
    coming = [row for row in rows if row.held_on is not None and row.held_on >= today and not row.cancelled]
    if coming:
        return min(coming, key=lambda row: (row.held_on, row.starts_at)).id
    return rows[0].id if rows else None


def next_of(store: Store, gathering_id: str) -> Gathering | None:
    """The first gathering of the same network and district that comes after this one, is neither over nor off."""
    here = get(store, gathering_id)
    rows = store.rows(
        f"{_SELECT} WHERE g.network_id = ? AND g.district_id IS ? AND g.held_on > ? AND g.held_on >= ?"
        " AND g.cancelled = 0 ORDER BY g.held_on, g.starts_at, g.id LIMIT 1",
        here.network_id, here.district_id, as_column(here.held_on) or "", as_column(store.today()),
    )  # fmt: skip
    return next(iter(_gatherings(store, rows)), None)


def series(store: Store, gathering_id: str) -> tuple[Gathering, ...]:
    """Earlier gatherings of the same network and district, the newest first; none that was called off."""
    return _earlier_in_series(store, gathering_id, -1)


def last_of(store: Store, gathering_id: str) -> Gathering | None:
    """The one before it of the same network and district."""
    return next(iter(_earlier_in_series(store, gathering_id, 1)), None)


def _earlier_in_series(store: Store, gathering_id: str, most: int) -> tuple[Gathering, ...]:
    here = get(store, gathering_id)
    rows = store.rows(
        f"{_SELECT} WHERE g.network_id = ? AND g.district_id IS ? AND g.id <> ? AND g.held_on IS NOT NULL"
        " AND g.cancelled = 0 AND (? IS NULL OR g.held_on < ?) ORDER BY g.held_on DESC LIMIT ?",
        here.network_id, here.district_id, here.id, as_column(here.held_on), as_column(here.held_on), most,
    )  # fmt: skip
    return _gatherings(store, rows)


def _gatherings(store: Store, rows: Sequence[Row]) -> tuple[Gathering, ...]:
    # One question for all of them: a question for each is slow with years behind one.
    goal_rows = store.rows(_GOALS, json.dumps([row["id"] for row in rows]))
    goals: dict[str, list[str]] = {}
    for goal in goal_rows:
        goals.setdefault(goal["gathering_id"], []).append(goal["text"])
    return tuple(_gathering(row, tuple(goals.get(row["id"], ()))) for row in rows)


def _gathering(row: Row, goals: tuple[str, ...]) -> Gathering:
    return Gathering(
        id=row["id"],
        network_id=row["network_id"],
        district_id=row["district_id"],
        title=row["title"],
        theme=row["theme"],
        held_on=date.fromisoformat(row["held_on"]) if row["held_on"] else None,
        starts_at=time.fromisoformat(row["starts_at"]),
        ends_at=time.fromisoformat(row["ends_at"]),
        place=row["place"],
        language=row["language"],
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        next_starts_at=time.fromisoformat(row["next_starts_at"]) if row["next_starts_at"] else None,
        next_place=row["next_place"],
        notes=row["notes"],
        goals=goals,
        network_name=row["network_name"],
        district_name=row["district_name"],
        participants=row["participants"],
        parts=row["parts"],
        owner=row["owner"],
        cancelled=bool(row["cancelled"]),
    )


def make(
    store: Store,
    template: Template,
    *,
    network_id: str,
    title: str = "",
    district_id: str | None = None,
    held_on: date | None = None,
    language: str = "nb",
    place: str = "",
    theme: str = "",
    starts_at: time | None = None,
) -> Changes:
    """A new gathering with the template's parts, in the gathering's language."""
    # Titles and questions are written in the gathering's language, whatever language the program is used in.
    words = template.words(language)
    with store.change(_("Ny samling")) as step:
        # Numbered within the series, as people speak of «the third gathering in Vågsbygd».
        if not title.strip():
            count = store.value(
                "SELECT count(*) FROM gatherings WHERE network_id = ? AND district_id IS ?", network_id, district_id
            )
            with using(language):
                title = _("Nettverkssamling {number}").format(number=count + 1)
        step.made = store.insert(
            "gatherings",
            network_id=network_id,
            district_id=district_id or None,
            title=title.strip(),
            theme=theme,
            held_on=as_column(held_on),
            starts_at=as_column(starts_at or template.starts_at),
            ends_at=as_column(_ends(template, starts_at)),
            place=place,
            language=language,
            made_at=store.stamp(),
        )
        for position, part in enumerate(words):
            part_id = store.insert(
                "parts",
                gathering_id=step.made,
                position=position,
                kind=part.kind,
                title=part.title,
                minutes=part.minutes,
                floor_minutes=part.floor_minutes,
                fixed_start=as_column(part.fixed_start),
                organising=part.organising,
                method=part.method,
                notes=part.notes,
            )
            _sheets_of(store, step.made, part_id, part)
    return step.changes


def _ends(template: Template, starts_at: time | None) -> time:
    """The template's end, moved as its beginning is."""
    if starts_at is None:
        return template.ends_at
    lasts = (template.ends_at.hour - template.starts_at.hour) * 60 + template.ends_at.minute - template.starts_at.minute
    ends = (starts_at.hour * 60 + starts_at.minute + lasts) % (24 * 60)
    return time(ends // 60, ends % 60)


def _sheets_of(store: Store, gathering_id: str, part_id: str, part: TemplatePart) -> None:
    """Questions first, then sheets of the library; one that this file and program do not have is left out."""
    for position, text in enumerate(part.questions):
        store.insert("sheet_uses", gathering_id=gathering_id, part_id=part_id, position=position, text=text)
    for position, sheet_id in enumerate(part.sheets, start=len(part.questions)):
        if (sheet := stored.newest(store, sheet_id)) is not None:
            uses.put(store, sheet, gathering_id, part_id, position)


def make_in(
    store: Store,
    template: Template,
    network: ByIdOrName,
    district: ByIdOrName,
    *,
    held_on: date | None,
    language: str,
    theme: str = "",
    place: str = "",
    starts_at: time | None = None,
) -> Changes:
    """A new gathering, with its network and district where they are new too, in one step.

    Args:
        district: one without id and name is the whole municipality.

    Raises:
        BadInput: a new network without a name, or a name that is taken; nothing is made.
    """
    with store.change(_("Ny samling")) as step:
        network_id = network.id or register.add_network(store, network.name).made
        district_id = district.id or (register.add_district(store, district.name).made if district.name else None)
        step.made = make(
            store, template, network_id=network_id, district_id=district_id, held_on=held_on, language=language,
            theme=theme, place=place, starts_at=starts_at,
        ).made  # fmt: skip
    return step.changes


def edit(
    store: Store,
    gathering_id: str,
    *,
    network_id: str | Unchanged = UNCHANGED,
    district_id: str | Unchanged | None = UNCHANGED,
    title: str | Unchanged = UNCHANGED,
    theme: str | Unchanged = UNCHANGED,
    held_on: date | Unchanged | None = UNCHANGED,
    starts_at: time | Unchanged = UNCHANGED,
    ends_at: time | Unchanged = UNCHANGED,
    place: str | Unchanged = UNCHANGED,
    language: str | Unchanged = UNCHANGED,
    next_on: date | Unchanged | None = UNCHANGED,
    next_starts_at: time | Unchanged | None = UNCHANGED,
    next_place: str | Unchanged = UNCHANGED,
    notes: str | Unchanged = UNCHANGED,
    owner: str | Unchanged = UNCHANGED,
    cancelled: bool | Unchanged = UNCHANGED,
) -> Changes:
    """Change a gathering; typing on in the same fields is one step to undo.

    Args:
        district_id: empty or None for the whole municipality.
        held_on, next_on, next_starts_at: None where it is not decided.
        owner: who leads it, a role or a name.
        cancelled: it is called off, and kept: calendars that have it are to hear so.

    Raises:
        BadInput: an empty title.
    """
    if title is not UNCHANGED and not title.strip():
        raise BadInput(_("Samlingen trenger et navn."))
    said = given(
        network_id=network_id, district_id=district_id or None, title=title, theme=theme, held_on=held_on,
        starts_at=starts_at, ends_at=ends_at, place=place, language=language, next_on=next_on,
        next_starts_at=next_starts_at, next_place=next_place, notes=notes, owner=owner, cancelled=cancelled,
    )  # fmt: skip
    columns = {name: as_column(value) for name, value in said.items()}
    with store.change(_("Endre samlingen"), merge=f"gatherings:{gathering_id}:{'+'.join(columns)}") as step:
        store.update("gatherings", gathering_id, **columns)
    return step.changes


def set_goals(store: Store, gathering_id: str, goals: Sequence[str]) -> Changes:
    """The gathering's goals, in order; empty lines fall away."""
    with store.change(_("Endre mål"), merge=f"goals:{gathering_id}") as step:
        store.connection.execute("DELETE FROM goals WHERE gathering_id = ?", (gathering_id,))
        for position, text in enumerate(text.strip() for text in goals if text.strip()):
            store.insert("goals", gathering_id=gathering_id, position=position, text=text)
    return step.changes


def remove(store: Store, gathering_id: str) -> Changes:
    """Remove a gathering with all that was planned and said there; undo brings it back.

    What lasts longer than the gathering it was said at (goals) goes on at another of the network, where there is one.
    """
    with store.change(_("Fjern samlingen")) as step:
        other = store.value(_OTHER, gathering_id)
        if other is not None:
            store.connection.execute(
                "UPDATE entries SET gathering_id = ? WHERE gathering_id = ?"
                " AND kind IN (SELECT value FROM json_each(?))",
                (other, gathering_id, json.dumps(sorted(LASTING))),
            )
        row = store.one("SELECT title, held_on FROM gatherings WHERE id = ?", gathering_id)
        if row is not None:
            losses = trash.of_gathering(store, gathering_id).sentence
            trash.keep(store, TrashKind.GATHERING, row["title"], [("gatherings", gathering_id)], about=losses)
        store.delete("gatherings", gathering_id)
    return step.changes


def copy(
    store: Store,
    gathering_id: str,
    *,
    district_id: str | None = None,
    held_on: date | None = None,
    contributions: bool = False,
) -> Changes:
    """A new gathering with the same plan, for another district or another day; people and groups do not follow.

    Args:
        contributions: the queue of speakers follows, with the slides.
    """
    here = get(store, gathering_id)
    with store.change(_("Kopier samlingen")) as step:
        row = dict(store.one("SELECT * FROM gatherings WHERE id = ?", gathering_id) or {})
        row.pop("id")
        row |= {"district_id": district_id or here.district_id, "held_on": as_column(held_on), "made_at": store.stamp()}
        # When and where the next one is was said of the old gathering; the copy has its own.
        row |= {"next_on": None, "next_starts_at": None, "next_place": "", "cancelled": 0}
        step.made = store.insert("gatherings", **row)
        parts: dict[str, str] = {}
        for part in store.rows("SELECT * FROM parts WHERE gathering_id = ? ORDER BY position", gathering_id):
            # Every column but the ids, so that a column added later is copied without anybody remembering to.
            fields = {key: part[key] for key in part.keys() if key not in ("id", "gathering_id")}  # noqa: SIM118
            parts[part["id"]] = store.insert("parts", gathering_id=step.made, **fields)
        uses.copy(store, gathering_id, step.made, parts)
        for talk in (
            store.rows("SELECT * FROM contributions WHERE gathering_id = ?", gathering_id) if contributions else ()
        ):
            fields = {key: talk[key] for key in talk.keys() if key not in ("id", "gathering_id", "part_id")}  # noqa: SIM118
            store.insert("contributions", gathering_id=step.made, part_id=parts[talk["part_id"]], **fields)
        tags.copy(store, gathering_id, step.made, parts)
        for quota in store.rows("SELECT * FROM quotas WHERE gathering_id = ? ORDER BY id", gathering_id):
            fields = {key: quota[key] for key in quota.keys() if key not in ("id", "gathering_id")}  # noqa: SIM118
            store.insert("quotas", gathering_id=step.made, **fields)
        for goal in store.rows("SELECT * FROM goals WHERE gathering_id = ?", gathering_id):
            store.insert("goals", gathering_id=step.made, position=goal["position"], text=goal["text"])
    return step.changes

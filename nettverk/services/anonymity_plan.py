"""What is planned, and what is said where no gathering is: titles, questions, own sheets, methods, the year, minutes.

Grown-ups who are rightly public are no finding here: whoever speaks at the gathering, who coordinates, and members of
the groups that steer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from nettverk.domain.anonymity.review import RowOf, RowWords, SheetWords, SpokenText
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _
from nettverk.services import methods, picture_notes
from nettverk.services.sheets import uses
from nettverk.storage.store import Store

_NO_WORDS = frozenset({"id", "kind", "when", "rounds", "tags", "rows", "mark", "checks", "format", "version"})
"""Keys of a sheet that hold no words of anybody's."""
_OF_METHOD = ("name", "about", "steps", "roles")


def of_day(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    """What is planned for a gathering: on the wall, on paper and in files, but for what is said there."""
    day = store.one("SELECT title, theme, place, next_place, notes FROM gatherings WHERE id = ?", gathering_id)
    if day is None:
        return
    public = public_names(store, gathering_id)
    for column, open_names in (
        ("title", False), ("theme", False), ("place", True), ("next_place", True), ("notes", True),
    ):  # fmt: skip
        typed = TypedField(Owner.GATHERING, gathering_id, column, str(day[column]), str(day["title"]))
        yield SpokenText(_("Samlingen"), "value", typed, named=public, open_names=open_names)
    goals = "\n".join(
        row["text"]
        for row in store.rows("SELECT text FROM goals WHERE gathering_id = ? ORDER BY position, id", gathering_id)
    )
    yield SpokenText(
        _at(_("Samlingen"), _("Mål")),
        "value",
        TypedField(Owner.GATHERING, gathering_id, "goals", goals),
        named=public,
    )
    yield from _parts(store, gathering_id, public)
    yield from _own_sheets(store, gathering_id, public)
    for ref, note in picture_notes.all_(store, gathering_id).items():
        typed = TypedField(Owner.PICTURE, picture_notes.place(gathering_id, ref), "text", note)
        yield SpokenText(_("Notat til et bilde"), "value", typed, open_names=True)


def _parts(store: Store, gathering_id: str, public: str) -> Iterator[SpokenText]:
    rows = store.rows(
        "SELECT id, title, notes, method FROM parts WHERE gathering_id = ? ORDER BY position, id", gathering_id
    )
    asked: dict[str, list[str]] = {}
    for row in store.rows(
        "SELECT part_id, text FROM sheet_uses WHERE gathering_id = ? AND text <> '' ORDER BY position, id", gathering_id
    ):
        asked.setdefault(row["part_id"], []).append(row["text"])
    for row in rows:
        label = _at(_("Plan"), row["title"])
        title = TypedField(Owner.PART, row["id"], "title", row["title"], row["title"])
        yield SpokenText(label, "value", title, named=public)
        notes = TypedField(Owner.PART, row["id"], "notes", row["notes"])
        yield SpokenText(label, "value", notes, open_names=True)
        questions = TypedField(Owner.PART, row["id"], "questions", "\n".join(asked.get(row["id"], ())))
        yield SpokenText(_at(label, _("Spørsmål")), "value", questions, named=public)
    used = {row["method"] for row in rows if row["method"]}
    if used:
        for method_id, method in methods.own(store).items():
            for field in _OF_METHOD if method_id in used else ():
                typed = TypedField(Owner.METHOD, method_id, field, methods.field_text(method, field))
                yield SpokenText(_at(_("Arbeidsmåte"), method.name.here), "value", typed, named=public)


def _own_sheets(store: Store, gathering_id: str, public: str) -> Iterator[SpokenText]:
    """The municipality's own sheets where they are used, in the version that is."""
    rows = store.rows(
        "SELECT u.id, v.sheet_id, v.definition FROM sheet_uses AS u"
        " JOIN sheet_versions AS v ON v.id = u.sheet_version_id"
        " WHERE u.gathering_id = ? AND v.own = 1 ORDER BY u.position, u.id",
        gathering_id,
    )
    titles = {use.id: use.sheet.title for use in uses.of_gathering(store, gathering_id)} if rows else {}
    for row in rows:
        for path, text in _words(json.loads(row["definition"])):
            typed = SheetWords(row["id"], row["sheet_id"], row["definition"], path, text)
            yield SpokenText(_at(_("Ark"), titles.get(row["id"], "")), "text", typed, named=public)


def _words(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a sheet's definition that is somebody's words, and the way to it."""
    match value:
        case str() if value.strip():
            yield path, value
        case dict():
            for key, inner in value.items():
                if key not in _NO_WORDS:
                    yield from _words(inner, (*path, key))
        case list():
            for at, inner in enumerate(value):
                yield from _words(inner, (*path, at))


def of_year(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    """What stands in the year of a gathering's network, and what the network is for."""
    network_id = store.value("SELECT network_id FROM gatherings WHERE id = ?", gathering_id)
    public = public_names(store, gathering_id)
    row = store.one("SELECT id, name, purpose FROM networks WHERE id = ?", network_id)
    if row is not None:
        typed = TypedField(Owner.NETWORK, row["id"], "purpose", row["purpose"], row["name"])
        yield SpokenText(_at(_("Nettverk"), row["name"]), "value", typed, named=public)
    for item in store.rows(
        "SELECT id, title, note, owner FROM year_items WHERE network_id IS ? OR network_id IS NULL ORDER BY due_on, id",
        network_id,
    ):
        for column in ("title", "note"):
            words = RowWords(RowOf.YEAR_ITEM, item["id"], column, item[column])
            yield SpokenText(_at(_("Året"), item["title"]), "text", words, named=f"{public}\n{item['owner']}")
    for item in store.rows(
        "SELECT id, theme, note, who FROM partner_requests WHERE network_id IS ? OR network_id IS NULL ORDER BY id",
        network_id,
    ):
        for column in ("theme", "note"):
            words = RowWords(RowOf.REQUEST, item["id"], column, item[column])
            label = _("Ønske til universitetet")
            yield SpokenText(label, "text", words, named=f"{public}\n{item['who']}")
    for item in store.rows(
        "SELECT id, what FROM cost_lines WHERE gathering_id = ? OR gathering_id IS NULL ORDER BY spent_on, id",
        gathering_id,
    ):
        yield SpokenText(_("Kostnad"), "text", RowWords(RowOf.COST, item["id"], "what", item["what"]), named=public)


def of_meeting(store: Store, meeting_id: str) -> Iterator[SpokenText]:
    """The minutes of a meeting; its members, and whoever was there, are named in them as they should be."""
    row = store.one(
        "SELECT m.id, m.place, m.present, t.name FROM team_meetings AS m JOIN teams AS t ON t.id = m.team_id"
        " WHERE m.id = ?",
        meeting_id,
    )
    if row is None:
        return
    label = _at(_("Referat"), row["name"])
    points = store.rows("SELECT * FROM meeting_points WHERE meeting_id = ? ORDER BY position, id", meeting_id)
    public = "\n".join((*_members(store), row["present"], *(point["who"] for point in points)))
    for column in ("place", "present"):
        typed = TypedField(Owner.MEETING, meeting_id, column, row[column])
        yield SpokenText(label, "value", typed, open_names=True)
    for point in points:
        for column in ("title", "said", "decision", "what", "who"):
            typed = TypedField(Owner.MEETING_POINT, point["id"], column, point[column])
            yield SpokenText(f"{label} · {point['title']}", "value", typed, named=public, open_names=column == "who")


def public_names(store: Store, gathering_id: str) -> str:
    """Everybody who is rightly public at a gathering, a name a line: speakers, the coordinator, members of groups."""
    rows = store.rows(
        "SELECT speaker AS name FROM parts WHERE gathering_id = ?1 UNION"
        " SELECT speaker FROM contributions WHERE gathering_id = ?1 UNION"
        " SELECT owner FROM gatherings WHERE id = ?1 UNION SELECT n.coordinator FROM networks AS n"
        " JOIN gatherings AS g ON g.network_id = n.id WHERE g.id = ?1",
        gathering_id,
    )
    return "\n".join(sorted({*(row["name"] for row in rows if row["name"]), *_members(store)}))


def _at(*words: str) -> str:
    """Where a text stands, in words."""
    return " · ".join(word for word in words if word)


def _members(store: Store) -> tuple[str, ...]:
    return tuple(row["name"] for row in store.rows("SELECT DISTINCT name FROM team_members ORDER BY name"))

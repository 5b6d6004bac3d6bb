"""Sheets in use: a part's questions and its sheets from the library, and those used between gatherings."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.uses import SheetUse, question_use
from nettverk.i18n import _
from nettverk.services.sheets import shipped, stored
from nettverk.storage.store import Row, Store

_SELECT = (
    "SELECT u.*, g.language, v.sheet_id, v.version, v.own, v.definition FROM sheet_uses AS u"
    " JOIN gatherings AS g ON g.id = u.gathering_id LEFT JOIN parts AS p ON p.id = u.part_id"
    " LEFT JOIN sheet_versions AS v ON v.id = u.sheet_version_id WHERE u.gathering_id = ?"
    " ORDER BY u.part_id IS NULL, p.position, p.id, u.position, u.id"
)


def of_gathering(store: Store, gathering_id: str) -> tuple[SheetUse, ...]:
    """Every sheet of a gathering in the plan's order, those outside the parts last; numbered for the codes."""
    # Numbered through the whole gathering, not within a part: the sheet code G3-2 must mean one sheet only.
    rows = store.rows(_SELECT, gathering_id)
    return tuple(_use(row, number) for number, row in enumerate(rows, start=1))


def get(store: Store, use_id: str) -> SheetUse | None:
    """One sheet in use, with its number; None where it is gone."""
    gathering_id = store.value("SELECT gathering_id FROM sheet_uses WHERE id = ?", use_id)
    if gathering_id is None:
        return None
    return next((use for use in of_gathering(store, gathering_id) if use.id == use_id), None)


def _use(row: Row, number: int) -> SheetUse:
    part_id = row["part_id"] or ""
    if row["sheet_id"] is None:  # without a text where its sheet was lost with a damaged file
        text = row["text"] or stored.unreadable()
        return question_use(row["id"], part_id, row["position"], text, number, row["gathering_id"])
    sheet = stored.of_row(row, row["language"])
    return SheetUse(row["id"], row["gathering_id"], part_id, row["position"], number, sheet)


# --- changed ---


def use_in_part(store: Store, sheet_id: str, part_id: str, *, position: int | None = None) -> Changes:
    """Use a sheet of the library in a part, in its newest version; last among the part's where no position is given.

    Raises:
        BadInput: the part or the sheet is gone; nothing is changed.
    """
    gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    if gathering_id is None:
        raise BadInput(_("Delen finnes ikke lenger."))
    return _add(store, sheet_id, gathering_id, part_id, position)


def use_outside(store: Store, sheet_id: str, gathering_id: str) -> Changes:
    """Use a sheet of the library before, between or after gatherings; it belongs to this one.

    Raises:
        BadInput: the gathering or the sheet is gone; nothing is changed.
    """
    if store.one("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    return _add(store, sheet_id, gathering_id, None, None)


def _add(store: Store, sheet_id: str, gathering_id: str, part_id: str | None, position: int | None) -> Changes:
    sheet = stored.newest(store, sheet_id)
    if sheet is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    with store.change(_("Bruk {sheet}").format(sheet=sheet.title)) as step:
        step.made = put(store, sheet, gathering_id, part_id, len(_order(store, gathering_id, part_id)))
        if position is not None:
            order = [id_ for id_ in _order(store, gathering_id, part_id) if id_ != step.made]
            order.insert(max(0, position), step.made)
            write_order(store, order)
    return step.changes


def put(store: Store, sheet: SheetDefinition, gathering_id: str, part_id: str | None, position: int) -> str:
    """Add a use of a sheet, with its definition where the file lacks it; inside ``store.change()``. Returns its id."""
    if not sheet.own and (raw := shipped.raw(sheet.id)) is not None:
        stored.keep_version(store, raw, own=False)
    return store.insert(
        "sheet_uses", gathering_id=gathering_id, part_id=part_id, position=position,
        sheet_version_id=stored.row_id(sheet.id, sheet.version),
    )  # fmt: skip


def remove(store: Store, use_id: str) -> Changes:
    """Take a sheet or a question out of its part; undo brings it back, with what was answered."""
    use = get(store, use_id)
    if use is None:
        return NOTHING
    with store.change(_("Fjern {sheet}").format(sheet=use.sheet.title)) as step:
        store.delete("sheet_uses", use_id)
        write_order(store, _order(store, use.gathering_id, use.part_id or None))
    return step.changes


def move(store: Store, use_id: str, position: int) -> Changes:
    """Move a sheet or a question so that it stands at this position among the part's (0 first)."""
    use = get(store, use_id)
    if use is None:
        return NOTHING
    order = _order(store, use.gathering_id, use.part_id or None)
    order.remove(use_id)
    order.insert(max(0, min(position, len(order))), use_id)
    with store.change(_("Flytt {sheet}").format(sheet=use.sheet.title)) as step:
        write_order(store, order)
    return step.changes


def move_to_part(store: Store, use_id: str, part_id: str) -> Changes:
    """Move a sheet to another part of the same gathering, last there.

    Raises:
        BadInput: the part is gone, or belongs to another gathering; nothing is changed.
    """
    use = get(store, use_id)
    if use is None:
        return NOTHING
    if store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id) != use.gathering_id:
        raise BadInput(_("Delen finnes ikke lenger."))
    if use.simple:
        # What was answered to a question is kept under the part it was asked in.
        raise BadInput(_("Et spørsmål flyttes ved å skrive det i den andre delen."))
    with store.change(_("Flytt {sheet}").format(sheet=use.sheet.title)) as step:
        place = len(_order(store, use.gathering_id, part_id))
        store.update("sheet_uses", use_id, part_id=part_id, position=place)
        write_order(store, _order(store, use.gathering_id, use.part_id or None))
    return step.changes


def newer_version(store: Store, use: SheetUse) -> int:
    """The version that a use could be brought to; 0 where there is none, or something is answered already."""
    newest = None if use.simple else stored.newest(store, use.sheet.id)
    if newest is None or newest.version <= use.sheet.version or is_answered(store, use):
        return 0
    return newest.version


def take_newest(store: Store, use_id: str) -> Changes:
    """Let a use follow the sheet to its newest version; one that is answered stays as it is."""
    use = get(store, use_id)
    if use is None or not newer_version(store, use):
        return NOTHING
    newest = stored.newest(store, use.sheet.id)
    assert newest is not None
    with store.change(_("Ny versjon av {sheet}").format(sheet=newest.title)) as step:
        if not newest.own and (raw := shipped.raw(newest.id)) is not None:
            stored.keep_version(store, raw, own=False)
        store.update("sheet_uses", use_id, sheet_version_id=stored.row_id(newest.id, newest.version))
    return step.changes


def is_answered(store: Store, use: SheetUse) -> bool:
    """Whether anybody has said anything on it, also what was taken away again."""
    if use.simple:
        pattern = f"{use.part_id}:*:{use.id}"
        sql = "SELECT 1 FROM entries WHERE gathering_id = ? AND kind = 'reflection' AND object GLOB ? LIMIT 1"
    else:
        pattern = f"{use.id}:*"
        sql = "SELECT 1 FROM entries WHERE gathering_id = ? AND kind = 'sheet_answer' AND object GLOB ? LIMIT 1"
    return store.one(sql, use.gathering_id, pattern) is not None


def copy(store: Store, from_gathering: str, to_gathering: str, parts: dict[str, str]) -> None:
    """The same sheets in another gathering; inside ``store.change()``.

    Args:
        parts: ids of the parts there by those here.
    """
    for row in store.rows("SELECT * FROM sheet_uses WHERE gathering_id = ? ORDER BY id", from_gathering):
        part_id = None if row["part_id"] is None else parts[row["part_id"]]
        fields = {key: row[key] for key in row.keys() if key != "id"}  # noqa: SIM118
        store.insert("sheet_uses", **fields | {"gathering_id": to_gathering, "part_id": part_id})


def set_texts(store: Store, part_id: str, texts: Sequence[str]) -> Changes:
    """The questions of a part, in order; a question whose text or place is kept keeps its answers.

    Rows are matched first by text, then by place, so that rewording and reordering both keep what was said. Sheets from
    the library keep their places between them.
    """
    wanted = [text.strip() for text in texts if text.strip()]
    rows = store.rows("SELECT * FROM sheet_uses WHERE part_id = ? ORDER BY position, id", part_id)
    keep, free = _matched([row for row in rows if row["sheet_version_id"] is None], wanted)
    with store.change(_("Endre spørsmål"), merge=f"questions:{part_id}") as step:
        for unused in free:
            store.delete("sheet_uses", unused)
        gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
        asked: list[str] = []
        for id_, text in zip(keep, wanted, strict=True):
            if id_ is None:
                new = {"gathering_id": gathering_id, "part_id": part_id, "text": text}
                asked.append(store.insert("sheet_uses", position=len(rows), **new))
            else:
                store.connection.execute("UPDATE sheet_uses SET text = ? WHERE id = ? AND text <> ?", (text, id_, text))
                asked.append(id_)
        slots = [None if row["sheet_version_id"] is None else row["id"] for row in rows]
        write_order(store, _filled(slots, asked))
    return step.changes


def _matched(old: Sequence[Row], wanted: Sequence[str]) -> tuple[list[str | None], list[str]]:
    """The row that each text goes on in, None for a new one, and the rows that are left."""
    free = {row["id"]: row["text"] for row in old}
    # First by text: moving a question up must not move the answers of another one along.
    keep: list[str | None] = []
    for text in wanted:
        same = next((id_ for id_, known in free.items() if known == text), None)
        keep.append(same)
        if same:
            free.pop(same)
    # Then by place: rewording a question keeps what the groups have already answered.
    for place, (known, row) in enumerate(zip(keep, old, strict=False)):
        if known is None and row["id"] in free:
            keep[place] = row["id"]
            free.pop(row["id"])
    return keep, list(free)


def _filled(slots: Sequence[str | None], asked: Sequence[str]) -> list[str]:
    """Sheets where they stood, and questions in the places between them that are theirs; new ones after the last."""
    left = list(asked)
    order = [slot or (left.pop(0) if left else "") for slot in slots]
    last = max((place for place, slot in enumerate(slots) if slot is None), default=len(slots) - 1)
    return [id_ for id_ in (*order[: last + 1], *left, *order[last + 1 :]) if id_]


def _order(store: Store, gathering_id: str, part_id: str | None) -> list[str]:
    rows = store.rows(
        "SELECT id FROM sheet_uses WHERE gathering_id = ? AND part_id IS ? ORDER BY position, id", gathering_id, part_id
    )
    return [row["id"] for row in rows]


def write_order(store: Store, order: Sequence[str]) -> None:
    """Number these uses from 0; inside ``store.change()``."""
    for position, use_id in enumerate(order):
        store.connection.execute(
            "UPDATE sheet_uses SET position = ? WHERE id = ? AND position <> ?", (position, use_id, position)
        )

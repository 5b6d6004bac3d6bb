"""The municipality's own sheets: made from any other, edited in versions, taken out of the library again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.raw import raw_of
from nettverk.domain.sheets.reading import read_sheet
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _
from nettverk.services import trash
from nettverk.services.reflections import clean
from nettverk.services.sheets import library, stored
from nettverk.storage.store import Row, Store


def duplicate(store: Store, sheet_id: str, *, language: str = "nb", title: str = "", version: int = 0) -> Changes:
    """«Lag din egen»: an own sheet with the words of another, in one language; ``made`` is its id.

    Args:
        title: what it is to be called; «… (vår)» where left out.
        version: of the sheet it is made from, the newest where 0.

    Raises:
        BadInput: the sheet is gone.
    """
    if version:
        sheet = next(
            (version_ for version_ in library.versions(store, sheet_id, language) if version_.version == version), None
        )
    else:
        sheet = stored.newest(store, sheet_id, language)
    if sheet is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    return make(store, replace(sheet, title=title.strip() or _("{title} (vår)").format(title=sheet.title)))


def make(store: Store, sheet: SheetDefinition) -> Changes:
    """A new own sheet that says what this one says; ``made`` is its id.

    Raises:
        BadInput: it cannot be a sheet; nothing is made.
    """
    new = replace(sheet, id=store.new_id(), version=1, own=True)
    raw = checked(raw_of(new))
    with store.change(_("Lag {sheet}").format(sheet=new.title)) as step:
        stored.keep_version(store, raw, own=True)
        step.made = new.id
    return step.changes


def save(store: Store, sheet: SheetDefinition, *, typing: str = "") -> Changes:
    """Keep an own sheet as it now reads; the same again changes nothing.

    A version that is used somewhere, or was made on an earlier day, stays as it is, and a new one is begun; until then
    one goes on in the same. So what was answered is always read by what stood there.

    Args:
        typing: names the field one types in: steps in the same field are taken back as one.

    Raises:
        BadInput: it cannot be a sheet (no title, too few columns …), or it is gone or none of the municipality's;
            nothing is changed.
    """
    row = stored.newest_row(store, sheet.id)
    if row is None or not row["own"] or row["removed"]:
        raise BadInput(_("Arket finnes ikke lenger."))
    begun = _is_over(store, row)
    version = row["version"] + 1 if begun else row["version"]
    raw = checked(raw_of(replace(sheet, version=version)))
    if stored.as_text({**raw, "version": row["version"]}) == row["definition"]:
        return NOTHING
    merge = f"sheet_versions:{sheet.id}:{version}:{typing}" if typing else ""
    with store.change(_("Endre {sheet}").format(sheet=sheet.title), merge=merge) as step:
        if begun:
            stored.keep_version(store, raw, own=True)
        else:
            store.update("sheet_versions", row["id"], definition=stored.as_text(raw))
    return step.changes


def save_text(store: Store, sheet_id: str, definition: str, *, typing: str = "") -> Changes:
    """The same for a sheet as the JSON of its file, which is how it is handed on while one types.

    Raises:
        BadInput: it cannot be a sheet, or it is gone.
    """
    try:
        sheet = read_sheet(json.loads(definition), name=_("Arket"), own=True)
    except (ValueError, TypeError, RecursionError):
        raise BadInput(_("{name} kan ikke brukes som ark.").format(name=_("Arket"))) from None
    return save(store, replace(sheet, id=sheet_id), typing=typing)


def _is_over(store: Store, row: Row) -> bool:
    used = store.value("SELECT 1 FROM sheet_uses WHERE sheet_version_id = ?", row["id"])
    made_on = datetime.fromisoformat(row["made_at"]).astimezone().date()
    return bool(used) or made_on < store.today()


def take_up(store: Store, sheet_id: str, version: int, language: str = "nb") -> Changes:
    """Go back to how an own sheet read in an earlier version, as a version of its own.

    Raises:
        BadInput: there is no such version.
    """
    sheet = stored.definition(store, sheet_id, version, language)
    if sheet is None:
        raise BadInput(_("Versjonen finnes ikke lenger."))
    return save(store, sheet)


def remove(store: Store, sheet_id: str) -> Changes:
    """Take an own sheet out of the library; where it is used it stays, with what was answered.

    Undo and the trash bring it back.
    """
    row = stored.newest_row(store, sheet_id)
    if row is None or not row["own"] or row["removed"]:
        return NOTHING
    title = stored.of_row(row, "nb").title
    with store.change(_("Fjern {sheet} fra biblioteket").format(sheet=title)) as step:
        versions = [str(row["id"]) for row in store.rows("SELECT id FROM sheet_versions WHERE sheet_id = ?", sheet_id)]
        # Where it is used it stays, so it is only noted which it was, and let into the library again from there.
        trash.keep_hidden(store, TrashKind.SHEET, title, [("sheet_versions", id_) for id_ in versions])
        for id_ in versions:
            store.update("sheet_versions", id_, removed=1)
    return step.changes


def checked(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet's mapping as it can be stored, with its texts as SQLite takes them.

    Raises:
        BadInput: it is no sheet.
    """
    return checked_as(raw, str(raw.get("title", "")) or _("Arket"))


def checked_as(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The same for a mapping from a file; ``name`` is what the file is called.

    Raises:
        BadInput: it is no sheet, or one from a newer program.
    """
    cleaned = _cleaned(raw)
    assert isinstance(cleaned, dict)
    read_sheet(cleaned, name=name, own=True)
    return cleaned


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {clean(str(key)): _cleaned(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_cleaned(inner) for inner in value]
        case _:
            return value

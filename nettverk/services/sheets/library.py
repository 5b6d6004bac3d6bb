"""The library: all sheets there are, those that ship and the municipality's own, with their versions.

The shelf of own sheets is one query: SQLite takes out of each definition what the shelf shows, and nothing is parsed
here that nobody sees. What one may look for them by is longer, and can be asked for apart (``words``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, When, Who
from nettverk.domain.sheets.library import Shelved, kinds_of, shelved
from nettverk.domain.sorting import sort_key
from nettverk.services.sheets import shipped, stored
from nettverk.storage.store import Row, Store

_NEWEST = """
WHERE v.own = 1 AND v.removed = 0 AND NOT EXISTS (
  SELECT 1 FROM sheet_versions AS later WHERE later.sheet_id = v.sheet_id AND later.version > v.version)
"""
_SHOWN = f"""
SELECT v.sheet_id, v.version, (SELECT count(*) FROM sheet_versions AS o WHERE o.sheet_id = v.sheet_id) AS versions,
  coalesce(definition ->> ('$.' || ?1 || '.title'), definition ->> '$.title') AS title,
  coalesce(definition ->> ('$.' || ?1 || '.audience'), definition ->> '$.audience', '') AS audience,
  coalesce(definition -> '$.rounds', json_array(definition ->> '$.who')) AS rounds,
  coalesce(definition ->> '$.when', 'in_part') AS "when", coalesce(definition ->> '$.minutes', 0) AS minutes,
  coalesce(definition -> '$.tags', '[]') AS tags, coalesce(definition -> '$.rows', '[]') AS rows_,
  (SELECT group_concat(value ->> '$.kind') FROM json_each(v.definition, '$.blocks')) AS kinds,
  definition -> '$.nn' IS NOT NULL AS nn, definition -> '$.en' IS NOT NULL AS en
FROM sheet_versions AS v {_NEWEST}
"""
_WORDS = f"""
SELECT v.sheet_id, (SELECT group_concat(atom, ' ') FROM json_tree(v.definition)
  WHERE key IN ('title', 'about', 'audience', 'prompt', 'label')) AS words
FROM sheet_versions AS v {_NEWEST}
"""
_USED = (
    "SELECT v.sheet_id, count(DISTINCT u.gathering_id) AS n FROM sheet_uses AS u"
    " JOIN sheet_versions AS v ON v.id = u.sheet_version_id GROUP BY v.sheet_id"
)


def all_(store: Store | None, language: str = "nb", *, searched: bool = True) -> tuple[Shelved, ...]:
    """Every sheet as it stands on the shelf, by title.

    Args:
        store: the file whose own sheets are asked for; None for those that ship alone.
        searched: whether own sheets know all one may look for them by; otherwise their title and themes alone, which
            is there sooner (see ``words``).
    """
    used = {row["sheet_id"]: row["n"] for row in store.rows(_USED)} if store else {}
    known = [shelved(sheet, used=used.get(sheet.id, 0)) for sheet in shipped.sheets(language)]
    if store:
        said = words(store) if searched else {}
        rows = store.rows(_SHOWN, language)
        known += [own for row in rows if (own := _own(row, used, said.get(row["sheet_id"], ""))) is not None]
    return tuple(sorted(known, key=lambda sheet: sort_key(sheet.title)))


def words(store: Store) -> dict[str, str]:
    """All that one may look for own sheets by, in small letters, by their id."""
    return {row["sheet_id"]: str(row["words"] or "").casefold() for row in store.rows(_WORDS)}


def warm_up(language: str) -> None:
    """Read the sheets that ship, so that the first who asks for them need not wait."""
    shipped.sheets(language)


def sheet(store: Store | None, sheet_id: str, language: str = "nb") -> SheetDefinition | None:
    """One sheet whole, in its newest version; None where there is none."""
    return shipped.sheet(sheet_id, language) if store is None else stored.newest(store, sheet_id, language)


def sheets(store: Store | None, language: str = "nb") -> tuple[SheetDefinition, ...]:
    """Every sheet whole, in the order of the shelf."""
    whole = (sheet(store, known.id, language) for known in all_(store, language))
    return tuple(sheet_ for sheet_ in whole if sheet_ is not None)


def versions(store: Store, sheet_id: str, language: str = "nb") -> tuple[SheetDefinition, ...]:
    """Every version of a sheet that this file or the program has, newest first."""
    rows = store.rows("SELECT * FROM sheet_versions WHERE sheet_id = ?", sheet_id)
    known = {row["version"]: stored.of_row(row, language) for row in rows}
    newest = shipped.sheet(sheet_id, language)
    if newest is not None:
        known.setdefault(newest.version, newest)
    return tuple(known[version] for version in sorted(known, reverse=True))


def _own(row: Row, used: Mapping[str, int], said: str) -> Shelved | None:
    """What the shelf says of a sheet, without reading it whole; None where another program made no sense of it."""
    (sheet_id, version, versions, title, audience, rounds, when, minutes, tags, rows, kinds, nn, en) = row
    try:
        who, time, of, about, serves = _sorted(rounds, when, kinds, tags, rows)
        return Shelved(
            sheet_id, version, title.strip(), who, time, int(minutes), of, about, str(audience), True, versions,
            used.get(sheet_id, 0), f"{title} {' '.join(about)} {said}".casefold(), _LANGUAGES[nn, en], serves,
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, IndexError):
        return None


_LANGUAGES = {(0, 0): ("nb",), (1, 0): ("nb", "nn"), (0, 1): ("nb", "en"), (1, 1): ("nb", "nn", "en")}


@lru_cache(512)  # hundreds of sheets are of a few kinds
def _sorted(
    rounds: str, when: str, kinds: str, tags: str, rows: str
) -> tuple[tuple[Who, ...], When, tuple[BlockKind, ...], tuple[str, ...], tuple[int, ...]]:
    """What a sheet is sorted by, out of its JSON.

    Raises:
        ValueError, TypeError, AttributeError: it makes no sense.
    """
    who = tuple(Who(round_) for round_ in json.loads(rounds))
    if not who:
        raise ValueError("nobody fills it in")
    of = kinds_of(BlockKind(kind) for kind in kinds.split(","))
    about = tuple(str(tag) for tag in json.loads(tags))
    return who, When(when), of, about, tuple(int(number) for number in json.loads(rows))

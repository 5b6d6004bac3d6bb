"""Who has been removed, kept outside every database: ids and numbers, never a name.

A copy from before a removal may be opened at any time later. This list says whose names are then to be taken out of it
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from nettverk.domain import plain_json
from nettverk.storage import whole_files
from nettverk.storage.places import settings_file


@dataclass(frozen=True, slots=True)
class Removal:
    """One person who is to have no name in any database.

    Attributes:
        number: what they are called by.
        at: when it was decided (ISO 8601, UTC). reason: asked, or time.
        kept: keys of texts that were left as they are on purpose.
        done: whether everything on this machine has been gone through; if not, it is gone on with.
    """

    person_id: str
    number: int
    label: str
    at: str
    reason: str
    kept: tuple[str, ...] = ()
    done: bool = False


def place() -> Path:
    """The file with the list; beside the settings, never beside a database."""
    return settings_file().with_name("fjernet.json")


def all_() -> dict[str, Removal]:
    """Every removal by person id; a list that makes no sense is read as far as it does."""
    try:
        listed = plain_json.parse(place().read_text(encoding="utf-8"))["people"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    known = {}
    for entry in listed if isinstance(listed, list) else ():
        with suppress(TypeError, ValueError, KeyError):
            removal = Removal(**{**entry, "kept": tuple(entry.get("kept", ()))})
            known[str(removal.person_id)] = removal
    return known


def put(removals: Iterable[Removal]) -> None:
    """Add these to the list, or change those that are there.

    Raises:
        OSError: it cannot be written; then nothing may be removed either, or a copy would bring it back.
    """
    _write({**all_(), **{removal.person_id: removal for removal in removals}})


def take_back(person_ids: Iterable[str]) -> None:
    """Leave these out again: what was to be done could not be."""
    gone = set(person_ids)
    _write({id_: removal for id_, removal in all_().items() if id_ not in gone})


def _write(removals: dict[str, Removal]) -> None:
    text = json.dumps({"people": [asdict(removal) for removal in removals.values()]}, indent=1)
    whole_files.write(place(), text.encode())

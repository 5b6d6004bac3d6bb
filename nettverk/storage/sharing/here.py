"""What this installation knows of the places it shares over; beside the settings, never in a database.

A copy of a file on another machine must not begin to share by itself, nor go on under the number of the first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from nettverk.domain import plain_json
from nettverk.storage import whole_files
from nettverk.storage.places import settings_file

_SERVER = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Here:
    """One share.

    Attributes:
        place: the folder, or the address of the server (never with a password in it); empty where none is used.
        sent: of each stream that this installation has written in, the latest number.
    """

    place: str = ""
    sent: Mapping[str, int] = field(default_factory=dict)


def is_server(place: str) -> bool:
    """Whether a place is a server's address."""
    return place.startswith(_SERVER)


def file() -> Path:
    """The file that it lies in."""
    return settings_file().with_name("deling.json")


def of(share: str) -> Here:
    """What is known of a share; nothing where what is written cannot be read."""
    return _all().get(share, Here())


def put_place(share: str, place: str) -> None:
    """Share over a place from now on; an empty one for no longer."""
    _put(share, replace(of(share), place=place))


def put_sent(share: str, stream: str, number: int) -> None:
    """Know how far a stream has been written."""
    known = of(share)
    if known.sent.get(stream, -1) < number:
        _put(share, replace(known, sent={**known.sent, stream: number}))


def _put(share: str, here: Here) -> None:
    everything = {**_all(), share: here}
    whole_files.write(file(), json.dumps({key: asdict(each) for key, each in everything.items()}, indent=1).encode())


def _all() -> dict[str, Here]:
    try:
        plain = plain_json.parse(file().read_text(encoding="utf-8"))
        return {
            str(share): Here(str(each["place"]), {str(key): int(number) for key, number in each["sent"].items()})
            for share, each in plain.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}

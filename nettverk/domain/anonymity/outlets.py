"""What is about to leave the room: a wall, a paper, a file; and whether something that was found stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from nettverk.domain.anonymity.review import ToLookAt


@dataclass(frozen=True, slots=True)
class Outlet:
    """What goes out, as the words that stand in it.

    Attributes:
        texts: each with single spaces; None for everything that was said.
    """

    texts: frozenset[str] | None = None

    def takes(self, one: ToLookAt) -> bool:
        """Whether the line something was found in goes out here."""
        if self.texts is None:
            return True
        line = _plain(one.line)
        return line in self.texts or any(line in text for text in self.texts)

    def of(self, found: Iterable[ToLookAt]) -> tuple[ToLookAt, ...]:
        """What of all that was found goes out here."""
        return tuple(finding for finding in found if self.takes(finding))


EVERYTHING = Outlet()


def outlet_of(*going: object) -> Outlet:
    """What goes out with walls, documents or whatever else is plain data: all words in it, however deep."""
    return Outlet(frozenset(plain for text in _strings(going) if (plain := _plain(text))))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _strings(item)

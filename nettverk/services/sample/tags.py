"""The tags of the sample, as resources/templates/sample/tags.toml says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import follow_up, plan, tags
from nettverk.services.sample.words import as_said
from nettverk.services.themes.board import board
from nettverk.storage.store import Store


def set_all(store: Store, gathering_id: str, words: Mapping[str, Any], language: str) -> None:
    """Tag one gathering, its parts and what was promised there; inside ``store.change()``.

    Args:
        words: ``gathering`` with ids of themes, ``parts`` with them by kind, ``commitments`` and ``points`` by how they
            begin in bokmål.
        language: of the gathering.
    """
    for carrier, ids in _carriers(store, gathering_id, words, language):
        tags.set_tags(store, carrier, ids)


def _carriers(
    store: Store, gathering_id: str, words: Mapping[str, Any], language: str
) -> Iterator[tuple[Carrier, Sequence[str]]]:
    yield Carrier(TagOn.GATHERING, gathering_id, gathering_id), words["gathering"]
    by_kind = words.get("parts", {})
    for part in plan.parts(store, gathering_id):
        if part.kind in by_kind:
            yield Carrier(TagOn.PART, part.id, gathering_id), by_kind[part.kind]
    for promised in follow_up.commitments(store, gathering_id):
        if ids := _beginning(words.get("commitments", {}), promised.what, language):
            yield Carrier(TagOn.COMMITMENT, promised.id, gathering_id), ids
    for point in board(store, gathering_id).points:
        if ids := _beginning(words.get("points", {}), point.text, language):
            yield Carrier(TagOn.POINT, point.key, gathering_id), ids


def _beginning(known: Mapping[str, Sequence[str]], text: str, language: str) -> Sequence[str]:
    return next((ids for begins, ids in known.items() if text.startswith(as_said(begins, language))), ())

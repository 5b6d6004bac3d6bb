"""What is good practice in the sample, as resources/templates/sample/good_practice.toml says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nettverk.domain.good_practice import GoodOn
from nettverk.services import contributions, follow_up, good_practice
from nettverk.services.good_practice import Known
from nettverk.services.sample.words import as_said
from nettverk.services.themes.board import read_themes
from nettverk.storage.store import Store


def mark_all(
    store: Store, words: Mapping[str, list[dict[str, str]]], made: Mapping[str, str], day: date, language: str
) -> None:  # fmt: skip
    """Mark what is to be marked, with the consents there are; inside ``store.change()``.

    Args:
        made: ids of the gatherings by their names.
        day: when the units said yes.
        language: of the gatherings; what is marked is named by how it begins in bokmål.
    """
    for practice in words["practice"]:
        gathering_id = made[practice["gathering"]]
        on = next(on for on in GoodOn if on in practice)
        begins = as_said(practice[on], language)
        known = _texts(store, gathering_id, on)
        thing = Known(on, next(id_ for id_, text in known.items() if text.startswith(begins)), gathering_id)
        good_practice.mark(store, thing)
        if "consent" in practice:
            good_practice.consent(store, thing, practice["consent"], day)


def _texts(store: Store, gathering_id: str, on: GoodOn) -> dict[str, str]:
    match on:
        case GoodOn.COMMITMENT:
            return {item.id: item.what for item in follow_up.commitments(store, gathering_id)}
        case GoodOn.CONTRIBUTION:
            return {item.id: item.title for item in contributions.queue(store, gathering_id)}
        case GoodOn.THEME:
            return {theme.id: theme.name for theme in read_themes(store, gathering_id)[0]}

"""Settings in the database are lines of text, whatever a file says."""

from __future__ import annotations

import pytest

from nettverk.i18n import FIELD_WORDS
from nettverk.services import settings
from nettverk.storage.store import Store


@pytest.mark.parametrize(
    ("stored", "read"),
    [("Lund  kommune\n", "Lund kommune"), ("x" * 5_000_000, "Sted"), ("<b>Lund</b>", "<b>Lund</b>"), (" ", "")],
)
def test_a_setting_is_one_line_of_text(store: Store, stored: str, read: str) -> None:
    store.connection.execute("INSERT INTO settings (key, value) VALUES ('municipality', ?)", (stored,))
    assert settings.get(store, "municipality", "Sted") == read


def test_words_that_there_are_not_are_left_out(store: Store) -> None:
    rows = [("word:unit", "virksomhet"), ("word:", "x"), ("word:nothing", "y"), ("word:service", "z" * 100_000)]
    store.connection.executemany("INSERT INTO settings (key, value) VALUES (?, ?)", rows)
    assert settings.field_words(store) == {"unit": "virksomhet"}
    assert "unit" in FIELD_WORDS

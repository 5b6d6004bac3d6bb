"""The municipality's own words and choices, kept in its database."""

from __future__ import annotations

from nettverk.domain.changes import Changes
from nettverk.i18n import FIELD_WORDS, _, set_field_words
from nettverk.storage.store import Store

LONGEST = 1000
"""Characters in a setting."""


def get(store: Store, key: str, default: str = "") -> str:
    """A setting, or the default where it was never chosen."""
    value = store.value("SELECT value FROM settings WHERE key = ?", key)
    # A file that others have written in may hold anything here; what is no line of text stands on no document.
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= LONGEST else default


def put(store: Store, key: str, value: str) -> Changes:
    """Choose a setting; an empty value goes back to the default."""
    with store.change(_("Endre innstilling"), merge=f"settings:{key}") as step:
        if value:
            store.connection.execute(
                "INSERT INTO settings (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        else:
            # A default that is stored would not follow when the program gets a better one.
            store.connection.execute("DELETE FROM settings WHERE key = ?", (key,))
    return step.changes


def field_words(store: Store) -> dict[str, str]:
    """What the municipality calls things, as ``i18n.set_field_words`` takes it."""
    return {key: word for key in FIELD_WORDS if (word := get(store, f"word:{key}"))}


def choose_word(store: Store, key: str, word: str) -> Changes:
    """Call units, services or districts something else; the usual word goes back to the default."""
    usual = next(iter(FIELD_WORDS[key]))
    return put(store, f"word:{key}", "" if word == usual else word)


def speak(store: Store) -> bool:
    """Let the program use this municipality's words; whether that changes anything."""
    return set_field_words(field_words(store))

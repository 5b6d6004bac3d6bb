"""A file written anew, so that it gives back the room that it does not use."""

from __future__ import annotations

from nettverk.storage import engine
from nettverk.storage.faults import said
from nettverk.storage.store import PAGE, Store

# Written anew when a quarter is empty, and that is worth the writing.
EMPTY_SHARE, EMPTY_BYTES = 0.25, 2**17


def worthwhile(store: Store) -> bool:
    """Whether much of the file is empty, or its pages are too small for what is said."""
    pages, empty, size = (int(store.value(f"PRAGMA {name}")) for name in ("page_count", "freelist_count", "page_size"))
    return size != PAGE or (empty * size >= EMPTY_BYTES and empty >= pages * EMPTY_SHARE)


def write_anew(store: Store) -> None:
    """Let the file give back what it does not use; interrupted or failed, it stays as it is."""
    with said(store.path):
        # The file's own count of what was written in it (where it keeps one) would take this for somebody else's work.
        if store.value("SELECT 1 FROM sqlite_master WHERE name = '_file'"):
            with store.change():
                store.connection.execute("DELETE FROM _file WHERE key = 'counter'")
        store.connection.execute(f"PRAGMA page_size = {PAGE}")
        clean = store.sums is not None and store.sums.is_ours()
        # It goes through every page, the first one first; they need not all stand in memory until the end.
        store.connection.execute("PRAGMA cache_spill = ON")
        try:
            engine.write_anew(store.connection)
        finally:
            store.connection.execute("PRAGMA cache_spill = OFF")
        if clean and store.sums is not None:
            store.sums.note_own()

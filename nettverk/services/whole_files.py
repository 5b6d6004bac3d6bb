"""Files that are whole or not there, for windows and jobs: see ``storage/whole_files.py``."""

from __future__ import annotations

from nettverk.storage.whole_files import aside, make_folder, tighten, write

__all__ = ["aside", "make_folder", "tighten", "write"]

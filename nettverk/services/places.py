"""Where things lie on this machine, for windows and jobs: see ``storage/places.py``."""

from __future__ import annotations

import os
from pathlib import Path

from nettverk.storage.places import data_folder, default_database, log_folder, sample_database, settings_file

__all__ = ["address", "data_folder", "default_database", "log_folder", "sample_database", "settings_file"]


def address(path: Path | None) -> str:
    """How a database is named outside itself: its real path, or empty for one in memory."""
    return os.path.realpath(path) if path is not None else ""

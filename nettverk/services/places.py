"""Where things lie on this machine, for windows and jobs: see ``storage/places.py``."""

from __future__ import annotations

from nettverk.storage.places import data_folder, default_database, log_folder, sample_database, settings_file

__all__ = ["data_folder", "default_database", "log_folder", "sample_database", "settings_file"]

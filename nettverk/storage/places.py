"""Where things lie on this machine: the database, the settings, the log. Under NETTVERK_HOME when that is set.

Above this floor it is reached as ``services/places.py``.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "Nettverk"


def data_folder() -> Path:
    """The user's data folder for the program; made when something is written there."""
    home = _home()
    if home is not None:
        return home
    import platformdirs

    # Not the roaming folder of Windows: a database is not to be copied to and from a server at every login.
    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def default_database() -> Path:
    """The database that opens when no other is named."""
    return data_folder() / "nettverk.db"


def sample_database() -> Path:
    """The sample has a file of its own, so that playing there touches nothing else."""
    return data_folder() / "eksempel.db"


def settings_file() -> Path:
    """Window places and the look, for this machine only."""
    home = _home()
    if home is not None:
        return home / "nettverk.ini"
    import platformdirs

    # Not roaming either: who this installation is must not follow its user to another machine.
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "nettverk.ini"


def installation_file() -> Path:
    """The file with this installation's own id; beside the settings, never beside a database that may be copied."""
    return settings_file().with_name("installation")


def loans_folder() -> Path:
    """The folder for copies of files that are borrowed, which never lie beside them on somebody else's stick; among the
    backups, so that whoever is removed goes out of them too."""
    return data_folder() / "sikkerhetskopier" / "lånt"


def log_folder() -> Path:
    """The folder of the log file and the ones before it."""
    home = _home()
    if home is not None:
        return home / "logg"
    import platformdirs

    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def _home() -> Path | None:
    named = os.environ.get("NETTVERK_HOME")
    return Path(named).expanduser() if named else None

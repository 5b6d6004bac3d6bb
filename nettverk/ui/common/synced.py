"""Folders that something else keeps in step with other machines, and folders that lie on another machine."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path, PurePath

# What the folders begin with, in small letters, and what the service is called. The longest that fits decides.
_SERVICES = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "teams": "Teams",
    "microsoft teams": "Teams",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "google disk": "Google Drive",
    "min disk": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "CloudStorage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "synologydrive": "SynologyDrive",
    "synology drive": "SynologyDrive",
    "clouddrive": "SynologyDrive",
    "pcloud": "pCloud",
    "kdrive": "kDrive",
    "box": "Box",
    "jottacloud": "Jottacloud",
    "jotta": "Jottacloud",
    "seafile": "Seafile",
    "resilio": "Resilio Sync",
    "mega": "MEGA",
    "proton drive": "Proton Drive",
    "protondrive": "Proton Drive",
    "tresorit": "Tresorit",
    "egnyte": "Egnyte",
    "sync": "Sync",
}
_WHOLE = {"box", "box sync", "sync", "teams", "mega", "jotta", "min disk", "my drive", "sharepoint"}
"""Words that begin many a folder's name: these count only as the whole name, or before a space, dash or bracket."""

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "ncpfs", "afs", "ceph", "glusterfs",
    "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse",
}  # fmt: skip
_REMOTE = 4  # what Windows calls a drive that lies on another machine


def synced_by(path: PurePath) -> str:
    """The name of the service that seems to keep the file's folder in step with other machines; empty for none."""
    # From the innermost folder: «CloudStorage/OneDrive-Kommunen» is OneDrive's.
    for part in reversed(path.parts[:-1] if path.suffix else path.parts):
        name = part.lower().strip(". ")
        for word in sorted(_SERVICES, key=len, reverse=True):
            if name.startswith(word) and _counts(word, name):
                return _SERVICES[word]
    return ""


def _counts(word: str, name: str) -> bool:
    after = name[len(word) :]
    return word not in _WHOLE or not after or after[0] in " -–_(."


def is_network(path: Path) -> bool:
    """Whether a file lies on another machine, whose changes nobody tells us of."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE)
    return _kind_of_disk(text) in _NETWORK


def _kind_of_disk(path: str) -> str:
    """What kind of file system has a path, by the longest mount point before it; empty where that cannot be known."""
    best, kind = "", ""
    for place, what in _mounts():
        under = path == place or path.startswith(place.rstrip("/") + "/")
        if under and len(place) >= len(best):
            best, kind = place, what
    return kind


@lru_cache(maxsize=1)
def _mounts() -> tuple[tuple[str, str], ...]:
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    rows = [line.split() for line in lines]
    return tuple((row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2)

"""Where new versions are found: a page that is opened when somebody asks. The program itself asks nobody."""

from __future__ import annotations

from urllib.parse import urlsplit

from nettverk.assets import resource


def page() -> str:
    """The address in ``resources/new_version.txt``, or empty where whoever made the package gave none."""
    try:
        lines = resource("new_version.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    for line in lines:
        address = line.strip()
        if address and not address.startswith("#"):
            return address if urlsplit(address).scheme == "https" else ""
    return ""

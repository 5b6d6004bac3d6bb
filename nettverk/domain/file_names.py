"""Names of files that every system accepts, made of whatever people call things."""

from __future__ import annotations

import re
import unicodedata

from nettverk.i18n import _

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")

_MOST = 100
"""Letters of a name, without its ending."""


def safe_name(text: str) -> str:
    """A file name every system accepts: no forbidden signs, no reserved word, at most 100 letters."""
    text = unicodedata.normalize("NFC", text)
    letters = "".join(" " if letter in '<>:"/\\|?*' or not letter.isprintable() else letter for letter in text)
    name = " ".join(letters.split())
    if len(name) > _MOST:  # between two words where there are any: half a word says something else
        name = name[: _MOST + 1].rpartition(" ")[0] or name[:_MOST]
    name = name.strip(" .")
    while len(name.encode()) > 200:
        name = name[:-1].rstrip(" .")
    return f"{name}_" if _RESERVED.match(name.split(".")[0]) else name or _("Utskrift")

"""An SVG drawn in a process that may die: a few lines of one can say «ten of those» nine times over, and never end."""

from __future__ import annotations

import subprocess

from nettverk.domain.errors import BadInput
from nettverk.i18n import _
from nettverk.services import worker_entry

DRAWN_S = 5.0
"""Seconds that it may take; a logo takes a tenth of one."""
STARTING_S = 25.0
"""What a busy machine, with an antivirus that reads every library, may take to start a process; not the logo's time."""


def drawn(data: bytes) -> bytes:
    """A logo that is an SVG as a PNG, large enough to print.

    Raises:
        BadInput: it cannot be drawn, or takes more than anybody's logo would.
    """
    picture = b""
    try:
        with worker_entry.start(worker_entry.Worker.LOGO, stderr=subprocess.DEVNULL) as process:
            try:
                picture = process.communicate(data, timeout=STARTING_S + DRAWN_S)[0]
            except subprocess.TimeoutExpired:
                process.kill()
    except OSError as fault:
        raise BadInput(_could_not()) from fault
    if process.returncode or not picture:
        raise BadInput(_could_not())
    return picture


def _could_not() -> str:
    return _("Denne logoen lot seg ikke tegne. Be om den som PNG, eller som en enklere SVG.")

"""How a second start finds the first window, for the windows: see ``storage/doorbell.py``."""

from __future__ import annotations

from nettverk.storage.doorbell import answer, hang, ring, take_down

__all__ = ["answer", "hang", "ring", "take_down"]

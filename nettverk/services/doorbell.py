"""How a second start finds the first window, for the windows: see ``storage/doorbell.py``."""

from __future__ import annotations

from nettverk.storage.doorbell import Rung, answer, ask, hang, reply, ring, take_down

__all__ = ["Rung", "answer", "ask", "hang", "reply", "ring", "take_down"]

"""Qt: one room per thing people do, and ``common`` for what they share."""

from __future__ import annotations

import sys

if sys.version_info < (3, 12):  # from 3.12 on None cannot be counted down
    import ctypes

    # PySide6 6.12.0 drops one reference to None at every call that returns nothing (6.11.3 does not); a window that
    # draws for an hour would end in «Fatal Python error: deallocating None». So None is given more than it can lose.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40

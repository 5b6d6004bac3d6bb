"""Whether screens are mirrored. Qt shows a mirrored pair as one screen on Windows and Mac, so we ask the system.

On X11 and Wayland a mirrored pair is two screens at the same place, which ``screens.arrange`` sees without asking.
"""

from __future__ import annotations

import ctypes
import sys
from collections import Counter
from ctypes import c_int32, c_uint32
from typing import Any

# QDC_ONLY_ACTIVE_PATHS
ONLY_ACTIVE = 2
# ERROR_INSUFFICIENT_BUFFER: a screen was plugged in between the two questions.
TOO_SMALL = 122
MOST_DISPLAYS = 16


class Luid(ctypes.Structure):
    """LUID: the number that Windows knows a graphics adapter by until the next start, 8 bytes."""

    _fields_ = (("low", c_uint32), ("high", c_int32))


class PathSource(ctypes.Structure):
    """DISPLAYCONFIG_PATH_SOURCE_INFO: a part of the desktop, 20 bytes."""

    _fields_ = (("adapter", Luid), ("id", c_uint32), ("mode", c_uint32), ("status", c_uint32))


class PathTarget(ctypes.Structure):
    """DISPLAYCONFIG_PATH_TARGET_INFO: a socket with a screen in it, 48 bytes."""

    _fields_ = (
        ("adapter", Luid),
        ("id", c_uint32),
        ("mode", c_uint32),
        ("technology", c_uint32),
        ("rotation", c_uint32),
        ("scaling", c_uint32),
        ("refresh", c_uint32 * 2),
        ("scan_lines", c_uint32),
        ("available", c_int32),
        ("status", c_uint32),
    )


class Path(ctypes.Structure):
    """DISPLAYCONFIG_PATH_INFO: this part of the desktop is seen on that screen, 72 bytes."""

    _fields_ = (("source", PathSource), ("target", PathTarget), ("flags", c_uint32))


class Mode(ctypes.Structure):
    """DISPLAYCONFIG_MODE_INFO: only its size, 64 bytes in steps of eight, is of interest here."""

    _fields_ = (("content", ctypes.c_uint64 * 8),)


def is_mirrored() -> bool:
    """Whether the system shows one picture on several screens; False where it cannot be asked."""
    try:
        if sys.platform == "win32":
            return windows_mirrored(ctypes.WinDLL("user32"))
        if sys.platform == "darwin":
            return mac_mirrored(ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"))
    except (OSError, AttributeError, ValueError):
        return False
    return False


def windows_mirrored(user32: Any) -> bool:
    """Whether some source of the display configuration goes to more than one target (QueryDisplayConfig).

    Counting paths alone would not do: three screens of which two show the same are three paths and two screens.
    """
    for _try in range(3):
        count, modes = c_uint32(), c_uint32()
        if user32.GetDisplayConfigBufferSizes(ONLY_ACTIVE, ctypes.byref(count), ctypes.byref(modes)):
            return False
        paths, rest = (Path * count.value)(), (Mode * modes.value)()
        failed = user32.QueryDisplayConfig(
            ONLY_ACTIVE, ctypes.byref(count), paths, ctypes.byref(modes), rest, None
        )  # fmt: skip
        if not failed:
            # A source is a part of the desktop, and a target is a socket with a screen in it. Both are only unique
            # within their graphics adapter.
            seen = {
                (source.adapter.high, source.adapter.low, source.id, target.adapter.high, target.adapter.low, target.id)
                for source, target in ((path.source, path.target) for path in paths[: count.value])
            }
            return any(targets > 1 for targets in Counter(pair[:3] for pair in seen).values())
        if failed != TOO_SMALL:
            return False
    return False


def mac_mirrored(graphics: Any) -> bool:
    """Whether some display that is online belongs to a mirror set (Quartz Display Services)."""
    displays, count = (c_uint32 * MOST_DISPLAYS)(), c_uint32()
    if graphics.CGGetOnlineDisplayList(MOST_DISPLAYS, displays, ctypes.byref(count)):
        return False
    return any(graphics.CGDisplayIsInMirrorSet(c_uint32(display)) for display in displays[: count.value])

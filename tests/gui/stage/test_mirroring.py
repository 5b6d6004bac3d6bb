"""Mirrored screens: what Windows and macOS answer, in their own layout, and what we make of it."""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Callable
from ctypes import POINTER, c_uint32
from typing import Any

import pytest

from nettverk.ui.stage.displays import mirroring
from nettverk.ui.stage.displays.mirroring import mac_mirrored, windows_mirrored

CARD, OTHER_CARD = (0x1234, 0), (0x99, 1)


def path_bytes(source: int, target: int, card: tuple[int, int] = CARD) -> bytes:
    """One DISPLAYCONFIG_PATH_INFO as wingdi.h lays it out: 20 bytes source, 48 bytes target, 4 bytes flags."""
    made = struct.pack("<IiIII", *card, source, 0xFFFFFFFF, 1)
    made += struct.pack("<IiII", *card, target, 0xFFFFFFFF) + struct.pack("<IIIIIIiI", 5, 1, 1, 60000, 1000, 1, 1, 1)
    made += struct.pack("<I", 1)
    assert len(made) == 72
    return made


class User32:
    """Windows' own display calls, answering with raw memory.

    Attributes:
        grows: how many times a screen is plugged in between the two questions.
    """

    def __init__(self, paths: list[bytes], grows: int = 0, fails: int = 0) -> None:
        self.paths, self.grows, self.fails, self.asked = paths, grows, fails, 0

    def GetDisplayConfigBufferSizes(self, flags: int, paths: Any, modes: Any) -> int:
        assert flags == 2
        paths._obj.value, modes._obj.value = len(self.paths) + 2, 4  # it may well ask for more than it uses
        return self.fails

    def QueryDisplayConfig(self, flags: int, count: Any, paths: Any, modes: Any, rest: Any, topology: Any) -> int:
        self.asked += 1
        assert (flags, topology) == (2, None)
        assert ctypes.sizeof(paths) == 72 * count._obj.value
        assert ctypes.sizeof(rest) == 64 * modes._obj.value
        if self.asked <= self.grows:
            return 122
        ctypes.memmove(paths, b"".join(self.paths), 72 * len(self.paths))
        ctypes.memset(ctypes.addressof(paths) + 72 * len(self.paths), 0, 72 * 2)
        count._obj.value = len(self.paths)
        return 0


def test_the_layout_is_windows_own() -> None:
    sizes = [
        ctypes.sizeof(kind) for kind in (mirroring.PathSource, mirroring.PathTarget, mirroring.Path, mirroring.Mode)
    ]
    assert sizes == [20, 48, 72, 64]
    read = mirroring.Path.from_buffer_copy(path_bytes(3, 7, OTHER_CARD))
    assert (read.source.id, read.target.id, read.target.adapter.low, read.target.adapter.high) == (3, 7, 0x99, 1)
    assert (read.target.available, read.flags) == (1, 1)


@pytest.mark.parametrize(
    ("paths", "mirrored"),
    [
        ([path_bytes(0, 10)], False),
        ([path_bytes(0, 10), path_bytes(1, 11)], False),
        ([path_bytes(0, 10), path_bytes(0, 11)], True),
        ([path_bytes(0, 10), path_bytes(1, 11), path_bytes(0, 12)], True),
        ([path_bytes(0, 10), path_bytes(0, 10, OTHER_CARD)], False),
        ([path_bytes(0, 10), path_bytes(0, 10)], False),
        ([], False),
    ],
    ids=["one", "extended", "mirrored", "three, two mirrored", "two cards", "the same twice", "none"],
)
def test_windows_is_mirrored_when_one_source_has_two_targets(paths: list[bytes], mirrored: bool) -> None:
    assert windows_mirrored(User32(paths)) is mirrored


def test_windows_asked_in_the_middle_of_a_plugging_is_asked_again() -> None:
    clone = [path_bytes(0, 10), path_bytes(0, 11)]
    user32 = User32(clone, grows=1)
    assert windows_mirrored(user32)
    assert user32.asked == 2
    assert not windows_mirrored(User32(clone, grows=99)), "not for ever"
    assert not windows_mirrored(User32(clone, fails=5)), "not allowed (a remote desktop): not known, not claimed"


def graphics(displays: list[int], sets: set[int]) -> Any:
    """CoreGraphics as compiled functions that take what C takes."""
    listing = ctypes.CFUNCTYPE(ctypes.c_int32, c_uint32, POINTER(c_uint32), POINTER(c_uint32))
    asking = ctypes.CFUNCTYPE(ctypes.c_uint32, c_uint32)

    def online(most: int, into: Any, count: Any) -> int:
        for place, display in enumerate(displays[:most]):
            into[place] = display
        count[0] = len(displays[:most])
        return 0

    class Graphics:
        CGGetOnlineDisplayList = listing(online)
        CGDisplayIsInMirrorSet = asking(lambda display: int(display in sets))

    return Graphics


@pytest.mark.parametrize(
    ("displays", "sets", "mirrored"),
    [([1], set(), False), ([1, 2], set(), False), ([1, 0x2B28_1C3F], {1, 0x2B28_1C3F}, True), ([], set(), False)],
)
def test_mac_is_mirrored_when_an_online_display_is_in_a_mirror_set(
    displays: list[int], sets: set[int], mirrored: bool
) -> None:
    assert mac_mirrored(graphics(displays, sets)) is mirrored


def _raise(fault: Exception) -> Callable[..., Any]:
    def fail(*_given: object) -> Any:
        raise fault

    return fail


@pytest.mark.parametrize("fault", [OSError("no library"), AttributeError("no such function")])
def test_a_system_that_cannot_be_asked_is_not_called_mirrored(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", _raise(fault))
    assert not mirroring.is_mirrored()

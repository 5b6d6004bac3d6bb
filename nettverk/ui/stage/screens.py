"""Screens as plain data: which there are, which one the wall goes on, and whether something is wrong (skjermvakt)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from nettverk.i18n import _

SETTLE_MS = 350
"""Plugging in makes the system rearrange several times; we look when it has been still for so long."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen at a moment; never a QScreen, which may be gone.

    Attributes:
        name: the maker's name where the system tells it, else the connector's.
        serial: the screen's own number, often empty.
        x, y, width, height: place among the screens, in logical pixels.
        ratio: device pixels per logical pixel.
        primary: the system's main screen.
    """

    name: str
    serial: str
    x: int
    y: int
    width: int
    height: int
    ratio: float = 1.0
    primary: bool = False
    connector: str = ""

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return f"{self.name}|{self.serial}"

    @property
    def label(self) -> str:
        """«EPSON 1920×1080»"""
        return f"{self.name} {round(self.width * self.ratio)}×{round(self.height * self.ratio)}"

    def overlaps(self, other: Screen) -> bool:
        """Whether they show the same place: two screens that do are mirrored."""
        return self.x == other.x and self.y == other.y


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything goes.

    Attributes:
        control: the facilitator's screen.
        wall: the screen the wall goes on, or None where there is no free one.
        mirrored: the projector shows the same as the laptop.
        missing: the name of the screen the wall was on, when it is gone.
    """

    control: Screen
    wall: Screen | None
    mirrored: bool = False
    missing: str = ""


def arrange(
    screens: Sequence[Screen], *, control: str = "", remembered: str = "", outputs: int = 0, was_on: str = ""
) -> Arrangement:
    """Decide where the wall goes: on the remembered screen, else the largest that is not the facilitator's.

    Args:
        screens: those there are; at least one.
        control: key of the screen with the facilitator's window; the primary one where it is gone or empty.
        remembered: key of the screen chosen last with these screens.
        outputs: screens the system says it drives (0: not known); more than are seen is mirroring.
        was_on: key of the screen the wall was on a moment ago.
    """
    own = next((s for s in screens if s.key == control), None)
    own = own or next((s for s in screens if s.primary), None) or screens[0]
    free = [s for s in screens if s != own and not s.overlaps(own)]
    mirrored = not free and (any(s.overlaps(own) for s in screens if s != own) or outputs > len(screens))
    chosen = next((s for s in free if s.key == remembered), None)
    if chosen is None and free:
        chosen = max(free, key=lambda s: (s.width * s.height * s.ratio * s.ratio, -s.x))
    gone = was_on.split("|", 1)[0] if was_on and all(s.key != was_on for s in screens) else ""
    return Arrangement(own, chosen, mirrored, gone)


def how_to_extend() -> str:
    """What to press so that two screens show two things, as this system calls it."""
    if sys.platform == "win32":
        return _("Trykk Windows + P og velg Utvid.")
    if sys.platform == "darwin":
        return _("Åpne Skjermer i Systeminnstillinger og slå av speiling.")
    return _("Åpne skjerminnstillingene og velg Utvid eller Slå sammen.")


def setup_key(screens: Sequence[Screen]) -> str:
    """What a set of screens is remembered by, whatever their order."""
    return "+".join(sorted(screen.key for screen in screens))


def seen() -> tuple[Screen, ...]:
    """The screens there are now."""
    primary = QGuiApplication.primaryScreen()
    return tuple(_plain(screen, screen is primary or screen == primary) for screen in QGuiApplication.screens())


def _plain(screen: QScreen, primary: bool) -> Screen:
    place = screen.geometry()
    maker = " ".join(word for word in (screen.manufacturer(), screen.model()) if word)
    name = maker or screen.name()
    return Screen(
        name, screen.serialNumber(), place.x(), place.y(), place.width(), place.height(), screen.devicePixelRatio(),
        primary, screen.name(),
    )  # fmt: skip


def real(screen: Screen) -> QScreen | None:
    """Qt's own screen for a plain one, asked for each time and never kept."""
    for candidate in QGuiApplication.screens():
        if candidate.name() == screen.connector and candidate.serialNumber() == screen.serial:
            return candidate
    return None


def active_outputs() -> int:
    """How many screens the system says it drives, mirrored ones counted; 0 where it cannot be asked."""
    try:
        if sys.platform == "win32":
            return _windows_outputs()
        if sys.platform == "darwin":
            return _mac_outputs()
    except (OSError, AttributeError, ValueError):
        return 0
    return 0


def _windows_outputs() -> int:
    """Active paths of the display configuration: a mirrored pair is two paths and one screen."""
    import ctypes

    paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
    only_active = 2
    user32 = ctypes.CDLL("user32")
    failed = user32.GetDisplayConfigBufferSizes(only_active, ctypes.byref(paths), ctypes.byref(modes))
    return 0 if failed else int(paths.value)


def _mac_outputs() -> int:
    """Online displays, of which mirrored ones are not active."""
    import ctypes

    graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
    count = ctypes.c_uint32()
    failed = graphics.CGGetOnlineDisplayList(0, None, ctypes.byref(count))
    return 0 if failed else int(count.value)


class ScreenWatch(QObject):
    """Tells when the screens have changed and come to rest.

    Signals:
        changed: a tuple of Screen.
        lost: connector of a screen that is going away this moment; Qt moves its windows right after.
    """

    changed = Signal(object)
    lost = Signal(str)

    def __init__(self, parent: QObject | None = None, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self._known, self._gone = seen(), False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(settle_ms)
        self._rest.timeout.connect(self._look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._stirred)
        app.screenRemoved.connect(self._removed)
        app.primaryScreenChanged.connect(self._stirred)
        self._follow()

    @property
    def screens(self) -> tuple[Screen, ...]:
        """As last seen at rest."""
        return self._known

    def _follow(self) -> None:
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._stirred, Qt.ConnectionType.UniqueConnection)

    def _removed(self, screen: QScreen) -> None:
        self._gone = True
        self.lost.emit(screen.name())
        self._stirred()

    def _stirred(self, _what: object = None) -> None:
        self._rest.start()

    def _look(self) -> None:
        now = seen()
        self._follow()
        if now and (now != self._known or self._gone):  # out and in again: what was hidden must be shown
            self._known, self._gone = now, False
            self.changed.emit(now)

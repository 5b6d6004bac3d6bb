"""Screens as plain data (skjermvakt): which there are, which one the wall goes on, and what is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from nettverk.i18n import _

SETTLE_MS = 350
"""Plugging in makes the system rearrange several times, so we look when nothing has happened for this long."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as it was at a moment. A QScreen is never kept, because it may be gone the next moment.

    Attributes:
        name: the maker's name where the system tells it, else the connector's.
        serial: the screen's own number, often empty.
        x, y, width, height: place among the screens, in logical pixels.
        ratio: device pixels per logical pixel.
        primary: the system's main screen.
        connector: what it is plugged into, or what the system calls it.
        twin: there is another of the same name and number.
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
    twin: bool = False

    @property
    def key(self) -> str:
        """What the screen is remembered by; the connector is part of it only where there is a twin."""
        return f"{self.name}|{self.serial}" + (f"|{self.connector}" if self.twin else "")

    @property
    def label(self) -> str:
        """Name and size in device pixels, «EPSON 1920×1080»; twins are told apart by their connector."""
        which = f" ({self.connector})" if self.twin else ""
        return f"{self.name}{which} {round(self.width * self.ratio)}×{round(self.height * self.ratio)}"

    @property
    def place(self) -> QRect:
        """The rectangle it covers among the screens, in logical pixels."""
        return QRect(self.x, self.y, self.width, self.height)

    def overlaps(self, other: Screen) -> bool:
        """Whether both show the same part of the desktop, as mirrored screens do."""
        return self.x == other.x and self.y == other.y


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the wall and the facilitator's windows go, and why the wall may have nowhere to go.

    Attributes:
        control: the facilitator's screen.
        wall: the screen the wall goes on, or None where there is no free one.
        mirrored: the projector shows the same as the laptop.
        missing: the name of the screen the wall was on, when it is gone.
        spare: a free screen that the wall goes on only when asked: it has stood there with something else.
        seen_by_all: the wall's screen is the only one left, and the facilitator's windows are on it.
    """

    control: Screen
    wall: Screen | None
    mirrored: bool = False
    missing: str = ""
    spare: Screen | None = None
    seen_by_all: bool = False


def arrange(
    screens: Sequence[Screen],
    *,
    control: str = "",
    remembered: str = "",
    cloned: bool = False,
    was_on: Screen | None = None,
    idle: Collection[str] = (),
) -> Arrangement:
    """Decide where the wall goes: the screen remembered, else the one it is on, else the largest that is free.

    Args:
        screens: those there are; at least one.
        control: key of the screen with the facilitator's window; the primary one where it is gone or empty.
        remembered: key of the screen chosen last with these screens.
        cloned: the system says that one picture is on several screens (see mirroring.py).
        was_on: the screen the wall was on a moment ago.
        idle: keys of the screens that were there then without the wall. If its own is gone the wall does not jump to
            one of them by itself: what is there may not be for everybody. A new one is taken to be put in its place.
    """
    # The facilitator's own screen comes first: whatever else happens, the wall must not land there.
    own = next((s for s in screens if s.key == control), None)
    own = own or next((s for s in screens if s.primary), None) or screens[0]
    free = [s for s in screens if s != own and not s.overlaps(own)]
    mirrored = not free and (any(s.overlaps(own) for s in screens if s != own) or cloned)
    # A screen keeps its name on another cable, so the wall's own is recognised wherever it is plugged in now.
    still = find(screens, was_on) if was_on is not None else None
    gone = was_on.name if was_on is not None and still is None else ""
    chosen = next((s for s in free if s.key == remembered), None) or (still if still in free else None)
    # Nothing is remembered and the wall is not up: a screen that was idle a moment ago is only offered.
    spare = None
    if chosen is None and free:
        offered = [s for s in free if not gone or s.key not in idle]
        chosen = _largest(offered) if offered else None
        spare = None if offered else _largest(free)
    public = still is not None and still == own and not free and not mirrored
    return Arrangement(own, chosen, mirrored, gone, spare, public)


def find(screens: Sequence[Screen], wanted: Screen) -> Screen | None:
    """The same screen among those there are now, on any connector; one of a pair of twins only on its own connector."""
    same = [s for s in screens if (s.name, s.serial) == (wanted.name, wanted.serial)]
    if len(same) > 1 or wanted.twin:
        return next((s for s in same if s.connector == wanted.connector), None)
    return same[0] if same else None


def _largest(screens: Sequence[Screen]) -> Screen:
    return max(screens, key=lambda s: (s.width * s.height * s.ratio * s.ratio, -s.x))


def how_to_extend() -> str:
    """How to make two screens show different things, in the words of this operating system."""
    if sys.platform == "win32":
        return _("Trykk Windows + P og velg Utvid.")
    if sys.platform == "darwin":
        return _("Åpne Skjermer i Systeminnstillinger og slå av speiling.")
    return _("Åpne skjerminnstillingene og velg Utvid eller Slå sammen.")


def setup_key(screens: Sequence[Screen]) -> str:
    """What a set of screens is remembered by, whatever their order."""
    return "+".join(sorted(screen.key for screen in screens))


def seen() -> tuple[Screen, ...]:
    """The screens that Qt knows of at this moment, as plain data."""
    primary = QGuiApplication.primaryScreen()
    return told_apart(_plain(screen, screen is primary or screen == primary) for screen in QGuiApplication.screens())


def told_apart(screens: Iterable[Screen]) -> tuple[Screen, ...]:
    """Mark screens of the same model and serial number as twins, which are told apart by their connectors."""
    all_screens = tuple(screens)
    count = Counter((screen.name, screen.serial) for screen in all_screens)
    return tuple(replace(screen, twin=count[screen.name, screen.serial] > 1) for screen in all_screens)


def _plain(screen: QScreen, primary: bool) -> Screen:
    place = screen.geometry()
    maker = " ".join(word for word in (screen.manufacturer(), screen.model()) if word)
    # Windows joins the names of a mirrored pair with a bar, which separates the parts of our own keys.
    name = (maker or screen.name()).replace("|", " + ")
    return Screen(
        name, screen.serialNumber(), place.x(), place.y(), place.width(), place.height(), screen.devicePixelRatio(),
        primary, screen.name(),
    )  # fmt: skip


def real(screen: Screen) -> QScreen | None:
    """The QScreen for a plain screen, or None if it is gone; ask each time and never keep the answer."""
    for candidate in QGuiApplication.screens():
        if candidate.name() == screen.connector and candidate.serialNumber() == screen.serial:
            return candidate
    return None


class ScreenWatch(QObject):
    """Reports that the screens have changed, once they have come to rest.

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
        """The screens as they were when they last were at rest, not in the middle of a change."""
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
        # A screen that went out and in again looks like no change, but what was hidden with it must be shown.
        if now and (now != self._known or self._gone):
            self._known, self._gone = now, False
            self.changed.emit(now)

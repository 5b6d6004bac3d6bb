"""Whether the system asks for less movement, so that nothing on the screens moves for those who cannot bear it.

Asked of whoever knows: Qt from 6.12, else Windows («Animasjonseffekter»), macOS («Reduser bevegelse»), and on Linux the
desktop portal, GNOME's settings or KDE's. Asking a desktop over D-Bus may take time, so a thread does it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from configparser import ConfigParser
from configparser import Error as ConfigError
from pathlib import Path

ASK_AGAIN = 10.0
"""Seconds an answer is good for: somebody may turn it on in the middle of the day."""
_PATIENCE_MS = 1500

Setting = Callable[[str, str], object]
"""Reads a key of a namespace from the desktop; None where it is not told."""


class Motion:
    """Whether things may move, by the last answer; nothing moves until there is one.

    Args:
        ask: asks the system: True where it wants less movement, None where it cannot be asked.
        threaded: ask in a thread; where asking takes no time it need not.
    """

    def __init__(
        self,
        ask: Callable[[], bool | None] | None = None,
        *,
        threaded: bool | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask or reduced
        self._threaded = sys.platform != "win32" if threaded is None else threaded
        self._now = now
        self._asked_at: float | None = None
        self._answered = False
        self._reduced: bool | None = None
        self._thread: threading.Thread | None = None

    def allowed(self) -> bool:
        """Whether things may move now; asks again when the answer is old."""
        # The first question and every late one: nobody waits for the answer, which counts from the next time on.
        if self._asked_at is None or self._now() - self._asked_at >= ASK_AGAIN:
            self._asked_at = self._now()
            if self._threaded:
                self._thread = threading.Thread(target=self._look, name="nettverk-motion", daemon=True)
                self._thread.start()
            else:
                self._look()
        return self._answered and not self._reduced

    def _look(self) -> None:
        self._reduced = self._ask()
        self._answered = True

    def wait(self, seconds: float = 5.0) -> None:
        """Wait for the answer of the thread, at most so many seconds; for tests."""
        if self._thread is not None:
            self._thread.join(seconds)


def reduced() -> bool | None:
    """Whether the system asks for less movement; None where it does not say."""
    preference = of_qt()
    if preference is not None:
        return preference
    if sys.platform == "win32":
        return of_windows()
    if sys.platform == "darwin":
        return of_mac()
    return of_linux()


def of_qt(hints: object | None = None) -> bool | None:
    """Qt's own answer, from 6.12; None before that, and where it knows no more than «no preference»."""
    if hints is None:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is None:
            return None
        from nettverk.ui.common.theme import style_hints

        hints = style_hints()
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    # «No preference» may mean that the platform's plugin cannot tell, so then the system itself is asked.
    return True if preference is not None and preference().value == 1 else None


def of_windows(parameters_info: Callable[[int, int, object, int], int] | None = None) -> bool | None:
    """Windows' «Vis animasjoner» (SPI_GETCLIENTAREAANIMATION); None where it cannot be asked."""
    import ctypes

    if parameters_info is None:
        # By getattr: only Windows has windll, and types are checked on all systems.
        parameters_info = getattr(ctypes, "windll").user32.SystemParametersInfoW  # noqa: B009
    moving = ctypes.c_int(1)
    if not parameters_info(0x1042, 0, ctypes.byref(moving), 0):
        return None
    return not moving.value


def of_mac(run: Callable[[list[str]], str | None] | None = None) -> bool | None:
    """macOS: «Reduser bevegelse»; never set is the same as off."""
    answer = (run or _output)(["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"])
    return answer.strip() == "1" if answer is not None else None


def of_linux(
    setting: Setting | None = None,
    run: Callable[[list[str]], str | None] | None = None,
    environment: dict[str, str] | None = None,
) -> bool | None:
    """Linux: the desktop portal, which GNOME, KDE and others answer; without it GNOME's and KDE's own settings."""
    env = dict(os.environ) if environment is None else environment
    preference = _of_portal(setting or portal_setting)
    if preference is not None:
        return preference
    desktop = env.get("XDG_CURRENT_DESKTOP", "").upper()
    if "KDE" in desktop:
        return _of_kde(env)
    if any(name in desktop for name in ("GNOME", "UNITY", "CINNAMON", "BUDGIE")):
        answer = (run or _output)(["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"])
        return answer.strip() == "false" if answer is not None else None
    return None


def _of_portal(setting: Setting) -> bool | None:
    plain = setting("org.freedesktop.appearance", "reduced-motion")
    if plain == 1:
        return True
    moving = setting("org.gnome.desktop.interface", "enable-animations")
    if isinstance(moving, bool):
        return not moving
    factor = setting("org.kde.kdeglobals.KDE", "AnimationDurationFactor")
    if factor is not None:
        return _is_none(factor)
    return False if plain is not None else None


def _is_none(factor: object) -> bool:
    """KDE tells how long movements last compared with usual; 0 is none."""
    try:
        return float(str(factor)) == 0
    except ValueError:
        return False


def _of_kde(env: dict[str, str]) -> bool | None:
    home = env.get("XDG_CONFIG_HOME") or str(Path(env.get("HOME", "~")).expanduser() / ".config")
    settings = ConfigParser(interpolation=None, strict=False)
    try:
        settings.read(Path(home) / "kdeglobals", encoding="utf-8")
        return _is_none(settings.get("KDE", "AnimationDurationFactor", fallback="1"))
    except (ConfigError, OSError, UnicodeDecodeError):
        return None


def portal_setting(namespace: str, key: str) -> object:
    """One setting from the desktop portal; None where there is no bus, no portal or no such setting."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if address.startswith("disabled:") or not (address or (runtime and (Path(runtime) / "bus").exists())):
        return None
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    where = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
    question = QDBusMessage.createMethodCall(*where, "Read")
    question.setArguments([namespace, key])
    answer = bus.call(question, QDBus.CallMode.Block, _PATIENCE_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    value: object = answer.arguments()[0]
    while hasattr(value, "variant"):  # the portal wraps its answer twice
        value = value.variant()
    return value


def _output(command: list[str]) -> str | None:
    """What a command says; nothing where it fails, None where it is not there or does not answer."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]], capture_output=True, text=True, timeout=_PATIENCE_MS / 1000, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout

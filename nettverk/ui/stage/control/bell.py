"""A bell for a hall in talk: the sound is made here, and played by the system's own player.

It is silent unless somebody asks for it: R rings, and Shift R lets it ring by itself when a clock is out. A sound file
and a multimedia library would both weigh more than these lines.
"""

from __future__ import annotations

import io
import math
import shutil
import sys
import tempfile
import wave
from array import array
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QProcess, QSettings

from nettverk.i18n import _
from nettverk.ui.common.remembered import choice
from nettverk.ui.stage.presenter.clocks import Reading

RATE = 22_050
SECONDS = 2.4
SOFT = 0.3
"""How strong the warning is, of the bell when time is out."""
WARN = timedelta(minutes=2)
"""So long before a clock is out whoever leads, and whoever speaks, is told."""
# Partials of a singing bowl, their strength and how fast they die: soft at first, long at the end.
_PARTIALS = ((1.0, 1.0, 1.6), (2.71, 0.45, 2.6), (5.15, 0.18, 4.5), (8.43, 0.06, 7.0))
_PITCH = 396.0


def bell_sound(strength: float = 1.0) -> bytes:
    """The bell as a WAV file: mono, 16 bits, 22,050 samples a second; ``strength`` of its full one."""
    samples = array("h")
    loudest = sum(part for _ratio, part, _decay in _PARTIALS)
    for i in range(int(RATE * SECONDS)):
        t = i / RATE
        rise = min(1.0, t / 0.012) * min(1.0, (SECONDS - t) / 0.2)
        # Each partial is a sine that dies away; the rise at the start and the fall at the end keep it from clicking.
        value = sum(
            part * math.exp(-decay * t) * math.sin(2 * math.pi * _PITCH * ratio * t) for ratio, part, decay in _PARTIALS
        )
        samples.append(int(26_000 * strength * rise * value / loudest))
    if sys.byteorder == "big":
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def player_command() -> tuple[str, ...]:
    """The command that plays a file, without the file; empty where there is none (Windows plays without a command)."""
    if sys.platform == "darwin":
        return ("afplay",)
    # PipeWire is what desktops have now, PulseAudio what they had, and ALSA what is always below.
    players: Sequence[tuple[str, ...]] = (("pw-play",), ("paplay",), ("aplay", "-q"))
    return next((command for command in players if shutil.which(command[0])), ())


class Bell:
    """Plays the sound of the bell; the sound is made the first time.

    Args:
        folder: where the file lies while the program runs; a temporary one where left out.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sounds: dict[bool, Path] = {}

    def ring(self, *, soft: bool = False) -> bool:
        """Ring once, at once; False where this machine has nothing to ring with."""
        try:
            return self._play(self._file(soft))
        except (OSError, RuntimeError):  # a full disk, or Windows without loudspeakers, must not stop a gathering
            return False

    def _file(self, soft: bool) -> Path:
        # A temporary folder may be tidied away on a long day.
        known = self._sounds.get(soft)
        if known is None or not known.exists():
            folder = self._folder or Path(tempfile.mkdtemp(prefix="nettverk-"))
            known = self._sounds[soft] = folder / ("soft.wav" if soft else "bell.wav")
            known.write_bytes(bell_sound(SOFT if soft else 1.0))
        return known

    @staticmethod
    def _play(path: Path) -> bool:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return True
        command = player_command()
        if not command:
            return False
        started = QProcess.startDetached(command[0], [*command[1:], str(path)])
        return bool(started[0] if isinstance(started, tuple) else started)


class BellController:
    """Rings when asked to, and by itself when an extra timer, a step or a contribution is out, if that is wanted.

    Args:
        settings: where the wish is remembered, as ``stage/rings``.
        say: a calm line to the facilitator.
    """

    def __init__(self, settings: QSettings, say: Callable[[str], None], bell: Bell | None = None) -> None:
        self._settings, self._say = settings, say
        self._bell = bell or Bell()
        self._running: dict[str, bool] = {}
        self._left: dict[str, timedelta] = {}

    @property
    def by_itself(self) -> bool:
        """Whether it rings when a clock is out, without a key."""
        return choice(self._settings, "stage/rings", ("yes", "no"), "no") == "yes"

    def ring(self) -> None:
        """Ring now, or say why nothing is heard."""
        if not self._bell.ring():
            self._say(_("Denne maskinen har ingen lydavspiller vi kjenner."))

    def toggle(self) -> None:
        """Ring by itself from now (once at once, so that one hears it can), or not any more."""
        wanted = not self.by_itself
        if wanted and not self._bell.ring():
            self._say(_("Denne maskinen har ingen lydavspiller vi kjenner."))
            return
        self._settings.setValue("stage/rings", "yes" if wanted else "no")
        if wanted:
            self._say(
                _(
                    "Lydsignalet kommer når tida er ute for en nedtelling, et steg eller et innlegg. Trykk "
                    "Shift+R for å slå det av."
                )
            )
        else:
            self._say(_("Lydsignalet kommer bare når du trykker R."))

    def look(self, clocks: Sequence[Reading]) -> None:
        """Ring once when a clock that was running is out; ``clocks`` are those beside the part's own.

        Two minutes before, it is said in the calm line, and rung softly where it rings by itself.
        """
        self._warn(clocks)
        out = any(clock.share == 0.0 and self._running.get(clock.about) for clock in clocks)
        self._running = {clock.about: clock.share > 0.0 for clock in clocks}
        if out and self.by_itself:
            self._bell.ring()

    def _warn(self, clocks: Sequence[Reading]) -> None:
        left = {clock.about: clock.left for clock in clocks if clock.left is not None}
        near = [about for about, now in left.items() if now <= WARN < self._left.get(about, timedelta())]
        self._left = left
        if near:
            self._say(_("To minutter igjen: {what}").format(what=near[0]))
            if self.by_itself:
                self._bell.ring(soft=True)

"""The bell: a sound any player can play, and no word of it where nothing can."""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path
from types import SimpleNamespace

import pytest

from nettverk.ui.stage.control import bell as bells
from nettverk.ui.stage.control.bell import Bell, bell_sound
from tests.helpers.waiting import until

elsewhere = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")


def test_the_bell_is_a_wav_that_begins_and_ends_softly_and_never_clips() -> None:
    with wave.open(io.BytesIO(bell_sound())) as made:
        assert (made.getnchannels(), made.getsampwidth(), made.getframerate()) == (1, 2, bells.RATE)
        assert 2 < made.getnframes() / made.getframerate() < 3
        frames = memoryview(made.readframes(made.getnframes())).cast("h")
    assert max(abs(frames[0]), abs(frames[-1])) < 200
    assert 8_000 < max(abs(frame) for frame in frames) < 32_000


@elsewhere
def test_it_is_played_by_what_the_machine_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = tmp_path / "heard"
    player = tmp_path / "pw-play"
    player.write_text(f'#!/bin/sh\ncp "$1" "{heard}"\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert bells.player_command() == ("pw-play",)
    assert Bell(tmp_path).ring()
    until(lambda: heard.exists() and heard.stat().st_size == (tmp_path / "bell.wav").stat().st_size)
    assert heard.read_bytes() == bell_sound()


@elsewhere
def test_a_machine_without_a_player_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Bell(tmp_path).ring()


def test_windows_without_loudspeakers_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_sound: str, _flags: int) -> None:
        raise RuntimeError("Failed to play sound")

    machine = SimpleNamespace(PlaySound=silent, SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4)
    monkeypatch.setitem(sys.modules, "winsound", machine)  # type: ignore[arg-type, unused-ignore]
    monkeypatch.setattr(sys, "platform", "win32")
    assert not Bell(tmp_path).ring()


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    assert not Bell(tmp_path / "not here").ring()

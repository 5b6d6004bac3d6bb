"""Whether the system asks for less movement: every system's own answer, played by a stand-in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from nettverk.ui.common import motion


@pytest.mark.parametrize(("moving", "wanted"), [(1, False), (0, True)])
def test_windows(moving: int, wanted: bool) -> None:
    asked: list[int] = []

    def parameters_info(action: int, _size: int, answer: object, _change: int) -> int:
        asked.append(action)
        answer._obj.value = moving  # type: ignore[attr-defined]
        return 1

    assert motion.of_windows(parameters_info) is wanted
    assert asked == [0x1042]


def test_windows_that_does_not_answer() -> None:
    assert motion.of_windows(lambda *_: 0) is None


@pytest.mark.parametrize(("told", "wanted"), [("1\n", True), ("0\n", False), ("", False), (None, None)])
def test_mac(told: str | None, wanted: bool | None) -> None:
    assert motion.of_mac(lambda _command: told) is wanted


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"reduced-motion": 1}, True),
        ({"reduced-motion": 0}, False),
        ({"reduced-motion": 1, "enable-animations": True}, True),
        ({"enable-animations": False}, True),
        ({"enable-animations": True}, False),
        ({"reduced-motion": 0, "enable-animations": False}, True),
        ({"AnimationDurationFactor": "0"}, True),
        ({"AnimationDurationFactor": "0.5"}, False),
        ({"AnimationDurationFactor": "rask"}, False),
        ({}, None),
    ],
)
def test_the_desktop_portal(settings: dict[str, object], wanted: bool | None) -> None:
    assert motion.of_linux(lambda _space, key: settings.get(key), lambda _: None, {}) is wanted


def nothing(_space: str, _key: str) -> object:
    return None


@pytest.mark.parametrize(("told", "wanted"), [("false\n", True), ("true\n", False), (None, None)])
def test_gnome_without_a_portal(told: str | None, wanted: bool | None) -> None:
    env = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
    assert motion.of_linux(nothing, lambda _command: told, env) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[KDE]\nAnimationDurationFactor=0\n", True),
        ("[KDE]\nAnimationDurationFactor=1.5\n", False),
        ("[General]\nx=%1\n", False),
        ("broken", None),
    ],
)
def test_kde_without_a_portal(tmp_path: Path, text: str, wanted: bool | None) -> None:
    (tmp_path / "kdeglobals").write_text(text, encoding="utf-8")
    env = {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(tmp_path)}
    assert motion.of_linux(nothing, lambda _: None, env) is wanted


def test_another_desktop_is_not_asked() -> None:
    assert motion.of_linux(nothing, lambda _: "false", {"XDG_CURRENT_DESKTOP": "sway"}) is None


def test_no_bus_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    assert motion.portal_setting("org.freedesktop.appearance", "reduced-motion") is None


@pytest.mark.parametrize(("value", "wanted"), [(1, True), (0, None)])
def test_qt_when_it_knows(value: int, wanted: bool | None) -> None:
    known = SimpleNamespace(motionPreference=lambda: SimpleNamespace(value=value))
    assert motion.of_qt(SimpleNamespace(accessibility=lambda: known)) is wanted


def test_qt_before_it_knew() -> None:
    assert motion.of_qt(SimpleNamespace(accessibility=SimpleNamespace)) is None
    assert motion.of_qt(SimpleNamespace()) is None


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_each_system_is_asked_in_its_own_way(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(motion.sys, "platform", system)
    monkeypatch.setattr(motion, "of_qt", lambda: None)
    for name in ("of_windows", "of_mac", "of_linux"):
        monkeypatch.setattr(motion, name, lambda name=name: name)
    assert str(motion.reduced()) == {"win32": "of_windows", "darwin": "of_mac", "linux": "of_linux"}[system]

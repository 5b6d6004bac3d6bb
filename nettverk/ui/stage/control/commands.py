"""What the facilitator can do, each by one key; a presentation clicker sends Page Up, Page Down, B, F5 and Esc."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nettverk.i18n import _

_K = Qt.Key


@dataclass(frozen=True, slots=True)
class Deed:
    """One action: its name and the keys that do it, as they are shown."""

    key: str
    name: str
    keys: tuple[str, ...]


def deeds() -> tuple[tuple[str, tuple[Deed, ...]], ...]:
    """All of them in groups, for the list that ? shows."""
    space, up, down = _("Mellomrom"), "Page Up", "Page Down"
    return (
        (
            _("Klokka"),
            (
                Deed("start_pause", _("Start, pause og fortsett"), (space,)),
                Deed("next", _("Forrige og neste del"), ("←", "→")),
                Deed("plus", _("Ett minutt mindre eller mer"), ("−", "+")),
                Deed("plus5", _("Fem minutter mindre eller mer"), ("Ctrl −", "Ctrl +")),
                Deed("adjust", _("Minutter for en del i lista"), ("Tab", "−", "+")),
                Deed("recover", _("Hent inn tid"), ("H",)),
                Deed("started_at", _("Delen startet kl. …"), ("T",)),
                Deed("timer", _("Delklokke på 2 min, og stopp den"), ("K",)),
                Deed("minutes", _("Delklokke på så mange minutter"), ("1 – 9",)),
                Deed("ring", _("Ring med klokka"), ("R",)),
                Deed("rings", _("Ring av seg selv når tida er ute"), ("Shift R",)),
                Deed("step", _("Neste steg i arbeidsmåten"), ("S",)),
                Deed("undo", _("Angre"), ("Ctrl Z",)),
                Deed("stop", _("Avslutt dagen"), ("Ctrl End",)),
                Deed("restart", _("Begynn dagen på nytt"), ("Ctrl Home",)),
            ),
        ),
        (
            _("Lerretet"),
            (
                Deed("wall_next", _("Neste bilde (og neste del etter det siste)"), (down, "↓")),
                Deed("wall_back", _("Forrige bilde"), (up, "↑")),
                Deed("overview", _("Oversikt: alle bildene i dag"), ("O",)),
                Deed("pointer", _("Pekepinn: hold inne på det lille bildet"), (_("Mus"),)),
                Deed("own", _("Det delen viser av seg selv"), ("0",)),
                Deed("agenda", _("Dagen"), ("A",)),
                Deed("groups", _("Grupper: navn, bord for bord"), ("G",)),
                Deed("clock", _("Stor klokke"), ("C",)),
                Deed("message", _("Melding til alle"), ("M",)),
                Deed("black", _("Svart skjerm"), ("B",)),
                Deed("theme", _("Lyst eller mørkt lerret"), ("L",)),
            ),
        ),
        (
            _("Rommet"),
            (
                Deed("show", _("Vis lerretet"), ("F5",)),
                Deed("hide", _("Skjul lerretet"), ("Ctrl F5",)),
                Deed("swap", _("Bytt skjerm"), ("X",)),
                Deed("check_in", _("Innsjekk"), ("I",)),
                Deed("queue", _("Innlegg: kø og lysbilder"), ("P",)),
                Deed("notes", _("Notater"), ("N",)),
                Deed("keys", _("Denne lista"), ("?",)),
                Deed("leave", _("Lukk det som er åpent"), ("Esc",)),
            ),
        ),
    )


_PLAIN = {
    _K.Key_Space: "start_pause", _K.Key_Right: "next", _K.Key_Left: "back", _K.Key_PageDown: "wall_next",
    _K.Key_PageUp: "wall_back", _K.Key_Down: "wall_next", _K.Key_Up: "wall_back", _K.Key_Plus: "plus",
    _K.Key_Minus: "minus", _K.Key_K: "timer", _K.Key_H: "recover", _K.Key_B: "black", _K.Key_Period: "black",
    _K.Key_G: "groups", _K.Key_A: "agenda", _K.Key_M: "message", _K.Key_0: "own", _K.Key_T: "started_at",
    _K.Key_I: "check_in", _K.Key_L: "theme", _K.Key_X: "swap", _K.Key_F5: "show", _K.Key_S: "step", _K.Key_P: "queue",
    _K.Key_O: "overview", _K.Key_N: "notes", _K.Key_R: "ring", _K.Key_C: "clock", _K.Key_Escape: "leave",
    _K.Key_Return: "accept", _K.Key_Enter: "accept", _K.Key_Question: "keys", _K.Key_F1: "keys",
}  # fmt: skip
_PLAIN |= {_K(_K.Key_0 + minutes): f"minutes{minutes}" for minutes in range(1, 10)}
_WITH_CTRL = {
    _K.Key_Plus: "plus5", _K.Key_Equal: "plus5", _K.Key_Minus: "minus5", _K.Key_Z: "undo", _K.Key_End: "stop",
    _K.Key_Home: "restart", _K.Key_F5: "hide",
}  # fmt: skip


# Shift and F5 is what some clickers send to begin; it must never take the wall away.
_WITH_SHIFT = {_K.Key_R: "rings", _K.Key_F5: "show"}


def deed_of(event: QKeyEvent) -> str:
    """What a key does here; empty for nothing."""
    mods = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if event.text() == "?":
        return "keys"  # on a Norwegian keyboard it is Shift and +
    key = _K(event.key())
    if mods == Qt.KeyboardModifier.ControlModifier:
        return _WITH_CTRL.get(key, "")
    if mods & ~Qt.KeyboardModifier.ShiftModifier:
        return ""
    if mods & Qt.KeyboardModifier.ShiftModifier and key in _WITH_SHIFT:
        return _WITH_SHIFT[key]
    if event.isAutoRepeat() and key not in {_K.Key_Plus, _K.Key_Minus}:
        return ""  # a key held down must not run through the day
    return _PLAIN.get(key, "")

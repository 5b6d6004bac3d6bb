"""The state of the big screen as one sentence for the facilitator: where the wall is shown, or why it is not."""

from __future__ import annotations

from typing import NamedTuple

from nettverk.i18n import _
from nettverk.ui.stage.displays.screens import Arrangement, how_to_extend


class WallState(NamedTuple):
    """A sentence with the colour and the shape that stand beside it.

    Attributes:
        tone: ok, warn or stop, or empty for what is as it usually is.
        shape: name of a shape in ``ui.common.shapes``.
        action: what a button offers to do about it; empty for no button.
    """

    sentence: str
    tone: str
    shape: str
    action: str = ""


def wall_state(arrangement: Arrangement, *, wanted: bool, covering: bool) -> WallState:
    """What to tell the facilitator about the wall now.

    Args:
        wanted: the facilitator has not hidden the wall.
        covering: the wall covers the only screen there is.
    """
    screen = arrangement.wall
    if screen is not None and wanted:
        return WallState(_("Vises på {screen}").format(screen=screen.label), "ok", "circle")
    if screen is not None:
        return WallState(_("Lerretet er skjult"), "warn", "square", _("Vis (F5)"))
    if arrangement.mirrored:
        return WallState(_("Skjermene er speilet. {how}").format(how=how_to_extend()), "warn", "triangle")
    if arrangement.missing:
        spare = arrangement.spare
        return lost(arrangement.missing, _("Vis på {screen} (F5)").format(screen=spare.name) if spare else "")
    if covering:
        return WallState(_("Lerretet dekker denne skjermen. Trykk Esc for å fjerne det"), "ok", "circle")
    if arrangement.seen_by_all:
        return WallState(
            _("Alle ser dette vinduet. Trykk F5 for å vise lerretet her"), "warn", "triangle", _("Vis her (F5)")
        )
    return WallState(_("Bare én skjerm. Trykk F5 for å vise lerretet her"), "", "square", _("Vis her (F5)"))


def lost(name: str, action: str = "") -> WallState:
    """The screen called ``name``, where the wall was, is gone."""
    if action:  # The button says what to do, and there is not room for more words beside it.
        return WallState(_("{screen} er frakoblet").format(screen=name), "stop", "triangle", action)
    sentence = _("{screen} er frakoblet. Klokka går, og bildet kommer tilbake av seg selv").format(screen=name)
    return WallState(sentence, "stop", "triangle")

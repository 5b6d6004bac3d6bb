"""Hent inn tid on the stage: offered when the day is late, opened with H, accepted with Enter."""

from __future__ import annotations

from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.recovery import Recovery
from nettverk.domain.rundown.state import Rundown
from nettverk.i18n import _
from nettverk.ui.stage.control.notices import Notices
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.presenter import phrases
from nettverk.ui.stage.presenter.now_panel import Suggestion

OFFERED_FROM = 2
"""Minutes late; less wins nobody anything."""


class RecoveryCommands:
    """Whether the suggestion is open, and what is done with it."""

    def __init__(self, session: RundownSession, notices: Notices) -> None:
        self._session, self._notices = session, notices
        self._open = False

    def toggle(self) -> None:
        """Show what would be taken from which part before anything is done, or put that away."""
        self._open = not self._open
        self._session.tick()

    def accept(self) -> None:
        """Take the minutes that are shown; without the suggestion open Enter does nothing here."""
        if not self._open:
            return
        # What was shown is a second old at most; the minutes are taken as they are now.
        recovery = self._session.recovery()
        self._open = False
        if recovery is not None and recovery.cuts:
            key = self._session.press(ev.Recover(recovery.minutes, recovery.before))
            self._notices.say_undoable(recovery.done, key)
        else:
            self._session.tick()

    def dismiss(self) -> bool:
        """Put an open suggestion away; False where none is open."""
        if not self._open:
            return False
        self._open = False
        self._session.tick()
        return True

    def close(self) -> None:
        """Another part begins: what was suggested was for the one before."""
        self._open = False

    def preview(self) -> Recovery | None:
        """New lengths for the list of parts, while they are looked at and not yet accepted."""
        return self._session.recovery() if self._open else None

    def show_in(self, suggestion: Suggestion, rundown: Rundown) -> None:
        """Offer what there is to offer: lost time first, else that the step of the method has used its time."""
        recovery, context = self._session.recovery(), self._session.context
        late = recovery is not None and recovery.late >= OFFERED_FROM and rundown.live
        if recovery is None or not (late or self._open):
            title, text = phrases.step_out(context, rundown) if context is not None else ("", "")
            suggestion.offer(title, text, can=False)
            return
        # Closed it says why it is there, open it asks.
        title = _("Hente inn tid?") if self._open else phrases.behind(rundown)[0]
        suggestion.offer(title, recovery.sentence, can=bool(recovery.cuts), open_=self._open)

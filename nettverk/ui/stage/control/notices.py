"""What is said to the facilitator, in the calm line above the buttons."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.i18n import _
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.presenter.window import PresenterWindow


class Notices:
    """Speaks through whichever presenter is open; without one nothing is said."""

    def __init__(self, session: RundownSession) -> None:
        self._session = session
        self._presenter: PresenterWindow | None = None
        self._complaint = ""

    def attach(self, presenter: PresenterWindow) -> None:
        """Speak through this presenter until it is detached."""
        self._presenter = presenter

    def detach(self) -> None:
        """The presenter is gone; nothing is said until there is another."""
        self._presenter = None

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None, *, stays: bool = False) -> None:
        """Say something, with one thing to do about it; empty takes away what stands there.

        Args:
            stays: until it is put away. What does not stay goes by itself.
        """
        if self._presenter is not None:
            self._presenter.say(text, action, act, stays=stays)

    def say_undoable(self, sentence: str, key: str) -> None:
        """Say what a press did, with a way to take that press back, whatever has been pressed since."""
        self.say(sentence, _("Angre"), lambda: self._session.take_back_with_pictures(key))

    def complain(self, sentence: str) -> None:
        """Say what is wrong; it stays until it is put away or mended."""
        self._complaint = sentence
        self.say(sentence, stays=True)

    def withdraw_complaint(self) -> None:
        """What was wrong is right again; anything said since stays."""
        if self._complaint:
            self.withdraw(self._complaint)

    def withdraw(self, sentence: str) -> None:
        """Something said is not so any more; anything said since stays."""
        if self._presenter is not None and self._presenter.calm.text.text() == sentence:
            self.say("")

    def move_on(self) -> None:
        """The day moves: what was only told is about something else now."""
        if self._presenter is not None:
            self._presenter.calm.move_on()

    @property
    def holds(self) -> bool:
        """Whether something is said that stays until it is put away; what is only told must not cover it."""
        return self._presenter is not None and self._presenter.calm.stays

    @property
    def silent(self) -> bool:
        """Whether a presenter is open and nothing is said in it."""
        return self._presenter is not None and not self._presenter.calm.text.text()

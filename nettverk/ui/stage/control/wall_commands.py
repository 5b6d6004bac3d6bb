"""The wall by hand: a clicker's step forwards and back, groups, the day, black, a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall import clicker, sequence
from nettverk.domain.wall.clicker import (
    LeaveContribution,
    Move,
    NextPart,
    NoMove,
    PartBefore,
    RemoveBlack,
    RemoveMessage,
    ShowWall,
    TakeStep,
)
from nettverk.domain.wall.context import WallContext, steps_now
from nettverk.domain.wall.walls import Agenda, Names, Tables, figures
from nettverk.domain.wall_reference import WallKind, WallRef
from nettverk.i18n import _
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.wall.wall_widget import WallView

MEANT = timedelta(milliseconds=700)
"""Two presses closer than this come from one hand that trembles, and count as one."""


class WallCommands:
    """Carries out the commands that choose what stands on the wall.

    Args:
        view: the view that knows how many pages a wall takes now.
        go_on: goes to the next part, or starts.
        go_back: goes to the part before, or takes a day that is over up again.
        say: a calm line to the facilitator.
        answered: takes away what was asked in it.
        take_step: begins a step of the method.
    """

    def __init__(
        self,
        session: RundownSession,
        view: Callable[[], WallView | None],
        go_on: Callable[[], None],
        go_back: Callable[[], None],
        say: Callable[[str], None],
        answered: Callable[[], None],
        take_step: Callable[[int], None],
    ) -> None:
        self._session, self._view, self._say, self._answered = session, view, say, answered
        self._go_on, self._go_back = go_on, go_back
        self._take_step = take_step
        # Where the day was, and when, at a step past the last picture; the next one from there is meant.
        self._past_last: tuple[object, datetime] | None = None

    def show(self, ref: WallRef | None, page: int | None = None) -> None:
        """Put a wall up, on a page or with pages that turn by themselves; None is what the part shows by itself."""
        self._session.press(ev.Show(ref, page))

    def toggle(self, ref: WallRef) -> None:
        """Put a wall up, or go back to the part's own."""
        rundown = self._session.rundown
        if rundown is not None:
            self.show(None if rundown.showing.wall == ref else ref)

    def toggle_black(self) -> None:
        """Turn the wall black, or show again what was there."""
        rundown = self._session.rundown
        if rundown is not None:
            self._session.press(ev.Black(on=not rundown.showing.black))

    def turn(self, by: int) -> None:
        """A clicker's step: the next page, then the next wall, then the next part; and so back.

        Black and messages go away first.

        One press too many comes easily, most of all to whoever speaks: so a part, a turn and a step of the method that
        has time left are only left by two presses that are meant. Two such presses always lead on.
        """
        context, rundown, wall = self._session.context, self._session.rundown, self._session.wall()
        if context is None or rundown is None or wall is None:
            return
        move = clicker.turn(context, rundown, wall, by, *self.pages(), self._session.last_slide())
        question = self._question(context, rundown, move)
        if not question and self._past_last is not None:
            self._past_last = None
            self._answered()  # by a step that goes elsewhere
        if not question or self._is_meant(rundown, move, question):
            self.do(move)

    def _question(self, context: WallContext, rundown: Rundown, move: Move) -> str:
        """What is asked before a step that leaves something; empty where nothing is left by it."""
        if isinstance(move, PartBefore):
            # When the day is over, the part it ended in is the one to go back to.
            back = rundown.index - (rundown.phase != Phase.DONE)
            title = rundown.parts[back].slot.title
            return _("Første bilde. Trykk én gang til for å gå tilbake til {part}.").format(part=title)
        if isinstance(move, TakeStep) and move.left > ZERO and rundown.step_begun:
            step = steps_now(context, rundown)[move.step]
            words = _("Steget har {time} igjen. Trykk én gang til for å gå til «{step}».")
            return words.format(time=figures(move.left), step=step.title)
        if not isinstance(move, NextPart | LeaveContribution):
            return ""
        ahead = rundown.following.slot.title if rundown.following else ""
        if isinstance(move, LeaveContribution) and isinstance(move.then, ShowWall):
            row = context.contribution(move.then.ref.contribution_id) if move.then.ref is not None else None
            ahead = (row.speaker or row.unit_name or row.title) if row is not None else ahead
        if not ahead:
            return _("Siste bilde. Trykk én gang til for å avslutte dagen.")
        return _("Siste bilde. Trykk én gang til for å gå til {part}.").format(part=ahead)

    def _is_meant(self, rundown: Rundown, move: Move, question: str) -> bool:
        """Whether a step that leaves something is to be taken; if not yet, it is asked."""
        # Anything that has been done in between makes it a first step again, and so does a step the other way.
        here = (type(move), rundown.phase, rundown.index, rundown.showing, rundown.step, rundown.contribution)
        now = self._session.clock.now()
        if self._past_last is not None and self._past_last[0] == here:
            if now - self._past_last[1] < MEANT:
                return False
            self._past_last = None
            self._answered()  # what comes has its own words
            return True
        self._past_last = (here, now)
        self._say(question)
        return False

    def pages(self) -> tuple[int, int]:
        """Which page of the wall shows, and how many it takes where it is seen."""
        wall, view = self._session.wall(), self._view()
        turned = isinstance(wall, Names | Tables | Agenda) or (wall is not None and wall.ref.kind == WallKind.ANSWERS)
        if not turned or view is None or view.wall != wall:
            return 0, 1
        return view.page, view.page_count

    def do(self, move: Move) -> None:
        """Carry out what a picture or a clicker's step stands for, as one step of undo."""
        with self._session.one_step():
            self._do(move)

    def _do(self, move: Move) -> None:
        match move:
            case ShowWall(ref, page, begins):
                if begins:
                    self._session.press(ev.BeginContribution(begins))
                self.show(ref, page)
            case RemoveBlack():
                self._session.press(ev.Black(on=False))
            case RemoveMessage():
                self._session.press(ev.Message(""))
            case NextPart():
                self._go_on()
            case PartBefore():
                self._go_back()
            case LeaveContribution(then):
                if not (isinstance(then, ShowWall) and then.begins):
                    self._session.press(ev.EndContribution())
                self.do(then)
            case TakeStep(step):
                self._take_step(step)
            case NoMove():
                pass
            case _:
                assert_never(move)

    def groups(self) -> None:
        """Names first, then table by table, then back to the part's own wall; the nearest part that has groups."""
        context, rundown = self._session.context, self._session.rundown
        if context is None or rundown is None:
            return
        refs = [wall.ref for wall in sequence.all_walls(context, rundown) if isinstance(wall, Names | Tables)]
        # From where we are to the end of the day, and then from its beginning: the nearest ahead comes first.
        order = [part.id for part in (*context.parts[rundown.index :], *context.parts[: rundown.index])]
        part_id = next((id_ for id_ in order if any(ref.part_id == id_ for ref in refs)), "")
        cycle = [ref for ref in refs if part_id and ref.part_id == part_id]
        if not cycle:
            self._say(_("Det er ingen grupper ennå. Lag dem under Grupper."))
            return
        following = cycle.index(rundown.showing.wall) + 1 if rundown.showing.wall in cycle else 0
        self.show(cycle[following] if following < len(cycle) else None)

"""What undo and redo on the stage would do: everything that was done there in one order, clock and picture together.

A command may press several events (somebody begins, and their slides come up); they bear one mark and are one step. An
``Undo`` of a step's events takes it back; an undo of those undos does it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from nettverk.domain.rundown.events import ClockSet, Event, Restart, Show, TimedEvent, Undo, Unknown
from nettverk.domain.wall_reference import WallRef


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done on the stage.

    Attributes:
        keys: of its events; a redo's are those of the undos that are to be taken back.
        events: what it did, in order.
    """

    keys: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The step that undo takes back, and the one that redo does again; None where there is none."""

    undo: Step | None = None
    redo: Step | None = None


def history(events: Iterable[TimedEvent]) -> History:
    """What undo and redo would do after these events, undone ones among them."""
    done: list[Step] = []
    undone: list[tuple[Step, tuple[str, ...]]] = []
    for _mark, group in groupby(events, lambda timed: timed.step or timed.key):
        pressed = [timed for timed in group if timed.key and not isinstance(timed.event, ClockSet | Unknown)]
        targets = {timed.event.of for timed in pressed if isinstance(timed.event, Undo)}
        keys = tuple(timed.key for timed in pressed)
        if targets:
            _travel(done, undone, targets, keys)
        elif any(timed.event == Restart(automatic=True) for timed in pressed):
            done.clear()  # the rehearsal was put aside: its steps are not this day's
            undone.clear()
        elif pressed:
            step = Step(keys, tuple(timed.event for timed in pressed if not isinstance(timed.event, Unknown)))
            undone.clear()
            if done and _turns_on(done[-1], step):
                done[-1] = Step((*done[-1].keys, *step.keys), (*done[-1].events, *step.events))
            else:
                done.append(step)
    redo = undone[-1] if undone else None
    return History(done[-1] if done else None, Step(redo[1], redo[0].events) if redo else None)


def _travel(
    done: list[Step], undone: list[tuple[Step, tuple[str, ...]]], targets: set[str], keys: tuple[str, ...]
) -> None:
    """Steps that were taken back, or done again."""
    again = [entry for entry in undone if targets & set(entry[1])]
    if again:
        undone[:] = [entry for entry in undone if entry not in again]
        done.extend(step for step, _keys in again)
        return
    back = [step for step in done if targets & set(step.keys)]
    done[:] = [step for step in done if step not in back]
    undone.extend((step, keys) for step in reversed(back))


def _turns_on(before: Step, step: Step) -> bool:
    """Whether a step only turns another page of what the step before turned: like letters typed in one field."""
    walls = [_document(event.wall) if isinstance(event, Show) else None for event in (*before.events, *step.events)]
    return walls[0] is not None and len(set(walls)) == 1


def _document(wall: WallRef | None) -> tuple[str, ...] | None:
    """What is paged through, or None for a wall that was chosen for itself."""
    return None if wall is None else (wall.kind, wall.part_id, wall.contribution_id, wall.use_id)


def pictures_since(events: Iterable[TimedEvent], key: str) -> tuple[str, ...]:
    """Keys of what was put on the wall after a press: it goes with it when that is taken back."""
    order = list(events)
    place = next((i for i, timed in enumerate(order) if timed.key == key), len(order))
    return tuple(timed.key for timed in order[place + 1 :] if isinstance(timed.event, Show) and timed.key)

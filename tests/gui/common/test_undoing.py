"""Ctrl+Z takes back what one sees and says so; what was done elsewhere is asked about first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.services import gatherings, participants, plan
from nettverk.services.database import Store as ServiceStore
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.undoing import THERE
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from tests.helpers.shells import open_shell, settle
from tests.helpers.typing import press

Job = Callable[[ServiceStore], Changes]


def do(workspace: Workspace, job: Job) -> None:
    workspace.lane.change(job)
    settle(workspace)


def here(workspace: Workspace) -> str:
    assert workspace.gathering is not None
    return workspace.gathering.id


def seats(store: Store) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.rows("SELECT * FROM seats ORDER BY id")]


def go(shell: Shell, room: RoomKey) -> None:
    shell.go(room)
    settle(shell.workspace)


def test_what_is_taken_back_is_said_and_can_be_done_again(sample_workspace: Workspace, sample_store: Store) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PLAN)
        part = plan.parts(sample_store, here(sample_workspace))[2]
        do(sample_workspace, lambda store: plan.move(store, part.id, 4))
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert shell.status.words.text() == f"Angret: Flytt {part.title}"
        assert shell.status.action.text() == "Gjør om"
        assert plan.parts(sample_store, here(sample_workspace))[2].id == part.id
        shell.status.action.click()
        settle(sample_workspace)
        assert plan.parts(sample_store, here(sample_workspace))[4].id == part.id
        assert shell.status.words.text() == f"Gjort om igjen: Flytt {part.title}"
        shell.status.action.click()
        settle(sample_workspace)
        assert plan.parts(sample_store, here(sample_workspace))[2].id == part.id


@pytest.mark.parametrize(
    "room",
    [
        RoomKey.REFLECT,
        pytest.param(RoomKey.FOLLOW_UP, marks=pytest.mark.slow),
        pytest.param(RoomKey.HANDOUTS, marks=pytest.mark.slow),
        RoomKey.PLAN,
    ],
)
def test_groups_are_never_taken_back_from_another_room_unasked(
    sample_workspace: Workspace, sample_store: Store, room: RoomKey
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.GROUPS)
        part = next(p for p in plan.parts(sample_store, here(sample_workspace)) if p.kind == "across")
        do(sample_workspace, lambda store: groupings.build(store, part.id, size=5))
        after = seats(sample_store)
        go(shell, room)
        field = shell.findChild(Writing)
        if field is not None and field.isVisible():
            field.setFocus()
        for _again in range(4):  # whoever holds the key down does not answer the question
            press("Ctrl+Z", shell)
            settle(sample_workspace)
        assert seats(sample_store) == after
        assert "Grupper" in shell.status.words.text()
        assert "Lag grupper" in shell.status.words.text()
        shell.status.action.click()
        settle(sample_workspace)
        assert seats(sample_store) != after
        assert shell.at is RoomKey.GROUPS
        assert shell.status.words.text() == "Angret: Lag grupper"


def test_one_key_takes_back_what_was_asked_about_and_goes_there(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PLAN)
        part = plan.parts(sample_store, here(sample_workspace))[2]
        do(sample_workspace, lambda store: plan.remove(store, part.id))
        go(shell, RoomKey.HANDOUTS)
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert part.id not in [p.id for p in plan.parts(sample_store, here(sample_workspace))]
        press(THERE, shell)
        settle(sample_workspace)
        assert part.id in [p.id for p in plan.parts(sample_store, here(sample_workspace))]
        assert shell.at is RoomKey.PLAN
        # The same rule the other way.
        go(shell, RoomKey.PEOPLE)
        press("Ctrl+Y", shell)
        settle(sample_workspace)
        assert part.id in [p.id for p in plan.parts(sample_store, here(sample_workspace))]
        assert "Planlegg" in shell.status.words.text()
        press(THERE, shell)
        settle(sample_workspace)
        assert part.id not in [p.id for p in plan.parts(sample_store, here(sample_workspace))]
        assert shell.at is RoomKey.PLAN


def test_what_was_done_at_another_gathering_is_asked_about_by_its_name(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PLAN)
        first = here(sample_workspace)
        part = plan.parts(sample_store, first)[1]
        do(sample_workspace, lambda store: plan.edit(store, part.id, title="Noe annet"))
        other = next(row for row in gatherings.all_(sample_store) if row.id != first)
        sample_workspace.open_gathering(other.id)
        settle(sample_workspace)
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        title = gatherings.get(sample_store, first).title
        assert f"Planlegg for «{title}»" in shell.status.words.text()
        assert plan.parts(sample_store, first)[1].title == "Noe annet"
        shell.status.action.click()
        settle(sample_workspace)
        assert plan.parts(sample_store, first)[1].title == part.title
        assert here(sample_workspace) == first


def test_a_removed_gathering_comes_back_only_where_one_asks_for_it(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PLAN)
        first = here(sample_workspace)
        other = next(row for row in gatherings.all_(sample_store) if row.id != first)
        do(sample_workspace, lambda store: gatherings.remove(store, other.id))
        go(shell, RoomKey.REFLECT)
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert other.id not in [row.id for row in gatherings.all_(sample_store)]
        shell.status.action.click()
        settle(sample_workspace)
        assert other.id in [row.id for row in gatherings.all_(sample_store)]
        assert (here(sample_workspace), shell.at) == (other.id, RoomKey.PLAN)


def test_what_belongs_to_no_gathering_is_taken_back_where_it_is_seen(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PEOPLE)
        do(sample_workspace, lambda store: register.add_unit(store, "Helt ny barnehage"))
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert "Helt ny barnehage" not in [unit.name for unit in register.units(sample_store)]


def test_somebody_taken_off_the_list_comes_back_where_one_sees_their_seat(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PEOPLE)
        seated = sample_store.value(
            "SELECT participant_id FROM seats JOIN groupings AS g ON g.id = grouping_id WHERE g.gathering_id = ?",
            here(sample_workspace),
        )
        do(sample_workspace, lambda store: participants.remove(store, (seated,)))
        go(shell, RoomKey.GROUPS)
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert sample_store.value("SELECT count(*) FROM participants WHERE id = ?", seated) == 1


@pytest.mark.parametrize("kind", [QSpinBox, QComboBox])
def test_the_key_reaches_the_program_from_numbers_and_choices_too(
    sample_workspace: Workspace, sample_store: Store, kind: type[QSpinBox] | type[QComboBox]
) -> None:
    with open_shell(sample_workspace) as shell:
        go(shell, RoomKey.PLAN)
        part = plan.parts(sample_store, here(sample_workspace))[2]
        do(sample_workspace, lambda store: plan.move(store, part.id, 4))
        field = next(box for box in shell.stack.room(RoomKey.PLAN).widget.findChildren(kind) if box.isVisible())
        field.setFocus()
        press("Ctrl+Z", field)
        settle(sample_workspace)
        assert plan.parts(sample_store, here(sample_workspace))[2].id == part.id

"""What is on show is what is stored: after a change made anywhere, a room says what the same room opened anew says.

Each kind of row is changed through its service while a room is on show; then every word in it is compared with those of
a room that has just been made. ``./check`` does some changes in front of some rooms, ``./check --long`` does each in
front of a third of them. That a room listens to every table it reads is shown for all of them in ``test_read_again``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from nettverk.domain.changes import Changes
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising, PartKind
from nettverk.domain.rooms import RoomKey
from nettverk.services import contributions, follow_up, gatherings, participants, plan, reflections, stage
from nettverk.services.groups import groupings, moves, rules
from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.groups.header import GroupsView
from nettverk.ui.groups.room import GroupsRoom
from nettverk.ui.handouts import room as handouts_room
from nettverk.ui.handouts.room import HandoutsRoom
from nettverk.ui.people.register_page import RegisterPart
from nettverk.ui.people.room import PeopleRoom, View
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.plan.side_panel import Form
from nettverk.ui.reflect.room import ReflectRoom
from nettverk.ui.stage.preparation.room import PreparationRoom
from tests.helpers.documents_room import lend_known, remember_laid
from tests.helpers.quick import every
from tests.helpers.shells import open_shell, settle
from tests.helpers.waiting import until
from tests.helpers.words_seen import differences, words_seen

SIZE = (1280, 800)


@dataclass
class Day:
    """The gathering on show, and what there is in it to change."""

    store: Store
    id: str
    made: dict[str, str] = field(default_factory=dict)

    @property
    def parts(self):  # type: ignore[no-untyped-def]
        return plan.parts(self.store, self.id)

    @property
    def asking(self):  # type: ignore[no-untyped-def]
        return next(part for part in self.parts if part.questions and part.organising == Organising.MIXED)

    @property
    def people(self):  # type: ignore[no-untyped-def]
        return participants.all_(self.store, self.id)

    @property
    def grouping(self):  # type: ignore[no-untyped-def]
        return next(g for g in groupings.of_gathering(self.store, self.id) if g.part_id == self.asking.id)

    def keep(self, name: str, changes: Changes) -> Changes:
        """Remember the id of what was made."""
        self.made[name] = changes.made
        return changes


def _swap(day: Day) -> Changes:
    first, second = day.grouping.tables[:2]
    people = [next(iter(table.sitting)).participant.id for table in (first, second)]
    return moves.swap(day.store, day.grouping.id, people[0], people[1])


Change = Callable[[Store, Day], Changes]
CHANGES: dict[str, Change] = {
    "a part's title": lambda s, d: plan.edit(s, d.asking.id, title="På kryss og tvers"),
    "a part's minutes": lambda s, d: plan.edit(s, d.parts[1].id, minutes=d.parts[1].minutes + 5),
    "a part's notes": lambda s, d: plan.edit(s, d.parts[1].id, notes="Husk kaffen", speaker="Kari Nordmann"),
    "a part more": lambda s, d: plan.add(s, d.id, PartKind.OTHER, title="Sang"),
    "a part moved": lambda s, d: plan.move(s, d.parts[-1].id, len(d.parts) - 2),
    "questions": lambda s, d: plan.set_questions(
        s, d.asking.id, [*(f"{question.text} Og hvorfor?" for question in d.asking.questions), "Hva mer?"]
    ),
    "a question less": lambda s, d: plan.set_questions(
        s, d.asking.id, [question.text for question in d.asking.questions[:-1]]
    ),
    "other questions": lambda s, d: plan.set_questions(s, d.asking.id, ["Helt nytt?", "Og enda et?"]),
    "the gathering's title": lambda s, d: gatherings.edit(
        s, d.id, title="Vintersamling", theme="Språk", place="Aulaen"
    ),
    "the gathering's day": lambda s, d: gatherings.edit(s, d.id, held_on=date(2026, 12, 3), starts_at=time(8, 30)),
    "the gathering's language": lambda s, d: gatherings.edit(s, d.id, language="nn"),
    "the next gathering": lambda s, d: gatherings.edit(s, d.id, next_on=date(2027, 2, 2), next_place="Rådhuset"),
    "goals": lambda s, d: gatherings.set_goals(s, d.id, ["At alle blir kjent"]),
    "a network's name": lambda s, d: register.edit_network(
        s, gatherings.get(s, d.id).network_id, name="Nettverket vårt", age_span="1–5"
    ),
    "a district more": lambda s, d: d.keep("district", register.add_district(s, "Nordbyen")),
    "a district's name": lambda s, d: register.edit_district(s, register.districts(s)[0].id, "Sørbyen"),
    "the gathering's district": lambda s, d: gatherings.edit(s, d.id, district_id=d.made["district"]),
    "a unit's name": lambda s, d: register.edit_unit(s, d.people[0].unit_id, name="Aaa barnehage"),
    "a unit's service": lambda s, d: register.edit_unit(s, d.people[0].unit_id, service_id=register.services(s)[-1].id),
    "a person's name": lambda s, d: register.edit_person(s, d.people[0].person_id, given_name="Aase-Marie"),
    "a person's role": lambda s, d: participants.edit(s, d.people[1].id, role="styrer", email="ny@adresse.no"),
    "somebody more": lambda s, d: participants.add_new(s, d.id, "Nye", "Nykommer", d.people[2].unit_id, role="lærer"),
    "somebody away": lambda s, d: participants.mark(s, d.people[3].id, Attendance.ABSENT),
    "somebody here": lambda s, d: participants.mark(s, d.people[4].id, Attendance.PRESENT),
    "somebody less": lambda s, d: participants.remove(s, (d.people[-1].id,)),
    "two change places": lambda _s, d: _swap(d),
    "a table's name": lambda s, d: moves.name_table(s, d.grouping.tables[0].id, "Ved vinduet"),
    "a rule": lambda s, d: rules.add(s, d.id, RuleKind.APART, people=[person.person_id for person in d.people[:2]]),
    "own units": lambda s, d: groupings.own_units(
        s, next(part.id for part in d.parts if part.organising == Organising.OWN_UNIT)
    ),
    "a contribution": lambda s, d: d.keep(
        "contribution", contributions.add(s, d.parts[1].id, speaker="Ola", title="Lek ute", unit_id=d.people[0].unit_id)
    ),
    "a contribution's title": lambda s, d: contributions.edit(s, d.made["contribution"], title="Lek inne", minutes=12),
    "a contribution less": lambda s, d: contributions.remove(s, d.made["contribution"]),
    "an answer": lambda s, d: reflections.write(
        s, d.id, d.asking.id, 2, d.asking.questions[0].id, "Vi ser at barna trenger tid."
    ),
    "a commitment": lambda s, d: d.keep(
        "commitment",
        follow_up.promise(s, d.id, d.people[0].unit_id, what="Prøve lekegrupper", who="Kari", taken_up_in="teammøte"),
    ),
    "a commitment's words": lambda s, d: follow_up.edit(s, d.made["commitment"], d.id, what="Prøve dem ute"),
    "a commitment answered": lambda s, d: follow_up.edit(s, d.made["commitment"], d.id, status=CommitmentStatus.DONE),
    "a commitment less": lambda s, d: follow_up.remove(s, d.made["commitment"]),
    "groups taken away": lambda s, d: moves.clear(s, d.asking.id),
}
AFTER = {
    "the gathering's district": "a district more",
    "a contribution's title": "a contribution",
    "a contribution less": "a contribution",
    "a commitment's words": "a commitment",
    "a commitment answered": "a commitment",
    "a commitment less": "a commitment",
}
"""What must have been done for a change to be possible."""


def some_changes(turn: int, count: int) -> dict[str, Change]:
    """So many changes, other ones each turn until all have been done, and what has to go before them."""
    names = list(CHANGES)
    chosen = {names[(turn * count + step) % len(names)] for step in range(min(count, len(names)))}
    chosen |= {AFTER[name] for name in chosen & set(AFTER)}
    return {name: change for name, change in CHANGES.items() if name in chosen}


@dataclass(frozen=True)
class Place:
    """A room, what is seen in it, and how a new one is brought to where the old one is."""

    make: Callable[[Workspace], QWidget]
    arrive: Callable[[Any], object] = lambda _room: None
    follow: Callable[[Any, Any], object] = lambda _new, _old: None
    more: Callable[[Any], object] = lambda _room: None


def _met(room: GroupsRoom) -> None:
    room.header.view.choose(GroupsView.MET)
    room.choose_view(GroupsView.MET)


def _register(part: RegisterPart) -> Callable[[PeopleRoom], None]:
    def arrive(room: PeopleRoom) -> None:
        room.show_view(View.REGISTER)
        room.register.which.choose(part)
        room.register.show_part(part)

    return arrive


def _to_sheet(new: ReflectRoom, old: ReflectRoom) -> None:
    here = old.pages.current
    if here is not None:
        new.parts.choose(here.part_id)
        new.pages.show_part(here.part_id)
        new.pages.go(new.pages._fresh(here))
        new._show_state()


def _to_document(new: HandoutsRoom, old: HandoutsRoom) -> None:
    if old.kind is not None:
        new.choose(old.kind)


PLACES: dict[str, Place] = {
    "plan": Place(PlanRoom, follow=lambda new, old: new.table.choose(old.table.current_id())),
    "plan, the gathering": Place(
        PlanRoom,
        lambda room: room.side.show_form(Form.GATHERING),
        lambda new, old: new.table.choose(old.table.current_id()),
    ),
    "people": Place(PeopleRoom),
    "register, people": Place(PeopleRoom, _register(RegisterPart.PEOPLE)),
    "register, units": Place(PeopleRoom, _register(RegisterPart.UNITS)),
    "register, networks": Place(PeopleRoom, _register(RegisterPart.NETWORKS)),
    "groups": Place(
        GroupsRoom,
        follow=lambda new, old: new.show_part(old.reader.part_id, old.reader.round),
        more=lambda room: room.view.board,
    ),
    "groups, met": Place(
        GroupsRoom,
        _met,
        lambda new, old: new.show_part(old.reader.part_id, old.reader.round),
        lambda room: room.view.board,
    ),
    "stage": Place(
        PreparationRoom, more=lambda room: room._preparation.context if room._preparation is not None else None
    ),
    "reflect": Place(ReflectRoom, follow=_to_sheet),
    "reflect, by question": Place(
        ReflectRoom, lambda room: (room.way.choose("question"), room.pages.show_by("question")), _to_sheet
    ),
    "follow up": Place(FollowUpRoom, follow=lambda new, old: new.show_unit(old.unit_page.unit_id)),
    "handouts": Place(
        HandoutsRoom, follow=_to_document, more=lambda room: (room.maker.drafts, room.maker.missing, room.maker.units)
    ),
    "handouts, letters": Place(
        HandoutsRoom, lambda room: room.choose(DocumentKind.UNIT_PAGES), _to_document, lambda room: room.maker.drafts
    ),
}


def _rest(workspace: Workspace, room: QWidget) -> None:
    settle(workspace)
    if isinstance(room, HandoutsRoom):
        until(lambda: workspace.lane.wait() or not (room._later.isActive() or room.maker.busy))
        settle(workspace)
        remember_laid(room)
    if isinstance(room, PlanRoom):
        settle(workspace)


def _opened(workspace: Workspace, place: Place) -> Any:
    room = place.make(workspace)
    room.resize(*SIZE)
    if isinstance(room, HandoutsRoom):
        lend_known(room)
    room.show()
    _rest(workspace, room)
    place.arrive(room)
    _rest(workspace, room)
    return room


def _let_go(workspace: Workspace, room: QWidget) -> None:
    """Take it down now: a room that only waits to be deleted would go on reading."""
    room.close()
    settle(workspace)
    delete(room)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", every(3, PLACES))
def test_a_room_on_show_is_as_one_opened_anew(
    sample_workspace: Workspace,
    sample_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    scale: Callable[[int, int], int],
    name: str,
) -> None:
    monkeypatch.setattr(handouts_room, "_SETTLED", 0)
    workspace, place = sample_workspace, PLACES[name]
    assert workspace.gathering is not None
    day = Day(sample_store, workspace.gathering.id)
    room = _opened(workspace, place)
    wrong: dict[str, str] = {}
    for what, change in some_changes(list(PLACES).index(name), scale(1, len(CHANGES) // 3)).items():
        before = words_seen(room)
        workspace.lane.change(lambda store, change=change: change(store, day))  # type: ignore[misc]
        _rest(workspace, room)
        anew = _opened(workspace, place)
        place.follow(anew, room)
        _rest(workspace, anew)
        here, there = words_seen(room), words_seen(anew)
        if here != there:
            wrong[what] = differences(here, there) + ("\n(it did not change at all)" if here == before else "")
        elif place.more(room) != place.more(anew):
            wrong[what] = "what is painted is another"
        _let_go(workspace, anew)
    _let_go(workspace, room)
    assert not wrong, "\n\n".join(f"{what}:\n{words}" for what, words in wrong.items())


def test_the_line_on_top_and_the_title_follow(sample_workspace: Workspace, sample_store: Store) -> None:
    assert sample_workspace.gathering is not None
    here = sample_workspace.gathering.id
    with open_shell(sample_workspace) as shell:
        sample_workspace.lane.change(lambda store: gatherings.edit(store, here, title="Vintersamling"))
        sample_workspace.lane.change(
            lambda store: register.edit_network(store, gatherings.get(store, here).network_id, name="Nettverket vårt")
        )
        settle(sample_workspace)
        assert shell.windowTitle().startswith("Vintersamling")
        said = " ".join(words for _kind, words in words_seen(shell.top))
        assert "Vintersamling" in said
        assert "Nettverket vårt" in said


@pytest.mark.slow
def test_another_language_leaves_no_word_of_the_one_before(
    sample_workspace: Workspace, scale: Callable[[int, int], int]
) -> None:
    rooms = [key for key in RoomKey if scale(0, 1) or key in (RoomKey.PLAN, RoomKey.GROUPS, RoomKey.FOLLOW_UP)]
    seen = []
    with open_shell(sample_workspace) as shell:
        for key in rooms:
            shell.go(key)
            settle(sample_workspace)
        shell.appearance.choose_language("en")
        settle(sample_workspace)
        for key in rooms:
            shell.go(key)
            settle(sample_workspace)
            if key is not RoomKey.HANDOUTS:  # its pages are counted in the background
                seen.append(words_seen(shell.page))
    with open_shell(sample_workspace) as shell:
        for key in (key for key in rooms if key is not RoomKey.HANDOUTS):
            shell.go(key)
            settle(sample_workspace)
            settle(sample_workspace)
            before = seen.pop(0)
            assert before == words_seen(shell.page), f"{key}: {differences(before, words_seen(shell.page))}"


def test_who_types_an_answer_keeps_words_focus_and_place_while_the_question_is_changed(
    sample_workspace: Workspace, sample_store: Store
) -> None:
    workspace = sample_workspace
    assert workspace.gathering is not None
    day = Day(sample_store, workspace.gathering.id)
    room = _opened(workspace, PLACES["reflect"])
    assert isinstance(room, ReflectRoom)
    question = day.asking.questions[0]
    room.go_to(f"G1-{question.number}")
    settle(workspace)
    room.activateWindow()
    settle(workspace)
    field = room.pages._fields[1, question.id]
    field.take()
    QTest.keyClicks(field.edit, "halvferdig setn")
    QTest.keyClick(field.edit, Qt.Key.Key_Left)
    place = field.edit.textCursor().position()
    workspace.lane.change(
        lambda store: plan.set_questions(
            store, day.asking.id, ["Spurt på en annen måte?", *(other.text for other in day.asking.questions[1:])]
        )
    )
    workspace.lane.wait()
    settle(workspace)
    assert room.pages._fields[1, question.id] is field
    assert field.edit.text().endswith("halvferdig setn")
    assert field.edit.textCursor().position() == place
    assert room.focusWidget() is field.edit
    assert field.title.text() == "Spurt på en annen måte?"
    assert stage.context(sample_store, day.id).parts
    _let_go(workspace, room)

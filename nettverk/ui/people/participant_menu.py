"""What can be done with those who are chosen in the list: by right click, the menu key, and keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.handouts import DocumentKind
from nettverk.domain.list_questions import LUNCH, PartOfDay
from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, _n
from nettverk.services import contributions, hours, participants
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.arrivals import ShowHandout
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.remove_sheet import RemoveSheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.list_page import ListPage


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """Where the menu stands, and what it hands on."""

    workspace: Workspace
    host: QWidget
    page: ListPage
    edit: Callable[[], None]
    remove: Callable[[], None]


def show_menu(desk: PeopleDesk, at: QPoint) -> None:
    """What can be done with those who are chosen in the list."""
    participant = desk.page.current()
    if participant is None:
        return
    menu = QMenu(desk.host)
    menu.addAction(_("Åpne"), desk.edit)
    menu.addAction(
        _("Alt som er lagret …"),
        lambda: AboutSheet(desk.workspace, desk.host, participant.person_id, participant.name).open(),
    )
    menu.addAction(
        _("Fjern navnet overalt …"),
        lambda: RemoveSheet(desk.workspace, desk.host, participant.person_id, participant.name).open(),
    )
    kind = DocumentKind.NEWCOMER
    text = _("Side til en ny kollega …")
    if participant.attendance is Attendance.ABSENT:
        kind, text = DocumentKind.ABSENT, _("Side til den som ikke var her …")
    menu.addAction(text, lambda: desk.workspace.go(RoomKey.HANDOUTS, ShowHandout(kind, participant.unit_id)))
    if participant.presents:
        menu.addAction(_("Ta med innlegget i køen"), lambda: _take_offer(desk, participant))
    _add_attendance(desk, menu)
    _add_hours(desk, menu)
    menu.addAction(_("Fjern fra lista"), desk.remove)
    menu.popup(at)


def mark_people(desk: PeopleDesk, ids: Sequence[str], status: Attendance) -> None:
    """Say whether these came; the line at the bottom offers to take it back."""
    known = {person.id: person for person in desk.page.model.people}
    # Whoever comes to a gathering that has ended early for them is still here: hours are a plan, a tick is a fact.
    names = [known[id_].name for id_ in ids if id_ in known]
    word = attendance_name(status)
    text = _("{name}: {status}").format(name=names[0] if names else "", status=word)
    if len(ids) > 1:
        text = f"{_n('{n} deltaker', '{n} deltakere', len(ids))}: {word}"
    desk.workspace.lane.change(
        lambda store: participants.mark_many(store, tuple(ids), status),
        lambda _changes: desk.workspace.say(text, _("Angre"), desk.workspace.lane.undo),
        desk.host,
    )


def _take_offer(desk: PeopleDesk, participant: Participant) -> None:
    """What somebody offered when they signed up goes into the queue of speakers."""
    workspace = desk.workspace
    sentence = _("{name} står i køen under Gjennomfør (P).").format(name=participant.name)
    workspace.lane.change(
        lambda store: contributions.take_offer(store, participant.id),
        lambda _changes: workspace.say(sentence, _("Angre"), workspace.lane.undo),
        desk.host,
        failed=workspace.say,
    )


def _add_attendance(desk: PeopleDesk, menu: QMenu) -> None:
    """Whether those who are chosen came, with the keys that say the same."""
    ids = [person.id for person in desk.page.chosen()]
    menu.addSeparator()
    for status, key in (
        (Attendance.PRESENT, "Space"),
        (Attendance.LATE, "Shift+Space"),
        (Attendance.ABSENT, "Ctrl+Space"),
        (Attendance.REGISTERED, ""),
    ):
        words = attendance_name(status)
        action = add_action(menu, words[:1].upper() + words[1:], native(key))
        action.triggered.connect(lambda *_on, status=status: mark_people(desk, ids, status))
    menu.addSeparator()


def _add_hours(desk: PeopleDesk, menu: QMenu) -> None:
    """Half a day, and not coming after all, for everybody who is chosen."""
    ids = tuple(person.id for person in desk.page.chosen())

    def there(part: PartOfDay) -> None:
        desk.workspace.lane.change(lambda store: hours.set_part(store, ids, part), None, desk.host)

    for words, part in (
        (_("Kommer etter lunsj"), PartOfDay(start=LUNCH)),
        (_("Går til lunsj"), PartOfDay(end=LUNCH)),
        (_("Hele dagen"), PartOfDay()),
    ):
        menu.addAction(words, partial(there, part))
    if len(ids) == 1:
        menu.addAction(_("Andre tider …"), desk.edit)
    menu.addAction(
        _("Meld av"),
        lambda: desk.workspace.lane.change(lambda store: participants.withdraw(store, ids), None, desk.host),
    )

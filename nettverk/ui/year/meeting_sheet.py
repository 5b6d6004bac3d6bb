"""A meeting: an agenda proposed from what is due, what was said and decided, who does what, and the minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.anonymity.review import AtMeeting
from nettverk.domain.changes import Changes
from nettverk.domain.organisation import AgendaProposal, Meeting, Point
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _, language, short_date
from nettverk.services.database import Store
from nettverk.services.organisation import meetings, minutes
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.save_pdf import ask_and_save
from nettverk.ui.common.typed_moments import ClockField, DayField
from nettverk.ui.common.widgets import Card, FlatButton, PrimaryButton, QuietButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing

_AGAIN_MS = 60
Change = Callable[[Callable[[Store], Changes]], None]


class PointCard(Card):
    """One point; its texts are stored as one types."""

    def __init__(self, number: int, point: Point, autosave: Autosave, change: Change, parent: QWidget) -> None:
        super().__init__(parent, gap=4)
        self.setProperty("keeps", True)
        self.point, self._autosave, self._change = point, autosave, change
        self.fields: dict[str, Writing] = {}
        self._field("title", _("Sak {number}").format(number=number), _("Hva gjelder saken?"), 1)
        self._field("said", _("Det som ble sagt"), _("Kort, uten navn på barn"), 2)
        self._field("decision", _("Vedtak"), _("Hva ble bestemt?"), 1)
        self._field("what", _("Oppfølging"), _("Hva skal gjøres?"), 1)
        self._field("who", _("Hvem"), _("Rolle eller navn"), 1)
        self.by = DayField(parent=self)
        self.by.setAccessibleName(_("Innen"))
        caption = Small(_("Innen"), self, strong=True)
        set_caption(caption, self.by)
        self.body.addWidget(caption)
        self.body.addWidget(self.by)
        self.by.taken.connect(self._dated)
        self.done = CheckBox(_("Gjort"), self)
        self.done.clicked.connect(
            lambda on: change(lambda store: meetings.edit_point(store, self.point.id, done=on))
        )  # fmt: skip
        self.up = FlatButton("", "chevron-up", self, tip=_("Flytt saken opp"))
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern saken"))
        self.bin.clicked.connect(lambda: change(lambda store: meetings.remove_point(store, self.point.id)))
        self.up.clicked.connect(lambda: change(lambda store: meetings.move_point(store, self.point.id, number - 2)))
        self.up.setEnabled(number > 1)
        self.body.addLayout(row(self.done, None, self.up, self.bin, gap=6))
        self.show_point(point)

    def _field(self, name: str, label: str, asked: str, rows: int) -> None:
        field = Writing(rows, self, one_line=name in {"title", "who"})
        field.setPlaceholderText(asked)
        field.setAccessibleName(label)
        caption = Small(label, self, strong=True)
        set_caption(caption, field)
        self.body.addWidget(caption)
        self.body.addWidget(field)
        field.typed.connect(lambda: self._typed(name))
        field.left.connect(self._autosave.flush)
        field.done.connect(self.focusNextChild)
        self.fields[name] = field

    def _typed(self, name: str) -> None:
        text = self.fields[name].text()
        if name == "title" and not text.strip():
            return  # a point that is emptied is taken away by its bin, and by nothing else
        self._autosave.note((self.point.id, name), TypedField(Owner.MEETING_POINT, self.point.id, name, text))

    def _dated(self) -> None:
        day, id_ = self.by.day(), self.point.id
        self._change(lambda store: meetings.edit_point(store, id_, due_on=day))

    def show_point(self, point: Point) -> None:
        """The point as it is stored; what is being typed stays."""
        self.point = point
        for name, field in self.fields.items():
            if not self._autosave.holds((point.id, name)) and not field.hasFocus():
                field.fill(str(getattr(point, name)))
        if not self.by.unsettled:
            self.by.fill(point.due_on)
        self.done.setChecked(point.done)
        self.done.setVisible(point.follow_up or point.done)


class MeetingSheet(Sheet):
    """One meeting of a team."""

    def __init__(self, workspace: Workspace, autosave: Autosave, host: QWidget, meeting: Meeting) -> None:
        super().__init__(meeting.team, host, width=620)
        self._workspace, self._autosave, self.meeting = workspace, autosave, meeting
        self.cards: dict[str, PointCard] = {}
        self.offered: list[tuple[AgendaProposal, CheckBox]] = []
        self._take: list[QuietButton] = []
        self.day, self.starts = DayField(lambda: meeting.held_on, self, optional=False), ClockField(self, optional=True)
        self.add_field(_("Når"), self.day)
        self.add_field(_("Klokka"), self.starts)
        self.texts: dict[str, Writing] = {}
        for name, label, asked in (
            ("place", _("Sted"), ""), ("present", _("Til stede"), _("Hvem var med?")),
        ):  # fmt: skip
            field = self.texts[name] = Writing(1, self, one_line=True)
            field.setPlaceholderText(asked)
            field.setProperty("keeps", True)
            self.add_field(label, field)
            field.typed.connect(lambda name=name: self._typed(name))
            field.left.connect(autosave.flush)
            field.done.connect(self.focusNextChild)
        for moment in (self.day, self.starts):
            moment.setProperty("keeps", True)
            moment.taken.connect(self._moved)
        self.body.addWidget(Small(_("Saker"), self, strong=True))
        self._points = QVBoxLayout()
        self._points.setSpacing(12)
        self.body.addLayout(self._points)
        self.new = Writing(1, self, one_line=True)
        self.new.setPlaceholderText(_("En ny sak …"))
        self.new.setAccessibleName(_("Ny sak"))
        self.new.done.connect(self.hand_in)
        self.add = QuietButton(_("Legg til"), "plus", self)
        self.add.clicked.connect(self.hand_in)
        beside = row(self.new, self.add)
        beside.setStretch(0, 1)
        self.body.addLayout(beside)
        self._offers = QVBoxLayout()
        self.body.addLayout(self._offers)
        self.body.addStretch(1)
        self._foot()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        workspace.lane.changed.connect(self._changed)
        self.closed.connect(autosave.flush)
        self.anonymity: AnonymitySheet | None = None
        self._going = GoingOut(workspace, self, self._look_through)
        self._show(meeting, ())
        keep_draft(self, workspace, lambda: bool(self.new.text().strip()))

    def _foot(self) -> None:
        self.bin = FlatButton(_("Fjern møtet"), "trash-2", self)
        self.bin.clicked.connect(self._remove)
        self.paper = QuietButton(_("Lagre som PDF"), "file-down", self)
        self.paper.clicked.connect(self._save)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self._finish)
        for item in (self.bin, self.paper):
            self.foot.addWidget(item)
        self.foot.addStretch(1)
        self.foot.addWidget(done)

    # --- reading ---

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("team_meetings", "meeting_points", "year_items", "gatherings"):
            self._again.start()

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the meeting as it is stored; one that is gone closes the sheet."""
        id_ = self.meeting.id

        def look(store: Store) -> tuple[Meeting | None, tuple[AgendaProposal, ...]]:
            return meetings.get(store, id_), meetings.agenda(store, id_)

        def arrived(read: tuple[Meeting | None, tuple[AgendaProposal, ...]]) -> None:
            meeting, offered = read
            if meeting is None:
                self.close_sheet()
                return
            self._show(meeting, offered)
            if then is not None:
                then()

        self._workspace.lane.ask(look, arrived, self)

    def _show(self, meeting: Meeting, offered: Sequence[AgendaProposal]) -> None:
        self.meeting = meeting
        focused, known = self.window().focusWidget(), set(self.cards)
        inside = self.isVisible() and focused is not None and self.isAncestorOf(focused)
        if not self.day.unsettled:
            self.day.fill(meeting.held_on)
        if not self.starts.unsettled:
            self.starts.fill(meeting.starts_at)
        for name, field in self.texts.items():
            if not self._autosave.holds((meeting.id, name)) and not field.hasFocus():
                field.fill(str(getattr(meeting, name)))
        if list(self.cards) != [point.id for point in meeting.points]:
            empty(self._points)
            self.cards = {
                point.id: PointCard(number, point, self._autosave, self._change, self)
                for number, point in enumerate(meeting.points, start=1)
            }
            for card in self.cards.values():
                self._points.addWidget(card)
                self.tab_on(card.bin, self.new, self.add, *(box for _proposal, box in self.offered), *self._take)
        for point in meeting.points:
            self.cards[point.id].show_point(point)
        if [proposal for proposal, _box in self.offered] != list(offered):
            self._offer(offered)
        here = self.window().focusWidget()
        if inside and here is not focused:  # it is gone, and Qt has handed the focus to whatever came after it
            self._go_on(known)

    def _go_on(self, known: set[str]) -> None:
        """What had the focus is gone: one goes on in the first new point, else where a new one is written."""
        new = next((card for id_, card in self.cards.items() if id_ not in known), None)
        (new.fields["said"] if new is not None else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, offered: Sequence[AgendaProposal]) -> None:
        empty(self._offers)
        self.offered, self._take = [], []
        if not offered:
            return
        self._offers.addSpacing(8)
        self._offers.addWidget(Small(_("Forslag fra det som har frist"), self, strong=True))
        for proposal in offered:
            box = NamedCheckBox(proposal.title, self)
            box.setAccessibleDescription(proposal.why)
            self._offers.addWidget(box)
            why = Small(proposal.why, self, wrap=True)
            why.setContentsMargins(28, 0, 0, 4)
            self._offers.addWidget(why)
            self.offered.append((proposal, box))
        take = QuietButton(_("Sett de valgte på sakslista"), "list-checks", self)
        take.clicked.connect(self.take_offered)
        self._offers.addLayout(row(take, None))
        self._take = [take]
        self.tab_on(take)

    # --- changing ---

    def hand_in(self) -> None:
        """Put the point that is typed on the agenda."""
        text = self.new.text().strip()
        if not text:
            self.new.setFocus()
            return

        def done(_changes: Changes) -> None:
            self.new.fill("")
            self.new.document().setModified(False)
            self.new.setFocus()

        self._add([text], done)

    def _finish(self) -> None:
        """Close it; a point that is typed and not on the agenda yet is put there."""
        if self.new.text().strip():
            self.hand_in()
            self.new.fill("")
        self.close_sheet()

    def take_offered(self) -> None:
        """Put every proposed point that is ticked on the agenda, in one step."""
        titles = [proposal.title for proposal, box in self.offered if box.isChecked()]
        if titles:
            self._add(titles, lambda _changes: None)

    def _add(self, titles: Sequence[str], done: Callable[[Changes], None]) -> None:
        id_ = self.meeting.id
        self._autosave.flush()
        self._workspace.lane.change(
            lambda store: meetings.add_points(store, id_, titles), done, self, failed=self._workspace.say
        )

    def _typed(self, name: str) -> None:
        id_ = self.meeting.id
        self._autosave.note((id_, name), TypedField(Owner.MEETING, id_, name, self.texts[name].text()))

    def _moved(self) -> None:
        id_, day, starts = self.meeting.id, self.day.day(), self.starts.time_of_day()
        if day is not None:
            self._change(lambda store: meetings.edit(store, id_, held_on=day, starts_at=starts))

    def _change(self, job: Callable[[Store], Changes]) -> None:
        self._autosave.flush()
        self._workspace.lane.change(job, None, self, failed=self._workspace.say)

    def _remove(self) -> None:
        id_, name = self.meeting.id, self.meeting.team
        self._autosave.flush()
        self.new.fill("")
        self.close_sheet()
        work = self._workspace
        words = _("Møtet i {team} er fjernet.").format(team=name)
        work.lane.change(
            lambda store: meetings.remove(store, id_),
            lambda _changes: work.say(words, _("Angre"), work.lane.undo),
            work,
        )

    def _save(self) -> None:
        """The agenda, or the minutes, as PDF."""
        self._autosave.flush()
        id_, spoken = self.meeting.id, language()
        title = f"{self.meeting.team} {short_date(self.meeting.held_on)}"

        def go(*, anew: bool) -> None:
            ask_and_save(self._workspace, self, title, lambda store: minutes.handout(store, id_, spoken))

        self._going.before(go, at=AtMeeting(id_))

    def _look_through(self) -> AnonymitySheet:
        """The sheet that what may tell who somebody is is gone through in; made the first time it is needed."""
        if self.anonymity is None:
            self.anonymity = AnonymitySheet(self._workspace, self._host)
        return self.anonymity

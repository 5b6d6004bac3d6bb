"""Folk og møter: the teams of the organisation at the left, their meetings at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.organisation import Meeting, Team, TeamKind, party_name, team_kind_name
from nettverk.i18n import _, _n, short_date
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.named_boxes import NamedLinkButton
from nettverk.ui.common.widgets import Card, EmptyState, FlowLayout, Heading, LinkButton, Note, QuietButton, Small


class OrganisationPage(QWidget):
    """Signals say what is wanted; the room does it.

    Signals:
        team_opened: id of a team. meeting_opened: id of a meeting.
        team_wanted: a new team of a kind. meeting_wanted: a new meeting of the team with this id.
    """

    team_opened = Signal(str)
    meeting_opened = Signal(str)
    team_wanted = Signal(object)
    meeting_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self.teams: dict[str, QuietButton] = {}
        self.meetings: dict[str, LinkButton] = {}
        self.new: dict[TeamKind, QuietButton] = {}
        self.nothing = EmptyState(
            _("Hvem styrer nettverkene?"),
            _("Legg inn styringsgruppa først. Så får den møter med saksliste fra det som har frist."),
            _("Ny styringsgruppe"), lambda: self.team_wanted.emit(TeamKind.STEERING), self, icon="users",
        )  # fmt: skip
        self._some = QWidget(self)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        both = QHBoxLayout(self._some)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addWidget(_scrolled(self._left), 1)
        both.addWidget(_scrolled(self._right), 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.nothing)
        lines.addWidget(self._some)

    def show_teams(self, teams: Sequence[Team], meetings: Mapping[str, Sequence[Meeting]], today: date) -> None:
        """Show the teams, and their meetings: those that come first, then those that were."""
        self.nothing.setVisible(not teams)
        self._some.setVisible(bool(teams))
        shown = (tuple(teams), tuple(tuple(meetings.get(team.id, ())) for team in teams), today)
        if shown == self._shown:
            return
        self._shown = shown
        # Only where the focus is here now: with a sheet over the room somebody types in that.
        focused = self.window().focusWidget()
        at = next((key for key, button in {**self.teams, **self.meetings}.items() if button is focused), "")
        self._show_left(teams)
        self._show_right([meeting for team in teams for meeting in meetings.get(team.id, ())], today)
        again = self.teams.get(at) or self.meetings.get(at)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_left(self, teams: Sequence[Team]) -> None:
        empty(self._left)
        self.teams = {}
        for team in teams:
            card = Card(gap=4)
            card.body.addWidget(Heading(team.name, 1, card))
            about = [team_kind_name(team.kind) if team.name != team_kind_name(team.kind) else "", team.network]
            card.body.addWidget(Small(" · ".join(word for word in about if word) or _("Alle nettverk"), card))
            for member in team.members:
                columns = [member.name, member.role, party_name(member.party), _("får rapporter") * member.gets_reports]
                card.body.addWidget(Note(" · ".join(word for word in columns if word), card))
            if not team.members:
                card.body.addWidget(Note(_("Ingen er lagt inn ennå."), card))
            change = self.teams[team.id] = QuietButton(_("Endre"), "pencil", card)
            change.setAccessibleDescription(team.name)
            change.clicked.connect(lambda _on=False, id_=team.id: self.team_opened.emit(id_))
            meet = QuietButton(_("Nytt møte"), "plus", card)
            meet.setAccessibleDescription(team.name)
            meet.clicked.connect(lambda _on=False, id_=team.id: self.meeting_wanted.emit(id_))
            both = FlowLayout(gap=8)
            both.addWidget(change)
            both.addWidget(meet)
            card.body.addLayout(both)
            self._left.addWidget(card)
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        self.new = {}
        for kind in TeamKind:
            add = self.new[kind] = QuietButton(
                _("Ny: {kind}").format(kind=team_kind_name(kind).lower()), "plus", holder
            )
            add.clicked.connect(lambda _on=False, kind=kind: self.team_wanted.emit(kind))
            flow.addWidget(add)
        self._left.addWidget(holder)
        self._left.addStretch(1)

    def _show_right(self, meetings: Sequence[Meeting], today: date) -> None:
        empty(self._right)
        self.meetings = {}
        coming = sorted(
            (meeting_ for meeting_ in meetings if meeting_.held_on >= today),
            key=lambda meeting_: (meeting_.held_on, meeting_.id),
        )
        past = sorted(
            (meeting_ for meeting_ in meetings if meeting_.held_on < today),
            key=lambda meeting_: meeting_.held_on,
            reverse=True,
        )
        for heading, listed in ((_("Møter som kommer"), coming), (_("Møter som har vært"), past)):
            if listed or listed is coming:
                self._right.addWidget(Heading(heading, 1))
            for meeting in listed:
                self._right.addWidget(self._line(meeting))
        if not coming:
            self._right.insertWidget(1, Note(_("Ingen møter er avtalt. Velg «Nytt møte» ved en gruppe.")))
        self._right.addStretch(1)

    def _line(self, meeting: Meeting) -> QWidget:
        cell = QWidget()
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(0)
        link = self.meetings[meeting.id] = NamedLinkButton(f"{meeting.team}, {short_date(meeting.held_on)}", cell)
        link.clicked.connect(lambda _on=False, id_=meeting.id: self.meeting_opened.emit(id_))
        lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        words = meeting_words(meeting)
        link.setAccessibleDescription(words)
        lines.addWidget(Small(words, cell, wrap=True))
        return cell


def meeting_words(meeting: Meeting) -> str:
    """What a meeting holds, in a few words."""
    if not meeting.points:
        return _("Sakslista er tom.")
    decided = sum(bool(point.decision.strip()) for point in meeting.points)
    waits = sum(point.follow_up and not point.done for point in meeting.points)
    facts = [
        _n("{n} sak", "{n} saker", len(meeting.points)),
        _n("{n} vedtak", "{n} vedtak", decided) if decided else "",
        _n("{n} oppfølging venter", "{n} oppfølginger venter", waits) if waits else "",
    ]
    return " · ".join(word for word in facts if word)


def _scrolled(content: QVBoxLayout) -> QScrollArea:
    page = QWidget()
    content.setContentsMargins(0, 0, 12, 0)
    content.setSpacing(12)
    page.setLayout(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    for widget in (area.viewport(), page):
        widget.setAutoFillBackground(False)
    return area

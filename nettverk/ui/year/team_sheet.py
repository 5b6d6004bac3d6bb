"""A team of the organisation: what it is called, whose it is, and who is in it; stored field by field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.organisation import Member, Party, Team, missing_parties, party_name, team_kind_name
from nettverk.domain.registry import Network
from nettverk.domain.typed import TypedLoose
from nettverk.i18n import _, join
from nettverk.services.database import Store
from nettverk.services.organisation import teams
from nettverk.ui.common.autosave import change_or_keep
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, QuietButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace

_AGAIN_MS = 60
Change = Callable[[Callable[[Store], Changes], str], None]


class MemberRow(QWidget):
    """Somebody in the team."""

    def __init__(self, member: Member, change: Change) -> None:
        super().__init__()
        self.setProperty("keeps", True)
        self.member = member
        id_ = member.id
        self.name, self.role, self.email = (QLineEdit(text, self) for text in (member.name, member.role, member.email))
        for line, words in (
            (self.name, _("Navn")), (self.role, _("Rolle")), (self.email, _("E-post (valgfritt)")),
        ):  # fmt: skip
            line.setMaxLength(200)
            line.setPlaceholderText(words)
            line.setAccessibleName(f"{words}: {member.name}")
        self.name.editingFinished.connect(self._named(change))
        self.role.editingFinished.connect(self._told_role(change))
        self.email.editingFinished.connect(self._told_email(change))
        self.party = ComboBox(self)
        for party in Party:
            self.party.addItem(party_name(party) or _("ikke valgt"), str(party))
        self.party.setCurrentIndex(self.party.findData(str(member.party)))
        self.party.setAccessibleName(_("Part: {name}").format(name=member.name))
        self.party.activated.connect(
            lambda _index: change(
                lambda store: teams.edit_member(store, id_, party=Party(str(self.party.currentData()))), member.name
            )
        )
        self.reports = CheckBox(_("Får rapporter"), self)
        self.reports.setChecked(member.gets_reports)
        self.reports.setAccessibleName(_("{name} får rapporter").format(name=member.name))
        self.reports.clicked.connect(
            lambda on: change(lambda store: teams.edit_member(store, id_, gets_reports=on), member.name)
        )
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern {name}").format(name=member.name))
        self.bin.clicked.connect(lambda: change(lambda store: teams.remove_member(store, id_), member.name))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 12)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.role, 0, 1)
        grid.addWidget(self.bin, 0, 2)
        grid.addWidget(self.email, 1, 0)
        grid.addLayout(row(self.party, self.reports, None), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _told_role(self, change: Change) -> Callable[[], None]:
        def told() -> None:
            role = self.role.text()
            if role != self.member.role:
                change(lambda store: teams.edit_member(store, self.member.id, role=role), role)

        return told

    def _told_email(self, change: Change) -> Callable[[], None]:
        def told() -> None:
            email = self.email.text()
            if email != self.member.email:
                change(lambda store: teams.edit_member(store, self.member.id, email=email), email)

        return told

    def _named(self, change: Change) -> Callable[[], None]:
        def named() -> None:
            name = self.name.text().strip()
            if not name:
                self.name.setText(self.member.name)  # whoever is to go is taken away by the bin
            elif name != self.member.name:
                change(lambda store: teams.edit_member(store, self.member.id, name=name), name)

        return named


class TeamSheet(Sheet):
    """One team."""

    def __init__(self, workspace: Workspace, host: QWidget, team: Team, networks: tuple[Network, ...]) -> None:
        super().__init__(team_kind_name(team.kind), host, width=560)
        self._workspace, self.team = workspace, team
        self.rows: list[MemberRow] = []
        self.name = QLineEdit(team.name, self)
        self.name.setMaxLength(120)
        self.name.setProperty("keeps", True)
        self.add_field(_("Navn"), self.name)
        self.name.editingFinished.connect(self._named)
        self.network = ComboBox(self)
        self.network.addItem(_("Alle nettverk"), "")
        for network in networks:
            self.network.addItem(network.name, network.id)
        self.network.setCurrentIndex(max(0, self.network.findData(team.network_id or "")))
        self.network.activated.connect(self._moved)
        self.add_field(_("Nettverk"), self.network)
        self.body.addWidget(Small(_("Hvem"), self, strong=True))
        self.note = Note("", self)
        self.body.addWidget(self.note)
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self.new = QLineEdit(self)
        self.new.setMaxLength(200)
        self.new.setPlaceholderText(_("Navnet på en til …"))
        self.new.setAccessibleName(_("Nytt medlem"))
        self.new.returnPressed.connect(self.hand_in)
        self.add = QuietButton(_("Legg til"), "plus", self)
        self.add.clicked.connect(self.hand_in)
        beside = row(self.new, self.add)
        beside.setStretch(0, 1)
        self.body.addLayout(beside)
        self.body.addStretch(1)
        self.bin = FlatButton(_("Fjern gruppa"), "trash-2", self)
        self.bin.clicked.connect(self._remove)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self._finish)
        self.foot.addWidget(self.bin)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        workspace.lane.changed.connect(
            lambda changes: (
                self._again.start() if changes.touches("teams", "team_members") and self.isVisible() else None
            )
        )
        self._show(team)
        keep_draft(self, workspace, lambda: bool(self.new.text().strip()))

    def refresh(self) -> None:
        """Read the team as it is stored; one that is gone closes the sheet."""

        def arrived(known: tuple[Team, ...]) -> None:
            team = next((team for team in known if team.id == self.team.id), None)
            if team is None:
                self.close_sheet()
            else:
                self._show(team)

        self._workspace.lane.ask(teams.all_, arrived, self)

    def _show(self, team: Team) -> None:
        self.team = team
        if [row.member for row in self.rows] != list(team.members):
            focused = self.focusWidget()
            at = next((n for n, row in enumerate(self.rows) if focused is not None and row.isAncestorOf(focused)), -1)
            empty(self._list)
            self.rows = [MemberRow(member, self._change) for member in team.members]
            for row in self.rows:
                self._list.addWidget(row)
            if self.rows:
                self.tab_on(self.rows[-1].bin, self.new, self.add)
            if at >= 0:
                (self.rows[min(at, len(self.rows) - 1)].role if self.rows else self.new).setFocus()
        missing = [party_name(party) for party in missing_parties(team.members)]
        words = _("Ingen er med som {parties}.").format(parties=join(missing)) if missing else ""
        self.note.setText(words or _("De trenger ikke å stå i registeret. Rapporter går til dem som er krysset av."))

    def hand_in(self) -> None:
        """Take in the one whose name is typed."""
        name, team_id = self.new.text().strip(), self.team.id
        if not name:
            self.new.setFocus()
            return
        self.new.clear()
        self.new.setModified(False)
        self.new.setFocus()
        self._change(lambda store: teams.add_member(store, team_id, name), name)

    def _finish(self) -> None:
        """Close it; whoever is typed and not taken in yet is taken in."""
        if self.new.text().strip():
            self.hand_in()
        self.close_sheet()

    def _named(self) -> None:
        name, team_id = self.name.text().strip(), self.team.id
        if not name:
            self.name.setText(self.team.name)
        elif name != self.team.name:
            self._change(lambda store: teams.edit(store, team_id, name=name), name)

    def _moved(self) -> None:
        team_id, network_id = self.team.id, str(self.network.currentData() or "")
        self._change(lambda store: teams.edit(store, team_id, network_id=network_id or None), self.team.name)

    def _remove(self) -> None:
        team_id, name = self.team.id, self.team.name
        self.new.clear()
        self.close_sheet()
        self._workspace.lane.change(
            lambda store: teams.remove(store, team_id),
            lambda _changes: self._workspace.say(
                _("{what} er fjernet.").format(what=name), _("Angre"), self._workspace.lane.undo
            ),
            self._workspace,
        )

    def _change(self, job: Callable[[Store], Changes], typed: str) -> None:
        change_or_keep(self._workspace, job, TypedLoose(self.team.name, typed), self._workspace)

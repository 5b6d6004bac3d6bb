"""Two lists that are the municipality's own: the roles of a network, and the services."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.registry import Network, NetworkRole, NetworkRoles, ServiceKind
from nettverk.i18n import _, _n
from nettverk.services.database import Store
from nettverk.services.register import roles, service_kinds
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.widgets import Card, FlatButton, FlowLayout, Heading, Mark, Note, QuietButton, Small, row
from nettverk.ui.common.workspace import Workspace

Change = Callable[[Callable[[Store], Changes]], None]


class RolesOfNetwork(QWidget):
    """The roles of one network, each with how many have it, and those that may belong there."""

    def __init__(
        self, workspace: Workspace, change: Change, network: Network, known: NetworkRoles, host: QWidget
    ) -> None:  # fmt: skip
        super().__init__()
        self._workspace, self._change, self._network, self._host = workspace, change, network, host
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        if not known.listed:
            lines.addWidget(Note(_("Ingen roller ennå. De som står her, foreslås når noen skriver en rolle.")))
        lines.addWidget(self._listed(known))
        if known.suggested:
            lines.addWidget(Small(_("Forslag")))
            lines.addWidget(self._suggested(known))

    def _listed(self, known: NetworkRoles) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        for role in known.listed:
            rename = FlatButton("", "pencil", tip=_("Gi {name} nytt navn").format(name=role.name))
            rename.clicked.connect(lambda _checked=False, role=role: self._rename(role))
            remove = FlatButton("", "trash-2", tip=_("Fjern {name}").format(name=role.name))
            remove.clicked.connect(lambda _checked=False, role=role: self._remove(role))
            cell = QWidget()
            cell.setLayout(row(Note(_role_words(role), wrap=False), rename, remove, gap=2))
            flow.addWidget(cell)
        add = QuietButton(_("Ny rolle"), "plus")
        add.clicked.connect(self._ask)
        flow.addWidget(add)
        return holder

    def _suggested(self, known: NetworkRoles) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        for role in known.suggested:
            tip = _("Legg til {name} i lista").format(name=role.name)
            add = FlatButton(_role_words(role), "plus", tip=tip)
            add.setAccessibleName(tip)
            add.clicked.connect(lambda _checked=False, name=role.name: self._add(name))
            flow.addWidget(add)
        return holder

    def _ask(self) -> None:
        Ask(_("Ny rolle"), _("Hva heter rollen?"), self._over(), self._add)

    def _add(self, name: str) -> None:
        self._change(lambda store: roles.add(store, self._network.id, name))

    def _rename(self, role: NetworkRole) -> None:
        lane, say = self._workspace.lane, self._workspace.say

        def then(name: str) -> None:
            def told(_changes: Changes) -> None:
                if role.people:
                    people = _n("{n} person", "{n} personer", role.people)
                    words = _("{name} er nytt navn for {people}.").format(name=name, people=people)
                    say(words, _("Angre"), lane.undo)

            lane.change(lambda store: roles.rename(store, role.id, name), told, self._host, failed=say)

        Ask(_("Nytt navn"), _("Hva heter rollen?"), self._over(), then, text=role.name)

    def _remove(self, role: NetworkRole) -> None:
        lane, say = self._workspace.lane, self._workspace.say

        def told(_changes: Changes) -> None:
            say(_("{name} står ikke lenger i lista.").format(name=role.name), _("Angre"), lane.undo)

        lane.change(lambda store: roles.remove(store, role.id), told, self._host, failed=say)

    def _over(self) -> QWidget:
        return self._host.parentWidget() or self._host


class ServicesCard(Card):
    """The services of the municipality: renamed everywhere, new ones, and those nobody belongs to taken away."""

    def __init__(
        self, workspace: Workspace, change: Change, services: tuple[ServiceKind, ...], host: QWidget
    ) -> None:  # fmt: skip
        super().__init__()
        self._workspace, self._change, self._host = workspace, change, host
        self.body.addWidget(Heading(_("Tjenester"), 1))
        for service in services:
            rename = FlatButton("", "pencil", tip=_("Gi {name} nytt navn").format(name=service.name))
            rename.clicked.connect(lambda _checked=False, service=service: self._rename(service))
            remove = FlatButton("", "trash-2", tip=_("Fjern {name}").format(name=service.name))
            remove.clicked.connect(lambda _checked=False, service=service: self._remove(service))
            remove.setVisible(service.id not in service_kinds.KEPT)
            mark = Mark(shape=service.shape, token="accent", size=14, filled=False)
            self.body.addLayout(row(mark, Note(service.name, wrap=False), None, rename, remove))
        add = QuietButton(_("Ny tjeneste"), "plus")
        add.clicked.connect(self._ask)
        self.body.addLayout(row(add, None))

    def _ask(self) -> None:
        def then(name: str) -> None:
            self._change(lambda store: service_kinds.add(store, name))

        Ask(_("Ny tjeneste"), _("Hva heter tjenesten?"), self._over(), then)

    def _rename(self, service: ServiceKind) -> None:
        def then(name: str) -> None:
            self._change(lambda store: service_kinds.rename(store, service.id, name))

        Ask(_("Nytt navn"), _("Hva heter tjenesten?"), self._over(), then, text=service.name)

    def _remove(self, service: ServiceKind) -> None:
        lane, say = self._workspace.lane, self._workspace.say

        def told(_changes: Changes) -> None:
            say(_("{name} er fjernet.").format(name=service.name), _("Angre"), lane.undo)

        lane.change(lambda store: service_kinds.remove(store, service.id), told, self._host, failed=say)

    def _over(self) -> QWidget:
        return self._host.parentWidget() or self._host


def _role_words(role: NetworkRole) -> str:
    """«Styrer (12)»; without a count where nobody has it."""
    return _("{role} ({n})").format(role=role.name, n=role.people) if role.people else role.name

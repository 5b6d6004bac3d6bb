"""The networks: what they are for, which services belong in them, who is missing; and the districts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.registry import District, Network, NetworkRoles, ServiceKind
from nettverk.domain.tags import school_year
from nettverk.domain.typed import Owner, TypedField, TypedLoose
from nettverk.domain.year.days import year_name
from nettverk.i18n import _, _n, join, short_date
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.services.register.history import Gaps, GatheringGaps
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.autosave import Autosave, change_or_keep
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import Card, FlatButton, FlowLayout, Heading, Mark, Note, QuietButton, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.own_lists import RolesOfNetwork, ServicesCard

Change = Callable[[Callable[[Store], Changes]], None]


_MOST_GATHERINGS = 6
"""So many gatherings of a year are told of one by one."""


class NetworkPage(QScrollArea):
    """A card for each network, and one for the districts."""

    def __init__(
        self, workspace: Workspace, autosave: Autosave, change: Change, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self._autosave, self._change = workspace, autosave, change
        self._forms: dict[str, Fields] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to the fields inside, never to the area
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[object, ...] = ()

    def show_networks(
        self,
        networks: tuple[Network, ...],
        districts: tuple[District, ...],
        services: tuple[ServiceKind, ...],
        gaps: dict[str, Gaps],
        roles: dict[str, NetworkRoles],
    ) -> None:
        """Show these; fields one is typing in are left alone when only their own text changed."""
        shape = (
            [(network.id, network.central_services, network.other_services) for network in networks],
            districts, services, gaps, roles,
        )  # fmt: skip
        # The cards are only made anew when they would look otherwise; a new name alone leaves the field one types in.
        if (shape,) != self._shown:
            self._shown = (shape,)
            self._build(networks, districts, services, gaps, roles)
        for network in networks:
            names = ("name", "age_span", "coordinator", "purpose")
            self._forms[network.id].show_values(network.id, {name: getattr(network, name) for name in names})

    def _build(
        self,
        networks: tuple[Network, ...],
        districts: tuple[District, ...],
        services: tuple[ServiceKind, ...],
        gaps: dict[str, Gaps],
        roles: dict[str, NetworkRoles],
    ) -> None:
        for form in self._forms.values():
            form.flush()
        self._forms = {}
        at = self.verticalScrollBar().value()  # whoever has changed something stays where it was
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 12, 16)
        layout.setSpacing(16)
        for network in networks:
            layout.addWidget(self._network_card(network, services, gaps.get(network.id), roles.get(network.id)))
        add = QuietButton(_("Nytt nettverk"), "plus")
        add.clicked.connect(lambda: self._ask(_("Nytt nettverk"), _("Hva heter nettverket?"), register.add_network))
        layout.addLayout(row(add, None))
        layout.addWidget(ServicesCard(self._workspace, self._change, services, self))
        layout.addWidget(self._district_card(districts))
        layout.addStretch(1)
        self.setWidget(page)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))

    def _network_card(
        self, network: Network, services: tuple[ServiceKind, ...], gaps: Gaps | None, roles: NetworkRoles | None
    ) -> Card:  # fmt: skip
        card = Card()
        form = Fields(self._autosave)
        form.line("name", _("Nettverk"))
        form.line("age_span", _("Alder"))
        form.line("coordinator", _("Koordinator"))
        form.side_by_side("name", "age_span", "coordinator")
        form.lines("purpose", _("Formål"), rows=1)
        form.typed.connect(
            lambda field, value, id_=network.id: self._autosave.store(
                (id_, field), TypedField(Owner.NETWORK, id_, field, str(value)), self._workspace.say
            )
        )
        self._forms[network.id] = form
        card.body.addWidget(form)
        card.body.addWidget(Small(_("Tjenester i nettverket"), strong=True))
        card.body.addWidget(self._services(network, services))
        card.body.addWidget(Small(_("Roller i nettverket"), strong=True))
        card.body.addWidget(RolesOfNetwork(self._workspace, self._change, network, roles or NetworkRoles(), self))
        if gaps is not None and gaps.gatherings:
            card.body.addWidget(_gap_note(gaps))
            for gathering in gaps.each[:_MOST_GATHERINGS]:
                card.body.addWidget(Note(_missing_at(gathering)))
        return card

    def _services(self, network: Network, services: tuple[ServiceKind, ...]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=16)
        for service in services:
            box = ComboBox()
            for key, text in (("", _("ikke med")), ("central", _("sentral")), ("other", _("kan være med"))):
                box.addItem(text, key)
            now = "central" if service.id in network.central_services else ""
            box.setCurrentIndex(box.findData("other" if service.id in network.other_services else now))
            box.setAccessibleName(_("{service} i {network}").format(service=service.name, network=network.name))
            box.activated.connect(
                lambda _i, box=box, id_=service.id: self._set_service(network, id_, str(box.currentData()))
            )
            cell = QWidget()
            mark = Mark(shape=service.shape, token="accent", size=14, filled=False)
            cell.setLayout(row(mark, Small(service.name), box, gap=6))
            flow.addWidget(cell)
        return holder

    def _set_service(self, network: Network, service_id: str, how: str) -> None:
        central = tuple(id_ for id_ in network.central_services if id_ != service_id)
        other = tuple(id_ for id_ in network.other_services if id_ != service_id)
        central += (service_id,) if how == "central" else ()
        other += (service_id,) if how == "other" else ()
        self._change(lambda store: register.set_network_services(store, network.id, central, other))

    def _district_card(self, districts: tuple[District, ...]) -> Card:
        card = Card()
        card.body.addWidget(Heading(_("Bydeler"), 1))
        for district in districts:
            rename = FlatButton("", "pencil", tip=_("Gi {name} nytt navn").format(name=district.name))
            rename.clicked.connect(lambda _checked=False, district=district: self._rename_district(district))
            remove = FlatButton("", "trash-2", tip=_("Fjern {name}").format(name=district.name))
            remove.clicked.connect(lambda _checked=False, district=district: self._remove_district(district))
            card.body.addLayout(row(Note(district.name, wrap=False), None, rename, remove))
        add = QuietButton(_("Ny bydel"), "plus")
        add.clicked.connect(lambda: self._ask(_("Ny bydel"), _("Hva heter bydelen?"), register.add_district))
        card.body.addLayout(row(add, None))
        return card

    def _remove_district(self, district: District) -> None:
        lane, say = self._workspace.lane, self._workspace.say

        def told(_changes: Changes) -> None:
            say(_("{name} er fjernet.").format(name=district.name), _("Angre"), lane.undo)

        lane.change(lambda store: register.remove_district(store, district.id), told, self, failed=say)

    def _rename_district(self, district: District) -> None:
        Ask(
            _("Nytt navn"),
            _("Hva heter bydelen?"),
            self._host(),
            lambda name: self._autosave.store(
                district.id, TypedField(Owner.DISTRICT, district.id, "name", name), self._workspace.say
            ),
            text=district.name,
        )

    def _ask(self, title: str, label: str, job: Callable[[Store, str], Changes]) -> None:
        def make(name: str) -> None:
            change_or_keep(self._workspace, lambda store: job(store, name), TypedLoose(title, name), self)

        Ask(title, label, self._host(), make)

    def _host(self) -> QWidget:
        return self.parentWidget() or self


def _missing_at(one: GatheringGaps) -> str:
    """«24. nov. 2026, Nettverkssamling 2: PPT manglet, og Furulia, Lia og 3 til»."""
    names = [*one.services, *one.units]
    shown = names[:6] + ([_n("{n} til", "{n} til", len(names) - 6)] if len(names) > 6 else [])
    where = _("{day}, {title}").format(day=short_date(one.held_on), title=one.title)
    return f"{where}: " + (_("manglet {who}").format(who=join(shown)) if names else _("alle var med"))


def _gap_note(gaps: Gaps) -> Note:
    year = year_name(school_year(gaps.each[0].held_on)) if gaps.each else ""
    held = _n("{n} samling til nå", "{n} samlinger til nå", gaps.gatherings)
    lines = [_("Skoleåret {year}: {held}.").format(year=year, held=held)]
    if gaps.services:
        lines.append(_("Ingen har kommet fra {services}.").format(services=join(gaps.services)))
    if gaps.units:
        names = [name for name, _service in gaps.units[:12]]
        more = len(gaps.units) - len(names)
        if more:
            names.append(_n("{n} til", "{n} til", more))
        lines.append(_("Ikke representert: {units}.").format(units=join(names)))
    elif not gaps.services:
        lines.append(_("Alle enheter har vært med."))
    return Note(" ".join(lines))

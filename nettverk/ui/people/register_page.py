"""Registeret: everyone and every unit the municipality knows, the networks, and who is missing from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.registry import District, Network, NetworkRoles, Person, ServiceKind, Unit, ownership_name
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sorting import fold, sort_key
from nettverk.domain.tags import school_year
from nettverk.domain.trash import Weight, told
from nettverk.domain.typed import TypedLoose
from nettverk.i18n import _, _n
from nettverk.services import trash
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.register import history, merge, register, roles
from nettverk.services.register.history import Gaps
from nettverk.services.register.merge import Pair
from nettverk.ui.common import shapes
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.autosave import Autosave, change_or_keep
from nettverk.ui.common.confirm_sheet import confirm
from nettverk.ui.common.lane import Work
from nettverk.ui.common.remove_sheet import RemoveSheet
from nettverk.ui.common.widgets import Note, QuietButton, SearchField, Segmented, bar
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.listing import Line, Listing
from nettverk.ui.people.merge_sheet import MergeSheet
from nettverk.ui.people.network_page import NetworkPage
from nettverk.ui.people.register_sheets import PersonCard, UnitCard


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the page shows, read in one go."""

    people: tuple[Person, ...]
    visits: dict[str, int]
    units: tuple[Unit, ...]
    services: tuple[ServiceKind, ...]
    districts: tuple[District, ...]
    networks: tuple[Network, ...]
    gaps: dict[str, Gaps]
    roles: dict[str, NetworkRoles] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs that may be one: of people, and of units."""

    people: tuple[Pair, ...] = ()
    units: tuple[Pair, ...] = ()

    def without(self, settles: Callable[[Sequence[str]], bool]) -> Alike:
        """Those that an answer has not settled."""
        return Alike(*(tuple(pair for pair in pairs if not settles(pair.ids)) for pairs in (self.people, self.units)))

    def still(self, before: Register, now: Register) -> Alike:
        """Those that are as they were: a pair is told from its two rows alone."""
        people, units = ({row.id: row for row in rows} for rows in (before.people, before.units))
        same = {row.id for row in now.people if people.get(row.id) == row}
        same |= {row.id for row in now.units if units.get(row.id) == row}
        return Alike(*(tuple(pair for pair in pairs if same >= {*pair.ids}) for pairs in (self.people, self.units)))


def read(store: Store, today: date) -> Register:
    """Read the whole register; gaps count the school year, or the one before where none of it has been held."""
    networks = register.networks(store)
    year = school_year(today)
    return Register(
        register.people(store),
        history.visits(store),
        register.units(store),
        register.services(store),
        register.districts(store),
        networks,
        {network.id: _gaps(store, network.id, year) for network in networks},
        {network.id: roles.of_network(store, network.id) for network in networks},
        roles.offered(store),
        merge.told_apart(store),
    )


def _gaps(store: Store, network_id: str, year: int) -> Gaps:
    now = history.gaps_of_year(store, network_id, year)
    return now if now.gatherings else history.gaps_of_year(store, network_id, year - 1)


def _alike(known: Register, report: Report) -> Alike:
    people, units = merge.people_alike(known.people, report.check), merge.units_alike(known.units, report.check)
    return Alike(merge.still_asked(people, known.apart), merge.still_asked(units, known.apart))


def _cells(person: Person, visits: Mapping[str, int]) -> tuple[str, ...]:
    """What the list says of a person, column by column."""
    name = f"{person.family_name}, {person.given_name}".strip(", ")
    return name, person.unit_name, person.role, person.email, str(visits.get(person.id, 0))


def _read_and_fold(store: Store) -> Register:
    """The register, its names ready to be sorted and searched: windows would stand still for thousands of them."""
    known = read(store, store.today())
    for person in known.people:
        cells = _cells(person, known.visits)
        sort_key(cells[0])
        fold(" ".join(cells))
    return known


class RegisterPart(StrEnum):
    """The three lists the register is divided in; the order is that of the pages."""

    PEOPLE = "people"
    UNITS = "units"
    NETWORKS = "networks"


class RegisterPage(QWidget):
    """People, units, and networks with districts; each a list one can search, open and put right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.known: Register | None = None
        self.pairs = Alike()
        self._looking: Work | None = None
        self._stale = False
        self._sheet: QWidget | None = None
        self.which = Segmented(
            [
                (RegisterPart.PEOPLE, _("Personer")),
                (RegisterPart.UNITS, _("Enheter")),
                (RegisterPart.NETWORKS, _("Nettverk og bydeler")),
            ],
            _("Register"),
        )
        self.which.chosen.connect(lambda key: self.show_part(RegisterPart(key)))
        self.search = SearchField(_("Finn i registeret"))
        self.search.setMinimumWidth(240)
        self.search.textChanged.connect(self._search)
        self.alike = Note("")
        self.merge = QuietButton(_("Slå sammen"), "merge")
        self.merge.clicked.connect(self.merge_chosen)
        self.new = QuietButton(_("Ny enhet"), "plus")
        self.new.clicked.connect(self.new_unit)
        self.people = Listing(workspace, _("Personer i registeret"), (28, 20, 26, 10))
        self.units = Listing(workspace, _("Enheter i registeret"), (22, 18, 14, 10))
        self.autosave = Autosave.of(workspace, RoomKey.PEOPLE)
        self.networks = NetworkPage(workspace, self.autosave, self._change)
        self._pages = QStackedWidget()
        for page in (self.people, self.units, self.networks):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar([self.which], [self.search, self.new, self.merge]))
        layout.addWidget(self.alike)
        layout.addWidget(self._pages, 1)
        self.people.opened.connect(self.open_person)
        self.people.removed.connect(self.remove_people)
        self.people.menu_wanted.connect(self._show_menu)
        self.units.menu_wanted.connect(partial(_show_unit_menu, self))
        self.units.opened.connect(self.open_unit)
        self.units.removed.connect(self.remove_units)
        workspace.theme_changed.connect(self.refresh)
        self.show_part(RegisterPart.PEOPLE)

    def refresh(self) -> None:
        """Read the whole register again, or when it is next seen; the marks are drawn in the colours in force."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self.workspace.lane.ask(_read_and_fold, self._arrived, self)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody comes: read what has changed since the register was last seen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _arrived(self, known: Register) -> None:
        self.pairs = self.pairs.still(self.known, known) if self.known is not None else Alike()
        self.known = known
        self._look_for_alike(known)
        theme = self.workspace.theme
        accent = theme.colour("accent")
        marks = {service.id: shapes.icon(service.shape, accent, 14, filled=False) for service in known.services}
        service_of = {unit.id: unit.service_id for unit in known.units}
        self.people.show_lines(
            (_("Navn"), _("Enhet"), _("Rolle"), _("E-post"), _("Samlinger")),
            [
                Line(person.id, _cells(person, known.visits), marks.get(service_of.get(person.unit_id, "")))
                for person in known.people
            ],
        )
        self.units.show_lines(
            (_("Enhet"), _("Tjeneste"), _("Bydel"), _("Eier"), _("Personer")),
            [
                Line(
                    unit.id,
                    (
                        unit.name, unit.service_name, unit.district_name, ownership_name(unit.ownership),
                        str(unit.people),
                    ),
                    marks.get(unit.service_id),
                )
                for unit in known.units
            ],
        )  # fmt: skip
        self._show_networks()
        self._say_alike()

    def _look_for_alike(self, known: Register) -> None:
        """Every name is held against others, which takes a second after many years: beside other work."""
        if self._looking is not None:
            self._looking.cancel()

        def told(pairs: Alike) -> None:
            if self.known is known:
                self.pairs = pairs
                self._say_alike()

        work = self._looking = self.workspace.lane.work(
            lambda report: _alike(known, report), told, self, "", quiet=True
        )
        work.ended.connect(lambda: self._looked(work))

    def _looked(self, work: Work) -> None:
        if self._looking is work:
            self._looking = None

    def _show_networks(self) -> None:
        """The networks have many fields, which are only made for those who look at them."""
        known = self.known
        if known is not None and self.which.value() == RegisterPart.NETWORKS:
            self.networks.show_networks(known.networks, known.districts, known.services, known.gaps, known.roles)

    def show_part(self, part: RegisterPart) -> None:
        """Show people, units or networks, with the buttons that belong there."""
        self.which.choose(part)
        self._pages.setCurrentIndex(list(RegisterPart).index(part))
        self.new.setVisible(part is RegisterPart.UNITS)
        for widget in (self.merge, self.search):
            widget.setVisible(part is not RegisterPart.NETWORKS)
        self._show_networks()
        self._say_alike()

    def _say_alike(self) -> None:
        part = RegisterPart(self.which.value())
        if self.known is None or part is RegisterPart.NETWORKS:
            self.alike.setVisible(False)
            return
        pairs = self.pairs.people if part is RegisterPart.PEOPLE else self.pairs.units
        likeliest = (
            _("Kan være samme person eller enhet: {one} og {other}.").format(
                one=pairs[0].names[0], other=pairs[0].names[1]
            )
            if pairs
            else ""
        )
        more = _n("Og {n} par til.", "Og {n} par til.", len(pairs) - 1) if len(pairs) > 1 else ""
        self.alike.setText(f"{likeliest} {more}".strip())
        self.alike.setVisible(bool(pairs))

    def _search(self, text: str) -> None:
        self.people.search(text)
        self.units.search(text)

    # --- changing ---

    def _change(self, job: Callable[[Store], Changes], said: str = "") -> None:
        def done(_changes: Changes) -> None:
            if said:
                self.workspace.say(said, _("Angre"), self.workspace.lane.undo)

        self.workspace.lane.change(job, done, self, failed=self.workspace.say)

    def new_unit(self) -> None:
        """Ask for a name; the service is guessed from it."""
        Ask(
            _("Ny enhet"),
            _("Hva heter enheten?"),
            self._host(),
            lambda name: change_or_keep(
                self.workspace, lambda store: register.add_unit(store, name), TypedLoose(_("Ny enhet"), name), self
            ),
        )

    def remove_people(self, ids: list[str]) -> None:
        """Remove people from the register, with every list and table that names them; asked first where they came."""
        text = _n(
            "{n} person er fjernet fra registeret og alle lister.",
            "{n} personer er fjernet fra registeret og alle lister.",
            len(ids),
        )

        names = [person.name for person in self.known.people if person.id in ids] if self.known is not None else []

        def ask(weight: Weight) -> None:
            confirm(self.workspace, self, told(names), weight, remove)

        def remove() -> None:
            self._change(lambda store: register.remove_people(store, ids), text)

        self.workspace.lane.ask(lambda store: trash.of_people(store, ids), ask, self)

    def remove_units(self, ids: list[str]) -> None:
        """Remove units that nobody belongs to; where somebody does, none is removed and it is said why."""
        text = _n("{n} enhet er fjernet.", "{n} enheter er fjernet.", len(ids))
        self._change(lambda store: register.remove_units(store, ids), text)

    def merge_chosen(self) -> None:
        """Merge the two chosen rows, or the likeliest pair where nothing is chosen."""
        if self.known is None:
            return
        units = self.which.value() == RegisterPart.UNITS
        chosen = (self.units if units else self.people).chosen()
        pairs = self.pairs.units if units else self.pairs.people
        # One that is chosen is held against what is like it; none, and the likeliest pair of the sentence is meant.
        if len(chosen) < 2:
            alone = set(chosen)
            pair = next((pair for pair in pairs if alone <= {*pair.ids}), None)
            if pair is None:
                self.workspace.say(_("Velg to rader som er det samme, så kan de slås sammen."))
                return
            self._ask_about(pair.ids, units=units, more=not chosen)
            return
        self._ask_about(chosen, units=units)

    def _ask_about(self, ids: Sequence[str], *, units: bool, more: bool = False) -> None:
        """Ask whether these are one; ``more`` goes on with the next pair when that is answered."""

        def answered(settles: Callable[[Sequence[str]], bool]) -> None:
            self.pairs = self.pairs.without(settles)
            self._say_alike()
            left = self.pairs.units if units else self.pairs.people
            if more and left:
                self._ask_about(left[0].ids, units=units, more=True)

        def ordered(kept: tuple[str, ...]) -> None:
            if len(kept) > 1:
                host = self._host()
                self._open(MergeSheet(self.workspace, host, kept, units=units, change=self._change, answered=answered))

        self.workspace.lane.ask(lambda store: merge.likely_kept(store, ids, units=units), ordered, self)

    def open_person(self, person_id: str) -> None:
        """Show where someone has been and whom they have met."""
        person = next((person for person in self.known.people if person.id == person_id), None) if self.known else None
        if person is not None and self.known is not None:
            self._open(
                PersonCard(self.workspace, self._host(), person, self.known.units, self.known.offered, self.autosave)
            )

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the person one points at."""
        chosen = self.people.chosen()
        person = next((person for person in self.known.people if person.id in chosen), None) if self.known else None
        if person is None:
            return
        menu = QMenu(self)
        menu.addAction(_("Åpne"), lambda: self.open_person(person.id))
        menu.addAction(_("Alt som er lagret …"), lambda: self.open_about(person))
        menu.addAction(
            _("Fjern navnet overalt …"),
            lambda: RemoveSheet(self.workspace, self._host(), person.id, person.name).open(),
        )
        menu.addAction(_("Fjern fra registeret og alle lister"), lambda: self.remove_people(chosen))
        menu.popup(at)

    def open_about(self, person: Person) -> None:
        """Show everything that is stored about somebody."""
        AboutSheet(self.workspace, self._host(), person.id, person.name).open()

    def open_unit(self, unit_id: str) -> None:
        """Show a unit: service, district, owner, spellings."""
        known = self.known
        unit = next((unit for unit in known.units if unit.id == unit_id), None) if known else None
        if unit is not None and known is not None:
            card = UnitCard(
                self.workspace, self._host(), unit, known.services, known.districts, self.autosave, self._change
            )
            self._open(card)

    def _host(self) -> QWidget:
        return self.parentWidget() or self

    def _open(self, sheet: MergeSheet | PersonCard | UnitCard) -> None:
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        sheet.open()


def _show_unit_menu(page: RegisterPage, at: QPoint) -> None:
    """What can be done with the chosen units."""
    chosen = page.units.chosen()
    if not chosen:
        return
    menu = QMenu(page)
    menu.addAction(_("Åpne"), lambda: page.units.opened.emit(chosen[0]))
    menu.addAction(_("Slå sammen …"), page.merge_chosen)
    menu.addAction(_("Fjern enheten") if len(chosen) == 1 else _("Fjern enhetene"), lambda: page.remove_units(chosen))
    menu.popup(at)

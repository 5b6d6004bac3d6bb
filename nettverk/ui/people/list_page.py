"""The list of who comes to the gathering, with search, a count and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from nettverk.domain.check_in import count
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.registry import Network, ServiceKind
from nettverk.i18n import _, _n, join
from nettverk.ui.common import shapes
from nettverk.ui.common.tables import NothingFound, ask_for_menu, quiet
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import (
    FlatButton,
    FlowLayout,
    Heading,
    LinkButton,
    Note,
    PrimaryButton,
    QuietButton,
    SearchField,
    bar,
    row,
)
from nettverk.ui.people.model import EMAIL, NAME, ROLE, SERVICE, STATUS, UNIT, PeopleModel, PeopleProxy


class PeopleTable(QTableView):
    """The list itself; the least important columns give way where it is narrow.

    Signals:
        edit_asked: Enter was pressed on a row.
        remove_asked: Delete was pressed.
        menu_wanted: where on the screen the context menu was asked for.
        marked: Space was pressed: the chosen are here; with Shift they come later, with Ctrl they are away.
    """

    marked = Signal(object)
    edit_asked = Signal()
    remove_asked = Signal()
    menu_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        ask_for_menu(self, self.menu_wanted.emit)
        self.wide: dict[int, int] = {}
        self.needed: dict[int, int] = {}
        self.name_width = 0
        self.status_width = 0

    def fit(self) -> None:
        """Names keep their room, and so does all that is said of who comes: e-mail, service and role give way first."""
        left = dict(self.wide)  # the widths of the columns that are still shown
        if STATUS in left:
            left[STATUS] = max(left[STATUS], min(self.needed.get(STATUS, 0), self.status_width))
        for column in (EMAIL, SERVICE, ROLE, STATUS):
            hide = sum(left.values()) + self.name_width > self.viewport().width()
            self.setColumnHidden(column, hide)
            if hide:
                left.pop(column, None)
        # What is left over goes first to the columns whose words are cut, and then to the names.
        spare = max(0, self.viewport().width() - sum(left.values()) - self.name_width)
        lacks = {column: max(0, self.needed.get(column, 0) - width) for column, width in left.items()}
        share = min(1.0, spare / (sum(lacks.values()) or 1))
        for column, width in left.items():
            self.setColumnWidth(column, width + int(lacks[column] * share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        self.fit()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where the arrow keys are."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.show_cursor()

    def show_cursor(self) -> None:
        """Choose the row one is at, or the first, where none is chosen."""
        if self.model() is not None and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_asked.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            # The same keys as with Enter in the presenter's check-in.
            status = Attendance.LATE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Attendance.PRESENT
            status = Attendance.ABSENT if event.modifiers() & Qt.KeyboardModifier.ControlModifier else status
            self.marked.emit(status)
        else:
            super().keyPressEvent(event)


class ListPage(QWidget):
    """Everyone at the gathering, in a table that can be sorted and searched.

    Signals:
        add_wanted: a new participant is to be typed in.
        import_wanted: a list is to be read from a file.
        edit_wanted: the cursor's participant is to be opened.
        remove_wanted: the chosen participants are to be taken off the list.
        marked: ids of participants, and the Attendance they are to have.
        answers_wanted: who has not answered is asked for.
        bring_wanted: people who are known are to be put on the list.
    """

    marked = Signal(object, object)
    answers_wanted = Signal()
    bring_wanted = Signal()
    add_wanted = Signal()
    import_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = PeopleModel(theme)
        self.proxy = PeopleProxy(self.model)
        self.table = PeopleTable()
        self.title = Heading("", 3)
        self.search = SearchField(_("Finn navn, enhet eller rolle"))
        self.search.show_whole_hint()
        self.search.textChanged.connect(self.proxy.search)
        self.search.textChanged.connect(lambda _text: self._count())
        self.search.down.connect(self.table.setFocus)
        by_hand = QuietButton(_("Ny deltaker"), "user-plus")
        by_hand.clicked.connect(self.add_wanted)
        self.out = FlatButton("", "file-down", tip=_("Deltakerne til Excel"))
        bring = PrimaryButton(_("Hent liste"), "file-spreadsheet")
        bring.clicked.connect(self.import_wanted)
        self.services = QWidget()
        self._services_flow = FlowLayout(self.services, gap=4, line_gap=0)
        self.of_service: dict[str, FlatButton] = {}
        self._counted: list[tuple[ServiceKind, int]] = []
        self._only = ""
        self.missing = Note("")
        self.here = Note("", wrap=False)
        self.rest = LinkButton(_("Resten er her"))
        self.rest.clicked.connect(self.mark_rest)
        self.answers = LinkButton(_("Hvem har ikke svart?"))
        self.answers.clicked.connect(self.answers_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addLayout(bar([self.title], [self.search, self.out, by_hand, bring]))
        layout.addWidget(self.services)
        layout.addWidget(self.missing)
        known = LinkButton(_("Hent kjente"))
        known.clicked.connect(self.bring_wanted)
        layout.addLayout(row(self.here, self.rest, self.answers, known, None, gap=16))
        self.notices = QVBoxLayout()
        layout.addLayout(self.notices)
        layout.addWidget(self.table, 1)
        self._prepare_table()

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.proxy)
        quiet(table, _("Deltakere"))
        NothingFound(table)
        table.setSortingEnabled(True)
        table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.doubleClicked.connect(lambda _index: self.edit_wanted.emit())
        table.edit_asked.connect(self.edit_wanted)
        table.remove_asked.connect(self.remove_wanted)
        table.marked.connect(self._mark_chosen)
        self.model.ticked.connect(
            lambda id_, on: self.marked.emit([id_], Attendance.PRESENT if on else Attendance.REGISTERED)
        )

    def bind_keys(self, room: QWidget) -> None:
        """Ctrl+F and Insert work in the whole room, also on the pages beside this one."""
        find = QShortcut(QKeySequence.StandardKey.Find, room)
        find.activated.connect(self.search.setFocus)
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), room)
        insert.activated.connect(self.add_wanted)

    def dress(self) -> None:
        """Give rows and columns the size that the text size in force needs."""
        theme = self._theme()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(2.5))
        letter = theme.px(0) * 0.56  # about the mean width of a letter
        widths = {UNIT: 25, SERVICE: 20, ROLE: 20, EMAIL: 27, STATUS: 11}
        self.table.wide = {column: round(letters * letter) for column, letters in widths.items()}
        # «kommer senere · er der 10.15–12.00» is whole; who has more to be said of shares what is left over.
        self.table.status_width = round(38 * letter)
        self.model.show(self.model.people)
        counted, self._counted = self._counted, []
        self._show_services(counted)  # the shapes have another colour
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the columns the room that their longest words need, as far as there is any."""
        theme, people = self._theme(), self.model.people
        letter = theme.px(0) * 0.56
        written = QFontMetrics(theme.font(0))

        def widest(column: int, metrics: QFontMetrics) -> int:
            return max(
                map(metrics.horizontalAdvance, {self.model.text(person, column) for person in people}), default=0
            )

        beside = {SERVICE: 3, STATUS: 1.5}  # letters: a shape, and what Qt itself wants room for
        # A box stands before a name.
        names = widest(NAME, QFontMetrics(theme.font(0, "semibold"))) + 5 * letter
        self.table.name_width = round(min(40 * letter, max(26 * letter, names)))
        self.table.needed = {
            column: round(widest(column, written) + (beside.get(column, 0) + 2) * letter) for column in self.table.wide
        }
        self.table.fit()

    def show_people(
        self,
        people: tuple[Participant, ...],
        services: Sequence[ServiceKind],
        network: Network | None,
        contested: frozenset[str] = frozenset(),
    ) -> None:
        """Show who comes, how many from each service, and which of the network's own services nobody comes from.

        Args:
            contested: ids of those whom two machines wrote differently of.
        """
        self.model.contested = contested
        chosen, row = {participant.id for participant in self.chosen()}, self.table.currentIndex().row()
        self.model.show(people)
        self._fit_columns()
        self._keep_place(chosen, row)
        if self.table.hasFocus():
            self.table.show_cursor()
        self._count()
        present = Counter(participant.service_id for participant in people)
        self._show_services([(service, present[service.id]) for service in services if present[service.id]])
        names = {service.id: service.name for service in services}
        absent = [names[id_] for id_ in network.central_services if not present[id_]] if network else []
        text = _("{services} hører til i nettverket, men har ingen på lista.").format(services=join(absent))
        self.missing.setText(text if absent else "")
        self.missing.setVisible(bool(absent))

    def _show_services(self, counted: Sequence[tuple[ServiceKind, int]]) -> None:
        """A button for each service with how many come from it; pressed, it shows those alone."""
        if counted == self._counted:
            return
        self._counted = list(counted)
        if self._only not in {service.id for service, _count in counted}:
            self._only = ""
            self.proxy.only("")
        self._services_flow.clear()
        self.of_service.clear()
        for service, count_ in counted:
            button = FlatButton(f"{service.name} {count_}", tip=_("Vis bare dem, og alle igjen"))
            button.setProperty("kind", "chip")
            button.setIcon(shapes.icon(service.shape, self._theme().colour("accent"), 14, filled=False))
            button.setCheckable(True)
            button.setChecked(service.id == self._only)
            button.clicked.connect(partial(self._press, service.id))
            self.of_service[service.id] = button
            self._services_flow.addWidget(button)

    def _press(self, service_id: str, _checked: bool = False) -> None:
        self._show_only("" if self._only == service_id else service_id)

    def _show_only(self, service_id: str) -> None:
        self._only = service_id
        for id_, button in self.of_service.items():
            button.setChecked(id_ == self._only)
        self.proxy.only(self._only)
        self._count()

    def show_all(self) -> None:
        """Nothing is searched for, and every service is shown."""
        self.search.clear()
        self._show_only("")

    def _count(self) -> None:
        shown, total = self.proxy.rowCount(), len(self.model.people)
        text = _n("{n} deltaker", "{n} deltakere", total)
        self.title.setText(text if shown == total else _("{shown} av {all}").format(shown=shown, all=text))

        here = count(self.model.people)
        words = [
            _n("{n} er her", "{n} er her", here.present),
            _n("{n} kommer senere", "{n} kommer senere", here.late) if here.late else "",
            _n("{n} borte", "{n} borte", here.absent) if here.absent else "",
        ]
        begun = here.present or here.late
        self.here.setText(" · ".join(word for word in words if word) if begun else _("Mellomrom krysser av for her."))
        self.here.setVisible(bool(total))
        self.rest.setVisible(bool(begun and here.waited_for))
        self.rest.setText(_n("Resten er her · {n}", "Resten er her · {n}", here.waited_for))

    def mark_rest(self) -> None:
        """Everybody of whom nothing is said is here: one ticks those who are missing, and then this."""
        waited_for = [person.id for person in self.model.people if person.attendance is Attendance.REGISTERED]
        if waited_for:
            self.marked.emit(waited_for, Attendance.PRESENT)

    def _mark_chosen(self, status: Attendance) -> None:
        """The chosen get this attendance; once more takes it back."""
        chosen = self.chosen()
        if chosen:
            same = all(person.attendance is status for person in chosen)
            self.marked.emit([person.id for person in chosen], Attendance.REGISTERED if same else status)

    def chosen(self) -> list[Participant]:
        """The participants whose rows are chosen, from the top."""
        return self.proxy.participants(self.table.selectionModel().selectedRows())

    def current(self) -> Participant | None:
        """The participant whose row the cursor is on; None in an empty list."""
        index = self.table.currentIndex()
        return self.proxy.participants([index])[0] if index.isValid() else None

    def choose(self, participant_id: str) -> None:
        """Choose the row of a participant, where the search shows it."""
        self._choose_row(lambda participant: participant.id == participant_id)

    def choose_person(self, person_id: str) -> None:
        """Choose the participant who is this person of the register, where there is one."""
        self._choose_row(lambda participant: participant.person_id == person_id)

    def _keep_place(self, chosen: set[str], row: int) -> None:
        """Choose the same people again where others came or went; where they are gone, the one who stands there now."""
        selection = self.table.selectionModel()
        if not chosen or selection.hasSelection() or not self.proxy.rowCount():
            return
        shown = [self.proxy.index(place, 0) for place in range(self.proxy.rowCount())]
        still = [index for index in shown if self.proxy.participants([index])[0].id in chosen]
        self.table.selectRow((still[0] if still else shown[min(row, len(shown) - 1)]).row())
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for index in still[1:]:
            selection.select(index, flags)

    def _choose_row(self, is_meant: Callable[[Participant], bool]) -> None:
        for number, participant in enumerate(self.model.people):
            if is_meant(participant):
                self.table.selectRow(self.proxy.mapFromSource(self.model.index(number, 0)).row())

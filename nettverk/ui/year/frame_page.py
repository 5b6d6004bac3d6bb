"""Rammer: training in counts per unit, what is asked of the university, and what the year costs; one list of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from nettverk.domain.year.frame import (
    CostLine,
    PartnerRequest,
    RequestState,
    Training,
    TrainingCount,
    cost_name,
    kroner,
    payer_name,
    request_state_name,
    share_words,
    shared,
    training_name,
)
from nettverk.i18n import _, _n, day_month, number
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.widgets import EmptyState, Note, PrimaryButton, Segmented, row

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class FrameOf(StrEnum):
    """Which of the lists."""

    TRAINING = "training"
    PARTNER = "partner"
    COSTS = "costs"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is of, and what stands in its cells."""

    id: str
    cells: tuple[str, ...]


class LineModel(QAbstractTableModel):
    """Rows of texts under a header; figures stand right.

    Attributes:
        figures: the columns that hold figures.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.figures: frozenset[int] = frozenset()

    def show(self, header: tuple[str, ...], lines: Sequence[Line], figures: frozenset[int] = frozenset()) -> None:
        """Show these."""
        self.beginResetModel()
        self.header, self.lines, self.figures = header, tuple(lines), figures
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.figures:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.lines[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.figures:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class LineTable(QTableView):
    """A list that is opened with Enter and shortened with Delete.

    Signals:
        opened, removed: id of the row one is at.
    """

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LineModel(self)
        self.setModel(self.rows)
        quiet(self, name)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda _index: self._tell(self.opened.emit))

    def show_lines(self, header: tuple[str, ...], lines: Sequence[Line], figures: frozenset[int] = frozenset()) -> None:
        """Show these rows; one stays where one was."""
        at = self.line
        place = self.currentIndex().row()
        self.rows.show(header, lines, figures)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        ids = [line.id for line in lines]
        again = ids.index(at.id) if at is not None and at.id in ids else min(max(place, 0), len(ids) - 1)
        if again >= 0:
            self.setCurrentIndex(self.rows.index(again, 0))

    @property
    def line(self) -> Line | None:
        """The row one is at."""
        place = self.currentIndex().row()
        return self.rows.lines[place] if 0 <= place < len(self.rows.lines) else None

    def _tell(self, say: object) -> None:
        line = self.line
        if line is not None and callable(say):
            say(line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes away."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._tell(self.opened.emit)
            case Qt.Key.Key_Delete:
                self._tell(self.removed.emit)
            case _:
                super().keyPressEvent(event)


class FramePage(QWidget):
    """The three lists under one heading.

    Signals:
        wanted: something new in a list. opened, removed: in which list, and the id of the row.
    """

    wanted = Signal(object)
    opened = Signal(object, str)
    removed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training: tuple[TrainingCount, ...] = ()
        self._requests: tuple[PartnerRequest, ...] = ()
        self._costs: tuple[CostLine, ...] = ()
        self.of = Segmented(
            [
                (FrameOf.TRAINING, _("Opplæring")), (FrameOf.PARTNER, _("Universitetet")),
                (FrameOf.COSTS, _("Kostnader")),
            ],
            _("Liste"), self,
        )  # fmt: skip
        self.of.chosen.connect(lambda _key: self._show())
        self.told = Note("", self)
        self.add = PrimaryButton(_("Ny linje"), "plus", self)
        self.add.clicked.connect(lambda: self.wanted.emit(self.which))
        self.table = LineTable(_("Rammer"), self)
        self.table.opened.connect(lambda id_: self.opened.emit(self.which, id_))
        self.table.removed.connect(lambda id_: self.removed.emit(self.which, id_))
        self.nothing = EmptyState(
            "", "", _("Legg til den første"), lambda: self.wanted.emit(self.which), self, icon="list-checks"
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(row(self.of, None, self.add))
        lines.addWidget(self.told)
        lines.addWidget(self._pages, 1)
        HandsFocus(self, self.table)

    @property
    def which(self) -> FrameOf:
        """The list that is shown."""
        return FrameOf(self.of.value())

    def show_frame(
        self, training: tuple[TrainingCount, ...], requests: tuple[PartnerRequest, ...], costs: tuple[CostLine, ...]
    ) -> None:
        """Show what there is of the year."""
        if (training, requests, costs) == (self._training, self._requests, self._costs) and self.table.rows.header:
            return
        self._training, self._requests, self._costs = training, requests, costs
        self._show()

    def _show(self) -> None:
        match self.which:
            case FrameOf.TRAINING:
                self._say(
                    _training_words(self._training), _("Hvem har hatt BTI og CLASS?"),
                    _("Før opp hvor mange i hver enhet som skal ha opplæringen, og hvor mange som har den."
                      " Bare tall, ingen navn."),
                )  # fmt: skip
                self.table.show_lines(
                    (_("Enhet"), _("Opplæring"), _("Skal ha"), _("Har"), _("Mangler"), _("Talt")),
                    [_training_line(item) for item in self._training], frozenset({2, 3, 4}),
                )  # fmt: skip
            case FrameOf.PARTNER:
                agreed = sum(item.state is RequestState.AGREED for item in self._requests)
                wishes = _n("{n} ønske", "{n} ønsker", len(self._requests))
                self._say(
                    _("{requests}, {agreed} avtalt.").format(requests=wishes, agreed=agreed) if self._requests else "",
                    _("Hva trenger dere fra universitetet?"),
                    _("Skriv tema, når og hvem dere ønsker dere, og hva som er avtalt."),
                )  # fmt: skip
                self.table.show_lines(
                    (_("Tema"), _("Når"), _("Hvem"), _("Nettverk"), _("Status")),
                    [_request_line(item) for item in self._requests],
                )  # fmt: skip
            case FrameOf.COSTS:
                spent = shared(self._costs)
                total = _("Til sammen {total}.").format(total=kroner(spent.total))
                self._say(
                    f"{total} {share_words(spent)}" if self._costs else "", _("Hva koster året?"),
                    _("Før opp lokaler, bevertning og annet, og hvem som har betalt. Da ser dere om det deles likt."),
                )  # fmt: skip
                self.table.show_lines(
                    (_("Hva"), _("Dato"), _("Slag"), _("Beløp"), _("Betalt av"), _("Samling"), _("Kom"),
                     _("Per person")),
                    [_cost_line(item) for item in self._costs], frozenset({3, 6, 7}),
                )  # fmt: skip

    def _say(self, told: str, title: str, text: str) -> None:
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.nothing.title.setText(title)
        self.nothing.text.setText(text)
        some = {FrameOf.TRAINING: self._training, FrameOf.PARTNER: self._requests, FrameOf.COSTS: self._costs}
        self._pages.setCurrentIndex(0 if some[self.which] else 1)


def _training_words(counts: tuple[TrainingCount, ...]) -> str:
    trained = []
    for training in Training:
        here = [course for course in counts if course.training is training]
        if here:
            trained.append(
                _("{training}: {trained} av {people} i {units}.").format(
                    training=training_name(training),
                    trained=sum(course.trained for course in here),
                    people=sum(course.people for course in here),
                    units=_n("{n} enhet", "{n} enheter", len(here)),
                )
            )
    return " ".join(trained)


def _training_line(one: TrainingCount) -> Line:
    figures = str(one.people), str(one.trained), str(one.lacking)
    return Line(one.id, (one.unit, training_name(one.training), *figures, day_month(one.counted_on)))


def _request_line(one: PartnerRequest) -> Line:
    when = day_month(one.wanted_on) if one.wanted_on else ""
    return Line(one.id, (one.theme, when, one.who, one.network, request_state_name(one.state)))


def _cost_line(one: CostLine) -> Line:
    each = kroner(one.each) if one.each is not None else ""
    heads = number(one.heads) if one.heads is not None else ""
    return Line(
        one.id,
        (one.what, day_month(one.spent_on), cost_name(one.kind), kroner(one.amount), payer_name(one.paid_by),
         one.gathering, heads, each),
    )  # fmt: skip

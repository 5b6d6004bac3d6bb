"""Proposed gatherings, a row each: whether it is to be made, and a day and a theme that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.year.days import SchoolHoliday
from nettverk.domain.year.items import Entry
from nettverk.domain.year.series import Proposal, clashes
from nettverk.i18n import _
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Small, set_tone

_AGAIN_MS = 60


class ProposalRow(QWidget):
    """One gathering that does not exist yet.

    Signals:
        changed: something in it was changed by the user.
    """

    changed = Signal()

    def __init__(self, proposal: Proposal, parent: QWidget) -> None:
        super().__init__(parent)
        self._proposal = proposal
        name = " · ".join(
            word for word in (proposal.network, proposal.district or _("Alle bydeler"), f"{proposal.number}") if word
        )
        self.wanted = NamedCheckBox(name, self)
        self.wanted.setChecked(proposal.wanted and proposal.day is not None)
        self.day = DayField(lambda: proposal.day or _today(), self, optional=False)
        self.day.fill(proposal.day)
        self.day.setAccessibleName(_("Dag for {name}").format(name=name))
        self.theme_line = QLineEdit(proposal.theme, self)
        self.theme_line.setMaxLength(200)
        self.theme_line.setPlaceholderText(_("Tema"))
        self.theme_line.setAccessibleName(_("Tema for {name}").format(name=name))
        self.said = Small("", self, wrap=True)
        set_tone(self.said, "warn")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.wanted, 0, 0, 1, 2)
        grid.addWidget(self.day, 1, 0)
        grid.addWidget(self.theme_line, 1, 1)
        grid.addWidget(self.said, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.said.hide()
        self.touched = False
        for signal in (self.day.taken, self.theme_line.textEdited, self.wanted.clicked):
            signal.connect(self._changed)

    def _changed(self) -> None:
        self.touched = True
        self.changed.emit()

    @property
    def proposal(self) -> Proposal:
        """It as it reads now."""
        return replace(
            self._proposal, day=self.day.day(), theme=self.theme_line.text().strip(), wanted=self.wanted.isChecked()
        )

    def tell(self, words: Sequence[str]) -> None:
        """Say what stands in its way."""
        self.said.setText(" ".join(words))
        self.said.setVisible(bool(words))
        self.day.line.setAccessibleDescription(" ".join(words))


class ProposalRows(QWidget):
    """The rows below each other; a change in one may stand in the way of another.

    Signals:
        changed: what is proposed reads otherwise now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ProposalRow] = []
        self._known: Sequence[Entry] = ()
        self._holidays: Sequence[SchoolHoliday] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.look)

    def show_proposals(
        self, proposals: Sequence[Proposal], known: Sequence[Entry], holidays: Sequence[SchoolHoliday]
    ) -> None:
        """Show these; a row that somebody has changed stays as they changed it, while it is the same gathering."""
        kept = {_same(row.proposal): row.proposal for row in self.rows if row.touched}
        self._known, self._holidays = known, holidays
        for row in self.rows:
            row.hide()
            self._box.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for proposal in proposals:
            row = ProposalRow(kept.get(_same(proposal), proposal), self)
            row.touched = _same(proposal) in kept
            row.theme_line.setModified(row.touched)  # still typed by somebody, and not handed in
            row.changed.connect(self._again.start)
            self._box.addWidget(row)
            self.rows.append(row)
        self.look()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All of them as they read now."""
        return tuple(row.proposal for row in self.rows)

    @property
    def wanted(self) -> int:
        """How many are to be made."""
        return sum(proposal.wanted and proposal.day is not None for proposal in self.proposals)

    def settle(self) -> bool:
        """Take every day that is typed; False where one cannot be read, and its field says why."""
        for row in self.rows:
            if row.wanted.isChecked() and not row.day.settle():
                row.day.setFocus()
                return False
        return True

    def look(self) -> None:
        """Say what stands in the way of each."""
        clashing = clashes(self.proposals, self._known, self._holidays)
        for place, row in enumerate(self.rows):
            nowhere = () if row.day.day() else (_("Ingen ledig dag. Skriv en selv."),)
            row.tell(nowhere or clashing.get(place, ()))
        self.changed.emit()


def _same(proposal: Proposal) -> tuple[object, ...]:
    """What makes two proposals the same gathering."""
    return proposal.network_id, proposal.district_id, proposal.number, proposal.copy_of


def _today() -> date:
    from nettverk.domain.now import today

    return today()

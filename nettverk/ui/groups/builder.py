"""Making groups: read, search in another process, store; with progress, and a stop that keeps the best."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from nettverk.domain.groups import GroupsBy
from nettverk.i18n import _
from nettverk.services.groups import groupings
from nettverk.services.groups.board import Board, Wish
from nettverk.services.groups.groupings import Task
from nettverk.services.groups.solver import Score, Solution
from nettverk.services.lane import Report
from nettverk.ui.common.basics import Label
from nettverk.ui.common.lane import Work
from nettverk.ui.common.widgets import QuietButton, row
from nettverk.ui.common.workspace import Workspace

PATIENCE_MS = 250
"""A search that is over sooner shows no progress."""


class Builder(QObject):
    """Makes the groups of one part at a time.

    Signals:
        began, ended: a search is under way, and is over.
        told: the figures of the best so far.
        failed: a sentence on why there are no new groups.
        kept: groups were stored: the board before, and how it went in a sentence (empty where all is well).
    """

    began = Signal()
    ended = Signal()
    told = Signal(object)
    failed = Signal(str)
    kept = Signal(object, str)
    _heard = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._work: Work | None = None
        self._heard.connect(self.told)

    @property
    def busy(self) -> bool:
        """Whether a search is under way; a second one is not begun."""
        return self._work is not None

    def own_units(self, board: Board, wish: Wish) -> None:
        """A table for each unit; that needs no search."""
        self._workspace.lane.change(
            lambda store: groupings.own_units(store, board.part_id, join_singles=wish.join_singles),
            lambda _changes: self.kept.emit(board, ""),
            self,
            failed=self.failed.emit,
        )

    def build(self, part_id: str, wish: Wish, seed: int) -> None:
        """Make the mixed groups of a part."""
        # One search at a time: its figures are shown in one bar, and stopping must be about the one that is seen.
        if self._work is not None:
            return
        size = wish.amount if wish.by is GroupsBy.SIZE else None
        tables = wish.amount if wish.by is GroupsBy.TABLES else None
        self._workspace.lane.ask(
            lambda store: groupings.prepare(
                store,
                part_id,
                size=size,
                tables=tables,
                rounds=wish.rounds,
                hosts_stay=wish.hosts_stay,
                seed=seed,
            ),
            self._search,
            self,
            failed=self.failed.emit,
        )

    def stop(self) -> None:
        """Stop searching; the best found is used."""
        if self._work is not None:
            self._work.cancel()

    def _search(self, task: Task) -> None:
        def job(report: Report) -> Solution:
            # The search tells of itself in the thread of its lane; a signal brings it to that of the windows.
            def tell(_done: float | None, figures: Score) -> None:
                self._heard.emit(figures)

            # Apart: in a process of its own, since in a thread the search would hold up the window all the same.
            return groupings.solve(task, progress=tell, cancelled=report.cancelled, apart=True)

        self.began.emit()
        label = _("Lager grupper")
        self._work = self._workspace.lane.work(
            job, lambda solution: self._keep(task, solution), self, label, failed=self._failed
        )
        self._work.ended.connect(self._over)

    def _keep(self, task: Task, solution: Solution) -> None:
        remark = _("Stoppet. Det beste så langt blir brukt.") if solution.stopped else ""
        self._workspace.lane.change(
            lambda store: groupings.keep(store, task, solution),
            lambda _changes: self.kept.emit(task.board, remark),
            self,
        )

    def _failed(self, sentence: str) -> None:
        self.failed.emit(sentence)

    def _over(self) -> None:
        self._work = None
        self.ended.emit()


class BuilderBar(QFrame):
    """Says how the search goes while it lasts, with a button that takes the best so far."""

    def __init__(self, builder: Builder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._text = Label(_("Prøver ut grupper …"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Framdrift"))
        stop = QuietButton(_("Bruk det beste nå"))
        stop.clicked.connect(builder.stop)
        layout = row(self._bar, self._text, None, stop, gap=16)
        layout.setContentsMargins(16, 9, 12, 9)
        self.setLayout(layout)
        self.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        builder.began.connect(self._begin)
        builder.ended.connect(self._end)
        builder.told.connect(self._tell)

    def _begin(self) -> None:
        self._text.setText(_("Prøver ut grupper …"))
        self._patience.start()

    def _end(self) -> None:
        self._patience.stop()
        self.hide()

    def _tell(self, figures: Score) -> None:
        if figures.same_unit:
            text = _("Beste så langt: {count} par fra samme enhet, {repeats} gjentatte møter")
        elif figures.repeats:
            text = _("Beste så langt: ingen fra samme enhet sammen, {repeats} gjentatte møter")
        else:
            text = _("Beste så langt: bare nye møter. Jevner ut tjenestene …")
        self._text.setText(text.format(count=figures.same_unit, repeats=figures.repeats))

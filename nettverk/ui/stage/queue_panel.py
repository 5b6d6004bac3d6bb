"""Innleggskø: who shares next, with slides and a clock each; order can be changed while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.contributions import Contribution
from nettverk.domain.registry import Unit
from nettverk.domain.rundown import ZERO, Rundown
from nettverk.domain.walls import figures, used
from nettverk.i18n import _, _n, join
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, KeyCap, Note, PrimaryButton, QuietButton, Small, row

_ID = Qt.ItemDataRole.UserRole
_PASSED_ON = frozenset(
    (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_F5)
)


class QueuePanel(QFrame):
    """The queue of a part.

    Signals:
        begun: id of a contribution to start, empty to end the one that is on.
        shown: id of a contribution whose slides are wanted on the wall.
        moved: id and place.
        edited: id, field and value.
        added: a new one is wanted.
        removed: id.
        attached: id and path of a PDF.
        left: Escape.
        passed: a key that is the presenter's: a clicker's, or the clock's.
    """

    begun = Signal(str)
    shown = Signal(str)
    moved = Signal(str, int)
    edited = Signal(str, str, object)
    added = Signal()
    removed = Signal(str)
    attached = Signal(str, str)
    left = Signal()
    passed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAcceptDrops(True)
        self._queue: tuple[Contribution, ...] = ()
        self._filling = False
        self.title = Heading(_("Innlegg"), 2, self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Innlegg i rekkefølge"))
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.empty = Note(_("Ingen innlegg ennå. Legg til det første, og slipp gjerne en PDF her."), self)
        self.missing = Note("", self)
        self.begin = PrimaryButton(_("Start innlegg") + "   ↵", parent=self)
        self.slides = QuietButton(_("Vis lysbilder") + "   L", parent=self)
        self.earlier = QuietButton(_("Før") + "   Ctrl ↑", parent=self)
        self.later = QuietButton(_("Senere") + "   Ctrl ↓", parent=self)
        self.new = QuietButton(_("Nytt innlegg"), "plus", self)
        self.remove = QuietButton(_("Fjern"), parent=self)
        self.speaker, self.subject = QLineEdit(self), QLineEdit(self)
        self.unit, self.minutes = QComboBox(self), QSpinBox(self)
        self.pdf = QuietButton(_("Velg PDF …"), "file-text", self)
        self.pdf_name = Small("", self, wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        close = QuietButton(_("Ferdig") + "   Esc", parent=self)
        close.clicked.connect(self.left)
        self.speaker.setAccessibleName(_("Hvem"))
        self.subject.setAccessibleName(_("Tittel"))
        self.unit.setAccessibleName(_("Enhet"))
        self.minutes.setAccessibleName(_("Minutter"))
        self.minutes.setRange(0, 240)
        self.minutes.setSuffix(_(" min"))
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        left.addLayout(row(self.begin, self.slides, self.earlier, self.later, None))
        left.addWidget(self.missing)
        self.form = QFrame(self)
        self.form.setProperty("kind", "card")
        fields = QVBoxLayout(self.form)
        fields.setContentsMargins(16, 14, 16, 16)
        fields.setSpacing(4)
        for label, field in (
            (_("Hvem"), self.speaker),
            (_("Tittel"), self.subject),
            (_("Enhet"), self.unit),
            (_("Tid"), self.minutes),
        ):
            fields.addWidget(Small(label, self.form, strong=True))
            fields.addWidget(field)
            fields.addSpacing(6)
        fields.addLayout(row(self.pdf, None))
        fields.addWidget(self.pdf_name)
        fields.addSpacing(8)
        fields.addLayout(row(self.remove, None))
        right = QVBoxLayout()
        right.addLayout(row(self.new, None))
        right.addWidget(self.form)
        right.addStretch(1)
        holder = QWidget(self)
        holder.setFixedWidth(320)
        right.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(right)
        body = QHBoxLayout()
        body.setSpacing(28)
        body.addLayout(left, 1)
        body.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(row(self.title, KeyCap("P", self), None, close))
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._fill())
        self.list.itemActivated.connect(lambda _item: self._begin())
        self.list.installEventFilter(self)
        self.begin.clicked.connect(self._begin)
        self.slides.clicked.connect(lambda: self.shown.emit(self.chosen))
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.new.clicked.connect(self.added)
        self.remove.clicked.connect(lambda: self.removed.emit(self.chosen))
        self.pdf.clicked.connect(self._pick)
        self.speaker.textEdited.connect(lambda text: self._edit("speaker", text))
        self.subject.textEdited.connect(lambda text: self._edit("title", text))
        self.unit.activated.connect(lambda _i: self._edit("unit_id", self.unit.currentData()))
        self.minutes.valueChanged.connect(lambda value: self._edit("minutes", value))

    # --- what is shown ---

    @property
    def chosen(self) -> str:
        """Id of the contribution one has chosen, empty for none."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def show_queue(
        self,
        title: str,
        queue: tuple[Contribution, ...],
        units: Sequence[Unit],
        missing: Sequence[Unit],
        choose: str = "",
    ) -> None:
        """The contributions of a part, the units one can choose, and those that have not presented this year."""
        self.title.setText(_("Innlegg: {part}").format(part=title) if title else _("Innlegg"))
        keep = choose or self.chosen
        self._queue = queue
        self._filling = True
        if self.unit.count() != len(units) + 1:
            self.unit.clear()
            self.unit.addItem("–", "")
            for unit in units:
                self.unit.addItem(unit.name, unit.id)
        if [self.list.item(i).data(_ID) for i in range(self.list.count())] != [one.id for one in queue]:
            self.list.clear()
            for one in queue:
                item = QListWidgetItem()
                item.setData(_ID, one.id)
                self.list.addItem(item)
        place = next((i for i, one in enumerate(queue) if one.id == keep), 0)
        if queue:
            self.list.setCurrentRow(place)
        self._filling = False
        self.empty.setVisible(not queue)
        self.list.setVisible(bool(queue))
        self.form.setVisible(bool(queue))
        # All of them where there is room: it is the answer to «hvem har ikke delt ennå?».
        roomy = self.height() >= 540 * max(1.0, in_force().scale)
        names = [unit.name for unit in missing[: 30 if roomy else 6]]
        self.missing.setToolTip(join([unit.name for unit in missing]))
        more = len(missing) - len(names)
        if more > 0:
            names.append(_n("{n} til", "{n} til", more))
        self.missing.setText(_("Ikke hatt innlegg i år: {units}.").format(units=join(names)) if names else "")
        self._fill()

    def show_clock(self, rundown: Rundown) -> None:
        """Each contribution with its own time, used or left."""
        for i, one in enumerate(self._queue):
            item = self.list.item(i)
            if item is not None:
                words = self._line(one, rundown)
                if words != item.text():
                    item.setText(words)
        on = bool(rundown.contribution) and rundown.contribution == self.chosen
        self.begin.setText((_("Avslutt innlegg") if on else _("Start innlegg")) + "   ↵")

    @staticmethod
    def _line(one: Contribution, rundown: Rundown) -> str:
        who = " · ".join(word for word in (one.speaker, one.unit_name, one.title) if word) or _("Nytt innlegg")
        if one.id == rundown.contribution:
            left = timedelta(minutes=one.minutes) - rundown.contribution_spent
            told = figures(left) if left >= ZERO else f"+{used(-left)}"
            return _("▶ {time} igjen   {who}").format(who=who, time=told)
        spent = rundown.contributions.get(one.id)
        if spent:
            return _("✓ {time} brukt   {who}").format(who=who, time=used(spent))
        pdf = _n(" · {n} lysbilde", " · {n} lysbilder", one.pages) if one.pages else ""
        return f"{one.minutes} min   {who}{pdf}"

    def _fill(self) -> None:
        one = next((one for one in self._queue if one.id == self.chosen), None)
        self._filling = True
        if one is not None:
            for field, text in ((self.speaker, one.speaker), (self.subject, one.title)):
                if field.text() != text and not field.hasFocus():
                    field.setText(text)
            self.unit.setCurrentIndex(max(0, self.unit.findData(one.unit_id)))
            if not self.minutes.hasFocus():
                self.minutes.setValue(one.minutes)
            pages = _n("{n} side", "{n} sider", one.pages)
            self.pdf_name.setText(
                f"{one.slides_name} · {pages}" if one.pages else _("Ingen lysbilder. Slipp en PDF her.")
            )
        self.slides.setEnabled(bool(one and one.pages))
        for button in (self.begin, self.earlier, self.later):
            button.setEnabled(one is not None)
        self._filling = False

    # --- what is done ---

    def _edit(self, field: str, value: object) -> None:
        if not self._filling and self.chosen:
            self.edited.emit(self.chosen, field, value)

    def _begin(self) -> None:
        if self.chosen:
            self.begun.emit(self.chosen)

    def _move(self, by: int) -> None:
        place = self.list.currentRow() + by
        if self.chosen and 0 <= place < self.list.count():
            self.moved.emit(self.chosen, place)

    def _pick(self) -> None:
        """A file window that is not modal: the clock and the keys go on."""
        dialog = QFileDialog(self, _("Velg lysbilder"), "", _("PDF (*.pdf)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        chosen = self.chosen
        dialog.fileSelected.connect(lambda path: self.attached.emit(chosen, path))
        dialog.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A PDF may be dropped."""
        if any(url.toLocalFile().lower().endswith(".pdf") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It belongs to the chosen contribution."""
        for url in event.mimeData().urls():
            if url.toLocalFile().lower().endswith(".pdf") and self.chosen:
                self.attached.emit(self.chosen, url.toLocalFile())
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and an arrow moves; L shows slides."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_L and not control:
                if self.slides.isEnabled():
                    self.shown.emit(self.chosen)
                return True
            if not control and event.key() in _PASSED_ON:
                self.passed.emit(event)  # the clicker goes on working with the queue open
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""Innleggskø: who shares next, with slides and a clock each; order can be changed while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.contributions import Contribution
from nettverk.domain.registry import Unit
from nettverk.domain.rundown.state import Rundown
from nettverk.i18n import _, _c, _n, join
from nettverk.services.picture_pages import ENDINGS
from nettverk.services.slides import OFFICE
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import FlowLayout, KeyCap, Note, PrimaryButton, QuietButton, Segmented, Small, row
from nettverk.ui.stage.key_commands import command_of
from nettverk.ui.stage.queue.offers import OffersBox
from nettverk.ui.stage.queue.password_field import PasswordField
from nettverk.ui.stage.queue.rows import QUEUE_ROW, QueueDelegate, queue_row

_ID = Qt.ItemDataRole.UserRole
_OWN = frozenset(
    (
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
    )
)  # fmt: skip
"""What the list answers to itself."""


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
        dismissed: Escape.
        passed: a key that is the presenter's: a clicker's, or the clock's.
        turned: id of the part whose queue is wanted.
    """

    begun = Signal(str)
    shown = Signal(str)
    moved = Signal(str, int)
    edited = Signal(str, str, object)
    added = Signal()
    removed = Signal(str)
    attached = Signal(str, str)
    dismissed = Signal()
    passed = Signal(object)
    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAcceptDrops(True)
        self._queue: tuple[Contribution, ...] = ()
        self._missing: list[str] = []
        self._on = ""
        self._filling = False
        self.folder = ""  # where files were taken from last: three files from a stick are one walk
        self.title = Elided(_c("overskrift", "Innlegg"), self)
        self.title.setProperty("kind", "heading")
        self.title.setProperty("step", "2")
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Innlegg i rekkefølge"))
        self.setFocusProxy(self.list)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(QueueDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.password = PasswordField(self)
        self.empty = Note("", self)
        self.first = PrimaryButton(_("Velg PDF eller bilde …"), "file-text", self)
        self.parts = Segmented((), _("Del"), self)
        self.missing, self.missing_far = Note("", self), Note("", self)
        self.begin = PrimaryButton("", parent=self)
        self.slides, self.earlier, self.later = (QuietButton("", parent=self) for _button in range(3))
        self.new = QuietButton(_("Nytt innlegg"), "plus", self)
        self.offers = OffersBox(self)
        self.remove = QuietButton(_("Fjern"), parent=self)
        self.speaker, self.subject = QLineEdit(self), QLineEdit(self)
        self.unit, self.minutes = ComboBox(self), SpinBox(self)
        self.pdf = QuietButton(_("Velg fil …"), "file-text", self)
        self.pdf_name = Small("", self, wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        close = QuietButton(_("Ferdig") + "   Esc", parent=self)
        close.clicked.connect(self.dismissed)
        self.speaker.setAccessibleName(_("Hvem"))
        self.subject.setAccessibleName(_("Tittel"))
        self.unit.setAccessibleName(_("Enhet"))
        self.minutes.setAccessibleName(_("Minutter"))
        self.minutes.setRange(0, 240)
        self.minutes.setSuffix(_(" min"))
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.password)
        left.addWidget(self.empty)
        left.addLayout(row(self.first, None))
        self._air = QWidget(self)
        left.addWidget(self._air, 1)
        left.addWidget(self.list, 1)
        buttons = FlowLayout(gap=8)
        for button in (self.begin, self.slides, self.earlier, self.later):
            buttons.addWidget(button)
        left.addLayout(buttons)
        left.addWidget(self.missing)
        self._right = self._scrolled(self._make_form())
        body = QHBoxLayout()
        body.setSpacing(28)
        body.addLayout(left, 1)
        body.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 24, 16)
        column.setSpacing(12)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addLayout(row(self.title, KeyCap("P", self), None, close))
        column.addLayout(row(self.parts, None))
        column.addLayout(body, 1)

    def _make_form(self) -> QWidget:
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
        # A long name of a unit must not make the form wider than its place.
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMinimumContentsLength(8)
        fields.addLayout(row(self.pdf, None))
        fields.addWidget(self.pdf_name)
        fields.addSpacing(8)
        fields.addLayout(row(self.remove, None))
        holder = QWidget(self)
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 8, 0)
        right.addLayout(row(self.new, None))
        right.addWidget(self.offers)
        right.addWidget(self.form)
        right.addWidget(self.missing_far)
        right.addStretch(1)
        return holder

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(widget)
        scroll.setAccessibleName(_("Innlegget"))
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list has the most of it; with large text the form is scrolled."""
        super().resizeEvent(event)
        self._right.setFixedWidth(round(min(328 * in_force().growth, self.width() * 0.37)))
        self._say_buttons()
        self._tell_missing()
        self.list.doItemsLayout()
        self._in_sight()

    def _in_sight(self) -> None:
        """The one that Enter begins is seen."""
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem())

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
        self.first.clicked.connect(self._pick)
        self.parts.chosen.connect(self.turned)
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

    def show_parts(self, parts: Sequence[tuple[str, str]], chosen: str) -> None:
        """The parts that can have slides and contributions, as (id, name), and the one whose queue is shown."""
        self.parts.set_choices(parts)
        self.parts.choose(chosen)
        self.parts.setVisible(len(parts) > 1)

    def show_queue(
        self,
        title: str,
        queue: tuple[Contribution, ...],
        units: Sequence[Unit],
        missing: Sequence[Unit],
        choose: str = "",
        *,
        alone: bool = False,
    ) -> None:
        """The contributions of a part, the units they may be from, and those that have not presented this year.

        Args:
            alone: the part has one speaker, as Teori.
        """
        self.title.setText(_("Innlegg · {part}").format(part=title) if title else _c("overskrift", "Innlegg"))
        keep = choose or self.chosen
        self._queue = queue
        self._filling = True
        if self.unit.count() != len(units) + 1:
            self.unit.clear()
            self.unit.addItem("–", "")
            for unit in units:
                self.unit.addItem(unit.name, unit.id)
        listed = [self.list.item(i).data(_ID) for i in range(self.list.count())]
        if listed != [contribution.id for contribution in queue]:
            self.list.clear()
            for contribution in queue:
                item = QListWidgetItem()
                item.setData(_ID, contribution.id)
                self.list.addItem(item)
        row_number = next((i for i, contribution in enumerate(queue) if contribution.id == keep), 0)
        if queue:
            self.list.setCurrentRow(row_number)
            if choose:
                QTimer.singleShot(0, self.list, self._in_sight)  # after the rows have got their heights
        self._filling = False
        self._offer_first(alone=alone)
        self._missing = [unit.name for unit in missing]
        self._tell_missing()
        self._fill()

    def _offer_first(self, *, alone: bool) -> None:
        """Before there is anybody in the queue: what belongs here, and the first step."""
        has_queue = bool(self._queue)
        self.empty.setText(
            _(
                "Ingen lysbilder ennå. Slipp en PDF her, eller velg fila. Trykk Page Down for å vise dem når "
                "delen er i gang."
            )
            if alone
            else _("Ingen innlegg ennå. Legg til det første, og slipp gjerne en PDF her.")
        )
        for offer in (self.empty, self.first, self._air):
            offer.setVisible(not has_queue)
        for button in (self.begin, self.slides, self.earlier, self.later):
            button.setVisible(has_queue)
        self.list.setVisible(has_queue)
        self.form.setVisible(has_queue)

    def _tell_missing(self) -> None:
        """All of them: it is the answer to «hvem har ikke delt ennå?». Under the list only where that has room."""
        names = join(self._missing)
        words = _("Har ikke hatt innlegg i år: {units}.").format(units=names) if names else ""
        here = self.height() >= 540 * in_force().growth
        self.missing.setText(words if here else "")
        self.missing_far.setText("" if here else words)
        self.missing.setVisible(bool(words) and here)
        self.missing_far.setVisible(bool(words) and not here)

    def show_clock(self, rundown: Rundown, absent: frozenset[str] = frozenset()) -> None:
        """Each contribution with its own time, used or left."""
        lines_changed = False
        for i, contribution in enumerate(self._queue):
            item = self.list.item(i)
            words = queue_row(contribution, i + 1, rundown, away=contribution.id in absent)
            if item is not None and words != item.data(QUEUE_ROW):
                before = item.data(QUEUE_ROW)
                lines_changed = lines_changed or before is None or replace(before, clock=words.clock) != words
                lines_changed = lines_changed or len(before.clock) != len(words.clock)
                item.setData(QUEUE_ROW, words)
                item.setText(words.spoken)
        if lines_changed:
            self.list.doItemsLayout()  # other words may need other lines
        self._on = rundown.contribution
        self._say_buttons()

    def _say_buttons(self) -> None:
        """Fewer words where it is narrow; a screen reader has all of them."""
        on = bool(self._on) and self._on == self.chosen
        short = self.width() < 900 * in_force().growth
        for button, long, brief, key in (
            (self.begin, _("Avslutt innlegg") if on else _("Start innlegg"), _("Avslutt") if on else _("Start"), "↵"),
            (self.slides, _("Vis lysbilder"), _("Lysbilder"), "L"),
            (self.earlier, _("Flytt opp"), "", "Ctrl ↑"),
            (self.later, _("Flytt ned"), "", "Ctrl ↓"),
        ):
            button.setText("   ".join(word for word in (brief if short else long, key) if word))
            button.setAccessibleName(long)
            set_tip(button, long if short else "")

    def _fill(self) -> None:
        contribution = next((row for row in self._queue if row.id == self.chosen), None)
        self._filling = True
        if contribution is not None:
            for field, text in ((self.speaker, contribution.speaker), (self.subject, contribution.title)):
                # What somebody is typing at this moment is never written over.
                if field.text() != text and not field.hasFocus():
                    field.setText(text)
                    field.setCursorPosition(0)
            self.unit.setCurrentIndex(max(0, self.unit.findData(contribution.unit_id)))
            if not self.minutes.hasFocus():
                self.minutes.setValue(contribution.minutes)
            if contribution.pages:
                pages = _n("{n} side", "{n} sider", contribution.pages)
                self.pdf_name.setText(f"{contribution.slides_name} · {pages}")
            else:
                self.pdf_name.setText(_("Ingen lysbilder. Slipp fila her."))
        self.slides.setEnabled(bool(contribution and contribution.pages))
        for button in (self.begin, self.earlier, self.later):
            button.setEnabled(contribution is not None)
        self._filling = False

    # --- what is done ---

    def _edit(self, field: str, value: object) -> None:
        # Filling the fields in changes them too; only what the user types is stored.
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
        dialog = QFileDialog(self, _("Velg lysbilder"), self.folder, _("PDF og bilder (*.pdf *.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Nothing modal is shown while a gathering runs.
        dialog.setModal(False)
        chosen = self.chosen
        dialog.fileSelected.connect(lambda path: self.attached.emit(chosen, path))
        dialog.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A PDF or a picture may be dropped; of other slides one is told what to do with them."""
        if any(url.toLocalFile().lower().endswith((".pdf", *ENDINGS, *OFFICE)) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It belongs to the chosen contribution, or to the part where there is none."""
        for url in event.mimeData().urls():
            if url.toLocalFile().lower().endswith((".pdf", *ENDINGS, *OFFICE)):
                self.attached.emit(self.chosen, url.toLocalFile())
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and an arrow moves; L shows slides. In another width the words take other lines."""
        if watched is self.list and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self.list, self.list.doItemsLayout)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_L and not control:
                if self.slides.isEnabled():
                    self.shown.emit(self.chosen)
                return True
            if event.key() not in _OWN and command_of(event) is not None:
                self.passed.emit(event)  # every other key, and the clicker, goes on working with the queue open
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the queue away; other keys are Qt's."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

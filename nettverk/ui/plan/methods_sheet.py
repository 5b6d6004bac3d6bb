"""Arbeidsmåter: every way of working there is, what it is good for, how it goes, and one's own to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.methods import Method, method_name
from nettverk.domain.plan import Part
from nettverk.domain.rooms import RoomKey
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _
from nettverk.services import methods
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.method_views import USUAL_MINUTES, MethodFields, MethodStory
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton, PrimaryButton, QuietButton, Sheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.editor import PlanEditor


class MethodsSheet(Sheet):
    """All ways of working in a list, the chosen one below it.

    Signals:
        wanted: id of the method that the chosen part is to have.
    """

    wanted = Signal(str)

    def __init__(self, workspace: Workspace, host: QWidget, autosave: Autosave) -> None:
        super().__init__(_("Arbeidsmåter"), host, width=520)
        belongs_to(self, ManualPage.TASKS)
        self._workspace, self._autosave = workspace, autosave
        self._methods: Mapping[str, Method] = {}
        self._part: Part | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(_("Arbeidsmåter"))
        self.list.setUniformItemSizes(True)
        self.list.currentItemChanged.connect(lambda *_items: self._show())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.story = MethodStory()
        self.fields = MethodFields(autosave)
        self.fields.typed.connect(self._type)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.story)
        self._pages.addWidget(self.fields)
        self.body.addWidget(self.list)
        self.body.addSpacing(8)
        self.body.addWidget(self._pages, 1)
        self.use = PrimaryButton(_("Bruk i delen"))
        self.use.clicked.connect(self._use)
        self.copy = QuietButton(_("Lag din egen"), "copy")
        self.copy.clicked.connect(self._copy)
        self.away = FlatButton(_("Fjern"), "trash-2")
        self.away.clicked.connect(self._remove)
        for button in (self.use, self.copy):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.away)

    # --- showing ---

    def offer(self, known: Mapping[str, Method], part: Part | None) -> None:
        """Show the methods there are, and the part that one of them may be chosen for; what is chosen stays."""
        chosen = self._chosen_id()
        self._part = part
        if list(known.values()) != list(self._methods.values()):
            self._methods = dict(known)
            self._fill(chosen)
        self.use.setVisible(part is not None)
        if part is not None:
            self.use.setAccessibleDescription(part.title)
        self._show()

    def show_for(self, part: Part | None) -> None:
        """Open on the method of the part."""
        self._part = part
        self._choose(part.method.id if part is not None and part.method else self._chosen_id())
        self._show()
        self.open(self.list)

    def _fill(self, chosen: str) -> None:
        self.list.blockSignals(True)  # one showing for the whole list, at the end
        self.list.clear()
        for method in self._methods.values():
            words = method.name.here if not method.own else _("{name} · laget hos oss").format(name=method.name.here)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, method.id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._choose(chosen)
        height = max(1, self.list.sizeHintForRow(0))
        rows = min(10, self.list.count())
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + round(4 * in_force().growth))

    def _choose(self, method_id: str) -> None:
        ids = list(self._methods)
        self.list.setCurrentRow(ids.index(method_id) if method_id in ids else 0)

    def _chosen_id(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def chosen(self) -> Method | None:
        """The method that is chosen in the list."""
        return self._methods.get(self._chosen_id())

    def _show(self) -> None:
        method = self.chosen()
        self.away.setVisible(method is not None and method.own)
        if method is None:
            return
        self.use.setEnabled(self._part is None or method_name(self._part.method) != method.name.here)
        if method.own:
            self.fields.show_method(method)
        else:
            self.story.tell(method, self._part.minutes if self._part is not None else USUAL_MINUTES)
        self._pages.setCurrentWidget(self.fields if method.own else self.story)

    # --- changing ---

    def _use(self) -> None:
        method = self.chosen()
        if method is not None and self._part is not None:
            self.fields.flush()
            self.wanted.emit(method.id)
            self.close_sheet()

    def _copy(self) -> None:
        method = self.chosen()
        if method is None:
            return
        method_id = method.id

        def made(changes: Changes) -> None:
            # The list has been read again by then: whoever shows it hears of the change first.
            self._workspace.lane.ask(methods.all_, lambda known: self._begin(known, changes.made), self)

        self._change(lambda store: methods.copy(store, method_id), made)

    def _begin(self, known: Mapping[str, Method], method_id: str) -> None:
        self.offer(known, self._part)
        self._choose(method_id)
        self._show()
        name = self.fields.input("name")
        name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        method = self.chosen()
        if method is None or not method.own:
            return
        self._change(
            lambda store: methods.remove(store, method.id),
            lambda _changes: self._workspace.say(
                _("{name} er fjernet.").format(name=method.name.here), _("Angre"), self._workspace.lane.undo
            ),
        )

    def _change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None]) -> None:
        self._workspace.lane.change(job, then, self, failed=self._workspace.say)

    def _type(self, field: str, value: object) -> None:
        method_id = self.fields.subject
        typed = TypedField(Owner.METHOD, method_id, field, str(value))
        self._autosave.store((method_id, field), typed, self._workspace.say)


class MethodChooser(QObject):
    """Opens the sheet of methods for the chosen part of a plan, and gives the part the one that is wanted.

    Attributes:
        sheet: the sheet, once it has been opened.

    Args:
        chosen_part: the part that is chosen in the plan, or None.
    """

    def __init__(
        self, workspace: Workspace, editor: PlanEditor, host: QWidget, chosen_part: Callable[[], Part | None]
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._workspace, self._editor, self._host, self._chosen_part = workspace, editor, host, chosen_part
        self._methods: Mapping[str, Method] = {}
        self.sheet: MethodsSheet | None = None

    def offer(self, known: Sequence[Method]) -> None:
        """The methods there are; an open sheet shows them at once."""
        self._methods = {method.id: method for method in known}
        if self.sheet is not None and not self.sheet.isHidden():
            self.sheet.offer(self._methods, self._chosen_part())

    def show(self) -> None:
        """Open the sheet, on the method of the chosen part."""
        if self.sheet is None:
            self.sheet = MethodsSheet(self._workspace, self._host, Autosave.of(self._workspace, RoomKey.PLAN))
            self.sheet.wanted.connect(self._use)
        # Without a gathering the plan has read nothing yet, and there are methods all the same.
        self._workspace.lane.ask(methods.all_, self._open, self)

    def _open(self, known: Mapping[str, Method]) -> None:
        assert self.sheet is not None
        self._methods = known
        self.sheet.offer(known, self._chosen_part())
        self.sheet.show_for(self._chosen_part())

    def _use(self, method_id: str) -> None:
        if part := self._chosen_part():
            self._editor.store_field(part.id, "method", method_id)

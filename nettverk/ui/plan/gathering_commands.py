"""What one does with a whole gathering: begin a new one, copy it, remove it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Gathering
from nettverk.domain.trash import DAYS, Weight
from nettverk.i18n import _
from nettverk.services import gatherings, own_templates, trash
from nettverk.services.templates import Template
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.confirm_sheet import confirm
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.copy_sheet import CopySheet
from nettverk.ui.plan.editor import PlanEditor
from nettverk.ui.plan.new_gathering import Choices, NewGatheringSheet, choices


class GatheringCommands(QObject):
    """Works on the gathering that is open in the workspace.

    Attributes:
        sheet: the sheet for a new gathering, once it has been opened. copy_sheet: the one for copies.

    Signals:
        copied: the copy is open, and wants a day and a district of its own.
    """

    copied = Signal()

    def __init__(
        self, workspace: Workspace, editor: PlanEditor, host: QWidget, begin_typing: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._workspace, self._editor, self._host, self._begin_typing = workspace, editor, host, begin_typing
        self.sheet: NewGatheringSheet | None = None
        self.copy_sheet: CopySheet | None = None

    def new(self) -> None:
        """Open the sheet for a new gathering."""
        here = self._workspace.gathering
        gathering_id = here.id if here is not None else None
        self._workspace.lane.ask(lambda store: choices(store, gathering_id), self._open_sheet, self)

    def _open_sheet(self, offered: Choices) -> None:
        if self.sheet is not None and self.sheet.drafted():
            self.sheet.open(self.sheet.network)
            return
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = NewGatheringSheet(self._workspace, self._host, offered, self._open_new)
        self.sheet.open(self.sheet.network)
        # The network is often the one offered; chosen text is replaced by the first letter typed.
        if line := self.sheet.network.lineEdit():
            line.selectAll()

    def _open_new(self, gathering_id: str) -> None:
        self._workspace.open_gathering(gathering_id, self._begin_typing)

    def copy(self) -> None:
        """Ask for which districts and days the gathering is to be copied."""
        gathering = self._workspace.gathering
        if gathering is None:
            return
        here = gathering

        def show(known: Choices) -> None:
            self.copy_sheet = CopySheet(self._workspace, self._host, here, known, self._open_copy)
            self.copy_sheet.open()

        self._workspace.lane.ask(lambda store: choices(store, here.id), show, self)

    def _open_copy(self, gathering_id: str) -> None:
        self._workspace.open_gathering(gathering_id)
        self.copied.emit()

    def keep_as_template(self) -> None:
        """Keep the plan under a name, to be begun from again."""
        gathering = self._workspace.gathering
        if gathering is None:
            return
        here, workspace = gathering, self._workspace

        def keep(name: str) -> None:
            sentence = _("«{name}» er lagret som mal. Den står under Ny samling.").format(name=name)
            workspace.lane.change(
                lambda store: own_templates.keep(store, here.id, name),
                lambda _changes: workspace.say(sentence, _("Angre"), workspace.lane.undo),
                self,
                failed=workspace.say,
            )

        Ask(_("Lagre som min mal"), _("Hva skal malen hete?"), self._host, keep, text=here.title).open()

    def forget_template(self) -> None:
        """Choose one of one's own templates to offer no more."""
        workspace = self._workspace

        def show(kept: tuple[Template, ...]) -> None:
            if not kept:
                workspace.say(_("Du har ingen egne maler ennå. Lag en med «Lagre som min mal»."))
                return
            menu = QMenu(self._host)
            for template in kept:
                add_action(menu, template.name).triggered.connect(partial(forget, template))
            menu.popup(self._host.mapToGlobal(self._host.rect().center()))

        def forget(template: Template) -> None:
            sentence = _("Malen «{name}» er fjernet.").format(name=template.name)
            workspace.lane.change(
                lambda store: own_templates.remove(store, template.id),
                lambda _changes: workspace.say(sentence, _("Angre"), workspace.lane.undo),
                self,
            )

        workspace.lane.ask(own_templates.all_, show, self)

    def remove(self) -> None:
        """Remove the gathering, after a question where something was said there; it goes to the trash."""
        gathering, workspace = self._workspace.gathering, self._workspace
        if gathering is None:
            return
        if gathering.id == workspace.staged:
            sentence = _("{title} er åpen i kontrollvinduet. Lukk det før du fjerner samlingen.")
            workspace.say(sentence.format(title=gathering.title))
            return

        here = gathering

        def ask(weight: Weight) -> None:
            confirm(workspace, self._host, here.title, weight, lambda: self._carry_out(here))

        workspace.lane.ask(lambda store: trash.of_gathering(store, here.id), ask, self)

    def _carry_out(self, gathering: Gathering) -> None:
        workspace = self._workspace

        def back() -> None:
            workspace.lane.undo()
            workspace.open_gathering(gathering.id)

        def go_on(other: str | None) -> None:
            if other is not None and workspace.gathering is None:
                workspace.open_gathering(other)

        def done(_changes: Changes) -> None:
            # Where there are others, one goes on with the one that is next, and not with an empty page.
            workspace.open_gathering(None)
            workspace.lane.ask(gatherings.to_begin_with, go_on, self._host)
            sentence = _("{title} ligger i papirkurven i {days} dager.").format(title=gathering.title, days=DAYS)
            workspace.say(sentence, _("Angre"), back)

        self._editor.change(lambda store: gatherings.remove(store, gathering.id), done)

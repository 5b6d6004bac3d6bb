"""Two that are one: which name stays, and what follows with it, seen before it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.i18n import _, _n, join
from nettverk.services.database import Store
from nettverk.services.register import merge as register_merge
from nettverk.services.register.merge import MergePreview
from nettverk.ui.common.basics import Label, RadioButton
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.widgets import Note, PrimaryButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace


class MergeSheet(Sheet):
    """The preview of a merge of two people or two units."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        first_id: str,
        second_id: str,
        *,
        units: bool,
        change: Callable[[Callable[[Store], Changes], str], None],
    ) -> None:
        super().__init__(_("Slå sammen enheter") if units else _("Slå sammen personer"), host, width=420)
        self._workspace, self._units, self._change = workspace, units, change
        self._ids = (first_id, second_id)
        self.body.addWidget(Small(_("Dette navnet blir stående"), self, strong=True))
        self.first, self.second = RadioButton(parent=self), RadioButton(parent=self)
        self.first.setChecked(True)
        self.first.toggled.connect(self._look)
        self.consequences = Label("", self)
        self.consequences.setWordWrap(True)
        self.body.addWidget(self.first)
        self.body.addWidget(self.second)
        self.body.addSpacing(12)
        self.body.addWidget(self.consequences)
        self.body.addWidget(Note(_("Ctrl+Z skiller dem igjen."), self))
        self.body.addStretch(1)
        merge = PrimaryButton(_("Slå sammen"), "merge", self)
        merge.clicked.connect(self.merge)
        self.foot.addStretch(1)
        self.foot.addWidget(merge)
        self._merged = False
        keep_draft(self, workspace, self.drafted, chosen=True)
        self._look()  # the preview is there before anybody has to choose

    def drafted(self) -> bool:
        """Whether another name than the first was chosen, and nothing merged."""
        return self.second.isChecked() and not self._merged

    def _kept(self) -> tuple[str, str]:
        return self._ids if self.first.isChecked() else (self._ids[1], self._ids[0])

    def _look(self) -> None:
        keep, drop = self._kept()
        preview = register_merge.preview_units if self._units else register_merge.preview_people
        self._workspace.lane.ask(lambda store: preview(store, keep, drop), self._show, self)

    def _show(self, seen: MergePreview) -> None:
        names = (seen.keep, seen.drop) if self.first.isChecked() else (seen.drop, seen.keep)
        for button, name in zip((self.first, self.second), names, strict=True):
            button.setText(name)
        lines = []
        if self._units:
            if seen.moved:
                lines.append(_n("{n} person følger med.", "{n} personer følger med.", len(seen.moved)))
            lines.append(_("«{name}» huskes som en skrivemåte.").format(name=seen.drop))
        else:
            if seen.moved:
                lines.append(_("Følger med: {what}.").format(what=join(seen.moved)))
            if seen.together:
                lines.append(_("Blir til én deltaker på: {what}.").format(what=join(seen.together)))
            kept = [value for _name, value in seen.fields]
            if kept:
                lines.append(_("Får også: {what}.").format(what=join(kept)))
        self.consequences.setText("\n".join(lines))

    def merge(self) -> None:
        """Merge the two as the preview says; one undo step parts them again."""
        self._merged = True
        keep, drop = self._kept()
        job = register_merge.merge_units if self._units else register_merge.merge_people
        self._change(lambda store: job(store, keep, drop), _("De to er slått sammen."))
        self.close_sheet()

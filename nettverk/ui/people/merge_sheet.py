"""Those that are one: which name stays, and what follows with it, seen before it is done; or they are not the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _, _n, join, quoted
from nettverk.services.database import Store
from nettverk.services.register import merge as register_merge
from nettverk.services.register.merge import MergePreview
from nettverk.ui.common.basics import Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.named_boxes import NamedRadioButton
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace

_NAMED = 6  # people of a unit that are named; more are counted

Change = Callable[[Callable[[Store], Changes], str], None]


class MergeSheet(Sheet):
    """The preview of a merge of people or of units: exactly those that are given, two or more.

    Args:
        ids: the likeliest to stay first.
        answered: called when they were merged, or said not to be the same, with what tells of a pair whether that
            answered it too.
    """

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        ids: Sequence[str],
        *,
        units: bool,
        change: Change,
        answered: Callable[[Callable[[Sequence[str]], bool]], None] = lambda _settles: None,
    ) -> None:
        super().__init__(_("Slå sammen enheter") if units else _("Slå sammen personer"), host, width=420)
        belongs_to(self, ManualPage.LIST_ROWS)
        self._workspace, self._units, self._change, self._answered = workspace, units, change, answered
        self._ids = tuple(ids)
        self._names: tuple[str, ...] = ()
        self.body.addWidget(Small(_("Dette navnet blir stående"), self, strong=True))
        self.choices = [NamedRadioButton(parent=self) for _id in self._ids]
        self.first, self.second = self.choices[0], self.choices[1]
        self.first.setChecked(True)
        self.consequences = Label("", self)
        self.consequences.setWordWrap(True)
        for choice in self.choices:
            choice.toggled.connect(self._look)
            self.body.addWidget(choice)
        self.body.addSpacing(12)
        self.body.addWidget(self.consequences)
        self.body.addWidget(Note(_("Trykk Ctrl+Z for å skille dem igjen."), self))
        self.body.addStretch(1)
        apart = QuietButton(_("Ikke det samme"), "x", self)
        apart.clicked.connect(self.tell_apart)
        self._merge = PrimaryButton(_("Slå sammen"), "merge", self)
        self._merge.clicked.connect(self.merge)
        self.foot.addWidget(apart)
        self.foot.addStretch(1)
        self.foot.addWidget(self._merge)
        self._merged = False
        keep_draft(self, workspace, self.drafted, chosen=True)
        self._look()  # the preview is there before anybody has to choose

    def drafted(self) -> bool:
        """Whether another name than the first was chosen, and nothing merged."""
        return not self.first.isChecked() and not self._merged

    def _kept(self) -> tuple[str, list[str]]:
        chosen = next((place for place, choice in enumerate(self.choices) if choice.isChecked()), 0)
        return self._ids[chosen], [id_ for place, id_ in enumerate(self._ids) if place != chosen]

    def _look(self) -> None:
        keep, drops = self._kept()
        preview = register_merge.preview_units if self._units else register_merge.preview_people
        units = self._units

        def job(store: Store) -> list[MergePreview]:
            seen = [preview(store, keep, drop) for drop in drops]
            # Who works where the name stays, too: read as what would follow if it went.
            if units:
                seen.append(preview(store, drops[0], keep))
            return seen

        self._workspace.lane.ask(job, self._show, self)

    def _show(self, seen: list[MergePreview]) -> None:
        keep, drops = self._kept()
        away = seen[: len(drops)]
        names = {keep: away[0].keep, **{id_: each.drop for id_, each in zip(drops, away, strict=True)}}
        people = {id_: each.moved for id_, each in zip(drops, away, strict=True)}
        if self._units:
            people[keep] = seen[-1].moved
        self._names = tuple(names[id_] for id_ in self._ids)
        for id_, choice in zip(self._ids, self.choices, strict=True):
            choice.name_it(f"{names[id_]} ({len(people[id_])})" if self._units else names[id_])
        lines = []
        for each in away:
            lines += _unit_lines(each) if self._units else _person_lines(each)
        if self._units and people[keep]:
            lines.append(_("Her fra før: {names}.").format(names=_some(people[keep])))
        self.consequences.setText("\n".join(lines))

    def merge(self) -> None:
        """Merge them as the preview says; one undo step parts them again."""
        self._merged = True
        keep, drops = self._kept()
        units, name = self._units, join([quoted(name) for name in self._names])
        said = _("{names} er slått sammen.").format(names=name) if self._names else _("De er slått sammen.")
        self._change(lambda store: register_merge.merge_all(store, keep, drops, units=units), said)
        self.close_sheet()
        self._answered(lambda pair: not set(pair).isdisjoint(drops))

    def tell_apart(self) -> None:
        """Remember that they are not the same; nobody is asked about them again."""
        self._merged = True
        ids = self._ids
        self._change(lambda store: register_merge.tell_apart(store, ids), _("Husket: Det er ikke det samme."))
        self.close_sheet()
        self._answered(lambda pair: set(pair) <= set(ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter merges, so that a row of them takes a key each."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.merge()
        else:
            super().keyPressEvent(event)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return join(list(names[:_NAMED])) if more <= 0 else f"{', '.join(names[:_NAMED])} +{more}"


def _person_lines(seen: MergePreview) -> list[str]:
    lines = []
    if seen.moved:
        lines.append(_("Følger med: {what}.").format(what=join(seen.moved)))
    if seen.together:
        lines.append(_("Blir til én deltaker på: {what}.").format(what=join(seen.together)))
    kept = [value for _name, value in seen.fields]
    if kept:
        lines.append(_("Får også: {what}.").format(what=join(kept)))
    return lines


def _unit_lines(seen: MergePreview) -> list[str]:
    lines = []
    if seen.moved:
        text = _n("{n} person følger med", "{n} personer følger med", len(seen.moved))
        lines.append(f"{text}: {_some(seen.moved)}.")
    lines.append(_("«{name}» huskes som en skrivemåte.").format(name=seen.drop))
    return lines

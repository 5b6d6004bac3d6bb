"""«Merkelapper»: the sheet in which one thing gets its tags, stored as they are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.tags import Carrier, carrier_name
from nettverk.i18n import _, language
from nettverk.services import tags
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.tags.chooser import TagChooser
from nettverk.ui.common.widgets import Note, PrimaryButton, Small
from nettverk.ui.common.workspace import Workspace

SHEET_WIDTH = 820


class TagSheet(Sheet):
    """The wheel and the list for one thing."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Merkelapper"), host, width=SHEET_WIDTH)
        self._workspace = workspace
        self.carrier: Carrier | None = None
        self.about = Note("", self)
        wheel = tags.wheel(language())
        self.chooser = TagChooser(wheel, self)
        source = Small(_("Kilde: {source}").format(source=wheel.source), self, wrap=True)
        source.setProperty("cites", True)
        self.body.addWidget(self.about)
        self.body.addSpacing(4)
        self.body.addWidget(self.chooser)
        self.body.addSpacing(8)
        self.body.addWidget(source)
        self.body.addStretch(1)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.close_sheet)
        self.foot.addWidget(Small(_("Lagres med en gang. Trykk Ctrl+Z for å angre."), self))
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self.chooser.changed.connect(self._store)
        workspace.lane.changed.connect(self._changed)

    def show_for(self, carrier: Carrier, name: str) -> None:
        """Open for one thing, with the tags it has."""
        self.carrier = carrier
        self.about.setText(f"{carrier_name(carrier.on)}: {name}" if name else carrier_name(carrier.on))
        self._read(carrier, opening=True)

    def _read(self, carrier: Carrier, *, opening: bool = False) -> None:
        def arrived(known: Sequence[str]) -> None:
            if carrier != self.carrier:
                return
            self.chooser.show_chosen(known)
            if opening:
                self.open(self.cross)
                self.chooser.take_focus()

        self._workspace.lane.ask(lambda store: tags.tags_of(store, carrier.on, carrier.id), arrived, self)

    def _store(self, chosen: Sequence[str]) -> None:
        carrier = self.carrier
        if carrier is not None:
            self._workspace.lane.change(
                lambda store: tags.set_tags(store, carrier, chosen), None, self, failed=self._refused
            )

    def _refused(self, sentence: str) -> None:
        self._workspace.say(sentence)
        if self.carrier is not None:
            self._read(self.carrier)

    def _changed(self, changes: Changes) -> None:
        # Undo, or somebody at another window.
        if self.carrier is not None and self.isVisible() and changes.touches("entries", "sheet_versions"):
            self._read(self.carrier)


class Tagger(QObject):
    """Opens the sheet over a room; it is made when somebody first wants it."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._host = workspace, host
        self.sheet: TagSheet | None = None

    def open(self, carrier: Carrier, name: str) -> None:
        """Let one thing get its tags; ``name`` is what it is called."""
        if self.sheet is None:
            self.sheet = TagSheet(self._workspace, self._host)
        self.sheet.show_for(carrier, name)

"""The filter by tag: one control for every list there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nettverk.domain.tags import fits
from nettverk.i18n import _, _n, join, language
from nettverk.services import tags
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.tags.chooser import TagChooser
from nettverk.ui.common.tags.tag_sheet import SHEET_WIDTH
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, QuietButton


class FilterSheet(Sheet):
    """The wheel and the list with how many there are of each."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Vis det som har merkelappen"), host, width=SHEET_WIDTH)
        self.chooser = TagChooser(tags.wheel(language()), self)
        self.body.addWidget(Note(_("Velger du flere, vises det som har alle."), self))
        self.body.addWidget(self.chooser)
        self.body.addStretch(1)
        self.all_button = QuietButton(_("Vis alt"), "x", self)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.close_sheet)
        self.foot.addWidget(self.all_button)
        self.foot.addStretch(1)
        self.foot.addWidget(done)


class TagFilter(QWidget):
    """A button that says what is wanted, and a cross to want everything again; not there where nothing has a tag.

    Signals:
        changed: other tags are wanted.
    """

    changed = Signal()

    def __init__(self, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._chosen: frozenset[str] = frozenset()
        self._counts: Mapping[str, int] = {}
        self.sheet: FilterSheet | None = None
        self.button = QuietButton(_("Merkelapper"), "tag", self)
        self.clear_button = FlatButton("", "x", self, tip=_("Vis alt igjen"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.button)
        line.addWidget(self.clear_button)
        self.button.clicked.connect(self.open)
        self.clear_button.clicked.connect(self.clear)
        self._tell()

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the tags that are wanted; empty for everything."""
        return self._chosen

    def offer(self, carried: Iterable[Sequence[str]]) -> None:
        """Tell what there is to filter: the tags of each thing in the list."""
        self._counts = Counter(tag for of in carried for tag in of)
        if self.sheet is not None:
            self.sheet.chooser.show_chosen(self._chosen, self._counts)
        self._tell()

    def shows(self, carried: Iterable[str]) -> bool:
        """Whether something with these tags is shown."""
        return fits(carried, self._chosen)

    def choose(self, wanted: Iterable[str]) -> None:
        """Want these tags, and tell of it."""
        wanted = frozenset(wanted)
        if wanted == self._chosen:
            return
        self._chosen = wanted
        if self.sheet is not None:
            self.sheet.chooser.show_chosen(wanted, self._counts)
        self._tell()
        self.changed.emit()

    def clear(self) -> None:
        """Want everything again."""
        cross = self.clear_button.hasFocus()
        self.choose(())
        if cross:
            self.button.setFocus()

    def open(self) -> None:
        """Open the wheel and the list."""
        if self.sheet is None:
            self.sheet = FilterSheet(self._host)
            self.sheet.chooser.changed.connect(self.choose)
            self.sheet.all_button.clicked.connect(self.clear)
        self.sheet.chooser.show_chosen(self._chosen, self._counts)
        self.sheet.open(self.sheet.cross)
        self.sheet.chooser.take_focus()

    def _tell(self) -> None:
        wheel = tags.wheel(language())
        names = [wheel.name(tag) for tag in wheel.in_order(self._chosen)]
        many = _n("{n} merkelapp", "{n} merkelapper", len(names))
        self.button.setText(names[0] if len(names) == 1 else many if names else _("Merkelapper"))
        words = _("Viser det som har {tags}").format(tags=join(names)) if names else _("Vis det som har en merkelapp")
        set_tip(self.button, words)
        self.button.setAccessibleName(words)
        self.clear_button.setVisible(bool(names))
        self.setVisible(bool(names) or bool(self._counts))

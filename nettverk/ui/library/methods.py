"""Ways of working in the library: seen as on the wall and as one reads them, used in a part, made one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.methods import Method
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rooms import RoomKey
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _, _n
from nettverk.services import methods, plan
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.literal import add_action, breakable
from nettverk.ui.common.method_views import USUAL_MINUTES, MethodFields, MethodStory
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton, Heading, Note, PrimaryButton, QuietButton, bar
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.pictures import WALL, Picture
from nettverk.ui.library.use_sheet import UseSheet

MethodPicture = Callable[[Method, int, QSize, bool], QImage]
"""Draws a way of working: (method, minutes of the part, size in pixels, in dark colours) → picture."""

_NARROW = 640
"""Pixels at 100 % text under which the wall stands above the words and not beside them."""


class MethodPage(QWidget):
    """One way of working: its wall, and its words, which for one's own are fields."""

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("", 2, wrap=True)
        self.line = Note("")
        self.use_button = PrimaryButton(_("Bruk i en del"), "plus")
        self.copy_button = QuietButton(
            _("Lag din egen"), "copy", tip=_("En arbeidsmåte dere kan endre, med disse ordene")
        )
        self.away_button = FlatButton(_("Fjern"), "trash-2")
        self.picture = Picture(_("Arbeidsmåten på lerretet"), 16 / 9)
        self.story = MethodStory()
        self.fields = MethodFields(autosave)
        self.fields.hide()
        words = QVBoxLayout()
        for part in (self.story, self.fields):  # the one that is not seen takes no room
            words.addWidget(part)
        page = HeightForWidthWidget()
        self._box = QHBoxLayout(page)
        self._box.setContentsMargins(0, 8, 8, 8)
        self._box.setSpacing(24)
        self._box.addWidget(self.picture, 5, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(words, 4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        for widget in (area.viewport(), page):
            widget.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 24, 12)
        column.setSpacing(6)
        column.addLayout(bar([self.title], [self.away_button, self.copy_button, self.use_button]))
        column.addWidget(self.line)
        column.addWidget(area, 1)

    def show_method(self, method: Method) -> None:
        """Show another way of working, or the same as it now reads."""
        self.title.setText(breakable(method.name.here))
        words = [_("Arbeidsmåte"), _n("{n} steg", "{n} steg", len(method.steps))]
        if method.group_size:
            words.append(_("best med {n} ved bordet").format(n=method.group_size))
        if method.own:
            words.append(_("laget hos oss"))
        self.line.setText(" · ".join(words))
        self.away_button.setVisible(method.own)
        if method.own:
            self.fields.show_method(method)
        else:
            self.story.tell(method, USUAL_MINUTES)
        self.fields.setVisible(method.own)
        self.story.setVisible(not method.own)

    def fit(self, width: int) -> None:
        """Wall and words beside each other where there is room for it."""
        beside = width >= _NARROW * in_force().growth
        self._box.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)
        wide = max(160, round((width - 48) * (5 / 9 if beside else 1)) - 24)
        self.picture.setFixedHeight(round(min(wide, 560) / (16 / 9)))


class MethodDesk(QObject):
    """What the library does with ways of working; ``page`` shows the one that is chosen.

    Signals:
        made: id of one that has come, and wants to be seen and named.
    """

    made = Signal(str)

    def __init__(self, workspace: Workspace, autosave: Autosave, draw: MethodPicture, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._autosave, self._draw, self._host = workspace, autosave, draw, host
        self._known: Mapping[str, Method] = {}
        self.method: Method | None = None
        self.page = MethodPage(autosave)
        self.page.use_button.clicked.connect(self.use)
        self.page.copy_button.clicked.connect(self.copy)
        self.page.away_button.clicked.connect(self.remove)
        self.page.fields.typed.connect(self._typed)
        workspace.theme_changed.connect(self._paint)

    def know(self, known: Mapping[str, Method]) -> None:
        """The ways of working there are now; the one that is shown reads as it is stored."""
        self._known = known
        if self.method is not None:
            self.show(self.method.id)

    def show(self, method_id: str) -> None:
        """Show one of them; an id that is none of theirs shows nothing."""
        method = self._known.get(method_id)
        if method == self.method:
            return
        self.method = method
        if method is not None:
            self.page.show_method(method)
            QTimer.singleShot(0, self, self._paint)  # its words are seen first

    def _paint(self) -> None:
        method, draw = self.method, self._draw
        if method is None:
            return

        def show(picture: QImage) -> None:
            if self.method == method:
                self.page.picture.show_picture(picture)

        self._workspace.lane.work(
            lambda _report: draw(method, USUAL_MINUTES, WALL, True), show, self, _("Tegner arbeidsmåten"), quiet=True
        )

    # --- what one can do ---

    def use(self) -> None:
        """Ask which part of the gathering that is open, and let it work so."""
        method, gathering = self.method, self._workspace.gathering
        if method is None:
            return
        if gathering is None:
            self._workspace.say(
                _("Åpne eller lag en samling først, så kan arbeidsmåten brukes i en del."),
                _("Gå til Planlegg"), lambda: self._workspace.go(RoomKey.PLAN),
            )  # fmt: skip
            return
        self.page.fields.flush()
        self._workspace.lane.ask(
            lambda store: plan.parts(store, gathering.id), partial(self._ask_part, method, gathering), self
        )

    def _ask_part(self, method: Method, gathering: Gathering, parts: tuple[Part, ...]) -> None:
        titles = {part.id: part.title for part in parts}

        def use(part_id: str) -> None:
            sentence = _("{part} går slik: {method}.").format(part=titles[part_id], method=method.name.here)
            self._change(lambda store: plan.edit(store, part_id, method=method.id), sentence)

        asked = UseSheet(self._host, method, gathering, parts, use)
        asked.closed.connect(asked.deleteLater)
        asked.open(asked.list)

    def copy(self) -> None:
        """Make one's own with these words, and go on to name it."""
        if (method := self.method) is not None:
            self._workspace.lane.change(
                lambda store: methods.copy(store, method.id), lambda changes: self.made.emit(changes.made), self,
                failed=self._workspace.say,
            )  # fmt: skip

    def edit(self) -> None:
        """Go to the fields; what ships is made one's own first."""
        if self.method is not None and not self.method.own:
            self.copy()
        elif self.method is not None:
            self.page.fields.input("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take an own one away; the line at the bottom offers to take that back."""
        if (method := self.method) is None:
            return
        if not method.own:
            self._workspace.say(_("Arbeidsmåter som følger med, blir stående. Lag din egen, så kan den fjernes."))
            return
        sentence = _("{name} er fjernet.").format(name=method.name.here)
        self._change(lambda store: methods.remove(store, method.id), sentence)

    def menu(self, at: QPoint) -> None:
        """Everything one can do with it."""
        method = self.method
        if method is None:
            return
        menu = QMenu(self._host)
        ways = [
            (_("Bruk i en del …"), self.use, "Enter"), (_("Lag din egen"), self.copy, "Ctrl+D"),
            *([(_("Rediger"), self.edit, "F2"), (_("Fjern"), self.remove, "Delete")] if method.own else []),
        ]  # fmt: skip
        for text, run, keys in ways:
            add_action(menu, text, keys).triggered.connect(lambda _on=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _change(self, job: Callable[[Store], Changes], told: str) -> None:
        self._workspace.lane.change(
            job, lambda _changes: self._workspace.say(told, _("Angre"), self._workspace.lane.undo), self,
            failed=self._workspace.say,
        )  # fmt: skip

    def _typed(self, field: str, value: object) -> None:
        method_id = self.page.fields.subject
        typed = TypedField(Owner.METHOD, method_id, field, str(value))
        self._autosave.store((method_id, field), typed, self._workspace.say)

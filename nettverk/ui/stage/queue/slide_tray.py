"""The slides of the day: fetched from the file, kept ready around the page that shows, and new PDFs taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.contributions import Contribution, NewSlides
from nettverk.domain.plan import PartKind
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall import clicker
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.i18n import _, _n
from nettverk.services import contributions, slides
from nettverk.services.database import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.wall.slide_pages import SlideShelf
from nettverk.ui.stage.wall.wall_widget import WallView

AHEAD = (0, 1, -1, 2, 3, -2, 4)
"""Pages kept drawn around the one that shows, the likeliest first."""
SOON = 40
"""Milliseconds after a page turn; the page itself is painted first, with the processor to itself."""


class Day(Protocol):
    """The day on the stage, as far as the slides need to know it; None where nothing is open."""

    @property
    def context(self) -> WallContext | None:
        """What the walls are made of."""

    @property
    def rundown(self) -> Rundown | None:
        """Where the day is."""

    def wall(self) -> Wall | None:
        """What stands on the big screen now."""


class SlideTray(QObject):
    """Keeps the slides ready, and takes in new ones.

    Signals:
        told: a calm sentence about a PDF.
        password_wanted: name of the PDF whose password is asked for (empty: of none), and whether the last was wrong.
        taken: id of the contribution that got one.
        kept: the Changes of slides that were stored, before anybody else hears of them.
    """

    told = Signal(str)
    taken = Signal(str)
    kept = Signal(object)
    password_wanted = Signal(str, bool)

    def __init__(self, workspace: Workspace, session: Day, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.session = workspace, session
        self.shelf = SlideShelf(self)
        self.shelf.trouble.connect(self.told)
        self.shelf.sharp.connect(self._sharp)
        self.shelf.locked.connect(self._found_locked)
        self.shelf.opened.connect(self._opened)
        # Passwords are kept here as long as the stage is open, by contribution, and nowhere else.
        self._passwords: dict[str, str] = {}
        self._locked: dict[str, _Locked] = {}
        self._contributions: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._views: list[WallView] = []
        self._near: tuple[tuple[tuple[str, int], ...], tuple[tuple[int, int], ...]] | None = None
        self._down = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)

    def clear(self) -> None:
        """Forget views and slides: the stage is taken down, and what is still on its way here is not wanted."""
        self._down = True
        self._soon.stop()
        self._views, self._near = [], None
        self._locked.clear()
        self.shelf.clear()

    # --- kept ready ---

    def fetch(self, rows: tuple[Contribution, ...]) -> None:
        """Read the PDFs that are not here yet."""
        for row in rows:
            self._names[row.slides_id] = row.slides_name
            if row.slides_id and not self.shelf.holds(row.slides_id):
                self._fetch(row)
        # What was taken out of the queue needs no password any more.
        here = {row.slides_id for row in rows}
        gone = [key for key, locked in self._locked.items() if locked.retry is None and key not in here]
        for key in gone:
            del self._locked[key]
        if gone:
            self._ask_password()

    def _fetch(self, row: Contribution) -> None:
        if self._down:
            return
        self.shelf.warm()

        def put(data: bytes) -> None:
            if self._down:
                return
            self.shelf.put(row.slides_id, data, row.slides_name, self._passwords.get(row.id, ""))
            self._contributions[row.slides_id] = row.id
            self._near = None
            for view in self._views:
                view.look_again()
            self.prepare()

        self.workspace.lane.ask(lambda store: contributions.slides(store, row.slides_id), put, self)

    def prepare(self, *views: WallView | None) -> None:
        """Have the pages around the one that shows drawn at the size of each view (none given: those known)."""
        if views:
            self._down = False
            self._views = [view for view in views if view is not None]
            for place, view in enumerate(self._views):
                # The projector may wait a moment for a page nobody could know would come; the preview follows.
                view.draw_slides_from(self.shelf.page if place == 0 else partial(self.shelf.page, patience=0.0))
        near = (tuple(self._coming()), tuple(_device_size(view) for view in self._views if view.isVisible()))
        if near != self._near:
            self._near = near
            self._soon.start()

    def _ask(self) -> None:
        if self._near is not None:
            wanted, sizes = self._near
            # The largest first: the smaller are made from it.
            largest = sorted(set(sizes), key=lambda size: -size[0])
            self.shelf.near([(document, page, QSize(*size)) for document, page in wanted for size in largest])

    def _coming(self) -> list[tuple[str, int]]:
        """Documents and pages that are likely to be shown next."""
        wall, context, rundown = self.session.wall(), self.session.context, self.session.rundown
        if isinstance(wall, Slides):
            pages = (wall.page + by for by in AHEAD)
            return [(wall.document, page) for page in pages if 0 <= page < wall.pages]
        if context is None or rundown is None or not context.contributions:
            return []
        return [
            (other.document, page)
            for other in clicker.order(context, rundown)
            if isinstance(other, Slides)
            for page in range(min(2, other.pages))
        ][:6]

    def _sharp(self, document: str, page: int) -> None:
        for view in self._views:
            wall = view.wall
            if isinstance(wall, Slides) and (wall.document, wall.page) == (document, page):
                view.look_again()

    # --- taken in ---

    def attach(self, contribution_id: str, path: str) -> None:
        """Keep a PDF for a contribution that is in the queue."""

        def keep(store: Store, pdf: NewSlides) -> Changes:
            changes = contributions.attach(store, contribution_id, name=pdf.name, data=pdf.data, pages=pdf.pages)
            return changes | Changes(made=contribution_id)

        self._take_in(path, keep)

    def attach_new(self, part_id: str, path: str) -> None:
        """Keep a PDF for a part that has nobody in its queue yet: whoever the plan says speaks, or somebody new."""
        context = self.session.context
        part = next((part for part in context.parts if part.id == part_id), None) if context else None
        if part is None:
            return
        speaker, minutes = part.speaker, part.minutes if part.kind == PartKind.THEORY else 10
        self._take_in(
            path,
            lambda store, pdf: contributions.add_with_slides(store, part_id, pdf, speaker=speaker, minutes=minutes),
        )

    def _take_in(self, path: str, keep: Callable[[Store, NewSlides], Changes], password: str = "") -> None:
        """Read the file in a thread of its own; a stick may be slow, and the clock goes on.

        Args:
            keep: stores the PDF; ``made`` is the contribution it is for.
            password: that was typed, where the file has one.
        """
        file = Path(path)

        def read(found: slides.SlideFile) -> None:
            if found.locked:
                again = _Locked(file.name, lambda typed: self._take_in(path, keep, typed), tried=bool(password))
                self._want_password(path, again)
                return
            if self._locked.pop(path, None) is not None:
                self._ask_password()

            def stored(changes: Changes) -> None:
                self.kept.emit(changes)
                if password:
                    self._passwords[changes.made] = password
                count = _n("{n} side", "{n} sider", found.pages)
                self.told.emit(_("{name} er lagt ved: {pages}.").format(name=file.name, pages=count))
                self.taken.emit(changes.made)

            pdf = NewSlides(file.name, found.data, found.pages)
            self.workspace.lane.change(lambda store: keep(store, pdf), stored, self, failed=self.told.emit)

        label = _("Henter {name}").format(name=file.name)
        self.workspace.lane.work(
            lambda report: slides.read_file(file, password), read, self, label, failed=self.told.emit
        )

    # --- passwords ---

    def unlock(self, password: str) -> None:
        """Try what was typed on the PDF that is asked about."""
        key = next(iter(self._locked), "")
        locked = self._locked.get(key)
        if locked is None:
            return
        if locked.retry is not None:
            locked.retry(password)
            return
        locked.tried = True
        self._passwords[self._contributions.get(key, "")] = password
        self.shelf.unlock(key, password)
        self._near = None

    def _found_locked(self, document: str) -> None:
        """A PDF in the queue has a password: it is asked for when the stage is opened, since no file keeps it."""
        before = self._locked.get(document)
        tried = before.tried if before is not None else document in self._unlocking()
        self._want_password(document, _Locked(self._names.get(document, ""), None, tried=tried))

    def _opened(self, document: str) -> None:
        """The pages of a PDF that was asked about can be drawn, so its password was right."""
        locked = self._locked.get(document)
        if locked is not None and locked.retry is None:
            del self._locked[document]
            self._ask_password()
            self._near = None
            for view in self._views:
                view.look_again()
            self.prepare()

    def _unlocking(self) -> set[str]:
        return {key for key, contribution in self._contributions.items() if contribution in self._passwords}

    def _want_password(self, key: str, locked: _Locked) -> None:
        self._locked[key] = locked
        self._ask_password()
        if not locked.tried:
            self.told.emit(_("{name} har passord. Skriv det, så vises sidene.").format(name=locked.name))

    def _ask_password(self) -> None:
        locked = next(iter(self._locked.values()), None)
        self.password_wanted.emit(locked.name if locked else "", bool(locked and locked.tried))


@dataclass(slots=True)
class _Locked:
    """A PDF whose password is asked for.

    Attributes:
        retry: reads a file again with what was typed; None for one that is in the queue already.
        tried: a password was given that does not fit.
    """

    name: str
    retry: Callable[[str], None] | None
    tried: bool


def _device_size(view: WallView) -> tuple[int, int]:
    ratio = view.devicePixelRatioF()
    return max(1, round(view.width() * ratio)), max(1, round(view.height() * ratio))

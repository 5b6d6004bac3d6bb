"""Choosing what stands on the wall by looking: keeps the film strip and the overview true, after the wall itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.thumbnails import Place, Thumbnail, strip
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.domain.wall.whole_day import whole_day
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.wall_commands import WallCommands
from nettverk.ui.stage.presenter.filmstrip import Filmstrip
from nettverk.ui.stage.presenter.overview import Overview
from nettverk.ui.stage.presenter.window import PresenterWindow
from nettverk.ui.stage.wall.slide_pages import SlideShelf
from nettverk.ui.stage.wall.thumbnails import Thumbnails

SOON = 30
"""Milliseconds after a press; the wall comes first."""


class PictureChooser(QObject):
    """Fills the film strip and the overview, and shows what is chosen there.

    Args:
        look: the wall's theme now.
    """

    def __init__(
        self,
        session: RundownSession,
        wall_commands: WallCommands,
        shelf: SlideShelf,
        look: Callable[[], Theme],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._wall_commands, self._shelf, self._look = session, wall_commands, shelf, look
        self.presenter: PresenterWindow | None = None
        self.thumbs: Thumbnails | None = None
        self.strip: Filmstrip | None = None
        self.overview: Overview | None = None
        self._seen: object = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.refresh)
        session.ticked.connect(self._ticked)

    def attach(self, presenter: PresenterWindow) -> None:
        """Make the film strip and the overview of a presenter, and keep them true."""
        self.presenter, self._seen = presenter, None
        self.thumbs = Thumbnails(self._shelf, self._look(), presenter)
        self.strip = Filmstrip(self.thumbs, presenter.drawer, presenter)
        self.strip.chosen.connect(self.choose)
        self.strip.hide()
        presenter.add_foot(self.strip)
        presenter.side.coming.draw_from(self.thumbs)
        presenter.side.coming.chosen.connect(self.choose)
        self.strip.fitted.connect(self._soon.start)
        self.overview = Overview(self.thumbs, self._words_of, presenter)
        self.overview.chosen.connect(self._chosen_in_overview)
        self.overview.dismissed.connect(lambda: presenter.show_panel(None))
        self.overview.passed.connect(presenter.keyPressEvent)
        presenter.add_panel(self.overview)

    def detach(self) -> None:
        """The presenter is gone, and its pictures with it."""
        self._soon.stop()
        if self.thumbs is not None:
            self.thumbs.stop()
        self.presenter = self.thumbs = self.strip = self.overview = None

    # --- kept true ---

    def _ticked(self, rundown: Rundown) -> None:
        """A tick of the clock costs nothing: only where the pictures may be others is anything made."""
        if self.presenter is None:
            return
        showing = rundown.showing
        seen = (
            rundown.phase, rundown.index, showing, self._session.turn() if showing.page is None else 0,
            rundown.contribution, len(rundown.contributions), rundown.now.replace(second=0, microsecond=0),
            id(self._session.context), self._look().name, self.presenter.side.preview.layout_size,
        )  # fmt: skip
        if seen != self._seen:
            self._seen = seen
            self._soon.start()

    def refresh(self) -> None:
        """Show the pictures as they are now; the strip always, the overview only while it is open."""
        self._soon.stop()
        context, rundown, wall = self._session.context, self._session.rundown, self._session.wall()
        if self.presenter is None or self.thumbs is None or self.strip is None or self.overview is None:
            return
        if context is None or rundown is None or wall is None:
            return
        if self.thumbs.dress(self._look(), self.presenter.side.preview.layout_size):
            self.strip.fit()
        frames = strip(context, rundown, wall, *self._wall_commands.pages(), self._session.last_slide())
        self.strip.show_thumbnails(frames)
        ahead = next((frame for frame in frames if frame.place == Place.NEXT), None)
        self.presenter.side.show_coming(ahead, low=not self.strip.isVisibleTo(self.presenter))

        if self.presenter.panel is self.overview:
            on = wall if isinstance(wall, Slides) else None
            self.overview.show_day(whole_day(context, rundown, wall), on)
            for row in context.contributions:
                if row.pages:
                    self._shelf.read(row.slides_id, row.pages)

    def _words_of(self, wall: Wall) -> str:
        return self._shelf.words(wall.document, wall.page) if isinstance(wall, Slides) else ""

    # --- chosen ---

    def toggle_overview(self) -> None:
        """Open the overview at what is on the wall, or put it away."""
        if self.presenter is None or self.overview is None:
            return
        self.presenter.show_panel(None if self.presenter.panel is self.overview else self.overview)
        if self.presenter.panel is self.overview:
            self.refresh()
            self.overview.open()

    def _chosen_in_overview(self, frame: Thumbnail) -> None:
        self._wall_commands.do(frame.move)
        if self.presenter is not None:
            self.presenter.show_panel(None)

    def choose(self, frame: Thumbnail) -> None:
        """Show a picture on the wall."""
        if self.strip is not None and not (frame.place == Place.NEXT and self._covered()):
            self._wall_commands.do(frame.move)
        elif self.strip is not None:
            self._wall_commands.turn(1)

    def _covered(self) -> bool:
        rundown = self._session.rundown
        return rundown is not None and (rundown.showing.black or bool(rundown.showing.message))

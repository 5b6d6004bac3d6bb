"""What is done to points and themes, sent to the database; what went wrong is said in the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from nettverk.domain.changes import Changes
from nettverk.domain.themes import ThemeBoard
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.themes import marks, themes
from nettverk.ui.common.workspace import Workspace


class ThemeActions(QObject):
    """Every action on the gathering that is shown; all of them can be taken back."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.board = ThemeBoard()

    def _change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None] | None = None) -> None:
        self._workspace.lane.change(job, then, self)

    @property
    def here(self) -> str:
        """The gathering's id."""
        return self.board.gathering_id

    def place(self, keys: Sequence[str], theme_id: str) -> None:
        """Put points in a theme; empty takes them out."""
        if keys:
            here = self.here
            self._change(lambda store: themes.place(store, here, keys, theme_id))

    def place_each(self, places: Mapping[str, str]) -> None:
        """Put each point where it seems to belong."""
        if places:
            here = self.here
            self._change(lambda store: themes.place_each(store, here, places))

    def make(self, name: str, keys: Sequence[str]) -> None:
        """A new theme of these points."""
        here = self.here
        self._change(lambda store: themes.make(store, here, name, keys))

    def named(self, name: str, keys: Sequence[str]) -> None:
        """Put points in the theme with this name; a new one where there is none."""
        look = " ".join(name.split()).casefold()
        known = next((theme for theme in self.board.themes if theme.name.casefold() == look), None)
        if known is not None:
            self.place(keys, known.id)
        elif look:
            self.make(name, keys)

    def rename(self, theme_id: str, name: str) -> None:
        """Give a theme another name."""
        here = self.here
        self._change(lambda store: themes.rename(store, here, theme_id, name))

    def merge(self, keep: str, drop: str) -> None:
        """Let one theme go into another."""
        here = self.here
        self._change(lambda store: themes.merge(store, here, keep, drop))

    def remove(self, theme_id: str) -> None:
        """Take a theme away; its points go back."""
        here = self.here
        self._change(lambda store: themes.remove(store, here, theme_id), partial(self._removed))

    def _removed(self, changes: Changes) -> None:
        if changes.label:
            lane = self._workspace.lane
            self._workspace.say(_("Temaet er borte. Punktene ligger under «Ikke plassert»."), _("Angre"), lane.undo)

    def move(self, theme_id: str, step: int) -> None:
        """Let a theme stand one place further on, or back."""
        order = [theme.id for theme in self.board.themes]
        if theme_id in order:
            here, place = self.here, order.index(theme_id) + step
            self._change(lambda store: themes.move(store, here, theme_id, max(0, place)))

    def show_on_wall(self, theme_ids: Sequence[str], *, on: bool) -> None:
        """Let themes stand on the wall, or not."""
        here = self.here
        self._change(lambda store: themes.show_on_wall(store, here, theme_ids, on=on))

    def set_quote(self, keys: Sequence[str], *, quote: bool) -> None:
        """Mark points as somebody's own words, or as not."""
        here = self.here
        self._change(lambda store: marks.set_quote(store, here, keys, quote=quote))

    def set_role(self, keys: Sequence[str], role: str) -> None:
        """Note what whoever said it does."""
        here = self.here
        self._change(lambda store: marks.set_role(store, here, keys, role))

"""What the actions of the year work on: the year on show, what is read of it, and what their sheets lie over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from nettverk.domain.now import today
from nettverk.domain.rooms import RoomKey
from nettverk.domain.tags import school_year
from nettverk.domain.year.days import first_day, last_day
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.reading import Known


class YearHost(QWidget):
    """The room as its actions know it.

    Attributes:
        begins: the year that the school year on show begins in.
        known: what has been read of it.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.autosave = Autosave.of(workspace, RoomKey.YEAR)
        self.begins = school_year(today())
        self.known: Known | None = None

    def near(self) -> date:
        """A likely day for something new: two weeks ahead, within the year that is shown."""
        soon = today() + timedelta(days=14)
        return min(max(soon, first_day(self.begins)), last_day(self.begins))

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the year as it is stored."""
        raise NotImplementedError

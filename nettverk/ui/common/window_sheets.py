"""The sheets of the main window itself: the settings, the manual, the list of keys, and what belongs to no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

from nettverk.domain.manual.pages import ManualPage, page_of_room
from nettverk.i18n import _
from nettverk.ui.common.sharing_sheets import SharingSheets
from nettverk.ui.common.tour import Tour
from nettverk.ui.common.unlock_sheet import Unlocker
from nettverk.ui.common.widgets import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from nettverk.domain.data_tables import TableKind
    from nettverk.ui.common.appearance import Appearance
    from nettverk.ui.common.export_sheet import ExportSheet
    from nettverk.ui.common.files import Files
    from nettverk.ui.common.help_sheet import HelpSheet
    from nettverk.ui.common.manual_sheet import ManualSheet
    from nettverk.ui.common.privacy_sheet import PrivacySheet
    from nettverk.ui.common.reports_sheet import ReportsSheet
    from nettverk.ui.common.restore_sheet import RestoreSheet
    from nettverk.ui.common.rooms import RoomEntry
    from nettverk.ui.common.settings_sheet import SettingsSheet
    from nettverk.ui.common.share_sheet import ShareSheet
    from nettverk.ui.common.tags.overview import Overview
    from nettverk.ui.common.university_sheet import UniversitySheet
    from nettverk.ui.common.workspace import Workspace


class WindowSheets:
    """Makes each sheet the first time it is opened, and keeps it.

    Args:
        host: what the sheets lie over.
        here: the room one is in, whose keys stand first in the help.
    """

    def __init__(
        self,
        workspace: Workspace,
        appearance: Appearance,
        files: Files,
        host: QWidget,
        here: Callable[[], RoomEntry | None],
    ) -> None:
        self._workspace, self._appearance, self._files = workspace, appearance, files
        self._host, self._here = host, here
        self.settings: SettingsSheet | None = None
        self.help: HelpSheet | None = None
        self.manual: ManualSheet | None = None
        self.privacy: PrivacySheet | None = None
        self.restore: RestoreSheet | None = None
        self.overview: Overview | None = None
        self.reports: ReportsSheet | None = None
        self.export: ExportSheet | None = None
        self.university: UniversitySheet | None = None
        self.share: ShareSheet | None = None
        self.sharing = SharingSheets(workspace, host, files)
        workspace.export_wanted.connect(self.open_export)
        workspace.reports_wanted.connect(self.open_reports)
        files.share_wanted.connect(self.open_share)
        self.unlocker = Unlocker(workspace, files, host)
        self.tour = Tour(workspace, host, self.open_manual)
        files.ready.connect(self.tour.ready)

    @property
    def settings_open(self) -> bool:
        """Whether the settings are seen now."""
        return self.settings is not None and self.settings.isVisible()

    def settings_focus(self) -> str:
        """What has the focus in the settings, by what it says; empty where nothing has."""
        here = self._host.window().focusWidget()
        inside = self.settings is not None and here is not None and self.settings.isAncestorOf(here)
        return _said(here) if inside and here is not None else ""

    def keep_settings(self, chosen: str) -> None:
        """Bring the focus back to the settings, where they are open and it has gone elsewhere."""
        if self.settings_open and not self.settings_focus():
            self.open_settings(chosen)

    def open_settings(self, chosen: str = "") -> None:
        """Open the settings over the room; making the sheet costs nothing until somebody wants it.

        Args:
            chosen: what says this is to have the focus; the first thing where there is none.
        """
        from nettverk.ui.common.settings_sheet import SettingsSheet

        if self.settings is None:
            self.settings = SettingsSheet(self._workspace, self._appearance, self._files, self._host, self.open_restore)
        stops = self.settings.findChildren(QWidget) if chosen else []
        self.settings.open(_in_force(next((stop for stop in stops if _said(stop) == chosen), None)))

    def open_privacy(self) -> None:
        """Show what is stored about people, why, where and how long, as it is now."""
        from nettverk.ui.common.privacy_sheet import PrivacySheet

        if self.privacy is None:
            self.privacy = PrivacySheet(self._workspace, self._host)
        self.privacy.open(self.privacy.cross)

    def open_overview(self, *chosen: str) -> None:
        """Show the theme wheel with how much carries each theme; what has the chosen ones stands below it."""
        from nettverk.ui.common.tags.overview import Overview

        if self.overview is None:
            self.overview = Overview(self._workspace, self._host)
        self.overview.open_on(chosen)

    def open_reports(self) -> None:
        """Show which reports of a school year can be made, and what the coordinator has written in them."""
        from nettverk.ui.common.reports_sheet import ReportsSheet

        if self.reports is None:
            self.reports = ReportsSheet(self._workspace, self._host)
        self.reports.open()

    def open_export(self, kinds: Collection[TableKind] = ()) -> None:
        """Show what can go to a spreadsheet or a calendar, with these tables ticked (all where none is given)."""
        from nettverk.ui.common.export_sheet import ExportSheet

        if self.export is None:
            self.export = ExportSheet(self._workspace, self._host)
        self.export.open_with(kinds)

    def open_university(self) -> None:
        """Show which gatherings have said yes to going to the university, and what then goes out."""
        from nettverk.ui.common.university_sheet import UniversitySheet

        if self.university is None:
            self.university = UniversitySheet(self._workspace, self._host)
        self.university.open(self.university.table)

    def open_share(self) -> None:
        """Show with whom what is open is shared, or how to begin."""
        from nettverk.ui.common.share_sheet import ShareSheet

        if self.share is None:
            self.share = ShareSheet(self._workspace, self._files, self._host)
        self.share.show_sharing()

    def open_sources(self) -> None:
        """Show the whole reference of everything that is named in small print."""
        from nettverk.ui.common.sources_sheet import SourcesSheet

        SourcesSheet(self._host).open()

    def open_manual(self, page: ManualPage | None = None) -> None:
        """Show a page of the manual; where none is given, that of what one is doing."""
        from nettverk.ui.common.manual_places import page_around
        from nettverk.ui.common.manual_sheet import ManualSheet

        if self.manual is None:
            self.manual = ManualSheet(self._workspace, self._host, self.tour.start, self.open_help)
        room = self._here()
        page = page or page_around(self._host.window().focusWidget())
        self.manual.open_on(page or page_of_room(room.key if room is not None else None))

    def open_help(self) -> None:
        """Show the keys of the room one is in and of the window, and the version."""
        from nettverk.ui.common.help_sheet import HelpSheet

        if self.help is None:
            self.help = HelpSheet(self._host)
        room = self._here()
        # Asked for each time: rooms add their commands when they are first visited.
        with_key = [command for command in self._workspace.commands.all_() if command.shortcut]
        everywhere = [command for command in with_key if command.key.startswith("shell.")]
        here = [command for command in with_key if room is not None and command.key.startswith(f"{room.key}.")]
        groups = [(room.name() if room is not None else "", here), (_("Overalt"), everywhere)]
        self.help.show_keys(groups)
        self.help.open(self.help.cross)

    def open_trash(self) -> None:
        """Show what was removed, to be taken back."""
        from nettverk.ui.common.trash_sheet import TrashSheet

        TrashSheet(self._workspace, self._host).open()

    def open_restore(self, path: Path | None = None) -> None:
        """Show the backups of the database that is open, or of the one at a path that could not be opened."""
        from nettverk.ui.common.restore_sheet import RestoreSheet

        if self.restore is None:
            self.restore = RestoreSheet(self._workspace, self._files, self._host)
        wanted = path or self._workspace.lane.path
        if wanted is not None:
            self.restore.show_backups(wanted)


def _said(widget: QWidget) -> str:
    """What a screen reader would say here; of one of a few choices, what is chosen by them."""
    owner = widget.parentWidget()
    if isinstance(owner, Segmented):
        return owner.accessibleName()
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _in_force(stop: QWidget | None) -> QWidget | None:
    """Of a few choices side by side the one that counts now; anything else as it is."""
    few = stop if isinstance(stop, Segmented) else stop.parentWidget() if stop is not None else None
    if not isinstance(few, Segmented):
        return stop
    return next((button for button in few.findChildren(QAbstractButton) if button.isChecked()), stop)

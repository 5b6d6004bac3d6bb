"""What one can do with a sheet, as a menu beside it and as commands of the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import _
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.library.actions import LibraryActions

FIND, EDIT, PRINT, COPY = "Ctrl+F", "F2", "Ctrl+P", "Ctrl+D"
With = Callable[[Callable[[SheetDefinition], object]], Callable[[], None]]
"""Makes of something one does with a sheet what one does with the chosen one."""


def menu_of(act: LibraryActions, sheet: SheetDefinition, edit: Callable[[], object], parent: QWidget) -> QMenu:
    """Everything one can do with a sheet; what changes it only for the municipality's own."""
    menu = QMenu(parent)
    ways: list[tuple[str, Callable[[], object], str]] = [
        (_("Bruk i en del …"), lambda: act.use(sheet), "Enter"),
        (_("Skriv ut …"), lambda: act.print_(sheet), PRINT),
        (_("Lagre som PDF …"), lambda: act.save_pdf(sheet), ""),
        (_("Lag din egen"), lambda: act.copy(sheet), COPY),
    ]
    if sheet.own:
        ways.append((_("Rediger"), edit, EDIT))
    ways += [
        (_("Versjoner ved siden av hverandre …"), lambda: act.show_versions(sheet), ""),
        (_("Del som fil …"), lambda: act.share(sheet), ""),
    ]
    if sheet.own:
        ways.append((_("Fjern fra biblioteket"), lambda: act.remove(sheet), "Delete"))
    for text, run, keys in ways:
        add_action(menu, text, keys).triggered.connect(lambda _on=False, run=run: run())
    return menu


def commands_of(workspace: Workspace, act: LibraryActions, find: Callable[[], object], with_: With) -> list[Command]:
    """What the palette can do with the sheets, in the library."""

    def here(run: Callable[[], object]) -> Callable[[], None]:
        def go_and_run() -> None:
            workspace.go(RoomKey.LIBRARY)
            run()

        return go_and_run

    return [
        Command("library.find", _("Finn et ark"), here(find), FIND, _("bibliotek søk tema sjekkliste kort")),
        Command("library.use", _("Bruk arket i en del …"), here(with_(act.use))),
        Command("library.print", _("Skriv ut arket …"), here(with_(act.print_)), PRINT),
        Command("library.copy", _("Lag din egen av arket"), here(with_(act.copy)), COPY, _("kopier rediger")),
        Command("library.new", _("Nytt ark"), here(act.new), keywords=_("eget lag")),
        Command("library.share", _("Del arket som fil …"), here(with_(act.share)), keywords=_("eksporter")),
        Command("library.bring_in", _("Hent et ark …"), here(act.bring_in), keywords=_("importer fil")),
        Command("library.versions", _("Versjoner av arket …"), here(with_(act.show_versions)), keywords=_("historikk")),
    ]

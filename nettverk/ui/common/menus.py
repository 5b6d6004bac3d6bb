"""What the shell offers: the menus with their keys, and the ways on from the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import LANGUAGES, _, _c
from nettverk.ui.common.actions import Deed
from nettverk.ui.common.arrivals import OpenStage
from nettverk.ui.common.files import guarded
from nettverk.ui.common.start_page import Way

if TYPE_CHECKING:
    from nettverk.ui.common.shell import Shell


def menus(shell: Shell) -> Sequence[tuple[str, Sequence[Deed | None]]]:
    """The menus with their commands; None is a line between."""
    work, files, look = shell.workspace, shell.files, shell.appearance
    rooms = [
        Deed(f"room.{room.key}", room.name(), _goer(shell, room.key), (f"Ctrl+{number}",))
        for number, room in enumerate(shell.entries.values(), start=1)
    ]
    languages = [
        Deed(f"language.{code}", _("Språk: {language}").format(language=name), _speaker(shell, code), (),
             _("bokmål nynorsk engelsk målform"))
        for code, name in LANGUAGES.items()
    ]  # fmt: skip
    return (
        (_("Fil"), (
            Deed("new", _("Ny samling"), shell.new_gathering, ("Ctrl+N",), _("lag opprett")),
            Deed("switch", _("Bytt samling"), shell.switch_gathering, ("Ctrl+G",)),
            None,
            Deed("open", _("Åpne en database …"), guarded(work, files.choose), ("Ctrl+O",)),
            Deed("make", _("Ny database …"), guarded(work, files.make)),
            Deed("sample", _("Åpne eksempelet"), files.open_sample, (), _("prøv demo")),
            Deed("own", _("Åpne min egen database"), files.open_default),
            Deed("backup", _("Ta sikkerhetskopi …"), guarded(work, files.back_up), (), _("kopier")),
            None,
            Deed("settings", _("Innstillinger"), shell.open_settings, ("Ctrl+,",), _("språk tekst utseende")),
            Deed("quit", _("Avslutt Nettverk"), shell.close, ("Ctrl+Q",)),
        )),
        (_("Rediger"), (
            Deed("undo", _("Angre"), work.lane.undo, ("Ctrl+Z",)),
            Deed("redo", _("Gjør om"), work.lane.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
            None,
            Deed("search", _("Søk, eller gjør noe"), shell.search, ("Ctrl+K",)),
            Deed("stage", _("Presentasjonsvinduet"), lambda: shell.go(RoomKey.STAGE, OpenStage()), ("F5",)),
        )),
        (_c("meny", "Vis"), (
            *rooms,
            None,
            Deed("larger", _("Større tekst"), lambda: look.step_scale(1), ("Ctrl++", "Ctrl+="),
                 _("tekststørrelse zoom forstørr 200 %")),
            Deed("smaller", _("Mindre tekst"), lambda: look.step_scale(-1), ("Ctrl+-",)),
            Deed("normal", _("Vanlig tekststørrelse"), lambda: look.step_scale(0), ("Ctrl+0",)),
            Deed("look", _("Bytt mellom lyst og mørkt"), look.other, (), _("tema dag natt")),
            None,
            *languages,
        )),
        (_("Hjelp"), (
            Deed("help", _("Hjelp og snarveier"), shell.open_help, ("F1", "?"), _("taster om lisens")),
            Deed("menu", _("Meny"), shell.top.menu_button.showMenu, ("F10",)),
        )),
    )  # fmt: skip


def _speaker(shell: Shell, code: str) -> Callable[[], None]:
    # Later: the menus this was chosen from are about to be made anew.
    return lambda: QTimer.singleShot(0, shell.appearance, lambda: shell.appearance.choose_language(code))


def _goer(shell: Shell, key: RoomKey) -> Callable[[], None]:
    return lambda: shell.go(key)


def welcome_ways(shell: Shell) -> list[Way]:
    """The first run, or a database without gatherings."""
    ways = [
        Way("wand-sparkles", _("Prøv med eksempel"),
            _("En oppdiktet kommune med samlinger, deltakere og refleksjoner. Ligger i sin egen fil."),
            shell.files.open_sample, primary=True),
        Way("plus", _("Ny samling"), _("Velg en mal, så er dagen nesten ferdig planlagt."), shell.new_gathering),
        Way("folder-open", _("Åpne en database"), _("Fra en annen maskin, en minnepinne eller en fellesmappe."),
            guarded(shell.workspace, shell.files.choose)),
    ]  # fmt: skip
    return ways[1:] if shell.files.on_sample else ways


def trouble_ways(shell: Shell, path: Path | None) -> list[Way]:
    """The database could not be opened."""
    work, files = shell.workspace, shell.files
    again = Way("refresh-cw", _("Prøv igjen"), str(path), lambda: files.open(path) if path else None, primary=True)
    return [
        *([again] if path else []),
        Way("history", _("Hent en sikkerhetskopi"), _("Åpner en kopi av den. Begge filene blir som de er."),
            guarded(work, lambda: files.restore(path))),
        Way("folder-open", _("Åpne en annen database"), _("Velg en fil."), guarded(work, files.choose)),
        Way("database", _("Lag en ny"), _("Begynn med en tom database i en egen fil."), guarded(work, files.make)),
    ]  # fmt: skip

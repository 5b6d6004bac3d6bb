"""What the shell offers: the menus with their keys, and the ways on from the first page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import LANGUAGES, _, _c
from nettverk.services import new_version
from nettverk.ui.common import bring_in
from nettverk.ui.common.actions import Menu
from nettverk.ui.common.arrivals import OpenStage, Search
from nettverk.ui.common.commands import Command
from nettverk.ui.common.files import guarded
from nettverk.ui.common.keys import room_keys
from nettverk.ui.common.start_page import Way
from nettverk.ui.common.table_copy import copy_focused
from nettverk.ui.common.undoing import THERE

if TYPE_CHECKING:
    from nettverk.ui.common.appearance import Appearance
    from nettverk.ui.common.arrivals import Arrival
    from nettverk.ui.common.files import Files
    from nettverk.ui.common.finder import Finder
    from nettverk.ui.common.rooms import RoomEntry
    from nettverk.ui.common.top_line import TopLine
    from nettverk.ui.common.undoing import Undoing
    from nettverk.ui.common.window_sheets import WindowSheets
    from nettverk.ui.common.workspace import Workspace


class MenuWindow(Protocol):
    """What the menus ask of the window they stand in; the shell is the one there is."""

    @property
    def workspace(self) -> Workspace: ...

    @property
    def entries(self) -> Mapping[RoomKey, RoomEntry]: ...

    @property
    def top(self) -> TopLine: ...

    @property
    def files(self) -> Files: ...

    @property
    def appearance(self) -> Appearance: ...

    @property
    def finder(self) -> Finder: ...

    @property
    def undoing(self) -> Undoing: ...

    @property
    def sheets(self) -> WindowSheets: ...

    def go(self, key: RoomKey, arrival: Arrival | None = None) -> None: ...

    def new_gathering(self) -> None: ...

    def close(self) -> bool: ...


def menus(window: MenuWindow) -> Sequence[Menu]:
    """The menus from left to right, with their commands in the language in force."""
    work, files, look, sheets = window.workspace, window.files, window.appearance, window.sheets
    rooms = [
        Command(f"shell.room.{room.key}", room.name(), _goer(window, room.key), room_keys(number))
        for number, room in enumerate(window.entries.values(), start=1)
    ]
    languages = [
        Command(f"shell.language.{code}", _("Språk: {language}").format(language=name), _speaker(window, code), "",
                _("bokmål nynorsk engelsk målform"))
        for code, name in LANGUAGES.items()
    ]  # fmt: skip
    return (
        Menu(_("Fil"), (
            Command("shell.new", _("Ny samling"), window.new_gathering, "Ctrl+N", _("lag opprett")),
            Command("shell.switch", _("Bytt samling"), window.finder.switch, "Ctrl+G"),
            None,
            Command("shell.open", _("Åpne en Nettverk-fil …"), guarded(work, files.choose), "Ctrl+O"),
            Command("shell.make", _("Ny Nettverk-fil …"), guarded(work, files.make)),
            Command("shell.bring_in", _("Ny Nettverk-fil fra JSON …"),
                    guarded(work, lambda: bring_in.choose(work, files)), "", _("importer hent alt eksport")),
            Command("shell.sample", _("Åpne eksempelkommunen"), files.open_sample, "", _("prøv demo")),
            Command("shell.share", _("Del med andre …"), guarded(work, sheets.open_share), "",
                    _("felles mappe onedrive sharepoint samarbeid flere maskiner kollega")),
            Command("shell.own", _("Åpne min egen Nettverk-fil"), files.open_default),
            Command("shell.reports", _("Rapporter …"), guarded(work, sheets.open_reports), "",
                    _("årsrapport kvalitetsmelding styringsgruppe word kompetanseplan utviklingsplan")),
            Command("shell.export", _("Lagre som regneark eller kalender …"), sheets.open_export, "",
                    _("eksporter excel csv ics json outlook tabell")),
            Command("shell.university", _("Til universitetet …"), guarded(work, sheets.open_university), "",
                    _("anonymisert forskning samtykke uia kompetanseløft eksport")),
            Command("shell.lend", _("Ta med til bord …"), sheets.sharing.open_lend, "",
                    _("lån ut pinne minnepinne kollega flere maskiner bordfil")),
            Command("shell.home", _("Hent hjem …"), sheets.sharing.bring_home.choose, "",
                    _("tilbake fra bord minnepinne slå sammen flere maskiner bordfil")),
            Command("shell.contests", _("Skrevet ulikt …"), sheets.sharing.open_contests, "",
                    _("to maskiner konflikt begge behold denne bruk den andre slå sammen")),
            Command("shell.who", _("Hvem gjorde hva …"), sheets.sharing.open_who, "",
                    _("historikk maskin endret når logg flere maskiner")),
            Command("shell.trash", _("Papirkurv …"), sheets.open_trash, "",
                    _("slettet fjernet hent tilbake angre slett")),
            Command("shell.backup", _("Ta sikkerhetskopi …"), guarded(work, files.back_up), "", _("kopier")),
            Command("shell.restore", _("Hent tilbake …"), guarded(work, sheets.open_restore), "",
                    _("sikkerhetskopi gjenopprett angre tidligere")),
            None,
            Command("shell.settings", _("Innstillinger"), sheets.open_settings, "Ctrl+,", _("språk tekst utseende")),
            Command("shell.quit", _("Avslutt Nettverk"), window.close, "Ctrl+Q"),
        )),
        Menu(_("Rediger"), (
            Command("shell.undo", _("Angre"), window.undoing.undo, "Ctrl+Z"),
            Command("shell.redo", _("Gjør om"), window.undoing.redo, "Ctrl+Shift+Z", other_shortcuts=("Ctrl+Y",)),
            Command("shell.undo_there", _("Angre der det ble gjort, og gå dit"), window.undoing.there, THERE),
            Command("shell.copy", _("Kopier som tabell"), copy_focused, "Ctrl+C", _("utklippstavla regneark")),
            None,
            Command("shell.search", _("Søk eller velg en handling"), window.finder.search, "Ctrl+K"),
            Command("shell.find", _("Søk i alt som er sagt, alle år"), lambda: window.go(RoomKey.BANK, Search()),
                    "Ctrl+Shift+F", _("praksisbanken finn tiltak refleksjoner lært")),
            Command("shell.wheel", _("Temahjulet: alt med en merkelapp"), sheets.open_overview, "",
                    _("merkelapper tema hjul år")),
            Command("shell.stage", _("Kontrollvinduet"), lambda: window.go(RoomKey.STAGE, OpenStage()), "F5"),
        )),
        Menu(_c("meny", "Vis"), (
            *rooms,
            None,
            Command("shell.larger", _("Større tekst"), lambda: look.step_scale(1), "Ctrl++",
                    _("tekststørrelse zoom forstørr 200 %"), ("Ctrl+=",)),
            Command("shell.smaller", _("Mindre tekst"), lambda: look.step_scale(-1), "Ctrl+-"),
            Command("shell.normal", _("Vanlig tekststørrelse"), lambda: look.step_scale(0), "Ctrl+0"),
            Command("shell.look", _("Bytt mellom lyst og mørkt"), look.other, "", _("tema dag natt")),
            None,
            *languages,
        )),
        Menu(_("Hjelp"), (
            Command("shell.manual", _("Håndboka"), sheets.open_manual, "F1", _("hjelp manual veiledning hvordan")),
            Command("shell.tour", _("Vis meg rundt"), sheets.tour.start, "", _("omvisning ny her opplæring")),
            Command("shell.help", _("Hurtigtaster og om Nettverk"), sheets.open_help, "?",
                    _("hjelp taster om lisens versjon")),
            Command("shell.privacy", _("Personvern"), sheets.open_privacy, "",
                    _("gdpr innsyn slett lagres hvor lenge erklæring")),
            Command("shell.sources", _("Kilder"), sheets.open_sources, "", _("litteratur referanser")),
            *_new_version(),
            Command("shell.menu", _("Meny"), window.top.menu_button.showMenu, "F10"),
        )),
    )  # fmt: skip


def _speaker(window: MenuWindow, code: str) -> Callable[[], None]:
    # The menu that this is chosen from is made anew in the other language, so it has to be closed first.
    look = window.appearance
    return lambda: QTimer.singleShot(0, look, lambda: look.choose_language(code))


def _new_version() -> list[Command]:
    """The page with new versions, opened in the browser when it is asked for; nothing where there is no such page."""
    address = new_version.page()
    if not address:
        return []
    return [
        Command("shell.new_version", _("Se etter ny versjon"), lambda: QDesktopServices.openUrl(QUrl(address)), "",
                _("oppdatering oppdater nettside")),
    ]  # fmt: skip


def _goer(window: MenuWindow, key: RoomKey) -> Callable[[], None]:
    return lambda: window.go(key)


def _sample_with_tour(window: MenuWindow) -> None:
    window.sheets.tour.want()
    window.files.open_sample()


def welcome_ways(window: MenuWindow) -> list[Way]:
    """The ways on from the first run, or from a database without gatherings."""
    files = window.files
    ways = [
        Way("wand-sparkles", _("Prøv et eksempel"),
            _("En oppdiktet kommune med samlinger, deltakere og refleksjoner. Ligger i sin egen fil."),
            lambda: _sample_with_tour(window), primary=True),
        Way("plus", _("Ny samling"), _("Velg en mal, så er dagen nesten ferdig planlagt."), window.new_gathering),
        Way("folder-open", _("Åpne en Nettverk-fil"), _("Fra en annen maskin, en minnepinne eller en fellesmappe."),
            guarded(window.workspace, files.choose)),
    ]  # fmt: skip
    return ways[1:] if files.on_sample else ways


def trouble_ways(window: MenuWindow, path: Path | None) -> list[Way]:
    """The ways on when the database could not be opened."""
    work, files = window.workspace, window.files
    # The file may only have been locked for a moment, by another machine or by a backup.
    again = Way("refresh-cw", _("Prøv igjen"), str(path), lambda: files.open(path) if path else None, primary=True)
    from nettverk.services import passphrase

    if path is not None and passphrase.is_locked(path) and passphrase.is_available():
        again = Way("lock", _("Skriv passordet …"), str(path), lambda: files.open(path), primary=True)
    return [
        *([again] if path else []),
        *([Way("history", _("Hent tilbake …"), _("Fra en sikkerhetskopi. Fila som er her, blir liggende ved siden av."),
               guarded(work, lambda: window.sheets.open_restore(path)))] if path else []),
        Way("folder-open", _("Åpne en annen Nettverk-fil"), _("Velg en fil."), guarded(work, files.choose)),
        Way("database", _("Lag en ny"), _("Start med en tom Nettverk-fil."), guarded(work, files.make)),
    ]  # fmt: skip

"""Start-up: the only place that wires floors together.

Nothing but options: the windows. Anything else: the command line. The window is shown first; the database, and all
that is heavy to import, come after the first paint.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nettverk.domain.wall.walls import Wall
    from nettverk.ui.common.shell import Shell


SWITCH_S = 0.0005
"""Seconds a thread keeps the interpreter while another waits for it; Python's own ten times as many can be felt."""


class Options(NamedTuple):
    """What the windows were started with; no ``db`` is the user's own."""

    db: Path | None = None
    demo: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    # All that is written holds people's names: it is for its owner only, also the log and what Qt and SQLite write.
    os.umask(0o077)
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:
        return work(arguments[1:])
    options = gui_options(arguments)
    if options is None:
        from nettverk.cli import main as command_line

        return command_line(arguments, screens=_screens)
    if not has_screen():
        from nettverk.i18n import _

        print(_("Fant ingen skjerm å vise vinduene på. Prøv: nettverk demo --out MAPPE"), file=sys.stderr)
        return 1
    return gui(options)


def work(arguments: list[str]) -> int:
    """Be the worker that the program has started itself (``services/worker_entry.py``); 2 where none has that name."""
    from nettverk.services.worker_entry import Worker

    match arguments:
        case [Worker.SOLVER]:
            from nettverk.services.groups import solver_worker

            return solver_worker.main()
        case [Worker.SLIDES]:
            from nettverk.services import slide_worker

            return slide_worker.main()
        case [Worker.LOGO]:
            from nettverk.ui.common import logo_worker

            return logo_worker.main()
        case _:
            return 2


def has_screen() -> bool:
    """Whether there is something to show windows on (Qt itself would only say so in English, and fall)."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def gui_options(arguments: Sequence[str]) -> Options | None:
    """The options for the windows, or None when it is a job for the command line."""
    db: Path | None = None
    demo = False
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--demo":
            demo = True
        elif word == "--db" and rest:
            db = _named(rest.pop(0))
        elif word.startswith("--db="):
            db = _named(word[5:])
        elif db is None and word.endswith(".db") and not word.startswith("-"):
            db = _named(word)  # opened from the file manager
        else:
            return None
    return Options(db, demo)


def _named(text: str) -> Path:
    """The path one wrote; whether it can be a database is told by whoever opens it."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:  # «~» and the name of nobody
        return Path(text).absolute()


def gui(options: Options, painted: Callable[[], object] | None = None) -> int:
    """Open the main window and run until it is closed.

    Args:
        painted: called once after the first paint (for measuring).
    """
    from nettverk.services import doorbell
    from nettverk.services.places import default_database, sample_database, settings_file

    wanted = options.db or (sample_database() if options.demo else default_database())
    if doorbell.ring(wanted):  # it is open in a window already, which has come forward
        return 0
    # The windows' thread gets the interpreter back ten times as soon while another thread reads or draws.
    sys.setswitchinterval(SWITCH_S)
    gc.disable()  # the first paint makes thousands of objects and drops none; then the sweeper takes over
    from PySide6.QtWidgets import QApplication

    from nettverk import i18n
    from nettverk.ui.common import theme as looks
    from nettverk.ui.common.lane import Lane
    from nettverk.ui.common.remembered import open_settings, text
    from nettverk.ui.common.shell import Shell
    from nettverk.ui.common.workspace import Workspace
    from nettverk.ui.rooms import ROOMS

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["nettverk"])
    app.setApplicationName("Nettverk")
    app.setApplicationDisplayName("")
    settings, set_aside = open_settings(settings_file())
    i18n.set_language(text(settings, "language", i18n.system_language()))
    theme = looks.remembered_theme(settings)
    looks.apply(theme, first=True)
    # The lane is ready before the window, but opens no file until the window has been seen.
    lane = Lane()
    workspace = Workspace(lane, theme, settings)
    shell = Shell(workspace, ROOMS)
    shell.restore_place()
    shell.painted.connect(lambda: _after_first_paint(shell, options, painted))
    if set_aside is not None:
        shell.painted.connect(lambda: _tell_set_aside(shell, set_aside))
    lane.closed.connect(lambda: _last_backup(shell))
    shell.show()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it; all that was stored is stored
    try:
        code = app.exec()
        _last_exchange(shell)
        return code
    finally:
        lane.close()
        workspace.unsaved.is_safe()
        if lane.lingers:  # a disk that does not answer; nothing that waits for it must keep the program alive
            settings.sync()
            os._exit(0)


def _wear_icon() -> None:
    """The icon is drawn after the first paint: nobody waits for it."""
    from PySide6.QtGui import QGuiApplication

    from nettverk.ui.common.app_icon import app_icon, name_process

    name_process()
    QGuiApplication.setWindowIcon(app_icon())


def _after_first_paint(shell: Shell, options: Options, painted: Callable[[], object] | None) -> None:
    if painted is not None:
        painted()
    from nettverk.ui.common.form_keeper import FormKeeper
    from nettverk.ui.common.name_keeper import NameKeeper
    from nettverk.ui.common.share_keeper import keep_sharing
    from nettverk.ui.common.sweeper import Sweeper

    Sweeper(shell)
    shell.finish()
    shell.appearance.wear()
    _wear_icon()
    _watch(shell)
    FormKeeper(shell.workspace, shell)
    files = shell.files
    _listen(shell)
    files.keep_backups()
    keep_sharing(files, shell.workspace)
    files.ready.connect(lambda _has_gatherings: shell.stack.warm())  # the rooms one has not been in yet
    files.ready.connect(lambda _has_gatherings: _take_up(shell))
    names = NameKeeper(shell.workspace)
    files.ready.connect(lambda _has_gatherings: names.look())
    if options.demo:
        files.open_sample(options.db)
    elif options.db is not None:
        files.open(options.db)
    else:
        files.open_default()


def _tell_set_aside(shell: Shell, file: Path) -> None:
    from nettverk.i18n import _

    sentence = _("Innstillingene kunne ikke leses og starter på nytt. De gamle ligger i {file}.")
    shell.workspace.say(sentence.format(file=file))


def _listen(shell: Shell) -> None:
    """Come forward when somebody starts the program again; leave when one has started it twice in the same moment."""
    from PySide6.QtWidgets import QApplication

    from nettverk.i18n import _
    from nettverk.services import doorbell
    from nettverk.ui.common.doorbell import Doorbell
    from nettverk.ui.common.handed_over import HandedOver

    files, lane = shell.files, shell.workspace.lane

    def at_work() -> QWidget | None:
        """The facilitator's window while a day runs: another in front of it would hide the clock."""
        from nettverk.domain.rooms import RoomKey
        from nettverk.ui.stage.preparation.room import PreparationRoom

        room = shell.stack.room(RoomKey.STAGE) if shell.workspace.live else None
        controller = room.controller if isinstance(room, PreparationRoom) else None
        return controller.presenter if controller is not None else None

    bell = Doorbell(shell, lane, at_work)

    def bring_home(paths: Sequence[Path]) -> None:
        shell.sheets.sharing.bring_home.begin(paths)  # asked for anew each time: another language makes it anew

    bell.files_came.connect(bring_home)
    bell.job_came.connect(HandedOver(shell.workspace, files).do)

    def in_vain(path: Path | None, _sentence: str) -> None:
        if path is None or lane.is_open:
            return
        lane.work(
            lambda _report: doorbell.ring(path),
            lambda there: QApplication.quit() if there else None,
            shell,
            _("Ser etter vinduet som er åpent"),
        )

    files.trouble.connect(in_vain)


def _last_backup(shell: Shell) -> None:
    """What was changed since the last backup gets one of its own, once the file is closed."""
    if shell.finished and shell.files.backups is not None:
        shell.files.backups.close()


def _last_exchange(shell: Shell) -> None:
    """What was written in the last seconds goes to the others with the window, where they can be reached."""
    if shell.finished and shell.files.sharing is not None:
        shell.files.sharing.last()


def _take_up(shell: Shell) -> None:
    """A stage that nobody closed comes back by itself when its day still goes on; else the room says so calmly."""
    from nettverk.domain.rooms import RoomKey
    from nettverk.i18n import _
    from nettverk.services import stage
    from nettverk.ui.common.arrivals import OpenStage, ResumeStage
    from nettverk.ui.stage.control.resume import Bookmark

    workspace = shell.workspace
    bookmark = Bookmark(workspace.settings, workspace.lane.path)
    interrupted = bookmark.read()
    if interrupted is None:
        return

    def answered(goes_on: bool) -> None:
        if goes_on and bookmark.may_try():
            bookmark.count_try()
            workspace.open_gathering(interrupted.gathering_id, lambda: shell.go(RoomKey.STAGE, ResumeStage()))
        elif goes_on:
            workspace.open_gathering(interrupted.gathering_id)
            sentence = _(
                "Samlingen er i gang, men bildet på lerretet forsvant to ganger. Trykk F5 for å vise det igjen."
            )
            workspace.say(sentence, _("Vis lerretet"), lambda: shell.go(RoomKey.STAGE, OpenStage()))

    workspace.lane.ask(
        lambda store: stage.goes_on(store, interrupted.gathering_id, interrupted.opened_at), answered, shell
    )


def _watch(shell: Shell) -> None:
    """Catch what nobody caught, and write a log."""
    from nettverk.services.places import log_folder
    from nettverk.ui.common import crash

    watch = crash.Watch(shell)
    log: list[Path] = []
    crash.Reporter(watch, lambda: shell.workspace.live, shell.workspace.say, lambda: log[0] if log else None)
    watch.install()
    try:
        log.append(crash.open_log(log_folder()))
    except OSError:
        return  # a log that cannot be written must not stop anyone from working


def _screens(walls: Iterable[Wall], out: Path, size: tuple[int, int], theme: str) -> list[Path]:
    """Every projected screen as a picture, for the command line."""
    from nettverk.ui.stage.wall.export import render_all

    return render_all(walls, out, size, theme)

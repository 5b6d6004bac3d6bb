"""What we did wrong: written to a log file, shown as a report one can copy, never modal, and the data stays open."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

import nettverk
from nettverk.domain import now
from nettverk.i18n import _
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, row

MOST_LETTERS = 20_000
"""Characters in a report."""
MOST_A_MINUTE = 3
"""Different faults shown by themselves in a minute; more are told in a calm line, and shown when somebody asks."""

LOG = logging.getLogger("nettverk")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Watch(QObject):
    """Catches what nobody caught, on every thread, and hands the report to the UI thread.

    Signals:
        happened: a report as text.
    """

    happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False

    def install(self) -> None:
        """Listen to Python, to its threads and to Qt."""
        sys.excepthook = self.caught
        threading.excepthook = self._thread
        qInstallMessageHandler(_from_qt)

    def caught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Log it and tell; Ctrl+C is no fault."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        text = report(kind, fault, trace)
        LOG.error("%s", text)
        if not self._busy:  # a fault while telling of a fault must not go round for ever
            self._busy = True
            try:
                self.happened.emit(text)
            finally:
                self._busy = False

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)


def report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs: versions, the system and where it happened; nothing from the database."""
    import PySide6

    head = (
        f"Nettverk {nettverk.__version__} · Python {platform.python_version()} · Qt {PySide6.__version__}"
        f" · {platform.system()} {platform.release()} · {QGuiApplication.platformName()}"
    )
    report_text = "".join(traceback.format_exception(kind, fault, trace))
    if len(report_text) > MOST_LETTERS:  # a fault may carry the whole of a file in its words
        report_text = f"{report_text[: MOST_LETTERS // 2]}\n[…]\n{report_text[-MOST_LETTERS // 2 :]}"
    return f"{head}\n\n{report_text}"


def signature(text: str) -> str:
    """What two reports of the same fault have in common: the places it went through and its kind, not its words."""
    places: list[str] = []
    kind = ""
    for line in text.splitlines():
        if line.startswith('  File "'):
            places.append(line.strip())
            kind = ""
        elif not kind and line and not line[0].isspace():
            # «ValueError: bord 7 finnes ikke»; what the sentence says may be another each time, and many lines.
            kind = line.partition(":")[0]
    return "\n".join((*places[-6:], kind)) if places else text[:1000]


def open_log(folder: Path) -> Path:
    """Begin to write the log (three files of half a megabyte at most); returns the file's path."""
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nettverk.log"
    handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.info("Nettverk %s", nettverk.__version__)
    return path


def close_log() -> None:
    """Close the log file, so that a test or an uninstaller can remove it."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # The offscreen platform of tests and of the command line says this for every window; it means nothing.
    if "propagateSizeHints" not in message:
        LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)


class ReportWindow(QWidget):
    """The report as text one can copy; not modal, and everything else stays open."""

    def __init__(self, text: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtCore import Qt

        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # it must not keep a program alive that is closed
        self.setWindowTitle(_("Noe gikk galt i programmet"))
        self.resize(680, 460)
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Feilrapport"))
        copy = PrimaryButton(_("Kopier rapporten"), "copy", self)
        copy.clicked.connect(lambda: self._copy(copy))
        close = QuietButton(_("Lukk"), parent=self)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Heading(_("Noe gikk galt i programmet"), 2, self))
        column.addWidget(
            Note(
                _("Alt som var lagret, er trygt, og du kan arbeide videre. Send rapporten til den som hjelper deg.")
                + (" " + _("Den ligger også i {path}.").format(path=log) if log else ""),
                self,
            )
        )
        column.addWidget(self.text, 1)
        column.addLayout(row(None, close, copy))

    def add(self, text: str) -> None:
        """One more thing went wrong: put it below."""
        self.text.appendPlainText(f"\n{'–' * 40}\n{text}")

    def _copy(self, button: PrimaryButton) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        button.setText(_("Kopiert"))


class Reporter(QObject):
    """Shows reports: a window, or a calm line with an action while a gathering is live or when there are many.

    The same fault is told once as long as the program runs: what comes back every few seconds, such as a file that
    cannot be read, must not raise a window each time. All of them are in the log.
    """

    def __init__(
        self,
        watch: Watch,
        is_live: Callable[[], bool],
        say: Callable[[str, str, Callable[[], object]], None],
        log: Callable[[], Path | None],
    ) -> None:
        super().__init__(watch)
        self._is_live, self._say, self._log = is_live, say, log
        self._waiting: list[str] = []
        self._known: set[str] = set()
        self._shown_at: list[float] = []
        self.window: ReportWindow | None = None
        watch.happened.connect(self._happened)

    def _happened(self, text: str) -> None:
        fault = signature(text)
        if fault in self._known:
            return
        self._known.add(fault)
        # Several faults often come at once; they are gathered in one window.
        self._waiting.append(text)
        self._shown_at = [at for at in self._shown_at if now.steady() - at < 60]
        if self._is_live():
            self._say(_("Noe gikk galt i programmet. Samlingen går videre."), _("Vis rapport"), self.show)
        elif len(self._shown_at) >= MOST_A_MINUTE:
            self._say(
                _("Flere ting gikk galt i programmet. Alt som var lagret, er trygt."), _("Vis rapport"), self.show
            )
        else:
            self._shown_at.append(now.steady())
            self.show()

    def show(self) -> None:
        """Show what is waiting, in one window."""
        texts, self._waiting = self._waiting, []
        if not texts:
            return
        if self.window is None or not self.window.isVisible():
            self.window = ReportWindow(texts[0], self._log())
            texts = texts[1:]
        for text in texts:
            self.window.add(text)
        self.window.show()
        self.window.raise_()

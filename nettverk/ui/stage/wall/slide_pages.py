"""Slides of contributions: PDFs read once, pages drawn ahead in a thread of their own; a key never waits for a page."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from nettverk.i18n import _
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.slide_process import PageFault, PutOff, SlideProcess
from nettverk.ui.stage.wall.slide_placeholder import placeholder

MOST_BYTES = 100_000_000
"""Pages kept in memory at most; at 4K a page is 33 MB, so the one that shows and its neighbours."""
SMALL = QSize(320, 240)
"""Pictures to choose from fit in this, in device pixels."""
MOST_SMALL = 700
PATIENCE = 0.06
"""Seconds a key may wait for a page that nobody could know would come; then it shows soft until it is drawn."""
GOODBYE = 5.0
"""Seconds to wait for the thread when the stage is taken down; a page that is being drawn is put off at once."""

_Spot = tuple[str, int]
"""A document and one of its pages, from 0."""


class _FullPage(NamedTuple):
    """A page to be drawn at a size in device pixels; also what a drawn one is found by."""

    document: str
    page: int
    width: int
    height: int

    @property
    def spot(self) -> _Spot:
        return self.document, self.page


@dataclass(frozen=True, slots=True)
class _SmallPage:
    """A page of which the small picture is to be drawn."""

    spot: _Spot


@dataclass(frozen=True, slots=True)
class _Words:
    """A page of which the words are to be found."""

    spot: _Spot


_Job = _FullPage | _SmallPage | _Words


@dataclass(frozen=True, slots=True)
class _Report:
    """What the thread has to tell: a page is there, exact or small, or a sentence about what went wrong."""

    document: str
    page: int = -1
    exact: bool = False
    trouble: str = ""
    locked: bool = False
    opened: bool = False


class SlideShelf(QObject):
    """Has PDFs drawn in a process of their own, which a thread talks to, and keeps the pages.

    Signals:
        opened: a document whose pages can be drawn now.
        locked: a document that has a password, which is not the one that was given, if any.
        sharp: document and page, when one that came too late is here at its size.
        small_drawn: document and page, when its small picture is here.
        trouble: a sentence about a page or a PDF that cannot be shown.
    """

    sharp = Signal(str, int)
    small_drawn = Signal(str, int)
    trouble = Signal(str)
    locked = Signal(str)
    opened = Signal(str)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stop = False
        self._busy = False
        self._names: dict[str, str] = {}
        self._given: dict[str, tuple[bytes, str]] = {}
        self._locked: dict[str, bytes] = {}
        self._urgent: list[_FullPage] = []
        self._near: list[_FullPage] = []
        self._wanted: list[tuple[str, int]] = []
        self._pages: OrderedDict[_FullPage, QImage] = OrderedDict()
        self._small: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._broken: set[tuple[str, int]] = set()
        self._put_off: set[tuple[str, int]] = set()
        self._unread: list[tuple[str, int]] = []
        self._words: dict[tuple[str, int], str] = {}
        # The signal is sent from the thread, so it comes through the event loop into the UI thread.
        self._reported.connect(self._pass_on)

    # --- asking, in the UI thread ---

    def holds(self, document: str) -> bool:
        """Whether a PDF is here already, or on its way in."""
        return document in self._names

    def warm(self) -> None:
        """Start what draws, before the first PDF is here."""
        if self._thread is None:
            self._stop = False
            self._thread = threading.Thread(target=self._run, name="nettverk-slides", daemon=True)
            self._thread.start()

    def put(self, document: str, data: bytes, name: str = "", password: str = "") -> None:
        """Take in a PDF; ``name`` is what it is called if something is wrong with it."""
        if not data or document in self._names:
            return
        with self._lock:
            self._names[document] = name
            self._given[document] = (data, password)
            self._lock.notify_all()
        self.warm()

    def unlock(self, document: str, password: str) -> None:
        """Try a password on a PDF that has one; it is kept in memory only, as long as the stage is open."""
        with self._lock:
            data = self._locked.pop(document, None)
            if data is not None:
                self._given[document] = (data, password)
                self._lock.notify_all()

    def page(self, document: str, page: int, size: QSize, patience: float = PATIENCE) -> QImage | None:
        """A page fitted into a size in device pixels; a soft small one, or None, where it is not drawn in time."""
        # The thread draws the page; one that was not asked for ahead is waited for, but never longer than ``patience``.
        key = _FullPage(document, page, size.width(), size.height())
        until = time.monotonic() + patience
        with self._lock:
            if document not in self._names:
                return None
            if document in self._locked or (document, page) in self._broken:
                return _instead(size, locked=document in self._locked)
            if key not in self._pages:
                # Whoever leafs quickly only waits for where they stop, so only the last few stay urgent.
                self._urgent = [*self._urgent[-3:], key]
                self._lock.notify_all()
            while key not in self._pages and (document, page) not in self._broken and document not in self._locked:
                left = until - time.monotonic()
                if left <= 0 or not self._lock.wait(left):
                    return self._small.get((document, page))
            if key not in self._pages:
                return _instead(size, locked=document in self._locked)
            self._pages.move_to_end(key)
            return self._pages[key]

    def near(self, wanted: Sequence[tuple[str, int, QSize]]) -> None:
        """Pages that may come next, the likeliest first; they take the place of those that were asked for before."""
        with self._lock:
            self._near, room = [], MOST_BYTES
            for document, page, size in wanted:
                # More than there is room for would be thrown out and drawn again for ever.
                room -= size.width() * size.height() * 4
                if room >= 0 or not self._near:
                    self._near.append(_FullPage(document, page, size.width(), size.height()))
            self._lock.notify_all()

    def small(self, document: str, page: int) -> QImage | None:
        """A small picture of a page; where it is not here yet it is drawn, the last one asked for first."""
        with self._lock:
            picture = self._small.get((document, page))
            if picture is not None:
                self._small.move_to_end((document, page))
            elif document in self._locked or (document, page) in self._broken:
                return _instead(SMALL, locked=document in self._locked)
            elif document in self._names:
                if (document, page) in self._wanted:
                    self._wanted.remove((document, page))
                self._wanted = [*self._wanted[-60:], (document, page)]
                self._lock.notify_all()
            return picture

    def read(self, document: str, pages: int) -> None:
        """Find the words on every page when there is nothing else to do, so that the overview can search in them."""
        with self._lock:
            wanted = {(document, page) for page in range(pages)} - self._words.keys() - set(self._unread)
            self._unread += sorted(wanted, reverse=True)
            self._lock.notify_all()

    def words(self, document: str, page: int) -> str:
        """The words on a page, as far as they are found."""
        return self._words.get((document, page), "")

    def is_ready(self, document: str, page: int, size: QSize) -> bool:
        """Whether a page is drawn at a size."""
        return _FullPage(document, page, size.width(), size.height()) in self._pages

    def clear(self) -> None:
        """Forget every document and end the thread; ``put`` starts it again."""
        thread, self._thread = self._thread, None
        with self._lock:
            self._stop = True
            self._lock.notify_all()
        if thread is not None:
            # Whoever draws is asked every moment whether others wait, and a stage that closes is one of those.
            thread.join(GOODBYE)
        for held in (self._names, self._given, self._locked, self._pages, self._small, self._words):
            held.clear()
        self._broken, self._put_off = set(), set()
        self._urgent, self._near, self._wanted, self._unread = [], [], [], []

    def wait(self, seconds: float = 120) -> bool:
        """Until all that was asked for is drawn; for tests and measurements."""
        with self._lock:
            return self._lock.wait_for(
                lambda: self._thread is None or not (self._busy or self._given or self._next()), seconds
            )

    def _pass_on(self, report: _Report) -> None:
        if report.document not in self._names:
            return
        if report.locked:
            self.locked.emit(report.document)
        elif report.opened:
            self.opened.emit(report.document)
        elif report.trouble:
            self.trouble.emit(report.trouble)
            # Where nobody has waited for it, the placeholder is what there is to see.
            self.sharp.emit(report.document, report.page)
            self.small_drawn.emit(report.document, report.page)
        elif report.exact:
            self.sharp.emit(report.document, report.page)
        else:
            self.small_drawn.emit(report.document, report.page)

    # --- drawing, in the thread ---

    def _run(self) -> None:
        process, opened = SlideProcess(), dict[str, int]()
        with suppress(OSError):  # tried again with the first PDF, and told then
            process.start()
        while True:
            with self._lock:
                self._busy = False
                self._lock.notify_all()
                self._lock.wait_for(lambda: self._stop or self._given or self._next() is not None)
                if self._stop:
                    break
                self._busy = True
                given, self._given = self._given, {}
                job = self._next()
            for document, (data, password) in given.items():
                self._open(process, opened, document, data, password)
            if given:
                continue  # What is wanted most may be another page now that there are more documents.
            match job:
                case _FullPage() | _SmallPage():
                    self._draw(process, opened, job)
                case _Words(spot):
                    self._read(process, spot)
        process.close()

    def _others_wait(self, job: _Job) -> bool:
        """Whether somebody waits for another page, or the stage is being taken down."""
        if self._stop or bool(self._given):
            return True
        urgent = self._urgent[-1:]
        return any(key.spot != job.spot and key not in self._pages and key.spot not in self._broken for key in urgent)

    def _send(self, report: _Report) -> None:
        # The thread may outlive the shelf by one page, and then there is nobody left to tell.
        if not self._stop and isValid(self):
            self._reported.emit(report)

    def _next(self) -> _Job | None:
        """What to do next: the pages people wait for, those that may come, the small pictures, and last the words."""
        for key in reversed(self._urgent):
            if key not in self._pages and self._can_draw(key.spot):
                return key
        # What was put off because it took long comes when there is nothing else.
        for put_off in (False, True):
            for key in self._near:
                if key not in self._pages and self._can_draw(key.spot) and (key.spot in self._put_off) is put_off:
                    return key
            for spot in reversed(self._wanted):
                if spot not in self._small and self._can_draw(spot) and (spot in self._put_off) is put_off:
                    return _SmallPage(spot)
        return _Words(self._unread[-1]) if self._unread else None

    def _can_draw(self, spot: _Spot) -> bool:
        return spot[0] in self._names and spot[0] not in self._locked and spot not in self._broken

    def _open(self, process: SlideProcess, opened: dict[str, int], document: str, data: bytes, password: str) -> None:
        name = self._names.get(document, "")
        try:
            opened[document] = process.open(document, data, password)
            self._send(_Report(document, opened=True))
        except UnreadablePdf as fault:
            if fault.locked:
                with self._lock:
                    self._locked[document] = data
                    self._lock.notify_all()
                self._send(_Report(document, locked=True))
                return
        except PageFault:
            pass
        if document not in opened:
            trouble = _("{name} kan ikke vises. Legg ved PDF-en på nytt.").format(name=name)
            self._send(_Report(document, trouble=trouble))

    def _read(self, process: SlideProcess, spot: _Spot) -> None:
        words = ""
        # A page without words is found by its number; one that could not be drawn is not tried once more.
        with suppress(PageFault, UnreadablePdf):
            if self._can_draw(spot):
                try:
                    words = process.words(*spot, lambda: self._others_wait(_Words(spot)))
                except PutOff:
                    if spot not in self._put_off:  # the second time it stays without words
                        self._put_off.add(spot)
                        return
        with self._lock:
            self._words[spot] = words
            self._unread = [key for key in self._unread if key != spot]

    def _draw(self, process: SlideProcess, opened: dict[str, int], job: _FullPage | _SmallPage) -> None:
        document, page = job.spot
        size = QSize(job.width, job.height) if isinstance(job, _FullPage) else SMALL
        image = self._larger(job) if isinstance(job, _FullPage) else None
        try:
            if image is None and 0 <= page < opened.get(document, 0):
                image = _picture(process, job, size, lambda: self._others_wait(job))
        except PutOff:
            with self._lock:
                self._put_off.add(job.spot)
                self._urgent = [key for key in self._urgent if key != job]
            return
        except (PageFault, UnreadablePdf):
            image = None
        small = None
        # A page that has been drawn large gives its small picture almost for nothing.
        if image is not None and job.spot not in self._small:
            small = image.scaled(SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._keep(job, image, small, readable=document in opened)

    def _larger(self, key: _FullPage) -> QImage | None:
        """The page scaled down from a larger drawing of it, as for the preview; None if there is none."""
        with self._lock:
            # From twice the size on, what is scaled down cannot be told from what is drawn.
            larger = [
                image for other, image in self._pages.items() if other.spot == key.spot and other.width >= key.width * 2
            ]
        if not larger:
            return None
        smooth = Qt.TransformationMode.SmoothTransformation
        return larger[-1].scaled(key.width, key.height, Qt.AspectRatioMode.KeepAspectRatio, smooth)

    def _keep(self, job: _FullPage | _SmallPage, image: QImage | None, small: QImage | None, *, readable: bool) -> None:
        document, page = job.spot
        with self._lock:
            late = job in self._urgent
            self._urgent = [key for key in self._urgent if key != job]
            if image is None:
                self._broken.add(job.spot)
            elif isinstance(job, _FullPage):
                self._pages[job] = image
                self._trim()
            if small is not None:
                self._small[job.spot] = small
                while len(self._small) > MOST_SMALL:
                    self._small.popitem(last=False)
            name = self._names.get(document, "")
            self._lock.notify_all()
        if image is None:
            if not readable:
                return  # The PDF itself could not be opened, and that has been said.
            trouble = _("Side {page} i {name} kan ikke vises. Bla videre.").format(page=page + 1, name=name)
            self._send(_Report(document, page, trouble=trouble))
            return
        if late:
            self._send(_Report(document, page, exact=True))
        if small is not None:
            self._send(_Report(document, page))

    def _trim(self) -> None:
        # The oldest pages go first, but never one that may come next: it would be drawn again at once.
        near = set(self._near[:6])
        whole = sum(image.sizeInBytes() for image in self._pages.values())
        for key in list(self._pages)[:-1]:
            if whole <= MOST_BYTES:
                return
            if key not in near:
                whole -= self._pages.pop(key).sizeInBytes()


def _instead(size: QSize, *, locked: bool) -> QImage:
    """What shows where a page cannot: a sentence for those who look at it."""
    return placeholder(size, _("Fila har passord") if locked else _("Denne siden kan ikke vises"))


def _picture(
    process: SlideProcess, job: _FullPage | _SmallPage, size: QSize, others_wait: Callable[[], bool]
) -> QImage:
    picture = process.picture(*job.spot, size.width(), size.height(), others_wait)
    # The image must own its points: Qt's would go on pointing into the bytes, which are let go of.
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()

"""Slides: what it costs that a page is drawn in another process, and how much memory large PDFs take in this one.

``python -m tests.bench.slides``
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize

from nettverk.services.pdf_pages import PdfPages
from nettverk.services.slide_process import SlideProcess
from tests.helpers.slides import pdf

PAGES = 20
FULL_HD = 1920, 1080
MOST_RATIO, MOST_MB = 1.5, 300
LARGE_MB, LARGE = 50, 6


def main() -> int:
    """Measure and compare; 0 where all is within bounds."""
    here, there = _pages()
    print(f"a page at 1920×1080, here      {here:7.1f} ms")
    print(f"the same in its own process    {there:7.1f} ms   {there / here:.2f} × (target {MOST_RATIO})")
    most = _memory()
    print(f"{LARGE} PDFs of {LARGE_MB} MB, this process {most:5.0f} MB     (target {MOST_MB})")
    return 0 if there <= MOST_RATIO * here and most <= MOST_MB else 1


def _pages() -> tuple[float, float]:
    data, process = pdf(PAGES), SlideProcess()
    here = PdfPages(data)
    process.open("a", data)
    found: tuple[list[float], list[float]] = ([], [])
    for page in range(PAGES):  # the first of each is not counted: libraries are loaded
        for times, draw in zip(found, (here.fitted, lambda *args: process.picture("a", *args)), strict=True):
            begun = time.perf_counter()
            draw(page, *FULL_HD)
            times.append((time.perf_counter() - begun) * 1e3)
    process.close()
    here.close()
    return statistics.median(found[0][1:]), statistics.median(found[1][1:])


def _memory() -> float:
    """A morning of presentations with photographs: all of them leafed through twice, in MB held at most."""
    from PySide6.QtGui import QGuiApplication

    from nettverk.ui.stage.wall.slide_pages import SlideShelf

    app = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    shelf = SlideShelf()
    # A photograph cannot be made smaller; it hangs after the last page, where nothing reads it.
    photographs = random.Random(1).randbytes(LARGE_MB * 1_000_000)

    shelf.fetch = lambda _document: pdf(4) + b"\n%" + photographs
    for number in range(LARGE):
        shelf.expect(str(number))
    for page in (0, 1, 2, 3):
        for number in range(LARGE):
            shelf.near([(str(number), page, QSize(*FULL_HD))])
            end = time.monotonic() + 60
            while not shelf.is_ready(str(number), page, QSize(*FULL_HD)) and time.monotonic() < end:
                QCoreApplication.processEvents()
                time.sleep(0.005)
            assert shelf.is_ready(str(number), page, QSize(*FULL_HD))
    shelf.clear()
    del app
    lines = Path("/proc/self/status").read_text("ascii").splitlines() if sys.platform == "linux" else []
    held = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
    return held - LARGE_MB  # the photographs of this measurement itself


if __name__ == "__main__":
    sys.exit(main())

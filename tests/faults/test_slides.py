"""Slides that nobody means well with: each costs its own page at most, and never the slides of anybody else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import slides
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.slide_process import PAGE_S, PageFault, SlideProcess
from nettverk.services.slide_worker import MOST_BYTES
from tests.helpers import hostile_pdfs
from tests.helpers.faults import Battery
from tests.helpers.slides import locked_pdf, pdf

QUICK = ("cut", "no_pages", "pages_in_a_ring", "tables_in_a_ring", "locked_strangely", "box_huge", "mask_of_itself")
BUSY_S = 60
"""Seconds that a busy machine has for a start, beside what a page may take."""


@pytest.fixture
def process() -> Iterator[SlideProcess]:
    made = SlideProcess()
    yield made
    made.close()


def _held(process: SlideProcess) -> int:
    """The most memory the process has held, in bytes; 0 where that cannot be told."""
    assert process._process is not None
    try:
        lines = Path(f"/proc/{process._process.pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def test_one_bad_pdf_never_stops_the_others(
    process: SlideProcess, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    process.open("good", pdf(2))
    bad = hostile_pdfs.heavy() if scale(0, 1) else {name: hostile_pdfs.heavy_one(name) for name in QUICK}
    with battery("hostile PDF: the others are drawn, the page has 5 s and 400 MB") as row:
        for name, data in bad.items():
            begun = time.monotonic()
            try:
                if process.open(name, data):
                    process.picture(name, 0, 1920, 1080)
            except (PageFault, UnreadablePdf):
                pass
            taken = time.monotonic() - begun
            picture = process.picture("good", 1, 640, 360)
            row.once(int(picture.width != 640 or taken > 2 * PAGE_S + BUSY_S))
            # The system itself gives it no more than that beside its libraries.
            assert _held(process) < MOST_BYTES * 1.5, name


def test_a_wrong_password_a_file_without_pages_and_one_that_is_cut_are_sentences(process: SlideProcess) -> None:
    assert slides.counted(locked_pdf(), "a.pdf", "feil").locked
    for name in ("no_pages", "no_pdf", "nothing", "locked_strangely"):
        with pytest.raises(BadInput, match=name):
            slides.counted(hostile_pdfs.heavy_one(name), f"{name}.pdf")

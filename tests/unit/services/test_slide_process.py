"""Slides are drawn in a process that may die; whoever asked goes on with the next page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import slide_process
from nettverk.services.pdf_pages import PdfPages, UnreadablePdf
from nettverk.services.slide_process import PageFault, PutOff, SlideProcess
from nettverk.services.slides import counted, read_file
from tests.helpers import hostile_pdfs
from tests.helpers.quick import every
from tests.helpers.slides import locked_pdf, pdf
from tests.helpers.waiting import until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def process() -> Iterator[SlideProcess]:
    made = SlideProcess()
    yield made
    made.close()


def test_a_page_is_the_same_as_when_it_is_drawn_here(process: SlideProcess) -> None:
    assert process.open("a", pdf(3)) == 3
    there = process.picture("a", 1, 640, 360)
    here = PdfPages(pdf(3))
    assert there == here.fitted(1, 640, 360)
    here.close()
    assert process.words("a", 1).startswith("Side 2")


@pytest.mark.parametrize("name", every(3, ["form_loop", "flate_bomb", "forms_of_forms"]))
def test_a_page_that_would_never_end_costs_its_seconds_and_nobody_elses(
    process: SlideProcess, monkeypatch: pytest.MonkeyPatch, scale: Callable[[int, int], int], name: str
) -> None:
    monkeypatch.setattr(slide_process, "PAGE_S", scale(2, 5))
    process.open("good", pdf(2))
    bad = getattr(hostile_pdfs, name)() if hasattr(hostile_pdfs, name) else hostile_pdfs.heavy_one(name)
    begun = time.monotonic()
    try:
        process.open("bad", bad)
        process.picture("bad", 0, 1920, 1080)
    except (PageFault, UnreadablePdf):
        pass
    assert time.monotonic() - begun < 60, "a busy machine has its time, but not for ever"
    assert process.picture("good", 1, 640, 360).width == 640


def test_a_page_is_put_off_while_others_wait(process: SlideProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    process.open("good", pdf(2))
    process.open("bad", hostile_pdfs.page(b"0 0 900 500 re f " * 1_000_000))
    monkeypatch.setattr(slide_process, "HAND_OVER_S", 0.0)
    with pytest.raises(PutOff):
        process.picture("bad", 0, 1920, 1080, lambda: True)
    assert process.picture("good", 0, 640, 360).width == 640


def test_a_process_that_was_killed_is_started_again(process: SlideProcess) -> None:
    process.open("a", pdf(2))
    process.picture("a", 0, 640, 360)
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert process.picture("a", 1, 640, 360).width == 640


def test_few_pdfs_are_open_at_a_time_and_all_can_be_drawn(
    process: SlideProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slide_process, "MOST_OPEN", len(pdf(1)) * 2 + 10)
    for key in "abcd":
        process.open(key, pdf(1))
    assert len(process._open) == 2
    for key in "abcd":
        assert process.picture(key, 0, 64, 36).width == 64


def test_a_password_fits_or_does_not(process: SlideProcess) -> None:
    for wrong in ("", "feil"):
        with pytest.raises(UnreadablePdf) as fault:
            process.open("a", locked_pdf(), wrong)
        assert fault.value.locked
    assert process.open("a", locked_pdf(), "hemmelig") == 2
    assert process.open("b", locked_pdf(""), "") == 2
    assert counted(locked_pdf(), "a.pdf").locked
    assert counted(locked_pdf(), "a.pdf", "hemmelig").pages == 2


def test_files_that_are_none_are_said(tmp_path: Path) -> None:
    for name in ("nothing", "no_pdf", "only_a_head", "no_pages"):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(hostile_pdfs.heavy_one(name))
        with pytest.raises(BadInput, match=name):
            read_file(file)
    for file in (tmp_path, Path("\0.pdf"), tmp_path / "gone.pdf"):
        with pytest.raises(BadInput):
            read_file(file)


PARENT = """
import sys, time
from nettverk.services.slide_process import SlideProcess
from tests.helpers.hostile_pdfs import page
process = SlideProcess()
process.start()
process.open("a", page(b"0 0 900 500 re f " * 1_000_000))
print(process._process.pid, flush=True)
process.picture("a", 0, 1920, 1080)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_it_ends_with_the_program_that_is_killed_also_in_the_middle_of_a_page() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until(lambda: not _lives(worker))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    # A process nobody has waited for yet is not alive.
    return not (state.exists() and state.read_text("ascii").rpartition(")")[2].split()[0] == "Z")

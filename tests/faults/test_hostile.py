"""Hostile input to everything that reads: no signal, no traceback, no hang, nothing half written, never much memory.

Changed inputs led by coverage, and examples of hypothesis, in a process of their own (``helpers/fuzz``). A fault is
told with the input that caused it; what was found so far stands below, so that it does not come back.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nettverk.domain import plain_json
from nettverk.domain.errors import BadInput
from nettverk.services import given_files, slides
from nettverk.services.groups import problem_files
from tests.helpers.faults import Battery
from tests.helpers.fuzz_readers import READERS, Kept

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 300
COUNTS = {
    "csv": ((30, 10), (6_500, 700)),
    "xlsx": ((15, 2), (4_000, 200)),
    "import": ((12, 3), (2_500, 200)),
    "problem": ((30, 10), (14_000, 1_500)),
    "settings": ((30, 10), (31_000, 1_000)),
    "template": ((30, 10), (13_000, 1_000)),
    "sheet": ((20, 5), (22_000, 500)),
    "kept": ((15, 5), (2_000, 300)),
    "path": ((12, 2), (600, 100)),
    "pdf": ((12, 2), (2_000, 100)),
}
"""For each reader how many changed inputs and how many examples: in ``./check``, and in ``./check --long``."""


def _read(words: list[str], home: Path) -> Iterator[dict[str, Any]]:
    outside = {name: value for name, value in os.environ.items() if name != "NETTVERK_HOME"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.fuzz", *words],
        cwd=ROOT,
        env={**outside, "NETTVERK_HOME": str(home), "QT_LOGGING_RULES": "*=false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stderr[-3000:]}"
    for line in done.stdout.splitlines():
        if line.startswith('{"kind"'):
            yield json.loads(line)


def test_every_reader_is_fuzzed() -> None:
    assert COUNTS.keys() == READERS.keys()
    assert sum(sum(long) for _small, long in COUNTS.values()) >= 100_000


@pytest.mark.timeout(3600)  # ten readers; each input has its own five seconds
def test_hostile_input(
    tmp_path: Path, battery: Battery, scale: Callable[[int, int], int], request: pytest.FixtureRequest
) -> None:
    long = bool(scale(0, 1))
    # The same inputs each time in ./check; others each time in --long.
    seed = str(random.SystemRandom().randrange(10**6) if long else 1)
    words = [f"{kind}={counts[long][0]}+{counts[long][1]}{'+large' if long else ''}" for kind, counts in COUNTS.items()]
    # Each in a process of its own where it matters how much memory it held.
    batches = {f"hostile input: {kind}": [word] for kind, word in zip(COUNTS, words, strict=True)}
    for name, batch in (batches if long else {"hostile input": words}).items():
        with battery(name) as row:
            for tally in _read([seed, *batch], tmp_path / batch[0]):
                row.many(tally["runs"], len(tally["faults"]))
                assert not tally["faults"], f"seed {seed}, {tally['kind']}:\n" + "\n\n".join(tally["faults"][:5])
                assert tally["megabytes"] <= MOST_MEGABYTES, f"seed {seed}: {tally}"
                assert tally["ways"] > 20, f"nothing was watched: {tally}"


# --- what was found ---


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rør.pdf"
    os.mkfifo(pipe)
    with pytest.raises(BadInput):
        problem_files.solve(pipe, seed=1)
    with pytest.raises(BadInput):
        slides.read_file(pipe)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_what_another_program_writes_into_a_pipe_is_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)  # so that somebody writes to it, without waiting for who reads
    os.write(end, b"a" * 10)
    later = threading.Timer(0.05, lambda: os.write(end, b"b" * 10))
    later.start()
    assert given_files.read(pipe, 19) == b"a" * 10 + b"b" * 10
    later.join()
    os.close(end)


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"", b"9" * 10_000, b"[1]", b'"x"', b"{}"]
)
def test_files_of_ours_that_make_no_sense_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    for name in ("NETTVERK_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    reader = Kept(tmp_path)
    reader.read(data)
    reader.close()


def test_json_of_nothing_but_brackets_is_no_json() -> None:
    with pytest.raises(ValueError, match="deep"):
        plain_json.parse("[" * 100_000)

"""A small fuzzer led by coverage: what takes a way through our code that nothing took before is kept, and changed on.

``python -m tests.helpers.fuzz SEED READER=COUNT …`` reads so many changed inputs with each of the readers
(``fuzz_readers``), and says in a line of JSON for each how it went. ``READER=COUNT+EXAMPLES`` also reads so many
examples of hypothesis, ``READER=COUNT+EXAMPLES+large`` also the largest ones there may be.

Only an ``Expected`` sentence is an answer to a bad input; every other fault is written down with the input that caused
it. What takes over five seconds of the processor is a fault as well.
"""

from __future__ import annotations

import base64
import faulthandler
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from nettverk.domain.errors import Cancelled, Expected
from tests.helpers.fuzz_readers import READERS, Reader
from tests.helpers.fuzz_words import ANY, BY_KIND

HANG_S = 5.0
"""Seconds of the processor that an input may take."""
STANDS_S = 240
"""Seconds after which an input that has not come back ends the process, with a traceback."""
LONGEST = 5_000
"""Bytes of an input as a rule; one in fifty may be twelve times as long."""
KEPT = 400
"""Inputs that are changed on; of more, the newest."""


class Changer:
    """Changes inputs at random: bytes, words of the format, pieces moved and repeated, two inputs spliced."""

    def __init__(self, dice: random.Random, kind: str) -> None:
        self._dice = dice
        self._words = ANY + BY_KIND.get({"import": "csv", "sheet": "template"}.get(kind, kind), ()) * 3

    def change(self, data: bytes, other: bytes) -> bytes:
        """The input changed in one to six places; the parts of a zip file are changed inside it as a rule."""
        if data.startswith(b"PK\x03\x04") and self._dice.random() < 0.9:
            return self._inside(data)
        return self._bytes(data, other)

    def _bytes(self, data: bytes, other: bytes) -> bytes:
        dice = self._dice
        longest = max(len(data), LONGEST * (12 if dice.random() < 0.02 else 1))
        out = bytearray(data[:longest])
        for _turn in range(dice.choice((1, 1, 1, 2, 3, 6))):
            at = dice.randrange(len(out) + 1)
            length = dice.choice((1, 1, 2, 4, 16, 100, 1000))
            match dice.randrange(8):
                case 0 | 1:
                    out[at:at] = dice.choice(self._words)
                case 2:
                    out[at : at + length] = dice.choice(self._words)
                case 3:
                    out[at : at + 1] = dice.randbytes(1)
                case 4:
                    del out[at : at + length]
                case 5:
                    out[at:at] = bytes(out[at : at + length]) * dice.choice((1, 1, 2, 2, 10, 100))
                case 6:
                    out[at : at + length] = dice.randbytes(min(length, 16))
                case _:
                    start = dice.randrange(len(other) + 1)
                    out[at:] = other[start:]
            del out[longest:]
        return bytes(out)

    def _inside(self, data: bytes) -> bytes:
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as after:
                names = before.namelist()
                chosen = self._dice.choice([name for name in names if name.endswith((".xml", ".rels"))] or names)
                for name in names:
                    part = before.read(name)
                    if name == chosen:
                        part = self._bytes(part, before.read(self._dice.choice(names)))
                    if name != chosen or self._dice.random() > 0.03:
                        after.writestr(name, part)
        except Exception:  # noqa: BLE001 - a zip that we have broken ourselves is changed as bytes
            return self._bytes(data, data)
        return out.getvalue()


class Coverage:
    """Which ways through our own code have been taken: pairs of lines that follow each other in a function.

    A function that has shown nothing new for long is only watched now and then: most of the time goes to reading.
    """

    _PATIENCE = 100
    _NOW_AND_THEN = 64

    def __init__(self) -> None:
        self.grew = False
        self._seen: dict[CodeType, set[int] | None] = {}
        self._quiet: dict[CodeType, int] = {}
        self._calls = 0

    def __len__(self) -> int:
        return sum(len(ways) for ways in self._seen.values() if ways)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice new ways inside the block; ``grew`` says afterwards whether there were any."""
        self.grew = False
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)

    def _call(self, frame: FrameType, _event: str, _arg: object) -> Any:
        code = frame.f_code
        if code not in self._seen:
            ours = "/nettverk/" in code.co_filename and "i18n" not in code.co_filename
            self._seen[code] = set() if ours else None
            self._quiet[code] = 0
        ways = self._seen[code]
        if ways is None:
            return None
        self._calls += 1
        self._quiet[code] += 1
        if self._quiet[code] > self._PATIENCE and self._calls % self._NOW_AND_THEN:
            return None
        return self._follow(code, ways)

    def _follow(self, code: CodeType, ways: set[int]) -> Any:
        before = 0

        def line(frame: FrameType, _event: str, _arg: object) -> Any:
            nonlocal before
            here = frame.f_lineno or 0
            way = before << 16 | here
            if way not in ways:
                ways.add(way)
                self.grew = True
                self._quiet[code] = 0
            before = here
            return line

        return line


@dataclass(slots=True)
class Tally:
    """What came of the inputs so far."""

    kind: str
    runs: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    ways: int = 0
    corpus: int = 0
    megabytes: int = 0


def run(kind: str, seed: int, count: int, examples: int = 0, *, large: bool = False) -> Tally:
    """Read so many inputs of a kind; what came of them."""
    tally = Tally(kind)
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # most of the time would go to the disk
    with tempfile.TemporaryDirectory(prefix="nettverk-fuzz-", dir=memory) as name:
        reader = READERS[kind](Path(name))
        try:
            _changed(reader, tally, random.Random(seed), count)  # type: ignore[arg-type]
            if examples:
                _examples(reader, tally, seed, examples)  # type: ignore[arg-type]
            for data in reader.large() if large else ():
                _one(reader, tally, data)  # type: ignore[arg-type]
        finally:
            faulthandler.cancel_dump_traceback_later()
            reader.close()
    tally.megabytes = _most_held()
    return tally


def _changed(reader: Reader, tally: Tally, dice: random.Random, count: int) -> None:
    coverage, changer, corpus = Coverage(), Changer(dice, tally.kind), list(reader.samples())
    first = len(corpus)
    for turn in range(count):
        data = corpus[turn] if turn < first else changer.change(_chosen(corpus, dice), dice.choice(corpus))
        # To be watched takes three times as long: one of four is enough to find the way.
        watched = turn < first or dice.random() < 0.25
        _one(reader, tally, data, coverage if watched else None)
        if watched and coverage.grew and turn >= first and len(data) <= LONGEST:
            corpus.append(data)
            if len(corpus) > KEPT:
                del corpus[first]
        if len(tally.faults) > 20:
            break
    tally.ways, tally.corpus = len(coverage), len(corpus)


def _chosen(corpus: list[bytes], dice: random.Random) -> bytes:
    """Small ones more often: they are read more often in the same time."""
    return min((dice.choice(corpus) for _turn in range(2)), key=len)


def _examples(reader: Reader, tally: Tally, seed: int, count: int) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as begun_with

    from tests.helpers.fuzz_shapes import SHAPES

    @begun_with(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(SHAPES[tally.kind])
    def each(data: bytes) -> None:
        _one(reader, tally, data)

    each()


def _one(reader: Reader, tally: Tally, data: bytes, coverage: Coverage | None = None) -> None:
    # A reader that hangs is ended, and what it was doing is told. To wind this up costs more than to read most inputs.
    if tally.runs % 50 == 0:
        faulthandler.dump_traceback_later(STANDS_S, exit=True)
    tally.runs += 1
    begun = time.process_time()
    try:
        if coverage is None:
            reader.read(data)
        else:
            with coverage.watching():
                reader.read(data)
    except Expected as told:
        tally.refused += 1
        if not told.sentence.strip() or _left_open(told.sentence, data):
            _note(tally, f"no sentence: {told.sentence!r}", data)
    except Cancelled:
        tally.refused += 1
    except Exception:  # noqa: BLE001 - that is what is looked for
        _note(tally, traceback.format_exc()[-1800:], data)
    taken = time.process_time() - begun
    # To be watched takes time as well: what was slow then is read once more alone.
    if coverage is not None and taken > HANG_S / 4:
        _one(reader, tally, data)
        return
    tally.slowest = round(max(tally.slowest, taken), 2)
    if taken > HANG_S:
        _note(tally, f"took {taken:.1f} s", data)


def _left_open(sentence: str, data: bytes) -> bool:
    """Whether a sentence has a place nobody filled in; what it says of the input itself may look like one."""
    return any(place.encode() not in data for place in re.findall(r"\{[a-z_]+\}", sentence))


def _note(tally: Tally, what: str, data: bytes) -> None:
    tally.faults.append(f"{what}\n{len(data)} bytes: {base64.b85encode(data[:1500]).decode()}")


def _most_held() -> int:
    """The most memory this process has held, in MB; 0 where that cannot be told."""
    # What a process held before it became this program counts with getrusage, but not here.
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024) if sys.platform == "darwin" else most // 1024


def main(words: list[str], say: Callable[[str], object] = print) -> None:
    """Do what the command line says; see the top."""
    for word in words[1:]:
        kind, _equals, numbers = word.partition("=")
        count, _plus, rest = numbers.partition("+")
        examples, _plus, large = rest.partition("+")
        tally = run(kind, int(words[0]), int(count), int(examples or 0), large=bool(large))
        say(json.dumps({name: getattr(tally, name) for name in Tally.__slots__}))


if __name__ == "__main__":
    main(sys.argv[1:])

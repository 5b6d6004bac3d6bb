"""Every seven words in a row of the texts the project grew from, as hashes.

What ships is written in our own words. The texts themselves are not ours to hand on, so they are not here;
source_sequences.bin says nothing but whether seven words stand in one of them. It is made again by
``python -m tests.helpers.source_sequences FOLDER``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

WORDS = 7
"""In a row: shorter ones are terms and turns of phrase that everybody uses."""
_BYTES = 8
PATH = Path(__file__).with_suffix(".bin")


def windows(text: str) -> Iterator[tuple[bytes, str]]:
    """The hash of every seven words in a row, and the words; case, digits and signs are not looked at."""
    # A word broken at the end of a line is one word.
    words = re.findall(r"[^\W\d_]+", re.sub(r"[-\u00ad]\s*\n\s*", "", text).lower())
    for i in range(len(words) - WORDS + 1):
        said = " ".join(words[i : i + WORDS])
        yield blake2b(said.encode(), digest_size=_BYTES).digest(), said


@cache
def known() -> frozenset[bytes]:
    """The hashes of the texts' sequences."""
    data = PATH.read_bytes()
    return frozenset(data[i : i + _BYTES] for i in range(0, len(data), _BYTES))


def taken(text: str) -> list[str]:
    """Those seven words in a row of this text that stand in one of the texts."""
    return [said for hashed, said in windows(text) if hashed in known()]


def main(folder: Path) -> None:
    """Write the hashes of every text in the folder, sorted, so that nothing can be read out of their order."""
    found = {hashed for path in sorted(folder.glob("*.txt")) for hashed, _said in windows(path.read_text("utf-8"))}
    PATH.write_bytes(b"".join(sorted(found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

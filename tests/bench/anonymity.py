"""«Anonym nok?» over 1,000 points, with the list of names read, beside the least it could be.

    python -m tests.bench.anonymity [POINTS]

The peer takes the same points apart in words and looks each up among the names: no rules, and no idea of a sentence.
Prints one line of JSON: seconds of processor time to read the list, to look through the points, the
peer's, and megabytes.
"""

from __future__ import annotations

import json
import re
import resource as machine
import sys
import time
from pathlib import Path

from nettverk.assets import resource
from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.lexicon import Lexicon, fold
from tests.helpers import labelled

NOTES = Path(__file__).parents[1] / "unit" / "domain" / "anonymity" / "labelled.txt"


def main(points: int) -> None:
    """Measure once, cold."""
    notes = [note.text for note in labelled.read(NOTES)]
    lines = [f"{notes[number % len(notes)]} ({number})" for number in range(points)]
    start = time.process_time()
    files = ("names.txt", "public.txt", "shapes.txt")
    lexicon = Lexicon.read(*(resource("names", file).read_text("utf-8") for file in files))
    loaded = time.process_time()
    found = sum(1 for _finding in Checker(lexicon).lines(lines))
    checked = time.process_time()
    names = lexicon.given | lexicon.family
    alone = sum(1 for line in lines for word in re.findall(r"\w+", line) if fold(word) in names)
    peer = time.process_time()
    told = {
        "points": points,
        "list_s": round(loaded - start, 3),
        "check_s": round(checked - loaded, 3),
        "findings": found,
        "peer_s": round(peer - checked, 3),
        "peer_words": alone,
        "peak_mb": machine.getrusage(machine.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

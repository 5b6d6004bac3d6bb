"""A problem file never costs more than an ordinary machine has: each limit is a sentence, said before any work."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services.groups import problem_files, solver_process

SANE: dict[str, Any] = {
    "people": [{"unit": str(place % 4), "role": "lærer"} for place in range(12)],
    "tables": [4, 4, 4],
    "rounds": 2,
}

TOO_MUCH: list[tuple[str, dict[str, Any]]] = [
    ("«rounds» kan ha tall opp til 50", {"rounds": 10**9}),
    ("«tables» kan ha tall opp til 2", {"tables": [10**9, 4, 4]}),
    ("«tables» har 100", {"tables": [4] * 100_000}),
    ("«capacity» kan ha tall opp til 2", {"capacity": [10**12, 4, 4]}),
    ("«people» har 2", {"people": SANE["people"] * 200, "tables": [400] * 12}),
    ("12 deltakere i 50 runder|«rounds»", {"rounds": 51}),
    ("600 deltakere i 50 runder", {"people": SANE["people"] * 50, "tables": [200] * 12, "rounds": 50}),
    ("«met» kan ha tall opp til 10", {"met": [[0, 1, 10**15]]}),
    ("«met» har", {"met": [[0, 1, 1]] * 300_001}),
    ("«at_least» kan ha tall opp til 2", {"at_least": [{"people": [0], "count": 10**15}]}),
    ("«weights» kan ha tall opp til 10", {"weights": {"size": 10**9}}),
    ("«rounds» skal ha hele tall fra 1", {"rounds": True}),
    ("«rounds» skal ha hele tall fra 1", {"rounds": 2.5}),
    ("«tables» skal ha hele tall fra 0", {"tables": [True, 4, 4]}),
    ("«at» skal ha hele tall", {"at": [[False, 1]]}),
    ("skal ha hele tall", {"rounds": [[[[[[[[[]]]]]]]]]}),
    ("«together»", {"together": [[0] * 3000]}),
    ("stoler prøves", {"together": [list(range(12))], "tables": [2000] * 499 + [12]}),
    ("blir .* par", {"people": SANE["people"] * 30, "tables": [360] * 3, "rounds": 1, "apart": [list(range(360))]}),
]


def _write(folder: Path, text: str | bytes) -> Path:
    path = folder / "p.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(("words", "change"), TOO_MUCH)
def test_what_is_too_much_is_said_by_its_name(tmp_path: Path, words: str, change: dict[str, Any]) -> None:
    path = _write(tmp_path, json.dumps(SANE | change))
    with pytest.raises(BadInput, match=words) as said:
        problem_files.solve(path, seed=1)
    assert len(said.value.sentence) < 300


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"people": NaN}', "NaN i fila er ikke et tall"),
        ('{"rounds": -Infinity}', "er ikke et tall"),
        ('{"rounds": 1, "rounds": 2}', "«rounds» står to ganger"),
        ('{"people": [{"unit": "a", "unit": "b"}]}', "«unit» står to ganger"),
        ('{"rounds": ' + "9" * 100_000 + "}", "100.000 sifre"),
        ("[" * 100_000, "ikke en JSON-fil"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "ikke en JSON-fil"),
        ("[" + "[]," * 1_100_000 + "[]]", "lister"),
        (b"\x00\xff\xfe", "ikke en JSON-fil"),
        (b" " * 100_000_000, "over 8 MB"),
        ("[1]", "ikke en gruppeoppgave"),
    ],
    ids=range(11),
)
def test_json_that_is_none_is_refused_before_it_costs_anything(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        problem_files.solve(_write(tmp_path, text), seed=1)


def test_a_file_that_never_ends_and_a_name_that_is_none(tmp_path: Path) -> None:
    for name in (tmp_path, Path("\0"), tmp_path / ("x" * 5000)):
        with pytest.raises(BadInput):
            problem_files.solve(name, seed=1)
    if Path("/dev/zero").exists():
        with pytest.raises(BadInput, match="over 8 MB"):
            problem_files.solve(Path("/dev/zero"), seed=1)


def test_many_rules_are_looked_through_for_a_while_only() -> None:
    """Who may sit where is a search that could go on for ever; here 500 rules bind 100 tables."""
    pairs = [[place, (place * 7 + 1) % 1000] for place in range(1000)]
    people = [{"unit": place % 160, "role": place % 5} for place in range(1000)]
    problem_files.parse({"people": people, "tables": [10] * 100, "rounds": 4, "apart": pairs})


def test_the_worker_refuses_what_the_windows_would_hand_it() -> None:
    problem = problem_files.parse(SANE)
    wide = replace(problem, tables=(2000,) * 500, together=(tuple(range(12)),))
    with pytest.raises(BadInput, match="stoler"):
        solver_process.solve_apart(wide, iterations=10)


# Not ru_maxrss: that begins with what the process that started this one held. Workers of its own count as they are.
MEASURED = """
import resource, runpy, sys
code = 0
try:
    runpy.run_module("nettverk", run_name="__main__")
except SystemExit as end:
    code = end.code
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
@pytest.mark.parametrize("job", ["solve", "repair"])
def test_the_largest_that_is_allowed_stays_within_memory_and_time(tmp_path: Path, job: str) -> None:
    people = [{"unit": place % 233, "role": place % 5, "district": place % 4} for place in range(1400)]
    row = [place // 5 for place in range(1400)]
    task = {"people": people, "tables": [5] * 280, "rounds": 2, "published": [row, row]}
    path = _write(tmp_path, json.dumps(task))
    command = [sys.executable, "-c", MEASURED, "groups", job, str(path), "--json"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stderr.splitlines()[-1]) < 320

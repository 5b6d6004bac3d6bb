"""The target table of the group builder: what was asked, what is reached here, what is proved, what peers reach.

    python tests/bench/mixing.py [--only R7,R8] [--seeds 5] [--no-peer] [--problems FOLDER]

One process, one core; seconds are of the machine it runs on. Peers' figures are those measured for issue 3 on one
pinned core (1 s / 10 s / 60 s), except CP-SAT, which runs here in the same minute where ``ortools`` is installed.
Scores come from ``nettverk.mixing.score``, which the tests hold against an independent scorer.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from nettverk.mixing.aims import FIVE, Figure  # noqa: E402
from nettverk.mixing.best import Progress  # noqa: E402
from nettverk.mixing.problem import Problem  # noqa: E402
from nettverk.mixing.reading import load  # noqa: E402
from nettverk.mixing.repair import least_moves, repair  # noqa: E402
from nettverk.mixing.score import score  # noqa: E402
from nettverk.mixing.search import Result, solve  # noqa: E402

PEERS = {
    "K1": "Good-Enough Golfers 5/5/0, anticlust 6/5/5",
    "K2_8": "Good-Enough Golfers 8/4/3, anticlust 4/3/3",
    "K2_9": "Good-Enough Golfers 19/13/12, anticlust 14/13/13",
    "K2_10": "anticlust 28/28/27, Good-Enough Golfers –/30/27",
    "R1": "anticlust 0,0,0",
    "R2": "anticlust 0,0,0; Timefold role 1 at 60 s; GroupEng repeats 8",
    "R3": "anticlust 0,0,0; CP-SAT model takes 47 s",
    "R4": "anticlust first plan 3.4 s",
    "R5": "GroupEng hard 5, anticlust hard 29",
    "R7": "Good-Enough Golfers 39/35/33, anticlust 27/26/26",
    "R8": "Good-Enough Golfers 259, anticlust 243/240/240",
    "R9": "Good-Enough Golfers –/8/6, anticlust 4",
    "R10": "anticlust 0,0,0; Good-Enough Golfers role 60",
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    target: str
    reached: str
    bound: str
    peer: str
    met: bool


class Bench:
    """Runs the problems and collects the lines."""

    def __init__(self, folder: Path, seeds: int, *, peer: bool) -> None:
        self._folder, self._seeds, self._peer = folder, seeds, peer

    def problem(self, name: str) -> Problem:
        """A published problem; R4 is made here, as its file is large."""
        path = self._folder / f"{name}.json"
        return load(json.loads(path.read_text()) if path.exists() else large())

    def runs(self, name: str, seconds: float, seeds: int | None = None, iterations: int | None = None) -> list[Result]:
        """One run for each seed, each scored again."""
        problem = self.problem(name)
        limit = {"iterations": iterations} if iterations is not None else {"seconds": seconds}
        results = [solve(problem, seed=seed, **limit) for seed in range(1, (seeds or self._seeds) + 1)]
        assert all(score(problem, r.plan) == r.score for r in results)
        return results

    def golfers(self, name: str) -> Row:
        """K1 and K2: nobody meets twice."""
        results = self.runs(name, 10, 20 if name == "K1" else self._seeds, 20_000)
        good = sum(r.score[:3] == (0, 0, 0) for r in results)
        return Row(
            name,
            f"0 repeats on all of {len(results)} seeds",
            f"{good} of {len(results)}",
            _bounds(results),
            PEERS[name],
            good == len(results),
        )

    def forty(self) -> Row:
        """10 tables of 4, 10 rounds."""
        people = [{"unit": k, "role": "x"} for k in range(40)]
        problem = load({"people": people, "tables": [4] * 10, "rounds": 10})
        results = [solve(problem, seed=seed, seconds=20) for seed in range(1, 7)]
        good = sum(r.score.repeats == 0 for r in results)
        slowest = max(r.seconds for r in results)
        return Row(
            "10×4, 10 rounds",
            "0 on ≥ 5 of 6 in 20 s",
            f"{good} of 6 ({slowest:.2f} s)",
            _bounds(results),
            "–",
            good >= 5,
        )

    def proved(self, name: str) -> Row:
        """R1, R2, R3, R4, R10: everything proved."""
        problem = self.problem(name)
        results, times = [], []
        for seed in range(1, self._seeds + 1):
            told: list[Progress] = []
            results.append(solve(problem, seed=seed, seconds=30, progress=told.append))
            # What comes after the proof is the districts, which no peer looks at.
            times += [news.seconds for news in told if set(FIVE) <= set(news.proved)][:1]
        good, time = sum(r.optimal for r in results), median(times or [30.0])
        peer, target, met = PEERS[name], "proved optimal", good == len(results)
        if self._peer and name in {"R1", "R2"}:
            from_peer = cp_sat(problem, 60)
            if from_peer is not None:
                peer = f"CP-SAT {from_peer[0]}, {from_peer[1]:.2f} s ({from_peer[1] / time:.0f}×); {peer}"
                if name == "R2":
                    target, met = "proved, ≤ 1/50 of CP-SAT", met and time <= from_peer[1] / 50
        if name == "R4":
            target, met = "proved in ≤ 0.2 × 3.4 s", met and time <= 0.68
        return Row(name, target, f"{good} of {len(results)} proved, {time:.3f} s", _bounds(results), peer, met)

    def rules(self) -> Row:
        """R5: hosts, apart and together."""
        one, ten = self.runs("R5", 1), self.runs("R5", 10)
        roles = [r.score.service for r in ten]
        peer = PEERS["R5"]
        found = cp_sat(self.problem("R5"), 60) if self._peer else None
        if found is not None:
            peer = f"CP-SAT {found[0]}, {found[1]:.2f} s; {peer}"
        met = all(r.score.hard == 0 for r in one) and max(roles) == 1
        time = median(r.seconds for r in ten)
        reached = f"hard {[r.score.hard for r in one]}, role {roles} ({time:.2f} s)"
        return Row("R5", "hard 0 at 1 s, role 1 at 10 s", reached, _bounds(ten), peer, met)

    def long_history(self) -> Row:
        """R7."""
        results = self.runs("R7", 10)
        good = sum(r.score[:3] <= (0, 3, 25) for r in results)
        weakest = min(r.bound.repeats for r in results)
        return Row(
            "R7",
            "25 at 10 s on ≥ 4 of 5, bound ≥ 23",
            f"{[r.score.repeats for r in results]}",
            _bounds(results),
            PEERS["R7"],
            good >= 4 and weakest >= 23,
        )

    def few_tables(self) -> Row:
        """R8."""
        results = self.runs("R8", 10)
        values = [r.score.repeats for r in results]
        return Row(
            "R8", "≤ 239 at 10 s, ≤ 237 at 60 s", f"{values}", _bounds(results), PEERS["R8"], median(values) <= 237
        )

    def four_rounds(self) -> Row:
        """R9."""
        results = self.runs("R9", 10)
        values = [r.score.repeats for r in results]
        met = sum(v == 0 for v in values) >= 3
        return Row("R9", "0 at 10 s on ≥ 3 of 5", f"{values}", _bounds(results), PEERS["R9"], met)

    def mended(self, name: str) -> Row:
        """R6, R6b."""
        problem = self.problem(name)
        start = perf_counter()
        choices = repair(problem)
        time = perf_counter() - start
        least = least_moves(problem)
        first = choices[0]
        reached = f"{[(c.moves, *c.score[1:4]) for c in choices]} in {time:.2f} s"
        met = first.moves == least and first.score.hard == first.score.size == 0 and time <= 1
        return Row(name, "fewest moves in ≤ 1 s, choices", reached, f"moves ≥ {least}", "–", met)

    def realistic(self, count: int = 100) -> Row:
        """Random gatherings like real ones."""
        dice = random.Random(2026)
        units = repeats = everything = 0
        for _each in range(count):
            result = solve(load(gathering(dice)), seconds=2)
            units += Figure.SAME_UNIT in result.proved
            repeats += {Figure.SAME_UNIT, Figure.REPEATS} <= set(result.proved)
            everything += result.optimal
        reached = f"same_unit {units}, + repeats {repeats}, everything {everything} of {count}"
        met = repeats >= 0.85 * count and everything >= 0.75 * count
        return Row("realistic", "+ repeats ≥ 85, everything ≥ 75", reached, "–", "prototype 100, 76, 70", met)

    def growth(self) -> Row:
        """2,000 people, one and three rounds."""
        seen: list[Progress] = []
        result = solve(self.problem("R4"), seconds=30, progress=seen.append)
        part = seen[0].seconds / next(news.seconds for news in seen if set(FIVE) <= set(news.proved))
        # A process of its own: what the lines above used is not this one's.
        run = subprocess.run([sys.executable, __file__, "--memory"], capture_output=True, text=True, check=True)
        memory = int(run.stdout)
        reached = f"first plan at {part:.1%} of {result.seconds:.2f} s; {memory} MB"
        return Row("growth", "first plan ≤ 5 %, ≤ 400 MB", reached, "–", "–", part <= 0.05 and memory <= 400)


def memory_of_three_rounds() -> int:
    """Most MB in use while 2,000 people are seated for three rounds."""
    solve(load(large() | {"rounds": 3}), seconds=5)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _bounds(results: list[Result]) -> str:
    best = max(results, key=lambda r: r.bound)
    return ",".join(str(value) for value in best.bound[1:4])


def gathering(dice: random.Random) -> dict[str, Any]:
    """A gathering such as a municipality has: uneven units, a few roles, tables of five to seven, a history."""
    people_count, seats = dice.randint(20, 120), dice.choice([5, 6, 6, 7])
    tables = -(-people_count // seats)
    sizes: list[int] = []
    while sum(sizes) < people_count:
        sizes.append(min(people_count - sum(sizes), dice.choice([1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8])))
    roles = dice.choices(range(9), k=9)
    people = [
        {"unit": unit, "role": dice.choice(roles), "district": unit % 5}
        for unit, size in enumerate(sizes)
        for _each in range(size)
    ]
    past = []
    for _sitting in range(dice.randint(0, 8)):
        here = [p for p in range(people_count) if dice.random() < 0.75]
        dice.shuffle(here)
        past.append([here[k::tables] for k in range(tables)])
    met: dict[tuple[int, int], int] = {}
    for sitting in past:
        for table in sitting:
            for i, a in enumerate(table):
                for b in table[:i]:
                    met[min(a, b), max(a, b)] = met.get((min(a, b), max(a, b)), 0) + 1
    short = tables * seats - people_count
    return {
        "people": people,
        "tables": [seats - (k >= tables - short) for k in range(tables)],
        "rounds": dice.randint(1, 4),
        "met": [[a, b, times] for (a, b), times in met.items()],
        "past": past,
    }


def large() -> dict[str, Any]:
    """2,000 people of 250 units, 250 tables of 8, three earlier gatherings: as R4."""
    dice = random.Random(4)
    people = [{"unit": k % 250, "role": dice.randrange(9), "district": k % 5} for k in range(2000)]
    met: dict[tuple[int, int], int] = {}
    past = []
    for _sitting in range(3):
        here = [p for p in range(2000) if dice.random() < 0.7]
        dice.shuffle(here)
        past.append([here[k::250] for k in range(250)])
        for table in past[-1]:
            for i, a in enumerate(table):
                for b in table[:i]:
                    met[min(a, b), max(a, b)] = met.get((min(a, b), max(a, b)), 0) + 1
    rows = [[a, b, times] for (a, b), times in met.items()]
    return {"people": people, "tables": [8] * 250, "rounds": 1, "met": rows, "past": past}


def cp_sat(problem: Problem, seconds: float) -> tuple[str, float] | None:
    """CP-SAT on one round, one worker: (same_unit, repeats, role, whether proved; seconds); None if not installed."""
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return None
    start = perf_counter()
    model, tables = cp_model.CpModel(), range(len(problem.tables))
    at = [[model.new_bool_var("") for _t in tables] for _p in range(problem.people)]
    _say_rules(model, problem, at)
    cost = _say_aims(model, problem, at)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    time = perf_counter() - start
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return "no plan", time
    plan = [[next(t for t in tables if solver.value(row[t])) for row in at]]
    found = score(problem, plan)
    return f"{found.same_unit},{found.repeats},{found.service}{' proved' if status == cp_model.OPTIMAL else ''}", time


def _say_rules(model: Any, problem: Problem, at: list[list[Any]]) -> None:
    tables = range(len(problem.tables))
    for row in at:
        model.add_exactly_one(row)
    for t in tables:
        size = sum(row[t] for row in at)
        model.add(size <= -(-problem.people // len(tables)))
        model.add(size >= problem.people // len(tables))
        if problem.hosts:
            model.add_exactly_one(at[host][t] for host in problem.hosts)
        for a, b in problem.pairs_apart:
            model.add_at_most_one(at[a][t], at[b][t])
        for a, b in problem.pairs_together:
            model.add(at[a][t] == at[b][t])
    for person, table in problem.at:
        model.add(at[person][table] == 1)


def _say_aims(model: Any, problem: Problem, at: list[list[Any]]) -> list[Any]:
    tables, cost = range(len(problem.tables)), []
    for kind, weight in ((problem.unit, 4096), (problem.service, 1)):
        for value in set(kind):
            members = [p for p, k in enumerate(kind) if k == value]
            for t in tables:
                count = sum(at[p][t] for p in members)
                pairs = model.new_int_var(0, len(members) ** 2, "")
                for k in range(1, -(-problem.people // len(tables)) + 1):
                    model.add(pairs >= k * count - k * (k + 1) // 2)
                cost.append(weight * pairs)
    for a, b, times in problem.met:
        both = model.new_bool_var("")
        for t in tables:
            model.add_bool_or(at[a][t].Not(), at[b][t].Not(), both)
        cost.append(64 * (2 * times - 1) * both)
    return cost


def main() -> int:
    """Print the table; the exit code is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="names of lines, with commas between")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--problems", type=Path, default=ROOT / "tests" / "helpers" / "problems")
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.memory:
        print(memory_of_three_rounds())
        return 0
    bench = Bench(args.problems, args.seeds, peer=not args.no_peer)
    lines: dict[str, Callable[[], Row]] = {
        **{name: lambda name=name: bench.golfers(name) for name in ("K1", "K2_8", "K2_9", "K2_10")},
        "forty": bench.forty,
        **{name: lambda name=name: bench.proved(name) for name in ("R1", "R2", "R3", "R4", "R10")},
        "R5": bench.rules,
        **{name: lambda name=name: bench.mended(name) for name in ("R6", "R6b")},
        "R7": bench.long_history,
        "R8": bench.few_tables,
        "R9": bench.four_rounds,
        "realistic": bench.realistic,
        "growth": bench.growth,
    }
    chosen = args.only.split(",") if args.only else list(lines)
    print(
        "| what | target | reached | bound (same_unit, repeats, role) | peer | |\n| --- | --- | --- | --- | --- | --- |"
    )
    met = True
    for name in chosen:
        row = lines[name]()
        met = met and row.met
        mark = "✓" if row.met else "✗"
        print(f"| {row.name} | {row.target} | {row.reached} | {row.bound} | {row.peer} | {mark} |", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

"""nettverk groups solve and repair, as a script meets them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from nettverk.cli.jobs.solve import register
from nettverk.domain.errors import BadInput

PROBLEMS = Path(__file__).parents[2] / "helpers" / "problems"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="nettverk groups")
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    code = args.func(args)
    assert isinstance(code, int)
    return code


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    made = json.loads(out)
    assert isinstance(made, dict)
    return made


def test_solve_answers_with_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("solve", str(PROBLEMS / "R1.json"), "--iterations", "2000", "--seed", "4", "--json") == 0
    made = answer(capsys)
    assert len(made["plan"]) == 1
    assert len(made["plan"][0]) == 48
    assert list(made["score"]) == list(made["bound"]) == ["hard", "same_unit", "repeats", "role", "size"]
    assert made["proved"] is True
    assert made["seed"] == 4
    assert made["iterations"] <= 2000
    assert made["seconds"] >= 0


def test_what_is_not_proved_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("solve", str(PROBLEMS / "R9.json"), "--iterations", "50", "--json") == 0
    made = answer(capsys)
    assert made["proved"] == ["hard", "same_unit", "size"]
    assert made["iterations"] <= 50


def test_no_time_at_all_still_gives_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    for budget in (("--seconds", "0"), ("--iterations", "0")):
        assert run("solve", str(PROBLEMS / "R9.json"), *budget, "--json") == 0
        assert answer(capsys)["iterations"] == 0


def test_a_person_who_is_away_has_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "away.json"
    file.write_text(json.dumps({"people": [{}] * 4, "tables": [2, 2], "rounds": 2, "present": [[3, [0]]]}))
    assert run("solve", str(file), "--iterations", "100", "--json") == 0
    plan = answer(capsys)["plan"]
    assert plan[0][3] is not None
    assert plan[1][3] is None


def test_repair_lists_choices_from_fewest_moves_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("repair", str(PROBLEMS / "R6b.json"), "--json") == 0
    choices = answer(capsys)["choices"]
    assert choices[0]["moves"] == 5
    assert set(choices[0]) >= {"moves", "plan", "score"}
    assert choices[0]["score"]["hard"] == choices[0]["score"]["size"] == 0


def test_words_for_people_who_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("solve", str(PROBLEMS / "R1.json"), "--iterations", "2000") == 0
    out = capsys.readouterr().out
    assert "Ingen plan er bedre: bevist." in out
    assert "bord 7:" in out
    assert run("repair", str(PROBLEMS / "R6b.json")) == 0
    assert capsys.readouterr().out.startswith("5 flyttinger:")


BAD = [
    "",
    "{",
    "[]",
    "\x00",
    "[" * 100_000,
    '{"people": [{}, {}], "tables": [1]}',
    '{"people": [{}, {}], "tables": [1, 1], "at": [[0, 0], [0, 1]]}',
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_bad_problem_is_bad_input(tmp_path: Path, text: str) -> None:
    file = tmp_path / "problem.json"
    file.write_text(text)
    with pytest.raises(BadInput) as raised:
        run("solve", str(file), "--json")
    assert raised.value.code == 2
    assert raised.value.sentence


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"finnes\.json"):
        run("repair", str(tmp_path / "finnes.json"))


def test_nothing_to_repair_is_bad_input() -> None:
    with pytest.raises(BadInput):
        run("repair", str(PROBLEMS / "R1.json"), "--json")


NONSENSE = [("--seconds", "-1"), ("--seconds", "nan"), ("--iterations", "x"), ("--seconds", "1", "--iterations", "2")]


@pytest.mark.parametrize("words", NONSENSE)
def test_a_budget_that_makes_no_sense_stops_at_the_door(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as raised:
        run("solve", "x.json", *words)
    assert raised.value.code == 2

"""Hostile files for the reader of Forms' answers: a sentence or a plan, never a traceback."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.reading import read_sheet
from nettverk.services.sheets import forms_import
from nettverk.services.sheets.forms_import import Destination
from tests.helpers.forms_files import LEVELS, LIGHT, MIXED, SIGNS, xlsx
from tests.helpers.quick import every

LIGHTS = Destination(tuple(read_sheet(LIGHT, code) for code in ("nb", "nn", "en")))
MANY = Destination((read_sheet(MIXED),))


def understood(path: Path) -> None:
    workbook = forms_import.read_file(path)
    for place in (LIGHTS, MANY):
        plan = forms_import.understood(None, workbook, place)
        assert len(plan.columns) == len(plan.table.columns)
        assert all(taken.why for taken in plan.columns)


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "ID", *SIGNS, *LEVELS, "Bord", "3", "bord 0", "1e400", "=1+1", "\u202e", "x" * 5000]),
            max_size=9,
        ),
        max_size=12,
    )
)
def test_any_cells(tmp_path: Path, rows: list[list[str]]) -> None:
    text = "\n".join(";".join(cell for cell in row) for row in rows)
    (tmp_path / "svar.csv").write_text(text, encoding="utf-8")
    with suppress(BadInput):
        understood(tmp_path / "svar.csv")


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.integers(0, 1_000_000))
def test_a_damaged_file(tmp_path: Path, seed: int) -> None:
    whole = tmp_path / "hel.xlsx"
    if not whole.exists():
        xlsx(whole, SIGNS, [[*LEVELS, LEVELS[0]]] * 3)
    draw, data = random.Random(seed), bytearray(whole.read_bytes())
    for _byte in range(draw.randrange(1, 30)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    (tmp_path / "svar.xlsx").write_bytes(bytes(data[: draw.randrange(len(data) // 2, len(data) + 1)]))
    with suppress(BadInput):
        understood(tmp_path / "svar.xlsx")


@pytest.mark.parametrize(
    "titles", every(2, [[SIGNS[0]] * 200, ["?"] * 256, ["æ" * 30_000] * 3, [f"{SIGNS[0]}{n}" for n in range(9)]])
)
def test_titles_that_say_the_same(tmp_path: Path, titles: list[str]) -> None:
    understood(xlsx(tmp_path / "svar.xlsx", titles, [[LEVELS[0]] * len(titles)] * 2))

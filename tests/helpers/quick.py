"""Fewer examples of the same in ``./check``; ``./check --long`` has them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def every(step: int, values: Iterable[Any]) -> list[Any]:
    """Values for ``parametrize``: the first and then every so-manyth, the others marked slow."""
    return [
        value if place % step == 0 else pytest.param(value, marks=pytest.mark.slow)
        for place, value in enumerate(values)
    ]


def every_case(step: int, cases: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The same for several arguments at a time."""
    return [
        case if place % step == 0 else pytest.param(*case, marks=pytest.mark.slow) for place, case in enumerate(cases)
    ]

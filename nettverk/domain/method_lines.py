"""A method's steps and roles as lines of text that one types in, and back.

A step is a line like «5 Tenk alene: skriv stikkord» (minutes, what, and how), a role one like «Ordstyrer: gir ordet».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nettverk.domain.methods import InLanguages, MethodRole, MethodStep

USUAL_MINUTES = 5
"""Of a step whose line says none."""

_STEP = re.compile(
    r"\s*(?:(?P<minutes>\d{1,3})(?:\b|(?=min))\s*(?:(?:minutter|minutt|minutes|min)\b)?[.:)]?\s*)?(?P<rest>.*)",
    re.IGNORECASE,
)


def steps_as_lines(steps: Sequence[MethodStep]) -> str:
    """One line for each step, in the language in force."""
    return "\n".join(f"{step.minutes} {_line(step.title.here, step.hint.here)}" for step in steps)


def read_steps(text: str, before: Sequence[MethodStep] = ()) -> tuple[MethodStep, ...]:
    """The steps of the lines; empty lines count for nothing.

    Args:
        before: how the steps were: one that is still there keeps how long it may be at most.
    """
    most = {step.title.here: step for step in before}
    steps = []
    for line in text.splitlines():
        match = _STEP.fullmatch(line)
        assert match is not None  # every part of it may be empty
        title, hint = _halves(match["rest"])
        if not title:
            continue
        minutes = max(1, min(240, int(match["minutes"] or USUAL_MINUTES)))
        known = most.get(title)
        kept = known.most if known is not None and known.most >= minutes else 0
        later = known.later_hint if known is not None else InLanguages("")
        steps.append(MethodStep(InLanguages(title), InLanguages(hint), minutes, kept, later))
    return tuple(steps)


def roles_as_lines(roles: Sequence[MethodRole]) -> str:
    """One line for each role, in the language in force."""
    return "\n".join(_line(role.name.here, role.task.here) for role in roles)


def read_roles(text: str) -> tuple[MethodRole, ...]:
    """The roles of the lines; empty lines count for nothing."""
    halves = [_halves(line) for line in text.splitlines()]
    return tuple(MethodRole(InLanguages(name), InLanguages(task)) for name, task in halves if name)


def _line(head: str, rest: str) -> str:
    return f"{head}: {rest}" if rest else head


def _halves(line: str) -> tuple[str, str]:
    head, _colon, rest = line.partition(":")
    return head.strip(), rest.strip()

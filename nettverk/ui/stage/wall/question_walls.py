"""The walls people work from: the question, how we go about it, and what to agree on at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import Line
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.list_walls import page_mark
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted

_SHORT = 120
"""So few letters may stand as large as there is room for; more are calmer as a text."""


def questions(c: Canvas, wall: walls.Questions) -> None:
    """Draw one question large, or several with numbers; the way of working follows where there is room."""
    top = chrome.kicker(c, wall)
    low = chrome.bottom(c, wall)
    clock = chrome.clock_width(c, wall)
    beside = c.inner - clock
    under = max(top, chrome.clock_area(c).bottom() + c.h * 0.02) if clock else top
    if len(wall.questions) > 1:
        _numbered(c, wall, [(beside, top), (c.inner, under)], low)
        return
    text = wall.questions[0][1]
    # Steps with their hints are tried first, then without them, then none: the question must be read from the back.
    for with_steps in (wall.steps, tuple(Line(s.number, s.strong, "", s.now) for s in wall.steps), ()):
        lines = _lines(c, with_steps, beside)
        room = low - top - (sum(step.height for _n, step, _q in lines) + c.h * 0.045 if lines else 0)
        question = _large(c, text, beside, room, 0.092 if lines else 0.125)
        if question.height <= room and (question.px >= c.h * 0.058 or not with_steps):
            break
    # A question that is much larger across the whole width stands below the clock instead of beside it.
    y = top
    if question.height > low - top or not lines:
        wide = _large(c, text, c.inner, low - under, 0.125 if len(text) < _SHORT else 0.08)
        if question.height > low - top or wide.px > question.px * 1.08:
            question, y = wide, under
    y = c.put(question, c.left, y) + c.h * 0.045
    _put_lines(c, lines, y)


def _large(c: Canvas, text: str, width: float, height: float, largest: float) -> TextBlock:
    """The text as large as fits, but not so large that a short question falls into many short lines."""
    large = fitted(text, width, height, c.h * largest, c.body, "bold", leading=1.14, even=True)
    if len(large.lines) > 4 and len(text) < _SHORT:
        fewer = fitted(text, width, height, c.h * largest, c.body, "bold", leading=1.14, even=True, most_lines=4)
        return fewer if fewer.px >= c.h * 0.075 else large
    return large


def _numbered(
    c: Canvas, wall: walls.Questions | walls.WayForward, places: Sequence[tuple[float, float]], low: float,
    largest: float = 0.08,
) -> bool:  # fmt: skip
    """Draw numbered questions in the place where they can be largest; returns False where they do not fit."""
    best: tuple[float, float, float] | None = None
    for width, top in places:
        # The type shrinks in small steps until all questions fit between the heading and the foot.
        px = max(c.h * largest, c.body)
        while px > c.body and _height(c, wall, width, px) > low - top:
            px = max(c.body, px - c.h * 0.002)
        if _height(c, wall, width, px) > low - top:
            continue
        if best is None or px > best[2] * 1.05:
            best = (width, top, px)
        if px >= c.h * 0.056:
            break
    if best is None:
        return False
    width, y, px = best
    indent = _indent(wall, px)
    for number, text in wall.questions:
        if indent:
            c.put(c.one(str(number), px, "bold"), c.left, y, c.part_token(wall.part))
        y = c.put(block(text, width - indent, px, "semibold", leading=1.18), c.left + indent, y) + px * 0.55
    return True


def _indent(wall: walls.Questions | walls.WayForward, px: float) -> float:
    """Room for the number before each; one that is alone has none, whatever its sheet's number is."""
    return px * 1.35 if len(wall.questions) > 1 else 0.0


def _height(c: Canvas, wall: walls.Questions | walls.WayForward, width: float, px: float) -> float:
    inner = width - _indent(wall, px)
    tall = [block(text, inner, px, "semibold", leading=1.18).height for _number, text in wall.questions]
    return sum(tall) + px * 0.55 * (len(tall) - 1)


# --- steps ---

_Row = tuple[Line, TextBlock, TextBlock | None]


def _lines(c: Canvas, rows: Sequence[Line], width: float, px: float = 0.0) -> list[_Row]:
    """Numbered lines; the quiet words follow the strong ones where they fit, else the method's own wall has them."""
    size = max(px or c.h * 0.0465, c.body)
    lines: list[_Row] = []
    for row in rows:
        strong = c.one(row.strong, size, "bold")
        quiet = c.one(row.quiet, size) if row.quiet else None
        if quiet is not None and size * 1.4 + strong.width + size * 0.35 + quiet.width > width:
            short = c.one(row.quiet.rsplit(" · ", 1)[-1], size)
            quiet = short if size * 1.4 + strong.width + size * 0.35 + short.width <= width else None
        lines.append((row, TextBlock(strong.lines, strong.px, strong.weight, strong.width, size * 1.5), quiet))
    return lines


def _put_lines(c: Canvas, rows: Sequence[_Row], y: float) -> float:
    for row, strong, quiet in rows:
        c.put(c.one(row.number, strong.px, "bold"), c.left, y + strong.px * 0.14)
        c.put(
            TextBlock(strong.lines, strong.px, "bold", strong.width, strong.px * 1.22),
            c.left + strong.px * 1.4,
            y + strong.px * 0.14,
        )
        if quiet is not None:
            c.put(quiet, c.left + strong.px * 1.75 + strong.width, y + strong.px * 0.14, "mute")
        y += strong.height
    return y


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What stands on one page of a way of working: some of its steps, and the roles below them or alone."""

    steps: tuple[Line, ...]
    roles: tuple[Line, ...] = ()


_MOST_ROLES_HEIGHT = 0.24
"""Of the screen; roles that need more have a page of their own."""


def method_pages(c: Canvas, wall: walls.Method) -> list[MethodPage]:
    """One page where steps and roles have room together, as nearly always; else the roles come on the next."""
    top, low = _method_top(c, wall), chrome.bottom(c, wall)
    closest = _step_size(c, wall) * 1.3
    roles_height = _roles_height(c, wall.roles)
    together = low - roles_height - top - c.h * 0.02
    if roles_height <= c.h * _MOST_ROLES_HEIGHT and len(wall.steps) * closest <= together:
        return [MethodPage(wall.steps, wall.roles)]
    mark = c.small * 1.6  # which page this is stands at the foot
    room = max(1, int((low - top - mark) / closest))
    pages = [MethodPage(wall.steps[start : start + room]) for start in range(0, len(wall.steps), room)]
    room = max(1, int((low - top - mark) / (c.small * 4.6)))
    pages += [MethodPage((), wall.roles[start : start + room]) for start in range(0, len(wall.roles), room)]
    return pages


def method(c: Canvas, wall: walls.Method, page: int) -> None:
    """Draw the steps with their minutes, the current one marked, and who does what."""
    pages = method_pages(c, wall)
    here = pages[page]
    y = chrome.kicker(c, wall)
    c.put(_method_title(c, wall), c.left, y)
    y, low = _method_top(c, wall), chrome.bottom(c, wall)
    if len(pages) > 1:
        low -= c.small * 1.6
        c.put(c.one(page_mark(page, len(pages)), c.small), c.left, low + c.small * 0.3, "mute")
    if not here.steps:
        _role_rows(c, here.roles, y)
        return
    roles_top = low - _roles_height(c, here.roles)
    _steps(c, wall, here.steps, y, roles_top)
    _roles(c, here.roles, roles_top)


def _method_title(c: Canvas, wall: walls.Method) -> TextBlock:
    beside = c.inner - chrome.clock_width(c, wall)
    return fitted(wall.title, beside, c.h * 0.17, c.h * 0.07, c.body, "bold")


def _method_top(c: Canvas, wall: walls.Method) -> float:
    y = chrome.kicker_end(c, wall) + _method_title(c, wall).height + c.h * 0.045
    return max(y, chrome.clock_area(c).bottom()) if c.narrow and wall.face else y


def _step_size(c: Canvas, wall: walls.Method) -> float:
    return c.body * 0.86 if len(wall.steps) > 4 else c.body


def _steps(c: Canvas, wall: walls.Method, steps: Sequence[Line], y: float, low: float) -> None:
    pitch = min((low - y - c.h * 0.02) / max(1, len(steps)), c.h * 0.105)
    px = max(_step_size(c, wall), min(c.h * 0.052, pitch * 0.6))
    any_now = any(step.now for step in wall.steps)
    for step in steps:
        quiet = any_now and not step.now
        if step.now:
            chrome.here(c, wall.part, y + px * 0.06, px * 1.16)
        number = c.one(step.number, px, "bold")
        indent = max(px * 1.4, number.width + px * 0.5)
        strong = c.one(step.strong, px, "bold")
        c.put(number, c.left, y, "mute" if quiet else c.part_token(wall.part))
        c.put(strong, c.left + indent, y, "mute" if quiet else "ink")
        hint = c.one(step.quiet, max(c.small, px * 0.86))
        x = c.left + indent + px * 0.35 + strong.width
        if x + hint.width > c.right:
            hint = c.one(step.quiet.rsplit(" · ", 1)[-1], max(c.small, px * 0.86))
        c.put(hint, x, y + (strong.height - hint.height) * 0.8, "mute")
        y += pitch


def _roles_height(c: Canvas, roles: Sequence[Line]) -> float:
    if not roles:
        return 0.0
    width, px = _role_width(c, roles), _role_size(c, roles)
    head = max(c.small, c.h * 0.044)
    tall = max(block(role.strong, width, head, "bold").height + block(role.quiet, width, px).height for role in roles)
    return max(c.h * 0.168, tall + c.h * 0.024)


def _role_width(c: Canvas, roles: Sequence[Line]) -> float:
    return (c.inner - c.h * 0.04 * (len(roles) - 1)) / len(roles)


def _role_size(c: Canvas, roles: Sequence[Line]) -> float:
    # One size for all, on one line each where that is enough.
    width = _role_width(c, roles)
    return min(max(c.small, c.snug(role.quiet, width, c.h * 0.039).px) for role in roles)


def _roles(c: Canvas, roles: Sequence[Line], y: float) -> None:
    if not roles:
        return
    width, px = _role_width(c, roles), _role_size(c, roles)
    c.line(y)
    for i, role in enumerate(roles):
        x = c.left + i * (width + c.h * 0.04)
        down = c.text(role.strong, x, y + c.h * 0.018, width, max(c.small, c.h * 0.044), "ink", "bold")
        c.put(block(role.quiet, width, px), x, down, "mute")


def _role_rows(c: Canvas, roles: Sequence[Line], y: float) -> None:
    """Roles below each other, on a page of their own."""
    for role in roles:
        y = c.put(c.one(role.strong, c.small * 1.2, "bold"), c.left, y)
        y = c.put(block(role.quiet, c.inner, c.small), c.left, y, "mute") + c.small * 0.6


def way_forward(c: Canvas, wall: walls.WayForward) -> None:
    """Draw what to agree on at home, and the questions that lead there."""
    y = chrome.kicker(c, wall)
    beside = c.inner - chrome.clock_width(c, wall)
    low = chrome.bottom(c, wall)
    y = c.put(fitted(wall.title, beside, c.h * 0.22, c.h * 0.08, c.body, "bold", leading=1.13), c.left, y) + c.h * 0.03
    tall = c.h * 0.185
    places = [(beside, y), (c.inner, chrome.below_clock(c, wall, y))]
    # Questions too long to stand here have walls of their own.
    numbered = bool(wall.questions) and _numbered(c, wall, places, low - tall - c.h * 0.02, 0.056)
    top = low - tall if numbered else max(chrome.below_clock(c, wall, y), c.h * 0.45)
    _columns(c, wall, top, low)


def _columns(c: Canvas, wall: walls.WayForward, top: float, low: float) -> None:
    """What to write down, each under a line in the part's hue: one size for all four."""
    gap = c.h * 0.04
    width = (c.inner - gap * (len(wall.columns) - 1)) / len(wall.columns)
    head = min((c.snug(column.strong, width, c.h * 0.058, "bold").px for column in wall.columns), default=0)
    quiet = [fitted(column.quiet, width, low - top - head * 1.6, c.h * 0.044, c.small) for column in wall.columns]
    px = min((hint.px for hint in quiet), default=0)
    for i, column in enumerate(wall.columns):
        x = c.left + i * (width + gap)
        thick = max(3, round(c.h * 0.006))
        c.painter.fillRect(round(x), round(top), round(width), thick, c.colour(c.part_token(wall.part)))
        down = c.put(block(column.strong, width, head, "bold"), x, top + c.h * 0.022, "ink")
        c.put(block(column.quiet, width, px), x, down, "mute")

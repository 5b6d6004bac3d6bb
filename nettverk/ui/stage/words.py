"""The walls of few words: one thought at a time, as large as it can be."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain import walls
from nettverk.domain.walls import Line
from nettverk.ui.stage import frame
from nettverk.ui.stage.canvas import Canvas
from nettverk.ui.stage.setting import Block, block, fitted


def welcome(c: Canvas, wall: walls.Welcome) -> None:
    """Velkommen, the theme, and when it begins."""
    clock = frame.clock_width(c, wall)
    px = max(c.small, c.h * 0.04)
    c.put(block(wall.where, c.inner - clock, px), c.left, c.top, "mute")
    y = c.h * 0.235
    big = c.one(wall.name, c.h * (0.15 if not c.narrow else 0.13), "bold")
    y = c.put(big, c.left, y) + c.h * 0.01
    low = c.h * 0.80
    head = fitted(wall.title, c.inner, c.h * 0.14, c.h * 0.06, c.body, "semibold")
    theme = fitted(wall.theme, c.inner, low - y - head.height, c.h * 0.075, c.body)
    y = c.put(head, c.left, y, "ink") + c.h * 0.012
    if wall.theme:
        c.put(theme, c.left, y, "accent")
    _four(c, wall.note)


def _four(c: Canvas, note: str) -> None:
    """The four parts we meet again all day, and one line to the right of them."""
    y, side = c.h * 0.865, c.h * 0.05
    for number in range(1, 5):
        c.shape(number, c.left + (number - 1) * side * 1.7, y, side)
    if note:
        made = c.one(note, max(c.body, c.h * 0.05), "semibold")
        c.put(made, c.left, y + (side - made.height) / 2, "ink", align="right", width=c.inner)


def plenary(c: Canvas, wall: walls.Plenary) -> None:
    """The part's title, who speaks."""
    y = frame.below_clock(c, wall, c.h * 0.30) if not wall.rows else c.top
    side = c.h * 0.075
    width = c.inner
    if wall.rows:
        _programme(c, wall)
        return
    if wall.part:
        c.shape(wall.part, c.left, c.top + c.h * 0.01, side)
    title = fitted(wall.title, width, c.h * 0.34, c.h * 0.13, c.body, "bold", leading=1.12)
    y = c.put(title, c.left, y) + c.h * 0.03
    if wall.speaker:
        y = c.put(fitted(wall.speaker, width, frame.bottom(c, wall) - y, c.h * 0.06, c.body), c.left, y, "ink")
    if wall.detail:
        c.put(block(wall.detail, width, c.body), c.left, y + c.h * 0.01, "mute")


def _programme(c: Canvas, wall: walls.Plenary) -> None:
    """A part with several contributions: who, and what about."""
    beside = c.inner - frame.clock_width(c, wall)
    side = c.h * 0.075
    if wall.part:
        c.shape(wall.part, c.left, c.top + c.h * 0.005, side)
        title = fitted(wall.title, beside - side * 1.4, c.h * 0.2, c.h * 0.09, c.body, "bold", leading=1.12)
        y = c.put(title, c.left + side * 1.4, c.top + (side - title.line_height) / 2)
    else:
        y = c.put(fitted(wall.title, beside, c.h * 0.2, c.h * 0.09, c.body, "bold", leading=1.12), c.left, c.top)
    y = frame.below_clock(c, wall, y + c.h * 0.04)
    low = frame.bottom(c, wall)
    pitch = min((low - y) / len(wall.rows), c.h * 0.16)
    px = min(max(c.body, pitch * 0.36), c.h * 0.056)
    for row in wall.rows:
        two = pitch >= (px + c.small) * 1.2
        strong = fitted(row.strong, c.inner, px * 1.3, px, c.body * 0.9, "semibold", most_lines=1)
        if row.now:
            mark = c.colour(c.part_token(wall.part))
            c.painter.fillRect(round(c.left - c.h * 0.028), round(y), round(c.h * 0.011), round(pitch * 0.8), mark)
        c.put(strong, c.left, y)
        if row.quiet and two:
            quiet = fitted(row.quiet, c.inner, c.small * 1.3, px * 0.8, c.small, most_lines=1)
            c.put(quiet, c.left, y + strong.height * 0.96, "mute")
        y += pitch


def rest(c: Canvas, wall: walls.Rest) -> None:
    """Break: when we start again is what everyone wants to know."""
    y = frame.below_clock(c, wall, c.h * 0.32)
    y = c.put(fitted(wall.title, c.inner, c.h * 0.2, c.h * 0.12, c.body, "bold"), c.left, y, "mute") + c.h * 0.005
    c.put(fitted(wall.back, c.inner, c.h * 0.28, c.h * 0.105, c.body, "bold", leading=1.15), c.left, y)
    if wall.following:
        made = c.snug(wall.following, c.inner - c.h * 0.07, c.h * 0.045)
        side, low = made.px * 1.0, c.h * 0.925 - made.height
        if wall.part:
            c.shape(wall.part, c.left, low + (made.line_height - side) / 2, side)
        c.put(made, c.left + (side * 1.5 if wall.part else 0), low, "mute")


def thanks(c: Canvas, wall: walls.Thanks) -> None:
    """Thanks, and when we meet again."""
    y = c.h * 0.20
    y = c.put(fitted(wall.title, c.inner, c.h * 0.3, c.h * 0.145, c.body, "bold"), c.left, y) + c.h * 0.06
    if wall.next_title:
        y = c.put(c.one(wall.next_title, c.h * 0.045, "semibold"), c.left, y, "part4") + c.h * 0.005
        for i, text in enumerate(wall.next_lines):
            made = fitted(
                text,
                c.inner,
                c.h * 0.16,
                c.h * (0.072 if i == 0 else 0.055),
                c.body,
                "semibold" if i == 0 else "regular",
            )
            y = c.put(made, c.left, y)
    side = c.h * 0.05
    for number in range(1, 5):
        c.shape(number, c.left + (number - 1) * side * 1.7, c.h * 0.865, side)


def message(c: Canvas, wall: walls.Message) -> None:
    """Words for all, in the middle of the height."""
    made = fitted(wall.text, c.inner, c.h * 0.78, c.h * 0.13, c.body, "bold", leading=1.16)
    c.put(made, c.left, max(c.h * 0.08, (c.h - made.height) / 2))


def speaker(c: Canvas, wall: walls.Speaker) -> None:
    """Who shares from their practice now."""
    y = frame.below_clock(c, wall, max(frame.kicker(c, wall), c.h * 0.27))
    low = frame.bottom(c, wall) - (c.h * 0.08 if wall.following else 0)
    title = fitted(wall.title or wall.who, c.inner, c.h * 0.3, c.h * 0.1, c.body, "bold", leading=1.13)
    y = c.put(title, c.left, y) + c.h * 0.025
    if wall.title and wall.who:
        y = c.put(
            fitted(wall.who, c.inner, max(c.body * 1.3, low - y), c.h * 0.06, c.body, "semibold", most_lines=2),
            c.left,
            y,
        )
    if wall.unit:
        c.put(
            fitted(wall.unit, c.inner, max(c.body * 1.3, low - y), c.h * 0.05, c.body, most_lines=2), c.left, y, "mute"
        )
    if wall.following:
        c.put(block(wall.following, c.inner, max(c.small, c.h * 0.04)), c.left, low + c.h * 0.01, "mute")


# --- questions ---


def questions(c: Canvas, wall: walls.Questions) -> None:
    """One question stands large; several are numbered. The way of working follows where there is room for it."""
    top = frame.kicker(c, wall)
    low = frame.bottom(c, wall)
    clock = frame.clock_width(c, wall)
    beside = c.inner - clock
    under = max(top, frame.clock_area(c).bottom() + c.h * 0.02) if clock else top
    if len(wall.questions) > 1:
        _numbered(c, wall, [(beside, top), (c.inner, under)], low)
        return
    text = wall.questions[0][1]
    for with_steps in (wall.steps, tuple(Line(s.number, s.strong, "", s.now) for s in wall.steps), ()):
        lines = _lines(c, with_steps, beside)
        room = low - top - (sum(made.height for _n, made, _q in lines) + c.h * 0.045 if lines else 0)
        made = fitted(text, beside, room, c.h * (0.086 if lines else 0.1), c.body, "bold", leading=1.14)
        if made.height <= room and (made.px >= c.h * 0.058 or not with_steps):
            break
    y = top
    if made.height > low - top or (made.px < c.h * 0.056 and not lines):
        wide = fitted(text, c.inner, low - under, c.h * 0.075, c.body, "bold", leading=1.14)
        if made.height > low - top or wide.px > made.px:
            made, y = wide, under
    y = c.put(made, c.left, y) + c.h * 0.045
    _put_lines(c, lines, y)


def _numbered(
    c: Canvas, wall: walls.Questions | walls.WayForward, places: Sequence[tuple[float, float]], low: float
) -> bool:
    """Numbered questions in the place that lets them be largest; nothing is drawn where they do not fit."""
    best: tuple[float, float, float] | None = None
    for width, top in places:
        px = max(c.h * 0.062, c.body)
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
    indent = px * 1.35
    for number, text in wall.questions:
        c.put(c.one(str(number), px, "bold"), c.left, y, c.part_token(wall.part))
        y = c.put(block(text, width - indent, px, "semibold", leading=1.18), c.left + indent, y) + px * 0.55
    return True


def _height(c: Canvas, wall: walls.Questions | walls.WayForward, width: float, px: float) -> float:
    tall = [block(text, width - px * 1.35, px, "semibold", leading=1.18).height for _number, text in wall.questions]
    return sum(tall) + px * 0.55 * (len(tall) - 1)


# --- steps ---

_Row = tuple[Line, Block, Block | None]


def _lines(c: Canvas, rows: Sequence[Line], width: float, px: float = 0.0) -> list[_Row]:
    """Numbered lines; the quiet words follow the strong ones where they fit, else the method's own wall has them."""
    size = max(px or c.h * 0.0465, c.body)
    made: list[_Row] = []
    for row in rows:
        strong = c.one(row.strong, size, "bold")
        quiet = c.one(row.quiet, size) if row.quiet else None
        if quiet is not None and size * 1.4 + strong.width + size * 0.35 + quiet.width > width:
            short = c.one(row.quiet.rsplit(" · ", 1)[-1], size)
            quiet = short if size * 1.4 + strong.width + size * 0.35 + short.width <= width else None
        made.append((row, Block(strong.lines, strong.px, strong.weight, strong.width, size * 1.5), quiet))
    return made


def _put_lines(c: Canvas, rows: Sequence[_Row], y: float) -> float:
    for row, strong, quiet in rows:
        c.put(c.one(row.number, strong.px, "bold"), c.left, y + strong.px * 0.14)
        c.put(
            Block(strong.lines, strong.px, "bold", strong.width, strong.px * 1.22),
            c.left + strong.px * 1.4,
            y + strong.px * 0.14,
        )
        if quiet is not None:
            c.put(quiet, c.left + strong.px * 1.75 + strong.width, y + strong.px * 0.14, "mute")
        y += strong.height
    return y


def method(c: Canvas, wall: walls.Method) -> None:
    """Steps with minutes, the one we are in marked, and who does what."""
    y = frame.kicker(c, wall)
    beside = c.inner - frame.clock_width(c, wall)
    low = frame.bottom(c, wall)
    y = c.put(fitted(wall.title, beside, c.h * 0.17, c.h * 0.07, c.body, "bold"), c.left, y) + c.h * 0.045
    roles_top = low - _roles_height(c, wall.roles)
    y = max(y, frame.clock_area(c).bottom()) if c.narrow and wall.face else y
    pitch = min((roles_top - y - c.h * 0.02) / max(1, len(wall.steps)), c.h * 0.105)
    px = max(c.body * 0.86 if len(wall.steps) > 4 else c.body, min(c.h * 0.052, pitch * 0.6))
    any_now = any(step.now for step in wall.steps)
    for step in wall.steps:
        quiet = any_now and not step.now
        if step.now:
            c.painter.fillRect(
                round(c.left - c.h * 0.028),
                round(y),
                round(c.h * 0.011),
                round(pitch * 0.86),
                c.colour(c.part_token(wall.part)),
            )
        strong = c.one(step.strong, px, "bold")
        c.put(c.one(step.number, px, "bold"), c.left, y, "mute" if quiet else c.part_token(wall.part))
        c.put(strong, c.left + px * 1.4, y, "mute" if quiet else "ink")
        hint = c.one(step.quiet, max(c.small, px * 0.86))
        x = c.left + px * 1.75 + strong.width
        if x + hint.width > c.right:
            hint = c.one(step.quiet.rsplit(" · ", 1)[-1], max(c.small, px * 0.86))
        c.put(hint, x, y + (strong.height - hint.height) * 0.8, "mute")
        y += pitch
    _roles(c, wall.roles, roles_top)


def _roles_height(c: Canvas, roles: Sequence[Line]) -> float:
    return c.h * 0.16 if roles else 0.0


def _roles(c: Canvas, roles: Sequence[Line], y: float) -> None:
    if not roles:
        return
    gap = c.h * 0.04
    width = (c.inner - gap * (len(roles) - 1)) / len(roles)
    c.line(y)
    for i, role in enumerate(roles):
        x = c.left + i * (width + gap)
        down = c.text(role.strong, x, y + c.h * 0.018, width, max(c.small, c.h * 0.04), "ink", "bold")
        c.put(fitted(role.quiet, width, c.h * 0.1, c.h * 0.036, c.small), x, down, "mute")


def way_forward(c: Canvas, wall: walls.WayForward) -> None:
    """What to agree on at home, and the questions that lead there."""
    y = frame.kicker(c, wall)
    beside = c.inner - frame.clock_width(c, wall)
    low = frame.bottom(c, wall)
    y = c.put(fitted(wall.title, beside, c.h * 0.22, c.h * 0.08, c.body, "bold", leading=1.13), c.left, y) + c.h * 0.03
    tall = c.h * 0.155
    places = [(beside, y), (c.inner, frame.below_clock(c, wall, y))]
    # Questions too long to stand here have walls of their own.
    told = bool(wall.questions) and _numbered(c, wall, places, low - tall - c.h * 0.02)
    top = low - tall if told else max(frame.below_clock(c, wall, y), c.h * 0.45)
    gap = c.h * 0.035
    width = (c.inner - gap * 3) / 4
    for i, column in enumerate(wall.columns):
        x = c.left + i * (width + gap)
        c.painter.fillRect(
            round(x), round(top), round(width), max(3, round(c.h * 0.006)), c.colour(c.part_token(wall.part))
        )
        down = c.text(column.strong, x, top + c.h * 0.02, width, max(c.body, c.h * 0.05), "ink", "bold")
        c.put(fitted(column.quiet, width, c.h * 0.08, c.h * 0.036, c.small), x, down, "mute")

"""The walls of few words: one thought at a time, as large as it can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from nettverk.domain.wall import walls
from nettverk.ui.common.theme import Weight
from nettverk.ui.stage.wall import chrome, codes, logos
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted


def welcome(c: Canvas, wall: walls.Welcome) -> None:
    """Draw the welcome: the theme, the goals where there is room for them, and when it begins."""
    clock = chrome.clock_width(c, wall)
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
        y = c.put(theme, c.left, y, "accent")
    _goals(c, wall.goals, y + c.h * 0.035, low)
    _four(c, wall.note)
    taken = c.one(wall.note, max(c.body, c.h * 0.05), "semibold").width + c.h * 0.06 if wall.note else 0.0
    logos.draw(c, wall.logo, c.right - taken, c.h * 0.945, c.left + c.h * 0.4)


def _goals(c: Canvas, goals: Sequence[str], top: float, low: float) -> None:
    """Draw all goals or none, because a goal that is left out would seem to count for less."""
    indent = c.h * 0.04
    for px in (c.body, c.small):
        lines = [block(goal, c.inner - indent, px) for goal in goals]
        if top + sum(line.height for line in lines) + (len(lines) - 1) * c.h * 0.012 > low:
            continue
        y = top
        for line in lines:
            c.dot(c.left, y + line.line_height * 0.36, line.line_height * 0.28, filled=True, token="accent")
            y = c.put(line, c.left + indent, y, "mute") + c.h * 0.012
        return


def _four(c: Canvas, note: str) -> None:
    """Draw the shapes of the four parts, which come back all day, and one line to the right of them."""
    y, side = c.h * 0.865, c.h * 0.05
    for number in range(1, 5):
        c.shape(number, c.left + (number - 1) * side * 1.7, y, side)
    if note:
        words = c.one(note, max(c.body, c.h * 0.05), "semibold")
        c.put(words, c.left, y + (side - words.height) / 2, "ink", align="right", width=c.inner)


def plenary(c: Canvas, wall: walls.Plenary) -> None:
    """Draw the part's shape and title and who speaks, in the middle of the space that is left."""
    if wall.rows:
        _programme(c, wall)
        return
    if wall.detail:
        px = max(c.small, c.h * 0.04)
        c.put(block(wall.detail, c.inner - chrome.clock_width(c, wall), px), c.left, c.top, "mute")
    top, low = chrome.below_clock(c, wall, c.h * 0.2), chrome.bottom(c, wall)
    indent = c.h * 0.155 if wall.part else 0.0
    width = c.inner - indent
    title = fitted(wall.title, width, c.h * 0.36, c.h * 0.15, c.body, "bold", leading=1.12)
    speaker = None
    if wall.speaker:
        speaker = _at_comma(c, wall.speaker, width, max(c.body * 1.3, low - top - title.height))
    whole = title.height + (c.h * 0.02 + speaker.height if speaker else 0)
    y = top + max(0.0, (low - top - whole) * 0.42)
    if wall.part:
        side = min(c.h * 0.11, title.px * 0.78)
        middle = y + title.line_height / 2 + title.px * 0.02
        c.shape(wall.part, c.left, middle - side / 2, side)
        indent = side * 1.42
    y = c.put(title, c.left + indent, y) + c.h * 0.02
    if speaker:
        c.put(speaker, c.left + indent, y)


def _at_comma(c: Canvas, text: str, width: float, height: float) -> TextBlock:
    """A name and where it is from: on one line, or with the break between the two."""
    px = c.h * 0.062
    if c.one(text, px).width > width and ", " in text:
        broken = fitted(text.replace(", ", ",\n", 1), width, height, px, c.body)
        if broken.height <= height:
            return broken
    return fitted(text, width, height, px, c.body)


def _programme(c: Canvas, wall: walls.Plenary) -> None:
    """A part with several contributions: who, and what about; while one is on, the others are quiet."""
    beside = c.inner - chrome.clock_width(c, wall)
    side = c.h * 0.075 if wall.part else 0.0
    title = fitted(wall.title, beside - side * 1.4, c.h * 0.2, c.h * 0.09, c.body, "bold", leading=1.12)
    if wall.part:
        c.shape(wall.part, c.left, c.top + c.h * 0.005, side)
    y = c.put(title, c.left + side * 1.4, c.top + min(0.0, (side - title.line_height) / 2))
    y = chrome.below_clock(c, wall, y + c.h * 0.04)
    pitch = min((chrome.bottom(c, wall) - y) / len(wall.rows), c.h * 0.18)
    px = min(max(c.body, pitch * 0.36), c.h * 0.06)
    # Below this pitch the quiet words would run into the next speaker, and are left out for all.
    two = pitch >= (px + c.small) * 1.2
    on = any(row.now for row in wall.rows)
    for row in wall.rows:
        strong = fitted(row.strong, c.inner, px * 1.3, px, c.body * 0.9, "semibold", most_lines=1)
        quiet = None
        if row.quiet and two:
            quiet = fitted(row.quiet, c.inner, px * 1.1, px * 0.78, c.small, most_lines=1)
        tall = strong.height + (quiet.height if quiet else 0) * 0.96
        if row.now:
            chrome.here(c, wall.part, y, tall)
        c.put(strong, c.left, y, "mute" if on and not row.now else "ink")
        if quiet:
            c.put(quiet, c.left, y + strong.height * 0.96, "mute")
        y += pitch


def rest(c: Canvas, wall: walls.Rest) -> None:
    """Draw a break; what everyone wants to know is when we start again."""
    y = chrome.below_clock(c, wall, c.h * 0.32)
    y = c.put(fitted(wall.title, c.inner, c.h * 0.2, c.h * 0.12, c.body, "bold"), c.left, y, "mute") + c.h * 0.005
    c.put(fitted(wall.back, c.inner, c.h * 0.28, c.h * 0.105, c.body, "bold", leading=1.15), c.left, y)
    if wall.following:
        words = c.snug(wall.following, c.inner - c.h * 0.07, c.h * 0.045)
        side, low = words.px * 1.0, c.h * 0.925 - words.height
        if wall.part:
            c.shape(wall.part, c.left, low + (words.line_height - side) / 2, side)
        c.put(words, c.left + (side * 1.5 if wall.part else 0), low, "mute")


def thanks(c: Canvas, wall: walls.Thanks) -> None:
    """Thanks for today, when and where we meet again, and the four parts once more."""
    y = c.h * 0.20
    y = c.put(fitted(wall.title, c.inner, c.h * 0.3, c.h * 0.145, c.body, "bold"), c.left, y) + c.h * 0.06
    if wall.next_title:
        y = c.put(c.one(wall.next_title, c.h * 0.045, "semibold"), c.left, y, "part4") + c.h * 0.005
        for i, text in enumerate(wall.next_lines):
            line = fitted(
                text,
                c.inner,
                c.h * 0.16,
                c.h * (0.072 if i == 0 else 0.055),
                c.body,
                "semibold" if i == 0 else "regular",
            )
            y = c.put(line, c.left, y)
    side = c.h * 0.05
    for number in range(1, 5):
        c.shape(number, c.left + (number - 1) * side * 1.7, c.h * 0.865, side)
    logos.draw(c, wall.logo, c.right, c.h * 0.945, c.left + c.h * 0.4)


def message(c: Canvas, wall: walls.Message) -> None:
    """Draw a message to everyone in the middle of the height; a link in it is a code to point a phone at."""
    width = c.inner - codes.draw(c, wall.text)
    # A link is there to be pointed at; what one could type instead needs no «https://».
    text = wall.text.replace("https://", "") if width < c.inner else wall.text
    words = fitted(text, width, c.h * 0.78, c.h * 0.13, c.body, "bold", leading=1.16)
    side = "right" if _from_the_right(wall.text) else "left"
    c.put(words, c.left, max(c.h * 0.08, (c.h - words.height) / 2), align=side, width=width)


def _from_the_right(text: str) -> bool:
    """Whether the first letter with a direction is of a script read from the right (Arabic, Hebrew)."""
    strong = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}), "L")
    return strong != "L"


def speaker(c: Canvas, wall: walls.Speaker) -> None:
    """Who shares from their practice now, and who comes next."""
    top = chrome.below_clock(c, wall, max(chrome.kicker(c, wall), c.h * 0.27))
    low = chrome.bottom(c, wall)
    if wall.following:
        following = c.snug(wall.following, c.inner, max(c.small, c.h * 0.04))
        low -= following.height
        c.put(following, c.left, low, "mute")
        low -= c.h * 0.015
    title, rest = wall.title or wall.who, []
    if wall.title and wall.who:
        rest.append((wall.who, 0.062, "semibold", "ink"))
    if wall.unit:
        rest.append((wall.unit, 0.05, "regular", "mute"))
    # Everything gets smaller together, so that the title stays the largest whatever is long.
    for scale in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        head = fitted(title, c.inner, c.h * 0.34 * scale, c.h * 0.11 * scale, c.body, "bold", leading=1.13, even=True)
        lines = [
            (fitted(text, c.inner, c.body * 2.5, c.h * px * scale, c.body, _weight(weight), most_lines=2), token)
            for text, px, weight, token in rest
        ]
        tall = head.height + c.h * 0.02 + sum(line.height for line, _token in lines)
        if tall <= low - top:
            break
    y = c.put(head, c.left, top) + c.h * 0.02
    for line, token in lines:
        y = c.put(line, c.left, y, token)


def _weight(name: str) -> Weight:
    return "semibold" if name == "semibold" else "regular"

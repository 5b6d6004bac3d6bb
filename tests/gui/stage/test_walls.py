"""The big screen from the back row: large enough, dark enough, whole, at every size of projector."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from nettverk.domain.rundown.state import plan_of
from nettverk.domain.sheets.uses import question_use
from nettverk.domain.threads import SinceLast
from nettverk.domain.wall import sequence, sheet_walls, theme_walls, walls, wheel_walls
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.since_walls import since_last
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import BLACK, CLOCK, MESSAGE, WELCOME, WallRef
from nettverk.services.methods import shipped
from nettverk.services.qr import link_in
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall import bands, painting
from nettverk.ui.stage.wall.canvas import Canvas, Drawn
from nettverk.ui.stage.wall.export import drawn, file_name, render_all
from nettverk.ui.stage.wall.painting import pages
from nettverk.ui.stage.wall.text_layout import lines_of
from nettverk.ui.stage.wall.wall_widget import WallView
from tests.helpers import stage_day
from tests.helpers.quick import every
from tests.helpers.wall_show import every_wall, lines_on

pytestmark = pytest.mark.usefixtures("dressed")

SIZES = ((1024, 768), (1280, 720), (1280, 800), (1920, 1080), (2560, 1080), (3840, 2160), (1080, 1920))


def day(kind: str) -> tuple[WallContext, tuple[Wall, ...]]:
    """The walls of an ordinary day, or of one where everything is as long as it can be."""
    made = stage_day.context(count=20 if kind == "few" else 90)
    if kind == "long":
        made = _stretched(made)
    rundown = stage_day.day_at(
        made,
        ("start", 6, {}),
        ("next", 49, {}),
        ("next", 95, {}),
        ("next", 110, {}),
        ("step", 112, {"to": 1}),
        now=128.3,
    )
    by_method = [
        replace(part, id=f"m-{method.id}", title=method.name.nb, method=method, organising="plenum", kind="other")
        for method in shipped().values()
        for part in made.parts[3:4]
    ]
    tried = replace(made, parts=tuple(by_method), plan=plan_of(made.gathering, by_method, zone=stage_day.OSLO))
    going = stage_day.day_at(tried, ("start", 0, {}), ("step", 2, {"to": 1}), now=9)
    methods = [wall for wall in sequence.all_walls(tried, going) if isinstance(wall, walls.Method | walls.Questions)]
    extra: list[Wall] = [
        *methods,
        walls.Message(ref=MESSAGE, name="Melding", text="Bilen AB 12345 sperrer for varelevering og må flyttes nå"),
        walls.Message(ref=MESSAGE, name="Melding", text=stage_day.LONG_QUESTION[:400]),
        walls.BigClock(ref=CLOCK, name="Klokke", text="", face=walls.Face("18.40", "igjen", "calm", 0.4)),
        walls.Black(ref=BLACK, name="Svart"),
    ]
    return made, (*sequence.all_walls(made, rundown), sequence.current(made, rundown), *extra)


def _stretched(made: WallContext) -> WallContext:
    parts = tuple(
        replace(
            part,
            title=f"{part.title} med oppsummering, gjensidig veiledning og plan for foreldresamarbeid",
            speaker="Professor emeritus Ellen-Margrethe Guttormsgaard-Kristoffersen, Universitetet i Sørøst-Norge",
            sheets=tuple(
                question_use(q.id, q.part_id, q.position, stage_day.LONG_QUESTION[:400], q.number)
                for q in part.questions
            ),
            method=shipped()["one_two_four_all"] if part.kind == "across" else part.method,
        )
        for part in made.parts
    )
    held = replace(
        made.gathering,
        title="Lærende nettverk for inkluderende barnehage- og skolemiljø, samling 2",
        theme="Alle barn skal ha noen å leke med: fra observasjon til felles forståelse på tvers av tjenester",
        place="Kulturhuset og ungdomsskolens samlingssal i andre etasje",
        next_place="Oppvekstsenteret i Randesund, kantina i første etasje ved biblioteket",
    )
    unit = "Helsestasjonen og skolehelsetjenesten i Vågsbygd bydel"
    units = tuple(replace(row, unit_name=unit) for row in made.contributions)
    return replace(made, gathering=held, parts=parts, contributions=units)


def inside(line: Drawn, width: float, height: float) -> bool:
    return QRectF(0, 0, width, height).contains(line.rect)


def overlap(one: Drawn, other: Drawn) -> bool:
    shared = one.rect.intersected(other.rect)
    return shared.width() > 1 and shared.height() > min(one.px, other.px) * 0.12


@pytest.mark.parametrize("size", every(2, SIZES), ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", ["usual", "long"])
def test_every_wall_is_whole_large_enough_and_nothing_covers_anything(size: tuple[int, int], kind: str) -> None:
    theme = Theme.load("dark")
    room = Canvas(QPainter(), *size, theme)
    width, height = room.w, room.h
    for wall in day(kind)[1]:
        for page in range(pages(wall, *size, theme)):
            lines = lines_on(wall, size, theme, page)
            where = f"{wall.ref} {page} {size}"
            for line in lines:
                assert inside(line, width, height), f"{where}: «{line.text}» is cut"
                assert line.px >= height / 30, f"{where}: «{line.text}» is too small"
            if lines:
                assert max(line.px for line in lines) >= height / 22, where
            for one, other in combinations(lines, 2):
                assert not overlap(one, other), f"{where}: «{one.text}» and «{other.text}»"


def told(wall: Wall) -> list[str]:
    """What must stand there whole, whatever the size."""
    found = [line.text for line in (wall.face, wall.timer) if line is not None][-1:]
    match wall:
        case walls.Names() | walls.Tables() | walls.Agenda() | walls.Black() | walls.Slides():
            return []
        case walls.Message():
            return [wall.text.replace(link_in(wall.text), "")]  # a link is broken where there is room
        case walls.Questions():
            found += [text for _number, text in wall.questions]
        case walls.Speaker():
            found += [wall.title, wall.who, wall.unit, wall.following]
        case walls.Plenary():
            found += [wall.title, wall.speaker, *(row.strong for row in wall.rows)]
        case walls.Method():
            found += [wall.title, *(line.strong for line in (*wall.steps, *wall.roles)), *(r.quiet for r in wall.roles)]
        case walls.WayForward():
            found += [wall.title, *(line.strong for line in wall.columns), *(line.quiet for line in wall.columns)]
        case walls.Rest():
            found += [wall.title, wall.back, wall.following]
        case walls.Welcome():
            found += [wall.name, wall.title, wall.theme, wall.where]
        case walls.SinceLast():
            found += [wall.title, *(tally.word for tally in wall.counts), wall.learnt_title if wall.learnt else ""]
        case walls.Thanks():
            found += [wall.title, *wall.next_lines]
    stops = [stop.title for stop in wall.strip] if len(wall.strip) < 6 else []  # more of them may end in …
    return [*found, wall.band, wall.kicker, *stops]


# How a screen is set does not depend on the look; every other size, and all in the other look, are for the long run.
SET = [
    pytest.param(
        size,
        look,
        id=f"{size[0]}x{size[1]}-{look}",
        marks=[pytest.mark.slow] if size != (1280, 720) and (look == "light" or place % 2) else [],
    )
    for place, size in enumerate(SIZES)
    for look in ("dark", "light")
]


@pytest.mark.parametrize(("size", "look"), SET)
def test_every_screen_in_every_state_is_set_well(size: tuple[int, int], look: str) -> None:
    """Nothing on top of anything, nothing over the margins, nothing too small, faint or missing."""
    theme = Theme.load(look)
    room = Canvas(QPainter(), *size, theme)
    width, height = room.w, room.h
    ground = luminance(theme.colour("wall_ground"))
    for shown in every_wall():
        text = ""
        for page in range(pages(shown.wall, *size, theme)):
            lines = lines_on(shown.wall, size, theme, page, shown.slide() if shown.slide else None)
            where = f"{shown.name} {page} {size}"
            # Above a band the wall is set for the room that is left.
            share = bands.share(shown.wall) if shown.wall.band else 0
            inner = Canvas(QPainter(), width, height * (1 - share), theme)
            right = width if shown.slide else max(inner.right, room.right) + 1
            left = 0 if shown.slide else min(inner.left, room.left) - 1  # the clock on a slide is in its corner
            for line in lines:
                assert line.rect.left() >= left, f"{where}: «{line.text}» begins in the margin"
                assert line.rect.right() <= right, f"{where}: «{line.text}» ends in the margin"
                assert height * 0.03 <= line.rect.top() < line.rect.bottom() <= height * 0.99, f"{where}: {line.text}"
                assert line.px >= height / 30, f"{where}: «{line.text}» is too small"
                light = luminance(theme.colour(f"wall_{line.token}"))
                ratio = (max(ground, light) + 0.05) / (min(ground, light) + 0.05)
                assert ratio >= 7, f"{where}: «{line.text}» {line.token} {ratio:.1f}"
            if lines:
                assert max(line.px for line in lines) >= height / 22, where
            for one, other in combinations(lines, 2):
                assert not overlap(one, other), f"{where}: «{one.text}» and «{other.text}»"
            text += " ".join(line.text for line in lines).replace("- ", "-") + " "
        missing = [word for part in told(shown.wall) for word in part.split() if word not in text]
        assert not missing, f"{shown.name} {size}: {missing}"


def test_a_screen_on_end_has_the_wall_across_its_middle() -> None:
    theme = Theme.load("dark")
    ground = theme.colour("wall_ground").rgb()
    wall = next(shown.wall for shown in every_wall() if isinstance(shown.wall, walls.Welcome))
    image, _lines = drawn(wall, (1080, 1920), theme)
    assert {image.pixel(540, y) for y in (0, 300, 1600, 1919)} == {ground}
    view = WallView(theme)
    view.resize(108, 192)
    view.show_wall(next(shown.wall for shown in every_wall() if isinstance(shown.wall, walls.BigClock)))
    small = view.grab().toImage()
    rows = [y for y in range(small.height()) for x in range(small.width()) if small.pixel(x, y) != ground]
    assert 40 < min(rows) < max(rows) < 150, "the clock stands with the wall, not above it"


@pytest.mark.parametrize("look", ["dark", "light"])
def test_the_clock_on_a_slide_stands_on_its_own_ground_whatever_the_slide(look: str) -> None:
    theme = Theme.load(look)
    ground = theme.colour("wall_ground").rgb()
    for shown in every_wall():
        if shown.slide is None or shown.wall.band or (shown.wall.face is None and shown.wall.timer is None):
            continue
        image, lines = drawn(shown.wall, (1280, 720), theme, 0, shown.slide())
        assert len(lines) == 1, shown.name
        box = lines[0].rect
        around = [
            (box.left() - 3, box.center().y()),
            (box.right() + 3, box.center().y()),
            (box.center().x(), 717 if box.top() > 360 else 2),
        ]
        assert all(image.pixel(round(x), round(y)) == ground for x, y in around), shown.name
        marked = {image.pixel(x, round(box.center().y())) for x in range(round(box.left()) - 40, round(box.left()) - 8)}
        wanted = shown.wall.timer is None and shown.wall.face is not None and shown.wall.face.mood != walls.Mood.CALM
        beyond = {theme.colour(f"wall_{token}").rgb() for token in ("ink", "stop", "mute")}
        assert not wanted or marked & beyond, f"{shown.name}: the step of colour has no shape"


def test_a_part_that_was_skipped_looks_like_no_other() -> None:
    theme = Theme.load("dark")
    seen = {}
    for status in ("done", "now", "ahead", "skipped"):
        stop = walls.Stop(2, "Erfaringsdeling", "" if status == "skipped" else "09.45", status)
        wall = walls.Plenary(ref=WallRef.of_part("p"), name="", title="", strip=(stop,))
        image, lines = drawn(wall, (1280, 720), theme)
        mark = image.copy(70, 640, 60, 70)
        seen[status] = (bytes(mark.constBits()), "09.45" in [line.text for line in lines])
    assert seen["skipped"][0] not in {seen[status][0] for status in ("done", "now", "ahead")}
    assert [timed for _mark, timed in seen.values()] == [True, True, True, False]


@pytest.mark.parametrize("size", SIZES[:-1], ids=lambda size: f"{size[0]}x{size[1]}")
def test_everyone_finds_their_name_and_every_word_of_a_question_stands_there(size: tuple[int, int]) -> None:
    theme = Theme.load("light")
    for wall in day("long")[1]:
        found: list[str] = []
        for page in range(pages(wall, *size, theme)):
            found += [line.text for line in lines_on(wall, size, theme, page)]
        text = " ".join(found).replace("- ", "-")
        if isinstance(wall, walls.Names):
            for entry in wall.entries:
                assert entry.name.replace("- ", "-") in text or entry.name in " ".join(found), entry.name
        if isinstance(wall, walls.Questions):
            for _number, question in wall.questions:
                for word in question.split():
                    assert word in text, f"{word} is missing at {size}"
        if isinstance(wall, walls.Tables):
            for card in wall.cards:
                for name in card.names:
                    assert name in text, name


def test_hundreds_of_people_get_pages_that_say_where_they_are() -> None:
    theme, size = Theme.load("light"), (1024, 768)
    some = max((w for w in day("usual")[1] if isinstance(w, walls.Names)), key=lambda wall: len(wall.entries))
    first = "ABCDEFGHIJ"
    many = replace(some, entries=tuple(replace(one, name=f"{a}{one.name}") for a in first for one in some.entries[:40]))
    count = pages(many, *size, theme)
    assert count > 12
    for page in (0, count // 2, count - 1):
        lines = lines_on(many, size, theme, page)
        assert all(inside(line, *size) for line in lines)
        assert any(f"side {page + 1} av {count}" in line.text for line in lines)
        for one, other in combinations(lines, 2):
            assert not overlap(one, other), f"«{one.text}» and «{other.text}»"


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_text_on_the_wall_has_contrast_seven_to_one(name: str) -> None:
    theme = Theme.load(name)
    ground = luminance(theme.colour("wall_ground"))
    used = {line.token for wall in day("usual")[1] for line in lines_on(wall, (1280, 720), theme)} | {
        "stop",
        "mute",
        "ink",
    }
    for token in used:
        other = luminance(theme.colour(f"wall_{token}"))
        ratio = (max(ground, other) + 0.05) / (min(ground, other) + 0.05)
        assert ratio >= 7, f"{token} {ratio:.1f}"


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)], ids=str)
def test_all_names_of_a_page_have_one_size(size: tuple[int, int]) -> None:
    theme = Theme.load("dark")
    for wall in day("long")[1]:
        if isinstance(wall, walls.Names | walls.Tables):
            if isinstance(wall, walls.Names):
                names = {entry.name for entry in wall.entries}
            else:
                names = {name for card in wall.cards for name in card.names}
            for page in range(pages(wall, *size, theme)):
                sizes = {line.px for line in lines_on(wall, size, theme, page) if line.text in names}
                assert len(sizes) <= 1, f"{wall.ref} {page}: {sizes}"
                assert all(px >= size[1] * 0.035 for px in sizes), wall.ref


def test_very_many_pages_are_told_apart_in_words() -> None:
    theme = Theme.load("light")
    names = next(
        wall for wall in day("usual")[1] if isinstance(wall, walls.Names) and wall.ref == WallRef.names("tvers")
    )
    many = replace(names, entries=tuple(entry for entry in names.entries for _again in range(4)))
    count = pages(many, 1024, 768, theme)
    assert count > 10
    texts = [line.text for line in lines_on(many, (1024, 768), theme, 4)]
    assert any(text.endswith(f"side 5 av {count}") and "–" in text for text in texts)


def test_names_are_in_norwegian_order() -> None:
    made, found = day("usual")
    names = next(wall for wall in found if isinstance(wall, walls.Names) and wall.ref == WallRef.names("tvers"))
    listed = [entry.name for entry in names.entries]
    first = {
        letter: next(i for i, name in enumerate(listed) if name.startswith(letter)) for letter in ("Z", "Ø", "Aa", "Å")
    }
    assert first["Z"] < first["Ø"] < first["Aa"]
    assert first["Ø"] < first["Å"]
    assert len(listed) == 90
    assert made.gathering.participants == 90


def test_pictures_without_a_screen(tmp_path: Path) -> None:
    found = day("few")[1][:4]
    made = render_all(found, tmp_path / "lerret", (1280, 720), "light")
    assert len(made) == 4
    image = QImage(str(made[0]))
    assert (image.width(), image.height()) == (1280, 720)
    assert made[0].name == "01 velkommen.png"


def test_pictures_of_many_pages_sort_in_the_order_of_the_day() -> None:
    wall = day("few")[1][0]
    names = [file_name(7, wall, page, 12) for page in range(12)]
    assert names == sorted(names)
    assert names[1] == "07 velkommen 02.png"


def test_a_time_of_day_is_never_broken_from_its_word() -> None:
    for wide in range(120, 400, 7):
        lines = lines_of("Bussen går fra torget kl. 11.15 i dag", wide, 24)
        assert any("kl.\u00a011.15" in line for line in lines)


@pytest.mark.parametrize(("text", "right"), [("أهلا وسهلا بكم", True), ("Velkommen", False), ("12 שלום", True)])
def test_a_message_begins_at_the_side_its_script_does(text: str, right: bool) -> None:
    theme = Theme.load("dark")
    lines = lines_on(walls.Message(ref=MESSAGE, name="Melding", text=text), (1280, 720), theme)
    room = Canvas(QPainter(), 1280, 720, theme)
    assert (abs(lines[0].rect.right() - room.right) < 2) == right
    assert (abs(lines[0].rect.left() - room.left) < 2) == (not right)


def test_what_an_extra_timer_is_for_is_said_in_the_gatherings_language() -> None:
    made = stage_day.context()
    made = replace(made, gathering=replace(made.gathering, language="en"))
    held = stage_day.day_at(made, ("start", 0, {}), ("timer", 1, {"seconds": 120, "text": "pairs"}), now=2)
    face = sequence.current(made, held).timer
    assert face is not None
    assert face.word == "Talk in pairs"


def test_the_clock_says_in_words_what_its_colour_says() -> None:
    theme = Theme.load("dark")
    made = stage_day.context()
    for minute, word in ((10, "igjen"), (42, "snart slutt"), (47, "tida er ute")):
        rundown = stage_day.day_at(made, ("start", 0, {}), now=minute)
        lines = [line.text for line in lines_on(sequence.current(made, rundown), (1280, 720), theme)]
        assert any(word in line for line in lines), (minute, lines)
    paused = stage_day.day_at(made, ("start", 0, {}), ("pause", 5, {}), now=9)
    assert any("på pause" in line.text for line in lines_on(sequence.current(made, paused), (1280, 720), theme))


def test_the_goals_stand_on_the_welcome_all_of_them_or_none() -> None:
    goals = ("Alle barn har noen å leke med", "Overgangene er trygge", "PPT er med fra første bekymring")
    made = stage_day.context()
    made = replace(made, gathering=replace(made.gathering, goals=goals), kept={})
    wall = sequence.find(made, stage_day.day_at(made, now=-20), WELCOME)
    assert wall is not None
    for size in ((1024, 768), (1920, 1080), (2560, 1080)):
        lines = " ".join(line.text for line in lines_on(wall, size, Theme.load("dark")))
        shown = [goal for goal in goals if goal in lines]
        assert shown in ([], list(goals)), size
    assert shown, "there is room for them on a wide wall"


def test_every_kind_of_wall_has_its_painter() -> None:
    known = {**vars(walls), **vars(sheet_walls), **vars(theme_walls), **vars(wheel_walls)}
    kinds = {kind for kind in known.values() if isinstance(kind, type) and issubclass(kind, walls.Wall)}
    assert set(painting.PAINTERS) == kinds - {walls.Wall}


def test_what_was_learnt_in_few_words_stands_in_two_rows() -> None:
    """Eleven short lessons take two pages, not four; as many long ones take the pages they need."""
    theme = Theme.load("light")
    short = SinceLast(9, 11, 3, 9, 21, tuple(f"Vi prøvde {number} ganger." for number in range(11)))
    (wall,) = since_last(short, "nb")
    assert pages(wall, 1920, 1080, theme) == 2
    long = replace(short, learnt=tuple(f"{number} {stage_day.LONG_QUESTION}"[:150] for number in range(11)))
    (wall,) = since_last(long, "nb")
    assert pages(wall, 1920, 1080, theme) >= 4

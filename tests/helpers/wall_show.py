"""Every screen that can be projected, each in the states that matter, from an invented day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from nettverk.domain.groups import Grouping
from nettverk.domain.plan import Part
from nettverk.domain.rundown.state import PartStatus, Rundown, plan_of
from nettverk.domain.threads import SinceLast
from nettverk.domain.wall import sequence, since_walls, walls
from nettverk.domain.wall.context import TableAnswer, WallContext
from nettverk.domain.wall.look import ClockCorner, WallLook
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import AGENDA, MESSAGE, WallKind, WallRef
from nettverk.services.methods import shipped
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas, Drawn
from nettverk.ui.stage.wall.painting import paint, paint_face
from tests.helpers import stage_day

Press = tuple[str, float, dict[str, object]]
NAME_45 = "Anne-Margrethe Elisabeth Vestergaard-Sørensen"
assert len(NAME_45) == 45


def lines_on(
    wall: Wall, size: tuple[int, int], theme: Theme, page: int = 0, slide: QImage | None = None
) -> list[Drawn]:
    """Every line of text on one page of a wall, without its picture: millions of points are not coloured in for it."""
    corner = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(corner)
    canvas = Canvas(painter, *size, theme)
    paint(canvas, wall, page, slide)
    paint_face(canvas, wall)
    painter.end()
    return canvas.drawn


@dataclass(frozen=True)
class Shown:
    """A wall as it stands at a moment; ``slide`` makes the page of a PDF where it is one."""

    name: str
    wall: Wall
    slide: Callable[[], QImage] | None = None


def slide(ground: str, ink: str) -> Callable[[], QImage]:
    """A page of somebody's PDF, full to its corners."""

    def draw() -> QImage:
        image = QImage(1600, 900, QImage.Format.Format_RGB32)
        image.fill(QColor(ground))
        painter = QPainter(image)
        painter.fillRect(QRectF(80, 90, 700, 60), QColor(ink))
        for line in range(9):
            painter.fillRect(QRectF(80, 230 + line * 72, 1480, 26), QColor(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.end()
        return image

    return draw


WHITE, NIGHT, RED = slide("#ffffff", "#222222"), slide("#101418", "#dddddd"), slide("#c3262a", "#ffe3e0")


def ordinary() -> list[Shown]:
    """The walls of the day each once, in the middle of the mixed groups' second step."""
    made = stage_day.context()
    rundown = stage_day.day_at(
        made, ("start", 2, {}), ("next", 49, {}), ("next", 95, {}), ("next", 110, {}), ("step", 112, {"to": 1}),
        now=128.3,
    )  # fmt: skip
    return [Shown(str(wall.ref), wall) for wall in sequence.all_walls(made, rundown)]


def clocks() -> list[Shown]:
    """The clock soon out, out, paused, under an extra timer and alone."""
    made = stage_day.context()

    def at(name: str, now: float, *presses: Press) -> Shown:
        return Shown(name, sequence.current(made, stage_day.day_at(made, ("start", 2, {}), *presses, now=now)))

    return [
        Shown("before", sequence.current(made, stage_day.day_at(made, now=-12.5))),
        at("soon", 43.6),
        at("out", 52),
        at("paused", 30, ("pause", 21, {})),
        at("timer", 43.6, ("timer", 43, {"seconds": 120, "text": "Snakk to og to"})),
        at("clock", 27, ("show", 3, {"wall": "clock"})),
        at("clock out", 60, ("show", 3, {"wall": "clock"})),
        at("message", 9, ("message", 8, {"text": "Bilen AB 12345 sperrer for varelevering og må flyttes nå"})),
        at("black", 9, ("black", 8, {"on": True})),
    ]


def sharing() -> list[Shown]:
    """A contribution on: its own clock on the programme, on its own wall and on its slides."""
    made = stage_day.context()
    begun: tuple[Press, ...] = (("start", 0, {}), ("next", 45, {}), ("contribution", 46, {"id": "c3"}))

    def at(name: str, wall: str, now: float, *presses: Press, page: Callable[[], QImage] | None = None) -> Shown:
        rundown = stage_day.day_at(made, *begun, ("show", 46, {"wall": wall}), *presses, now=now)
        return Shown(name, sequence.current(made, rundown), page)

    return [
        at("programme", "", 52.3),
        at("speaker", "speaker:c3", 52.3),
        at("speaker waits", "speaker:c1", 52.3),
        at("speaker soon", "speaker:c3", 58.7),
        at("slide", "slides:c3:2", 52.3, page=WHITE),
        at("slide soon", "slides:c3:3", 58.7, page=NIGHT),
        at("slide out", "slides:c3:4", 64, page=RED),
        at("slide paused", "slides:c3:5", 55, ("pause", 50, {}), page=WHITE),
        at("slide timer", "slides:c3:6", 50, ("timer", 49, {"seconds": 300, "text": "Spørsmål"}), page=NIGHT),
    ]


_SHOWN_ABOVE = {"igp", "one_two_four_all", "dialogue_cafe", "one_point_each"}


def methods() -> list[Shown]:
    """Every way of working, in a step; one out of time; a dialogue café that changes tables."""

    def on(method: str, *presses: Press, now: float, minutes: int = 45) -> tuple[WallContext, Rundown]:
        made = stage_day.context()
        part = replace(made.parts[3], method=shipped()[method], minutes=minutes)
        parts = (part,)
        groupings = {part.id: rounds(part)} if method == "dialogue_cafe" else dict(made.groupings)
        tried = replace(
            made, parts=parts, plan=plan_of(made.gathering, parts, zone=stage_day.OSLO), groupings=groupings, moved={}
        )
        return tried, stage_day.day_at(tried, ("start", 0, {}), *presses, now=now)

    def at(name: str, method: str, step: int, now: float, *presses: Press) -> Shown:
        minutes = 42 if method == "dialogue_cafe" else 45
        show = ("step", 1.0, {"to": step})
        made, rundown = on(method, show, now=now, minutes=minutes)
        wall = sequence.wall_of_step(made, made.parts[0], step)
        made, rundown = on(method, show, ("show", 1.1, {"wall": str(wall)}), *presses, now=now, minutes=minutes)
        return Shown(name, sequence.current(made, rundown))

    made, rundown = on("igp", now=3)
    question = next(wall for wall in sequence.sequence(made, rundown) if wall.ref.kind == WallKind.QUESTION)
    return [
        at("igp", "igp", 1, 9),
        at("igp out", "igp", 0, 20),
        at("igp paused", "igp", 1, 12, ("pause", 9, {})),
        Shown("igp question", replace(question, face=walls.Face("42.00", "igjen · til kl. 09.45", "calm", 0.93))),
        at("1-2-4", "one_two_four_all", 2, 9),
        at("café round", "dialogue_cafe", 2, 9),
        at("café change", "dialogue_cafe", 1, 1.5),
        at("one point", "one_point_each", 1, 9),
        *(at(other, other, 1, 9) for other in shipped() if other not in _SHOWN_ABOVE),
    ]


def rounds(part: Part) -> tuple[Grouping, ...]:
    """Three rounds of a dialogue café."""
    first = stage_day.mixed(part.id)
    return tuple(
        replace(
            first, id=f"r{number}", round=number,
            tables=tuple(
                replace(table, number=(table.number + 4 * (number - 1)) % len(first.tables) + 1)
                for table in first.tables
            ),
        )
        for number in (1, 2, 3)
    )  # fmt: skip


def jumped() -> list[Shown]:
    """A part was jumped over: in the strip, and in the day."""
    made = stage_day.context()
    skipped = stage_day.day_at(made, ("start", 0, {}), ("jump", 44, {"part": "tvers"}), now=50)
    found = [sequence.find(made, skipped, ref) for ref in (WallRef.question("tvers", 1), AGENDA)]
    return [Shown(f"skipped {wall.ref}", wall) for wall in found if wall is not None]


def longest() -> list[Shown]:
    """A question of 400 letters, a name of 45, a message of 400, a title and a place that take their room."""
    question = stage_day.LONG_QUESTION[:400]
    face = walls.Face("102.40", "igjen · til kl. 11.30", "calm", 0.4)
    strip = next(shown.wall.strip for shown in ordinary() if shown.wall.strip)
    base = {"part": 3, "kicker": "Enheter og tjenester møtes på tvers", "strip": strip, "face": face}
    steps = tuple(walls.Line(str(i), name, "2 min") for i, name in enumerate(("Tenk alene", "Runde", "Samtale"), 1))
    entry = walls.Entry("Vestergaard-Sørensen, Anne-Margrethe Elisabeth", "14")
    names = next(shown.wall for shown in ordinary() if shown.wall.ref == WallRef.names("tvers"))
    assert isinstance(names, walls.Names)
    others = tuple(one for one in names.entries if "Vestergaard" not in one.name)[:40]
    return [
        Shown("400 letters", walls.Questions(
            ref=WallRef.questions("x"), name="Spørsmål", questions=((1, question),), steps=steps, **base)),  # type: ignore[arg-type]
        Shown("name of 45", replace(names, entries=(*others, entry))),
        Shown("speaker of 45", walls.Speaker(
            ref=WallRef.speaker("s"), name="x", title="Fra observasjon til felles språk i hele oppvekstsektoren",
            who=NAME_45,
            unit="Helsestasjonen og skolehelsetjenesten i Vågsbygd bydel", following=f"Så: {NAME_45}", **base)),  # type: ignore[arg-type]
        Shown("message of 400", walls.Message(ref=MESSAGE, name="Melding", text=question)),
    ]  # fmt: skip


def since_last() -> list[Shown]:
    """How it went with what was promised: a usual day's, more than can be counted, nothing answered, long words."""
    learnt = (
        "Vi ringte før møtet, ikke etter. Da kom vi til møtet med noe å bestemme.",
        "Da barnet fikk vise fram boka selv, ble samtalen en annen.",
        "Vi prøvde for mye på én gang. Ett grep om gangen holder.",
        "Kort sagt: ja.",
    )
    days = {
        "usual": SinceLast(9, 8, 4, 0, 14, learnt),
        "many": SinceLast(40, 38, 14, 120, 60, (stage_day.LONG_QUESTION, *learnt, stage_day.LONG_QUESTION * 3)),
        "short words": SinceLast(
            9, 11, 3, 9, 21, tuple(f"Vi prøvde {number} ganger, og det holdt." for number in range(11))
        ),
        "nothing yet": SinceLast(open=21, units=14),
        "one": SinceLast(done=1, units=1, learnt=("Det gikk.",)),
    }
    return [Shown(f"since last, {name}", since_walls.since_last(since, "nb")[0]) for name, since in days.items()]


def chosen() -> list[Shown]:
    """What is put up on the day: answers, a link, a message below the picture, and what a municipality has chosen."""
    made = stage_day.context()
    across = next(part for part in made.parts if part.questions)
    question = across.questions[0].id
    points = "Vi ringer før møtet\n- Vi spør barnet først\nKortere brev, og hjem samme dag"
    answers = tuple(TableAnswer(question, table, "Vindusbordet" if table == 2 else "", points) for table in range(1, 8))
    made = replace(made, answers=answers)
    own = replace(made, look=WallLook(ClockCorner.UPPER_LEFT, True, False, "Fem minutter til hver", "#0b3d91", logo()))
    bare = replace(made, look=WallLook(slide_clock=ClockCorner.OFF))
    begun: tuple[Press, ...] = (("start", 0, {}), ("next", 45, {}), ("contribution", 46, {"id": "c3"}))
    across_on: tuple[Press, ...] = (("start", 0, {}), ("jump", 20, {"part": across.id}))

    def at(
        name: str, day: WallContext, wall: str, now: float, *presses: Press, page: Callable[[], QImage] | None = None
    ) -> Shown:
        rundown = stage_day.day_at(day, *presses, ("show", 46, {"wall": wall}), now=now)
        return Shown(name, sequence.current(day, rundown), page)

    def band(text: str) -> Press:
        return "message", 46, {"text": text, "band": True}

    link = "Si hva du synes: https://nettskjema.no/a/123456"
    names, asked = str(WallRef.names(across.id)), str(WallRef.question(across.id, 1))
    return [
        at("one table's answer", made, str(WallRef.answers(question, 2)), 50, *across_on),
        at("everybody's answers", made, str(WallRef.answers(question)), 50, *across_on),
        Shown(
            "link",
            sequence.current(made, stage_day.day_at(made, ("start", 2, {}), ("message", 8, {"text": link}), now=9)),
        ),
        at("band over names", made, names, 50, *across_on, band("Vi starter om to minutter")),
        at("long band", made, str(WallRef.question(across.id, 1)), 50, *across_on, band(stage_day.LONG_QUESTION[:200])),
        at("band under a slide", made, "slides:c3:2", 52, *begun, band("Finn bordet ditt"), page=WHITE),
        at("large clock up left", own, "slides:c3:2", 52, *begun, page=WHITE),
        at("no clock on slides", bare, "slides:c3:2", 52, *begun, page=NIGHT),
        at("time out unsaid", own, asked, 240, *across_on),
        at("own caption", own, asked, 52, *across_on, ("timer", 51, {"seconds": 300, "text": "together"})),
        Shown("logo and colour", sequence.current(own, stage_day.day_at(own, now=-12))),
        Shown(
            "logo at the end",
            sequence.current(own, stage_day.day_at(own, ("start", 0, {}), ("stop", 300, {}), now=310)),
        ),
        Shown("six parts", six_parts()),
    ]


def logo() -> bytes:
    """A wide logo in dark ink, as a PNG."""
    image = QImage(320, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(QRectF(10, 10, 70, 70), QColor("#0b3d91"))
    painter.fillRect(QRectF(100, 34, 200, 22), QColor("#222222"))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def six_parts() -> Wall:
    """More main parts at the bottom than there is room for, in words that are long."""
    wall = next(shown.wall for shown in ordinary() if shown.wall.strip)
    titles = (
        "Teori",
        "Erfaringsdeling",
        "Enheter og tjenester møtes på tvers",
        "Teori",
        "Erfaringsdeling",
        "Veien videre",
    )
    status = [PartStatus.DONE, PartStatus.SKIPPED, PartStatus.NOW, PartStatus.AHEAD, PartStatus.AHEAD, PartStatus.AHEAD]
    stops = [
        walls.Stop(1 + place % 4, title, f"1{place}.15", state)
        for place, (title, state) in enumerate(zip(titles, status, strict=True))
    ]
    return replace(wall, strip=tuple(stops))


def every_wall() -> tuple[Shown, ...]:
    """All of them."""
    return (*since_last(), *ordinary(), *clocks(), *sharing(), *methods(), *jumped(), *longest(), *chosen())

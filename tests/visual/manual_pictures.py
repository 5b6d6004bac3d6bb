"""The manual's pictures, from the real program on the sample: ``python -m tests.visual.manual_pictures [LANGUAGE …]``.

Each language has its own, in the light look and in few colours, so that all of them together weigh little. The test of
the manual makes one of them anew and compares it with what ships.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from nettverk.assets import resource
from nettverk.i18n import LANGUAGES
from tests.helpers import clock
from tests.helpers.program import Program

WINDOW = (1000, 640)
COLOURS = 96
COMING = {"plan": "plan", "groups": "groups", "handouts": "handouts", "year": "year", "library": "library"}
HELD = {"reflect": "reflect", "follow_up": "follow_up"}
"""What the picture is called, and the room it is of: at the gathering that is coming, and at one that has been."""
MISSING = 11
"""How many are away where the groups are put right."""


def take(language: str, home: Path, names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every picture of a language as a small PNG, or those that are named."""
    folder = home / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    first = (
        "from nettverk.ui.common import remembered as r; _open = r.open_settings\n"
        "def opened(path):\n"
        f"    s, aside = _open(path); s.setValue('language', {language!r}); s.setValue('look', 'light')\n"
        "    return s, aside\n"
        "r.open_settings = opened\n"
    )
    with Program(home, "--demo", first=first, env=clock.begun_now(), afresh=True) as program:
        camera = _Camera(program, folder)
        program.until("shell is not None and shell.workspace.gathering is not None", 120)
        program.run(f"shell.resize({WINDOW[0]}, {WINDOW[1]})")
        for which, rooms in (("g.participants == 90", COMING), ("g.participants == 72", HELD)):
            camera.open_gathering(which)
            for name, room in rooms.items():
                if not names or name in names:
                    camera.room(name, room)
        if not names or "themes" in names:
            camera.themes()
        camera.open_gathering("g.participants == 90")
        for name, taking in (("list", camera.list), ("repair", camera.repair)):
            if not names or name in names:
                taking()
        if not names or {"control", "check_in"} & {*names}:
            camera.stage()
    return {path.stem: small(path) for path in sorted(folder.glob("*.png")) if not names or path.stem in names}


def small(path: Path) -> bytes:
    """The picture in few colours."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Camera:
    """Goes to a place in the program and takes its picture."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program, self._folder = program, folder

    def _settle(self) -> None:
        for _turn in range(4):
            self._program.run("shell.workspace.lane.wait()")

    def _keep(self, name: str, widget: str = "shell.page") -> None:
        self._settle()
        self._program.run(f"{widget}.grab().save({str(self._folder / f'{name}.png')!r})")

    def open_gathering(self, which: str) -> None:
        """Open the first gathering of which this holds."""
        every = "__import__('nettverk.services.gatherings', fromlist=['x']).all_(s)"
        self._program.run(
            f"shell.workspace.lane.ask(lambda s: [g.id for g in {every} if {which}],"
            " lambda ids: app.setProperty('held', ids), shell)"
        )
        self._program.until("shell.workspace.lane.wait() or app.property('held')")
        self._program.run("shell.workspace.open_gathering(app.property('held')[0])")
        self._settle()

    def room(self, name: str, room: str) -> None:
        """A room as it is when one comes to it."""
        self._program.run(f"shell.workspace.go({room!r})")
        self._keep(name)

    def list(self) -> None:
        """A list on its way in, with what it asks about."""
        path = self._folder / "liste.csv"
        rows = (
            "Navn;E-post;Hvilken enhet/tjeneste kommer du fra?;Rolle",
            "Kari Moen;kari@eksempel.no;Myra bhg;Styrer", "Ola Vik;ola@eksempel.no;LUND BARNEHAGE;Pedagog",
            "Siv Lie;siv@eksempel.no;PPT;Rådgiver", "Avmeldte:;;;", "Per Dahl;per@eksempel.no;Lia skole;Lærer",
            "Sum;4;;",
        )  # fmt: skip
        path.write_text("\n".join(rows), encoding="utf-8")
        self._program.run("shell.workspace.go('people')")
        self._settle()
        self._program.run(f"shell.stack.room('people').open_list(__import__('pathlib').Path({str(path)!r}))")
        self._keep("list")
        self._program.run("shell.stack.room('people').show_view('list')")

    def repair(self) -> None:
        """The fewest moves that put the groups right."""
        people = "__import__('nettverk.services.participants', fromlist=['x'])"
        status = "__import__('nettverk.domain.participants', fromlist=['x']).Attendance"
        here = "shell.workspace.gathering.id"
        for chosen, said in ((f"[:{MISSING}]", "ABSENT"), (f"[{MISSING}:]", "PRESENT")):
            self._program.run(
                "shell.workspace.lane.change(lambda s: "
                f"{people}.mark_many(s, tuple(p.id for p in {people}.all_(s, {here}){chosen}), {status}.{said}),"
                " lambda _c: None, shell)"
            )
        self._program.run("shell.workspace.go('groups')")
        self._settle()
        self._program.run("shell.stack.room('groups').sheets.open_repair()")
        self._program.until("shell.stack.room('groups').sheets.repair.take.isEnabled()", 60)
        self._keep("repair")
        self._program.run("shell.stack.room('groups').sheets.repair.close_sheet()")

    def themes(self) -> None:
        """Points gathered into themes, at the gathering that has been held."""
        self._program.run("shell.workspace.go('reflect')")
        self._settle()
        self._program.run("shell.stack.room('reflect')._show_mode('themes')")
        self._keep("themes")

    def stage(self) -> None:
        """The control window in the middle of the day, and the check-in."""
        self._program.do("stage", seconds=60)
        self._settle()
        controller = "shell.stack.room('stage').live.controller"
        command = "__import__('nettverk.domain.rundown.commands', fromlist=['x']).StageCommand"
        self._program.run(f"{controller}.presenter.resize(1100, 680)")
        self._program.run(f"{controller}.do({command}.CHECK_IN)")
        self._keep("check_in", f"{controller}.presenter")
        self._program.run(f"{controller}.presenter.show_panel(None)")
        for name in ("START_PAUSE", "NEXT", "NEXT"):
            self._program.run(f"{controller}.do({command}.{name})")
        self._keep("control", f"{controller}.presenter")


def main(languages: list[str]) -> int:
    """Make them all, or those of some languages."""
    for language in languages or list(LANGUAGES):
        folder = resource("manual", language, "pictures")
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as name:
            for picture, data in take(language, Path(name)).items():
                (folder / f"{picture}.png").write_bytes(data)
                print(folder / f"{picture}.png", len(data))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

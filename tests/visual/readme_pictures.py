"""The README's pictures, from the real program on the sample: ``python -m tests.visual.readme_pictures``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.program import Program

OUT = Path(__file__).parent / "readme"
ROOMS = ("plan", "groups", "reflect")


def windows(home: Path) -> None:
    """The main window in three rooms. The presenter is the test's own reference picture: a day at half past twelve."""
    with Program(home, "--demo") as program:
        program.until("shell is not None and shell.workspace.gathering is not None", 90)
        program.run("shell.resize(1280, 800)")
        # The gathering that has been held has groups and reflections; the next one is the one that is planned.
        held = "[g.id for g in __import__('nettverk.services.gatherings', fromlist=['x']).all_(s) if g.participants]"
        program.run(f"shell.workspace.lane.ask(lambda s: {held}, lambda ids: app.setProperty('held', ids), shell)")
        program.until("app.property('held')")
        program.run("shell.workspace.open_gathering(app.property('held')[0])")
        program.run("shell.workspace.lane.wait()")
        for room in ROOMS:
            program.run(f"shell.workspace.go({room!r})")
            for _turn in range(4):
                program.run("shell.workspace.lane.wait()")
            program.run(f"shell.grab().save({str(OUT / f'{room}.png')!r})")


def wall_and_paper(folder: Path) -> None:
    """Two projected screens and the letter home, by the command line."""
    import pypdfium2

    run = [sys.executable, "-m", "nettverk"]
    subprocess.run([*run, "demo", "--out", str(folder)], check=True, capture_output=True)
    walls = sorted((folder / "lerret").glob("*.png"))
    for name, word in (("wall-part", "spørsmål 1"), ("wall-groups", "finn bordet ditt")):
        found = next(path for path in walls if word in path.name)
        (OUT / f"{name}.png").write_bytes(found.read_bytes())
    letter = next(path for path in (folder / "utskrifter").glob("*Med hjem*.pdf"))
    page = pypdfium2.PdfDocument(letter)[0]
    page.render(scale=1.6).to_pil().save(OUT / "paper.png")


def main() -> int:
    """Make them all."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        windows(Path(name) / "home")
        wall_and_paper(Path(name) / "out")
    for path in sorted(OUT.glob("*.png")):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A built wheel carries all it needs, and works installed in another environment, in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY"}}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("nettverk-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; what it requires is lent from the running one."""
    venv = tmp_path_factory.mktemp("et annet sted") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    python = venv / SCRIPTS / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=venv.parent,
    )
    asked = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv.parent)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(asked.stdout.strip(), "lent.pth").write_text("\n".join(sorted(lent)), "utf-8")
    return venv / SCRIPTS


def test_the_wheel_holds_every_resource_and_migration(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    packaging = ROOT / "resources" / "packaging"  # makes packages, and is in none
    shipped = [
        file
        for folder in ("resources", "db/migrations", "db/server")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and not file.is_relative_to(packaging)
    ]
    wanted = {f"nettverk/_data/{file.relative_to(ROOT).as_posix()}" for file in shipped}
    assert len(wanted) > 100
    assert wanted - inside == set()
    modules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "nettverk").rglob("*.py")}
    assert modules - inside == set()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in inside)
    assert not [name for name in inside if name.startswith("tests") or "__pycache__" in name or "packaging" in name]


def test_installed_elsewhere_it_finds_its_own_files(elsewhere: Path, tmp_path: Path) -> None:
    code = "import nettverk.assets as a; print(a.__file__, a.migrations(), a.resource('fonts', 'README.md'), sep='\\n')"
    paths = [Path(line) for line in run(elsewhere / "python", "-c", code, cwd=tmp_path).stdout.splitlines()]
    assert all(path.is_relative_to(elsewhere.parent) and path.exists() for path in paths)


@pytest.mark.slow
def test_installed_elsewhere_it_prints_a_sheet_and_shows_it_and_makes_a_database(
    elsewhere: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut på øya"
    program = elsewhere / "nettverk"
    run(program, "print", "sheet", "fremmer-hemmer-pavirke", "--lang", "nn", "--out", out, cwd=tmp_path)
    run(program, "screens", "--sheet", "fremmer-hemmer-pavirke", "--out", out, cwd=tmp_path)
    assert [file.read_bytes()[:4] for file in out.rglob("*.pdf")] == [b"%PDF"]
    assert all(file.stat().st_size > 1000 for file in out.rglob("*.png"))
    (tmp_path / "liste.csv").write_text("Fornavn;Etternavn;Enhet\nKari;Moen;Myra barnehage\n", "utf-8")
    made = run(program, "--db", tmp_path / "ny.db", "import", "liste.csv", "--json", cwd=tmp_path)
    assert json.loads(made.stdout)["new"] == 1


@pytest.mark.slow  # the same as from the folder, in test_cli.py
def test_installed_elsewhere_it_runs_the_sample_gathering(elsewhere: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut på øya"
    run(elsewhere / "nettverk", "demo", "--out", out, cwd=tmp_path)
    found = {
        ending: [file for file in out.rglob(f"*{ending}") if file.stat().st_size > 1000]
        for ending in (".db", ".pdf", ".png")
    }
    assert len(found[".db"]) == 1
    assert len(found[".pdf"]) >= 6
    assert len(found[".png"]) >= 5
    assert all(file.read_bytes().startswith(b"%PDF") for file in found[".pdf"])
    listed = run(elsewhere / "nettverk", "--db", found[".db"][0], "gatherings", "--json", cwd=tmp_path)
    assert json.loads(listed.stdout)

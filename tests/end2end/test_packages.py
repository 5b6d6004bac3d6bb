"""Each package, installed in a fresh place with no network, runs the whole sample gathering.

NETTVERK_PACKAGES names a folder with packages that are built; else they are built here, which takes some minutes.
The one for Windows needs Wine 10 (Debian 13), and is skipped without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_NETWORK = (
    ("unshare", "--net") if os.name == "posix" and os.geteuid() == 0 else ("unshare", "--net", "--map-root-user")
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages are built on Linux"),
]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every package."""
    named = os.environ.get("NETTVERK_PACKAGES")
    if named:
        return Path(named)
    tools = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32", "patchelf": "patchelf"}
    missing = [package for tool, package in tools.items() if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"apt-get install {' '.join(missing)}")
    pytest.importorskip("cyclonedx")
    folder = tmp_path_factory.mktemp("packages")
    subprocess.run([sys.executable, "-m", "resources.packaging.build", "--out", folder], cwd=ROOT, check=True)
    return folder


def run(*command: str | Path, home: Path, **more: str) -> str:
    """What a command says, with no network and nothing of ours in its environment."""
    done = subprocess.run(
        [*NO_NETWORK, *map(str, command)],
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **more},
        stdin=subprocess.PIPE,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def whole_gathering(out: Path) -> None:
    """Assert that all of the sample is there."""
    count = {end: sum(file.stat().st_size > 1000 for file in out.rglob(f"*{end}")) for end in (".db", ".pdf", ".png")}
    assert count[".db"] == 1
    assert count[".pdf"] >= 6
    assert count[".png"] >= 5


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of somebody with a name."""
    folder = tmp_path / "kåre øst"
    folder.mkdir()
    return folder


def test_the_file_for_linux(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    run(file, "demo", "--out", home / "ut på øya", home=home)
    whole_gathering(home / "ut på øya")
    # What is unpacked is whole, is used again, and a half one is never taken for it.
    (unpacked,) = (home / ".cache" / "nettverk-program").iterdir()
    before = (unpacked / "whole").stat().st_ino
    run(file, "--version", home=home)
    assert (unpacked / "whole").stat().st_ino == before
    assert (unpacked / "lisenser" / "LES MEG.txt").read_text("utf-8").count("LGPL") >= 1
    run(file, "--extract", home / "sett inni", home=home)
    assert (home / "sett inni" / "nettverk").exists()


def test_a_file_that_was_cut_off_says_so(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    cut = home / "halv.run"
    cut.write_bytes(file.read_bytes()[:5_000_000])
    cut.chmod(0o755)
    done = subprocess.run(
        [cut, "--version"], env={"HOME": str(home), "PATH": os.environ["PATH"]}, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert "pakke ut" in done.stderr.decode()
    assert list((home / ".cache" / "nettverk-program").iterdir()) == []


def test_the_wheel(packages: Path, home: Path) -> None:
    (wheel,) = packages.glob("nettverk-*.whl")
    cache = Path(os.environ.get("NETTVERK_PACKAGES_CACHE", Path.home() / ".cache" / "nettverk-packaging"))
    wheels = cache / "wheels-linux"
    if not wheels.is_dir():
        pytest.skip("no wheels were fetched here to install without a network: NETTVERK_PACKAGES_CACHE")
    run(sys.executable, "-m", "venv", home / "venv", home=home)
    # pip itself is one of the requirements, of a part of sqlite-utils, and is in the new environment already.
    run(
        home / "venv" / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--find-links",
        wheels,
        wheel,
        home=home,
    )
    run(home / "venv" / "bin" / "nettverk", "demo", "--out", home / "ut", home=home)
    whole_gathering(home / "ut")


@pytest.fixture
def wine(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a Wine of one's own, for as long as the test."""
    if shutil.which("wine") is None or shutil.which("xvfb-run") is None:
        pytest.skip("apt-get install wine xvfb (Debian 13)")
    said = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=False).stdout
    if int(said.removeprefix("wine-").split(".")[0] or 0) < 10:
        pytest.skip(f"{said.strip()} lacks functions that numpy imports; Debian 13 has Wine 10")
    prefix = {"WINEPREFIX": str(home / "wine"), "WINEDEBUG": "-all", "USER": "kåre øst"}
    yield prefix
    subprocess.run(["wineserver", "-k"], env={**os.environ, **prefix}, check=False)


def test_the_installer_for_windows(packages: Path, home: Path, wine: dict[str, str]) -> None:
    (setup,) = packages.glob("Nettverk-*-windows-setup.exe")
    run("xvfb-run", "-a", "wine", setup, "/S", home=home, **wine)
    (program,) = (home / "wine" / "drive_c" / "users").glob("*/AppData/Local/Programs/Nettverk")
    run("xvfb-run", "-a", "wine", program / "bin" / "nettverk.exe", "demo", "--out", "C:\\ut på øya", home=home, **wine)
    whole_gathering(home / "wine" / "drive_c" / "ut på øya")
    run("xvfb-run", "-a", "wine", program / "Avinstaller.exe", "/S", "_?=" + str(program), home=home, **wine)
    assert not (program / "program").exists()

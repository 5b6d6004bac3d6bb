"""Each package, installed in a fresh place with no network, runs the whole sample gathering.

NETTVERK_PACKAGES names a folder with packages that are built; else they are built here, which takes some minutes.
The ones for Windows are tried under Wine, which is first given what it lacks of Windows 10
(``tests/helpers/wine.py``), and skipped in words where there is none.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers import postgres, wine, x_server
from tests.helpers.waiting import until

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
    tools = {
        "makensis": "nsis", "patchelf": "patchelf", "gfortran": "gfortran",
        "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
        "x86_64-w64-mingw32-gfortran": "gfortran-mingw-w64-x86-64-win32",
    }  # fmt: skip
    missing = [package for tool, package in tools.items() if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"apt-get install {' '.join(missing)}")
    pytest.importorskip("cyclonedx")
    folder = tmp_path_factory.mktemp("packages")
    subprocess.run([sys.executable, "-m", "resources.packaging.build", "--out", folder], cwd=ROOT, check=True)
    return folder


def run(*command: str | Path, home: Path, said: str = "", **more: str) -> str:
    """What a command answers, with no network and nothing of ours in its environment; ``said`` is said to it."""
    done = subprocess.run(
        [*NO_NETWORK, *map(str, command)],
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **more},
        input=said,
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


SUMS = """
import numpy as np
shifts = np.arange(1, 901).reshape(30, 30)
for kind in (np.float32, np.float64, np.complex64, np.complex128):
    a = (np.sin(shifts * shifts) + (1j * np.cos(shifts) if np.dtype(kind).kind == "c" else 0)).astype(kind)
    near = 1e-3 if a.real.dtype == np.float32 else 1e-9
    same = lambda one, other: np.allclose(one, other, rtol=near, atol=near)
    assert same(a @ a, (a[:, :, None] * a[None, :, :]).sum(axis=1))
    assert same(a @ a.T, (a[:, None, :] * a[None, :, :]).sum(axis=2))
    assert same(a @ a[:, 3], (a * a[:, 3]).sum(axis=1)) and same(np.dot(a[2], a[3]), (a[2] * a[3]).sum())
    assert same(np.vdot(a[2], a[3]), (a[2].conj() * a[3]).sum())
    assert same(a @ np.linalg.solve(a, a[:, :4]), a[:, :4]) and same(np.linalg.inv(a) @ a, np.eye(30))
    u, s, v = np.linalg.svd(a)
    assert same(u * s @ v, a)
    q, r = np.linalg.qr(a)
    assert same(q @ r, a) and same(q.conj().T @ q, np.eye(30))
    w, x = np.linalg.eigh(a @ a.conj().T)
    assert same(x * w @ x.conj().T, a @ a.conj().T)
    w, x = np.linalg.eig(a)
    assert same(a @ x, x * w)
    low = np.linalg.cholesky(a @ a.conj().T + 30 * np.eye(30, dtype=kind))
    assert same(low @ low.conj().T, a @ a.conj().T + 30 * np.eye(30))
    assert same(np.linalg.lstsq(a[:, :5], a[:, 6], rcond=None)[0], np.linalg.pinv(a[:, :5]) @ a[:, 6])
    assert same(abs(np.linalg.det(a)), s.prod())
try:
    np.linalg.solve(np.zeros((2, 2)), np.ones(2))
except np.linalg.LinAlgError:
    print("right")
"""


IMPORTS = """
import importlib, sys
gone = []
for line in sys.stdin.read().split():
    module, _, name = line.partition(":")
    try:
        if not hasattr(importlib.import_module(module), name or "__name__"):
            importlib.import_module(f"{module}.{name}")
    except ImportError as fault:
        gone.append(f"{line}: {fault}")
print("\\n".join(gone))
"""
OTHER_SYSTEMS = frozenset({"winreg", "winsound", "msvcrt", "_winapi", "ctypes.wintypes", "windll", "AppKit", "objc"})


def every_import() -> str:
    """What any module of the program imports anywhere in it, also inside functions; and its modules themselves."""
    asked = set()
    for file in (ROOT / "nettverk").rglob("*.py"):
        asked.add(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                asked.update(name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                asked.update(f"{node.module}:{name.name}" for name in node.names)
    asked.discard("nettverk.__main__")
    return "\n".join(sorted(one for one in asked if OTHER_SYSTEMS.isdisjoint(one.split(":"))))


def test_nothing_that_the_program_imports_was_left_out(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    run(file, "--extract", home / "inni", home=home)
    python = home / "inni" / "bin" / "python3.11"
    assert run(python, "-I", "-c", IMPORTS, home=home, said=every_import()).split("\n") == ["", ""]


def test_sums_are_right_without_openblas(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    run(file, "--extract", home / "inni", home=home)
    (library,) = (home / "inni" / "lib" / "python3" / "dist-packages" / "numpy.libs").iterdir()
    assert library.stat().st_size < 5_000_000
    assert run(home / "inni" / "bin" / "python3.11", "-I", "-c", SUMS, home=home) == "right\n"


def test_a_server_for_sharing_is_set_up_and_fetched_from_by_the_file_for_linux(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    people = home / "liste.csv"
    people.write_text("Fornavn;Etternavn;Enhet\nKari;Moen;Myra barnehage\n", "utf-8")
    one, other = home / "en.db", home / "to.db"
    with postgres.running() as server:
        run(file, "--db", one, "import", people, home=home)
        run(file, "share", "init", server.address(), "--organisation", "Havnesund", "--db", one, home=home)
        server.sql("postgres", "CREATE ROLE kari LOGIN")
        server.sql("eier", "SELECT nettverk.admit('kari', 'Havnesund')")
        run(file, "share", "init", server.address("kari"), "--db", other, home=home, NETTVERK_HOME=str(home / "kari"))
        said = run(file, "--db", other, "import", people, "--json", home=home, NETTVERK_HOME=str(home / "kari"))
    assert json.loads(said)["same"] == 1


def test_a_file_that_was_cut_off_says_so(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    cut = home / "halv.run"
    cut.write_bytes(file.read_bytes()[:5_000_000])
    cut.chmod(0o755)
    done = subprocess.run(
        [cut, "--version"], env={"HOME": str(home), "PATH": os.environ["PATH"]}, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert "pakket ut" in done.stderr.decode()
    assert list((home / ".cache" / "nettverk-program").iterdir()) == []


def made_older(package: Path) -> str:
    """Take the last update of the database from a program that was unpacked, as an older one has it; its name."""
    last = max((package / "_data" / "db" / "migrations").glob("[0-9]*.sql"))
    last.unlink()
    return last.stem


def test_a_newer_one_keeps_the_data_with_a_copy_and_the_older_can_go_back_to_it(packages: Path, home: Path) -> None:
    (file,) = packages.glob("Nettverk-*-linux-x86_64.run")
    older, newer, data = home / "eldre" / "nettverk", home / "nyere" / "nettverk", home / "data"
    for program in (older, newer):
        run(file, "--extract", program.parent, home=home)
    last = made_older(older.parent / "lib" / "python3" / "dist-packages" / "nettverk")
    people = home / "liste.csv"
    people.write_text("Fornavn;Etternavn;Enhet\nKari;Moen;Myra barnehage\n", "utf-8")
    more = home / "flere.csv"
    more.write_text("Fornavn;Etternavn;Enhet\nOla;Lie;Lund skole\n", "utf-8")
    place = {"NETTVERK_HOME": str(data)}
    data.mkdir()
    (data / "nettverk.ini").write_text("[General]\nlanguage=nn\n", "utf-8")
    assert json.loads(run(older, "import", people, "--json", home=home, **place))["new"] == 1
    assert json.loads(run(newer, "import", more, "--json", home=home, **place))["new"] == 1
    (copy,) = data.glob(f"nettverk før {last}*.db")
    assert (data / "nettverk.ini").read_text("utf-8") == "[General]\nlanguage=nn\n"
    before = (data / "nettverk.db").read_bytes()
    refused = subprocess.run(
        [older, "import", people, "--json"], env={"HOME": str(home), "PATH": os.environ["PATH"], **place},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode != 0
    assert "nyere versjon" in refused.stderr + refused.stdout
    assert (data / "nettverk.db").read_bytes() == before
    again = json.loads(run(older, "--db", copy, "import", people, "--json", home=home, **place))
    assert (again["new"], again["same"]) == (0, 1)


def test_the_wheel(packages: Path, home: Path) -> None:
    (wheel,) = packages.glob("nettverk-*.whl")
    cache = Path(os.environ.get("NETTVERK_PACKAGES_CACHE", Path.home() / ".cache" / "nettverk-packaging"))
    wheels = cache / "wheels-linux"
    if not wheels.is_dir():
        pytest.skip("no wheels were fetched here to install without a network: NETTVERK_PACKAGES_CACHE")
    run(sys.executable, "-m", "venv", home / "venv", home=home)
    # pip itself is one of the requirements, of a part of sqlite-utils, and is in the new environment already.
    pip = (home / "venv" / "bin" / "python", "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels)
    run(*pip, f"{wheel}[shared]", home=home)
    program = home / "venv" / "bin" / "nettverk"
    run(program, "demo", "--out", home / "ut", home=home)
    whole_gathering(home / "ut")

    # An older one, then this one over it, and back: as ``pipx install --force`` does it.
    (installed,) = (home / "venv" / "lib").glob("python3*/site-packages/nettverk")
    last = made_older(installed)
    people, place = home / "liste.csv", {"NETTVERK_HOME": str(home / "data")}
    people.write_text("Fornavn;Etternavn;Enhet\nKari;Moen;Myra barnehage\n", "utf-8")
    assert json.loads(run(program, "import", people, "--json", home=home, **place))["new"] == 1
    run(*pip, "--force-reinstall", "--no-deps", wheel, home=home)
    assert json.loads(run(program, "import", people, "--json", home=home, **place))["same"] == 1
    (copy,) = (home / "data").glob(f"nettverk før {last}*.db")
    made_older(installed)
    with pytest.raises(AssertionError, match="nyere versjon"):
        run(program, "import", people, "--json", home=home, **place)
    assert json.loads(run(program, "--db", copy, "import", people, "--json", home=home, **place))["same"] == 1


@pytest.fixture
def own_wine(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a Wine of one's own that has what Windows 10 has, for as long as the test."""
    lacks = wine.missing()
    if lacks:
        pytest.skip(f"apt-get install {' '.join(lacks)}")
    # Without its debugger a program that Wine cannot run ends at once: nobody is there to close the debugger.
    prefix = {"HOME": str(home), "WINEDLLOVERRIDES": "winedbg.exe=d", "USER": "kåre øst"}
    yield wine.mend(home / "wine", prefix)
    subprocess.run(["wineserver", "-k"], env={**os.environ, "WINEPREFIX": str(home / "wine")}, check=False)


def test_the_installer_for_windows(packages: Path, home: Path, own_wine: dict[str, str]) -> None:
    (setup,) = packages.glob("Nettverk-*-windows-setup.exe")
    users = home / "wine" / "drive_c" / "users"
    run("xvfb-run", "-a", "wine", setup, "/S", home=home, **own_wine)
    (program,) = users.glob("*/AppData/Local/Programs/Nettverk")
    assert (program / "Nettverk.exe").exists()
    assert list(users.rglob("Nettverk.lnk"))
    opens = ("xvfb-run", "-a", "wine", "reg", "query", "HKCU\\Software\\Classes\\Nettverk.db\\shell\\open\\command")
    assert 'Nettverk.exe" "%1"' in run(*opens, home=home, **own_wine), "a file that is double-clicked"
    command = program / "bin" / "nettverk.exe"
    assert "Nettverk" in run("xvfb-run", "-a", "wine", command, "--version", home=home, **own_wine)

    # A newer one over an older one, which did not know the last update of the database, and back again.
    def people_in(*words: str) -> dict[str, int]:
        said = run("xvfb-run", "-a", "wine", command, *words, "C:\\liste.csv", "--json", home=home, **own_wine)
        return dict(json.loads(said))

    (home / "wine" / "drive_c" / "liste.csv").write_text("Fornavn;Etternavn;Enhet\nKari;Moen;Myra skole\n", "utf-8")
    last = made_older(program / "program" / "site-packages" / "nettverk")
    (program / "program" / "left from before.txt").write_text("", "utf-8")
    assert people_in("import")["new"] == 1
    run("xvfb-run", "-a", "wine", setup, "/S", home=home, **own_wine)
    assert not (program / "program" / "left from before.txt").exists()
    assert people_in("import")["same"] == 1
    (data,) = users.glob("*/AppData/Local/Nettverk")
    (copy,) = data.glob(f"nettverk før {last}*.db")
    made_older(program / "program" / "site-packages" / "nettverk")
    with pytest.raises(AssertionError, match="nyere versjon"):
        people_in("import")
    windows = "C:" + str(copy).removeprefix(str(home / "wine" / "drive_c")).replace("/", "\\")
    assert people_in("--db", windows, "import")["same"] == 1

    there = "C:\\" + "\\".join(program.relative_to(home / "wine" / "drive_c").parts)
    run("xvfb-run", "-a", "wine", program / "Avinstaller.exe", "/S", f"_?={there}", home=home, **own_wine)
    assert not (program / "program").exists()
    assert not list(users.rglob("Nettverk.lnk"))
    with pytest.raises(AssertionError):
        run(*opens, home=home, **own_wine)
    assert list(users.glob("*/AppData/Local/Nettverk/nettverk.db")), "what was written stays"


def test_the_sample_from_the_folder_for_windows(packages: Path, home: Path, own_wine: dict[str, str]) -> None:
    (portable,) = packages.glob("Nettverk-*-windows-portable.zip")
    shutil.unpack_archive(portable, home / "wine" / "drive_c")
    program = home / "wine" / "drive_c" / "Nettverk" / "bin" / "nettverk.exe"
    run("xvfb-run", "-a", "wine", program, "demo", "--out", "C:\\ut på øya", home=home, **own_wine)
    whole_gathering(home / "wine" / "drive_c" / "ut på øya")
    # What a server for sharing needs is there: it is asked, and nobody answers.
    asked = subprocess.run(
        [*NO_NETWORK, "xvfb-run", "-a", "wine", program, "share", "init", "postgresql://kari@127.0.0.1:9/nettverk"],
        cwd=home, env={**os.environ, "HOME": str(home), **own_wine}, capture_output=True, check=False,
    )  # fmt: skip
    assert asked.returncode != 0
    assert "Får ikke brukt serveren" in asked.stderr.decode("utf-8", "replace")


def test_the_window_of_the_folder_for_windows(packages: Path, home: Path, own_wine: dict[str, str]) -> None:
    lacks = [tool for tool in ("xdotool", "import") if shutil.which(tool) is None]
    if lacks:
        pytest.skip("apt-get install xdotool imagemagick")
    (portable,) = packages.glob("Nettverk-*-windows-portable.zip")
    shutil.unpack_archive(portable, home / "wine" / "drive_c")
    picture = home / "vindu.png"
    with x_server.display("1366x768") as screen:
        seen = {**os.environ, "DISPLAY": screen, "LC_ALL": "C.UTF-8"}
        program = subprocess.Popen(
            [*NO_NETWORK, "wine", home / "wine" / "drive_c" / "Nettverk" / "Nettverk.exe", "--demo"],
            cwd=home, env={**seen, "HOME": str(home), **own_wine}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            # Its title says which gathering is open: the sample's, and no page about what went wrong.
            until(lambda: is_there("^Gode overganger", seen), "a window with a gathering's name")
            until(lambda: colours(picture, seen) > 2200, "the plan of the sample in the window")
        finally:
            subprocess.run(["wineserver", "-k"], env={**seen, **own_wine}, check=False)
            program.kill()
            program.wait()
    if "NETTVERK_PICTURES" in os.environ:
        shutil.copy(picture, Path(os.environ["NETTVERK_PICTURES"], "windows-under-wine.png"))


def is_there(title: str, screen: dict[str, str]) -> bool:
    """Whether a window can be seen that is called so."""
    asked = ["xdotool", "search", "--onlyvisible", "--name", title]
    return subprocess.run(asked, env=screen, check=False, capture_output=True).returncode == 0


def colours(picture: Path, screen: dict[str, str]) -> int:
    """Take a picture of the screen; how many colours are in it (an empty window has half as many as a plan)."""
    subprocess.run(["import", "-window", "root", picture], env=screen, check=True)
    with Image.open(picture) as taken:
        return len(taken.convert("RGB").getcolors(maxcolors=1 << 20) or ())

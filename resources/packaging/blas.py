"""NumPy's linear algebra without the twenty megabytes of it: LAPACK's own reference, and only what NumPy asks for.

The wheels have OpenBLAS, which holds a copy of every routine for each processor of the last twenty years. The program
multiplies small matrices. What NumPy asks for by name is made here from Debian's source of LAPACK, in 64-bit integers,
and laid in the place of that library under the same name. It gives the same numbers on every machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

FLAGS = ("-O3", "-fPIC", "-fno-ident", "-march=x86-64")
FORTRAN = ("-fdefault-integer-8", "-frecursive")
"""Integers as NumPy hands them over, and no variable that two threads share."""

C = ("-DWeirdNEC", "-DADD_")
"""WeirdNEC is how the C side says that integers have 64 bits."""

MODULES = ("la_constants.f90", "la_xisnan.F90")

# What is left of a runtime: LAPACK's own complaint writes through Fortran's files and ends the program, as the C side's
# does; and of Fortran's library nothing is called but three small functions, which would bring all of it along.
RUNTIME = """
#include <stdint.h>
#include <stdio.h>
#include <string.h>
void xerbla_(const char *name, const int64_t *info, int64_t length) {
    fprintf(stderr, "%.*s: parameter %d\\n", (int)length, name, (int)*info);
}
void cblas_xerbla(int64_t info, const char *name, const char *form, ...) {
    (void)form;
    fprintf(stderr, "%s: parameter %d\\n", name, (int)info);
}
void _gfortran_concat_string(size_t room, char *to, size_t first, const char *one, size_t second, const char *two) {
    size_t a = first < room ? first : room, b = second < room - a ? second : room - a;
    memmove(to, one, a);
    memmove(to + a, two, b);
    memset(to + a + b, ' ', room - a - b);
}
double _gfortran_pow_r8_i8(double base, int64_t power) {
    uint64_t left = power < 0 ? -(uint64_t)power : (uint64_t)power;
    double product = 1;
    if (power < 0) base = 1 / base;
    for (; left; left >>= 1, base *= base) if (left & 1) product *= base;
    return product;
}
float _gfortran_pow_r4_i8(float base, int64_t power) { return (float)_gfortran_pow_r8_i8(base, power); }
"""


@dataclass(frozen=True, slots=True)
class Tools:
    """The compilers for one system, and what they are told when all is put together."""

    fortran: str
    c: str
    names: str
    linking: tuple[str, ...]


WINDOWS = Tools(
    "x86_64-w64-mingw32-gfortran",
    "x86_64-w64-mingw32-gcc",
    "x86_64-w64-mingw32-nm",
    ("-static", "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"),
)
LINUX = Tools("gfortran", "gcc", "nm", ("-lm", "-static-libgcc", "-Wl,--build-id=none,-z,noexecstack,--no-undefined"))


def replace(packages: Path, source: Path, tools: Tools, work: Path, epoch: int) -> Path | None:
    """Lay ours in the place of the library that NumPy's wheel brought; the file, or nothing where there was none.

    Args:
        packages: the folder that NumPy lies in. source: the archive of LAPACK's source.
    """
    libraries = packages / "numpy.libs"
    found = [file for file in libraries.glob("*") if file.name.startswith("libscipy_openblas")]
    if not found:
        return None
    (old,) = found
    wanted = asked_for(sorted((packages / "numpy").rglob("*.pyd")) + sorted((packages / "numpy").rglob("*.so")))
    made = _make(wanted, source, tools, work, old.name, epoch)
    old.unlink()
    shutil.copyfile(made, old)
    for file in [*libraries.glob("libgfortran*"), *libraries.glob("libquadmath*")]:
        file.unlink()  # OpenBLAS alone asked for them
    return old


def asked_for(files: Iterable[Path]) -> list[str]:
    """The names of OpenBLAS's that some libraries ask for, by their own tables."""
    found: set[str] = set()
    for file in files:
        found.update(name.decode() for name in re.findall(rb"scipy_[a-z_]\w*?64_(?=\0)", file.read_bytes()))
    return sorted(found - {"scipy_xerbla_64_"})  # which NumPy has itself


def plain(name: str) -> str:
    """What LAPACK itself calls a routine: ``scipy_dgesv_64_`` is ``dgesv_``, ``scipy_cblas_ddot64_`` ``cblas_ddot``."""
    bare = name.removeprefix("scipy_").removesuffix("64_")
    return bare if bare.startswith("cblas_") else bare.removesuffix("_") + "_"


def _make(wanted: Sequence[str], source: Path, tools: Tools, work: Path, called: str, epoch: int) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with tarfile.open(source) as archive:
        archive.extractall(work)  # held to its sum; the Python of Debian 12 has no filters yet
    (root,) = work.iterdir()
    (root / "CBLAS" / "include" / "cblas_mangling.h").write_text("#define F77_GLOBAL(name,NAME) name##_\n")
    (root / "CBLAS" / "src" / "runtime.c").write_text(RUNTIME)
    objects = _everything([plain(name) for name in wanted], root, tools, epoch)
    target = root / called
    command = [tools.c, "-shared", "-s", *objects, "-o", called, *tools.linking]
    if tools is WINDOWS:
        table = "".join(f"{name} = {plain(name)}\n" for name in wanted)
        (root / "names.def").write_text(f"LIBRARY {called}\nEXPORTS\n{table}")
        command.append("names.def")
    else:
        (root / "names.map").write_text("{ global: " + "".join(f"{name}; " for name in wanted) + "local: *; };\n")
        command += [f"-Wl,-soname,{called},--version-script=names.map,--gc-sections"]
        command += [f"-Wl,--defsym={name}={plain(name)}" for name in wanted]
    _run(command, root, epoch)
    return target


def _everything(wanted: Sequence[str], root: Path, tools: Tools, epoch: int) -> list[str]:
    """The compiled files of some routines, and of what those call, and so on."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as crew:
        made = [_compiled(root / "SRC" / name, root, tools, epoch) for name in MODULES]
        made.append(_compiled(root / "CBLAS" / "src" / "runtime.c", root, tools, epoch))
        known = set(re.findall(r"\b(\w+)\([^;]*?\) \{", RUNTIME))
        asked = set(wanted)
        while asked:
            files = {file for name in sorted(asked) if (file := _source(name, root)) is not None}
            known |= asked
            new = list(crew.map(lambda file: _compiled(file, root, tools, epoch), sorted(files)))
            made += new
            asked = _lacking(new, root, tools) - known
    return sorted(made)


def _source(name: str, root: Path) -> Path | None:
    if name in {"CBLAS_CallFromC", "RowMajorStrg"}:
        return root / "CBLAS" / "src" / "cblas_globals.c"
    stem = name.removesuffix("_")
    for folder in ("CBLAS/src", "BLAS/SRC", "SRC", "INSTALL"):
        for ending in (".c", ".f", ".f90", ".F90"):
            file = root / folder / f"{stem}{ending}"
            if file.exists():
                return file
    return None  # of the compiler's own library, or the system's


def _compiled(file: Path, root: Path, tools: Tools, epoch: int) -> str:
    target = f"{file.parent.relative_to(root).as_posix().replace('/', '-')}-{file.stem}.o"
    compiler = [tools.c, *C, "-ICBLAS/include"] if file.suffix == ".c" else [tools.fortran, *FORTRAN]
    _run([*compiler, *FLAGS, "-c", file.relative_to(root).as_posix(), "-o", target], root, epoch)
    return target


def _lacking(objects: Sequence[str], root: Path, tools: Tools) -> set[str]:
    told = subprocess.run(
        [tools.names, "--undefined-only", "--format=posix", *objects],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.split()[0] for line in told.stdout.splitlines() if " U" in line}


def _run(command: Sequence[str], root: Path, epoch: int) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr[-4000:]}")

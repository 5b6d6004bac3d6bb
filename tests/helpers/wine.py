"""A Wine that has what Windows 10 has of the program's needs, as far as Wine 8 and 10 lack it.

Two things are laid into Wine and none into the package: an ``icuuc.dll``, which Qt asks for and which here knows no
encodings (Qt has its own of those that matter), and a ``ucrtbase.dll`` in which six functions of complex numbers, that
Wine names but has not written, are written. NumPy calls them when it is imported.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

COMPILER = "x86_64-w64-mingw32-gcc"

ICU = """
#include <stddef.h>
#include <stdint.h>
#define OUT __declspec(dllexport)
enum { MISSING = 4 };  /* U_FILE_ACCESS_ERROR: there is no such encoding */
OUT void *ucnv_open(const char *name, int *fault) { (void)name; *fault = MISSING; return NULL; }
OUT void ucnv_close(void *one) { (void)one; }
OUT void ucnv_reset(void *one) { (void)one; }
OUT int32_t ucnv_countAvailable(void) { return 0; }
OUT const char *ucnv_getAvailableName(int32_t n) { (void)n; return NULL; }
OUT const char *ucnv_getName(const void *one, int *fault) { (void)one; *fault = MISSING; return NULL; }
OUT const char *ucnv_getStandardName(const char *name, const char *kind, int *fault) {
    (void)name; (void)kind; *fault = MISSING; return NULL;
}
OUT int8_t ucnv_getMaxCharSize(const void *one) { (void)one; return 1; }
OUT int32_t ucnv_toUCountPending(const void *one, int *fault) { (void)one; *fault = MISSING; return -1; }
OUT int32_t ucnv_fromUCountPending(const void *one, int *fault) { (void)one; *fault = MISSING; return -1; }
#define FAILS(name) OUT void name(void) {}
FAILS(UCNV_FROM_U_CALLBACK_SUBSTITUTE) FAILS(UCNV_TO_U_CALLBACK_SUBSTITUTE)
FAILS(ucnv_cbFromUWriteUChars) FAILS(ucnv_cbToUWriteUChars) FAILS(ucnv_fromUnicode) FAILS(ucnv_toUnicode)
FAILS(ucnv_getFromUCallBack) FAILS(ucnv_getToUCallBack) FAILS(ucnv_setFromUCallBack) FAILS(ucnv_setToUCallBack)
"""

_LOW = bytes.fromhex("660f6ec1c3")  # movd xmm0, ecx; ret: a pair of floats comes in one register
_HIGH = bytes.fromhex("48c1e920660f6ec1c3")  # shr rcx, 32 first
_FIRST = bytes.fromhex("f20f1001c3")  # movsd xmm0, [rcx]; ret: a pair of doubles comes by its address
_SECOND = bytes.fromhex("f20f104108c3")  # movsd xmm0, [rcx+8]; ret
WRITTEN = {
    b"crealf": _LOW, b"cimagf": _HIGH, b"creal": _FIRST, b"cimag": _SECOND, b"creall": _FIRST, b"cimagl": _SECOND,
}  # fmt: skip


def builtin(name: str) -> Path | None:
    """Where Wine keeps a library of its own, by its name."""
    places = ("/usr/lib/x86_64-linux-gnu/wine", "/usr/lib/wine", "/opt/wine-stable/lib64/wine")
    return next((file for place in places if (file := Path(place, "x86_64-windows", name)).exists()), None)


def mend(prefix: Path, env: dict[str, str]) -> dict[str, str]:
    """Make a Wine at a place and lay both into it; returns the environment to start programs with.

    Raises:
        AssertionError: Wine could not be made.
    """
    env = {**env, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all"}
    made = subprocess.run(
        ["xvfb-run", "-a", "wine", "wineboot", "-i"], env={**os.environ, **env}, capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr[-2000:]
    own = builtin("ucrtbase.dll")
    assert own is not None
    lay(own, prefix / "drive_c" / "windows" / "system32")
    return {**env, "WINEDLLOVERRIDES": "winedbg.exe=d;ucrtbase=n"}


def lay(own: Path, system: Path) -> None:
    """Lay both libraries in a folder.

    Args:
        own: the ``ucrtbase.dll`` that Wine keeps.
    """
    source = system / "icuuc.c"
    source.write_text(ICU, "utf-8")
    subprocess.run([COMPILER, "-shared", "-Os", "-s", source, "-o", system / "icuuc.dll"], check=True)
    source.unlink()
    (system / "ucrtbase.dll").unlink(missing_ok=True)
    (system / "ucrtbase.dll").write_bytes(with_complex_numbers(own.read_bytes()))


def with_complex_numbers(library: bytes) -> bytes:
    """Wine's C library with six functions in the place of what only says that they are not written."""
    changed = bytearray(library)
    (start,) = struct.unpack_from("<I", changed, 0x3C)
    (count,) = struct.unpack_from("<H", changed, start + 6)
    (optional,) = struct.unpack_from("<H", changed, start + 20)
    sections = [struct.unpack_from("<8sIIII", changed, start + 24 + optional + 40 * number) for number in range(count)]

    def place(address: int) -> int:
        for _name, size, virtual, raw, offset in sections:
            if virtual <= address < virtual + max(size, raw):
                return int(address - virtual + offset)
        raise ValueError(address)

    table = place(struct.unpack_from("<I", changed, start + 24 + 112)[0])
    names, functions, names_at, ordinals = (
        struct.unpack_from("<I", changed, table + 24)[0],
        *struct.unpack_from("<III", changed, table + 28),
    )
    for number in range(names):
        at = place(struct.unpack_from("<I", changed, place(names_at) + 4 * number)[0])
        name = bytes(changed[at : changed.index(b"\0", at)])
        if name in WRITTEN:
            (which,) = struct.unpack_from("<H", changed, place(ordinals) + 2 * number)
            code = place(struct.unpack_from("<I", changed, place(functions) + 4 * which)[0])
            changed[code : code + len(WRITTEN[name])] = WRITTEN[name]
    # Without this mark Wine takes it for a library of the user's own, which it then is.
    mark = b"Wine builtin DLL"
    if changed[0x40 : 0x40 + len(mark)] == mark:
        changed[0x40 : 0x40 + len(mark)] = bytes(len(mark))
    return bytes(changed)


def missing() -> list[str]:
    """The packages of Debian's that are needed for this and not here."""
    tools = {"wine": "wine wine64", "xvfb-run": "xvfb xauth", COMPILER: "gcc-mingw-w64-x86-64-win32"}
    return [package for tool, package in tools.items() if shutil.which(tool) is None]


if __name__ == "__main__":  # for a Wine elsewhere: bare_wine.sh
    lay(Path(sys.argv[1]), Path(sys.argv[2]))

"""Lays wheels out in a folder: only what is used, compiled, and every file with the same time."""

from __future__ import annotations

import fnmatch
import gzip
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from resources.packaging import archive, pins

QT = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")
"""The modules of Qt that ``nettverk/`` imports, held by a test; QtDBus beside them, on Linux."""

NOT_USED = (
    "*/tests/*",
    "*/testing/tests/*",
    "*.pyi",
    "*/py.typed",
    "*.pyx",
    "*.pxd",
    "*.pxi",
    "*.h",
    "*.hpp",
    "*.c",
    "*.cpp",
    "*.lib",
    "*.a",
    "bin/*",
    "*.data/*",
    "numpy/f2py/*",
    "numpy/distutils/*",
    "numpy/_pyinstaller/*",
    "numpy/conftest.py",
    "numpy/_core/lib/*",
    "numpy/_core/*_tests.*",
    "numpy/_core/_simd.*",
    "numpy/core/*",
    "numpy/ctypeslib/*",
    "numpy/fft/*",
    "numpy/ma/*",
    "numpy/polynomial/*",
    "numpy/random/*",
    "numpy/testing/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "lxml/html/*",
    "lxml/builder.*.pyd",
    "lxml/builder.*.so",
    "lxml/objectify.*",
    "lxml/sax.*",
    "charset_normalizer/*.pyd",
    "charset_normalizer/*.so",
    "PIL/_avif.*",
    "PIL/_imagingtk.*",
    "PIL/_imagingft.*",
    "PIL/_imagingcms.*",
    "PIL/_imagingmath.*",
    "PIL/_webp.*",
    "pillow.libs/libavif*",
    "pillow.libs/libbrotli*",
    "pillow.libs/libfreetype*",
    "pillow.libs/libharfbuzz*",
    "pillow.libs/liblcms2*",
    "pillow.libs/libpng16*",
    "pillow.libs/libsharpyuv*",
    "pillow.libs/libwebp*",
    "reportlab/fonts/DarkGarden*",
    "rapidfuzz/*_avx2.*",
    "rapidfuzz/distance/metrics_cpp.*",
    "rapidfuzz/process_cpp_impl.*",
    "rapidfuzz/process_cpp.*",
    "reportlab/fonts/*",
    "reportlab/graphics/samples/*",
    "docx/templates/default-docx-template/*",
    "pypdfium2_cli/*",
    "icalendar/fuzzing/*",
    "babel/messages/*",
    "*.po",
)
"""What no line of the program reaches, found by looking at what is large."""

IN_ARCHIVE = (
    "charset_normalizer",
    "click",
    "click_default_group.pyc",
    "dateutil",
    "defusedxml",
    "et_xmlfile",
    "icalendar",
    "markdown_it",
    "mdurl",
    "nettverk",
    "openpyxl",
    "platformdirs",
    "pluggy",
    "psycopg",
    "reportlab",
    "sqlite_fts4",
    "sqlite_utils",
    "tabulate",
    "tzdata",
    "typing_extensions.pyc",
    "wakepy",
)
"""Packages that are nothing but modules: they lie in one archive, less to store, to copy and for a guard to read."""

PARTLY = ("PIL", "babel", "docx", "numpy", "pypdfium2", "rapidfuzz")
"""Packages with libraries or files of their own: only those modules that do not ask where they lie go into the archive,
and ``modules.py`` finds them there."""

ARCHIVE = "modules.zip"
PACKED = "nettverk/_data/resources/fonts/scripts"
"""Fonts of other writing, which are read when somebody's name asks for them (``printing/scripts/sources.py``)."""

ONLY = {
    "babel/locale-data/*": ("root", "nb", "nb_NO", "nn", "nn_NO", "no", "en", "en_001", "en_150", "en_GB"),
    "pyphen/dictionaries/*": ("hyph_nb_NO", "hyph_nn_NO", "hyph_en_GB", "hyph_en_US"),
}
"""Of many files that differ by language, those of the three that the program speaks."""

PICTURES = ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff")
"""The kinds of picture that Pillow reads in the packages: the program opens PNG and JPEG, which ask for the others."""

PLUGINS = {
    "platforms": ("qwindows", "qoffscreen", "qminimal", "qxcb", "qwayland", "qwayland-generic"),
    "imageformats": ("qjpeg", "qsvg", "qico"),
    "iconengines": ("qsvgicon",),
    "printsupport": ("cupsprintersupport",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}
"""Qt's plug-ins, by folder; on Linux each has «lib» in front."""

QT_LIBRARIES = (
    "OpenGL",
    "XcbQpa",
    "EglFSDeviceIntegration",
    "WaylandClient",
    "WaylandEglClientHwIntegration",
    "WlShellIntegration",
)
LOADED_ALREADY = frozenset({
    "PySide6/msvcp140.dll", "PySide6/vcruntime140.dll", "PySide6/vcruntime140_1.dll", "shiboken6/msvcp140_1.dll",
    "shiboken6/msvcp140_2.dll", "shiboken6/vcruntime140.dll", "shiboken6/vcruntime140_1.dll",
})  # fmt: skip
"""Microsoft's libraries that lie in two packages. Windows takes the one of that name which it has loaded: Python's own,
and shiboken6's, which PySide6 imports first. Of the two that Qt alone asks for, Qt's lie there."""

RUNTIMES = (
    "pyside6.abi3",
    "libpyside6.abi3",
    "shiboken6.abi3",
    "libshiboken6.abi3",
    "msvcp140.dll",
    "msvcp140_1.dll",
    "msvcp140_2.dll",
    "vcruntime140",
    "libicu",
)

STDLIB_NOT_USED = (
    "test",
    "idlelib",
    "tkinter",
    "turtledemo",
    "turtle.py",
    "lib2to3",
    "ensurepip",
    "venv",
    "distutils",
    "msilib",
    "pydoc_data",
    "__phello__",
    "site-packages",
    "dist-packages",
    "cgi.py",
    "curses",
    "dbm",
    "doctest.py",
    "ftplib.py",
    "imaplib.py",
    "mailbox.py",
    "nntplib.py",
    "pdb.py",
    "poplib.py",
    "smtplib.py",
    "telnetlib.py",
    "unittest",
    "wsgiref",
    "xmlrpc",
    "lib-dynload",
    "__pycache__",
)


def used(name: str) -> bool:
    """Whether a file of a wheel is for a program that runs, by its name in the wheel."""
    path = PurePosixPath(name)
    if name in LOADED_ALREADY:
        return False
    if path.parts[0] in {"PySide6", "shiboken6"}:
        return _used_of_qt(path)
    if any(fnmatch.fnmatch(name, pattern) for pattern in NOT_USED):
        return False
    if path.match("PIL/*ImagePlugin.py"):
        return path.name.removesuffix("ImagePlugin.py") in PICTURES
    for pattern, kept in ONLY.items():
        if fnmatch.fnmatch(name, pattern) and path.suffix in {".dat", ".dic"}:
            return path.name.split(".")[0] in kept
    return True


def _used_of_qt(path: PurePosixPath) -> bool:
    parts = path.parts[1:]
    stem = path.name.split(".")[0]
    inside = "/".join(parts[:-1])
    if inside.startswith(("Qt/plugins/", "plugins/")):
        folder = inside.rsplit("/", 1)[1]
        return stem.removeprefix("lib") in PLUGINS.get(folder, ())
    if inside in {"Qt/translations", "translations"}:
        return path.name in {"qtbase_nn.qm", "qtbase_en.qm"}
    if inside.startswith(("support", "Qt/libexec")):
        return path.suffix == ".py"
    if inside not in {"", "Qt/lib"} or path.suffix in {".pyi", ".lib"}:
        return False
    if path.suffix == ".py":
        return True
    if path.name.startswith(RUNTIMES):
        return True
    bare = stem.removeprefix("lib").removeprefix("Qt6" if stem.removeprefix("lib").startswith("Qt6") else "Qt")
    # The desktop of Linux is asked over D-Bus; Windows has none.
    here = QT if path.suffix in {".dll", ".pyd"} else (*QT, "DBus")
    # What shows windows through OpenGL links to Qt's library for it, which no module of Python's is needed for.
    libraries = here if path.suffix == ".dll" else (*here, *QT_LIBRARIES)
    if path.name.startswith("Shiboken.") or bare in (libraries if "Qt6" in stem else here):
        return path.suffix != ".exe"
    return False


def unpack(wheels: Iterable[Path], target: Path) -> list[str]:
    """Lay the wheels out in a folder; returns the names of the files that were left out."""
    left = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                if not used(info.filename):
                    left.append(info.filename)
                    continue
                file = target / info.filename
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(archive.read(info))
                if info.external_attr >> 16 & 0o111:
                    file.chmod(0o755)
    return left


def lay_start(packages: Path) -> None:
    """Lay the modules beside the packages that a packaged program begins with."""
    for name in ("start", "modules"):
        shutil.copyfile(pins.HERE / f"{name}.py", packages / f"nettverk_{name}.py")


def copy_stdlib(source: Path, target: Path) -> None:
    """Lay Python's own modules out, without those for tests, for Tk and for making other programs."""
    for entry in sorted(source.iterdir()):
        if entry.name in STDLIB_NOT_USED or entry.name.startswith("config-"):
            continue
        if entry.is_dir():
            shutil.copytree(
                entry, target / entry.name, ignore=shutil.ignore_patterns("__pycache__", "test", "tests", "*.exe")
            )
        elif entry.suffix == ".py":
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(entry, target / entry.name)


def gather(packages: Path, epoch: int) -> Path:
    """Put the modules that need no files beside them into one archive among the packages; returns it.

    The program's own files stay where they were, in ``nettverk/_data`` (``nettverk/assets.py``).
    """
    aside = packages.with_name("archive")
    for name in IN_ARCHIVE:
        place = packages / name
        for file in [place] if place.is_file() else sorted(place.rglob("*")):
            inside = file.relative_to(packages)
            if file.is_file() and "_data" not in inside.parts:
                (aside / inside).parent.mkdir(parents=True, exist_ok=True)
                file.rename(aside / inside)
    for name in PARTLY:
        _gather_partly(packages / name, aside / name)
    for folder in sorted((path for path in packages.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    archive.zipped(aside, packages / ARCHIVE, epoch)
    shutil.rmtree(aside)
    return packages / ARCHIVE


def _gather_partly(package: Path, aside: Path) -> None:
    """Move those modules of a package, and of the packages in it, that can lie without it.

    A folder that keeps anything keeps its ``__init__`` too: by that it is known as a package.
    """
    movable = {file for file in package.rglob("*.pyc") if b"__file__" not in file.read_bytes()}
    kept = {file for file in package.rglob("*") if file.is_file()} - movable
    needed = {folder for file in kept for folder in file.parents}
    for file in sorted(movable):
        if file.name != "__init__.pyc" or file.parent not in needed:
            target = aside / file.relative_to(package)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)


def pack_fonts(packages: Path) -> None:
    """Press the fonts together that are seldom read."""
    for file in sorted((packages / PACKED).glob("*.ttf")):
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
        file.unlink()


def shorten_records(packages: Path) -> None:
    """Have each package's list of its files tell of its papers alone: the rest was left out, compiled or gathered.

    What its maker writes of it for readers goes from its papers too; the fields above that stay.
    """
    for about in packages.glob("*.dist-info/METADATA"):
        about.write_text(about.read_text("utf-8").partition("\n\n")[0] + "\n", "utf-8")
    for record in packages.glob("*.dist-info/RECORD"):
        kept = [line for line in record.read_text("utf-8").splitlines() if line.startswith(f"{record.parent.name}/")]
        there = [line for line in kept if (packages / line.rsplit(",", 2)[0]).is_file()]
        record.write_text("".join(f"{line}\n" for line in there), "utf-8")


_COMPILE = """
import ast, pathlib, sys
from importlib import _bootstrap_external as loader
documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
root = pathlib.Path(sys.argv[1])
for file in sorted(root.rglob("*.py")):
    name = file.relative_to(root).as_posix()
    try:
        tree = ast.parse(file.read_bytes(), name)
    except SyntaxError:  # a template that is no Python
        continue
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False):
            # Not empty: dataclasses would make words of their own, at every start.
            node.body[0].value.value = " "
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    file.with_suffix(".pyc").write_bytes(loader._code_to_hash_pyc(code, bytes(8), False))
    file.unlink()
"""


def compile_all(root: Path) -> None:
    """Put bytecode in the place of every module: nothing is compiled at the first start or written there later.

    What modules, classes and functions say of themselves to programmers is left out; nothing else differs.

    Raises:
        SystemExit: this Python is not the one that the packages have.
    """
    if not sys.version.startswith(f"{pins.PYTHON}."):
        raise SystemExit(f"Bytecode must be made by Python {pins.PYTHON}, as in Debian 12.")
    environment = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0"}
    subprocess.run([sys.executable, "-I", "-c", _COMPILE, str(root)], check=True, env=environment)


def settle(root: Path, epoch: int) -> None:
    """Give every file and folder one time, and modes that do not depend on who builds."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_symlink():
            continue
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch))
    os.utime(root, (epoch, epoch))


def size(root: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(file.stat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())


def missing_imports(root: Path, offered: Sequence[str], imports: Sequence[tuple[str, str]]) -> list[str]:
    """What a library in the folder asks for, that was in a wheel and has been left out.

    Args:
        offered: names of files that were left out. imports: pairs of a file and a library that it names.
    """
    gone = {PurePosixPath(name).name.lower() for name in offered}
    there = {file.name.lower() for file in root.rglob("*")}
    return [f"{file} → {name}" for file, name in imports if name.lower() in gone and name.lower() not in there]

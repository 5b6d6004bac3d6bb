"""The packages' own rules: what goes in, what is left out, the same bytes twice, and one version everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import nettverk
from nettverk.printing.scripts import sources
from nettverk.services import parts
from resources.packaging import archive, blas, inside, pins, release, sign, tree

ROOT = Path(__file__).parents[3]


def test_the_changelog_is_the_version_of_everything() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert release.version() == nettverk.__version__ == project["version"]


def test_a_release_gives_what_is_unreleased_a_number_and_a_day() -> None:
    before = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 – 2026-11-21\n\n- Old.\n"
    after = release.released(before, "0.2.0", "2026-12-01")
    assert release.version(after) == "0.2.0"
    assert release.notes("0.2.0", after) == "- New."
    assert release.notes("0.1.0", after) == "- Old."
    with pytest.raises(SystemExit, match="not higher"):
        release.released(before, "0.1.0", "2026-12-01")
    with pytest.raises(SystemExit, match="Nothing"):
        release.released(after, "0.3.0", "2026-12-01")


@pytest.mark.parametrize("target", [pins.WINDOWS, pins.LINUX], ids=lambda target: target.name)
def test_everything_that_is_fetched_is_pinned_by_its_sum(target: pins.Target) -> None:
    wanted = pins.required(target)
    assert all(pin.sums for pin in wanted)
    assert len({pin.name for pin in wanted}) == len(wanted) > 25
    assert ("jeepney" in {pin.name for pin in wanted}) == (target is pins.LINUX)
    assert pins.LEFT_OUT.isdisjoint(pin.name for pin in wanted)
    assert all(re.fullmatch("[0-9a-f]{64}", total) for total in [*(deb.sum for deb in pins.debs()), pins.lapack()[1]])
    assert pins.windows_python().sums != ("",)


def test_another_file_than_the_pinned_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"not it")
    with pytest.raises(SystemExit, match="not what was pinned"):
        pins.check(tmp_path / "a.whl", ("0" * 64,))


def test_every_part_of_qt_that_is_imported_is_in_the_packages() -> None:
    sources = "\n".join(file.read_text("utf-8") for file in (ROOT / "nettverk").rglob("*.py"))
    used = set(re.findall(r"PySide6\.Qt(\w+)", sources))
    assert used - {"DBus"} == set(tree.QT)
    for name in used - {"DBus"}:
        assert tree.used(f"PySide6/Qt{name}.pyd")
        assert tree.used(f"PySide6/Qt6{name}.dll")
        assert tree.used(f"PySide6/Qt{name}.abi3.so")
        assert tree.used(f"PySide6/Qt/lib/libQt6{name}.so.6")
    assert not [
        name for name in ("PySide6/Qt6Quick.dll", "PySide6/QtQml.pyd", "PySide6/designer.exe") if tree.used(name)
    ]
    assert not [name for name in ("numpy/_core/tests/test_umath.py", "babel/locale-data/de.dat") if tree.used(name)]
    assert tree.used("babel/locale-data/nn.dat")
    assert tree.used("numpy-2.4.6.dist-info/licenses/LICENSE.txt")


def test_modules_lie_in_one_archive_and_are_found_there_with_the_programs_files_beside_it(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    for name in ("nettverk/__init__.py", "nettverk/assets.py", "nettverk/_data/resources/one.txt", "click/__init__.py"):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("", "utf-8")
    (packages / "nettverk" / "assets.py").write_text((ROOT / "nettverk" / "assets.py").read_text("utf-8"), "utf-8")
    (packages / "numpy").mkdir()
    (packages / "numpy" / "__init__.py").write_text("", "utf-8")
    (packages / "click-8.0.dist-info").mkdir()
    record = packages / "click-8.0.dist-info" / "RECORD"
    record.write_text("click/__init__.py,sha256=a,0\nclick-8.0.dist-info/RECORD,,\nclick-8.0.dist-info/X,,\n", "utf-8")
    about = packages / "click-8.0.dist-info" / "METADATA"
    about.write_text("Name: click\nVersion: 8.0\n\n# All about it\n", "utf-8")
    tree.shorten_records(packages)
    assert about.read_text("utf-8") == "Name: click\nVersion: 8.0\n"
    about.unlink()
    gathered = tree.gather(packages, 1_796_000_000)
    assert record.read_text("utf-8") == "click-8.0.dist-info/RECORD,,\n"
    assert sorted(zipfile.ZipFile(gathered).namelist()) == [
        "click/__init__.py", "nettverk/__init__.py", "nettverk/assets.py"
    ]  # fmt: skip
    left = {file.relative_to(packages).as_posix() for file in packages.rglob("*") if file.is_file()} - {gathered.name}
    assert left == {"nettverk/_data/resources/one.txt", "numpy/__init__.py", "click-8.0.dist-info/RECORD"}
    told = (
        "import sys; sys.path[:0] = sys.argv[1:]; import nettverk.assets as assets; "
        "print(assets.__file__, assets.resource('one.txt').exists())"
    )
    said = subprocess.run(
        [sys.executable, "-I", "-c", told, gathered, packages], capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == [str(gathered / "nettverk" / "assets.py"), "True"]


def test_a_package_with_a_library_keeps_what_must_lie_beside_it_and_the_rest_is_found_in_the_archive(
    tmp_path: Path,
) -> None:
    packages = tmp_path / "packages"
    files = {
        "numpy/__init__.py": "from numpy.lib.deep import one\n",
        "numpy/where.py": "PLACE = __file__\n",
        "numpy/lib/__init__.py": "",
        "numpy/lib/deep.py": "from numpy.plain import two\none = 1\n",
        "numpy/plain.py": "two = 2\n",
    }
    for name, text in files.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text, "utf-8")
    (packages / "numpy" / "own.bin").write_bytes(b"a library")
    if not sys.version.startswith(f"{pins.PYTHON}."):
        pytest.skip("bytecode is made by the Python of the packages")
    tree.lay_start(packages)
    tree.compile_all(packages)
    gathered = tree.gather(packages, 1_796_000_000)
    assert sorted(zipfile.ZipFile(gathered).namelist()) == [
        "numpy/lib/__init__.pyc", "numpy/lib/deep.pyc", "numpy/plain.pyc"
    ]  # fmt: skip
    assert sorted(file.name for file in (packages / "numpy").iterdir()) == ["__init__.pyc", "own.bin", "where.pyc"]
    told = (
        "import sys; sys.path.insert(0, sys.argv[1]); import nettverk_modules, numpy, numpy.lib.deep, numpy.where\n"
        "print(numpy.one, numpy.lib.deep.two, numpy.where.PLACE, end='')\n"
        "try: import numpy.nowhere\nexcept ImportError: print('.')"
    )
    said = subprocess.run(
        [sys.executable, "-I", "-c", told, packages], capture_output=True, text=True, check=True
    ).stdout
    assert said == f"1 2 {packages / 'numpy' / 'where.pyc'}.\n"


def test_fonts_that_are_pressed_together_are_read_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = sources.resource("fonts", "scripts", "NotoSansThai-Regular.ttf")
    folder = tmp_path / tree.PACKED
    folder.mkdir(parents=True)
    (folder / there.name).write_bytes(there.read_bytes())
    tree.pack_fonts(tmp_path)
    assert [file.name for file in folder.iterdir()] == [f"{there.name}.gz"]
    assert (folder / f"{there.name}.gz").stat().st_size < there.stat().st_size
    monkeypatch.setattr(sources, "resource", lambda *_parts: folder / there.name)
    # Past the cache, which may know the font from another test.
    font = sources._bundled.__wrapped__(there.name)
    assert font is not None
    assert font.has("ก")


def test_every_folder_that_the_program_reads_is_in_the_wheel() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    taken = set(build["force-include"])
    # Neither is for the program: one makes the packages, the other is for the tests of updates.
    wanted = {f"resources/{one.name}" for one in (ROOT / "resources").iterdir()} - {"resources/packaging"}
    wanted |= {f"db/{one.name}" for one in (ROOT / "db").iterdir()} - {"db/versions"}
    assert taken == wanted


def test_a_server_for_sharing_can_be_reached_from_the_packages() -> None:
    for target in (pins.WINDOWS, pins.LINUX):
        assert {"psycopg", "psycopg-binary", "sqlcipher3"} <= {pin.name for pin in pins.required(target)}


def test_the_bill_of_materials_names_what_is_inside_a_part_and_not_what_was_left_out() -> None:
    known = {part.package or part.name: part for part in parts.parts()}

    def named(package: str, system: str, *told: str) -> list[str]:
        rows = [{"type": "library", "name": one} for one in told]
        return [str(one["name"]) for one in inside.within(known[package], rows, system)]

    assert named("psycopg-binary", "windows") == ["libpq", "OpenSSL"]
    assert "MIT Kerberos" in named("psycopg-binary", "linux", "psycopg_binary", "keyutils-libs")
    assert "psycopg_binary" not in named("psycopg-binary", "linux", "psycopg_binary")
    assert named("numpy", "linux") == []
    assert "OpenSSL" not in named("Python", "windows")
    assert "FreeType" not in named("pillow", "windows", "FreeType", "PIL._imaging")
    first = inside.within(known["sqlcipher3"], (), "windows")[0]
    assert first["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]


def test_what_is_asked_for_of_linear_algebra_is_called_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "one.pyd").write_bytes(b"\0scipy_dgesv_64_\0libscipy_openblas64_-63c8.dll\0scipy_cblas_ddot64_\0")
    names = blas.asked_for([tmp_path / "one.pyd"])
    assert names == ["scipy_cblas_ddot64_", "scipy_dgesv_64_"]
    assert [blas.plain(name) for name in names] == ["cblas_ddot", "dgesv_"]


def test_archives_are_the_same_bytes_whenever_they_are_made(tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        root = tmp_path / str(number)
        (root / "b").mkdir(parents=True)
        for name in ("b/æ.txt", "a.txt") if number == 1 else ("a.txt", "b/æ.txt"):
            (root / name).write_text(name, "utf-8")
        tree.settle(root, 1_796_000_000 if number == 1 else 1_700_000_000)
        made.append(
            (archive.zipped(root, tmp_path / f"{number}.zip", 1_796_000_000).read_bytes(), archive.tarred(root, 5))
        )
    assert made[0] == made[1]


def test_bytecode_takes_the_place_of_every_module_and_is_the_same_twice(tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        root = tmp_path / str(number)
        root.mkdir()
        source = '"""What it is."""\n\n\ndef f(x: int) -> int:\n    """One more."""\n    return x + 1\n\n\n'
        (root / "one.py").write_text(f"{source}WORDS = {{'a', 'b', 'c'}}\n", "utf-8")
        (root / "template.py").write_text("{{ no python }\n", "utf-8")
        if not sys.version.startswith(f"{pins.PYTHON}."):
            with pytest.raises(SystemExit, match="Bytecode"):
                tree.compile_all(root)
            return
        tree.compile_all(root)
        made.append((root / "one.pyc").read_bytes())
        assert sorted(file.name for file in root.iterdir()) == ["one.pyc", "template.py"]
    assert made[0] == made[1]
    assert b"One more" not in made[0], "what is said to programmers alone"
    assert b"WORDS" in made[0]


def test_all_that_windows_loads_is_listed_for_signing_and_nothing_is_signed_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program").mkdir()
    for name in ("Nettverk.exe", "program/a.dll", "program/b.PYD", "program/c.py"):
        (tmp_path / name).write_bytes(name.encode())
    monkeypatch.delenv("NETTVERK_SIGN", raising=False)
    lines = sign.listed(tmp_path).splitlines()[1:]
    assert [line.split()[-1] for line in lines] == ["Nettverk.exe", "program/a.dll", "program/b.PYD"]
    assert sign.sign(sign.to_sign(tmp_path)) is False
    hook = tmp_path / "hook.py"
    hook.write_text("import pathlib, sys\nfor one in sys.argv[1:]: pathlib.Path(one).write_text('signed')\n", "utf-8")
    monkeypatch.setenv("NETTVERK_SIGN", f"'{sys.executable}' '{hook}'")
    assert sign.sign(sign.to_sign(tmp_path)) is True
    assert (tmp_path / "Nettverk.exe").read_text("utf-8") == "signed"
    assert (tmp_path / "program" / "c.py").read_text("utf-8") == "program/c.py"

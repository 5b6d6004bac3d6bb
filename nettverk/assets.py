"""Where the files that ship with the program lie: beside the package in a clone, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    # The wheel puts the files inside the package; a clone has them beside it. Where a package of the program keeps its
    # modules in an archive (resources/packaging/tree.py), they lie where the wheel put them, beside that archive.
    for inside in (_PACKAGE, _PACKAGE.parents[1] / _PACKAGE.name):
        if (inside / "_data" / name).is_dir():
            return inside / "_data" / name
    return _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """The path of a file under ``resources/``; it need not exist."""
    return _folder("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder of the numbered SQL files that make the database."""
    return _folder("db") / "migrations"


def schema() -> Path:
    """The file that has what all the migrations come to."""
    return _folder("db") / "schema.sql"


def server_updates() -> tuple[tuple[int, str], ...]:
    """What a PostgreSQL server is given, in order: the number of each update, and its SQL."""
    files = sorted((_folder("db") / "server").glob("*.sql"))
    return tuple((int(path.name[:4]), path.read_text(encoding="utf-8")) for path in files)

"""Where the files that ship with the program lie: beside the package in a clone, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    # The wheel puts the files inside the package; a clone has them beside it.
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """The path of a file under ``resources/``; it need not exist."""
    return _folder("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder of the numbered SQL files that make the database."""
    return _folder("db") / "migrations"


def schema() -> Path:
    """The file that has what all the migrations come to."""
    return _folder("db") / "schema.sql"

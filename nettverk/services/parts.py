"""What the program is made of: every part with its version and licence, and the licences as texts.

The list is ``resources/licences/parts.toml``; a part's own texts lie in its package, or beside what they are for.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from nettverk.assets import resource

_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was made by others.

    Attributes:
        package: the package of Python's that it is, or empty. inside: what it has inside it, as a line to read.
        only: the system whose packages have it, or empty. texts: files under ``resources/``.
    """

    name: str
    licence: str
    package: str = ""
    inside: str = ""
    only: str = ""
    texts: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The version that runs here, or empty."""
        if self.name == "Python":
            return ".".join(map(str, sys.version_info[:3]))
        try:
            return metadata.version(self.package) if self.package else ""
        except metadata.PackageNotFoundError:
            return ""

    @property
    def here(self) -> bool:
        """Whether it is part of the program on this machine."""
        return bool(self.version) or not self.package


def parts() -> tuple[Part, ...]:
    """Every part, Python and Qt first and then by name."""
    rows = tomllib.loads(resource("licences", "parts.toml").read_text(encoding="utf-8"))["part"]
    return tuple(Part(**{**row, "texts": tuple(row.get("texts", ()))}) for row in rows)


def is_licence(path: str) -> bool:
    """Whether a file of a package is the text of a licence, by its path in it."""
    inside = PurePosixPath(path).parts
    return inside[0].endswith(".dist-info") and ("licenses" in inside or bool(_TEXT.search(inside[-1])))


def texts(part: Part) -> list[str]:
    """The texts of a part's licences, those of its package last."""
    files = [resource(*name.split("/")) for name in part.texts]
    if part.package and part.here:
        package_files = metadata.distribution(part.package).files or ()
        files += [Path(str(file.locate())) for file in package_files if is_licence(file.as_posix())]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files if file.is_file()]

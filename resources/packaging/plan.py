"""One build: of which version, from which moment, and where its files go."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from resources.packaging import pins


@dataclass(frozen=True, slots=True)
class Plan:
    """What every package of one build has in common.

    Attributes:
        version: as people read it. epoch: the moment that every file bears, in seconds. wheel: the project's own.
    """

    version: str
    epoch: int
    out: Path
    work: Path
    cache: Path
    wheel: Path

    @property
    def numbers(self) -> str:
        """The version as Windows wants it, four numbers."""
        numbers = self.version.split("+")[0].split(".")
        return ".".join(([*numbers, "0", "0", "0", "0"])[:4])

    def draw_icon(self, folder: Path) -> None:
        """Have the icon drawn into a folder, by a process of its own."""
        environment = {**os.environ, "PYTHONPATH": str(pins.ROOT)}
        subprocess.run(
            [sys.executable, "-m", "resources.packaging.icon", str(folder)], cwd=pins.ROOT, env=environment, check=True
        )

"""Two screens without a screen: the file that Qt's offscreen platform reads, and the environment that names it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LAPTOP = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768}
PROJECTOR = {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080}
_REST = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def write_screens(folder: Path, screens: Sequence[Mapping[str, Any]] = (LAPTOP, PROJECTOR)) -> Path:
    """Write the file; the folder's path must have no colon in it."""
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [{**_REST, **screen} for screen in screens]}), encoding="utf-8")
    return path


def environment(folder: Path, screens: Sequence[Mapping[str, Any]] = (LAPTOP, PROJECTOR)) -> dict[str, str]:
    """What to add to a process's environment so that it sees these screens."""
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={write_screens(folder, screens)}"}

"""Points on their way from one place to another under the mouse."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

POINTS = "application/x-nettverk-points"


def carried(keys: Sequence[str]) -> QMimeData:
    """The keys of points as something that can be dragged."""
    data = QMimeData()
    data.setData(POINTS, QByteArray(json.dumps(list(keys)).encode()))
    return data


def keys_in(data: QMimeData | None) -> list[str]:
    """The keys that are dragged; none where it is something else."""
    if data is None or not data.hasFormat(POINTS):
        return []
    try:
        keys = json.loads(bytes(data.data(POINTS).data()))
    except ValueError:
        return []
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []

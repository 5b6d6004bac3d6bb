"""The program's icon as files: drawn by the program itself (``ui/common/app_icon.py``), so it is never another."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Write nettverk.ico and nettverk.png into a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QGuiApplication, QImageWriter

    from nettverk.ui.common.app_icon import SIZES, app_icon

    app = QGuiApplication([])
    pictures = []
    for size in SIZES:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(app_icon().pixmap(size, size).toImage())
        pictures.append((size, bytes(data.data())))
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    (folder / "nettverk.ico").write_bytes(head + b"".join(picture for _size, picture in pictures))
    (folder / "nettverk.png").write_bytes(pictures[-1][1])
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Every projected screen as a PNG, without a screen: the fallback when a laptop fails, and what the tests look at."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from nettverk.domain.errors import Expected, exit_code, reason
from nettverk.domain.wall.walls import Wall
from nettverk.i18n import _
from nettverk.services import whole_files
from nettverk.ui.common.theme import Theme, load_fonts
from nettverk.ui.stage.wall.canvas import Canvas, Drawn
from nettverk.ui.stage.wall.painting import pages, paint, paint_face


def ensure_gui() -> QCoreApplication:
    """The running application, or one that needs no screen."""
    app = QCoreApplication.instance()
    if app is None:
        # A job in a terminal, perhaps over the network, has no screen; Qt draws as well without one.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QGuiApplication(["nettverk"])
    load_fonts()
    return app


def render(wall: Wall, size: tuple[int, int], theme: Theme, page: int = 0, slide: QImage | None = None) -> QImage:
    """One page of a wall as a picture; ``slide`` is the page of a PDF where it shows one."""
    return drawn(wall, size, theme, page, slide)[0]


def drawn(
    wall: Wall, size: tuple[int, int], theme: Theme, page: int = 0, slide: QImage | None = None
) -> tuple[QImage, list[Drawn]]:
    """The picture, and every line of text on it."""
    ensure_gui()
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas = Canvas(painter, *size, theme)
    paint(canvas, wall, page, slide)
    paint_face(canvas, wall)
    painter.end()
    return image, canvas.drawn


def file_name(number: int, wall: Wall, page: int, count: int) -> str:
    """«07 finn bordet ditt 2.png», in the order of the day also where files are sorted letter by letter."""
    # Words pasted on a Mac may have «å» as two letters, of which the second would be cut out as no letter.
    plain = unicodedata.normalize("NFC", wall.name).casefold()
    words = re.sub(r"[^\wæøå]+", " ", plain).strip()[:60] or "side"
    return f"{number:02} {words}{f' {page + 1:0{len(str(count))}}' if count > 1 else ''}.png"


def render_all(
    walls: Iterable[Wall], out: Path, size: tuple[int, int] = (1920, 1080), theme: str = "dark"
) -> list[Path]:
    """Write every page of every wall as a PNG into a folder; returns the files in the order of the day.

    Args:
        size: width and height in pixels.
        theme: dark or light.
    """
    ensure_gui()
    look = Theme.load(theme)
    try:
        whole_files.make_folder(out)
    except OSError as fault:
        raise Expected(
            _("Får ikke lagret i {folder}: {reason}.").format(folder=out, reason=reason(fault)), code=exit_code(fault)
        ) from fault
    files: list[Path] = []
    for number, wall in enumerate(walls, start=1):
        count = pages(wall, *size, look)
        for page in range(count):
            path = out / file_name(number, wall, page, count)
            _save(render(wall, size, look, page), path)
            files.append(path)
    return files


def _save(picture: QImage, path: Path) -> None:
    # Made in memory first: what writes PNG says in English on a terminal that a disk is full.
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its own stubs want bytes here, it takes str
    try:
        whole_files.write(path, bytes(buffer.data().data()))
    except OSError as fault:
        raise Expected(
            _("Fikk ikke lagret {file}: {reason}.").format(file=path, reason=reason(fault)), code=exit_code(fault)
        ) from fault

"""The other end of ``services.logo_process``: an SVG from anybody on stdin, a PNG of it on stdout, and it is over."""

from __future__ import annotations

import faulthandler
import os
import sys
from contextlib import suppress

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

from nettverk.services import slide_worker
from nettverk.services.logo_process import DRAWN_S

_PRINTED = 1600
"""Points across of an SVG drawn to be printed: 50 mm at 800 dots an inch."""


def main() -> int:
    """Draw what comes; does not return. Whoever asks may lose patience with it and nobody is the worse for it."""
    answers = os.fdopen(os.dup(1), "wb")
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
    app = QGuiApplication(["nettverk"])
    data = sys.stdin.buffer.read()
    slide_worker.limit()
    # Qt draws without letting Python's other threads run; this clock is none of them.
    faulthandler.dump_traceback_later(DRAWN_S, exit=True)
    picture = svg_as_png(data)
    with suppress(OSError):
        answers.write(picture)
        answers.flush()
    del app
    os._exit(0 if picture else 1)


def svg_as_png(data: bytes) -> bytes:
    """An SVG drawn large enough to print; empty where it has nothing in it, or is as good as a line."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return b""
    size.scale(QSize(_PRINTED, _PRINTED), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    if image.isNull():
        return b""
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(image)
    return bytes(held.data().data())

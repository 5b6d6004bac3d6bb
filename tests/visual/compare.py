"""Reference pictures: what a window, a projected screen or a page is to look like, with a little give.

    from tests.visual.compare import check
    check("shell-light", widget.grab().toImage())

A picture that differs (or has no reference) fails; the new one and the difference lie in ``tests/visual/new`` until
``python -m tests.visual.review --accept``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).parent
REFERENCE, NEW = HERE / "reference", HERE / "new"
CHANNEL = 40  # of 255: how far a colour may drift before a pixel counts as another
SHARE = 0.002  # of the picture: how many pixels may be others (a blinking cursor, a hinted edge)


def check(name: str, image: QImage, *, share: float = SHARE, cell: tuple[int, int] | None = None) -> None:
    """Fail unless the picture looks like its reference.

    Args:
        name: of the file in ``tests/visual/reference``, without ending.
        share: how much of the picture may differ, 0–1.
        cell: width and height of each picture on a sheet of many; ``share`` is then of every one of them, so that what
            is small on the sheet is not small in its picture.
    """
    if sys.platform != "linux":
        pytest.skip("the references are drawn by FreeType on Linux")
    kept = REFERENCE / f"{name}.png"
    plain = image if cell is None else _levels(image)
    # To find a picture's own colours takes longer than to draw it; one that looks like its reference without them is
    # right, and the others are looked at as they would be stored.
    if not kept.exists() or not _alike(QImage(str(kept)), plain, share, cell):
        _check_as_stored(name, _palette(plain), share, cell)
    for left in (NEW / f"{name}.png", NEW / f"{name}.diff.png"):
        left.unlink(missing_ok=True)


def _alike(reference: QImage, image: QImage, share: float, cell: tuple[int, int] | None) -> bool:
    plain = image.copy()
    plain.setDevicePixelRatio(1)
    wanted, got = _array(reference), _array(plain)
    return wanted.shape == got.shape and _share(_others(wanted, got), cell) <= share


def _others(wanted: np.ndarray, got: np.ndarray) -> np.ndarray:
    """Which pixels are others."""
    return (np.maximum(wanted, got) - np.minimum(wanted, got)).max(axis=2) > CHANNEL


def _share(others: np.ndarray, cell: tuple[int, int] | None) -> float:
    return float(others.mean()) if cell is None else _worst(others, *cell)


def _check_as_stored(name: str, small: QImage, share: float, cell: tuple[int, int] | None) -> None:
    kept = REFERENCE / f"{name}.png"
    if not kept.exists():
        _write(name, small)
        pytest.fail(f"no reference for {name} yet: look at it with python -m tests.visual.review, then --accept")
    wanted, got = _array(QImage(str(kept))), _array(small)
    if wanted.shape != got.shape:
        _write(name, small)
        pytest.fail(f"{name} is {got.shape[1]}x{got.shape[0]}, the reference {wanted.shape[1]}x{wanted.shape[0]}")
    others = _others(wanted, got)
    worst = _share(others, cell)
    if worst > share:
        _write(name, small, _difference(got, others))
        pytest.fail(f"{name} looks different: {worst:.2%} of it. See python -m tests.visual.review")


def _worst(others: np.ndarray, width: int, height: int) -> float:
    """How much of the cell that differs most."""
    tops, lefts = range(0, others.shape[0], height), range(0, others.shape[1], width)
    return max(float(others[y : y + height, x : x + width].mean()) for y in tops for x in lefts)


def _palette(image: QImage) -> QImage:
    """As it is stored: at 1x, in its own 256 commonest colours, so that the references stay small."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    plain.setDevicePixelRatio(1)
    rgb = _array(plain).astype(np.int64)
    packed = rgb[:, :, 0] << 16 | rgb[:, :, 1] << 8 | rgb[:, :, 2]
    colours, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    table = colours[np.argsort(counts)[::-1][:256]]
    parts, kept = _channels(colours), _channels(table)
    nearest = np.concatenate(
        [((some[:, None, :] - kept[None]) ** 2).sum(axis=2).argmin(axis=1) for some in np.array_split(parts, 64)]
    )
    height, width = packed.shape
    pixels = np.zeros((height, (width + 3) // 4 * 4), np.uint8)
    pixels[:, :width] = nearest[places].reshape(height, width)
    small = QImage(pixels.tobytes(), width, height, pixels.shape[1], QImage.Format.Format_Indexed8).copy()
    small.setColorTable([0xFF000000 | int(colour) for colour in table])
    return small


def _levels(image: QImage) -> QImage:
    """A sheet in sixteen levels of each colour (some 200 in use), the same whatever else stands on it.

    With its own commonest colours the edges of one picture would change when a word changes in another.
    """
    rgb = _array(image)
    steps = ((rgb.astype(np.uint16) + 8) // 17 * 17).astype(np.uint8)
    height, width = steps.shape[:2]
    return QImage(steps.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()


def _channels(packed: np.ndarray) -> np.ndarray:
    return np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)


def _array(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return flat[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()  # the image's memory goes with it


def _difference(got: np.ndarray, others: np.ndarray) -> QImage:
    """The new picture faded, with what differs in red."""
    shown = (got // 3 + 160).astype(np.uint8)
    shown[others] = (214, 0, 40)
    height, width = others.shape
    return QImage(shown.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()


def _write(name: str, image: QImage, difference: QImage | None = None) -> None:
    NEW.mkdir(exist_ok=True)
    image.save(str(NEW / f"{name}.png"), None, 0)  # quality 0: PNG packed as tightly as it goes
    if difference is not None:
        difference.save(str(NEW / f"{name}.diff.png"))

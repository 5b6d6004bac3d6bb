"""The marks of the year: one shape for each kind of thing, the same in the wheel, the list and the legend."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from nettverk.domain.year.items import Entry, ItemKind, kind_name
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme

NETWORK_SHAPES = ("circle", "square", "diamond", "hexagon")
"""Of a gathering, by the place of its network among the networks; the fifth network begins anew."""
_KINDS = {
    ItemKind.DEADLINE: ("triangle", "warn"),
    ItemKind.MEASURE: ("plus", "part4"),
    ItemKind.PARENTS: ("drop", "part3"),
    ItemKind.POLITICAL: ("pentagon", "ink"),
    ItemKind.CONFERENCE: ("star", "part1"),
    ItemKind.MEETING: ("ring", "mute"),
}


def shape_of(kind: ItemKind | None, place: int) -> tuple[str, str]:
    """The shape of a kind of thing and its colour token; of a gathering by the place of its network."""
    if kind is None:
        return NETWORK_SHAPES[place % len(NETWORK_SHAPES)], "accent"
    return _KINDS[kind]


def paint_entry(painter: QPainter, box: QRectF, entry: Entry, place: int, theme: Theme) -> None:
    """Draw a mark: filled where it is done, with the gathering's number in it, struck out where it is called off."""
    shape, token = shape_of(entry.kind, place)
    colour = theme.colour("mute" if entry.cancelled else token)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if entry.kind is None:
        _paint_gathering(painter, box, shape, entry, theme)
    elif shape == "ring":
        inner = box.adjusted(*(side * box.width() * 0.18 for side in (1, 1, -1, -1)))
        shapes.paint(painter, inner, "circle", colour, entry.done)
    else:
        shapes.paint(painter, box, shape, colour, entry.done)
    if entry.cancelled:
        painter.setPen(QPen(theme.colour("stop"), max(1.5, box.width() / 11)))
        painter.drawLine(box.bottomLeft(), box.topRight())
    painter.restore()


def _paint_gathering(painter: QPainter, box: QRectF, shape: str, entry: Entry, theme: Theme) -> None:
    colour = theme.colour("mute" if entry.cancelled else "accent")
    # First whole in the colour of paper, so that the number can be read where the mark lies on a band.
    shapes.paint(painter, box, shape, theme.colour("card"))
    shapes.paint(painter, box, shape, colour, entry.done)
    if entry.number:
        font = theme.font(-1, "bold")
        font.setPixelSize(max(8, round(box.width() * 0.52)))
        painter.setFont(font)
        painter.setPen(theme.colour("on_accent" if entry.done else "accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(entry.number))


def entry_icon(entry: Entry, place: int, theme: Theme, size: int) -> QIcon:
    """A mark as an icon, ``size`` pixels wide at 100 % text."""
    side = theme.icon_px(size)
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(side * ratio, side * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_entry(painter, QRectF(0, 0, side * ratio, side * ratio), entry, place, theme)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would make the mark of a chosen row pale
            icon.addPixmap(pixmap, mode)
    return icon


def state_words(entry: Entry) -> str:
    """What the mark says in words: «gjort», «avlyst»; empty for what only waits."""
    from nettverk.i18n import _, _c

    if entry.cancelled:
        return _("avlyst")
    if entry.done:
        return _c("samling", "holdt") if entry.kind is None else _("gjort")
    return ""


def kind_words(entry: Entry) -> str:
    """What an entry is, as a screen reader says it: «samling 2, holdt»."""
    number = f" {entry.number}" if entry.number else ""
    return ", ".join(word for word in (f"{kind_name(entry.kind)}{number}", state_words(entry)) if word)

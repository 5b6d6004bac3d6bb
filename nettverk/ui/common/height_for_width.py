"""Running text in a scroll area: as high as it needs at the width it really has."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class HeightForWidthWidget(QWidget):
    """As high as its words need at its own width.

    A scroll area asks how small its contents can be, and running text can always be smaller; a layout asks how high
    they are at its own width, also of those that may not be so wide.
    """

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        layout = self.layout()
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and layout is not None:
            self.setMinimumHeight(layout.heightForWidth(min(self.width(), self.maximumWidth())))
        return done

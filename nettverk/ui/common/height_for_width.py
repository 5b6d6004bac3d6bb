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
        kind = event.type()  # asked first: after its last event there is nothing left to ask
        done = super().event(event)
        if kind in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and (layout := self.layout()) is not None:
            if layout.hasHeightForWidth():
                self.setMinimumHeight(layout.heightForWidth(min(self.width(), self.maximumWidth())))
            else:
                self.setMinimumHeight(layout.minimumSize().height())
        return done

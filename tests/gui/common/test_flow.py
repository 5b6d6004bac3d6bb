"""A heading and its buttons: on one line while there is room for both, however short its words could be broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import FlatButton, Heading, Note, bar

TITLE = "Fremmer – hemmer – kan påvirke, i møtet mellom barnehage og skole"


class Line(QWidget):
    """A heading that may be broken, and two buttons."""

    def __init__(self, heading: Heading | Note) -> None:
        super().__init__()
        self.heading = heading
        self.buttons = [FlatButton("Skriv ut", parent=self), FlatButton("Bruk i en del", parent=self)]
        column = QVBoxLayout(self)
        column.addLayout(bar([heading], self.buttons))
        column.addStretch(1)

    def broken_at(self, width: int) -> tuple[bool, bool]:
        """Whether the heading takes several lines, and whether the buttons stand below it."""
        self.resize(width, 300)
        self.layout().activate()
        line = self.heading.fontMetrics().height()
        return self.heading.height() > 1.8 * line, self.buttons[0].y() >= self.heading.geometry().bottom()

    @property
    def natural(self) -> int:
        """What heading, buttons and the gaps take on one line."""
        words = self.heading.fontMetrics().size(0, self.heading.text()).width()
        return words + sum(button.sizeHint().width() + 8 for button in self.buttons) + 30


@pytest.fixture(params=[Heading, Note])
def line(request: pytest.FixtureRequest, qtbot: QtBot, dressed: Theme) -> Iterator[Line]:
    shown = Line(request.param(TITLE, wrap=True))
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def test_a_heading_is_broken_only_where_it_must_be(line: Line) -> None:
    assert line.broken_at(line.natural + 40) == (False, False)
    assert line.broken_at(line.natural - 60) == (False, True)
    assert line.broken_at(line.natural // 3) == (True, True)
    assert line.heading.geometry().right() <= line.width()
    wanted = line.heading.heightForWidth(line.heading.width())
    assert line.heading.height() >= wanted

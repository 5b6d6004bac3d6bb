"""What Qt itself says where the system has no dialog of its own: printing and choosing files, in our language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QFileDialog, QGroupBox, QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from nettverk import i18n
from nettverk.ui.common import qt_words

ENGLISH = {
    "print", "printer", "copies", "collate", "reverse", "options", "pages", "page", "selection", "color", "grayscale",
    "off", "binding", "preview", "location", "properties", "directory", "directories", "folder", "parent", "look",
    "files", "cancel", "back", "forward", "view", "find", "current", "output", "sided", "odd", "even", "name",
}  # fmt: skip


@pytest.fixture
def bokmaal() -> Iterator[None]:
    i18n.set_language("nb")
    qt_words.speak()
    yield
    i18n.set_language("en")
    qt_words.speak()
    i18n.set_language("nb")


def said(dialog: QDialog) -> set[str]:
    """Every text in it that somebody can read."""
    texts = {one.text() for kind in (QLabel, QAbstractButton) for one in dialog.findChildren(kind)}
    texts |= {box.title() for box in dialog.findChildren(QGroupBox)}
    texts |= {box.itemText(place) for box in dialog.findChildren(QComboBox) for place in range(box.count())}
    texts |= {tabs.tabText(place) for tabs in dialog.findChildren(QTabWidget) for place in range(tabs.count())}
    return {*texts, dialog.windowTitle()}


@pytest.mark.usefixtures("bokmaal")
def test_printing_and_choosing_files_are_not_in_english(qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printing, choosing = QPrintDialog(printer), QFileDialog()
    printing.setWindowTitle("Skriv ut")  # as the rooms do
    choosing.setOption(QFileDialog.Option.DontUseNativeDialog)
    choosing.setFileMode(QFileDialog.FileMode.Directory)
    for dialog in (printing, choosing):
        qtbot.addWidget(dialog)
        words = {word.strip("&:>.<").casefold().replace("&", "") for text in said(dialog) for word in text.split()}
        assert words & ENGLISH == set(), said(dialog)

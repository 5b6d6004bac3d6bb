"""The small pictures of the presenter, all of them drawn: for reference pictures, which must not show half of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nettverk.ui.stage.control.run_controller import RunController


def draw_all(controller: RunController) -> None:
    """Make every small picture that is in sight, now instead of in idle time."""
    chooser, presenter = controller.chooser, controller.presenter
    if presenter is None or chooser.thumbs is None:
        return
    # A small picture comes from the large one where that was there first, a hair unlike one that is drawn small. Which
    # it was is forgotten, and all of them are drawn small.
    shelf = controller.queue.tray.shelf
    shelf.wait()
    with shelf._lock:
        shelf._small.clear()
    chooser.thumbs._kept.clear()
    chooser.refresh()
    for _round in range(4):
        presenter.grab()  # what is painted asks for what it lacks
        shelf.wait()
        QCoreApplication.processEvents()
        presenter.grab()
        while chooser.thumbs.busy:
            chooser.thumbs._make()
    chooser.thumbs.stop()

"""What a job of the command line wants done while the file is open here: the window does it, and says how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from nettverk.i18n import _
from nettverk.ui.common.files import Files
from nettverk.ui.common.share_keeper import ShareKeeper, keep_sharing
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.lane import Report
    from nettverk.services.sharing.exchange import Synced

Told = Mapping[str, Any]
Reply = Callable[[Told], object]


class HandedOver(QObject):
    """Carries it out beside the windows, off the lane wherever a folder or a server is waited for."""

    def __init__(self, workspace: Workspace, files: Files) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._keeper: ShareKeeper = keep_sharing(files, workspace)

    def do(self, job: Told, reply: Reply) -> None:
        """Do what is asked for; ``reply`` hears what came of it."""
        from nettverk.services.sharing.handed import Handed

        for autosave in self._workspace.autosaves:  # what is being typed goes along
            autosave.flush()
        if job.get("job") == Handed.SYNC and self._keeper.place:
            self._keeper.exchange(partial(self._exchanged, {}, reply))
            return

        def failed(sentence: str) -> None:
            reply({"sentence": sentence, "code": 1})

        self._workspace.lane.work(
            lambda report: _done(report, job), partial(self._answer, job, reply), self, "", quiet=True, failed=failed
        )

    def _answer(self, job: Told, reply: Reply, told: Told) -> None:
        from nettverk.services.sharing.handed import Handed

        if "sentence" in told or job.get("job") in {Handed.LEND, Handed.CALENDAR}:
            reply(told)
        elif job.get("job") == Handed.STOP:
            self._keeper.stop()
            self._workspace.say(_("Fila deles ikke lenger herfra."))
            reply(told)
        else:
            if job.get("job") == Handed.INIT:
                self._workspace.say(_("Nå deles fila over {place}.").format(place=told["place"]))
            self._keeper.follow(partial(self._exchanged, told, reply))

    @staticmethod
    def _exchanged(told: Told, reply: Reply, came: Synced | str) -> None:
        from nettverk.services.sharing import handed

        reply(handed.in_vain(came) if isinstance(came, str) else {**told, **handed.synced(came)})


def _done(report: Report, job: Told) -> Told:
    from nettverk.services.sharing import handed

    return handed.done(report.on_lane, job)

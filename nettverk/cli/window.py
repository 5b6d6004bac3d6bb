"""Jobs that need the file which a window has open: the window does them, and says how it went."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from nettverk.cli.database import path_of
from nettverk.domain.errors import Expected
from nettverk.services import doorbell

if TYPE_CHECKING:
    from nettverk.services.sharing.handed import Handed, Told


def in_window(args: Namespace, job: Handed, **details: object) -> Told | None:
    """What the window answered that has the file of a job open; None where no window has.

    Raises:
        Expected: it could not be done there.
    """
    answer = doorbell.ask(path_of(args), {"job": job, **details})
    if answer is not None and "sentence" in answer:
        raise Expected(str(answer["sentence"]), code=int(answer["code"]))
    return answer

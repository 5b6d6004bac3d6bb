"""The group builder's own process, where it depends on the system it runs on."""

from __future__ import annotations

import subprocess
import sys

LISTENED = """
import io, sys, threading
from nettverk.services.groups import solver_worker

heard = threading.Event()

class Source:
    lines = ['{"problem": {}}']

    def readline(self):
        if self.lines:
            return self.lines.pop()
        print(sorted({"numpy", "nettverk.mixing.search", "nettverk.mixing.repair"} & set(sys.modules)), flush=True)
        heard.set()
        return "stop"

try:
    solver_worker.work(Source(), io.StringIO())
except Exception:
    pass
heard.wait()  # the thread that listens does not keep a process from ending
"""


def test_all_that_is_heavy_is_loaded_before_anybody_listens_on_stdin() -> None:
    """Else, on Windows, the load of numpy waits for ever behind the thread that reads, and no groups are ever made."""
    ran = subprocess.run([sys.executable, "-c", LISTENED], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['nettverk.mixing.repair', 'nettverk.mixing.search', 'numpy']"

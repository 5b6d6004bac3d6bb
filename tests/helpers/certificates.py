"""A certificate for a server, and the one who vouches for it, as a municipality's IT makes them with OpenSSL."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HOST = "db.havnesund.example"
"""What the server's certificate says it is called."""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_LONG = ("-days", "36500")


class Certificates:
    """In a folder: ``root.crt`` is who vouches, ``server.crt`` and ``server.key`` are the server's, ``other.crt`` is
    somebody else who vouches for nothing here."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("OpenSSL is not installed: apt-get install openssl")
        self.folder = folder
        for name in ("root", "other"):
            self._run("req", "-x509", *_KEY, *_LONG, "-keyout", f"{name}.key", "-out", f"{name}.crt",
                      "-subj", f"/CN=Havnesund kommune ({name})")  # fmt: skip
        self._run("req", *_KEY, "-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={HOST}")
        (folder / "names").write_text(f"subjectAltName=DNS:{HOST}\n")
        self._run("x509", "-req", "-in", "server.csr", "-CA", "root.crt", "-CAkey", "root.key", "-CAcreateserial",
                  *_LONG, "-extfile", "names", "-out", "server.crt")  # fmt: skip

    @property
    def root(self) -> Path:
        """Whom one is to believe."""
        return self.folder / "root.crt"

    @property
    def other(self) -> Path:
        """Whom one is not."""
        return self.folder / "other.crt"

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

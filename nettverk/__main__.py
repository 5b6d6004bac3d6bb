"""``python -m nettverk``."""

from __future__ import annotations

import sys

from nettverk.app import main

if __name__ == "__main__":
    sys.exit(main())

"""Lets ``python -m nettverk`` start the program, as the command ``nettverk`` does."""

from __future__ import annotations

import sys

from nettverk.app import main

if __name__ == "__main__":
    sys.exit(main())

"""How much of a file we are willing to hold; together these keep any file, however hostile, under 300 MB of memory."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PACKED = 30 * 1024 * 1024  # bytes of an .xlsx on disk
MAX_UNPACKED = 60 * 1024 * 1024  # bytes of all its parts
MAX_RATIO = 200  # unpacked to packed
MAX_TEXT_FILE = 20 * 1024 * 1024  # bytes of a .csv; four bytes a character in memory at worst
MAX_SHEETS = 50
MAX_ROWS = 25_000  # rows with something in them, per sheet
MAX_COLUMNS = 256
MAX_CELL = 32_767  # characters, Excel's own limit


class TooMuchError(Exception):
    """The file holds more than we are willing to keep; what was read so far stands."""


@dataclass(slots=True)
class Budget:
    """What one workbook may still use, across its sheets."""

    rows: int = 60_000
    cells: int = 1_000_000
    characters: int = 16_000_000

    def take(self, *, rows: int = 0, cells: int = 0, characters: int = 0) -> None:
        """Spend so much of what is left; raises TooMuchError where there is not enough."""
        self.rows -= rows
        self.cells -= cells
        self.characters -= characters
        if self.rows < 0 or self.cells < 0 or self.characters < 0:
            raise TooMuchError

"""JSON from a file that anybody may have written in."""

from __future__ import annotations

import json
from typing import Any


def parse(text: str | bytes) -> Any:
    """What the text says.

    Raises:
        ValueError: it is no JSON. So is a file of nothing but brackets, for which Python's own parser gives up with
            RecursionError.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None

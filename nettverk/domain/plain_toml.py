"""TOML from a file that anybody may have written in."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_WORD = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w\-\"']){_WORD}(?:[ \t]*+\.[ \t]*+{_WORD}){{30}}")


def parse(data: bytes, most: int) -> dict[str, Any]:
    """What a file of at most so many bytes says.

    Raises:
        ValueError: it is no TOML, or larger, or nested deeper than anybody writes. A key of thousands of words would
            take Python's parser hours.
    """
    if len(data) > most:
        raise ValueError(f"over {most} bytes")
    text = data.decode("utf-8")
    if _LONG_KEY.search(text):
        raise ValueError("a key of over thirty words")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None

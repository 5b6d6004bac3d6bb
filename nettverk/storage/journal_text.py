"""What a row of the journal says, as the text that stands in it: JSON, alike wherever it is made."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from nettverk.domain.journal.model import Key, Value, Values

_WHOLE, _OVER, _UPTO = "_whole", "_over", "_upto"


def encoded(
    values: Values,
    whole: Mapping[Key, Values] | None = None,
    over: Mapping[str, str] | None = None,
    upto: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Values as JSON; bytes as base64. The others are as in ``Change``."""
    plain_values = {name: plain(value) for name, value in values.items()}
    if whole is not None:
        plain_values[_WHOLE] = [[*key, json.loads(encoded(row))] for key, row in sorted(whole.items())]
    if over:
        plain_values[_OVER] = dict(over)
    if upto:
        plain_values[_UPTO] = {column: dict(by) for column, by in upto.items()}
    return json.dumps(plain_values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def decoded(text: str) -> tuple[dict[str, Value], dict[Key, Values] | None]:
    """The values back again, and the whole where there is one.

    Raises:
        ValueError: it is damaged.
    """
    parsed = json.loads(text)
    if not isinstance(parsed, dict):
        raise ValueError(text)  # noqa: TRY004  # that is what damage is to whoever reads
    whole = parsed.pop(_WHOLE, None)
    parsed.pop(_OVER, None)
    parsed.pop(_UPTO, None)
    values = {str(name): _value(value) for name, value in parsed.items()}
    if whole is None:
        return values, None
    rows: dict[Key, Values] = {}
    for table, key, row in whole:
        rows[str(table), str(key)] = {str(name): _value(value) for name, value in row.items()}
    return values, rows


def over_of(text: str) -> dict[str, str]:
    """What a change came after, column by column; empty where nothing had been changed there before."""
    return {name: str(tx) for name, tx in _part(text, _OVER).items()}


def upto_of(text: str) -> dict[str, dict[str, str]]:
    """What it came after of what has been thinned away, by column and writer."""
    return {
        name: {str(writer): str(tx) for writer, tx in by.items()}
        for name, by in _part(text, _UPTO).items()
        if isinstance(by, dict)
    }


def _part(text: str, name: str) -> dict[str, object]:
    parsed = json.loads(text) if name in text else {}
    part = parsed.get(name) if isinstance(parsed, dict) else None
    return {str(column): value for column, value in part.items()} if isinstance(part, dict) else {}


def plain(value: Value) -> object:
    """A value as JSON can hold it."""
    return {"bytes": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _value(told: object) -> Value:
    if isinstance(told, dict):
        return base64.b64decode(told["bytes"])
    if told is None or isinstance(told, str | int):
        return told
    raise ValueError(str(told))

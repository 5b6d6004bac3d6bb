"""Lists as a web form mails them: «Navn: Kari», «Enhet: PPT», line by line, once for each who has answered."""

from __future__ import annotations

import re

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.exchange.headers import header_role

_FIELD = re.compile(r"[ \t>*•-]*(?P<title>[^:\n]{2,80}?)[ \t]*:[ \t]*(?P<value>[^\n]*)")
_MOST_LINES = 20_000
_LEAST_SHARE = 0.7  # of the lines; the others are greetings and what stands below a mail
_NAMES = {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME}

Rows = tuple[tuple[int, tuple[str, ...]], ...]


def rows_of(text: str) -> Rows:
    """Such a text as the rows of a table, its titles first; none where it is something else.

    A row has the number of the line its block begins on; the first has 2, below the titles.
    """
    if ":" not in text[:2000]:
        return ()
    lines = text.split("\n", _MOST_LINES)
    matches = [(at, match) for at, line in enumerate(lines, 1) if (match := _FIELD.fullmatch(line.rstrip("\r")))]
    filled = sum(bool(line.strip()) for line in lines)
    if len(matches) < 4 or len(matches) < _LEAST_SHARE * filled:
        return ()
    titles = list(dict.fromkeys(tidy(match["title"]) for _at, match in matches))
    first = titles[0]
    blocks: list[tuple[int, dict[str, str]]] = []
    for at, match in matches:
        title = tidy(match["title"])
        if title == first or not blocks:
            blocks.append((max(2, at), {}))
        blocks[-1][1].setdefault(title, match["value"].strip())
    named = any(header_role(title)[0] in _NAMES for title in titles)
    # Each block asks much the same; a text in which every line begins otherwise is no form.
    if len(blocks) < 2 or not named or not 2 <= len(titles) <= 40 or len(matches) < 0.6 * len(blocks) * len(titles):
        return ()
    return ((1, tuple(titles)), *((at, tuple(said.get(title, "") for title in titles)) for at, said in blocks))
